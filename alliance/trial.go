package alliance

import (
	"context"
	"math"
	"slices"

	"sysmap/maps"
	"sysmap/simulate"
)

// DefaultPress is how hard variables are pressed where nobody says: half of the
// scale.
const DefaultPress = 0.5

// Noticeable is the mean change of a variable, on the scale of the map, from
// which on it counts as moved: half a percent of the way.
const Noticeable = 0.005

// moments is at how many moments values are taken, evenly from today to the
// horizon.
const moments = 81

// bench tries things on the middle of what a map leaves open, one run each.
type bench struct {
	s      *ground
	model  *simulate.Model
	method simulate.Method
	// until is how long effects are looked at, and long how long it takes the
	// slowest changes to show.
	until, long float64
	press       float64
	workers     int
}

// Effect is what something does to the goal. The goal is the mean of its
// variables, the sign turned for those to be lowered, so that more is better.
type Effect struct {
	// Mean is the change of the goal, averaged over the time from today to the
	// horizon. It is what effects are compared by, since many efforts end
	// before the horizon.
	Mean float64 `json:"mean"`
	// End is the change at the horizon.
	End float64 `json:"end"`
	// Peak is the largest change, up or down, and PeakAt when it is.
	Peak   float64 `json:"peak"`
	PeakAt float64 `json:"peak_at"`
}

// outcome is what becomes of everything in one run.
type outcome struct {
	Effect
	// mean is the change of each variable, averaged over time.
	mean  []float64
	notes []simulate.Note
}

func (s *ground) newBench(o Options) (*bench, error) {
	model, err := simulate.NewModel(s.m)
	if err != nil {
		return nil, err
	}
	b := &bench{s: s, model: model, method: o.Method, until: o.Until, press: o.Press, workers: o.Workers}
	if b.method == nil {
		b.method = simulate.Flow{Tolerance: 1e-4}
	}
	if b.press == 0 {
		b.press = DefaultPress
	}
	b.long = max(model.Horizon(s.together(s.active())), o.Until)
	if b.until == 0 {
		b.until = s.planned()
	}
	if b.until == 0 {
		b.until = b.long
	}
	b.long = max(b.long, b.until)
	return b, nil
}

// planned is how far the plans of the active efforts go: to the last end, and
// to twice the last beginning, so that what begins last has time to show. It is
// 0 where efforts are not timed.
func (s *ground) planned() float64 {
	until := 0.0
	for _, e := range s.active() {
		for _, on := range s.m.Efforts[e].On {
			until = max(until, 2*on.From)
			if on.Until != nil {
				until = max(until, *on.Until)
			}
		}
	}
	return until
}

// together is everything that some efforts do, as one scenario.
func (s *ground) together(efforts []int) simulate.Scenario {
	var out simulate.Scenario
	for _, e := range efforts {
		out = out.With(s.m.Efforts[e].On...)
	}
	return out
}

func (b *bench) run(ctx context.Context, done simulate.Scenario) (*outcome, error) {
	return b.runUntil(ctx, done, b.until)
}

func (b *bench) runUntil(ctx context.Context, done simulate.Scenario, until float64) (*outcome, error) {
	r, err := b.model.Run(ctx, done, simulate.Options{Method: b.method, Until: until, Points: moments})
	if err != nil {
		return nil, err
	}
	out := &outcome{mean: make([]float64, len(r.Variables)), notes: r.Notes}
	for i, series := range r.Variables {
		out.mean[i] = overTime(series.Change)
	}
	if len(b.s.goal) > 0 {
		goal := make([]float64, len(r.Times))
		for k, v := range b.s.goal {
			for t, x := range r.Variables[v].Change {
				goal[t] += b.s.wanted[k] * x / float64(len(b.s.goal))
			}
		}
		peak, at := largest(goal)
		out.Effect = Effect{Mean: overTime(goal), End: goal[len(goal)-1], Peak: peak, PeakAt: r.Times[at]}
	}
	return out, nil
}

// runAll runs several scenarios, in their order.
func (b *bench) runAll(ctx context.Context, all []simulate.Scenario, progress func(float64)) ([]*outcome, error) {
	out := make([]*outcome, len(all))
	return out, each(ctx, len(all), b.workers, progress, func(k int) error {
		var err error
		out[k], err = b.run(ctx, all[k])
		return err
	})
}

// pressing presses variables by the given amounts, lastingly and from today.
func (b *bench) pressing(variables []int, by func(v int) float64) simulate.Scenario {
	var out simulate.Scenario
	for _, v := range variables {
		if amount := by(v); amount != 0 {
			out = out.With(maps.Intervention{Variable: b.s.m.Variables[v].ID, Action: maps.Press, Amount: amount})
		}
	}
	return out
}

// overTime is the mean of evenly spaced values (trapezoids).
func overTime(x []float64) float64 {
	if len(x) < 2 {
		return 0
	}
	sum := (x[0] + x[len(x)-1]) / 2
	for _, v := range x[1 : len(x)-1] {
		sum += v
	}
	return sum / float64(len(x)-1)
}

// largest is the value that is farthest from zero, the first of them.
func largest(x []float64) (float64, int) {
	at := 0
	for i, v := range x {
		if math.Abs(v) > math.Abs(x[at]) {
			at = i
		}
	}
	return x[at], at
}

// Push is what a lasting press on one variable does to the goal.
type Push struct {
	Variable string `json:"variable"`
	// Direction is +1 where more of the variable helps the goal, −1 where less
	// does, and 0 where the press does nothing to it.
	Direction int `json:"direction"`
	// Effect is that of a press in the helpful direction.
	Effect Effect `json:"effect"`
	// Rank is 1 for the largest effect; equal ones share the best rank.
	Rank   int  `json:"rank"`
	InGoal bool `json:"in_goal"`
}

// pushes presses every variable, in the order of the map.
func (b *bench) pushes(ctx context.Context, progress func(float64)) ([]Push, error) {
	trials := make([]simulate.Scenario, b.model.Len())
	for v := range trials {
		trials[v] = b.pressing([]int{v}, func(int) float64 { return b.press })
	}
	found, err := b.runAll(ctx, trials, progress)
	if err != nil {
		return nil, err
	}
	out := make([]Push, len(found))
	for v, f := range found {
		out[v] = Push{Variable: b.s.m.Variables[v].ID, Effect: f.Effect, InGoal: slices.Contains(b.s.goal, v)}
		switch {
		case f.Mean > simulate.Negligible:
			out[v].Direction = 1
		case f.Mean < -simulate.Negligible:
			out[v].Direction = -1
		}
	}
	if err := b.turn(ctx, out); err != nil {
		return nil, err
	}
	place(out)
	return out, nil
}

// turn presses the other way where that is what helps.
func (b *bench) turn(ctx context.Context, pushes []Push) error {
	var turned []int
	var trials []simulate.Scenario
	for v, p := range pushes {
		if p.Direction < 0 {
			turned, trials = append(turned, v), append(trials, b.pressing([]int{v}, func(int) float64 { return -b.press }))
		}
	}
	switch b.method.(type) {
	case simulate.Flow, simulate.Linear:
		// Their equations are odd: the opposite press has the opposite effect.
		for _, v := range turned {
			e := pushes[v].Effect
			pushes[v].Effect = Effect{Mean: -e.Mean, End: -e.End, Peak: -e.Peak, PeakAt: e.PeakAt}
		}
		return nil
	}
	found, err := b.runAll(ctx, trials, nil)
	if err != nil {
		return err
	}
	for k, v := range turned {
		pushes[v].Effect = found[k].Effect
	}
	return nil
}

func place(pushes []Push) {
	for v := range pushes {
		pushes[v].Rank = 1
		for _, p := range pushes {
			if p.Effect.Mean > pushes[v].Effect.Mean {
				pushes[v].Rank++
			}
		}
	}
}
