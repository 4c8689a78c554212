package simulate

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"sysmap/simulate/ode"
)

// SDM is sampled system dynamics (Crielaard, Uleman et al. 2022, Psychol.
// Methods), for what can be said when nothing but signs is known. Every
// variable is one of three:
//
//   - a stock adds up its influences, dx/dt = Σ sθx, and forgets nothing;
//   - an auxiliary is their sum, x = Σ sθx, at every moment;
//   - a constant stays where it is put.
//
// All start at 0. The sizes θ are drawn from 0 to Largest, or from the part of
// it that a link's strength says. The run lasts one unit of the method's own
// time, so that θ is what a full influence adds in a whole run.
//
// An intervention moves a stock once, by the amount of a press or pulse, when it
// begins, and what a press on a stock has moved stays; a ramp moves it evenly. A
// press on a constant or an auxiliary is there while it lasts. Delays and
// inertias are not part of the method. What has the larger median effect ranks
// higher; [Ensemble.Drivers] has the rank correlations.
type SDM struct {
	// Largest is the largest θ; 0 is 1.
	Largest float64
	// Auxiliaries are ids of variables that are auxiliaries, and Constants of
	// those that are constants although links lead to them. Variables that no
	// link leads to are constants anyway, all others stocks.
	Auxiliaries, Constants []string
}

// Name returns "sdm".
func (SDM) Name() string { return "sdm" }

func (SDM) restsAtZero() bool { return true }

func (SDM) notes(p *plan) []Note { return p.timeNotes() }

// role is what a variable is to sampled system dynamics.
type role int8

const (
	stock role = iota
	constant
	auxiliary
)

type sdmRunner struct {
	p     *plan
	times []float64
	θ     float64
	roles []role
	// order lists the auxiliaries, each after those that it depends on.
	order []int

	member  *member
	weights []float64
	regime  int
	// moved is what pulses have moved each constant by, and full is a state
	// with its auxiliaries.
	moved, full []float64
}

func (s SDM) prepare(p *plan, times []float64) (runner, error) {
	if s.Largest == 0 {
		s.Largest = 1
	}
	if !(s.Largest > 0 && s.Largest <= 100) {
		return nil, fmt.Errorf("the largest effect %v is not possible; give a number above 0, at most 100", s.Largest)
	}
	n := p.model.Len()
	r := &sdmRunner{p: p, times: times, θ: s.Largest, roles: make([]role, n), weights: make([]float64, len(p.links)), moved: make([]float64, n), full: make([]float64, n)}
	for i := range n {
		if p.first[i] == p.first[i+1] {
			r.roles[i] = constant
		}
	}
	for _, list := range []struct {
		ids []string
		is  role
	}{{s.Constants, constant}, {s.Auxiliaries, auxiliary}} {
		for _, id := range list.ids {
			i, ok := p.model.index[id]
			if !ok {
				return nil, fmt.Errorf("the map has no variable %q to be an auxiliary or a constant", id)
			}
			r.roles[i] = list.is
		}
	}
	for k := range p.regimes {
		for _, q := range p.regimes[k].pulses {
			if r.roles[q.variable] == auxiliary {
				return nil, fmt.Errorf("a pulse on the auxiliary %q would be gone at once; use press", p.model.variables[q.variable].id)
			}
		}
	}
	return r, r.sortAuxiliaries()
}

// sortAuxiliaries finds an order in which auxiliaries can be computed.
func (r *sdmRunner) sortAuxiliaries() error {
	const unseen, open, done = 0, 1, 2
	state := make([]int8, len(r.roles))
	var way []string
	var visit func(i int) error
	visit = func(i int) error {
		if r.roles[i] != auxiliary || state[i] == done {
			return nil
		}
		id := r.p.model.variables[i].id
		if state[i] == open {
			return fmt.Errorf("the auxiliaries %s make a circle; make one of them a stock", strings.Join(way[slices.Index(way, id):], ", "))
		}
		state[i], way = open, append(way, id)
		for _, l := range r.p.into[r.p.first[i]:r.p.first[i+1]] {
			if err := visit(r.p.links[l].from); err != nil {
				return err
			}
		}
		state[i], way = done, way[:len(way)-1]
		r.order = append(r.order, i)
		return nil
	}
	for i := range r.roles {
		if err := visit(i); err != nil {
			return err
		}
	}
	return nil
}

func (r *sdmRunner) run(ctx context.Context, m *member, rows []float64) error {
	n := len(r.roles)
	r.member, r.regime = m, -1
	clear(r.moved)
	problem := &ode.Problem{Start: make([]float64, n), Slope: r.slope}
	for k := range r.p.regimes {
		problem.Events = append(problem.Events, ode.Event{At: r.p.regimes[k].from, Apply: r.begin})
	}
	out, err := ode.Solve(ctx, problem, r.times, ode.Options{Relative: 1e-7, Absolute: 1e-9})
	if err != nil {
		return fmt.Errorf("the map's equations cannot be followed: %w", err)
	}
	copy(rows, out)
	r.regime = -1
	for k, t := range r.times {
		for r.regime+1 < len(r.p.regimes) && r.p.regimes[r.regime+1].from <= t {
			r.regime++
			r.p.weights(m, &r.p.regimes[r.regime], r.weights)
		}
		r.fillAuxiliaries(t, rows[k*n:k*n+n])
	}
	return nil
}

// begin enters the next regime.
func (r *sdmRunner) begin(x []float64) {
	r.regime++
	now := &r.p.regimes[r.regime]
	r.p.weights(r.member, now, r.weights)
	for _, q := range now.pulses {
		r.moved[q.variable] += q.amount
		x[q.variable] += q.amount
	}
	for _, q := range now.pressed {
		if r.roles[q.variable] == stock {
			x[q.variable] += q.amount
		}
	}
	for i, is := range r.roles {
		switch {
		case now.held[i]:
			x[i] = now.level[i]
		case is == constant:
			x[i] = r.moved[i] + now.push[i]
		}
	}
}

// fillAuxiliaries computes the auxiliaries at time t from the rest of x.
func (r *sdmRunner) fillAuxiliaries(t float64, x []float64) {
	now := &r.p.regimes[r.regime]
	for _, i := range r.order {
		if now.held[i] {
			x[i] = now.level[i]
			continue
		}
		x[i] = now.push[i] + now.growth[i]*(t-now.from) + r.sum(i, x)
	}
}

// sum is what the influences on a variable come to.
func (r *sdmRunner) sum(i int, x []float64) float64 {
	sum := 0.0
	for _, l := range r.p.into[r.p.first[i]:r.p.first[i+1]] {
		sum += r.weights[l] * r.θ * x[r.p.links[l].from]
	}
	return sum
}

func (r *sdmRunner) slope(t float64, x, slope []float64, _ *ode.Past) {
	now := &r.p.regimes[r.regime]
	copy(r.full, x)
	r.fillAuxiliaries(t, r.full)
	for i, is := range r.roles {
		slope[i] = 0
		if now.held[i] || is == auxiliary {
			continue
		}
		slope[i] = now.growth[i]
		if is == stock {
			slope[i] += r.sum(i, r.full) / r.p.until
		}
	}
}
