package loop

import (
	"math"
	"math/rand/v2"
)

// A kernel's nodes are added one at a time. After each, the frontier is the
// set of nodes that are in and still have an arc to one that is not; what
// happened to them is all that the rest of the count depends on. A frontier
// node that can still be entered and left is unused, used, the start of a path
// or its end; one that can only be entered (or only left) is used or the start
// (or end) of a path. Far from all combinations occur: these are how much one
// node multiplies the states of drawn maps, fitted to such maps.
const (
	twoSidedGrowth = 2.5
	oneSidedGrowth = 1.9
)

// frontier is a kernel's neighbourhood lists with room to judge an order.
type frontier struct {
	n       int
	arcs    int
	in, out [][]int32
	// place is where each node stands in the order that was last put.
	place []int32
	// twoSided[t] and oneSided[t] change when node t of the order is added.
	twoSided, oneSided []int32
	twoPower, onePower []float64
}

func newFrontier(k *kernel) *frontier {
	f := &frontier{
		n: k.n, arcs: len(k.arcs),
		in:       neighbours(k, func(a arc) (int, int) { return a.to, a.from }),
		out:      neighbours(k, func(a arc) (int, int) { return a.from, a.to }),
		place:    make([]int32, k.n),
		twoSided: make([]int32, k.n+1), oneSided: make([]int32, k.n+1),
		twoPower: powers(twoSidedGrowth, k.n), onePower: powers(oneSidedGrowth, k.n),
	}
	return f
}

// neighbours lists the nodes at the other end of each node's arcs, all in one
// stretch of memory, which is read over and over.
func neighbours(k *kernel, ends func(arc) (near, far int)) [][]int32 {
	degree := make([]int, k.n)
	for _, a := range k.arcs {
		near, _ := ends(a)
		degree[near]++
	}
	lists, all := make([][]int32, k.n), make([]int32, len(k.arcs))
	for v, d := range degree {
		lists[v], all = all[:0:d], all[d:]
	}
	for _, a := range k.arcs {
		near, far := ends(a)
		lists[near] = append(lists[near], int32(far))
	}
	return lists
}

func powers(base float64, n int) []float64 {
	list := make([]float64, n+1)
	for i := range list {
		list[i] = math.Pow(base, float64(i))
	}
	return list
}

// lasts returns the steps at which a node stops having ways in, and ways out,
// from nodes that are not yet there.
func (f *frontier) lasts(v int32) (in, out int32) {
	in, out = f.place[v], f.place[v]
	for _, u := range f.in[v] {
		in = max(in, f.place[u])
	}
	for _, w := range f.out[v] {
		out = max(out, f.place[w])
	}
	return in, out
}

func (f *frontier) put(order []int32) {
	for t, v := range order {
		f.place[v] = int32(t)
	}
}

// cost predicts the number of states that an order leads to.
func (f *frontier) cost(order []int32) float64 {
	f.put(order)
	clear(f.twoSided)
	clear(f.oneSided)
	for t, v := range order {
		in, out := f.lasts(v)
		first, last := min(in, out), max(in, out)
		f.twoSided[t]++
		f.twoSided[first]--
		f.oneSided[first]++
		f.oneSided[last]--
	}
	sum := 0.0
	two, one := int32(0), int32(0)
	for t := range order {
		two += f.twoSided[t]
		one += f.oneSided[t]
		sum += f.twoPower[two] * f.onePower[one]
	}
	return sum
}

// width returns the most nodes that a step of the order has to tell the state
// of: those on the frontier before it and the one that it adds.
func (f *frontier) width(order []int32) int {
	f.put(order)
	leaving := make([]int, f.n)
	widest, open := 0, 0
	for t, v := range order {
		in, out := f.lasts(v)
		leaving[max(in, out)]++
		open++
		widest = max(widest, open)
		open -= leaving[t]
	}
	return widest
}

// arrange looks for the order of lowest cost: greedily from several starts,
// then by annealing with a fixed seed for as long as the predicted count would
// take. Its result depends on the kernel alone.
func (f *frontier) arrange() (order []int32, cost float64) {
	if f.n == 0 {
		return nil, 0
	}
	order, cost = f.bestGreedy()
	backwards := make([]int32, f.n)
	for t, v := range order {
		backwards[f.n-1-t] = v
	}
	if c := f.cost(backwards); c < cost {
		order, cost = backwards, c
	}
	const (
		// workPerState is the annealing, in visits of a node or arc, that
		// takes about as long as counting one predicted state.
		workPerState = 15
		mostWork     = 25_000_000
	)
	work := min(workPerState*cost, mostWork)
	return f.anneal(order, cost, int(work)/(f.n+2*f.arcs))
}

func (f *frontier) bestGreedy() (best []int32, cost float64) {
	const mostWork = 3_000_000
	// A candidate is judged by its arcs, and there are about as many
	// candidates as the frontier is wide.
	const candidates = 20
	starts := max(1, min(f.n, mostWork/(2*candidates*f.arcs)))
	cost = math.Inf(1)
	for s := range starts {
		order := f.greedy(int32(s * f.n / starts))
		if c := f.cost(order); best == nil || c < cost {
			best, cost = order, c
		}
	}
	return best, cost
}

// greedy adds, from a start, whichever neighbour of what is there already
// makes the frontier grow least.
func (f *frontier) greedy(start int32) []int32 {
	g := greedySearch{
		f:      f,
		added:  make([]bool, f.n),
		listed: make([]bool, f.n),
		inLeft: make([]int32, f.n), outLeft: make([]int32, f.n),
	}
	for v := range f.n {
		g.inLeft[v], g.outLeft[v] = int32(len(f.in[v])), int32(len(f.out[v]))
	}
	order := make([]int32, 0, f.n)
	for next := start; ; next = g.best() {
		g.add(next)
		order = append(order, next)
		if len(order) == f.n {
			return order
		}
		if len(g.candidates) > hopeless {
			return g.rest(order)
		}
	}
}

// hopeless is a number of nodes beside the frontier that no budget allows and
// that no annealing mends; looking further would only cost time.
const hopeless = 500

// rest completes an order anyhow.
func (g *greedySearch) rest(order []int32) []int32 {
	for v, added := range g.added {
		if !added {
			order = append(order, int32(v))
		}
	}
	return order
}

type greedySearch struct {
	f             *frontier
	added, listed []bool
	// candidates are the neighbours of what is added.
	candidates []int32
	// untouched is the first node that may be neither.
	untouched int32
	// inLeft and outLeft count arcs from and to nodes that are not added.
	inLeft, outLeft []int32
}

func (g *greedySearch) add(v int32) {
	g.added[v] = true
	for _, w := range g.f.out[v] {
		g.inLeft[w]--
		g.list(w)
	}
	for _, u := range g.f.in[v] {
		g.outLeft[u]--
		g.list(u)
	}
}

func (g *greedySearch) list(v int32) {
	if !g.listed[v] && !g.added[v] {
		g.listed[v] = true
		g.candidates = append(g.candidates, v)
	}
}

func (g *greedySearch) best() int32 {
	best, least := int32(-1), math.Inf(1)
	left := g.candidates[:0]
	for _, v := range g.candidates {
		if g.added[v] {
			continue
		}
		left = append(left, v)
		if growth := g.growth(v); growth < least || growth == least && v < best {
			best, least = v, growth
		}
	}
	g.candidates = left
	if best >= 0 {
		return best
	}
	for g.added[g.untouched] {
		g.untouched++
	}
	return g.untouched
}

// breadth is the logarithm of what one frontier node multiplies the states by.
func breadth(inLeft, outLeft int32) float64 {
	switch {
	case inLeft > 0 && outLeft > 0:
		return 0.916 // ln twoSidedGrowth
	case inLeft > 0 || outLeft > 0:
		return 0.642 // ln oneSidedGrowth
	}
	return 0
}

func (g *greedySearch) growth(v int32) float64 {
	growth := breadth(g.inLeft[v], g.outLeft[v])
	for _, w := range g.f.out[v] {
		if g.added[w] {
			growth += breadth(g.inLeft[w]-1, g.outLeft[w]) - breadth(g.inLeft[w], g.outLeft[w])
			// Among equals, a node with more links to the frontier brings
			// the others' departure nearer.
			growth -= 0.01
		}
	}
	for _, u := range g.f.in[v] {
		if g.added[u] {
			growth += breadth(g.inLeft[u], g.outLeft[u]-1) - breadth(g.inLeft[u], g.outLeft[u])
			growth -= 0.01
		}
	}
	return growth
}

// anneal improves an order by moving nodes (Kirkpatrick, Gelatt, Vecchi 1983).
func (f *frontier) anneal(order []int32, cost float64, steps int) ([]int32, float64) {
	random := rand.New(rand.NewPCG(uint64(f.n), uint64(f.arcs)))
	best, bestCost := append([]int32(nil), order...), cost
	next := make([]int32, f.n)
	for step := range steps {
		warmth := 0.3 * (1 - float64(step)/float64(steps))
		from, to := random.IntN(f.n), random.IntN(f.n)
		copy(next, order)
		if random.IntN(3) == 0 {
			next[from], next[to] = next[to], next[from]
		} else {
			move(next, from, to)
		}
		c := f.cost(next)
		if c > cost && random.Float64() >= math.Pow(cost/c, 1/warmth) {
			continue
		}
		order, next, cost = next, order, c
		if cost < bestCost {
			bestCost = cost
			copy(best, order)
		}
	}
	return best, bestCost
}

func move(list []int32, from, to int) {
	v := list[from]
	if from < to {
		copy(list[from:to], list[from+1:to+1])
	} else {
		copy(list[to+1:from+1], list[to:from])
	}
	list[to] = v
}
