package fcm

import "math"

// divergence follows a small difference along the second half of the run, by
// the derivative of each step, and sets the result's exponent and, where it is
// clearly above 0, its outcome.
func (r *runner) divergence(result *Result) {
	first := len(result.States) / 2
	difference := r.firstDifference()
	if norm(difference) == 0 {
		return
	}
	sum, steps := 0.0, 0
	for t := 1; t < len(result.States); t++ {
		difference = r.tangent(difference, result.States[t])
		size := norm(difference)
		if size == 0 {
			return
		}
		// The first half only turns the difference into the direction that
		// grows fastest.
		if t > first {
			sum, steps = sum+math.Log(size), steps+1
		}
		for i := range difference {
			difference[i] /= size
		}
	}
	if steps == 0 {
		return
	}
	result.Lyapunov = sum / float64(steps)
	if result.Lyapunov > max(0.01, 10/float64(steps)) {
		result.Outcome = Chaotic
	}
}

// firstDifference has a part along every free concept, none equal to another,
// so that symmetry does not hide a direction.
func (r *runner) firstDifference() []float64 {
	difference := make([]float64, len(r.into))
	for i := range difference {
		if !r.held[i] {
			difference[i] = 1 / float64(i+1)
		}
	}
	return difference
}

// tangent carries a difference over the step that led to state.
func (r *runner) tangent(difference, state []float64) []float64 {
	next := make([]float64, len(difference))
	for j, influences := range r.into {
		if r.held[j] {
			continue
		}
		x := 0.0
		if r.options.Rule.remembers() {
			x = difference[j]
		}
		for _, in := range influences {
			x += difference[in.from] * in.weight
		}
		next[j] = r.options.Rule.gain() * r.options.Transfer.slope(state[j], r.options.Lambda) * x
	}
	return next
}

func norm(v []float64) float64 {
	largest := 0.0
	for _, x := range v {
		largest = max(largest, math.Abs(x))
	}
	return largest
}
