package loop

import "sysmap/graph"

// kernel is a strongly connected graph after series and parallel reduction:
// a simple graph whose arcs stand for bundles of paths, with the same loops
// except for those that the reduction already found. The sum of the weights of
// all loops is Σ loops plus the sum over the elementary loops of the arcs of
// the product of their weights.
type kernel struct {
	circuit
	n    int
	arcs []arc
	// loops are the loops that the reduction closed and dropped.
	loops []value
}

type arc struct {
	from, to int
	weight   value
}

// newKernel reduces a graph. A node with one way in, or one way out, is
// contracted: every loop through it uses that way, so its other links can
// start (or end) one node further on. Parallel links are added, and a link
// from a node to itself is a loop. Links that lie on no loop may be dropped.
func newKernel(g *graph.Graph) *kernel {
	r := newReduction(g)
	for len(r.queue) > 0 {
		v := r.queue[len(r.queue)-1]
		r.queue = r.queue[:len(r.queue)-1]
		r.queued[v] = false
		if !r.gone[v] && (r.inDegree[v] <= 1 || r.outDegree[v] <= 1) {
			r.contract(v)
		}
	}
	return r.kernel()
}

// reduction is a graph while it shrinks. Lists of arcs keep removed ones until
// they are next read, so that a hub with a million neighbours costs no more
// than its neighbours do.
type reduction struct {
	circuit
	arcs                []arc
	removed             []bool
	out, in             [][]int32
	outDegree, inDegree []int
	between             map[[2]int32]int32
	loops               []value
	gone, queued        []bool
	queue               []int
}

func newReduction(g *graph.Graph) *reduction {
	n := g.Len()
	r := &reduction{
		circuit:   circuit{inputs: len(g.Links())},
		out:       make([][]int32, n),
		in:        make([][]int32, n),
		outDegree: make([]int, n),
		inDegree:  make([]int, n),
		between:   make(map[[2]int32]int32, len(g.Links())),
		gone:      make([]bool, n),
		queued:    make([]bool, n),
	}
	for l, link := range g.Links() {
		r.add(link.From, link.To, value(l))
	}
	for v := n - 1; v >= 0; v-- {
		r.consider(v)
	}
	return r
}

func (r *reduction) consider(v int) {
	if !r.gone[v] && !r.queued[v] && (r.inDegree[v] <= 1 || r.outDegree[v] <= 1) {
		r.queued[v] = true
		r.queue = append(r.queue, v)
	}
}

func (r *reduction) add(from, to int, weight value) {
	if from == to {
		r.loops = append(r.loops, weight)
		return
	}
	ends := [2]int32{int32(from), int32(to)}
	if a, parallel := r.between[ends]; parallel {
		r.arcs[a].weight = r.sum(r.arcs[a].weight, weight)
		return
	}
	a := int32(len(r.arcs))
	r.between[ends] = a
	r.arcs = append(r.arcs, arc{from: from, to: to, weight: weight})
	r.removed = append(r.removed, false)
	r.out[from], r.in[to] = append(r.out[from], a), append(r.in[to], a)
	r.outDegree[from]++
	r.inDegree[to]++
}

func (r *reduction) remove(a int32) {
	gone := r.arcs[a]
	r.removed[a] = true
	delete(r.between, [2]int32{int32(gone.from), int32(gone.to)})
	r.outDegree[gone.from]--
	r.inDegree[gone.to]--
}

func (r *reduction) contract(v int) {
	ins, outs := r.left(r.in[v]), r.left(r.out[v])
	r.gone[v] = true
	for _, a := range ins {
		r.remove(a)
	}
	for _, a := range outs {
		r.remove(a)
	}
	for _, i := range ins {
		for _, o := range outs {
			r.add(r.arcs[i].from, r.arcs[o].to, r.product(r.arcs[i].weight, r.arcs[o].weight))
		}
	}
	for _, a := range ins {
		r.consider(r.arcs[a].from)
	}
	for _, a := range outs {
		r.consider(r.arcs[a].to)
	}
}

func (r *reduction) left(arcs []int32) []int32 {
	var left []int32
	for _, a := range arcs {
		if !r.removed[a] {
			left = append(left, a)
		}
	}
	return left
}

func (r *reduction) kernel() *kernel {
	k := &kernel{circuit: r.circuit, loops: r.loops}
	number := make([]int, len(r.gone))
	for v, gone := range r.gone {
		if !gone {
			number[v] = k.n
			k.n++
		}
	}
	for a, left := range r.arcs {
		if !r.removed[a] {
			k.arcs = append(k.arcs, arc{from: number[left.from], to: number[left.to], weight: left.weight})
		}
	}
	return k
}
