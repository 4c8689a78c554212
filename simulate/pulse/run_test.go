package pulse_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"sysmap/simulate/pulse"
)

// A signed cycle of three with a chord, worked out by hand from the definition
// in Roberts (1976, section 4.3): 0 →+ 1, 1 →+ 2, 2 →− 0, 0 →− 2.
func TestASignedDigraphIsFollowedAsByHand(t *testing.T) {
	weights := [][]float64{{0, 1, -1}, {0, 0, 1}, {-1, 0, 0}}
	r, err := pulse.Run(t.Context(), weights, []pulse.Outside{{Step: 0, Variable: 0, Size: 1}}, pulse.Options{Steps: 5, Start: []float64{0, 10, 0}})
	if err != nil {
		t.Fatal(err)
	}
	pulses := [][]float64{{1, 0, 0}, {0, 1, -1}, {1, 0, 1}, {-1, 1, -1}, {1, -1, 2}, {-2, 1, -2}}
	values := [][]float64{{1, 10, 0}, {1, 11, -1}, {2, 11, 0}, {1, 12, -1}, {2, 11, 1}, {0, 12, -1}}
	for step := range pulses {
		for i := range 3 {
			if r.Pulses[step][i] != pulses[step][i] || r.Values[step][i] != values[step][i] {
				t.Fatalf("step %d: pulses %v, values %v; by hand %v, %v", step, r.Pulses[step], r.Values[step], pulses[step], values[step])
			}
		}
	}
	if len(r.Pulses) != 6 || r.Overflowed {
		t.Errorf("%d steps, overflowed %v", len(r.Pulses), r.Overflowed)
	}
}

func TestAWeightedLoopIsAGeometricSeries(t *testing.T) {
	for _, w := range []float64{-1.5, -1, -0.5, 0, 0.5, 1, 2} {
		r, err := pulse.Run(t.Context(), [][]float64{{w}}, []pulse.Outside{{Size: 3}}, pulse.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for step := range r.Values {
			p, v := 3*math.Pow(w, float64(step)), 3*float64(step+1)
			if w != 1 {
				v = 3 * (1 - math.Pow(w, float64(step+1))) / (1 - w)
			}
			if math.Abs(r.Pulses[step][0]-p) > 1e-9*math.Abs(p) || math.Abs(r.Values[step][0]-v) > 1e-9*(1+math.Abs(v)) {
				t.Fatalf("weight %v, step %d: pulse %v, value %v; want %v, %v", w, step, r.Pulses[step][0], r.Values[step][0], p, v)
			}
		}
	}
}

// Pulses are linear: those of a sum are the sum of those alone, and a pulse at
// a later step has the same course later.
func TestPulsesAddUpAndMayComeLate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weights := drawWhole(t, 5)
		n := len(weights)
		outside := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) pulse.Outside {
			return pulse.Outside{
				Step: rapid.IntRange(0, 6).Draw(t, "step"), Variable: rapid.IntRange(0, n-1).Draw(t, "variable"),
				Size: float64(rapid.IntRange(-5, 5).Draw(t, "size")),
			}
		}), 1, 6).Draw(t, "outside")
		together, err := pulse.Run(context.Background(), weights, outside, pulse.Options{Steps: 12})
		if err != nil {
			t.Fatal(err)
		}
		sum := make([][]float64, 13)
		for step := range sum {
			sum[step] = make([]float64, n)
		}
		for _, p := range outside {
			alone, err := pulse.Run(context.Background(), weights, []pulse.Outside{{Variable: p.Variable, Size: p.Size}}, pulse.Options{Steps: 12})
			if err != nil {
				t.Fatal(err)
			}
			for step := p.Step; step <= 12; step++ {
				for i := range n {
					sum[step][i] += alone.Values[step-p.Step][i]
				}
			}
		}
		for step := range sum {
			for i := range n {
				if together.Values[step][i] != sum[step][i] {
					t.Fatalf("step %d, variable %d: %v together, %v added up", step, i, together.Values[step][i], sum[step][i])
				}
			}
		}
	})
}

func TestAnExplodingProcessIsCutBeforeItOverflows(t *testing.T) {
	r, err := pulse.Run(t.Context(), [][]float64{{1e10}}, []pulse.Outside{{Size: 1}}, pulse.Options{Steps: 1000})
	if err != nil {
		t.Fatal(err)
	}
	if last := len(r.Values) - 1; !r.Overflowed || last < 19 || last > 20 || r.Values[last][0] < 1e189 {
		t.Errorf("cut %v after step %d", r.Overflowed, last)
	}
}

func TestProcessesThatCannotBeRunAreRefused(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(-1)
	square := [][]float64{{0, 1}, {1, 0}}
	for name, c := range map[string]struct {
		weights [][]float64
		outside []pulse.Outside
		o       pulse.Options
	}{
		"jagged":           {[][]float64{{0, 1}, {}}, nil, pulse.Options{}},
		"not square":       {[][]float64{{0, 1}}, nil, pulse.Options{}},
		"NaN weight":       {[][]float64{{nan}}, nil, pulse.Options{}},
		"infinite weight":  {[][]float64{{inf}}, nil, pulse.Options{}},
		"short start":      {square, nil, pulse.Options{Start: []float64{1}}},
		"NaN start":        {square, nil, pulse.Options{Start: []float64{1, nan}}},
		"negative steps":   {square, nil, pulse.Options{Steps: -1}},
		"too many steps":   {square, nil, pulse.Options{Steps: 1 << 40}},
		"no such variable": {square, []pulse.Outside{{Variable: 2}}, pulse.Options{}},
		"before the start": {square, []pulse.Outside{{Step: -1}}, pulse.Options{}},
		"after the end":    {square, []pulse.Outside{{Step: 21}}, pulse.Options{}},
		"NaN pulse":        {square, []pulse.Outside{{Size: nan}}, pulse.Options{}},
	} {
		if _, err := pulse.Run(t.Context(), c.weights, c.outside, c.o); !errors.Is(err, pulse.ErrInput) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestACancelledProcessStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := pulse.Run(ctx, [][]float64{{1}}, nil, pulse.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("run: %v", err)
	}
	if _, err := pulse.Stability(ctx, [][]float64{{0, 1}, {1, 0}}, pulse.StabilityOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("stability: %v", err)
	}
}

func TestADigraphWithoutVariablesFades(t *testing.T) {
	r, err := pulse.Run(t.Context(), nil, nil, pulse.Options{Steps: 2})
	if err != nil || len(r.Values) != 3 {
		t.Errorf("%v, %v", r, err)
	}
	v, err := pulse.Stability(t.Context(), nil, pulse.StabilityOptions{})
	if err != nil || v.Reason != pulse.Fades || v.ValueStable != pulse.Yes {
		t.Errorf("%+v, %v", v, err)
	}
}

// drawWhole draws a matrix of few small whole numbers, mostly 0.
func drawWhole(t *rapid.T, most int) [][]float64 {
	n := rapid.IntRange(1, most).Draw(t, "variables")
	weights := make([][]float64, n)
	for i := range weights {
		weights[i] = make([]float64, n)
		for j := range weights[i] {
			weights[i][j] = rapid.SampledFrom([]float64{0, 0, 0, 1, -1}).Draw(t, "weight")
		}
	}
	return weights
}

func FuzzNoInputPanicsOrYieldsNaN(f *testing.F) {
	f.Add(2, 1.0, -0.5, 0.25, 0, 3)
	f.Add(5, 1e100, -1e100, 1.0, 2, 30)
	f.Add(4, 0.8414709848078965, 0.5403023058681398, -0.8414709848078965, 0, 3)
	f.Fuzz(func(t *testing.T, n int, a, b, c float64, step, steps int) {
		n, steps = min(max(n, 0), 8), min(steps, 1000)
		numbers := []float64{a, b, c, 0, 0, -b, 0, 1}
		weights := make([][]float64, n)
		for i := range weights {
			weights[i] = make([]float64, n)
			for j := range weights[i] {
				weights[i][j] = numbers[(3*i+5*j)%len(numbers)]
			}
		}
		r, err := pulse.Run(t.Context(), weights, []pulse.Outside{{Step: step, Size: c}}, pulse.Options{Steps: steps})
		if err == nil {
			for _, rows := range [][][]float64{r.Pulses, r.Values} {
				for _, row := range rows {
					for _, x := range row {
						if math.IsNaN(x) || math.IsInf(x, 0) {
							t.Fatalf("%v", row)
						}
					}
				}
			}
		}
		v, err := pulse.Stability(t.Context(), weights, pulse.StabilityOptions{Tolerance: math.Abs(c)})
		if err == nil && (math.IsNaN(v.SpectralRadius) || v.ValueStable == pulse.Yes && v.PulseStable != pulse.Yes) {
			t.Fatalf("%+v", v)
		}
	})
}
