package loop

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"sysmap/graph"
	"sysmap/maps"
)

// drawnMap makes a graph like a map that people drew: places on a sheet, links
// between neighbours and a few long ones, a third of them negative.
func drawnMap(t test, n, m, long int, seed uint64) *graph.Graph {
	random := rand.New(rand.NewPCG(seed, 1))
	x, y := make([]float64, n), make([]float64, n)
	for v := range n {
		x[v], y[v] = random.Float64(), random.Float64()
	}
	near := make([][]int, n)
	for v := range n {
		for w := range n {
			if w != v {
				near[v] = append(near[v], w)
			}
		}
		slices.SortFunc(near[v], func(a, b int) int {
			return cmp.Compare(math.Hypot(x[v]-x[a], y[v]-y[a]), math.Hypot(x[v]-x[b], y[v]-y[b]))
		})
	}
	taken := map[[2]int]bool{}
	var links []graph.Link
	for len(links) < m {
		from := random.IntN(n)
		to := near[from][random.IntN(8)]
		if len(links) < long {
			to = random.IntN(n)
		}
		if from == to || taken[[2]int{from, to}] {
			continue
		}
		taken[[2]int{from, to}] = true
		sign := maps.Positive
		if random.IntN(3) == 0 {
			sign = maps.Negative
		}
		links = append(links, graph.Link{From: from, To: to, Sign: sign})
	}
	return mustGraph(t, n, links)
}

// uniformMap links nodes without regard to place: the frontier is wide
// whatever the order.
func uniformMap(t test, n, m int, seed uint64) *graph.Graph {
	random := rand.New(rand.NewPCG(seed, 2))
	taken := map[[2]int]bool{}
	var links []graph.Link
	for len(links) < m {
		from, to := random.IntN(n), random.IntN(n)
		if from == to || taken[[2]int{from, to}] {
			continue
		}
		taken[[2]int{from, to}] = true
		links = append(links, graph.Link{From: from, To: to, Sign: maps.Sign(1 - 2*random.IntN(2))})
	}
	return mustGraph(t, n, links)
}
