package simulate

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"sysmap/maps"
)

func alliance(t testing.TB) *maps.Map {
	m := sketch(t, "stress ->- sleep", "sleep ->+ mood")
	press := func(id string, amount float64) maps.Intervention {
		return maps.Intervention{Variable: id, Action: maps.Press, Amount: amount}
	}
	m.Efforts = []maps.Effort{
		{ID: "yoga", Label: maps.Plain("Yoga"), On: []maps.Intervention{press("stress", -0.2)}},
		{ID: "music", On: []maps.Intervention{press("mood", 0.1), press("stress", -0.1)}},
	}
	m.Scenarios = []maps.Scenario{
		{ID: "now", Efforts: []string{"yoga"}},
		{ID: "soon", Label: maps.Plain("Soon"), BasedOn: "now", Efforts: []string{"music", "yoga"}, Interventions: []maps.Intervention{press("sleep", 0.3)}},
		{ID: "circle", BasedOn: "turn"},
		{ID: "turn", BasedOn: "circle"},
		{ID: "torn", Efforts: []string{"gone"}},
		{ID: "lost", BasedOn: "nowhere"},
	}
	return m
}

func said(s Scenario) string {
	var parts []string
	for _, iv := range s.Interventions {
		subject := iv.Variable
		if iv.Link != nil {
			subject = iv.Link.String()
		}
		until := ""
		if iv.Until != nil {
			until = fmt.Sprint(*iv.Until)
		}
		parts = append(parts, fmt.Sprintf("%s %s %v%s %v..%s", iv.Action, subject, iv.Amount, iv.NewSign, iv.From, until))
	}
	return strings.Join(parts, "; ")
}

func TestScenariosHoldWhatTheyBuildOnAndEveryEffortOnce(t *testing.T) {
	m := alliance(t)
	s, err := FromMap(m, "soon")
	if err != nil {
		t.Fatal(err)
	}
	want := "press stress -0.2? 0..; press mood 0.1? 0..; press stress -0.1? 0..; press sleep 0.3? 0.."
	if said(s) != want || s.ID != "soon" || s.Label.In(maps.English) != "Soon" {
		t.Errorf("%s: %s, want %s", s.ID, said(s), want)
	}
	e, err := EffortAlone(m, "music")
	if err != nil || said(e) != "press mood 0.1? 0..; press stress -0.1? 0.." {
		t.Errorf("%s, %v", said(e), err)
	}
	if s.With(s.Interventions[0]); len(m.Efforts[0].On) != 1 || len(s.Interventions) != 4 {
		t.Error("adding to a scenario changes it")
	}
}

func TestPressesOnAVariableAddUp(t *testing.T) {
	m := alliance(t)
	s, _ := FromMap(m, "now")
	twice := runOf(t, m, s.With(does(t, m, "press stress=-0.3").Interventions...), Options{Until: 20})
	once := runOf(t, m, does(t, m, "press stress=-0.5"), Options{Until: 20})
	for i := range once.Variables {
		if !near(once.Variables[i].last(), twice.Variables[i].last(), 1e-7) {
			t.Errorf("%s: %v and %v", once.Variables[i].Variable, once.Variables[i].last(), twice.Variables[i].last())
		}
	}
}

func TestScenariosThatCannotBeResolvedSayWhy(t *testing.T) {
	m := alliance(t)
	for id, want := range map[string]string{
		"sooon":  `the map has no scenario "sooon"; its scenarios are now, soon, circle, turn, torn, lost`,
		"":       `no scenario is named; its scenarios are now, soon, circle, turn, torn, lost`,
		"circle": `scenario "circle" is based on itself`,
		"torn":   `scenario "torn" names the effort "gone", which the map does not have`,
		"lost":   `the map has no scenario "nowhere"; its scenarios are now, soon, circle, turn, torn, lost`,
	} {
		if _, err := FromMap(m, id); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", id, err, want)
		}
	}
	if _, err := EffortAlone(m, "x"); err == nil || err.Error() != `the map has no effort "x"; its efforts are yoga, music` {
		t.Error(err)
	}
	if _, err := FromMap(&maps.Map{}, "x"); err == nil || err.Error() != `the map has no scenario "x"; it has no scenarios` {
		t.Error(err)
	}
	if _, err := MethodNamed("magic"); err == nil || !strings.Contains(err.Error(), "flow, linear") {
		t.Error(err)
	}
}

func TestInterventionsAreReadFromText(t *testing.T) {
	m := alliance(t)
	for text, want := range map[string]string{
		"press stress=-0.5":            "press stress -0.5? 0..",
		"press stress=−0.5@6":          "press stress -0.5? 6..",
		"press  The STRESS = 1 @ 6.. ": "press stress 1? 6..",
		"pulse sleep=.5@..24":          "pulse sleep 0.5? 0..24",
		"ramp sleep=1e-1@1.5..2.5":     "ramp sleep 0.1? 1.5..2.5",
		"hold mood=0":                  "hold mood 0? 0..",
		"cut stress ->- sleep":         "cut stress ->- sleep 0? 0..",
		"cut stress->-sleep@3":         "cut stress ->- sleep 0? 3..",
		"scale sleep ->+ mood=2@0..9":  "scale sleep ->+ mood 2? 0..9",
		"add mood ->- stress=0.4":      "add mood ->- stress 0.4? 0..",
		"sign stress ->- sleep=+@6":    "sign stress ->- sleep 0+ 6..",
		"sign stress ->- sleep=−":      "sign stress ->- sleep 0- 0..",
		"sign stress ->- sleep=?":      "sign stress ->- sleep 0? 0..",
	} {
		if got := said(does(t, m, text)); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestMistakesInTextAreShownAtTheirPlace(t *testing.T) {
	m := alliance(t)
	for text, want := range map[string]string{
		"press stres=-0.5":           `character 1: the map has no variable "stres"; did you mean "stress"?`,
		"press stress":               `character 7: an amount is missing; write stress=-0.5 or stress=-0.5@0..24`,
		"press =1":                   `character 1: no variable is named; write stress=-0.5 or stress=-0.5@0..24`,
		"press stress=":              `character 8: "" is not a number`,
		"press stress=0,5":           `character 8: "0,5" is not a number; write a point instead of the comma`,
		"press stress=NaN":           `character 8: "NaN" is not a number`,
		"press stress=0x1":           `character 8: "0x1" is not a number`,
		"press stress=2":             `character 8: 2 is out of range; write a number from -1 to 1`,
		"press stress=1@":            `character 10: the time is missing; write @6, @6.., @..24 or @6..24`,
		"press stress=1@..":          `character 10: the time is missing; write @6, @6.., @..24 or @6..24`,
		"press stress=1@a":           `character 10: "a" is not a number`,
		"press stress=1@-3":          `character 10: the time -3 is out of range; write a number from 0 to 1e+06`,
		"press stress=1@6..6":        `character 13: this ends before it begins`,
		"hold ærø=1":                 `character 1: the map has no variable "ærø"`,
		"cut stress sleep":           `character 1: a link has no arrow; write "a ->+ b" (more leads to more), "a ->- b" (more leads to less) or "a ->? b" (not known)`,
		"cut stress ->- slep":        `character 12: the map has no variable "slep"; did you mean "sleep"?`,
		"cut stress ->+ sleep":       `character 1: the map has no link "stress ->+ sleep"; it has "stress ->- sleep"`,
		"cut sleep ->+ stress":       `character 1: the map has no link "sleep ->+ stress"`,
		"cut stress ->- sleep=0":     `character 18: a cut takes no amount; write the link alone, or use scale`,
		"scale stress ->- sleep":     `character 17: an amount is missing; write "a ->+ b=0.5"`,
		"scale stress ->- sleep=-1":  `character 18: -1 is out of range; write a number from 0 to 100`,
		"add stress ->- sleep=1":     `character 1: the map already has the link "stress ->- sleep"; use scale to change its strength`,
		"sign stress ->- sleep=more": `character 18: the new sign is missing; write "a ->+ b=-", with + or - or ?`,
		"sign stress ->- sleep":      `character 17: the new sign is missing; write "a ->+ b=-", with + or - or ?`,
		"forget stress=1":            `character 1: this is nothing that can be done; use press, pulse, ramp, hold, cut, scale, add or sign`,
		"press stress=1\xff":         `character 1: this is not valid UTF-8`,
		"press stress=1@2e9":         `character 10: the time 2e+09 is out of range; write a number from 0 to 1e+06`,
		"press stress=1@0..2e9":      `character 13: the time 2e+09 is out of range; write a number from 0 to 1e+06`,
	} {
		action, rest, _ := strings.Cut(text, " ")
		_, err := Parse(m, maps.Action(action), rest)
		var problem *TextError
		if !errors.As(err, &problem) {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := fmt.Sprintf("character %d: %s", problem.Column, problem.Message); got != want {
			t.Errorf("%s: %s\nwant %s", text, got, want)
		}
		if head := action + " "; !strings.HasPrefix(err.Error(), head) {
			t.Errorf("%q does not begin with %q", err, head)
		}
	}
}

func FuzzTextIsReadOrRefused(f *testing.F) {
	for _, seed := range []string{"stress=-0.5@0..24", "stress ->- sleep=+@6", "sleep ->+ mood", "=@..", "a=b=c@d@e", "stress=1@\xff", "The mood=0"} {
		f.Add(uint8(0), seed)
		f.Add(uint8(6), seed)
	}
	m := alliance(f)
	model := modelOf(f, m)
	actions := []maps.Action{maps.Press, maps.Pulse, maps.Ramp, maps.Hold, maps.Cut, maps.Scale, maps.Add, maps.Resign, "x"}
	f.Fuzz(func(t *testing.T, action uint8, text string) {
		iv, err := Parse(m, actions[int(action)%len(actions)], text)
		if err != nil {
			var problem *TextError
			if !errors.As(err, &problem) || problem.Column < 1 || problem.Column > len(text)+1 || problem.Message == "" {
				t.Fatalf("%q: %#v", text, err)
			}
			return
		}
		// Whatever is read can be run.
		if iv.Action == maps.Pulse {
			iv.Until = nil
		}
		if _, err := newPlan(model, Scenario{Interventions: []maps.Intervention{iv}}, 10); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
	})
}

func TestModelsOfInvalidMapsAreRefused(t *testing.T) {
	bad := func(change func(*maps.Map)) string {
		m := alliance(t)
		change(m)
		_, err := NewModel(m)
		return fmt.Sprint(err)
	}
	for _, c := range []struct {
		change func(*maps.Map)
		want   string
	}{
		{func(m *maps.Map) { m.Links[0].To = "x" }, `link "stress ->- x": the map has no variable "x"`},
		{func(m *maps.Map) { m.Links[0].Sign = 3 }, `the sign 3 is none`},
		{func(m *maps.Map) { m.Links[0].Strength = maps.Range{Low: 0.5, High: 2} }, `the strength 0.5…2 is not within 0…1`},
		{func(m *maps.Map) { m.Links[0].Delay = &maps.Range{Low: -1} }, `the delay -1…0 is not within 0…1e+06`},
		{func(m *maps.Map) { m.Links[0].Probability = 2 }, `the probability 2 is not above 0 and at most 1`},
		{func(m *maps.Map) { m.Links = append(m.Links, m.Links[0]) }, `link "stress ->- sleep" stands twice in the map`},
		{func(m *maps.Map) { m.Variables[0].Inertia = &maps.Range{} }, `variable "stress" has the inertia 0…0; it has to be above 0`},
		{func(m *maps.Map) { m.Variables = append(m.Variables, m.Variables[0]) }, `two variables have the id "stress"`},
	} {
		if got := bad(c.change); !strings.Contains(got, c.want) {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
	if ids := modelOf(t, alliance(t)).Variables(); !slices.Equal(ids, []string{"stress", "sleep", "mood"}) {
		t.Error(ids)
	}
}
