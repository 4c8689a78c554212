package arrows

import (
	"bufio"
	"io"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

func write(w io.Writer, m *maps.Map, o format.WriteOptions) (*format.Report, error) {
	language := o.Language
	if language == "" {
		language = m.Language
	}
	report := format.ReportWritten("arrows", m, language, format.Kept{Title: true})
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
