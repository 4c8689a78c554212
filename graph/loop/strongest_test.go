package loop

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sysmap/graph"
)

func product(g *graph.Graph, l Loop) float64 {
	p := 1.0
	for _, link := range l.Links {
		p *= g.Links()[link].Strength
	}
	return p
}

func TestStrongestAreTheStrongestOfAll(t *testing.T) {
	manyTimes(t, func(t *rapid.T) {
		g := drawListed(t)
		f := drawFilter(t, g)
		limit := rapid.IntRange(1, 12).Draw(t, "limit")
		var all []Loop
		for _, l := range plainLoops(g) {
			if plainly(f, l) && product(g, l) > 0 {
				all = append(all, l)
			}
		}
		// Strengths are eighths, so that the products here are exact.
		slices.SortFunc(all, func(a, b Loop) int {
			switch p, q := product(g, a), product(g, b); {
			case p > q:
				return -1
			case p < q:
				return 1
			case a.Len() != b.Len():
				return a.Len() - b.Len()
			}
			return slices.Compare(a.Links, b.Links)
		})
		got, err := Strongest(context.Background(), g, StrongestOptions{Filter: f, Limit: limit})
		if err != nil {
			t.Fatal(err)
		}
		want := all[:min(limit, len(all))]
		if !slices.EqualFunc(got, want, func(a Strong, b Loop) bool { return key(a.Loop) == key(b) && a.Strength == product(g, b) }) {
			t.Fatalf("limit %d, filter %+v:\n%v\nwant\n%v", limit, f, got, want)
		}
	})
}

// strengthened is Foresight with strengths, which the source does not state.
func strengthened(t testing.TB) *graph.Graph {
	links := slices.Clone(foresight(t).Links())
	random := rand.New(rand.NewPCG(1, 2))
	for l := range links {
		links[l].Strength = 0.05 + 0.9*random.Float64()
	}
	return mustGraph(t, foresight(t).Len(), links)
}

func TestTheStrongestOfForesightAreAmongItsShortLoops(t *testing.T) {
	g := strengthened(t)
	got, err := Strongest(context.Background(), g, StrongestOptions{Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	// The weakest of them is stronger than the longest link chains can be.
	weakest := got[len(got)-1].Strength
	longest := int(math.Log(weakest) / math.Log(0.95))
	var strengths []float64
	listing, err := List(g, ListOptions{Filter: Filter{MaxLength: min(longest, 16)}, AnyOrder: true})
	if err != nil {
		t.Fatal(err)
	}
	for l := range listing.Loops(context.Background()) {
		strengths = append(strengths, product(g, l))
	}
	slices.SortFunc(strengths, func(a, b float64) int {
		if a > b {
			return -1
		}
		return 1
	})
	for i, s := range got {
		if math.Abs(s.Strength-strengths[i]) > 1e-12 {
			t.Fatalf("number %d has strength %v, want %v", i, s.Strength, strengths[i])
		}
	}
}

func TestLoopsOfEqualStrengthComeShortestFirst(t *testing.T) {
	links := slices.Clone(foresight(t).Links())
	for l := range links {
		links[l].Strength = 1
	}
	got, err := Strongest(context.Background(), mustGraph(t, foresight(t).Len(), links), StrongestOptions{Limit: 20})
	if err != nil || len(got) != 20 || got[11].Len() != 2 || got[12].Len() != 3 {
		t.Errorf("%v, %v", got, err)
	}
}

func TestStrongestRefusesAndStops(t *testing.T) {
	g := mustGraph(t, 1, []graph.Link{{Strength: math.NaN()}})
	if _, err := Strongest(context.Background(), g, StrongestOptions{}); err == nil {
		t.Error("a strength that is no number was accepted")
	}
	if _, err := Strongest(context.Background(), foresight(t), StrongestOptions{Limit: -1}); err == nil {
		t.Error("a negative limit was accepted")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Strongest(ctx, foresight(t), StrongestOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func BenchmarkForesightStrongest10(b *testing.B) {
	g := strengthened(b)
	for b.Loop() {
		if _, err := Strongest(context.Background(), g, StrongestOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
