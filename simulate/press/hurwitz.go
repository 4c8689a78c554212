package press

import (
	"context"
	"fmt"
	"math/big"
)

// hurwitz reports whether every root of λⁿ + c₁ λⁿ⁻¹ + … + c_n has a negative
// real part, exactly: by Routh's array in whole numbers, each row cleared of
// its common divisor so that numbers stay as short as they can be.
func hurwitz(ctx context.Context, c []*big.Int) (bool, error) {
	for _, x := range c {
		if x.Sign() <= 0 {
			return false, nil
		}
	}
	above, row := []*big.Int{big.NewInt(1)}, []*big.Int(nil)
	for k, x := range c {
		if k%2 == 0 {
			row = append(row, x)
		} else {
			above = append(above, x)
		}
	}
	for len(row) > 0 {
		if err := ctx.Err(); err != nil {
			return false, fmt.Errorf("press: stopped while judging stability: %w", err)
		}
		if row[0].Sign() <= 0 {
			return false, nil
		}
		above, row = row, routhRow(above, row)
	}
	return true, nil
}

// routhRow returns the row below two others, times a positive number.
func routhRow(above, row []*big.Int) []*big.Int {
	below := make([]*big.Int, len(above)-1)
	var term, divisor big.Int
	for j := range below {
		below[j] = new(big.Int).Mul(row[0], above[j+1])
		if j+1 < len(row) {
			below[j].Sub(below[j], term.Mul(above[0], row[j+1]))
		}
		divisor.GCD(nil, nil, &divisor, term.Abs(below[j]))
	}
	if divisor.Sign() > 0 {
		for _, x := range below {
			x.Quo(x, &divisor)
		}
	}
	return below
}
