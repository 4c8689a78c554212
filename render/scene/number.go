package scene

import (
	"math"
	"strconv"
)

// share writes an opacity or a part of a colour, 0…1: three decimals tell all
// 256 steps of a byte apart.
func share(x float64) string { return string(appendRounded(nil, x, 1000)) }

// appendDecimal appends a number rounded to two decimals.
func appendDecimal(to []byte, x float64) []byte { return appendRounded(to, x, 100) }

// appendRounded appends a number rounded to a multiple of 1/parts, without
// zeros at the end and without exponents. Adding 0 makes of -0 a 0.
func appendRounded(to []byte, x, parts float64) []byte {
	return strconv.AppendFloat(to, math.Round(x*parts)/parts+0, 'f', -1, 64)
}
