package ode

import (
	"context"
	"errors"
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"
)

func evenly(end float64, n int) []float64 {
	times := make([]float64, n+1)
	for k := range times {
		times[k] = end * float64(k) / float64(n)
	}
	return times
}

// known is a problem whose solution is known.
type known struct {
	name    string
	problem func() *Problem
	exact   func(i int, t float64) float64
	end     float64
}

func knownProblems() []known {
	return []known{
		{"decay", func() *Problem {
			return &Problem{Start: []float64{1}, Slope: func(_ float64, x, s []float64, _ *Past) { s[0] = -x[0] }}
		}, func(_ int, t float64) float64 { return math.Exp(-t) }, 5},
		{"oscillator", func() *Problem {
			return &Problem{Start: []float64{1, 0}, Slope: func(_ float64, x, s []float64, _ *Past) { s[0], s[1] = x[1], -x[0] }}
		}, func(i int, t float64) float64 { return []float64{math.Cos(t), -math.Sin(t)}[i] }, 10},
		{"a slope that depends on time", func() *Problem {
			return &Problem{Start: []float64{0}, Slope: func(t float64, _, s []float64, _ *Past) { s[0] = math.Cos(t) }}
		}, func(_ int, t float64) float64 { return math.Sin(t) }, 10},
		{"a push that ends", func() *Problem {
			push := 0.0
			return &Problem{
				Start:  []float64{0},
				Slope:  func(_ float64, x, s []float64, _ *Past) { s[0] = push - x[0] },
				Events: []Event{{2.3, func([]float64) { push = 0 }}, {0.7, func([]float64) { push = 1 }}},
			}
		}, func(_ int, t float64) float64 {
			switch {
			case t < 0.7:
				return 0
			case t < 2.3:
				return 1 - math.Exp(0.7-t)
			}
			return (1 - math.Exp(0.7-2.3)) * math.Exp(2.3-t)
		}, 5},
		// x'(t) = −x(t−1), x = 1 before: by steps, Σ (−1)ᵏ (t−k+1)ᵏ/k!.
		{"a delayed feedback", func() *Problem {
			return &Problem{
				Start: []float64{1}, Lags: []float64{1},
				Slope: func(t float64, _, s []float64, past *Past) { s[0] = -past.At(0, t-1) },
			}
		}, delayedDecay, 6},
		// y follows a jump of x one lag later: x jumps to 1 at 1.5 and decays.
		{"a jump that arrives late", func() *Problem {
			return &Problem{
				Start: []float64{0, 0}, Lags: []float64{0.8},
				Slope:  func(t float64, x, s []float64, past *Past) { s[0], s[1] = -x[0], past.At(0, t-0.8) },
				Events: []Event{{1.5, func(x []float64) { x[0]++ }}},
			}
		}, func(i int, t float64) float64 {
			switch {
			case i == 0 && t >= 1.5:
				return math.Exp(1.5 - t)
			case i == 1 && t >= 2.3:
				return 1 - math.Exp(2.3-t)
			}
			return 0
		}, 5},
		// A history: x(t) = sin t solves x' = x(t − 3π/2) = cos t.
		{"a history", func() *Problem {
			const lag = 1.5 * math.Pi
			return &Problem{
				Start: []float64{0}, Lags: []float64{lag}, Before: func(_ int, t float64) float64 { return math.Sin(t) },
				Slope: func(t float64, _, s []float64, past *Past) { s[0] = past.At(0, t-lag) },
			}
		}, func(_ int, t float64) float64 { return math.Sin(t) }, 12},
	}
}

func delayedDecay(_ int, t float64) float64 {
	sum, term := 0.0, 1.0
	for k := 0; float64(k) <= t+1; k++ {
		if k > 0 {
			term = math.Pow(t-float64(k)+1, float64(k)) / math.Gamma(float64(k)+1)
		}
		if k%2 == 1 {
			sum -= term
		} else {
			sum += term
		}
	}
	return sum
}

// farthest is the largest distance from the known solution.
func (k known) farthest(rows, times []float64) float64 {
	n, worst := len(rows)/len(times), 0.0
	for j, t := range times {
		for i := range n {
			worst = max(worst, math.Abs(rows[j*n+i]-k.exact(i, t)))
		}
	}
	return worst
}

func TestAdaptiveStepsReachKnownSolutions(t *testing.T) {
	for _, k := range knownProblems() {
		times := evenly(k.end, 97)
		rows, err := Solve(t.Context(), k.problem(), times, Options{})
		if err != nil {
			t.Errorf("%s: %v", k.name, err)
			continue
		}
		if far := k.farthest(rows, times); far > 2e-7 {
			t.Errorf("%s: off by %.2g", k.name, far)
		}
	}
}

func TestSmallerTolerancesGiveSmallerErrors(t *testing.T) {
	for _, k := range knownProblems() {
		times := evenly(k.end, 97)
		for _, tolerance := range []float64{1e-4, 1e-6, 1e-9, 1e-11} {
			rows, err := Solve(t.Context(), k.problem(), times, Options{Relative: tolerance, Absolute: tolerance})
			if err != nil {
				t.Fatalf("%s: %v", k.name, err)
			}
			if far := k.farthest(rows, times); far > 100*tolerance {
				t.Errorf("%s: asked for %.0e, off by %.2g", k.name, tolerance, far)
			}
		}
	}
}

func TestFixedStepsConvergeWithTheFourthPower(t *testing.T) {
	for _, k := range knownProblems() {
		times := evenly(k.end, 7)
		far := func(step float64) float64 {
			rows, err := SolveFixed(t.Context(), k.problem(), times, step)
			if err != nil {
				t.Fatalf("%s: %v", k.name, err)
			}
			return k.farthest(rows, times)
		}
		coarse, fine := far(k.end/120), far(k.end/480)
		if order := math.Log(coarse/fine) / math.Log(4); order < 3.7 && fine > 1e-12 {
			t.Errorf("%s: order %.2f (%.2g, then %.2g)", k.name, order, coarse, fine)
		}
	}
}

func TestLinearSystemsFollowTheMatrixExponential(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "n")
		a := mat.NewDense(n, n, rapid.SliceOfN(rapid.Float64Range(-1.5, 1.5), n*n, n*n).Draw(t, "a"))
		start := rapid.SliceOfN(rapid.Float64Range(-1, 1), n, n).Draw(t, "start")
		p := &Problem{From: 3, Start: start, Slope: func(_ float64, x, s []float64, _ *Past) {
			mat.NewVecDense(n, s).MulVec(a, mat.NewVecDense(n, x))
		}}
		times := []float64{3, 3.1, 4, 4, 5}
		adaptive, err := Solve(context.Background(), p, times, Options{})
		if err != nil {
			t.Fatal(err)
		}
		fixed, err := SolveFixed(context.Background(), p, times, 0.005)
		if err != nil {
			t.Fatal(err)
		}
		for k, now := range times {
			var at, power mat.Dense
			at.Scale(now-3, a)
			power.Exp(&at)
			want := mat.NewVecDense(n, nil)
			want.MulVec(&power, mat.NewVecDense(n, start))
			for i := range n {
				allowed := 1e-6 * (1 + mat.Norm(want, math.Inf(1)))
				if math.Abs(adaptive[k*n+i]-want.AtVec(i)) > allowed || math.Abs(fixed[k*n+i]-want.AtVec(i)) > allowed {
					t.Fatalf("time %v, component %d: %v adaptive, %v fixed, want %v", now, i, adaptive[k*n+i], fixed[k*n+i], want.AtVec(i))
				}
			}
		}
	})
}

// TestDelaysShorterThanStepsAreSolvedFor compares x' = −x(t−d) with its exact
// eigenfunction e^{λt}, λ = −e^{−λd}, for delays far below the width of a step.
func TestDelaysShorterThanStepsAreSolvedFor(t *testing.T) {
	for _, d := range []float64{0.3, 0.05, 1e-3, 1e-6} {
		λ := -1.0
		for range 200 {
			λ = -math.Exp(-λ * d)
		}
		tries := 0
		p := &Problem{
			Start: []float64{1}, Lags: []float64{d}, Before: func(_ int, t float64) float64 { return math.Exp(λ * t) },
			Slope: func(t float64, _, s []float64, past *Past) { tries++; s[0] = -past.At(0, t-d) },
		}
		rows, err := Solve(t.Context(), p, []float64{10}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if want := math.Exp(10 * λ); math.Abs(rows[0]-want) > 1e-8 {
			t.Errorf("delay %v: %v, want %v", d, rows[0], want)
		}
		if tries > 60_000 {
			t.Errorf("delay %v: %d evaluations", d, tries)
		}
	}
}

func TestStatesAtAnEventAreThoseAfterIt(t *testing.T) {
	p := &Problem{
		Start:  []float64{0},
		Slope:  func(_ float64, _, s []float64, _ *Past) { s[0] = 0 },
		Events: []Event{{0, func(x []float64) { x[0] = 1 }}, {1, func(x []float64) { x[0] *= 3 }}, {1, func(x []float64) { x[0]++ }}, {9, func(x []float64) { x[0] = 99 }}, {-1, func(x []float64) { x[0] = 99 }}},
	}
	times := []float64{0, 0.5, 1, 1, 2}
	want := []float64{1, 1, 4, 4, 4}
	for name, solve := range map[string]func() ([]float64, error){
		"adaptive": func() ([]float64, error) { return Solve(t.Context(), p, times, Options{}) },
		"fixed":    func() ([]float64, error) { return SolveFixed(t.Context(), p, times, 0.3) },
	} {
		rows, err := solve()
		if err != nil || fmt.Sprint(rows) != fmt.Sprint(want) {
			t.Errorf("%s: %v, %v; want %v", name, rows, err, want)
		}
	}
}

func TestManyLagsDoNotMultiplySteps(t *testing.T) {
	lags := make([]float64, 300)
	for k := range lags {
		lags[k] = 1 + float64(k)/100
	}
	p := &Problem{Start: []float64{1}, Lags: lags, Slope: func(t float64, _, s []float64, past *Past) {
		s[0] = 0
		for _, d := range lags {
			s[0] -= past.At(0, t-d) / 300
		}
	}}
	adaptive, err := Solve(t.Context(), p, []float64{20}, Options{Relative: 1e-6, Absolute: 1e-6})
	if err != nil {
		t.Fatal(err)
	}
	fixed, err := SolveFixed(t.Context(), p, []float64{20}, 0.02)
	if err != nil || math.Abs(fixed[0]-adaptive[0]) > 1e-4 {
		t.Errorf("%v adaptive, %v fixed, %v", adaptive, fixed, err)
	}
}

func TestWhatCannotBeSolvedIsSaid(t *testing.T) {
	run := func(slope func(x float64) float64, until float64) error {
		_, err := Solve(t.Context(), &Problem{Start: []float64{1}, Slope: func(_ float64, x, s []float64, _ *Past) { s[0] = slope(x[0]) }}, []float64{until}, Options{MaxSteps: 20_000})
		return err
	}
	if err := run(func(x float64) float64 { return x }, 1e4); !errors.Is(err, ErrDiverged) && !errors.Is(err, ErrTooManySteps) {
		t.Errorf("exponential growth: %v", err)
	}
	if err := run(func(x float64) float64 { return x * x }, 2); !errors.Is(err, ErrDiverged) && !errors.Is(err, ErrTooManySteps) {
		t.Errorf("a pole: %v", err)
	}
	if err := run(func(float64) float64 { return math.NaN() }, 2); !errors.Is(err, ErrDiverged) && !errors.Is(err, ErrTooManySteps) {
		t.Errorf("no number: %v", err)
	}
	if err := run(func(x float64) float64 { return -1e9 * x }, 2); !errors.Is(err, ErrTooManySteps) {
		t.Errorf("far too fast: %v", err)
	}
	still := func(_ float64, _, s []float64, _ *Past) { clear(s) }
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Solve(cancelled, &Problem{Start: []float64{1}, Slope: still}, []float64{1}, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	for name, bad := range map[string]struct {
		p     Problem
		times []float64
	}{
		"no slope":         {Problem{Start: []float64{1}}, []float64{1}},
		"start not finite": {Problem{Start: []float64{math.Inf(1)}, Slope: still}, []float64{1}},
		"time backwards":   {Problem{Start: []float64{1}, Slope: still}, []float64{2, 1}},
		"before the start": {Problem{From: 1, Start: []float64{1}, Slope: still}, []float64{0}},
		"no time":          {Problem{Start: []float64{1}, Slope: still}, []float64{math.NaN()}},
		"an event nowhen":  {Problem{Start: []float64{1}, Slope: still, Events: []Event{{At: math.NaN()}}}, []float64{1}},
	} {
		if _, err := Solve(t.Context(), &bad.p, bad.times, Options{}); err == nil {
			t.Errorf("%s: no error", name)
		}
		if _, err := SolveFixed(t.Context(), &bad.p, bad.times, 0.1); err == nil {
			t.Errorf("%s: no error with fixed steps", name)
		}
	}
	if _, err := SolveFixed(t.Context(), &Problem{Start: []float64{1}, Slope: still}, []float64{1}, math.NaN()); err == nil {
		t.Error("steps of no width: no error")
	}
	if _, err := SolveFixed(t.Context(), &Problem{Start: []float64{1}, Slope: still}, []float64{1}, 1e-12); !errors.Is(err, ErrTooManySteps) {
		t.Errorf("tiny steps: %v", err)
	}
}

func BenchmarkOscillator(b *testing.B) {
	p := &Problem{Start: []float64{1, 0}, Slope: func(_ float64, x, s []float64, _ *Past) { s[0], s[1] = x[1], -x[0] }}
	b.Run("adaptive", func(b *testing.B) {
		for b.Loop() {
			Solve(b.Context(), p, []float64{100}, Options{})
		}
	})
	b.Run("fixed with the same error", func(b *testing.B) {
		for b.Loop() {
			SolveFixed(b.Context(), p, []float64{100}, 0.009)
		}
	})
}
