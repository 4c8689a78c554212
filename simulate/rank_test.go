package simulate

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"
)

func TestKendallTauHasPublishedValues(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b []float64
		want float64
	}{
		// The example of SciPy's manual.
		{"ties on both sides", []float64{12, 2, 1, 12, 2}, []float64{1, 4, 7, 1, 0}, -0.47140452079103173},
		{"the same order", []float64{1, 2, 3}, []float64{10, 20, 30}, 1},
		{"the opposite order", []float64{1, 2, 3}, []float64{3, 2, 1}, -1},
		// By hand: 2 pairs agree, none disagree, one is tied in the first.
		{"one tie", []float64{1, 1, 2}, []float64{1, 2, 3}, 2 / math.Sqrt(6)},
	} {
		if got := KendallTauB(c.a, c.b); math.Abs(got-c.want) > 1e-15 {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	for _, c := range [][2][]float64{{nil, nil}, {{1}, {1}}, {{1, 1}, {1, 2}}, {{1, 2}, {3, 3}}, {{1, 2}, {1}}} {
		if got := KendallTauB(c[0], c[1]); !math.IsNaN(got) {
			t.Errorf("%v: %v where there is nothing to compare", c, got)
		}
	}
}

func TestKendallTauIsThatOfCountingPairs(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(2, 40).Draw(r, "n")
		draw := func(name string) []float64 {
			out := make([]float64, n)
			for i := range out {
				out[i] = float64(rapid.IntRange(-4, 4).Draw(r, name))
			}
			return out
		}
		a, b := draw("a"), draw("b")
		balance, untiedA, untiedB := 0.0, 0.0, 0.0
		sign := func(x float64) float64 { return float64(signOf(x) - 1) }
		for i := range n {
			for j := range i {
				x, y := sign(a[i]-a[j]), sign(b[i]-b[j])
				balance += x * y
				untiedA += x * x
				untiedB += y * y
			}
		}
		want := balance / (math.Sqrt(untiedA) * math.Sqrt(untiedB))
		got := KendallTauB(a, b)
		if untiedA*untiedB == 0 {
			if !math.IsNaN(got) {
				r.Fatalf("%v for %v and %v", got, a, b)
			}
			return
		}
		if math.Abs(got-want) > 1e-12 {
			r.Fatalf("%v, pairs say %v", got, want)
		}
	})
}

func TestKendallTauAgreesWithGonumWhereNothingIsTied(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		places := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9}
		a := rapid.Permutation(places).Draw(r, "a")
		b := rapid.Permutation(places).Draw(r, "b")
		if got, want := KendallTauB(a, b), stat.Kendall(a, b, nil); math.Abs(got-want) > 1e-12 {
			r.Fatalf("%v, gonum says %v", got, want)
		}
	})
}

func TestComparedRanksShowFirstWhereTheyDifferMost(t *testing.T) {
	c, err := CompareRanks([]float64{9, 5, 5, 1}, []float64{1, 5, 6, 7})
	if err != nil {
		t.Fatal(err)
	}
	want := []RankShift{{0, 1, 4}, {3, 4, 1}, {1, 2.5, 3}, {2, 2.5, 2}}
	for k, s := range c.Shifts {
		if s != want[k] {
			t.Errorf("shift %d is %+v, want %+v", k, s, want[k])
		}
	}
	if want := -5 / math.Sqrt(5*6); c.TauB == nil || math.Abs(*c.TauB-want) > 1e-15 {
		t.Errorf("τ_b %v, want %v", c.TauB, want)
	}
	if c, err := CompareRanks([]float64{1, 1}, []float64{1, 2}); err != nil || c.TauB != nil {
		t.Errorf("τ_b %v, %v where all is tied", c.TauB, err)
	}
	if _, err := CompareRanks([]float64{1}, []float64{1, 2}); err == nil {
		t.Error("lists of different length are compared")
	}
	if _, err := CompareRanks([]float64{math.NaN()}, []float64{1}); err == nil {
		t.Error("no number is ranked")
	}
}
