package loop

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sysmap/graph"
	"sysmap/maps"
)

func independent(t testing.TB, g *graph.Graph) IndependentSet {
	t.Helper()
	set, err := Independent(context.Background(), g)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// variablesOf returns the variables of loops, by id, in their order.
func variablesOf(g *graph.Graph, loops []Loop) []string {
	var out []string
	for _, l := range loops {
		var ids []string
		for _, v := range l.Variables {
			ids = append(ids, g.ID(v))
		}
		out = append(out, fmt.Sprint(ids))
	}
	return out
}

func modelOf(links ...[2]string) *graph.Graph {
	m := &maps.Map{}
	seen := map[string]bool{}
	for _, link := range links {
		for _, id := range link {
			if !seen[id] {
				seen[id] = true
				m.Variables = append(m.Variables, maps.Variable{ID: id})
			}
		}
		m.Links = append(m.Links, maps.Link{From: link[0], To: link[1], Sign: maps.Positive})
	}
	return graph.New(m)
}

func TestIndependentLoopsOfTextbookModels(t *testing.T) {
	for name, model := range map[string]struct {
		g    *graph.Graph
		want []string
	}{
		// Contagion: infection and recovery as rates, contacts as their causes.
		"epidemic": {
			modelOf(
				[2]string{"infecting", "infected"}, [2]string{"recovering", "infected"}, [2]string{"recovering", "recovered"},
				[2]string{"infecting", "susceptible"}, [2]string{"susceptible", "chance"}, [2]string{"infected", "contacts"},
				[2]string{"contacts", "exposure"}, [2]string{"exposure", "infecting"}, [2]string{"chance", "infecting"},
				[2]string{"infected", "recovering"}),
			[]string{"[infected recovering]", "[infecting susceptible chance]", "[infecting infected contacts exposure]"},
		},
		// Prey x and predators y, with births and deaths (Lotka 1925, Volterra 1926).
		"predators": {
			modelOf(
				[2]string{"bx", "x"}, [2]string{"dx", "x"}, [2]string{"by", "y"}, [2]string{"dy", "y"}, [2]string{"x", "bx"},
				[2]string{"x", "dx"}, [2]string{"y", "dx"}, [2]string{"x", "by"}, [2]string{"y", "by"}, [2]string{"y", "dy"}),
			[]string{"[bx x]", "[x dx]", "[by y]", "[y dy]", "[x by y dx]"},
		},
	} {
		set := independent(t, model.g)
		if got := variablesOf(model.g, set.Loops); !slices.Equal(got, model.want) || set.Rank != len(model.want) || set.Covering != set.Rank {
			t.Errorf("%s: %v, covering %d of rank %d; want %v", name, got, set.Covering, set.Rank, model.want)
		}
	}
}

func TestTwoWayTrafficNeedsALoopMoreThanCoversIt(t *testing.T) {
	g := completeGraph(t, 3)
	set := independent(t, g)
	if set.Covering != 3 || set.Rank != 4 || len(set.Loops) != 4 || set.Loops[3].Len() != 3 {
		t.Errorf("covering %d, rank %d, %v", set.Covering, set.Rank, set.Loops)
	}
}

func TestIndependentSetsCoverSpanAndAreShort(t *testing.T) {
	manyTimes(t, func(t *rapid.T) {
		g := drawListed(t)
		set, err := Independent(context.Background(), g)
		if err != nil {
			t.Fatal(err)
		}
		all := plainLoops(g)
		row := func(l Loop) []uint64 {
			row := []uint64{0}
			for _, link := range l.Links {
				row[0] |= 1 << link
			}
			return row
		}
		span, shortest := newBasis(64), map[int]int{}
		rank := 0
		for _, l := range all {
			if span.add(row(l)) {
				rank++
			}
			for _, link := range l.Links {
				if n, ok := shortest[link]; !ok || l.Len() < n {
					shortest[link] = l.Len()
				}
			}
		}
		if set.Rank != rank || len(set.Loops) != rank {
			t.Fatalf("rank %d and %d loops; all loops have rank %d", set.Rank, len(set.Loops), rank)
		}
		own, covered := newBasis(64), map[int]bool{}
		for i, l := range set.Loops {
			if !slices.Contains(keys(all), key(l)) {
				t.Fatalf("%v is not a loop", l)
			}
			if !own.add(row(l)) {
				t.Fatalf("%v is a sum of those before it", l)
			}
			fresh := false
			for _, link := range l.Links {
				fresh = fresh || !covered[link] && l.Len() == shortest[link]
				covered[link] = true
			}
			if fresh != (i < set.Covering) {
				t.Fatalf("loop %d of %v covers something new: %v; covering are %d", i, set.Loops, fresh, set.Covering)
			}
		}
		if len(covered) != len(shortest) {
			t.Fatalf("%d links covered of %d on loops", len(covered), len(shortest))
		}
	})
}

func TestForesightHasAsManyIndependentLoopsAsItsRank(t *testing.T) {
	g := foresight(t)
	set := independent(t, g)
	// One component of 86 variables and 239 links.
	if set.Rank != 239-86+1 || len(set.Loops) != set.Rank {
		t.Errorf("rank %d, %d loops", set.Rank, len(set.Loops))
	}
	again := independent(t, g)
	if !slices.EqualFunc(set.Loops, again.Loops, func(a, b Loop) bool { return key(a) == key(b) }) {
		t.Error("a second run gave another set")
	}
}

func TestIndependentStopsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Independent(ctx, foresight(t)); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
