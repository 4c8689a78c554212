package layout

import "slices"

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

// task asks for the plan's drafts.
func (p *plan) task() task {
	t := task{Links: p.pairs, Margin: p.Padding}
	for i, b := range p.Boxes {
		t.Sizes = append(t.Sizes, [2]float64{b.W, b.H})
		t.Clusters = append(t.Clusters, p.cluster(i))
	}
	engines := p.engines()
	for k := range p.drafts() {
		t.Runs = append(t.Runs, run{Engine: engines[k%len(engines)], Seed: k + 1, Gap: 2 * p.Gap, Spring: 1})
	}
	return t
}
