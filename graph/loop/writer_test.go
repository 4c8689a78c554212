package loop

import (
	"math"
	"testing"

	"sysmap/graph"
	"sysmap/maps"
)

// A ladder with a rung back from every step makes strands of strands; the row
// of each has to be the way it stands for, whether it is kept or not.
func TestRowsOfStrandsAreTheirLinksInOrder(t *testing.T) {
	const n = 40
	var links []graph.Link
	for v := range n {
		links = append(links, graph.Link{From: v, To: (v + 1) % n, Sign: maps.Positive})
		if v > 0 {
			links = append(links, graph.Link{From: v, To: 0, Sign: maps.Negative})
		}
	}
	g := mustGraph(t, n, links)
	q := Filter{}.ask(g, g.Links())
	for _, kept := range []int{0, math.MaxInt / 2} {
		f := newFabric(&q)
		f.kept = kept
		f.contract(nil)
		if len(f.loose) != n {
			t.Fatalf("%d loops", len(f.loose))
		}
		for _, s := range f.loose {
			row := f.row(s)
			if len(row) != f.strands[s].weight.length() || sum(g.Links(), row) != f.strands[s].weight {
				t.Fatalf("strand %d of weight %x has links %v", s, f.strands[s].weight, row)
			}
			for i, l := range row {
				if g.Links()[l].To != g.Links()[row[(i+1)%len(row)]].From {
					t.Fatalf("links %v do not follow each other", row)
				}
			}
		}
	}
}
