package alliance

import (
	"context"
	"math/bits"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// drawSets draws up to 12 sets of up to 10 numbers.
func drawSets(t *rapid.T) (int, [][]int) {
	n := rapid.IntRange(1, 10).Draw(t, "n")
	set := rapid.SliceOfNDistinct(rapid.IntRange(0, n-1), 1, n, rapid.ID)
	return n, rapid.SliceOfN(set, 0, 12).Draw(t, "sets")
}

// everyHittingSet tries all sets, the slow and obvious way.
func everyHittingSet(n int, sets [][]int) (best [][]int) {
	size := n + 1
	for mask := range 1 << n {
		hits := !slices.ContainsFunc(sets, func(set []int) bool {
			return !slices.ContainsFunc(set, func(x int) bool { return mask>>x&1 == 1 })
		})
		k := bits.OnesCount(uint(mask))
		if !hits || k > size {
			continue
		}
		if k < size {
			size, best = k, nil
		}
		best = append(best, crowd{uint64(mask)}.members())
	}
	slices.SortFunc(best, slices.Compare)
	return best
}

func inAll(sets [][]int) []int {
	var out []int
	for _, x := range sets[0] {
		if !slices.ContainsFunc(sets, func(set []int) bool { return !slices.Contains(set, x) }) {
			out = append(out, x)
		}
	}
	return out
}

func TestSmallestHittingSetsAreThoseThatTryingAllFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, sets := drawSets(t)
		want := everyHittingSet(n, sets)
		got, err := SmallestHittingSets(context.Background(), n, sets, HittingOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if !got.Proved || !got.Complete || got.Size != len(want[0]) || len(got.Sets) != len(want) {
			t.Fatalf("got %+v, want %v", got, want)
		}
		for k := range want {
			if !slices.Equal(got.Sets[k], want[k]) {
				t.Fatalf("got %v, want %v", got.Sets, want)
			}
		}
		if !slices.Equal(got.InEvery, inAll(want)) {
			t.Fatalf("in every set: got %v of %v", got.InEvery, want)
		}
	})
}

func TestWhoIsInEverySetIsExactWhereSetsAreCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, sets := drawSets(t)
		want := everyHittingSet(n, sets)
		got, err := SmallestHittingSets(context.Background(), n, sets, HittingOptions{Limit: 1})
		if err != nil {
			t.Fatal(err)
		}
		if got.Complete != (len(want) == 1) || len(got.Sets) != 1 || !slices.Equal(got.InEvery, inAll(want)) {
			t.Fatalf("got %+v, want in every %v of %v", got, inAll(want), want)
		}
	})
}

func TestASearchWithoutBudgetSaysWhatItProved(t *testing.T) {
	sets := [][]int{{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 0}}
	got, err := SmallestHittingSets(context.Background(), 5, sets, HittingOptions{Budget: 1})
	if err != nil {
		t.Fatal(err)
	}
	if got.Proved || got.AtLeast > 3 || got.Size < 3 || got.InEvery != nil {
		t.Errorf("got %+v of a ring of five, which needs 3", got)
	}
	for _, set := range sets {
		if len(shared(set, got.Sets[0])) == 0 {
			t.Errorf("%v does not hit %v", got.Sets[0], set)
		}
	}
}

func TestSetsThatCannotBeHitAreErrors(t *testing.T) {
	for _, sets := range [][][]int{{{}}, {{0}, {3}}, {{-1}}} {
		if got, err := SmallestHittingSets(context.Background(), 3, sets, HittingOptions{}); err == nil {
			t.Errorf("%v: got %+v and no error", sets, got)
		}
	}
}

func TestNoSetsAreHitByNobody(t *testing.T) {
	got, err := SmallestHittingSets(context.Background(), 0, nil, HittingOptions{})
	if err != nil || !got.Proved || got.Size != 0 || len(got.Sets) != 1 || len(got.Sets[0]) != 0 {
		t.Errorf("got %+v, %v", got, err)
	}
}

// BenchmarkSmallestHittingSets stands beside trying all sets.
func BenchmarkSmallestHittingSets(b *testing.B) {
	const n = 16
	var sets [][]int
	for k := range 40 {
		sets = append(sets, []int{k % n, (3*k + 1) % n, (7*k + 5) % n})
	}
	b.Run("search", func(b *testing.B) {
		for b.Loop() {
			if _, err := SmallestHittingSets(context.Background(), n, sets, HittingOptions{}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			everyHittingSet(n, sets)
		}
	})
}

func TestACancelledSearchReturnsItsContextsError(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := SmallestHittingSets(ctx, 2, [][]int{{0, 1}}, HittingOptions{}); err != context.Canceled {
		t.Errorf("got %v", err)
	}
}
