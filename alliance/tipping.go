package alliance

import (
	"context"

	"sysmap/maps"
	"sysmap/simulate"
)

// Tipping says whether the reinforcing loops of a map carry it away whatever
// the size of a push, on the middle of what the map leaves open. Long effects
// then tell little of efforts, and much of how strongly the map is drawn.
type Tipping struct {
	// Share is the effect on the goal at [Result.LongHorizon] of all active
	// efforts at a tenth of their size, as a share of that at full size: a
	// tenth where effects are in proportion.
	Share float64 `json:"share"`
	// Tips: it is half or more.
	Tips bool `json:"tips"`
}

// tenth is how small the small push is.
const tenth = 0.1

func (b *bench) tipping(ctx context.Context, active []int) (Tipping, error) {
	full := b.s.together(active)
	var small simulate.Scenario
	for _, on := range full.Interventions {
		switch on.Action {
		case maps.Press, maps.Pulse, maps.Ramp, maps.Hold:
			on.Amount *= tenth
		}
		small = small.With(on)
	}
	var ends [2]float64
	for k, done := range []simulate.Scenario{small, full} {
		found, err := b.runUntil(ctx, done, b.long)
		if err != nil {
			return Tipping{}, err
		}
		ends[k] = found.End
	}
	if ends[1] <= Noticeable {
		return Tipping{}, nil
	}
	share := ends[0] / ends[1]
	return Tipping{Share: share, Tips: share >= 0.5}, nil
}
