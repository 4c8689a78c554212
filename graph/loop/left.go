package loop

import (
	"cmp"
	"slices"
)

// WithoutLink returns how many loops are left when a link is cut. The census
// must have been asked for participation. For several links at once, take the
// census of [graph.Graph.Without]: loops through two of them must not be
// taken off twice.
func (r CensusResult) WithoutLink(link int) Count { return r.Count.Minus(r.Links[link].Count) }

// WithoutVariable returns how many loops are left when a variable is held or
// removed. The census must have been asked for participation.
func (r CensusResult) WithoutVariable(variable int) Count {
	return r.Count.Minus(r.Variables[variable].Count)
}

// LinksByLoops returns the numbers of all links, the one whose cut removes
// most loops first; among equals the lower number is first. The census must
// have been asked for participation.
func (r CensusResult) LinksByLoops() []int {
	return byLoops(len(r.Links), func(l int) Count { return r.Links[l].Count })
}

// VariablesByLoops returns the numbers of all variables, the one whose removal
// removes most loops first; among equals the lower number is first. The census
// must have been asked for participation.
func (r CensusResult) VariablesByLoops() []int {
	return byLoops(len(r.Variables), func(v int) Count { return r.Variables[v].Count })
}

func byLoops(n int, through func(int) Count) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(through(b).Total.Cmp(through(a).Total), a-b)
	})
	return order
}
