package loop

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"sysmap/graph"
	"sysmap/maps"
)

// Named is a loop that people have named, found on the map link by link.
type Named struct {
	maps.Loop
	// Variables are the node numbers in the order in which the map names
	// them.
	Variables []int
	// Hops holds, for each variable, the links from it to the next; there is
	// more than one where parallel links differ in sign.
	Hops [][]int
	// Polarity is that of every variant, undetermined where they differ.
	Polarity Polarity

	g *graph.Graph
}

// MissingLinkError says that a named loop needs a link which is not there.
type MissingLinkError struct {
	// Loop is the id of the named loop, From and To those of the variables.
	Loop, From, To string
	// Reversed: there is a link from To to From.
	Reversed bool
}

// Error says which link is missing and what to do.
func (e *MissingLinkError) Error() string {
	hint := "add the link, or correct the order of the loop's variables"
	if e.Reversed {
		hint = "there is one the other way: correct the link, or the order of the loop's variables"
	}
	return fmt.Sprintf("loop %s: there is no link from %s to %s; %s", e.Loop, e.From, e.To, hint)
}

// ResolveAll finds every named loop of the graph's map. The error joins those
// of [Resolve]; the loops that were found are returned beside it.
func ResolveAll(g *graph.Graph) ([]Named, error) {
	if g.Map() == nil {
		return nil, nil
	}
	var all []Named
	var problems []error
	for _, named := range g.Map().Loops {
		found, err := Resolve(g, named)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		all = append(all, found)
	}
	return all, errors.Join(problems...)
}

// Resolve finds one named loop. The error joins everything that is wrong: a
// variable that is not in the graph or comes twice, or no variable at all, and
// for each hop without a link a [MissingLinkError].
func Resolve(g *graph.Graph, named maps.Loop) (Named, error) {
	n := Named{Loop: named, g: g}
	if len(named.Through) == 0 {
		return Named{}, fmt.Errorf("loop %s names no variables: list them in the order of influence", named.ID)
	}
	var problems []error
	for i, id := range named.Through {
		v, ok := g.Find(id)
		switch {
		case !ok:
			problems = append(problems, fmt.Errorf("loop %s: there is no variable %q in this map or part of it", named.ID, id))
		case slices.Contains(named.Through[:i], id):
			problems = append(problems, fmt.Errorf("loop %s passes %s twice: a feedback loop passes each variable once", named.ID, id))
		}
		n.Variables = append(n.Variables, v)
	}
	if len(problems) > 0 {
		return Named{}, errors.Join(problems...)
	}
	for i, v := range n.Variables {
		next := n.Variables[(i+1)%len(n.Variables)]
		hop := linksBetween(g, v, next)
		if len(hop) == 0 {
			problems = append(problems, &MissingLinkError{
				Loop: named.ID, From: g.ID(v), To: g.ID(next), Reversed: len(linksBetween(g, next, v)) > 0,
			})
		}
		n.Hops = append(n.Hops, hop)
	}
	if len(problems) > 0 {
		return Named{}, errors.Join(problems...)
	}
	n.Polarity = n.commonPolarity()
	return n, nil
}

func linksBetween(g *graph.Graph, from, to int) []int {
	var between []int
	for _, l := range g.Out(from) {
		if g.Links()[l].To == to {
			between = append(between, l)
		}
	}
	return between
}

// commonPolarity is undetermined as soon as one hop can have either sign: all
// variants but for that hop are alike.
func (n Named) commonPolarity() Polarity {
	product := Reinforcing
	for _, hop := range n.Hops {
		sign := n.g.Links()[hop[0]].Sign
		for _, l := range hop {
			if n.g.Links()[l].Sign != sign {
				return Undetermined
			}
		}
		product *= Polarity(sign)
	}
	return product
}

// Variants returns the loop once for every combination of parallel links, the
// last hop's changing fastest. Each starts at the variable that the map names
// first and is the reader's to keep.
func (n Named) Variants() iter.Seq[Loop] {
	return func(yield func(Loop) bool) {
		if len(n.Hops) == 0 {
			return
		}
		choice := make([]int, len(n.Hops))
		for {
			if !yield(n.variant(choice)) {
				return
			}
			hop := len(choice) - 1
			for ; hop >= 0; hop-- {
				if choice[hop]++; choice[hop] < len(n.Hops[hop]) {
					break
				}
				choice[hop] = 0
			}
			if hop < 0 {
				return
			}
		}
	}
}

func (n Named) variant(choice []int) Loop {
	l := Loop{Variables: slices.Clone(n.Variables)}
	for hop, i := range choice {
		l.Links = append(l.Links, n.Hops[hop][i])
	}
	total := sum(n.g.Links(), l.Links)
	l.Polarity, l.Delayed = total.polarity(), total.delayed()
	return l
}

// Claimed returns the polarity that the loop's id claims in the usual way,
// with a letter and a number: "R1", "B12". The second result reports whether
// it claims any; a claim that differs from Polarity is worth a warning.
func (n Named) Claimed() (Polarity, bool) {
	if len(n.ID) < 2 || strings.Trim(n.ID[1:], "0123456789") != "" {
		return Undetermined, false
	}
	switch n.ID[0] {
	case 'R', 'r':
		return Reinforcing, true
	case 'B', 'b':
		return Balancing, true
	}
	return Undetermined, false
}
