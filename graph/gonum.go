package graph

import (
	"math"
	"slices"

	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/iterator"
)

var (
	_ gonum.Directed         = (*Graph)(nil)
	_ gonum.WeightedDirected = (*Graph)(nil)
)

// Node is a node number as gonum wants it.
type Node int64

// ID returns the number.
func (v Node) ID() int64 { return int64(v) }

// Edge is all links from one node to another, as one edge for gonum.
type Edge struct {
	from, to Node
	weight   float64
	links    []int
}

// From returns the node where the edge starts.
func (e Edge) From() gonum.Node { return e.from }

// To returns the node where the edge ends.
func (e Edge) To() gonum.Node { return e.to }

// Weight returns what [Graph.Weight] does.
func (e Edge) Weight() float64 { return e.weight }

// Links returns the numbers of the links that the edge stands for, ascending.
func (e Edge) Links() []int { return slices.Clone(e.links) }

// ReversedEdge returns the edge itself: an influence has no reverse.
func (e Edge) ReversedEdge() gonum.Edge { return e }

// face is the simple graph that gonum sees; it is made when first asked for.
type face struct {
	nodes []gonum.Node
	// successors and predecessors are ascending; edges[u][i] goes from u to
	// successors[u][i].
	successors, predecessors [][]gonum.Node
	edges                    [][]Edge
}

func newFace(g *Graph) *face {
	f := &face{
		nodes:        make([]gonum.Node, g.n),
		successors:   make([][]gonum.Node, g.n),
		predecessors: make([][]gonum.Node, g.n),
		edges:        make([][]Edge, g.n),
	}
	for v := range g.n {
		f.nodes[v] = Node(v)
	}
	weigh := g.weigh
	if weigh == nil {
		weigh = strongest
	}
	for u := range g.n {
		f.addEdgesOf(g, u, weigh)
	}
	return f
}

func (f *face) addEdgesOf(g *Graph, u int, weigh func([]Link) float64) {
	byTarget := slices.Clone(g.out[u])
	slices.SortStableFunc(byTarget, func(a, b int) int { return g.links[a].To - g.links[b].To })
	for len(byTarget) > 0 {
		v := g.links[byTarget[0]].To
		k := 1
		for k < len(byTarget) && g.links[byTarget[k]].To == v {
			k++
		}
		parallel := byTarget[:k:k]
		byTarget = byTarget[k:]
		if v == u {
			continue
		}
		links := make([]Link, k)
		for i, l := range parallel {
			links[i] = g.links[l]
		}
		f.edges[u] = append(f.edges[u], Edge{from: Node(u), to: Node(v), weight: weigh(links), links: parallel})
		f.successors[u] = append(f.successors[u], f.nodes[v])
		f.predecessors[v] = append(f.predecessors[v], f.nodes[u])
	}
}

func strongest(links []Link) float64 {
	w := 0.0
	for _, link := range links {
		w = max(w, link.Strength)
	}
	return w
}

// WeighedBy returns the same graph with other weights for gonum: weigh is
// given all links from one node to another, in the order of the map, and
// returns the weight of the edge. Without it the weight is the strength of the
// strongest of them, whatever its sign.
func (g *Graph) WeighedBy(weigh func(parallel []Link) float64) *Graph {
	other := build(g.n, g.links)
	other.of, other.nodeOrigin, other.linkOrigin = g.of, g.nodeOrigin, g.linkOrigin
	other.weigh = weigh
	return other
}

func (g *Graph) gonumFace() *face {
	if g.face == nil {
		return &face{}
	}
	return g.face()
}

func (g *Graph) has(id int64) bool { return id >= 0 && id < int64(g.n) }

// Node returns the node with the given number, or nil.
func (g *Graph) Node(id int64) gonum.Node {
	if !g.has(id) {
		return nil
	}
	return g.gonumFace().nodes[id]
}

// Nodes returns all nodes, ascending.
func (g *Graph) Nodes() gonum.Nodes {
	return iterator.NewOrderedNodes(g.gonumFace().nodes)
}

// From returns the nodes that node id influences directly, ascending, itself
// left out.
func (g *Graph) From(id int64) gonum.Nodes {
	if !g.has(id) {
		return gonum.Empty
	}
	return iterator.NewOrderedNodes(g.gonumFace().successors[id])
}

// To returns the nodes that influence node id directly, ascending, itself left
// out.
func (g *Graph) To(id int64) gonum.Nodes {
	if !g.has(id) {
		return gonum.Empty
	}
	return iterator.NewOrderedNodes(g.gonumFace().predecessors[id])
}

func (g *Graph) edge(uid, vid int64) (Edge, bool) {
	if !g.has(uid) || !g.has(vid) {
		return Edge{}, false
	}
	edges := g.gonumFace().edges[uid]
	i, found := slices.BinarySearchFunc(edges, vid, func(e Edge, v int64) int { return int(int64(e.to) - v) })
	if !found {
		return Edge{}, false
	}
	return edges[i], true
}

// HasEdgeFromTo reports whether a link goes from uid to another node vid.
func (g *Graph) HasEdgeFromTo(uid, vid int64) bool {
	_, ok := g.edge(uid, vid)
	return ok
}

// HasEdgeBetween reports whether a link joins two different nodes in either
// direction.
func (g *Graph) HasEdgeBetween(xid, yid int64) bool {
	return g.HasEdgeFromTo(xid, yid) || g.HasEdgeFromTo(yid, xid)
}

// Edge returns the [Edge] from uid to vid, or nil. gonum's algorithms are
// written for simple graphs, so parallel links are one edge here, and a link
// from a node to itself is none: many algorithms refuse or miscount it, and
// none of strong components, distances or betweenness depends on it. Where a
// self-loop does count, use [Graph.Links], [Graph.Out] and [Graph.In].
func (g *Graph) Edge(uid, vid int64) gonum.Edge {
	if e, ok := g.edge(uid, vid); ok {
		return e
	}
	return nil
}

// WeightedEdge returns what [Graph.Edge] does.
func (g *Graph) WeightedEdge(uid, vid int64) gonum.WeightedEdge {
	if e, ok := g.edge(uid, vid); ok {
		return e
	}
	return nil
}

// Weight returns the weight of the edge from xid to yid: the strength of the
// strongest link between them, in 0…1, whatever its sign, or what
// [Graph.WeighedBy] says. It is 0 from a node to itself and +Inf, false where
// there is no edge, as gonum's path algorithms expect.
func (g *Graph) Weight(xid, yid int64) (w float64, ok bool) {
	if xid == yid && g.has(xid) {
		return 0, true
	}
	if e, found := g.edge(xid, yid); found {
		return e.weight, true
	}
	return math.Inf(1), false
}
