package leverage

import "slices"

// untie reduces the graph by rules that keep a minimum feedback vertex set a
// minimum one, until none applies, and returns the names of nodes that such a
// set has to hold (Levy and Low 1988, J. Algorithms 9:470; Lin and Jou 2000,
// IEEE Trans. CAD 19:295):
//
//   - a node with a link to itself is in the set;
//   - a node without links in, or without links out, is in no cycle;
//   - a node with one link in, or one link out, is on no cycle that its
//     neighbour is not on: bypass it;
//   - links that lie on no chordless cycle do not matter.
//
// With all set, the third rule is confined to nodes that lie on exactly the
// same cycles, which become one node with several names: then every minimum
// set is kept, not only one of them. When the effort is spent, untie stops
// before all is done.
func (t *tangle) untie(all bool) (taken [][]int32) {
	for {
		for t.untieNodes(all, &taken) {
		}
		if t.effort.spent() || !t.cutIdleLinks() && !t.cutDominatedLinks() {
			return taken
		}
	}
}

// untieNodes applies the rules for nodes to each node once.
func (t *tangle) untieNodes(all bool, taken *[][]int32) (changed bool) {
	t.effort.spend(len(t.out))
	for v := range t.alive.all() {
		if !t.alive.has(v) {
			continue
		}
		in, out := t.ins(v), t.outs(v)
		switch {
		case out.has(v):
			*taken = append(*taken, t.names[v])
			t.remove(v)
		case in.upTo(1) == 0 || out.upTo(1) == 0:
			t.remove(v)
		case in.upTo(2) == 1 && (!all || t.outs(in.first()).upTo(2) == 1):
			t.fold(v, in.first(), all)
		case out.upTo(2) == 1 && (!all || t.ins(out.first()).upTo(2) == 1):
			t.fold(v, out.first(), all)
		default:
			continue
		}
		changed = true
	}
	return changed
}

// fold bypasses v, whose cycles all run through its neighbour. With all set
// they are the same cycles.
func (t *tangle) fold(v, neighbour int, all bool) {
	if all {
		t.names[neighbour] = slices.Concat(t.names[neighbour], t.names[v])
	}
	t.bypass(v)
}

// cutIdleLinks removes the links that lie on no cycle, and those whose every
// cycle has both ends of a cycle of two: links between strong components, and
// links outside cycles of two that lie between strong components of the graph
// without those.
func (t *tangle) cutIdleLinks() (changed bool) {
	pairs := make([]uint64, len(t.out))
	for i := range pairs {
		pairs[i] = t.out[i] & t.in[i]
	}
	of, _ := t.components(pairs)
	for v := range t.alive.all() {
		for w := range t.outs(v).all() {
			if of[v] != of[w] && !t.ins(v).has(w) {
				t.unlink(v, w)
				changed = true
			}
		}
	}
	return changed
}

// cutDominatedLinks removes the links u→v, outside cycles of two, on which
// every cycle has a chord: each node before u also leads to v, or u leads to
// each node after v, neighbours through cycles of two aside.
func (t *tangle) cutDominatedLinks() (changed bool) {
	for u := range t.alive.all() {
		t.effort.spend(2 * t.outs(u).size() * t.words)
		if t.effort.spent() {
			return false
		}
		for v := range t.outs(u).all() {
			if u == v || t.ins(u).has(v) {
				continue
			}
			if t.ins(u).within(t.ins(v), t.outs(u)) || t.outs(v).within(t.outs(u), t.ins(v)) {
				t.unlink(u, v)
				changed = true
			}
		}
	}
	return changed
}
