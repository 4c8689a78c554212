package loop

import "math"

// span is from the least to the most links.
type span struct{ least, most int32 }

var noSpan = span{least: math.MaxInt32, most: -1}

func (s span) plus(o span) span { return span{s.least + o.least, s.most + o.most} }

func (s span) or(o span) span { return span{min(s.least, o.least), max(s.most, o.most)} }

// width is the number of lengths in the span.
func (s span) width() int { return max(0, int(s.most)-int(s.least)+1) }

// spans are the lengths that occur in each place of a survey, and with them
// what counting by length takes.
type spans struct {
	// values has those of the circuit, states[t] those of the ways to each
	// state before step t, and loops those of all loops.
	values []span
	states [][]span
	loops  span
	// work is the number of multiplications of one sweep, and memory how
	// many numbers it holds at once.
	work, memory int
}

func newSpans(s *survey) *spans {
	all := &spans{values: make([]span, s.size()), loops: noSpan}
	for l := range s.inputs {
		all.values[l] = span{1, 1}
	}
	for i, op := range s.operations {
		a, b := all.values[op.a], all.values[op.b]
		v := a.or(b)
		if op.product {
			v = a.plus(b)
			all.work += a.width() * b.width()
		}
		all.values[s.inputs+i] = v
		all.memory += v.width()
	}
	for _, loop := range s.loops {
		all.loops = all.loops.or(all.values[loop])
	}
	all.states = [][]span{{{}}}
	widest, before := 0, 1
	for t := range s.steps {
		after := all.addStep(&s.steps[t], all.states[t])
		widest = max(widest, before+after)
		before = after
	}
	all.memory += widest + all.loops.width()
	return all
}

// addStep finds the spans after a step and returns the sum of their widths.
func (all *spans) addStep(s *step, before []span) (sum int) {
	after := make([]span, s.width)
	for i := range after {
		after[i] = noSpan
	}
	byChoice := all.choices(s)
	for i, from := range before {
		for j := s.first[i]; j < s.first[i+1]; j++ {
			to := &all.loops
			if s.to[j] != closed {
				to = &after[s.to[j]]
			}
			by := byChoice[s.by[j]]
			*to = to.or(from.plus(by))
			all.work += from.width() * by.width()
		}
	}
	for _, a := range after {
		sum += a.width()
	}
	all.states = append(all.states, after)
	return sum
}

func (all *spans) choices(s *step) []span {
	byChoice := make([]span, len(s.choices))
	for c, choice := range s.choices {
		if choice.in != noArc {
			byChoice[c] = byChoice[c].plus(all.values[choice.in])
		}
		if choice.out != noArc {
			byChoice[c] = byChoice[c].plus(all.values[choice.out])
		}
	}
	return byChoice
}
