package pulse

import (
	"math"
	"math/cmplx"

	"gonum.org/v1/gonum/mat"
)

const (
	// A single eigenvalue this uncertain may be one of several.
	mostDoubt = 1e-6
	// A pair with one Jordan block is computed about √ε apart.
	jordanGap = 1e-7
	// Singular values below the first, as a share of the matrix's norm, are 0,
	// those above the second are not, and those between leave a doubt.
	surelyZero, surelyNot = 1e-11, 1e-6
)

// judge decides stability in floating point. value is what is known of the
// values where the pulses are not decided.
func (s *spectrum) judge(out [][]link) (reason Reason, value Answer) {
	var near []eigenvalue
	for _, e := range s.eigenvalues {
		margin := max(s.tolerance, e.doubt)
		if e.beyond() > margin {
			return Explodes, No
		}
		if e.beyond() >= -margin {
			near = append(near, e)
		}
	}
	if s.incomplete {
		return TooLarge, Undecided
	}
	reason, value = Fades, Undecided
	for _, g := range groups(near) {
		found := s.judgeGroup(g, out)
		if found == Accumulates {
			value = No
		}
		if found.outweighs(reason) {
			reason = found
		}
	}
	return reason, value
}

// outweighs reports whether a finding about one group of eigenvalues decides
// over another: growth over doubt, doubt over boundedness.
func (r Reason) outweighs(other Reason) bool {
	rank := map[Reason]int{Fades: 0, Circles: 1, Accumulates: 2, TooLarge: 3, TooClose: 4, Resonates: 5}
	return rank[r] > rank[other]
}

// group is eigenvalues that may be one repeated eigenvalue.
type group []eigenvalue

// groups joins eigenvalues that are nearer one another than their doubts.
func groups(near []eigenvalue) []group {
	var found []group
	taken := make([]bool, len(near))
	for first := range near {
		if taken[first] {
			continue
		}
		taken[first] = true
		g := group{near[first]}
		for next := 0; next < len(g); next++ {
			for i, e := range near {
				if !taken[i] && cmplx.Abs(e.complex128-g[next].complex128) <= reach(e)+reach(g[next]) {
					taken[i] = true
					g = append(g, e)
				}
			}
		}
		found = append(found, g)
	}
	return found
}

func reach(e eigenvalue) float64 { return min(e.doubt, 1e-3) + jordanGap }

// mean is much nearer to a repeated eigenvalue than the members are.
func (g group) mean() complex128 {
	var sum complex128
	for _, e := range g {
		sum += e.complex128
	}
	return sum / complex(float64(len(g)), 0)
}

func (s *spectrum) judgeGroup(g group, out [][]link) Reason {
	center := g.mean()
	if math.Abs(cmplx.Abs(center)-1) > s.tolerance {
		return TooClose
	}
	if len(g) == 1 && g[0].doubt > mostDoubt {
		return TooClose
	}
	if len(g) > 1 {
		if len(out) > mostRows {
			return TooLarge
		}
		switch semisimple(out, center, len(g)) {
		case Undecided:
			return TooClose
		case No:
			return Resonates
		}
	}
	if cmplx.Abs(center-1) <= s.tolerance {
		return Accumulates
	}
	return Circles
}

// semisimple reports whether an eigenvalue has as many eigenvectors as it has
// multiplicity, from the singular values of W − λI.
func semisimple(out [][]link, value complex128, multiplicity int) Answer {
	shifted, copies := shift(out, value)
	var svd mat.SVD
	if !svd.Factorize(shifted, mat.SVDNone) {
		return Undecided
	}
	// λ itself, of modulus 1, is known to the last few bits only.
	norm := max(mat.Norm(shifted, 2), 1)
	atLeast, atMost := 0, 0
	for _, sigma := range svd.Values(nil) {
		if sigma <= surelyZero*norm {
			atLeast++
		}
		if sigma <= surelyNot*norm {
			atMost++
		}
	}
	switch {
	case atLeast != atMost || atLeast == 0 || atLeast > copies*multiplicity:
		return Undecided
	case atLeast == copies*multiplicity:
		return Yes
	}
	return No
}

// shift returns W − λI; for a complex λ = a + bi as the real matrix
// [W − aI, bI; −bI, W − aI], which has every singular value twice.
func shift(out [][]link, value complex128) (shifted *mat.Dense, copies int) {
	n := len(out)
	w := dense(out)
	for i := range n {
		w.Set(i, i, w.At(i, i)-real(value))
	}
	if imag(value) == 0 {
		return w, 1
	}
	both := mat.NewDense(2*n, 2*n, nil)
	both.Slice(0, n, 0, n).(*mat.Dense).Copy(w)
	both.Slice(n, 2*n, n, 2*n).(*mat.Dense).Copy(w)
	for i := range n {
		both.Set(i, n+i, imag(value))
		both.Set(n+i, i, -imag(value))
	}
	return both, 2
}
