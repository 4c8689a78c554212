package maps_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sysmap/maps"
)

func TestCheckNotesWhatIsWorthALook(t *testing.T) {
	path := filepath.Join(t.TempDir(), "map.yaml")
	text := head + `categories: {used: , idle: }
clusters: {full: , void: }
variables:
  a: {label: Stress, cluster: full, category: used}
  b: stress
  c:
  lone:
links:
  - a ->+ b
  - {link: b ->- b, delay: 3}
goal: {raise: [a]}
actors: {busy: , idle: }
roles: [{actor: busy, knows: [a]}]
efforts: {e: }
scenarios: {s: }
views: {v: }
loops: {R1: {through: [a, b]}}
`
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Dir(path))
	m, warnings, err := (&maps.Loader{}).Check(t.Context(), "map.yaml")
	if err != nil || len(m.Variables) != 4 {
		t.Fatal(m, err)
	}
	want := `warning: delays or inertias are given without a unit of time; write time: month
map.yaml:2:22: warning: no variable is of this category: "idle"
map.yaml:3:20: warning: no variable is in this cluster: "void"
map.yaml:6:3: warning: this variable has the same label as "a": "b"
map.yaml:7:3: warning: no link leads to this variable or from it: "c"
map.yaml:8:3: warning: no link leads to this variable or from it: "lone"
map.yaml:11:5: warning: this link leads from a variable to itself: "b ->- b"
map.yaml:12:7: warning: the goal names a variable that no link leads to: "a"
map.yaml:13:18: warning: this actor has no role and no effort: "idle"
map.yaml:15:11: warning: this effort does not say what it changes: "e"; write on: [{variable: …, press: 0.3}]
map.yaml:16:13: warning: nothing happens in this scenario: "s"
map.yaml:17:9: warning: this view shows no variable: "v"
map.yaml:18:9: warning: this loop is not closed: no link leads from "b" to "a": "R1"`
	if got := warnings.Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if n := len(maps.Check(m)); n != len(warnings) {
		t.Errorf("in memory there are %d warnings, in files %d", n, len(warnings))
	}
}

func TestAGoodMapHasNoWarnings(t *testing.T) {
	m, err := (&maps.Loader{}).Parse(t.Context(), "m", []byte(head+"variables: {a: , b: }\nlinks: [a ->+ b, b ->- a]\ngoal: {raise: [b]}"))
	if err != nil {
		t.Fatal(err)
	}
	if warnings := maps.Check(m); warnings != nil {
		t.Error(warnings)
	}
}

func TestWordsAreInBothLanguages(t *testing.T) {
	type labelled interface{ Label(maps.Language) string }
	var words []labelled
	for _, s := range maps.Sectors() {
		words = append(words, s)
	}
	for _, l := range maps.Levels() {
		words = append(words, l)
	}
	words = append(words, maps.Positive, maps.Negative, maps.Unknown, maps.EarlyChange, maps.SystemChange, maps.PopulationChange,
		maps.LowConfidence, maps.MediumConfidence, maps.HighConfidence, maps.Study, maps.Expert, maps.LivedExperience,
		maps.Idea, maps.Planned, maps.Running, maps.Ended)
	seen := make(map[string]labelled)
	for _, w := range words {
		english, danish := w.Label(maps.English), w.Label(maps.Danish)
		if english == "" || danish == "" || english == danish {
			t.Errorf("%v is %q and %q", w, english, danish)
		}
		if other, twice := seen[danish]; twice {
			t.Errorf("%v and %v are both %q", w, other, danish)
		}
		seen[danish] = w
	}
	if got := maps.CivilSociety.Label(maps.Danish); got != "civilsamfund" {
		t.Errorf("got %q", got)
	}
	if got := maps.Sector("other").Label(maps.English); got != "other" {
		t.Errorf("got %q", got)
	}
}

func TestCheckComparesTheNamesOfLoopsAndThePlacesOfBoxes(t *testing.T) {
	m := &maps.Map{
		Variables: []maps.Variable{
			{ID: "a", Label: maps.Plain("A"), At: &maps.Position{X: 100, Y: 100}}, {ID: "b", Label: maps.Plain("B"), At: &maps.Position{X: 104, Y: 95}}, {ID: "c", Label: maps.Plain("C"), At: &maps.Position{X: 300, Y: 100}},
		},
		Links: []maps.Link{maps.NewLink("a", "b", maps.Positive), maps.NewLink("b", "a", maps.Positive), maps.NewLink("b", "c", maps.Negative), maps.NewLink("c", "b", maps.Positive)},
		Loops: []maps.Loop{{ID: "B1", Through: []string{"a", "b"}}, {ID: "B2", Through: []string{"b", "c"}}, {ID: "R7", Through: []string{"b", "c"}}, {ID: "Bad", Through: []string{"a", "b"}}},
	}
	text := maps.Check(m).Error()
	for _, want := range []string{`"B1"`, "reinforcing", `"R7"`, "balancing", `on top of "a"`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
	for _, not := range []string{`"B2"`, `"Bad"`, `"c"`} {
		if strings.Contains(text, not) {
			t.Errorf("%s in\n%s", not, text)
		}
	}
}
