package leverage

import (
	"context"
	"math"
	"math/big"
	"slices"

	"sysmap/graph"
	"sysmap/graph/loop"
)

// LoopCover says which loops the counts of loops through variables cover.
type LoopCover struct {
	// Complete: [AllLoops] counts all of them. Otherwise it counts those of
	// up to MaxLength links, all that the budget allowed; MaxLength is 0 if
	// it is complete.
	Complete  bool `json:"complete"`
	MaxLength int  `json:"max_length"`
	// Total is how many it counts.
	Total *big.Int `json:"total"`
	// ShortLength is up to how many links a loop counts for [ShortLoops], and
	// ShortTotal how many there are.
	ShortLength int   `json:"short_length"`
	ShortTotal  int64 `json:"short_total"`
	// LeverageLength is up to how many links a loop counts for
	// [LoopLeverage], and LeverageTotal how many there are; LeverageComplete:
	// those are all loops of the map.
	LeverageLength   int  `json:"leverage_length"`
	LeverageTotal    int  `json:"leverage_total"`
	LeverageComplete bool `json:"leverage_complete"`
}

// DefaultShortLength is up to how many links a loop is short where nothing is
// said: about as many as people follow on a wall.
const DefaultShortLength = 6

// maxShortLoops bounds the listing of short loops; the length is then reduced
// to what is complete.
const maxShortLoops = 5_000_000

// maxLeverageLoops bounds the loops that are compared pair by pair.
const maxLeverageLoops = 1000

// participation counts the loops through each node; all is nil if the numbers
// are too large.
func participation(ctx context.Context, g *graph.Graph, o Options, progress loop.Progress) (cover LoopCover, all, short []float64, err error) {
	census, err := loop.Census(ctx, g, loop.CensusOptions{Participation: true, MaxStates: o.MaxStates, MaxSteps: o.MaxSteps, Progress: progress})
	if err != nil {
		return LoopCover{}, nil, nil, err
	}
	cover = LoopCover{Complete: census.Complete, Total: census.Total}
	if !census.Complete {
		cover.MaxLength = census.MaxLength
	}
	// Numbers of more than 308 digits do not fit; without them there is no
	// ranking by this measure.
	all = make([]float64, g.Len())
	for v, count := range census.Variables {
		all[v], _ = new(big.Float).SetInt(count.Total).Float64()
	}
	if slices.Contains(all, math.Inf(1)) {
		all = nil
	}
	cover.ShortLength = o.ShortLength
	short, err = shortParticipation(ctx, g, &cover)
	return cover, all, short, err
}

// shortParticipation counts the loops of up to cover.ShortLength links through
// each node, or up to the length to which they can be listed, which it then
// puts there.
func shortParticipation(ctx context.Context, g *graph.Graph, cover *LoopCover) ([]float64, error) {
	listing, err := loop.List(g, loop.ListOptions{Filter: loop.Filter{MaxLength: cover.ShortLength}, Limit: maxShortLoops})
	if err != nil {
		return nil, err
	}
	byLength := make([][]float64, cover.ShortLength+1)
	totals := make([]int64, cover.ShortLength+1)
	for found := range listing.Loops(ctx) {
		length := found.Len()
		if byLength[length] == nil {
			byLength[length] = make([]float64, g.Len())
		}
		totals[length]++
		for _, v := range found.Variables {
			byLength[length][v]++
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if extent := listing.Extent(); !extent.Complete {
		cover.ShortLength = extent.MaxLength
	}
	short := make([]float64, g.Len())
	for length := range cover.ShortLength + 1 {
		cover.ShortTotal += totals[length]
		for v, n := range byLength[length] {
			short[v] += n
		}
	}
	return short, nil
}

// discounted returns the loops through each node with similar ones discounted,
// over all loops up to the greatest length of which there are not too many, so
// that no loop counts merely because it was listed early. It returns nil if
// there are too many of the shortest length.
func discounted(ctx context.Context, g *graph.Graph, cover *LoopCover) ([]float64, error) {
	listing, err := loop.List(g, loop.ListOptions{Limit: maxLeverageLoops})
	if err != nil {
		return nil, err
	}
	for range listing.Loops(ctx) {
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	extent := listing.Extent()
	if !extent.Complete && extent.MaxLength == 0 {
		return nil, nil
	}
	var filter loop.Filter
	if !extent.Complete {
		filter.MaxLength = extent.MaxLength
	}
	found, err := loop.Discount(ctx, g, loop.DiscountOptions{Filter: filter, Limit: maxLeverageLoops})
	if err != nil {
		return nil, err
	}
	cover.LeverageLength, cover.LeverageTotal, cover.LeverageComplete = filter.MaxLength, found.Count, extent.Complete
	values := make([]float64, g.Len())
	for v, participation := range found.Variables {
		values[v] = participation.Discounted
	}
	return values, ctx.Err()
}
