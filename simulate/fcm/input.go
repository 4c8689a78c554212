package fcm

import (
	"errors"
	"fmt"
	"math"
)

// ErrInput is what every error about the caller's weights, activations or
// options wraps.
var ErrInput = errors.New("fcm: input")

// Magnitudes beyond this could overflow in a sum of products.
const largest = 1e100

// Memory is bounded: a run keeps every state.
const mostNumbers = 1 << 26

// influence is one nonzero weight into a concept.
type influence struct {
	from   int
	weight float64
}

// influences returns, for each concept, the nonzero weights into it, by
// ascending source.
func influences(weights [][]float64) ([][]influence, error) {
	n := len(weights)
	into := make([][]influence, n)
	for i, row := range weights {
		if len(row) != n {
			return nil, fmt.Errorf("%w: row %d of the weights has %d numbers; there are %d concepts, so give %d", ErrInput, i, len(row), n, n)
		}
		for j, w := range row {
			if !bearable(w) {
				return nil, refusal(fmt.Sprintf("weight of concept %d on concept %d", i, j), w)
			}
			if w != 0 {
				into[j] = append(into[j], influence{from: i, weight: w})
			}
		}
	}
	return into, nil
}

// bearable reports whether x is a number that sums of products can bear.
func bearable(x float64) bool { return math.Abs(x) <= largest }

func refusal(what string, x float64) error {
	return fmt.Errorf("%w: the %s is %v; give a number of at most %g either way", ErrInput, what, x, largest)
}

// firstState returns the start with the held concepts at their values.
func firstState(n int, start []float64, hold []Hold) ([]float64, error) {
	if len(start) != n {
		return nil, fmt.Errorf("%w: %d starting activations for %d concepts", ErrInput, len(start), n)
	}
	state := make([]float64, n)
	for i, a := range start {
		if !bearable(a) {
			return nil, refusal(fmt.Sprintf("starting activation of concept %d", i), a)
		}
		state[i] = a
	}
	held := make([]bool, n)
	for _, h := range hold {
		if h.Concept < 0 || h.Concept >= n {
			return nil, fmt.Errorf("%w: concept %d cannot be held; there are %d, counted from 0", ErrInput, h.Concept, n)
		}
		if held[h.Concept] {
			return nil, fmt.Errorf("%w: concept %d is held twice", ErrInput, h.Concept)
		}
		if !bearable(h.Value) {
			return nil, refusal(fmt.Sprintf("value at which concept %d is held", h.Concept), h.Value)
		}
		held[h.Concept], state[h.Concept] = true, h.Value
	}
	return state, nil
}

// settled returns the options with their defaults filled in.
func (o Options) settled(n int) (Options, error) {
	if o.Rule < 0 || o.Rule >= ruleCount {
		return o, fmt.Errorf("%w: there is no update rule %d", ErrInput, int(o.Rule))
	}
	if o.Transfer < 0 || o.Transfer >= transferCount {
		return o, fmt.Errorf("%w: there is no transfer function %d", ErrInput, int(o.Transfer))
	}
	if o.Lambda == 0 {
		o.Lambda = 1
	}
	if !(o.Lambda > 0 && o.Lambda <= largest) {
		return o, fmt.Errorf("%w: λ is %v; give a number above 0", ErrInput, o.Lambda)
	}
	if o.Tolerance == 0 {
		o.Tolerance = 0.001
	}
	if !(o.Tolerance > 0 && o.Tolerance <= largest) {
		return o, fmt.Errorf("%w: the tolerance is %v; give a number above 0", ErrInput, o.Tolerance)
	}
	if o.MaxSteps == 0 {
		o.MaxSteps = 1000
	}
	if o.MaxSteps < 0 {
		return o, fmt.Errorf("%w: a cap of %d steps; give 1 or more", ErrInput, o.MaxSteps)
	}
	if most := mostNumbers / max(n, 1); o.MaxSteps > most {
		return o, fmt.Errorf("%w: a cap of %d steps; a run keeps every state, and %d concepts allow at most %d", ErrInput, o.MaxSteps, n, most)
	}
	return o, nil
}
