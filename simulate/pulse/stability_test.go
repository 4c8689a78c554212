package pulse_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"

	"sysmap/simulate/pulse"
)

func judge(t interface{ Fatal(...any) }, weights [][]float64) pulse.Verdict {
	v, err := pulse.Stability(context.Background(), weights, pulse.StabilityOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// beside returns the digraph with one more variable, joined to nothing, whose
// loop of 0.5 changes no judgement but makes it numerical.
func beside(weights [][]float64) [][]float64 {
	n := len(weights)
	wider := make([][]float64, n+1)
	for i := range wider {
		wider[i] = make([]float64, n+1)
		if i < n {
			copy(wider[i], weights[i])
		}
	}
	wider[n][n] = 0.5
	return wider
}

func TestWholeWeightsAreJudgedExactly(t *testing.T) {
	for name, c := range map[string]struct {
		weights [][]float64
		want    pulse.Reason
	}{
		"no links":                        {[][]float64{{0, 0}, {0, 0}}, pulse.Fades},
		"a chain of strong links":         {[][]float64{{0, 9, 9}, {0, 0, 9}, {0, 0, 0}}, pulse.Fades},
		"a reinforcing loop":              {[][]float64{{0, 1}, {1, 0}}, pulse.Accumulates},
		"a balancing loop":                {[][]float64{{0, 1}, {-1, 0}}, pulse.Circles},
		"a strong loop":                   {[][]float64{{0, 2}, {1, 0}}, pulse.Explodes},
		"two loops at one variable":       {[][]float64{{1, 1}, {1, 0}}, pulse.Explodes},
		"two balancing loops apart":       {[][]float64{{-1, 0}, {0, -1}}, pulse.Circles},
		"two balancing loops, one feeds":  {[][]float64{{-1, 1}, {0, -1}}, pulse.Resonates},
		"two unlike loops, one feeds":     {[][]float64{{-1, 1}, {0, 1}}, pulse.Accumulates},
		"resonance through a chain":       {[][]float64{{1, 1, 0}, {0, 0, 1}, {0, 0, 1}}, pulse.Resonates},
		"the chain's effects cancel":      {[][]float64{{1, 1, -1, 0}, {0, 0, 0, 1}, {0, 0, 0, 1}, {0, 0, 0, 1}}, pulse.Accumulates},
		"roots of unity of order 3 and 6": {[][]float64{{0, 1, 0, 0, 0}, {-1, -1, 0, 0, 0}, {0, 0, 0, 1, 0}, {0, 0, -1, 1, 0}, {0, 0, 0, 0, 0}}, pulse.Circles},
	} {
		if v := judge(t, c.weights); v.Reason != c.want || !v.Exact {
			t.Errorf("%s: %v, exact %v, want %v", name, v.Reason, v.Exact, c.want)
		}
		if v := judge(t, beside(c.weights)); v.Reason != c.want || v.Exact {
			t.Errorf("%s, numerically: %v, exact %v, want %v", name, v.Reason, v.Exact, c.want)
		}
	}
}

func TestReasonsImplyTheirAnswers(t *testing.T) {
	for reason, c := range map[pulse.Reason]struct {
		weights      [][]float64
		pulse, value pulse.Answer
	}{
		pulse.Fades:       {[][]float64{{0.5}}, pulse.Yes, pulse.Yes},
		pulse.Circles:     {[][]float64{{-1}}, pulse.Yes, pulse.Yes},
		pulse.Accumulates: {[][]float64{{1}}, pulse.Yes, pulse.No},
		pulse.Resonates:   {[][]float64{{1, 1}, {0, 1}}, pulse.No, pulse.No},
		pulse.Explodes:    {[][]float64{{1.01}}, pulse.No, pulse.No},
	} {
		v := judge(t, c.weights)
		if v.Reason != reason || v.PulseStable != c.pulse || v.ValueStable != c.value {
			t.Errorf("%v: %v, pulses %v, values %v", reason, v.Reason, v.PulseStable, v.ValueStable)
		}
	}
}

// The course of a whole-number process is bounded if and only if its powers
// repeat, and its values if and only if the powers of one round add up to 0:
// an oracle that knows nothing of eigenvalues.
func TestJudgementsOfSignedDigraphsAgreeWithTheirPowers(t *testing.T) {
	seen := map[pulse.Reason]int{}
	rapid.Check(t, func(t *rapid.T) {
		weights := drawWhole(t, 5)
		pulses, values := boundedPowers(weights)
		exact, numerical := judge(t, weights), judge(t, beside(weights))
		seen[exact.Reason]++
		if !exact.Exact || (exact.PulseStable == pulse.Yes) != pulses || (exact.ValueStable == pulse.Yes) != values || exact.PulseStable == pulse.Undecided {
			t.Fatalf("%v: judged %v, the powers say pulses %v, values %v", weights, exact.Reason, pulses, values)
		}
		if numerical.Reason != exact.Reason {
			t.Fatalf("%v: %v exactly, %v numerically", weights, exact.Reason, numerical.Reason)
		}
	})
	for reason := pulse.Fades; reason <= pulse.Explodes; reason++ {
		if seen[reason] == 0 {
			t.Errorf("no digraph was judged %v: %v", reason, seen)
		}
	}
}

func boundedPowers(weights [][]float64) (pulses, values bool) {
	n := len(weights)
	power := make([][]float64, n)
	for i := range power {
		power[i] = make([]float64, n)
		power[i][i] = 1
	}
	var course [][][]float64
	seen := map[string]int{}
	for {
		key := fmt.Sprint(power)
		if first, ok := seen[key]; ok {
			return true, addUpToNothing(course[first:])
		}
		seen[key] = len(course)
		course = append(course, power)
		next := make([][]float64, n)
		for i := range next {
			next[i] = make([]float64, n)
			for j := range n {
				for k := range n {
					next[i][j] += power[i][k] * weights[k][j]
				}
				if math.Abs(next[i][j]) > 1000 {
					return false, false
				}
			}
		}
		power = next
	}
}

func addUpToNothing(round [][][]float64) bool {
	for i := range round[0] {
		for j := range round[0] {
			sum := 0.0
			for _, power := range round {
				sum += power[i][j]
			}
			if sum != 0 {
				return false
			}
		}
	}
	return true
}

// rosette is the advanced rosette of Roberts and Brown (1975): a centre,
// variable 0, through which every loop passes, with a_i the sum of the signs
// of its loops of length i+1.
func rosette(a []int) [][]float64 {
	s := len(a)
	weights := make([][]float64, s)
	for i := range weights {
		weights[i] = make([]float64, s)
		weights[i][0] = float64(a[i])
		if i+1 < s {
			weights[i][i+1] = 1
		}
	}
	return weights
}

// The rosette theorem of Brown, Roberts, Spencer (1972) and Roberts, Brown (1975):
// if a rosette with a_s ≠ 0 is pulse stable, then a_s = ±1 and
// a_i = −a_s a_{s−i}; and it is value stable if and only if it is pulse stable
// and its a_i do not add up to 1.
func TestRosettesObeyTheirTheorem(t *testing.T) {
	stable := 0
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.IntRange(1, 7).Draw(t, "s")
		a := make([]int, s)
		last := rapid.SampledFrom([]int{1, -1}).Draw(t, "last")
		mirrored := rapid.Bool().Draw(t, "mirrored")
		sum := 0
		for i := range a {
			a[i] = rapid.IntRange(-1, 1).Draw(t, "a")
		}
		a[s-1] = last
		for i := 1; i < s && mirrored; i++ {
			a[s-i-1] = -last * a[i-1]
		}
		holds := true
		for i := 1; i < s; i++ {
			holds = holds && a[i-1] == -last*a[s-i-1]
		}
		for _, x := range a {
			sum += x
		}
		v := judge(t, rosette(a))
		if v.PulseStable == pulse.Yes {
			stable++
			if !holds {
				t.Fatalf("%v is judged pulse stable against the theorem", a)
			}
		}
		if want := v.PulseStable == pulse.Yes && sum != 1; (v.ValueStable == pulse.Yes) != want {
			t.Fatalf("%v: %v, value stable %v, want %v", a, v.Reason, v.ValueStable, want)
		}
	})
	if stable == 0 {
		t.Error("no rosette was pulse stable")
	}
}

func TestFractionalWeightsAreJudgedWithinTheTolerance(t *testing.T) {
	c, s := math.Cos(1), math.Sin(1)
	for name, w := range map[string]struct {
		weights [][]float64
		want    pulse.Reason
	}{
		"a turn":                {[][]float64{{c, s}, {-s, c}}, pulse.Circles},
		"a turn and its copy":   {[][]float64{{c, s, 0, 0}, {-s, c, 0, 0}, {0, 0, c, s}, {0, 0, -s, c}}, pulse.Circles},
		"a turn feeds its copy": {[][]float64{{c, s, 1, 0}, {-s, c, 0, 1}, {0, 0, c, s}, {0, 0, -s, c}}, pulse.Resonates},
		"shares that add up":    {[][]float64{{.5, .5, 0}, {.25, .5, .25}, {0, .5, .5}}, pulse.Accumulates},
		"just inside":           {[][]float64{{0, 1 - 1e-6}, {1 - 1e-6, 0}}, pulse.Fades},
		"just outside":          {[][]float64{{0, 1 + 1e-6}, {1 + 1e-6, 0}}, pulse.Explodes},
		"within the tolerance":  {[][]float64{{0, 1 + 1e-12}, {1, 0}}, pulse.Accumulates},
		"hardly fed":            {[][]float64{{-1, 1e-8}, {0, -1}}, pulse.TooClose},
		"one dense block":       {[][]float64{{1.5, .5}, {-.5, .5}}, pulse.Resonates},
	} {
		if v := judge(t, w.weights); v.Reason != w.want || v.Exact {
			t.Errorf("%s: %v, exact %v, want %v", name, v.Reason, v.Exact, w.want)
		}
	}
}

func TestDoubtAboutPulsesDoesNotHideAnEigenvalueOne(t *testing.T) {
	v := judge(t, [][]float64{{-1, 1e-8, 0}, {0, -1, 0}, {0, 0, 1}})
	if v.PulseStable != pulse.Undecided || v.ValueStable != pulse.No {
		t.Errorf("pulses %v, values %v", v.PulseStable, v.ValueStable)
	}
}

// Taken as a whole, the matrix of this chain has computed eigenvalues far from
// 0.
func TestLongChainsOfStrongLinksFade(t *testing.T) {
	n := 120
	weights := make([][]float64, n)
	for i := range weights {
		weights[i] = make([]float64, n)
		for j := i + 1; j < min(i+4, n); j++ {
			weights[i][j] = 7.5
		}
	}
	if v := judge(t, weights); v.Reason != pulse.Fades || v.SpectralRadius != 0 || len(v.Eigenvalues) != n {
		t.Errorf("%v, radius %v", v.Reason, v.SpectralRadius)
	}
}

func TestPastTheBudgetTheJudgementIsNumerical(t *testing.T) {
	weights := [][]float64{{0, 1, 0}, {0, 0, 1}, {1, 0, 0}}
	v, err := pulse.Stability(t.Context(), weights, pulse.StabilityOptions{MaxSteps: 5})
	if err != nil || v.Exact || v.Reason != pulse.Accumulates {
		t.Errorf("%+v, %v", v, err)
	}
}

func TestComponentsBeyondReachAreSaidToBe(t *testing.T) {
	n := 401
	weights := make([][]float64, n)
	for i := range weights {
		weights[i] = make([]float64, n)
		weights[i][(i+1)%n] = 0.9
	}
	v := judge(t, weights)
	if v.Reason != pulse.TooLarge || v.PulseStable != pulse.Undecided || v.Eigenvalues != nil || v.SpectralRadius != 0 {
		t.Errorf("%v, %v, %d eigenvalues", v.Reason, v.PulseStable, len(v.Eigenvalues))
	}
	// Whole weights need no eigenvalues.
	for i := range weights {
		weights[i][(i+1)%n] = -1
	}
	if v := judge(t, weights); !v.Exact || v.Reason != pulse.Accumulates && v.Reason != pulse.Circles {
		t.Errorf("%v, exact %v", v.Reason, v.Exact)
	}
}

func TestJudgementsThatCannotBeMadeAreRefused(t *testing.T) {
	square := [][]float64{{0, 1}, {1, 0}}
	for name, c := range map[string]struct {
		weights [][]float64
		o       pulse.StabilityOptions
	}{
		"jagged":             {[][]float64{{0, 1}, {}}, pulse.StabilityOptions{}},
		"NaN":                {[][]float64{{math.NaN()}}, pulse.StabilityOptions{}},
		"negative tolerance": {square, pulse.StabilityOptions{Tolerance: -1}},
		"useless tolerance":  {square, pulse.StabilityOptions{Tolerance: 1}},
		"NaN tolerance":      {square, pulse.StabilityOptions{Tolerance: math.NaN()}},
		"negative budget":    {square, pulse.StabilityOptions{MaxSteps: -1}},
	} {
		if _, err := pulse.Stability(t.Context(), c.weights, c.o); !errors.Is(err, pulse.ErrInput) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// BenchmarkStabilityOfAMapAsLargeAsForesight has beside it the eigenvalues of
// the whole matrix, which are less than a judgement.
func BenchmarkStabilityOfAMapAsLargeAsForesight(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	signed, weighted := make([][]float64, 108), make([][]float64, 108)
	for i := range signed {
		signed[i], weighted[i] = make([]float64, 108), make([]float64, 108)
		for range 3 {
			j := r.IntN(108)
			signed[i][j] = float64(2*r.IntN(2) - 1)
			weighted[i][j] = signed[i][j] * r.Float64()
		}
	}
	for name, weights := range map[string][][]float64{"signed": signed, "weighted": weighted} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				judge(b, weights)
			}
		})
	}
	b.Run("gonum eigenvalues", func(b *testing.B) {
		w := mat.NewDense(108, 108, nil)
		for i, row := range signed {
			w.SetRow(i, row)
		}
		var e mat.Eigen
		for b.Loop() {
			e.Factorize(w, mat.EigenNone)
		}
	})
}
