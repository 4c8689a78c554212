package loop

import (
	"context"
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sysmap/graph"
	"sysmap/maps"
)

func TestPastTheBudgetTheCountIsBoundedAndSaysSo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 7)
		r, err := Census(t.Context(), g, CensusOptions{
			ByLength: true, Participation: true, MaxStates: 1,
			MaxSteps: rapid.IntRange(1, 2000).Draw(t, "steps"),
		})
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case !r.Complete && r.TooCostly == nil:
			t.Fatal("an incomplete count does not say why")
		case r.Complete && (r.TooCostly != nil || r.MaxLength != 0):
			t.Fatal("a complete count has a bound")
		case !r.Complete && r.MaxLength == 0:
			if r.Total.Sign() != 0 {
				t.Fatalf("nothing was counted, but there are %v", r.Count)
			}
			return
		}
		checkCensus(t, g, r)
	})
}

func TestAnEntangledMapIsRefusedAndBounded(t *testing.T) {
	g := uniformMap(t, 108, 304, 1)
	r, err := Census(t.Context(), g, CensusOptions{ByLength: true, MaxSteps: 2_000_000})
	if err != nil {
		t.Fatal(err)
	}
	if r.Complete || r.TooCostly == nil || r.TooCostly.Made != 0 || r.States != 0 {
		t.Fatalf("complete %v, made %d states", r.Complete, r.States)
	}
	if r.MaxLength < 10 || r.ByLength[len(r.ByLength)-1].Length != r.MaxLength {
		t.Errorf("bounded at %d, lengths up to %d", r.MaxLength, r.ByLength[len(r.ByLength)-1].Length)
	}
	if !strings.Contains(r.TooCostly.Error(), "predicted") {
		t.Errorf("the error does not say what was predicted: %v", r.TooCostly)
	}
}

func TestAFrontierWiderThanAStateIsRefused(t *testing.T) {
	p, err := newPlan(t.Context(), completeGraph(t, slotCount+2), 0)
	if err != nil {
		t.Fatal(err)
	}
	// As if the prediction had been kinder than it is for complete graphs.
	p.predicted = 1
	_, _, err = p.surveys(t.Context(), func(float64) {})
	var costly *TooCostlyError
	if !errors.As(err, &costly) || costly.Width != slotCount+2 || !strings.Contains(err.Error(), "26 variables") {
		t.Errorf("error %v", err)
	}
}

func TestABudgetThatIsUsedUpIsSaid(t *testing.T) {
	r, err := Census(t.Context(), foresight(t), CensusOptions{MaxStates: 100_000, MaxSteps: 1_000_000})
	if err != nil {
		t.Fatal(err)
	}
	if r.Complete || r.TooCostly == nil || r.TooCostly.Made == 0 || !strings.Contains(r.TooCostly.Error(), "more than the 100000 states") {
		t.Errorf("complete %v: %v", r.Complete, r.TooCostly)
	}
}

func TestABoundedCountAgreesWithTheExactOne(t *testing.T) {
	g := foresight(t)
	bounded, err := countBounded(t.Context(), g, nil, 3_000_000, func(float64) {})
	if err != nil {
		t.Fatal(err)
	}
	if bounded.maxLength < 10 {
		t.Fatalf("the bound is %d", bounded.maxLength)
	}
	for length, c := range bounded.byLength[2:] {
		want := foresightLengths[length]
		if !isCount(c.count(), want[0], want[1]) {
			t.Errorf("length %d: %v, want %v", length+2, c.count(), want)
		}
	}
}

func TestACensusCanBeCancelled(t *testing.T) {
	for name, c := range map[string]struct {
		g     *graph.Graph
		times []float64
	}{
		"exact":   {foresight(t), []float64{-1, 0, 0.3, 0.6}},
		"bounded": {uniformMap(t, 108, 304, 1), []float64{-1, 0, 0.01}},
	} {
		for _, when := range c.times {
			ctx, cancel := context.WithCancel(t.Context())
			if when < 0 {
				cancel()
			}
			_, err := Census(ctx, c.g, CensusOptions{
				ByLength: true, Participation: true,
				Progress: func(done float64) {
					if done >= when {
						cancel()
					}
				},
			})
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%s, cancelled at %v: %v", name, when, err)
			}
			cancel()
		}
	}
}

func TestProgressRisesToTheEnd(t *testing.T) {
	for name, g := range map[string]*graph.Graph{"exact": foresight(t), "bounded": uniformMap(t, 108, 304, 1), "empty": mustGraph(t, 0, nil)} {
		last := 0.0
		_, err := Census(t.Context(), g, CensusOptions{ByLength: true, MaxSteps: 1_000_000, Progress: func(done float64) {
			if done < last || done > 1 {
				t.Errorf("%s: %v after %v", name, done, last)
			}
			last = done
		}})
		if err != nil || last != 1 {
			t.Errorf("%s: ended at %v with %v", name, last, err)
		}
	}
}

func TestLengthsBeyondTheirBudgetEndWhereTheResultSays(t *testing.T) {
	const n = 5000
	links := []graph.Link{{From: 1, To: 0, Sign: maps.Negative}}
	for v := range n {
		links = append(links,
			graph.Link{From: v, To: (v + 1) % n, Sign: maps.Positive},
			graph.Link{From: v, To: (v + 2) % n, Sign: maps.Negative})
	}
	r, err := Census(t.Context(), mustGraph(t, n, links), CensusOptions{ByLength: true, MaxSteps: 1_000_000})
	if err != nil {
		t.Fatal(err)
	}
	if !r.Complete || r.Total.BitLen() < 1000 || r.LengthsTo < 2 {
		t.Fatalf("complete %v, %d bits, lengths to %d", r.Complete, r.Total.BitLen(), r.LengthsTo)
	}
	if len(r.ByLength) != 1 || r.ByLength[0].Length != 2 || !isCount(r.ByLength[0].Count, 0, 1) {
		t.Errorf("%v", r.ByLength)
	}
}

func TestMoreLoopsThanCanBeWrittenAreNotCounted(t *testing.T) {
	const n = 5000
	var links []graph.Link
	for v := range n {
		for _, sign := range []maps.Sign{maps.Positive, maps.Negative} {
			links = append(links, graph.Link{From: v, To: (v + 1) % n, Sign: sign})
		}
	}
	r, err := Census(t.Context(), mustGraph(t, n, links), CensusOptions{Participation: true, MaxSteps: 1_000_000})
	if err != nil {
		t.Fatal(err)
	}
	if r.Complete || r.TooCostly == nil || r.TooCostly.Bits <= mostBits || !strings.Contains(r.TooCostly.Error(), "2^") {
		t.Errorf("complete %v: %v", r.Complete, r.TooCostly)
	}
}
