package press

import (
	"context"
	"fmt"
	"sync"
)

const (
	// chunk is how many draws a worker takes at once.
	chunk = 32
	// mostAhead is how many of them there are for each worker between two
	// looks at whether enough are stable; fewer where tallies are large.
	mostAhead = 8
)

// sampling is one call of Sample.
type sampling struct {
	ctx     context.Context
	plan    *plan
	presses [][]float64
	options SampleOptions
}

// run draws rounds of chunks side by side and adds them up in order, so that
// the systems counted are the first stable ones whoever drew them.
func (s *sampling) run() (t tally, drawn int, err error) {
	workers := make([]*worker, min(s.options.Workers, (s.options.MaxDraws+chunk-1)/chunk))
	for k := range workers {
		workers[k] = newWorker(s.plan, s.presses, s.options)
	}
	t.responses = newResponses(len(s.presses), s.plan.model.Variables)
	for drawn < s.options.MaxDraws && !s.ended(t.accepted, drawn) {
		chunks := s.round(workers, drawn)
		if err := s.ctx.Err(); err != nil {
			return t, drawn, fmt.Errorf("press: stopped after %d draws, %d of them stable: %w", drawn, t.accepted, err)
		}
		for _, c := range chunks {
			if missing := s.options.Runs - t.accepted; c.accepted >= missing {
				// The last system wanted is among these: count up to it.
				c = workers[0].take(c.first, c.drawn, missing)
			}
			t.add(c)
			drawn += c.drawn
			if s.ended(t.accepted, drawn) {
				break
			}
		}
		s.options.Progress(max(float64(t.accepted)/float64(s.options.Runs), float64(drawn)/float64(s.options.MaxDraws)))
	}
	s.options.Progress(1)
	return t, drawn, nil
}

// ended reports whether there is enough, or no hope of it. It is asked after
// every chunk, in order, so that the answer does not depend on who drew it.
func (s *sampling) ended(accepted, drawn int) bool {
	return accepted == s.options.Runs || accepted == 0 && drawn >= max(s.options.MaxDraws/20, 1000)
}

// round has each worker take chunks of the draws from first on, in turns.
func (s *sampling) round(workers []*worker, first int) []tally {
	left := (s.options.MaxDraws - first + chunk - 1) / chunk
	chunks := make([]tally, min(len(workers)*s.ahead(), left))
	var wait sync.WaitGroup
	for k, w := range workers {
		wait.Go(func() {
			for c := k; c < len(chunks) && s.ctx.Err() == nil; c += len(workers) {
				from := first + c*chunk
				chunks[c] = w.take(from, min(chunk, s.options.MaxDraws-from), chunk)
			}
		})
	}
	wait.Wait()
	return chunks
}

// ahead is how many chunks each worker takes in a round.
func (s *sampling) ahead() int {
	numbers := 1 + 3*len(s.presses)*s.plan.model.Variables
	return min(max(1<<20/numbers, 1), mostAhead)
}
