package alliance

import (
	"context"
	"fmt"
	"math/bits"
	"slices"
)

// HittingOptions bound the search for smallest hitting sets.
type HittingOptions struct {
	// Limit is how many of the smallest sets to return; 0 is 1,000.
	Limit int
	// Budget is how many times to look at a set; 0 is 50,000,000, some seconds.
	Budget int
}

// HittingSets are the smallest sets that have something in common with each of
// some given sets.
type HittingSets struct {
	// Proved: Size is the smallest there can be. Otherwise the budget did not
	// suffice; Size is that of a set that was found, and AtLeast what is
	// proved to be needed.
	Proved  bool
	Size    int
	AtLeast int
	// Sets are the smallest sets, each ascending, in ascending order; Complete
	// says that these are all. Without proof it is the one that was found.
	Sets     [][]int
	Complete bool
	// InEvery are the elements that every smallest set has; exact if Proved,
	// whether or not all sets are listed, and empty otherwise.
	InEvery []int
}

// SmallestHittingSets returns the smallest sets of the numbers 0…n−1 that have
// an element in each of the given sets: minimum hitting sets, exactly.
//
// Sets that contain another are dropped, since whatever hits the smaller one
// hits them. For sizes from the lower bound on, the search takes the smallest
// set that is not hit and tries its elements in turn, each without those before
// it, so that nothing is found twice; disjoint sets that are not hit bound how
// many elements are still needed.
//
// The error says that a set is empty, so that nothing hits it, or has an
// element out of range, or is the context's.
func SmallestHittingSets(ctx context.Context, n int, sets [][]int, o HittingOptions) (HittingSets, error) {
	if o.Limit <= 0 {
		o.Limit = 1000
	}
	if o.Budget <= 0 {
		o.Budget = 50_000_000
	}
	h := &hitter{ctx: ctx, n: n, left: o.Budget}
	for k, set := range sets {
		c := newCrowd(n)
		for _, x := range set {
			if x < 0 || x >= n {
				return HittingSets{}, fmt.Errorf("set %d has the element %d; give 0 to %d", k, x, n-1)
			}
			c.add(x)
		}
		if c.empty() {
			return HittingSets{}, fmt.Errorf("set %d is empty, so that nothing hits it; leave it out", k)
		}
		h.sets = append(h.sets, c)
	}
	h.sets = minimalCrowds(ctx, h.sets)
	if err := ctx.Err(); err != nil {
		return HittingSets{}, err
	}
	return h.solve(o.Limit)
}

// hitter is one search.
type hitter struct {
	ctx  context.Context
	n    int
	sets []crowd
	// left is the budget that is left.
	left int
	// found are the sets of the present size, at most limit of them; more says
	// that there are others.
	found [][]int
	limit int
	more  bool
}

func (h *hitter) solve(limit int) (HittingSets, error) {
	all := make([]int, len(h.sets))
	for i := range all {
		all[i] = i
	}
	h.limit = limit
	bound := len(h.disjoint(all, newCrowd(h.n)))
	for size := bound; ; size++ {
		h.search(all, nil, newCrowd(h.n), size)
		if err := h.ctx.Err(); err != nil {
			return HittingSets{}, err
		}
		if h.left < 0 {
			greedy := h.greedy()
			return HittingSets{Size: len(greedy), AtLeast: size, Sets: [][]int{greedy}}, nil
		}
		if len(h.found) > 0 {
			return h.settle(size)
		}
	}
}

// settle says what is in the sets that were found.
func (h *hitter) settle(size int) (HittingSets, error) {
	out := HittingSets{Proved: true, Size: size, AtLeast: size, Sets: h.found, Complete: !h.more}
	slices.SortFunc(out.Sets, slices.Compare)
	all := make([]int, len(h.sets))
	for i := range all {
		all[i] = i
	}
	for _, x := range out.Sets[0] {
		needed := true
		for _, set := range out.Sets {
			needed = needed && slices.Contains(set, x)
		}
		if needed && !out.Complete {
			// A set that is not listed may do without.
			without := newCrowd(h.n)
			without.add(x)
			other := &hitter{ctx: h.ctx, n: h.n, sets: h.sets, left: h.left, limit: 1}
			other.search(all, nil, without, size)
			if err := h.ctx.Err(); err != nil {
				return HittingSets{}, err
			}
			needed = len(other.found) == 0 && other.left >= 0
		}
		if needed {
			out.InEvery = append(out.InEvery, x)
		}
	}
	return out, nil
}

// search finds every way to hit the open sets with at most so many elements
// more, none of them forbidden.
func (h *hitter) search(open, taken []int, forbidden crowd, more int) {
	h.left -= 1 + len(open)
	if h.more || h.left < 0 || h.ctx.Err() != nil {
		return
	}
	if len(open) == 0 {
		if len(h.found) == h.limit {
			h.more = true
			return
		}
		set := slices.Clone(taken)
		slices.Sort(set)
		h.found = append(h.found, set)
		return
	}
	if len(h.disjoint(open, forbidden)) > more {
		return
	}
	forbidden = slices.Clone(forbidden)
	for _, x := range h.fewest(open, forbidden).less(forbidden).members() {
		h.search(h.unhit(open, x), append(taken, x), forbidden, more-1)
		forbidden.add(x)
	}
}

// fewest is the open set with the fewest elements that may be taken.
func (h *hitter) fewest(open []int, forbidden crowd) crowd {
	best, size := h.sets[open[0]], h.n+1
	for _, k := range open {
		if n := h.sets[k].less(forbidden).size(); n < size {
			best, size = h.sets[k], n
		}
	}
	return best
}

// disjoint picks open sets of which no two can be hit by the same element that
// may be taken. A set that has no such element cannot be hit; it is counted
// more often than elements there are.
func (h *hitter) disjoint(open []int, forbidden crowd) []int {
	var out []int
	used := newCrowd(h.n)
	for _, k := range open {
		free := h.sets[k].less(forbidden)
		if free.empty() {
			return make([]int, h.n+1)
		}
		if !free.meets(used) {
			out, used = append(out, k), used.or(free)
		}
	}
	return out
}

func (h *hitter) unhit(open []int, x int) []int {
	out := make([]int, 0, len(open))
	for _, k := range open {
		if !h.sets[k].has(x) {
			out = append(out, k)
		}
	}
	return out
}

// greedy takes what hits most until everything is hit.
func (h *hitter) greedy() []int {
	var out []int
	open := make([]int, len(h.sets))
	for i := range open {
		open[i] = i
	}
	for len(open) > 0 {
		hits := make([]int, h.n)
		for _, k := range open {
			for _, x := range h.sets[k].members() {
				hits[x]++
			}
		}
		best := slices.Index(hits, slices.Max(hits))
		out, open = append(out, best), h.unhit(open, best)
	}
	slices.Sort(out)
	return out
}

// crowd is a set of small numbers.
type crowd []uint64

func newCrowd(n int) crowd { return make(crowd, (n+63)/64) }

func (c crowd) add(x int)      { c[x/64] |= 1 << (x % 64) }
func (c crowd) has(x int) bool { return c[x/64]>>(x%64)&1 == 1 }

func (c crowd) empty() bool {
	for _, w := range c {
		if w != 0 {
			return false
		}
	}
	return true
}

func (c crowd) size() int {
	n := 0
	for _, w := range c {
		n += bits.OnesCount64(w)
	}
	return n
}

func (c crowd) meets(o crowd) bool {
	for i := range c {
		if c[i]&o[i] != 0 {
			return true
		}
	}
	return false
}

func (c crowd) within(o crowd) bool { return c.less(o).empty() }

func (c crowd) or(o crowd) crowd {
	out := slices.Clone(c)
	for i := range o {
		out[i] |= o[i]
	}
	return out
}

func (c crowd) less(o crowd) crowd {
	out := slices.Clone(c)
	for i := range o {
		out[i] &^= o[i]
	}
	return out
}

func (c crowd) members() []int {
	var out []int
	for i, w := range c {
		for ; w != 0; w &= w - 1 {
			out = append(out, 64*i+bits.TrailingZeros64(w))
		}
	}
	return out
}

// minimalCrowds drops sets that contain another, the smallest first. It stops
// with the context.
func minimalCrowds(ctx context.Context, sets []crowd) []crowd {
	sets = slices.Clone(sets)
	slices.SortStableFunc(sets, func(a, b crowd) int {
		if d := a.size() - b.size(); d != 0 {
			return d
		}
		return slices.Compare(a, b)
	})
	var out []crowd
	for _, c := range sets {
		if ctx.Err() != nil {
			break
		}
		if !slices.ContainsFunc(out, func(small crowd) bool { return small.within(c) }) {
			out = append(out, c)
		}
	}
	return out
}
