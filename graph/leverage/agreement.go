package leverage

import (
	"math"

	"sysmap/graph"
)

// declared compares communities with the clusters of the graph's map.
func declared(g *graph.Graph, w *weighted, communities []int) *Agreement {
	clusters, of := clustersOf(g)
	var ours, theirs []int
	alone := make([]int, g.Len())
	next := len(clusters)
	for v := range g.Len() {
		if of[v] == none {
			alone[v] = next
			next++
			continue
		}
		alone[v] = of[v]
		ours, theirs = append(ours, communities[v]), append(theirs, of[v])
	}
	if len(clusters) < 2 {
		return nil
	}
	grouping, _ := renumber(alone)
	t := newContingency(ours, theirs)
	return &Agreement{
		Variables: len(theirs), Clusters: len(clusters),
		Modularity: w.modularity(grouping), AdjustedRand: t.adjustedRand(), MutualInformation: t.mutualInformation(),
	}
}

// clustersOf returns the clusters in use, in the order of their first
// variables, and the place in that list of each node's; none if it has none.
func clustersOf(g *graph.Graph) (clusters []string, of []int) {
	of = make([]int, g.Len())
	number := map[string]int{}
	for v := range of {
		of[v] = none
		if g.Map() == nil {
			continue
		}
		id := g.Map().Variables[g.Origin(v)].Cluster
		if id == "" {
			continue
		}
		if _, known := number[id]; !known {
			number[id] = len(clusters)
			clusters = append(clusters, id)
		}
		of[v] = number[id]
	}
	return clusters, of
}

// contingency is how many things two groupings put where.
type contingency struct {
	n          int
	rows, cols []int
	// cells are those that are not empty.
	cells []cell
}

type cell struct{ row, col, n int }

func newContingency(a, b []int) *contingency {
	a, rows := renumber(a)
	b, cols := renumber(b)
	t := &contingency{n: len(a), rows: make([]int, rows), cols: make([]int, cols)}
	at := map[[2]int]int{}
	for i := range a {
		t.rows[a[i]]++
		t.cols[b[i]]++
		place := [2]int{a[i], b[i]}
		if _, known := at[place]; !known {
			at[place] = len(t.cells)
			t.cells = append(t.cells, cell{row: a[i], col: b[i]})
		}
		t.cells[at[place]].n++
	}
	return t
}

func (t *contingency) adjustedRand() float64 {
	both, inRows, inCols := 0.0, 0.0, 0.0
	for _, c := range t.cells {
		both += pairs(c.n)
	}
	for _, n := range t.rows {
		inRows += pairs(n)
	}
	for _, n := range t.cols {
		inCols += pairs(n)
	}
	if t.n < 2 {
		return 1
	}
	expected := inRows * inCols / pairs(t.n)
	most := (inRows + inCols) / 2
	if most == expected {
		// Both put everything together, or everything apart.
		return 1
	}
	return (both - expected) / (most - expected)
}

func pairs(n int) float64 { return float64(n) * float64(n-1) / 2 }

func (t *contingency) mutualInformation() float64 {
	entropy := func(groups []int) float64 {
		h := 0.0
		for _, n := range groups {
			p := float64(n) / float64(t.n)
			h -= float64(p * math.Log(p))
		}
		return h
	}
	whole := entropy(t.rows) + entropy(t.cols)
	if whole == 0 {
		return 1
	}
	information := 0.0
	for _, c := range t.cells {
		p := float64(c.n) / float64(t.n)
		information += float64(p * math.Log(float64(c.n)*float64(t.n)/(float64(t.rows[c.row])*float64(t.cols[c.col]))))
	}
	// Logarithms differ in the last bits between processors.
	return max(0, math.Round(2*information/whole*1e12)/1e12)
}
