package loop

import (
	"context"
	"testing"

	"gonum.org/v1/gonum/graph/topo"
)

func benchmarkTally(b *testing.B, f Filter, workers int) {
	g := foresight(b)
	loops := 0
	for b.Loop() {
		r, err := Tally(context.Background(), g, TallyOptions{Filter: f, Workers: workers})
		if err != nil || !r.Complete {
			b.Fatal(r, err)
		}
		loops += r.Count
	}
	b.ReportMetric(float64(loops)/b.Elapsed().Seconds()/1e6, "Mloops/s")
}

// All 869,364 loops of up to 18 links, visited.
func BenchmarkForesightTallyTo18(b *testing.B) { benchmarkTally(b, Filter{MaxLength: 18}, 1) }

func BenchmarkForesightTallyTo18TwoCores(b *testing.B) { benchmarkTally(b, Filter{MaxLength: 18}, 2) }

// All 283,457,624 loops, visited.
func BenchmarkForesightTallyAll(b *testing.B) { benchmarkTally(b, Filter{}, 1) }

func benchmarkList(b *testing.B, o ListOptions) {
	g := foresight(b)
	loops := 0
	for b.Loop() {
		listing, err := List(g, o)
		if err != nil {
			b.Fatal(err)
		}
		for range listing.Loops(context.Background()) {
			loops++
		}
	}
	b.ReportMetric(float64(loops)/b.Elapsed().Seconds()/1e6, "Mloops/s")
}

// The same loops with their variables and links written out, in any order and
// shortest first.
func BenchmarkForesightListTo18(b *testing.B) {
	benchmarkList(b, ListOptions{Filter: Filter{MaxLength: 18}, AnyOrder: true})
}

func BenchmarkForesightListTo18InOrder(b *testing.B) {
	benchmarkList(b, ListOptions{Filter: Filter{MaxLength: 18}})
}

// The first hundred, as a reader sees them.
func BenchmarkForesightListFirst100(b *testing.B) { benchmarkList(b, ListOptions{Limit: 100}) }

// A complete graph is as much of a map as gonum can list: it keeps all loops.
func BenchmarkComplete9List(b *testing.B) {
	g := completeGraph(b, 9)
	loops := 0
	for b.Loop() {
		listing, err := List(g, ListOptions{AnyOrder: true})
		if err != nil {
			b.Fatal(err)
		}
		for range listing.Loops(context.Background()) {
			loops++
		}
	}
	b.ReportMetric(float64(loops)/b.Elapsed().Seconds()/1e6, "Mloops/s")
}

func BenchmarkComplete9ListGonum(b *testing.B) {
	g := completeGraph(b, 9)
	loops := 0
	for b.Loop() {
		loops += len(topo.DirectedCyclesIn(g))
	}
	b.ReportMetric(float64(loops)/b.Elapsed().Seconds()/1e6, "Mloops/s")
}
