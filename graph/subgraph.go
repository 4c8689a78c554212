package graph

import (
	"fmt"
	"slices"

	"sysmap/maps"
)

// Subgraph returns the part of the graph between the given nodes: those nodes
// and every link from one of them to another, in the order of the map. Nodes
// may be given in any order and more than once. The error says which number is
// not a node.
func (g *Graph) Subgraph(nodes []int) (*Graph, error) {
	keep := make([]bool, g.n)
	for _, v := range nodes {
		if v < 0 || v >= g.n {
			return nil, fmt.Errorf("graph: %d is not a node; nodes are 0 to %d", v, g.n-1)
		}
		keep[v] = true
	}
	return g.restrict(keep, make([]bool, len(g.links))), nil
}

// Without returns the graph with the given links cut. All nodes stay. The
// error says which number is not a link.
func (g *Graph) Without(links ...int) (*Graph, error) {
	cut := make([]bool, len(g.links))
	for _, l := range links {
		if l < 0 || l >= len(g.links) {
			return nil, fmt.Errorf("graph: %d is not a link; links are 0 to %d", l, len(g.links)-1)
		}
		cut[l] = true
	}
	keep := make([]bool, g.n)
	for v := range keep {
		keep[v] = true
	}
	return g.restrict(keep, cut), nil
}

func (g *Graph) restrict(keep, cut []bool) *Graph {
	number := make([]int, g.n)
	nodeOrigin := []int{}
	for v, kept := range keep {
		if kept {
			number[v] = len(nodeOrigin)
			nodeOrigin = append(nodeOrigin, g.Origin(v))
		}
	}
	var links []Link
	linkOrigin := []int{}
	for l, link := range g.links {
		if cut[l] || !keep[link.From] || !keep[link.To] {
			continue
		}
		link.From, link.To = number[link.From], number[link.To]
		links = append(links, link)
		linkOrigin = append(linkOrigin, g.LinkOrigin(l))
	}
	part := build(len(nodeOrigin), links)
	part.of, part.weigh = g.of, g.weigh
	part.nodeOrigin, part.linkOrigin = nodeOrigin, linkOrigin
	return part
}

// Cluster returns the part of the graph that lies in one cluster of its map.
// The error says that there is no such cluster.
func (g *Graph) Cluster(id string) (*Graph, error) {
	if g.of == nil || !slices.ContainsFunc(g.of.Clusters, func(c maps.Cluster) bool { return c.ID == id }) {
		return nil, fmt.Errorf("graph: the map has no cluster %q", id)
	}
	keep := make([]bool, g.n)
	for v := range keep {
		keep[v] = g.variable(v).Cluster == id
	}
	return g.restrict(keep, make([]bool, len(g.links))), nil
}

// View returns the part of the graph that a view of its map shows: the
// variables of the view's clusters, categories and named loops, those it
// lists, and, if it asks for neighbours, those one link away from any of
// these. The error says that there is no such view.
func (g *Graph) View(id string) (*Graph, error) {
	if g.of == nil || g.of.View(id) == nil {
		return nil, fmt.Errorf("graph: the map has no view %q", id)
	}
	keep := make([]bool, g.n)
	for _, shown := range g.of.ViewVariables(*g.of.View(id)) {
		if v, ok := g.Find(shown); ok {
			keep[v] = true
		}
	}
	return g.restrict(keep, make([]bool, len(g.links))), nil
}

func (g *Graph) variable(v int) *maps.Variable { return &g.of.Variables[g.Origin(v)] }
