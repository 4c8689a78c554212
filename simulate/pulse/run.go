package pulse

import (
	"context"
	"fmt"
	"math"
)

// Outside is a pulse that reaches a variable from outside at a step.
type Outside struct {
	Step, Variable int
	Size           float64
}

// Options says how a process is run. The zero value starts every variable at 0
// and takes 20 steps.
type Options struct {
	// Start are the values before the first pulse; nil means 0 for all.
	Start []float64
	// Steps is the last step; 0 means 20.
	Steps int
}

// Result is the course of a pulse process.
type Result struct {
	// Values and Pulses have a row a step, step 0 first, and a number a
	// variable.
	Values, Pulses [][]float64
	// Overflowed: the process was cut before the asked-for step, because the
	// next one would have passed 1e200.
	Overflowed bool
}

// Run runs the process that the outside pulses start. Several pulses on the
// same variable at the same step add up. weights[i][j] is the effect of i on j.
// The error wraps [ErrInput] or is the context's.
func Run(ctx context.Context, weights [][]float64, outside []Outside, o Options) (Result, error) {
	out, err := linksOut(weights)
	if err != nil {
		return Result{}, err
	}
	if o, err = o.settled(len(weights)); err != nil {
		return Result{}, err
	}
	arriving, err := byStep(len(weights), o.Steps, outside)
	if err != nil {
		return Result{}, err
	}
	return run(ctx, turned(out), arriving, o)
}

func run(ctx context.Context, in [][]link, arriving map[int][]Outside, o Options) (Result, error) {
	var r Result
	values, pulses := o.Start, make([]float64, len(in))
	for step := 0; step <= o.Steps; step++ {
		if err := ctx.Err(); err != nil {
			return Result{}, fmt.Errorf("pulse: stopped before step %d: %w", step, err)
		}
		pulses = next(in, pulses)
		for _, p := range arriving[step] {
			pulses[p.Variable] += p.Size
		}
		values = sum(values, pulses)
		if tooLarge(pulses) || tooLarge(values) {
			r.Overflowed = true
			return r, nil
		}
		r.Pulses, r.Values = append(r.Pulses, pulses), append(r.Values, values)
	}
	return r, nil
}

// next is p W.
func next(in [][]link, pulses []float64) []float64 {
	passed := make([]float64, len(pulses))
	for j, links := range in {
		for _, l := range links {
			passed[j] += pulses[l.other] * l.weight
		}
	}
	return passed
}

func sum(a, b []float64) []float64 {
	c := make([]float64, len(a))
	for i := range a {
		c[i] = a[i] + b[i]
	}
	return c
}

func tooLarge(v []float64) bool {
	for _, x := range v {
		if math.Abs(x) > ceiling {
			return true
		}
	}
	return false
}

// settled returns the options with their defaults filled in.
func (o Options) settled(n int) (Options, error) {
	if o.Start == nil {
		o.Start = make([]float64, n)
	}
	if len(o.Start) != n {
		return o, fmt.Errorf("%w: %d starting values for %d variables", ErrInput, len(o.Start), n)
	}
	for i, v := range o.Start {
		if math.IsNaN(v) || math.Abs(v) > largest {
			return o, fmt.Errorf("%w: the starting value of variable %d is %v; give a number of at most %g either way", ErrInput, i, v, largest)
		}
	}
	if o.Steps == 0 {
		o.Steps = 20
	}
	if o.Steps < 0 {
		return o, fmt.Errorf("%w: %d steps; give 1 or more", ErrInput, o.Steps)
	}
	if most := mostNumbers / max(n, 1); o.Steps >= most {
		return o, fmt.Errorf("%w: %d steps; a run keeps every step, and %d variables allow fewer than %d", ErrInput, o.Steps, n, most)
	}
	return o, nil
}

// byStep sorts the outside pulses by the step at which they arrive.
func byStep(n, steps int, outside []Outside) (map[int][]Outside, error) {
	arriving := map[int][]Outside{}
	for _, p := range outside {
		switch {
		case p.Variable < 0 || p.Variable >= n:
			return nil, fmt.Errorf("%w: a pulse on variable %d; there are %d, counted from 0", ErrInput, p.Variable, n)
		case p.Step < 0 || p.Step > steps:
			return nil, fmt.Errorf("%w: a pulse at step %d; steps are 0 to %d", ErrInput, p.Step, steps)
		case math.IsNaN(p.Size) || math.Abs(p.Size) > largest:
			return nil, fmt.Errorf("%w: a pulse of %v on variable %d; give a number of at most %g either way", ErrInput, p.Size, p.Variable, largest)
		}
		arriving[p.Step] = append(arriving[p.Step], p)
	}
	return arriving, nil
}
