package loop

import (
	"context"
	"slices"

	"sysmap/graph"
)

// IndependentSet is a set of short loops of which every other loop is a
// combination.
type IndependentSet struct {
	// Loops are the set: first those that cover every link, then those that
	// complete it.
	Loops []Loop
	// Covering is how many of them are the shortest independent loop set
	// proper: each has a link that none before it has.
	Covering int
	// Rank is how many loops are independent: for every strong component
	// with m links and n variables m − n + 1, in all. It is len(Loops).
	Rank int
}

// Independent returns the shortest independent loop set (Oliva 2004, Syst. Dyn.
// Rev. 20:313), component by component: of the shortest loops through each
// link, shortest first and by the number of the link, those that have a link
// which is not yet covered.
//
// In dense maps these are fewer than there are independent loops; in two-way
// traffic between three variables, three of four. The set is then completed
// with the shortest loops, made of shortest paths, that are not a sum of those
// already in it (after Motamed and Middleton 2024, who complete it with
// second-shortest ones). Sums are of links, modulo 2.
//
// The set covers everything but can hide loops that matter; see [Strongest] and
// [Discount]. A component of n variables and m links takes n
// searches of it, and n·m shortest paths more where the set has to be completed. The only error is the context's.
func Independent(ctx context.Context, g *graph.Graph) (IndependentSet, error) {
	var set IndependentSet
	var completing []Loop
	for _, nodes := range g.StrongComponents() {
		c := newRegion(g, nodes)
		if len(c.links) == 0 {
			continue
		}
		set.Rank += len(c.links) - len(nodes) + 1
		covering, rest, err := c.independent(ctx)
		if err != nil {
			return IndependentSet{}, err
		}
		set.Loops = append(set.Loops, covering...)
		completing = append(completing, rest...)
	}
	set.Covering = len(set.Loops)
	set.Loops = append(set.Loops, completing...)
	return set, nil
}

// region is a strong component with the links inside it.
type region struct {
	g     *graph.Graph
	nodes []int
	// links are those within the component, ascending.
	links []int
	// bit is the place of a link among them.
	bit map[int]int
	in  []bool
}

func newRegion(g *graph.Graph, nodes []int) *region {
	c := &region{g: g, nodes: nodes, bit: map[int]int{}, in: make([]bool, g.Len())}
	for _, v := range nodes {
		c.in[v] = true
	}
	for _, v := range nodes {
		for _, l := range g.Out(v) {
			if c.in[g.Links()[l].To] {
				c.links = append(c.links, l)
			}
		}
	}
	slices.Sort(c.links)
	for i, l := range c.links {
		c.bit[l] = i
	}
	return c
}

// independent returns the loops that cover the component's links and those
// that complete the set.
func (c *region) independent(ctx context.Context) (covering, completing []Loop, err error) {
	candidates, err := c.shortestThroughLinks(ctx)
	if err != nil {
		return nil, nil, err
	}
	basis := newBasis(len(c.links))
	covered := make([]bool, len(c.links))
	for _, l := range candidates {
		adds := false
		for _, link := range l.Links {
			adds = adds || !covered[c.bit[link]]
			covered[c.bit[link]] = true
		}
		if adds {
			covering = append(covering, l)
			basis.add(c.row(l))
		}
	}
	rank := len(c.links) - len(c.nodes) + 1
	if len(covering) == rank {
		return covering, nil, nil
	}
	candidates, err = c.horton(ctx)
	if err != nil {
		return nil, nil, err
	}
	for _, l := range candidates {
		if len(covering)+len(completing) == rank {
			break
		}
		if basis.add(c.row(l)) {
			completing = append(completing, l)
		}
	}
	return covering, completing, nil
}

// shortestThroughLinks returns for each link the shortest loop through it,
// shortest first and then by the number of the link. Of several ways back it
// is the one whose links come first in the map, step by step.
func (c *region) shortestThroughLinks(ctx context.Context) ([]Loop, error) {
	loops := make([]Loop, len(c.links))
	for _, v := range c.nodes {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		back := c.treeFrom(v)
		for _, l := range c.g.In(v) {
			if at, within := c.bit[l]; within {
				loops[at] = closedLoop(c.g, append([]int{l}, back.path(c.g.Links()[l].From)...))
			}
		}
	}
	slices.SortStableFunc(loops, func(a, b Loop) int { return a.Len() - b.Len() })
	return loops, nil
}

// maxWalks bounds the closed walks that the set is completed from. Walks from
// one variable suffice; those from others are there to find shorter loops.
const maxWalks = 200_000

// horton returns the loops that the closed walks fall into which go from a
// variable by a shortest path to a link, along it, and by a shortest path back
// (after Horton 1987, SIAM J. Comput. 16:358, for directed links), shortest
// first. The walks from any one variable span every loop: a loop is the sum of
// the walks along its links less the walks out to its variables and back, and
// the latter are walks along the last link out.
func (c *region) horton(ctx context.Context) ([]Loop, error) {
	roots := min(len(c.nodes), 1+maxWalks/len(c.links))
	seen := map[string]bool{}
	var loops []Loop
	for _, v := range c.nodes[:roots] {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out, home := c.treeFrom(v), c.treeTo(v)
		for _, l := range c.links {
			link := c.g.Links()[l]
			walk := slices.Concat(out.path(link.From), []int{l}, home.path(link.To))
			for _, links := range elementary(c.g, walk) {
				found := closedLoop(c.g, links)
				if k := linkKey(found.Links); !seen[k] {
					seen[k] = true
					loops = append(loops, found)
				}
			}
		}
	}
	slices.SortFunc(loops, func(a, b Loop) int {
		if a.Len() != b.Len() {
			return a.Len() - b.Len()
		}
		return slices.Compare(a.Links, b.Links)
	})
	return loops, nil
}

// linkKey names a loop by its links.
func linkKey(links []int) string {
	key := make([]byte, 0, 4*len(links))
	for _, l := range links {
		key = append(key, byte(l), byte(l>>8), byte(l>>16), byte(l>>24))
	}
	return string(key)
}

// elementary takes a closed walk apart into elementary loops.
func elementary(g *graph.Graph, walk []int) [][]int {
	var loops [][]int
	var open []int
	for _, l := range walk {
		open = append(open, l)
		to := g.Links()[l].To
		for i := len(open) - 1; i >= 0; i-- {
			if g.Links()[open[i]].From == to {
				loops = append(loops, slices.Clone(open[i:]))
				open = open[:i]
				break
			}
		}
	}
	return loops
}

// tree holds shortest paths between one variable and each other: the link at
// the other's end.
type tree struct {
	g    *graph.Graph
	root int
	// home: the paths lead to the root, not from it.
	home bool
	ends []int
}

func (c *region) treeFrom(root int) *tree { return c.tree(root, false) }
func (c *region) treeTo(root int) *tree   { return c.tree(root, true) }

// tree looks breadth first, along links in the order of the map.
func (c *region) tree(root int, home bool) *tree {
	t := &tree{g: c.g, root: root, home: home, ends: make([]int, c.g.Len())}
	for v := range t.ends {
		t.ends[v] = -1
	}
	queue := []int{root}
	for head := 0; head < len(queue); head++ {
		links := c.g.Out(queue[head])
		if home {
			links = c.g.In(queue[head])
		}
		for _, l := range links {
			v := t.far(l)
			if c.in[v] && v != root && t.ends[v] < 0 {
				t.ends[v] = l
				queue = append(queue, v)
			}
		}
	}
	return t
}

// far returns the end of a link that is away from the root.
func (t *tree) far(l int) int {
	if t.home {
		return t.g.Links()[l].From
	}
	return t.g.Links()[l].To
}

// near returns the other end.
func (t *tree) near(l int) int {
	if t.home {
		return t.g.Links()[l].To
	}
	return t.g.Links()[l].From
}

// path returns the links between a variable and the root, in their order.
func (t *tree) path(v int) []int {
	var links []int
	for ; v != t.root; v = t.near(t.ends[v]) {
		links = append(links, t.ends[v])
	}
	if !t.home {
		slices.Reverse(links)
	}
	return links
}

// row is the loop's links as bits.
func (c *region) row(l Loop) []uint64 {
	row := make([]uint64, (len(c.links)+63)/64)
	for _, link := range l.Links {
		at := c.bit[link]
		row[at/64] ^= 1 << (at % 64)
	}
	return row
}
