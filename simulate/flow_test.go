package simulate

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sysmap/maps"
	"sysmap/simulate/ode"
)

func TestOneVariableFollowsItsClosedForm(t *testing.T) {
	m := sketch(t, "a ->+ b")
	m.Variables[0].Inertia = &maps.Range{Low: 2, High: 4}
	const τ = 3
	for _, c := range []struct {
		done string
		flow func(t float64) float64
	}{
		{"press a=0.8", func(t float64) float64 { return math.Tanh(0.8) * (1 - math.Exp(-t/τ)) }},
		{"press a=0.8@4..9", func(t float64) float64 {
			return math.Tanh(0.8) * (math.Exp(-max(0, t-9)/τ) - math.Exp(-max(0, t-4)/τ))
		}},
		{"pulse a=-0.5@2", func(t float64) float64 {
			if t < 2 {
				return 0
			}
			return -0.5 * math.Exp(-(t-2)/τ)
		}},
		{"hold a=0.4@3..6", func(t float64) float64 {
			switch {
			case t < 3:
				return 0
			case t < 6:
				return 0.4
			}
			return 0.4 * math.Exp(-(t-6)/τ)
		}},
	} {
		for _, method := range []Flow{{}, {Step: 0.05}} {
			run := runOf(t, m, does(t, m, c.done), Options{Method: method, Until: 20, Points: 41})
			for k, now := range run.Times {
				if got := run.Variables[0].Change[k]; !near(got, c.flow(now), 1e-6) {
					t.Errorf("%s, step %v, time %v: %v, want %v", c.done, method.Step, now, got, c.flow(now))
				}
			}
		}
	}
}

// TestARampRisesEvenly uses the method linear, whose answer to a ramp of speed
// v is v(t − τ(1 − e^{−t/τ})).
func TestARampRisesEvenly(t *testing.T) {
	m := sketch(t, "a ->+ b")
	answer := func(speed, t float64) float64 { return speed * (t - (1 - math.Exp(-t))) }
	for _, c := range []struct {
		done string
		want func(t float64) float64
	}{
		{"ramp a=0.5@..10", func(t float64) float64 {
			if t < 10 {
				return answer(0.05, t)
			}
			return answer(0.05, t) - answer(0.05, t-10)
		}},
		{"ramp a=0.5", func(t float64) float64 { return answer(0.025, t) }},
		{"ramp a=0.5@4..", func(t float64) float64 { return answer(0.5/16, max(0, t-4)) }},
	} {
		run := runOf(t, m, does(t, m, c.done), Options{Method: Linear{}, Until: 20, Points: 21})
		for k, now := range run.Times {
			if got := run.Variables[0].Change[k]; !near(got, c.want(now), 1e-6) {
				t.Errorf("%s, time %v: %v, want %v", c.done, now, got, c.want(now))
			}
		}
	}
}

// TestADelayShiftsAnInfluence: b answers to a(t−d) = p(1 − e^{−(t−d)}) with
// w·p(1 − e^{−s} − s e^{−s}), s = t − d.
func TestADelayShiftsAnInfluence(t *testing.T) {
	m := strong(sketch(t, "a ->- b"), 0.6)
	m.Links[0].Delay = &maps.Range{Low: 3, High: 4}
	run := runOf(t, m, does(t, m, "press a=0.5"), Options{Method: Linear{}, Until: 20})
	for k, now := range run.Times {
		s := max(0, now-3.5)
		want := -0.6 * 0.5 * (1 - math.Exp(-s) - s*math.Exp(-s))
		if got := run.of(t, "b").Change[k]; !near(got, want, 1e-7) {
			t.Errorf("time %v: %v, want %v", now, got, want)
		}
	}
}

func TestLinksChangeWhileAnInterventionLasts(t *testing.T) {
	m := strong(sketch(t, "a ->+ b", "b ->+ c"), 0.5)
	for _, c := range []struct {
		done []string
		want [3]float64 // of b before, during and long after 20…40
	}{
		{nil, [3]float64{0.25, 0.25, 0.25}},
		{[]string{"cut a ->+ b@20..40"}, [3]float64{0.25, 0, 0.25}},
		{[]string{"scale a ->+ b=0.5@20..40"}, [3]float64{0.25, 0.125, 0.25}},
		{[]string{"sign a ->+ b=-@20..40"}, [3]float64{0.25, -0.25, 0.25}},
		{[]string{"sign a ->+ b=?@20..40"}, [3]float64{0.25, 0, 0.25}},
		{[]string{"add a ->- b=0.3@20..40"}, [3]float64{0.25, 0.1, 0.25}},
		{[]string{"scale a ->+ b=0.5@20..40", "sign a ->+ b=-@20..40"}, [3]float64{0.25, -0.125, 0.25}},
		{[]string{"cut a ->+ b@20"}, [3]float64{0.25, 0, 0}},
	} {
		run := runOf(t, m, does(t, m, append([]string{"hold a=0.5"}, c.done...)...), Options{Method: Linear{}, Until: 70, Points: 71})
		b := run.of(t, "b").Change
		if got := [3]float64{b[19], b[39], b[70]}; !near(got[0], c.want[0], 1e-6) || !near(got[1], c.want[1], 1e-6) || !near(got[2], c.want[2], 1e-6) {
			t.Errorf("%v: %v, want %v", c.done, got, c.want)
		}
	}
}

func TestASingleRunSaysWhatItLeavesOut(t *testing.T) {
	m := sketch(t, "a ->? b", "b ->+ c", "c ->+ d")
	m.Links[1].Probability = 0.3
	run := runOf(t, m, does(t, m, "cut c ->+ d", "press a=0.1@500"), Options{Until: 50})
	want := []Note{{BeginsLate, 1}, {AssumedInertias, 4}, {NothingMoves, 1}, {UnknownSigns, 1}, {UnlikelyLinks, 1}}
	if !slices.Equal(run.Notes, want) {
		t.Errorf("notes %v, want %v", run.Notes, want)
	}
	for _, n := range want {
		if n.In(maps.Danish) == n.In(maps.English) {
			t.Errorf("%q has no Danish", n)
		}
	}
}

func TestNothingDoneChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyMap(t, false)
		model, err := NewModel(m)
		if err != nil {
			t.Fatal(err)
		}
		s := anyScenario(t, m)
		for _, o := range []Options{{}, {Baseline: s}} {
			o.Until = 12
			run, err := model.Run(context.Background(), o.Baseline, o)
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range run.Variables {
				for k, x := range v.Change {
					if x != 0 {
						t.Fatalf("%s changes by %v at %v", v.Variable, x, run.Times[k])
					}
				}
			}
		}
	})
}

func TestFlowStaysWithinOneAndAgreesWithFixedSteps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyMap(t, true)
		model, err := NewModel(m)
		if err != nil {
			t.Fatal(err)
		}
		s := anyScenario(t, m)
		adaptive, err := model.Run(context.Background(), s, Options{Until: 20, Points: 21})
		if err != nil {
			t.Fatal(err)
		}
		fixed, err := model.Run(context.Background(), s, Options{Until: 20, Points: 21, Method: Flow{Step: 0.02}})
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range adaptive.Variables {
			for k, x := range v.Value {
				if math.IsNaN(x) || math.Abs(x) > 1+1e-9 {
					t.Fatalf("%s is %v at %v", v.Variable, x, adaptive.Times[k])
				}
				if other := fixed.Variables[i].Value[k]; !near(x, other, 1e-4) {
					t.Fatalf("%s at %v: %v adaptive, %v fixed", v.Variable, adaptive.Times[k], x, other)
				}
			}
		}
	})
}

// mirrored turns a variable upside down: the signs of its links and of what is
// done to it.
func mirrored(m *maps.Map, s Scenario, id string) (*maps.Map, Scenario) {
	flip := func(from, to string, sign maps.Sign) maps.Sign {
		if (from == id) != (to == id) {
			return -sign
		}
		return sign
	}
	turned := *m
	turned.Links = slices.Clone(m.Links)
	for l := range turned.Links {
		k := &turned.Links[l]
		k.Sign = flip(k.From, k.To, k.Sign)
	}
	out := Scenario{}
	for _, iv := range s.Interventions {
		if iv.Variable == id {
			iv.Amount = -iv.Amount
		}
		if iv.Link != nil {
			ref := *iv.Link
			ref.Sign = flip(ref.From, ref.To, ref.Sign)
			iv.NewSign = flip(ref.From, ref.To, iv.NewSign)
			iv.Link = &ref
		}
		out = out.With(iv)
	}
	return &turned, out
}

func TestAVariableTurnedUpsideDownTurnsItsCourse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyMap(t, true)
		s := anyScenario(t, m)
		id := rapid.SampledFrom(m.Variables).Draw(t, "turned").ID
		turned, done := mirrored(m, s, id)
		for _, method := range []Method{Flow{}, Linear{}} {
			var runs [2]*Run
			for k, of := range []*maps.Map{m, turned} {
				model, err := NewModel(of)
				if err != nil {
					t.Fatal(err)
				}
				runs[k], err = model.Run(context.Background(), []Scenario{s, done}[k], Options{Until: 15, Points: 16, Method: method})
				var unstable *UnstableError
				if errors.As(err, &unstable) {
					return
				} else if err != nil {
					t.Fatal(err)
				}
			}
			for i, v := range runs[0].Variables {
				for k, x := range v.Change {
					want := runs[1].Variables[i].Change[k]
					if v.Variable == id {
						want = -want
					}
					if !near(x, want, 1e-5*(1+math.Abs(x))) {
						t.Fatalf("%s: %s at %v: %v, want %v", method.Name(), v.Variable, runs[0].Times[k], x, want)
					}
				}
			}
		}
	})
}

func TestTheOrderOfAMapDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyMap(t, true)
		s := anyScenario(t, m)
		other := *m
		other.Variables, other.Links = rapid.Permutation(m.Variables).Draw(t, "variables"), rapid.Permutation(m.Links).Draw(t, "links")
		var runs [2]*Run
		for k, of := range []*maps.Map{m, &other} {
			model, err := NewModel(of)
			if err != nil {
				t.Fatal(err)
			}
			if runs[k], err = model.Run(context.Background(), s, Options{Until: 15, Points: 16}); err != nil {
				t.Fatal(err)
			}
		}
		for _, v := range runs[0].Variables {
			i := slices.IndexFunc(runs[1].Variables, func(w RunSeries) bool { return w.Variable == v.Variable })
			for k, x := range v.Change {
				if !near(x, runs[1].Variables[i].Change[k], 1e-5) {
					t.Fatalf("%s at %v: %v and %v", v.Variable, runs[0].Times[k], x, runs[1].Variables[i].Change[k])
				}
			}
		}
	})
}

func TestAlongAPathTheSignIsTheProductOfTheSigns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := &maps.Map{Variables: []maps.Variable{{ID: "v0"}}}
		ids, sign := []string{"v0", "v1", "v2", "v3", "v4", "v5"}, 1.0
		for i := range rapid.IntRange(1, 5).Draw(t, "length") {
			s := rapid.SampledFrom([]maps.Sign{maps.Positive, maps.Negative}).Draw(t, "sign")
			sign *= float64(s)
			l := maps.NewLink(ids[i], ids[i+1], s)
			d := maps.Exactly(rapid.Float64Range(0, 2).Draw(t, "delay"))
			l.Delay = &d
			m.Links = append(m.Links, l)
			m.Variables = append(m.Variables, maps.Variable{ID: ids[i+1]})
		}
		model, err := NewModel(m)
		if err != nil {
			t.Fatal(err)
		}
		for _, method := range []Method{Flow{}, Linear{}} {
			run, err := model.Run(context.Background(), Scenario{Interventions: []maps.Intervention{{Variable: "v0", Action: maps.Press, Amount: 0.5}}}, Options{Method: method, Until: 30})
			if err != nil {
				t.Fatal(err)
			}
			if end := run.Variables[len(run.Variables)-1].last(); end*sign <= 0 {
				t.Fatalf("%s: the end changes by %v, the signs multiply to %v", method.Name(), end, sign)
			}
		}
	})
}

func TestForesightRunsUnderEveryPress(t *testing.T) {
	m := foresight(t)
	model := modelOf(t, m)
	for i, id := range model.Variables() {
		if i%6 != 0 {
			continue
		}
		run, err := model.Run(t.Context(), Scenario{Interventions: []maps.Intervention{{Variable: id, Action: maps.Press, Amount: 1}}}, Options{Points: 11})
		if err != nil {
			t.Fatal(err)
		}
		if got := run.of(t, id).last(); got < 0.3 {
			t.Errorf("pressing %s by 1 moves it by %v", id, got)
		}
	}
}

func TestWhatCannotBeRunIsSaid(t *testing.T) {
	m := sketch(t, "a ->+ b")
	model := modelOf(t, m)
	three := 3.0
	link := maps.LinkRef{From: "a", To: "b", Sign: maps.Positive}
	for name, c := range map[string]struct {
		iv   maps.Intervention
		o    Options
		want string
	}{
		"no such variable":      {maps.Intervention{Variable: "x", Action: maps.Press, Amount: 1}, Options{}, `intervention 1 (press "x"): the map has no such variable`},
		"no such link":          {maps.Intervention{Link: &maps.LinkRef{From: "b", To: "a", Sign: 1}, Action: maps.Cut}, Options{}, `intervention 1 (cut "b ->+ a"): the map has no such link`},
		"a pulse that ends":     {maps.Intervention{Variable: "a", Action: maps.Pulse, Until: &three}, Options{}, `intervention 1 (pulse "a"): a pulse happens once and has no end; leave until out, or use press for a push that lasts`},
		"a link pressed":        {maps.Intervention{Link: &link, Action: maps.Press}, Options{}, `intervention 1 (press "a ->+ b"): this is done to a variable, and only to a variable`},
		"a variable cut":        {maps.Intervention{Variable: "a", Action: maps.Cut}, Options{}, `intervention 1 (cut "a"): this is done to a link, and only to a link`},
		"a link added twice":    {maps.Intervention{Link: &link, Action: maps.Add}, Options{}, `intervention 1 (add "a ->+ b"): the link that it adds exists already; use scale to change its strength`},
		"nothing done":          {maps.Intervention{Variable: "a"}, Options{}, `intervention 1 ( "a"): "" is nothing that can be done`},
		"no number":             {maps.Intervention{Variable: "a", Action: maps.Press, Amount: math.NaN()}, Options{}, `intervention 1 (press "a"): the amount NaN is not within -1…1`},
		"backwards in time":     {maps.Intervention{Variable: "a", Action: maps.Press, From: 4, Until: &three}, Options{}, `intervention 1 (press "a"): it begins at 4 and ends at 3`},
		"before time":           {maps.Intervention{Variable: "a", Action: maps.Press, From: -1}, Options{}, `intervention 1 (press "a"): it begins at -1`},
		"a run of no length":    {maps.Intervention{Variable: "a", Action: maps.Press}, Options{Until: -1}, `a run until -1 is not possible; give a time above 0, at most 1e+06`},
		"a run without moments": {maps.Intervention{Variable: "a", Action: maps.Press}, Options{Points: 1}, `1 moments of 2 variables: give at least 2 and at most 25000000`},
	} {
		_, err := model.Run(t.Context(), Scenario{Interventions: []maps.Intervention{c.iv}}, c.o)
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	if _, err := modelOf(t, &maps.Map{}).Run(t.Context(), Scenario{}, Options{}); err == nil {
		t.Error("an empty map runs")
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := model.Run(cancelled, Scenario{}, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestVariablesThatAreFarTooQuickAreNamed(t *testing.T) {
	m := sketch(t, "a ->+ b")
	m.Variables[1].Inertia = &maps.Range{Low: 1e-9, High: 1e-9}
	_, err := modelOf(t, m).Run(t.Context(), does(t, m, "press a=1"), Options{Until: 1000})
	if !errors.Is(err, ode.ErrTooManySteps) || !strings.Contains(err.Error(), "inertia of 1e-09") {
		t.Error(err)
	}
}

func TestTheHorizonIsPastWhatIsDone(t *testing.T) {
	m := sketch(t, "a ->+ b")
	model := modelOf(t, m)
	if got := model.Horizon(); got != 5 {
		t.Errorf("nothing done: %v", got)
	}
	if got := model.Horizon(does(t, m, "press a=1@0..24"), does(t, m, "press a=1@30")); got != 35 {
		t.Errorf("something done until 30: %v", got)
	}
	m.Variables[1].Inertia = &maps.Range{Low: 10, High: 14}
	m.Links[0].Delay = &maps.Range{Low: 6, High: 6}
	if got := modelOf(t, m).Horizon(does(t, m, "press a=1@0..24.5")); got != 97 {
		t.Errorf("slow and late: %v", got)
	}
}

func BenchmarkForesightOnce(b *testing.B) {
	m := foresight(b)
	model := modelOf(b, m)
	s := does(b, m, "press stress=-0.5")
	for name, method := range map[string]Method{"adaptive": Flow{}, "fixed": Flow{Step: 0.05}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := model.Run(b.Context(), s, Options{Method: method, Until: 25}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
