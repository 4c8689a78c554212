package leverage

import (
	"context"
	"math/big"
	"math/bits"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sysmap/graph"
	"sysmap/maps"
)

// drawGraph makes a small graph in which parallel links and links from a node
// to itself occur.
func drawGraph(most, links int) *rapid.Generator[*graph.Graph] {
	return rapid.Custom(func(t *rapid.T) *graph.Graph {
		n := rapid.IntRange(1, most).Draw(t, "nodes")
		node := rapid.IntRange(0, n-1)
		g, err := graph.FromLinks(n, rapid.SliceOfN(rapid.Custom(func(t *rapid.T) graph.Link {
			link := graph.Link{From: node.Draw(t, "from"), To: node.Draw(t, "to"), Sign: maps.Sign(rapid.IntRange(-1, 1).Draw(t, "sign")), Strength: 0.5}
			// Loops of one would otherwise decide most small graphs.
			if link.From == link.To && rapid.IntRange(0, 3).Draw(t, "keep") > 0 {
				link.To = (link.To + 1) % n
			}
			return link
		}), 0, links).Draw(t, "links"))
		if err != nil {
			t.Fatal(err)
		}
		return g
	})
}

// acyclic reports whether no loop is left without some nodes and links.
func acyclic(g *graph.Graph, withoutNodes, withoutLinks uint64) bool {
	gone := make([]bool, g.Len())
	for range g.Len() {
		for v := range g.Len() {
			enters := false
			for _, l := range g.In(v) {
				u := g.Links()[l].From
				enters = enters || withoutLinks>>l&1 == 0 && !gone[u] && withoutNodes>>u&1 == 0
			}
			gone[v] = gone[v] || withoutNodes>>v&1 == 1 || !enters
		}
	}
	return !slices.Contains(gone, false)
}

// smallestSets returns all sets of the smallest size, of n things, that ok
// accepts.
func smallestSets(n int, ok func(uint64) bool) []uint64 {
	var best []uint64
	least := n + 1
	for set := range uint64(1) << n {
		size := bits.OnesCount64(set)
		if size > least || !ok(set) {
			continue
		}
		if size < least {
			least, best = size, nil
		}
		best = append(best, set)
	}
	return best
}

func TestFeedbackVertexSetsAreMinimumAndCounted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(10, 34).Draw(t, "graph")
		sets := smallestSets(g.Len(), func(set uint64) bool { return acyclic(g, set, 0) })
		got, err := FeedbackVertices(context.Background(), g, 0)
		if err != nil {
			t.Fatal(err)
		}
		if !got.Minimum || got.AtLeast != len(got.Members) || !slices.Contains(sets, mask(got.Members)) {
			t.Fatalf("%+v is none of the %d minimum sets, such as %b", got, len(sets), sets[0])
		}
		m, err := CountFeedbackVertices(context.Background(), g, 0)
		if err != nil {
			t.Fatal(err)
		}
		if !m.Counted || m.Sets.Cmp(big.NewInt(int64(len(sets)))) != 0 {
			t.Fatalf("%v sets, want %d", m.Sets, len(sets))
		}
		for v := range g.Len() {
			with := 0
			for _, set := range sets {
				with += int(set >> v & 1)
			}
			if m.With[v].Int64() != int64(with) || m.Share[v] != float64(with)/float64(len(sets)) {
				t.Fatalf("node %d is in %v sets (%v), want %d of %d", v, m.With[v], m.Share[v], with, len(sets))
			}
		}
	})
}

func mask(numbers []int) uint64 {
	set := uint64(0)
	for _, i := range numbers {
		set |= 1 << i
	}
	return set
}

func TestFeedbackArcSetsAreMinimum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(7, 14).Draw(t, "graph")
		sets := smallestSets(len(g.Links()), func(set uint64) bool { return acyclic(g, 0, set) })
		got, err := FeedbackArcs(context.Background(), g, 0)
		if err != nil {
			t.Fatal(err)
		}
		if !got.Minimum || got.AtLeast != len(got.Members) || !slices.Contains(sets, mask(got.Members)) {
			t.Fatalf("%+v is none of the %d minimum sets, such as %b", got, len(sets), sets[0])
		}
	})
}

func TestRoughFeedbackSetsBreakEveryLoop(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(12, 40).Draw(t, "graph")
		nodes, links := uint64(0), uint64(0)
		for _, component := range g.StrongComponents() {
			inner := innerLinks(g, component)
			if len(inner) == 0 {
				continue
			}
			nodes |= mask(peel(g, component))
			links |= mask(backwardLinks(g, inner))
		}
		if !acyclic(g, nodes, 0) {
			t.Fatalf("loops are left without nodes %b", nodes)
		}
		if !acyclic(g, 0, links) {
			t.Fatalf("loops are left without links %b", links)
		}
	})
}

// driverSets returns every set of ends that some maximum matching leaves over,
// or every single node where there is nothing left over; and the size of the
// matching.
func driverSets(g *graph.Graph, leftOut int) (sets map[uint64]bool, size int) {
	n := g.Len()
	sets = map[uint64]bool{}
	size = -1
	var try func(u, matched int, ends uint64)
	try = func(u, matched int, ends uint64) {
		if u == n {
			if matched > size {
				size = matched
				clear(sets)
			}
			if matched == size {
				sets[ends] = true
			}
			return
		}
		try(u+1, matched, ends)
		if u == leftOut {
			return
		}
		for _, l := range g.Out(u) {
			if v := g.Links()[l].To; v != leftOut && ends>>v&1 == 0 {
				try(u+1, matched+1, ends|1<<v)
			}
		}
	}
	try(0, 0, 0)
	drivers := map[uint64]bool{}
	for ends := range sets {
		drivers[(1<<n-1)&^ends] = true
	}
	if size == n {
		clear(drivers)
		for v := range n {
			drivers[1<<v] = true
		}
	}
	return drivers, size
}

func TestDriverNodesAgreeWithEveryMaximumMatching(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(7, 16).Draw(t, "graph")
		n := g.Len()
		sets, size := driverSets(g, -1)
		d, err := DriversOf(context.Background(), g)
		if err != nil {
			t.Fatal(err)
		}
		if d.Matching != size || d.Count != max(1, n-size) || len(d.Nodes) != d.Count || !sets[mask(d.Nodes)] {
			t.Fatalf("matching %d and %d drivers %v, want matching %d and one of %v", d.Matching, d.Count, d.Nodes, size, sets)
		}
		for v := range n {
			with := 0
			for set := range sets {
				with += int(set >> v & 1)
			}
			want := Intermittent
			switch with {
			case 0:
				want = Redundant
			case len(sets):
				want = Critical
			}
			if d.Class[v] != want {
				t.Fatalf("node %d is %s, want %s: in %d of %d sets", v, d.Class[v], want, with, len(sets))
			}
			_, without := driverSets(g, v)
			if want := removal(driverCount(n-1, without) - driverCount(n, size)); d.Removal[v] != want {
				t.Fatalf("node %d is %s, want %s", v, d.Removal[v], want)
			}
		}
	})
}
