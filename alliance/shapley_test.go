package alliance

import (
	"context"
	"errors"
	"math"
	"slices"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// drawGame draws a game as the worth of every coalition.
func drawGame(t *rapid.T, n int) []float64 {
	return rapid.SliceOfN(rapid.Float64Range(-1, 1), 1<<n, 1<<n).Draw(t, "worth")
}

func maskOf(members []int) int {
	mask := 0
	for _, x := range members {
		mask |= 1 << x
	}
	return mask
}

func worthOf(game []float64) Worth {
	return func(_ context.Context, members []int) (float64, error) { return game[maskOf(members)], nil }
}

// byOrders goes through every order in which players can come.
func byOrders(n int, game []float64) []float64 {
	out := make([]float64, n)
	orders := 0
	var come func(order []int, mask int)
	come = func(order []int, mask int) {
		if len(order) == n {
			orders++
			before := 0
			for _, i := range order {
				out[i] += game[before|1<<i] - game[before]
				before |= 1 << i
			}
			return
		}
		for i := range n {
			if mask>>i&1 == 0 {
				come(append(order, i), mask|1<<i)
			}
		}
	}
	come(nil, 0)
	for i := range out {
		out[i] /= float64(orders)
	}
	return out
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestExactValuesAreThoseOfAllOrders(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 6).Draw(t, "n")
		game := drawGame(t, n)
		got, err := Shapley(context.Background(), n, worthOf(game), ShapleyOptions{})
		if err != nil || !got.Exact {
			t.Fatal(got, err)
		}
		if want := byOrders(n, game); !slices.EqualFunc(got.Value, want, near) {
			t.Fatalf("got %v, want %v", got.Value, want)
		}
	})
}

func TestPublishedGamesHaveTheirValues(t *testing.T) {
	// One left glove and two right ones; and the weighted majority [4; 3, 2, 1, 1].
	gloves := func(_ context.Context, m []int) (float64, error) {
		return float64(min(len(shared(m, []int{0})), len(shared(m, []int{1, 2})))), nil
	}
	majority := func(_ context.Context, m []int) (float64, error) {
		votes := 0
		for _, i := range m {
			votes += []int{3, 2, 1, 1}[i]
		}
		if votes >= 4 {
			return 1, nil
		}
		return 0, nil
	}
	for _, test := range []struct {
		name  string
		worth Worth
		want  []float64
	}{
		{"gloves", gloves, []float64{2. / 3, 1. / 6, 1. / 6}},
		{"majority", majority, []float64{1. / 2, 1. / 6, 1. / 6, 1. / 6}},
	} {
		got, err := Shapley(context.Background(), len(test.want), test.worth, ShapleyOptions{})
		if err != nil || !slices.EqualFunc(got.Value, test.want, near) {
			t.Errorf("%s: got %v, %v; want %v", test.name, got.Value, err, test.want)
		}
	}
}

// TestValuesKeepShapleysAxioms also for sampled orders, but for symmetry, which
// only averages keep there.
func TestValuesKeepShapleysAxioms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(3, 6).Draw(t, "n")
		game := drawGame(t, n)
		// The last player adds nothing; players 0 and 1 are equal.
		for mask := range game {
			switch {
			case mask>>(n-1)&1 == 1:
				game[mask] = game[mask&^(1<<(n-1))]
			case mask&3 == 2:
				game[mask] = game[mask^3]
			}
		}
		for mask := range game {
			if mask>>(n-1)&1 == 1 {
				game[mask] = game[mask&^(1<<(n-1))]
			}
		}
		for _, o := range []ShapleyOptions{{}, {ExactPlayers: 1, Orders: 5, Seed: 7}} {
			got, err := Shapley(context.Background(), n, worthOf(game), o)
			if err != nil {
				t.Fatal(err)
			}
			sum := 0.0
			for _, v := range got.Value {
				sum += v
			}
			if !near(sum, got.Whole-got.Nobody) || got.Whole != game[len(game)-1] || got.Nobody != game[0] {
				t.Fatalf("values %v add up to %v of %v − %v", got.Value, sum, got.Whole, got.Nobody)
			}
			if got.Value[n-1] != 0 {
				t.Fatalf("a player that adds nothing has %v", got.Value[n-1])
			}
			if got.Exact && !near(got.Value[0], got.Value[1]) {
				t.Fatalf("equal players have %v and %v", got.Value[0], got.Value[1])
			}
		}
	})
}

func TestSampledValuesLieWithinTheirError(t *testing.T) {
	const n = 12
	worth := func(_ context.Context, m []int) (float64, error) {
		sum := 0.0
		for _, i := range m {
			sum += float64(i*i+1) / 100
		}
		return math.Tanh(sum), nil
	}
	exact, err := Shapley(context.Background(), n, worth, ShapleyOptions{ExactPlayers: n})
	if err != nil {
		t.Fatal(err)
	}
	sampled, err := Shapley(context.Background(), n, worth, ShapleyOptions{Orders: 400, Seed: 3})
	if err != nil || sampled.Exact || sampled.Orders != 400 {
		t.Fatal(sampled, err)
	}
	for i := range n {
		off, deviation := math.Abs(sampled.Value[i]-exact.Value[i]), sampled.StandardError[i]
		if off > 4*deviation || deviation > 0.02 || deviation == 0 {
			t.Errorf("player %d: %v ± %v, exactly %v", i, sampled.Value[i], deviation, exact.Value[i])
		}
	}
}

func TestNoCoalitionIsLookedAtTwice(t *testing.T) {
	var mu sync.Mutex
	seen := make(map[int]int)
	worth := func(_ context.Context, m []int) (float64, error) {
		mu.Lock()
		defer mu.Unlock()
		seen[maskOf(m)]++
		return 0, nil
	}
	if _, err := Shapley(context.Background(), 10, worth, ShapleyOptions{ExactPlayers: 2, Orders: 20, Workers: 4}); err != nil {
		t.Fatal(err)
	}
	for mask, times := range seen {
		if times != 1 {
			t.Errorf("coalition %b was looked at %d times", mask, times)
		}
	}
}

func TestAWorthThatFailsIsTheError(t *testing.T) {
	broken := errors.New("broken")
	for _, worth := range []Worth{
		func(_ context.Context, m []int) (float64, error) { return math.NaN(), nil },
		func(_ context.Context, m []int) (float64, error) { return 0, broken },
	} {
		for _, n := range []int{3, 12} {
			if got, err := Shapley(context.Background(), n, worth, ShapleyOptions{}); err == nil {
				t.Errorf("got %+v and no error", got)
			}
		}
	}
	for _, o := range []ShapleyOptions{{ExactPlayers: 21}, {Orders: -1}} {
		if _, err := Shapley(context.Background(), 3, worthOf(make([]float64, 8)), o); err == nil {
			t.Errorf("%+v: no error", o)
		}
	}
}
