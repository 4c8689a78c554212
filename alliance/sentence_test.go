package alliance

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sysmap/maps"
)

// drawMap draws a small valid map: anything may be missing from it.
func drawMap(t *rapid.T) *maps.Map {
	m := &maps.Map{Title: maps.Plain("Drawn"), Time: rapid.SampledFrom([]maps.TimeUnit{"", maps.Month}).Draw(t, "time")}
	n := rapid.IntRange(0, 6).Draw(t, "variables")
	var ids []string
	for v := range n {
		id := fmt.Sprint("v", v)
		ids = append(ids, id)
		variable := maps.Variable{ID: id, Label: maps.Plain("Label " + id)}
		variable.Horizon = rapid.SampledFrom([]maps.Horizon{"", maps.EarlyChange, maps.SystemChange, maps.PopulationChange}).Draw(t, "horizon")
		if rapid.Bool().Draw(t, "measured") {
			variable.Measure = &maps.Measure{Indicator: maps.Plain("Indicator"), Source: rapid.SampledFrom([]string{"", "Source"}).Draw(t, "source")}
		}
		m.Variables = append(m.Variables, variable)
	}
	actors := rapid.IntRange(0, 4).Draw(t, "actors")
	for a := range actors {
		m.Actors = append(m.Actors, maps.Actor{
			ID: fmt.Sprint("a", a), Label: maps.Plain(fmt.Sprint("Actor ", a)), Backbone: rapid.Bool().Draw(t, "backbone"),
			Sector: rapid.SampledFrom(append(maps.Sectors(), "")).Draw(t, "sector"),
		})
	}
	if n == 0 {
		return m
	}
	id := rapid.SampledFrom(ids)
	some := rapid.SliceOfNDistinct(id, 0, 3, rapid.ID)
	drawLinks(t, m, id)
	goal := some.Draw(t, "goal")
	cut := rapid.IntRange(0, len(goal)).Draw(t, "raise")
	m.Goal = maps.Goal{Raise: goal[:cut], Lower: goal[cut:]}
	for _, a := range m.Actors {
		if rapid.Bool().Draw(t, "has a role") {
			m.Roles = append(m.Roles, maps.Role{
				Actor: a.ID, MustAct: some.Draw(t, "must"), CanAct: some.Draw(t, "can"), Affected: some.Draw(t, "affected"), Knows: some.Draw(t, "knows"),
			})
		}
	}
	drawEfforts(t, m, id)
	return m
}

func drawLinks(t *rapid.T, m *maps.Map, id *rapid.Generator[string]) {
	seen := make(map[maps.LinkRef]bool)
	for range rapid.IntRange(0, 10).Draw(t, "links") {
		l := maps.NewLink(id.Draw(t, "from"), id.Draw(t, "to"), rapid.SampledFrom([]maps.Sign{-1, 0, 1}).Draw(t, "sign"))
		if !seen[l.Ref()] {
			seen[l.Ref()] = true
			m.Links = append(m.Links, l)
		}
	}
}

func drawEfforts(t *rapid.T, m *maps.Map, id *rapid.Generator[string]) {
	for k := range rapid.IntRange(0, 4).Draw(t, "efforts") {
		e := maps.Effort{ID: fmt.Sprint("e", k), Label: maps.Plain(fmt.Sprint("Effort ", k))}
		e.Status = rapid.SampledFrom([]maps.Status{"", maps.Idea, maps.Planned, maps.Running, maps.Ended}).Draw(t, "status")
		e.Level = rapid.SampledFrom(append(maps.Levels(), "")).Draw(t, "level")
		for _, a := range m.Actors {
			if rapid.Bool().Draw(t, "by") {
				e.By = append(e.By, a.ID)
			}
		}
		for range rapid.IntRange(0, 2).Draw(t, "on") {
			on := maps.Intervention{From: float64(rapid.IntRange(0, 3).Draw(t, "at")), Amount: rapid.SampledFrom([]float64{-0.4, 0.3}).Draw(t, "amount")}
			if rapid.Bool().Draw(t, "lasts") {
				until := on.From + 4
				on.Until = &until
			}
			if len(m.Links) > 0 && rapid.IntRange(0, 3).Draw(t, "what") == 0 {
				ref := rapid.SampledFrom(m.Links).Draw(t, "link").Ref()
				on.Link, on.Action, on.Amount = &ref, rapid.SampledFrom([]maps.Action{maps.Cut, maps.Scale}).Draw(t, "turn"), 0.5
			} else {
				on.Variable = id.Draw(t, "variable")
				on.Action = rapid.SampledFrom([]maps.Action{maps.Press, maps.Pulse, maps.Hold}).Draw(t, "action")
				if on.Action == maps.Pulse {
					on.Until = nil
				}
			}
			e.On = append(e.On, on)
		}
		m.Efforts = append(m.Efforts, e)
	}
}

// statements are all that a result says.
func statements(r *Result) []Statement {
	all := slices.Concat(r.Coverage.Statements, r.GoalLoops.Statements, r.Orphans.Statements, r.Shared.Statements, r.Interfaces.Statements)
	if r.Alone != nil {
		all = append(all, r.Alone.Statements...)
	}
	if r.Thread != nil {
		all = slices.Concat(all, r.Thread.Statements, r.Pressure.Statements)
	}
	for _, e := range r.Readiness {
		all = slices.Concat(all, e.There, e.Missing, []Statement{e.Next})
	}
	return all
}

var whole = regexp.MustCompile(`^[\p{Lu}\p{N}“‘+−].*[.?]$`)

func TestWhateverIsOnTheMapIsToldInWholeSentencesAboutThingsOnIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMap(t)
		r, err := Analyse(context.Background(), m, Options{Members: 2, ExactPlayers: 3, Orders: 2})
		if err != nil {
			t.Fatal(err)
		}
		known := make(map[string]bool)
		for _, v := range m.Variables {
			known[v.ID] = true
		}
		for _, a := range m.Actors {
			known[a.ID] = true
		}
		for _, e := range m.Efforts {
			known[e.ID] = true
		}
		for _, l := range m.Links {
			known[l.Ref().String()] = true
		}
		for _, s := range statements(r) {
			for _, text := range []string{s.English, s.Danish} {
				if !whole.MatchString(text) || strings.Contains(text, "%!") || strings.Contains(text, "%s") || strings.Contains(text, "  ") {
					t.Errorf("%q", text)
				}
			}
			for _, id := range s.About {
				if !known[id] {
					t.Errorf("%q speaks of %q, which is not on the map", s.English, id)
				}
			}
		}
		if _, err := json.Marshal(r); err != nil {
			t.Error(err)
		}
	})
}

func TestWordsAreWrittenAsTheLanguageDoes(t *testing.T) {
	many := make([]Sentence, 9)
	for i := range many {
		many[i] = Sentence{fmt.Sprint("e", i), fmt.Sprint("d", i)}
	}
	for _, test := range []struct {
		got             Sentence
		english, danish string
	}{
		{say("%s", "%s", many[:1]), "e0", "d0"},
		{say("%s", "%s", many[:2]), "e0 and e1", "d0 og d1"},
		{say("%s", "%s", many[:6]), "e0, e1, e2, e3, e4 and e5", "d0, d1, d2, d3, d4 og d5"},
		{say("%s", "%s", many), "e0, e1, e2, e3, e4 and 4 more", "d0, d1, d2, d3, d4 og 4 mere"},
		{say("%s", "%s", amount(-0.25)), "−0.250", "−0,250"},
		{say("%s", "%s", share(0.5)), "50%", "50 %"},
		{say("%s", "%s", 12345), "12,345", "12.345"},
		{linkCount(1), "one link", "én påvirkning"},
		{quoted(maps.Plain("The “so-called”")), "‘The “so-called”’", "‘The “so-called”’"},
		{state(Sentence{"øre", "én"}).Sentence, "Øre", "Én"},
		{state(Sentence{}).Sentence, "", ""},
	} {
		if test.got.English != test.english || test.got.Danish != test.danish {
			t.Errorf("got %q, want %q and %q", test.got, test.english, test.danish)
		}
	}
}
