package loop

import (
	"slices"

	"sysmap/graph"
)

// Loop is one feedback loop of a graph.
type Loop struct {
	// Variables are the node numbers in the order of influence, the first
	// not repeated at the end. A listing starts at the smallest number.
	Variables []int
	// Links are the link numbers in the same order: Links[i] leaves
	// Variables[i], and the last one leads back to the first variable.
	Links    []int
	Polarity Polarity
	// Delayed reports whether any of the links is delayed.
	Delayed bool
}

// Len returns the number of links, which is that of the variables.
func (l Loop) Len() int { return len(l.Links) }

// Clone returns a loop of its own, for keeping one that an iterator yielded.
func (l Loop) Clone() Loop {
	l.Variables, l.Links = slices.Clone(l.Variables), slices.Clone(l.Links)
	return l
}

// StartingAt returns the same loop told from the given variable on, or from
// where it started if the variable is not on it.
func (l Loop) StartingAt(variable int) Loop {
	l = l.Clone()
	if at := slices.Index(l.Variables, variable); at > 0 {
		turn(l.Variables, at)
		turn(l.Links, at)
	}
	return l
}

// turn rotates a list so that position at comes first.
func turn(list []int, at int) {
	slices.Reverse(list[:at])
	slices.Reverse(list[at:])
	slices.Reverse(list)
}

// closedLoop returns the loop of links that lead from one to the next and back,
// starting at the smallest variable.
func closedLoop(g *graph.Graph, links []int) Loop {
	l := Loop{Links: slices.Clone(links)}
	least := 0
	for i, link := range links {
		l.Variables = append(l.Variables, g.Links()[link].From)
		if l.Variables[i] < l.Variables[least] {
			least = i
		}
	}
	turn(l.Variables, least)
	turn(l.Links, least)
	total := sum(g.Links(), links)
	l.Polarity, l.Delayed = total.polarity(), total.delayed()
	return l
}
