package press

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// Known answers of Random123, the reference implementation of Philox
// (kat_vectors, philox2x64 with 10 rounds).
func TestTheGeneratorGivesTheReferenceNumbers(t *testing.T) {
	for _, c := range []struct {
		counter [2]uint64
		key     uint64
		want    [2]uint64
	}{
		{[2]uint64{0, 0}, 0, [2]uint64{0xca00a0459843d731, 0x66c24222c9a845b5}},
		{[2]uint64{math.MaxUint64, math.MaxUint64}, math.MaxUint64, [2]uint64{0x65b021d60cd8310f, 0x4d02f3222f86df20}},
		{[2]uint64{0x243f6a8885a308d3, 0x13198a2e03707344}, 0xa4093822299f31d0, [2]uint64{0x0a5e742c2997341c, 0xb0f883d38000de5d}},
	} {
		if got := philox(c.counter, c.key); got != c.want {
			t.Errorf("%x under %x: %x, want %x", c.counter, c.key, got, c.want)
		}
	}
	if unit(0) <= 0 || unit(math.MaxUint64) >= 1 {
		t.Errorf("the open interval ends at %v and %v", unit(0), unit(math.MaxUint64))
	}
}

// randomSystem fills a with a random m×m matrix, of a share of nonzero entries,
// about half of whose draws are stable, many of them barely.
func randomSystem(r *rand.Rand, a []float64, m int, share float64) {
	for k := range a {
		a[k] = 0
		if r.Float64() < share {
			a[k] = 2*r.Float64() - 1
		}
	}
	spread := math.Sqrt(float64(m)*share/3) + 0.5
	for i := range m {
		a[i*m+(i+m-1)%m] = 2*r.Float64() - 1
		a[i*m+i] = -spread * (0.2 + 1.5*r.Float64())
	}
	// Systems of different time scales have coefficients of different size.
	if scale := math.Exp(4 * r.NormFloat64()); r.IntN(2) == 0 {
		for k := range a {
			a[k] *= scale
		}
	}
}

func largestRealPart(t *testing.T, a []float64, m int) float64 {
	t.Helper()
	var e mat.Eigen
	if !e.Factorize(mat.NewDense(m, m, append([]float64(nil), a...)), mat.EigenNone) {
		t.Fatal("no convergence")
	}
	largest := math.Inf(-1)
	for _, value := range e.Values(nil) {
		largest = max(largest, real(value))
	}
	return largest
}

func TestStabilityAgreesWithEigenvalues(t *testing.T) {
	for _, c := range []struct{ m, draws int }{
		{1, 200}, {2, 1000}, {3, 2000}, {4, 2000}, {5, 2000}, {8, 1000}, {13, 1000}, {20, 500}, {30, 500}, {45, 100}, {60, 60}, {64, 40}, {75, 40}, {86, 30}, {87, 6}, {110, 6},
	} {
		r := rand.New(rand.NewPCG(11, uint64(c.m)))
		a, f, s := make([]float64, c.m*c.m), newFactors(c.m), newStability(c.m)
		counts := map[bool]int{}
		for range c.draws {
			randomSystem(r, a, c.m, []float64{0.05, 0.2, 1}[r.IntN(3)])
			largest := largestRealPart(t, a, c.m)
			if math.Abs(largest) < 1e-10*mat.Norm(mat.NewDense(c.m, c.m, a), 2) {
				continue
			}
			counts[largest < 0]++
			if got := f.of(a) && s.of(a); got != (largest < 0) {
				t.Fatalf("%d variables: stable %v, largest real part %v", c.m, got, largest)
			}
		}
		if c.m > 1 && c.draws > 100 && (counts[true] < c.draws/20 || counts[false] < c.draws/20) {
			t.Errorf("%d variables: one-sided draws, %v", c.m, counts)
		}
	}
}

// Where Routh's array cannot tell, it says so; where it can, no eigenvalues
// are needed, even at the size of a large map's core.
func TestRouthIsSureOfOrdinarySystems(t *testing.T) {
	for _, m := range []int{3, 10, 30, 60, 86} {
		r := rand.New(rand.NewPCG(12, uint64(m)))
		a, f, s := make([]float64, m*m), newFactors(m), newStability(m)
		doubts, draws := 0, 60
		for range draws {
			randomSystem(r, a, m, 0.1)
			if !f.of(a) {
				continue
			}
			s.hessenberg(a)
			if s.routh(s.polynomial()) == unsure {
				doubts++
			}
		}
		// At 86 variables some are too close for any margin.
		if doubts > draws/5 {
			t.Errorf("%d variables: unsure of %d in %d systems", m, doubts, draws)
		}
	}
}

func TestSystemsOnTheEdgeAreLeftToTheEigenvalues(t *testing.T) {
	// Undamped circles of two variables, coupled to a damped third.
	a := []float64{0, -1, 0, 1, 0, 0, 1, 0, -1}
	s := newStability(3)
	s.hessenberg(a)
	if c := s.polynomial(); s.routh(c) != unsure {
		t.Errorf("sure of %v", c)
	}
	if s.of(a) {
		t.Error("an undamped system is judged stable")
	}
	// Coefficients that overflow or vanish say nothing.
	for _, c := range [][]float64{{1, 1e301, 1, 1}, {1, math.Inf(1), 1, 1}, {1, math.NaN(), 1, 1}, {1, 1, 1, 1e-305}} {
		if s.routh(c) != unsure {
			t.Errorf("sure of %v", c)
		}
	}
}

// What is taken from one is given to the other: without damping such systems
// swing for ever, and rounding must not calm them, alone or beside others that
// come to rest.
func TestUndampedSystemsAreNotStable(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	for _, c := range []struct{ undamped, damped int }{{4, 0}, {6, 0}, {20, 0}, {2, 1}, {2, 20}, {4, 3}, {10, 10}, {4, 60}, {30, 40}} {
		m := c.undamped + c.damped
		a, f, s, weights := make([]float64, m*m), newFactors(m), newStability(m), make([]float64, m)
		for range 100_000/m/m + 20 {
			for i := range weights {
				weights[i] = 0.1 + r.Float64()
			}
			for i := range m {
				for j := range i {
					x := 2*r.Float64() - 1
					a[i*m+j], a[j*m+i] = x*weights[i], -x*weights[j]
					if i >= c.undamped && j < c.undamped {
						a[j*m+i] = 0
					}
				}
				a[i*m+i] = 0
				if i >= c.undamped {
					a[i*m+i] = -r.Float64()
				}
			}
			if f.of(a) && s.of(a) {
				t.Fatalf("%d undamped and %d damped variables are judged stable, largest real part %v", c.undamped, c.damped, largestRealPart(t, a, m))
			}
		}
	}
}

func TestFactorsSolveAndGiveTheDeterminantsSign(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	for m := 1; m <= 30; m++ {
		a, f, b := make([]float64, m*m), newFactors(m), make([]float64, m)
		for range 20 {
			randomSystem(r, a, m, 0.4)
			negative := mat.NewDense(m, m, nil)
			negative.Scale(-1, mat.NewDense(m, m, append([]float64(nil), a...)))
			if got, want := f.of(a), mat.Det(negative) > 0; got != want {
				t.Fatalf("%d variables: det(−A) above 0 %v, want %v", m, got, want)
			}
			for i := range b {
				b[i] = r.NormFloat64()
			}
			press := mat.NewVecDense(m, append([]float64(nil), b...))
			f.solve(b)
			var back mat.VecDense
			back.MulVec(negative, mat.NewVecDense(m, b))
			back.SubVec(&back, press)
			if off := mat.Norm(&back, 2); off > 1e-9*mat.Norm(press, 2)*(1+mat.Cond(negative, 2)) {
				t.Fatalf("%d variables: −A x misses p by %v", m, off)
			}
		}
	}
	if newFactors(2).of([]float64{1, 2, 2, 4}) {
		t.Error("a singular matrix has a determinant above 0")
	}
}
