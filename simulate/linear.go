package simulate

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// Linear is [Flow] without saturation:
//
//	τᵢ dxᵢ/dt = −xᵢ + Σⱼ wⱼᵢ xⱼ(t − dⱼᵢ) + uᵢ(t)
//
// Twice the push has twice the effect, effects of several interventions on
// variables add up, and nothing keeps a reinforcing loop that is strong enough
// from growing for ever. A map in which one is gives an [*UnstableError]
// instead of numbers.
type Linear struct {
	// Step and Tolerance are as in [Flow].
	Step, Tolerance float64
}

// Name returns "linear".
func (Linear) Name() string { return "linear" }

func (Linear) restsAtZero() bool { return true }

func (Linear) notes(p *plan) []Note { return p.assumedNotes() }

func (l Linear) prepare(p *plan, times []float64) (runner, error) {
	return &linearRunner{relaxation: newRelaxation(p, times, l.Step, l.Tolerance, nil)}, nil
}

// UnstableError says that a linear map is unstable: left to itself, a small
// deviation grows for ever.
type UnstableError struct {
	// RealPart is the largest real part of the map's eigenvalues, by which the
	// deviation grows in one unit of time; NaN where it is proved to be
	// positive and not computed.
	RealPart float64
	// From and Until is when the map is so, given what the scenario does to
	// its links.
	From, Until float64
}

// Error says how unstable, and what to do.
func (e *UnstableError) Error() string {
	size := ""
	if !math.IsNaN(e.RealPart) {
		size = fmt.Sprintf(" (largest real part of an eigenvalue %.3g)", e.RealPart)
	}
	return fmt.Sprintf("the linear map is unstable from time %.4g to %.4g%s, so its numbers would mean nothing; use the method flow, or state weaker links", e.From, e.Until, size)
}

type linearRunner struct {
	*relaxation
	// rightmost is the largest real part of any regime of the last member;
	// NaN if it is not known for one of them.
	rightmost float64
	undecided int
}

func (r *linearRunner) run(ctx context.Context, m *member, rows []float64) error {
	if err := r.checkStability(m); err != nil {
		return err
	}
	return r.relaxation.run(ctx, m, rows)
}

func (r *linearRunner) checkStability(m *member) error {
	r.rightmost, r.undecided = math.Inf(-1), 0
	var last *regime
	for k := range r.p.regimes {
		now := &r.p.regimes[k]
		if last != nil && sameSystem(last, now) {
			continue
		}
		last = now
		s := r.p.stability(m, now)
		if s.decided && !s.stable {
			return &UnstableError{RealPart: s.rightmost, From: now.from, Until: now.until}
		}
		if !s.decided {
			r.undecided = s.delayed
		}
		r.rightmost = max(r.rightmost, s.rightmost)
	}
	return nil
}

func (r *linearRunner) doubted() bool { return r.undecided > 0 }

// sameSystem reports whether two regimes differ in pushes only.
func sameSystem(a, b *regime) bool {
	return slices.Equal(a.held, b.held) && slices.Equal(a.factor, b.factor) && slices.Equal(a.turn, b.turn)
}
