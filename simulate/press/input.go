package press

import (
	"errors"
	"fmt"
)

// ErrInput is what every error about the caller's matrix, model, presses or
// options wraps.
var ErrInput = errors.New("press: input")

// Exact arithmetic on more variables would take gigabytes.
const mostExact = 500

// signs checks a sign matrix and returns its entries by row: for each variable
// the others, and itself, that affect it.
func signs(a [][]int) ([][]effect, error) {
	n := len(a)
	if n > mostExact {
		return nil, fmt.Errorf("%w: %d variables; exact predictions take at most %d", ErrInput, n, mostExact)
	}
	rows := make([][]effect, n)
	for i, row := range a {
		if len(row) != n {
			return nil, fmt.Errorf("%w: row %d of the matrix has %d numbers; there are %d variables, so give %d", ErrInput, i, len(row), n, n)
		}
		for j, s := range row {
			switch s {
			case 0:
			case 1, -1:
				rows[i] = append(rows[i], effect{cause: j, sign: s})
			default:
				return nil, fmt.Errorf("%w: the effect of variable %d on variable %d is %d; signs are -1, 0 and 1", ErrInput, j, i, s)
			}
		}
	}
	return rows, nil
}

// effect is a nonzero entry of a row of A.
type effect struct {
	cause, sign int
}
