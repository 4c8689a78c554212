package simulate

import (
	"math"
	"slices"
)

// grid is the moments between which equal members step together: every moment
// that is reported and every one at which a plan changes regime, with equal
// steps in between.
type grid struct {
	at []float64
	// report[k] is the place of the k-th reported moment.
	report []int
}

// newGrid makes steps no wider than the given one.
func newGrid(times []float64, width float64, plans ...*plan) *grid {
	ends := slices.Clone(times)
	for _, p := range plans {
		for _, r := range p.regimes {
			ends = append(ends, r.from)
		}
	}
	slices.Sort(ends)
	ends = slices.Compact(ends)
	g := &grid{at: ends[:1:1]}
	for k := 1; k < len(ends); k++ {
		from, gap := ends[k-1], ends[k]-ends[k-1]
		count := math.Ceil(gap / width * (1 - 1e-9))
		for j := 1.0; j < count; j++ {
			g.at = append(g.at, from+gap*j/count)
		}
		g.at = append(g.at, ends[k])
	}
	for _, t := range times {
		k, _ := slices.BinarySearch(g.at, t)
		g.report = append(g.report, k)
	}
	return g
}

// begins returns the place at which each regime of a plan begins.
func (g *grid) begins(p *plan) []int {
	places := make([]int, len(p.regimes))
	for k, r := range p.regimes {
		places[k], _ = slices.BinarySearch(g.at, r.from)
	}
	return places
}
