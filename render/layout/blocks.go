package layout

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"slices"
)

// blocks are the things that move as wholes: regions with what is in them, in
// the plan's order, then loose boxes.
func (p *plan) blocks(s *sheet) []rect {
	blocks := make([]rect, 0, len(p.members)+len(p.loose))
	blocks = append(blocks, s.regions...)
	for _, i := range p.loose {
		blocks = append(blocks, s.boxes[i])
	}
	return blocks
}

// moveBlocks brings every block, and what is in it, to its new place.
func (p *plan) moveBlocks(s *sheet, to []rect) {
	for k, boxes := range p.members {
		dx, dy := to[k].x-s.regions[k].x, to[k].y-s.regions[k].y
		for _, i := range boxes {
			s.boxes[i].x += dx
			s.boxes[i].y += dy
		}
		s.regions[k] = to[k]
	}
	for k, i := range p.loose {
		s.boxes[i] = to[len(p.members)+k]
	}
}

// partBlocks parts clusters and loose boxes and closes the empty space between
// them, in about the proportions asked for.
func (p *plan) partBlocks(s *sheet) {
	blocks := p.blocks(s)
	if len(p.members) == 0 {
		separate(blocks, p.Gap)
		p.moveBlocks(s, blocks)
		return
	}
	gap := 1.5 * p.Gap
	proportion(blocks, gap, p.Aspect)
	separate(blocks, gap)
	closeUp(blocks, gap)
	p.moveBlocks(s, blocks)
}

// proportion brings the places of blocks closer together or further apart,
// along either axis, until they would just fit on a sheet of the aspect.
// Without it, wide blocks that overlap would be parted into a pile and high
// ones into a row.
func proportion(blocks []rect, gap, aspect float64) {
	if len(blocks) < 2 {
		return
	}
	// A fifth of the sheet stays empty: room to slide.
	const loose = 1.25
	var area, w, h float64
	places := make([]rect, len(blocks))
	for i, b := range blocks {
		area += loose * (2*b.hw + gap) * (2*b.hh + gap)
		w += (2*b.hw + gap) / float64(len(blocks))
		h += (2*b.hh + gap) / float64(len(blocks))
		places[i] = rect{x: b.x, y: b.y}
	}
	all := around(places)
	stretch := func(side, block, places float64) float64 {
		return min(max((side-block)/max(places, 1), 0.5), 1000)
	}
	fx := stretch(math.Sqrt(area*aspect), w, 2*all.hw)
	fy := stretch(math.Sqrt(area/aspect), h, 2*all.hh)
	for i := range blocks {
		blocks[i].x = all.x + (blocks[i].x-all.x)*fx
		blocks[i].y = all.y + (blocks[i].y-all.y)*fy
	}
}

// closeUp slides blocks towards the middle, the nearest first, until each is
// stopped by another.
func closeUp(blocks []rect, gap float64) {
	const rounds = 4
	for range rounds {
		all := around(blocks)
		order := make([]int, len(blocks))
		for i := range order {
			order[i] = i
		}
		slices.SortStableFunc(order, func(a, b int) int {
			return cmp.Compare(math.Hypot(blocks[a].x-all.x, blocks[a].y-all.y), math.Hypot(blocks[b].x-all.x, blocks[b].y-all.y))
		})
		for _, i := range order {
			blocks[i].x += slide(blocks, i, all.x-blocks[i].x, gap)
			turn(blocks)
			blocks[i].x += slide(blocks, i, all.y-blocks[i].x, gap)
			turn(blocks)
		}
	}
}

// turn exchanges the axes.
func turn(blocks []rect) {
	for i, b := range blocks {
		blocks[i] = rect{b.y, b.x, b.hh, b.hw}
	}
}

// slide returns how far block i can go along x, at most by, without coming
// closer than gap to another.
func slide(blocks []rect, i int, by, gap float64) float64 {
	for j, b := range blocks {
		dx, dy := blocks[i].overlap(b)
		if j == i || dy+gap <= 0 || (b.x-blocks[i].x)*by <= 0 {
			continue
		}
		free := max(0, -dx-gap)
		by = math.Copysign(min(math.Abs(by), free), by)
	}
	return by
}

// shuffle looks for a better arrangement of whole clusters: two change places,
// one goes elsewhere, or one is mirrored; what lowers the cost is kept.
func (p *plan) shuffle(ctx context.Context, s *sheet, seed uint64) {
	if len(p.members) == 0 {
		return
	}
	random := rand.New(rand.NewPCG(seed, 0xb10c))
	lowest := p.cost(p.faults(*s))
	for range p.shuffles() {
		if ctx.Err() != nil {
			return
		}
		trial := s.clone()
		switch k := random.IntN(len(p.members)); random.IntN(4) {
		case 0:
			p.mirror(&trial, k, random.IntN(2) == 0)
		case 1:
			p.relocate(&trial, k, random)
		default:
			p.exchange(&trial, k, random.IntN(len(p.members)))
		}
		if c := p.cost(p.faults(trial)); c < lowest {
			*s, lowest = trial, c
		}
	}
}

// shuffles is how many arrangements to try, fewer where each costs more.
func (p *plan) shuffles() int {
	const most, effort = 400, 40_000_000
	perTrial := len(p.pairs)*(len(p.pairs)/2+len(p.Boxes)) + 1
	return min(most, effort/perTrial)
}

// mirror turns the inside of a region around, left to right or upside down.
func (p *plan) mirror(s *sheet, k int, sideways bool) {
	room := p.inner(s.regions[k], k)
	for _, i := range p.members[k] {
		b := &s.boxes[i]
		if sideways {
			b.x = 2*room.x - b.x
		} else {
			b.y = 2*room.y - b.y
		}
	}
}

// relocate brings a region to a random place.
func (p *plan) relocate(s *sheet, k int, random *rand.Rand) {
	all, blocks := s.extent(), p.blocks(s)
	blocks[k].x = all.x + all.hw*(2*random.Float64()-1)
	blocks[k].y = all.y + all.hh*(2*random.Float64()-1)
	p.moveBlocks(s, blocks)
	p.partBlocks(s)
}

// exchange lets two regions change places.
func (p *plan) exchange(s *sheet, k, m int) {
	blocks := p.blocks(s)
	blocks[k].x, blocks[m].x = blocks[m].x, blocks[k].x
	blocks[k].y, blocks[m].y = blocks[m].y, blocks[k].y
	p.moveBlocks(s, blocks)
	p.partBlocks(s)
}
