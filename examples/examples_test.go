// Package examples_test holds the examples to what their pages promise.
package examples_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sysmap/alliance"
	"sysmap/alliance/voices"
	"sysmap/maps"
	"sysmap/maps/library"
)

// each runs a test on every example, by the name of its folder.
func each(t *testing.T, test func(t *testing.T, folder string, m *maps.Map)) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("*", "map.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 3 {
		t.Fatalf("found only %q", files)
	}
	for _, file := range files {
		folder := filepath.Dir(file)
		t.Run(folder, func(t *testing.T) { test(t, folder, load(t, file)) })
	}
}

// load returns the map of a file or of the library.
func load(t *testing.T, ref string) *maps.Map {
	t.Helper()
	loader := maps.Loader{Library: library.Source, LibraryNames: library.Names()}
	m, err := loader.Load(context.Background(), ref)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestExamplesSayThatTheyAreIllustrative(t *testing.T) {
	each(t, func(t *testing.T, _ string, m *maps.Map) {
		if !m.Illustrative {
			t.Error("the map is not marked as illustrative")
		}
	})
}

func TestExamplesHaveEachLinkOnce(t *testing.T) {
	each(t, func(t *testing.T, _ string, m *maps.Map) {
		seen := map[[2]string]bool{}
		for _, l := range m.Links {
			ends := [2]string{l.From, l.To}
			if seen[ends] {
				t.Errorf("%s -> %s stands more than once", l.From, l.To)
			}
			seen[ends] = true
		}
	})
}

func TestExamplesUseEveryVariable(t *testing.T) {
	each(t, func(t *testing.T, _ string, m *maps.Map) {
		used := map[string]bool{}
		for _, l := range m.Links {
			used[l.From], used[l.To] = true, true
		}
		for _, v := range m.Variables {
			if !used[v.ID] {
				t.Errorf("no link touches %s", v.ID)
			}
		}
	})
}

func TestExamplesNameLoopsThatAreClosedByTheirPolarity(t *testing.T) {
	each(t, func(t *testing.T, _ string, m *maps.Map) {
		signs := map[[2]string]maps.Sign{}
		for _, l := range m.Links {
			signs[[2]string{l.From, l.To}] = l.Sign
		}
		kinds := map[maps.Sign]int{}
		for _, loop := range m.Loops {
			polarity := maps.Positive
			for i, from := range loop.Through {
				to := loop.Through[(i+1)%len(loop.Through)]
				sign, linked := signs[[2]string{from, to}]
				if !linked {
					t.Errorf("loop %s: there is no link from %s to %s", loop.ID, from, to)
				}
				polarity *= sign
			}
			letter := map[maps.Sign]string{maps.Positive: "R", maps.Negative: "B"}[polarity]
			if letter == "" || !strings.HasPrefix(loop.ID, letter) {
				t.Errorf("loop %s has the sign %s", loop.ID, polarity)
			}
			kinds[polarity]++
		}
		if kinds[maps.Positive] == 0 || kinds[maps.Negative] == 0 {
			t.Errorf("there are %d reinforcing and %d balancing loops; an example shows both",
				kinds[maps.Positive], kinds[maps.Negative])
		}
	})
}

func TestExamplesSpeakBothLanguages(t *testing.T) {
	each(t, func(t *testing.T, _ string, m *maps.Map) {
		check := func(kind, id string, label maps.Text) {
			for _, language := range maps.Languages() {
				if label.By[language] == "" {
					t.Errorf("%s %s has no label in %q", kind, id, language)
				}
			}
		}
		for _, v := range m.Variables {
			check("variable", v.ID, v.Label)
		}
		for _, c := range m.Categories {
			check("category", c.ID, c.Label)
		}
		for _, c := range m.Clusters {
			check("cluster", c.ID, c.Label)
		}
		for _, a := range m.Actors {
			check("actor", a.ID, a.Label)
		}
		for _, e := range m.Efforts {
			check("effort", e.ID, e.Label)
		}
		for _, s := range m.Scenarios {
			check("scenario", s.ID, s.Label)
		}
		for _, v := range m.Views {
			check("view", v.ID, v.Label)
			check("text of view", v.ID, v.Text)
		}
		for _, l := range m.Loops {
			check("loop", l.ID, l.Label)
		}
		check("goal", "", m.Goal.Label)
	})
}

func TestExamplesInventNoStudies(t *testing.T) {
	each(t, func(t *testing.T, _ string, m *maps.Map) {
		for _, l := range m.Links {
			for _, e := range l.Evidence {
				if e.Kind == maps.Study || e.URL != "" {
					t.Errorf("%s cites %q, but the map is illustrative", l.Ref(), e.Source)
				}
			}
		}
	})
}

func TestClassroomIsAMapForAFirstLesson(t *testing.T) {
	m := load(t, "classroom/map.yaml")
	delays := 0
	for _, l := range m.Links {
		if l.Delay != nil {
			delays++
		}
	}
	if n := len(m.Variables); n < 4 || n > 6 || len(m.Loops) != 2 || delays != 1 {
		t.Errorf("%d variables, %d loops, %d delays; want 4 to 6, 2 and 1", n, len(m.Loops), delays)
	}
}

func TestLonelinessLeavesTheLayoutFree(t *testing.T) {
	for _, v := range load(t, "ensomhed/map.yaml").Variables {
		if v.At != nil {
			t.Errorf("%s is pinned", v.ID)
		}
	}
}

func TestEtLettereLivStandsOnForesightAndHoldsEverySector(t *testing.T) {
	m, foresight := load(t, "et-lettere-liv/map.yaml"), load(t, "foresight")
	if len(m.Variables) <= len(foresight.Variables) || len(m.Links) <= len(foresight.Links) {
		t.Errorf("%d variables and %d links; Foresight alone has %d and %d",
			len(m.Variables), len(m.Links), len(foresight.Variables), len(foresight.Links))
	}
	sectors := map[maps.Sector]bool{}
	for _, a := range m.Actors {
		sectors[a.Sector] = true
	}
	for _, s := range []maps.Sector{maps.PublicSector, maps.BusinessSector, maps.CivilSociety, maps.ResearchSector, maps.PeopleConcerned} {
		if !sectors[s] {
			t.Errorf("no actor is of the sector %s", s)
		}
	}
}

// tips reports whether small pushes on a map reach half as far as ten times
// larger ones, as the alliance is warned.
func tips(t *testing.T, m *maps.Map) bool {
	t.Helper()
	r, err := alliance.Analyse(context.Background(), m, alliance.Options{MaxStates: -1, ExactPlayers: 1, Orders: 2, Members: 2, Proposals: -1})
	if err != nil {
		t.Fatal(err)
	}
	return r.Pressure.Tipping.Tips
}

func TestTheExamplesTipWhereTheirPagesSaySo(t *testing.T) {
	loneliness, large := load(t, "ensomhed/map.yaml"), load(t, "et-lettere-liv/map.yaml")
	if tips(t, loneliness) || !tips(t, large) {
		t.Error("ensomhed tips, or et-lettere-liv does not")
	}
	for i := range loneliness.Links {
		if l := &loneliness.Links[i]; l.Strength == (maps.Range{Low: 0.35, High: 0.65}) {
			l.Strength = maps.Range{Low: 0.65, High: 0.95}
		}
	}
	for i := range large.Links {
		if l := &large.Links[i]; !l.StrengthStated {
			l.Strength, l.StrengthStated = maps.Exactly(0.3), true
		}
	}
	if !tips(t, loneliness) || tips(t, large) {
		t.Error("ensomhed does not tip with strong links, or et-lettere-liv tips where unstated strengths are 0.3")
	}
}

func TestTheVoicesOfLonelinessDisagreeAsItsPageSays(t *testing.T) {
	loader := maps.Loader{Library: library.Source, LibraryNames: library.Names()}
	said, err := loader.Voices(context.Background(), "ensomhed/map.yaml", "ensomhed/stemmer.yaml")
	if err != nil {
		t.Fatal(err)
	}
	h, err := voices.Hear(load(t, "ensomhed/map.yaml"), said)
	if err != nil {
		t.Fatal(err)
	}
	a, err := h.Compare(context.Background(), voices.Options{})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, d := range a.Disputes {
		found[string(d.Kind)+" "+d.Variable+d.From] = true
	}
	if len(a.Voices) != 4 || !found["sign online-fællesskaber"] || !found["must_act mødesteder"] {
		t.Errorf("%d voices disagree on %v", len(a.Voices), found)
	}
}

var (
	argument = regexp.MustCompile(`--(view|through) (\S+)`)
	mapFile  = regexp.MustCompile(`examples/\S+/map\.yaml`)
	shown    = regexp.MustCompile(`sysmap show \S+map\.yaml (\S+)`)
)

func TestPagesNameOnlyWhatTheMapsHold(t *testing.T) {
	each(t, func(t *testing.T, folder string, m *maps.Map) {
		page, err := os.ReadFile(filepath.Join(folder, "README.md"))
		if err != nil {
			t.Fatal(err)
		}
		own := "examples/" + folder + "/map.yaml"
		for _, file := range mapFile.FindAllString(string(page), -1) {
			if file != own {
				t.Errorf("the page sends people to %s", file)
			}
		}
		variable := func(id string) bool {
			return slices.ContainsFunc(m.Variables, func(v maps.Variable) bool { return v.ID == id })
		}
		for _, found := range shown.FindAllStringSubmatch(string(page), -1) {
			if !variable(found[1]) {
				t.Errorf("%q: there is no such variable", found[0])
			}
		}
		for _, found := range argument.FindAllStringSubmatch(string(page), -1) {
			known := found[1] == "through" && variable(found[2]) ||
				found[1] == "view" && slices.ContainsFunc(m.Views, func(v maps.View) bool { return v.ID == found[2] })
			if !known {
				t.Errorf("%q: the map has none of that name", found[0])
			}
		}
	})
}
