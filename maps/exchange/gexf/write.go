package gexf

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// kept is what of a map GEXF holds.
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
	out.print("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
	out.print("<gexf xmlns=\"http://www.gexf.net/1.2draft\" xmlns:viz=\"http://www.gexf.net/1.2draft/viz\" version=\"1.2\">\n")
	out.print("  <meta>\n    <title>%s</title>\n    <description>%s</description>\n  </meta>\n", format.Escape(m.Title.In(language)), format.Escape(m.Note.In(language)))
	out.print("  <graph mode=\"static\" defaultedgetype=\"directed\">\n")
	out.declarations(m, language)
	out.print("    <nodes>\n")
	for i := range m.Variables {
		out.node(m, &m.Variables[i], language)
	}
	out.print("    </nodes>\n    <edges>\n")
	for i := range m.Links {
		out.edge(i, &m.Links[i], language)
	}
	out.print("    </edges>\n  </graph>\n</gexf>\n")
	return format.ReportWritten("gexf", m, language, kept()), out.Flush()
}

type writer struct{ *bufio.Writer }

func (w *writer) print(pattern string, values ...any) {
	// A bufio.Writer gives its first error again when it is flushed.
	_, _ = fmt.Fprintf(w, pattern, values...)
}

// declarations names the attributes that the map uses, in the order of their
// first use.
func (w *writer) declarations(m *maps.Map, language maps.Language) {
	for _, class := range []string{"node", "edge"} {
		var names []string
		use := func(all []format.Attribute) {
			for _, a := range all {
				if !placed(a.Name) && !slices.Contains(names, a.Name) {
					names = append(names, a.Name)
				}
			}
		}
		if class == "node" {
			for i := range m.Variables {
				use(format.VariableAttributes(m, &m.Variables[i], language))
			}
		} else {
			for i := range m.Links {
				use(format.LinkAttributes(&m.Links[i], language))
			}
		}
		w.print("    <attributes class=\"%s\">\n", class)
		for _, name := range names {
			kind := "string"
			if slices.Contains(format.Numeric, name) {
				kind = "double"
			}
			w.print("      <attribute id=\"%s\" title=\"%s\" type=\"%s\"/>\n", name, name, kind)
		}
		w.print("    </attributes>\n")
	}
}

// placed reports whether an attribute is said by the position instead.
func placed(name string) bool { return name == "x" || name == "y" }

func (w *writer) node(m *maps.Map, v *maps.Variable, language maps.Language) {
	w.print("      <node id=\"%s\" label=\"%s\">\n", format.Escape(v.ID), format.Escape(v.Label.In(language)))
	w.values(format.VariableAttributes(m, v, language))
	if c := m.Category(v.Category); c != nil && len(c.Colour) == len("#rrggbb") {
		if rgb, err := strconv.ParseUint(c.Colour[1:], 16, 24); err == nil {
			w.print("        <viz:color r=\"%d\" g=\"%d\" b=\"%d\"/>\n", rgb>>16, rgb>>8&0xff, rgb&0xff)
		}
	}
	if v.At != nil {
		w.print("        <viz:position x=\"%s\" y=\"%s\" z=\"0\"/>\n", number(v.At.X), number(0-v.At.Y))
	}
	w.print("      </node>\n")
}

func (w *writer) values(all []format.Attribute) {
	w.print("        <attvalues>\n")
	for _, a := range all {
		if !placed(a.Name) {
			w.print("          <attvalue for=\"%s\" value=\"%s\"/>\n", a.Name, format.Escape(a.Value))
		}
	}
	w.print("        </attvalues>\n")
}

func (w *writer) edge(i int, l *maps.Link, language maps.Language) {
	w.print("      <edge id=\"%d\" source=\"%s\" target=\"%s\"", i, format.Escape(l.From), format.Escape(l.To))
	if strength := l.Strength.Middle(); l.StrengthStated && strength > 0 {
		w.print(" weight=\"%s\"", number(strength))
	}
	w.print(">\n")
	w.values(format.LinkAttributes(l, language))
	w.print("      </edge>\n")
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
