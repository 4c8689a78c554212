package loop

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestWhatIsLeftIsWhatACensusFindsThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 7)
		r, err := Census(t.Context(), g, CensusOptions{Participation: true})
		if err != nil {
			t.Fatal(err)
		}
		losses := make([]tally, len(g.Links()))
		for l := range g.Links() {
			cut, err := g.Without(l)
			if err != nil {
				t.Fatal(err)
			}
			left, _, _, _ := slowCensus(cut, 0)
			if !same(r.WithoutLink(l), left) {
				t.Fatalf("without link %d: %v, want %v", l, r.WithoutLink(l), left)
			}
			losses[l] = left
		}
		for v := range g.Len() {
			cut, err := g.Without(append(slices.Clone(g.In(v)), g.Out(v)...)...)
			if err != nil {
				t.Fatal(err)
			}
			left, _, _, _ := slowCensus(cut, 0)
			if !same(r.WithoutVariable(v), left) {
				t.Fatalf("without node %d: %v, want %v", v, r.WithoutVariable(v), left)
			}
		}
		order := r.LinksByLoops()
		for i := 1; i < len(order); i++ {
			a, b := losses[order[i-1]], losses[order[i]]
			if a.count().Total.Cmp(b.count().Total) > 0 {
				t.Fatalf("cutting link %d leaves fewer loops than link %d, which is listed first", order[i], order[i-1])
			}
		}
		if len(r.VariablesByLoops()) != g.Len() {
			t.Fatal("not every variable is ranked")
		}
	})
}

func TestOneCutTakesMostOfForesightsLoops(t *testing.T) {
	g := foresight(t)
	r, err := Census(t.Context(), g, CensusOptions{Participation: true})
	if err != nil {
		t.Fatal(err)
	}
	best := r.LinksByLoops()[0]
	for l := range g.Links() {
		if r.WithoutLink(l).Total.Cmp(r.WithoutLink(best).Total) < 0 {
			t.Errorf("link %d leaves fewer loops than link %d", l, best)
		}
	}
	t.Logf("cutting %s leaves %v", g.Map().Links[best].Ref(), r.WithoutLink(best))
}
