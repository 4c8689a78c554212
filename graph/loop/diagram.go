package loop

// diagram is every way to build one elementary loop of a kernel, node by node:
// the decision diagram of its loops. Step t leads from the states after t
// nodes to those after t+1; there is one state before the first step, and each
// loop is one way from it to `closed`.
type diagram struct {
	steps []step
	// states is how many were made, before those that lead nowhere were
	// dropped.
	states int
}

type step struct {
	choices []choice
	// The transitions from state i are first[i]…first[i+1]−1; each leads to
	// state to[j] by choice by[j].
	first, to []uint32
	by        []uint16
	// width is the number of states that the step leads to.
	width int
}

// closed is where a transition leads that completes a loop.
const closed = ^uint32(0)

// choice is what is done with the node that a step adds: the arc that enters
// it, the arc that leaves it, both or none.
type choice struct{ in, out value }

const noArc value = -1

// trim drops the states from which no loop can be completed.
func (d *diagram) trim() {
	if len(d.steps) == 0 {
		return
	}
	alive := make([]bool, d.steps[len(d.steps)-1].width)
	for t := len(d.steps) - 1; t >= 0; t-- {
		alive = d.steps[t].trim(alive)
	}
	d.renumber()
}

// trim keeps the transitions to states that are alive and returns which states
// still have one.
func (s *step) trim(alive []bool) []bool {
	from := make([]bool, len(s.first)-1)
	kept := uint32(0)
	for i := range from {
		start, end := s.first[i], s.first[i+1]
		s.first[i] = kept
		for j := start; j < end; j++ {
			if s.to[j] == closed || alive[s.to[j]] {
				s.to[kept], s.by[kept] = s.to[j], s.by[j]
				kept++
				from[i] = true
			}
		}
	}
	s.first[len(from)] = kept
	s.to, s.by = s.to[:kept], s.by[:kept]
	return from
}

// renumber closes the gaps that trimming leaves. A state is kept if a
// transition leaves it.
func (d *diagram) renumber() {
	for t := range d.steps {
		s := &d.steps[t]
		s.width = 0
		if t+1 == len(d.steps) {
			return
		}
		next := &d.steps[t+1]
		number := make([]uint32, len(next.first)-1)
		for i := range number {
			number[i] = uint32(s.width)
			if next.first[i] < next.first[i+1] {
				next.first[s.width] = next.first[i]
				s.width++
			}
		}
		next.first[s.width] = next.first[len(number)]
		next.first = next.first[:s.width+1]
		for j, to := range s.to {
			if to != closed {
				s.to[j] = number[to]
			}
		}
	}
}
