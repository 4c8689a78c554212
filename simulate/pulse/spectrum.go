package pulse

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/cmplx"
	"slices"

	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/topo"
	"gonum.org/v1/gonum/mat"
)

// Matrices with more rows than this are not decomposed: it would take many
// seconds, and could not be interrupted.
const mostRows = 400

// eigenvalue is one that was computed, and how far it may be off by rounding.
type eigenvalue struct {
	complex128
	doubt float64
}

// beyond is how far outside the unit circle the eigenvalue is, below 0 inside.
func (e eigenvalue) beyond() float64 { return cmplx.Abs(e.complex128) - 1 }

// spectrum is the eigenvalues of W, strong component by strong component,
// since those between them do not depend on the links that join them: a map
// without loops has the eigenvalue 0 exactly, where the whole matrix at once
// would give anything.
type spectrum struct {
	tolerance   float64
	eigenvalues []eigenvalue
	// incomplete: a component was too large, or did not converge.
	incomplete bool
}

func newSpectrum(ctx context.Context, out [][]link, tolerance float64) (*spectrum, error) {
	s := &spectrum{tolerance: tolerance}
	for _, component := range strongComponents(out) {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("pulse: stopped while judging stability: %w", err)
		}
		if !s.add(within(out, component)) {
			s.incomplete = true
		}
	}
	slices.SortFunc(s.eigenvalues, func(a, b eigenvalue) int {
		return cmp.Or(
			cmp.Compare(cmplx.Abs(b.complex128), cmplx.Abs(a.complex128)),
			cmp.Compare(real(b.complex128), real(a.complex128)),
			cmp.Compare(imag(b.complex128), imag(a.complex128)),
		)
	})
	return s, nil
}

// strongComponents returns the strong components as ascending variables, by
// their first.
func strongComponents(out [][]link) [][]int {
	g := simple.NewDirectedGraph()
	for i := range out {
		g.AddNode(simple.Node(i))
	}
	for i, links := range out {
		for _, l := range links {
			if l.other != i {
				g.SetEdge(simple.Edge{F: simple.Node(i), T: simple.Node(l.other)})
			}
		}
	}
	var components [][]int
	for _, nodes := range topo.TarjanSCC(g) {
		var component []int
		for _, node := range nodes {
			component = append(component, int(node.ID()))
		}
		slices.Sort(component)
		components = append(components, component)
	}
	slices.SortFunc(components, func(a, b []int) int { return a[0] - b[0] })
	return components
}

// within returns the links among some ascending variables, renumbered.
func within(out [][]link, variables []int) [][]link {
	part := make([][]link, len(variables))
	for i, v := range variables {
		for _, l := range out[v] {
			if j, inside := slices.BinarySearch(variables, l.other); inside {
				part[i] = append(part[i], link{other: j, weight: l.weight})
			}
		}
	}
	return part
}

// add computes the eigenvalues of a component and reports whether it could.
func (s *spectrum) add(out [][]link) bool {
	if len(out) == 1 {
		loop := 0.0
		for _, l := range out[0] {
			loop = l.weight
		}
		s.eigenvalues = append(s.eigenvalues, eigenvalue{complex128: complex(loop, 0)})
		return true
	}
	if len(out) > mostRows {
		return false
	}
	w := dense(out)
	var e mat.Eigen
	if !e.Factorize(w, mat.EigenBoth) {
		return false
	}
	var left, right mat.CDense
	e.LeftVectorsTo(&left)
	e.VectorsTo(&right)
	norm := mat.Norm(w, 2)
	rounding := 10 * float64(len(out)) * 0x1p-52 * norm
	most := elsner(norm, rounding, len(out))
	for k, value := range e.Values(nil) {
		s.eigenvalues = append(s.eigenvalues, eigenvalue{value, min(rounding/cosine(&left, &right, k), most)})
	}
	return true
}

// elsner bounds how far any eigenvalue of an n×n matrix moves when the matrix
// is changed by some amount, both in norm (Elsner 1985, Linear Algebra Appl.
// 71:77). It is what is left to say of a defective eigenvalue.
func elsner(norm, change float64, n int) float64 {
	return math.Pow(2*norm+change, 1-1/float64(n)) * math.Pow(change, 1/float64(n))
}

// cosine is that between the left and the right eigenvector of eigenvalue k,
// the reciprocal of the eigenvalue's condition number (Wilkinson 1965).
func cosine(left, right *mat.CDense, k int) float64 {
	var product complex128
	var l, r float64
	n, _ := left.Dims()
	for i := range n {
		a, b := left.At(i, k), right.At(i, k)
		product += cmplx.Conj(a) * b
		l, r = math.Hypot(l, cmplx.Abs(a)), math.Hypot(r, cmplx.Abs(b))
	}
	if l == 0 || r == 0 {
		return 0
	}
	return cmplx.Abs(product) / (l * r)
}

func dense(out [][]link) *mat.Dense {
	w := mat.NewDense(len(out), len(out), nil)
	for i, links := range out {
		for _, l := range links {
			w.Set(i, l.other, l.weight)
		}
	}
	return w
}

// values returns the eigenvalues, or nil if some are missing.
func (s *spectrum) values() []complex128 {
	if s.incomplete {
		return nil
	}
	values := make([]complex128, len(s.eigenvalues))
	for i, e := range s.eigenvalues {
		values[i] = e.complex128
	}
	return values
}

func (s *spectrum) radius() float64 {
	if s.incomplete || len(s.eigenvalues) == 0 {
		return 0
	}
	return cmplx.Abs(s.eigenvalues[0].complex128)
}
