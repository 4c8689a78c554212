package simulate

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"sysmap/maps"
	"sysmap/maps/library"
)

// sketch makes a map from links like "a ->+ b"; variables are what they name,
// in the order in which they appear.
func sketch(t testing.TB, links ...string) *maps.Map {
	t.Helper()
	m := &maps.Map{Time: maps.Month}
	for _, text := range links {
		ref, err := maps.ParseLink(text)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range []string{ref.From, ref.To} {
			if m.Variable(id) == nil {
				m.Variables = append(m.Variables, maps.Variable{ID: id, Label: maps.Plain("The " + id)})
			}
		}
		m.Links = append(m.Links, maps.NewLink(ref.From, ref.To, ref.Sign))
	}
	return m
}

// strong sets the strength of every link.
func strong(m *maps.Map, strength float64) *maps.Map {
	for l := range m.Links {
		m.Links[l].Strength, m.Links[l].StrengthStated = maps.Exactly(strength), true
	}
	return m
}

func modelOf(t testing.TB, m *maps.Map) *Model {
	t.Helper()
	model, err := NewModel(m)
	if err != nil {
		t.Fatal(err)
	}
	return model
}

// does makes a scenario of interventions written as text: "press a=1".
func does(t testing.TB, m *maps.Map, done ...string) Scenario {
	t.Helper()
	var s Scenario
	for _, text := range done {
		var action, rest string
		for k := range text {
			if text[k] == ' ' {
				action, rest = text[:k], text[k+1:]
				break
			}
		}
		iv, err := Parse(m, maps.Action(action), rest)
		if err != nil {
			t.Fatal(err)
		}
		s = s.With(iv)
	}
	return s
}

func runOf(t testing.TB, m *maps.Map, s Scenario, o Options) *Run {
	t.Helper()
	run, err := modelOf(t, m).Run(t.Context(), s, o)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

func (r *Run) of(t testing.TB, id string) RunSeries {
	t.Helper()
	for _, v := range r.Variables {
		if v.Variable == id {
			return v
		}
	}
	t.Fatalf("the run has no variable %q", id)
	return RunSeries{}
}

// last is the change at the end of a run.
func (s RunSeries) last() float64 { return s.Change[len(s.Change)-1] }

func foresight(t testing.TB) *maps.Map {
	t.Helper()
	loader := &maps.Loader{Library: library.Source}
	m, err := loader.Load(t.Context(), "foresight")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// anyMap draws a small map; certain ones leave nothing open.
func anyMap(t *rapid.T, certain bool) *maps.Map {
	m := &maps.Map{Time: maps.Month}
	n := rapid.IntRange(1, 7).Draw(t, "variables")
	span := func(low, high float64, name string) maps.Range {
		a := rapid.Float64Range(low, high).Draw(t, name)
		if certain {
			return maps.Exactly(a)
		}
		b := rapid.Float64Range(low, high).Draw(t, name)
		return maps.Range{Low: min(a, b), High: max(a, b)}
	}
	for i := range n {
		v := maps.Variable{ID: fmt.Sprintf("v%d", i)}
		if rapid.Bool().Draw(t, "slow") {
			r := span(0.5, 6, "inertia")
			v.Inertia = &r
		}
		m.Variables = append(m.Variables, v)
	}
	seen := make(map[maps.LinkRef]bool)
	for range rapid.IntRange(0, 2*n).Draw(t, "links") {
		ref := maps.LinkRef{
			From: fmt.Sprintf("v%d", rapid.IntRange(0, n-1).Draw(t, "from")),
			To:   fmt.Sprintf("v%d", rapid.IntRange(0, n-1).Draw(t, "to")),
			Sign: rapid.SampledFrom([]maps.Sign{maps.Positive, maps.Negative, maps.Unknown}).Draw(t, "sign"),
		}
		if certain && ref.Sign == maps.Unknown || seen[ref] {
			continue
		}
		seen[ref] = true
		l := maps.NewLink(ref.From, ref.To, ref.Sign)
		l.Strength, l.StrengthStated = span(0, 1, "strength"), true
		if rapid.Bool().Draw(t, "delayed") {
			d := span(0.1, 5, "delay")
			l.Delay = &d
		}
		if !certain && rapid.IntRange(0, 3).Draw(t, "doubted") == 0 {
			l.Probability = rapid.Float64Range(0.1, 1).Draw(t, "probability")
		}
		m.Links = append(m.Links, l)
	}
	return m
}

// anyScenario draws what is done to a map.
func anyScenario(t *rapid.T, m *maps.Map) Scenario {
	var s Scenario
	for range rapid.IntRange(0, 5).Draw(t, "interventions") {
		iv := maps.Intervention{From: rapid.SampledFrom([]float64{0, 0, 3, 7.3}).Draw(t, "from")}
		if rapid.Bool().Draw(t, "ends") {
			until := iv.From + rapid.Float64Range(0.5, 9).Draw(t, "until")
			iv.Until = &until
		}
		actions := []maps.Action{maps.Press, maps.Pulse, maps.Ramp, maps.Hold}
		if len(m.Links) > 0 {
			actions = append(actions, maps.Cut, maps.Scale, maps.Resign)
		}
		iv.Action = rapid.SampledFrom(actions).Draw(t, "action")
		iv.Amount = rapid.Float64Range(0, 1).Draw(t, "amount")
		switch iv.Action {
		case maps.Cut, maps.Scale, maps.Resign:
			ref := rapid.SampledFrom(m.Links).Draw(t, "link").Ref()
			iv.Link = &ref
			iv.NewSign = rapid.SampledFrom([]maps.Sign{maps.Positive, maps.Negative}).Draw(t, "new sign")
		default:
			iv.Variable = rapid.SampledFrom(m.Variables).Draw(t, "variable").ID
			if rapid.Bool().Draw(t, "down") {
				iv.Amount = -iv.Amount
			}
		}
		if iv.Action == maps.Pulse {
			iv.Until = nil
		}
		s = s.With(iv)
	}
	return s
}

func near(a, b, within float64) bool { return math.Abs(a-b) <= within }
