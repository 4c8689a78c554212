package graph

import (
	"slices"
	"testing"

	"sysmap/maps"
)

func kitchen() *maps.Map {
	six := maps.Exactly(6)
	zero := maps.Exactly(0)
	return &maps.Map{
		Clusters: []maps.Cluster{{ID: "home"}, {ID: "body"}},
		Variables: []maps.Variable{
			{ID: "time", Cluster: "home", Category: "social"},
			{ID: "cooking", Cluster: "home", Category: "food"},
			{ID: "weight", Cluster: "body", Category: "biological"},
			{ID: "stress", Cluster: "body", Category: "psychological"},
			{ID: "price", Category: "economic"},
		},
		Links: []maps.Link{
			{From: "time", To: "cooking", Sign: maps.Positive, Strength: maps.Range{Low: 0.65, High: 0.95}},
			{From: "cooking", To: "weight", Sign: maps.Negative, Delay: &six},
			{From: "weight", To: "stress", Delay: &zero},
			{From: "stress", To: "time", Sign: maps.Negative},
			{From: "price", To: "cooking", Sign: maps.Negative},
		},
		Views: []maps.View{
			{ID: "home", Clusters: []string{"home"}},
			{ID: "food", Categories: []string{"food"}, Neighbours: true},
			{ID: "named", Loops: []string{"R1"}, Variables: []string{"price"}},
		},
		Loops: []maps.Loop{{ID: "R1", Through: []string{"time", "cooking", "weight", "stress"}}},
	}
}

func TestAMapKeepsItsOrder(t *testing.T) {
	m := kitchen()
	g := New(m)
	if g.Map() != m || g.Len() != len(m.Variables) || len(g.Links()) != len(m.Links) {
		t.Fatalf("%d nodes and %d links", g.Len(), len(g.Links()))
	}
	for v, variable := range m.Variables {
		if found, ok := g.Find(variable.ID); !ok || found != v || g.ID(v) != variable.ID {
			t.Errorf("variable %q is node %d", variable.ID, found)
		}
	}
	want := []Link{
		{From: 0, To: 1, Sign: maps.Positive, Strength: 0.8},
		{From: 1, To: 2, Sign: maps.Negative, Delayed: true},
		{From: 2, To: 3, Sign: maps.Unknown},
		{From: 3, To: 0, Sign: maps.Negative},
		{From: 4, To: 1, Sign: maps.Negative},
	}
	for l := range want {
		got := g.Links()[l]
		if diff := got.Strength - want[l].Strength; diff > 1e-12 || diff < -1e-12 {
			t.Errorf("link %d has strength %v, want %v", l, got.Strength, want[l].Strength)
		}
		got.Strength = want[l].Strength
		if got != want[l] {
			t.Errorf("link %d is %v, want %v", l, got, want[l])
		}
	}
}

func TestPartsOfAMap(t *testing.T) {
	g := New(kitchen())
	part := func(p *Graph, err error) *Graph {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	for name, c := range map[string]struct {
		part *Graph
		want []string
	}{
		"cluster":                     {part(g.Cluster("body")), []string{"weight", "stress"}},
		"view of a cluster":           {part(g.View("home")), []string{"time", "cooking"}},
		"view with neighbours":        {part(g.View("food")), []string{"time", "cooking", "weight", "price"}},
		"view of a loop and variable": {part(g.View("named")), []string{"time", "cooking", "weight", "stress", "price"}},
		"cluster within a view":       {part(part(g.View("food")).Cluster("body")), []string{"weight"}},
	} {
		var got []string
		for v := range c.part.Len() {
			got = append(got, c.part.ID(v))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	if _, err := g.Cluster("attic"); err == nil {
		t.Error("a cluster that does not exist was accepted")
	}
	if _, err := g.View("attic"); err == nil {
		t.Error("a view that does not exist was accepted")
	}
}

func TestAnUncheckedMapIsRefusedLoudly(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a link to nowhere was accepted")
		}
	}()
	New(&maps.Map{Variables: []maps.Variable{{ID: "a"}}, Links: []maps.Link{{From: "a", To: "b"}}})
}
