package pulse

import (
	"context"
	"errors"
	"fmt"
	"math/big"
)

// errBudget: the exact judgement would take more steps than allowed.
var errBudget = errors.New("pulse: exact judgement too costly")

// integers is an n×n matrix of whole numbers of any size.
type integers [][]big.Int

func newIntegers(n int) integers {
	m := make(integers, n)
	for i := range m {
		m[i] = make([]big.Int, n)
	}
	return m
}

func (m integers) zero() bool {
	for i := range m {
		for j := range m[i] {
			if m[i][j].Sign() != 0 {
				return false
			}
		}
	}
	return true
}

// addDiagonal adds c to every diagonal entry.
func (m integers) addDiagonal(c *big.Int) {
	for i := range m {
		m[i][i].Add(&m[i][i], c)
	}
}

// exact multiplies by a matrix W of whole numbers within a budget.
type exact struct {
	ctx     context.Context
	out     [][]link
	weights [][]big.Int
	left    int
	scratch big.Int
}

func newExact(ctx context.Context, out [][]link, budget int) *exact {
	e := &exact{ctx: ctx, out: out, left: budget, weights: make([][]big.Int, len(out))}
	for i, links := range out {
		e.weights[i] = make([]big.Int, len(links))
		for k, l := range links {
			e.weights[i][k].SetInt64(int64(l.weight))
		}
	}
	return e
}

// multiply sets to = W m.
func (e *exact) multiply(to, m integers) error {
	for i, links := range e.out {
		if err := e.ctx.Err(); err != nil {
			return fmt.Errorf("pulse: stopped while judging stability: %w", err)
		}
		for j := range to[i] {
			to[i][j].SetInt64(0)
		}
		for k, l := range links {
			for j := range m {
				e.addProduct(&to[i][j], &e.weights[i][k], &m[l.other][j])
			}
		}
		if e.left < 0 {
			return errBudget
		}
	}
	return nil
}

func (e *exact) addProduct(to, weight, x *big.Int) {
	if x.Sign() == 0 {
		return
	}
	to.Add(to, e.scratch.Mul(weight, x))
	e.left--
}

// judgeExactly decides stability for whole weights.
func judgeExactly(ctx context.Context, out [][]link, budget int) (Reason, error) {
	e := newExact(ctx, out, budget)
	p, bounded, err := e.characteristic()
	if err != nil {
		return TooClose, err
	}
	if !bounded {
		return Explodes, nil
	}
	p, nilpotent := p.withoutZeroRoots()
	factors, rest := p.cyclotomicFactors()
	if rest.degree() > 0 {
		return Explodes, nil
	}
	semisimple, err := e.semisimple(factors, nilpotent)
	switch {
	case err != nil:
		return TooClose, err
	case !semisimple:
		return Resonates, nil
	case len(factors) == 0:
		return Fades, nil
	case factors[0].order == 1:
		return Accumulates, nil
	}
	return Circles, nil
}

// characteristic returns det(λI − W) by Faddeev and LeVerrier: with M₁ = I,
// c_k = −tr(W M_k)/k and M_{k+1} = W M_k + c_k I are the coefficients of
// λⁿ + c₁ λⁿ⁻¹ + … + c_n. It stops, and says that not all |λ| ≤ 1, as soon as
// |tr W^k| > n, which Newton's identities give along the way.
func (e *exact) characteristic() (p polynomial, bounded bool, err error) {
	n := len(e.out)
	p = make(polynomial, n+1)
	p[n].SetInt64(1)
	m, product := newIntegers(n), newIntegers(n)
	m.addDiagonal(big.NewInt(1))
	traces := make([]big.Int, n+1)
	most := big.NewInt(int64(n))
	for k := 1; k <= n && !m.zero(); k++ {
		if err := e.multiply(product, m); err != nil {
			return nil, false, err
		}
		c := &p[n-k]
		for i := range product {
			c.Sub(c, &product[i][i])
		}
		traces[k].Neg(c)
		c.Quo(c, big.NewInt(int64(k)))
		for i := 1; i < k; i++ {
			traces[k].Sub(&traces[k], e.scratch.Mul(&p[n-i], &traces[k-i]))
		}
		if traces[k].CmpAbs(most) > 0 {
			return nil, false, nil
		}
		product.addDiagonal(c)
		m, product = product, m
	}
	return p, true, nil
}

// semisimple reports whether every nonzero eigenvalue, all of them roots of
// the factors, has Jordan blocks of size 1 only: whether W^z times the product
// of the distinct factors, taken at W, is 0, z being the number of zero roots.
func (e *exact) semisimple(factors []cyclotomic, zeroRoots int) (bool, error) {
	once := polynomial{*big.NewInt(1)}
	repeated := false
	for _, f := range factors {
		once = once.times(f.polynomial)
		repeated = repeated || f.times > 1
	}
	if !repeated {
		return true, nil
	}
	m, product := newIntegers(len(e.out)), newIntegers(len(e.out))
	for k := once.degree(); k >= -zeroRoots; k-- {
		if err := e.multiply(product, m); err != nil {
			return false, err
		}
		if k >= 0 {
			product.addDiagonal(&once[k])
		}
		m, product = product, m
	}
	return m.zero(), nil
}
