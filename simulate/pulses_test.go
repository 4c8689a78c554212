package simulate

import (
	"context"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sysmap/simulate/pulse"
)

func TestPulsesArePassedOnStepByStep(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyMap(t, true)
		model, err := NewModel(m)
		if err != nil {
			t.Fatal(err)
		}
		s := anyScenario(t, m)
		run, err := model.Run(context.Background(), s, Options{Method: Pulse{}, Until: 15, Points: 16})
		if err != nil {
			t.Fatal(err)
		}
		p, err := newPlan(model, s, 15)
		if err != nil {
			t.Fatal(err)
		}
		n := model.Len()
		v, change, driven := make([]float64, n), make([]float64, n), make([]float64, n)
		w := make([]float64, len(p.links))
		seen := 0
		for now := range 16 {
			var outside []impulse
			for seen < len(p.regimes) && p.regimes[seen].from <= float64(now) {
				outside = append(outside, p.regimes[seen].pulses...)
				seen++
			}
			r := &p.regimes[seen-1]
			next := make([]float64, n)
			if now > 0 {
				// What was passed on in the step before, along its links.
				for l, k := range p.links {
					next[k.to] += w[l] * change[k.from]
				}
				for i := range next {
					if wasHeld(p, i, now-1) {
						next[i] = 0
					}
				}
			}
			for i := range next {
				u := r.push[i] + r.growth[i]*max(0, float64(now)-r.from)
				next[i] += u - driven[i]
				driven[i] = u
			}
			for _, q := range outside {
				next[q.variable] += q.amount
			}
			for i := range next {
				if r.held[i] {
					next[i] = r.level[i] - v[i]
				}
				v[i] += next[i]
			}
			change = next
			p.weights(p.middle(), r, w)
			for i, series := range run.Variables {
				if !near(series.Change[now], v[i], 1e-6*(1+math.Abs(v[i]))) {
					t.Fatalf("%s at %d: %v, want %v", series.Variable, now, series.Change[now], v[i])
				}
			}
		}
	})
}

// wasHeld reports whether a variable was held in the regime of a step.
func wasHeld(p *plan, i, step int) bool {
	held := false
	for k := range p.regimes {
		if p.regimes[k].from <= float64(step) {
			held = p.regimes[k].held[i]
		}
	}
	return held
}

func TestUnboundedPulsesAreSaidToBe(t *testing.T) {
	grows := strong(sketch(t, "a ->+ b", "b ->+ a"), 1)
	run := runOf(t, grows, does(t, grows, "pulse a=0.1"), Options{Method: Pulse{}, Until: 20})
	if !slices.Contains(run.Notes, Note{PulsesUnbounded, 2}) {
		t.Errorf("notes %v", run.Notes)
	}
	fades := strong(sketch(t, "a ->+ b", "b ->+ a"), 0.5)
	run = runOf(t, fades, does(t, fades, "pulse a=0.1"), Options{Method: Pulse{}, Until: 20})
	if slices.ContainsFunc(run.Notes, func(n Note) bool { return n.Kind == PulsesUnbounded }) {
		t.Errorf("notes %v", run.Notes)
	}
	// a takes 0.1 and, round the loop with a gain of a quarter, a third more.
	if got := run.of(t, "a").last(); !near(got, 0.1*4/3, 1e-4) {
		t.Errorf("a ends at %v", got)
	}
}

// TestThePulseAdapterIsThePulseProcess runs a whole process in package pulse.
func TestThePulseAdapterIsThePulseProcess(t *testing.T) {
	m := strong(sketch(t, "a ->+ b", "b ->- c", "c ->+ a"), 0.9)
	run := runOf(t, m, does(t, m, "pulse a=0.5@2", "press b=0.25"), Options{Method: Pulse{}, Until: 10, Points: 11})
	w := [][]float64{{0, 0.9, 0}, {0, 0, -0.9}, {0.9, 0, 0}}
	want, err := pulse.Run(t.Context(), w, []pulse.Outside{{Step: 2, Variable: 0, Size: 0.5}, {Step: 0, Variable: 1, Size: 0.25}}, pulse.Options{Steps: 10})
	if err != nil {
		t.Fatal(err)
	}
	for k, row := range want.Values {
		for i, x := range row {
			if !near(run.Variables[i].Change[k], x, 1e-12) {
				t.Errorf("variable %d at %d: %v, want %v", i, k, run.Variables[i].Change[k], x)
			}
		}
	}
}
