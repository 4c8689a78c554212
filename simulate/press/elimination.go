package press

import "math"

// factors is an LU decomposition with row exchanges of an m×m matrix, row by
// row in one slice.
type factors struct {
	m    int
	lu   []float64
	rows []int
	// size is the largest entry that each row began with.
	size []float64
}

func newFactors(m int) *factors {
	return &factors{m: m, lu: make([]float64, m*m), rows: make([]int, m), size: make([]float64, m)}
}

// nothing is the share of a row's largest entry below which a pivot is taken
// for the rounding of 0, m times over.
const nothing = 64 * 0x1p-52

// of decomposes −a and reports whether its determinant is above 0. Systems that
// are singular by their structure, as may come of links that are not there,
// have pivots that rounding alone keeps from being 0.
func (f *factors) of(a []float64) (positive bool) {
	m := f.m
	for i := range m {
		f.size[i] = 0
		for j, x := range a[i*m:][:m] {
			f.lu[i*m+j] = -x
			f.size[i] = max(f.size[i], abs(x))
		}
	}
	positive = true
	for k := range m {
		pivot := k
		for i := k + 1; i < m; i++ {
			if abs(f.lu[i*m+k]) > abs(f.lu[pivot*m+k]) {
				pivot = i
			}
		}
		f.rows[k] = pivot
		if pivot != k {
			exchange(f.lu[k*m:][:m], f.lu[pivot*m:][:m])
			f.size[k], f.size[pivot] = f.size[pivot], f.size[k]
			positive = !positive
		}
		x := f.lu[k*m+k]
		if !(abs(x) > nothing*float64(m)*f.size[k]) {
			return false
		}
		if x < 0 {
			positive = !positive
		}
		f.eliminate(k, 1/x)
	}
	return positive
}

func (f *factors) eliminate(k int, reciprocal float64) {
	m := f.m
	source := f.lu[k*m+k+1 : k*m+m]
	for i := k + 1; i < m; i++ {
		// Drawn systems are sparse.
		if f.lu[i*m+k] == 0 {
			continue
		}
		factor := f.lu[i*m+k] * reciprocal
		f.lu[i*m+k] = factor
		subtract(f.lu[i*m+k+1:i*m+m], source, factor)
	}
}

// solve replaces b by (−a)⁻¹ b.
func (f *factors) solve(b []float64) {
	m := f.m
	for k, row := range f.rows {
		b[k], b[row] = b[row], b[k]
	}
	for i := 1; i < m; i++ {
		b[i] -= dot(f.lu[i*m:i*m+i], b)
	}
	for i := m - 1; i >= 0; i-- {
		b[i] = (b[i] - dot(f.lu[i*m+i+1:i*m+m], b[i+1:])) / f.lu[i*m+i]
	}
}

func abs(x float64) float64 { return math.Abs(x) }

func exchange(a, b []float64) {
	b = b[:len(a)]
	for j := range a {
		a[j], b[j] = b[j], a[j]
	}
}

// subtract takes factor times source from to, which is as long.
func subtract(to, source []float64, factor float64) {
	to = to[:len(source)]
	for len(source) >= 4 {
		to[0] -= factor * source[0]
		to[1] -= factor * source[1]
		to[2] -= factor * source[2]
		to[3] -= factor * source[3]
		to, source = to[4:], source[4:]
	}
	for j, x := range source {
		to[j] -= factor * x
	}
}

// dot is the scalar product of a with the beginning of b. Four sums at once
// keep the processor busy.
func dot(a, b []float64) float64 {
	b = b[:len(a)]
	var s0, s1, s2, s3 float64
	for len(a) >= 4 {
		s0 += a[0] * b[0]
		s1 += a[1] * b[1]
		s2 += a[2] * b[2]
		s3 += a[3] * b[3]
		a, b = a[4:], b[4:]
	}
	for j, x := range a {
		s0 += x * b[j]
	}
	return (s0 + s1) + (s2 + s3)
}
