package chart

import "math"

// axis maps numbers from low to high onto the points from start to end of a
// direction of the sheet, and has marks at round numbers.
type axis struct {
	low, high  float64
	start, end float64
	step       float64
	ticks      []float64
}

// at returns where a number stands on the sheet.
func (a axis) at(v float64) float64 {
	if a.high <= a.low {
		return (a.start + a.end) / 2
	}
	return a.start + (v-a.low)/(a.high-a.low)*(a.end-a.start)
}

// alike reports whether two numbers are too close to be told apart: nearer to
// each other than counting in steps between them is exact, and then they are
// drawn as one.
func alike(low, high float64) bool {
	return high-low < max(1e-15, 1e-9*max(math.Abs(low), math.Abs(high)))
}

// widened returns ends that are apart, for values that are not.
func widened(low, high float64) (float64, float64) {
	switch {
	case !alike(low, high):
		return low, high
	case math.Abs(low) < 1e-12:
		return -1, 1
	}
	reach := math.Abs(low) / 10
	return low - reach, high + reach
}

// rounded returns the axis that holds low and high, with ends at marks or half
// way between them, and at most most spaces between marks.
func rounded(low, high float64, most int) axis {
	low, high = widened(low, high)
	steps := decimalSteps((high - low) / float64(4*max(most, 1)))
	for {
		step := steps()
		first, last := math.Floor(2*low/step+1e-9)/2, math.Ceil(2*high/step-1e-9)/2
		if last-first <= float64(max(most, 2)) {
			a := axis{low: first * step, high: last * step, step: step}
			for i := math.Ceil(first); i <= last; i++ {
				a.ticks = append(a.ticks, i*step)
			}
			return a
		}
	}
}

// exact returns the axis from low to high, with the marks that steps gives
// first of those that suit.
func exact(low, high float64, steps func() float64, suits func(axis) bool) axis {
	if alike(low, high) {
		a := axis{step: 1, ticks: []float64{low}}
		// As many decimals as the only number needs, up to six digits.
		for math.Abs(low/a.step-math.Round(low/a.step)) > 1e-6 && a.step > 1e-5*math.Abs(low) {
			a.step /= 10
		}
		a.low, a.high = widened(low, high)
		return a
	}
	for {
		a := axis{low: low, high: high, step: steps()}
		if (high-low)/a.step > 1000 {
			continue
		}
		for i := math.Ceil(low/a.step - 1e-9); i*a.step <= high+1e-9*a.step; i++ {
			a.ticks = append(a.ticks, i*a.step)
		}
		if len(a.ticks) < 2 || suits(a) {
			return a
		}
	}
}

// decimalSteps returns 1, 2 and 5 times the powers of ten, rising, from at
// least from/5 on.
func decimalSteps(from float64) func() float64 {
	power, i := magnitude(from), -1
	return func() float64 {
		if i++; i == 3 {
			i, power = 0, power+1
		}
		return [...]float64{1, 2, 5}[i] * math.Pow10(power)
	}
}

// cycleSteps returns the simple parts and multiples of a cycle, rising: for 12
// months 1, 2, 3, 6, 12, 24, 60, 120, ….
func cycleSteps(cycle, from float64) func() float64 {
	var parts []float64
	for _, n := range []float64{12, 6, 4, 3, 2} {
		if part := cycle / n; part == math.Trunc(part) && part >= 1 {
			parts = append(parts, part)
		}
	}
	larger := decimalSteps(1)
	i := -1
	return func() float64 {
		for {
			step := 0.0
			if i++; i < len(parts) {
				step = parts[i]
			} else {
				step = cycle * larger()
			}
			if step >= from {
				return step
			}
		}
	}
}
