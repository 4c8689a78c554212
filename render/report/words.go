package report

import (
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

// few joins the first names of a list and counts the rest.
func (r *reporter) few(list []string, most int) string {
	if len(list) <= most+1 {
		return r.l.List(list)
	}
	return r.sayf("%s and %s more", "%s og %s til", strings.Join(list[:most], ", "), r.l.Count(len(list)-most))
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
