package press

import "math"

// tally counts the answers of some draws. It has no responses as long as none
// was accepted, so that draws in vain cost no room.
type tally struct {
	first, drawn, accepted int
	responses              []Response
}

func newResponses(presses, variables int) []Response {
	responses := make([]Response, presses)
	for k := range responses {
		responses[k] = Response{make([]int, variables), make([]int, variables), make([]int, variables)}
	}
	return responses
}

func (t *tally) add(other tally) {
	t.drawn += other.drawn
	t.accepted += other.accepted
	for k, r := range other.responses {
		for v := range r.Zero {
			t.responses[k].Negative[v] += r.Negative[v]
			t.responses[k].Zero[v] += r.Zero[v]
			t.responses[k].Positive[v] += r.Positive[v]
		}
	}
}

// worker draws systems and solves them; it holds the room for one.
type worker struct {
	plan    *plan
	presses [][]float64
	options SampleOptions
	a       []float64
	// factors and stability are those of each strong component.
	factors   []*factors
	stability []*stability
	// answers holds −A⁻¹p for each press.
	answers [][]float64
	part    []float64
}

func newWorker(p *plan, presses [][]float64, o SampleOptions) *worker {
	w := &worker{plan: p, presses: presses, options: o, a: make([]float64, p.size), part: make([]float64, p.model.Variables)}
	// Components of the same size share their room, but for the factors,
	// which are kept until the answers are computed.
	bySize := map[int]*stability{}
	for _, part := range p.parts {
		m := len(part)
		if bySize[m] == nil {
			bySize[m] = newStability(m)
		}
		w.stability = append(w.stability, bySize[m])
		w.factors = append(w.factors, newFactors(m))
	}
	for range presses {
		w.answers = append(w.answers, make([]float64, p.model.Variables))
	}
	return w
}

// take makes the draws from first on, until there are so many or enough of
// them are stable.
func (w *worker) take(first, draws, enough int) tally {
	t := tally{first: first}
	for t.drawn < draws && t.accepted < enough {
		w.plan.draw(w.a, w.options.Prior, w.options.Seed, uint64(first+t.drawn))
		t.drawn++
		if w.stable() && w.answer() {
			if t.accepted == 0 {
				t.responses = newResponses(len(w.presses), w.plan.model.Variables)
			}
			t.accepted++
			w.count(t.responses)
		}
	}
	return t
}

// stable judges the present draw, whose eigenvalues are those of its strong
// components, and leaves their factors.
func (w *worker) stable() bool {
	// Determinants turn most unstable draws away for a third of the time that
	// it takes to be certain.
	for c := range w.plan.parts {
		if !w.factors[c].of(w.block(c)) {
			return false
		}
	}
	if w.options.Prior == DiagonalScaling {
		return true
	}
	for c := range w.plan.parts {
		if !w.stability[c].of(w.block(c)) {
			return false
		}
	}
	return true
}

func (w *worker) block(c int) []float64 {
	m := len(w.plan.parts[c])
	return w.a[w.plan.first[c]:][:m*m]
}

// answer solves the present draw for every press, component by component, and
// reports whether all numbers are finite.
func (w *worker) answer() bool {
	for k, press := range w.presses {
		x := w.answers[k]
		for c, part := range w.plan.parts {
			b := w.part[:len(part)]
			for i, v := range part {
				b[i] = press[v]
				for _, in := range w.plan.across[v] {
					b[i] += w.a[in.slot] * x[in.cause]
				}
			}
			w.factors[c].solve(b)
			for i, v := range part {
				if math.IsNaN(b[i]) || math.IsInf(b[i], 0) {
					return false
				}
				x[v] = b[i]
			}
		}
	}
	return true
}

// count adds the signs of the present answers.
func (w *worker) count(responses []Response) {
	for k, x := range w.answers {
		largest := 0.0
		for _, y := range x {
			largest = max(largest, abs(y))
		}
		r := responses[k]
		for v, y := range x {
			switch {
			case abs(y) <= w.options.Zero*largest:
				r.Zero[v]++
			case y < 0:
				r.Negative[v]++
			default:
				r.Positive[v]++
			}
		}
	}
}
