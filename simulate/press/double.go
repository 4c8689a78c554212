package press

import "math"

// double is an unevaluated sum of two numbers, the second within the rounding
// of the first: about 32 digits (Dekker 1971, Numer. Math. 18:224).
type double struct{ high, low float64 }

// renormalised returns a + b as a double, |a| ≥ |b|.
func renormalised(a, b float64) double {
	s := a + b
	return double{s, b - (s - a)}
}

func (x double) times(y double) double {
	p := x.high * y.high
	return renormalised(p, math.FMA(x.high, y.high, -p)+(x.high*y.low+x.low*y.high))
}

func (x double) minus(y double) double {
	s := x.high - y.high
	v := s - x.high
	rest := (x.high - (s - v)) - (y.high + v)
	return renormalised(s, rest+(x.low-y.low))
}

func (x double) over(y double) double {
	q := x.high / y.high
	rest := x.minus(y.times(double{high: q}))
	return renormalised(q, rest.high/y.high)
}
