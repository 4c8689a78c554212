package loop

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sysmap/graph"
	"sysmap/maps"
)

func rankingsOf(t test, g *graph.Graph) rankings {
	p, err := newPlan(t.Context(), g, 0)
	if err != nil {
		t.Fatal(err)
	}
	surveys, _, err := p.surveys(t.Context(), func(float64) {})
	if err != nil {
		t.Fatal(err)
	}
	var all rankings
	for _, s := range surveys {
		r, err := newRanking(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	return all
}

func checkRanking(t test, g *graph.Graph) {
	all := rankingsOf(t, g)
	count := new(big.Int)
	for _, part := range all {
		count.Add(count, part.all)
	}
	var got, want []string
	for rank := range count.Int64() {
		links := all.loop(g, big.NewInt(rank))
		for i, l := range links {
			if g.Links()[l].To != g.Links()[links[(i+1)%len(links)]].From {
				t.Fatalf("links %v do not lead from one to the next", links)
			}
		}
		slices.Sort(links)
		got = append(got, fmt.Sprint(links))
	}
	for _, loop := range everyLoop(g) {
		slices.Sort(loop)
		want = append(want, fmt.Sprint([]int(loop)))
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Fatalf("loops %v, want %v", got, want)
	}
}

func TestEveryNumberIsALoopOfItsOwn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkRanking(t, drawGraph(t, 7)) })
	for seed := range uint64(150) {
		checkRanking(t, entangledGraph(t, seed))
	}
}

func TestASampleIsUniform(t *testing.T) {
	g := completeGraph(t, 5)
	const each, loops = 300, 84
	r, err := Sample(t.Context(), g, SampleOptions{Loops: each * loops, Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	if r.Of.Cmp(big.NewInt(loops)) != 0 {
		t.Fatalf("drawn from %v, want %d", r.Of, loops)
	}
	times := map[string]int{}
	for _, loop := range r.Loops {
		times[fmt.Sprint(loop.Links)]++
	}
	if len(times) != loops {
		t.Errorf("%d different loops, want %d", len(times), loops)
	}
	square := 0.0
	for _, n := range times {
		square += math.Pow(float64(n)-each, 2) / each
	}
	// χ² with 83 degrees of freedom is above 140 once in ten thousand seeds.
	if square > 140 {
		t.Errorf("χ² = %.1f", square)
	}
}

func TestASampleOfForesightLooksLikeItsCensus(t *testing.T) {
	g := foresight(t)
	const n = 4000
	r, err := Sample(t.Context(), g, SampleOptions{Loops: n, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	census, err := Census(t.Context(), g, CensusOptions{Participation: true})
	if err != nil {
		t.Fatal(err)
	}
	if r.Of.Cmp(census.Total) != 0 {
		t.Fatalf("drawn from %v loops, want %v", r.Of, census.Total)
	}
	reinforcing := 0
	through := make([]int, g.Len())
	for _, loop := range r.Loops {
		if loop.Polarity == Reinforcing {
			reinforcing++
		}
		for _, v := range loop.Variables {
			through[v]++
		}
	}
	near := func(what string, drawn int, of *big.Int) {
		share, _ := new(big.Rat).SetFrac(of, census.Total).Float64()
		// Five standard deviations.
		if math.Abs(float64(drawn)-n*share) > 5*math.Sqrt(n*share*(1-share))+1e-9 {
			t.Errorf("%s: %d of %d, expected %.1f", what, drawn, n, n*share)
		}
	}
	near("reinforcing", reinforcing, census.Reinforcing)
	for v := range through {
		near(g.ID(v), through[v], census.Variables[v].Total)
	}
}

func TestLoopsBeyondAWordAreDrawn(t *testing.T) {
	g := ropes(t, 5, 30, maps.Negative)
	census, err := Census(t.Context(), g, CensusOptions{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := Sample(t.Context(), g, SampleOptions{Loops: 50, Seed: 3})
	if err != nil {
		t.Fatal(err)
	}
	if r.Of.Cmp(census.Total) != 0 || r.Of.BitLen() < 128 {
		t.Fatalf("drawn from %v, want %v", r.Of, census.Total)
	}
	for _, loop := range r.Loops {
		seen := map[int]bool{}
		for i, l := range loop.Links {
			if seen[loop.Variables[i]] || g.Links()[l].To != loop.Variables[(i+1)%loop.Len()] {
				t.Fatalf("%v is not a loop", loop)
			}
			seen[loop.Variables[i]] = true
		}
	}
}

func TestTheSameSeedDrawsTheSameLoops(t *testing.T) {
	g := foresight(t)
	draw := func(seed uint64) string {
		r, err := Sample(t.Context(), g, SampleOptions{Loops: 20, Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(r.Loops)
	}
	first, again := draw(1), draw(1)
	if first != again {
		t.Error("two draws with one seed differ")
	}
	if first == draw(2) {
		t.Error("two seeds draw the same")
	}
}

func TestAnEntangledMapIsNotSampled(t *testing.T) {
	_, err := Sample(t.Context(), uniformMap(t, 108, 304, 1), SampleOptions{})
	var costly *TooCostlyError
	if !errors.As(err, &costly) {
		t.Errorf("error %v", err)
	}
	r, err := Sample(t.Context(), mustGraph(t, 3, nil), SampleOptions{})
	if err != nil || len(r.Loops) != 0 || r.Of.Sign() != 0 {
		t.Errorf("from a graph without loops: %v, %v", r, err)
	}
}
