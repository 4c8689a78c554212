package maps

import (
	"math"
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

// Number writes a number in as few decimals as it needs, at most two.
func (l Language) Number(v float64) string {
	for decimals, scale := range []float64{1, 10} {
		if math.Abs(v*scale-math.Round(v*scale)) < 1e-9 {
			return l.Decimal(v, decimals)
		}
	}
	return l.Decimal(v, 2)
}

// Signed writes a change with its sign and the given decimals; one that they
// cannot show has no sign.
func (l Language) Signed(v float64, decimals int) string {
	text := l.Decimal(math.Abs(v), decimals)
	switch {
	case text == l.Decimal(0, decimals):
		return text
	case v < 0:
		return "−" + text
	}
	return "+" + text
}

// List joins names as people say them: "a, b and c".
func (l Language) List(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	and := " and "
	if l == Danish {
		and = " og "
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + and + names[last]
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
