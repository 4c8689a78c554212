package simulate

import (
	"cmp"
	"iter"
	"math"
	"slices"
)

// shelf is the candidates of a search with what says which of them go together.
type shelf struct {
	of []Candidate
	// group numbers candidates that exclude each other alike.
	group  []int
	pick   int
	budget float64
}

func newShelf(candidates []Candidate, pick int, budget *float64) *shelf {
	s := &shelf{of: candidates, pick: pick, budget: math.Inf(1)}
	if budget != nil {
		s.budget = *budget
	}
	numbers := make(map[string]int)
	for k, c := range candidates {
		number := -1 - k
		if c.Group != "" {
			if _, known := numbers[c.Group]; !known {
				numbers[c.Group] = len(numbers)
			}
			number = numbers[c.Group]
		}
		s.group = append(s.group, number)
	}
	return s
}

// cost is what a set costs, added in its order; unknown costs count nothing.
func (s *shelf) cost(set []int) (sum float64, known bool) {
	known = true
	for _, c := range set {
		if cost := s.of[c].Cost; cost != nil {
			sum += *cost
		} else {
			known = false
		}
	}
	return sum, known
}

// allows reports whether a set keeps to the number, the budget and the groups.
// A budget that is missed by rounding alone is met.
func (s *shelf) allows(set []int) bool {
	if len(set) > s.pick {
		return false
	}
	if cost, _ := s.cost(set); cost > s.budget*(1+1e-12) {
		return false
	}
	for i, a := range set {
		for _, b := range set[:i] {
			if s.group[a] == s.group[b] {
				return false
			}
		}
	}
	return true
}

// sets yields every set that is allowed, none first, each ascending and to be
// cloned by whoever keeps it.
func (s *shelf) sets() iter.Seq[[]int] {
	return func(yield func([]int) bool) {
		set := make([]int, 0, s.pick)
		var extend func(from int) bool
		extend = func(from int) bool {
			if !yield(set) {
				return false
			}
			if len(set) == s.pick {
				return true
			}
			for c := from; c < len(s.of); c++ {
				set = append(set, c)
				more := !s.allows(set) || extend(c+1)
				set = set[:len(set)-1]
				if !more {
					return false
				}
			}
			return true
		}
		extend(0)
	}
}

// count returns how many sets are allowed, or most + 1 if there are more.
func (s *shelf) count(most int) int {
	n := 0
	for range s.sets() {
		if n++; n > most {
			break
		}
	}
	return n
}

// scenario is what a set does.
func (s *shelf) scenario(set []int) Scenario {
	var out Scenario
	for _, c := range set {
		out.Interventions = append(out.Interventions, s.of[c].Interventions...)
	}
	return out
}

// scored is a set and how far it moves the goal.
type scored struct {
	set   []int
	score float64
	cost  float64
	// priced says that all costs are known.
	priced bool
}

// compare puts the better first: more effect, then less cost, then fewer, then
// in the order of the candidates.
func (a scored) compare(b scored) int {
	return cmp.Or(
		cmp.Compare(b.score, a.score), cmp.Compare(a.cost, b.cost),
		cmp.Compare(len(a.set), len(b.set)), slices.Compare(a.set, b.set),
	)
}

// podium keeps the best of what it is shown, best first, and the front of
// effect against cost.
type podium struct {
	best []scored
	// front ascends in cost and in score; nothing on it is beaten by something
	// that costs no more.
	front []scored
}

// onPodium is how many are kept.
const onPodium = 10

func (p *podium) show(s scored) {
	if math.IsInf(s.score, -1) {
		return
	}
	if at, known := slices.BinarySearchFunc(p.best, s, scored.compare); !known && at < onPodium {
		p.best = slices.Insert(p.best, at, s)
		p.best = p.best[:min(len(p.best), onPodium)]
	}
	if s.priced && s.score > Negligible {
		p.advance(s)
	}
}

func (p *podium) advance(s scored) {
	at, same := slices.BinarySearchFunc(p.front, s, func(a, b scored) int { return cmp.Compare(a.cost, b.cost) })
	if at > 0 && p.front[at-1].score >= s.score || same && p.front[at].compare(s) <= 0 {
		return
	}
	to := at
	for to < len(p.front) && p.front[to].score <= s.score {
		to++
	}
	p.front = slices.Replace(p.front, at, to, s)
}

// larger returns the allowed sets with one candidate more.
func (s *shelf) larger(set []int) [][]int {
	var out [][]int
	for c := range s.of {
		if at, in := slices.BinarySearch(set, c); !in {
			if next := slices.Insert(slices.Clone(set), at, c); s.allows(next) {
				out = append(out, next)
			}
		}
	}
	return out
}

// neighbours returns the allowed sets with one candidate more, or another in
// the place of one.
func (s *shelf) neighbours(set []int) [][]int {
	out := s.larger(set)
	for k := range set {
		for _, next := range s.larger(slices.Delete(slices.Clone(set), k, k+1)) {
			if !slices.Equal(next, set) {
				out = append(out, next)
			}
		}
	}
	return out
}
