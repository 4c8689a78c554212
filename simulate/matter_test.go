package simulate

import (
	"context"
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sysmap/maps"
)

func matterOf(t testing.TB, m *maps.Map, s Scenario, o MatterOptions) *Matter {
	t.Helper()
	r, err := modelOf(t, m).Matter(t.Context(), s, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// through finds the loop whose variables are these, in any turn; inertia is
// that of the one variable.
func (r *Matter) through(t testing.TB, inertia bool, ids ...string) MatterLoop {
	t.Helper()
	slices.Sort(ids)
	for _, l := range r.Loops {
		if have := slices.Sorted(slices.Values(l.Variables)); l.Inertia == inertia && slices.Equal(have, ids) {
			return l
		}
	}
	t.Fatalf("no loop through %v", ids)
	return MatterLoop{}
}

// TestScoresAreThoseOfTheClosedForm: two variables that raise each other by w
// and start alike both follow e^((w−1)t), so that each step changes the speed of
// one by (w−1)Δx, of which wΔx is by the link and −Δx by inertia. With w = ½
// the links score 1 and inertias −2; with a tenth they score 1/9 and −10/9.
func TestScoresAreThoseOfTheClosedForm(t *testing.T) {
	for _, c := range []struct{ w, link, inertia float64 }{{0.5, 1, -2}, {0.1, 1.0 / 9, -10.0 / 9}, {0.8, 4, -5}} {
		m := strong(sketch(t, "a ->+ b", "b ->+ a"), c.w)
		m.Goal.Raise = []string{"b"}
		r := matterOf(t, m, does(t, m, "pulse a=0.5", "pulse b=0.5"), MatterOptions{Method: Linear{}, Until: 3, Points: 31})
		both := r.through(t, false, "a", "b")
		a := r.through(t, true, "a")
		all := c.link*c.link + 2*math.Abs(c.inertia)
		for step := range r.Times {
			if math.Abs(both.Score[step]-c.link*c.link) > 1e-5 || math.Abs(both.Share[step]-c.link*c.link/all) > 1e-5 {
				t.Fatalf("w %v, step %d: the loop scores %v, share %v", c.w, step, both.Score[step], both.Share[step])
			}
			if math.Abs(a.Score[step]-c.inertia) > 1e-5 || math.Abs(a.Share[step]-c.inertia/all) > 1e-5 {
				t.Fatalf("w %v, step %d: inertia scores %v, share %v", c.w, step, a.Score[step], a.Share[step])
			}
		}
		if len(r.Components) != 1 || !r.Components[0].ReachesGoal || r.Silent || !r.Extent.Complete {
			t.Errorf("%+v", r.Components)
		}
		if lead := r.Loops[r.Components[0].Leading[7]]; lead.Inertia != (math.Abs(c.inertia) > c.link*c.link) {
			t.Errorf("w %v: %+v leads", c.w, lead.Variables)
		}
	}
}

// TestAScoreByHand follows the definition for one step of the method flow: a
// presses itself by ½ and b by −0.4, b raises a by 0.3.
func TestAScoreByHand(t *testing.T) {
	m := sketch(t, "a ->+ a", "a ->- b", "b ->+ a")
	for l, w := range []float64{0.5, 0.4, 0.3} {
		m.Links[l].Strength = maps.Exactly(w)
	}
	s := does(t, m, "press a=0.6", "pulse b=0.7")
	r := matterOf(t, m, s, MatterOptions{Until: 4, Points: 41})
	run := runOf(t, m, s, Options{Until: 4, Points: 41, Method: Flow{Tolerance: 1e-10}})
	x, y := run.of(t, "a").Value, run.of(t, "b").Value
	const k = 12
	before, after := 0.6+0.5*x[k]+0.3*y[k], 0.6+0.5*x[k+1]+0.3*y[k+1]
	bendA := math.Tanh(after) - math.Tanh(before) - (x[k+1] - x[k])
	bendB := math.Tanh(-0.4*x[k+1]) - math.Tanh(-0.4*x[k]) - (y[k+1] - y[k])
	self := math.Abs((math.Tanh(before+0.5*(x[k+1]-x[k])) - math.Tanh(before)) / bendA)
	fromB := math.Abs((math.Tanh(before+0.3*(y[k+1]-y[k])) - math.Tanh(before)) / bendA)
	fromA := math.Abs((math.Tanh(-0.4*x[k+1]) - math.Tanh(-0.4*x[k])) / bendB)
	ownA, ownB := math.Abs((x[k+1]-x[k])/bendA), math.Abs((y[k+1]-y[k])/bendB)
	all := self + fromA*fromB + ownA + ownB
	for _, c := range []struct {
		loop MatterLoop
		want float64
	}{
		{r.through(t, false, "a"), self},
		{r.through(t, false, "a", "b"), -fromA * fromB},
		{r.through(t, true, "a"), -ownA},
		{r.through(t, true, "b"), -ownB},
	} {
		if got := c.loop.Score[k]; math.Abs(got-c.want) > 1e-5*math.Abs(c.want) {
			t.Errorf("%v scores %v, by hand %v", c.loop.Links, got, c.want)
		}
		if got := c.loop.Share[k]; math.Abs(got-c.want/all) > 1e-5 {
			t.Errorf("%v has the share %v, by hand %v", c.loop.Links, got, c.want/all)
		}
	}
}

// TestWhatBendsACurveAddsUp: exactly by the method linear, where nothing but
// rounding is lost; by the method flow, but for what arises together, which for
// pushes δ is at most ½ max|tanh″| (Σ|δ|)², and max|tanh″| is 4/(3√3).
func TestWhatBendsACurveAddsUp(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		m := anyMap(r, true)
		s := does(t, m, "ramp v0=0.8@0..4")
		for _, method := range []Method{Linear{}, Flow{}} {
			c, err := modelOf(t, m).compare(s, Options{Method: precisely(method), Until: 6, Points: 61})
			if err != nil {
				r.Fatal(err)
			}
			run, err := newScores(t.Context(), c)
			if unstable := (*UnstableError)(nil); errors.As(err, &unstable) {
				continue
			} else if err != nil {
				r.Fatal(err)
			}
			for step := range run.times[1:] {
				run.take(step)
				for i, left := range run.change {
					left -= run.inertia[i] + run.outside[i]
					pushes := 0.8 / 4 * (run.times[step+1] - run.times[step])
					for _, l := range c.scenario.into[c.scenario.first[i]:c.scenario.first[i+1]] {
						left -= run.links[l]
						pushes += math.Abs(run.weights[l] * run.moved[l])
					}
					allowed := 1e-12
					if method.Name() == "flow" {
						allowed += 2 / (3 * math.Sqrt(3)) * pushes * pushes
					}
					if math.Abs(left) > allowed {
						r.Fatalf("%s: %v is left over, %v may be", method.Name(), left, allowed)
					}
				}
			}
		}
	})
}

func TestSharesAreOfTheWholeAndHaveTheSignOfTheLoop(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		m := anyMap(r, true)
		s := does(t, m, "press v0=0.7@0..3")
		got := matterOf(t, m, s, MatterOptions{Until: 6, Points: 61, MaxLength: 20})
		for c := range got.Components {
			for step := range got.Times {
				sum := 0.0
				for _, l := range got.Loops {
					if l.Component != c {
						continue
					}
					sum += math.Abs(l.Share[step])
					if x := l.Score[step] * l.Share[step]; x < 0 || math.IsNaN(x) || (l.Score[step] == 0) != (l.Share[step] == 0) {
						r.Fatalf("score %v, share %v", l.Score[step], l.Share[step])
					}
					if l.Polarity == "R" && l.Score[step] < 0 || l.Polarity == "B" && l.Score[step] > 0 || l.Polarity == "U" && l.Score[step] != 0 {
						r.Fatalf("a loop %s scores %v", l.Polarity, l.Score[step])
					}
				}
				if silent := got.Components[c].Leading[step] < 0; silent && sum != 0 || !silent && math.Abs(sum-1) > 1e-9 {
					r.Fatalf("step %d: shares add up to %v, silent %v", step, sum, silent)
				}
			}
		}
	})
}

func TestLoopsAreSilentAtEquilibrium(t *testing.T) {
	m := strong(sketch(t, "a ->+ b", "b ->- a"), 0.5)
	r := matterOf(t, m, Scenario{}, MatterOptions{Until: 5})
	if !r.Silent || r.Components[0].Leading[3] != -1 || r.Loops[0].Mean != 0 {
		t.Errorf("at rest, %+v", r.Components)
	}
	r = matterOf(t, m, does(t, m, "press a=0.5@10"), MatterOptions{Until: 80})
	moves := func(at float64) bool {
		k, _ := slices.BinarySearch(r.Times, at)
		return r.Components[0].Leading[k] >= 0
	}
	if r.Silent || moves(5) || !moves(12) || moves(75) {
		t.Errorf("silent %v; moves before %v, then %v, in the end %v", r.Silent, moves(5), moves(12), moves(75))
	}
	// The links form no loop, so that nothing is a loop's doing.
	m = strong(sketch(t, "a ->+ b"), 0.5)
	if r := matterOf(t, m, does(t, m, "press a=1"), MatterOptions{}); !r.Silent || len(r.Loops) != 0 || len(r.Components) != 0 {
		t.Errorf("no loop, and yet %+v", r)
	}
}

func TestADelayedLinkScoresWhenItArrives(t *testing.T) {
	m := strong(sketch(t, "a ->+ b", "b ->+ a"), 0.5)
	delay := maps.Exactly(3)
	m.Links[1].Delay = &delay
	r := matterOf(t, m, does(t, m, "press a=0.5"), MatterOptions{Until: 8, Points: 801})
	l := r.through(t, false, "a", "b")
	early, late := 0.0, 0.0
	for k, at := range r.Times {
		if at < 2.99 {
			early = max(early, math.Abs(l.Score[k]))
		} else if at > 3.1 {
			late = max(late, math.Abs(l.Score[k]))
		}
	}
	if early != 0 || late == 0 {
		t.Errorf("before the delay the loop scores %v, after it %v", early, late)
	}
}

func TestNamedLoopsKeepTheirNames(t *testing.T) {
	m := foresight(t)
	m.Loops = append(m.Loops, maps.Loop{ID: "R99", Through: []string{m.Variables[0].ID, m.Variables[1].ID}})
	s := does(t, m, "press stress=0.5")
	r := matterOf(t, m, s, MatterOptions{MaxLength: -1, Points: 51})
	named := make(map[string]bool)
	for _, l := range r.Loops {
		if !l.Inertia && l.ID == "" {
			t.Errorf("listed without being asked for: %v", l.Variables)
		}
		named[l.ID] = true
	}
	for _, l := range m.Loops[:len(m.Loops)-1] {
		if !named[l.ID] {
			t.Errorf("no scores of %s", l.ID)
		}
	}
	if len(r.Missing) != 1 || !strings.Contains(r.Missing[0], "R99") {
		t.Errorf("missing: %v", r.Missing)
	}
	more := matterOf(t, m, s, MatterOptions{MaxLength: 5, Limit: 40, Points: 51})
	if more.Extent.Complete || more.Extent.Count != 40 {
		t.Errorf("a list that is cut says %+v", more.Extent)
	}
	if again := matterOf(t, m, s, MatterOptions{MaxLength: 5, Limit: 40, Points: 51}); !reflect.DeepEqual(more, again) {
		t.Error("twice the same, two results")
	}
}

func TestMatterRefusesWhatCannotBe(t *testing.T) {
	m := strong(sketch(t, "a ->+ b", "b ->+ a"), 0.5)
	for _, o := range []MatterOptions{{Limit: -1}, {Points: 1}, {Until: math.NaN()}} {
		if _, err := modelOf(t, m).Matter(t.Context(), Scenario{}, o); err == nil {
			t.Errorf("%+v is accepted", o)
		}
	}
	if _, err := modelOf(t, m).Matter(t.Context(), Scenario{}, MatterOptions{Points: maxScores}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("too many scores: %v", err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := modelOf(t, m).Matter(gone, Scenario{}, MatterOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func BenchmarkMatterForesight(b *testing.B) {
	m := foresight(b)
	s := does(b, m, "press stress=0.5")
	for b.Loop() {
		matterOf(b, m, s, MatterOptions{})
	}
}
