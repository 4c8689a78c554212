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
	"sysmap/simulate/fcm"
	"sysmap/simulate/press"
	"sysmap/simulate/pulse"
)

// TestStocksAddUp: a press on the stock a moves it by p once; b, to which a
// leads with θ = w, then rises evenly, and c with its square.
func TestStocksAddUp(t *testing.T) {
	m := strong(sketch(t, "x ->+ a", "a ->- b", "b ->+ c"), 0.5)
	run := runOf(t, m, does(t, m, "press a=0.8@5..6"), Options{Method: SDM{Largest: 2}, Until: 20, Points: 41})
	for k, now := range run.Times {
		p, since := 0.0, max(0, (now-5)/20)
		if now >= 5 {
			p = 0.8
		}
		for id, want := range map[string]float64{"x": 0, "a": p, "b": -p * since, "c": -p * since * since / 2} {
			if got := run.of(t, id).Change[k]; !near(got, want, 1e-7) {
				t.Errorf("%s at %v: %v, want %v", id, now, got, want)
			}
		}
	}
}

func TestAReinforcingStockGrowsExponentially(t *testing.T) {
	m := strong(sketch(t, "a ->+ a"), 0.7)
	run := runOf(t, m, does(t, m, "pulse a=1"), Options{Method: SDM{}, Until: 40})
	for k, now := range run.Times {
		if want := math.Exp(0.7 * now / 40); !near(run.Variables[0].Change[k], want, 1e-6) {
			t.Fatalf("at %v: %v, want %v", now, run.Variables[0].Change[k], want)
		}
	}
}

// TestAuxiliariesAreEliminated: a stock that leads to another through two
// auxiliaries leads to it with the product of their θ.
func TestAuxiliariesAreEliminated(t *testing.T) {
	m := strong(sketch(t, "k ->+ a", "a ->+ p", "p ->- q", "q ->+ b", "b ->+ a"), 0.6)
	direct := sketch(t, "k ->+ a", "a ->- b", "b ->+ a")
	for l, w := range []float64{0.6, 0.216, 0.6} {
		direct.Links[l].Strength, direct.Links[l].StrengthStated = maps.Exactly(w), true
	}
	done := []string{"press k=0.5@3..12", "press a=0.3", "ramp b=0.2@1..9", "hold a=0.1@14..16"}
	one := runOf(t, m, does(t, m, done...), Options{Method: SDM{Auxiliaries: []string{"q", "p"}}, Until: 20})
	other := runOf(t, direct, does(t, direct, done...), Options{Method: SDM{}, Until: 20})
	for _, id := range []string{"k", "a", "b"} {
		for k := range one.Times {
			if x, y := one.of(t, id).Change[k], other.of(t, id).Change[k]; !near(x, y, 1e-7) {
				t.Errorf("%s at %v: %v and %v", id, one.Times[k], x, y)
			}
		}
	}
	if p, a := one.of(t, "p").Change, one.of(t, "a").Change; !near(p[60], 0.6*a[60], 1e-12) || a[60] == 0 {
		t.Errorf("the auxiliary is %v where its cause is %v", p[60], a[60])
	}
	if k := one.of(t, "k").Change; k[14] != 0 || k[15] != 0.5 || k[59] != 0.5 || k[60] != 0 {
		t.Errorf("the constant goes %v", k)
	}
	pressed := runOf(t, m, does(t, m, "press p=0.4@5..10"), Options{Method: SDM{Auxiliaries: []string{"q", "p"}}, Until: 20, Points: 21})
	if p := pressed.of(t, "p").Change; p[4] != 0 || !near(p[7], 0.4, 0.05) || math.Abs(p[12]) > 0.05 {
		t.Errorf("the pressed auxiliary goes %v", p)
	}
}

func TestSampledSystemDynamicsRefusesWhatItCannotDo(t *testing.T) {
	m := sketch(t, "a ->+ p", "p ->+ q", "q ->+ p")
	for want, c := range map[string]struct {
		done   string
		method SDM
	}{
		"the auxiliaries p, q make a circle; make one of them a stock":              {"press a=1", SDM{Auxiliaries: []string{"p", "q"}}},
		`the map has no variable "z" to be an auxiliary or a constant`:              {"press a=1", SDM{Constants: []string{"z"}}},
		`a pulse on the auxiliary "p" would be gone at once; use press`:             {"pulse p=1", SDM{Auxiliaries: []string{"p"}}},
		`the largest effect -1 is not possible; give a number above 0, at most 100`: {"press a=1", SDM{Largest: -1}},
	} {
		_, err := modelOf(t, m).Run(t.Context(), does(t, m, c.done), Options{Method: c.method, Until: 10})
		if err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// published is the map of METHODS' example, as a map of eight variables.
var published = [8][8]float64{
	{0, 0, .6, .9, 0, 0, 0, .8},
	{.1, 0, 0, 0, 0, 0, .2, .5},
	{0, .7, 0, 0, .9, 0, .4, .1},
	{.4, 0, 0, 0, 0, .9, 0, 0},
	{0, 0, 0, 0, 0, -.9, 0, .3},
	{-.3, 0, 0, 0, 0, 0, 0, 0},
	{0, 0, 0, 0, 0, .8, .4, .9},
	{.1, 0, 0, 0, 0, .1, .6, 0},
}

func publishedMap() *maps.Map {
	m := &maps.Map{}
	names := []string{"c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"}
	for i, row := range published {
		m.Variables = append(m.Variables, maps.Variable{ID: names[i]})
		for j, w := range row {
			if w == 0 {
				continue
			}
			sign := maps.Positive
			if w < 0 {
				sign = maps.Negative
			}
			l := maps.NewLink(names[i], names[j], sign)
			l.Strength, l.StrengthStated = maps.Exactly(math.Abs(w)), true
			m.Links = append(m.Links, l)
		}
	}
	return m
}

// TestFuzzyMapsSettleWherePublished: Mkhitaryan et al. 2022, Kosko's rule with a
// sigmoid. What settles does so wherever it starts, so it is today.
func TestFuzzyMapsSettleWherePublished(t *testing.T) {
	model := modelOf(t, publishedMap())
	p, err := newPlan(model, Scenario{}, 10)
	if err != nil {
		t.Fatal(err)
	}
	r, err := FCM{}.prepare(p, []float64{0, 10})
	if err != nil {
		t.Fatal(err)
	}
	today, err := r.(*fcmRunner).today(t.Context(), p.middle())
	if err != nil {
		t.Fatal(err)
	}
	want := []float64{.5481291, .6004012, .5814756, .620872, .6279569, .6653852, .7617789, .8416584}
	for i := range want {
		// The published run stops at changes below 0.001.
		if !near(today[i], want[i], 5e-4) {
			t.Errorf("concept %d settles at %v, want %v", i+1, today[i], want[i])
		}
	}
}

// TestFuzzyMapsAreUpdatedStepByStep compares with the rule written out.
func TestFuzzyMapsAreUpdatedStepByStep(t *testing.T) {
	m := publishedMap()
	model := modelOf(t, m)
	s := does(t, m, "press c1=0.5@0..4", "hold c5=-0.2@2..6", "pulse c2=0.1@3", "cut c3 ->+ c2@5", "ramp c7=0.3@1.5..6")
	rules := map[fcm.Rule]func(a, in float64) float64{
		fcm.Kosko:         func(_, in float64) float64 { return in },
		fcm.ModifiedKosko: func(a, in float64) float64 { return a + in },
	}
	for rule, input := range rules {
		run, err := model.Run(t.Context(), s, Options{Method: FCM{Rule: rule}, Until: 9, Points: 10})
		if err != nil {
			t.Fatal(err)
		}
		sigmoid := func(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
		step := func(a [8]float64, w [8][8]float64, u [8]float64) (out [8]float64) {
			for j := range a {
				in := u[j]
				for i := range a {
					in += a[i] * w[i][j]
				}
				out[j] = sigmoid(input(a[j], in))
			}
			return out
		}
		var today [8]float64
		for i := range today {
			today[i] = 0.5
		}
		for range 3000 {
			today = step(today, published, [8]float64{})
		}
		a := today
		for now := range 10 {
			w, u := published, [8]float64{}
			if now == 3 {
				a[1] = min(a[1]+0.1, 1)
			}
			if now >= 2 && now <= 6 { // what is released at 6 starts from there
				a[4] = today[4] - 0.2
			}
			if now < 4 {
				u[0] = 0.5
			}
			if now >= 5 {
				w[2][1] = 0
			}
			u[6] = 0.3 * min(max(float64(now)-1.5, 0), 4.5) / 4.5
			for i, v := range run.Variables {
				if !near(v.Change[now], a[i]-today[i], 1e-8) {
					t.Fatalf("%v: %s at %d: %v, want %v", rule, v.Variable, now, v.Change[now], a[i]-today[i])
				}
			}
			a = step(a, w, u)
		}
	}
}

func TestLinksOfFuzzyMapsMatterAtRest(t *testing.T) {
	m := strong(sketch(t, "a ->+ b"), 0.8)
	s := summaryOf(t, ensembleOf(t, m, does(t, m, "cut a ->+ b@3"), EnsembleOptions{Runs: 2, Options: Options{Method: FCM{}, Until: 10, Points: 11}}))
	b := s.of(t, "b").Median
	// Today is sigmoid(0.8·0.5), without the link it is a half.
	if want := 0.5 - 1/(1+math.Exp(-0.4)); b[3] != 0 || !near(b[10], want, math.Abs(want)/perDoubling) || len(s.Notes) > 0 {
		t.Errorf("b goes %v, notes %v", b, s.Notes)
	}
}

func TestAFuzzyMapThatDoesNotSettleHasNoToday(t *testing.T) {
	m := strong(sketch(t, "a ->- a"), 1)
	_, err := modelOf(t, m).Run(t.Context(), does(t, m, "press a=1"), Options{Method: FCM{Lambda: 50}, Until: 10})
	if !errors.Is(err, ErrNoToday) {
		t.Error(err)
	}
	sum := ensembleOf(t, m, does(t, m, "press a=1"), EnsembleOptions{Runs: 3, Options: Options{Method: FCM{Lambda: 50}, Until: 10}})
	if _, err := sum.Summary(); !errors.Is(err, ErrNoMembers) {
		t.Error(err)
	}
}

func TestPulsesArePassedOnStepByStep(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyMap(t, true)
		model, err := NewModel(m)
		if err != nil {
			t.Fatal(err)
		}
		s := anyScenario(t, m)
		run, err := model.Run(context.Background(), s, Options{Method: Pulse{}, Until: 15, Points: 16})
		if err != nil {
			t.Fatal(err)
		}
		p, err := newPlan(model, s, 15)
		if err != nil {
			t.Fatal(err)
		}
		n := model.Len()
		v, change, driven := make([]float64, n), make([]float64, n), make([]float64, n)
		w := make([]float64, len(p.links))
		seen := 0
		for now := range 16 {
			var outside []impulse
			for seen < len(p.regimes) && p.regimes[seen].from <= float64(now) {
				outside = append(outside, p.regimes[seen].pulses...)
				seen++
			}
			r := &p.regimes[seen-1]
			next := make([]float64, n)
			if now > 0 {
				// What was passed on in the step before, along its links.
				for l, k := range p.links {
					next[k.to] += w[l] * change[k.from]
				}
				for i := range next {
					if wasHeld(p, i, now-1) {
						next[i] = 0
					}
				}
			}
			for i := range next {
				u := r.push[i] + r.growth[i]*max(0, float64(now)-r.from)
				next[i] += u - driven[i]
				driven[i] = u
			}
			for _, q := range outside {
				next[q.variable] += q.amount
			}
			for i := range next {
				if r.held[i] {
					next[i] = r.level[i] - v[i]
				}
				v[i] += next[i]
			}
			change = next
			p.weights(p.middle(), r, w)
			for i, series := range run.Variables {
				if !near(series.Change[now], v[i], 1e-6*(1+math.Abs(v[i]))) {
					t.Fatalf("%s at %d: %v, want %v", series.Variable, now, series.Change[now], v[i])
				}
			}
		}
	})
}

// wasHeld reports whether a variable was held in the regime of a step.
func wasHeld(p *plan, i, step int) bool {
	held := false
	for k := range p.regimes {
		if p.regimes[k].from <= float64(step) {
			held = p.regimes[k].held[i]
		}
	}
	return held
}

func TestUnboundedPulsesAreSaidToBe(t *testing.T) {
	grows := strong(sketch(t, "a ->+ b", "b ->+ a"), 1)
	run := runOf(t, grows, does(t, grows, "pulse a=0.1"), Options{Method: Pulse{}, Until: 20})
	if !slices.Contains(run.Notes, Note{PulsesUnbounded, 2}) {
		t.Errorf("notes %v", run.Notes)
	}
	fades := strong(sketch(t, "a ->+ b", "b ->+ a"), 0.5)
	run = runOf(t, fades, does(t, fades, "pulse a=0.1"), Options{Method: Pulse{}, Until: 20})
	if slices.ContainsFunc(run.Notes, func(n Note) bool { return n.Kind == PulsesUnbounded }) {
		t.Errorf("notes %v", run.Notes)
	}
	// a takes 0.1 and, round the loop with a gain of a quarter, a third more.
	if got := run.of(t, "a").last(); !near(got, 0.1*4/3, 1e-4) {
		t.Errorf("a ends at %v", got)
	}
}

func TestMethodsInStepsRefuseRunsWithoutAny(t *testing.T) {
	m := sketch(t, "a ->+ b")
	for _, method := range []Method{FCM{}, Pulse{}} {
		for _, until := range []float64{0.5, 2e5} {
			_, err := modelOf(t, m).Run(t.Context(), does(t, m, "press a=0.1"), Options{Method: method, Until: until})
			if err == nil || !strings.Contains(err.Error(), "one step a unit of time") {
				t.Errorf("%s until %v: %v", method.Name(), until, err)
			}
		}
	}
}

func TestPressIsWhereTheLinearMapSettles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyMap(t, true)
		for l := range m.Links {
			m.Links[l].Delay = nil
			m.Links[l].Strength = maps.Exactly(m.Links[l].Strength.Low / 3)
		}
		for i := range m.Variables {
			m.Variables[i].Inertia = nil
		}
		model, err := NewModel(m)
		if err != nil {
			t.Fatal(err)
		}
		var s Scenario
		for _, iv := range anyScenario(t, m).Interventions {
			iv.Until = nil
			s = s.With(iv)
			if iv.Action == maps.Ramp {
				end := 20.0
				s.Interventions[len(s.Interventions)-1].Until = &end
			}
		}
		var last [2][]float64
		for k, method := range []Method{Press{}, Linear{}} {
			run, err := model.Run(context.Background(), s, Options{Method: method, Until: 300, Points: 4})
			var unstable *UnstableError
			if errors.As(err, &unstable) {
				return
			} else if err != nil {
				t.Fatal(err)
			}
			for _, v := range run.Variables {
				last[k] = append(last[k], v.last())
			}
			if k == 1 && run.LargestRealPart != nil && *run.LargestRealPart > -0.1 {
				return // too slow to have settled
			}
		}
		for i := range last[0] {
			if !near(last[0][i], last[1][i], 1e-5*(1+math.Abs(last[0][i]))) {
				t.Fatalf("variable %d settles at %v, the linear map is at %v", i, last[0][i], last[1][i])
			}
		}
	})
}

// snowshoe is the published system of vegetation, hares and predators, in which
// each variable limits itself.
func snowshoe(t *testing.T) *maps.Map {
	return sketch(t, "v ->+ h", "h ->- v", "h ->+ p", "p ->- h", "v ->+ p")
}

func TestPressSignsAreThoseOfTheMap(t *testing.T) {
	m := sketch(t, "a ->+ b", "b ->- a", "b ->? c", "c ->+ d", "c ->- d", "d ->+ d")
	a, pressed, left, err := modelOf(t, m).PressSigns(does(t, m, "press a=-0.5", "sign b ->- a=+", "cut a ->+ b@500", "press d=1@2..9", "press b=0.1@300"))
	if err != nil {
		t.Fatal(err)
	}
	want := [][]int{{-1, 1, 0, 0}, {0, -1, 0, 0}, {0, 0, -1, 0}, {0, 0, 0, 1}}
	for i := range want {
		if !slices.Equal(a[i], want[i]) {
			t.Errorf("row %d is %v, want %v", i, a[i], want[i])
		}
	}
	if !slices.Equal(pressed, []int{-1, 1, 0, 0}) || left != 3 {
		t.Errorf("%v pressed, %d not counted", pressed, left)
	}
	if _, _, _, err := modelOf(t, m).PressSigns(does(t, m, "hold a=0.5")); err == nil {
		t.Error("a hold is a press")
	}
}

func TestPredictionsAndSamplesOfAMapAgreeWhereTheyAreCertain(t *testing.T) {
	m := snowshoe(t)
	model := modelOf(t, m)
	s := does(t, m, "press v=1")
	a, _, _, err := model.PressSigns(s)
	if err != nil {
		t.Fatal(err)
	}
	predicted, err := press.Predict(t.Context(), a, press.PredictOptions{})
	if err != nil {
		t.Fatal(err)
	}
	system, pressed, err := model.PressModel(s)
	if err != nil {
		t.Fatal(err)
	}
	sampled, err := press.Sample(t.Context(), system, [][]float64{pressed}, press.SampleOptions{Runs: 300})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		negative, _, positive, ok := sampled.Responses[0].Proportions(i)
		if weight, _ := predicted.Weight(i, 0); weight == 1 && (!ok || max(negative, positive) < 1 || (positive == 1) != (predicted.Sign(i, 0) > 0)) {
			t.Errorf("variable %d: predicted %d, sampled %v down and %v up", i, predicted.Sign(i, 0), negative, positive)
		}
	}
}

func TestPressModelsKeepWhatTheMapSays(t *testing.T) {
	m := sketch(t, "a ->+ b", "b ->? c", "c ->- a")
	m.Links[0].Strength, m.Links[0].StrengthStated = maps.Range{Low: 0.2, High: 0.4}, true
	m.Links[1].Probability = 0.7
	system, pressed, err := modelOf(t, m).PressModel(does(t, m, "press b=0.5", "scale a ->+ b=0.5", "cut c ->- a", "add c ->+ b=0.3"))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(pressed, []float64{0, 0.5, 0}) || len(system.Links) != 3 || system.Variables != 3 {
		t.Fatalf("%+v, %v", system, pressed)
	}
	for l, want := range []press.Link{{From: 0, To: 1, Sign: 1, Low: 0.1, High: 0.2, Probability: 1}, {From: 1, To: 2, High: 1, Probability: 0.7}, {From: 2, To: 1, Sign: 1, Low: 0.3, High: 0.3, Probability: 1}} {
		got := system.Links[l]
		got.Key = 0
		if got != want {
			t.Errorf("link %d is %+v, want %+v", l, got, want)
		}
	}
}

func TestEveryMethodRunsEnsemblesThatMerge(t *testing.T) {
	m := sketch(t, "a ->+ b", "b ->? c", "c ->- a", "b ->- b")
	for l := range m.Links {
		m.Links[l].Strength, m.Links[l].StrengthStated = maps.Range{Low: 0.1, High: 0.6}, true
	}
	m.Goal.Lower = []string{"c"}
	s := does(t, m, "press a=0.4@2..", "scale b ->? c=0.8@6..")
	for _, method := range Methods() {
		found, err := MethodNamed(method.Name())
		if err != nil || found.Name() != method.Name() {
			t.Errorf("%s: %v", method.Name(), err)
		}
		o := EnsembleOptions{Runs: 100, Options: Options{Method: method, Until: 12, Points: 13}}
		whole := ensembleOf(t, m, s, o)
		o.Members = Span{0, 37}
		first := ensembleOf(t, m, s, o)
		o.Members = Span{37, 100}
		merged, err := Merge(ensembleOf(t, m, s, o), first)
		if err != nil {
			t.Fatal(err)
		}
		if string(archived(t, merged)) != string(archived(t, whole)) {
			t.Errorf("%s: parts do not merge to the whole", method.Name())
		}
		sum := summaryOf(t, whole)
		b := sum.of(t, "b")
		if b.ProbabilityPositive[12] < 0.9 || sum.of(t, "c").ProbabilityNegative[12] < 0.3 || sum.of(t, "c").ProbabilityPositive[12] < 0.3 {
			t.Errorf("%s: b up %v, c up %v down %v", method.Name(), b.ProbabilityPositive[12], sum.of(t, "c").ProbabilityPositive[12], sum.of(t, "c").ProbabilityNegative[12])
		}
		d, err := whole.Drivers(t.Context())
		if err != nil || d[0].Factors[0].Of != "b ->? c" {
			t.Errorf("%s: %+v, %v", method.Name(), d, err)
		}
	}
}

// TestThePulseAdapterIsThePulseProcess runs a whole process in package pulse.
func TestThePulseAdapterIsThePulseProcess(t *testing.T) {
	m := strong(sketch(t, "a ->+ b", "b ->- c", "c ->+ a"), 0.9)
	run := runOf(t, m, does(t, m, "pulse a=0.5@2", "press b=0.25"), Options{Method: Pulse{}, Until: 10, Points: 11})
	w := [][]float64{{0, 0.9, 0}, {0, 0, -0.9}, {0.9, 0, 0}}
	want, err := pulse.Run(t.Context(), w, []pulse.Outside{{Step: 2, Variable: 0, Size: 0.5}, {Step: 0, Variable: 1, Size: 0.25}}, pulse.Options{Steps: 10})
	if err != nil {
		t.Fatal(err)
	}
	for k, row := range want.Values {
		for i, x := range row {
			if !near(run.Variables[i].Change[k], x, 1e-12) {
				t.Errorf("variable %d at %d: %v, want %v", i, k, run.Variables[i].Change[k], x)
			}
		}
	}
}
