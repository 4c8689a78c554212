package loop

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"sysmap/graph"
	"sysmap/maps"
)

// WaysOptions says what to count of the paths between two variables. The
// fields are those of [CensusOptions].
type WaysOptions struct {
	ByLength  bool
	MaxStates int
	MaxSteps  int
	Progress  Progress
}

// PathCount is a number of paths by net sign, the product of their links'
// signs. All four are set; Total is the sum of the others.
type PathCount struct {
	Total    *big.Int `json:"total"`
	Positive *big.Int `json:"positive"`
	Negative *big.Int `json:"negative"`
	Unknown  *big.Int `json:"unknown"`
}

// LengthPathCount is the number of paths of one length.
type LengthPathCount struct {
	// Length is the number of links.
	Length int `json:"length"`
	PathCount
}

// WaysResult is how many paths lead from one variable to another.
type WaysResult struct {
	// Complete: all paths are counted. Otherwise those of up to MaxLength
	// links are, in every number here, and longer ones are in none.
	Complete bool `json:"complete"`
	// MaxLength is the bound of an incomplete count.
	MaxLength int `json:"max_length"`
	// TooCostly says why the count is not complete; nil if it is.
	TooCostly *TooCostlyError `json:"too_costly,omitempty"`
	PathCount
	// ByLength has the lengths from the shortest path's to the longest's;
	// nil unless asked for.
	ByLength []LengthPathCount `json:"by_length,omitempty"`
	// LengthsTo is what it is in [CensusResult].
	LengthsTo int `json:"lengths_to,omitempty"`
	// Predicted is the number of states that exact counting was expected to
	// need, and States how many it made.
	Predicted float64 `json:"predicted_states"`
	States    int     `json:"states"`
}

// Ways counts the paths from one node to another that visit no node twice,
// exactly and without listing them. Paths are told apart by their links. From
// a node to itself they are its feedback loops. A path is a loop that passes a
// link from its end to its start which is added for the purpose, so the method
// and the budgets are those of [Census].
//
// The error is the context's, or says that a number is not a node.
func Ways(ctx context.Context, g *graph.Graph, from, to int, o WaysOptions) (WaysResult, error) {
	for _, v := range []int{from, to} {
		if v < 0 || v >= g.Len() {
			return WaysResult{}, fmt.Errorf("loop: there is no variable %d; the graph has %d, counted from 0", v, g.Len())
		}
	}
	closed, err := closeWays(g, from, to)
	if err != nil {
		return WaysResult{}, err
	}
	if closed == nil {
		return WaysResult{Complete: true, PathCount: pathCount(noLoops())}, nil
	}
	work := &meter{report: o.Progress, whole: 2}
	p, err := newPlan(ctx, closed, o.MaxStates)
	if err != nil {
		return WaysResult{}, err
	}
	census := CensusResult{Count: noLoops(), Predicted: p.predicted}
	options := CensusOptions{ByLength: o.ByLength, MaxSteps: o.MaxSteps}
	start := closed.Links()[len(closed.Links())-1].To
	surveys, states, err := p.surveys(ctx, work.add)
	switch {
	case errors.As(err, &census.TooCostly):
		err = census.addBounded(ctx, closed, &start, options, work.restart())
	case err == nil:
		census.Complete, census.States = true, states
		// A walk's strong component is the whole of it.
		last := len(closed.Links()) - 1
		surveys[0].required = &last
		err = census.addPart(ctx, surveys[0], options, work.add)
		if err == nil {
			err = census.finishLengths(ctx, closed, &start, options, work)
		}
	}
	if err != nil {
		return WaysResult{}, err
	}
	work.finish()
	return ways(census), nil
}

// closeWays returns the part of a graph that lies on ways from one node to
// another, with a link from the end to the start as its last. The start cannot
// be entered in any other way, nor the end be left. It is nil if nothing leads
// there.
func closeWays(g *graph.Graph, from, to int) (*graph.Graph, error) {
	n, end := g.Len(), to
	if from == to {
		// The node is the start where it is left and the end where it is
		// entered.
		end, n = n, n+1
	}
	var links []graph.Link
	for _, link := range g.Links() {
		if link.To == to {
			link.To = end
		}
		if link.To != from && link.From != end {
			links = append(links, link)
		}
	}
	links = append(links, graph.Link{From: end, To: from, Sign: maps.Positive})
	closed, err := graph.FromLinks(n, links)
	if err != nil {
		return nil, err
	}
	for _, nodes := range closed.StrongComponents() {
		if slices.Contains(nodes, from) && slices.Contains(nodes, end) {
			return closed.Subgraph(nodes)
		}
	}
	return nil, nil
}

// ways takes the added link off again.
func ways(census CensusResult) WaysResult {
	r := WaysResult{
		Complete: census.Complete, MaxLength: max(0, census.MaxLength-1), TooCostly: census.TooCostly,
		PathCount: pathCount(census.Count),
		LengthsTo: max(0, census.LengthsTo-1),
		Predicted: census.Predicted, States: census.States,
	}
	for _, row := range withoutEmptyEnds(census.ByLength) {
		r.ByLength = append(r.ByLength, LengthPathCount{Length: row.Length - 1, PathCount: pathCount(row.Count)})
	}
	return r
}

func pathCount(c Count) PathCount {
	return PathCount{Total: c.Total, Positive: c.Reinforcing, Negative: c.Balancing, Unknown: c.Undetermined}
}
