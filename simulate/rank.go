package simulate

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// RankComparison is how far two rankings of the same things agree.
type RankComparison struct {
	// TauB is [KendallTauB]; nil where one of the rankings puts all things in
	// the same place.
	TauB *float64 `json:"tau_b"`
	// Shifts are the things with their places, those first whose places differ
	// most.
	Shifts []RankShift `json:"shifts"`
}

// RankShift is the place of one thing in two rankings. Place 1 is the largest
// value; equal values share the mean of their places.
type RankShift struct {
	// Of is the number of the thing, from 0.
	Of     int     `json:"of"`
	First  float64 `json:"first"`
	Second float64 `json:"second"`
}

// CompareRanks compares what two measures say of the same things: with the
// structural importance of variables first and the size of their simulated
// effect second, the first shifts are where structure misleads. The error says
// that there are not as many values, or that one is no number.
func CompareRanks(first, second []float64) (*RankComparison, error) {
	if len(first) != len(second) {
		return nil, fmt.Errorf("%d values and %d cannot be of the same things", len(first), len(second))
	}
	for i := range first {
		if math.IsNaN(first[i]) || math.IsNaN(second[i]) {
			return nil, fmt.Errorf("value %d is no number", i)
		}
	}
	out := &RankComparison{Shifts: make([]RankShift, len(first))}
	if tau := KendallTauB(first, second); !math.IsNaN(tau) {
		out.TauB = &tau
	}
	one, other := places(first), places(second)
	for i := range first {
		out.Shifts[i] = RankShift{Of: i, First: one[i], Second: other[i]}
	}
	slices.SortStableFunc(out.Shifts, func(a, b RankShift) int {
		return cmp.Compare(math.Abs(b.First-b.Second), math.Abs(a.First-a.Second))
	})
	return out, nil
}

// places ranks values, the largest first.
func places(values []float64) []float64 {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(values[b], values[a]) })
	out := make([]float64, len(values))
	for from := 0; from < len(order); {
		to := from
		for to < len(order) && values[order[to]] == values[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			out[i] = float64(from+to+1) / 2
		}
		from = to
	}
	return out
}

// KendallTauB is the rank correlation of values in pairs,
//
//	τ_b = (C − D) / √((n₀ − n₁)(n₀ − n₂))
//
// with C pairs of pairs in the same order and D in opposite orders, n₀ all of
// them, and n₁ and n₂ those in which the first or the second values are equal
// (Kendall 1945, Biometrika 33:239), counted in n log n (Knight 1966, J. Am.
// Stat. Assoc. 61:436). It is NaN where one side is all the same, there are
// fewer than two values, or not as many on both sides.
func KendallTauB(a, b []float64) float64 {
	n := len(a)
	if n != len(b) || n < 2 {
		return math.NaN()
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Or(cmp.Compare(a[i], a[j]), cmp.Compare(b[i], b[j])) })
	first, second := make([]float64, n), make([]float64, n)
	for k, i := range order {
		first[k], second[k] = a[i], b[i]
	}
	both := equalPairs(n, func(i, j int) bool { return first[i] == first[j] && second[i] == second[j] })
	n1 := equalPairs(n, func(i, j int) bool { return first[i] == first[j] })
	opposite := inversions(second, make([]float64, n))
	n2 := equalPairs(n, func(i, j int) bool { return second[i] == second[j] })
	n0 := n * (n - 1) / 2
	if n1 == n0 || n2 == n0 {
		return math.NaN()
	}
	return float64(n0-n1-n2+both-2*opposite) / (math.Sqrt(float64(n0-n1)) * math.Sqrt(float64(n0-n2)))
}

// equalPairs counts pairs within runs of equal neighbours.
func equalPairs(n int, equal func(i, j int) bool) int {
	sum, run := 0, 0
	for i := 1; i < n; i++ {
		if run++; !equal(i-1, i) {
			run = 0
		}
		sum += run
	}
	return sum
}

// inversions sorts values and returns how many pairs of them stood in the wrong
// order.
func inversions(values, spare []float64) int {
	if len(values) < 2 {
		return 0
	}
	half := len(values) / 2
	sum := inversions(values[:half], spare[:half]) + inversions(values[half:], spare[half:])
	i, j := 0, half
	for k := range spare {
		if j == len(values) || i < half && values[i] <= values[j] {
			spare[k] = values[i]
			i++
		} else {
			spare[k] = values[j]
			j++
			sum += half - i
		}
	}
	copy(values, spare)
	return sum
}
