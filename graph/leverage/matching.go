package leverage

import "sysmap/graph"

// matching pairs as many links as possible so that no two begin at the same
// node and no two end at the same: a maximum matching of the bipartite graph
// with each node twice, as a beginning and as an end. A link from a node to
// itself may be in it, parallel links are one.
type matching struct {
	// out lists where links from each node lead, in where links to it begin.
	out, in [][]int32
	// next[u] is the end that u's link is matched to, before[v] the beginning
	// of v's; none where there is no such link.
	next, before []int32
	size         int

	// seen holds, for each node as a beginning, the search that last met it.
	seen   []int32
	search int32
	calls  []step
}

// step is a node that looks for an end, and how many it has tried.
type step struct{ node, tried int32 }

const none = -1

func newMatching(g *graph.Graph) *matching {
	n := g.Len()
	m := &matching{
		out: make([][]int32, n), in: make([][]int32, n),
		next: make([]int32, n), before: make([]int32, n), seen: make([]int32, n),
	}
	for v := range n {
		m.next[v], m.before[v] = none, none
		for _, l := range g.Out(v) {
			m.out[v] = append(m.out[v], int32(g.Links()[l].To))
		}
		for _, l := range g.In(v) {
			m.in[v] = append(m.in[v], int32(g.Links()[l].From))
		}
	}
	return m
}

// maximise adds augmenting paths until there are none (Berge 1957), looking once
// from each node: one that fails once fails for ever.
func (m *matching) maximise() {
	for v := range m.next {
		m.search++
		m.augment(int32(v), none)
	}
}

// augment looks for an end for u, which has none, displacing others that find
// another one, past nodes that the same search has not seen. The node left
// out, unless none, is not taken as an end. It keeps its own stack of calls, so that long chains need none.
func (m *matching) augment(u, leftOut int32) bool {
	m.seen[u] = m.search
	m.calls = append(m.calls[:0], step{node: u})
	for len(m.calls) > 0 {
		top := &m.calls[len(m.calls)-1]
		if int(top.tried) == len(m.out[top.node]) {
			m.calls = m.calls[:len(m.calls)-1]
			continue
		}
		v := m.out[top.node][top.tried]
		top.tried++
		if v == leftOut {
			continue
		}
		holder := m.before[v]
		if holder == none {
			m.shift()
			return true
		}
		if m.seen[holder] != m.search {
			m.seen[holder] = m.search
			m.calls = append(m.calls, step{node: holder})
		}
	}
	return false
}

// shift gives every node on the stack the end that it tried last.
func (m *matching) shift() {
	for i := len(m.calls) - 1; i >= 0; i-- {
		c := m.calls[i]
		v := m.out[c.node][c.tried-1]
		m.next[c.node], m.before[v] = v, c.node
	}
	m.size++
}

// without returns the size of a maximum matching of the graph without node v,
// given that m is maximum: at most two pairs are lost and made up for.
func (m *matching) without(v int32) int {
	rest := *m
	rest.next, rest.before = append([]int32(nil), m.next...), append([]int32(nil), m.before...)
	if end := rest.next[v]; end != none {
		rest.next[v], rest.before[end] = none, none
		rest.size--
	}
	if beginning := rest.before[v]; beginning != none {
		rest.before[v], rest.next[beginning] = none, none
		rest.size--
	}
	for rest.size < m.size && rest.augmentAny(v) {
	}
	m.search, m.calls = rest.search, rest.calls
	return rest.size
}

// augmentAny looks for an end for any node that has none. What one node could
// not reach, the others do not try again.
func (m *matching) augmentAny(leftOut int32) bool {
	m.search++
	for u := range m.next {
		if m.next[u] == none && int32(u) != leftOut && m.seen[u] != m.search && m.augment(int32(u), leftOut) {
			return true
		}
	}
	return false
}

// spareEnds reports which nodes are unmatched as ends in some maximum matching:
// those that are so in this one, and those that a path of alternately
// unmatched and matched links leads to from them.
func (m *matching) spareEnds() []bool {
	spare := make([]bool, len(m.before))
	var queue []int32
	for v, u := range m.before {
		if u == none {
			spare[v] = true
			queue = append(queue, int32(v))
		}
	}
	for head := 0; head < len(queue); head++ {
		for _, u := range m.in[queue[head]] {
			if w := m.next[u]; w != none && !spare[w] {
				spare[w] = true
				queue = append(queue, w)
			}
		}
	}
	return spare
}
