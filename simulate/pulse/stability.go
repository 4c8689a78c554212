package pulse

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strconv"
)

// Answer is yes, no, or that it could not be decided, which is the zero value.
type Answer int

const (
	Undecided Answer = iota
	Yes
	No
)

// String returns undecided, yes or no.
func (a Answer) String() string {
	switch a {
	case Undecided:
		return "undecided"
	case Yes:
		return "yes"
	case No:
		return "no"
	}
	return "Answer(" + strconv.Itoa(int(a)) + ")"
}

// Reason is what in the spectrum decides a [Verdict].
type Reason int

const (
	// TooClose: eigenvalues too close to the unit circle, or to one another
	// on it, to tell in floating point. It is the zero value.
	TooClose Reason = iota
	// TooLarge: a strong component, or the whole where it must be looked at
	// at once, has more variables than the numerical part takes on.
	TooLarge
	// Fades: every eigenvalue is inside the unit circle; pulses die out.
	Fades
	// Circles: eigenvalues on the unit circle, all semisimple, none of them 1;
	// pulses go on and values stay bounded.
	Circles
	// Accumulates: as Circles, but 1 is an eigenvalue; pulses stay bounded and
	// values add up without end.
	Accumulates
	// Resonates: an eigenvalue on the unit circle has a Jordan block larger
	// than 1; pulses grow as a power of time.
	Resonates
	// Explodes: an eigenvalue is outside the unit circle; pulses grow
	// exponentially.
	Explodes
)

// String returns the reason's identifier: too-close, too-large, fades,
// circles, accumulates, resonates or explodes.
func (r Reason) String() string {
	names := [...]string{"too-close", "too-large", "fades", "circles", "accumulates", "resonates", "explodes"}
	if r < 0 || int(r) >= len(names) {
		return "Reason(" + strconv.Itoa(int(r)) + ")"
	}
	return names[r]
}

// Verdict is whether the pulse processes on a digraph stay bounded, whatever
// outside pulses start them at step 0.
type Verdict struct {
	// PulseStable: every pulse stays bounded. ValueStable: every value does;
	// it implies PulseStable.
	PulseStable, ValueStable Answer
	Reason                   Reason
	// Exact: decided in whole numbers, without rounding. Otherwise eigenvalues
	// within Tolerance of the unit circle, or of 1, were taken to be on it.
	Exact     bool
	Tolerance float64
	// Eigenvalues are computed in floating point, those of the largest
	// modulus first; they illustrate an exact verdict and do not decide it.
	// They are nil, and SpectralRadius 0, where a strong component has more
	// variables than is taken on.
	Eigenvalues    []complex128
	SpectralRadius float64
}

// StabilityOptions says how stability is judged.
type StabilityOptions struct {
	// Tolerance is how near the unit circle an eigenvalue counts as on it
	// where weights are not whole numbers; 0 means 1e-9.
	Tolerance float64
	// MaxSteps bounds the arithmetic of the exact judgement, in operations on
	// whole numbers of any size; past it the judgement is numerical. 0 means
	// 50 million, some seconds.
	MaxSteps int
}

// Stability judges the digraph by its spectrum. With λ the eigenvalues of W:
//
//   - pulse stable if and only if every |λ| ≤ 1 and every λ with |λ| = 1 is
//     semisimple, that is, has Jordan blocks of size 1 only;
//   - value stable if and only if pulse stable and 1 is not an eigenvalue.
//
// If all weights are whole numbers, as in a signed digraph, the judgement is
// exact: by Kronecker (1857, J. reine angew. Math. 53:173) all |λ| ≤ 1 if and
// only if the characteristic polynomial is a power of λ times cyclotomic
// polynomials, and semisimplicity asks whether their product without
// repetition annihilates W up to its nilpotent part. Otherwise it is numerical:
// an eigenvalue farther from the circle than Tolerance and its own rounding
// error is inside or outside, one within Tolerance is on it, and repeated ones
// on it are semisimple if the rank of W − λI says so; where rounding leaves a
// doubt, the answer is [Undecided].
//
// weights[i][j] is the effect of i on j. The error wraps [ErrInput] or is the
// context's.
func Stability(ctx context.Context, weights [][]float64, o StabilityOptions) (Verdict, error) {
	out, err := linksOut(weights)
	if err != nil {
		return Verdict{}, err
	}
	if o, err = o.settled(); err != nil {
		return Verdict{}, err
	}
	s, err := newSpectrum(ctx, out, o.Tolerance)
	if err != nil {
		return Verdict{}, err
	}
	reason, exact := TooClose, false
	if whole(out) {
		reason, err = judgeExactly(ctx, out, o.MaxSteps)
		if err != nil && !errors.Is(err, errBudget) {
			return Verdict{}, err
		}
		exact = err == nil
	}
	value := Undecided
	if !exact {
		reason, value = s.judge(out)
	}
	v := Verdict{Reason: reason, Exact: exact, Tolerance: o.Tolerance, Eigenvalues: s.values(), SpectralRadius: s.radius()}
	v.PulseStable, v.ValueStable = reason.answers(value)
	return v, nil
}

// answers are those that follow from a reason; value is what is known of the
// values where the pulses are not decided.
func (r Reason) answers(value Answer) (pulse, values Answer) {
	switch r {
	case Fades, Circles:
		return Yes, Yes
	case Accumulates:
		return Yes, No
	case Resonates, Explodes:
		return No, No
	}
	return Undecided, value
}

func (o StabilityOptions) settled() (StabilityOptions, error) {
	if o.Tolerance == 0 {
		o.Tolerance = 1e-9
	}
	if !(o.Tolerance > 0 && o.Tolerance <= 0.01) {
		return o, fmt.Errorf("%w: the tolerance is %v; give a number above 0, of at most 0.01", ErrInput, o.Tolerance)
	}
	if o.MaxSteps == 0 {
		o.MaxSteps = 50_000_000
	}
	if o.MaxSteps < 0 {
		return o, fmt.Errorf("%w: at most %d steps; give 1 or more", ErrInput, o.MaxSteps)
	}
	return o, nil
}

// whole reports whether every weight is a whole number that is exact in
// floating point.
func whole(out [][]link) bool {
	for _, links := range out {
		for _, l := range links {
			if l.weight != math.Trunc(l.weight) || math.Abs(l.weight) > 1<<53 {
				return false
			}
		}
	}
	return true
}
