package figure_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"sysmap/alliance"
	"sysmap/maps"
	"sysmap/maps/library"
	"sysmap/render/diagram"
	"sysmap/render/figure"
	"sysmap/render/scene"
)

// example loads one of the maps that come as examples.
func example(t *testing.T, name string) (*maps.Map, *alliance.Result) {
	t.Helper()
	loader := maps.Loader{Library: library.Source}
	m, err := loader.Load(context.Background(), "../../examples/"+name+"/map.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return m, analysed(t, m)
}

func analysed(t *testing.T, m *maps.Map) *alliance.Result {
	t.Helper()
	r, err := alliance.Analyse(context.Background(), m, alliance.Options{Members: 1, Proposals: -1, MaxStates: -1})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

type drawn = func(*maps.Map, *alliance.Result, figure.Options) (*scene.Scene, error)

var responsible = map[string]drawn{
	"coverage": figure.Coverage, "coordination": figure.Coordination, "reach": figure.Reach, "contribution": figure.Contribution,
}

func TestWhoHoldsWhatIsAMatrixOfActorsAndClusters(t *testing.T) {
	m, r := example(t, "ensomhed")
	s, err := figure.Coverage(m, r, figure.Options{Language: maps.Danish})
	svg := written(t, s, err)
	for _, want := range []string{"Hvem har hvad", "Kommunen", "Skolen", "Har ansvar: Skolefravær", "Uden ansvarlig", "5 af 7"} {
		if !strings.Contains(svg, want) {
			t.Errorf("the matrix does not say %q", want)
		}
	}
}

func TestPairsWithoutASharedEffortCarryARing(t *testing.T) {
	m, r := example(t, "ensomhed")
	s, err := figure.Coordination(m, r, figure.Options{})
	svg := written(t, s, err)
	without := 2 * r.Interfaces.Unshared
	if found := strings.Count(svg, "No shared effort today · "); found != without {
		t.Errorf("%d cells say that no effort is shared, and %d pairs share none", found, r.Interfaces.Unshared)
	}
	if strings.Contains(svg, "Universitetet") {
		t.Error("an actor without anything to coordinate has a row")
	}
}

func TestReachMarksThoseInEverySmallestAlliance(t *testing.T) {
	m, r := example(t, "ensomhed")
	s, err := figure.Reach(m, r, figure.Options{Language: maps.English})
	svg := written(t, s, err)
	if len(r.Alone.Smallest.InEvery) == 0 || !strings.Contains(svg, "Bold: no smallest alliance is without them.") {
		t.Error("nobody is in every smallest alliance, or the chart does not say so")
	}
	if !strings.Contains(svg, "%") {
		t.Error("shares are not percentages")
	}
}

func TestFiguresOfResponsibilityAreDrawnInEveryThemeAndLanguage(t *testing.T) {
	m, r := example(t, "ensomhed")
	for name, draw := range responsible {
		for _, theme := range []diagram.Theme{diagram.Foresight(), diagram.Print(), diagram.Projector()} {
			for _, l := range maps.Languages() {
				s, err := draw(m, r, figure.Options{Language: l, Theme: theme})
				if err != nil {
					t.Errorf("%s in %s: %v", name, l, err)
					continue
				}
				if err := s.Check(); err != nil {
					t.Errorf("%s in %s: %v", name, l, err)
				}
			}
		}
	}
}

func TestAMapWithoutActorsSaysWhatToAdd(t *testing.T) {
	m := parse(t, evening)
	r := analysed(t, m)
	for name, draw := range responsible {
		if _, err := draw(m, r, figure.Options{}); !errors.Is(err, figure.ErrNothing) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := figure.Coverage(m, r, figure.Options{}); !strings.Contains(err.Error(), "roles:") {
		t.Errorf("%v does not say what to add", err)
	}
}

func TestAnonymousFiguresNameNobody(t *testing.T) {
	loader := maps.Loader{Library: library.Source}
	m, err := loader.Load(context.Background(), "../../examples/ensomhed/map.yaml")
	if err != nil {
		t.Fatal(err)
	}
	hidden := alliance.Anonymous(m)
	r := analysed(t, hidden)
	for name, draw := range responsible {
		s, err := draw(hidden, r, figure.Options{Language: maps.Danish})
		svg := written(t, s, err)
		for _, a := range m.Actors {
			if strings.Contains(svg, a.Label.In(maps.Danish)+"<") || strings.Contains(svg, a.ID+"<") {
				t.Errorf("%s names %s", name, a.ID)
			}
		}
		if !strings.Contains(svg, "Aktør 1") {
			t.Errorf("%s has no numbers for names", name)
		}
	}
}
