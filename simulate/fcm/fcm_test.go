package fcm_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"sysmap/simulate/fcm"
)

// The example of FCMpy (Mkhitaryan et al. 2022, PeerJ Comput. Sci. 8:e1078):
// concepts C1 to C8.
var (
	published = [][]float64{
		{0, 0, .6, .9, 0, 0, 0, .8},
		{.1, 0, 0, 0, 0, 0, .2, .5},
		{0, .7, 0, 0, .9, 0, .4, .1},
		{.4, 0, 0, 0, 0, .9, 0, 0},
		{0, 0, 0, 0, 0, -.9, 0, .3},
		{-.3, 0, 0, 0, 0, 0, 0, 0},
		{0, 0, 0, 0, 0, .8, .4, .9},
		{.1, 0, 0, 0, 0, .1, .6, 0},
	}
	publishedStart = []float64{1, 1, 0, 0, 0, 0, 0, 0}
)

func run(t *testing.T, weights [][]float64, start []float64, o fcm.Options) fcm.Result {
	t.Helper()
	result, err := fcm.Run(t.Context(), weights, start, o)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestThePublishedExampleIsReproducedUnderEachRule(t *testing.T) {
	for _, c := range []struct {
		rule     fcm.Rule
		step     int
		want     []float64
		accuracy float64
		last     bool
	}{
		{fcm.ModifiedKosko, 6, []float64{0.725885, 0.790706, 0.769451, 0.812473, 0.819294, 0.839901, 0.909940, 0.955774}, 5e-7, false},
		{fcm.Kosko, -1, []float64{.5481291, .6004012, .5814756, .620872, .6279569, .6653852, .7617789, .8416584}, 5e-7, true},
		{fcm.Rescaled, 48, []float64{.4998427, .4985174, .4989474, .4984212, .4980938, .4885541, .4855651, .4853266}, 5e-8, true},
	} {
		result := run(t, published, publishedStart, fcm.Options{Rule: c.rule})
		if result.Outcome != fcm.FixedPoint || result.Change > 0.001 {
			t.Errorf("%v: %v after %d steps, last change %v", c.rule, result.Outcome, result.Steps, result.Change)
		}
		state := result.Final()
		if c.step >= 0 {
			if result.Steps < c.step || c.last && result.Steps != c.step {
				t.Fatalf("%v: %d steps, want %d", c.rule, result.Steps, c.step)
			}
			state = result.States[c.step]
		}
		for i, want := range c.want {
			if math.Abs(state[i]-want) > c.accuracy {
				t.Errorf("%v: C%d is %.7f, published %.7f", c.rule, i+1, state[i], want)
			}
		}
	}
}

func TestATwoConceptMapIsUpdatedAsTheFormulasSay(t *testing.T) {
	weights := [][]float64{{0, 0.5}, {-1, 0.25}}
	start := []float64{0.4, 0.8}
	sigmoid := func(x float64) float64 { return 1 / (1 + math.Exp(-2*x)) }
	for _, c := range []struct {
		rule fcm.Rule
		in   [2]float64
	}{
		{fcm.Kosko, [2]float64{-0.8, 0.2 + 0.2}},
		{fcm.ModifiedKosko, [2]float64{0.4 - 0.8, 0.8 + 0.2 + 0.2}},
		{fcm.Rescaled, [2]float64{-0.2 - 0.6, 0.6 - 0.1 + 0.15}},
	} {
		for transfer, f := range map[fcm.Transfer]func(float64) float64{
			fcm.Sigmoid:   sigmoid,
			fcm.Tanh:      func(x float64) float64 { return math.Tanh(2 * x) },
			fcm.Bivalent:  func(x float64) float64 { return math.Max(0, math.Copysign(1, x)) },
			fcm.Trivalent: func(x float64) float64 { return math.Copysign(1, x) },
		} {
			result := run(t, weights, start, fcm.Options{Rule: c.rule, Transfer: transfer, Lambda: 2, MaxSteps: 1})
			for i, x := range c.in {
				if got := result.Final()[i]; math.Abs(got-f(x)) > 1e-12 {
					t.Errorf("%v, %v: concept %d is %v, want %v", c.rule, transfer, i, got, f(x))
				}
			}
		}
	}
}

func TestNoInputLeavesTheStepFunctionsAtZero(t *testing.T) {
	for _, transfer := range []fcm.Transfer{fcm.Bivalent, fcm.Trivalent} {
		result := run(t, [][]float64{{0}}, []float64{1}, fcm.Options{Transfer: transfer})
		if got := result.Final()[0]; got != 0 || result.Outcome != fcm.FixedPoint || result.Steps != 2 {
			t.Errorf("%v: %v after %d steps, %v", transfer, got, result.Steps, result.Outcome)
		}
	}
}

// ring is n concepts in a circle, each influencing the next, the last the
// first with the given weight.
func ring(n int, last float64) [][]float64 {
	weights := make([][]float64, n)
	for i := range weights {
		weights[i] = make([]float64, n)
		weights[i][(i+1)%n] = 1
	}
	weights[n-1][0] = last
	return weights
}

func TestALimitCycleIsFoundWithItsLength(t *testing.T) {
	for n := 2; n < 40; n++ {
		start := make([]float64, n)
		start[0] = 1
		for _, c := range []struct {
			transfer fcm.Transfer
			last     float64
			length   int
		}{
			{fcm.Bivalent, 1, n},
			{fcm.Trivalent, 1, n},
			// A negative ring turns the activation round and needs two rounds.
			{fcm.Trivalent, -1, 2 * n},
			// Steep enough for activations to stay apart from 0.
			{fcm.Tanh, -1, 2 * n},
		} {
			result := run(t, ring(n, c.last), start, fcm.Options{Transfer: c.transfer, Lambda: 4})
			if result.Outcome != fcm.LimitCycle || result.CycleLength != c.length {
				t.Fatalf("ring of %d, last weight %v, %v: %v of length %d after %d steps, want a cycle of %d",
					n, c.last, c.transfer, result.Outcome, result.CycleLength, result.Steps, c.length)
			}
			if c.transfer != fcm.Tanh && result.CycleStart != 0 {
				t.Errorf("ring of %d, %v: entered at step %d, not at the start", n, c.transfer, result.CycleStart)
			}
			round := result.Cycle()
			if len(round) != c.length {
				t.Fatalf("the round has %d states", len(round))
			}
		}
	}
}

// A bivalent map has finitely many states, so a table of those seen is an
// oracle for where it enters its cycle and how long that is.
func TestCyclesOfBivalentMapsAgreeWithATableOfStatesSeen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 7).Draw(t, "concepts")
		weight := rapid.IntRange(-3, 3)
		weights := make([][]float64, n)
		start := make([]float64, n)
		for i := range weights {
			weights[i] = make([]float64, n)
			for j := range weights[i] {
				weights[i][j] = float64(weight.Draw(t, "weight"))
			}
			start[i] = float64(rapid.IntRange(0, 1).Draw(t, "start"))
		}
		result, err := fcm.Run(context.Background(), weights, start, fcm.Options{Transfer: fcm.Bivalent})
		if err != nil {
			t.Fatal(err)
		}
		entered, length := firstReturn(weights, start)
		if length == 1 {
			if result.Outcome != fcm.FixedPoint || result.Steps != entered+1 {
				t.Fatalf("%v after %d steps; the oracle rests from step %d", result.Outcome, result.Steps, entered)
			}
			return
		}
		if result.Outcome != fcm.LimitCycle || result.CycleLength != length || result.CycleStart != entered {
			t.Fatalf("%v of %d from step %d; the oracle has %d from step %d", result.Outcome, result.CycleLength, result.CycleStart, length, entered)
		}
	})
}

func firstReturn(weights [][]float64, start []float64) (entered, length int) {
	key := func(state []float64) (k int) {
		for i, a := range state {
			k |= int(a) << i
		}
		return k
	}
	seen := map[int]int{}
	state := start
	for t := 0; ; t++ {
		if first, ok := seen[key(state)]; ok {
			return first, t - first
		}
		seen[key(state)] = t
		next := make([]float64, len(state))
		for j := range next {
			x := 0.0
			for i := range state {
				x += state[i] * weights[i][j]
			}
			if x > 0 {
				next[j] = 1
			}
		}
		state = next
	}
}

// A decaying oscillation comes close to itself without repeating.
func TestASlowlyDyingOscillationIsNoCycle(t *testing.T) {
	weights := [][]float64{{-0.999}}
	result := run(t, weights, []float64{1}, fcm.Options{Transfer: fcm.Tanh, MaxSteps: 50})
	if result.Outcome != fcm.Unsettled || result.Steps != 50 {
		t.Errorf("%v after %d steps", result.Outcome, result.Steps)
	}
	if result.Lyapunov >= 0 {
		t.Errorf("nearby states meet, yet the exponent is %v", result.Lyapunov)
	}
}

// parting is a map of strong weights whose nearby states part.
var parting = [][]float64{{-2, 2, -6, -2}, {-1, 2, -5, -3}, {6, 3, 5, -5}, {-6, -5, -4, -4}}

func TestChaosIsToldFromAWeavingOrbit(t *testing.T) {
	o := fcm.Options{Transfer: fcm.Tanh, MaxSteps: 4000}
	chaotic := run(t, parting, []float64{.1, .2, .3, .4}, o)
	if chaotic.Outcome != fcm.Chaotic || chaotic.Lyapunov < 0.01 {
		t.Fatalf("%v with exponent %v", chaotic.Outcome, chaotic.Lyapunov)
	}
	// The oracle: a start 1e-9 away is soon a long way away, at the rate found.
	near := run(t, parting, []float64{.1 + 1e-9, .2, .3, .4}, o)
	apart := 0.0
	for i, a := range chaotic.Final() {
		apart = math.Max(apart, math.Abs(a-near.Final()[i]))
	}
	if apart < 1e-2 {
		t.Errorf("states that started 1e-9 apart are %v apart after %d steps", apart, chaotic.Steps)
	}
	// A turn by an angle that is no part of a full circle, held in by tanh,
	// never repeats and never parts.
	angle, gain := 1.0, 1.1
	turn := [][]float64{{gain * math.Cos(angle), gain * math.Sin(angle)}, {-gain * math.Sin(angle), gain * math.Cos(angle)}}
	woven := run(t, turn, []float64{.1, .2}, o)
	if woven.Outcome != fcm.Unsettled || math.Abs(woven.Lyapunov) > 0.01 {
		t.Errorf("a weaving orbit is reported %v with exponent %v", woven.Outcome, woven.Lyapunov)
	}
}

func TestHeldConceptsStayAndTheOthersFollow(t *testing.T) {
	hold := []fcm.Hold{{Concept: 2, Value: 0.25}, {Concept: 5, Value: -3}}
	result := run(t, published, publishedStart, fcm.Options{Rule: fcm.ModifiedKosko, Hold: hold})
	for step, state := range result.States {
		if state[2] != 0.25 || state[5] != -3 {
			t.Fatalf("step %d: held concepts are %v and %v", step, state[2], state[5])
		}
	}
	free := run(t, published, publishedStart, fcm.Options{Rule: fcm.ModifiedKosko})
	if result.Final()[1] == free.Final()[1] {
		t.Error("holding C3 does not reach C2, which it influences")
	}
	all := run(t, published, publishedStart, fcm.Options{Hold: []fcm.Hold{{0, 0}, {1, 0}, {2, 0}, {3, 0}, {4, 0}, {5, 0}, {6, 0}, {7, 0}}})
	if all.Outcome != fcm.FixedPoint || all.Steps != 1 {
		t.Errorf("everything held: %v after %d steps", all.Outcome, all.Steps)
	}
}

func TestTheOrderOfConceptsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		order := rapid.Permutation([]int{0, 1, 2, 3, 4, 5, 6, 7}).Draw(t, "order")
		rule := fcm.Rule(rapid.IntRange(0, 2).Draw(t, "rule"))
		weights, start := make([][]float64, 8), make([]float64, 8)
		for i, from := range order {
			start[i] = publishedStart[from]
			weights[i] = make([]float64, 8)
			for j, to := range order {
				weights[i][j] = published[from][to]
			}
		}
		plain, err := fcm.Run(context.Background(), published, publishedStart, fcm.Options{Rule: rule})
		if err != nil {
			t.Fatal(err)
		}
		moved, err := fcm.Run(context.Background(), weights, start, fcm.Options{Rule: rule})
		if err != nil {
			t.Fatal(err)
		}
		for i, from := range order {
			if math.Abs(moved.Final()[i]-plain.Final()[from]) > 1e-12 || moved.Steps != plain.Steps {
				t.Fatalf("%v: concept %d is %v, in another order %v", rule, from, plain.Final()[from], moved.Final()[i])
			}
		}
	})
}

func TestAMapWithoutConceptsIsSettled(t *testing.T) {
	if result := run(t, nil, nil, fcm.Options{}); result.Outcome != fcm.FixedPoint || len(result.Final()) != 0 {
		t.Errorf("%v, %v", result.Outcome, result.Final())
	}
	if (fcm.Result{}).Final() != nil || (fcm.Result{}).Cycle() != nil {
		t.Error("the zero result has states")
	}
}

func TestInputThatCannotBeRunIsRefused(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	square := [][]float64{{0, 1}, {1, 0}}
	two := []float64{0, 0}
	for name, c := range map[string]struct {
		weights [][]float64
		start   []float64
		o       fcm.Options
	}{
		"jagged":               {[][]float64{{0, 1}, {1}}, two, fcm.Options{}},
		"not square":           {[][]float64{{0, 1, 0}, {1, 0, 0}}, two, fcm.Options{}},
		"NaN weight":           {[][]float64{{0, nan}, {1, 0}}, two, fcm.Options{}},
		"infinite weight":      {[][]float64{{0, inf}, {1, 0}}, two, fcm.Options{}},
		"overflowing weight":   {[][]float64{{0, 1e300}, {1, 0}}, two, fcm.Options{}},
		"short start":          {square, []float64{0}, fcm.Options{}},
		"NaN start":            {square, []float64{0, nan}, fcm.Options{}},
		"held nowhere":         {square, two, fcm.Options{Hold: []fcm.Hold{{2, 0}}}},
		"held below":           {square, two, fcm.Options{Hold: []fcm.Hold{{-1, 0}}}},
		"held twice":           {square, two, fcm.Options{Hold: []fcm.Hold{{1, 0}, {1, 1}}}},
		"held at NaN":          {square, two, fcm.Options{Hold: []fcm.Hold{{1, nan}}}},
		"unknown rule":         {square, two, fcm.Options{Rule: 3}},
		"unknown transfer":     {square, two, fcm.Options{Transfer: -1}},
		"negative λ":           {square, two, fcm.Options{Lambda: -1}},
		"NaN λ":                {square, two, fcm.Options{Lambda: nan}},
		"negative tolerance":   {square, two, fcm.Options{Tolerance: -1}},
		"NaN tolerance":        {square, two, fcm.Options{Tolerance: nan}},
		"negative cap":         {square, two, fcm.Options{MaxSteps: -1}},
		"more states than fit": {square, two, fcm.Options{MaxSteps: 1 << 40}},
	} {
		if _, err := fcm.Run(t.Context(), c.weights, c.start, c.o); !errors.Is(err, fcm.ErrInput) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestACancelledRunStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := fcm.Run(ctx, published, publishedStart, fcm.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func FuzzNoInputPanicsOrYieldsNaN(f *testing.F) {
	f.Add(2, 0, 0, 1.0, 0.001, 0.5, -1.0, 0.3, 1)
	f.Add(3, 2, 1, 1e100, 1e-300, 1e100, -1e100, 1e100, 0)
	f.Fuzz(func(t *testing.T, n, rule, transfer int, lambda, tolerance, a, b, c float64, held int) {
		n = min(max(n, 0), 8)
		numbers := []float64{a, b, c, 0, -a, a / 3, 1}
		weights, start := make([][]float64, n), make([]float64, n)
		for i := range weights {
			weights[i] = make([]float64, n)
			for j := range weights[i] {
				weights[i][j] = numbers[(3*i+5*j)%len(numbers)]
			}
			start[i] = numbers[i%len(numbers)]
		}
		result, err := fcm.Run(t.Context(), weights, start, fcm.Options{
			Rule: fcm.Rule(rule), Transfer: fcm.Transfer(transfer), Lambda: lambda, Tolerance: tolerance,
			MaxSteps: 100, Hold: []fcm.Hold{{Concept: held, Value: b}},
		})
		if err != nil {
			return
		}
		for step, state := range result.States {
			for i, x := range state {
				if math.IsNaN(x) || math.IsInf(x, 0) {
					t.Fatalf("step %d, concept %d: %v", step, i, x)
				}
			}
		}
		if math.IsNaN(result.Lyapunov) || math.IsInf(result.Lyapunov, 0) || math.IsNaN(result.Change) {
			t.Fatalf("exponent %v, change %v", result.Lyapunov, result.Change)
		}
	})
}
