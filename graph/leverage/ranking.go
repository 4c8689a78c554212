package leverage

import (
	"math"
	"slices"
)

// Rank is the place of one node in a ranking.
type Rank struct {
	Node int
	// Place is 1 for the highest value. Equal values share a place, and the
	// places after them are left out: 1, 2, 2, 4.
	Place int
	// Sharing is how many nodes have the place, itself included.
	Sharing int
}

// sameValue is the relative difference up to which values are equal: sums of
// fractions that are the same number may differ in their last bits.
const sameValue = 1e-9

// rank orders nodes by value, highest first; equal values in the order of the
// nodes.
func rank(values []float64) []Rank { return rankWithin(values, sameValue) }

// rankWithin is rank with another relative difference up to which values are
// equal.
func rankWithin(values []float64, same float64) []Rank {
	ranks := make([]Rank, len(values))
	for v := range ranks {
		ranks[v].Node = v
	}
	slices.SortStableFunc(ranks, func(a, b Rank) int {
		x, y := values[a.Node], values[b.Node]
		switch {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	for first := 0; first < len(ranks); {
		last := first + 1
		for last < len(ranks) && equal(values[ranks[first].Node], values[ranks[last].Node], same) {
			last++
		}
		group := ranks[first:last]
		slices.SortFunc(group, func(a, b Rank) int { return a.Node - b.Node })
		for i := range group {
			group[i].Place, group[i].Sharing = first+1, len(group)
		}
		first = last
	}
	return ranks
}

func equal(a, b, same float64) bool {
	return math.Abs(a-b) <= same*max(math.Abs(a), math.Abs(b))
}
