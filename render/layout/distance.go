package layout

import (
	"container/heap"
	"math"
)

// far is the distance between boxes that no path joins.
const far = math.MaxFloat32

// distances returns how many links apart any two boxes should look: the
// length of the shortest path, on which a link within a cluster counts 1 and
// one between clusters across, so that clusters draw together. Boxes of one
// cluster, linked or not, are never further apart than fits its size.
func (p *plan) distances() [][]float32 {
	const across = 1.6
	steps := make([][]step, len(p.Boxes))
	for _, l := range p.pairs {
		d := float32(1)
		if p.cluster(l[0]) != p.cluster(l[1]) {
			d = across
		}
		steps[l[0]] = append(steps[l[0]], step{l[1], d})
		steps[l[1]] = append(steps[l[1]], step{l[0], d})
	}
	all := make([][]float32, len(p.Boxes))
	for i := range all {
		all[i] = shortest(steps, i)
	}
	for _, boxes := range p.members {
		kin := float32(max(2.3, 0.75*math.Sqrt(float64(len(boxes)))))
		for _, i := range boxes {
			for _, j := range boxes {
				all[i][j] = min(all[i][j], kin)
			}
		}
	}
	return all
}

// step is a neighbour and how far it is.
type step struct {
	to int
	d  float32
}

// shortest is Dijkstra's algorithm from one box.
func shortest(steps [][]step, from int) []float32 {
	d := make([]float32, len(steps))
	for i := range d {
		d[i] = far
	}
	d[from] = 0
	queue := &steppingStones{{from, 0}}
	for queue.Len() > 0 {
		at := heap.Pop(queue).(step)
		if at.d > d[at.to] {
			continue
		}
		for _, s := range steps[at.to] {
			if next := at.d + s.d; next < d[s.to] {
				d[s.to] = next
				heap.Push(queue, step{s.to, next})
			}
		}
	}
	return d
}

// steppingStones is a heap of boxes to go on from, nearest first.
type steppingStones []step

func (q steppingStones) Len() int           { return len(q) }
func (q steppingStones) Less(i, j int) bool { return q[i].d < q[j].d }
func (q steppingStones) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *steppingStones) Push(v any)        { *q = append(*q, v.(step)) }
func (q *steppingStones) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}
