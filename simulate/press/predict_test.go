package press_test

import (
	"context"
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"

	"sysmap/simulate/press"
)

func predict(t interface{ Fatal(...any) }, a [][]int) press.Prediction {
	p, err := press.Predict(context.Background(), a, press.PredictOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The five-variable example of Dambacher, Li, Rossignol (2002) and the
// snowshoe hare system (vegetation, hare, predator) of Dambacher et al.
var (
	five = [][]int{
		{-1, -1, 0, 0, 0},
		{-1, -1, -1, 0, 0},
		{0, 1, -1, 1, 1},
		{0, 0, -1, -1, -1},
		{0, 0, 0, 1, -1},
	}
	snowshoe = [][]int{
		{-1, -1, 0},
		{1, 0, -1},
		{0, 1, -1},
	}
)

func TestPublishedAdjugatesAndWaysAreReproduced(t *testing.T) {
	p := predict(t, five)
	same(t, "adjugate", p.Adjugate, [][]int{{6, -4, 2, 2, 0}, {-4, 4, -2, -2, 0}, {-2, 2, 0, 0, 0}, {1, -1, 0, 1, -1}, {1, -1, 0, 1, 1}})
	same(t, "total", p.Total, [][]int{{6, 4, 2, 2, 2}, {4, 4, 2, 2, 2}, {2, 2, 4, 4, 4}, {1, 1, 2, 3, 5}, {1, 1, 2, 3, 5}})
	if p.Determinant.Int64() != 2 {
		t.Errorf("determinant %v, published 2", p.Determinant)
	}
	for _, c := range []struct {
		i, j, sign int
		weight     float64
	}{
		{0, 0, 1, 1}, {2, 2, 0, 0}, {3, 3, 1, 1.0 / 3}, {4, 4, 1, 0.2}, {3, 4, -1, 0.2}, {1, 2, -1, 1},
	} {
		if weight, ok := p.Weight(c.i, c.j); !ok || weight != c.weight || p.Sign(c.i, c.j) != c.sign {
			t.Errorf("answer of %d to %d: sign %d, weight %v, want %d, %v", c.i, c.j, p.Sign(c.i, c.j), weight, c.sign, c.weight)
		}
	}
	p = predict(t, snowshoe)
	same(t, "snowshoe adjugate", p.Adjugate, [][]int{{1, -1, 1}, {1, 1, -1}, {1, 1, 1}})
	if p.Determinant.Int64() != 2 || !p.Stable {
		t.Errorf("snowshoe: determinant %v, stable %v", p.Determinant, p.Stable)
	}
}

func same(t *testing.T, what string, got [][]*big.Int, want [][]int) {
	t.Helper()
	for i := range want {
		for j := range want[i] {
			if got[i][j].Cmp(big.NewInt(int64(want[i][j]))) != 0 {
				t.Errorf("%s [%d][%d] is %v, published %d", what, i, j, got[i][j], want[i][j])
			}
		}
	}
}

// drawSigns draws a sign matrix of any kind: dense, sparse, singular,
// reducible.
func drawSigns(t *rapid.T, most int) [][]int {
	n := rapid.IntRange(1, most).Draw(t, "variables")
	pool := rapid.SampledFrom([][]int{{0, 1, -1}, {0, 0, 0, 1, -1}, {1, -1}, {0, 0, 0, 0, 0, 1, -1}}).Draw(t, "density")
	a := make([][]int, n)
	for i := range a {
		a[i] = make([]int, n)
		for j := range a[i] {
			a[i][j] = rapid.SampledFrom(pool).Draw(t, "sign")
		}
	}
	return a
}

// expand is the determinant of a matrix by its definition, or the permanent of
// its absolute values.
func expand(a [][]int, permanent bool) int {
	if len(a) == 0 {
		return 1
	}
	sum := 0
	for j, x := range a[0] {
		term := x * expand(minor(a, 0, j), permanent)
		if permanent {
			term = max(x, -x) * expand(minor(a, 0, j), true)
		} else if j%2 == 1 {
			term = -term
		}
		sum += term
	}
	return sum
}

func minor(a [][]int, row, column int) [][]int {
	var m [][]int
	for i := range a {
		if i == row {
			continue
		}
		var rest []int
		for j := range a {
			if j != column {
				rest = append(rest, a[i][j])
			}
		}
		m = append(m, rest)
	}
	return m
}

func TestPredictionsAgreeWithCofactorsAndPermanentsByDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawSigns(t, 6)
		n := len(a)
		negative := make([][]int, n)
		for i := range a {
			negative[i] = make([]int, n)
			for j := range a {
				negative[i][j] = -a[i][j]
			}
		}
		p := predict(t, a)
		if got := expand(negative, false); p.Determinant.Int64() != int64(got) || p.Feedback[n-1].Int64() != -int64(got) {
			t.Fatalf("determinant %v, F_n %v, by definition %d", p.Determinant, p.Feedback[n-1], got)
		}
		for i := range n {
			for j := range n {
				cofactor := expand(minor(negative, j, i), false)
				if (i+j)%2 == 1 {
					cofactor = -cofactor
				}
				if p.Adjugate[i][j].Int64() != int64(cofactor) {
					t.Fatalf("adjugate [%d][%d] is %v, the cofactor %d", i, j, p.Adjugate[i][j], cofactor)
				}
				total := expand(minor(negative, j, i), true)
				if p.Total[i][j].Int64() != int64(total) {
					t.Fatalf("T [%d][%d] is %v, the permanent %d", i, j, p.Total[i][j], total)
				}
				weight, _ := p.Weight(i, j)
				want := 1.0
				if total > 0 {
					want = math.Abs(float64(cofactor)) / float64(total)
				}
				if weight != want || weight < 0 || weight > 1 {
					t.Fatalf("weight [%d][%d] is %v, want %v", i, j, weight, want)
				}
			}
		}
	})
}

func TestExactStabilityAgreesWithEigenvalues(t *testing.T) {
	counts := map[bool]int{}
	rapid.Check(t, func(t *rapid.T) {
		a := drawSigns(t, 7)
		for i := range a {
			if rapid.IntRange(0, 3).Draw(t, "limited") > 0 {
				a[i][i] = -1
			}
		}
		largest := abscissa(t, a)
		// On the boundary floating point cannot say.
		if math.Abs(largest) < 1e-3 {
			return
		}
		counts[largest < 0]++
		if p := predict(t, a); p.Stable != (largest < 0) {
			t.Fatalf("stable %v, largest real part %v", p.Stable, largest)
		}
	})
	if counts[true] == 0 || counts[false] == 0 {
		t.Errorf("stable and unstable draws: %v", counts)
	}
}

func abscissa(t interface{ Fatal(...any) }, a [][]int) float64 {
	m := mat.NewDense(len(a), len(a), nil)
	for i := range a {
		for j := range a {
			m.Set(i, j, float64(a[i][j]))
		}
	}
	var e mat.Eigen
	if !e.Factorize(m, mat.EigenNone) {
		t.Fatal("no convergence")
	}
	largest := math.Inf(-1)
	for _, value := range e.Values(nil) {
		largest = max(largest, real(value))
	}
	return largest
}

func TestSystemsOnTheEdgeOfStabilityAreNotStable(t *testing.T) {
	for name, a := range map[string][][]int{
		"nothing":            {{0}},
		"an undamped circle": {{0, 1}, {-1, 0}},
		"one damped, one not": {
			{-1, 1, 0, 0},
			{-1, -1, 0, 0},
			{0, 0, 0, -1},
			{0, 0, 1, 0},
		},
	} {
		if predict(t, a).Stable {
			t.Errorf("%s is judged stable", name)
		}
	}
	if p := predict(t, nil); !p.Stable || p.Determinant.Int64() != 1 {
		t.Error("no variables, yet something is unstable")
	}
}

// One permanent of 60 variables is out of reach; those of 30 components of two
// are not.
func TestALargeMapOfSmallComponentsIsFeasible(t *testing.T) {
	n := 60
	a := make([][]int, n)
	for i := range a {
		a[i] = make([]int, n)
		a[i][i] = -1
		if i%2 == 1 {
			a[i][i-1], a[i-1][i] = 1, -1
		}
		if i >= 2 {
			a[i][i-2] = 1
		}
	}
	p := predict(t, a)
	if p.TooCostly != nil {
		t.Fatal(p.TooCostly)
	}
	// Every component is [-1 -1; 1 -1]: two ways beside any other.
	if want := new(big.Int).Lsh(big.NewInt(1), 30); p.Determinant.Cmp(want) != 0 {
		t.Errorf("determinant %v, want 2^30", p.Determinant)
	}
	// Within the last component a press comes back directly; the other 29
	// contribute their permanents.
	if want := new(big.Int).Lsh(big.NewInt(1), 29); p.Total[59][59].Cmp(want) != 0 {
		t.Errorf("T of the last variable is %v, want 2^29", p.Total[59][59])
	}
}

func TestPermanentsPastTheBudgetAreLeftOutAndSaidToBe(t *testing.T) {
	p, err := press.Predict(t.Context(), five, press.PredictOptions{MaxSteps: 100})
	if err != nil {
		t.Fatal(err)
	}
	if p.Total != nil || p.TooCostly == nil || p.TooCostly.Component != 5 || p.TooCostly.Budget != 100 || p.TooCostly.Steps != 160 {
		t.Errorf("%+v", p.TooCostly)
	}
	if _, ok := p.Weight(0, 0); ok || p.Sign(0, 0) != 1 {
		t.Error("without T there are signs and no weights")
	}
	var costly *press.TooCostlyError
	if !errors.As(error(p.TooCostly), &costly) || costly.Error() == "" {
		t.Error("no typed error")
	}
	large := ring(40)
	if p, err = press.Predict(t.Context(), large, press.PredictOptions{MaxSteps: math.Inf(1)}); err != nil || p.TooCostly == nil || p.TooCostly.Component != 40 {
		t.Errorf("a component of 40: %+v, %v", p.TooCostly, err)
	}
}

func ring(n int) [][]int {
	a := make([][]int, n)
	for i := range a {
		a[i] = make([]int, n)
		a[i][i] = -1
		a[i][(i+n-1)%n] = 1
	}
	a[0][n-1] = -1
	return a
}

// The matrix of ones has the largest permanents there are. Terms of Ryser's sum
// reach 18¹⁷, past 64 bits.
func TestTermsPast64BitsDoNotSpoilPermanents(t *testing.T) {
	n := 18
	a := make([][]int, n)
	for i := range a {
		a[i] = make([]int, n)
		for j := range a {
			a[i][j] = 1
		}
	}
	want := new(big.Int).MulRange(1, int64(n-1))
	if p := predict(t, a); p.Total[3][4].Cmp(want) != 0 || p.Total[5][5].Cmp(want) != 0 {
		t.Errorf("%v, want 17! = %v", p.Total[3][4], want)
	}
}

func TestMatricesThatAreNoSignsAreRefused(t *testing.T) {
	wide := make([][]int, 501)
	for name, c := range map[string]struct {
		a [][]int
		o press.PredictOptions
	}{
		"jagged":          {[][]int{{0, 1}, {1}}, press.PredictOptions{}},
		"not square":      {[][]int{{0, 1}}, press.PredictOptions{}},
		"no sign":         {[][]int{{2}}, press.PredictOptions{}},
		"too large":       {wide, press.PredictOptions{}},
		"negative budget": {five, press.PredictOptions{MaxSteps: -1}},
		"NaN budget":      {five, press.PredictOptions{MaxSteps: math.NaN()}},
	} {
		if _, err := press.Predict(t.Context(), c.a, c.o); !errors.Is(err, press.ErrInput) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPredictionsStopWhenCancelledAndTellTheirProgress(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, err := press.Predict(ctx, dense(21), press.PredictOptions{Progress: func(done float64) {
		if done > 0.12 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	last, calls := 0.0, 0
	if _, err := press.Predict(t.Context(), dense(9), press.PredictOptions{Progress: func(done float64) {
		if done < last || done > 1 {
			t.Errorf("progress goes from %v to %v", last, done)
		}
		last, calls = done, calls+1
	}}); err != nil {
		t.Fatal(err)
	}
	if last != 1 || calls < 10 {
		t.Errorf("progress ended at %v after %d calls", last, calls)
	}
}

// dense has every variable affect every other.
func dense(n int) [][]int {
	r := rand.New(rand.NewPCG(7, uint64(n)))
	a := make([][]int, n)
	for i := range a {
		a[i] = make([]int, n)
		for j := range a {
			a[i][j] = 2*r.IntN(2) - 1
		}
	}
	return a
}

// drawn is like a drawn map: every variable limited, two or three causes each.
func drawn(n int) [][]int {
	r := rand.New(rand.NewPCG(8, uint64(n)))
	a := make([][]int, n)
	for i := range a {
		a[i] = make([]int, n)
		a[i][(i+n-1)%n] = 1
		for range 2 {
			a[i][r.IntN(n)] = 2*r.IntN(2) - 1
		}
		a[i][i] = -1
	}
	return a
}

func FuzzNoMatrixPanics(f *testing.F) {
	f.Add([]byte{255, 255, 0, 1, 0, 255, 0, 1, 255}, 3)
	f.Add([]byte{1, 2}, 2)
	f.Fuzz(func(t *testing.T, entries []byte, n int) {
		n = min(max(n, 0), 9)
		a := make([][]int, n)
		for i := range a {
			from := min(i*n, len(entries))
			for _, b := range entries[from:min(from+n, len(entries))] {
				a[i] = append(a[i], int(int8(b)))
			}
		}
		p, err := press.Predict(t.Context(), a, press.PredictOptions{})
		if err != nil {
			return
		}
		for i := range n {
			for j := range n {
				if w, ok := p.Weight(i, j); !ok || !(w >= 0 && w <= 1) {
					t.Fatalf("weight %v", w)
				}
			}
		}
	})
}
