package press_test

import (
	"context"
	"errors"
	"math"
	"reflect"
	"testing"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"

	"sysmap/simulate/press"
)

func sample(t interface{ Fatal(...any) }, m press.Model, presses [][]float64, o press.SampleOptions) press.Ensemble {
	e, err := press.Sample(context.Background(), m, presses, o)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestUnknownSignsAreDrawnAsLikelyAsTheyAreSaidToBe(t *testing.T) {
	for _, likely := range []float64{0, 0.2, 1} {
		m := press.Model{Variables: 2, Links: []press.Link{{From: 0, To: 1, Positive: likely, Low: 0.5, High: 0.6}}}
		e := sample(t, m, [][]float64{{1, 0}}, press.SampleOptions{Runs: 2000, Seed: 5})
		want := likely
		if likely == 0 {
			want = 0.5
		}
		answer := e.Responses[0]
		if got := float64(answer.Positive[1]) / float64(answer.Positive[1]+answer.Negative[1]); math.Abs(got-want) > 0.04 {
			t.Errorf("positive in %v of the draws, want %v", got, want)
		}
	}
}

// unitPresses push each variable upwards alone.
func unitPresses(n int) [][]float64 {
	presses := make([][]float64, n)
	for k := range presses {
		presses[k] = make([]float64, n)
		presses[k][k] = 1
	}
	return presses
}

// model has the links of a sign matrix.
func model(a [][]int) press.Model {
	m := press.Model{Variables: len(a)}
	for i := range a {
		for j, sign := range a[i] {
			if sign != 0 {
				m.Links = append(m.Links, press.Link{From: j, To: i, Sign: sign})
			}
		}
	}
	return m
}

// near fails if a count of n is unlikely to come of a probability: farther
// off than five standard deviations.
func near(t *testing.T, what string, count, n int, probability float64) {
	t.Helper()
	got := float64(count) / float64(n)
	if math.Abs(got-probability) > 5*math.Sqrt(probability*(1-probability)/float64(n))+1e-12 {
		t.Errorf("%s: %v of %d, want %v", what, got, n, probability)
	}
}

// Where all ways agree, the exact prediction holds in every stable system:
// −A⁻¹ = adj(−A)/det(−A), and no strength can turn a sum of like signs.
func TestSampledSignsKeepToUnanimousPredictions(t *testing.T) {
	checked := 0
	rapid.Check(t, func(t *rapid.T) {
		a := drawSigns(t, 5)
		for i := range a {
			a[i][i] = -1
		}
		p := predict(t, a)
		e := sample(t, model(a), unitPresses(len(a)), press.SampleOptions{Runs: 20, MaxDraws: 400, Seed: rapid.Uint64().Draw(t, "seed")})
		for j, r := range e.Responses {
			for i := range a {
				weight, _ := p.Weight(i, j)
				if weight < 1 {
					continue
				}
				want := [3]int{}
				want[p.Sign(i, j)+1] = e.Accepted
				if got := [3]int{r.Negative[i], r.Zero[i], r.Positive[i]}; got != want {
					t.Fatalf("answer of %d to %d: %v down, none, up; predicted %v", i, j, got, want)
				}
				checked += e.Accepted
			}
		}
	})
	if checked == 0 {
		t.Error("no system was stable")
	}
}

func TestTheSnowshoeSystemAnswersAsPublished(t *testing.T) {
	m := model(snowshoe)
	e := sample(t, m, unitPresses(3), press.SampleOptions{Runs: 500, Seed: 3})
	// The system is stable whatever its strengths, the hare given limitation.
	if !e.Complete || e.Accepted != 500 || e.Drawn != 500 || !reflect.DeepEqual(e.Limited, []int{1}) {
		t.Errorf("%d of %d accepted, limited %v", e.Accepted, e.Drawn, e.Limited)
	}
	// A press on the hare: less vegetation, more hares and predators.
	for i, want := range []float64{0, 1, 1} {
		if _, _, up, ok := e.Responses[1].Proportions(i); !ok || up != want {
			t.Errorf("variable %d goes up in %v", i, up)
		}
	}
}

func TestProportionsComeOutAsProbabilityTheorySays(t *testing.T) {
	const runs = 20_000
	// A direct effect against one by a detour: u₁ l > u₂ u₃ for four uniform
	// numbers, half of the time.
	detour := press.Model{Variables: 3, Links: []press.Link{{From: 0, To: 2, Sign: 1}, {From: 0, To: 1, Sign: 1}, {From: 1, To: 2, Sign: -1}}}
	e := sample(t, detour, [][]float64{{1, 0, 0}}, press.SampleOptions{Runs: runs, Seed: 1})
	near(t, "up against a detour", e.Responses[0].Positive[2], runs, 0.5)
	// Without loops every draw is stable.
	if e.Drawn != runs {
		t.Errorf("%d drawn", e.Drawn)
	}
	// A reinforcing loop is stable if u₁ u₂ < l₁ l₂.
	loop := press.Model{Variables: 2, Links: []press.Link{{From: 0, To: 1, Sign: 1}, {From: 1, To: 0, Sign: 1}}}
	e = sample(t, loop, nil, press.SampleOptions{Runs: runs, Seed: 2})
	near(t, "stable reinforcing loops", e.Accepted, e.Drawn, 0.5)
	if math.Abs(e.Acceptance()-float64(e.Accepted)/float64(e.Drawn)) > 1e-15 {
		t.Errorf("acceptance %v", e.Acceptance())
	}
	// An uncertain link is there in its share of the draws, an unknown sign is
	// either.
	unsure := press.Model{Variables: 3, Links: []press.Link{{From: 0, To: 1, Sign: 1, Probability: 0.3}, {From: 0, To: 2, Probability: 0.8}}}
	e = sample(t, unsure, [][]float64{{-2, 0, 0}}, press.SampleOptions{Runs: runs, Seed: 3})
	near(t, "no answer without the link", e.Responses[0].Zero[1], runs, 0.7)
	near(t, "down with it", e.Responses[0].Negative[1], runs, 0.3)
	near(t, "unknown sign down", e.Responses[0].Negative[2], runs, 0.4)
	near(t, "unknown sign up", e.Responses[0].Positive[2], runs, 0.4)
	// Strengths from ½ to 1 against 0 to ½ are never weaker; 0 to 1 against
	// exactly ¼ is stronger in three quarters.
	parallel := press.Model{Variables: 3, Links: []press.Link{
		{From: 0, To: 1, Sign: 1, Low: 0.5, High: 1},
		{From: 0, To: 1, Sign: -1, High: 0.5},
		{From: 0, To: 2, Sign: 1},
		{From: 0, To: 2, Sign: -1, Low: 0.25, High: 0.25},
	}}
	e = sample(t, parallel, [][]float64{{1, 0, 0}}, press.SampleOptions{Runs: runs, Seed: 4})
	near(t, "stronger by range", e.Responses[0].Positive[1], runs, 1)
	near(t, "stronger than a quarter", e.Responses[0].Positive[2], runs, 0.75)
}

// drawModel draws a model with every kind of link, over several components.
func drawModel(t *rapid.T, most int) press.Model {
	n := rapid.IntRange(1, most).Draw(t, "variables")
	m := press.Model{Variables: n}
	for range rapid.IntRange(0, 3*n).Draw(t, "links") {
		high := rapid.SampledFrom([]float64{0, 1, 0.5, 2}).Draw(t, "high")
		m.Links = append(m.Links, press.Link{
			From: rapid.IntRange(0, n-1).Draw(t, "from"), To: rapid.IntRange(0, n-1).Draw(t, "to"),
			Sign: rapid.SampledFrom([]int{-1, -1, 1, 0}).Draw(t, "sign"), High: high, Low: high / 4,
			Probability: rapid.SampledFrom([]float64{0, 0.5, 1}).Draw(t, "probability"),
		})
	}
	return m
}

// obvious is the published procedure, word for word, on the whole matrix.
func obvious(t interface{ Fatal(...any) }, m press.Model, presses [][]float64, o press.SampleOptions) (drawn, accepted int, responses []press.Response) {
	for range presses {
		responses = append(responses, press.Response{Negative: make([]int, m.Variables), Zero: make([]int, m.Variables), Positive: make([]int, m.Variables)})
	}
	for drawn < o.MaxDraws && accepted < o.Runs {
		rows, err := m.Draw(o.Prior, o.Seed, uint64(drawn))
		if err != nil {
			t.Fatal(err)
		}
		drawn++
		a := mat.NewDense(m.Variables, m.Variables, nil)
		for i, row := range rows {
			a.SetRow(i, row)
		}
		var e mat.Eigen
		if !e.Factorize(a, mat.EigenNone) {
			continue
		}
		unstable := false
		for _, value := range e.Values(nil) {
			unstable = unstable || real(value) >= -1e-13
		}
		var inverse mat.Dense
		if unstable || inverse.Inverse(a) != nil {
			continue
		}
		accepted++
		for k, press := range presses {
			var x mat.VecDense
			x.MulVec(&inverse, mat.NewVecDense(m.Variables, append([]float64(nil), press...)))
			for i := range m.Variables {
				switch y := -x.AtVec(i); {
				case math.Abs(y) <= 1e-9*mat.Norm(&x, math.Inf(1)):
					responses[k].Zero[i]++
				case y < 0:
					responses[k].Negative[i]++
				default:
					responses[k].Positive[i]++
				}
			}
		}
	}
	return drawn, accepted, responses
}

func TestSamplesAgreeWithThePublishedProcedureOnTheWholeMatrix(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t, 7)
		o := press.SampleOptions{Prior: press.Prior(rapid.IntRange(0, 1).Draw(t, "prior")), Runs: 40, MaxDraws: 100, Seed: rapid.Uint64().Draw(t, "seed")}
		presses := unitPresses(m.Variables)
		e := sample(t, m, presses, o)
		drawn, accepted, responses := obvious(t, m, presses, o)
		if e.Drawn != drawn || e.Accepted != accepted || e.Complete != (accepted == 40) || !reflect.DeepEqual(e.Responses, responses) {
			t.Fatalf("%d of %d accepted, obviously %d of %d\n%v\n%v", e.Accepted, e.Drawn, accepted, drawn, e.Responses, responses)
		}
	})
}

func TestTheNumberOfWorkersDoesNotMatter(t *testing.T) {
	m := model(drawn(12))
	for _, runs := range []int{1, 37, 400} {
		o := press.SampleOptions{Runs: runs, Seed: 5, Workers: 1}
		alone := sample(t, m, unitPresses(12), o)
		for _, o.Workers = range []int{2, 3, 8} {
			if together := sample(t, m, unitPresses(12), o); !reflect.DeepEqual(alone, together) {
				t.Errorf("%d runs: %d workers differ from one", runs, o.Workers)
			}
		}
	}
}

func TestTheOrderOfVariablesAndLinksDoesNotMatterWhereTheyAreNamed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t, 6)
		for v := range m.Variables {
			m.Keys = append(m.Keys, uint64(1000+v))
		}
		for l := range m.Links {
			m.Links[l].Key = uint64(2000 + l)
		}
		numbers := make([]int, m.Variables)
		for v := range numbers {
			numbers[v] = v
		}
		order := rapid.Permutation(numbers).Draw(t, "order")
		moved := press.Model{Variables: m.Variables, Keys: make([]uint64, m.Variables)}
		for v, to := range order {
			moved.Keys[to] = m.Keys[v]
		}
		for _, l := range rapid.Permutation(m.Links).Draw(t, "links") {
			l.From, l.To = order[l.From], order[l.To]
			moved.Links = append(moved.Links, l)
		}
		o := press.SampleOptions{Runs: 30, MaxDraws: 60, Seed: 6}
		plain, other := sample(t, m, unitPresses(m.Variables), o), sample(t, moved, unitPresses(m.Variables), o)
		for j := range order {
			for i := range order {
				a, b := plain.Responses[j], other.Responses[order[j]]
				if a.Negative[i] != b.Negative[order[i]] || a.Zero[i] != b.Zero[order[i]] || a.Positive[i] != b.Positive[order[i]] {
					t.Fatalf("answer of %d to %d changes with the order", i, j)
				}
			}
		}
	})
}

// reinforcing is so full of reinforcing loops that hardly a draw is stable.
func reinforcing(n int) press.Model {
	m := press.Model{Variables: n}
	for i := range n {
		for j := range n {
			if i != j {
				m.Links = append(m.Links, press.Link{From: i, To: j, Sign: 1})
			}
		}
	}
	return m
}

func TestACollapseOfRejectionIsReported(t *testing.T) {
	e := sample(t, reinforcing(10), unitPresses(10), press.SampleOptions{Runs: 50, MaxDraws: 900})
	if e.Complete || e.Accepted != 0 || e.Drawn != 900 || e.Asked != 50 || e.Acceptance() != 0 {
		t.Errorf("%d of %d accepted, complete %v", e.Accepted, e.Drawn, e.Complete)
	}
	if _, _, _, ok := e.Responses[0].Proportions(0); ok {
		t.Error("proportions of nothing")
	}
	if len(e.Responses) != 10 || len(e.Responses[9].Zero) != 10 {
		t.Error("an empty ensemble has no room for its counts")
	}
	// The default cap is a hundred draws for each run.
	if e := sample(t, reinforcing(10), nil, press.SampleOptions{Runs: 3}); e.Drawn != 300 {
		t.Errorf("%d draws", e.Drawn)
	}
	for _, workers := range []int{1, 2, 5} {
		e := sample(t, reinforcing(10), nil, press.SampleOptions{Runs: 1000, Workers: workers})
		if e.Complete || e.Drawn < 5000 || e.Drawn >= 5032 {
			t.Errorf("%d workers: gave up after %d draws in vain", workers, e.Drawn)
		}
	}
}

// Without limitation of their own, two that drive each other in a circle never
// come to rest, and one that nothing holds is singular; rounding must not let
// such draws through, whatever surrounds them.
func TestDrawsThatLackWhatHoldsThemAreTurnedAway(t *testing.T) {
	m := press.Model{Variables: 4, Links: []press.Link{
		{From: 0, To: 1, Sign: 1},
		{From: 1, To: 0, Sign: -1},
		{From: 0, To: 0, Sign: -1, Probability: 0.5},
		{From: 1, To: 1, Sign: -1, Probability: 0.5},
		{From: 2, To: 3, Sign: 1},
		{From: 3, To: 2, Sign: -1, Probability: 0.5},
		{From: 2, To: 2, Sign: -1, Probability: 0.5},
		{From: 0, To: 2, Sign: 1},
		{From: 2, To: 0, Sign: 1, Probability: 1e-9},
	}}
	const runs = 4000
	e := sample(t, m, unitPresses(4), press.SampleOptions{Runs: runs, Seed: 8})
	// Of the first two one must be limited, of the others the first must be
	// limited or be answered by the second.
	near(t, "draws that come to rest", e.Accepted, e.Drawn, 0.75*0.75)
}

func TestDiagonalScalingKeepsEveryDrawAndLinks(t *testing.T) {
	m := reinforcing(10)
	m.Links = append(m.Links, press.Link{From: 4, To: 4, Sign: 1}, press.Link{From: 5, To: 5, Sign: -1, Probability: 0.5})
	e := sample(t, m, unitPresses(10), press.SampleOptions{Prior: press.DiagonalScaling, Runs: 300})
	if !e.Complete || e.Drawn != 300 || e.Prior != press.DiagonalScaling {
		t.Errorf("%d of %d accepted", e.Accepted, e.Drawn)
	}
	for k := range uint64(50) {
		plain, err := m.Draw(press.Rejection, 9, k)
		if err != nil {
			t.Fatal(err)
		}
		scaled, err := m.Draw(press.DiagonalScaling, 9, k)
		if err != nil {
			t.Fatal(err)
		}
		for i := range scaled {
			incoming := 0.0
			for j := range scaled {
				if i != j {
					incoming += math.Abs(scaled[i][j])
					if scaled[i][j] != plain[i][j] {
						t.Fatalf("link from %d to %d is %v, was %v", j, i, scaled[i][j], plain[i][j])
					}
				}
			}
			if -scaled[i][i] <= incoming {
				t.Fatalf("limitation of %d is %v, less than the %v that comes in", i, scaled[i][i], incoming)
			}
			if plain[i][i] != 0 && math.Abs(-scaled[i][i]-incoming-math.Abs(plain[i][i])) > 1e-12 {
				t.Fatalf("limitation of %d is %v for %v incoming and %v of its own", i, scaled[i][i], incoming, plain[i][i])
			}
		}
	}
}

func TestSamplingStopsWhenCancelledAndTellsItsProgress(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	_, err := press.Sample(ctx, reinforcing(12), nil, press.SampleOptions{Runs: 1 << 30, Progress: func(float64) { cancel() }})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	last, calls := 0.0, 0
	sample(t, model(drawn(10)), nil, press.SampleOptions{Runs: 3000, Progress: func(done float64) {
		if done < last || done > 1 {
			t.Errorf("progress goes from %v to %v", last, done)
		}
		last, calls = done, calls+1
	}})
	if last != 1 || calls < 3 {
		t.Errorf("progress ended at %v after %d calls", last, calls)
	}
}

func TestNothingToDrawIsStable(t *testing.T) {
	e := sample(t, press.Model{}, [][]float64{{}}, press.SampleOptions{Runs: 5})
	if !e.Complete || e.Drawn != 5 || len(e.Responses) != 1 {
		t.Errorf("%+v", e)
	}
}
