package simulate

import (
	"fmt"
	"math"
)

// stretch is a run of whole steps, one to a unit of time, for methods that know
// no other time. What begins between two steps begins with the later.
type stretch struct {
	// from and to are the first step and the one after which something
	// changes; the last stretch ends with the run.
	from, to int
	regime   *regime
	// pulses are those of every regime that began since the step before.
	pulses []impulse
}

// maxSteps bounds the steps of methods that count in whole units of time.
const maxSteps = 100_000

// stretches divides a plan into whole steps.
func (p *plan) stretches() ([]stretch, error) {
	last := int(math.Floor(p.until + 1e-9))
	if last < 1 || last > maxSteps {
		return nil, fmt.Errorf("this method takes one step a unit of time, and %.4g of them are not possible; run for at least 1 and at most %d", p.until, maxSteps)
	}
	var out []stretch
	for k := range p.regimes {
		r := &p.regimes[k]
		from := int(math.Ceil(r.from - 1e-9))
		if from > last {
			break
		}
		if n := len(out); n > 0 && out[n-1].from == from {
			out[n-1].regime = r
			out[n-1].pulses = append(out[n-1].pulses, r.pulses...)
			continue
		} else if n > 0 {
			out[n-1].to = from
		}
		out = append(out, stretch{from: from, to: last, regime: r, pulses: append([]impulse(nil), r.pulses...)})
	}
	return out, nil
}

// drive is what presses and ramps on a variable come to at a step.
func (s *stretch) drive(i, step int) float64 {
	return s.regime.push[i] + s.regime.growth[i]*max(float64(step)-s.regime.from, 0)
}

// maxMatrix is the largest number of variables of which a full matrix is made.
const maxMatrix = 2000

// matrix writes the influence of variable i on variable j to into[i][j];
// parallel links add up.
func (p *plan) matrix(m *member, r *regime, into [][]float64) {
	w := make([]float64, len(p.links))
	p.weights(m, r, w)
	for i := range p.model.variables {
		clear(into[i])
	}
	for l := range p.links {
		into[p.links[l].from][p.links[l].to] += w[l]
	}
}

func fitsMatrix(n int) error {
	if n > maxMatrix {
		return fmt.Errorf("%d variables: %w; this method takes at most %d", n, ErrTooLarge, maxMatrix)
	}
	return nil
}

// newMatrix returns room for the influences of n variables and some more.
func newMatrix(n, more int) ([][]float64, error) {
	if err := fitsMatrix(n); err != nil {
		return nil, err
	}
	out := make([][]float64, n+more)
	for i := range out {
		out[i] = make([]float64, n+more)
	}
	return out, nil
}

// undisturbed is a regime in which nothing is done.
func (p *plan) undisturbed() *regime {
	r := p.regime(Scenario{}, nil, 0, p.until)
	return &r
}

// fillRows writes to each reported moment the state of the last step before.
func fillRows(times []float64, n int, states [][]float64, rows []float64) {
	for k, t := range times {
		step := min(int(math.Floor(t+1e-9)), len(states)-1)
		copy(rows[k*n:k*n+n], states[step])
	}
}
