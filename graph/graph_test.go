package graph

import (
	"math"
	"slices"
	"testing"

	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/path"
	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/topo"
	"gonum.org/v1/gonum/graph/traverse"
	"pgregory.net/rapid"

	"sysmap/maps"
)

// drawGraph makes a small graph in which parallel links and self-loops are
// common.
func drawGraph(t *rapid.T) *Graph {
	n := rapid.IntRange(1, 9).Draw(t, "nodes")
	links := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Link {
		return Link{
			From:     rapid.IntRange(0, n-1).Draw(t, "from"),
			To:       rapid.IntRange(0, n-1).Draw(t, "to"),
			Sign:     maps.Sign(rapid.IntRange(-1, 1).Draw(t, "sign")),
			Strength: float64(rapid.IntRange(1, 8).Draw(t, "eighths")) / 8,
		}
	}), 0, 30).Draw(t, "links")
	g, err := FromLinks(n, links)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// simpleTwin is the same graph in gonum's own type.
func simpleTwin(g *Graph) *simple.WeightedDirectedGraph {
	twin := simple.NewWeightedDirectedGraph(0, math.Inf(1))
	for v := range g.Len() {
		twin.AddNode(simple.Node(v))
	}
	for _, link := range g.Links() {
		if link.From == link.To {
			continue
		}
		w := link.Strength
		if before, ok := twin.Weight(int64(link.From), int64(link.To)); ok {
			w = max(w, before)
		}
		twin.SetWeightedEdge(twin.NewWeightedEdge(simple.Node(link.From), simple.Node(link.To), w))
	}
	return twin
}

func ids(nodes gonum.Nodes) []int64 {
	var out []int64
	for nodes.Next() {
		out = append(out, nodes.Node().ID())
	}
	return out
}

func sortedIDs(nodes gonum.Nodes) []int64 {
	out := ids(nodes)
	slices.Sort(out)
	return out
}

func TestGonumSeesTheSameSimpleGraph(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t)
		twin := simpleTwin(g)
		if got, want := ids(g.Nodes()), sortedIDs(twin.Nodes()); !slices.Equal(got, want) {
			t.Fatalf("nodes %v, want %v", got, want)
		}
		for u := int64(-1); u <= int64(g.Len()); u++ {
			if got, want := ids(g.From(u)), sortedIDs(twin.From(u)); !slices.Equal(got, want) {
				t.Fatalf("from %d: %v, want %v", u, got, want)
			}
			if got, want := ids(g.To(u)), sortedIDs(twin.To(u)); !slices.Equal(got, want) {
				t.Fatalf("to %d: %v, want %v", u, got, want)
			}
			if (g.Node(u) == nil) != (twin.Node(u) == nil) {
				t.Fatalf("node %d: %v, want %v", u, g.Node(u), twin.Node(u))
			}
			for v := int64(-1); v <= int64(g.Len()); v++ {
				comparePair(t, g, twin, u, v)
			}
		}
	})
}

func comparePair(t *rapid.T, g *Graph, twin *simple.WeightedDirectedGraph, u, v int64) {
	if g.HasEdgeFromTo(u, v) != twin.HasEdgeFromTo(u, v) || g.HasEdgeBetween(u, v) != twin.HasEdgeBetween(u, v) {
		t.Fatalf("edge between %d and %d differs", u, v)
	}
	if (g.Edge(u, v) == nil) != (twin.Edge(u, v) == nil) || (g.WeightedEdge(u, v) == nil) != (twin.WeightedEdge(u, v) == nil) {
		t.Fatalf("edge %d→%d: %v, want %v", u, v, g.Edge(u, v), twin.Edge(u, v))
	}
	if twin.Node(u) == nil || twin.Node(v) == nil {
		return
	}
	got, gotOK := g.Weight(u, v)
	want, wantOK := twin.Weight(u, v)
	if got != want || gotOK != wantOK {
		t.Fatalf("weight %d→%d: %v %v, want %v %v", u, v, got, gotOK, want, wantOK)
	}
}

func TestGonumAlgorithmsAgreeWithTheirOwnGraph(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t)
		twin := simpleTwin(g)
		mine, theirs := network.Betweenness(g), network.Betweenness(twin)
		for v := range g.Len() {
			if math.Abs(mine[int64(v)]-theirs[int64(v)]) > 1e-9 {
				t.Fatalf("betweenness of %d: %v, want %v", v, mine[int64(v)], theirs[int64(v)])
			}
			a, b := path.DijkstraFrom(Node(v), g), path.DijkstraFrom(simple.Node(v), twin)
			for w := range g.Len() {
				if a.WeightTo(int64(w)) != b.WeightTo(int64(w)) {
					t.Fatalf("distance %d→%d: %v, want %v", v, w, a.WeightTo(int64(w)), b.WeightTo(int64(w)))
				}
			}
		}
		if a, b := len(topo.DirectedCyclesIn(g)), len(topo.DirectedCyclesIn(twin)); a != b {
			t.Fatalf("%d cycles, want %d", a, b)
		}
	})
}

func TestEveryLinkIsInOneOutAndOneInList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t)
		seenOut, seenIn := make([]int, len(g.Links())), make([]int, len(g.Links()))
		for v := range g.Len() {
			if !slices.IsSorted(g.Out(v)) || !slices.IsSorted(g.In(v)) {
				t.Fatalf("links of node %d are out of order: %v, %v", v, g.Out(v), g.In(v))
			}
			for _, l := range g.Out(v) {
				seenOut[l]++
				if g.Links()[l].From != v {
					t.Fatalf("link %d does not leave node %d", l, v)
				}
			}
			for _, l := range g.In(v) {
				seenIn[l]++
				if g.Links()[l].To != v {
					t.Fatalf("link %d does not enter node %d", l, v)
				}
			}
		}
		for l := range g.Links() {
			if seenOut[l] != 1 || seenIn[l] != 1 {
				t.Fatalf("link %d is listed %d times out and %d times in", l, seenOut[l], seenIn[l])
			}
		}
	})
}

func TestStrongComponentsAgreeWithGonum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t)
		var want [][]int
		for _, component := range topo.TarjanSCC(simpleTwin(g)) {
			var nodes []int
			for _, node := range component {
				nodes = append(nodes, int(node.ID()))
			}
			slices.Sort(nodes)
			want = append(want, nodes)
		}
		slices.SortFunc(want, func(a, b []int) int { return a[0] - b[0] })
		if got := g.StrongComponents(); !slices.EqualFunc(got, want, slices.Equal) {
			t.Fatalf("components %v, want %v", got, want)
		}
	})
}

func TestDistancesAgreeWithGonum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t)
		twin := simpleTwin(g)
		for v := range g.Len() {
			want := make([]int, g.Len())
			for w := range want {
				want[w] = Unreachable
			}
			var search traverse.BreadthFirst
			search.Walk(twin, simple.Node(v), func(n gonum.Node, depth int) bool {
				want[n.ID()] = depth
				return false
			})
			if got := g.DistancesFrom(v); !slices.Equal(got, want) {
				t.Fatalf("from %d: %v, want %v", v, got, want)
			}
			for w := range g.Len() {
				if g.DistancesTo(w)[v] != want[w] {
					t.Fatalf("to %d from %d: %d, want %d", w, v, g.DistancesTo(w)[v], want[w])
				}
			}
		}
	})
}

func TestSubgraphsRememberTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t)
		chosen := rapid.SliceOf(rapid.IntRange(0, g.Len()-1)).Draw(t, "chosen")
		part, err := g.Subgraph(chosen)
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(chosen)
		chosen = slices.Compact(chosen)
		var want []int
		for l, link := range g.Links() {
			if slices.Contains(chosen, link.From) && slices.Contains(chosen, link.To) {
				want = append(want, l)
			}
		}
		checkPart(t, g, part, chosen, want)
		if len(part.Links()) == 0 {
			return
		}
		smaller, err := part.Without(0)
		if err != nil {
			t.Fatal(err)
		}
		checkPart(t, g, smaller, chosen, want[1:])
	})
}

func checkPart(t *rapid.T, g, part *Graph, nodes, links []int) {
	if part.Len() != len(nodes) || len(part.Links()) != len(links) {
		t.Fatalf("%d nodes and %d links, want %d and %d", part.Len(), len(part.Links()), len(nodes), len(links))
	}
	for v, origin := range nodes {
		if part.Origin(v) != origin || part.ID(v) != g.ID(origin) {
			t.Fatalf("node %d comes from %d, want %d", v, part.Origin(v), origin)
		}
		if found, ok := part.Find(g.ID(origin)); !ok || found != v {
			t.Fatalf("%q is node %d, want %d", g.ID(origin), found, v)
		}
	}
	for l, origin := range links {
		got, want := part.Links()[l], g.Links()[origin]
		got.From, got.To = part.Origin(got.From), part.Origin(got.To)
		if part.LinkOrigin(l) != origin || got != want {
			t.Fatalf("link %d is %v from %d, want %v from %d", l, got, part.LinkOrigin(l), want, origin)
		}
	}
}

func TestParallelLinksStayApartAndSelfLoopsStay(t *testing.T) {
	g, err := FromLinks(2, []Link{
		{From: 0, To: 1, Sign: maps.Positive, Strength: 0.25},
		{From: 1, To: 1, Sign: maps.Negative},
		{From: 0, To: 1, Sign: maps.Negative, Strength: 0.75},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := g.Out(0); !slices.Equal(got, []int{0, 2}) {
		t.Errorf("links out of 0: %v", got)
	}
	if got := g.In(1); !slices.Equal(got, []int{0, 1, 2}) {
		t.Errorf("links into 1: %v", got)
	}
	if got := g.Edge(0, 1).(Edge).Links(); !slices.Equal(got, []int{0, 2}) {
		t.Errorf("gonum's edge stands for links %v", got)
	}
	if w, _ := g.Weight(0, 1); w != 0.75 {
		t.Errorf("weight %v, want the stronger of the two, 0.75", w)
	}
	net := g.WeighedBy(func(parallel []Link) float64 {
		sum := 0.0
		for _, link := range parallel {
			sum += float64(link.Sign) * link.Strength
		}
		return sum
	})
	if w, _ := net.Weight(0, 1); w != -0.5 {
		t.Errorf("net weight %v, want -0.5", w)
	}
	if g.HasEdgeFromTo(1, 1) {
		t.Error("gonum sees a self-loop")
	}
}

func TestBadLinksAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		n    int
		link Link
	}{
		"negative node":  {2, Link{From: -1, To: 0}},
		"node too large": {2, Link{From: 0, To: 2}},
		"no nodes":       {0, Link{}},
		"sign":           {2, Link{From: 0, To: 1, Sign: 2}},
	} {
		if _, err := FromLinks(c.n, []Link{c.link}); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if _, err := FromLinks(-1, nil); err == nil {
		t.Error("a negative number of nodes was accepted")
	}
	g, _ := FromLinks(2, nil)
	if _, err := g.Subgraph([]int{2}); err == nil {
		t.Error("a subgraph of a node that does not exist was accepted")
	}
	if _, err := g.Without(0); err == nil {
		t.Error("cutting a link that does not exist was accepted")
	}
	if _, err := g.Cluster("x"); err == nil {
		t.Error("a cluster of a graph without a map was accepted")
	}
	if _, err := g.View("x"); err == nil {
		t.Error("a view of a graph without a map was accepted")
	}
}

func TestTheZeroGraphIsEmpty(t *testing.T) {
	var g Graph
	if g.Len() != 0 || g.Nodes().Len() != 0 || len(g.StrongComponents()) != 0 {
		t.Error("the zero graph has nodes")
	}
	if _, ok := g.Find("x"); ok {
		t.Error("the zero graph finds a variable")
	}
	if _, err := g.Subgraph(nil); err != nil {
		t.Error(err)
	}
}

func TestAChainOfAMillionVariablesHasComponents(t *testing.T) {
	if testing.Short() {
		t.Skip()
	}
	const n = 1_000_000
	links := make([]Link, n-1)
	for v := range links {
		links[v] = Link{From: v, To: v + 1}
	}
	g, err := FromLinks(n, links)
	if err != nil {
		t.Fatal(err)
	}
	if got := len(g.StrongComponents()); got != n {
		t.Errorf("%d components, want %d", got, n)
	}
}
