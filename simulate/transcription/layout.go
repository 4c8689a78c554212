package transcription

import (
	"cmp"
	"math"
	"slices"

	"sysmap/maps"
	"sysmap/maps/exchange/stockflow"
)

// room is what a stock needs around it, from its middle to the next one's, so
// that its flow, its delays and what scenarios do to it have a place.
type room struct{ x, y float64 }

// largestSheet is how many times as large as the map's sheet ours may be.
const largestSheet = 2.5

func (b *builder) room() room {
	needed := room{190, 84}
	if len(b.onVariable) > 0 || len(b.delays) > 0 {
		needed.y = 110
	}
	for i := range b.onVariable {
		if b.jumps(i) {
			return room{260, 190}
		}
	}
	return needed
}

// spread returns where stocks stand: as the variables of the map do, on a sheet
// that is as much larger as it takes for their flows not to lie on others.
func (b *builder) spread(places []maps.Position) []maps.Position {
	scale := math.Ceil(10*b.room().enlargement(places)) / 10
	if scale == 1 {
		return places
	}
	b.report.Note("sheets drawn larger, to make room for flows", "times "+stockflow.Decimal(scale))
	spread := make([]maps.Position, len(places))
	for i, p := range places {
		spread[i] = maps.Position{X: math.Round(p.X * scale), Y: math.Round(p.Y * scale)}
	}
	return spread
}

// inRow returns where the n-th of the things stands that much depends on: below
// everything else.
func (b *builder) inRow(n int) maps.Position {
	const inRow, width, height = 6, 220, 45
	return maps.Position{X: b.corner.X + float64(n%inRow*width), Y: b.corner.Y + float64(n/inRow*height)}
}

// enlargement is how much larger a sheet has to be for everything to have room.
func (r room) enlargement(places []maps.Position) float64 {
	byX := slices.Clone(places)
	slices.SortFunc(byX, func(p, q maps.Position) int { return cmp.Or(cmp.Compare(p.X, q.X), cmp.Compare(p.Y, q.Y)) })
	scale := 1.0
	for i, p := range byX {
		for _, q := range byX[i+1:] {
			dx, dy := q.X-p.X, math.Abs(q.Y-p.Y)
			if dx >= r.x/scale {
				break
			}
			if dx == 0 && dy == 0 {
				continue // no sheet is large enough for what lies on each other
			}
			if scale = max(scale, min(r.x/dx, r.y/dy)); scale >= largestSheet {
				return largestSheet
			}
		}
	}
	return scale
}
