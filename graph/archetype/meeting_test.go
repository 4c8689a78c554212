package archetype

import (
	"context"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sysmap/graph"
	"sysmap/graph/loop"
	"sysmap/maps"
)

func ringsOf(t *rapid.T) (*graph.Graph, []*ring) {
	n := rapid.IntRange(2, 7).Draw(t, "nodes")
	links := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) graph.Link {
		return graph.Link{
			From:    rapid.IntRange(0, n-1).Draw(t, "from"),
			To:      rapid.IntRange(0, n-1).Draw(t, "to"),
			Sign:    maps.Sign(rapid.SampledFrom([]int{-1, 1, 1}).Draw(t, "sign")),
			Delayed: rapid.IntRange(0, 3).Draw(t, "delay") == 0,
		}
	}), 2, 18).Draw(t, "links")
	g, err := graph.FromLinks(n, links)
	if err != nil {
		t.Fatal(err)
	}
	listing, err := loop.List(g, loop.ListOptions{Filter: loop.Filter{MinLength: 2}, Limit: 60})
	if err != nil {
		t.Fatal(err)
	}
	var rings []*ring
	for l := range listing.Loops(context.Background()) {
		rings = append(rings, newRing(g, l.Clone()))
	}
	return g, rings
}

// plainPath returns the variables that two loops share, in order, if they are
// one path of both: by trying every place where it could begin and end.
func plainPath(a, b *ring) []int {
	var shared []int
	for _, v := range a.Variables {
		if slices.Contains(b.Variables, v) {
			shared = append(shared, v)
		}
	}
	for _, start := range shared {
		from, other := a.StartingAt(start), b.StartingAt(start)
		n := len(shared)
		if n == len(from.Links) && n == len(other.Links) && slices.Equal(from.Links, other.Links) {
			return nil
		}
		if slices.Equal(from.Variables[:n], other.Variables[:min(n, other.Len())]) && slices.Equal(from.Links[:n-1], other.Links[:n-1]) {
			if n == from.Len() && n == other.Len() || !commonLink(from.Links[n-1:], other.Links[n-1:]) {
				return from.Variables[:n]
			}
		}
	}
	return nil
}

func commonLink(a, b []int) bool {
	return slices.ContainsFunc(a, func(l int) bool { return slices.Contains(b, l) })
}

func TestLoopsMeetOnceWhereTheyShareOnePath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, rings := ringsOf(t)
		for i, a := range rings {
			for _, b := range rings[i+1:] {
				want := plainPath(a, b)
				if got := meetOnce(a, b); got != (want != nil) {
					t.Fatalf("%v and %v: said %v, share %v", a.Loop, b.Loop, got, want)
				}
				if want == nil {
					continue
				}
				m := meet(a, b)
				if !slices.Equal(m.shared, want) || len(m.path) != len(want)-1 {
					t.Fatalf("%v and %v meet in %v by %v, want %v", a.Loop, b.Loop, m.shared, m.path, want)
				}
				for own, of := range map[*part]*ring{&m.first: a, &m.second: b} {
					whole := slices.Concat(m.path, own.links)
					if l := of.StartingAt(m.shared[0]); !slices.Equal(whole, l.Links) || !slices.Equal(slices.Concat(m.shared, own.between), l.Variables) {
						t.Fatalf("%v is not %v and its own part %+v", l, m.path, own)
					}
				}
			}
		}
	})
}

func TestFindingsMeetTheirDefinitionsOnAnyMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g, _ := ringsOf(t)
		r, err := Find(context.Background(), g, Options{MaxLoops: 40, Limit: 1000})
		if err != nil {
			t.Fatal(err)
		}
		polarities := map[Kind]string{
			LimitsToGrowth: "RB", FixesThatFail: "BR", ShiftingTheBurden: "BBR", Escalation: "BB", SuccessToTheSuccessful: "RR",
			DriftingGoals: "BB", GrowthAndUnderinvestment: "RBB", TragedyOfTheCommons: "RBRB",
			Underachievement: "RB", OutOfControl: "BR", RelativeAchievement: "RR", RelativeControl: "BB",
		}
		needsDelay := []Kind{
			FixesThatFail, ShiftingTheBurden, DriftingGoals, GrowthAndUnderinvestment, TragedyOfTheCommons,
			Underachievement, OutOfControl, RelativeAchievement, RelativeControl,
		}
		for _, f := range r.Findings {
			letters := ""
			late := false
			for _, l := range f.Loops {
				letters += l.Polarity.String()
				late = late || l.Delayed
			}
			if letters != polarities[f.Kind] || slices.Contains(needsDelay, f.Kind) && !late {
				t.Fatalf("%s of loops %s, delayed %v", f.Kind, letters, late)
			}
		}
	})
}
