package leverage

import (
	"slices"

	"sysmap/graph"
)

// peeling takes a graph apart from its ends: nodes without links in go to the
// front, nodes without links out to the back, over and over. It is for strong
// components too large for an exact search.
type peeling struct {
	g *graph.Graph
	// left are the nodes that are left, with their numbers of links to others
	// that are.
	left map[int]*ends
	// front are nodes that have lost their last link in, back those that have
	// lost their last link out.
	front, back []int
}

type ends struct{ in, out int }

func newPeeling(g *graph.Graph, nodes []int) *peeling {
	p := &peeling{g: g, left: make(map[int]*ends, len(nodes))}
	for _, v := range nodes {
		p.left[v] = &ends{}
	}
	for _, l := range innerLinks(g, nodes) {
		p.left[g.Links()[l].From].out++
		p.left[g.Links()[l].To].in++
	}
	return p
}

// take removes a node, and notes which neighbours lost their last link in or
// out.
func (p *peeling) take(v int) {
	delete(p.left, v)
	for _, l := range p.g.Out(v) {
		if w := p.left[p.g.Links()[l].To]; w != nil {
			if w.in--; w.in == 0 {
				p.front = append(p.front, p.g.Links()[l].To)
			}
		}
	}
	for _, l := range p.g.In(v) {
		if u := p.left[p.g.Links()[l].From]; u != nil {
			if u.out--; u.out == 0 {
				p.back = append(p.back, p.g.Links()[l].From)
			}
		}
	}
}

// strip removes every node that has no link in or no link out, and hands it to
// first or last.
func (p *peeling) strip(first, last func(v int)) {
	for len(p.front)+len(p.back) > 0 {
		if n := len(p.front); n > 0 {
			v := p.front[n-1]
			p.front = p.front[:n-1]
			if p.left[v] != nil {
				first(v)
				p.take(v)
			}
			continue
		}
		v := p.back[len(p.back)-1]
		p.back = p.back[:len(p.back)-1]
		if p.left[v] != nil {
			last(v)
			p.take(v)
		}
	}
}

// most returns the node left for which score is largest, the smallest of
// equals.
func (p *peeling) most(nodes []int, score func(*ends) int) int {
	best, most := -1, 0
	for _, v := range nodes {
		if e := p.left[v]; e != nil {
			if s := score(e); best < 0 || s > most {
				best, most = v, s
			}
		}
	}
	return best
}

// peel returns a feedback vertex set of a strong component: the node with most
// ways through it whenever peeling comes to a stop.
func peel(g *graph.Graph, nodes []int) []int {
	p := newPeeling(g, nodes)
	drop := func(int) {}
	var set []int
	for len(p.left) > 0 {
		v := p.most(nodes, func(e *ends) int { return e.in * e.out })
		set = append(set, v)
		p.take(v)
		p.strip(drop, drop)
	}
	slices.Sort(set)
	return set
}

// backwardLinks returns the links that lead back in an order of the nodes of a
// strong component in which few do (Eades, Lin, Smyth 1993, Inf. Process.
// Lett. 47:319). links are those of the component.
func backwardLinks(g *graph.Graph, links []int) []int {
	var nodes []int
	for _, l := range links {
		nodes = append(nodes, g.Links()[l].From)
	}
	slices.Sort(nodes)
	nodes = slices.Compact(nodes)
	p := newPeeling(g, nodes)
	place := make(map[int]int, len(nodes))
	low, high := 0, len(nodes)
	first := func(v int) { place[v] = low; low++ }
	last := func(v int) { high--; place[v] = high }
	for len(p.left) > 0 {
		v := p.most(nodes, func(e *ends) int { return e.out - e.in })
		first(v)
		p.take(v)
		p.strip(first, last)
	}
	var set []int
	for _, l := range links {
		if link := g.Links()[l]; place[link.From] >= place[link.To] {
			set = append(set, l)
		}
	}
	return set
}
