package leverage

import (
	"context"
	"math"

	"sysmap/graph"
)

// DefaultDamping is how likely the walker of [PageRank] follows a link rather
// than starting afresh (Brin and Page 1998).
const DefaultDamping = 0.85

const (
	// maxRounds bounds the power iterations; on maps they end after a few
	// dozen.
	maxRounds = 10_000
	// settled is the relative change at which they end.
	settled = 1e-14
)

// PageRank returns how often a walker is at each node who follows a random
// link out of the present one with probability damping, and otherwise, or
// where no link leads on, starts afresh anywhere. The shares add up to 1.
// Parallel links count once, links from a node to itself not at all. damping
// is in 0…1, both excluded; 0 is [DefaultDamping]. The error is the context's.
func PageRank(ctx context.Context, g *graph.Graph, damping float64) ([]float64, error) {
	return newNetwork(g).pageRank(ctx, damping)
}

func (net *network) pageRank(ctx context.Context, damping float64) ([]float64, error) {
	if !(damping > 0 && damping < 1) {
		damping = DefaultDamping
	}
	n := float64(net.n)
	rank, next := make([]float64, net.n), make([]float64, net.n)
	fill(rank, 1/n)
	for range maxRounds {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		idle := 0.0
		for v, out := range net.out {
			if len(out) == 0 {
				idle += rank[v]
			}
		}
		fill(next, (1-damping)/n+float64(damping*idle)/n)
		for v, out := range net.out {
			share := damping * rank[v] / float64(len(out))
			for _, w := range out {
				next[w] += share
			}
		}
		change := 0.0
		for v := range next {
			change += math.Abs(next[v] - rank[v])
		}
		rank, next = next, rank
		if change < settled {
			break
		}
	}
	return rank, nil
}

// Spectrum is the growth of influence along all walks.
type Spectrum struct {
	// Radius is the largest absolute eigenvalue ρ of the adjacency matrix A:
	// the number of walks of length k grows like ρᵏ. It is 0 in a graph
	// without loops.
	Radius float64
	// EigenvectorIn is the vector x ≥ 0 with x A = ρ x, its squares adding up
	// to 1 (Bonacich 1972): a node counts for what influences it.
	// EigenvectorOut is that of A x = ρ x: a node counts for what it
	// influences. Both are nil where they are not unique: in a graph without
	// loops, and where two strong components grow equally fast.
	EigenvectorIn, EigenvectorOut []float64
	// KatzIn and KatzOut count all walks that end, or begin, at a node, a
	// walk of k links weighing Attenuationᵏ, the walk of none included (Katz
	// 1953).
	KatzIn, KatzOut []float64
	// Attenuation is 1/(2ρ), and 1/2 in a graph without loops.
	Attenuation float64
}

// SpectrumOf returns the eigenvector and Katz centralities of a graph, in
// which parallel links count once and links from a node to itself not at all.
// The error is the context's.
func SpectrumOf(ctx context.Context, g *graph.Graph) (Spectrum, error) {
	net := newNetwork(g)
	s := Spectrum{Attenuation: 0.5}
	var unique bool
	var err error
	if s.Radius, unique, err = net.radius(ctx, g.StrongComponents()); err != nil {
		return Spectrum{}, err
	}
	if s.Radius > 0 {
		s.Attenuation = 0.5 / s.Radius
	}
	back := net.reversed()
	if s.KatzIn, err = net.katz(ctx, s.Attenuation); err != nil {
		return Spectrum{}, err
	}
	if s.KatzOut, err = back.katz(ctx, s.Attenuation); err != nil {
		return Spectrum{}, err
	}
	if !unique {
		return s, nil
	}
	if s.EigenvectorIn, err = net.eigenvector(ctx); err != nil {
		return Spectrum{}, err
	}
	s.EigenvectorOut, err = back.eigenvector(ctx)
	return s, err
}

// sameGrowth is the relative difference below which two components are taken
// to grow equally fast.
const sameGrowth = 1e-9

// radius returns the spectral radius, the largest of the strong components',
// and whether it is that of one component only.
func (net *network) radius(ctx context.Context, components [][]int) (radius float64, unique bool, err error) {
	inside := make([]int, net.n)
	for c, nodes := range components {
		for _, v := range nodes {
			inside[v] = c
		}
	}
	for c, nodes := range components {
		if len(nodes) == 1 {
			continue
		}
		r, err := net.growth(ctx, nodes, func(v int32) bool { return inside[v] == c })
		if err != nil {
			return 0, false, err
		}
		switch {
		case r > radius*(1+sameGrowth):
			radius, unique = r, true
		case r >= radius*(1-sameGrowth):
			unique = false
			radius = max(radius, r)
		}
	}
	return radius, unique, nil
}

// growth returns the spectral radius of one strong component: iterating A + I,
// the least and the largest growth of any entry close in on ρ + 1 (Collatz
// 1942, Wielandt 1950).
func (net *network) growth(ctx context.Context, nodes []int, inside func(int32) bool) (float64, error) {
	x, next := make([]float64, net.n), make([]float64, net.n)
	for _, v := range nodes {
		x[v] = 1
	}
	most := 0.0
	for range maxRounds {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		least, largest := math.Inf(1), 0.0
		most = 0
		for _, v := range nodes {
			sum := x[v]
			for _, u := range net.in[v] {
				if inside(u) {
					sum += x[u]
				}
			}
			next[v] = sum
			largest = max(largest, sum)
			least, most = min(least, sum/x[v]), max(most, sum/x[v])
		}
		for _, v := range nodes {
			x[v] = next[v] / largest
		}
		if most-least < settled*most {
			break
		}
	}
	return most - 1, nil
}

// eigenvector iterates x ← x (A + I), which has the eigenvectors of A and does
// not swing, from equal entries.
func (net *network) eigenvector(ctx context.Context) ([]float64, error) {
	x, next := make([]float64, net.n), make([]float64, net.n)
	fill(x, 1/math.Sqrt(float64(net.n)))
	for range maxRounds {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		squares := 0.0
		for v := range next {
			sum := x[v]
			for _, u := range net.in[v] {
				sum += x[u]
			}
			next[v] = sum
			squares += float64(sum * sum)
		}
		size, change := math.Sqrt(squares), 0.0
		for v := range next {
			next[v] /= size
			change = max(change, math.Abs(next[v]-x[v]))
		}
		x, next = next, x
		if change < settled {
			break
		}
	}
	for v := range x {
		// What only fades away is not there.
		if x[v] < 1e-12 {
			x[v] = 0
		}
	}
	return x, nil
}

// katz sums x = 1 + α x A to its limit.
func (net *network) katz(ctx context.Context, attenuation float64) ([]float64, error) {
	x, next := make([]float64, net.n), make([]float64, net.n)
	fill(x, 1)
	for range maxRounds {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		change, largest := 0.0, 0.0
		for v := range next {
			sum := 0.0
			for _, u := range net.in[v] {
				sum += x[u]
			}
			next[v] = 1 + float64(attenuation*sum)
			change = max(change, math.Abs(next[v]-x[v]))
			largest = max(largest, next[v])
		}
		x, next = next, x
		if change < settled*largest {
			break
		}
	}
	return x, nil
}

func fill(x []float64, value float64) {
	for i := range x {
		x[i] = value
	}
}
