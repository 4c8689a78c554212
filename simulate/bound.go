package simulate

import (
	"cmp"
	"context"
	"math"
	"slices"

	"sysmap/maps"
)

// Bound is above what any allowed set of candidates can do to the goal.
type Bound struct {
	Value float64   `json:"value"`
	Kind  BoundKind `json:"kind"`
}

// BoundKind is why no set can do more.
type BoundKind string

const (
	// ScaleBound: by the method [Flow], no variable leaves −1…1.
	ScaleBound BoundKind = "scale"
	// GainBound: by the method [Flow], what a set does is at most the sum of
	// what each candidate would do if every influence of it were to the good
	// and none were given away, each by itself; nor more than all of them at
	// once would then do.
	GainBound BoundKind = "gain"
	// SumBound: by a method without saturation, [Linear], [SDM], [Pulse] or
	// [Press], what presses do together is the sum of what each does alone.
	SumBound BoundKind = "sum"
)

// bound returns what no allowed set can exceed, nil where nothing is known. It
// holds in each member, and a quantile over members of numbers that are each
// at least as large is at least as large. All bounds hold but for the error of
// the steps, for which [StepTolerance] is added.
func (s *search) bound(ctx context.Context) (*Bound, error) {
	switch s.t.method.(type) {
	case Flow:
		return s.flowBound(ctx)
	case Linear, SDM, Pulse, Press:
		return s.linearBound(), nil
	}
	return nil, nil
}

func (s *search) linearBound() *Bound {
	for _, c := range s.shelf.of {
		for _, iv := range c.Interventions {
			if iv.Action != maps.Press && iv.Action != maps.Pulse && iv.Action != maps.Ramp {
				return nil
			}
		}
	}
	points := len(s.t.times)
	var most []float64
	alone := make([]float64, len(s.shelf.of))
	for j := range s.t.runs {
		if math.IsNaN(float64(s.t.undone[j*points+points-1])) {
			continue
		}
		for k := range alone {
			alone[k] = float64(s.alone[k][j])
		}
		// Outcomes are kept in single precision.
		most = append(most, s.shelf.largestSum(alone)*(1+1e-5)+StepTolerance)
	}
	slices.Sort(most)
	return &Bound{Value: sortedQuantile(most, s.quantile), Kind: SumBound}
}

// largestSum returns a number that the sum of gains over an allowed set cannot
// exceed: of each group the largest gain, and of those the most that the number
// allows, or that the budget does if a part of a candidate could be done.
func (s *shelf) largestSum(gains []float64) float64 {
	type offer struct{ gain, cost float64 }
	best := make(map[int]int) // of a group, its place among offers
	var offers []offer
	for k, g := range s.group {
		o := offer{gain: max(gains[k], 0)}
		if s.of[k].Cost != nil {
			o.cost = *s.of[k].Cost
		}
		at, known := best[g]
		if !known {
			at = len(offers)
			best[g] = at
			offers = append(offers, o)
		}
		// Of a group, the largest gain at the lowest price.
		offers[at] = offer{max(offers[at].gain, o.gain), min(offers[at].cost, o.cost)}
	}
	offers = slices.DeleteFunc(offers, func(o offer) bool { return o.gain == 0 })
	slices.SortStableFunc(offers, func(a, b offer) int { return cmp.Compare(b.gain, a.gain) })
	byNumber := 0.0
	for _, o := range offers[:min(s.pick, len(offers))] {
		byNumber += o.gain
	}
	if math.IsInf(s.budget, 1) {
		return byNumber
	}
	slices.SortStableFunc(offers, func(a, b offer) int { return cmp.Compare(b.gain*a.cost, a.gain*b.cost) })
	byPrice, left := 0.0, s.budget*(1+1e-12)
	for _, o := range offers {
		if o.cost <= left {
			byPrice, left = byPrice+o.gain, left-o.cost
			continue
		}
		byPrice += o.gain * left / o.cost
		break
	}
	return min(byNumber, byPrice)
}

// flowBound takes in each member the least of what the scale leaves and, where
// they are known, of the gains.
//
// Gains are those of another system, in which a variable is two, how far it is
// up and how far it is down, p and q ≥ 0; positive links lead from p to p and
// from q to q, negative ones from p to q and from q to p:
//
//	τ p' = −p + tanh(Σ₊ w p + Σ₋ w q + u⁺),   τ q' = −q + tanh(Σ₊ w q + Σ₋ w p + u⁻)
//
// Because tanh rises and is odd, −q ≤ x ≤ p if the baseline is at rest (Müller
// 1927; a mixed monotone system, Coogan and Arcak 2015, HSCC). Because it also
// bends down where its argument is positive, what several pushes do to p is at
// most the sum of what each does. Where the baseline moves, x is the difference
// to it, and 2 tanh(v/2), the most by which tanh can differ over a distance v,
// takes the place of tanh v; p/2 then follows the same equation with half the
// push.
func (s *search) flowBound(ctx context.Context) (*Bound, error) {
	points := len(s.t.times)
	last := points - 1
	scale := make([]float64, s.t.runs)
	for k := range scale {
		scale[k] = 1 - float64(s.t.undone[k*points+last])
		if math.IsNaN(scale[k]) {
			return nil, nil
		}
	}
	within := slices.Clone(scale)
	g, err := s.newGains()
	if err != nil {
		return nil, err
	}
	if g != nil {
		most, err := g.largest(ctx, s.stage(0.9))
		if err != nil {
			return nil, err
		}
		for k := range within {
			within[k] = min(within[k], most[k])
		}
	}
	slices.Sort(scale)
	slices.Sort(within)
	out := &Bound{Value: sortedQuantile(scale, s.quantile), Kind: ScaleBound}
	if !s.t.baseline.Empty() {
		out.Value += StepTolerance
	}
	if v := sortedQuantile(within, s.quantile) + StepTolerance; v < out.Value {
		out.Value, out.Kind = v, GainBound
	}
	return out, nil
}
