package leverage

import (
	"context"
	"math/rand/v2"

	"sysmap/graph"
)

// Communities are groups of variables with more links within them than chance
// would have, and how they compare with the clusters that the map declares.
type Communities struct {
	// Of is each node's community, numbered from 0 in the order of their
	// first nodes; Count is how many there are.
	Of    []int `json:"of"`
	Count int   `json:"count"`
	// Modularity is the share of links within communities less the share
	// expected if each node kept its numbers of links in and out:
	// Q = 1/m Σ_uv (A_uv − k_u^out k_v^in / m) δ(c_u, c_v) (Leicht and Newman
	// 2008, Phys. Rev. Lett. 100:118703). It is 0 without links.
	Modularity float64 `json:"modularity"`
	// Declared compares with the declared clusters; nil where the map
	// declares none or only one is in use.
	Declared *Agreement `json:"declared"`
}

// Agreement is how well communities agree with declared clusters, over the
// variables that have a cluster.
type Agreement struct {
	// Variables is how many have a cluster, and Clusters how many clusters
	// they are in.
	Variables int `json:"variables"`
	Clusters  int `json:"clusters"`
	// Modularity is that of the clusters themselves, with every variable
	// that has none on its own.
	Modularity float64 `json:"modularity"`
	// AdjustedRand is the share of pairs of variables on which the two agree,
	// together or apart, corrected for chance: 1 is the same grouping, 0 is
	// what chance gives (Hubert and Arabie 1985, J. Classif. 2:193).
	AdjustedRand float64 `json:"adjusted_rand"`
	// MutualInformation is 2 I(C; D) / (H(C) + H(D)), from 0 for groupings
	// that tell nothing of each other to 1 for the same.
	MutualInformation float64 `json:"mutual_information"`
}

// CommunityOptions says how hard to look for communities.
type CommunityOptions struct {
	// Restarts is from how many orders of the nodes to begin; 0 is 32. The
	// grouping of highest modularity is kept.
	Restarts int
	// Seed decides the orders.
	Seed uint64
}

// CommunitiesOf groups the nodes by the Louvain method (Blondel et al. 2008, J.
// Stat. Mech. P10008; for directed graphs Dugué and Perez 2015), in which
// parallel links count once and links from a node to itself not at all. Finding
// the very best grouping is beyond reach, and groupings almost as good may look
// different: communities are a suggestion. The error is the context's.
func CommunitiesOf(ctx context.Context, g *graph.Graph, o CommunityOptions) (Communities, error) {
	if o.Restarts <= 0 {
		o.Restarts = 32
	}
	base := newNetwork(g).weighted()
	best := Communities{Modularity: -1}
	for restart := range o.Restarts {
		if err := ctx.Err(); err != nil {
			return Communities{}, err
		}
		order := rand.New(rand.NewPCG(o.Seed, uint64(restart)))
		of := base.louvain(order, restart == 0)
		// Rounding must not decide between equals.
		if q := base.modularity(of); q > best.Modularity+1e-12 {
			best.Of, best.Modularity = of, q
		}
	}
	best.Of, best.Count = renumber(best.Of)
	best.Declared = declared(g, base, best.Of)
	return best, nil
}

// weighted is a directed graph whose nodes stand for groups: weights count
// links.
type weighted struct {
	// out and in list neighbours with the number of links to them, ascending;
	// loops holds the links within each node.
	out, in [][]arc
	loops   []int
	// outs and ins are the numbers of links out of and into each node, loops
	// included, and total that of all links.
	outs, ins []int
	total     int
}

type arc struct{ node, links int }

func (net *network) weighted() *weighted {
	w := newWeighted(net.n)
	for v, out := range net.out {
		for _, t := range out {
			w.out[v] = append(w.out[v], arc{int(t), 1})
		}
		for _, s := range net.in[v] {
			w.in[v] = append(w.in[v], arc{int(s), 1})
		}
		w.outs[v], w.ins[v] = len(out), len(net.in[v])
		w.total += len(out)
	}
	return w
}

func newWeighted(n int) *weighted {
	return &weighted{out: make([][]arc, n), in: make([][]arc, n), loops: make([]int, n), outs: make([]int, n), ins: make([]int, n)}
}

func (w *weighted) len() int { return len(w.out) }

// modularity returns Q of a grouping.
func (w *weighted) modularity(of []int) float64 {
	if w.total == 0 {
		return 0
	}
	within, outs, ins := 0, make([]int, w.len()), make([]int, w.len())
	for v := range w.len() {
		within += w.loops[v]
		for _, a := range w.out[v] {
			if of[a.node] == of[v] {
				within += a.links
			}
		}
		outs[of[v]] += w.outs[v]
		ins[of[v]] += w.ins[v]
	}
	expected := 0
	for c := range outs {
		expected += outs[c] * ins[c]
	}
	m := float64(w.total)
	return float64(within)/m - float64(expected)/(m*m)
}

// louvain moves nodes to the neighbouring community that gains most, merges
// communities into nodes, and begins again, until nothing is gained.
func (w *weighted) louvain(random *rand.Rand, inOrder bool) []int {
	of := make([]int, w.len())
	for v := range of {
		of[v] = v
	}
	for level := w; ; {
		order := random.Perm(level.len())
		if inOrder {
			for i := range order {
				order[i] = i
			}
		}
		moved, changed := level.move(order)
		if !changed {
			return of
		}
		groups, count := renumber(moved)
		for v := range of {
			of[v] = groups[of[v]]
		}
		level = level.merge(groups, count)
	}
}

// mover moves nodes between communities. Gains are compared as whole numbers,
// m times the gain in links, so that no rounding decides.
type mover struct {
	*weighted
	of []int
	// outs and ins are the sums over each community.
	outs, ins []int
	// shared counts the links between the node at hand and each community.
	shared []int
}

func (w *weighted) move(order []int) (of []int, changed bool) {
	m := mover{weighted: w, of: make([]int, w.len()), shared: make([]int, w.len())}
	m.outs, m.ins = append([]int(nil), w.outs...), append([]int(nil), w.ins...)
	for v := range m.of {
		m.of[v] = v
	}
	for again := true; again; {
		again = false
		for _, v := range order {
			if m.place(v) {
				again, changed = true, true
			}
		}
	}
	return m.of, changed
}

func (m *mover) place(v int) bool {
	old := m.of[v]
	m.outs[old] -= m.weighted.outs[v]
	m.ins[old] -= m.weighted.ins[v]
	communities := []int{old}
	for _, arcs := range [...][]arc{m.out[v], m.in[v]} {
		for _, a := range arcs {
			c := m.of[a.node]
			if m.shared[c] == 0 && c != old {
				communities = append(communities, c)
			}
			m.shared[c] += a.links
		}
	}
	best, most := old, m.gain(v, old)
	for _, c := range communities {
		// Strictly more than staying, or a node could wander for ever.
		if gain := m.gain(v, c); gain > most {
			best, most = c, gain
		}
	}
	for _, c := range communities {
		m.shared[c] = 0
	}
	m.of[v] = best
	m.outs[best] += m.weighted.outs[v]
	m.ins[best] += m.weighted.ins[v]
	return best != old
}

// gain returns m² times the modularity that v adds to a community it is not
// in.
func (m *mover) gain(v, community int) int {
	return m.total*m.shared[community] - m.weighted.outs[v]*m.ins[community] - m.weighted.ins[v]*m.outs[community]
}

// merge makes one node of each community.
func (w *weighted) merge(of []int, count int) *weighted {
	to := newWeighted(count)
	to.total = w.total
	members := make([][]int, count)
	for v := range w.len() {
		members[of[v]] = append(members[of[v]], v)
	}
	links := make([]int, count)
	for c, nodes := range members {
		for _, v := range nodes {
			to.loops[c] += w.loops[v]
			to.outs[c] += w.outs[v]
			to.ins[c] += w.ins[v]
			for _, a := range w.out[v] {
				links[of[a.node]] += a.links
			}
		}
		to.loops[c] += links[c]
		links[c] = 0
		for d, n := range links {
			if n > 0 {
				to.out[c] = append(to.out[c], arc{d, n})
				to.in[d] = append(to.in[d], arc{c, n})
				links[d] = 0
			}
		}
	}
	return to
}

// renumber numbers groups from 0 in the order of their first members.
func renumber(of []int) (numbers []int, count int) {
	number := map[int]int{}
	numbers = make([]int, len(of))
	for v, c := range of {
		if _, known := number[c]; !known {
			number[c] = len(number)
		}
		numbers[v] = number[c]
	}
	return numbers, len(number)
}
