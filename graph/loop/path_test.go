package loop

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sysmap/graph"
	"sysmap/maps"
)

// plainPaths lists every simple path in the most obvious way.
func plainPaths(g *graph.Graph, from, to int) []Path {
	var paths []Path
	p := Path{Variables: []int{from}, Sign: maps.Positive}
	var walk func(v int)
	walk = func(v int) {
		if v == to {
			found := p.Clone()
			for _, l := range p.Links {
				found.Sign *= g.Links()[l].Sign
				found.Delayed = found.Delayed || g.Links()[l].Delayed
			}
			paths = append(paths, found)
			return
		}
		for _, l := range g.Out(v) {
			w := g.Links()[l].To
			if slices.Contains(p.Variables, w) {
				continue
			}
			p.Variables, p.Links = append(p.Variables, w), append(p.Links, l)
			walk(w)
			p.Variables, p.Links = p.Variables[:len(p.Variables)-1], p.Links[:len(p.Links)-1]
		}
	}
	walk(from)
	return paths
}

func pathKeys(paths []Path) []string {
	out := make([]string, len(paths))
	for i, p := range paths {
		out[i] = fmt.Sprint(p)
	}
	slices.Sort(out)
	return out
}

func TestPathsAreThePlainEnumerationFiltered(t *testing.T) {
	manyTimes(t, func(t *rapid.T) {
		g := drawListed(t)
		if g.Len() < 2 {
			return
		}
		from := rapid.IntRange(0, g.Len()-1).Draw(t, "from")
		to := (from + rapid.IntRange(1, g.Len()-1).Draw(t, "to")) % g.Len()
		f := drawFilter(t, g)
		want := slices.DeleteFunc(plainPaths(g, from, to), func(p Path) bool {
			return !plainly(f, Loop{Variables: p.Variables, Links: p.Links, Polarity: Polarity(p.Sign), Delayed: p.Delayed})
		})
		for _, anyOrder := range []bool{false, true} {
			listing, err := Paths(g, from, to, ListOptions{Filter: f, AnyOrder: anyOrder})
			if err != nil {
				t.Fatal(err)
			}
			var got []Path
			for p := range listing.Paths(context.Background()) {
				got = append(got, p.Clone())
			}
			if !slices.Equal(pathKeys(got), pathKeys(want)) {
				t.Fatalf("any order %v, from %d to %d, filter %+v:\n%v\nwant\n%v", anyOrder, from, to, f, pathKeys(got), pathKeys(want))
			}
			e := listing.Extent()
			if !e.Complete || e.Count != len(want) || e.MaxLength != f.MaxLength {
				t.Fatalf("extent %+v of %d paths, filter %+v", e, len(want), f)
			}
			if !anyOrder && !slices.IsSortedFunc(got, func(a, b Path) int { return a.Len() - b.Len() }) {
				t.Fatalf("not shortest first: %v", got)
			}
		}
	})
}

func TestTheShortestPathsComeFirstAndTheRestIsSaid(t *testing.T) {
	g := foresight(t)
	from, _ := g.Find("stress")
	to, _ := g.Find("level-of-available-energy")
	whole, err := Paths(g, from, to, ListOptions{Filter: Filter{MaxLength: 8}})
	if err != nil {
		t.Fatal(err)
	}
	var lengths []int
	for p := range whole.Paths(context.Background()) {
		lengths = append(lengths, p.Len())
	}
	const k = 25
	shortest, err := Paths(g, from, to, ListOptions{Limit: k})
	if err != nil {
		t.Fatal(err)
	}
	var first []int
	for p := range shortest.Paths(context.Background()) {
		first = append(first, p.Len())
	}
	if !slices.Equal(first, lengths[:k]) {
		t.Errorf("lengths %v, want %v", first, lengths[:k])
	}
	e := shortest.Extent()
	if e.Complete || e.Cut != CutAtLimit || e.Count != k || e.MaxLength != lengths[k]-1 {
		t.Errorf("%+v; the next path has %d links", e, lengths[k])
	}
	if distance := g.DistancesFrom(from)[to]; lengths[0] != distance {
		t.Errorf("the shortest path has %d links, the distance is %d", lengths[0], distance)
	}
}

func TestAPathNeedsTwoEnds(t *testing.T) {
	g := mustGraph(t, 2, []graph.Link{{From: 0, To: 1}, {From: 1, To: 0}})
	for _, ends := range [][2]int{{0, 0}, {0, 2}, {-1, 1}} {
		if _, err := Paths(g, ends[0], ends[1], ListOptions{}); err == nil {
			t.Errorf("a path from %d to %d was accepted", ends[0], ends[1])
		}
	}
}

func TestReachGoesStepByStep(t *testing.T) {
	manyTimes(t, func(t *rapid.T) {
		g := drawListed(t)
		v := rapid.IntRange(0, g.Len()-1).Draw(t, "variable")
		var o ReachOptions
		o.Upstream = rapid.Bool().Draw(t, "upstream")
		o.MaxSteps = rapid.IntRange(0, 4).Draw(t, "steps")
		if avoid := rapid.IntRange(0, g.Len()-1).Draw(t, "avoid"); avoid != v {
			o.Avoid = []int{avoid}
		}
		steps, err := Reach(g, v, o)
		if err != nil {
			t.Fatal(err)
		}
		at := map[int]int{}
		for d, nodes := range steps {
			if len(nodes) == 0 || !slices.IsSorted(nodes) {
				t.Fatalf("step %d of %v", d, steps)
			}
			for _, w := range nodes {
				at[w] = d
			}
		}
		for w := range g.Len() {
			from, to := v, w
			if o.Upstream {
				from, to = w, v
			}
			shortest, reached := 0, from == to
			for _, p := range plainPaths(g, from, to) {
				if from != to && !slices.ContainsFunc(p.Variables, func(x int) bool { return slices.Contains(o.Avoid, x) }) &&
					(!reached || p.Len() < shortest) {
					shortest, reached = p.Len(), true
				}
			}
			if reached && o.MaxSteps > 0 && shortest > o.MaxSteps {
				reached = false
			}
			if d, got := at[w]; got != reached || got && d != shortest {
				t.Fatalf("%d to %d: said %v %d, is %v %d", v, w, got, d, reached, shortest)
			}
		}
	})
}

func TestReachRefusesWhatDoesNotFit(t *testing.T) {
	g := mustGraph(t, 1, nil)
	for name, o := range map[string]ReachOptions{
		"steps": {MaxSteps: -1}, "variable": {Avoid: []int{1}}, "link": {AvoidLinks: []int{0}}, "cluster": {Cluster: "home"},
	} {
		if _, err := Reach(g, 0, o); err == nil {
			t.Errorf("a %s that does not fit was accepted", name)
		}
	}
	if _, err := Reach(g, 1, ReachOptions{}); err == nil {
		t.Error("a variable that is not there was accepted")
	}
}
