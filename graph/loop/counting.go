package loop

import (
	"context"
	"math"
	"sync"
)

// counting is a tally at work: one goroutine splits the question into
// searches, the others walk them.
type counting struct {
	asked    question
	longest  int
	searches chan *search
}

// counter is what one goroutine has counted.
type counter struct {
	asked *question
	// byLength holds counts by 1 + polarity.
	byLength [][3]uint64
	beyond   int
	cut      bool
	seeker   seeker
}

func (c *counting) run(ctx context.Context, workers int) TallyResult {
	counters := make([]counter, workers+1)
	for i := range counters {
		counters[i].asked = &c.asked
	}
	var walkers sync.WaitGroup
	for i := range workers {
		walkers.Go(func() {
			for in := range c.searches {
				counters[i].walk(ctx, in, c.longest)
			}
		})
	}
	splitter := &counters[workers]
	err := c.asked.stages(ctx, c.longest, func(f *fabric, s int32) bool {
		splitter.strand(f.strands[s].weight, c.longest)
		return true
	}, func(in *search) bool {
		c.split(in, workers)
		return true
	})
	close(c.searches)
	walkers.Wait()
	splitter.cut = err != nil
	return c.result(counters)
}

// split hands out a search whole, or by the root's first strands if there are
// several to walk them: all searches but a few are short, so that handing them
// out whole would leave most of the work to one.
func (c *counting) split(in *search, workers int) {
	if workers == 1 {
		c.searches <- in
		return
	}
	for branch := range in.branches() {
		c.searches <- branch
	}
}

func (c *counter) walk(ctx context.Context, in *search, longest int) {
	walk := c.seeker.within
	if longest == math.MaxInt {
		walk = c.seeker.everything
	}
	beyond, err := walk(ctx, in, longest, func(total weight) bool {
		c.add(total)
		return true
	})
	c.mayHave(beyond)
	c.mayHave(in.beyond)
	c.cut = c.cut || err != nil
}

func (c *counter) strand(total weight, longest int) {
	if total.length() > longest {
		c.mayHave(total.length())
		return
	}
	c.add(total)
}

func (c *counter) add(total weight) {
	if !c.asked.accepts(total) {
		return
	}
	for len(c.byLength) <= total.length() {
		c.byLength = append(c.byLength, [3]uint64{})
	}
	c.byLength[total.length()][1+total.polarity()]++
}

func (c *counter) mayHave(length int) {
	if length > 0 && (c.beyond == 0 || length < c.beyond) {
		c.beyond = length
	}
}

// result adds up what all have counted.
func (c *counting) result(counters []counter) TallyResult {
	var r TallyResult
	r.Complete = true
	r.MaxLength = c.asked.max
	var sum [][3]uint64
	for _, one := range counters {
		r.Longer = r.Longer || one.beyond > 0
		if one.cut {
			r.Complete, r.MaxLength, r.Cut = false, 0, CutByContext
		}
		for length, row := range one.byLength {
			for len(sum) <= length {
				sum = append(sum, [3]uint64{})
			}
			for p, n := range row {
				sum[length][p] += n
			}
		}
	}
	for length, row := range sum {
		if row == [3]uint64{} {
			continue
		}
		t := LengthTally{Length: length, Reinforcing: row[1+Reinforcing], Balancing: row[1+Balancing], Undetermined: row[1+Undetermined]}
		r.ByLength = append(r.ByLength, t)
		r.Reinforcing += t.Reinforcing
		r.Balancing += t.Balancing
		r.Undetermined += t.Undetermined
	}
	r.Count = int(r.Reinforcing + r.Balancing + r.Undetermined)
	return r
}
