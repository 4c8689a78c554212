package simulate

import (
	"math"
	"testing"

	"sysmap/maps"
)

// TestStocksAddUp: a press on the stock a moves it by p once; b, to which a
// leads with θ = w, then rises evenly, and c with its square.
func TestStocksAddUp(t *testing.T) {
	m := strong(sketch(t, "x ->+ a", "a ->- b", "b ->+ c"), 0.5)
	run := runOf(t, m, does(t, m, "press a=0.8@5..6"), Options{Method: SDM{Largest: 2}, Until: 20, Points: 41})
	for k, now := range run.Times {
		p, since := 0.0, max(0, (now-5)/20)
		if now >= 5 {
			p = 0.8
		}
		for id, want := range map[string]float64{"x": 0, "a": p, "b": -p * since, "c": -p * since * since / 2} {
			if got := run.of(t, id).Change[k]; !near(got, want, 1e-7) {
				t.Errorf("%s at %v: %v, want %v", id, now, got, want)
			}
		}
	}
}

func TestAReinforcingStockGrowsExponentially(t *testing.T) {
	m := strong(sketch(t, "a ->+ a"), 0.7)
	run := runOf(t, m, does(t, m, "pulse a=1"), Options{Method: SDM{}, Until: 40})
	for k, now := range run.Times {
		if want := math.Exp(0.7 * now / 40); !near(run.Variables[0].Change[k], want, 1e-6) {
			t.Fatalf("at %v: %v, want %v", now, run.Variables[0].Change[k], want)
		}
	}
}

// TestAuxiliariesAreEliminated: a stock that leads to another through two
// auxiliaries leads to it with the product of their θ.
func TestAuxiliariesAreEliminated(t *testing.T) {
	m := strong(sketch(t, "k ->+ a", "a ->+ p", "p ->- q", "q ->+ b", "b ->+ a"), 0.6)
	direct := sketch(t, "k ->+ a", "a ->- b", "b ->+ a")
	for l, w := range []float64{0.6, 0.216, 0.6} {
		direct.Links[l].Strength, direct.Links[l].StrengthStated = maps.Exactly(w), true
	}
	done := []string{"press k=0.5@3..12", "press a=0.3", "ramp b=0.2@1..9", "hold a=0.1@14..16"}
	one := runOf(t, m, does(t, m, done...), Options{Method: SDM{Auxiliaries: []string{"q", "p"}}, Until: 20})
	other := runOf(t, direct, does(t, direct, done...), Options{Method: SDM{}, Until: 20})
	for _, id := range []string{"k", "a", "b"} {
		for k := range one.Times {
			if x, y := one.of(t, id).Change[k], other.of(t, id).Change[k]; !near(x, y, 1e-7) {
				t.Errorf("%s at %v: %v and %v", id, one.Times[k], x, y)
			}
		}
	}
	if p, a := one.of(t, "p").Change, one.of(t, "a").Change; !near(p[60], 0.6*a[60], 1e-12) || a[60] == 0 {
		t.Errorf("the auxiliary is %v where its cause is %v", p[60], a[60])
	}
	if k := one.of(t, "k").Change; k[14] != 0 || k[15] != 0.5 || k[59] != 0.5 || k[60] != 0 {
		t.Errorf("the constant goes %v", k)
	}
	pressed := runOf(t, m, does(t, m, "press p=0.4@5..10"), Options{Method: SDM{Auxiliaries: []string{"q", "p"}}, Until: 20, Points: 21})
	if p := pressed.of(t, "p").Change; p[4] != 0 || !near(p[7], 0.4, 0.05) || math.Abs(p[12]) > 0.05 {
		t.Errorf("the pressed auxiliary goes %v", p)
	}
}

func TestSampledSystemDynamicsRefusesWhatItCannotDo(t *testing.T) {
	m := sketch(t, "a ->+ p", "p ->+ q", "q ->+ p")
	for want, c := range map[string]struct {
		done   string
		method SDM
	}{
		"the auxiliaries p, q make a circle; make one of them a stock":              {"press a=1", SDM{Auxiliaries: []string{"p", "q"}}},
		`the map has no variable "z" to be an auxiliary or a constant`:              {"press a=1", SDM{Constants: []string{"z"}}},
		`a pulse on the auxiliary "p" would be gone at once; use press`:             {"pulse p=1", SDM{Auxiliaries: []string{"p"}}},
		`the largest effect -1 is not possible; give a number above 0, at most 100`: {"press a=1", SDM{Largest: -1}},
	} {
		_, err := modelOf(t, m).Run(t.Context(), does(t, m, c.done), Options{Method: c.method, Until: 10})
		if err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
