package fcm

import (
	"math"
	"strconv"
)

// Transfer is the function f that turns a concept's input into its activation.
type Transfer int

const (
	// Sigmoid is 1 / (1 + exp(−λx)), in 0…1. It is the zero value.
	Sigmoid Transfer = iota
	// Tanh is tanh(λx), in −1…1.
	Tanh
	// Bivalent is 1 for x > 0, and 0 otherwise.
	Bivalent
	// Trivalent is the sign of x: −1, 0 or 1.
	Trivalent

	transferCount
)

// String returns the function's identifier: sigmoid, tanh, bivalent or
// trivalent.
func (f Transfer) String() string {
	switch f {
	case Sigmoid:
		return "sigmoid"
	case Tanh:
		return "tanh"
	case Bivalent:
		return "bivalent"
	case Trivalent:
		return "trivalent"
	}
	return "Transfer(" + strconv.Itoa(int(f)) + ")"
}

// smooth reports whether the function has a slope to follow.
func (f Transfer) smooth() bool { return f == Sigmoid || f == Tanh }

// at is f(x) with slope parameter λ.
func (f Transfer) at(x, lambda float64) float64 {
	switch f {
	case Sigmoid:
		return 1 / (1 + math.Exp(-lambda*x))
	case Tanh:
		return math.Tanh(lambda * x)
	case Bivalent:
		if x > 0 {
			return 1
		}
		return 0
	default:
		switch {
		case x > 0:
			return 1
		case x < 0:
			return -1
		}
		return 0
	}
}

// slope is f'(x) where f(x) = y, for the smooth functions.
func (f Transfer) slope(y, lambda float64) float64 {
	if f == Sigmoid {
		return lambda * y * (1 - y)
	}
	return lambda * (1 - y*y)
}
