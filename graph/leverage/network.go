package leverage

import (
	"slices"

	"sysmap/graph"
)

// network is who influences whom, and no more: parallel links are one, links
// from a variable to itself are left out. Lists are ascending.
type network struct {
	n       int
	out, in [][]int32
}

func newNetwork(g *graph.Graph) *network {
	net := &network{n: g.Len(), out: make([][]int32, g.Len()), in: make([][]int32, g.Len())}
	for v := range g.Len() {
		for _, l := range g.Out(v) {
			if w := g.Links()[l].To; w != v {
				net.out[v] = append(net.out[v], int32(w))
			}
		}
		slices.Sort(net.out[v])
		net.out[v] = slices.Compact(net.out[v])
		for _, w := range net.out[v] {
			net.in[w] = append(net.in[w], int32(v))
		}
	}
	return net
}

// reversed is the network with every link turned round.
func (net *network) reversed() *network {
	return &network{n: net.n, out: net.in, in: net.out}
}
