package press

// component is a strong component: variables that all affect one another,
// directly or not, ascending.
type component []int

// components returns the strong components of n variables, each after those
// that affect it, by Tarjan (1972, SIAM J. Comput. 1:146). causes lists the
// variables that affect a variable.
func components(n int, causes func(v int) []int) []component {
	t := &tarjan{causes: causes, order: make([]int, n), low: make([]int, n), of: make([]int, n)}
	for v := range n {
		if t.order[v] == 0 {
			t.visit(v)
		}
	}
	// Numbered by component first and collected by variable, the members come
	// out ascending.
	found := make([]component, t.found)
	for v, c := range t.of {
		found[c] = append(found[c], v)
	}
	return found
}

// tarjan follows effects back to their causes, so that a component is complete
// before any that it affects.
type tarjan struct {
	causes     func(v int) []int
	order, low []int
	of         []int
	stack      []int
	visited    int
	found      int
}

func (t *tarjan) visit(v int) {
	t.visited++
	t.order[v], t.low[v], t.of[v] = t.visited, t.visited, -1
	t.stack = append(t.stack, v)
	for _, u := range t.causes(v) {
		if t.order[u] == 0 {
			t.visit(u)
			t.low[v] = min(t.low[v], t.low[u])
		} else if t.of[u] < 0 {
			t.low[v] = min(t.low[v], t.order[u])
		}
	}
	if t.low[v] < t.order[v] {
		return
	}
	for {
		u := t.stack[len(t.stack)-1]
		t.stack = t.stack[:len(t.stack)-1]
		t.of[u] = t.found
		if u == v {
			break
		}
	}
	t.found++
}
