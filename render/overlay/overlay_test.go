package overlay_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"sysmap/graph"
	"sysmap/graph/leverage"
	"sysmap/graph/loop"
	"sysmap/maps"
	"sysmap/maps/library"
	"sysmap/render/overlay"
)

func foresight(t *testing.T) *graph.Graph {
	t.Helper()
	loader := maps.Loader{Library: library.Source}
	m, err := loader.Load(context.Background(), "foresight")
	if err != nil {
		t.Fatal(err)
	}
	return graph.New(m)
}

func TestLoopsStandOutWithTheirNamesAndPolarity(t *testing.T) {
	g := foresight(t)
	named, err := loop.Resolve(g, *g.Map().Loop("B1"))
	if err != nil {
		t.Fatal(err)
	}
	var b1 loop.Loop
	for k := range named.Variants() {
		b1 = k.Clone()
	}
	o := overlay.Loops(g, []overlay.Named{{Name: "B1", Loop: b1}}, maps.Danish)
	if !o.Fade || !strings.Contains(o.Title, "B1") || !strings.Contains(o.Title, "balancerende") {
		t.Errorf("title %q", o.Title)
	}
	if len(o.Variables) != b1.Len() || len(o.Links) != b1.Len() || len(o.Loops) != 1 {
		t.Fatalf("%d variables, %d links, %d loops", len(o.Variables), len(o.Links), len(o.Loops))
	}
	mark := o.Loops[0]
	if mark.Polarity != maps.Negative || len(mark.Through) != b1.Len() {
		t.Errorf("%+v", mark)
	}
	for i, id := range mark.Through {
		next := mark.Through[(i+1)%len(mark.Through)]
		if !slices.ContainsFunc(g.Map().Links, func(l maps.Link) bool { return l.From == id && l.To == next && o.Links[l.Ref()].Emphasis }) {
			t.Errorf("no marked link from %s to %s", id, next)
		}
	}
}

func TestParticipationIsWidthAndColour(t *testing.T) {
	g := foresight(t)
	census, err := loop.Census(context.Background(), g, loop.CensusOptions{Participation: true})
	if err != nil {
		t.Fatal(err)
	}
	o := overlay.Participation(g, census, maps.English)
	if !strings.Contains(o.Note, "283,457,624") {
		t.Errorf("note %q", o.Note)
	}
	if len(o.Variables) != 108 || len(o.Links) != 296 {
		t.Fatalf("%d variables, %d links", len(o.Variables), len(o.Links))
	}
	// A source is on no loop; the link that most loops pass is the widest.
	if v := o.Variables["education"].Value; v == nil || *v != 0 {
		t.Errorf("education has %v", v)
	}
	widest := maps.LinkRef{From: "effort-to-acquire-energy", To: "effort-to-increase-efficiency-of-production", Sign: maps.Positive}
	for ref, mark := range o.Links {
		if mark.Width > o.Links[widest].Width {
			t.Errorf("%s is wider than %s", ref, widest)
		}
	}
}

func TestAnUnfinishedCensusSaysSoOnThePicture(t *testing.T) {
	g := foresight(t)
	census, err := loop.Census(context.Background(), g, loop.CensusOptions{Participation: true, MaxStates: 10})
	if err != nil {
		t.Fatal(err)
	}
	if census.Complete {
		t.Fatal("ten states were enough")
	}
	if o := overlay.Participation(g, census, maps.English); !strings.Contains(o.Note, "longer ones are not counted") {
		t.Errorf("note %q", o.Note)
	}
}

func TestLeverageCarriesPlacesAndTheCaution(t *testing.T) {
	g := foresight(t)
	r, err := leverage.Analyse(context.Background(), g, leverage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	o, err := overlay.Leverage(r, leverage.Betweenness, maps.English)
	if err != nil {
		t.Fatal(err)
	}
	if o.Variables["physical-activity"].Badge != "1" || o.Variables["education"].Badge != "" {
		t.Errorf("badges %q and %q", o.Variables["physical-activity"].Badge, o.Variables["education"].Badge)
	}
	if !strings.Contains(o.Note, "Structure alone misleads") || o.Scale.HighLabel != "3,065" {
		t.Errorf("note %q, scale %+v", o.Note, o.Scale)
	}
	if _, err := overlay.Leverage(r, "luck", maps.English); err == nil {
		t.Error("an unknown measure was drawn")
	}
}
