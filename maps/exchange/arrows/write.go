package arrows

import (
	"bufio"
	"io"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

func write(w io.Writer, m *maps.Map, o format.WriteOptions) (*format.Report, error) {
	language := o.LanguageOf(m)
	report := format.ReportWritten("arrows", m, language, format.Kept{Title: true})
	names := format.OwnNames(m, language, report)
	for id, name := range names {
		names[id] = quote(name)
	}
	b := bufio.NewWriter(w)
	if title := format.OneLine(m.Title.In(language)); title != "" {
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
