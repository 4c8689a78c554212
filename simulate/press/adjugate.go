package press

import (
	"context"
	"fmt"
	"math/big"
)

// integers is an n×n matrix of whole numbers of any size.
type integers [][]big.Int

func newIntegers(n int) integers {
	m := make(integers, n)
	for i := range m {
		m[i] = make([]big.Int, n)
	}
	return m
}

func (m integers) addDiagonal(c *big.Int) {
	for i := range m {
		m[i][i].Add(&m[i][i], c)
	}
}

// subtractProduct sets m to −A x.
func (m integers) subtractProduct(a [][]effect, x integers) {
	for i, row := range a {
		for j := range m[i] {
			m[i][j].SetInt64(0)
		}
		for _, e := range row {
			for j := range x {
				switch term := &x[e.cause][j]; {
				case term.Sign() == 0:
				case e.sign < 0:
					m[i][j].Add(&m[i][j], term)
				default:
					m[i][j].Sub(&m[i][j], term)
				}
			}
		}
	}
}

// adjugate returns adj(−A) and the coefficients c₁ … c_n of
// det(λI + A) = λⁿ + c₁ λⁿ⁻¹ + … + c_n, without dividing by anything but
// 1 … n (Faddeev and LeVerrier; see Gantmacher, The Theory of Matrices, IV §5),
// so that a singular A is no exception: with N = −A and M₁ = I,
//
//	c_k = −tr(N M_k)/k,  M_{k+1} = N M_k + c_k I,  adj(N) = (−1)ⁿ⁻¹ M_n.
func adjugate(ctx context.Context, a [][]effect, report func(done float64)) (integers, []*big.Int, error) {
	n := len(a)
	coefficients := make([]*big.Int, n)
	m, product := newIntegers(n), newIntegers(n)
	m.addDiagonal(big.NewInt(1))
	for k := 1; k <= n; k++ {
		if err := ctx.Err(); err != nil {
			return nil, nil, fmt.Errorf("press: stopped while computing the adjugate: %w", err)
		}
		product.subtractProduct(a, m)
		c := new(big.Int)
		for i := range product {
			c.Sub(c, &product[i][i])
		}
		c.Quo(c, big.NewInt(int64(k)))
		coefficients[k-1] = c
		if k < n {
			product.addDiagonal(c)
			m, product = product, m
		}
		report(float64(k) / float64(n))
	}
	if n%2 == 0 {
		for i := range m {
			for j := range m[i] {
				m[i][j].Neg(&m[i][j])
			}
		}
	}
	return m, coefficients, nil
}
