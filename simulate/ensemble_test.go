package simulate

import (
	"bytes"
	"context"
	"errors"
	"math"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sysmap/maps"
)

func ensembleOf(t testing.TB, m *maps.Map, s Scenario, o EnsembleOptions) *Ensemble {
	t.Helper()
	e, err := modelOf(t, m).Ensemble(t.Context(), s, o)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func summaryOf(t testing.TB, e *Ensemble) *Summary {
	t.Helper()
	s, err := e.Summary()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *Summary) of(t testing.TB, id string) SummarySeries {
	t.Helper()
	for _, v := range s.Variables {
		if v.Variable == id {
			return v
		}
	}
	t.Fatalf("the summary has no variable %q", id)
	return SummarySeries{}
}

func archived(t rapid.TB, e *Ensemble) []byte {
	var b bytes.Buffer
	n, err := e.WriteTo(&b)
	if err != nil || int(n) != b.Len() {
		t.Fatalf("%d bytes written, %d said, %v", b.Len(), n, err)
	}
	return b.Bytes()
}

// TestTheBandIsThatOfTheStrengths: b settles at tanh(w·tanh 1), and w is drawn
// from 0.2…0.8.
func TestTheBandIsThatOfTheStrengths(t *testing.T) {
	m := sketch(t, "a ->- b")
	m.Links[0].Strength = maps.Range{Low: 0.2, High: 0.8}
	for _, adaptive := range []bool{false, true} {
		e := ensembleOf(t, m, does(t, m, "press a=1"), EnsembleOptions{Runs: 500, Watch: []string{"b"}, Adaptive: adaptive, Options: Options{Until: 30}})
		s := summaryOf(t, e)
		b := s.of(t, "b")
		end := func(w float64) float64 { return -math.Tanh(w * math.Tanh(1)) }
		for _, c := range []struct {
			name      string
			got, want float64
		}{
			{"low", b.Low[100], end(0.2 + 0.6*0.95)}, {"median", b.Median[100], end(0.5)}, {"high", b.High[100], end(0.2 + 0.6*0.05)},
		} {
			if !near(c.got, c.want, math.Abs(c.want)/perDoubling) {
				t.Errorf("%s is %v, want %v", c.name, c.got, c.want)
			}
		}
		if b.ProbabilityNegative[100] != 1 || b.ProbabilityPositive[100] != 0 || b.Median[0] != 0 {
			t.Errorf("%v negative, %v positive, %v at the start", b.ProbabilityNegative[100], b.ProbabilityPositive[100], b.Median[0])
		}
		last := s.Convergence[0].Rows[len(s.Convergence[0].Rows)-1]
		if last.Members != 500 || !near(last.Median, end(0.5), 1e-3) || !near(last.Low, end(0.2+0.6*0.95), 1e-3) || last.ProbabilityNegative != 1 {
			t.Errorf("convergence ends in %+v", last)
		}
		if (s.Steps > 0) == adaptive || s.StepError > StepTolerance {
			t.Errorf("adaptive %v: %d steps, off by %v", adaptive, s.Steps, s.StepError)
		}
	}
}

func TestSignsAndExistenceAreDrawnAsTheMapSays(t *testing.T) {
	m := sketch(t, "a ->? b", "a ->+ c", "a ->- d", "a ->? e", "a ->? f")
	m.Links[1].Probability = 0.3
	m.Links[3].Positive, m.Links[4].Positive = 0.2, 1
	for l := range m.Links {
		m.Links[l].Strength, m.Links[l].StrengthStated = maps.Range{Low: 0.3, High: 0.6}, true
	}
	s := summaryOf(t, ensembleOf(t, m, does(t, m, "press a=1", "sign a ->- d=?"), EnsembleOptions{Runs: 1000, Options: Options{Points: 2, Until: 10}}))
	for id, want := range map[string][2]float64{"a": {1, 0}, "b": {0.5, 0.5}, "c": {0.3, 0}, "d": {0.5, 0.5}, "e": {0.2, 0.8}, "f": {1, 0}} {
		v := s.of(t, id)
		if !near(v.ProbabilityPositive[1], want[0], 0.002) || !near(v.ProbabilityNegative[1], want[1], 0.002) {
			t.Errorf("%s: up %v, down %v, want %v", id, v.ProbabilityPositive[1], v.ProbabilityNegative[1], want)
		}
	}
}

func TestPartsMergeToTheWholeToTheByte(t *testing.T) {
	methods := []Method{Flow{}, Flow{Step: 0.2}, Linear{}}
	rapid.Check(t, func(t *rapid.T) {
		m := anyMap(t, false)
		m.Goal.Raise = []string{"v0"}
		model, err := NewModel(m)
		if err != nil {
			t.Fatal(err)
		}
		s := anyScenario(t, m)
		o := EnsembleOptions{Runs: rapid.IntRange(1, 150).Draw(t, "runs"), Seed: rapid.Uint64().Draw(t, "seed")}
		o.Until, o.Points, o.Method = 10, 5, rapid.SampledFrom(methods).Draw(t, "method")
		if rapid.Bool().Draw(t, "compared") {
			o.Baseline = anyScenario(t, m)
		}
		run := func(members Span, workers int) *Ensemble {
			o := o
			o.Members, o.Workers = members, workers
			e, err := model.Ensemble(context.Background(), s, o)
			if err != nil {
				t.Fatal(err)
			}
			return e
		}
		whole := archived(t, run(Span{}, 1))
		cuts := rapid.SliceOfNDistinct(rapid.IntRange(1, max(o.Runs-1, 1)), 0, min(3, o.Runs-1), rapid.ID[int]).Draw(t, "cuts")
		slices.Sort(cuts)
		var parts []*Ensemble
		from := 0
		for _, cut := range append(cuts, o.Runs) {
			part, err := ReadEnsemble(bytes.NewReader(archived(t, run(Span{from, cut}, 2))))
			if err != nil {
				t.Fatal(err)
			}
			parts = append(parts, part)
			from = cut
		}
		merged, err := Merge(rapid.Permutation(parts).Draw(t, "order")...)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(archived(t, merged), whole) {
			t.Fatal("the merged ensemble is not the single one")
		}
	})
}

func TestTheNumberOfProcessorsDoesNotMatter(t *testing.T) {
	m := foresight(t)
	s := does(t, m, "press stress=-0.5", "scale stress ->- conscious-control-of-accumulation=0.5@3..")
	var want []byte
	for _, processors := range []int{1, 2, 5} {
		before := runtime.GOMAXPROCS(processors)
		got := archived(t, ensembleOf(t, m, s, EnsembleOptions{Runs: 300, Seed: 4, Options: Options{Until: 10, Points: 6}}))
		runtime.GOMAXPROCS(before)
		if want == nil {
			want = got
		}
		if !bytes.Equal(got, want) {
			t.Fatalf("with %d processors the result differs", processors)
		}
	}
}

// TestMembersAreRunsOfTheMapThatTheyStandFor draws one member and runs it as a
// map of its own, in which everything is certain.
func TestMembersAreRunsOfTheMapThatTheyStandFor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyMap(t, false)
		m.Goal.Raise = []string{"v0", m.Variables[len(m.Variables)-1].ID}
		s := anyScenario(t, m)
		model, err := NewModel(m)
		if err != nil {
			t.Fatal(err)
		}
		const runs = 40
		k := rapid.IntRange(0, runs-1).Draw(t, "member")
		seed := rapid.Uint64().Draw(t, "seed")
		e, err := model.Ensemble(context.Background(), s, EnsembleOptions{Runs: runs, Seed: seed, Members: Span{k, k + 1}, Adaptive: true, Options: Options{Until: 12, Points: 3}})
		if err != nil {
			t.Fatal(err)
		}
		p, err := newPlan(model, s, 12)
		if err != nil {
			t.Fatal(err)
		}
		one := p.middle()
		one.draw(p.factors(seed), k, runs)
		certain := *m
		certain.Variables, certain.Links = slices.Clone(m.Variables), slices.Clone(m.Links)
		for i := range certain.Variables {
			certain.Variables[i].Inertia = &maps.Range{Low: one.inertia[i], High: one.inertia[i]}
		}
		for l := range certain.Links {
			c := &certain.Links[l]
			c.Strength, c.StrengthStated, c.Probability = maps.Exactly(one.strength[l]), true, 1
			c.Delay = &maps.Range{Low: one.delay[l], High: one.delay[l]}
			for k := range s.Interventions {
				iv := &s.Interventions[k]
				if iv.Link != nil && *iv.Link == c.Ref() {
					ref := *iv.Link
					ref.Sign = maps.Sign(one.sign[l])
					iv.Link = &ref
				}
			}
			c.Sign = maps.Sign(one.sign[l])
		}
		alone, err := NewModel(&certain)
		if err != nil {
			t.Skip("two links between the same variables have the same sign now")
		}
		run, err := alone.Run(context.Background(), s, Options{Until: 12, Points: 3})
		if err != nil {
			t.Fatal(err)
		}
		for w, id := range e.head.Watch {
			i := slices.Index(model.Variables(), id)
			if got, want := e.ends(w)[0].change, run.Variables[i].last(); !near(got, want, 1e-5) {
				t.Fatalf("%s changes by %v in the ensemble, by %v alone", id, got, want)
			}
		}
	})
}

func TestScenariosShareTheirDraws(t *testing.T) {
	m := sketch(t, "a ->? b", "b ->+ c")
	model := modelOf(t, m)
	var members [2]*member
	for k, s := range []Scenario{does(t, m, "press a=1"), does(t, m, "press a=1", "add c ->? a=0.2", "cut b ->+ c@3")} {
		p, err := newPlan(model, s, 10)
		if err != nil {
			t.Fatal(err)
		}
		members[k] = p.middle()
		members[k].draw(p.factors(9), 17, 100)
	}
	if !slices.Equal(members[0].strength, members[1].strength[:2]) || !slices.Equal(members[0].sign, members[1].sign[:2]) {
		t.Errorf("%v and %v", members[0], members[1])
	}
}

func TestUnstableMembersOfALinearEnsembleAreLeftOutAndCounted(t *testing.T) {
	// The loop's gain is the square of a strength from 0…2·0.8: unstable where
	// w is above 1/1.6.
	m := sketch(t, "a ->+ a")
	m.Links[0].Strength = maps.Range{Low: 0, High: 1}
	s := does(t, m, "press a=0.1", "scale a ->+ a=1.6")
	e := ensembleOf(t, m, s, EnsembleOptions{Runs: 800, Options: Options{Method: Linear{}, Until: 10, Points: 3}})
	sum := summaryOf(t, e)
	if sum.Unstable != 300 || sum.Failed != 0 || sum.Members != 800 {
		t.Errorf("%d of %d are unstable", sum.Unstable, sum.Members)
	}
	if high := sum.of(t, "a").High[2]; math.IsNaN(high) || high > 1.1 {
		t.Errorf("the band ends at %v", high)
	}
	m = strong(sketch(t, "a ->+ a"), 1)
	_, err := ensembleOf(t, m, does(t, m, "press a=0.1"), EnsembleOptions{Runs: 10, Options: Options{Method: Linear{}, Until: 10}}).Summary()
	if !errors.Is(err, ErrNoMembers) {
		t.Errorf("nothing but unstable members: %v", err)
	}
}

func TestWhatNothingReachesStaysStill(t *testing.T) {
	m := sketch(t, "a ->+ b", "c ->+ a")
	s := summaryOf(t, ensembleOf(t, m, does(t, m, "press a=1"), EnsembleOptions{Runs: 10, Watch: []string{"c", "b"}, Options: Options{Points: 3}}))
	c := s.of(t, "c")
	if !reflect.DeepEqual(c.Median, []float64{0, 0, 0}) || c.ProbabilityPositive[2] != 0 || s.Convergence[0].Rows[0].High != 0 {
		t.Errorf("%+v", c)
	}
	nothing := summaryOf(t, ensembleOf(t, m, Scenario{}, EnsembleOptions{Runs: 10, Options: Options{Points: 3}}))
	if nothing.of(t, "b").High[2] != 0 {
		t.Errorf("%+v", nothing)
	}
}

func TestEnsemblesEndWhenToldTo(t *testing.T) {
	m := foresight(t)
	model := modelOf(t, m)
	ctx, cancel := context.WithCancel(t.Context())
	last := -1.0
	_, err := model.Ensemble(ctx, does(t, m, "press stress=1"), EnsembleOptions{Runs: 100_000, Options: Options{Until: 10}, Progress: func(done float64) {
		if done < last {
			t.Errorf("progress falls from %v to %v", last, done)
		}
		last = done
		cancel()
	}})
	if !errors.Is(err, context.Canceled) || last <= 0 || last > 0.5 {
		t.Errorf("%v after %v", err, last)
	}
}

func TestABlockStopsBetweenSteps(t *testing.T) {
	m := foresight(t)
	c, err := modelOf(t, m).compare(does(t, m, "press stress=1"), Options{Until: 10, Points: 11})
	if err != nil {
		t.Fatal(err)
	}
	b := newBlock(c.scenario, newGrid(c.times, 0.01, c.scenario))
	b.load(c.scenario.factors(1), 0, lanes, 100)
	stop := make(chan struct{})
	b.stop = stop
	points := 0
	b.run(func(int, []lane) {
		points++
		if points == 3 {
			close(stop)
		}
	})
	if points != 3 {
		t.Errorf("%d points are reported after it was stopped at the third", points)
	}
}

func TestEnsemblesThatCannotBeSayWhy(t *testing.T) {
	m := sketch(t, "a ->+ b")
	model := modelOf(t, m)
	for want, o := range map[string]EnsembleOptions{
		`an ensemble of -1 runs is not possible; give at least 1 and at most 100000000`: {Runs: -1},
		`members 5..9 are not among the 8 runs, which are 0..7`:                         {Runs: 8, Members: Span{5, 10}},
		`members 5..3 are not among the 8 runs, which are 0..7`:                         {Runs: 8, Members: Span{5, 4}},
		`the map has no variable "x"`:                                                   {Watch: []string{"x"}},
		`"The a" is a label; name what is watched by its id`:                            {Watch: []string{"The a"}},
		`200000 moments of 2 variables: too large; report fewer moments`:                {Options: Options{Points: 200_000, Until: 9}},
	} {
		if _, err := model.Ensemble(t.Context(), does(t, m, "press a=1"), o); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func TestPartsThatDoNotBelongTogetherAreRefused(t *testing.T) {
	m := sketch(t, "a ->+ b")
	s := does(t, m, "press a=1")
	base := EnsembleOptions{Runs: 20, Members: Span{0, 10}, Options: Options{Points: 3, Until: 5}}
	first := ensembleOf(t, m, s, base)
	for want, change := range map[string]func(*EnsembleOptions, *Scenario){
		"the seed is 0 in one and 1 in the other":                          func(o *EnsembleOptions, _ *Scenario) { o.Seed = 1 },
		"the number of runs is 20 in one and 30 in the other":              func(o *EnsembleOptions, _ *Scenario) { o.Runs = 30 },
		"the time is 5 in one and 6 in the other":                          func(o *EnsembleOptions, _ *Scenario) { o.Until = 6 },
		"the number of moments is 3 in one and 4 in the other":             func(o *EnsembleOptions, _ *Scenario) { o.Points = 4 },
		"what is watched, or the version that ran them, is not the same":   func(o *EnsembleOptions, _ *Scenario) { o.Watch = []string{"b"} },
		"the method is flow {Step:0 Tolerance:0} in one and linear {Step:": func(o *EnsembleOptions, _ *Scenario) { o.Method = Linear{} },
		"the scenario is": func(_ *EnsembleOptions, s *Scenario) { *s = does(t, m, "press a=0.5") },
	} {
		o, s := base, s
		o.Members = Span{10, 20}
		change(&o, &s)
		_, err := Merge(first, ensembleOf(t, m, s, o))
		if err == nil || !bytes.Contains([]byte(err.Error()), []byte(want)) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	o := base
	o.Members = Span{9, 20}
	if _, err := Merge(first, ensembleOf(t, m, s, o)); err == nil || err.Error() != "members 9..9 are in two of the parts" {
		t.Error(err)
	}
	if _, err := Merge(); err == nil {
		t.Error("nothing merges")
	}
	o.Members = Span{15, 20}
	gap, err := Merge(ensembleOf(t, m, s, o), first)
	if err != nil {
		t.Fatal(err)
	}
	if got := gap.Covered(); !slices.Equal(got, []Span{{0, 10}, {15, 20}}) || summaryOf(t, gap).Complete || summaryOf(t, gap).Members != 15 {
		t.Errorf("%v", got)
	}
}

func TestSpansAreReadAsTheyAreWritten(t *testing.T) {
	if s, err := ParseSpan(" 0..4999"); err != nil || s != (Span{0, 5000}) || s.String() != "0..4999" {
		t.Errorf("%v, %v", s, err)
	}
	for _, bad := range []string{"", "5", "..", "3..", "..3", "5..4", "-1..4", "a..b", "0..99999999999999999999", "1...3"} {
		if s, err := ParseSpan(bad); err == nil {
			t.Errorf("%q is %v", bad, s)
		}
	}
}

func FuzzDamagedEnsemblesAreRefused(f *testing.F) {
	m := sketch(f, "a ->? b", "b ->+ a")
	s := does(f, m, "press a=1")
	for _, runs := range []int{1, 30} {
		e, err := modelOf(f, m).Ensemble(context.Background(), s, EnsembleOptions{Runs: runs, Watch: []string{"b"}, Options: Options{Points: 2}})
		if err != nil {
			f.Fatal(err)
		}
		f.Add(archived(f, e), true)
		f.Add(archived(f, e), false)
	}
	f.Fuzz(func(t *testing.T, data []byte, mended bool) {
		if mended && len(data) > 4 {
			data = withChecksum(data[:len(data)-4])
		}
		e, err := ReadEnsemble(bytes.NewReader(data))
		if err != nil {
			if !errors.Is(err, ErrNotEnsemble) {
				t.Fatal(err)
			}
			return
		}
		if _, err := e.Summary(); err != nil && !errors.Is(err, ErrNoMembers) {
			t.Fatal(err)
		}
		if _, err := e.Drivers(context.Background()); err != nil {
			t.Fatal(err)
		}
		again, err := ReadEnsemble(bytes.NewReader(archived(t, e)))
		if err != nil || !bytes.Equal(archived(t, again), archived(t, e)) {
			t.Fatalf("what is read is not what is written: %v", err)
		}
	})
}

func BenchmarkForesightEnsemble(b *testing.B) {
	m := foresight(b)
	model := modelOf(b, m)
	s := does(b, m, "press stress=-0.5")
	for name, o := range map[string]EnsembleOptions{
		"together on one core": {Runs: 1024, Workers: 1},
		"one by one":           {Runs: 1024, Workers: 1, Adaptive: true},
		"together":             {Runs: 1024},
	} {
		o.Until = 25
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := model.Ensemble(b.Context(), s, o); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
