package loop

import (
	"context"
	"math"
)

// round is one search through the whole graph, for the loops of some lengths.
type round struct {
	of                *Listing
	ctx               context.Context
	shortest, longest int
	found             func(*writer, weight) bool
	// beyond is the least length above longest that a loop may have, 0 if
	// none can have any.
	beyond int
	seeker seeker
	writer writer
}

func (r *round) run() {
	r.beyond = 0
	// Every round has a fabric of its own.
	r.writer = newWriter(&r.of.asked)
	err := r.of.asked.stages(r.ctx, r.longest, r.strand, r.search)
	if err != nil {
		r.of.extent.Cut = CutByContext
	}
}

// strand offers a loop that contraction found.
func (r *round) strand(f *fabric, s int32) bool {
	total := f.strands[s].weight
	if total.length() > r.longest {
		r.mayHave(total.length())
		return true
	}
	if !r.suits(total) {
		return true
	}
	r.writer.write(f, []int32{s})
	return r.offer(total)
}

// search offers the loops of one search.
func (r *round) search(in *search) bool {
	walk := r.seeker.within
	if r.longest == math.MaxInt {
		walk = r.seeker.everything
	}
	beyond, err := walk(r.ctx, in, r.longest, func(total weight) bool {
		if !r.suits(total) {
			return true
		}
		r.writer.write(in.of, r.seeker.taken[:r.seeker.depth])
		return r.offer(total)
	})
	r.mayHave(beyond)
	r.mayHave(in.beyond)
	if err != nil {
		r.of.extent.Cut = CutByContext
	}
	return r.of.extent.Cut == NotCut
}

func (r *round) suits(total weight) bool {
	return total.length() >= r.shortest && r.of.asked.accepts(total)
}

// mayHave notes that there may be loops of a length.
func (r *round) mayHave(length int) {
	if length > 0 && (r.beyond == 0 || length < r.beyond) {
		r.beyond = length
	}
}

// checkLoops is how many loops a slow reader may still be given after the
// context is done.
const checkLoops = 64

// offer hands over the loop that was written, or cuts the list.
func (r *round) offer(total weight) bool {
	e := &r.of.extent
	if e.Count%checkLoops == 0 && r.ctx.Err() != nil {
		e.Cut = CutByContext
		return false
	}
	if r.of.limit > 0 && e.Count == r.of.limit {
		e.Cut = CutAtLimit
		return false
	}
	if !r.found(&r.writer, total) {
		// Whether the reader's last loop was the last of all is not known.
		e.Count++
		e.Cut = CutByReader
		return false
	}
	e.Count++
	return true
}
