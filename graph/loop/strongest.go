package loop

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"sysmap/graph"
)

// Strong is a loop and how strongly it carries a change once round.
type Strong struct {
	Loop
	// Strength is the product of the strengths of its links, in 0…1.
	Strength float64
}

// StrongestOptions says how many loops to return and of which.
type StrongestOptions struct {
	Filter
	// Limit is how many loops to return; 0 is 10.
	Limit int
}

// defaultStrongest is StrongestOptions.Limit when it is 0.
const defaultStrongest = 10

// Strongest returns the loops whose links' strengths have the largest product,
// strongest first, then by length and by their links; fewer than asked for only
// if the map has no more. Loops with a link of strength 0 carry nothing and are
// left out. The result is exact: a way is left only when even the strongest way
// home makes a weaker loop than those found. It begins with the shortest loops,
// so that there is something to compare with, and takes longest where many
// links have strength 1, so that long loops are as strong as short ones.
//
// A link's strength is the middle of its range, so that a map which states none
// has its shortest loops here. The error says what of the options does not fit
// the graph, or is the context's: a list that is not exact would be none.
func Strongest(ctx context.Context, g *graph.Graph, o StrongestOptions) ([]Strong, error) {
	if err := o.check(g); err != nil {
		return nil, err
	}
	if o.Limit < 0 {
		return nil, fmt.Errorf("loop: %d loops: give 1 or more, or 0 for %d", o.Limit, defaultStrongest)
	}
	if o.Limit == 0 {
		o.Limit = defaultStrongest
	}
	for l, link := range g.Links() {
		if !(link.Strength >= 0 && link.Strength <= 1) {
			return nil, fmt.Errorf("loop: link %d has strength %v; strengths are from 0 to 1", l, link.Strength)
		}
		if link.Strength == 0 {
			o.AvoidLinks = append(slices.Clone(o.AvoidLinks), l)
		}
	}
	r := podium{g: g, limit: o.Limit, asked: o.ask(g, g.Links())}
	whole, err := r.beginWithShortest(ctx)
	if err != nil || whole {
		return r.best, err
	}
	if err := r.search(ctx); err != nil {
		return nil, err
	}
	return r.best, nil
}

// rank is what loops are ordered by: cost is −ln of the strength in steps of
// 10⁻⁹, so that rounding does not tell equal products apart.
type rank struct {
	cost   int64
	length int
}

const costStep = 1e-9

func (a rank) compare(b rank) int {
	return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.length, b.length))
}

// leastCost is the least that a sum can be rounded to whose terms, in another
// order, give the sum that is passed.
func leastCost(sum float64) int64 { return int64(math.Round(sum/costStep - 1e-3)) }

// cost returns −ln of a link's strength.
func cost(link graph.Link) float64 { return -math.Log(link.Strength) }

// podium keeps the strongest loops found so far.
type podium struct {
	g     *graph.Graph
	limit int
	asked question
	best  []Strong
	ranks []rank
	// bar is the rank that a loop may not be behind; high while there is
	// none.
	bar    rank
	high   bool
	seeker seeker
	links  []int
}

// beginWithShortest sets the bar by the shortest loops. It reports whether
// they are all there are, and then keeps them.
func (r *podium) beginWithShortest(ctx context.Context) (whole bool, err error) {
	shortest := Listing{g: r.g, asked: r.asked, limit: r.limit, inOrder: true}
	var found []Loop
	for l := range shortest.Loops(ctx) {
		found = append(found, l.Clone())
	}
	if shortest.extent.Cut == CutByContext {
		return false, ctx.Err()
	}
	for _, l := range found {
		r.offer(l.Links)
	}
	if shortest.extent.Complete {
		return true, nil
	}
	r.best, r.ranks = nil, nil
	return false, nil
}

// offer takes a loop, given by its links, if it is among the strongest.
func (r *podium) offer(links []int) {
	l := closedLoop(r.g, links)
	strengths := make([]float64, len(links))
	for i, link := range links {
		strengths[i] = r.g.Links()[link].Strength
	}
	// In one order, so that equal strengths give equal products.
	slices.Sort(strengths)
	whole, sum := 1.0, 0.0
	for _, s := range strengths {
		whole *= s
		sum -= math.Log(s)
	}
	is := rank{cost: int64(math.Round(sum / costStep)), length: l.Len()}
	if r.high && is.compare(r.bar) > 0 {
		return
	}
	at, _ := slices.BinarySearchFunc(r.ranks, is, func(have, is rank) int {
		return have.compare(is)
	})
	for at < len(r.best) && r.ranks[at] == is && slices.Compare(r.best[at].Links, l.Links) < 0 {
		at++
	}
	r.ranks = slices.Insert(r.ranks, at, is)
	r.best = slices.Insert(r.best, at, Strong{Loop: l, Strength: whole})
	if len(r.best) > r.limit {
		r.ranks, r.best = r.ranks[:r.limit], r.best[:r.limit]
	}
	if len(r.best) == r.limit {
		r.bar, r.high = r.ranks[r.limit-1], true
	}
}

// hopeless reports whether no loop of at least this cost and length can be
// among the strongest.
func (r *podium) hopeless(sum float64, length int) bool {
	return r.high && rank{leastCost(sum), length}.compare(r.bar) > 0
}

// search looks through the whole graph.
func (r *podium) search(ctx context.Context) error {
	longest := cmp.Or(r.asked.max, math.MaxInt)
	var stopped error
	err := r.asked.stages(ctx, longest, func(f *fabric, s int32) bool {
		if total := f.strands[s].weight; r.suits(total) {
			r.offer(f.row(s))
		}
		return true
	}, func(in *search) bool {
		stopped = r.descend(ctx, in)
		return stopped == nil
	})
	if stopped != nil {
		return stopped
	}
	return err
}

func (r *podium) suits(total weight) bool {
	return r.asked.accepts(total) && (r.asked.max == 0 || total.length() <= r.asked.max)
}
