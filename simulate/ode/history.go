package ode

import "sort"

// segment is the solution over one step, as a polynomial of degree four in
// θ = (t − from)/width for each component:
//
//	x = a + θ(b + (1−θ)(c + θ(d + (1−θ)e)))
//
// With e = 0 it is the cubic through the values and slopes at both ends.
type segment struct {
	from, width float64
	// coefficients holds a, b, c, d and e of component i at 5i.
	coefficients []float64
}

func (s *segment) end() float64 { return s.from + s.width }

func (s *segment) at(i int, t float64) float64 {
	θ := (t - s.from) / s.width
	c := s.coefficients[5*i : 5*i+5]
	return c[0] + θ*(c[1]+(1-θ)*(c[2]+θ*(c[3]+(1-θ)*c[4])))
}

// hermite sets the cubic through x and its slope at the start, y and its slope
// at the end.
func (s *segment) hermite(x, slopeX, y, slopeY []float64) {
	for i := range x {
		rise := y[i] - x[i]
		bend := s.width*slopeX[i] - rise
		c := s.coefficients[5*i : 5*i+5]
		c[0], c[1], c[2], c[3], c[4] = x[i], rise, bend, rise-s.width*slopeY[i]-bend, 0
	}
}

// Past tells earlier states. It is good during one call of [Problem.Slope].
type Past struct {
	problem *Problem
	done    []segment
	// coming is the step under way as the attempt before has it, nil in the
	// first attempt.
	coming *segment
	// now is where the step under way starts, and state what it starts from.
	now   float64
	state []float64
	// late: the slope is asked for at the end of a step. If a state jumped
	// exactly one lag ago, the end of a step sees the state before the jump
	// and the start of the next one the state after it.
	late bool
	// ahead is set when a state was asked for that is not yet known.
	ahead bool
	// near is how far from the end of a step still counts as that end.
	near float64
	// span is how long states are kept.
	span float64
}

// At returns component i at time t. Before the start it is what the problem
// says; a time that has not come yet is extrapolated.
func (p *Past) At(i int, t float64) float64 {
	switch {
	case t < p.problem.From-p.near || p.late && t < p.problem.From+p.near:
		if p.problem.Before == nil {
			return p.problem.Start[i]
		}
		return p.problem.Before(i, t)
	case t > p.now+p.near || p.coming != nil && t > p.now:
		p.ahead = true
		if p.coming != nil {
			return p.coming.at(i, t)
		}
	}
	if len(p.done) == 0 {
		return p.state[i]
	}
	side := p.near
	if p.late {
		side = -p.near
	}
	k := sort.Search(len(p.done), func(k int) bool { return p.done[k].from > t+side })
	s := &p.done[max(k-1, 0)]
	// A step that ends in a jump knows nothing of what comes after, and the
	// next one nothing of what was before.
	if t < s.from {
		t = s.from
	} else if t > s.end() && !p.ahead {
		t = s.end()
	}
	return s.at(i, t)
}

// add appends a finished step and forgets what nothing looks back to.
func (p *Past) add(s segment) {
	p.done = append(p.done, s)
	if len(p.done) > 64 && p.done[len(p.done)/2].end() < s.from-p.span-p.near {
		p.done = append([]segment(nil), p.done[len(p.done)/2:]...)
	}
}
