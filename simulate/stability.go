package simulate

import (
	"math"

	"gonum.org/v1/gonum/mat"

	"sysmap/graph"
)

// stability is what is known of a linear system left to itself.
type stability struct {
	// decided says whether stable is an answer.
	decided, stable bool
	// rightmost is the largest real part of the eigenvalues, NaN if it was not
	// computed.
	rightmost float64
	// delayed counts the delayed links in loops.
	delayed int
}

// doubtful is a runner that may not know whether a system is stable; doubted
// says so of the member that it ran last.
type doubtful interface{ doubted() bool }

const (
	// maxSpectrum is the largest matrix whose eigenvalues are computed.
	maxSpectrum = 600
	// largeSpectrum is from how large a matrix on it pays to look first whether
	// they are needed.
	largeSpectrum = 150
)

// stability looks at each strong component by itself, because the eigenvalues
// of a system are those of its components.
func (p *plan) stability(m *member, r *regime) stability {
	w := make([]float64, len(p.links))
	p.weights(m, r, w)
	var links []graph.Link
	var numbers []int
	for l := range p.links {
		if w[l] != 0 && !r.held[p.links[l].to] {
			links = append(links, graph.Link{From: p.links[l].from, To: p.links[l].to})
			numbers = append(numbers, l)
		}
	}
	whole := stability{decided: true, stable: true, rightmost: math.Inf(-1)}
	g, err := graph.FromLinks(p.model.Len(), links)
	if err != nil {
		return stability{rightmost: math.NaN()}
	}
	component := make([]int, p.model.Len())
	parts := g.StrongComponents()
	for c, nodes := range parts {
		for _, v := range nodes {
			component[v] = c
		}
	}
	within := make([][]influence, len(parts))
	for k, l := range links {
		if component[l.From] == component[l.To] {
			within[component[l.From]] = append(within[component[l.From]], influence{l.From, l.To, w[numbers[k]], m.delay[numbers[k]]})
		}
	}
	place := make([]int, p.model.Len())
	for c, nodes := range parts {
		if len(nodes) == 1 && r.held[nodes[0]] {
			continue
		}
		for k, v := range nodes {
			place[v] = k
		}
		whole.add(componentStability(nodes, place, within[c], m.inertia))
	}
	return whole
}

// add joins what is known of one more component. One unstable component makes
// the whole unstable, whatever is not known of others.
func (s *stability) add(c stability) {
	s.delayed += c.delayed
	s.rightmost = max(s.rightmost, c.rightmost)
	switch {
	case s.decided && !s.stable:
	case c.decided && !c.stable:
		s.decided, s.stable = true, false
	case !c.decided:
		s.decided, s.stable = false, false
	}
}

// influence is a link of a linear system.
type influence struct {
	from, to      int
	weight, delay float64
}

// componentStability computes the eigenvalues of one component. A component
// with delays has infinitely many; the rightmost are those of a matrix that
// follows, beside the state, the recent past of every variable that is looked
// back to, at Chebyshev points (pseudospectral method: Breda, Maset, Vermiglio
// 2005, SIAM J. Sci. Comput. 27:482). Where that matrix would be too large,
// two sufficient conditions are tried, neither of which depends on delays; where
// it would be large, they are tried first, since they often show at once that a
// component is unstable.
func componentStability(nodes, place []int, links []influence, inertia []float64) stability {
	n := len(nodes)
	longest, delayed := 0.0, 0
	column := make(map[int]int) // of a variable that is looked back to
	fastest := math.Inf(1)
	for _, v := range nodes {
		fastest = min(fastest, inertia[v])
	}
	for _, l := range links {
		if l.delay > 0 {
			longest = max(longest, l.delay)
			delayed++
			if _, ok := column[l.from]; !ok {
				column[l.from] = len(column)
			}
		}
	}
	points := 0
	if delayed > 0 {
		points = int(min(max(12, 8+3*longest/fastest), 40))
	}
	size := n + points*len(column)
	if delayed > 0 && size > largeSpectrum || size > maxSpectrum {
		s := withoutSpectrum(nodes, place, links)
		s.delayed = delayed
		if size > maxSpectrum || s.decided && !s.stable {
			return s
		}
	}
	a := mat.NewDense(size, size, nil)
	for k, v := range nodes {
		a.Set(k, k, -1/inertia[v])
	}
	cheb := chebyshev(points, longest)
	for _, l := range links {
		row, from := place[l.to], place[l.from]
		w := l.weight / inertia[l.to]
		if l.delay == 0 {
			a.Set(row, from, a.At(row, from)+w)
			continue
		}
		for j, part := range cheb.interpolate(-l.delay) {
			at := pastColumn(j, from, n+column[l.from]*points)
			a.Set(row, at, a.At(row, at)+w*part)
		}
	}
	for v, c := range column {
		for i := 1; i <= points; i++ {
			for j := range points + 1 {
				a.Set(n+c*points+i-1, pastColumn(j, place[v], n+c*points), cheb.derivative[i][j])
			}
		}
	}
	var e mat.Eigen
	if !e.Factorize(a, mat.EigenNone) {
		return stability{rightmost: math.NaN(), delayed: delayed}
	}
	s := stability{decided: true, rightmost: math.Inf(-1), delayed: delayed}
	for _, λ := range e.Values(nil) {
		s.rightmost = max(s.rightmost, real(λ))
	}
	s.stable = s.rightmost < -1e-9
	return s
}

// pastColumn is the column of point j of a past: point 0 is the present.
func pastColumn(j, present, past int) int {
	if j == 0 {
		return present
	}
	return past + j - 1
}

// withoutSpectrum knows a component to be stable if even with all signs
// positive no sum of influences on a variable, or of a variable, reaches one,
// and unstable if det(I − W) < 0, because then an eigenvalue is positive
// whatever the delays.
func withoutSpectrum(nodes, place []int, links []influence) stability {
	n := len(nodes)
	in, out := make([]float64, n), make([]float64, n)
	for _, l := range links {
		in[place[l.to]] += math.Abs(l.weight)
		out[place[l.from]] += math.Abs(l.weight)
	}
	into, outOf := 0.0, 0.0
	for k := range n {
		into, outOf = max(into, in[k]), max(outOf, out[k])
	}
	if min(into, outOf) < 1 {
		return stability{decided: true, stable: true, rightmost: math.NaN()}
	}
	if n <= maxSpectrum {
		a := mat.NewDense(n, n, nil)
		for k := range n {
			a.Set(k, k, 1)
		}
		for _, l := range links {
			a.Set(place[l.to], place[l.from], a.At(place[l.to], place[l.from])-l.weight)
		}
		var lu mat.LU
		lu.Factorize(a)
		if _, sign := lu.LogDet(); sign < 0 {
			return stability{decided: true, rightmost: math.NaN()}
		}
	}
	return stability{rightmost: math.NaN()}
}

// chebyshevPoints are the extreme points of a Chebyshev polynomial on
// −length…0, from 0 down, with what is needed to interpolate and differentiate
// the polynomial through values at them (Berrut and Trefethen 2004, SIAM Rev.
// 46:501; Trefethen, Spectral Methods in MATLAB, ch. 6).
type chebyshevPoints struct {
	at, weight []float64
	derivative [][]float64
}

func chebyshev(n int, length float64) *chebyshevPoints {
	c := &chebyshevPoints{}
	if n == 0 {
		return c
	}
	for j := range n + 1 {
		c.at = append(c.at, length/2*(math.Cos(math.Pi*float64(j)/float64(n))-1))
		w := 1.0
		if j == 0 || j == n {
			w = 0.5
		}
		if j%2 == 1 {
			w = -w
		}
		c.weight = append(c.weight, w)
	}
	for i := range n + 1 {
		row := make([]float64, n+1)
		for j := range n + 1 {
			if i != j {
				row[j] = c.weight[j] / c.weight[i] / (c.at[i] - c.at[j])
				row[i] -= row[j]
			}
		}
		c.derivative = append(c.derivative, row)
	}
	return c
}

// interpolate returns how much the value at each point has in the value at t.
func (c *chebyshevPoints) interpolate(t float64) []float64 {
	parts := make([]float64, len(c.at))
	sum := 0.0
	for j := range parts {
		if t == c.at[j] {
			clear(parts)
			parts[j] = 1
			return parts
		}
		parts[j] = c.weight[j] / (t - c.at[j])
		sum += parts[j]
	}
	for j := range parts {
		parts[j] /= sum
	}
	return parts
}
