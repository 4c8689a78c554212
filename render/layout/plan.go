package layout

import (
	"math"
	"slices"
)

// plan is a request made ready for laying out.
type plan struct {
	Request
	// pairs are the linked pairs of boxes, lower index first, sorted, each
	// once: neither direction nor number of links matters to positions.
	pairs [][2]int
	// members lists the boxes of each cluster in use; loose lists the rest.
	members [][]int
	// clusters holds for each list of members its index in the request.
	clusters []int
	loose    []int
}

func newPlan(r Request) *plan {
	p := &plan{Request: r}
	for _, l := range r.Links {
		if l[0] != l[1] {
			p.pairs = append(p.pairs, [2]int{min(l[0], l[1]), max(l[0], l[1])})
		}
	}
	slices.SortFunc(p.pairs, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	p.pairs = slices.Compact(p.pairs)

	byCluster := make([][]int, len(r.Clusters))
	for i := range r.Boxes {
		if c := p.cluster(i); c != NoCluster {
			byCluster[c] = append(byCluster[c], i)
		} else {
			p.loose = append(p.loose, i)
		}
	}
	for c, boxes := range byCluster {
		if len(boxes) > 0 {
			p.members = append(p.members, boxes)
			p.clusters = append(p.clusters, c)
		}
	}
	return p
}

// cluster returns a box's cluster or NoCluster.
func (p *plan) cluster(i int) int {
	if len(p.Clusters) == 0 {
		return NoCluster
	}
	return p.Boxes[i].Cluster
}

// pinned counts the boxes that people have placed.
func (p *plan) pinned() int {
	n := 0
	for _, b := range p.Boxes {
		if b.Pinned != nil {
			n++
		}
	}
	return n
}

// drafts returns how many drafts to make. It depends on the size of the map
// alone, never on how fast the machine is.
func (p *plan) drafts() int {
	if p.Drafts > 0 {
		return p.Drafts
	}
	return max(1, min(8, 800/(len(p.Boxes)+1)))
}

// engines returns what makes the drafts, in turns.
func (p *plan) engines() []Engine {
	switch {
	case p.Engine != Auto:
		return []Engine{p.Engine}
	case len(p.Boxes) > mostForFDP, len(p.pairs) > 10*mostForFDP:
		return []Engine{SFDP}
	}
	return []Engine{FDP, Neato}
}

// mostForFDP is the number of boxes, and a tenth of that of links, beyond which
// FDP takes too long.
const mostForFDP = 1000

// task asks for drafts of the boxes that have links: Graphviz takes very long
// to set thousands of others beside each other, which [plan.pack] does at once.
func (p *plan) task(boxes []int) task {
	t := task{Margin: p.Padding}
	index := make([]int, len(p.Boxes))
	for k, i := range boxes {
		index[i] = k
		t.Sizes = append(t.Sizes, [2]float64{p.Boxes[i].W, p.Boxes[i].H})
		t.Clusters = append(t.Clusters, p.cluster(i))
	}
	for _, l := range p.pairs {
		t.Links = append(t.Links, [2]int{index[l[0]], index[l[1]]})
	}
	engines := p.engines()
	for k := range p.drafts() {
		t.Runs = append(t.Runs, run{Engine: engines[k%len(engines)], Seed: k + 1, Gap: 2 * p.Gap, Spring: 1})
	}
	return t
}

// withLinks lists the boxes that are linked to others.
func (p *plan) withLinks() []int {
	var boxes []int
	for i, others := range p.linked() {
		if len(others) > 0 {
			boxes = append(boxes, i)
		}
	}
	return boxes
}

// whole makes a draft of all boxes from one of those with links: the others
// go round it in a spiral.
func (p *plan) whole(boxes []int, part []Point) []Point {
	all := make([]Point, len(p.Boxes))
	given := make([]bool, len(p.Boxes))
	for k, i := range boxes {
		all[i], given[i] = part[k], true
	}
	m := p.metric()
	for i, n := 0, len(boxes); i < len(all); i++ {
		if !given[i] {
			// Multiples of the golden angle fill a disc evenly.
			sin, cos := math.Sincos(float64(n) * math.Pi * (3 - math.Sqrt(5)))
			r := math.Sqrt(float64(n) / math.Pi)
			all[i] = Point{r * cos * m.stepX, r * sin * m.stepY}
			n++
		}
	}
	return all
}
