package ode

import (
	"context"
	"fmt"
	"math"
)

// Solve integrates a problem with steps chosen by their estimated error and
// returns the states at the given times, which have to ascend and not lie
// before the start: row k holds the components at times[k], and all rows
// together are one slice.
//
// The steps are those of Dormand and Prince (1980, J. Comput. Appl. Math. 6:19)
// of order five, with their estimate of order four and the continuous
// extension of order four given in Hairer, Nørsett, Wanner, Solving Ordinary
// Differential Equations I, II.6. Delays follow the method of steps; where a
// delay is shorter than the step, the step is repeated with its own result
// until it no longer changes (ibid. II.17).
//
// Errors: [ErrTooManySteps], [ErrDiverged], the context's, and a problem or
// times that make no sense.
func Solve(ctx context.Context, p *Problem, times []float64, o Options) ([]float64, error) {
	return integrate(ctx, p, times, func(w *walk) { w.runAdaptive(ctx, o.orDefaults()) })
}

func (o Options) orDefaults() Options {
	if !(o.Relative > 0) {
		o.Relative = 1e-8
	}
	if !(o.Absolute > 0) {
		o.Absolute = 1e-10
	}
	if o.MaxSteps <= 0 {
		o.MaxSteps = 1_000_000
	}
	return o
}

// walk is an integration under way: from stop to stop, and at each event what
// the event does.
type walk struct {
	problem *Problem
	times   []float64
	rows    []float64
	asked   int // how many of times are answered

	t    float64
	x    []float64
	past Past
	err  error
	// tries counts steps, the rejected ones too.
	tries int
}

func integrate(ctx context.Context, p *Problem, times []float64, run func(*walk)) ([]float64, error) {
	if err := p.check(times); err != nil {
		return nil, err
	}
	if len(times) == 0 {
		return nil, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	end := times[len(times)-1]
	w := &walk{problem: p, times: times, rows: make([]float64, len(times)*len(p.Start)), t: p.From, x: append([]float64(nil), p.Start...)}
	w.past = Past{problem: p, now: p.From, state: w.x, near: 2e-9 * (end - p.From), span: p.longest()}
	w.happen()
	run(w)
	return w.rows, w.err
}

// happen lets the events of this moment happen.
func (w *walk) happen() {
	for _, e := range w.problem.Events {
		if e.At == w.t && e.Apply != nil {
			e.Apply(w.x)
		}
	}
	if i := firstNotFinite(w.x); i >= 0 {
		w.fail(w.diverged(i))
	}
}

func (w *walk) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

func (w *walk) diverged(i int) error {
	return fmt.Errorf("component %d at time %.6g: %w", i, w.t, ErrDiverged)
}

// answer writes the states that were asked for before the end of a step. Those
// asked for at its very end wait for what happens there.
func (w *walk) answer(s *segment) {
	n := len(w.x)
	for ; w.asked < len(w.times) && w.times[w.asked] < s.end(); w.asked++ {
		row := w.rows[w.asked*n : w.asked*n+n]
		for i := range row {
			row[i] = s.at(i, w.times[w.asked])
		}
	}
}

// answerNow writes the states that were asked for at this moment.
func (w *walk) answerNow() {
	n := len(w.x)
	for ; w.asked < len(w.times) && w.times[w.asked] <= w.t; w.asked++ {
		copy(w.rows[w.asked*n:], w.x)
	}
}

// slope evaluates the right-hand side; late says that t is the end of a step.
func (w *walk) slope(t float64, x, into []float64, late bool) {
	w.past.late = late
	w.problem.Slope(t, x, into, &w.past)
}

// arrive takes the end of a step as the new present.
func (w *walk) arrive(s segment, to float64, x []float64) {
	s.width = to - s.from
	w.answer(&s)
	if w.past.span > 0 {
		s.coefficients = append([]float64(nil), s.coefficients...)
		w.past.add(s)
	}
	copy(w.x, x)
	w.t = to
	w.past.now, w.past.coming = to, nil
}

// runAdaptive goes from stop to stop with steps of controlled error.
func (w *walk) runAdaptive(ctx context.Context, o Options) {
	d := newDormandPrince(len(w.x), o)
	step := 0.0
	w.answerNow()
	for _, stop := range w.problem.stops(w.times[len(w.times)-1]) {
		fresh := true
		for w.t < stop && w.err == nil {
			if w.tries%64 == 0 {
				if err := ctx.Err(); err != nil {
					w.fail(err)
					return
				}
			}
			if fresh {
				w.slope(w.t, w.x, d.k[0], false)
				if step == 0 {
					step = d.firstStep(w, stop)
				}
			}
			fresh = false
			step = d.step(w, step, stop)
			if w.tries > o.MaxSteps {
				w.fail(fmt.Errorf("after %d steps at time %.6g of %.6g: %w", o.MaxSteps, w.t, w.times[len(w.times)-1], ErrTooManySteps))
			}
		}
		if w.err != nil {
			return
		}
		w.happen()
		w.answerNow()
	}
}

// firstStep guesses a step from how large the state and its slope are.
func (d *dormandPrince) firstStep(w *walk, stop float64) float64 {
	size, speed := 0.0, 0.0
	for i, x := range w.x {
		scale := d.o.Absolute + d.o.Relative*math.Abs(x)
		size = max(size, math.Abs(x)/scale)
		speed = max(speed, math.Abs(d.k[0][i])/scale)
	}
	guess := (stop - w.t) / 100
	if size > 0 && speed > 0 && finite(size) && finite(speed) {
		guess = min(guess, 0.01*size/speed)
	}
	return max(guess, 1e-6*(stop-w.t))
}
