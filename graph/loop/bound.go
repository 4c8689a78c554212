package loop

import "math"

// lengths returns the least and the greatest number of links in a loop; both
// are 0 if there is none.
func (s *survey) lengths() (shortest, longest int) {
	spans := make([]span, s.size())
	for l := range s.inputs {
		spans[l] = span{1, 1}
	}
	for i, op := range s.operations {
		if op.product {
			spans[s.inputs+i] = spans[op.a].plus(spans[op.b])
		} else {
			spans[s.inputs+i] = spans[op.a].or(spans[op.b])
		}
	}
	total := noSpan
	for _, loop := range s.loops {
		total = total.or(spans[loop])
	}
	before := []span{{}}
	for t := range s.steps {
		step := &s.steps[t]
		after := make([]span, step.width)
		for i := range after {
			after[i] = noSpan
		}
		step.spans(spans, before, after, &total)
		before = after
	}
	if total == noSpan {
		return 0, 0
	}
	return total.least, total.most
}

func (s *step) spans(weights, before, after []span, total *span) {
	byChoice := make([]span, len(s.choices))
	for c, choice := range s.choices {
		if choice.in != noArc {
			byChoice[c] = byChoice[c].plus(weights[choice.in])
		}
		if choice.out != noArc {
			byChoice[c] = byChoice[c].plus(weights[choice.out])
		}
	}
	for i := range len(s.first) - 1 {
		for j := s.first[i]; j < s.first[i+1]; j++ {
			to := total
			if s.to[j] != closed {
				to = &after[s.to[j]]
			}
			*to = to.or(before[i].plus(byChoice[s.by[j]]))
		}
	}
}

// span is from the least to the most links.
type span struct{ least, most int }

var noSpan = span{least: math.MaxInt, most: -1}

func (s span) plus(o span) span { return span{s.least + o.least, s.most + o.most} }

func (s span) or(o span) span { return span{min(s.least, o.least), max(s.most, o.most)} }

// bits returns b such that there are fewer than 2ᵇ loops, whatever the signs.
func (s *survey) bits() int {
	sizes := make([]float64, s.size())
	for l := range s.inputs {
		sizes[l] = 1
	}
	for i, op := range s.operations {
		if op.product {
			sizes[s.inputs+i] = sizes[op.a] * sizes[op.b]
		} else {
			sizes[s.inputs+i] = sizes[op.a] + sizes[op.b]
		}
	}
	total := 0.0
	for _, loop := range s.loops {
		total += sizes[loop]
	}
	before := []float64{1}
	for t := range s.steps {
		step := &s.steps[t]
		after := make([]float64, step.width)
		step.sizes(sizes, before, after, &total)
		before = after
	}
	if math.IsInf(total, 1) {
		return s.looseBits()
	}
	// Adding and multiplying positive numbers loses at most a factor
	// 1 ± 2⁻⁵³ each time, and no number comes of more than 2⁴⁰ of them: a
	// factor of 2 is ample.
	return math.Ilogb(total+1) + 2
}

// looseBits is bits for numbers that floating point cannot hold: a loop is told
// by what it does at each node, which is to take one of its links or none.
func (s *survey) looseBits() int {
	sum := 0.0
	for v := range s.part.Len() {
		sum += math.Log2(1 + float64(len(s.part.Out(v))))
	}
	return int(sum) + 2
}

func (s *step) sizes(weights, before, after []float64, total *float64) {
	byChoice := make([]float64, len(s.choices))
	for c, choice := range s.choices {
		byChoice[c] = 1
		if choice.in != noArc {
			byChoice[c] *= weights[choice.in]
		}
		if choice.out != noArc {
			byChoice[c] *= weights[choice.out]
		}
	}
	for i := range len(s.first) - 1 {
		for j := s.first[i]; j < s.first[i+1]; j++ {
			to := total
			if s.to[j] != closed {
				to = &after[s.to[j]]
			}
			*to += before[i] * byChoice[s.by[j]]
		}
	}
}
