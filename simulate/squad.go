package simulate

import (
	"context"
	"math"
)

// squad follows up to [lanes] members of an ensemble at a time, with and
// without the scenario.
type squad struct {
	c        *comparison
	active   []int
	watch    []int // places in active, −1 for what is never moved
	seed     uint64
	runs     int
	first, n int

	// blocks are those of the scenario and the baseline where members step
	// together, runners where each goes by itself; the baseline's is nil where
	// it is at rest.
	blocks  [2]*block
	runners [2]runner
	plans   [2]*plan
	factors [2][]Factor
	members [2]*member
	rows    [2][]float64

	// change of active variable a at point k is at k·active + a.
	change []lane
	// valid marks members that have a result, doubted those of which it is not
	// known whether they are stable.
	valid, doubted   [lanes]bool
	unstable, failed int
}

func (e *Ensemble) newSquad(c *comparison, o EnsembleOptions) (*squad, error) {
	w := &squad{c: c, active: e.head.Active, seed: o.Seed, runs: o.Runs, change: make([]lane, len(e.tallies))}
	place := make(map[string]int, len(w.active))
	for a, i := range w.active {
		place[e.head.Variables[i]] = a
	}
	for _, id := range e.head.Watch {
		a, ok := place[id]
		if !ok {
			a = -1
		}
		w.watch = append(w.watch, a)
	}
	w.plans = [2]*plan{c.scenario, c.baseline}
	if c.method.restsAtZero() && c.baseline.rests() {
		w.plans[1] = nil
	}
	for k, p := range w.plans {
		if p == nil {
			continue
		}
		w.factors[k] = p.factors(o.Seed)
		if e.head.Steps > 0 {
			w.blocks[k] = newBlock(p, newGrid(c.times, e.head.Until/float64(e.head.Steps), c.scenario, c.baseline))
		}
		if w.blocks[k] == nil {
			r, err := c.runner(p)
			if err != nil {
				return nil, err
			}
			w.runners[k], w.members[k], w.rows[k] = r, p.middle(), make([]float64, c.scenario.model.Len()*len(c.times))
		}
	}
	return w, nil
}

// follow computes the changes of some members.
func (w *squad) follow(ctx context.Context, first, count int) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	w.first, w.n, w.unstable, w.failed = first, count, 0, 0
	clear(w.change)
	for j := range w.valid {
		w.valid[j], w.doubted[j] = j < count, false
	}
	for k := range w.plans {
		switch {
		case w.blocks[k] != nil:
			w.blocks[k].stop = ctx.Done()
			w.together(k)
			if err := ctx.Err(); err != nil {
				return err
			}
		case w.runners[k] != nil:
			if err := w.oneByOne(ctx, k); err != nil {
				return err
			}
		}
	}
	return nil
}

// together adds what members come to in a block; of the baseline, with the
// sign turned.
func (w *squad) together(k int) {
	w.blocks[k].load(w.factors[k], w.first, w.n, w.runs)
	w.blocks[k].run(func(point int, x []lane) {
		for a, i := range w.active {
			change := &w.change[point*len(w.active)+a]
			for j := range change {
				if k == 0 {
					change[j] = x[i][j]
				} else {
					change[j] -= x[i][j]
				}
			}
		}
	})
}

// oneByOne does the same for members that are followed by themselves. Where
// scenario and baseline are close, their difference is taken in single
// precision; both are exact to about [Negligible].
func (w *squad) oneByOne(ctx context.Context, k int) error {
	n := w.c.scenario.model.Len()
	for j := range w.n {
		if !w.valid[j] {
			continue
		}
		w.members[k].draw(w.factors[k], w.first+j, w.runs)
		if err := w.runners[k].run(ctx, w.members[k], w.rows[k]); err != nil {
			unstable, failed := noResult(err)
			switch {
			case unstable:
				w.unstable++
			case failed:
				w.failed++
			default:
				return err
			}
			w.valid[j] = false
			continue
		}
		if d, ok := w.runners[k].(doubtful); ok && d.doubted() {
			w.doubted[j] = true
		}
		for point := range w.c.times {
			for a, i := range w.active {
				x := float32(w.rows[k][point*n+i])
				if k == 0 {
					w.change[point*len(w.active)+a][j] = x
				} else {
					w.change[point*len(w.active)+a][j] -= x
				}
			}
		}
	}
	return nil
}

// count adds the changes of the last members to an ensemble.
func (w *squad) count(e *Ensemble, into *chunk) {
	e.unstable += w.unstable
	e.failed += w.failed
	for j := range w.n {
		if w.valid[j] && w.doubted[j] {
			e.undecided++
		}
	}
	for cell := range w.change {
		e.tallies[cell].add(&w.change[cell], &w.valid)
	}
	last := w.change[len(w.change)-len(w.active):]
	for j := range w.n {
		ends := into.ends[(w.first-into.From+j)*len(w.watch):][:len(w.watch)]
		for k, a := range w.watch {
			switch {
			case !w.valid[j]:
				ends[k] = float32(math.NaN())
			case a >= 0:
				ends[k] = last[a][j]
			}
		}
	}
}
