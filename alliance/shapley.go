package alliance

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// Worth is what a coalition reaches. Its members are ascending; it is called
// from several goroutines at a time, and once for a coalition.
type Worth func(ctx context.Context, members []int) (float64, error)

// ShapleyOptions say how far values are exact.
type ShapleyOptions struct {
	// ExactPlayers is up to how many players all coalitions are looked at; 0
	// is 9, and more than 20 is not possible.
	ExactPlayers int
	// Orders is in how many random orders players join where there are more;
	// 0 is 24. They come in pairs, one the reverse of the other, so that an
	// odd number is raised by one.
	Orders int
	// Seed decides which orders.
	Seed uint64
	// Workers is how many coalitions are looked at at the same time; 0 is as
	// many as the program may use. It does not change the result.
	Workers int
	// Progress may be nil.
	Progress func(done float64)
}

// Values are the Shapley values of a game: what each player adds to those who
// came before, on average over all orders in which they can come (Shapley
// 1953). They add up to what all reach together, give equal players the same
// and those who add nothing nothing.
type Values struct {
	// Value is by player.
	Value []float64 `json:"value"`
	// Exact says that all coalitions were looked at. Otherwise Orders random
	// orders were, and StandardError is that of each value.
	Exact         bool      `json:"exact"`
	Orders        int       `json:"orders,omitempty"`
	StandardError []float64 `json:"standard_error,omitempty"`
	// Whole is what all reach together, and Nobody what is reached without
	// anyone.
	Whole  float64 `json:"whole"`
	Nobody float64 `json:"nobody"`
}

// mostExact bounds exact values: a million coalitions.
const mostExact = 20

// Shapley returns the values of n players. Where there are more than
// [ShapleyOptions.ExactPlayers], it samples orders (Castro, Gómez, Tejada 2009,
// Comput. Oper. Res. 36:1726) in antithetic pairs; values then still add up to
// the whole, and a player that adds nothing still has nothing.
//
// The error says that the number of players is not possible, that a coalition
// has no finite worth, or is the first that worth returned, or the context's.
func Shapley(ctx context.Context, n int, worth Worth, o ShapleyOptions) (Values, error) {
	if n < 0 || o.Orders < 0 || o.ExactPlayers < 0 || o.ExactPlayers > mostExact {
		return Values{}, fmt.Errorf("values of %d players, exact up to %d, from %d orders are not possible; give at least 0, and at most %d for exact ones", n, o.ExactPlayers, o.Orders, mostExact)
	}
	if o.ExactPlayers == 0 {
		o.ExactPlayers = 9
	}
	if o.Orders == 0 {
		o.Orders = 24
	}
	if n <= o.ExactPlayers {
		return exactValues(ctx, n, worth, o)
	}
	return sampledValues(ctx, n, worth, o)
}

// exactValues follows φᵢ = Σ_{S∌i} |S|! (n−|S|−1)! / n! · (v(S∪i) − v(S)).
func exactValues(ctx context.Context, n int, worth Worth, o ShapleyOptions) (Values, error) {
	value := make([]float64, 1<<n)
	err := each(ctx, len(value), o.Workers, o.Progress, func(mask int) error {
		var err error
		value[mask], err = finite(ctx, worth, crowd{uint64(mask)}.members())
		return err
	})
	if err != nil {
		return Values{}, err
	}
	weight := make([]float64, n)
	for size := range weight {
		// 1 / (n · C(n−1, size))
		weight[size] = 1 / float64(n)
		for k := range size {
			weight[size] *= float64(k+1) / float64(n-1-k)
		}
	}
	out := Values{Value: make([]float64, n), Exact: true, Whole: value[len(value)-1], Nobody: value[0]}
	for mask := range value {
		size := crowd{uint64(mask)}.size()
		for i := range n {
			if mask>>i&1 == 0 {
				out.Value[i] += weight[size] * (value[mask|1<<i] - value[mask])
			}
		}
	}
	return out, nil
}

func sampledValues(ctx context.Context, n int, worth Worth, o ShapleyOptions) (Values, error) {
	pairs := (o.Orders + 1) / 2
	orders := randomOrders(n, pairs, o.Seed)
	index := make(map[string]int)
	var coalitions []crowd
	number := func(c crowd) int {
		key := fmt.Sprint(c)
		k, known := index[key]
		if !known {
			k = len(coalitions)
			index[key], coalitions = k, append(coalitions, slices.Clone(c))
		}
		return k
	}
	// steps holds, for each order, the coalitions from nobody to everybody.
	steps := make([][]int, len(orders))
	for k, order := range orders {
		c := newCrowd(n)
		steps[k] = append(steps[k], number(c))
		for _, i := range order {
			c.add(i)
			steps[k] = append(steps[k], number(c))
		}
	}
	value := make([]float64, len(coalitions))
	err := each(ctx, len(value), o.Workers, o.Progress, func(k int) error {
		var err error
		value[k], err = finite(ctx, worth, coalitions[k].members())
		return err
	})
	if err != nil {
		return Values{}, err
	}
	added := make([][]float64, n)
	for k, order := range orders {
		for at, i := range order {
			added[i] = append(added[i], value[steps[k][at+1]]-value[steps[k][at]])
		}
	}
	out := Values{Orders: len(orders), Nobody: value[steps[0][0]], Whole: value[steps[0][n]]}
	for i := range n {
		mean, deviation := overPairs(added[i])
		out.Value = append(out.Value, mean)
		out.StandardError = append(out.StandardError, deviation)
	}
	return out, nil
}

// randomOrders returns pairs of orders, the second the reverse of the first.
func randomOrders(n, pairs int, seed uint64) [][]int {
	source := rand.NewPCG(seed, 0x5eed)
	var out [][]int
	for range pairs {
		order := make([]int, n)
		for i := range order {
			order[i] = i
		}
		for i := n - 1; i > 0; i-- {
			j := int(source.Uint64() % uint64(i+1))
			order[i], order[j] = order[j], order[i]
		}
		back := slices.Clone(order)
		slices.Reverse(back)
		out = append(out, order, back)
	}
	return out
}

// overPairs returns the mean, and its standard error from the means of pairs,
// which are independent where the two of a pair are not. A single pair tells
// nothing of the error: it is then as large as the two differ.
func overPairs(x []float64) (mean, standardError float64) {
	pairs := len(x) / 2
	for _, v := range x {
		mean += v / float64(len(x))
	}
	if pairs == 1 {
		return mean, math.Abs(x[0] - x[1])
	}
	for k := range pairs {
		d := (x[2*k]+x[2*k+1])/2 - mean
		standardError += d * d
	}
	return mean, math.Sqrt(standardError / float64(pairs-1) / float64(pairs))
}

func finite(ctx context.Context, worth Worth, members []int) (float64, error) {
	v, err := worth(ctx, members)
	if err == nil && (math.IsNaN(v) || math.IsInf(v, 0)) {
		err = fmt.Errorf("the coalition of players %v is worth %v, which is no finite number", members, v)
	}
	return v, err
}
