package loop

import (
	"context"
	"math"
	"runtime"

	"sysmap/graph"
)

// TallyOptions says which loops to count. The zero value counts all of them.
type TallyOptions struct {
	Filter
	// Workers is how many cores to use; 0 is all there are. The result does
	// not depend on it.
	Workers int
}

// TallyResult is how many loops a filter asks for.
type TallyResult struct {
	Extent
	Reinforcing  uint64 `json:"reinforcing"`
	Balancing    uint64 `json:"balancing"`
	Undetermined uint64 `json:"undetermined"`
	// ByLength has a row for every length that any of the loops has,
	// ascending.
	ByLength []LengthTally `json:"by_length"`
}

// LengthTally is how many loops have one length.
type LengthTally struct {
	Length       int    `json:"length"`
	Reinforcing  uint64 `json:"reinforcing"`
	Balancing    uint64 `json:"balancing"`
	Undetermined uint64 `json:"undetermined"`
}

// Tally counts the loops that a filter asks for by visiting each of them. It
// is for questions that [Census] does not answer: how many loops of up to
// twelve links pass through stress and are balancing. A core visits some tens
// of millions of loops a second.
//
// The error says what of the filter does not fit the graph. A context that is
// done is not an error: the result is then not Complete, and what it holds is
// a part of the loops that says nothing of the others.
func Tally(ctx context.Context, g *graph.Graph, o TallyOptions) (TallyResult, error) {
	if err := o.check(g); err != nil {
		return TallyResult{}, err
	}
	if o.vain(g.Links()) {
		return TallyResult{Extent: Extent{Complete: true, MaxLength: o.MaxLength}}, nil
	}
	c := counting{asked: o.ask(g, g.Links()), longest: math.MaxInt, searches: make(chan *search)}
	if o.MaxLength > 0 {
		c.longest = o.MaxLength
	}
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	return c.run(ctx, workers), nil
}
