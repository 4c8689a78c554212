package loop

import "math"

// boundBits returns b such that there are fewer than 2ᵇ loops.
func (s *survey) boundBits() int {
	// Adding and multiplying positive numbers is off by at most a factor
	// 1 ± 2⁻⁵³ each time, adding logarithms by less than 2⁻³⁰, and no number
	// comes of so many of them that a factor of 2 were not ample.
	if plain := s.measure(plainNumbers); !math.IsInf(plain, 1) {
		return math.Ilogb(plain+1) + 2
	}
	return int(s.measure(logarithms)) + 2
}

// arithmetic is a way to write positive numbers.
type arithmetic struct {
	add, multiply func(a, b float64) float64
	zero, one     float64
}

var (
	plainNumbers = arithmetic{
		add:      func(a, b float64) float64 { return a + b },
		multiply: func(a, b float64) float64 { return a * b },
		zero:     0, one: 1,
	}
	// logarithms to the base 2, for numbers that floating point cannot hold.
	logarithms = arithmetic{
		add: func(a, b float64) float64 {
			if b > a {
				a, b = b, a
			}
			if math.IsInf(b, -1) {
				return a
			}
			return a + math.Log2(1+math.Exp2(b-a))
		},
		multiply: func(a, b float64) float64 { return a + b },
		zero:     math.Inf(-1), one: 0,
	}
)

// measure returns about how many loops there are.
func (s *survey) measure(a arithmetic) float64 {
	sizes := make([]float64, s.size())
	for l := range s.inputs {
		sizes[l] = a.one
	}
	for i, op := range s.operations {
		if op.product {
			sizes[s.inputs+i] = a.multiply(sizes[op.a], sizes[op.b])
		} else {
			sizes[s.inputs+i] = a.add(sizes[op.a], sizes[op.b])
		}
	}
	total := a.zero
	for _, loop := range s.loops {
		total = a.add(total, sizes[loop])
	}
	before := []float64{a.one}
	for t := range s.steps {
		step := &s.steps[t]
		after := make([]float64, step.width)
		for i := range after {
			after[i] = a.zero
		}
		step.measure(a, sizes, before, after, &total)
		before = after
	}
	return total
}

func (s *step) measure(a arithmetic, sizes, before, after []float64, total *float64) {
	byChoice := make([]float64, len(s.choices))
	for c, choice := range s.choices {
		byChoice[c] = a.one
		if choice.in != noArc {
			byChoice[c] = a.multiply(byChoice[c], sizes[choice.in])
		}
		if choice.out != noArc {
			byChoice[c] = a.multiply(byChoice[c], sizes[choice.out])
		}
	}
	for i, from := range before {
		for j := s.first[i]; j < s.first[i+1]; j++ {
			to := total
			if s.to[j] != closed {
				to = &after[s.to[j]]
			}
			*to = a.add(*to, a.multiply(from, byChoice[s.by[j]]))
		}
	}
}
