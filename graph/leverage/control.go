package leverage

import (
	"context"

	"sysmap/graph"
)

// DriverClass says how a variable stands to the smallest sets of driver nodes
// (Jia, Liu, Csóka, Pósfai, Slotine, Barabási 2013, Nat. Commun. 4:2002).
type DriverClass string

const (
	// Critical: in every smallest set of driver nodes; these are the
	// variables that nothing influences.
	Critical DriverClass = "critical"
	// Intermittent: in some of the sets.
	Intermittent DriverClass = "intermittent"
	// Redundant: in none of them.
	Redundant DriverClass = "redundant"
)

// RemovalClass says what becomes of the number of driver nodes if a variable
// is taken away (Vinayagam et al. 2016, PNAS 113:4976).
type RemovalClass string

const (
	// Indispensable: without it more driver nodes are needed.
	Indispensable RemovalClass = "indispensable"
	// Neutral: without it as many are needed.
	Neutral RemovalClass = "neutral"
	// Dispensable: without it fewer are needed.
	Dispensable RemovalClass = "dispensable"
)

// Drivers is structural controllability after Liu, Slotine and Barabási 2011
// (Nature 473:167): which variables have to be steered from outside so that
// linear dynamics along the links, of whatever strengths, can be brought to any
// state. A link from a variable to itself counts as one; parallel links are
// one.
type Drivers struct {
	// Matching is the size of a maximum matching: how many variables can each
	// be steered by another, none of them steering two.
	Matching int
	// Count is N_D = max(1, n − Matching), 0 in a graph without nodes.
	Count int
	// Nodes is one smallest set of driver nodes, ascending: those that a
	// maximum matching leaves over. Where it leaves none over, any one will
	// do, and node 0 is named.
	Nodes []int
	// Class and Removal are those of each node.
	Class   []DriverClass
	Removal []RemovalClass
}

// DriversOf returns the driver nodes of a graph. The classes come from
// alternating paths and from taking out one node after another; the error is
// the context's.
func DriversOf(ctx context.Context, g *graph.Graph) (Drivers, error) {
	n := g.Len()
	m := newMatching(g)
	m.maximise()
	d := Drivers{
		Matching: m.size, Count: driverCount(n, m.size), Nodes: []int{},
		Class: make([]DriverClass, n), Removal: make([]RemovalClass, n),
	}
	for v, u := range m.before {
		if u == none {
			d.Nodes = append(d.Nodes, v)
		}
	}
	for v, spare := range m.spareEnds() {
		switch {
		case m.size == n && n > 1:
			d.Class[v] = Intermittent
		case m.size == n, len(g.In(v)) == 0:
			d.Class[v] = Critical
		case spare:
			d.Class[v] = Intermittent
		default:
			d.Class[v] = Redundant
		}
	}
	if m.size == n && n > 0 {
		d.Nodes = append(d.Nodes, 0)
	}
	for v := range n {
		if err := ctx.Err(); err != nil {
			return Drivers{}, err
		}
		d.Removal[v] = removal(driverCount(n-1, m.without(int32(v))) - d.Count)
	}
	return d, nil
}

func driverCount(n, matching int) int {
	if n == 0 {
		return 0
	}
	return max(1, n-matching)
}

func removal(more int) RemovalClass {
	switch {
	case more > 0:
		return Indispensable
	case more < 0:
		return Dispensable
	}
	return Neutral
}
