package loop

import (
	"context"
	"errors"

	"sysmap/graph"
)

// CensusOptions says what to count and how far to go. The zero value counts
// all loops by polarity.
type CensusOptions struct {
	// ByLength also counts the loops of each length.
	ByLength bool
	// Participation also counts the loops through each variable and link.
	Participation bool
	// MaxStates is the budget of exact counting; 0 is [DefaultMaxStates]. A
	// million states take about a quarter of a second and up to 50 MB.
	MaxStates int
	// MaxSteps is the budget of counting up to a length, where the exact
	// count is beyond MaxStates, in steps along links; 0 is
	// [DefaultMaxSteps].
	MaxSteps int
	// Progress may be nil.
	Progress Progress
}

// DefaultMaxSteps is about a second's work.
const DefaultMaxSteps = 50_000_000

func (o CensusOptions) maxSteps() int {
	if o.MaxSteps <= 0 {
		return DefaultMaxSteps
	}
	return o.MaxSteps
}

// CensusResult is how many feedback loops a graph has. It depends on the graph
// and the budgets alone.
type CensusResult struct {
	// Complete: all loops are counted. Otherwise those of up to MaxLength
	// links are, in every number here, and longer ones are in none.
	Complete bool `json:"complete"`
	// MaxLength is the bound of an incomplete count, which may be so low as 0;
	// it is 0 too if the count is complete, and means nothing then.
	MaxLength int `json:"max_length"`
	// TooCostly says why the count is not complete; nil if it is.
	TooCostly *TooCostlyError `json:"too_costly,omitempty"`
	Count
	// ByLength has the lengths from the shortest loop's to the longest's;
	// nil unless asked for.
	ByLength []LengthCount `json:"by_length,omitempty"`
	// LengthsTo is set if the lengths are so many that counting by length
	// was beyond its own budget though the count is complete: ByLength then
	// ends there. It is 0 if ByLength has all loops that are counted.
	LengthsTo int `json:"lengths_to,omitempty"`
	// Variables holds the loops through each node and Links those through
	// each link, by number; nil unless asked for.
	Variables []VariableCount `json:"variables,omitempty"`
	Links     []LinkCount     `json:"links,omitempty"`
	// Predicted is the number of states that exact counting was expected to
	// need, and States how many it made.
	Predicted float64 `json:"predicted_states"`
	States    int     `json:"states"`
}

// VariableCount is the number of loops through a variable.
type VariableCount struct {
	Variable string `json:"variable"`
	Count
}

// LinkCount is the number of loops through a link.
type LinkCount struct {
	From string `json:"from"`
	To   string `json:"to"`
	Sign string `json:"sign"`
	Count
}

// Census counts the feedback loops of a graph exactly, without listing them.
//
// Loops lie within strong components. Each is reduced in series and parallel;
// the rest is counted by adding its nodes one at a time and keeping, for the
// few nodes that still matter, all states in which they can be (a frontier
// method after Sekine, Imai and Tani 1995 and Kawahara et al. 2017, IEICE Trans.
// Fundam. E100-A:1773, here for directed loops). The diagram of these states
// is a circuit of sums and products: with weights ±1 for signs it gives the
// counts by polarity, run backwards those through each link, and with weights
// multiplied by x those by length.
//
// The number of states is predicted beforehand. Beyond the budget the result
// is not Complete: it has the exact counts up to the length that
// CensusOptions.MaxSteps allows. The only error is the context's.
func Census(ctx context.Context, g *graph.Graph, o CensusOptions) (CensusResult, error) {
	work := &meter{report: o.Progress, whole: 2}
	p, err := newPlan(ctx, g, o.MaxStates)
	if err != nil {
		return CensusResult{}, err
	}
	r := CensusResult{Count: noLoops(), Predicted: p.predicted}
	if o.Participation {
		r.Variables, r.Links = emptyParticipation(g)
	}
	surveys, states, err := p.surveys(ctx, work.add)
	if errors.As(err, &r.TooCostly) {
		if err := r.addBounded(ctx, g, nil, o, work.restart()); err != nil {
			return CensusResult{}, err
		}
		return r, nil
	}
	if err != nil {
		return CensusResult{}, err
	}
	r.Complete, r.States = true, states
	for _, s := range surveys {
		if err := r.addPart(ctx, s, o, func(share float64) { work.add(share / float64(len(surveys))) }); err != nil {
			return CensusResult{}, err
		}
	}
	if err := r.finishLengths(ctx, g, nil, o, work); err != nil {
		return CensusResult{}, err
	}
	work.finish()
	return r, nil
}

// lengthsPending is LengthsTo while the lengths of some part are missing.
const lengthsPending = -1

// finishLengths replaces lengths that could not be afforded.
func (r *CensusResult) finishLengths(ctx context.Context, g *graph.Graph, root *int, o CensusOptions, work *meter) error {
	if r.LengthsTo == lengthsPending {
		b, err := countBounded(ctx, g, root, o.maxSteps(), work.restart().add)
		if err != nil {
			return err
		}
		r.LengthsTo, r.ByLength = b.maxLength, b.lengths()
		if b.complete {
			r.LengthsTo = 0
		}
	}
	r.ByLength = withoutEmptyEnds(r.ByLength)
	return nil
}

func emptyParticipation(g *graph.Graph) ([]VariableCount, []LinkCount) {
	variables := make([]VariableCount, g.Len())
	for v := range variables {
		variables[v] = VariableCount{Variable: g.ID(v), Count: noLoops()}
	}
	links := make([]LinkCount, len(g.Links()))
	for l, link := range g.Links() {
		links[l] = LinkCount{
			From: g.ID(link.From), To: g.ID(link.To), Sign: link.Sign.String(),
			Count: noLoops(),
		}
	}
	return variables, links
}

// addPart adds the loops of one strong component.
func (r *CensusResult) addPart(ctx context.Context, s *survey, o CensusOptions, done func(share float64)) error {
	if o.ByLength {
		shortest, counts, affordable, err := s.countByLength(ctx, done)
		if err != nil {
			return err
		}
		if !affordable {
			r.LengthsTo = lengthsPending
		}
		r.ByLength = addLengths(r.ByLength, shortest, counts)
	}
	if !o.Participation {
		total, err := s.count(ctx)
		if err != nil {
			return err
		}
		r.Count.add(total)
		return nil
	}
	total, through, err := s.participation(ctx)
	if err != nil {
		return err
	}
	r.Count.add(total)
	for l, count := range through {
		r.Links[s.links[l]].Count.add(count)
		r.Variables[s.nodes[s.part.Links()[l].From]].Count.add(count)
	}
	return nil
}

// addBounded counts up to a length, through one node if root is not nil.
func (r *CensusResult) addBounded(ctx context.Context, g *graph.Graph, root *int, o CensusOptions, work *meter) error {
	b, err := countBounded(ctx, g, root, o.maxSteps(), work.add)
	if err != nil {
		return err
	}
	if r.Complete = b.complete; r.Complete {
		r.TooCostly = nil
	} else {
		r.MaxLength = b.maxLength
	}
	for _, t := range b.byLength {
		r.Count.add(t.count())
	}
	if o.ByLength {
		r.ByLength = withoutEmptyEnds(b.lengths())
	}
	if o.Participation {
		for v, t := range b.nodes {
			r.Variables[v].Count.add(t.count())
		}
		for l, t := range b.links {
			r.Links[l].Count.add(t.count())
		}
	}
	work.finish()
	return nil
}
