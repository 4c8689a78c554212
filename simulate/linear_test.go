package simulate

import (
	"context"
	"errors"
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"

	"sysmap/maps"
)

// TestLinearFollowsTheMatrixExponential: a press b from the start on gives
// x(t) = A⁻¹(e^{At} − 1)b with A = T⁻¹(W − 1) and b = T⁻¹u, computed from the
// exponential of the larger matrix [A b; 0 0].
func TestLinearFollowsTheMatrixExponential(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyMap(t, true)
		for l := range m.Links {
			m.Links[l].Delay = nil
		}
		model, err := NewModel(m)
		if err != nil {
			t.Fatal(err)
		}
		n := model.Len()
		var s Scenario
		big := mat.NewDense(n+1, n+1, nil)
		for i, v := range model.variables {
			τ := v.inertia.Low
			amount := rapid.Float64Range(-1, 1).Draw(t, "press")
			s = s.With(maps.Intervention{Variable: v.id, Action: maps.Press, Amount: amount})
			big.Set(i, i, -1/τ)
			big.Set(i, n, amount/τ)
		}
		for _, l := range model.links {
			big.Set(l.to, l.from, big.At(l.to, l.from)+float64(l.ref.Sign)*l.strength.Low/model.variables[l.to].inertia.Low)
		}
		var e mat.Eigen
		if !e.Factorize(big.Slice(0, n, 0, n), mat.EigenNone) {
			t.Fatal("no eigenvalues")
		}
		rightmost := math.Inf(-1)
		for _, λ := range e.Values(nil) {
			rightmost = max(rightmost, real(λ))
		}
		run, err := model.Run(context.Background(), s, Options{Method: Linear{}, Until: 10, Points: 11})
		var unstable *UnstableError
		if errors.As(err, &unstable) {
			if rightmost < -1e-7 {
				t.Fatalf("said to be unstable, with %v; the largest real part is %v", unstable.RealPart, rightmost)
			}
			return
		} else if err != nil {
			t.Fatal(err)
		}
		if !near(*run.LargestRealPart, rightmost, 1e-6) {
			t.Fatalf("largest real part %v, want %v", *run.LargestRealPart, rightmost)
		}
		for k, now := range run.Times {
			var at, power mat.Dense
			at.Scale(now, big)
			power.Exp(&at)
			for i := range n {
				if got := run.Variables[i].Change[k]; !near(got, power.At(i, n), 1e-5) {
					t.Fatalf("variable %d at %v: %v, want %v", i, now, got, power.At(i, n))
				}
			}
		}
	})
}

func TestLinearEffectsScaleAndAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyMap(t, true)
		model, err := NewModel(m)
		if err != nil {
			t.Fatal(err)
		}
		factor := rapid.Float64Range(-1, 1).Draw(t, "factor")
		var s [2]Scenario
		var both, scaled Scenario
		for k := range s {
			for _, iv := range anyScenario(t, m).Interventions {
				if iv.Action == maps.Press || iv.Action == maps.Pulse || iv.Action == maps.Ramp {
					s[k], both = s[k].With(iv), both.With(iv)
					if k == 0 {
						iv.Amount *= factor
						scaled = scaled.With(iv)
					}
				}
			}
		}
		var runs []*Run
		for _, s := range []Scenario{s[0], s[1], both, scaled} {
			run, err := model.Run(context.Background(), s, Options{Method: Linear{}, Until: 12, Points: 13})
			var unstable *UnstableError
			if errors.As(err, &unstable) {
				return
			} else if err != nil {
				t.Fatal(err)
			}
			runs = append(runs, run)
		}
		for i := range runs[0].Variables {
			for k := range runs[0].Times {
				a, b, sum, part := runs[0].Variables[i].Change[k], runs[1].Variables[i].Change[k], runs[2].Variables[i].Change[k], runs[3].Variables[i].Change[k]
				if !near(a+b, sum, 1e-5) || !near(a*factor, part, 1e-5) {
					t.Fatalf("%v and %v make %v; %v times %v makes %v", a, b, sum, factor, a, part)
				}
			}
		}
	})
}

func TestFlowIsLinearForSmallPresses(t *testing.T) {
	m := strong(sketch(t, "a ->+ b", "b ->- c", "c ->+ a", "b ->+ a"), 0.5)
	s := does(t, m, "press a=0.001", "press c=0.0005@3..9")
	flow, linear := runOf(t, m, s, Options{Until: 20}), runOf(t, m, s, Options{Until: 20, Method: Linear{}})
	for i := range flow.Variables {
		for k := range flow.Times {
			if !near(flow.Variables[i].Change[k], linear.Variables[i].Change[k], 1e-8) {
				t.Fatalf("%s at %v: %v and %v", flow.Variables[i].Variable, flow.Times[k], flow.Variables[i].Change[k], linear.Variables[i].Change[k])
			}
		}
	}
}

func TestAReinforcingLoopThatIsTooStrongIsSaidToBeUnstable(t *testing.T) {
	m := sketch(t, "a ->+ b", "b ->+ a", "a ->+ a")
	m = strong(m, 0.9)
	_, err := modelOf(t, m).Run(t.Context(), does(t, m, "press a=0.1", "cut a ->+ a@7"), Options{Method: Linear{}, Until: 20})
	var unstable *UnstableError
	// λ² − (−0.1 − 1)λ + 0.1 − 0.81 = 0.
	want := (-1.1 + math.Sqrt(1.1*1.1+4*0.71)) / 2
	if !errors.As(err, &unstable) || !near(unstable.RealPart, want, 1e-9) || unstable.From != 0 || unstable.Until != 7 {
		t.Fatalf("%v, want %v", err, want)
	}
	if _, err := modelOf(t, foresight(t)).Run(t.Context(), Scenario{}, Options{Method: Linear{}}); !errors.As(err, &unstable) {
		t.Errorf("Foresight with every link at a half: %v", err)
	}
	// Holding a variable takes it out of its loops.
	if _, err := modelOf(t, m).Run(t.Context(), does(t, m, "hold a=0.1"), Options{Method: Linear{}, Until: 20, Baseline: does(t, m, "hold a=0")}); err != nil {
		t.Error(err)
	}
}

// TestDelaysMakeBalancingLoopsUnstable uses x' = −x − 2x(t−d), which loses its
// stability at d = arccos(−1/2)/√3 (Hayes 1950).
func TestDelaysMakeBalancingLoopsUnstable(t *testing.T) {
	critical := math.Acos(-0.5) / math.Sqrt(3)
	for _, c := range []struct {
		delay  float64
		stable bool
	}{{0.01, true}, {1, true}, {critical - 0.01, true}, {critical + 0.01, false}, {5, false}} {
		s := componentStability([]int{0}, []int{0}, []influence{{0, 0, -2, c.delay}}, []float64{1})
		if !s.decided || s.stable != c.stable {
			t.Errorf("delay %v: %+v", c.delay, s)
		}
	}
}

// TestDelayedEigenvaluesSolveTheCharacteristicEquation: for x' = −x + wx(t−d)
// with w > 0 the rightmost root is the real one of λ = −1 + w·e^{−λd}.
func TestDelayedEigenvaluesSolveTheCharacteristicEquation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, d := rapid.Float64Range(0.05, 3).Draw(t, "w"), rapid.Float64Range(0.05, 8).Draw(t, "d")
		low, high := -1.0, w
		for range 200 {
			if mid := (low + high) / 2; mid < -1+w*math.Exp(-mid*d) {
				low = mid
			} else {
				high = mid
			}
		}
		s := componentStability([]int{0}, []int{0}, []influence{{0, 0, w, d}}, []float64{1})
		if !s.decided || !near(s.rightmost, low, 1e-6) {
			t.Fatalf("w %v, d %v: %+v, want %v", w, d, s, low)
		}
	})
}

func TestWithoutEigenvaluesStabilityIsDecidedWherePossible(t *testing.T) {
	nodes, place := []int{0, 1}, []int{0, 1}
	for _, c := range []struct {
		name            string
		links           []influence
		decided, stable bool
	}{
		{"weak", []influence{{0, 1, 0.9, 5}, {1, 0, -0.9, 0}}, true, true},
		{"strong and reinforcing", []influence{{0, 1, 2, 5}, {1, 0, 0.9, 0}}, true, false},
		{"strong and balancing", []influence{{0, 1, 2, 5}, {1, 0, -2, 0}}, false, false},
	} {
		s := withoutSpectrum(nodes, place, c.links)
		if s.decided != c.decided || s.stable != c.stable {
			t.Errorf("%s: %+v", c.name, s)
		}
		exact := componentStability(nodes, place, c.links, []float64{1, 1})
		if c.decided && exact.stable != c.stable {
			t.Errorf("%s: the eigenvalues say %+v", c.name, exact)
		}
	}
}

func TestUndecidedStabilityIsNoted(t *testing.T) {
	m := &maps.Map{}
	for i := range 70 {
		m.Variables = append(m.Variables, maps.Variable{ID: string(rune('a'+i%26)) + string(rune('a'+i/26))})
	}
	for i := range 70 {
		l := maps.NewLink(m.Variables[i].ID, m.Variables[(i+1)%70].ID, maps.Positive)
		if i == 0 {
			l.Sign = maps.Negative
		}
		l.Strength, l.StrengthStated = maps.Exactly(1), true
		l.Delay = &maps.Range{Low: 3, High: 3}
		m.Links = append(m.Links, l)
	}
	sum := summaryOf(t, ensembleOf(t, m, does(t, m, "press aa=0.1"), EnsembleOptions{Runs: 3, Options: Options{Method: Linear{}, Until: 5, Points: 2}}))
	if sum.Undecided != 3 || sum.Unstable != 0 {
		t.Errorf("of 3 members %d are undecided and %d unstable", sum.Undecided, sum.Unstable)
	}
	run := runOf(t, m, does(t, m, "press aa=0.1"), Options{Method: Linear{}, Until: 20, Points: 5})
	if run.LargestRealPart != nil || run.Notes[len(run.Notes)-1] != (Note{StabilityUndecided, 70}) {
		t.Errorf("%v, %v", run.LargestRealPart, run.Notes)
	}
}

// TestWhatIsDecidedWithoutEigenvaluesIsWhatTheySay compares the two conditions
// that go first in large components with the spectrum of small ones.
func TestWhatIsDecidedWithoutEigenvaluesIsWhatTheySay(t *testing.T) {
	decided := 0
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5).Draw(t, "n")
		nodes, inertia := make([]int, n), make([]float64, n)
		for k := range nodes {
			nodes[k], inertia[k] = k, rapid.Float64Range(0.5, 3).Draw(t, "inertia")
		}
		var links []influence
		for range rapid.IntRange(1, 2*n+1).Draw(t, "links") {
			links = append(links, influence{
				rapid.IntRange(0, n-1).Draw(t, "from"), rapid.IntRange(0, n-1).Draw(t, "to"),
				rapid.Float64Range(-1.5, 1.5).Draw(t, "weight"), rapid.SampledFrom([]float64{0, 0.5, 2}).Draw(t, "delay"),
			})
		}
		first := withoutSpectrum(nodes, nodes, links)
		whole := componentStability(nodes, nodes, links, inertia)
		// Within rounding of the border either answer is one.
		if !first.decided || math.Abs(whole.rightmost) < 1e-6 {
			return
		}
		decided++
		if !whole.decided || first.stable != whole.stable {
			t.Fatalf("%v of inertia %v: %+v first, then %+v", links, inertia, first, whole)
		}
	})
	if decided == 0 {
		t.Error("nothing was decided")
	}
}
