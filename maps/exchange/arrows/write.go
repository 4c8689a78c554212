package arrows

import (
	"bufio"
	"io"
	"slices"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

func write(w io.Writer, m *maps.Map, o format.WriteOptions) (*format.Report, error) {
	language := o.Language
	if language == "" {
		language = m.Language
	}
	report := &format.Report{Format: "arrows"}
	report.Count(m)
	report.Clusters, report.Positions, report.Loops, report.Scenarios = 0, 0, 0, 0
	names := namesOf(m, language, report)
	b := bufio.NewWriter(w)
	if title := oneLine(m.Title.In(language)); title != "" {
		b.WriteString("# " + title + "\n")
	}
	touched := make(map[string]bool, len(m.Variables))
	for i := range m.Links {
		l := &m.Links[i]
		touched[l.From], touched[l.To] = true, true
		b.WriteString(names[l.From] + " " + l.Sign.Arrow() + " " + names[l.To] + "\n")
	}
	for i := range m.Variables {
		if id := m.Variables[i].ID; !touched[id] {
			b.WriteString(names[id] + "\n")
		}
	}
	lose(m, language, report)
	return report, b.Flush()
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// namesOf calls each variable by its label, or by its id where the label is
// that of another, too.
func namesOf(m *maps.Map, l maps.Language, r *format.Report) map[string]string {
	labels, ids := map[string]int{}, map[string]bool{}
	for i := range m.Variables {
		labels[key(m.Variables[i].Label.In(l))]++
		ids[key(m.Variables[i].ID)] = true
	}
	names := make(map[string]string, len(m.Variables))
	for i := range m.Variables {
		v := &m.Variables[i]
		name := oneLine(v.Label.In(l))
		if k := key(name); name == "" || labels[k] > 1 || ids[k] && k != key(v.ID) {
			name = v.ID
			r.Note("variables named by their id, because their label is not theirs alone", v.ID)
		}
		names[v.ID] = quote(name)
	}
	return names
}

// lose counts what arrow text has no place for.
func lose(m *maps.Map, language maps.Language, r *format.Report) {
	each(r, m.Variables, func(v *maps.Variable) (string, []string) {
		return v.ID, lost{
			"notes of variables": !v.Note.Empty(), "categories of variables": v.Category != "", "clusters of variables": v.Cluster != "",
			"positions of variables": v.At != nil, "accents of variables": v.Accent, "indicators of variables": v.Measure != nil,
			"horizons of variables": v.Horizon != "", "inertias of variables": v.Inertia != nil,
			"labels in other languages": slices.ContainsFunc(v.Label.All(), func(s string) bool { return s != v.Label.In(language) }),
		}.list()
	})
	each(r, m.Links, func(l *maps.Link) (string, []string) {
		return l.Ref().String(), lost{
			"strengths of links": l.StrengthStated, "delays of links": l.Delay != nil, "confidences of links": l.Confidence != "",
			"probabilities of links": l.Probability != 1 && l.Probability != 0,
			"bends of links":         l.Bend != nil, "core links": l.Core, "notes of links": !l.Note.Empty(), "links with evidence": len(l.Evidence) > 0,
		}.list()
	})
	each(r, m.Clusters, func(x *maps.Cluster) (string, []string) { return x.ID, []string{"clusters"} })
	each(r, m.Categories, func(x *maps.Category) (string, []string) { return x.ID, []string{"categories"} })
	each(r, m.Sources, func(x *maps.Source) (string, []string) {
		return shorten(x.Text.In(language)), []string{"sources of the map"}
	})
	each(r, m.Actors, func(x *maps.Actor) (string, []string) { return x.ID, []string{"actors"} })
	each(r, m.Roles, func(x *maps.Role) (string, []string) { return x.Actor, []string{"roles"} })
	each(r, m.Efforts, func(x *maps.Effort) (string, []string) { return x.ID, []string{"efforts"} })
	each(r, m.Scenarios, func(x *maps.Scenario) (string, []string) { return x.ID, []string{"scenarios"} })
	each(r, m.Views, func(x *maps.View) (string, []string) { return x.ID, []string{"views"} })
	each(r, m.Loops, func(x *maps.Loop) (string, []string) { return x.ID, []string{"named loops"} })
	if !m.Note.Empty() {
		r.Lose("notes about the map", "")
	}
	if !m.Goal.Empty() {
		r.Lose("goals", "")
	}
	if m.Time != "" {
		r.Lose("units of time", string(m.Time))
	}
}

// lost tells for each kind of thing whether there was one.
type lost map[string]bool

func (l lost) list() (names []string) {
	for name, is := range l {
		if is {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// each counts what is lost of every entry of a list.
func each[T any](r *format.Report, list []T, of func(*T) (where string, what []string)) {
	for i := range list {
		where, what := of(&list[i])
		for _, w := range what {
			r.Lose(w, where)
		}
	}
}
