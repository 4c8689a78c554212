package leverage

import "math/bits"

// tangle is a directed graph that is being taken apart to find what all its
// cycles have in common: one row of bits per node and direction, so that
// comparing the neighbours of two nodes takes a few operations.
type tangle struct {
	n, words int
	out, in  []uint64
	alive    bitset
	// names are the numbers that the nodes have outside. A node stands for
	// several where they lie on the same cycles.
	names [][]int32
	// effort is shared with everything that is made of the graph.
	effort *effort
}

func newTangle(n int, e *effort) *tangle {
	words := (n + 63) / 64
	t := &tangle{
		n: n, words: words, effort: e,
		out: make([]uint64, n*words), in: make([]uint64, n*words),
		alive: newBitset(n), names: make([][]int32, n),
	}
	for v := range n {
		t.alive.add(v)
		t.names[v] = []int32{int32(v)}
	}
	return t
}

func (t *tangle) outs(v int) bitset { return t.out[v*t.words:][:t.words:t.words] }
func (t *tangle) ins(v int) bitset  { return t.in[v*t.words:][:t.words:t.words] }

func (t *tangle) link(u, v int) {
	t.outs(u).add(v)
	t.ins(v).add(u)
}

func (t *tangle) unlink(u, v int) {
	t.outs(u).remove(v)
	t.ins(v).remove(u)
}

func (t *tangle) clone() *tangle {
	t.effort.spend(2 * len(t.out))
	c := *t
	c.out = append([]uint64(nil), t.out...)
	c.in = append([]uint64(nil), t.in...)
	c.alive = append(bitset(nil), t.alive...)
	c.names = append([][]int32(nil), t.names...)
	return &c
}

// remove takes a node and its links away.
func (t *tangle) remove(v int) {
	for u := range t.ins(v).all() {
		t.outs(u).remove(v)
	}
	for w := range t.outs(v).all() {
		t.ins(w).remove(v)
	}
	clear(t.outs(v))
	clear(t.ins(v))
	t.alive.remove(v)
}

// bypass takes a node away and joins each node before it to each node after
// it. The feedback vertex sets of the result are those of t without v, as long
// as v has no link to itself.
func (t *tangle) bypass(v int) {
	before, after := t.ins(v), t.outs(v)
	t.effort.spend((2 + before.size() + after.size()) * t.words)
	for u := range before.all() {
		t.outs(u).join(after)
		t.outs(u).remove(v)
	}
	for w := range after.all() {
		t.ins(w).join(before)
		t.ins(w).remove(v)
	}
	clear(before)
	clear(after)
	t.alive.remove(v)
}

// part returns the graph between some of the nodes.
func (t *tangle) part(nodes []int) *tangle {
	p := newTangle(len(nodes), t.effort)
	t.effort.spend(t.n + len(nodes)*t.words + 2*len(p.out))
	number := make([]int32, t.n)
	inside := newBitset(t.n)
	for i, v := range nodes {
		number[v] = int32(i)
		inside.add(v)
		p.names[i] = t.names[v]
	}
	for i, v := range nodes {
		for w := range t.outs(v).all() {
			if inside.has(w) {
				p.link(i, int(number[w]))
			}
		}
	}
	return p
}

// components numbers the strongly connected components (Tarjan 1972), from 0
// in an order in which links only go to the same or a lower number. Links of
// without are ignored if it is not nil: it has a row of bits for each node.
func (t *tangle) components(without []uint64) (of []int32, count int) {
	t.effort.spend(4 * len(t.out))
	s := tangleSearch{t: t, without: without, of: make([]int32, t.n), order: make([]int32, t.n), low: make([]int32, t.n)}
	s.left = make([]uint64, t.n*t.words)
	for v := range t.alive.all() {
		if s.order[v] == 0 {
			s.from(v)
		}
	}
	return s.of, s.count
}

type tangleSearch struct {
	t       *tangle
	without []uint64
	of      []int32
	order   []int32
	low     []int32
	// left are the links that have not been followed yet.
	left  []uint64
	stack []int
	calls []int
	step  int32
	count int
}

const noComponent = -1

func (s *tangleSearch) meet(v int) {
	s.step++
	s.order[v], s.low[v], s.of[v] = s.step, s.step, noComponent
	row := bitset(s.left[v*s.t.words:][:s.t.words])
	copy(row, s.t.outs(v))
	if s.without != nil {
		row.drop(s.without[v*s.t.words:][:s.t.words])
	}
	s.stack = append(s.stack, v)
	s.calls = append(s.calls, v)
}

func (s *tangleSearch) from(root int) {
	s.meet(root)
	for len(s.calls) > 0 {
		v := s.calls[len(s.calls)-1]
		row := bitset(s.left[v*s.t.words:][:s.t.words])
		w := row.first()
		if w < 0 {
			s.leave(v)
			continue
		}
		row.remove(w)
		if s.order[w] == 0 {
			s.meet(w)
		} else if s.of[w] == noComponent {
			s.low[v] = min(s.low[v], s.order[w])
		}
	}
}

func (s *tangleSearch) leave(v int) {
	s.calls = s.calls[:len(s.calls)-1]
	if len(s.calls) > 0 {
		parent := s.calls[len(s.calls)-1]
		s.low[parent] = min(s.low[parent], s.low[v])
	}
	if s.low[v] < s.order[v] {
		return
	}
	for {
		w := s.stack[len(s.stack)-1]
		s.stack = s.stack[:len(s.stack)-1]
		s.of[w] = int32(s.count)
		if w == v {
			break
		}
	}
	s.count++
}

// parts returns the strong components that have a cycle, each as a graph of
// its own, ordered by their smallest node.
func (t *tangle) parts() []*tangle {
	of, count := t.components(nil)
	members := make([][]int, count)
	var order []int32
	for v := range t.alive.all() {
		if len(members[of[v]]) == 0 {
			order = append(order, of[v])
		}
		members[of[v]] = append(members[of[v]], v)
	}
	var parts []*tangle
	for _, c := range order {
		nodes := members[c]
		if len(nodes) > 1 || t.outs(nodes[0]).has(nodes[0]) {
			parts = append(parts, t.part(nodes))
		}
	}
	return parts
}

// bitset is a set of small numbers.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, (n+63)/64) }

func (b bitset) add(i int)      { b[i>>6] |= 1 << (i & 63) }
func (b bitset) remove(i int)   { b[i>>6] &^= 1 << (i & 63) }
func (b bitset) has(i int) bool { return b[i>>6]>>(i&63)&1 == 1 }

func (b bitset) join(o bitset) {
	for i, w := range o {
		b[i] |= w
	}
}

func (b bitset) drop(o bitset) {
	for i, w := range o {
		b[i] &^= w
	}
}

// within reports whether every number of b that is not in except is in o.
func (b bitset) within(o, except bitset) bool {
	for i, w := range b {
		if w&^o[i]&^except[i] != 0 {
			return false
		}
	}
	return true
}

func (b bitset) size() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

// upTo is size, or limit if that is less.
func (b bitset) upTo(limit int) int {
	n := 0
	for _, w := range b {
		if n += bits.OnesCount64(w); n >= limit {
			return limit
		}
	}
	return n
}

// first returns the smallest number, or -1.
func (b bitset) first() int {
	for i, w := range b {
		if w != 0 {
			return i<<6 + bits.TrailingZeros64(w)
		}
	}
	return -1
}

// all yields the numbers, ascending. Numbers may be removed meanwhile.
func (b bitset) all() func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for i, w := range b {
			for ; w != 0; w &= w - 1 {
				if !yield(i<<6 + bits.TrailingZeros64(w)) {
					return
				}
			}
		}
	}
}
