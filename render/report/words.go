package report

import (
	"math"
	"strings"

	"sysmap/maps"
	"sysmap/simulate"
)

// quote sets a name in quotation marks.
func (r *reporter) quote(s string) string { return "“" + s + "”" }

func (r *reporter) quotedLabels(ids []string) []string {
	list := r.labels(ids)
	for i, s := range list {
		list[i] = r.quote(s)
	}
	return list
}

// and joins a list as people say it.
func (r *reporter) and(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], ", ") + r.say(" and ", " og ") + list[len(list)-1]
}

// few joins the first names of a list and counts the rest.
func (r *reporter) few(list []string, most int) string {
	if len(list) <= most+1 {
		return r.and(list)
	}
	return r.sayf("%s and %s more", "%s og %s til", strings.Join(list[:most], ", "), r.l.Count(len(list)-most))
}

// change writes a change on the map's scale with its sign.
func (r *reporter) change(v float64, decimals int) string {
	text := r.l.Decimal(math.Abs(v), decimals)
	switch {
	case text == r.l.Decimal(0, decimals):
		return text
	case v < 0:
		return "−" + text
	}
	return "+" + text
}

// number writes a number in as few decimals as it needs, at most two.
func (r *reporter) number(v float64) string {
	for d := range 2 {
		scale := math.Pow(10, float64(d))
		if math.Abs(v*scale-math.Round(v*scale)) < 1e-9 {
			return r.l.Decimal(v, d)
		}
	}
	return r.l.Decimal(v, 2)
}

// notes are what to know about simulated results, as sentences.
func (r *reporter) notes(list []simulate.Note) []string {
	var all []string
	for _, n := range list {
		all = append(all, sentence(n.In(r.l))+".")
	}
	return all
}

// link writes a link by the labels of its ends.
func (r *reporter) link(k maps.Link) string {
	return r.label(k.From) + " →" + sign(k.Sign) + " " + r.label(k.To)
}

// sign writes a sign with a true minus.
func sign(s maps.Sign) string {
	if s == maps.Negative {
		return "−"
	}
	return s.String()
}
