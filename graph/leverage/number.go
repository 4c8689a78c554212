package leverage

import (
	"math"
	"strconv"
	"strings"

	"sysmap/maps"
)

// number is how the values of a measure are written.
type number int

const (
	// whole numbers have no decimals.
	whole number = iota
	// decimal numbers have three decimals at most, one beyond a thousand.
	decimal
	// percent is for shares in 0…1, with two decimals at most.
	percent
)

// write returns a value as people of a language write it.
func (n number) write(x float64, l maps.Language) string {
	switch n {
	case whole:
		if x >= 1e15 {
			// A float64 holds no more digits.
			digits, power, _ := strings.Cut(strconv.FormatFloat(x, 'e', 2, 64), "e+")
			return punctuate(digits, l) + " × 10^" + power
		}
		return punctuate(strconv.FormatFloat(x, 'f', 0, 64), l)
	case percent:
		s := significant(100*x, 2)
		for decimals := 3; s == "100" && x < 1 && decimals < 15; decimals++ {
			// Almost all is not all.
			s = significant(100*x, decimals)
		}
		if l == maps.Danish {
			return punctuate(s, l) + " %"
		}
		return punctuate(s, l) + "%"
	}
	return punctuate(significant(x, 3), l)
}

// significant keeps so many decimals at most, one beyond a thousand, and drops
// zeros at the end; a value that would be 0 is given in two digits.
func significant(x float64, decimals int) string {
	if math.Abs(x) >= 1000 {
		decimals = 1
	}
	s := trimmed(strconv.FormatFloat(x, 'f', decimals, 64))
	if s == "0" && x != 0 {
		return strconv.FormatFloat(x, 'g', 2, 64)
	}
	return s
}

func trimmed(s string) string {
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// punctuate sets a language's decimal mark, and its mark between thousands.
func punctuate(s string, l maps.Language) string {
	thousands, mark := ",", "."
	if l == maps.Danish {
		thousands, mark = ".", ","
	}
	integer, fraction, has := strings.Cut(s, ".")
	if strings.ContainsAny(s, "eE") {
		return strings.Replace(s, ".", mark, 1)
	}
	var b strings.Builder
	for i, c := range integer {
		if i > 0 && (len(integer)-i)%3 == 0 && integer[i-1] != '-' {
			b.WriteString(thousands)
		}
		b.WriteRune(c)
	}
	if has {
		b.WriteString(mark + fraction)
	}
	return b.String()
}
