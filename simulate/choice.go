package simulate

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// Choice is candidates done together.
type Choice struct {
	Candidates []string `json:"candidates"`
	// Cost is nil if that of one of them is not known.
	Cost *float64 `json:"cost"`
	// Effect is what is searched for: how far the goal is moved in the end, in
	// the median of the members or, of a robust search, in their 5 % quantile.
	Effect float64 `json:"effect"`
	Median float64 `json:"median"`
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
	// ProbabilityPositive and ProbabilityNegative are the shares of members in
	// which the goal comes nearer and goes farther.
	ProbabilityPositive float64 `json:"probability_positive"`
	ProbabilityNegative float64 `json:"probability_negative"`
	// Lost counts members without a result that have one if nothing is done;
	// they count as the worst there can be.
	Lost int `json:"lost,omitempty"`
}

// judge tries sets.
func (s *search) judge(ctx context.Context, sets [][]int, progress Progress) ([]scored, error) {
	out := make([]scored, len(sets))
	for k, set := range sets {
		cost, priced := s.shelf.cost(set)
		out[k] = scored{set: set, cost: cost, priced: priced}
	}
	if s.lineup != nil {
		ends, err := s.lineup.try(ctx, sets, progress)
		for k, end := range ends {
			out[k].score = end
		}
		return out, err
	}
	scenarios := make([]Scenario, len(sets))
	for k, set := range sets {
		scenarios[k] = s.shelf.scenario(set)
	}
	err := s.t.inBatches(ctx, scenarios, progress, func(k int, row []float32) error {
		ends, _ := s.t.judged(row)
		out[k].score = worstQuantile(ends, s.quantile)
		return nil
	})
	return out, err
}

// judged returns the changes at the end, ascending, of the members that have a
// result if nothing is done: minus infinity where they have none any more, and
// lost is how many.
func (t *trial) judged(row []float32) (ends []float64, lost int) {
	for at := len(t.times) - 1; at < len(row); at += len(t.times) {
		x := float64(row[at])
		switch {
		case math.IsNaN(float64(t.undone[at])):
			continue
		case math.IsNaN(x):
			x = math.Inf(-1)
			lost++
		}
		ends = append(ends, x)
	}
	slices.Sort(ends)
	return ends, lost
}

// worstQuantile is [sortedQuantile] among values that may be minus infinity.
func worstQuantile(sorted []float64, share float64) float64 {
	if q := sortedQuantile(sorted, share); !math.IsNaN(q) {
		return q
	}
	return math.Inf(-1)
}

// choice says what the row of a set holds.
func (s *search) choice(set []int, row []float32) (Choice, error) {
	ends, lost := s.t.judged(row)
	if len(ends) == 0 {
		return Choice{}, fmt.Errorf("%w: none of %d could be followed to the end", ErrNoMembers, s.t.runs)
	}
	c := Choice{Candidates: []string{}, Lost: lost}
	for _, k := range set {
		c.Candidates = append(c.Candidates, s.shelf.of[k].ID)
	}
	if cost, known := s.shelf.cost(set); known {
		c.Cost = &cost
	}
	c.Effect, c.Median = finite(worstQuantile(ends, s.quantile)), finite(worstQuantile(ends, 0.5))
	c.Low, c.High = finite(worstQuantile(ends, 0.05)), finite(worstQuantile(ends, 0.95))
	up, down := 0, 0
	for _, x := range ends {
		switch {
		case x > Negligible:
			up++
		case x < -Negligible && !math.IsInf(x, -1):
			down++
		}
	}
	c.ProbabilityPositive, c.ProbabilityNegative = float64(up)/float64(len(ends)), float64(down)/float64(len(ends))
	return c, nil
}

// finite keeps infinities out of results that are written as JSON.
func finite(x float64) float64 { return min(max(x, -math.MaxFloat64), math.MaxFloat64) }
