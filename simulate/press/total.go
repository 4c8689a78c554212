package press

import (
	"context"
	"math"
	"math/big"
)

// permanentSteps predicts the work of all permanents of the minors of an m×m
// matrix, in products.
func permanentSteps(m int) float64 { return float64(m) * math.Exp2(float64(m)) }

// totals returns T, with T[i][j] the permanent of |A| without row j and column
// i: how many ways lead from j to i, each times the ways in which the
// variables beside it fall apart into loops.
//
// A way from j to i leaves a strong component for good, so T is put together
// from the components' own: a component on the way contributes its part of T,
// one beside the way its permanent.
func totals(ctx context.Context, a [][]effect, parts []component, report func(done float64)) ([][]*big.Int, error) {
	t := &ways{a: a, of: make([]int, len(a)), at: make([]int, len(a))}
	whole, done := 0.0, 0.0
	for c, part := range parts {
		whole += permanentSteps(len(part))
		for k, v := range part {
			t.of[v], t.at[v] = c, k
		}
	}
	for c, part := range parts {
		work := permanentSteps(len(part))
		rows := t.inside(c, part)
		minors, err := allMinors(ctx, rows, func(share float64) { report((done + share*work) / whole) })
		if err != nil {
			return nil, err
		}
		done += work
		t.minors = append(t.minors, minors)
		t.permanents = append(t.permanents, permanent(rows, minors))
	}
	t.parts = parts
	return t.all(), nil
}

// ways puts the components' permanents together.
type ways struct {
	a     [][]effect
	parts []component
	// of and at say which component a variable is in, and at which place.
	of, at []int
	// minors holds, by component, the permanents without row i and column j,
	// permanents that of the whole component.
	minors     [][][]*big.Int
	permanents []*big.Int
}

// inside lists, for each variable of a component, the places of the variables
// of that component which affect it.
func (t *ways) inside(c int, part component) [][]int {
	rows := make([][]int, len(part))
	for k, v := range part {
		for _, e := range t.a[v] {
			if t.of[e.cause] == c {
				rows[k] = append(rows[k], t.at[e.cause])
			}
		}
	}
	return rows
}

// permanent expands by the first row.
func permanent(rows [][]int, minors [][]*big.Int) *big.Int {
	sum := new(big.Int)
	for _, j := range rows[0] {
		sum.Add(sum, minors[0][j])
	}
	return sum
}

func (t *ways) all() [][]*big.Int {
	result := make([][]*big.Int, len(t.a))
	for i := range result {
		result[i] = make([]*big.Int, len(t.a))
	}
	for j := range t.a {
		for i, x := range t.from(j) {
			result[i][j] = x
		}
	}
	return result
}

// from returns column j of T. Components are passed in the order of effect:
// what has come to variable i is multiplied by the permanent of every
// component that the way passes by.
func (t *ways) from(j int) []*big.Int {
	come := make([]*big.Int, len(t.a))
	for i := range come {
		come[i] = new(big.Int)
	}
	before := big.NewInt(1)
	for c, part := range t.parts {
		if c < t.of[j] {
			before.Mul(before, t.permanents[c])
			continue
		}
		arriving := make([]*big.Int, len(part))
		for k, v := range part {
			arriving[k] = t.arriving(c, v, come)
		}
		if c == t.of[j] {
			arriving[t.at[j]].Set(before)
		}
		t.passBy(c, come)
		t.passThrough(c, part, arriving, come)
	}
	return come
}

// arriving adds up what reaches variable v from components before its own.
func (t *ways) arriving(c, v int, come []*big.Int) *big.Int {
	sum := new(big.Int)
	for _, e := range t.a[v] {
		if t.of[e.cause] != c {
			sum.Add(sum, come[e.cause])
		}
	}
	return sum
}

func (t *ways) passBy(c int, come []*big.Int) {
	for i, x := range come {
		if t.of[i] < c {
			x.Mul(x, t.permanents[c])
		}
	}
}

func (t *ways) passThrough(c int, part component, arriving, come []*big.Int) {
	var term big.Int
	for k, v := range part {
		for entry, x := range arriving {
			// The way enters at one variable and leaves at another: row and
			// column of the minor.
			come[v].Add(come[v], term.Mul(x, t.minors[c][entry][k]))
		}
	}
}
