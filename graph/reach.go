package graph

// Unreachable is the distance to a node that no path leads to.
const Unreachable = -1

// DistancesFrom returns, for every node, the number of links on a shortest
// path from node v to it: 0 for v itself, [Unreachable] where there is none.
func (g *Graph) DistancesFrom(v int) []int {
	return g.distances(v, g.out, func(l Link) int { return l.To })
}

// DistancesTo returns, for every node, the number of links on a shortest path
// from it to node v: 0 for v itself, [Unreachable] where there is none.
func (g *Graph) DistancesTo(v int) []int {
	return g.distances(v, g.in, func(l Link) int { return l.From })
}

func (g *Graph) distances(start int, links [][]int, far func(Link) int) []int {
	distance := make([]int, g.n)
	for v := range distance {
		distance[v] = Unreachable
	}
	distance[start] = 0
	queue := []int{start}
	for head := 0; head < len(queue); head++ {
		v := queue[head]
		for _, l := range links[v] {
			if w := far(g.links[l]); distance[w] == Unreachable {
				distance[w] = distance[v] + 1
				queue = append(queue, w)
			}
		}
	}
	return distance
}
