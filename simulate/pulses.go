package simulate

import (
	"context"
	"fmt"

	"sysmap/simulate/ode"
	"sysmap/simulate/pulse"
)

// Pulse is Roberts' pulse process: what a variable has changed by in one step,
// one to a unit of time, is passed on along its links in the next, and values
// add up the changes, as package [pulse] says. Nothing fades by itself. Delays
// and inertias are not part of the method.
//
// A pulse is a pulse from outside. A press is one when it begins, and the
// opposite one if it ends; a ramp is many small ones. A hold keeps a value.
type Pulse struct{}

// Name returns "pulse".
func (Pulse) Name() string { return "pulse" }

func (Pulse) restsAtZero() bool { return true }

func (Pulse) notes(p *plan) []Note { return p.timeNotes() }

type pulseRunner struct {
	p         *plan
	times     []float64
	stretches []stretch
	weights   [][]float64
}

func (Pulse) prepare(p *plan, times []float64) (runner, error) {
	r := &pulseRunner{p: p, times: times}
	var err error
	if r.stretches, err = p.stretches(); err != nil {
		return nil, err
	}
	r.weights, err = newMatrix(p.model.Len(), 0)
	return r, err
}

func (r *pulseRunner) run(ctx context.Context, m *member, rows []float64) error {
	n := r.p.model.Len()
	value, change, driven := make([]float64, n), make([]float64, n), make([]float64, n)
	var states [][]float64
	for k := range r.stretches {
		s := &r.stretches[k]
		r.enter(s, m, value, change, driven)
		var outside []pulse.Outside
		before := make([]float64, n)
		for i := range n {
			outside = append(outside, pulse.Outside{Variable: i, Size: change[i]})
			before[i] = value[i] - change[i]
			if s.regime.growth[i] == 0 {
				continue
			}
			// What a ramp adds while a variable is held is lost on it.
			for step := s.from + 1; step < s.to || step == s.to && k+1 == len(r.stretches); step++ {
				if !s.regime.held[i] {
					outside = append(outside, pulse.Outside{Step: step - s.from, Variable: i, Size: s.drive(i, step) - driven[i]})
				}
				driven[i] = s.drive(i, step)
			}
		}
		states = append(states, append([]float64(nil), value...))
		if s.to == s.from {
			continue
		}
		result, err := pulse.Run(ctx, r.weights, outside, pulse.Options{Start: before, Steps: s.to - s.from})
		if err != nil {
			return err
		}
		if result.Overflowed {
			return fmt.Errorf("the pulses cannot be followed after step %d: %w", s.from+len(result.Values)-1, ode.ErrDiverged)
		}
		last := len(result.Values) - 1
		states = append(states, result.Values[1:last]...)
		if k+1 == len(r.stretches) {
			states = append(states, result.Values[last])
		}
		value, change = result.Values[last], result.Pulses[last]
	}
	fillRows(r.times, n, states, rows)
	return nil
}

// enter begins a stretch: its links, and what comes from outside at its first
// step. driven is what presses and ramps came to in the step before.
func (r *pulseRunner) enter(s *stretch, m *member, value, change, driven []float64) {
	r.p.matrix(m, s.regime, r.weights)
	add := func(i int, size float64) {
		value[i] += size
		change[i] += size
	}
	for i := range value {
		add(i, s.drive(i, s.from)-driven[i])
		driven[i] = s.drive(i, s.from)
	}
	for _, q := range s.pulses {
		add(q.variable, q.amount)
	}
	for i, held := range s.regime.held {
		if held {
			add(i, s.regime.level[i]-value[i])
			for from := range r.weights {
				r.weights[from][i] = 0
			}
		}
	}
}

// report says whether the process stays bounded.
func (r *pulseRunner) report(ctx context.Context, m *member, out *Run) error {
	r.p.matrix(m, &r.p.regimes[0], r.weights)
	verdict, err := pulse.Stability(ctx, r.weights, pulse.StabilityOptions{})
	if err != nil {
		return err
	}
	if verdict.ValueStable == pulse.No {
		out.Notes = append(out.Notes, Note{PulsesUnbounded, r.p.model.Len()})
	}
	return nil
}
