package loop

import (
	"context"
	"fmt"
	"iter"
	"math"

	"sysmap/graph"
)

// ListOptions says which loops to list, and how many. The zero value lists all
// of them, shortest first.
type ListOptions struct {
	Filter
	// Limit is the largest number of loops to list; 0 is no limit.
	Limit int
	// AnyOrder gives up the order by length for speed; see [List].
	AnyOrder bool
}

// check says what is wrong with the options for a graph.
func (o ListOptions) check(g *graph.Graph) error {
	if o.Limit < 0 {
		return fmt.Errorf("loop: a limit of %d: give 1 or more, or 0 for no limit", o.Limit)
	}
	return o.Filter.check(g)
}

// Listing is the loops of a graph that a filter asks for, found one at a time.
// A Listing is for one goroutine.
type Listing struct {
	g       *graph.Graph
	asked   question
	limit   int
	inOrder bool
	// vain: nothing on the graph can be what is asked for.
	vain   bool
	extent Extent
	// spare is how much longer the search's loops are than what is listed:
	// 1 for paths, which are loops through one more link.
	spare int
}

// List prepares a listing of feedback loops; the error says what of the
// options does not fit the graph.
//
// The order is by length and, within a length, fixed: it depends on the graph
// and the filter alone. The search is repeated for each length that a loop may
// have, so that nothing needs to be kept: while the number of loops grows by a
// factor r from one length to the next, as it does at first, the repetition
// costs r/(r−1) of the last round. Past the most frequent length each round
// costs about as much as finding all loops, so whoever wants millions of loops
// of every length is better served by AnyOrder, which finds them in one round:
// each once, in a fixed order that is not by length.
//
// With a MaxLength branches are left as soon as the shortest way home is too
// long (Gupta and Suzumura 2021, arXiv:2105.10094); AnyOrder without one blocks
// what cannot lead home (Johnson 1975, SIAM J. Comput. 4:77). Both work on the
// graph with variables of one way in or one way out contracted. Memory is in
// proportion to the graph.
func List(g *graph.Graph, o ListOptions) (*Listing, error) {
	if err := o.check(g); err != nil {
		return nil, err
	}
	return &Listing{g: g, asked: o.ask(g, g.Links()), limit: o.Limit, inOrder: !o.AnyOrder, vain: o.vain(g.Links())}, nil
}

// Loops returns the loops. A loop's slices are overwritten by the next one; see
// [Loop.Clone]. Ranging again starts anew. When the context is done the loops
// end early; [Listing.Extent] says so.
func (l *Listing) Loops(ctx context.Context) iter.Seq[Loop] {
	return func(yield func(Loop) bool) {
		var found Loop
		l.run(ctx, func(w *writer, total weight) bool {
			w.loop(&found, total)
			return yield(found)
		})
	}
}

// Extent says whether the loops of the last range over [Listing.Loops] were
// all that was asked for.
func (l *Listing) Extent() Extent { return l.extent }

// run finds everything that was asked for and calls found as each is written,
// until it returns false.
func (l *Listing) run(ctx context.Context, found func(*writer, weight) bool) {
	l.extent = Extent{}
	if l.vain {
		l.extent = Extent{Complete: true, MaxLength: l.asked.max}
		return
	}
	r := round{of: l, ctx: ctx, found: found, shortest: max(l.asked.min, 1), longest: math.MaxInt}
	if l.asked.max > 0 {
		r.longest = l.asked.max
	}
	last := r.longest
	for {
		if l.inOrder {
			r.longest = r.shortest
		}
		if r.longest > last {
			break
		}
		r.run()
		if l.extent.Cut != NotCut {
			l.extent.MaxLength = max(0, l.reached(r.shortest-1-l.spare))
			return
		}
		if r.beyond == 0 || r.longest == last {
			break
		}
		r.shortest = r.beyond
	}
	l.extent.Complete = true
	l.extent.Longer = r.beyond > 0
	l.extent.MaxLength = max(0, l.asked.max-l.spare)
}

// reached is the length up to which a list that was cut is whole.
func (l *Listing) reached(length int) int {
	if l.inOrder {
		return length
	}
	return 0
}
