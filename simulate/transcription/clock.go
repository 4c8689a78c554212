package transcription

import (
	"fmt"
	"math"

	"sysmap/maps"
	"sysmap/maps/exchange/stockflow"
	"sysmap/simulate"
)

// MostSteps is how many steps a model may make in one run.
const MostSteps = 1_000_000

// perInertia is how many steps are made, at least, while the quickest variable
// answers.
const perInertia = 128

// leastPerInertia is how many are made where a run would otherwise take too many
// steps.
const leastPerInertia = 8

// clock checks how long the model runs, and chooses its steps: a power of two,
// so that tools add them up without rounding, fine enough for the quickest
// variable and, within reason, for every time that is stated.
func (b *builder) clock() error {
	quickest := math.Inf(1)
	for i := range b.m.Variables {
		quickest = min(quickest, inertia(&b.m.Variables[i]))
	}
	out := b.out
	if !(out.Until > 0 && out.Until <= 1e6) {
		return fmt.Errorf("a run until %v is not possible; give a time above 0, at most 1000000", out.Until)
	}
	switch {
	case out.Step == 0:
		out.Step = b.stepFor(quickest)
	case !(out.Step > 0 && out.Step <= quickest):
		return fmt.Errorf("a step of %v is not possible; give one above 0, and not above the quickest inertia, %v", out.Step, quickest)
	}
	if steps := out.Until / out.Step; steps > MostSteps {
		return fmt.Errorf("a run until %v in steps of %v takes %.0f steps, and %d are allowed: run for a shorter time, in wider steps, or state a larger inertia than %v", out.Until, out.Step, steps, MostSteps, quickest)
	}
	out.Until = math.Ceil(out.Until/out.Step-1e-9) * out.Step
	for _, t := range b.times() {
		if !multiple(t, out.Step) {
			b.report.Note("times that are no multiple of the time step, rounded to one", stockflow.Decimal(t))
		}
	}
	return nil
}

func (b *builder) stepFor(quickest float64) float64 {
	coarse := math.Exp2(math.Floor(math.Log2(quickest / perInertia)))
	for ; b.out.Until/coarse > MostSteps && coarse <= quickest/(2*leastPerInertia); coarse *= 2 {
		b.report.Note("halvings of the precision, so that a run does not take too many steps", "")
	}
	const finest = 3
	for halvings := range finest + 1 {
		step := math.Ldexp(coarse, -halvings)
		fits := true
		for _, t := range b.times() {
			fits = fits && multiple(t, step)
		}
		if fits && b.out.Until/step <= MostSteps {
			return step
		}
	}
	return coarse
}

// multiple reports whether a time is a whole number of steps.
func multiple(t, step float64) bool {
	return math.Abs(t/step-math.Round(t/step)) < 1e-9
}

// times lists the delays, and when what is done begins and ends.
func (b *builder) times() []float64 {
	var all []float64
	for _, l := range b.links {
		all = append(all, l.lag)
	}
	for _, s := range b.scenarios {
		for _, iv := range s.Interventions {
			all = append(all, iv.From)
			if iv.Until != nil && iv.Action != maps.Ramp {
				all = append(all, *iv.Until)
			}
		}
	}
	return all
}

func inertia(v *maps.Variable) float64 {
	if v.Inertia == nil {
		return simulate.AssumedInertia
	}
	return v.Inertia.Middle()
}
