package layout

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync"
)

// finalists is how many of the evened drafts are worked on further: small maps
// are quickly done.
func (p *plan) finalists() int { return max(2, min(4, 160/(len(p.Boxes)+1))) }

// best evens all drafts out and returns the sheet of lowest cost, improved.
func (p *plan) best(ctx context.Context, drafts []draft) (candidate, error) {
	all := make([]candidate, len(drafts))
	for k, d := range drafts {
		if ctx.Err() != nil {
			return candidate{}, context.Cause(ctx)
		}
		all[k] = candidate{engine: d.engine}
		all[k].sheet, all[k].cost = p.fit(ctx, d)
	}
	slices.SortStableFunc(all, cheaper)
	all = all[:min(p.finalists(), len(all))]
	var group sync.WaitGroup
	for k := range all {
		group.Go(func() { p.improve(ctx, &all[k], uint64(k)) })
	}
	group.Wait()
	if ctx.Err() != nil {
		return candidate{}, context.Cause(ctx)
	}
	if p.Engine == Auto && len(p.members) == 0 && len(p.Boxes) <= mostInRing {
		s := p.ring()
		all = append(all, candidate{s, p.cost(p.faults(s)), Ring})
	}
	slices.SortStableFunc(all, cheaper)
	return all[0], nil
}

// draft is a layout as it comes from Graphviz.
type draft struct {
	engine  Engine
	centres []Point
}

// candidate is a sheet that may be the one.
type candidate struct {
	sheet
	cost   float64
	engine Engine
}

func cheaper(a, b candidate) int { return cmp.Compare(a.cost, b.cost) }

// fit evens a draft out and makes a sheet of it. Parting boxes makes a sheet
// higher, since they are wide, so several stretches of the draft are tried.
func (p *plan) fit(ctx context.Context, d draft) (sheet, float64) {
	tries := 3
	if !p.countable() || len(p.Boxes) > mostForStress {
		tries = 1
	}
	centres := d.centres
	if d.engine != Dot {
		p.lieDown(centres)
		p.even(ctx, centres, nil)
	}
	var best sheet
	lowest, stretch := math.Inf(1), 1.0
	for range tries {
		s := p.onSheet(centres)
		for i := range s.boxes {
			s.boxes[i].x *= stretch
			s.boxes[i].y /= stretch
		}
		p.tidy(&s)
		if c := p.cost(p.faults(s)); c < lowest {
			best, lowest = s, c
		}
		stretch *= math.Sqrt(p.Aspect * s.steepness())
	}
	return best, lowest
}

// steepness is height over width: of the regions, which are arranged in the
// sheet's proportions whatever theirs are, or of a sheet without regions.
func (s sheet) steepness() float64 {
	if len(s.regions) == 0 {
		all := s.extent()
		return all.hh / all.hw
	}
	var w, h float64
	for _, r := range s.regions {
		w, h = w+r.hw, h+r.hh
	}
	return h / w
}

// improve moves whole clusters, then single boxes, twice over.
func (p *plan) improve(ctx context.Context, c *candidate, seed uint64) {
	if c.engine == Dot || !p.countable() {
		// Layers that were asked for are not to be shuffled, and where
		// crossings are not counted there is nothing to go by.
		return
	}
	for round := range uint64(2) {
		trial := c.sheet.clone()
		p.shuffle(ctx, &trial, 10*seed+round)
		p.untangle(ctx, &trial, 10*seed+round)
		p.tidy(&trial)
		p.condense(&trial)
		if cost := p.cost(p.faults(trial)); cost < c.cost {
			c.sheet, c.cost = trial, cost
		}
	}
}

// condense draws the boxes of a cluster, or loose ones, together as far as that
// pays: wandering boxes leave hollows behind.
func (p *plan) condense(s *sheet) {
	const most, by = 4, 0.85
	lowest := p.cost(p.faults(*s))
	for _, boxes := range p.groups() {
		for range most {
			trial := s.clone()
			trial.contract(boxes, by)
			p.tidy(&trial)
			cost := p.cost(p.faults(trial))
			if cost >= lowest {
				break
			}
			*s, lowest = trial, cost
		}
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
	m := s.bounds(boxes)
	for _, i := range boxes {
		s.boxes[i].x = m.x + (s.boxes[i].x-m.x)*by
		s.boxes[i].y = m.y + (s.boxes[i].y-m.y)*by
	}
}
