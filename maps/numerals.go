package maps

import (
	"math/big"
	"strconv"
	"strings"
)

// Integer writes a whole number as readers of the language expect it, in
// groups of three: 283,457,624 in English, 283.457.624 in Danish.
func (l Language) Integer(n *big.Int) string {
	digits := new(big.Int).Abs(n).String()
	var b strings.Builder
	if n.Sign() < 0 {
		b.WriteString("−")
	}
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(l.grouping())
		}
		b.WriteRune(d)
	}
	return b.String()
}

// Count is [Language.Integer] for an int.
func (l Language) Count(n int) string { return l.Integer(big.NewInt(int64(n))) }

// Decimal writes a number with the given decimals: 0.25 in English, 0,25 in
// Danish.
func (l Language) Decimal(v float64, decimals int) string {
	text := strings.Replace(strconv.FormatFloat(v, 'f', decimals, 64), "-", "−", 1)
	if l == Danish {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}

// Percent writes a share as a percentage, with one decimal below ten percent.
func (l Language) Percent(share float64) string {
	decimals := 0
	if share < 0.0995 {
		decimals = 1
	}
	text := l.Decimal(100*share, decimals)
	if l == Danish {
		return text + " %"
	}
	return text + "%"
}

func (l Language) grouping() string {
	if l == Danish {
		return "."
	}
	return ","
}
