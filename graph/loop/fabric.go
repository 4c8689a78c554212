package loop

import "slices"

// strand is one or more links end to end that a loop has all of or none of,
// because the variables between them have one way in or one way out.
type strand struct {
	from, to int32
	weight   weight
	// A strand of one link has its number as head and no tail (−1);
	// otherwise both are the numbers of shorter strands.
	head, tail int32
}

// fabric is a graph whose variables with one way in or one way out have been
// contracted, which is exact: every elementary loop is one of strands. Parallel
// strands stay apart.
type fabric struct {
	strands []strand
	// out and in hold the live strands at each node.
	out, in [][]int32
	// fixed nodes are never contracted.
	fixed []bool
	// waiting nodes are about to be looked at by contract.
	waiting []bool
	// loose are strands that came back to where they started, outside the
	// fixed nodes: loops already.
	loose []int32

	// rows are the links of strands that were asked for, kept how many links
	// they have in all.
	rows    [][]int
	kept    int
	unwound []int
	stack   []int32
}

// newFabric takes links as they are, one strand each.
func newFabric(q *question) *fabric {
	f := &fabric{
		strands: make([]strand, 0, 2*len(q.usable)),
		out:     make([][]int32, q.nodes),
		in:      make([][]int32, q.nodes),
		fixed:   make([]bool, q.nodes),
		waiting: make([]bool, q.nodes),
	}
	for _, l := range q.usable {
		link := q.links[l]
		f.add(strand{from: int32(link.From), to: int32(link.To), weight: weigh(link), head: int32(l), tail: -1})
	}
	return f
}

func (f *fabric) add(s strand) {
	number := int32(len(f.strands))
	f.strands = append(f.strands, s)
	if s.from == s.to && !f.fixed[s.from] {
		f.loose = append(f.loose, number)
		return
	}
	f.out[s.from] = append(f.out[s.from], number)
	f.in[s.to] = append(f.in[s.to], number)
}

// maxStrands bounds what contraction may add; the rest of the graph is then
// searched as it is, which is as exact.
const maxStrands = 1 << 22

// contract removes nodes until every one left is fixed or has at least two
// ways in and two ways out, starting with the nodes given, or with all for nil.
func (f *fabric) contract(queue []int32) {
	if queue == nil {
		for v := range f.out {
			queue = append(queue, int32(v))
		}
	}
	for _, v := range queue {
		f.waiting[v] = true
	}
	for head := 0; head < len(queue); head++ {
		v := queue[head]
		f.waiting[v] = false
		if f.fixed[v] || len(f.out[v]) > 1 && len(f.in[v]) > 1 || len(f.strands) > maxStrands {
			continue
		}
		for _, w := range f.dissolve(v) {
			if !f.waiting[w] {
				f.waiting[w] = true
				queue = append(queue, w)
			}
		}
	}
}

// dissolve joins every way into a node with every way out of it and removes
// the node. It returns the nodes around it.
func (f *fabric) dissolve(v int32) (around []int32) {
	in, out := f.in[v], f.out[v]
	around = f.remove(v)
	for _, head := range in {
		for _, tail := range out {
			a, b := f.strands[head], f.strands[tail]
			f.add(strand{from: a.from, to: b.to, weight: a.weight + b.weight, head: head, tail: tail})
		}
	}
	return around
}

// remove takes a node out with every strand at it. It returns the nodes around
// it.
func (f *fabric) remove(v int32) (around []int32) {
	around = []int32{}
	for _, s := range f.in[v] {
		f.out[f.strands[s].from] = without(f.out[f.strands[s].from], s)
		around = append(around, f.strands[s].from)
	}
	for _, s := range f.out[v] {
		f.in[f.strands[s].to] = without(f.in[f.strands[s].to], s)
		around = append(around, f.strands[s].to)
	}
	f.in[v], f.out[v] = nil, nil
	return around
}

// without removes one strand from a list, keeping the order.
func without(list []int32, s int32) []int32 {
	return slices.DeleteFunc(list, func(x int32) bool { return x == s })
}

// row returns the links of a strand. The slice is good until the next call.
func (f *fabric) row(s int32) []int {
	if s < int32(len(f.rows)) && f.rows[s] != nil {
		return f.rows[s]
	}
	f.unwound = f.unwind(f.unwound[:0], s)
	f.keep(s, f.unwound)
	return f.unwound
}

// unwind adds the links of a strand to a list. It keeps its own stack of what
// is still to come, since a chain of strands is as deep as it is long.
func (f *fabric) unwind(links []int, s int32) []int {
	f.stack = append(f.stack[:0], s)
	for len(f.stack) > 0 {
		last := len(f.stack) - 1
		top := f.strands[f.stack[last]]
		f.stack = f.stack[:last]
		if top.tail < 0 {
			links = append(links, int(top.head))
			continue
		}
		f.stack = append(f.stack, top.tail, top.head)
	}
	return links
}

// maxKept bounds the links in kept rows; what is beyond is unwound each time.
const maxKept = 1 << 20

// keep remembers the links of a strand, which most loops will ask for again.
func (f *fabric) keep(s int32, links []int) {
	if f.kept += len(links); f.kept > maxKept {
		return
	}
	for len(f.rows) <= int(s) {
		f.rows = append(f.rows, nil)
	}
	f.rows[s] = slices.Clone(links)
}
