package pulse

import (
	"errors"
	"fmt"
	"math"
)

// ErrInput is what every error about the caller's weights, pulses or options
// wraps.
var ErrInput = errors.New("pulse: input")

const (
	// Numbers beyond this are refused.
	largest = 1e100
	// A process stops before a number passes this, so that the next product
	// cannot overflow.
	ceiling = 1e200
	// Memory is bounded: a run keeps every step.
	mostNumbers = 1 << 26
)

// link is one nonzero weight out of a variable, or into it: other is the
// variable at its far end.
type link struct {
	other  int
	weight float64
}

// linksOut returns, for each variable, the nonzero weights of its row.
func linksOut(weights [][]float64) ([][]link, error) {
	n := len(weights)
	out := make([][]link, n)
	for i, row := range weights {
		if len(row) != n {
			return nil, fmt.Errorf("%w: row %d of the weights has %d numbers; there are %d variables, so give %d", ErrInput, i, len(row), n, n)
		}
		for j, w := range row {
			if math.IsNaN(w) || math.Abs(w) > largest {
				return nil, fmt.Errorf("%w: the weight of variable %d on variable %d is %v; give a number of at most %g either way", ErrInput, i, j, w, largest)
			}
			if w != 0 {
				out[i] = append(out[i], link{other: j, weight: w})
			}
		}
	}
	return out, nil
}

// turned lists the same links by the variables they enter.
func turned(out [][]link) [][]link {
	in := make([][]link, len(out))
	for i, links := range out {
		for _, l := range links {
			in[l.other] = append(in[l.other], link{other: i, weight: l.weight})
		}
	}
	return in
}
