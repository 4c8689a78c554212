package press

import (
	"fmt"
	"math"
	"slices"
)

// Link is an effect of one variable on another, or on itself, whose strength
// is not known.
type Link struct {
	From, To int
	// Sign is −1, 1, or 0 if it is not known: it is then drawn, in each draw
	// anew.
	Sign int
	// Positive is the probability that an unknown sign is positive; 0 means as
	// likely as not. It means nothing where the sign is known.
	Positive float64
	// Low and High bound the strength, which is uniform between them; both 0
	// means from 0 to 1.
	Low, High float64
	// Probability is that of the link being there at all; 0 means 1. A link
	// that is certainly not there is left out.
	Probability float64
	// Key names the link's random numbers, so that they stay its own when
	// others come, go or change places. 0 means its position. Keys are
	// different from one another and from those of variables.
	Key uint64
}

// Model is a system to draw matrices from. Parallel links add up. A variable
// without a link to itself is given self-limitation: a link of sign −1 and a
// strength from 0 to 1, as the first of the published procedure's steps.
type Model struct {
	// Variables is their number; they are 0 … Variables−1.
	Variables int
	Links     []Link
	// Keys name the random numbers of the variables' self-limitation, as
	// [Link.Key] does; nil means their positions.
	Keys []uint64
}

const (
	// Strengths beyond this could overflow in products.
	mostStrength = 1e6
	// More variables, or more in one strong component, or more answers to
	// count, would take gigabytes.
	mostVariables, mostComponent, mostAnswers = 100_000, 1000, 1 << 22
)

// positionKeys are those of links and variables without a name of their own.
const (
	linkKeys     = uint64(1) << 62
	variableKeys = uint64(1) << 63
)

// checked returns the model with defaults filled in.
func (m Model) checked() (Model, error) {
	if m.Variables < 0 || m.Variables > mostVariables {
		return m, fmt.Errorf("%w: %d variables; give 0 or more, at most %d", ErrInput, m.Variables, mostVariables)
	}
	if m.Keys != nil && len(m.Keys) != m.Variables {
		return m, fmt.Errorf("%w: %d keys for %d variables", ErrInput, len(m.Keys), m.Variables)
	}
	m.Links, m.Keys = slices.Clone(m.Links), slices.Clone(m.Keys)
	if m.Keys == nil {
		m.Keys = make([]uint64, m.Variables)
	}
	used := map[uint64]string{}
	for l := range m.Links {
		if err := m.Links[l].settle(l, m.Variables); err != nil {
			return m, err
		}
		if err := claim(used, m.Links[l].Key, fmt.Sprint("link ", l)); err != nil {
			return m, err
		}
	}
	for v := range m.Keys {
		if m.Keys[v] == 0 {
			m.Keys[v] = variableKeys + uint64(v)
		}
		if err := claim(used, m.Keys[v], fmt.Sprint("variable ", v)); err != nil {
			return m, err
		}
	}
	return m, nil
}

func claim(used map[uint64]string, key uint64, what string) error {
	if other, taken := used[key]; taken {
		return fmt.Errorf("%w: %s and %s have the same key %#x; their numbers would be the same", ErrInput, other, what, key)
	}
	used[key] = what
	return nil
}

// settle checks link l of a model and fills in its defaults.
func (k *Link) settle(l, variables int) error {
	if k.From < 0 || k.From >= variables || k.To < 0 || k.To >= variables {
		return fmt.Errorf("%w: link %d goes from variable %d to variable %d; there are %d, counted from 0", ErrInput, l, k.From, k.To, variables)
	}
	if k.Sign < -1 || k.Sign > 1 {
		return fmt.Errorf("%w: link %d has sign %d; signs are -1, 0 (not known) and 1", ErrInput, l, k.Sign)
	}
	if k.Low == 0 && k.High == 0 {
		k.High = 1
	}
	if !(k.Low >= 0 && k.Low <= k.High && k.High <= mostStrength) {
		return fmt.Errorf("%w: link %d has a strength from %v to %v; give 0 or more, the lower first, at most %g", ErrInput, l, k.Low, k.High, mostStrength)
	}
	if k.Probability == 0 {
		k.Probability = 1
	}
	if !(k.Probability > 0 && k.Probability <= 1) {
		return fmt.Errorf("%w: link %d has probability %v; give a number above 0, at most 1", ErrInput, l, k.Probability)
	}
	if !(k.Positive >= 0 && k.Positive <= 1) {
		return fmt.Errorf("%w: link %d is positive with probability %v; give a number above 0, at most 1", ErrInput, l, k.Positive)
	}
	if k.Key == 0 {
		k.Key = linkKeys + uint64(l)
	}
	return nil
}

// strength is the signed strength of the link in a draw, 0 if it is not there.
func (k *Link) strength(seed, draw uint64) float64 {
	bits := philox([2]uint64{draw, k.Key}, seed)
	// The lowest bit is none of those that the presence is drawn from.
	if k.Probability < 1 && unit(bits[1]) >= k.Probability {
		return 0
	}
	size := k.Low + (k.High-k.Low)*unit(bits[0])
	if k.Sign < 0 || k.Sign == 0 && !k.turnsPositive(seed, draw, bits[1]) {
		return -size
	}
	return size
}

// turnsPositive draws an unknown sign: from the lowest bit of a number that is
// drawn anyway, or, where one sign is likelier, from a number of its own.
func (k *Link) turnsPositive(seed, draw, bits uint64) bool {
	if k.Positive == 0 {
		return bits&1 == 1
	}
	return unit(philox([2]uint64{draw, ^k.Key}, seed)[0]) < k.Positive
}

// limitation is the strength that a variable's own limitation would have.
func limitation(seed, draw, key uint64) float64 {
	return unit(philox([2]uint64{draw, key}, seed)[0])
}

// Prior is what the strengths are drawn from.
type Prior int

const (
	// Rejection draws until the system is stable: the strengths are uniform
	// among the stable systems of these signs. It is the zero value. The more
	// reinforcing loops there are, the fewer draws are kept, and those that
	// are have weak ones.
	Rejection Prior = iota
	// DiagonalScaling raises the self-limitation of every variable, in every
	// draw, by the strengths of all that comes in, so that it outweighs them
	// and every draw is stable (Gershgorin): A_ii becomes −(|A_ii| + Σ_j |A_ij|).
	// It is another assumption, not a faster way to the same figures: feedback
	// is weaker, and direct effects count for more.
	DiagonalScaling

	priorCount
)

// String returns the prior's identifier: rejection or diagonal-scaling.
func (p Prior) String() string {
	switch p {
	case Rejection:
		return "rejection"
	case DiagonalScaling:
		return "diagonal-scaling"
	}
	return fmt.Sprintf("Prior(%d)", int(p))
}

// finite reports whether x is a number that sums of products can bear.
func finite(x float64) bool { return math.Abs(x) <= 1e100 }
