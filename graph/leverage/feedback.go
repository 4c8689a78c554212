package leverage

import (
	"context"
	"slices"

	"sysmap/graph"
)

// FeedbackSet is a set of nodes, or of links, without which no feedback loop
// is left.
type FeedbackSet struct {
	// Members are node or link numbers, ascending.
	Members []int
	// Minimum: it is proved that no smaller set exists. Otherwise the budget
	// did not suffice and the set is the best that was found.
	Minimum bool
	// AtLeast is how many members every such set has; the size of this one if
	// it is a Minimum.
	AtLeast int
}

// DefaultSearchBudget is the budget of each exact search where none is given:
// a few seconds at most. Foresight's feedback vertex set needs a ten thousandth
// of it, its arc set a thousandth.
const DefaultSearchBudget = 200_000_000

// maxTangle is how many nodes of a strong component, or links for arc sets,
// are searched exactly at all; adjacency takes their square in bits.
const maxTangle = 4096

// FeedbackVertices returns a minimum feedback vertex set: as few nodes as
// possible, so that every feedback loop runs through one of them. A variable
// with a link to itself is always in it. Of several minimum sets it is always
// the same one; [CountFeedbackVertices] tells how many there are.
//
// Holding a feedback vertex set and the sources decides where the whole system
// goes, whatever the form of its equations (Fiedler, Mochizuki, Kurosawa,
// Saito 2013, J. Dyn. Differ. Equ. 25:563; Zañudo, Yang, Albert 2017, PNAS
// 114:7234).
//
// The search is a branch and bound over the reductions of Lin and Jou 2000,
// with disjoint cycles as the lower bound. Strong components of more than 4096
// nodes, or links for [FeedbackArcs], are not searched at all. budget is in words of adjacency
// touched; 0 is [DefaultSearchBudget]. The only error is the context's.
func FeedbackVertices(ctx context.Context, g *graph.Graph, budget int) (FeedbackSet, error) {
	e := newEffort(ctx, budget)
	return feedbackSet(e, vertexTangles(g, e), func(p knot) []int { return peel(g, p.members) })
}

// FeedbackArcs returns a minimum feedback arc set: as few links as possible
// that, cut, leave no feedback loop. It is the feedback vertex set of the
// graph whose nodes are the links, each leading to those that begin where it
// ends. Otherwise it is as [FeedbackVertices].
func FeedbackArcs(ctx context.Context, g *graph.Graph, budget int) (FeedbackSet, error) {
	e := newEffort(ctx, budget)
	return feedbackSet(e, arcTangles(g, e), func(p knot) []int { return backwardLinks(g, p.members) })
}

// knot is a strong component in which loops are to be broken.
type knot struct {
	// members are the nodes or links that may be chosen, ascending.
	members []int
	// tangle has them as its nodes, in order; nil if they are too many.
	tangle *tangle
}

func feedbackSet(e *effort, knots []knot, rough func(knot) []int) (FeedbackSet, error) {
	all := FeedbackSet{Members: []int{}, Minimum: true}
	for _, k := range knots {
		set, atLeast := k.solve()
		if set == nil {
			set = rough(k)
		}
		if err := e.ctx.Err(); err != nil {
			return FeedbackSet{}, err
		}
		all.Members = append(all.Members, set...)
		all.Minimum = all.Minimum && len(set) == atLeast
		all.AtLeast += atLeast
	}
	slices.Sort(all.Members)
	return all, nil
}

// solve returns the best feedback set that the effort allows, nil if it allows
// none, and how many members every one has.
func (k knot) solve() (set []int, atLeast int) {
	if k.tangle == nil {
		return nil, 1
	}
	atLeast = max(1, k.tangle.packing())
	found, err := k.tangle.clone().greedy()
	if err != nil {
		return nil, atLeast
	}
	if len(found) > atLeast {
		better, ok, err := k.tangle.clone().minimum(len(found) - 1)
		switch {
		case ok && err == nil:
			found, atLeast = better, len(better)
		case err == nil:
			atLeast = len(found)
		}
	}
	for _, i := range found {
		set = append(set, k.members[i])
	}
	return set, atLeast
}

// vertexTangles returns the strong components that have a loop.
func vertexTangles(g *graph.Graph, e *effort) []knot {
	var knots []knot
	for _, nodes := range g.StrongComponents() {
		inner := innerLinks(g, nodes)
		if len(inner) == 0 {
			continue
		}
		k := knot{members: nodes}
		if len(nodes) <= maxTangle {
			k.tangle = newTangle(len(nodes), e)
			at := positions(nodes)
			for _, l := range inner {
				link := g.Links()[l]
				k.tangle.link(at[link.From], at[link.To])
			}
		}
		knots = append(knots, k)
	}
	return knots
}

// arcTangles returns, for the strong components that have a loop, the graph of
// their links.
func arcTangles(g *graph.Graph, e *effort) []knot {
	var knots []knot
	for _, nodes := range g.StrongComponents() {
		inner := innerLinks(g, nodes)
		if len(inner) == 0 {
			continue
		}
		k := knot{members: inner}
		if len(inner) <= maxTangle {
			k.tangle = newTangle(len(inner), e)
			at := positions(inner)
			for i, l := range inner {
				for _, next := range g.Out(g.Links()[l].To) {
					if j, ok := at[next]; ok {
						k.tangle.link(i, j)
					}
				}
			}
		}
		knots = append(knots, k)
	}
	return knots
}

func positions(numbers []int) map[int]int {
	at := make(map[int]int, len(numbers))
	for i, number := range numbers {
		at[number] = i
	}
	return at
}

// innerLinks returns the links between some nodes, ascending.
func innerLinks(g *graph.Graph, nodes []int) []int {
	inside := make(map[int]bool, len(nodes))
	for _, v := range nodes {
		inside[v] = true
	}
	var inner []int
	for _, v := range nodes {
		for _, l := range g.Out(v) {
			if inside[g.Links()[l].To] {
				inner = append(inner, l)
			}
		}
	}
	slices.Sort(inner)
	return inner
}
