package simulate

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sysmap/maps"
)

// opinions are models that differ in the strength, or the sign, of a ->+ b.
func opinions(t testing.TB, press string, changes ...func(*maps.Link)) []Variant {
	var list []Variant
	for k, change := range changes {
		m := sketch(t, "a ->+ b", "b ->+ c")
		m.Goal.Raise = []string{"c"}
		for i := range m.Links {
			m.Links[i].Strength, m.Links[i].StrengthStated = maps.Range{Low: 0.4, High: 0.6}, true
		}
		change(&m.Links[0])
		list = append(list, Variant{ID: string(rune('p' + k)), Model: modelOf(t, m), Scenario: does(t, m, press)})
	}
	return list
}

func asItIs(*maps.Link) {}

func negative(l *maps.Link) { l.Sign = maps.Negative }

func mixtureOf(t testing.TB, list []Variant, o EnsembleOptions) *Mixture {
	t.Helper()
	m, err := Mix(t.Context(), list, o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestVariantsThatAreEqualHaveNothingBetweenThem(t *testing.T) {
	o := EnsembleOptions{Runs: 100, Options: Options{Points: 3, Until: 20}}
	m := mixtureOf(t, opinions(t, "press a=0.5", asItIs, asItIs, asItIs), o)
	s := m.Spreads[0]
	if s.Variable != "c" || s.Between != 0 || s.Share != 0 || s.Within <= 0 || len(s.Variants) != 3 || s.Variants[2].Members != 34 {
		t.Errorf("got %+v", s)
	}
	sum := summaryOf(t, m.Whole)
	if sum.Runs != 102 || sum.Members != 102 || !sum.Complete {
		t.Errorf("100 runs by three variants are %d of %d", sum.Members, sum.Runs)
	}
}

func TestVariantsThatDifferInSignPullTheWholeApart(t *testing.T) {
	o := EnsembleOptions{Runs: 200, Options: Options{Points: 3, Until: 20}}
	m := mixtureOf(t, opinions(t, "press a=0.5", asItIs, negative), o)
	c := summaryOf(t, m.Whole).of(t, "c")
	if c.ProbabilityPositive[2] != 0.5 || c.ProbabilityNegative[2] != 0.5 {
		t.Errorf("c rises in %v and falls in %v", c.ProbabilityPositive[2], c.ProbabilityNegative[2])
	}
	s := m.Spreads[0]
	if s.Share < 0.9 || s.Variants[0].Median <= 0 || !near(s.Variants[0].Median, -s.Variants[1].Median, 0.01) {
		t.Errorf("got %+v", s)
	}
}

// TestSpreadsAddUpToTheVarianceOfAllMembers goes by the definition.
func TestSpreadsAddUpToTheVarianceOfAllMembers(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var changes []func(*maps.Link)
		for range rapid.IntRange(1, 4).Draw(r, "voices") {
			low := rapid.Float64Range(0, 1).Draw(r, "low")
			high, sign := rapid.Float64Range(low, 1).Draw(r, "high"), rapid.SampledFrom([]maps.Sign{-1, 0, 1}).Draw(r, "sign")
			changes = append(changes, func(l *maps.Link) { l.Strength, l.Sign = maps.Range{Low: low, High: high}, sign })
		}
		m := mixtureOf(t, opinions(t, "press a=0.5", changes...), EnsembleOptions{Runs: 60, Options: Options{Points: 2, Until: 10}})
		_, want := moments(changesOf(m.Whole.ends(0)))
		if s := m.Spreads[0]; math.Abs(s.Between+s.Within-want) > 1e-9 || s.Share < 0 || s.Share > 1 {
			r.Fatalf("%v between and %v within; all together %v", s.Between, s.Within, want)
		}
		for k := range m.Whole.tallies {
			if got := m.Whole.tallies[k].count(); got != m.Whole.head.Runs {
				r.Fatalf("distribution %d holds %d of %d members", k, got, m.Whole.head.Runs)
			}
		}
	})
}

func TestWhatOneVariantLeavesAtRestCountsAsNoChange(t *testing.T) {
	apart := opinions(t, "press a=0.5", asItIs)
	m := sketch(t, "a ->+ c", "c ->+ b")
	m.Variables[1], m.Variables[2] = m.Variables[2], m.Variables[1]
	m.Links = m.Links[1:]
	m.Goal.Raise = []string{"c"}
	apart = append(apart, Variant{ID: "q", Model: modelOf(t, m), Scenario: does(t, m, "press a=0.5")})
	whole := summaryOf(t, mixtureOf(t, apart, EnsembleOptions{Runs: 20, Options: Options{Points: 2, Until: 10}}).Whole)
	if c := whole.of(t, "c"); c.ProbabilityPositive[1] != 0.5 || c.ProbabilityNegative[1] != 0 {
		t.Errorf("c rises in %v and falls in %v of the members", c.ProbabilityPositive[1], c.ProbabilityNegative[1])
	}
}

func TestMixturesThatCannotBeSayWhy(t *testing.T) {
	fine := opinions(t, "press a=0.5", asItIs, negative)
	other := sketch(t, "a ->+ b")
	for name, c := range map[string]struct {
		variants []Variant
		o        EnsembleOptions
		want     string
	}{
		"none":      {nil, EnsembleOptions{}, "no variants"},
		"members":   {fine, EnsembleOptions{Runs: 10, Members: Span{0, 5}}, "whole"},
		"variables": {append(fine[:1:1], Variant{ID: "x", Model: modelOf(t, other)}), EnsembleOptions{}, "the variables of x"},
		"runs":      {fine, EnsembleOptions{Runs: -1}, "not possible"},
		"watch":     {fine, EnsembleOptions{Watch: []string{"nobody"}}, "nobody"},
		"unknown":   {append(fine[:1:1], Variant{ID: "x", Model: fine[1].Model, Scenario: Scenario{Interventions: []maps.Intervention{{Variable: "z", Action: maps.Press}}}}), EnsembleOptions{}, "x: "},
	} {
		if _, err := Mix(t.Context(), c.variants, c.o); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want something about %q", name, err, c.want)
		}
	}
}
