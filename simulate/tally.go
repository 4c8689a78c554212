package simulate

import "math"

// tally is the distribution of one change over the members of an ensemble, in
// bins: 32 to a doubling, from 2⁻¹² to 2⁷ on either side of zero, one for what
// is smaller, and one on either side for what is larger. Bins are counted, so
// that tallies add up exactly, whatever the order; quantiles are taken to lie
// evenly within a bin and are off by three per cent of themselves at most, but
// for those beyond ±128, of which no more is known than the extremes.
type tally struct {
	bins [2*sideBins + 1]uint32
	// positive and negative count changes beyond [Negligible].
	positive, negative uint32
	// low and high are the extremes; both are 0 before anything is counted.
	low, high float32
}

const (
	smallestPower = -12
	largestPower  = 7
	perDoubling   = 32
	// sideBins are the bins of one side, with the one for what is larger.
	sideBins = (largestPower-smallestPower)*perDoubling + 1
)

// Negligible is the largest change that counts as none, an order above what
// single precision leaves of nothing.
const Negligible = 1e-6

// smallestBits are the first bits of 2⁻¹² as a float32: exponent and as much of
// the fraction as tells the bins of a doubling apart.
const smallestBits = (127 + smallestPower) * perDoubling

// add counts the changes of those members of a block that have a result.
func (t *tally) add(changes *lane, valid *[lanes]bool) {
	positive, negative, low, high := uint32(0), uint32(0), t.low, t.high
	for j, x := range changes {
		if !valid[j] {
			continue
		}
		t.bins[binOf(x)]++
		if x > Negligible {
			positive++
		} else if x < -Negligible {
			negative++
		}
		if x > high {
			high = x
		} else if x < low {
			low = x
		}
	}
	t.positive += positive
	t.negative += negative
	t.low, t.high = low, high
}

// binOf numbers bins from the most negative to the most positive.
func binOf(x float32) int {
	bits := math.Float32bits(x)
	k := int(bits&0x7fffffff>>18) - smallestBits + 1
	k = min(max(k, 0), sideBins)
	if bits>>31 != 0 {
		k = -k
	}
	return sideBins + k
}

// edge is the lower end of side bin k ≥ 1.
func edge(k int) float64 {
	k += smallestBits - 1
	return math.Ldexp(1+float64(k%perDoubling)/perDoubling, k/perDoubling-127)
}

// merge adds another tally.
func (t *tally) merge(u *tally) {
	for k, count := range u.bins {
		t.bins[k] += count
	}
	t.positive += u.positive
	t.negative += u.negative
	t.low, t.high = min(t.low, u.low), max(t.high, u.high)
}

// count returns how many changes were counted.
func (t *tally) count() int {
	sum := 0
	for _, c := range t.bins {
		sum += int(c)
	}
	return sum
}

// quantiles returns, for ascending shares of the whole, below what change each
// share lies. Changes smaller than 2⁻¹² are 0.
func (t *tally) quantiles(shares ...float64) []float64 {
	out := make([]float64, 0, len(shares))
	whole := float64(t.count())
	below := 0.0
	for k, c := range t.bins {
		for len(out) < len(shares) && c > 0 && below+float64(c) >= shares[len(out)]*whole {
			out = append(out, t.within(k, (shares[len(out)]*whole-below)/float64(c)))
		}
		below += float64(c)
	}
	return out
}

// within is the change at a part of the way through a bin.
func (t *tally) within(k int, part float64) float64 {
	side := k - sideBins
	from, to := 0.0, 0.0
	switch {
	case side == sideBins:
		from, to = edge(sideBins), float64(t.high)
	case side > 0:
		from, to = edge(side), edge(side+1)
	case side == -sideBins:
		from, to = float64(t.low), -edge(sideBins)
	case side < 0:
		from, to = -edge(1-side), -edge(-side)
	}
	at := from + (to-from)*min(max(part, 0), 1)
	return min(max(at, float64(t.low)), float64(t.high))
}
