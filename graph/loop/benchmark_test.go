package loop

import (
	"testing"

	"gonum.org/v1/gonum/graph/topo"
)

func benchmarkForesight(b *testing.B, o CensusOptions) {
	g := foresight(b)
	b.ReportAllocs()
	for b.Loop() {
		if r, err := Census(b.Context(), g, o); err != nil || !isCount(r.Count, 142_359_261, 141_098_363) {
			b.Fatal(r.Count, err)
		}
	}
}

func BenchmarkForesightTotals(b *testing.B) { benchmarkForesight(b, CensusOptions{}) }

func BenchmarkForesightParticipation(b *testing.B) {
	benchmarkForesight(b, CensusOptions{Participation: true})
}

func BenchmarkForesightByLength(b *testing.B) { benchmarkForesight(b, CensusOptions{ByLength: true}) }

// The same small graph for the census and for gonum, which lists every loop
// and has no bound: 16 064 loops.
func BenchmarkCompleteGraphOfEight(b *testing.B) {
	g := completeGraph(b, 8)
	b.Run("census", func(b *testing.B) {
		for b.Loop() {
			if _, err := Census(b.Context(), g, CensusOptions{}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("gonum", func(b *testing.B) {
		for b.Loop() {
			if len(topo.DirectedCyclesIn(g)) != 16_064 {
				b.Fatal("gonum finds another number of loops")
			}
		}
	})
}

func BenchmarkForesightPlan(b *testing.B) {
	g := foresight(b)
	for b.Loop() {
		if _, err := newPlan(b.Context(), g, 0); err != nil {
			b.Fatal(err)
		}
	}
}

// A map of the size of a country's health plan: 500 variables, 1300 links.
func BenchmarkDrawnMapOf500(b *testing.B) {
	g := drawnMap(b, 500, 1300, 10, 1)
	for _, c := range []struct {
		name string
		o    CensusOptions
	}{
		{"totals", CensusOptions{}},
		{"participation", CensusOptions{Participation: true}},
		{"by length", CensusOptions{ByLength: true}},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if r, err := Census(b.Context(), g, c.o); err != nil || !r.Complete {
					b.Fatal(r.TooCostly, err)
				}
			}
		})
	}
}

func BenchmarkForesightSample(b *testing.B) {
	g := foresight(b)
	for b.Loop() {
		if _, err := Sample(b.Context(), g, SampleOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkForesightWays(b *testing.B) {
	g := foresight(b)
	from, _ := g.Find("stress")
	to, _ := g.Find("level-of-available-energy")
	for b.Loop() {
		if _, err := Ways(b.Context(), g, from, to, WaysOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
