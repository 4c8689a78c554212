package table

import (
	"math"
	"strconv"
	"strings"

	"sysmap/maps"
)

// number reads a number with a decimal point or comma, digits in groups and a
// minus of any kind.
func number(s string) (float64, bool) {
	s = strings.Map(plainNumber, s)
	comma, point := strings.LastIndexByte(s, ','), strings.LastIndexByte(s, '.')
	switch {
	case comma > point:
		s = strings.ReplaceAll(s, ".", "")
		if strings.Count(s, ",") > 1 {
			return 0, false
		}
		s = strings.Replace(s, ",", ".", 1)
	case point > comma:
		s = strings.ReplaceAll(s, ",", "")
	}
	if s == "" || strings.Trim(s, "0123456789.+-eE") != "" {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v + 0, err == nil && !math.IsInf(v, 0) && !math.IsNaN(v)
}

// plainNumber takes blanks out of numbers and makes one minus of all.
func plainNumber(r rune) rune {
	switch r {
	case '−', '–':
		return '-'
	case ' ', '\t', '\u00a0', '\u202f':
		return -1
	}
	return r
}

// span reads a number or two of them within bounds: "0.2", "0,2 til 0,5",
// "0.2–0.5", "[0.2, 0.5]", "20%".
func span(s string, low, high float64) (maps.Range, bool) {
	s = strings.Trim(strings.TrimSpace(s), "[]()")
	scale := 1.0
	if strings.Contains(s, "%") && high == 1 {
		s, scale = strings.ReplaceAll(s, "%", ""), 0.01
	}
	if v, ok := number(s); ok {
		v *= scale
		return maps.Exactly(v), v >= low && v <= high
	}
	for _, between := range []string{" to ", " til ", "..", "–", ";", ", ", "-"} {
		first, second, two := strings.Cut(s, between)
		if !two {
			continue
		}
		a, ok1 := number(first)
		b, ok2 := number(second)
		if ok1 && ok2 {
			r := maps.Range{Low: min(a, b) * scale, High: max(a, b) * scale}
			return r, r.Low >= low && r.High <= high
		}
	}
	return maps.Range{}, false
}

// signWords are how tables name the signs, folded.
const (
	positiveWords = "+ ++ +1 1 plus p pos positive positiv positivt s same samme increase increases increasing øger forøger more mere reinforcing promotes strengthens raises fremmer styrker forstærker ↑ ⬆ ▲ ↗"
	negativeWords = "- -- -1 minus n neg negative negativ negativt o opposite modsat decrease decreases decreasing mindsker reduces less mindre inhibits weakens lowers hæmmer svækker reducerer nedsætter sænker begrænser ↓ ⬇ ▼ ↘"
	unknownWords  = "? 0 u unknown ukendt unsure usikker uncertain unclear uklar mixed blandet +- -+ +/- ±"
)

// signOf reads a sign; stated is false for an empty cell, understood for one
// that is none of the words. Numbers have the sign they begin with, and their
// size is returned too.
func signOf(s string) (sign maps.Sign, size float64, understood bool) {
	s = strings.ToLower(strings.Trim(strings.ReplaceAll(strings.ReplaceAll(s, "−", "-"), "–", "-"), " \t'\"()."))
	word, _, _ := strings.Cut(s, " ")
	switch {
	case s == "", contains(unknownWords, word):
		return maps.Unknown, 1, true
	case contains(positiveWords, word):
		return maps.Positive, 1, true
	case contains(negativeWords, word):
		return maps.Negative, 1, true
	}
	v, ok := number(s)
	switch {
	case !ok:
		return maps.Unknown, 1, false
	case v > 0:
		return maps.Positive, v, true
	case v < 0:
		return maps.Negative, -v, true
	}
	return maps.Unknown, 1, true
}

// daysIn is how many days a unit of time has.
var daysIn = map[maps.TimeUnit]float64{maps.Day: 1, maps.Week: 7, maps.Month: 365.25 / 12, maps.Year: 365.25}

// duration reads a number or two with the unit that stands behind them: "3 mdr.",
// "1-2 uger".
func duration(s string) (maps.Range, maps.TimeUnit, bool) {
	s = strings.TrimSpace(s)
	at := strings.LastIndexAny(s, "0123456789") + 1
	unit, ok := timeUnit(strings.TrimSpace(s[at:]))
	if !ok {
		return maps.Range{}, "", false
	}
	r, ok := span(s[:at], 0, farthest)
	return r, unit, ok
}

// degrees are the words for strengths and confidences.
var degrees = [...]struct {
	english, danish string
	others          string
	strength        maps.Range
	confidence      maps.Confidence
}{
	{"weak", "svag", "low lav lille l svagt svage", maps.Range{Low: 0.05, High: 0.35}, maps.LowConfidence},
	{"medium", "middel", "mellem moderate moderat nogen m middelstærk", maps.Range{Low: 0.35, High: 0.65}, maps.MediumConfidence},
	{"strong", "stærk", "high høj stor h kraftig stærkt stærke", maps.Range{Low: 0.65, High: 0.95}, maps.HighConfidence},
}

// degree returns which of the degrees the first word names, or -1. What only
// stresses the word, as in "very weak", is passed over.
func degree(s string) int {
	word, rest, more := strings.Cut(strings.ToLower(s), " ")
	for more && contains("very meget ret quite rather fairly ganske temmelig", word) {
		word, rest, more = strings.Cut(strings.TrimSpace(rest), " ")
	}
	for i, d := range degrees {
		if word == d.english || word == d.danish || contains(d.others, word) {
			return i
		}
	}
	return -1
}

// yes and no are what people tick a box with.
func yes(s string) bool {
	return contains("yes y ja j x true sand 1 ✓ || delayed forsinket delay forsinkelse", strings.ToLower(s))
}

func no(s string) bool { return contains("no n nej false falsk 0 - none ingen", strings.ToLower(s)) }

// dialect is how values are written.
type dialect struct{ language maps.Language }

func (d dialect) number(v float64) string {
	text := strconv.FormatFloat(v, 'f', -1, 64)
	if math.Abs(v) >= 1e15 || v != 0 && math.Abs(v) < 1e-6 {
		text = strconv.FormatFloat(v, 'g', -1, 64)
	}
	if d.language == maps.Danish {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}

func (d dialect) span(r maps.Range) string {
	if r.Certain() {
		return d.number(r.Low)
	}
	between := " to "
	if d.language == maps.Danish {
		between = " til "
	}
	return d.number(r.Low) + between + d.number(r.High)
}

func (d dialect) strength(r maps.Range) string {
	for _, g := range degrees {
		if g.strength == r {
			return d.word(g.english, g.danish)
		}
	}
	return d.span(r)
}

func (d dialect) confidence(c maps.Confidence) string {
	words := map[maps.Confidence][2]string{
		maps.LowConfidence: {"low", "lav"}, maps.MediumConfidence: {"medium", "middel"}, maps.HighConfidence: {"high", "høj"},
	}
	return d.word(words[c][0], words[c][1])
}

func (d dialect) word(english, danish string) string {
	if d.language == maps.Danish {
		return danish
	}
	return english
}
