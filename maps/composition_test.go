package maps_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sysmap/maps"
)

// library makes a loader whose library holds these texts.
func library(texts map[string]string) *maps.Loader {
	return &maps.Loader{Library: func(name string) ([]byte, error) {
		if text, ok := texts[name]; ok {
			return []byte(text), nil
		}
		return nil, os.ErrNotExist
	}}
}

func TestStatedFieldsOverrideAndTheRestIsInherited(t *testing.T) {
	l := library(map[string]string{"base": head + `
title: Base
note: inherited
language: da
time: year
illustrative: true
sources: [{text: first}]
categories: {c: {label: C, colour: "#111111", accent: "#222222"}}
clusters: {k: K}
variables:
  a: {label: A, note: n, category: c, cluster: k, at: [1, 2], accent: true, horizon: early, inertia: 2, measure: {indicator: i, unit: u}}
  b: B
links:
  - {link: a ->+ b, strength: strong, delay: 2, probability: 0.5, core: true, bend: 0.2, confidence: high, evidence: [{source: s}]}
  - a ->- b
goal: {label: G, raise: [a], lower: [b]}
actors: {m: {label: M, sector: public, backbone: true}}
roles: [{actor: m, must-act: [a], knows: [b]}]
views: {v: {label: V, clusters: [k], neighbours: true}}
`})
	m, err := l.Parse(t.Context(), "own", []byte(head+`
extends: base
title: Own
illustrative: false
sources: [{text: second}]
categories: {c: {colour: "#333"}, d: D}
variables:
  c: New
  a: {label: A2, at: [3, 4], accent: false, measure: {unit: v}}
links:
  - b ->? a
  - {link: a ->+ b, probability: 1, bend: 0}
goal: {raise: [b], lower: []}
roles: [{actor: m, must-act: [c, a], can-act: [b]}]
views: {v: {neighbours: false}}
`))
	if err != nil {
		t.Fatal(err)
	}
	zero, two := 0.0, maps.Exactly(2)
	link := maps.Link{
		From: "a", To: "b", Sign: 1, Strength: maps.Range{Low: 0.65, High: 0.95}, StrengthStated: true, Delay: &two, Confidence: maps.HighConfidence,
		Probability: 1, Bend: &zero, Core: true, Evidence: []maps.Evidence{{Source: "s"}},
	}
	want := &maps.Map{
		Title: maps.Plain("Own"), Note: maps.Plain("inherited"), Language: maps.Danish, Time: maps.Year,
		Sources:    []maps.Source{{Text: maps.Plain("first")}, {Text: maps.Plain("second")}},
		Categories: []maps.Category{{ID: "c", Label: maps.Plain("C"), Colour: "#333333", Accent: "#222222"}, {ID: "d", Label: maps.Plain("D")}},
		Clusters:   []maps.Cluster{{ID: "k", Label: maps.Plain("K")}},
		Variables: []maps.Variable{
			{ID: "a", Label: maps.Plain("A2"), Note: maps.Plain("n"), Category: "c", Cluster: "k", At: &maps.Position{X: 3, Y: 4}, Horizon: maps.EarlyChange, Inertia: &two, Measure: &maps.Measure{Unit: "v"}},
			{ID: "b", Label: maps.Plain("B")},
			{ID: "c", Label: maps.Plain("New")},
		},
		Links:  []maps.Link{link, maps.NewLink("a", "b", maps.Negative), maps.NewLink("b", "a", maps.Unknown)},
		Goal:   maps.Goal{Label: maps.Plain("G"), Raise: []string{"b"}, Lower: []string{}},
		Actors: []maps.Actor{{ID: "m", Label: maps.Plain("M"), Sector: maps.PublicSector, Backbone: true}},
		Roles:  []maps.Role{{Actor: "m", MustAct: []string{"a", "c"}, CanAct: []string{"b"}, Knows: []string{"b"}}},
		Views:  []maps.View{{ID: "v", Label: maps.Plain("V"), Clusters: []string{"k"}}},
	}
	if diff := cmp.Diff(want, m); diff != "" {
		t.Error(diff)
	}
}

func TestAFileExtendsWhatLiesBesideIt(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("top/own.yaml", head+"extends: ../shared/base.yaml\nlinks: [a ->+ b]\n")
	write("shared/base.yaml", head+"extends: root.yaml\nvariables: {b: }\n")
	write("shared/root.yaml", head+"variables: {a: }\n")
	m, err := (&maps.Loader{}).Load(t.Context(), filepath.Join(folder, "top", "own.yaml"))
	if err != nil || len(m.Variables) != 2 || len(m.Links) != 1 {
		t.Errorf("got %+v, %v", m, err)
	}
}

func TestALibraryMapCannotReachFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "secret.yaml")
	if err := os.WriteFile(path, []byte(head+"title: secret"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := library(nil).Parse(t.Context(), "sent.yaml", []byte(head+"extends: "+path)); err == nil {
		t.Error("the text of a library map reached a file")
	}
}

// TestSplittingAMapInTwoComposesToTheSame writes a random map as a base and
// what follows, at a random place in every list, and expects the whole back.
func TestSplittingAMapInTwoComposesToTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := randomMap(t)
		base := &maps.Map{Language: whole.Language, Categories: whole.Categories, Clusters: whole.Clusters}
		n := rapid.IntRange(0, len(whole.Variables)).Draw(t, "variables in the base")
		base.Variables = whole.Variables[:n]
		inBase := func(id string) bool {
			return slices.ContainsFunc(base.Variables, func(v maps.Variable) bool { return v.ID == id })
		}
		links := slices.Clone(whole.Links)
		slices.SortStableFunc(links, func(a, b maps.Link) int {
			return rank(inBase(b.From) && inBase(b.To)) - rank(inBase(a.From) && inBase(a.To))
		})
		cut := 0
		for cut < len(links) && inBase(links[cut].From) && inBase(links[cut].To) {
			cut++
		}
		base.Links = links[:cut]
		whole.Links = links
		own := *whole
		own.Categories, own.Clusters, own.Variables, own.Links = nil, nil, whole.Variables[n:], links[cut:]

		baseText, err := maps.Encode(base)
		if err != nil {
			t.Fatal(err)
		}
		wholeText, err := maps.Encode(whole)
		if err != nil {
			t.Fatal(err)
		}
		loader := library(map[string]string{"base": string(baseText)})
		got, err := loader.Parse(tContext(t), "own", append([]byte("extends: base\n"), maps.Raw(&own)...))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(parsed(t, wholeText), got); diff != "" {
			t.Fatal(diff)
		}
	})
}

func rank(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestSelectFollowsViewsClustersAndLoops(t *testing.T) {
	m, err := (&maps.Loader{}).Parse(t.Context(), "map.yaml", []byte(head+`
categories: {food: }
clusters: {core: , rest: }
variables: {a: {cluster: core}, b: {cluster: core}, c: {cluster: rest}, d: {category: food}, e: , f: }
links: [a ->+ c, e ->- f, f ->+ d]
loops: {R: {through: [e, f]}}
views:
  plain: {clusters: [core]}
  near: {clusters: [core], neighbours: true}
  many: {categories: [food], loops: [R], variables: [a]}
  core: {variables: [f]}
`))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"plain": "a b", "near": "a b c", "many": "a d e f", "core": "f", "rest": "c"} {
		got, err := m.Select(name)
		if err != nil || strings.Join(got, " ") != want {
			t.Errorf("%s shows %v, %v; want %s", name, got, err, want)
		}
	}
	if _, err := m.Select("plian"); err == nil || !strings.Contains(err.Error(), `did you mean "plain"?`) {
		t.Errorf("got %v", err)
	}
}

func TestTheDigestStandsForTheMeaning(t *testing.T) {
	read := func(text string) string {
		m, err := (&maps.Loader{}).Parse(t.Context(), "m", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return m.Digest()
	}
	a := read(head + "variables: {a: , b: }\nlinks: [a ->+ b]")
	if b := read("{\"sysmap\": 1, \"variables\": {\"a\": {\"label\": \"A\"}, \"b\": null}, \"links\": [{\"link\": \"a->+b\", \"probability\": 1.0}]}"); a != b {
		t.Errorf("written differently: %s and %s", a, b)
	}
	if c := read(head + "variables: {a: , b: }\nlinks: [a ->- b]"); a == c || len(c) != 12 {
		t.Errorf("another sign: %s and %s", a, c)
	}
}
