package dot

import (
	"bufio"
	"fmt"
	"io"
	"strconv"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// kept is what of a map DOT holds.
func kept() format.Kept {
	k := format.AttributesKept
	k.Title, k.Note = true, true
	return k
}

func write(w io.Writer, m *maps.Map, o format.WriteOptions) (*format.Report, error) {
	language := o.LanguageOf(m)
	known := make(map[string]bool, len(m.Variables))
	for i := range m.Variables {
		known[m.Variables[i].ID] = true
	}
	for i := range m.Links {
		if l := &m.Links[i]; !known[l.From] || !known[l.To] {
			return nil, fmt.Errorf("%s: there is no such variable", l.Ref())
		}
	}
	out := &writer{bufio.NewWriter(w)}
	// Positions are in points, which neato reads as inches unless told.
	out.print("digraph {\n  inputscale=72;\n")
	if title := m.Title.In(language); title != "" {
		out.print("  label=%s;\n", quoteLabel(title))
	}
	if note := m.Note.In(language); note != "" {
		out.print("  note=%s;\n", quote(note))
	}
	for i := range m.Variables {
		out.node(m, &m.Variables[i], language)
	}
	out.clusters(m, language)
	for i := range m.Links {
		out.edge(&m.Links[i], language)
	}
	out.print("}\n")
	return format.ReportWritten("dot", m, language, kept()), out.Flush()
}

type writer struct{ *bufio.Writer }

func (w *writer) print(pattern string, values ...any) {
	// A bufio.Writer gives its first error again when it is flushed.
	_, _ = fmt.Fprintf(w, pattern, values...)
}

func (w *writer) node(m *maps.Map, v *maps.Variable, language maps.Language) {
	w.print("  %s [label=%s", quote(v.ID), quoteLabel(v.Label.In(language)))
	if v.At != nil {
		w.print(", pos=\"%s,%s!\"", number(v.At.X), number(0-v.At.Y))
	}
	for _, a := range format.VariableAttributes(m, v, language) {
		switch a.Name {
		case "x", "y", "cluster":
			// Said by pos and by the subgraph.
		case "colour":
			w.print(", style=filled, fillcolor=%s", quote(a.Value))
		default:
			w.attribute(a)
		}
	}
	w.print("];\n")
}

func (w *writer) attribute(a format.Attribute) {
	w.print(", %s=%s", a.Name, quote(a.Value))
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// clusters writes subgraphs that name their nodes, which stand before them so
// that the order of the map is that of the file.
func (w *writer) clusters(m *maps.Map, language maps.Language) {
	members := map[string][]string{}
	for i := range m.Variables {
		v := &m.Variables[i]
		members[v.Cluster] = append(members[v.Cluster], v.ID)
	}
	for i := range m.Clusters {
		c := &m.Clusters[i]
		if len(members[c.ID]) == 0 {
			continue
		}
		w.print("  subgraph %s {\n    label=%s;\n", quote("cluster_"+c.ID), quoteLabel(c.Label.In(language)))
		for _, id := range members[c.ID] {
			w.print("    %s;\n", quote(id))
		}
		w.print("  }\n")
	}
}

func (w *writer) edge(l *maps.Link, language maps.Language) {
	w.print("  %s -> %s [headlabel=%s", quote(l.From), quote(l.To), quote(l.Sign.String()))
	for _, a := range format.LinkAttributes(l, language) {
		w.attribute(a)
	}
	w.print("];\n")
}
