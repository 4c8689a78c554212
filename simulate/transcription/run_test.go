package transcription_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sysmap/maps"
	"sysmap/maps/exchange/stockflow"
	"sysmap/simulate"
	"sysmap/simulate/transcription"
)

// runner follows a model by Euler's method as slowly as it is written down: every
// element asks those that it depends on.
type runner struct {
	t     *rapid.T
	model *stockflow.Model
	of    map[string]*stockflow.Element
	now   float64
	// stocks are their values, known what was worked out at this moment and
	// past what was so at earlier ones.
	stocks, known map[string]float64
	past          map[string][]float64
	asking        map[string]bool
}

// run returns the curve of every variable of the map.
func run(t *rapid.T, m *stockflow.Model, scenario int) map[string][]float64 {
	r := &runner{t: t, model: m, of: map[string]*stockflow.Element{}, stocks: map[string]float64{}, past: map[string][]float64{}, asking: map[string]bool{}}
	for i := range m.Elements {
		e := &m.Elements[i]
		if r.of[e.Name] != nil {
			t.Fatalf("two elements are called %q", e.Name)
		}
		if e.Name == m.Switch {
			e.Value = stockflow.Number(scenario)
		}
		r.of[e.Name] = e
	}
	curves := map[string][]float64{}
	for step := range int(math.Round(m.Until/m.Step)) + 1 {
		r.now, r.known = float64(step)*m.Step, map[string]float64{}
		next := map[string]float64{}
		for i := range m.Elements {
			e := &m.Elements[i]
			v := r.value(e.Name)
			r.past[e.Name] = append(r.past[e.Name], v)
			if e.Variable != "" {
				curves[e.Variable] = append(curves[e.Variable], v)
			}
			if e.Kind == stockflow.Stock {
				next[e.Name] = v + m.Step*r.value(e.Other)
			}
		}
		r.stocks = next
	}
	return curves
}

func (r *runner) value(name string) float64 {
	if v, known := r.known[name]; known {
		return v
	}
	e := r.of[name]
	if e == nil {
		r.t.Fatalf("there is no element %q", name)
	}
	if r.asking[name] {
		r.t.Fatalf("%q depends on itself at the same moment", name)
	}
	r.asking[name] = true
	defer delete(r.asking, name)
	v := 0.0
	switch e.Kind {
	case stockflow.Stock:
		v = r.stocks[name]
	case stockflow.Delay:
		steps := int(math.Ceil(e.Lag/r.model.Step - 1e-6))
		if old := r.past[e.Other]; len(old) >= steps && steps > 0 && int(math.Round(r.now/r.model.Step)) >= steps {
			v = old[int(math.Round(r.now/r.model.Step))-steps]
		}
	default:
		v = r.reckon(e.Value)
	}
	r.known[name] = v
	return v
}

func (r *runner) reckon(e stockflow.Expr) float64 {
	switch e := e.(type) {
	case stockflow.Number:
		return float64(e)
	case stockflow.Ref:
		return r.value(string(e))
	case stockflow.Time:
		return r.now
	case stockflow.Step:
		return r.model.Step
	case stockflow.Choice:
		if r.reckon(e.When) != 0 {
			return r.reckon(e.Then)
		}
		return r.reckon(e.Else)
	case stockflow.Call:
		var all []float64
		for _, a := range e.Arguments {
			all = append(all, r.reckon(a))
		}
		switch e.Function {
		case stockflow.Min:
			return slices.Min(all)
		case stockflow.Max:
			return slices.Max(all)
		}
		return math.Exp(all[0])
	case stockflow.Binary:
		return binary(e.Op, r.reckon(e.Left), r.reckon(e.Right))
	}
	r.t.Fatalf("%T is no expression", e)
	return 0
}

func binary(op stockflow.Op, a, b float64) float64 {
	truth := map[stockflow.Op]bool{stockflow.Less: a < b, stockflow.Greater: a > b, stockflow.Equal: a == b, stockflow.And: a != 0 && b != 0, stockflow.Or: a != 0 || b != 0}
	switch op {
	case stockflow.Plus:
		return a + b
	case stockflow.Minus:
		return a - b
	case stockflow.Times:
		return a * b
	case stockflow.Over:
		return a / b
	}
	if truth[op] {
		return 1
	}
	return 0
}

// randomMap draws a small map with scenarios in which anything may be done.
func randomMap(t *rapid.T) *maps.Map {
	m := &maps.Map{Language: maps.English, Time: rapid.SampledFrom([]maps.TimeUnit{"", maps.Day, maps.Week, maps.Month, maps.Year}).Draw(t, "time")}
	half := func(low, high int, name string) float64 { return float64(rapid.IntRange(low, high).Draw(t, name)) / 2 }
	n := rapid.IntRange(1, 4).Draw(t, "variables")
	for i := range n {
		v := maps.Variable{ID: fmt.Sprint("v", i), Label: maps.Plain(rapid.SampledFrom([]string{"Time", "x", "X", "a/b", "50 %", "", "Søvn & ro", "state of x"}).Draw(t, "label"))}
		if rapid.Bool().Draw(t, "inertia stated") {
			inertia := maps.Exactly(half(1, 8, "inertia"))
			v.Inertia = &inertia
		}
		m.Variables = append(m.Variables, v)
	}
	end := func() string { return m.Variables[rapid.IntRange(0, n-1).Draw(t, "end")].ID }
	sign := func() maps.Sign { return maps.Sign(rapid.IntRange(-1, 1).Draw(t, "sign")) }
	seen := map[maps.LinkRef]bool{}
	for range rapid.IntRange(0, 6).Draw(t, "links") {
		l := maps.NewLink(end(), end(), sign())
		if seen[l.Ref()] {
			continue
		}
		seen[l.Ref()] = true
		l.Strength, l.StrengthStated = maps.Exactly(half(0, 2, "strength")), true
		l.Probability = rapid.SampledFrom([]float64{0.3, 0.5, 1}).Draw(t, "probability")
		if rapid.Bool().Draw(t, "delayed") {
			delay := maps.Exactly(half(0, 6, "delay"))
			l.Delay = &delay
		}
		m.Links = append(m.Links, l)
	}
	for k := range rapid.IntRange(0, 3).Draw(t, "scenarios") {
		s := maps.Scenario{ID: fmt.Sprint("s", k), Label: maps.Plain(fmt.Sprint("Scenario ", k))}
		for range rapid.IntRange(0, 4).Draw(t, "interventions") {
			iv := maps.Intervention{From: half(0, 12, "from")}
			if rapid.Bool().Draw(t, "ends") {
				until := iv.From + half(1, 8, "lasts")
				iv.Until = &until
			}
			switch {
			case len(m.Links) > 0 && rapid.Bool().Draw(t, "on a link"):
				ref := m.Links[rapid.IntRange(0, len(m.Links)-1).Draw(t, "link")].Ref()
				iv.Link, iv.Action = &ref, rapid.SampledFrom([]maps.Action{maps.Cut, maps.Scale, maps.Resign}).Draw(t, "action")
				iv.Amount, iv.NewSign = half(0, 3, "factor"), sign()
			case rapid.IntRange(0, 5).Draw(t, "kind") == 0:
				ref := maps.LinkRef{From: end(), To: end(), Sign: sign()}
				if seen[ref] {
					continue
				}
				iv.Link, iv.Action, iv.Amount = &ref, maps.Add, half(0, 2, "strength")
			default:
				iv.Variable, iv.Action = end(), rapid.SampledFrom([]maps.Action{maps.Press, maps.Pulse, maps.Ramp, maps.Hold}).Draw(t, "action")
				iv.Amount = float64(rapid.IntRange(-10, 10).Draw(t, "amount")) / 10
				if iv.Action == maps.Pulse {
					iv.Until = nil
				}
			}
			s.Interventions = append(s.Interventions, iv)
		}
		m.Scenarios = append(m.Scenarios, s)
	}
	return m
}

// TestAnyMapRunsAsFlowDoes reckons descriptions of random maps and compares them
// with the method flow, with and without each scenario.
func TestAnyMapRunsAsFlowDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := randomMap(t)
		model, err := simulate.NewModel(m)
		if err != nil {
			t.Fatal(err)
		}
		var scenarios []simulate.Scenario
		for _, s := range m.Scenarios {
			scenarios = append(scenarios, simulate.Scenario{ID: s.ID, Label: s.Label, Interventions: s.Interventions})
		}
		const until = 8.0
		d, _, err := transcription.Of(model, scenarios, transcription.Options{Until: until})
		if err != nil {
			t.Fatal(err)
		}
		for k := range len(scenarios) + 1 {
			done := simulate.Scenario{}
			if k > 0 {
				done = scenarios[k-1]
			}
			if atOnce(done) {
				continue
			}
			want, err := model.Run(t.Context(), done, simulate.Options{Until: until, Points: int(until/d.Step) + 1})
			if err != nil {
				t.Fatal(err)
			}
			got := run(t, d, k)
			for _, series := range want.Variables {
				// What happens at the very end is past the run to flow.
				for p, v := range series.Value[:len(series.Value)-1] {
					if off := math.Abs(got[series.Variable][p] - v); !(off <= 0.01) {
						t.Fatalf("scenario %d, %s at %v: %v, want %v\n%s", k, series.Variable, want.Times[p], got[series.Variable][p], v, shown(d))
					}
				}
			}
		}
	})
}

// atOnce reports whether a variable is pulsed both ways at the same moment, of
// which the description only knows the sum.
func atOnce(s simulate.Scenario) bool {
	type moment struct {
		variable string
		at       float64
	}
	signs := map[moment]float64{}
	for _, iv := range s.Interventions {
		if iv.Action == maps.Pulse {
			at := moment{iv.Variable, iv.From}
			if signs[at]*iv.Amount < 0 {
				return true
			}
			signs[at] += iv.Amount
		}
	}
	return false
}

// shown shows a description.
func shown(d *stockflow.Model) string {
	syntax := stockflow.Syntax{Time: "time", Step: "dt", And: "and", Or: "or", Functions: [3]string{"exp", "min", "max"}, Choice: func(a, b, c string) string { return "if(" + a + "; " + b + "; " + c + ")" }}
	var b strings.Builder
	for _, e := range d.Elements {
		fmt.Fprintf(&b, "%d %q %q %v", e.Kind, e.Name, e.Other, e.Lag)
		if e.Value != nil {
			b.WriteString(" = " + syntax.Text(e.Value))
		}
		b.WriteString("\n")
	}
	return b.String()
}
