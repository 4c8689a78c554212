package loop

import "context"

// survey is a strongly connected graph made ready for counting: its kernel and
// the diagram of the kernel's loops.
type survey struct {
	component
	*kernel
	*diagram
	// bits is such that there are fewer than 2 to the power of it loops.
	bits int
	// required is the number in the part of a link that every loop must
	// pass to be counted; nil asks for all loops.
	required *int
}

// total returns Σ over loops of Π of the weights of their links, for each lane.
// weights holds `lanes` weights for each link, in the ring.
func (s *survey) total(ctx context.Context, ring modulus, lanes int, weights []uint64) ([]uint64, error) {
	numbers := s.numbers(ring, lanes, weights)
	total := s.reductionLoops(ring, lanes, numbers)
	before := s.one(ring, lanes)
	for t := range s.steps {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		step := &s.steps[t]
		after := make([]uint64, step.width*lanes)
		step.forward(ring, lanes, step.factors(ring, lanes, numbers), before, after, total)
		before = after
	}
	return total, nil
}

// slopes returns what total does and, for every link and lane, its derivative
// with respect to the weight of the link.
func (s *survey) slopes(ctx context.Context, ring modulus, lanes int, weights []uint64) (total, slopes []uint64, err error) {
	numbers := s.numbers(ring, lanes, weights)
	total = s.reductionLoops(ring, lanes, numbers)
	before := make([][]uint64, len(s.steps)+1)
	before[0] = s.one(ring, lanes)
	for t := range s.steps {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		step := &s.steps[t]
		before[t+1] = make([]uint64, step.width*lanes)
		step.forward(ring, lanes, step.factors(ring, lanes, numbers), before[t], before[t+1], total)
	}
	slopes = make([]uint64, len(numbers))
	for _, loop := range s.loops {
		for lane := range lanes {
			at := int(loop)*lanes + lane
			slopes[at] = ring.add(slopes[at], ring.enter(1))
		}
	}
	after := []uint64{}
	for t := len(s.steps) - 1; t >= 0; t-- {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		after = s.steps[t].backward(ring, lanes, numbers, before[t], after, slopes)
		before[t+1] = nil
	}
	s.backward(ring, lanes, numbers, slopes)
	return total, slopes[:s.inputs*lanes], nil
}

func (s *survey) numbers(ring modulus, lanes int, weights []uint64) []uint64 {
	numbers := make([]uint64, s.size()*lanes)
	copy(numbers, weights)
	s.forward(ring, lanes, numbers)
	return numbers
}

func (s *survey) reductionLoops(ring modulus, lanes int, numbers []uint64) []uint64 {
	total := make([]uint64, lanes)
	for _, loop := range s.loops {
		for lane := range total {
			total[lane] = ring.add(total[lane], numbers[int(loop)*lanes+lane])
		}
	}
	return total
}

func (s *survey) one(ring modulus, lanes int) []uint64 {
	one := make([]uint64, lanes)
	for lane := range one {
		one[lane] = ring.enter(1)
	}
	return one
}

// factors returns, for each choice and lane, the product of its weights.
func (s *step) factors(ring modulus, lanes int, numbers []uint64) []uint64 {
	factors := make([]uint64, len(s.choices)*lanes)
	for c, choice := range s.choices {
		for lane := range lanes {
			x := ring.enter(1)
			if choice.in != noArc {
				x = ring.multiply(x, numbers[int(choice.in)*lanes+lane])
			}
			if choice.out != noArc {
				x = ring.multiply(x, numbers[int(choice.out)*lanes+lane])
			}
			factors[c*lanes+lane] = x
		}
	}
	return factors
}

// forward adds, for every transition, the sum over all ways to its start to
// the sum over all ways to its end.
func (s *step) forward(ring modulus, lanes int, factors, before, after, total []uint64) {
	for i := range len(s.first) - 1 {
		from := before[i*lanes:][:lanes]
		for j := s.first[i]; j < s.first[i+1]; j++ {
			to := total
			if s.to[j] != closed {
				to = after[int(s.to[j])*lanes:][:lanes]
			}
			// The first choice is to do nothing with the node.
			if s.by[j] == 0 {
				for lane, x := range from {
					to[lane] = ring.add(to[lane], x)
				}
				continue
			}
			by := factors[int(s.by[j])*lanes:][:lanes]
			for lane, x := range from {
				to[lane] = ring.add(to[lane], ring.multiply(x, by[lane]))
			}
		}
	}
}

// backward returns the derivative of the total with respect to the sum at each
// state before the step, given those after it, and adds the derivatives with
// respect to the weights of arcs to slopes.
func (s *step) backward(ring modulus, lanes int, numbers, before, after, slopes []uint64) []uint64 {
	factors := s.factors(ring, lanes, numbers)
	byFactor := make([]uint64, len(factors))
	result := make([]uint64, len(before))
	one := ring.enter(1)
	ones := make([]uint64, lanes)
	for lane := range ones {
		ones[lane] = one
	}
	for i := range len(s.first) - 1 {
		from, slope := before[i*lanes:][:lanes], result[i*lanes:][:lanes]
		for j := s.first[i]; j < s.first[i+1]; j++ {
			beyond := ones
			if s.to[j] != closed {
				beyond = after[int(s.to[j])*lanes:][:lanes]
			}
			if s.by[j] == 0 {
				for lane, x := range beyond {
					slope[lane] = ring.add(slope[lane], x)
				}
				continue
			}
			c := int(s.by[j]) * lanes
			by, gain := factors[c:][:lanes], byFactor[c:][:lanes]
			for lane, x := range beyond {
				slope[lane] = ring.add(slope[lane], ring.multiply(x, by[lane]))
				gain[lane] = ring.add(gain[lane], ring.multiply(x, from[lane]))
			}
		}
	}
	s.toWeights(ring, lanes, numbers, byFactor, slopes)
	return result
}

// toWeights carries derivatives from the choices to the weights they multiply.
func (s *step) toWeights(ring modulus, lanes int, numbers, byFactor, slopes []uint64) {
	for c, choice := range s.choices {
		for lane := range lanes {
			gain := byFactor[c*lanes+lane]
			in, out := int(choice.in)*lanes+lane, int(choice.out)*lanes+lane
			switch {
			case choice.in == noArc && choice.out == noArc:
			case choice.out == noArc:
				slopes[in] = ring.add(slopes[in], gain)
			case choice.in == noArc:
				slopes[out] = ring.add(slopes[out], gain)
			default:
				slopes[in] = ring.add(slopes[in], ring.multiply(gain, numbers[out]))
				slopes[out] = ring.add(slopes[out], ring.multiply(gain, numbers[in]))
			}
		}
	}
}
