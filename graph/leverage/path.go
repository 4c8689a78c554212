package leverage

import (
	"context"

	"sysmap/graph"
)

// Paths is what shortest paths say of each node. A path's length is its number
// of links; parallel links count once.
type Paths struct {
	// Betweenness is C_B(v) = Σ_{s≠v≠t} σ_st(v) / σ_st, where σ_st is the
	// number of shortest paths from s to t and σ_st(v) that of those through
	// v; directed, not normalised (Freeman 1977).
	Betweenness []float64
	// HarmonicOut is Σ_{w≠v} 1/d(v,w) over the nodes that v reaches, and
	// HarmonicIn is Σ_{w≠v} 1/d(w,v) over those that reach it (Marchiori and
	// Latora 2000). Neither is normalised.
	HarmonicOut, HarmonicIn []float64
	// ReachDown is how many other nodes v reaches along links, and ReachUp
	// how many reach it.
	ReachDown, ReachUp []int
}

// ShortestPaths runs a breadth-first search from every node (Brandes 2001, J.
// Math. Sociol. 25:163): n·m steps. The error is the context's.
func ShortestPaths(ctx context.Context, g *graph.Graph) (Paths, error) {
	net := newNetwork(g)
	p := Paths{
		Betweenness: make([]float64, net.n),
		HarmonicOut: make([]float64, net.n), HarmonicIn: make([]float64, net.n),
		ReachDown: make([]int, net.n), ReachUp: make([]int, net.n),
	}
	b := brandes{
		net: net, paths: &p,
		order: make([]int32, 0, net.n), distance: make([]int32, net.n),
		ways: make([]float64, net.n), dependency: make([]float64, net.n),
	}
	for s := range net.n {
		if err := ctx.Err(); err != nil {
			return Paths{}, err
		}
		b.from(s)
	}
	return p, nil
}

type brandes struct {
	net   *network
	paths *Paths
	// order is how nodes were met; ways is σ_sv and dependency δ_s(v).
	order            []int32
	distance         []int32
	ways, dependency []float64
}

func (b *brandes) from(s int) {
	for v := range b.distance {
		b.distance[v] = graph.Unreachable
	}
	clear(b.ways)
	clear(b.dependency)
	b.distance[s], b.ways[s] = 0, 1
	b.order = append(b.order[:0], int32(s))
	for head := 0; head < len(b.order); head++ {
		v := b.order[head]
		for _, w := range b.net.out[v] {
			if b.distance[w] == graph.Unreachable {
				b.distance[w] = b.distance[v] + 1
				b.order = append(b.order, w)
			}
			if b.distance[w] == b.distance[v]+1 {
				b.ways[w] += b.ways[v]
			}
		}
	}
	b.accumulate(s)
}

func (b *brandes) accumulate(s int) {
	p := b.paths
	p.ReachDown[s] = len(b.order) - 1
	for i := len(b.order) - 1; i > 0; i-- {
		w := b.order[i]
		for _, v := range b.net.in[w] {
			if b.distance[v] != graph.Unreachable && b.distance[v]+1 == b.distance[w] {
				// The conversion keeps processors from fusing the operations,
				// which would change the last bit.
				b.dependency[v] += float64(b.ways[v] / b.ways[w] * (1 + b.dependency[w]))
			}
		}
		p.Betweenness[w] += b.dependency[w]
		p.ReachUp[w]++
		p.HarmonicOut[s] += 1 / float64(b.distance[w])
		p.HarmonicIn[w] += 1 / float64(b.distance[w])
	}
}
