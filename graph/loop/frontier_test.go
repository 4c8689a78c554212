package loop

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// slowCost is what frontier.cost says, from the definition.
func slowCost(f *frontier, order []int32) float64 {
	sum := 0.0
	for t := range order {
		later := order[t+1:]
		product := 1.0
		for _, v := range order[:t+1] {
			in := slices.ContainsFunc(f.in[v], func(u int32) bool { return slices.Contains(later, u) })
			out := slices.ContainsFunc(f.out[v], func(w int32) bool { return slices.Contains(later, w) })
			switch {
			case in && out:
				product *= twoSidedGrowth
			case in || out:
				product *= oneSidedGrowth
			}
		}
		sum += product
	}
	return sum
}

// slowWidth is what frontier.width says, from the definition.
func slowWidth(f *frontier, order []int32) int {
	widest := 0
	for t := range order {
		open := 1
		for _, v := range order[:t] {
			if slices.ContainsFunc(order[t:], func(w int32) bool {
				return slices.Contains(f.in[v], w) || slices.Contains(f.out[v], w)
			}) {
				open++
			}
		}
		widest = max(widest, open)
	}
	return widest
}

func TestThePredictionIsWhatItIsDefinedToBe(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := newFrontier(newKernel(drawLinks(t, 12, 40)))
		order, cost := f.arrange()
		if len(order) != f.n {
			t.Fatalf("%d nodes in the order, want %d", len(order), f.n)
		}
		sorted := slices.Clone(order)
		slices.Sort(sorted)
		for v := range sorted {
			if sorted[v] != int32(v) {
				t.Fatalf("the order is not a permutation: %v", order)
			}
		}
		if got, want := f.width(order), slowWidth(f, order); got != want {
			t.Fatalf("width %d, want %d", got, want)
		}
		if want := slowCost(f, order); math.Abs(cost-want) > 1e-9*want {
			t.Fatalf("cost %v, want %v", cost, want)
		}
	})
}

func TestAnOrderIsFoundThatIsBetterThanTheGiven(t *testing.T) {
	f := newFrontier(newKernel(foresight(t)))
	given := make([]int32, f.n)
	for v := range given {
		given[v] = int32(v)
	}
	_, cost := f.arrange()
	if before := f.cost(given); cost > before/5 {
		t.Errorf("cost %v, against %v in the order of the map", cost, before)
	}
	if cost > 400_000 {
		t.Errorf("cost %v; 200000 was found before", cost)
	}
}
