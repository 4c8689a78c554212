package simulate

import (
	"context"
	"errors"
	"math"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sysmap/maps"
)

func effectsOf(t testing.TB, m *maps.Map, o EffectOptions) *Effects {
	t.Helper()
	e, err := modelOf(t, m).Effects(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func (e *Effects) of(t testing.TB, id string) Effect {
	t.Helper()
	k := slices.IndexFunc(e.Variables, func(e Effect) bool { return e.Variable == id })
	if k < 0 {
		t.Fatalf("no effect of %q", id)
	}
	return e.Variables[k]
}

// TestTheEffectOfAPressIsThatOfTheClosedForm: b settles at −tanh(½ tanh ½), and
// lowering b is the goal.
func TestTheEffectOfAPressIsThatOfTheClosedForm(t *testing.T) {
	m := strong(sketch(t, "a ->- b", "b ->+ c"), 0.5)
	m.Goal.Lower = []string{"b"}
	e := effectsOf(t, m, EffectOptions{TrialOptions: TrialOptions{Until: 40, Runs: 70}})
	a, b, c := e.of(t, "a"), e.of(t, "b"), e.of(t, "c")
	if want := math.Tanh(0.5 * math.Tanh(0.5)); math.Abs(a.Size-want) > StepTolerance || a.Sign != 1 || a.Certainty != 1 || a.InGoal || a.Rank != 2 {
		t.Errorf("a: %+v, want a size of %v", a, want)
	}
	if math.Abs(b.Size+math.Tanh(0.5)) > StepTolerance || b.Sign != -1 || !b.InGoal || b.Rank != 1 {
		t.Errorf("b: %+v", b)
	}
	// b follows its press as 1 − e^−t.
	if b.Delay == nil || math.Abs(*b.Delay-math.Ln2) > 0.05 {
		t.Errorf("b is half there at %v, want ln 2", b.Delay)
	}
	if c.Size != 0 || c.Sign != 0 || c.Delay != nil || c.Certainty != 1 || c.Rank != 3 {
		t.Errorf("c leads nowhere: %+v", c)
	}
}

func TestADelayedLinkDelaysTheEffect(t *testing.T) {
	m := strong(sketch(t, "a ->+ b"), 0.8)
	m.Goal.Raise = []string{"b"}
	options := EffectOptions{TrialOptions: TrialOptions{Until: 30, Middle: true}, Points: 601}
	soon := effectsOf(t, m, options).of(t, "a")
	delay := maps.Exactly(6)
	m.Links[0].Delay = &delay
	late := effectsOf(t, m, options).of(t, "a")
	if math.Abs(*late.Delay-*soon.Delay-6) > 0.05 {
		t.Errorf("half of the effect at %v and, six months later, at %v", *soon.Delay, *late.Delay)
	}
}

func TestAnUnknownSignLeavesTheEffectUncertain(t *testing.T) {
	m := strong(sketch(t, "a ->? b", "b ->+ c"), 0.5)
	m.Goal.Raise = []string{"c"}
	e := effectsOf(t, m, EffectOptions{})
	if a := e.of(t, "a"); a.Certainty != 0.5 || a.Low > -0.09 || a.High < 0.09 {
		t.Errorf("half of the members have each sign: %+v", a)
	}
	if b := e.of(t, "b"); b.Certainty != 1 {
		t.Errorf("%+v", b)
	}
}

// TestTrialsAreTheMembersOfAnEnsemble compares with the slow way: an ensemble
// of its own for each variable, every member followed adaptively.
func TestTrialsAreTheMembersOfAnEnsemble(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		m := anyMap(r, false)
		m.Goal.Raise = []string{"v0"}
		if len(m.Variables) > 1 {
			m.Goal.Lower = []string{"v1"}
		}
		share := 1 / float64(len(m.Goal.Raise)+len(m.Goal.Lower))
		baseline := Scenario{}
		if rapid.Bool().Draw(r, "baseline") {
			baseline = baseline.With(maps.Intervention{Variable: "v0", Action: maps.Press, Amount: -0.3, From: 1})
		}
		e := effectsOf(t, m, EffectOptions{TrialOptions: TrialOptions{Until: 8, Runs: 6, Seed: 3, Baseline: baseline}})
		for _, got := range e.Variables {
			s := baseline.With(maps.Intervention{Variable: got.Variable, Action: maps.Press, Amount: UnitPress})
			slow := ensembleOf(t, m, s, EnsembleOptions{
				Options: Options{Until: 8, Baseline: baseline}, Runs: 6, Seed: 3, Adaptive: true,
			})
			changes := make([]float64, 6)
			for w := range slow.head.Watch {
				for k, end := range slow.ends(w) {
					if w < len(m.Goal.Raise) {
						changes[k] += share * end.change
					} else {
						changes[k] -= share * end.change
					}
				}
			}
			slices.Sort(changes)
			if want := sortedQuantile(changes, 0.5); math.Abs(got.Size-want) > 3*StepTolerance {
				r.Fatalf("%s: %v, the ensemble says %v", got.Variable, got.Size, want)
			}
		}
	})
}

func TestTheMiddleIsWhatASingleRunIs(t *testing.T) {
	m := foresight(t)
	e := effectsOf(t, m, EffectOptions{TrialOptions: TrialOptions{Middle: true, Until: 4}, Points: 11})
	for _, id := range []string{m.Variables[0].ID, m.Variables[40].ID, m.Variables[100].ID} {
		run := runOf(t, m, does(t, m, "press "+id+"=0.5"), Options{Until: 4})
		want := -run.of(t, m.Goal.Lower[0]).last()
		if got := e.of(t, id); math.Abs(got.Size-want) > StepTolerance {
			t.Errorf("%s: %v, a run says %v", id, got.Size, want)
		}
	}
}

func TestEffectsDependNeitherOnWorkersNorOnTheWayMembersAreFollowed(t *testing.T) {
	m := foresight(t)
	options := EffectOptions{TrialOptions: TrialOptions{Runs: 70, Until: 2, Workers: 1}, Points: 5}
	one := effectsOf(t, m, options)
	options.Workers = 3
	if three := effectsOf(t, m, options); !reflect.DeepEqual(one, three) {
		t.Error("three workers find something else than one")
	}
	small := strong(sketch(t, "a ->+ b", "b ->- a", "b ->? c"), 0.7)
	small.Goal.Raise = []string{"c"}
	o := EffectOptions{TrialOptions: TrialOptions{Runs: 30, Until: 6}}
	together := effectsOf(t, small, o)
	o.Method = Flow{Step: 0.01}
	alone := effectsOf(t, small, o)
	for i := range alone.Variables {
		if a, b := alone.Variables[i], together.Variables[i]; math.Abs(a.Size-b.Size) > StepTolerance || a.Certainty != b.Certainty {
			t.Errorf("alone %+v, together %+v", a, b)
		}
	}
	if alone.Steps != 0 || together.Steps == 0 {
		t.Errorf("%d and %d equal steps", alone.Steps, together.Steps)
	}
}

func TestEffectsRefuseWhatCannotBe(t *testing.T) {
	m := strong(sketch(t, "a ->+ b", "b ->+ a"), 1)
	if _, err := modelOf(t, m).Effects(t.Context(), EffectOptions{}); !errors.Is(err, ErrNoGoal) {
		t.Errorf("without a goal: %v", err)
	}
	m.Goal.Raise = []string{"b"}
	for _, o := range []EffectOptions{
		{Press: 2},
		{Press: math.NaN()},
		{Points: 1},
		{TrialOptions: TrialOptions{Runs: -1}},
		{TrialOptions: TrialOptions{Runs: maxTrialRuns + 1}},
		{TrialOptions: TrialOptions{Until: math.Inf(1)}},
	} {
		if _, err := modelOf(t, m).Effects(t.Context(), o); err == nil {
			t.Errorf("%+v is accepted", o)
		}
	}
	if _, err := modelOf(t, m).Effects(t.Context(), EffectOptions{TrialOptions: TrialOptions{Method: Linear{}, Runs: 5}}); !errors.Is(err, ErrNoMembers) {
		t.Errorf("an unstable linear map: %v", err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := modelOf(t, m).Effects(gone, EffectOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func BenchmarkEffectsForesight(b *testing.B) {
	m := foresight(b)
	b.Run("trials", func(b *testing.B) {
		for b.Loop() {
			effectsOf(b, m, EffectOptions{TrialOptions: TrialOptions{Runs: 64, Workers: 1}})
		}
	})
	// The obvious way, a tenth of the variables: one ensemble after another.
	b.Run("ensembles/tenth", func(b *testing.B) {
		for b.Loop() {
			for i := 0; i < len(m.Variables); i += 10 {
				s := does(b, m, "press "+m.Variables[i].ID+"=0.5")
				ensembleOf(b, m, s, EnsembleOptions{Runs: 64, Workers: 1})
			}
		}
	})
}
