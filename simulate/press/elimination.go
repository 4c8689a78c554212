package press

import "math"

// factors is an LU decomposition with row exchanges of an m×m matrix, row by
// row in one slice.
type factors struct {
	m    int
	lu   []float64
	rows []int
}

func newFactors(m int) *factors {
	return &factors{m: m, lu: make([]float64, m*m), rows: make([]int, m)}
}

// of decomposes −a and reports whether its determinant is above 0.
func (f *factors) of(a []float64) (positive bool) {
	m := f.m
	for k, x := range a {
		f.lu[k] = -x
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
			positive = !positive
		}
		x := f.lu[k*m+k]
		if x == 0 || math.IsNaN(x) {
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
