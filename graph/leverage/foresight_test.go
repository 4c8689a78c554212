package leverage

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"sysmap/graph"
	"sysmap/maps"
	"sysmap/maps/library"
)

func loader() *maps.Loader {
	return &maps.Loader{Library: library.Source, LibraryNames: library.Names()}
}

// foresight is the library map, classroom and ensomhed are the examples.
func load(t testing.TB, name string) *graph.Graph {
	t.Helper()
	if name != "foresight" {
		name = filepath.Join("..", "..", "examples", name, "map.yaml")
		if _, err := os.Stat(name); err != nil {
			t.Fatal(err)
		}
	}
	m, err := loader().Load(context.Background(), name)
	if err != nil {
		t.Fatal(err)
	}
	return graph.New(m)
}

func analyse(t testing.TB, g *graph.Graph) *Result {
	t.Helper()
	r, err := Analyse(context.Background(), g, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestForesightHasThePublishedValues(t *testing.T) {
	g := load(t, "foresight")
	r := analyse(t, g)
	value := func(m Measure, id string) float64 {
		v, ok := g.Find(id)
		if !ok {
			t.Fatalf("there is no %s", id)
		}
		return r.Column(m).Values[v]
	}
	for _, c := range []struct {
		measure  Measure
		variable string
		want     float64
	}{
		{InDegree, "force-of-dietary-habits", 11},
		{InDegree, "degree-of-primary-appetite-control", 11},
		{InDegree, "level-of-available-energy", 10},
		{OutDegree, "perceived-lack-of-time", 9},
		{OutDegree, "media-consumption", 8},
		{OutDegree, "stress", 8},
		{OutDegree, "physical-activity", 8},
		{OutDegree, "genetic-and-or-epigenetic-predisposition-to-obesity", 8},
		{Betweenness, "physical-activity", 3065.469},
		{Betweenness, "conscious-control-of-accumulation", 2011.958},
		{Betweenness, "effort-to-acquire-energy", 1998.695},
		{Betweenness, "stress", 1829.899},
	} {
		if got := value(c.measure, c.variable); math.Abs(got-c.want) > 0.0005 {
			t.Errorf("%s of %s is %v, want %v", c.measure, c.variable, got, c.want)
		}
	}
	rows, err := r.Ranking("")
	if err != nil {
		t.Fatal(err)
	}
	for place, id := range []string{"physical-activity", "conscious-control-of-accumulation", "effort-to-acquire-energy", "stress"} {
		if rows[place].Variable != id || rows[place].Place != place+1 {
			t.Errorf("no. %d is %s at %d, want %s", place+1, rows[place].Variable, rows[place].Place, id)
		}
	}
	c := r.Control()
	if c.MaximumMatching != 82 || c.DriverNodeCount != 26 || len(c.DriverNodes) != 26 || len(c.Sources) != 8 {
		t.Errorf("matching %d, %d driver nodes, %d sources; want 82, 26, 8", c.MaximumMatching, len(c.DriverNodes), len(c.Sources))
	}
	if !c.FeedbackVertexSetMinimum || len(c.FeedbackVertexSet) != 12 || c.FeedbackVertexSetAtLeast != 12 {
		t.Errorf("feedback vertex set %v, minimum %v; want 12", c.FeedbackVertexSet, c.FeedbackVertexSetMinimum)
	}
	if !c.FeedbackArcSetMinimum || len(c.FeedbackArcSet) != 24 || c.FeedbackArcSetAtLeast != 24 {
		t.Errorf("feedback arc set %v, minimum %v; want 24", c.FeedbackArcSet, c.FeedbackArcSetMinimum)
	}
	if l := r.Loops; !l.Complete || l.Total.Int64() != 283_457_624 || l.ShortTotal != 12+9+22+51+99 {
		t.Errorf("loops: %+v", l)
	}
}

func TestForesightHas120MinimumFeedbackVertexSets(t *testing.T) {
	// The count is checked by taking it apart: sets with a variable and sets
	// without it add up, and so do the shares, to the size of a set.
	g := load(t, "foresight")
	r := analyse(t, g)
	if r.Membership.Sets.Int64() != 120 {
		t.Fatalf("%v sets, want 120", r.Membership.Sets)
	}
	sum := 0.0
	for _, share := range r.Membership.Share {
		sum += share
	}
	if !near(sum, 12) {
		t.Errorf("shares add up to %v, want 12", sum)
	}
	for v := range g.Len() {
		rest := make([]int, 0, g.Len())
		for w := range g.Len() {
			if w != v {
				rest = append(rest, w)
			}
		}
		part, err := g.Subgraph(rest)
		if err != nil {
			t.Fatal(err)
		}
		set, err := FeedbackVertices(context.Background(), part, 0)
		if err != nil {
			t.Fatal(err)
		}
		want := int64(0)
		if len(set.Members) == 11 {
			m, err := CountFeedbackVertices(context.Background(), part, 0)
			if err != nil {
				t.Fatal(err)
			}
			want = m.Sets.Int64()
		}
		if r.Membership.With[v].Int64() != want {
			t.Errorf("%s is in %v sets, want %d", g.ID(v), r.Membership.With[v], want)
		}
	}
}

func TestTheResultIsTheSameEveryTime(t *testing.T) {
	g := load(t, "foresight")
	text := func() string {
		r := analyse(t, graph.New(g.Map()))
		rows, err := r.Ranking("")
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(struct {
			Rows        []Row
			Control     Control
			Loops       LoopCover
			Levels      []LevelUse
			Communities Communities
		}{rows, r.Control(), r.Loops, r.Levels, r.Communities})
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	first := text()
	for range 3 {
		if text() != first {
			t.Fatal("the same map gave another result")
		}
	}
}
