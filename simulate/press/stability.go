package press

import "gonum.org/v1/gonum/mat"

// stability decides whether every eigenvalue of an m×m matrix has a negative
// real part. It holds the room that this takes.
type stability struct {
	m int
	// h is the matrix in Hessenberg form, y a row's multipliers.
	h, y []float64
	// p holds the characteristic polynomials of its leading parts, one a row,
	// leading coefficient first.
	p []float64
	// interval holds a polynomial within margins, the others two rows of
	// Routh's array.
	interval, above, row   []float64
	doubleAbove, doubleRow []double
}

func newStability(m int) *stability {
	return &stability{
		m: m, h: make([]float64, m*m), y: make([]float64, m), p: make([]float64, (m+1)*(m+1)),
		interval: make([]float64, m+1), above: make([]float64, m/2+1), row: make([]float64, m/2+1),
		doubleAbove: make([]double, m/2+1), doubleRow: make([]double, m/2+1),
	}
}

// of judges a, of which det(−a) > 0 is known. The characteristic polynomial
// decides by Routh's criterion where it does so beyond its own rounding error,
// which is the rule and takes a fraction of the time of the eigenvalues;
// otherwise they decide.
func (s *stability) of(a []float64) bool {
	switch s.m {
	case 1:
		return a[0] < 0
	case 2:
		return a[0]+a[3] < 0
	}
	if !s.damped(a) {
		return false
	}
	s.hessenberg(a)
	switch s.routh(s.polynomial()) {
	case stable:
		return true
	case unstable:
		return false
	}
	return stableSpectrum(a, s.m)
}

// damped reports whether self-limitation outweighs self-reinforcement, beyond
// rounding, as it does in every stable system. With that and a determinant
// above 0, a coefficient of the characteristic polynomial that is 0 but for
// rounding cannot pass Routh's criterion, which asks of stable ones that
// c_k c_{k+1} > c_{k−1} c_{k+2}: one 0 would bring another, two places off.
func (s *stability) damped(a []float64) bool {
	sum, size := 0.0, 0.0
	for i := range s.m {
		sum += a[i*s.m+i]
		size += abs(a[i*s.m+i])
	}
	return sum < -nothing*size
}

// stableSpectrum judges by the eigenvalues. One whose real part may be 0 but for
// rounding is that of a system which does not come to rest.
func stableSpectrum(a []float64, m int) bool {
	w := mat.NewDense(m, m, append([]float64(nil), a...))
	var e mat.Eigen
	if !e.Factorize(w, mat.EigenNone) {
		return false
	}
	rounding := nothing * float64(m) * mat.Norm(w, 2)
	for _, value := range e.Values(nil) {
		if !(real(value) < -rounding) {
			return false
		}
	}
	return true
}

// hessenberg sets h to a matrix with a's eigenvalues and nothing below the
// first subdiagonal, by elimination with exchanges (Wilkinson 1965, The
// Algebraic Eigenvalue Problem, chapter 6).
func (s *stability) hessenberg(a []float64) {
	m, h := s.m, s.h
	copy(h, a)
	for k := 1; k < m-1; k++ {
		pivot := k
		for i := k + 1; i < m; i++ {
			if abs(h[i*m+k-1]) > abs(h[pivot*m+k-1]) {
				pivot = i
			}
		}
		x := h[pivot*m+k-1]
		if x == 0 {
			continue
		}
		if pivot != k {
			exchange(h[k*m+k-1:k*m+m], h[pivot*m+k-1:pivot*m+m])
			for i := range m {
				h[i*m+k], h[i*m+pivot] = h[i*m+pivot], h[i*m+k]
			}
		}
		s.eliminate(k, 1/x)
	}
}

// eliminate takes multiples of row k from the rows below, and adds their
// columns to column k in turn.
func (s *stability) eliminate(k int, reciprocal float64) {
	m, h := s.m, s.h
	y, source := s.y[k+1:m], h[k*m+k:k*m+m]
	some := false
	for i := range y {
		at := (k + 1 + i) * m
		y[i] = h[at+k-1] * reciprocal
		if y[i] == 0 {
			continue
		}
		some = true
		h[at+k-1] = 0
		subtract(h[at+k:at+m], source, y[i])
	}
	if !some {
		return
	}
	for i := range m {
		h[i*m+k] += dot(y, h[i*m+k+1:i*m+m])
	}
}

// polynomial returns the coefficients of det(λI − h), the first of them 1,
// by expanding the leading parts of h one after the other:
//
//	p_k = (λ − h_kk) p_{k−1} − Σ_{i<k} h_ik h_{i+1,i} … h_{k,k−1} p_{i−1}
func (s *stability) polynomial() []float64 {
	m, h, width := s.m, s.h, s.m+1
	s.p[0] = 1
	for k := range m {
		last, next := s.p[k*width:][:k+1], s.p[(k+1)*width:][:k+2]
		copy(next, last)
		next[k+1] = 0
		subtract(next[1:], last, h[k*m+k])
		product := 1.0
		for i := k - 1; i >= 0; i-- {
			product *= h[(i+1)*m+i]
			if product == 0 {
				break
			}
			// p_i is of degree i, k+1−i below that of next.
			if x := product * h[i*m+k]; x != 0 {
				subtract(next[k+1-i:], s.p[i*width:][:i+1], x)
			}
		}
	}
	return s.p[m*width:][:width]
}
