package ode

import (
	"context"
	"fmt"
	"math"
)

// SolveFixed integrates a problem with equal steps of the classical
// Runge–Kutta method of order four and returns what [Solve] does. Between two
// moments at which a step has to end, the steps are as wide as the given one at
// most, and never wider than the shortest lag, so that nothing is looked up
// before it is known. In between, states are cubics through the values and
// slopes at both ends of a step.
//
// Errors: a step that is not positive, [ErrTooManySteps] above ten million of
// them, [ErrDiverged], and the context's.
func SolveFixed(ctx context.Context, p *Problem, times []float64, step float64) ([]float64, error) {
	if !(step > 0) {
		return nil, fmt.Errorf("ode: steps of width %v", step)
	}
	return integrate(ctx, p, times, func(w *walk) { w.runFixed(ctx, min(step, p.shortest())) })
}

const maxFixedSteps = 10_000_000

func (w *walk) runFixed(ctx context.Context, width float64) {
	end := w.times[len(w.times)-1]
	if (end-w.t)/width > maxFixedSteps {
		w.fail(fmt.Errorf("%.3g steps of %.3g: %w", (end-w.t)/width, width, ErrTooManySteps))
		return
	}
	r := newRungeKutta(len(w.x))
	w.answerNow()
	for _, stop := range w.problem.stops(end) {
		from := w.t
		count := math.Ceil((stop - from) / width * (1 - 1e-12))
		for k := 1.0; k <= count; k++ {
			if err := ctx.Err(); err != nil {
				w.fail(err)
				return
			}
			to := from + (stop-from)*k/count
			if k == count {
				to = stop
			}
			r.step(w, to)
			if i := firstNotFinite(w.x); i >= 0 {
				w.fail(w.diverged(i))
				return
			}
		}
		w.happen()
		if w.err != nil {
			return
		}
		w.answerNow()
	}
}

// rungeKutta holds the stages of a step.
type rungeKutta struct {
	k    [4][]float64
	y, z []float64
	last []float64
	s    segment
}

func newRungeKutta(n int) *rungeKutta {
	r := &rungeKutta{y: make([]float64, n), z: make([]float64, n), last: make([]float64, n)}
	for i := range r.k {
		r.k[i] = make([]float64, n)
	}
	r.s.coefficients = make([]float64, 5*n)
	return r
}

func (r *rungeKutta) step(w *walk, to float64) {
	h := to - w.t
	w.slope(w.t, w.x, r.k[0], false)
	for j, part := range []float64{0.5, 0.5, 1} {
		for i := range r.y {
			r.y[i] = w.x[i] + part*h*r.k[j][i]
		}
		t := w.t + part*h
		if part == 1 {
			t = to
		}
		w.slope(t, r.y, r.k[j+1], part == 1)
	}
	for i := range r.z {
		r.z[i] = w.x[i] + h/6*(r.k[0][i]+2*r.k[1][i]+2*r.k[2][i]+r.k[3][i])
	}
	w.slope(to, r.z, r.last, true)
	r.s.from, r.s.width = w.t, h
	r.s.hermite(w.x, r.k[0], r.z, r.last)
	w.arrive(r.s, to, r.z)
}
