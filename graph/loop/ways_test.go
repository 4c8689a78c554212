package loop

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"sysmap/graph"
)

// everyPath counts paths by net sign and length in the most obvious way.
func everyPath(g *graph.Graph, from, to int) (total tally, byLength map[int]tally) {
	byLength = map[int]tally{}
	visited := make([]bool, g.Len())
	var walk func(v, length int, sign Polarity)
	walk = func(v, length int, sign Polarity) {
		visited[v] = true
		for _, l := range g.Out(v) {
			link := g.Links()[l]
			next := sign * Polarity(link.Sign)
			switch {
			case link.To == to:
				total[1+next]++
				t := byLength[length+1]
				t[1+next]++
				byLength[length+1] = t
			case !visited[link.To]:
				walk(link.To, length+1, next)
			}
		}
		visited[v] = false
	}
	walk(from, 0, Reinforcing)
	return total, byLength
}

func isPathCount(c PathCount, want tally) bool {
	return same(Count{Total: c.Total, Reinforcing: c.Positive, Balancing: c.Negative, Undetermined: c.Unknown}, want)
}

func checkWays(t test, g *graph.Graph, from, to int, o WaysOptions) {
	r, err := Ways(t.Context(), g, from, to, o)
	if err != nil {
		t.Fatal(err)
	}
	total, byLength := everyPath(g, from, to)
	if !r.Complete {
		total = tally{}
		for length, count := range byLength {
			if length > r.MaxLength {
				delete(byLength, length)
			} else {
				total.add(count)
			}
		}
	}
	if !isPathCount(r.PathCount, total) {
		t.Fatalf("from %d to %d: %v, want %v", from, to, r, total)
	}
	for _, row := range r.ByLength {
		if !isPathCount(row.PathCount, byLength[row.Length]) {
			t.Fatalf("from %d to %d, length %d: %v, want %v", from, to, row.Length, row, byLength[row.Length])
		}
		delete(byLength, row.Length)
	}
	if len(byLength) > 0 {
		t.Fatalf("from %d to %d: lengths %v are missing", from, to, byLength)
	}
}

func TestWaysAgreeWithWalkingEachOfThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 7)
		node := rapid.IntRange(0, g.Len()-1)
		checkWays(t, g, node.Draw(t, "from"), node.Draw(t, "to"), WaysOptions{ByLength: true})
	})
	for seed := range uint64(400) {
		g := entangledGraph(t, seed)
		checkWays(t, g, int(seed)%g.Len(), int(seed/7)%g.Len(), WaysOptions{ByLength: true})
	}
}

func TestWaysPastTheBudgetAreBounded(t *testing.T) {
	for seed := range uint64(400) {
		g := entangledGraph(t, seed)
		checkWays(t, g, int(seed)%g.Len(), int(seed/7)%g.Len(), WaysOptions{ByLength: true, MaxStates: 1, MaxSteps: 300})
	}
}

func TestWaysFromAVariableToItselfAreItsLoops(t *testing.T) {
	g := foresight(t)
	v, _ := g.Find("stress")
	r, err := Ways(t.Context(), g, v, v, WaysOptions{})
	if err != nil {
		t.Fatal(err)
	}
	census, err := Census(t.Context(), g, CensusOptions{Participation: true})
	if err != nil {
		t.Fatal(err)
	}
	want := census.Variables[v]
	if r.Total.Cmp(want.Total) != 0 || r.Positive.Cmp(want.Reinforcing) != 0 || r.Total.Sign() == 0 {
		t.Errorf("%v ways, %v of them positive; want %v", r.Total, r.Positive, want.Count)
	}
}

func TestWaysToNowhereAreNone(t *testing.T) {
	g := mustGraph(t, 2, []graph.Link{{From: 0, To: 1}})
	r, err := Ways(t.Context(), g, 1, 0, WaysOptions{ByLength: true})
	if err != nil || !r.Complete || r.Total.Cmp(new(big.Int)) != 0 || len(r.ByLength) != 0 {
		t.Errorf("%v, %v", r, err)
	}
	if _, err := Ways(t.Context(), g, 0, 2, WaysOptions{}); err == nil {
		t.Error("a node that does not exist was accepted")
	}
	if _, err := Ways(t.Context(), g, -1, 0, WaysOptions{}); err == nil {
		t.Error("a negative node was accepted")
	}
}
