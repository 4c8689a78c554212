package loop

import (
	"fmt"

	"sysmap/graph"
)

// ReachOptions says how far to look and what to leave out. The zero value
// follows every link downstream, as far as they lead.
type ReachOptions struct {
	// Upstream asks for what leads to the variable instead of what it leads
	// to.
	Upstream bool
	// MaxSteps is how many links to go; 0 is no bound.
	MaxSteps int
	// Avoid lists variables and AvoidLinks links that must not be passed.
	Avoid, AvoidLinks []int
	// Cluster is the id of a cluster of the map to stay in; empty is the
	// whole map.
	Cluster string
}

// Reach returns the variables that a change reaches in each number of steps:
// first the variable itself, then those one link away, then those two away and
// so on, each ascending and each variable at its shortest distance only. A
// variable that is itself avoided or outside the cluster reaches only itself.
// The error says what of the options does not fit the graph.
func Reach(g *graph.Graph, variable int, o ReachOptions) ([][]int, error) {
	f := Filter{Avoid: o.Avoid, AvoidLinks: o.AvoidLinks, Cluster: o.Cluster}
	if err := f.check(g); err != nil {
		return nil, err
	}
	if err := checkNumbers("variable", g.Len(), []int{variable}); err != nil {
		return nil, err
	}
	if o.MaxSteps < 0 {
		return nil, fmt.Errorf("loop: %d steps: give 1 or more, or 0 for no bound", o.MaxSteps)
	}
	var dropped []int
	for l, kept := range f.keptLinks(g, g.Links(), true) {
		if !kept {
			dropped = append(dropped, l)
		}
	}
	// The numbers have just been counted out, so that there is nothing to
	// refuse.
	open, _ := g.Without(dropped...)
	distances := open.DistancesFrom(variable)
	if o.Upstream {
		distances = open.DistancesTo(variable)
	}
	return byDistance(distances, o.MaxSteps), nil
}

// byDistance groups nodes by their distance, up to a bound unless it is 0.
func byDistance(distances []int, bound int) [][]int {
	var steps [][]int
	for v, d := range distances {
		if d == graph.Unreachable || bound > 0 && d > bound {
			continue
		}
		for len(steps) <= d {
			steps = append(steps, nil)
		}
		steps[d] = append(steps[d], v)
	}
	return steps
}
