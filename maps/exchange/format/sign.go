package format

import (
	"math"
	"strings"

	"sysmap/maps"
)

// signAndStrength settles what label and weight say.
func (d *Draft) signAndStrength(l *maps.Link, stated bool, label string, weight *float64, strength spanned, where string) {
	if sign, ok := SignLabel(label); ok {
		switch {
		case !stated:
			d.Report.Note("signs read from labels", where)
			l.Sign, stated = sign, true
		case sign != l.Sign:
			d.Report.Lose("second signs of a link", where)
		}
	} else if label != "" {
		d.Report.Note("labels of links, put into their notes", where)
		d.addNote(&l.Note, label, where)
	}
	if s := d.span(strength, 1, "strengths beyond 0…1", where); s != nil {
		l.Strength, l.StrengthStated = *s, true
	}
	if weight == nil {
		return
	}
	switch {
	case stated || *weight == 0:
	case *weight < 0:
		d.Report.Note("signs read from weights", where)
		l.Sign = maps.Negative
	default:
		d.Report.Note("links with a weight above 0 and no sign, kept as unknown", where)
	}
	switch size := math.Abs(*weight); {
	case l.StrengthStated:
	case size > 1:
		d.Report.Lose("weights beyond −1…1", where)
	case size > 0:
		l.Strength, l.StrengthStated = maps.Exactly(size), true
	default:
		d.Report.Lose("weights of 0", where)
	}
}

// DashedLine settles what a dashed or red line says, which is nothing where the
// attributes of the link state a sign. negative is what
// [ReadOptions.DashedIsNegative] says; without it the line is counted as lost.
func (d *Draft) DashedLine(said []Attribute, negative bool, where string) []Attribute {
	for _, a := range said {
		_, sign := SignLabel(a.Value)
		if name := key(a.Name); strings.TrimSpace(a.Value) != "" && (name == "sign" || name == "polarity" || name == "label" && sign) {
			return said
		}
	}
	if !negative {
		d.Report.Lose("dashed or red lines, which may mean negative influences", where)
		return said
	}
	d.Report.Note("signs read from dashed or red lines", where)
	return append(said, Attribute{Name: "sign", Value: maps.Negative.String()})
}

// ParseSign reads a sign as tools write it: +, -, 1, -1, positive, negative and
// their like, or ? for unknown. It reports whether the text is one.
func ParseSign(s string) (maps.Sign, bool) {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "+", "++", "+1", "1", "1.0", "positive", "pos", "p", "plus", "same", "s":
		return maps.Positive, true
	case "-", "--", "−", "–", "-1", "−1", "-1.0", "negative", "neg", "n", "minus", "opposite", "o":
		return maps.Negative, true
	case "?", "0", "unknown", "none", "neutral", "undefined":
		return maps.Unknown, true
	}
	return maps.Unknown, false
}

// SignLabel reads the sign of a label that is nothing but a sign, in symbols or
// in words. Numbers and letters are no such labels.
func SignLabel(s string) (maps.Sign, bool) {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "+", "++", "positive":
		return maps.Positive, true
	case "-", "--", "−", "–", "negative":
		return maps.Negative, true
	case "?":
		return maps.Unknown, true
	}
	return maps.Unknown, false
}
