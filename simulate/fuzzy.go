package simulate

import (
	"context"
	"errors"
	"fmt"

	"sysmap/simulate/fcm"
)

// FCM is a fuzzy cognitive map: every variable is an activation, and all are
// updated together, one step a unit of time, as package [fcm] says. Delays and
// inertias are not part of the method.
//
// Today is where the map settles by itself, from 0.5 everywhere with a
// [fcm.Sigmoid] and from 0 with other transfer functions, and values are
// deviations from it. A press adds to what a variable receives, a pulse to its
// activation once, and a hold keeps the activation that far from today's.
type FCM struct {
	// Rule, Transfer and Lambda are as in [fcm.Options].
	Rule     fcm.Rule
	Transfer fcm.Transfer
	Lambda   float64
}

// ErrNoToday is in the chain of the error that says that a fuzzy cognitive map
// does not settle by itself, so that there is nothing to compare with.
var ErrNoToday = errors.New("the map does not settle by itself")

// Name returns "fcm".
func (FCM) Name() string { return "fcm" }

// A link that changes matters even if nothing is moved: today's activations are
// not zero.
func (FCM) restsAtZero() bool { return false }

func (FCM) notes(p *plan) []Note { return p.timeNotes() }

type fcmRunner struct {
	p         *plan
	times     []float64
	options   fcm.Options
	low       float64
	stretches []stretch
	// weights has one more concept, which is always 1 and presses on the rest.
	weights [][]float64
}

func (f FCM) prepare(p *plan, times []float64) (runner, error) {
	if !(f.Lambda >= 0 && f.Lambda <= 1000) {
		return nil, fmt.Errorf("the steepness λ is %v; give a number above 0, at most 1000", f.Lambda)
	}
	r := &fcmRunner{p: p, times: times, options: fcm.Options{Rule: f.Rule, Transfer: f.Transfer, Lambda: f.Lambda}}
	if f.Transfer == fcm.Tanh || f.Transfer == fcm.Trivalent {
		r.low = -1
	}
	var err error
	if r.stretches, err = p.stretches(); err != nil {
		return nil, err
	}
	r.weights, err = newMatrix(p.model.Len(), 1)
	return r, err
}

func (r *fcmRunner) run(ctx context.Context, m *member, rows []float64) error {
	n := r.p.model.Len()
	today, err := r.today(ctx, m)
	if err != nil {
		return err
	}
	state := append(append([]float64(nil), today...), 1)
	var states [][]float64
	for k := range r.stretches {
		s := &r.stretches[k]
		for _, q := range s.pulses {
			state[q.variable] = r.clamp(state[q.variable] + q.amount)
		}
		holds := []fcm.Hold{{Concept: n, Value: 1}}
		for i, held := range s.regime.held {
			if held {
				state[i] = r.clamp(today[i] + s.regime.level[i])
				holds = append(holds, fcm.Hold{Concept: i, Value: state[i]})
			}
		}
		r.p.matrix(m, s.regime, r.weights)
		if states, err = r.follow(ctx, s, holds, state, states); err != nil {
			return err
		}
		state = states[len(states)-1]
		if k+1 < len(r.stretches) {
			states = states[:len(states)-1]
			state = append([]float64(nil), state...)
		}
	}
	for i := range states {
		states[i] = deviation(states[i], today)
	}
	fillRows(r.times, n, states, rows)
	return nil
}

func deviation(state, today []float64) []float64 {
	out := make([]float64, len(today))
	for i := range out {
		out[i] = state[i] - today[i]
	}
	return out
}

func (r *fcmRunner) clamp(a float64) float64 { return min(max(a, r.low), 1) }

// today is where the map settles if nothing is done.
func (r *fcmRunner) today(ctx context.Context, m *member) ([]float64, error) {
	n := r.p.model.Len()
	r.p.matrix(m, r.p.undisturbed(), r.weights)
	clear(r.weights[n])
	start := make([]float64, n+1)
	if r.options.Transfer == fcm.Sigmoid {
		for i := range n {
			start[i] = 0.5
		}
	}
	o := r.options
	o.Tolerance, o.MaxSteps, o.Hold = 1e-10, 5000, []fcm.Hold{{Concept: n, Value: 1}}
	result, err := fcm.Run(ctx, r.weights, start, o)
	if err != nil {
		return nil, err
	}
	if result.Outcome != fcm.FixedPoint {
		return nil, fmt.Errorf("%w: after %d steps it is %s", ErrNoToday, result.Steps, result.Outcome)
	}
	return result.Final()[:n], nil
}

// follow appends the states of a stretch, its end included.
func (r *fcmRunner) follow(ctx context.Context, s *stretch, holds []fcm.Hold, state []float64, states [][]float64) ([][]float64, error) {
	ramps := false
	for _, g := range s.regime.growth {
		ramps = ramps || g != 0
	}
	states = append(states, state)
	for step := s.from; step < s.to; {
		steps := s.to - step
		if ramps {
			steps = 1
		}
		for i := range state[:len(state)-1] {
			r.weights[len(state)-1][i] = s.drive(i, step)
		}
		o := r.options
		o.Tolerance, o.MaxSteps, o.Hold = 1e-12, steps, holds
		result, err := fcm.Run(ctx, r.weights, state, o)
		if err != nil {
			return nil, err
		}
		// A run that has settled or repeats itself ends before its cap.
		for k := 1; k <= steps; k++ {
			at := min(k, result.Steps)
			if k > result.Steps && result.Outcome == fcm.LimitCycle {
				at = result.CycleStart + (k-result.CycleStart)%result.CycleLength
			}
			states = append(states, result.States[at])
		}
		step += steps
		state = states[len(states)-1]
	}
	return states, nil
}
