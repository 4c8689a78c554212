package format

import (
	"math"
	"strconv"
	"strings"

	"sysmap/maps"
)

// signAndStrength settles what label and weight say.
func (d *Draft) signAndStrength(l *maps.Link, stated bool, label string, weight *float64, strength spanned, where string) {
	if v, plus, ok := numberLabel(label); ok && weight == nil {
		d.Report.Note("labels that are numbers, read as weights", where)
		label, weight = "", &v
		if plus && !stated {
			l.Sign, stated = maps.Positive, true
		}
	}
	if sign, rest, ok := signBefore(label); ok && !stated {
		d.Report.Note("signs read from labels", where)
		l.Sign, stated, label = sign, true, rest
	}
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
		l.Sign, d.weights.negative = maps.Negative, true
	default:
		d.weights.unsigned = append(d.weights.unsigned, weighed{l.Ref(), where})
	}
	switch size := math.Abs(*weight); {
	case l.StrengthStated:
	case size > 1:
		d.weights.beyond = true
		d.Report.Lose("weights beyond −1…1", where)
	case size == 1:
		d.weights.ones = append(d.weights.ones, weighed{l.Ref(), where})
	case size > 0:
		d.weights.parts = true
		l.Strength, l.StrengthStated = maps.Exactly(size), true
	default:
		d.Report.Lose("weights of 0", where)
	}
}

// numberLabel reads a label that is a number within −1…1, as those of fuzzy
// cognitive maps are; plus tells that it says so.
func numberLabel(label string) (v float64, plus, ok bool) {
	s := strings.TrimSpace(strings.NewReplacer("−", "-", "–", "-").Replace(label))
	if s == "" || strings.Trim(s, "0123456789.+-") != "" || !strings.ContainsAny(s, "0123456789") {
		return 0, false, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, s[0] == '+', err == nil && v != 0 && math.Abs(v) <= 1
}

// signBefore reads a label that begins with a sign alone: "− by night".
func signBefore(label string) (sign maps.Sign, rest string, ok bool) {
	word, rest, more := strings.Cut(strings.TrimSpace(label), " ")
	rest = strings.TrimSpace(rest)
	if !more || rest == "" || strings.Trim(rest, "0123456789.,") == "" || strings.Trim(word, "+-−–()") != "" {
		return 0, "", false
	}
	sign, ok = SignLabel(word)
	return sign, rest, ok
}

// weights is what is known of the weights of links: those that are 1, those above
// 0 of links without a sign, and whether there are some below 1, some beyond and
// some below 0.
type weights struct {
	ones, unsigned          []weighed
	parts, beyond, negative bool
}

type weighed struct {
	link  maps.LinkRef
	where string
}

// Back returns the same link the other way, for what goes both ways.
func (d *Draft) Back(l maps.Link) maps.Link {
	there := l.Ref()
	l.From, l.To = l.To, l.From
	for _, list := range []*[]weighed{&d.weights.ones, &d.weights.unsigned} {
		if n := len(*list); n > 0 && (*list)[n-1].link == there {
			*list = append(*list, weighed{l.Ref(), (*list)[n-1].where})
		}
	}
	return l
}

// settleWeights decides what a weight of 1 says: the whole strength where others
// are parts of it. Where all are 1, as tools write that know no weights, it says
// nothing, and where others are larger, it is the weakest. A weight above 0 is a
// sign where others are below.
func (d *Draft) settleWeights() {
	for _, one := range d.weights.ones {
		at, ok := d.links[one.link]
		switch {
		case d.weights.parts && ok:
			if l := &d.Map.Links[at]; !l.StrengthStated {
				l.Strength, l.StrengthStated = maps.Exactly(1), true
			}
		case d.weights.beyond:
			d.Report.Lose("weights beyond −1…1", one.where)
		}
	}
	for _, w := range d.weights.unsigned {
		signed := w.link
		signed.Sign = maps.Positive
		at, ok := d.links[w.link]
		if _, taken := d.links[signed]; !d.weights.negative || !ok || taken {
			d.Report.Note("links with a weight above 0 and no sign, kept as unknown", w.where)
			continue
		}
		d.Report.Note("signs read from weights", w.where)
		d.Map.Links[at].Sign = maps.Positive
		delete(d.links, w.link)
		d.links[signed] = at
	}
	d.weights = weights{}
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
	case "+", "++", "+1", "1", "1.0", "positive", "positiv", "pos", "p", "plus", "same", "s":
		return maps.Positive, true
	case "-", "--", "−", "–", "-1", "−1", "-1.0", "negative", "negativ", "neg", "n", "minus", "opposite", "o":
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
	case "+", "++", "(+)", "positive", "positiv":
		return maps.Positive, true
	case "-", "--", "−", "–", "(-)", "(−)", "(–)", "negative", "negativ":
		return maps.Negative, true
	case "?":
		return maps.Unknown, true
	}
	return maps.Unknown, false
}
