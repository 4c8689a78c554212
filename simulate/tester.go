package simulate

import (
	"context"
	"math"
	"slices"
)

// tester is one worker of a trial. It keeps a block with the members that it
// was last loaded with.
type tester struct {
	t      *trial
	block  *block
	loaded int
}

// test follows members first… of one plan and writes what becomes of the goal.
func (w *tester) test(ctx context.Context, p *plan, first, count int, row []float32) error {
	b := w.blockFor(p, first, count)
	if b == nil {
		return w.oneByOne(ctx, p, first, count, row)
	}
	points := len(w.t.times)
	b.run(func(point int, x []lane) {
		for j := range count {
			sum := 0.0
			for _, a := range w.t.goal {
				sum += a.share * float64(x[a.variable][j])
			}
			at := (first+j)*points + point
			row[at] = float32(sum) - w.t.undone[at]
		}
	})
	return nil
}

// blockFor returns a block with the members loaded; nil where members go one
// by one.
func (w *tester) blockFor(p *plan, first, count int) *block {
	if w.t.steps == 0 {
		return nil
	}
	if len(p.links) != len(w.t.model.links) || slices.Contains(p.resigned, true) {
		b := newBlock(p, w.t.grid(w.t.steps))
		if b != nil {
			b.load(w.t.factors(p), first, count, w.t.runs)
		}
		return b
	}
	if w.block == nil {
		if w.block = newBlock(p, w.t.grid(w.t.steps)); w.block == nil {
			return nil
		}
	}
	if w.loaded != first {
		w.block.load(w.t.factors(p), first, count, w.t.runs)
		w.loaded = first
	}
	w.block.p, w.block.begins = p, w.block.g.begins(p)
	return w.block
}

func (w *tester) oneByOne(ctx context.Context, p *plan, first, count int, row []float32) error {
	t := w.t
	n, points := t.model.Len(), len(t.times)
	r, err := t.method.prepare(p, t.times)
	if err != nil {
		return err
	}
	factors, m, state := t.factors(p), p.middle(), make([]float64, n*points)
	for j := range count {
		m.draw(factors, first+j, t.runs)
		err := r.run(ctx, m, state)
		if unstable, failed := noResult(err); err != nil && !unstable && !failed {
			return err
		}
		for point := range points {
			at, sum := (first+j)*points+point, 0.0
			for _, a := range t.goal {
				sum += a.share * state[point*n+a.variable]
			}
			if err != nil {
				sum = math.NaN()
			}
			row[at] = float32(sum) - t.undone[at]
		}
	}
	return nil
}
