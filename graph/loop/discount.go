package loop

import (
	"context"
	"math/bits"

	"sysmap/graph"
)

// DiscountOptions says over which loops participation is summed.
type DiscountOptions struct {
	Filter
	// Limit is how many loops to take, shortest first; 0 is 1000. The work
	// grows with its square.
	Limit int
}

// defaultDiscounted is DiscountOptions.Limit when it is 0.
const defaultDiscounted = 1000

// Participation is how many loops pass through a variable or a link, plainly
// and with similar ones discounted.
type Participation struct {
	Loops      int     `json:"loops"`
	Discounted float64 `json:"discounted"`
}

// DiscountResult holds the participation of every variable and link.
type DiscountResult struct {
	// Extent says of which loops.
	Extent
	// Variables and Links are by number.
	Variables []Participation `json:"variables"`
	Links     []Participation `json:"links"`
}

// Discount sums participation so that variants of one loop do not count as
// many (after Rozhkov, Zellner, Murphy 2025, Environ. Sci. Policy 164). The
// loops through a variable are counted from the shortest on, each with its
// distance to the nearest of those already counted there:
//
//	D(v) = 1 + Σ_k min_{i<k} d(c_k, c_i),  d(a, b) = 1 − |a ∩ b| / |a ∪ b|
//
// where c_1, c_2, … are the loops through v as sets of links; so for links. A
// variable on three loops that have nothing but it in common has 3, one on
// three that differ by a link each little more than 1.
//
// The error says what of the options does not fit the graph. Loops cut by the
// limit or the context are told in the Extent.
func Discount(ctx context.Context, g *graph.Graph, o DiscountOptions) (DiscountResult, error) {
	if o.Limit == 0 {
		o.Limit = defaultDiscounted
	}
	listing, err := List(g, ListOptions{Filter: o.Filter, Limit: o.Limit})
	if err != nil {
		return DiscountResult{}, err
	}
	words := (len(g.Links()) + 63) / 64
	variables := make([]crowd, g.Len())
	links := make([]crowd, len(g.Links()))
	for l := range listing.Loops(ctx) {
		set := make([]uint64, words)
		for _, link := range l.Links {
			set[link/64] |= 1 << (link % 64)
		}
		for _, v := range l.Variables {
			variables[v].add(set)
		}
		for _, link := range l.Links {
			links[link].add(set)
		}
	}
	return DiscountResult{
		Extent: listing.Extent(), Variables: participations(variables), Links: participations(links),
	}, nil
}

// crowd is the loops counted at one place.
type crowd struct {
	sets       [][]uint64
	discounted float64
}

// add counts a loop with its distance to the nearest one here.
func (c *crowd) add(set []uint64) {
	nearest := 1.0
	for _, other := range c.sets {
		nearest = min(nearest, distance(set, other))
	}
	c.discounted += nearest
	c.sets = append(c.sets, set)
}

// distance is what two sets do not share of what they hold together (Jaccard
// 1901).
func distance(a, b []uint64) float64 {
	both, either := 0, 0
	for i := range a {
		both += bits.OnesCount64(a[i] & b[i])
		either += bits.OnesCount64(a[i] | b[i])
	}
	return 1 - float64(both)/float64(either)
}

func participations(crowds []crowd) []Participation {
	all := make([]Participation, len(crowds))
	for i, c := range crowds {
		all[i] = Participation{Loops: len(c.sets), Discounted: c.discounted}
	}
	return all
}
