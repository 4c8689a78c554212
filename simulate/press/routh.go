package press

// judgement is what rounding allows to say.
type judgement int

const (
	unsure judgement = iota
	stable
	unstable
)

const (
	// coarse is a margin far above what coefficients are off by, about 1e-14
	// of themselves for stable polynomials. Up to mostCoarse variables, stable
	// polynomials are so with that margin unless they barely are.
	coarse, mostCoarse = 1e-10, 64
	// fine does the same up to mostFine variables. Beyond, there are stable
	// polynomials that no margin above rounding leaves stable.
	fine, mostFine = 1e-12, 86
)

// routh judges the polynomial with coefficients c, the first of them 1.
//
// All coefficients of a stable polynomial are above 0, and those that are not
// settle the matter. Otherwise Routh's array is made of the polynomial with a
// margin about it: in ordinary precision first, and where that does not show it
// to be stable, in twice the precision, since rounding in the array, unlike
// that in the coefficients, multiplies from row to row. The polynomial is said
// to be unstable only if it is so with and without margins.
func (s *stability) routh(c []float64) judgement {
	for _, x := range c {
		if x <= 0 {
			return unstable
		}
		// A number that is none comes of overflow.
		if !(x < 1e300) || x < 1e-300 {
			return unsure
		}
	}
	margin := coarse
	switch degree := len(c) - 1; {
	case degree > mostFine:
		return unsure
	case degree > mostCoarse:
		margin = fine
	case s.stableWithin(c, coarse, s.array) == 4:
		return stable
	}
	switch s.stableWithin(c, margin, s.doubleArray) {
	case 4:
		return stable
	case 0:
		if !s.doubleArray(c) {
			return unstable
		}
	}
	return unsure
}

// stableWithin counts how many of four polynomials are stable: those that take
// the margins about the coefficients in turns of low, low, high, high, from the
// first, second, third or fourth on. By Kharitonov (1978, Differ. Equ.
// 14:1483) all polynomials within the margins are stable if these four are.
func (s *stability) stableWithin(c []float64, margin float64, array func(c []float64) bool) int {
	held := 0
	for start := range 4 {
		for k, x := range c {
			if (k+start)&2 == 0 {
				s.interval[k] = x * (1 - margin)
			} else {
				s.interval[k] = x * (1 + margin)
			}
		}
		if array(s.interval) {
			held++
		}
	}
	return held
}

// array reports whether the first column of Routh's array is above 0.
func (s *stability) array(c []float64) bool {
	above, row := s.above[:0], s.row[:0]
	for k, x := range c {
		if k&1 == 0 {
			above = append(above, x)
		} else {
			row = append(row, x)
		}
	}
	for len(row) > 0 {
		if !(row[0] > 0) {
			return false
		}
		// What is below takes the place of what is above.
		ratio := above[0] / row[0]
		for j, x := range above[1:] {
			if j+1 < len(row) {
				x -= ratio * row[j+1]
			}
			above[j] = x
		}
		above, row = row, above[:len(above)-1]
	}
	return true
}

// doubleArray is array in twice the precision.
func (s *stability) doubleArray(c []float64) bool {
	above, row := s.doubleAbove[:0], s.doubleRow[:0]
	for k, x := range c {
		if k&1 == 0 {
			above = append(above, double{high: x})
		} else {
			row = append(row, double{high: x})
		}
	}
	for len(row) > 0 {
		if !(row[0].high > 0) {
			return false
		}
		ratio := above[0].over(row[0])
		for j, x := range above[1:] {
			if j+1 < len(row) {
				x = x.minus(ratio.times(row[j+1]))
			}
			above[j] = x
		}
		above, row = row, above[:len(above)-1]
	}
	return true
}
