package simulate

import (
	"context"
	"errors"
	"math"
	"reflect"
	"slices"
	"testing"

	"sysmap/maps"
)

func agreeOf(t testing.TB, m *maps.Map, s Scenario, o AgreeOptions) *Agreement {
	t.Helper()
	if o.Runs == 0 {
		o.Runs = 8
	}
	a, err := modelOf(t, m).Agree(t.Context(), s, o)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (r AgreementRow) of(t testing.TB, method string) AgreementCell {
	t.Helper()
	k := slices.IndexFunc(r.Cells, func(c AgreementCell) bool { return c.Method == method })
	if k < 0 {
		t.Fatalf("%s was not asked", method)
	}
	return r.Cells[k]
}

// why is the reason that is given for a method.
func (r AgreementRow) why(t testing.TB, method string) Reason {
	t.Helper()
	k := slices.IndexFunc(r.Reasons, func(r Reason) bool { return r.Method == method })
	if k < 0 {
		t.Fatalf("no reason for %s: %v, cells %+v", method, r.Reasons, r.Cells)
	}
	return r.Reasons[k]
}

func TestMethodsAgreeOnAChain(t *testing.T) {
	m := strong(sketch(t, "a ->+ b", "b ->- c"), 0.5)
	m.Goal.Lower, m.Goal.Raise = []string{"c"}, []string{"b"}
	a := agreeOf(t, m, does(t, m, "press a=0.5"), AgreeOptions{Until: 40})
	if len(a.Rows) != 2 || len(a.Methods) != len(Methods()) || a.Rows[0].Variable != "b" || a.Rows[0].Wanted != 1 || a.Rows[1].Wanted != -1 {
		t.Fatalf("%+v", a)
	}
	for w, sign := range []int{1, -1} {
		row := a.Rows[w]
		if !row.Agree || len(row.Reasons) != 0 {
			t.Errorf("%s: %+v", row.Variable, row)
		}
		for _, c := range row.Cells {
			if !c.Result || c.Sign != sign || c.Certainty != 1 {
				t.Errorf("%s: %+v", row.Variable, c)
			}
		}
	}
	c := a.Rows[1]
	for method, want := range map[string]float64{
		"flow": -math.Tanh(0.5 * math.Tanh(0.5*math.Tanh(0.5))), "linear": -0.125, "press": -0.125, "pulse": -0.125, "sdm": -0.5 * 0.25 / 2,
	} {
		if got := c.of(t, method).Median; math.Abs(got-want) > StepTolerance {
			t.Errorf("%s: %v, want %v", method, got, want)
		}
	}
}

func TestAMethodWithoutAResultDoesNotDisagree(t *testing.T) {
	m := strong(sketch(t, "a ->+ b", "b ->+ a"), 1)
	m.Goal.Raise = []string{"b"}
	a := agreeOf(t, m, does(t, m, "press a=0.5"), AgreeOptions{Until: 0.5})
	row := a.Rows[0]
	for k, r := range a.Methods {
		switch r.Method {
		case "linear", "press":
			if r.Unstable != 8 || r.Members != 0 || r.Refused != "" || row.Cells[k].Result {
				t.Errorf("%+v, %+v", r, row.Cells[k])
			}
		case "fcm", "pulse":
			if r.Refused == "" || row.Cells[k].Result {
				t.Errorf("half a step: %+v", r)
			}
		default:
			if r.Members != 8 || !row.Cells[k].Result {
				t.Errorf("%+v", r)
			}
		}
	}
	if !row.Agree || len(row.Reasons) != 0 {
		t.Errorf("%+v", row)
	}
	if alone := agreeOf(t, m, does(t, m, "press a=0.5"), AgreeOptions{Methods: []Method{Flow{}, Linear{}}}); alone.Rows[0].Agree {
		t.Error("one method agrees with itself")
	}
}

func TestReasonsAreThoseThatMakeTheDifference(t *testing.T) {
	time := func(m *maps.Map, id string, inertia float64) {
		r := maps.Exactly(inertia)
		m.Variable(id).Inertia = &r
	}
	strength := func(m *maps.Map, sizes ...float64) {
		for l, s := range sizes {
			m.Links[l].Strength = maps.Exactly(s)
		}
	}
	for _, c := range []struct {
		name   string
		links  []string
		set    func(m *maps.Map)
		done   []string
		until  float64
		method string
		want   Reason
	}{
		{
			"a slow way back",
			[]string{"a ->- g", "a ->+ c", "c ->+ g"},
			func(m *maps.Map) { strength(m, 0.3, 1, 0.9); time(m, "c", 40) },
			[]string{"press a=0.5"},
			4,
			"press",
			Reason{Kinds: []ReasonKind{LongRunReason}, Shown: true},
		},
		{
			"a slow way back, as a ramp",
			[]string{"a ->- g", "a ->+ c", "c ->+ g"},
			func(m *maps.Map) { strength(m, 0.3, 1, 0.9); time(m, "c", 40) },
			[]string{"ramp a=0.5"},
			4,
			"press",
			Reason{Kinds: []ReasonKind{LongRunReason}, Shown: true},
		},
		{
			"a pulse leaves no trace",
			[]string{"a ->+ g"},
			func(m *maps.Map) { strength(m, 0.9); time(m, "a", 30) },
			[]string{"pulse a=0.5"},
			5,
			"press",
			Reason{Kinds: []ReasonKind{EndedReason}, Shown: true},
		},
		{
			"a late answer",
			[]string{"a ->+ g", "a ->- g"},
			func(m *maps.Map) {
				strength(m, 0.3, 0.9)
				late := maps.Exactly(100)
				m.Links[1].Delay = &late
			},
			[]string{"press a=0.5"},
			20,
			"fcm",
			Reason{Kinds: []ReasonKind{TimesReason}, Shown: true},
		},
		{
			"more than the scale holds",
			[]string{"a ->+ p", "b ->+ p", "c ->+ p", "d ->+ p", "e ->+ p", "p ->+ g", "a ->- g", "b ->- g", "c ->- g", "d ->- g", "e ->- g"},
			func(m *maps.Map) { strength(m, 1, 1, 1, 1, 1, 0.9, 0.3, 0.3, 0.3, 0.3, 0.3) },
			[]string{"press a=1", "press b=1", "press c=1", "press d=1", "press e=1"},
			20,
			"linear",
			Reason{Kinds: []ReasonKind{SaturationReason}, Shown: true},
		},
		{
			"a late answer beyond the scale",
			[]string{"a ->+ p", "b ->+ p", "c ->+ p", "d ->+ p", "e ->+ p", "p ->+ g", "a ->- g", "b ->- g", "c ->- g", "d ->- g", "e ->- g"},
			func(m *maps.Map) {
				strength(m, 1, 1, 1, 1, 1, 0.9, 0.3, 0.3, 0.3, 0.3, 0.3)
				late := maps.Exactly(100)
				m.Links[5].Delay = &late
			},
			[]string{"press a=1", "press b=1", "press c=1", "press d=1", "press e=1"},
			20,
			"pulse",
			Reason{Kinds: []ReasonKind{TimesReason, SaturationReason}, Shown: true},
		},
		{
			"a press that is over",
			[]string{"a ->+ g"},
			func(m *maps.Map) { strength(m, 0.8) },
			[]string{"press a=0.5@0..2"},
			60,
			"sdm",
			Reason{Kinds: []ReasonKind{RemembersReason}},
		},
		{
			"a cut of what is at rest",
			[]string{"a ->+ g"},
			func(m *maps.Map) { strength(m, 0.8) },
			[]string{"cut a ->+ g"},
			20,
			"fcm",
			Reason{Kinds: []ReasonKind{TodayReason}},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := strong(sketch(t, c.links...), 1)
			c.set(m)
			m.Goal.Raise = []string{"g"}
			row := agreeOf(t, m, does(t, m, c.done...), AgreeOptions{Until: c.until}).Rows[0]
			c.want.Method = c.method
			if row.Agree {
				t.Errorf("all agree: %+v", row.Cells)
			}
			if got := row.why(t, c.method); !reflect.DeepEqual(got, c.want) {
				t.Errorf("the reason is %+v, want %+v", got, c.want)
			}
		})
	}
}

// TestAMethodMayLeaveOutTheOthers: in four members of five a loop is so strong
// that x outweighs u, and that the linear map is unstable.
func TestAMethodMayLeaveOutTheOthers(t *testing.T) {
	m := sketch(t, "u ->+ a", "a ->+ x", "x ->+ x", "x ->+ a", "x ->+ g", "u ->- g")
	for l, size := range []float64{0.3, 1, 0.5, 0.9, 0.3, 1} {
		m.Links[l].Strength = maps.Exactly(size)
	}
	m.Links[3].Probability = 0.8
	m.Goal.Raise = []string{"g"}
	row := agreeOf(t, m, does(t, m, "press u=0.2"), AgreeOptions{Until: 60, Runs: 50, Methods: []Method{Flow{}, Linear{}}}).Rows[0]
	if got := row.why(t, "linear"); !slices.Equal(got.Kinds, []ReasonKind{SelectionReason}) || !got.Shown {
		t.Errorf("%+v of %+v", got, row.Cells)
	}
}

func TestAnUncertainSignIsReasonEnough(t *testing.T) {
	methods := []Method{Flow{}, Linear{}}
	e := &explanation{o: AgreeOptions{Methods: methods}}
	a := &Agreement{Methods: make([]MethodReport, 2), Rows: []AgreementRow{{Cells: []AgreementCell{
		{Method: "flow", Result: true, Sign: 1, Certainty: 0.6}, {Method: "linear", Result: true, Sign: -1, Certainty: 0.9},
	}}}}
	r, err := e.reasons(t.Context(), 0, a)
	if want := []Reason{{Method: "linear", Kinds: []ReasonKind{UncertainReason}}}; err != nil || !reflect.DeepEqual(r, want) {
		t.Errorf("%v, %v", r, err)
	}
}

func TestReasonsAreWrittenInBothLanguages(t *testing.T) {
	for kind, words := range reasonWords {
		if words[maps.English] == "" || words[maps.Danish] == "" || words[maps.English] == words[maps.Danish] {
			t.Errorf("%s: %v", kind, words)
		}
	}
	r := Reason{Method: "press", Kinds: []ReasonKind{EndedReason, TimesReason}, Shown: true}
	if want := "press: it counts only what lasts to the end; it knows no delays and no inertia; with that changed, flow has the same sign"; r.String() != want {
		t.Errorf("%q", r)
	}
	steps := Reason{Method: "fcm", Kinds: []ReasonKind{StepsReason}}
	if want := "fcm: it moves in whole steps, around where the map settles by itself; whether that decides was not tested"; steps.String() != want {
		t.Errorf("%q", steps)
	}
	if want := "press: den regner kun med det, der varer til slutningen; den kender ikke forsinkelser og træghed; flow får samme fortegn, når det ændres"; r.In(maps.Danish) != want {
		t.Errorf("%q", r.In(maps.Danish))
	}
}

func TestAgreementDoesNotDependOnWorkersAndRefusesWhatCannotBe(t *testing.T) {
	m := sketch(t, "a ->+ b", "b ->? c", "c ->- a", "b ->- b")
	m.Goal.Raise = []string{"c"}
	s := does(t, m, "press a=0.4")
	o := AgreeOptions{Runs: 70, Workers: 1, Until: 10}
	one := agreeOf(t, m, s, o)
	o.Workers = 3
	if three := agreeOf(t, m, s, o); !reflect.DeepEqual(one, three) {
		t.Errorf("three workers say %+v, one %+v", three, one)
	}
	model := modelOf(t, m)
	for name, o := range map[string]AgreeOptions{
		"runs": {Runs: -1}, "until": {Until: -1}, "variable": {Variables: []string{"x"}},
	} {
		if _, err := model.Agree(t.Context(), s, o); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
	bad := Scenario{Interventions: []maps.Intervention{{Variable: "x", Action: maps.Press}}}
	if _, err := model.Agree(t.Context(), bad, AgreeOptions{}); err == nil {
		t.Error("a scenario on a variable that is not in the map is accepted")
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := model.Agree(gone, s, AgreeOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	m.Goal = maps.Goal{}
	if _, err := modelOf(t, m).Agree(t.Context(), s, AgreeOptions{}); !errors.Is(err, ErrNoGoal) {
		t.Errorf("without a goal: %v", err)
	}
	if a, err := modelOf(t, m).Agree(t.Context(), s, AgreeOptions{Runs: 2, Variables: []string{"b"}}); err != nil || a.Rows[0].Wanted != 0 {
		t.Errorf("about a variable outside the goal: %+v, %v", a, err)
	}
}
