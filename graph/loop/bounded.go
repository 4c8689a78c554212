package loop

import (
	"context"
	"slices"

	"sysmap/graph"
)

// boundedCount counts the loops of up to some length by walking each of them:
// for graphs that are too entangled for the census.
type boundedCount struct {
	// maxLength is the bound; every loop within it is counted.
	maxLength int
	// complete: there are no longer loops.
	complete bool
	byLength []tally
	nodes    []tally
	links    []tally
}

func (b *boundedCount) lengths() []LengthCount {
	var rows []LengthCount
	for length, t := range b.byLength {
		rows = append(rows, LengthCount{Length: length, Count: t.count()})
	}
	return rows
}

// tally is a number of loops: of each polarity, at 1 + its number.
type tally [3]uint64

func (t *tally) add(o tally) {
	for i, n := range o {
		t[i] += n
	}
}

func (t tally) count() Count {
	c := noLoops()
	c.Balancing.SetUint64(t[1+Balancing])
	c.Undetermined.SetUint64(t[1+Undetermined])
	c.Reinforcing.SetUint64(t[1+Reinforcing])
	c.Total.Add(c.Reinforcing, c.Balancing)
	c.Total.Add(c.Total, c.Undetermined)
	return c
}

// countBounded counts to length 1, 2, … as far as the given number of steps
// along links reaches; its bound is 0, and nothing is counted, if that is too
// few for anything.
//
// If root is not nil, only loops through that node are counted.
func countBounded(ctx context.Context, g *graph.Graph, root *int, steps int, progress func(share float64)) (*boundedCount, error) {
	best := &boundedCount{nodes: make([]tally, g.Len()), links: make([]tally, len(g.Links()))}
	left, before, last := steps, 0, 0
	for length := 1; ; length++ {
		w := newWalk(ctx, g, root, length, left)
		result, err := w.run()
		if err != nil {
			return nil, err
		}
		if result == nil {
			progress(float64(left) / float64(steps))
			return best, nil
		}
		best = result
		if result.complete {
			progress(float64(left) / float64(steps))
			return best, nil
		}
		left -= w.steps
		progress(float64(w.steps) / float64(steps))
		before, last = last, w.steps
		// Each length costs more than the one before by about the same
		// factor; do not begin what will not be finished.
		if before > 0 && float64(last)*float64(last)/float64(before) > float64(left) {
			return best, nil
		}
	}
}

// walk visits every loop of at most a given number of links. A loop is found
// from its first node in the order of nodes by rank; nodes before it are out
// of bounds, and so is any node too far from it to come back in time.
type walk struct {
	ctx      context.Context
	g        *graph.Graph
	length   int
	maxSteps int
	steps    int
	stopped  bool
	rank     []int
	onPath   []bool
	root     int
	only     *int
	result   boundedCount
	// back is the distance to the root of the nodes in queue.
	back  []int
	queue []int
}

// newWalk prepares a walk over the loops through one node, or over all loops.
// Then the nodes with most links go first, so that the rest of the search is
// rid of them.
func newWalk(ctx context.Context, g *graph.Graph, root *int, length, maxSteps int) *walk {
	n := g.Len()
	w := &walk{
		ctx: ctx, g: g, length: length, maxSteps: maxSteps,
		rank: ranks(g), back: make([]int, n), onPath: make([]bool, n),
		only: root,
	}
	for v := range w.back {
		w.back[v] = length + 1
	}
	if root != nil {
		w.rank[*root] = -1
	}
	w.result = boundedCount{
		maxLength: length, complete: true,
		byLength: make([]tally, length+1),
		nodes:    make([]tally, n),
		links:    make([]tally, len(g.Links())),
	}
	return w
}

// run returns nil if the steps did not suffice.
func (w *walk) run() (*boundedCount, error) {
	for _, nodes := range w.g.StrongComponents() {
		if len(nodes) > w.length {
			w.result.complete = false
		}
		for _, root := range nodes {
			if w.only != nil && *w.only != root {
				continue
			}
			w.root = root
			w.measure()
			w.from(root, 0, Reinforcing)
			if err := w.ctx.Err(); err != nil {
				return nil, err
			}
			if w.stopped {
				return nil, nil
			}
		}
	}
	return &w.result, nil
}

// measure finds each node's distance to the root among the nodes in bounds,
// as far as it matters. Nodes beyond are left at a distance past the bound.
func (w *walk) measure() {
	for _, v := range w.queue {
		w.back[v] = w.length + 1
	}
	w.back[w.root] = 0
	w.queue = append(w.queue[:0], w.root)
	for head := 0; head < len(w.queue); head++ {
		v := w.queue[head]
		w.steps += len(w.g.In(v))
		if w.back[v]+1 >= w.length {
			continue
		}
		for _, l := range w.g.In(v) {
			u := w.g.Links()[l].From
			if w.rank[u] > w.rank[w.root] && w.back[u] > w.length {
				w.back[u] = w.back[v] + 1
				w.queue = append(w.queue, u)
			}
		}
	}
	w.stopped = w.stopped || w.steps > w.maxSteps
}

// from goes on from a node that was reached with the given length and product
// of signs, and returns the loops that it found.
func (w *walk) from(v, length int, product Polarity) (found tally) {
	if w.stopped {
		return found
	}
	w.onPath[v] = true
	for _, l := range w.g.Out(v) {
		if w.step(); w.stopped {
			break
		}
		link := w.g.Links()[l]
		var through tally
		switch next := product * Polarity(link.Sign); {
		case link.To == w.root:
			through[1+next] = 1
			w.result.byLength[length+1][1+next]++
		case !w.onPath[link.To] && length+1+w.back[link.To] <= w.length:
			through = w.from(link.To, length+1, next)
		default:
			continue
		}
		w.result.links[l].add(through)
		found.add(through)
	}
	w.onPath[v] = false
	w.result.nodes[v].add(found)
	return found
}

func (w *walk) step() {
	const stepsBetweenChecks = 1 << 16
	w.steps++
	if w.steps > w.maxSteps || w.steps%stepsBetweenChecks == 0 && w.ctx.Err() != nil {
		w.stopped = true
	}
}

// ranks orders nodes by how many links they have, most first.
func ranks(g *graph.Graph) []int {
	order := make([]int, g.Len())
	for v := range order {
		order[v] = v
	}
	links := func(v int) int { return len(g.In(v)) + len(g.Out(v)) }
	slices.SortStableFunc(order, func(a, b int) int { return links(b) - links(a) })
	rank := make([]int, g.Len())
	for r, v := range order {
		rank[v] = r
	}
	return rank
}
