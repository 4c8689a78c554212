package loop

import (
	"math/big"
	"testing"

	"sysmap/graph"
	"sysmap/maps"
)

// completeGraph has a positive link from every node to every other.
func completeGraph(t interface{ Fatal(...any) }, n int) *graph.Graph {
	var links []graph.Link
	for u := range n {
		for v := range n {
			if u != v {
				links = append(links, graph.Link{From: u, To: v, Sign: maps.Positive})
			}
		}
	}
	return mustGraph(t, n, links)
}

// loopsOfLength is C(n,k)·(k−1)!, the loops of length k in the complete graph.
func loopsOfLength(n, k int) *big.Int {
	c := new(big.Int).Binomial(int64(n), int64(k))
	return c.Mul(c, new(big.Int).MulRange(1, int64(k-1)))
}

func TestCompleteGraphsFollowTheFormula(t *testing.T) {
	for n := 2; n <= 11; n++ {
		r, err := Census(t.Context(), completeGraph(t, n), CensusOptions{ByLength: true, Participation: true})
		if err != nil {
			t.Fatal(err)
		}
		if !r.Complete {
			t.Fatalf("K%d: %v", n, r.TooCostly)
		}
		total, links := new(big.Int), new(big.Int)
		for k := 2; k <= n; k++ {
			want := loopsOfLength(n, k)
			total.Add(total, want)
			links.Add(links, new(big.Int).Mul(want, big.NewInt(int64(k))))
			if got := r.ByLength[k-2]; got.Length != k || got.Total.Cmp(want) != 0 {
				t.Errorf("K%d: %v of length %d, want %v of length %d", n, got.Total, got.Length, want, k)
			}
		}
		if r.Total.Cmp(total) != 0 || r.Reinforcing.Cmp(total) != 0 {
			t.Errorf("K%d: %v, want %v", n, r.Count, total)
		}
		// By symmetry, every node and every link has the same share.
		perNode := new(big.Int).Div(links, big.NewInt(int64(n)))
		perLink := new(big.Int).Div(perNode, big.NewInt(int64(n-1)))
		for v, row := range r.Variables {
			if row.Total.Cmp(perNode) != 0 {
				t.Errorf("K%d: %v through node %d, want %v", n, row.Total, v, perNode)
			}
		}
		for l, row := range r.Links {
			if row.Total.Cmp(perLink) != 0 {
				t.Errorf("K%d: %v through link %d, want %v", n, row.Total, l, perLink)
			}
		}
	}
}
