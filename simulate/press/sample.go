package press

import (
	"context"
	"fmt"
	"runtime"
)

// SampleOptions says how systems are drawn. The zero value asks for 1,000
// stable systems by rejection with seed 0.
type SampleOptions struct {
	Prior Prior
	// Runs is how many stable systems to keep; 0 means 1,000.
	Runs int
	// MaxDraws is how many systems to draw at most; 0 means 100 × Runs.
	// Sampling gives up earlier if none was stable among the first twentieth
	// of them, or among the first 1,000 if that is more.
	MaxDraws int
	Seed     uint64
	// Zero is how small an answer counts as none, as a share of the largest
	// answer to the same press in the same draw; 0 means 1e-9.
	Zero float64
	// Workers is how many goroutines draw; 0 means one a processor. Results
	// do not depend on it.
	Workers int
	// Progress is told how much is done, from 0 to 1 and never less than
	// before, from one goroutine; it may be nil.
	Progress func(done float64)
}

// Ensemble is what stable systems, drawn at random, answer.
type Ensemble struct {
	Prior Prior
	Seed  uint64
	// Asked is how many stable systems were wanted, Drawn how many were drawn,
	// Accepted how many of them were stable and counted: the first ones, in
	// the order of their numbers.
	Asked, Drawn, Accepted int
	// Complete: as many were accepted as asked. Otherwise the cap on draws came
	// first, or there was no hope: nearly all draws were unstable, and those
	// that were kept may be too few to count. [DiagonalScaling] keeps every
	// draw, under another assumption.
	Complete bool
	// Limited are the variables that were given self-limitation, ascending.
	Limited []int
	// Responses has one entry a press, in their order.
	Responses []Response
}

// Acceptance is the share of the draws that were stable, 0 without any draw.
func (e Ensemble) Acceptance() float64 {
	if e.Drawn == 0 {
		return 0
	}
	return float64(e.Accepted) / float64(e.Drawn)
}

// Response counts, for each variable, the stable systems in which it answers
// one press downwards, not at all, and upwards. The three add up to the systems
// accepted.
type Response struct {
	Negative, Zero, Positive []int
}

// Proportions returns the shares of the systems in which variable i goes down,
// stays and goes up; ok is false, and they are 0, if there were no systems.
func (r Response) Proportions(i int) (negative, zero, positive float64, ok bool) {
	n := float64(r.Negative[i] + r.Zero[i] + r.Positive[i])
	if n == 0 {
		return 0, 0, 0, false
	}
	return float64(r.Negative[i]) / n, float64(r.Zero[i]) / n, float64(r.Positive[i]) / n, true
}

// Sample draws systems of the model until enough are stable, and counts the
// signs of their answers −A⁻¹p to each press p, a number a variable that is a
// lasting push upwards if above 0. All presses meet the same systems.
//
// Draw k depends on the seed, k and the keys of the model alone, so that the
// result is the same on any number of processors. The error wraps [ErrInput]
// or is the context's; that too few draws were stable is no error, but
// [Ensemble.Complete] says so.
func Sample(ctx context.Context, m Model, presses [][]float64, o SampleOptions) (Ensemble, error) {
	m, err := m.checked()
	if err != nil {
		return Ensemble{}, err
	}
	if err := checkPresses(presses, m.Variables); err != nil {
		return Ensemble{}, err
	}
	if o, err = o.settled(); err != nil {
		return Ensemble{}, err
	}
	p, err := newPlan(m)
	if err != nil {
		return Ensemble{}, err
	}
	s := &sampling{ctx: ctx, plan: p, presses: presses, options: o}
	t, drawn, err := s.run()
	if err != nil {
		return Ensemble{}, err
	}
	return Ensemble{
		Prior: o.Prior, Seed: o.Seed,
		Asked: o.Runs, Drawn: drawn, Accepted: t.accepted, Complete: t.accepted == o.Runs,
		Limited: p.limited, Responses: t.responses,
	}, nil
}

// Draw returns the matrix of one draw, stable or not: A[i][j] is the effect of
// variable j on variable i. The error wraps [ErrInput].
func (m Model) Draw(prior Prior, seed, draw uint64) ([][]float64, error) {
	m, err := m.checked()
	if err != nil {
		return nil, err
	}
	if prior < 0 || prior >= priorCount {
		return nil, fmt.Errorf("%w: there is no prior %d", ErrInput, int(prior))
	}
	if m.Variables*m.Variables > mostAnswers {
		return nil, fmt.Errorf("%w: a matrix of %d variables; matrices are written out with up to %d numbers", ErrInput, m.Variables, mostAnswers)
	}
	p, err := newPlan(m)
	if err != nil {
		return nil, err
	}
	a := make([]float64, p.size)
	p.draw(a, prior, seed, draw)
	return p.matrix(a), nil
}

func checkPresses(presses [][]float64, n int) error {
	if len(presses)*n > mostAnswers {
		return fmt.Errorf("%w: %d presses on %d variables; give so few that there are at most %d answers", ErrInput, len(presses), n, mostAnswers)
	}
	for k, press := range presses {
		if len(press) != n {
			return fmt.Errorf("%w: press %d has %d numbers for %d variables", ErrInput, k, len(press), n)
		}
		for v, x := range press {
			if !finite(x) {
				return fmt.Errorf("%w: press %d pushes variable %d by %v; give a number of at most 1e100 either way", ErrInput, k, v, x)
			}
		}
	}
	return nil
}

func (o SampleOptions) settled() (SampleOptions, error) {
	const most = 1 << 40
	if o.Prior < 0 || o.Prior >= priorCount {
		return o, fmt.Errorf("%w: there is no prior %d", ErrInput, int(o.Prior))
	}
	if o.Runs == 0 {
		o.Runs = 1000
	}
	if o.Runs < 0 || o.Runs > most {
		return o, fmt.Errorf("%w: %d stable systems; give 1 or more, at most 2^40", ErrInput, o.Runs)
	}
	if o.MaxDraws == 0 {
		o.MaxDraws = 100 * o.Runs
	}
	if o.MaxDraws < 0 || o.MaxDraws > 100*most {
		return o, fmt.Errorf("%w: at most %d draws; give 1 or more, at most 100 × 2^40", ErrInput, o.MaxDraws)
	}
	if o.Zero == 0 {
		o.Zero = 1e-9
	}
	if !(o.Zero > 0 && o.Zero < 1) {
		return o, fmt.Errorf("%w: answers below %v of the largest count as none; give a share between 0 and 1", ErrInput, o.Zero)
	}
	if o.Workers == 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Workers < 0 {
		return o, fmt.Errorf("%w: %d workers; give 1 or more", ErrInput, o.Workers)
	}
	if o.Progress == nil {
		o.Progress = func(float64) {}
	}
	return o, nil
}
