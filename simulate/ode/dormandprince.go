package ode

import (
	"fmt"
	"math"
)

// The tableau of Dormand and Prince's 5(4) pair: nodes, stages, the difference
// of the two solutions, and the fifth coefficient of the continuous extension.
var (
	nodes  = [7]float64{0, 1. / 5, 3. / 10, 4. / 5, 8. / 9, 1, 1}
	stages = [7][6]float64{
		1: {1. / 5},
		2: {3. / 40, 9. / 40},
		3: {44. / 45, -56. / 15, 32. / 9},
		4: {19372. / 6561, -25360. / 2187, 64448. / 6561, -212. / 729},
		5: {9017. / 3168, -355. / 33, 46732. / 5247, 49. / 176, -5103. / 18656},
		6: {35. / 384, 0, 500. / 1113, 125. / 192, -2187. / 6784, 11. / 84},
	}
	difference = [7]float64{71. / 57600, 0, -71. / 16695, 71. / 1920, -17253. / 339200, 22. / 525, -1. / 40}
	extension  = [7]float64{
		-12715105075. / 11282082432, 0, 87487479700. / 32700410799, -10690763975. / 1880347072,
		701980252875. / 199316789632, -1453857185. / 822651844, 69997945. / 29380423,
	}
)

// dormandPrince holds the stages of a step; k[0] is the slope at its start.
type dormandPrince struct {
	o      Options
	k      [7][]float64
	y      []float64
	before []float64
	s      segment
	coming segment
}

func newDormandPrince(n int, o Options) *dormandPrince {
	d := &dormandPrince{o: o, y: make([]float64, n), before: make([]float64, n)}
	for i := range d.k {
		d.k[i] = make([]float64, n)
	}
	d.s.coefficients, d.coming.coefficients = make([]float64, 5*n), make([]float64, 5*n)
	return d
}

// repeats bounds how often a step that needs its own result is tried before it
// is halved.
const repeats = 10

// step tries a step no further than to the stop, takes it if its error is
// small enough, and returns the width to try next.
func (d *dormandPrince) step(w *walk, width, stop float64) float64 {
	to := w.t + width
	// A remainder that is a sliver would be a step of its own.
	whole := to >= stop-0.01*width
	if whole {
		to = stop
	} else if stop-to < width {
		to = w.t + (stop-w.t)/2
	}
	h := to - w.t
	if h <= 1e-14*math.Abs(w.t) {
		w.fail(fmt.Errorf("steps of %.3g at time %.6g: %w", h, w.t, ErrTooManySteps))
		return width
	}
	w.past.coming, w.past.ahead = nil, false
	d.attempt(w, to)
	if w.past.ahead && !d.settle(w, to) {
		return h / 2
	}
	d.s.width = h
	wrong := d.wrong(w.x)
	if !(wrong <= 1) {
		if i := firstNotFinite(d.y); i >= 0 && h < 1e-12*(1+math.Abs(w.t)) {
			w.fail(w.diverged(i))
		}
		if !finite(wrong) {
			return h / 10
		}
		return h * max(0.2, 0.9*math.Pow(wrong, -0.2))
	}
	d.extend(w, to)
	w.arrive(d.s, to, d.y)
	d.k[0], d.k[6] = d.k[6], d.k[0]
	if wrong == 0 {
		return h * 5
	}
	next := h * min(5, max(0.2, 0.9*math.Pow(wrong, -0.2)))
	if h < 0.9*width {
		// A step cut short by a stop says little of how wide the next may be.
		return max(next, min(width, h*5))
	}
	return next
}

// attempt computes the stages and the state y at the end of a step.
func (d *dormandPrince) attempt(w *walk, to float64) {
	w.tries++
	h := to - w.t
	for j := 1; j < 7; j++ {
		for i := range d.y {
			sum := 0.0
			for l := range j {
				sum += stages[j][l] * d.k[l][i]
			}
			d.y[i] = w.x[i] + h*sum
		}
		t := w.t + nodes[j]*h
		if j >= 5 {
			t = to
		}
		w.slope(t, d.y, d.k[j], j >= 5)
	}
}

// settle repeats a step that looks at its own inside until its end no longer
// changes, and reports whether it did.
func (d *dormandPrince) settle(w *walk, to float64) bool {
	for range repeats {
		copy(d.before, d.y)
		d.extend(w, to)
		d.s, d.coming = d.coming, d.s
		w.past.coming = &d.coming
		d.attempt(w, to)
		change := 0.0
		for i, y := range d.y {
			change = max(change, math.Abs(y-d.before[i])/d.scale(w.x[i], y))
		}
		if change <= 0.1 {
			return true
		}
		if !finite(change) {
			return false
		}
	}
	return false
}

func (d *dormandPrince) scale(x, y float64) float64 {
	return d.o.Absolute + d.o.Relative*max(math.Abs(x), math.Abs(y))
}

// wrong is the largest estimated error of a component, in what is allowed; NaN
// if it is none.
func (d *dormandPrince) wrong(x []float64) float64 {
	h, worst := d.s.width, 0.0
	for i, y := range d.y {
		sum := 0.0
		for l, c := range difference {
			sum += c * d.k[l][i]
		}
		e := math.Abs(h*sum) / d.scale(x[i], y)
		if math.IsNaN(e) {
			return e
		}
		worst = max(worst, e)
	}
	return worst
}

// extend writes the continuous extension of the step into s.
func (d *dormandPrince) extend(w *walk, to float64) {
	d.s.from, d.s.width = w.t, to-w.t
	d.s.hermite(w.x, d.k[0], d.y, d.k[6])
	for i := range d.y {
		sum := 0.0
		for l, c := range extension {
			sum += c * d.k[l][i]
		}
		d.s.coefficients[5*i+4] = d.s.width * sum
	}
}
