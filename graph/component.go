package graph

import "slices"

// StrongComponents returns the strongly connected components: the largest
// sets of nodes in which every node reaches every other (Tarjan 1972, SIAM J.
// Comput. 1:146). Every node is in exactly one; each is ascending, and they
// are ordered by their smallest node.
func (g *Graph) StrongComponents() [][]int {
	search := tarjan{
		g:     g,
		order: make([]int, g.n),
		low:   make([]int, g.n),
		onTop: make([]bool, g.n),
	}
	for v := range g.n {
		if search.order[v] == 0 {
			search.from(v)
		}
	}
	slices.SortFunc(search.found, func(a, b []int) int { return a[0] - b[0] })
	return search.found
}

// tarjan keeps its own stack of calls, so that a chain of a million variables
// does not need a million stack frames.
type tarjan struct {
	g *Graph
	// order is the step at which a node was first met, from 1; 0 is unmet.
	order, low []int
	onTop      []bool
	stack      []int
	calls      []call
	step       int
	found      [][]int
}

type call struct{ node, next int }

func (t *tarjan) from(root int) {
	t.meet(root)
	for len(t.calls) > 0 {
		top := &t.calls[len(t.calls)-1]
		v := top.node
		if top.next == len(t.g.out[v]) {
			t.leave(v)
			continue
		}
		w := t.g.links[t.g.out[v][top.next]].To
		top.next++
		if t.order[w] == 0 {
			t.meet(w)
		} else if t.onTop[w] {
			t.low[v] = min(t.low[v], t.order[w])
		}
	}
}

func (t *tarjan) meet(v int) {
	t.step++
	t.order[v], t.low[v] = t.step, t.step
	t.stack, t.onTop[v] = append(t.stack, v), true
	t.calls = append(t.calls, call{node: v})
}

func (t *tarjan) leave(v int) {
	t.calls = t.calls[:len(t.calls)-1]
	if len(t.calls) > 0 {
		parent := t.calls[len(t.calls)-1].node
		t.low[parent] = min(t.low[parent], t.low[v])
	}
	if t.low[v] < t.order[v] {
		return
	}
	start := len(t.stack) - 1
	for t.stack[start] != v {
		start--
	}
	component := slices.Clone(t.stack[start:])
	t.stack = t.stack[:start]
	for _, w := range component {
		t.onTop[w] = false
	}
	slices.Sort(component)
	t.found = append(t.found, component)
}
