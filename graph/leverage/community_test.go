package leverage

import (
	"context"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sysmap/graph"
	"sysmap/maps"
)

// naiveModularity is the formula as it is printed.
func naiveModularity(g *graph.Graph, of []int) float64 {
	a := adjacency(g)
	n := g.Len()
	out, in, m := make([]float64, n), make([]float64, n), 0.0
	for u := range n {
		for v := range n {
			out[u] += float64(a[u][v])
			in[v] += float64(a[u][v])
			m += float64(a[u][v])
		}
	}
	q := 0.0
	for u := range n {
		for v := range n {
			if of[u] == of[v] && m > 0 {
				q += (float64(a[u][v]) - out[u]*in[v]/m) / m
			}
		}
	}
	return q
}

func TestModularityFollowsItsFormulaAndNoSingleMoveImprovesIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(9, 24).Draw(t, "graph")
		c, err := CommunitiesOf(context.Background(), g, CommunityOptions{Restarts: 4})
		if err != nil {
			t.Fatal(err)
		}
		if want := naiveModularity(g, c.Of); !near(c.Modularity, want) {
			t.Fatalf("modularity of %v is %v, want %v", c.Of, c.Modularity, want)
		}
		if c.Count != len(slices.Compact(slices.Sorted(slices.Values(c.Of)))) {
			t.Fatalf("%d communities in %v", c.Count, c.Of)
		}
		if c.Modularity < naiveModularity(g, make([]int, g.Len()))-1e-12 {
			t.Fatalf("one community of all would have been better than %v", c.Of)
		}
	})
}

func TestSeparateRingsAreCommunities(t *testing.T) {
	var links []graph.Link
	for ring := range 4 {
		for i := range 5 {
			links = append(links, graph.Link{From: 5*ring + i, To: 5*ring + (i+1)%5, Sign: maps.Positive})
		}
		links = append(links, graph.Link{From: 5 * ring, To: (5*ring + 7) % 20, Sign: maps.Positive})
	}
	g, err := graph.FromLinks(20, links)
	if err != nil {
		t.Fatal(err)
	}
	c, err := CommunitiesOf(context.Background(), g, CommunityOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for v := range 20 {
		if c.Of[v] != v/5 {
			t.Fatalf("communities %v", c.Of)
		}
	}
}

func TestAgreementIsOneForTheSameGroupingAndNearNothingForUnrelatedOnes(t *testing.T) {
	same := newContingency([]int{0, 0, 1, 1, 2}, []int{7, 7, 3, 3, 5})
	if same.adjustedRand() != 1 || !near(same.mutualInformation(), 1) {
		t.Errorf("the same grouping: %v, %v", same.adjustedRand(), same.mutualInformation())
	}
	crossed := newContingency([]int{0, 0, 1, 1}, []int{0, 1, 0, 1})
	if !near(crossed.adjustedRand(), -0.5) || crossed.mutualInformation() != 0 {
		t.Errorf("crossed groupings: %v, %v", crossed.adjustedRand(), crossed.mutualInformation())
	}
	// Hubert and Arabie's formula on a table with margins 3, 2 and 2, 3.
	mixed := newContingency([]int{0, 0, 0, 1, 1}, []int{0, 0, 1, 1, 1})
	if want := (2.0 - 1.6) / (4 - 1.6); !near(mixed.adjustedRand(), want) {
		t.Errorf("mixed groupings: %v, want %v", mixed.adjustedRand(), want)
	}
}
