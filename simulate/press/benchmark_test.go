package press_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"sysmap/simulate/press"
)

func BenchmarkPredict(b *testing.B) {
	for _, c := range []struct {
		name string
		a    [][]int
	}{
		{"signs/drawn/108", drawn(108)},
		{"ways/dense/18", dense(18)},
		{"ways/drawn/18", drawn(18)},
		{"ways/drawn/22", drawn(22)},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				predict(b, c.a)
			}
		})
	}
	// The obvious way: each cofactor and each permanent by definition.
	b.Run("obvious/dense/8", func(b *testing.B) {
		a := dense(8)
		for b.Loop() {
			for i := range a {
				for j := range a {
					expand(minor(a, j, i), false)
					expand(minor(a, j, i), true)
				}
			}
		}
	})
	b.Run("ways/dense/8", func(b *testing.B) {
		a := dense(8)
		for b.Loop() {
			predict(b, a)
		}
	})
}

// thirty is one strong component of 30 variables whose links are weak enough
// for most draws to be stable.
func thirty(share float64) press.Model {
	r := rand.New(rand.NewPCG(30, 30))
	m := press.Model{Variables: 30}
	for i := range 30 {
		m.Links = append(m.Links, press.Link{From: i, To: i, Sign: -1, Low: 0.5, High: 1.5})
		for j := range 30 {
			if i != j && (j == (i+1)%30 || r.Float64() < share) {
				m.Links = append(m.Links, press.Link{From: i, To: j, Sign: 2*r.IntN(2) - 1, High: 0.35 / math.Sqrt(30*share/3)})
			}
		}
	}
	return m
}

// One core, to be compared with the published procedure on gonum.
func BenchmarkSample(b *testing.B) {
	for _, c := range []struct {
		name  string
		share float64
	}{{"sparse", 0.1}, {"dense", 1}} {
		m, presses := thirty(c.share), unitPresses(30)[:1]
		o := press.SampleOptions{Runs: 10_000, MaxDraws: 1_000_000, Workers: 1}
		b.Run(c.name+"/30/10000", func(b *testing.B) {
			for b.Loop() {
				b.ReportMetric(sample(b, m, presses, o).Acceptance(), "accepted")
			}
		})
		o.Runs = 500
		b.Run(c.name+"/30/500", func(b *testing.B) {
			for b.Loop() {
				sample(b, m, presses, o)
			}
		})
		b.Run(c.name+"/30/500/gonum", func(b *testing.B) {
			for b.Loop() {
				obvious(b, m, presses, o)
			}
		})
	}
}
