package leverage

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"sysmap/graph"
	"sysmap/maps"
)

func made(t testing.TB, n int, links []graph.Link) *graph.Graph {
	t.Helper()
	g, err := graph.FromLinks(n, links)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func complete(n int) []graph.Link {
	var links []graph.Link
	for u := range n {
		for v := range n {
			if u != v {
				links = append(links, graph.Link{From: u, To: v, Sign: maps.Positive})
			}
		}
	}
	return links
}

func ring(n int) []graph.Link {
	links := make([]graph.Link, n)
	for v := range links {
		links[v] = graph.Link{From: v, To: (v + 1) % n, Sign: maps.Negative}
	}
	return links
}

// checkWhole ranks by every measure and writes everything.
func checkWhole(t *testing.T, r *Result) {
	t.Helper()
	for _, column := range r.Columns {
		for v, x := range column.Values {
			if math.IsNaN(x) || math.IsInf(x, 0) || x < 0 {
				t.Errorf("%s of node %d is %v", column.Measure, v, x)
			}
		}
		rows, err := r.Ranking(column.Measure)
		if (err != nil) != (column.Values == nil) {
			t.Errorf("%s: %v", column.Measure, err)
		}
		if column.Values == nil && column.Missing.Empty() {
			t.Errorf("%s is missing and nobody says why", column.Measure)
		}
		if _, err := json.Marshal(rows); err != nil {
			t.Errorf("%s: %v", column.Measure, err)
		}
	}
	if _, err := json.Marshal(r.Control()); err != nil {
		t.Error(err)
	}
}

func TestOddGraphsHaveAnAnswer(t *testing.T) {
	loop := graph.Link{From: 0, To: 0, Sign: maps.Negative}
	for _, c := range []struct {
		name              string
		g                 *graph.Graph
		matching, drivers int
		vertices, arcs    int
		eigenvector       bool
	}{
		{"no nodes", made(t, 0, nil), 0, 0, 0, 0, false},
		{"one node", made(t, 1, nil), 0, 1, 0, 0, false},
		{"one node with a loop", made(t, 1, []graph.Link{loop}), 1, 1, 1, 1, false},
		{"one node with two loops", made(t, 1, []graph.Link{loop, {From: 0, To: 0, Sign: maps.Positive}}), 1, 1, 1, 2, false},
		{"nodes without links", made(t, 5, nil), 0, 5, 0, 0, false},
		{"a chain", made(t, 3, ring(3)[:2]), 2, 1, 0, 0, false},
		{"a ring", made(t, 7, ring(7)), 7, 1, 1, 1, true},
		{"two rings of one size", made(t, 6, []graph.Link{{From: 0, To: 1}, {From: 1, To: 2}, {From: 2, To: 0}, {From: 3, To: 4}, {From: 4, To: 5}, {From: 5, To: 3}}), 6, 1, 2, 2, false},
		{"parallel links", made(t, 2, []graph.Link{{From: 0, To: 1, Sign: maps.Positive}, {From: 0, To: 1, Sign: maps.Negative}, {From: 1, To: 0}}), 2, 1, 1, 1, true},
		{"everything to everything", made(t, 24, complete(24)), 24, 1, 23, 24 * 23 / 2, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := Analyse(context.Background(), c.g, Options{SearchBudget: 5_000_000, MaxStates: 1000, MaxSteps: 100_000, ShortLength: 3})
			if err != nil {
				t.Fatal(err)
			}
			if r.Drivers.Matching != c.matching || r.Drivers.Count != c.drivers || len(r.Drivers.Nodes) != c.drivers {
				t.Errorf("matching %d, drivers %v; want %d and %d", r.Drivers.Matching, r.Drivers.Nodes, c.matching, c.drivers)
			}
			if f := r.FeedbackVertices; len(f.Members) != c.vertices || !f.Minimum {
				t.Errorf("feedback vertices %+v, want %d", f, c.vertices)
			}
			if f := r.FeedbackArcs; len(f.Members) != c.arcs && f.Minimum || f.AtLeast > c.arcs || len(f.Members) < c.arcs {
				t.Errorf("feedback arcs %+v, want %d", f, c.arcs)
			}
			if (r.Spectrum.EigenvectorIn != nil) != c.eigenvector {
				t.Errorf("eigenvector %v, radius %v", r.Spectrum.EigenvectorIn, r.Spectrum.Radius)
			}
			checkWhole(t, r)
		})
	}
}

func TestWhatIsBeyondTheBudgetIsSaidToBe(t *testing.T) {
	g := scattered(t, 300, 1500)
	r, err := Analyse(context.Background(), g, Options{SearchBudget: 1000, MaxStates: 10, MaxSteps: 10_000, Communities: CommunityOptions{Restarts: 1}})
	if err != nil {
		t.Fatal(err)
	}
	for name, f := range map[string]FeedbackSet{"vertices": r.FeedbackVertices, "arcs": r.FeedbackArcs} {
		if f.Minimum || f.AtLeast >= len(f.Members) || f.AtLeast < 1 {
			t.Errorf("%s: minimum %v, %d members, at least %d", name, f.Minimum, len(f.Members), f.AtLeast)
		}
	}
	left := make([]int, 0, g.Len())
	for v := range g.Len() {
		if !contains(r.FeedbackVertices.Members, v) {
			left = append(left, v)
		}
	}
	part, err := g.Subgraph(left)
	if err != nil {
		t.Fatal(err)
	}
	cut, err := g.Without(r.FeedbackArcs.Members...)
	if err != nil {
		t.Fatal(err)
	}
	if len(part.StrongComponents()) != part.Len() || len(cut.StrongComponents()) != cut.Len() {
		t.Error("loops are left")
	}
	if r.Membership.Counted || r.Column(FeedbackShare).Values != nil || r.Loops.Complete {
		t.Errorf("counted %v, loops %+v", r.Membership.Counted, r.Loops)
	}
	rows, err := r.Ranking(AllLoops)
	if err != nil {
		t.Fatal(err)
	}
	if why := rows[0].Why.In(maps.English); !strings.Contains(why, "counting loops of up to") {
		t.Errorf("%q does not say that the count is bounded", why)
	}
	checkWhole(t, r)
}

func contains(sorted []int, v int) bool {
	for _, w := range sorted {
		if w == v {
			return true
		}
	}
	return false
}

// scattered is a graph with links at random.
func scattered(t testing.TB, n, m int) *graph.Graph {
	random := rand.New(rand.NewPCG(1, 2))
	links := make([]graph.Link, m)
	for l := range links {
		links[l] = graph.Link{From: random.IntN(n), To: random.IntN(n), Sign: maps.Positive}
	}
	return made(t, n, links)
}

func TestSetsTooManyToCountAreSampled(t *testing.T) {
	g := scattered(t, 60, 140)
	counted, err := CountFeedbackVertices(context.Background(), g, 0)
	if err != nil || !counted.Counted {
		t.Fatalf("counted %v: %v", counted.Counted, err)
	}
	e := newEffort(context.Background(), 0)
	sampled, err := sample(e, g)
	if err != nil || sampled.Counted || sampled.Sampled != samples {
		t.Fatalf("%+v: %v", sampled, err)
	}
	sum := [2]float64{}
	for v := range g.Len() {
		sum[0], sum[1] = sum[0]+counted.Share[v], sum[1]+sampled.Share[v]
		// What is in every set, or in none, is so in every sample.
		if c := counted.Share[v]; (c == 0 || c == 1) && sampled.Share[v] != c {
			t.Errorf("node %d is in %v of the samples, and in %v of all sets", v, sampled.Share[v], c)
		}
	}
	if !near(sum[0], sum[1]) {
		t.Errorf("shares add up to %v and %v", sum[0], sum[1])
	}
	again, err := sample(newEffort(context.Background(), 0), g)
	if err != nil || !slices.Equal(again.Share, sampled.Share) {
		t.Errorf("sampling again gives other shares: %v", err)
	}
	r := analyse(t, g)
	r.Membership = sampled
	r.Column(FeedbackShare).Values = sampled.Share
	rows, err := r.Ranking(FeedbackShare)
	if err != nil {
		t.Fatal(err)
	}
	if why := rows[0].Why.In(maps.English); !strings.Contains(why, "of 100 such sets found from random starts") {
		t.Errorf("%q does not say that sets were sampled", why)
	}
	if said := strings.Join(r.Statements(maps.Danish), " "); !strings.Contains(said, "andele er af 100 fundet ved tilfældige forsøg") {
		t.Errorf("%q does not say that sets were sampled", said)
	}
}

func TestCancellingEndsTheAnalysis(t *testing.T) {
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Analyse(gone, load(t, "foresight"), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled before: %v", err)
	}
	short, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
	defer cancel()
	if _, err := FeedbackArcs(short, scattered(t, 600, 3000), math.MaxInt); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("out of time: %v", err)
	}
}

func TestNumbersTooLargeToRankByAreMissing(t *testing.T) {
	// A ring with two links, of different sign, from each node to the next
	// has 2^1030 loops.
	const n = 1030
	links := ring(n)
	for _, link := range ring(n) {
		link.Sign = maps.Positive
		links = append(links, link)
	}
	r, err := Analyse(context.Background(), made(t, n, links), Options{SearchBudget: 20_000_000, Communities: CommunityOptions{Restarts: 1}})
	if err != nil {
		t.Fatal(err)
	}
	if !r.Loops.Complete || r.Loops.Total.BitLen() != n+1 || r.Column(AllLoops).Values != nil {
		t.Errorf("loops: complete %v, %d bits, %v", r.Loops.Complete, r.Loops.Total.BitLen(), r.Column(AllLoops).Missing)
	}
	if f := r.FeedbackVertices; len(f.Members) != 1 || !f.Minimum {
		t.Errorf("feedback vertices %+v, want one", f)
	}
	if _, err := r.Ranking(AllLoops); err == nil {
		t.Error("a ranking by numbers that are not there")
	}
}

func TestLongChainsNeedNoStack(t *testing.T) {
	const n = 100_000
	m := newMatching(made(t, n, ring(n)))
	m.maximise()
	if m.size != n {
		t.Errorf("matching %d, want %d", m.size, n)
	}
	set, err := FeedbackVertices(context.Background(), made(t, n, ring(n)), 0)
	if err != nil || len(set.Members) != 1 {
		t.Errorf("%d feedback vertices: %v", len(set.Members), err)
	}
}

func TestOptionsThatMakeNoSenseAreRefused(t *testing.T) {
	g := made(t, 2, nil)
	for name, o := range map[string]Options{
		"damping above 1":   {Damping: 1.5},
		"damping NaN":       {Damping: math.NaN()},
		"negative length":   {ShortLength: -1},
		"enormous length":   {ShortLength: 1 << 40},
		"negative budget":   {SearchBudget: -1},
		"negative states":   {MaxStates: -1},
		"negative restarts": {Communities: CommunityOptions{Restarts: -1}},
	} {
		if _, err := Analyse(context.Background(), g, o); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	r, err := Analyse(context.Background(), g, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Ranking("fame"); err == nil {
		t.Error("a ranking by an unknown measure")
	}
	if _, err := r.Ranking(EigenvectorIn); err == nil || !strings.Contains(err.Error(), "no feedback loop") {
		t.Errorf("a ranking by a missing measure: %v", err)
	}
}

func TestProgressGoesFromNothingToAll(t *testing.T) {
	last := 0.0
	_, err := Analyse(context.Background(), load(t, "classroom"), Options{Progress: func(done float64) {
		if done <= last || done > 1 {
			t.Errorf("%v after %v", done, last)
		}
		last = done
	}})
	if err != nil || last != 1 {
		t.Errorf("ends at %v: %v", last, err)
	}
}

func TestAPartOfAMapKeepsItsIDs(t *testing.T) {
	g := load(t, "foresight")
	part, err := g.Cluster("engine")
	if err != nil {
		t.Fatal(err)
	}
	r := analyse(t, part)
	rows, err := r.Ranking(TotalDegree)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		v, ok := g.Find(row.Variable)
		if !ok || g.Map().Variables[v].Cluster != "engine" || !strings.HasPrefix(row.Why.In(maps.Danish), row.Label.In(maps.Danish)+" er nr. ") {
			t.Errorf("%s: %s", row.Variable, row.Why.In(maps.Danish))
		}
	}
	checkWhole(t, r)
}
