package graph

import (
	"fmt"
	"strconv"
	"sync"

	"sysmap/maps"
)

// Link is one influence between two nodes.
type Link struct {
	// From and To are node numbers; they are equal for a self-loop.
	From, To int
	Sign     maps.Sign
	// Delayed reports whether the map gives the link a delay above zero.
	Delayed bool
	// Strength is the middle of the link's strength, in 0…1.
	Strength float64
}

// Graph is the signed directed graph of a map. The zero value is a graph
// without nodes.
type Graph struct {
	of    *maps.Map
	n     int
	links []Link
	out   [][]int
	in    [][]int
	// nodeOrigin and linkOrigin are nil where a number is its own origin.
	nodeOrigin, linkOrigin []int
	weigh                  func([]Link) float64
	face                   func() *face
	index                  func() map[string]int
}

// New returns the graph of a map: node v is the map's variable v and link l
// the map's link l, so that either number also finds what the map says of it.
//
// The map is one that a [maps.Loader] returned or that is valid in the same
// way; New panics if a link names a variable that the map does not have.
func New(m *maps.Map) *Graph {
	at := make(map[string]int, len(m.Variables))
	for v, variable := range m.Variables {
		at[variable.ID] = v
	}
	links := make([]Link, len(m.Links))
	for l, link := range m.Links {
		from, known := at[link.From]
		to, alsoKnown := at[link.To]
		if !known || !alsoKnown {
			panic(fmt.Sprintf("graph: link %s of an unchecked map names a variable that is not in it", link.Ref()))
		}
		links[l] = Link{
			From: from, To: to, Sign: link.Sign,
			Delayed:  link.Delay != nil && link.Delay.High > 0,
			Strength: link.Strength.Middle(),
		}
	}
	g := build(len(m.Variables), links)
	g.of = m
	return g
}

// FromLinks returns a graph of n nodes without a map behind it. It keeps the
// order of the links and a copy of them. The error says which link leaves the
// nodes 0…n−1 or has a sign other than −1, 0 and +1.
func FromLinks(n int, links []Link) (*Graph, error) {
	if n < 0 {
		return nil, fmt.Errorf("graph: %d nodes: give 0 or more", n)
	}
	for l, link := range links {
		if link.From < 0 || link.From >= n || link.To < 0 || link.To >= n {
			return nil, fmt.Errorf("graph: link %d goes from node %d to node %d; nodes are 0 to %d", l, link.From, link.To, n-1)
		}
		if link.Sign < maps.Negative || link.Sign > maps.Positive {
			return nil, fmt.Errorf("graph: link %d has sign %d; signs are -1, 0 (unknown) and 1", l, link.Sign)
		}
	}
	return build(n, append([]Link(nil), links...)), nil
}

func build(n int, links []Link) *Graph {
	g := &Graph{n: n, links: links}
	g.out = group(n, links, func(l Link) int { return l.From })
	g.in = group(n, links, func(l Link) int { return l.To })
	g.face = sync.OnceValue(func() *face { return newFace(g) })
	g.index = sync.OnceValue(func() map[string]int { return g.indexIDs() })
	return g
}

// group lists, for each node, the links whose end it is, in their order.
func group(n int, links []Link, end func(Link) int) [][]int {
	count := make([]int, n)
	for _, link := range links {
		count[end(link)]++
	}
	all := make([]int, len(links))
	lists := make([][]int, n)
	for v, c := range count {
		// The capacity ends with the list, so that a caller's append cannot
		// reach into the next one.
		lists[v], all = all[:0:c], all[c:]
	}
	for l, link := range links {
		v := end(link)
		lists[v] = append(lists[v], l)
	}
	return lists
}

// Map returns the map behind the graph, or nil if it was made from plain
// links. For a subgraph it is the map of the whole.
func (g *Graph) Map() *maps.Map { return g.of }

// Len returns the number of nodes.
func (g *Graph) Len() int { return g.n }

// Links returns every link, in the order of the map; the position is the
// link's number. The slice is the graph's own and is not to be changed.
func (g *Graph) Links() []Link { return g.links }

// Out returns the numbers of the links that leave node v, ascending. The slice
// is the graph's own and is not to be changed.
func (g *Graph) Out(v int) []int { return g.out[v] }

// In returns the numbers of the links that enter node v, ascending. The slice
// is the graph's own and is not to be changed.
func (g *Graph) In(v int) []int { return g.in[v] }

// Origin returns the number that node v has in the map, or in the graph that
// was made from plain links.
func (g *Graph) Origin(v int) int {
	if g.nodeOrigin == nil {
		return v
	}
	return g.nodeOrigin[v]
}

// LinkOrigin returns the number that link l has in the map, or in the graph
// that was made from plain links.
func (g *Graph) LinkOrigin(l int) int {
	if g.linkOrigin == nil {
		return l
	}
	return g.linkOrigin[l]
}

// ID returns the id of node v's variable. A graph without a map uses the
// node's original number.
func (g *Graph) ID(v int) string {
	if g.of == nil {
		return strconv.Itoa(g.Origin(v))
	}
	return g.of.Variables[g.Origin(v)].ID
}

// Find returns the node whose [Graph.ID] is id.
func (g *Graph) Find(id string) (v int, ok bool) {
	if g.index == nil {
		return 0, false
	}
	v, ok = g.index()[id]
	return v, ok
}

func (g *Graph) indexIDs() map[string]int {
	index := make(map[string]int, g.n)
	for v := range g.n {
		index[g.ID(v)] = v
	}
	return index
}
