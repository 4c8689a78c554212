package ode

import (
	"errors"
	"fmt"
	"math"
)

// Problem is what is to be integrated.
type Problem struct {
	// From is the moment at which Start holds.
	From float64
	// Start is the state at From. It is not changed.
	Start []float64
	// Slope writes dx/dt at time t into slope. It may depend on t, on x and on
	// earlier states, which past tells. Between two events it has to be
	// smooth; what changes at an event is to be switched by [Event.Apply], not
	// by looking at t, because a step that ends at an event still belongs to
	// the time before it.
	Slope func(t float64, x, slope []float64, past *Past)
	// Before is component i at a time before From; nil is Start[i] for ever.
	Before func(i int, t float64) float64
	// Lags are the delays with which Slope looks back. They decide where
	// steps have to end; one that is left out costs accuracy, nothing else.
	// Lags that are not positive are not delays and are passed over.
	Lags []float64
	// Events are the moments at which something happens, in any order. Those
	// outside From…the last time asked for do not happen. Events at the same
	// moment happen in the order given.
	Events []Event
}

// Event is something that happens at a known moment.
type Event struct {
	At float64
	// Apply changes the state, or what Slope sees, at that moment; nil only
	// ends a step. States asked for at that moment are those after it.
	Apply func(x []float64)
}

// Options say how closely and how long to work. The zero value is good for
// states of the order of one.
type Options struct {
	// Relative and Absolute are the error that one step may make in component
	// i: Absolute + Relative·|xᵢ|. Zero is 1e-8 for Relative and 1e-10 for
	// Absolute.
	Relative, Absolute float64
	// MaxSteps is how many steps may be tried; 0 is 1,000,000.
	MaxSteps int
}

// ErrTooManySteps is in the chain of the error that says that a solution would
// need more steps than allowed: some part of the system is very much faster
// than the time that is asked for.
var ErrTooManySteps = errors.New("too many steps")

// ErrDiverged is in the chain of the error that says that a solution grew past
// all numbers.
var ErrDiverged = errors.New("the solution grows past all numbers")

// check says why this cannot be solved.
func (p *Problem) check(times []float64) error {
	if p.Slope == nil {
		return errors.New("ode: a problem without a slope")
	}
	if !finite(p.From) {
		return fmt.Errorf("ode: the start is at time %v", p.From)
	}
	for i, x := range p.Start {
		if !finite(x) {
			return fmt.Errorf("ode: component %d starts at %v", i, x)
		}
	}
	before := p.From
	for _, t := range times {
		if !finite(t) || t < before {
			return fmt.Errorf("ode: time %v is asked for after %v", t, before)
		}
		before = t
	}
	for _, e := range p.Events {
		if math.IsNaN(e.At) {
			return errors.New("ode: an event at no time")
		}
	}
	return nil
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// firstNotFinite returns the first component that is no number, or -1.
func firstNotFinite(x []float64) int {
	for i, v := range x {
		if !finite(v) {
			return i
		}
	}
	return -1
}
