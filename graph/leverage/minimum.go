package leverage

// minimum returns a smallest feedback vertex set of t, as names, if one of at
// most limit nodes exists. It changes t. The error is that the effort is spent.
//
// It is a branch and bound. Each step applies the reductions, solves strong
// components apart, gives up where a packing of disjoint cycles needs more than
// limit, and otherwise tries the node with most ways through it: first in the
// set, then out of it, which bypasses it.
func (t *tangle) minimum(limit int) (set []int32, found bool, err error) {
	if err := t.effort.err(); err != nil {
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
		of, found, err := part.branch(bounds[i], limit-needed+bounds[i])
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
func (t *tangle) branch(bound, limit int) (best []int32, found bool, err error) {
	if bound > limit {
		return nil, false, nil
	}
	v := t.busiest()
	without := t.clone()
	without.remove(v)
	rest, ok, err := without.minimum(limit - 1)
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
	rest, ok, err = past.minimum(limit)
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
	t.effort.spend(2 * len(t.out))
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
// rest reduced after each. It returns a smaller one when the effort is spent.
func (t *tangle) packing() int {
	t = t.clone()
	cycles := 0
	for {
		for {
			var taken [][]int32
			changed := t.untieNodes(false, &taken)
			cycles += len(taken)
			if !changed || t.effort.spent() {
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
			t.effort.spend(4 * t.words)
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
		if t.effort.spent() {
			break
		}
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
		t.effort.spend(len(row) * (t.words + 4))
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
// reductions, and the busiest node whenever they come to a stop. It changes t.
// The error is that the effort is spent.
func (t *tangle) greedy() (set []int32, err error) {
	for {
		for _, names := range t.untie(false) {
			set = append(set, names[0])
		}
		if err := t.effort.err(); err != nil {
			return nil, err
		}
		v := t.busiest()
		if v < 0 {
			return set, nil
		}
		set = append(set, t.names[v][0])
		t.remove(v)
	}
}
