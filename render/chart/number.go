package chart

import (
	"math"
	"math/big"
	"strings"

	"sysmap/maps"
)

// numerals writes numbers the way one axis wants them.
type numerals struct {
	language        maps.Language
	signed, percent bool
	// decimals after the point, of percent where they are written.
	decimals int
	// power of ten that is taken out of numbers too large or too small to be
	// written in full; 0 takes none.
	power int
}

// numeralsFor chooses decimals so that multiples of the step can be told apart,
// for numbers as large as most.
func (o Options) numeralsFor(step, most float64) numerals {
	n := numerals{language: o.Language, signed: o.Signed, percent: o.Percent}
	if o.Percent {
		step, most = step*100, most*100
	}
	place := magnitude(step)
	if top := magnitude(max(most, step)); top >= 7 || place < -5 {
		n.power, place = top, place-top
	}
	n.decimals = max(0, -place)
	return n
}

// magnitude returns the power of ten of a number's first digit.
func magnitude(v float64) int {
	if v == 0 {
		return 0
	}
	// The hair lets 0.001, whose logarithm is just under −3, count as −3.
	return int(math.Floor(math.Log10(math.Abs(v)) + 1e-9))
}

// write returns the number as text, without a sign where it rounds to 0.
func (n numerals) write(v float64) string {
	if n.percent {
		v *= 100
	}
	v /= math.Pow10(n.power)
	text := n.digits(math.Abs(v))
	if !strings.ContainsAny(text, "123456789") {
		return "0" + n.unit()
	}
	if n.power != 0 {
		text += "·10" + superscript(n.power)
	}
	switch {
	case v < 0:
		text = "−" + text
	case n.signed:
		text = "+" + text
	}
	return text + n.unit()
}

// digits writes a number that is not negative, in groups of three where it has
// more than four digits and no decimals.
func (n numerals) digits(v float64) string {
	if n.decimals > 0 || v < 10_000 {
		return n.language.Decimal(v, n.decimals)
	}
	whole, _ := big.NewFloat(math.Round(v)).Int(nil)
	return n.language.Integer(whole)
}

func (n numerals) unit() string {
	switch {
	case !n.percent:
		return ""
	case n.language == maps.Danish:
		return "\u00a0%"
	}
	return "%"
}

func superscript(n int) string {
	digits := []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")
	if n < 0 {
		return "⁻" + superscript(-n)
	}
	if n < 10 {
		return string(digits[n])
	}
	return superscript(n/10) + string(digits[n%10])
}
