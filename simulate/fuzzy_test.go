package simulate

import (
	"errors"
	"math"
	"testing"

	"sysmap/maps"
	"sysmap/simulate/fcm"
)

// published is the map of METHODS' example, as a map of eight variables.
var published = [8][8]float64{
	{0, 0, .6, .9, 0, 0, 0, .8},
	{.1, 0, 0, 0, 0, 0, .2, .5},
	{0, .7, 0, 0, .9, 0, .4, .1},
	{.4, 0, 0, 0, 0, .9, 0, 0},
	{0, 0, 0, 0, 0, -.9, 0, .3},
	{-.3, 0, 0, 0, 0, 0, 0, 0},
	{0, 0, 0, 0, 0, .8, .4, .9},
	{.1, 0, 0, 0, 0, .1, .6, 0},
}

func publishedMap() *maps.Map {
	m := &maps.Map{}
	names := []string{"c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"}
	for i, row := range published {
		m.Variables = append(m.Variables, maps.Variable{ID: names[i]})
		for j, w := range row {
			if w == 0 {
				continue
			}
			sign := maps.Positive
			if w < 0 {
				sign = maps.Negative
			}
			l := maps.NewLink(names[i], names[j], sign)
			l.Strength, l.StrengthStated = maps.Exactly(math.Abs(w)), true
			m.Links = append(m.Links, l)
		}
	}
	return m
}

// TestFuzzyMapsSettleWherePublished: Mkhitaryan et al. 2022, Kosko's rule with a
// sigmoid. What settles does so wherever it starts, so it is today.
func TestFuzzyMapsSettleWherePublished(t *testing.T) {
	model := modelOf(t, publishedMap())
	p, err := newPlan(model, Scenario{}, 10)
	if err != nil {
		t.Fatal(err)
	}
	r, err := FCM{}.prepare(p, []float64{0, 10})
	if err != nil {
		t.Fatal(err)
	}
	today, err := r.(*fcmRunner).today(t.Context(), p.middle())
	if err != nil {
		t.Fatal(err)
	}
	want := []float64{.5481291, .6004012, .5814756, .620872, .6279569, .6653852, .7617789, .8416584}
	for i := range want {
		// The published run stops at changes below 0.001.
		if !near(today[i], want[i], 5e-4) {
			t.Errorf("concept %d settles at %v, want %v", i+1, today[i], want[i])
		}
	}
}

// TestFuzzyMapsAreUpdatedStepByStep compares with the rule written out.
func TestFuzzyMapsAreUpdatedStepByStep(t *testing.T) {
	m := publishedMap()
	model := modelOf(t, m)
	s := does(t, m, "press c1=0.5@0..4", "hold c5=-0.2@2..6", "pulse c2=0.1@3", "cut c3 ->+ c2@5", "ramp c7=0.3@1.5..6")
	rules := map[fcm.Rule]func(a, in float64) float64{
		fcm.Kosko:         func(_, in float64) float64 { return in },
		fcm.ModifiedKosko: func(a, in float64) float64 { return a + in },
	}
	for rule, input := range rules {
		run, err := model.Run(t.Context(), s, Options{Method: FCM{Rule: rule}, Until: 9, Points: 10})
		if err != nil {
			t.Fatal(err)
		}
		sigmoid := func(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
		step := func(a [8]float64, w [8][8]float64, u [8]float64) (out [8]float64) {
			for j := range a {
				in := u[j]
				for i := range a {
					in += a[i] * w[i][j]
				}
				out[j] = sigmoid(input(a[j], in))
			}
			return out
		}
		var today [8]float64
		for i := range today {
			today[i] = 0.5
		}
		for range 3000 {
			today = step(today, published, [8]float64{})
		}
		a := today
		for now := range 10 {
			w, u := published, [8]float64{}
			if now == 3 {
				a[1] = min(a[1]+0.1, 1)
			}
			if now >= 2 && now <= 6 { // what is released at 6 starts from there
				a[4] = today[4] - 0.2
			}
			if now < 4 {
				u[0] = 0.5
			}
			if now >= 5 {
				w[2][1] = 0
			}
			u[6] = 0.3 * min(max(float64(now)-1.5, 0), 4.5) / 4.5
			for i, v := range run.Variables {
				if !near(v.Change[now], a[i]-today[i], 1e-8) {
					t.Fatalf("%v: %s at %d: %v, want %v", rule, v.Variable, now, v.Change[now], a[i]-today[i])
				}
			}
			a = step(a, w, u)
		}
	}
}

func TestLinksOfFuzzyMapsMatterAtRest(t *testing.T) {
	m := strong(sketch(t, "a ->+ b"), 0.8)
	s := summaryOf(t, ensembleOf(t, m, does(t, m, "cut a ->+ b@3"), EnsembleOptions{Runs: 2, Options: Options{Method: FCM{}, Until: 10, Points: 11}}))
	b := s.of(t, "b").Median
	// Today is sigmoid(0.8·0.5), without the link it is a half.
	if want := 0.5 - 1/(1+math.Exp(-0.4)); b[3] != 0 || !near(b[10], want, math.Abs(want)/perDoubling) || len(s.Notes) > 0 {
		t.Errorf("b goes %v, notes %v", b, s.Notes)
	}
}

func TestAFuzzyMapThatDoesNotSettleHasNoToday(t *testing.T) {
	m := strong(sketch(t, "a ->- a"), 1)
	_, err := modelOf(t, m).Run(t.Context(), does(t, m, "press a=1"), Options{Method: FCM{Lambda: 50}, Until: 10})
	if !errors.Is(err, ErrNoToday) {
		t.Error(err)
	}
	sum := ensembleOf(t, m, does(t, m, "press a=1"), EnsembleOptions{Runs: 3, Options: Options{Method: FCM{Lambda: 50}, Until: 10}})
	if _, err := sum.Summary(); !errors.Is(err, ErrNoMembers) {
		t.Error(err)
	}
}
