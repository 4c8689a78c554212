package leverage

import (
	"context"
	"errors"
)

// errSpent says that the budget of a search did not suffice.
var errSpent = errors.New("the budget of the search is spent")

// search is a branch and bound for a minimum feedback vertex set.
type search struct {
	ctx context.Context
	// left is what may still be spent, counted in words of adjacency that a
	// pass over a graph touches, so that the same budget gives the same
	// answer on any machine.
	left int
	// nodes counts the graphs that were looked at.
	nodes int
}

func (s *search) spend(t *tangle) error {
	s.nodes++
	s.left -= 16 * t.n * t.words
	if s.left < 0 {
		return errSpent
	}
	if s.nodes%64 == 0 {
		return s.ctx.Err()
	}
	return nil
}

// minimum returns a smallest feedback vertex set of t, as names, if one of at
// most limit nodes exists. It changes t.
//
// Each step applies the reductions, solves strong components apart, gives up
// where a packing of disjoint cycles needs more than limit, and otherwise
// tries the node with most ways through it: first in the set, then out of it,
// which bypasses it.
func (s *search) minimum(t *tangle, limit int) (set []int32, found bool, err error) {
	if err := s.spend(t); err != nil {
		return nil, false, err
	}
	for _, names := range t.untie(false) {
		set = append(set, names[0])
	}
	if len(set) > limit {
		return nil, false, nil
	}
	parts := t.parts()
	needed := len(set)
	bounds := make([]int, len(parts))
	for i, part := range parts {
		bounds[i] = part.packing()
		needed += bounds[i]
	}
	for i, part := range parts {
		if needed > limit {
			return nil, false, nil
		}
		of, found, err := s.branch(part, bounds[i], limit-needed+bounds[i])
		if err != nil || !found {
			return nil, false, err
		}
		set = append(set, of...)
		needed += len(of) - bounds[i]
	}
	return set, needed <= limit, nil
}

// branch is minimum for a strongly connected graph to which no reduction
// applies and which needs at least bound nodes.
func (s *search) branch(t *tangle, bound, limit int) (best []int32, found bool, err error) {
	if bound > limit {
		return nil, false, nil
	}
	v := t.busiest()
	without := t.clone()
	without.remove(v)
	rest, ok, err := s.minimum(without, limit-1)
	if err != nil {
		return nil, false, err
	}
	if ok {
		best, found, limit = append(rest, t.names[v][0]), true, len(rest)
		if len(best) == bound {
			return best, true, nil
		}
	}
	past := t.clone()
	past.bypass(v)
	rest, ok, err = s.minimum(past, limit)
	if err != nil {
		return nil, false, err
	}
	if ok {
		return rest, true, nil
	}
	return best, found, nil
}

// busiest returns the node with the largest product of links in and links
// out, the first of equals.
func (t *tangle) busiest() int {
	best, most := -1, -1
	for v := range t.alive.all() {
		if ways := t.ins(v).size() * t.outs(v).size(); ways > most {
			best, most = v, ways
		}
	}
	return best
}

// packing returns a number of cycles that share no node, which no feedback
// vertex set can be smaller than: cycles are taken shortest first, and the
// rest reduced after each.
func (t *tangle) packing() int {
	t = t.clone()
	cycles := 0
	for {
		for {
			var taken [][]int32
			changed := t.untieNodes(false, &taken)
			cycles += len(taken)
			if !changed {
				break
			}
		}
		cycle := t.shortestCycle()
		if cycle == nil {
			return cycles
		}
		cycles++
		for _, v := range cycle {
			t.remove(v)
		}
	}
}

// shortestCycle returns the nodes of a shortest cycle, among those one whose
// nodes have few links, or nil if there is none.
func (t *tangle) shortestCycle() []int {
	var best []int
	fewest := 0
	for v := range t.alive.all() {
		for w := range t.outs(v).all() {
			if w < v || !t.ins(v).has(w) {
				continue
			}
			links := t.ways(v) + t.ways(w)
			if best == nil || links < fewest {
				best, fewest = []int{v, w}, links
			}
		}
	}
	if best != nil {
		return best
	}
	for v := range t.alive.all() {
		cycle := t.cycleThrough(v, len(best))
		if cycle == nil {
			continue
		}
		links := 0
		for _, w := range cycle {
			links += t.ways(w)
		}
		if best == nil || len(cycle) < len(best) || links < fewest {
			best, fewest = cycle, links
		}
	}
	return best
}

func (t *tangle) ways(v int) int { return t.ins(v).size() + t.outs(v).size() }

// cycleThrough returns a shortest cycle through v if it has at most limit
// nodes; 0 is no limit.
func (t *tangle) cycleThrough(v, limit int) []int {
	from := make([]int32, t.n)
	seen := newBitset(t.n)
	seen.add(v)
	row := []int{v}
	for length := 1; len(row) > 0 && (limit == 0 || length <= limit); length++ {
		var next []int
		for _, u := range row {
			if t.outs(u).has(v) {
				cycle := []int{u}
				for u != v {
					u = int(from[u])
					cycle = append(cycle, u)
				}
				return cycle
			}
			for w := range t.outs(u).all() {
				if !seen.has(w) {
					seen.add(w)
					from[w] = int32(u)
					next = append(next, w)
				}
			}
		}
		row = next
	}
	return nil
}

// greedy returns a feedback vertex set of t that is not always a minimum: the
// reductions, and the busiest node whenever they come to a stop. No node of it
// can be left out. It changes t.
func (t *tangle) greedy() []int32 {
	whole := t.clone()
	var set []int32
	for {
		for _, names := range t.untie(false) {
			set = append(set, names[0])
		}
		v := t.busiest()
		if v < 0 {
			return set
		}
		set = append(set, t.names[v][0])
		t.remove(v)
		_ = whole
	}
}
