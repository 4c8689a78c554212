package maps_test

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"sysmap/maps"
)

// problemsOf reads a text and returns what is wrong with it, a line each.
func problemsOf(t *testing.T, text string) []string {
	t.Helper()
	_, err := (&maps.Loader{}).Parse(t.Context(), "map.yaml", []byte(text))
	if err == nil {
		return nil
	}
	var ps maps.Problems
	if !errors.As(err, &ps) {
		t.Fatalf("the error is not Problems: %v", err)
	}
	var lines []string
	for _, p := range ps {
		lines = append(lines, p.Error())
	}
	return lines
}

func TestTheDesignsExampleIsReadInFull(t *testing.T) {
	m, err := (&maps.Loader{}).Load(t.Context(), "testdata/good/design.yaml")
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(m.Links, func(l maps.Link) bool { return l.From == "stress" && l.To == "sleep" })
	link := m.Links[i]
	if link.Strength != (maps.Range{Low: 0.65, High: 0.95}) || !link.StrengthStated || *link.Delay != maps.Exactly(6) ||
		link.Probability != 0.8 || *link.Bend != 0.3 || !link.Core || link.Evidence[0].Kind != maps.LivedExperience {
		t.Errorf("the link is %+v", link)
	}
	stress := m.Variables[0]
	if stress.Label.In("da") != "Stress" || stress.Category != "psychological" || *stress.At != (maps.Position{X: 1846, Y: 616}) ||
		stress.Measure.Unit != "points" || stress.Horizon != maps.EarlyChange || *stress.Inertia != maps.Exactly(3) {
		t.Errorf("the variable is %+v", stress)
	}
}

func TestProblemsSayWhereWhatAndHow(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"unknown key", "sysmap: 1\nvariabels: {}", `map.yaml:2:1: unknown key of a map: "variabels"; did you mean "variables"?`},
		{"dangling link", "sysmap: 1\nvariables: {stress: , sleep: }\nlinks: [stres ->+ sleep]", `map.yaml:3:9: there is no variable with this id: "stres"; did you mean "stress"?`},
		{"unknown enum", "sysmap: 1\ntime: moth", `map.yaml:2:7: this is not a unit of time: "moth"; did you mean "month"?`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(problemsOf(t, c.text), "\n"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestAnUnknownMapIsNeitherFileNorLibraryMap(t *testing.T) {
	l := &maps.Loader{LibraryNames: []string{"foresight"}}
	_, err := l.Load(t.Context(), "foresigt")
	if !errors.Is(err, maps.ErrUnknownMap) || !strings.Contains(err.Error(), `did you mean "foresight"?`) {
		t.Errorf("got %v", err)
	}
}

func TestAFolderDoesNotHideALibraryMap(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("foresight", 0o755); err != nil {
		t.Fatal(err)
	}
	l := library(map[string]string{"foresight": head + "title: F"})
	if m, err := l.Load(t.Context(), "foresight"); err != nil || m.Title.Plain != "F" {
		t.Errorf("got %v, %v", m, err)
	}
	if err := os.WriteFile("own.yaml", []byte(head+"extends: foresight"), 0o644); err != nil {
		t.Fatal(err)
	}
	if m, err := l.Load(t.Context(), "own.yaml"); err != nil || m.Title.Plain != "F" {
		t.Errorf("got %v, %v", m, err)
	}
}
