package loop

import (
	"cmp"
	"container/heap"
	"context"
	"math"
	"slices"
)

// descent walks a search for strong loops, the most promising strand first.
type descent struct {
	*podium
	ctx context.Context
	in  *search
	// cost is −ln of each thread's strength, by its place among all threads,
	// and promise the least of the whole way home along it.
	cost, promise []float64
	closing       []float64
	steps         int
	err           error
}

// descend offers the loops of one search that may be among the strongest.
func (r *podium) descend(ctx context.Context, in *search) error {
	d := &descent{podium: r, ctx: ctx, in: in, steps: checkEvery}
	r.seeker.prepare(in)
	d.weigh()
	d.from(0, 0, 0, 0)
	return d.err
}

// weigh finds the cost of every thread and of the cheapest way home, and puts
// the threads in the order of the latter.
func (d *descent) weigh() {
	f := d.in.of
	strandCost := func(t thread) float64 {
		sum := 0.0
		for _, l := range f.row(t.strand) {
			sum += cost(d.g.Links()[l])
		}
		return sum
	}
	d.in.threads = slices.Clone(d.in.threads)
	d.cost = make([]float64, len(d.in.threads))
	d.promise = make([]float64, len(d.in.threads))
	for i, t := range d.in.threads {
		d.cost[i] = strandCost(t)
	}
	for _, t := range d.in.closers {
		d.closing = append(d.closing, strandCost(t))
	}
	home := d.cheapestHome()
	for i, t := range d.in.threads {
		d.promise[i] = d.cost[i] + home[t.to]
	}
	for v := range len(d.in.first) - 1 {
		d.order(int(d.in.first[v]), int(d.in.first[v+1]))
	}
}

// order sorts the threads of one node by their promise.
func (d *descent) order(begin, end int) {
	type priced struct {
		thread
		cost, promise float64
	}
	var all []priced
	for i := begin; i < end; i++ {
		all = append(all, priced{d.in.threads[i], d.cost[i], d.promise[i]})
	}
	slices.SortStableFunc(all, func(a, b priced) int { return cmp.Compare(a.promise, b.promise) })
	for i, p := range all {
		d.in.threads[begin+i], d.cost[begin+i], d.promise[begin+i] = p.thread, p.cost, p.promise
	}
}

// cheapestHome returns the least cost of going on from each node, the way the
// search goes, until the root is reached (Dijkstra 1959, Numer. Math. 1:269).
func (d *descent) cheapestHome() []float64 {
	n := len(d.in.first) - 1
	home := make([]float64, n)
	ways := make([][]wayBack, n)
	queue := &waitingRoom{}
	for v := range n {
		home[v] = math.Inf(1)
		for c := d.in.firstCloser[v]; c < d.in.firstCloser[v+1] && v > 0; c++ {
			heap.Push(queue, waiting{int32(v), d.closing[c]})
		}
		for i := d.in.first[v]; i < d.in.first[v+1]; i++ {
			ways[d.in.threads[i].to] = append(ways[d.in.threads[i].to], wayBack{int32(v), d.cost[i]})
		}
	}
	for queue.Len() > 0 {
		w := heap.Pop(queue).(waiting)
		if w.cost >= home[w.node] {
			continue
		}
		home[w.node] = w.cost
		for _, back := range ways[w.node] {
			heap.Push(queue, waiting{back.from, w.cost + back.cost})
		}
	}
	return home
}

type wayBack struct {
	from int32
	cost float64
}

// waiting is a node that can be had at a cost.
type waiting struct {
	node int32
	cost float64
}

// waitingRoom is a heap of nodes, the cheapest first.
type waitingRoom []waiting

func (w waitingRoom) Len() int           { return len(w) }
func (w waitingRoom) Less(i, j int) bool { return w[i].cost < w[j].cost }
func (w waitingRoom) Swap(i, j int)      { w[i], w[j] = w[j], w[i] }
func (w *waitingRoom) Push(x any)        { *w = append(*w, x.(waiting)) }
func (w *waitingRoom) Pop() any {
	last := len(*w) - 1
	x := (*w)[last]
	*w = (*w)[:last]
	return x
}

// from goes on from a node, which costs so much to reach.
func (d *descent) from(v int32, sofar weight, spent float64, depth int) {
	if d.steps--; d.steps == 0 {
		d.steps = checkEvery
		if d.err = d.ctx.Err(); d.err != nil {
			return
		}
	}
	d.close(v, sofar, spent, depth)
	for i := d.in.first[v]; i < d.in.first[v+1] && d.err == nil; i++ {
		t := &d.in.threads[i]
		length := sofar.length() + int(t.need)
		if d.seeker.passed[t.to] || d.asked.max > 0 && length > d.asked.max || d.hopeless(spent+d.promise[i], length) {
			continue
		}
		d.seeker.taken[depth] = t.strand
		d.seeker.passed[t.to] = true
		d.from(t.to, sofar+t.weight, spent+d.cost[i], depth+1)
		d.seeker.passed[t.to] = false
	}
}

// close offers the loops that close from a node.
func (d *descent) close(v int32, sofar weight, spent float64, depth int) {
	for c := d.in.firstCloser[v]; c < d.in.firstCloser[v+1]; c++ {
		t := &d.in.closers[c]
		total := sofar + t.weight
		if !d.suits(total) || d.hopeless(spent+d.closing[c], total.length()) || !d.seeker.passes(d.in, v) {
			continue
		}
		d.seeker.taken[depth], d.seeker.depth = t.strand, depth+1
		d.links = d.seeker.appendLinks(d.links[:0], d.in.of)
		d.offer(d.links)
	}
}
