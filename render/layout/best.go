package layout

import (
	"cmp"
	"context"
	"slices"
	"sync"
)

// finalists is how many of the evened drafts are worked on further.
const finalists = 3

// best evens all drafts out and returns the sheet of lowest cost, improved.
func (p *plan) best(ctx context.Context, drafts [][]Point) (sheet, error) {
	apart := p.distances()
	sheets := make([]costed, len(drafts))
	for k, d := range drafts {
		if ctx.Err() != nil {
			return sheet{}, context.Cause(ctx)
		}
		p.relax(d, apart, 50)
		s := p.onSheet(d)
		p.tidy(&s)
		sheets[k] = costed{s, p.cost(p.faults(s))}
	}
	slices.SortStableFunc(sheets, cheaper)
	sheets = sheets[:min(finalists, len(sheets))]
	var group sync.WaitGroup
	for k := range sheets {
		group.Go(func() { p.improve(ctx, &sheets[k], uint64(k)) })
	}
	group.Wait()
	if ctx.Err() != nil {
		return sheet{}, context.Cause(ctx)
	}
	slices.SortStableFunc(sheets, cheaper)
	return sheets[0].sheet, nil
}

// improve moves whole clusters, then single boxes, twice over.
func (p *plan) improve(ctx context.Context, s *costed, seed uint64) {
	for round := range uint64(2) {
		trial := s.clone()
		p.shuffle(ctx, &trial, seed*10+round)
		p.untangle(ctx, &trial, seed*10+round)
		p.tidy(&trial)
		if c := p.cost(p.faults(trial)); c < s.cost {
			*s = costed{trial, c}
		}
	}
}

// costed is a sheet and its cost.
type costed struct {
	sheet
	cost float64
}

func cheaper(a, b costed) int { return cmp.Compare(a.cost, b.cost) }
