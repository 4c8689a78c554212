package simulate

import (
	"context"
	"math"
)

// scores are link scores of one run, a step at a time; see [Matter].
type scores struct {
	p       *plan
	system  *member
	respond func(float64) float64
	times   []float64
	// rows has variable i at times[k] at k·n + i.
	rows    []float64
	regime  int
	weights []float64

	// change[i] is how the speed of variable i changes, times its inertia.
	// links[l] and inertia[i] are how much of that is by a link and by
	// relaxation; moved[l] is what arrives by the link.
	change, links, inertia, moved []float64
	// outside is how much is by what is done to a variable.
	outside []float64
}

// still is the largest change of a variable or its speed that is taken to be
// none: it is beyond what the solver of the equations can tell.
const still = 1e-8

func newScores(ctx context.Context, c *comparison) (*scores, error) {
	n := c.scenario.model.Len()
	s := &scores{
		p: c.scenario, system: c.scenario.middle(), times: c.times, rows: make([]float64, n*len(c.times)), regime: -1,
		weights: make([]float64, len(c.scenario.links)), links: make([]float64, len(c.scenario.links)), moved: make([]float64, len(c.scenario.links)),
		change: make([]float64, n), inertia: make([]float64, n), outside: make([]float64, n),
	}
	switch c.method.(type) {
	case Flow:
		s.respond = math.Tanh
	case Linear:
		s.respond = func(x float64) float64 { return x }
	default:
		return nil, errNoSpeeds
	}
	r, err := c.runner(c.scenario)
	if err != nil {
		return nil, err
	}
	return s, r.run(ctx, s.system, s.rows)
}

// take computes the step from times[step] to the next moment. A step in which
// a regime begins is left empty: its changes are not those of the system.
func (s *scores) take(step int) {
	before, now := s.times[step], s.times[step+1]
	for s.regime+1 < len(s.p.regimes) && s.p.regimes[s.regime+1].from <= before {
		s.regime++
		s.p.weights(s.system, &s.p.regimes[s.regime], s.weights)
	}
	for _, list := range [][]float64{s.change, s.links, s.inertia, s.moved, s.outside} {
		clear(list)
	}
	if s.regime+1 < len(s.p.regimes) && s.p.regimes[s.regime+1].from <= now {
		return
	}
	r, n := &s.p.regimes[s.regime], s.p.model.Len()
	for i := range n {
		if r.held[i] {
			continue
		}
		drive := r.push[i] + r.growth[i]*(before-r.from)
		into := s.p.into[s.p.first[i]:s.p.first[i+1]]
		for _, l := range into {
			x := s.arrives(l, before)
			s.moved[l] = s.arrives(l, now) - x
			drive += s.weights[l] * x
		}
		pushed := r.growth[i] * (now - before)
		after := drive + pushed
		for _, l := range into {
			after += s.weights[l] * s.moved[l]
		}
		today := s.respond(drive)
		for _, l := range into {
			s.links[l] = s.respond(drive+s.weights[l]*s.moved[l]) - today
		}
		s.outside[i] = s.respond(drive+pushed) - today
		s.inertia[i] = -(s.rows[(step+1)*n+i] - s.rows[step*n+i])
		s.change[i] = s.respond(after) - today + s.inertia[i]
	}
}

// arrives is the source of a link as its target feels it at time t, between
// moments on a straight line.
func (s *scores) arrives(l int, t float64) float64 {
	n, from := s.p.model.Len(), s.p.links[l].from
	t -= s.system.delay[l]
	if t < 0 {
		return 0
	}
	last := len(s.times) - 1
	at := t / s.times[last] * float64(last)
	k := min(int(at), last)
	x := s.rows[k*n+from]
	if part := at - float64(k); part > 0 && k < last {
		x += part * (s.rows[(k+1)*n+from] - x)
	}
	return x
}

// loop returns the logarithm of the size of a loop's score, and its sign: 0 if
// it has none.
func (s *scores) loop(l *MatterLoop) (size, sign float64) {
	if l.Inertia {
		i := l.nodes[0]
		return logShare(s.inertia[i], s.change[i], s.inertia[i], -1)
	}
	sign = 1
	for _, k := range l.links {
		w := 1.0
		if s.weights[k] < 0 {
			w = -1
		}
		one, side := logShare(s.links[k], s.change[s.p.links[k].to], s.moved[k], w)
		if side == 0 {
			return math.Inf(-1), 0
		}
		size, sign = size+one, sign*side
	}
	return size, sign
}

// logShare is the logarithm of |part/change|, with the given sign, or with none
// where the change or what moved is none.
func logShare(part, change, moved, sign float64) (size, side float64) {
	if math.Abs(change) <= still || math.Abs(moved) <= still || part == 0 {
		return math.Inf(-1), 0
	}
	return math.Log(math.Abs(part / change)), sign
}
