package loop

import (
	"encoding/json"
	"math/big"
	"runtime"
	"strings"
	"testing"

	"sysmap/graph"
	"sysmap/maps"
)

// completeGraph has a positive link from every node to every other.
func completeGraph(t test, n int) *graph.Graph {
	var links []graph.Link
	for u := range n {
		for v := range n {
			if u != v {
				links = append(links, graph.Link{From: u, To: v, Sign: maps.Positive})
			}
		}
	}
	return mustGraph(t, n, links)
}

// loopsOfLength is C(n,k)·(k−1)!, the loops of length k in the complete graph.
func loopsOfLength(n, k int) *big.Int {
	c := new(big.Int).Binomial(int64(n), int64(k))
	return c.Mul(c, new(big.Int).MulRange(1, int64(k-1)))
}

func TestCompleteGraphsFollowTheFormula(t *testing.T) {
	for n := 2; n <= 10; n++ {
		r, err := Census(t.Context(), completeGraph(t, n), CensusOptions{ByLength: true, Participation: true})
		if err != nil {
			t.Fatal(err)
		}
		if !r.Complete {
			t.Fatalf("K%d: %v", n, r.TooCostly)
		}
		total, links := new(big.Int), new(big.Int)
		for k := 2; k <= n; k++ {
			want := loopsOfLength(n, k)
			total.Add(total, want)
			links.Add(links, new(big.Int).Mul(want, big.NewInt(int64(k))))
			if got := r.ByLength[k-2]; got.Length != k || got.Total.Cmp(want) != 0 {
				t.Errorf("K%d: %v of length %d, want %v of length %d", n, got.Total, got.Length, want, k)
			}
		}
		if r.Total.Cmp(total) != 0 || r.Reinforcing.Cmp(total) != 0 {
			t.Errorf("K%d: %v, want %v", n, r.Count, total)
		}
		// By symmetry, every node and every link has the same share.
		perNode := new(big.Int).Div(links, big.NewInt(int64(n)))
		perLink := new(big.Int).Div(perNode, big.NewInt(int64(n-1)))
		for v, row := range r.Variables {
			if row.Total.Cmp(perNode) != 0 {
				t.Errorf("K%d: %v through node %d, want %v", n, row.Total, v, perNode)
			}
		}
		for l, row := range r.Links {
			if row.Total.Cmp(perLink) != 0 {
				t.Errorf("K%d: %v through link %d, want %v", n, row.Total, l, perLink)
			}
		}
	}
}

// ropes replaces every link of a complete graph by a chain of `length` pairs
// of parallel links, one of each pair of the sign given.
func ropes(t test, n, length int, second maps.Sign) *graph.Graph {
	var links []graph.Link
	nodes := n
	for _, link := range completeGraph(t, n).Links() {
		at := link.From
		for i := range length {
			to := link.To
			if i < length-1 {
				to = nodes
				nodes++
			}
			links = append(links,
				graph.Link{From: at, To: to, Sign: maps.Positive},
				graph.Link{From: at, To: to, Sign: second})
			at = to
		}
	}
	return mustGraph(t, nodes, links)
}

func TestCountsBeyondAWordAreExact(t *testing.T) {
	const n, length = 6, 30
	for _, second := range []maps.Sign{maps.Positive, maps.Negative, maps.Unknown} {
		r, err := Census(t.Context(), ropes(t, n, length, second), CensusOptions{ByLength: true, Participation: true})
		if err != nil {
			t.Fatal(err)
		}
		total := new(big.Int)
		for k := 2; k <= n; k++ {
			want := loopsOfLength(n, k)
			want.Lsh(want, uint(k*length))
			total.Add(total, want)
			got := r.ByLength[(k-2)*length]
			if got.Length != k*length || got.Total.Cmp(want) != 0 {
				t.Errorf("second sign %v: %v of length %d, want %v of length %d", second, got.Total, got.Length, want, k*length)
			}
			checkHalves(t, second, got.Count, loopsOfLength(n, k))
		}
		if r.Total.Cmp(total) != 0 {
			t.Errorf("second sign %v: %v, want %v", second, r.Total, total)
		}
		through := new(big.Int)
		for _, link := range r.Links {
			through.Add(through, link.Total)
		}
		for _, row := range r.ByLength {
			total := new(big.Int).Mul(row.Total, big.NewInt(int64(row.Length)))
			through.Sub(through, total)
		}
		if through.Sign() != 0 {
			t.Errorf("second sign %v: participation exceeds the links in all loops by %v", second, through)
		}
	}
}

// checkHalves checks the polarities of the loops of ropes. With two positive
// strands all reinforce. With a positive and a negative strand half of any
// loops do; with an unknown one, only those that avoid it all along.
func checkHalves(t *testing.T, second maps.Sign, got Count, avoiding *big.Int) {
	t.Helper()
	reinforcing, balancing := got.Total, new(big.Int)
	switch second {
	case maps.Negative:
		balancing = new(big.Int).Rsh(got.Total, 1)
		reinforcing = balancing
	case maps.Unknown:
		reinforcing = avoiding
	}
	if got.Reinforcing.Cmp(reinforcing) != 0 || got.Balancing.Cmp(balancing) != 0 {
		t.Errorf("second sign %v: %v, want %v R and %v B", second, got, reinforcing, balancing)
	}
}

func TestCountsBeyondFloatingPointAreExact(t *testing.T) {
	const n = 1100
	var links []graph.Link
	for v := range n {
		links = append(links,
			graph.Link{From: v, To: (v + 1) % n, Sign: maps.Positive},
			graph.Link{From: v, To: (v + 1) % n, Sign: maps.Negative})
	}
	r, err := Census(t.Context(), mustGraph(t, n, links), CensusOptions{ByLength: true, Participation: true})
	if err != nil {
		t.Fatal(err)
	}
	want := new(big.Int).Lsh(big.NewInt(1), n)
	half := new(big.Int).Lsh(big.NewInt(1), n-1)
	if r.Total.Cmp(want) != 0 || r.Balancing.Cmp(half) != 0 || r.Links[7].Total.Cmp(half) != 0 {
		t.Errorf("%v, of them %v through a link; want 2^%d", r.Count, r.Links[7].Count, n)
	}
	if len(r.ByLength) != 1 || r.ByLength[0].Length != n || r.ByLength[0].Total.Cmp(want) != 0 {
		t.Errorf("by length: %v", r.ByLength)
	}
}

func TestLoopsThroughAVariableAreThoseLostWithoutIt(t *testing.T) {
	g := foresight(t)
	all, err := Census(t.Context(), g, CensusOptions{Participation: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"stress", "physical-activity", "level-of-available-energy", "self-esteem"} {
		v, ok := g.Find(id)
		if !ok {
			t.Fatalf("no variable %q", id)
		}
		without, err := g.Without(append(append([]int(nil), g.In(v)...), g.Out(v)...)...)
		if err != nil {
			t.Fatal(err)
		}
		checkLoss(t, id, all.Count, all.Variables[v].Count, without)
		l := g.Out(v)[0]
		without, err = g.Without(l)
		if err != nil {
			t.Fatal(err)
		}
		checkLoss(t, "a link from "+id, all.Count, all.Links[l].Count, without)
	}
}

func checkLoss(t *testing.T, what string, before, through Count, without *graph.Graph) {
	t.Helper()
	after, err := Census(t.Context(), without, CensusOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if lost := before.Minus(after.Count); lost.String() != through.String() || lost.Total.Sign() == 0 {
		t.Errorf("through %s: %v, but without it %v are lost", what, through, lost)
	}
}

func TestTheCensusIsTheSameOnAnyNumberOfCores(t *testing.T) {
	g := drawnMap(t, 120, 330, 12, 5)
	var first string
	for _, cores := range []int{1, 4} {
		before := runtime.GOMAXPROCS(cores)
		r, err := Census(t.Context(), g, CensusOptions{ByLength: true, Participation: true})
		runtime.GOMAXPROCS(before)
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if first == "" {
			first = string(text)
		}
		if string(text) != first {
			t.Errorf("with %d cores the result differs", cores)
		}
	}
}

func TestNumbersOfAnySizeAreNumbersInJSON(t *testing.T) {
	r, err := Census(t.Context(), ropes(t, 3, 40, maps.Positive), CensusOptions{Participation: true})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	if want := `"total":` + r.Total.String() + `,`; !strings.Contains(string(text), want) || len(r.Total.String()) < 30 {
		t.Errorf("no %s in %.200s", want, text)
	}
	for _, key := range []string{`"complete":true`, `"variables":[{"variable":"0"`, `"links":[{"from":"0"`} {
		if !strings.Contains(string(text), key) {
			t.Errorf("no %s in %.200s", key, text)
		}
	}
}

func TestTwoWayRingsHaveTheirPairsAndTheirRounds(t *testing.T) {
	const n = 6000
	var links []graph.Link
	for v := range n {
		links = append(links,
			graph.Link{From: v, To: (v + 1) % n, Sign: maps.Positive},
			graph.Link{From: (v + 1) % n, To: v, Sign: maps.Negative})
	}
	r, err := Census(t.Context(), mustGraph(t, n, links), CensusOptions{ByLength: true})
	if err != nil {
		t.Fatal(err)
	}
	if !r.Complete || !isCount(r.Count, 2, n) || r.LengthsTo != 0 {
		t.Fatalf("complete %v: %v, lengths to %d", r.Complete, r.Count, r.LengthsTo)
	}
	if last := r.ByLength[len(r.ByLength)-1]; last.Length != n || !isCount(last.Count, 2, 0) || !isCount(r.ByLength[0].Count, 0, n) {
		t.Errorf("of length %d: %v", last.Length, last.Count)
	}
}

func FuzzCensus(f *testing.F) {
	f.Add([]byte{3, 0, 1, 1, 2, 2, 0})
	f.Add([]byte{4, 0x10, 1, 0x21, 2, 2, 3, 3, 0, 1, 0, 2, 1, 0x33, 3})
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < 1 || len(data) > 49 {
			return
		}
		n := 1 + int(data[0])%7
		var links []graph.Link
		for i := 1; i+1 < len(data); i += 2 {
			links = append(links, graph.Link{
				From: int(data[i]&15) % n, To: int(data[i+1]&15) % n,
				Sign: maps.Sign(int(data[i]>>4)%3 - 1),
			})
		}
		g := mustGraph(t, n, links)
		r, err := Census(t.Context(), g, CensusOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if total, _, _, _ := slowCensus(g, 0); !same(r.Count, total) {
			t.Fatalf("%v, want %v", r.Count, total)
		}
	})
}
