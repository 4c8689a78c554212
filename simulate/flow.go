package simulate

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"sysmap/maps"
	"sysmap/simulate/ode"
)

// Flow is the default method. Every variable relaxes, with its inertia τ, to
// what its influences and interventions drive it to, which is never more than
// one:
//
//	τᵢ dxᵢ/dt = −xᵢ + tanh(Σⱼ wⱼᵢ xⱼ(t − dⱼᵢ) + uᵢ(t))
//
// x is the deviation from today on −1…1, and 0 everywhere before the start. A
// pulse that would go past the end of the scale goes as far as that.
type Flow struct {
	// Step makes the steps equal and of at most this width (Runge–Kutta of
	// order four); 0 chooses them by their error (Dormand–Prince).
	Step float64
	// Tolerance is the error that one step may make where steps are chosen by
	// it; 0 is 1e-7.
	Tolerance float64
}

// Name returns "flow".
func (Flow) Name() string { return "flow" }

func (Flow) restsAtZero() bool { return true }

func (Flow) notes(p *plan) []Note { return p.assumedNotes() }

func (f Flow) prepare(p *plan, times []float64) (runner, error) {
	return newRelaxation(p, times, f.Step, f.Tolerance, math.Tanh), nil
}

// relaxation runs τ dx/dt = −x + f(influences).
type relaxation struct {
	p         *plan
	times     []float64
	step      float64
	tolerance float64
	respond   func(float64) float64
	// bounded says that no value may leave −1…1.
	bounded bool

	member  *member
	weights []float64
	// regime is the regime under way, -1 before the first.
	regime int
}

func newRelaxation(p *plan, times []float64, step, tolerance float64, respond func(float64) float64) *relaxation {
	if !(tolerance > 0) {
		tolerance = 1e-7
	}
	return &relaxation{
		p: p, times: times, step: step, tolerance: tolerance, respond: respond,
		bounded: respond != nil, weights: make([]float64, len(p.links)),
	}
}

func (r *relaxation) run(ctx context.Context, m *member, rows []float64) error {
	r.member, r.regime = m, -1
	problem := &ode.Problem{Start: make([]float64, r.p.model.Len()), Slope: r.slope, Lags: r.lags(m)}
	for k := range r.p.regimes {
		problem.Events = append(problem.Events, ode.Event{At: r.p.regimes[k].from, Apply: r.begin})
	}
	var out []float64
	var err error
	if r.step > 0 {
		out, err = ode.SolveFixed(ctx, problem, r.times, r.step)
	} else {
		out, err = ode.Solve(ctx, problem, r.times, ode.Options{Relative: r.tolerance, Absolute: r.tolerance / 10})
	}
	if errors.Is(err, ode.ErrTooManySteps) {
		return fmt.Errorf("the map's equations cannot be followed: %w; the quickest variable has an inertia of %.3g: run for a shorter time, or state a larger inertia", err, slices.Min(m.inertia))
	}
	if err != nil {
		return fmt.Errorf("the map's equations cannot be followed: %w", err)
	}
	copy(rows, out)
	return nil
}

// lags are the delays of the links that a member has.
func (r *relaxation) lags(m *member) []float64 {
	var lags []float64
	for l, d := range m.delay {
		if d > 0 && m.strength[l] != 0 {
			lags = append(lags, d)
		}
	}
	return lags
}

// begin enters the next regime: its links, its pulses, and what it holds.
func (r *relaxation) begin(x []float64) {
	r.regime++
	now := &r.p.regimes[r.regime]
	r.p.weights(r.member, now, r.weights)
	for _, q := range now.pulses {
		x[q.variable] += q.amount
		if r.bounded {
			x[q.variable] = min(max(x[q.variable], -1), 1)
		}
	}
	for i, held := range now.held {
		if held {
			x[i] = now.level[i]
		}
	}
}

func (r *relaxation) slope(t float64, x, slope []float64, past *ode.Past) {
	now := &r.p.regimes[r.regime]
	for i := range x {
		if now.held[i] {
			slope[i] = 0
			continue
		}
		drive := now.push[i] + now.growth[i]*(t-now.from)
		for _, l := range r.p.into[r.p.first[i]:r.p.first[i+1]] {
			w := r.weights[l]
			if w == 0 {
				continue
			}
			if d := r.member.delay[l]; d > 0 {
				drive += w * past.At(r.p.links[l].from, t-d)
			} else {
				drive += w * x[r.p.links[l].from]
			}
		}
		if r.respond != nil {
			drive = r.respond(drive)
		}
		slope[i] = (drive - x[i]) / r.member.inertia[i]
	}
}

// assumedNotes says for how many variables the map gives no inertia.
func (p *plan) assumedNotes() []Note {
	if p.model.assumed == 0 {
		return nil
	}
	return []Note{{AssumedInertias, p.model.assumed}}
}

// timeNotes says how many links and variables have times of their own, for
// methods that know none.
func (p *plan) timeNotes() []Note {
	count := len(p.model.variables) - p.model.assumed
	for _, l := range p.links {
		if l.delay.High > 0 {
			count++
		}
	}
	if count == 0 {
		return nil
	}
	return []Note{{TimesIgnored, count}}
}

// middleNotes says what a single run leaves out.
func (p *plan) middleNotes() []Note {
	var notes []Note
	unknown, unlikely := 0, 0
	for l := range p.links {
		switch {
		case p.links[l].probability < 0.5:
			unlikely++
		case p.links[l].ref.Sign == maps.Unknown:
			unknown++
		}
	}
	if unknown > 0 {
		notes = append(notes, Note{UnknownSigns, unknown})
	}
	if unlikely > 0 {
		notes = append(notes, Note{UnlikelyLinks, unlikely})
	}
	return notes
}
