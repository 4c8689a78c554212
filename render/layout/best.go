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
		p.condense(&trial)
		if c := p.cost(p.faults(trial)); c < s.cost {
			*s = costed{trial, c}
		}
	}
}

// condense draws the boxes of each cluster, and loose ones, together as far as
// that pays: wandering boxes leave hollows behind.
func (p *plan) condense(s *sheet) {
	lowest := p.cost(p.faults(*s))
	for range 4 {
		trial := s.clone()
		for _, boxes := range p.groups() {
			trial.contract(boxes, 0.85)
		}
		p.tidy(&trial)
		c := p.cost(p.faults(trial))
		if c >= lowest {
			return
		}
		*s, lowest = trial, c
	}
}

// groups are the boxes of each cluster, then the loose ones.
func (p *plan) groups() [][]int {
	if len(p.loose) == 0 {
		return p.members
	}
	return append(slices.Clip(p.members), p.loose)
}

// contract moves boxes towards their middle.
func (s *sheet) contract(boxes []int, by float64) {
	group := make([]rect, len(boxes))
	for k, i := range boxes {
		group[k] = s.boxes[i]
	}
	m := around(group)
	for _, i := range boxes {
		s.boxes[i].x = m.x + (s.boxes[i].x-m.x)*by
		s.boxes[i].y = m.y + (s.boxes[i].y-m.y)*by
	}
}

// costed is a sheet and its cost.
type costed struct {
	sheet
	cost float64
}

func cheaper(a, b costed) int { return cmp.Compare(a.cost, b.cost) }
