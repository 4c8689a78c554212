package fcm

import (
	"context"
	"fmt"
	"math"
	"strconv"
)

// Options says how a map is run. The zero value is Kosko's rule with a sigmoid
// of λ = 1, ε = 0.001 and at most 1,000 steps.
type Options struct {
	Rule     Rule
	Transfer Transfer
	// Lambda is the steepness λ of [Sigmoid] and [Tanh]; 0 means 1.
	Lambda float64
	// Tolerance is ε: the map has settled at the first step that changes no
	// activation by more. 0 means 0.001. A map that creeps by less than ε a
	// step counts as settled, so [Result.Change] says how much it still moved.
	Tolerance float64
	// MaxSteps is the cap; 0 means 1,000.
	MaxSteps int
	// Hold are the concepts kept at a value throughout, the start included.
	Hold []Hold
}

// Hold keeps a concept at a value whatever influences it.
type Hold struct {
	Concept int
	Value   float64
}

// Outcome is how a run ended.
type Outcome int

const (
	// Unsettled: the cap was reached, and neither a fixed point nor a cycle
	// nor chaos could be shown. More steps may settle it. It is the zero value.
	Unsettled Outcome = iota
	// FixedPoint: a step changed no activation by more than ε.
	FixedPoint
	// LimitCycle: the map repeats a round of two or more states.
	LimitCycle
	// Chaotic: the cap was reached, and nearby states part exponentially
	// (see [Result.Lyapunov]).
	Chaotic
)

// String returns the outcome's identifier: unsettled, fixed-point, limit-cycle
// or chaotic.
func (o Outcome) String() string {
	switch o {
	case Unsettled:
		return "unsettled"
	case FixedPoint:
		return "fixed-point"
	case LimitCycle:
		return "limit-cycle"
	case Chaotic:
		return "chaotic"
	}
	return "Outcome(" + strconv.Itoa(int(o)) + ")"
}

// Result is a run from its start to its end.
type Result struct {
	Outcome Outcome
	// Steps is how many were taken; States holds Steps + 1 rows, the start
	// first, each with one activation a concept.
	Steps  int
	States [][]float64
	// Change is max|ΔA| of the last step.
	Change float64
	// CycleStart and CycleLength say, of a limit cycle, which state is the
	// first that recurs and after how many steps it does: States[CycleStart]
	// to States[CycleStart+CycleLength−1] are the round. Two states are the
	// same when no activation differs by more than ε/1,000,000, and a cycle
	// is reported once it has come round twice.
	CycleStart, CycleLength int
	// Lyapunov is the largest Lyapunov exponent per step over the second half
	// of a smooth run that reached its cap, and 0 for any other: above 0 where
	// nearby states part, below where they meet. Chaos is reported above
	// max(0.01, 10/steps in that half).
	Lyapunov float64
}

// Final returns the last state. Of a limit cycle it is merely where the run
// stopped; see [Result.Cycle].
func (r Result) Final() []float64 {
	if len(r.States) == 0 {
		return nil
	}
	return r.States[len(r.States)-1]
}

// Cycle returns the states of a limit cycle's round in order, or nil.
func (r Result) Cycle() [][]float64 {
	if r.Outcome != LimitCycle {
		return nil
	}
	return r.States[r.CycleStart : r.CycleStart+r.CycleLength]
}

// Run updates the concepts from their starting activations until the map
// settles, repeats itself or reaches its cap. weights[i][j] is the influence of
// i on j. The error wraps [ErrInput] or is the context's.
func Run(ctx context.Context, weights [][]float64, start []float64, o Options) (Result, error) {
	o, err := o.settled(len(weights))
	if err != nil {
		return Result{}, err
	}
	into, err := influences(weights)
	if err != nil {
		return Result{}, err
	}
	state, err := firstState(len(weights), start, o.Hold)
	if err != nil {
		return Result{}, err
	}
	r := &runner{into: into, held: heldConcepts(len(weights), o.Hold), options: o}
	return r.run(ctx, state)
}

func heldConcepts(n int, hold []Hold) []bool {
	held := make([]bool, n)
	for _, h := range hold {
		held[h.Concept] = true
	}
	return held
}

// runner is one run's map and options.
type runner struct {
	into    [][]influence
	held    []bool
	options Options
}

func (r *runner) run(ctx context.Context, state []float64) (Result, error) {
	result := Result{States: [][]float64{state}}
	watch := recurrence{tolerance: r.options.Tolerance * 1e-6}
	for result.Steps < r.options.MaxSteps {
		if err := ctx.Err(); err != nil {
			return Result{}, fmt.Errorf("fcm: stopped after %d steps: %w", result.Steps, err)
		}
		next := r.step(state)
		result.Change = distance(state, next)
		result.Steps++
		result.States = append(result.States, next)
		state = next
		if result.Change <= r.options.Tolerance {
			result.Outcome = FixedPoint
			return result, nil
		}
		if watch.sees(result.States) {
			result.Outcome = LimitCycle
			result.CycleStart, result.CycleLength = watch.round(result.States)
			return result, nil
		}
	}
	if r.options.Transfer.smooth() {
		r.divergence(&result)
	}
	return result, nil
}

// step returns the state after the given one.
func (r *runner) step(state []float64) []float64 {
	next := make([]float64, len(state))
	for j, influences := range r.into {
		if r.held[j] {
			next[j] = state[j]
			continue
		}
		next[j] = r.options.Transfer.at(r.input(state, j, influences), r.options.Lambda)
	}
	return next
}

func (r *runner) input(state []float64, j int, influences []influence) float64 {
	x := 0.0
	if r.options.Rule.remembers() {
		x = r.options.Rule.passed(state[j])
	}
	for _, in := range influences {
		x += r.options.Rule.passed(state[in.from]) * in.weight
	}
	return x
}

// distance is the largest difference of two states in any activation.
func distance(a, b []float64) float64 {
	largest := 0.0
	for i := range a {
		largest = max(largest, math.Abs(a[i]-b[i]))
	}
	return largest
}
