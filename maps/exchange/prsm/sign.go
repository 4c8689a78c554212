package prsm

import (
	"strings"
	"unicode"

	"sysmap/maps"
)

// signs are labels that are nothing but a sign.
var signs = map[string]maps.Sign{
	"+": maps.Positive, "++": maps.Positive, "(+)": maps.Positive, "pos": maps.Positive, "s": maps.Positive,
	"-": maps.Negative, "−": maps.Negative, "–": maps.Negative, "--": maps.Negative, "(-)": maps.Negative, "neg": maps.Negative, "o": maps.Negative,
	"positive": maps.Positive, "negative": maps.Negative, "positiv": maps.Positive, "negativ": maps.Negative,
	"?": maps.Unknown, "+/-": maps.Unknown, "±": maps.Unknown,
}

// words are what labels say of the direction of an influence, in English and
// Danish.
var words = map[string]maps.Sign{
	"positive": maps.Positive, "positively": maps.Positive, "increase": maps.Positive, "increases": maps.Positive, "increasing": maps.Positive,
	"same": maps.Positive, "plus": maps.Positive, "positiv": maps.Positive, "positivt": maps.Positive, "øger": maps.Positive,
	"negative": maps.Negative, "negatively": maps.Negative, "decrease": maps.Negative, "decreases": maps.Negative, "decreasing": maps.Negative,
	"reduces": maps.Negative, "opposite": maps.Negative, "minus": maps.Negative, "negativ": maps.Negative, "negativt": maps.Negative, "mindsker": maps.Negative,
}

// reverses are words that turn what the others say; where one stands, the sign
// is left unknown.
var reverses = map[string]bool{"not": true, "no": true, "non": true, "neither": true, "ikke": true, "or": true, "eller": true}

// meaning returns the sign that a label says, if it says one.
func meaning(label string) (maps.Sign, bool) {
	label = strings.ToLower(strings.TrimSpace(label))
	if s, ok := signs[label]; ok {
		return s, s != maps.Unknown
	}
	found := maps.Unknown
	for _, word := range strings.FieldsFunc(label, func(r rune) bool { return !unicode.IsLetter(r) }) {
		s, ok := words[word]
		if reverses[word] || ok && found != maps.Unknown && found != s {
			return maps.Unknown, false
		}
		if ok {
			found = s
		}
	}
	return found, found != maps.Unknown
}

// sign reads the sign of a link from its label, from that of its style, or,
// where the user says so, from its line.
func (r *reading) sign(e *edge, own, where string) maps.Sign {
	if s, ok := meaning(own); ok {
		r.Report.Note("signs read from the label of a link", where)
		return s
	}
	style := r.doc.Styles.Edges[string(e.Style)]
	if s, ok := meaning(string(style.Label)); ok {
		r.Report.Note("signs read from the style of a link", where)
		return s
	}
	if r.dashedIsNegative {
		dashed := e.Dashes.dashed || !e.Dashes.said && style.Dashes.dashed
		stroke := e.Color
		if stroke == "" {
			stroke = style.Color
		}
		if dashed || reddish(string(stroke)) {
			r.Report.Note("dashed or red links, taken for negative", where)
			return maps.Negative
		}
	}
	r.Report.Note("links whose sign is not known", where)
	return maps.Unknown
}

// reddish reports whether a colour is a plain red.
func reddish(c string) bool {
	switch c = strings.ToLower(strings.ReplaceAll(c, " ", "")); c {
	case "red", "darkred", "crimson", "#f00", "#ff0000", "#cc0000", "#c00", "#e60000", "rgb(255,0,0)", "rgba(255,0,0,1)":
		return true
	}
	return false
}
