package simulate

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"

	"sysmap/maps"
)

func withChecksum(data []byte) []byte {
	return binary.LittleEndian.AppendUint32(bytes.Clone(data), crc32.ChecksumIEEE(data))
}

func driversOf(t testing.TB, m *maps.Map, s Scenario, o EnsembleOptions) []Drivers {
	t.Helper()
	d, err := ensembleOf(t, m, s, o).Drivers(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (d Drivers) of(t testing.TB, name string) Driver {
	t.Helper()
	for _, f := range d.Factors {
		if f.Of == name {
			return f
		}
	}
	t.Fatalf("no factor %q", name)
	return Driver{}
}

// TestTheLinkThatDecidesIsFound: b is moved by a directly, weakly and upwards,
// and by c, strongly and either way.
func TestTheLinkThatDecidesIsFound(t *testing.T) {
	m := sketch(t, "a ->+ b", "a ->+ c", "c ->? b", "a ->+ d")
	for l, span := range []maps.Range{{Low: 0.01, High: 0.05}, {Low: 0.7, High: 0.9}, {Low: 0.6, High: 0.9}, {Low: 0, High: 1}} {
		m.Links[l].Strength, m.Links[l].StrengthStated = span, true
	}
	m.Goal.Raise = []string{"b", "d"}
	d := driversOf(t, m, does(t, m, "press a=1"), EnsembleOptions{Runs: 1000, Options: Options{Until: 30, Points: 2}})
	b := d[0]
	if b.Variable != "b" || !near(b.Certainty, 0.5, 0.01) || b.Members != 1000 || !b.Partial {
		t.Errorf("%+v", b)
	}
	first := b.Factors[0]
	if first.Of != "c ->? b" || first.Settled != 1 || first.PRCC < 0.95 || first.RankCorrelation < 0.95 {
		t.Errorf("the first driver is %+v", first)
	}
	if weak := b.of(t, "a ->+ b"); weak.Settled > 0.56 || weak.PRCC < 0.02 {
		t.Errorf("the weak link: %+v", weak)
	}
	if side := b.of(t, "a ->+ d"); math.Abs(side.PRCC) > 0.1 || side.Settled > 0.56 {
		t.Errorf("the link that leads elsewhere: %+v", side)
	}
	if only := d[1].Factors[0]; only.Of != "a ->+ d" || only.PRCC < 0.999 || only.RankCorrelation < 0.999 || d[1].Certainty < 0.999 || only.Settled < 0.999 {
		t.Errorf("the only driver of d is %+v", only)
	}
}

func TestDelaysAndInertiasAreDriversToo(t *testing.T) {
	m := strong(sketch(t, "a ->+ b", "b ->+ c"), 0.5)
	m.Links[1].Delay = &maps.Range{Low: 1, High: 5}
	m.Variables[1].Inertia = &maps.Range{Low: 1, High: 3}
	m.Goal.Lower = []string{"c"}
	d := driversOf(t, m, does(t, m, "press a=1"), EnsembleOptions{Runs: 300, Options: Options{Until: 6, Points: 2}})
	if len(d[0].Factors) != 2 {
		t.Fatalf("%+v", d)
	}
	for _, f := range d[0].Factors {
		if f.PRCC > -0.9 || f.Kind != DelayFactor && f.Kind != InertiaFactor {
			t.Errorf("%+v: later and slower should be less", f)
		}
	}
}

func TestOutcomesThatDoNotVaryHaveNoDrivers(t *testing.T) {
	m := sketch(t, "a ->+ b", "c ->+ d")
	d := driversOf(t, m, does(t, m, "press a=1"), EnsembleOptions{Runs: 100, Watch: []string{"d", "a"}, Options: Options{Points: 2}})
	for _, v := range d {
		if v.Partial || v.Certainty != 1 {
			t.Errorf("%+v", v)
		}
		for _, f := range v.Factors {
			if f.PRCC != 0 || f.RankCorrelation != 0 || f.Settled != 1 {
				t.Errorf("%s: %+v", v.Variable, f)
			}
		}
	}
}

// TestPartialCorrelationsAreThoseOfResiduals computes PRCC as it is defined: the
// correlation of what regressions on all other ranks leave of a factor and of
// the outcome.
func TestPartialCorrelationsAreThoseOfResiduals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(1, 4).Draw(t, "factors")
		n := 2*k + 10 + rapid.IntRange(0, 20).Draw(t, "members")
		columns := make([][]float64, k)
		y := make([]float64, n)
		s := newStream(rapid.Uint64().Draw(t, "seed"), "test")
		for c := range columns {
			values := make([]float64, n)
			for i := range values {
				values[i] = s.unit(uint64(c*n + i))
				y[i] += values[i]*float64(c) + s.unit(uint64(1000+i))
			}
			columns[c] = standardRanks(values)
		}
		ranks := standardRanks(y)
		out := []Drivers{{Members: n, Factors: make([]Driver, k)}}
		if err := partial(t.Context(), columns, [][]float64{ranks}, out); err != nil || !out[0].Partial {
			t.Fatal(err, out)
		}
		for c := range columns {
			others := mat.NewDense(n, k, nil)
			for i := range n {
				others.Set(i, k-1, 1)
			}
			at := 0
			for d := range columns {
				if d != c {
					others.SetCol(at, columns[d])
					at++
				}
			}
			left := func(v []float64) []float64 {
				var b, fit mat.VecDense
				if err := b.SolveVec(others, mat.NewVecDense(n, v)); err != nil {
					t.Fatal(err)
				}
				fit.MulVec(others, &b)
				fit.SubVec(mat.NewVecDense(n, v), &fit)
				return fit.RawVector().Data
			}
			want := stat.Correlation(left(columns[c]), left(ranks), nil)
			if got := out[0].Factors[c].PRCC; !near(got, want, 1e-6) {
				t.Fatalf("factor %d: %v, want %v", c, got, want)
			}
		}
	})
}

func TestTiesShareTheirRanks(t *testing.T) {
	got := standardRanks([]float64{3, 1, 3, 2})
	want := []float64{1, -1.5, 1, -0.5}
	length := math.Sqrt(1 + 2.25 + 1 + 0.25)
	for i := range want {
		if !near(got[i], want[i]/length, 1e-12) {
			t.Fatalf("%v", got)
		}
	}
	if standardRanks([]float64{2, 2}) != nil {
		t.Error("what does not vary has ranks")
	}
}
