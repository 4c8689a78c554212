package simulate

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sysmap/maps"
)

func searchOf(t testing.TB, m *maps.Map, o SearchOptions) *SearchResult {
	t.Helper()
	r, err := modelOf(t, m).Search(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// byEnsemble is what a set does to the goal according to an ensemble of its
// own, every member followed adaptively.
func byEnsemble(t testing.TB, m *maps.Map, o TrialOptions, until, quantile float64, done []maps.Intervention) float64 {
	e := ensembleOf(t, m, o.Baseline.With(done...), EnsembleOptions{
		Options: Options{Until: until, Baseline: o.Baseline, Method: o.Method}, Runs: o.Runs, Seed: o.Seed, Adaptive: true,
	})
	changes := make([]float64, o.Runs)
	share := 1 / float64(len(e.head.Watch))
	for w := range e.head.Watch {
		for k, end := range e.ends(w) {
			if w < len(m.Goal.Raise) {
				changes[k] += share * end.change
			} else {
				changes[k] -= share * end.change
			}
		}
	}
	slices.Sort(changes)
	return sortedQuantile(changes, quantile)
}

// anySearch draws a map, a baseline and candidates of every kind.
func anySearch(r *rapid.T) (*maps.Map, SearchOptions) {
	m := anyMap(r, false)
	m.Goal.Raise = []string{"v0"}
	if len(m.Variables) > 1 {
		m.Goal.Lower = []string{"v1"}
	}
	o := SearchOptions{TrialOptions: TrialOptions{Until: 6, Runs: 5, Seed: 7}, Pick: rapid.IntRange(1, 3).Draw(r, "pick")}
	if rapid.Bool().Draw(r, "baseline") {
		o.Baseline = o.Baseline.With(maps.Intervention{Variable: "v0", Action: maps.Press, Amount: 0.4, From: 1})
	}
	actions := []maps.Action{maps.Press, maps.Pulse, maps.Ramp, maps.Hold, maps.Cut, maps.Scale}
	for k := range rapid.IntRange(1, 6).Draw(r, "candidates") {
		cost := float64(rapid.IntRange(0, 3).Draw(r, "cost"))
		c := Candidate{ID: fmt.Sprint(k), Cost: &cost, Group: rapid.SampledFrom([]string{"", "", "g"}).Draw(r, "group")}
		iv := maps.Intervention{Action: rapid.SampledFrom(actions).Draw(r, "action"), From: rapid.SampledFrom([]float64{0, 0, 1.3}).Draw(r, "from")}
		switch iv.Action {
		case maps.Cut, maps.Scale:
			if len(m.Links) == 0 {
				continue
			}
			ref := rapid.SampledFrom(m.Links).Draw(r, "link").Ref()
			iv.Link = &ref
			if iv.Action == maps.Scale {
				iv.Amount = rapid.Float64Range(0, 3).Draw(r, "factor")
			}
		default:
			iv.Variable = rapid.SampledFrom(m.Variables).Draw(r, "variable").ID
			iv.Amount = rapid.Float64Range(-1, 1).Draw(r, "amount")
		}
		c.Interventions = append(c.Interventions, iv)
		o.Candidates = append(o.Candidates, c)
	}
	if rapid.Bool().Draw(r, "limited") {
		budget := float64(rapid.IntRange(0, 5).Draw(r, "budget"))
		o.Budget = &budget
	}
	return m, o
}

// TestTheBestSetIsThatOfTryingAllByEnsembles also holds the bound of a search
// that may not try all to the truth.
func TestTheBestSetIsThatOfTryingAllByEnsembles(t *testing.T) {
	kinds := make(map[BoundKind]int)
	rapid.Check(t, func(r *rapid.T) {
		m, o := anySearch(r)
		if len(o.Candidates) == 0 {
			return
		}
		quantile := 0.5
		if o.Robust = rapid.Bool().Draw(r, "robust"); o.Robust {
			quantile = 0.05
		}
		best, count := math.Inf(-1), 0
		for set := range 1 << len(o.Candidates) {
			var done []maps.Intervention
			cost, size, grouped := 0.0, 0, 0
			for k, c := range o.Candidates {
				if set>>k&1 == 1 {
					done = append(done, c.Interventions...)
					cost += *c.Cost
					size++
					if c.Group != "" {
						grouped++
					}
				}
			}
			if size > o.Pick || grouped > 1 || o.Budget != nil && cost > *o.Budget {
				continue
			}
			count++
			best = max(best, byEnsemble(t, m, o.TrialOptions, o.Until, quantile, done))
		}
		all := searchOf(t, m, o)
		if !all.Optimal || all.Tried != count || all.Bound != nil {
			r.Fatalf("optimal %v, tried %d of %d", all.Optimal, all.Tried, count)
		}
		if math.Abs(all.Best.Effect-best) > 3*StepTolerance {
			r.Fatalf("the best does %v, ensembles say %v: %+v", all.Best.Effect, best, all.Best)
		}
		o.Exhaust = -1
		some := searchOf(t, m, o)
		if some.Optimal || some.Best.Effect > all.Best.Effect {
			r.Fatalf("greedy finds %v, there is no better than %v", some.Best, all.Best)
		}
		if some.Bound == nil || some.Bound.Value < best-1e-6 {
			r.Fatalf("the bound %+v is below %v", some.Bound, best)
		}
		kinds[some.Bound.Kind]++
	})
	if kinds[GainBound] == 0 || kinds[ScaleBound] == 0 {
		t.Errorf("bounds by kind: %v", kinds)
	}
}

func TestOneSystemIsSearchedSideBySideAsOneByOne(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		m, o := anySearch(r)
		o.Middle = true
		for k := range o.Candidates {
			iv := &o.Candidates[k].Interventions[0]
			iv.From = 0
			if iv.Link == nil {
				iv.Action = maps.Press
			}
		}
		if len(o.Candidates) == 0 {
			return
		}
		s, err := modelOf(t, m).newSearch(t.Context(), &o)
		if err != nil {
			r.Fatal(err)
		}
		if s.lineup == nil {
			r.Fatal("presses and changes of links are not tried side by side")
		}
		var sets [][]int
		for set := range s.shelf.sets() {
			sets = append(sets, slices.Clone(set))
		}
		fast, err := s.judge(t.Context(), sets, nil)
		if err != nil {
			r.Fatal(err)
		}
		s.lineup = nil
		slow, err := s.judge(t.Context(), sets, nil)
		if err != nil {
			r.Fatal(err)
		}
		for k := range fast {
			if math.Abs(fast[k].score-slow[k].score) > 1e-5 {
				r.Fatalf("set %v: %v side by side, %v alone", sets[k], fast[k].score, slow[k].score)
			}
		}
	})
}

func TestTheFrontIsNotBeatenByAnySet(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var p podium
		var all []scored
		for k := range rapid.IntRange(1, 40).Draw(r, "sets") {
			s := scored{
				set: []int{k}, priced: rapid.IntRange(0, 4).Draw(r, "priced") > 0,
				score: float64(rapid.IntRange(-2, 6).Draw(r, "score")), cost: float64(rapid.IntRange(0, 5).Draw(r, "cost")),
			}
			all = append(all, s)
			p.show(s)
		}
		var want []scored
		for _, s := range all {
			beaten := !s.priced || s.score <= Negligible || slices.ContainsFunc(all, func(o scored) bool {
				return o.priced && (o.cost < s.cost && o.score >= s.score || o.cost == s.cost && o.compare(s) < 0)
			})
			if !beaten {
				want = append(want, s)
			}
		}
		slices.SortFunc(want, func(a, b scored) int { return int(a.cost - b.cost) })
		if !(len(want) == 0 && len(p.front) == 0) && !reflect.DeepEqual(p.front, want) {
			r.Fatalf("front %+v, want %+v", p.front, want)
		}
		slices.SortFunc(all, scored.compare)
		if all = all[:min(len(all), onPodium)]; !reflect.DeepEqual(p.best, all) {
			r.Fatalf("podium %+v, want %+v", p.best, all)
		}
	})
}

func TestNothingIsDoneWhereNothingHelps(t *testing.T) {
	m := strong(sketch(t, "a ->- b"), 0.5)
	m.Goal.Raise = []string{"b"}
	r := searchOf(t, m, SearchOptions{Candidates: Presses(m, 0.5), TrialOptions: TrialOptions{Runs: 3}})
	if !r.Optimal || r.Tried != 2 || len(r.Best.Candidates) != 0 || r.Best.Effect != 0 || len(r.Front) != 0 {
		t.Errorf("%+v", r)
	}
	if len(r.Alone) != 1 || r.Alone[0].Effect >= 0 || r.Alone[0].ProbabilityNegative != 1 {
		t.Errorf("alone: %+v", r.Alone)
	}
	r = searchOf(t, m, SearchOptions{TrialOptions: TrialOptions{Runs: 3}})
	if want := []string{"press a=-0.5"}; !slices.Equal(r.Best.Candidates, want) {
		t.Errorf("best of up and down is %v, want %v", r.Best.Candidates, want)
	}
}

// TestARobustSearchAvoidsWhatMayGoWrong: a may do most, but for one member in
// ten it does the opposite.
func TestARobustSearchAvoidsWhatMayGoWrong(t *testing.T) {
	m := strong(sketch(t, "a ->+ g", "a ->- g", "b ->+ g"), 0.9)
	m.Links[1].Probability, m.Links[1].Strength = 0.1, maps.Exactly(1)
	m.Links[2].Strength = maps.Exactly(0.3)
	m.Goal.Raise = []string{"g"}
	o := SearchOptions{Candidates: Presses(m, 0.5), Pick: 1}
	if r := searchOf(t, m, o); r.Best.Candidates[0] != "press a=0.5" {
		t.Errorf("on the median: %v", r.Best.Candidates)
	}
	o.Robust = true
	if r := searchOf(t, m, o); r.Best.Candidates[0] != "press b=0.5" {
		t.Errorf("on the bad case: %v", r.Best.Candidates)
	}
}

func TestCostsAndActorsLimitWhatIsDone(t *testing.T) {
	m := strong(sketch(t, "a ->+ g", "b ->+ g", "c ->+ g"), 0.5)
	m.Links[1].Strength, m.Links[2].Strength = maps.Exactly(0.4), maps.Exactly(0.3)
	m.Goal.Raise = []string{"g"}
	m.Actors = []maps.Actor{{ID: "town"}, {ID: "school"}}
	m.Roles = []maps.Role{{Actor: "town", MustAct: []string{"a"}, Knows: []string{"c"}}, {Actor: "school", CanAct: []string{"b"}}}
	price := func(x float64) *float64 { return &x }
	on := func(id string) []maps.Intervention {
		return []maps.Intervention{{Variable: id, Action: maps.Press, Amount: 0.5}}
	}
	m.Efforts = []maps.Effort{
		{ID: "ea", Cost: price(5), On: on("a"), By: []string{"town"}},
		{ID: "eb", Cost: price(2), On: on("b"), By: []string{"school"}},
		{ID: "ec", Cost: price(2), On: on("c")},
		{ID: "unpriced", On: on("c")},
		{ID: "talk"},
	}
	options := SearchOptions{Candidates: Efforts(m), Budget: price(4), TrialOptions: TrialOptions{Runs: 2}}
	for _, exhaust := range []int{0, -1} {
		options.Exhaust = exhaust
		r := searchOf(t, m, options)
		if !slices.Equal(r.Best.Candidates, []string{"eb", "ec"}) || *r.Best.Cost != 4 || !slices.Equal(r.LeftOut, []string{"unpriced"}) {
			t.Errorf("exhaust %d: %+v, left out %v", exhaust, r.Best, r.LeftOut)
		}
		if len(r.Front) != 2 || *r.Front[0].Cost != 2 || *r.Front[1].Cost != 4 {
			t.Errorf("front %+v", r.Front)
		}
	}
	names := func(list []Candidate) (ids []string) {
		for _, c := range list {
			ids = append(ids, c.ID)
		}
		return ids
	}
	for _, c := range []struct {
		of     []Candidate
		actors []string
		want   []string
	}{
		{Presses(m, 1), []string{"town"}, []string{"press a=1"}},
		{Presses(m, 1), []string{"town", "school"}, []string{"press a=1", "press b=1"}},
		{LinkChanges(m, 0, 2), []string{"school"}, []string{"cut b ->+ g", "scale b ->+ g=2"}},
		{Efforts(m), []string{"school"}, []string{"eb"}},
		{Efforts(m), nil, nil},
	} {
		got, err := Doable(m, c.of, c.actors...)
		if err != nil || !slices.Equal(names(got), c.want) {
			t.Errorf("%v can do %v, %v; want %v", c.actors, names(got), err, c.want)
		}
	}
	if _, err := Doable(m, nil, "nobody"); err == nil {
		t.Error("an actor whom the map does not have can act")
	}
}

func TestASearchWithoutSaturationIsBoundByTheSum(t *testing.T) {
	m := strong(sketch(t, "a ->+ g", "b ->- g", "c ->+ a", "g ->- c"), 0.4)
	m.Goal.Raise = []string{"g"}
	for _, method := range []Method{Linear{}, SDM{}, Pulse{}, Press{}} {
		o := SearchOptions{TrialOptions: TrialOptions{Method: method, Runs: 3}, Pick: 2, Exhaust: -1}
		r := searchOf(t, m, o)
		// Sums are exact, so that greedy search is, too.
		if r.Bound == nil || r.Bound.Kind != SumBound || *r.Gap > 2*StepTolerance || len(r.Best.Candidates) != 2 {
			t.Errorf("%s: best %+v, bound %+v", method.Name(), r.Best, r.Bound)
		}
		o.Candidates = append(Presses(m, 0.5), LinkChanges(m, 2)...)
		if r := searchOf(t, m, o); r.Bound != nil || r.Gap != nil {
			t.Errorf("%s: changes of links do not add up, and yet there is a bound: %+v", method.Name(), r.Bound)
		}
	}
	if r := searchOf(t, m, SearchOptions{TrialOptions: TrialOptions{Method: FCM{}, Runs: 3}, Exhaust: -1}); r.Bound != nil || len(r.Best.Candidates) == 0 {
		t.Errorf("fcm: %+v, bound %+v", r.Best, r.Bound)
	}
	// Twice its strength makes a loop of two links unstable: such a set is lost.
	m = strong(sketch(t, "g ->+ a", "a ->+ g"), 0.6)
	m.Goal.Raise = []string{"g"}
	ref := m.Links[0].Ref()
	o := SearchOptions{TrialOptions: TrialOptions{Method: Linear{}, Runs: 3}, Candidates: []Candidate{
		{ID: "double", Interventions: []maps.Intervention{{Link: &ref, Action: maps.Scale, Amount: 3}}},
		{ID: "press", Interventions: []maps.Intervention{{Variable: "a", Action: maps.Press, Amount: 0.1}}},
	}}
	r := searchOf(t, m, o)
	if !slices.Equal(r.Best.Candidates, []string{"press"}) || r.Best.Cost != nil || r.Alone[1].Lost != 3 {
		t.Errorf("best %+v, alone %+v", r.Best, r.Alone)
	}
}

func TestSearchDoesNotDependOnWorkers(t *testing.T) {
	m := foresight(t)
	for _, o := range []SearchOptions{
		{TrialOptions: TrialOptions{Runs: 70, Until: 2, Workers: 1}, Candidates: Presses(m, 0.5)[:15], Pick: 2, Exhaust: -1},
		{TrialOptions: TrialOptions{Middle: true, Until: 4, Workers: 1}, Candidates: Presses(m, -0.5)[:30], Pick: 2},
	} {
		one := searchOf(t, m, o)
		o.Workers = 3
		last := 0.0
		o.Progress = func(done float64) {
			if done < last || done > 1 {
				t.Errorf("progress goes from %v to %v", last, done)
			}
			last = done
		}
		if three := searchOf(t, m, o); !reflect.DeepEqual(one, three) {
			t.Errorf("three workers find %+v, one %+v", three.Best, one.Best)
		}
		if last != 1 {
			t.Errorf("progress ends at %v", last)
		}
	}
}

func TestOneWayKeepsTheBetterOfOpposites(t *testing.T) {
	m := foresight(t)
	o := SearchOptions{TrialOptions: TrialOptions{Middle: true, Until: 4}, Pick: 1, OneWay: true}
	r := searchOf(t, m, o)
	if r.Candidates != 107 || len(r.Alone) != 214 || r.Tried != 108 || r.Best.Candidates[0] != r.Alone[0].Candidates[0] {
		t.Errorf("%d candidates, %d alone, %d tried, best %v", r.Candidates, len(r.Alone), r.Tried, r.Best)
	}
}

func TestSearchRefusesWhatCannotBe(t *testing.T) {
	m := strong(sketch(t, "a ->+ g"), 0.5)
	m.Goal.Raise = []string{"g"}
	press := []maps.Intervention{{Variable: "a", Action: maps.Press, Amount: 0.5}}
	bad := -1.0
	for name, o := range map[string]SearchOptions{
		"no candidates":     {Candidates: []Candidate{}},
		"no id":             {Candidates: []Candidate{{Interventions: press}}},
		"twice":             {Candidates: []Candidate{{ID: "a", Interventions: press}, {ID: "a", Interventions: press}}},
		"nothing done":      {Candidates: []Candidate{{ID: "a"}}},
		"negative cost":     {Candidates: []Candidate{{ID: "a", Interventions: press, Cost: &bad}}},
		"negative budget":   {Budget: &bad},
		"negative pick":     {Pick: -1},
		"unknown variable":  {Candidates: []Candidate{{ID: "a", Interventions: []maps.Intervention{{Variable: "x", Action: maps.Press}}}}},
		"cut without link":  {Candidates: []Candidate{{ID: "a", Interventions: []maps.Intervention{{Variable: "a", Action: maps.Cut}}}}},
		"unpriced, budget":  {Budget: new(float64), Candidates: []Candidate{{ID: "a", Interventions: press}}},
		"unknown in middle": {TrialOptions: TrialOptions{Middle: true}, Candidates: []Candidate{{ID: "a", Interventions: []maps.Intervention{{Action: maps.Scale}}}}},
	} {
		if r, err := modelOf(t, m).Search(t.Context(), o); err == nil {
			t.Errorf("%s: accepted, %+v", name, r.Best)
		}
	}
	m.Goal = maps.Goal{}
	if _, err := modelOf(t, m).Search(t.Context(), SearchOptions{}); !errors.Is(err, ErrNoGoal) {
		t.Errorf("without a goal: %v", err)
	}
	m.Goal.Raise = []string{"g"}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := modelOf(t, m).Search(gone, SearchOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func BenchmarkSearchForesight(b *testing.B) {
	m := foresight(b)
	best3 := SearchOptions{TrialOptions: TrialOptions{Middle: true}, OneWay: true}
	b.Run("best 3 of 107, all sets", func(b *testing.B) {
		for b.Loop() {
			if r := searchOf(b, m, best3); !r.Optimal {
				b.Fatal(r.Tried)
			}
		}
	})
	best3.Exhaust = -1
	b.Run("best 3 of 107, greedy", func(b *testing.B) {
		for b.Loop() {
			searchOf(b, m, best3)
		}
	})
	b.Run("best 3 of 107, greedy, 256 members", func(b *testing.B) {
		for b.Loop() {
			searchOf(b, m, SearchOptions{OneWay: true})
		}
	})
	// The obvious way, for a thousandth of the sets: a run for each.
	b.Run("198 sets of 3, runs", func(b *testing.B) {
		model := modelOf(b, m)
		presses := Presses(m, 0.5)
		for b.Loop() {
			for k := range 198 {
				var s Scenario
				for _, c := range []int{k % 100, k%100 + 3, k%100 + 6} {
					s = s.With(presses[c].Interventions...)
				}
				if _, err := model.Run(b.Context(), s, Options{Points: 2}); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
