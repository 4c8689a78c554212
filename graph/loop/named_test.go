package loop

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"sysmap/graph"
	"sysmap/maps"
)

// bedroom is a small map with every kind of link that a story can meet.
func bedroom() *maps.Map {
	variable := func(id, english, danish string) maps.Variable {
		return maps.Variable{ID: id, Label: maps.Text{By: map[maps.Language]string{maps.English: english, maps.Danish: danish}}}
	}
	later := maps.Exactly(3)
	return &maps.Map{
		Variables: []maps.Variable{
			variable("stress", "Stress", "Stress"),
			variable("sleep", "Sleep", "Søvn"),
			variable("energy", "Level of Energy", "Overskud"),
			variable("noise", "Noise from neighbours", "Støj fra naboer"),
			variable("coffee", "Cups of coffee", "Kopper kaffe"),
		},
		Links: []maps.Link{
			{From: "stress", To: "sleep", Sign: maps.Negative},
			{From: "sleep", To: "energy", Sign: maps.Positive, Delay: &later},
			{From: "energy", To: "stress", Sign: maps.Negative},
			{From: "sleep", To: "noise", Sign: maps.Unknown},
			{From: "noise", To: "stress", Sign: maps.Positive},
			{From: "sleep", To: "coffee", Sign: maps.Negative},
			{From: "coffee", To: "sleep", Sign: maps.Negative, Delay: &later},
			{From: "coffee", To: "sleep", Sign: maps.Positive},
			{From: "stress", To: "stress", Sign: maps.Positive},
		},
		Loops: []maps.Loop{
			{ID: "R1", Through: []string{"energy", "stress", "sleep"}},
			{ID: "R2", Through: []string{"coffee", "sleep"}},
			{ID: "U1", Through: []string{"noise", "stress", "sleep"}},
			{ID: "B1", Through: []string{"stress"}},
		},
	}
}

func TestNamedLoopsAreFoundLinkByLink(t *testing.T) {
	named, err := ResolveAll(graph.New(bedroom()))
	if err != nil {
		t.Fatal(err)
	}
	want := []struct {
		hops     [][]int
		polarity Polarity
		variants int
	}{
		{[][]int{{2}, {0}, {1}}, Reinforcing, 1},
		{[][]int{{6, 7}, {5}}, Undetermined, 2},
		{[][]int{{4}, {0}, {3}}, Undetermined, 1},
		{[][]int{{8}}, Reinforcing, 1},
	}
	for i, n := range named {
		variants := 0
		for l := range n.Variants() {
			if !slices.Equal(l.Variables, n.Variables) || l.Len() != len(n.Hops) {
				t.Errorf("%s: variant %+v of %v", n.ID, l, n.Variables)
			}
			variants++
		}
		if !slices.EqualFunc(n.Hops, want[i].hops, slices.Equal) || n.Polarity != want[i].polarity || variants != want[i].variants {
			t.Errorf("%s: hops %v, %s, %d variants; want %v", n.ID, n.Hops, n.Polarity, variants, want[i])
		}
	}
}

func TestVariantsCoverEveryCombinationOfParallelLinks(t *testing.T) {
	n, err := Resolve(graph.New(bedroom()), maps.Loop{ID: "R2", Through: []string{"coffee", "sleep"}})
	if err != nil {
		t.Fatal(err)
	}
	var polarities []Polarity
	var delayed []bool
	for l := range n.Variants() {
		polarities, delayed = append(polarities, l.Polarity), append(delayed, l.Delayed)
	}
	if !slices.Equal(polarities, []Polarity{Reinforcing, Balancing}) || !slices.Equal(delayed, []bool{true, false}) {
		t.Errorf("%v, delayed %v", polarities, delayed)
	}
}

func TestALoopWithoutItsLinksSaysWhichAreMissing(t *testing.T) {
	g := graph.New(bedroom())
	_, err := Resolve(g, maps.Loop{ID: "R9", Through: []string{"stress", "energy", "noise"}})
	if err == nil {
		t.Fatal("a loop without links was found")
	}
	for _, hop := range []string{"from stress to energy", "from energy to noise"} {
		if !strings.Contains(err.Error(), hop) {
			t.Errorf("%q does not say that the link %s is missing", err, hop)
		}
	}
	var missing *MissingLinkError
	if !errors.As(err, &missing) || missing.From != "stress" || missing.To != "energy" || !missing.Reversed {
		t.Errorf("%+v; want stress to energy, with a link the other way", missing)
	}
	for name, through := range map[string][]string{
		"none": nil, "unknown": {"stress", "snoring"}, "twice": {"stress", "sleep", "stress"},
	} {
		if _, err := Resolve(g, maps.Loop{ID: "R9", Through: through}); err == nil || !strings.Contains(err.Error(), "R9") {
			t.Errorf("variables %s: error %v", name, err)
		}
	}
}

func TestResolveAllReturnsWhatItFoundBesideTheErrors(t *testing.T) {
	m := bedroom()
	m.Loops = append(m.Loops[:1:1], maps.Loop{ID: "X", Through: []string{"noise", "coffee"}}, m.Loops[3])
	named, err := ResolveAll(graph.New(m))
	if len(named) != 2 || err == nil || !strings.Contains(err.Error(), "loop X") {
		t.Errorf("%d loops and %v", len(named), err)
	}
}

func TestAnIDMayClaimAPolarity(t *testing.T) {
	for id, want := range map[string]string{"R1": "R", "b12": "B", "R": "", "rest": "", "R1a": "", "U1": "", "": ""} {
		got, claims := Named{Loop: maps.Loop{ID: id}}.Claimed()
		if claims != (want != "") || claims && got.String() != want {
			t.Errorf("%q claims %v %v, want %q", id, got, claims, want)
		}
	}
}

func TestForesightsNamedLoopsAreWhatTheyClaim(t *testing.T) {
	g := foresight(t)
	named, err := ResolveAll(g)
	if err != nil || len(named) != len(g.Map().Loops) {
		t.Fatalf("%d of %d loops: %v", len(named), len(g.Map().Loops), err)
	}
	for _, n := range named {
		if claimed, claims := n.Claimed(); claims && claimed != n.Polarity {
			t.Errorf("%s is %s", n.ID, n.Polarity)
		}
	}
}
