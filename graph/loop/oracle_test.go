package loop

import (
	"context"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"sysmap/graph"
	"sysmap/maps"
)

// test is what *testing.T, *testing.B and *rapid.T share.
type test interface {
	Context() context.Context
	Fatal(...any)
	Fatalf(string, ...any)
}

// found is one loop as the oracle finds it: link numbers in order from the
// loop's lowest node.
type found []int

// everyLoop lists the loops of a graph in the most obvious way: from each node,
// every path over higher nodes, and those that come back.
func everyLoop(g *graph.Graph) []found {
	var all []found
	visited := make([]bool, g.Len())
	var path found
	var from func(root, v int)
	from = func(root, v int) {
		for _, l := range g.Out(v) {
			w := g.Links()[l].To
			if w == root {
				all = append(all, append(append(found(nil), path...), l))
			}
			if w <= root || visited[w] {
				continue
			}
			visited[w] = true
			path = append(path, l)
			from(root, w)
			path = path[:len(path)-1]
			visited[w] = false
		}
	}
	for root := range g.Len() {
		from(root, root)
	}
	return all
}

func (f found) polarity(g *graph.Graph) Polarity {
	product := Reinforcing
	for _, l := range f {
		product *= Polarity(g.Links()[l].Sign)
	}
	return product
}

// slowCensus counts loops up to a length by listing them; 0 is no bound.
func slowCensus(g *graph.Graph, maxLength int) (total tally, byLength map[int]tally, nodes, links []tally) {
	byLength = map[int]tally{}
	nodes, links = make([]tally, g.Len()), make([]tally, len(g.Links()))
	for _, loop := range everyLoop(g) {
		if maxLength > 0 && len(loop) > maxLength {
			continue
		}
		p := 1 + loop.polarity(g)
		total[p]++
		t := byLength[len(loop)]
		t[p]++
		byLength[len(loop)] = t
		for _, l := range loop {
			links[l][p]++
			nodes[g.Links()[l].From][p]++
		}
	}
	return total, byLength, nodes, links
}

// drawGraph makes a small graph with parallel links, self-loops and unknown
// signs.
func drawGraph(t *rapid.T, most int) *graph.Graph {
	n := rapid.IntRange(1, most).Draw(t, "nodes")
	return drawLinks(t, n, rapid.IntRange(0, 4*n).Draw(t, "links"))
}

func drawLinks(t *rapid.T, n, m int) *graph.Graph {
	lowest := rapid.SampledFrom([]int{-1, -1, 1}).Draw(t, "lowest sign")
	links := make([]graph.Link, m)
	for l := range links {
		links[l] = graph.Link{
			From: rapid.IntRange(0, n-1).Draw(t, "from"),
			To:   rapid.IntRange(0, n-1).Draw(t, "to"),
			Sign: maps.Sign(rapid.IntRange(lowest, 1).Draw(t, "sign")),
		}
	}
	return mustGraph(t, n, links)
}

// entangledGraph makes a graph from a seed, so that large ones are as likely as
// small ones.
func entangledGraph(t test, seed uint64) *graph.Graph {
	random := rand.New(rand.NewPCG(seed, 3))
	n := 5 + random.IntN(3)
	links := make([]graph.Link, 4*n+random.IntN(n))
	lowest := -1 + 2*random.IntN(2)
	for l := range links {
		links[l] = graph.Link{
			From: random.IntN(n), To: random.IntN(n),
			Sign: maps.Sign(lowest + random.IntN(2-lowest)),
		}
	}
	return mustGraph(t, n, links)
}

func mustGraph(t test, n int, links []graph.Link) *graph.Graph {
	g, err := graph.FromLinks(n, links)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func same(c Count, t tally) bool {
	want := t.count()
	return c.Total.Cmp(want.Total) == 0 && c.Reinforcing.Cmp(want.Reinforcing) == 0 &&
		c.Balancing.Cmp(want.Balancing) == 0 && c.Undetermined.Cmp(want.Undetermined) == 0
}

func checkCensus(t test, g *graph.Graph, r CensusResult) {
	total, byLength, nodes, links := slowCensus(g, r.MaxLength)
	if !same(r.Count, total) {
		t.Fatalf("counted %v, want %v", r.Count, total)
	}
	for v, want := range nodes {
		if !same(r.Variables[v].Count, want) {
			t.Fatalf("through node %d: %v, want %v", v, r.Variables[v].Count, want)
		}
	}
	for l, want := range links {
		if !same(r.Links[l].Count, want) {
			t.Fatalf("through link %d: %v, want %v", l, r.Links[l].Count, want)
		}
	}
	for _, row := range r.ByLength {
		if !same(row.Count, byLength[row.Length]) {
			t.Fatalf("of length %d: %v, want %v", row.Length, row.Count, byLength[row.Length])
		}
		delete(byLength, row.Length)
	}
	if len(byLength) > 0 {
		t.Fatalf("lengths %v are missing", byLength)
	}
}

func TestTheCensusAgreesWithListingOnSmallGraphs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for range 10 {
			checkWholeCensus(t, drawGraph(t, 8))
		}
	})
}

func TestTheCensusAgreesWithListingOnEntangledGraphs(t *testing.T) {
	entangled := 0
	for seed := range uint64(2500) {
		g := entangledGraph(t, seed)
		if newKernel(g).n >= 4 {
			entangled++
		}
		checkWholeCensus(t, g)
	}
	if entangled < 1500 {
		t.Errorf("only %d graphs were left with something to count after reduction", entangled)
	}
}

func checkWholeCensus(t test, g *graph.Graph) {
	r, err := Census(t.Context(), g, CensusOptions{ByLength: true, Participation: true})
	if err != nil {
		t.Fatal(err)
	}
	if !r.Complete || r.MaxLength != 0 || r.TooCostly != nil {
		t.Fatalf("the census of a small graph is not complete: %v", r.TooCostly)
	}
	checkCensus(t, g, r)
	short, err := Census(t.Context(), g, CensusOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if short.Count.String() != r.Count.String() {
		t.Fatalf("totals alone are %v, with participation %v", short.Count, r.Count)
	}
}
