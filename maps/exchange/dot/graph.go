package dot

import (
	"slices"

	"sysmap/maps/exchange/format"
)

// graph is what a file draws.
type graph struct {
	attributes []format.Attribute
	nodes      []node
	index      map[string]int
	edges      []edge
	clusters   []cluster
	// further is set where another graph follows, which is not read.
	further bool
	ports   int
}

type node struct {
	id         string
	line       int
	attributes []format.Attribute
	// cluster is an index, or none; others counts those it is in besides.
	cluster, others int
}

// none is the index of no cluster.
const none = -1

type edge struct {
	from, to, line int
	directed       bool
	attributes     []format.Attribute
}

type cluster struct {
	name       string
	line       int
	parent     int
	attributes []format.Attribute
}

// set states an attribute, over what was said before.
func set(all []format.Attribute, a format.Attribute) []format.Attribute {
	if i := slices.IndexFunc(all, func(have format.Attribute) bool { return have.Name == a.Name }); i >= 0 {
		all[i].Value = a.Value
		return all
	}
	return append(all, a)
}

// within reports whether a cluster is another or inside it.
func (g *graph) within(inner, outer int) bool {
	for inner != none && inner != outer {
		inner = g.clusters[inner].parent
	}
	return inner == outer
}

// place notes that a node is mentioned in a cluster.
func (g *graph) place(n, in int) {
	switch have := g.nodes[n].cluster; {
	case in == none:
	case have == none, g.within(in, have):
		g.nodes[n].cluster = in
	case !g.within(have, in):
		g.nodes[n].others++
	}
}
