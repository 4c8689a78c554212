package graphml

import (
	"bufio"
	"fmt"
	"io"
	"slices"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// kept is what of a map GraphML holds.
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
	out := &writer{Writer: bufio.NewWriter(w)}
	out.print(`<?xml version="1.0" encoding="UTF-8"?>`, "\n", `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">`, "\n")
	out.keys(m, language)
	out.print(`  <graph id="map" edgedefault="directed">`, "\n")
	out.data("    ", "graph", "title", m.Title.In(language))
	out.data("    ", "graph", "note", m.Note.In(language))
	for i := range m.Variables {
		v := &m.Variables[i]
		out.print(`    <node id="`, format.Escape(v.ID), "\">\n")
		out.data("      ", "node", "label", v.Label.In(language))
		for _, a := range format.VariableAttributes(m, v, language) {
			out.data("      ", "node", a.Name, a.Value)
		}
		out.print("    </node>\n")
	}
	for i := range m.Links {
		l := &m.Links[i]
		out.print(fmt.Sprintf(`    <edge id="e%d" source="`, i+1), format.Escape(l.From), `" target="`, format.Escape(l.To), "\">\n")
		for _, a := range format.LinkAttributes(l, language) {
			out.data("      ", "edge", a.Name, a.Value)
		}
		out.print("    </edge>\n")
	}
	out.print("  </graph>\n</graphml>\n")
	return format.ReportWritten("graphml", m, language, kept()), out.Flush()
}

// writer keeps the first error for [bufio.Writer.Flush].
type writer struct{ *bufio.Writer }

func (w *writer) print(parts ...string) {
	for _, s := range parts {
		// A bufio.Writer gives its first error again when it is flushed.
		_, _ = w.WriteString(s)
	}
}

func (w *writer) data(indent, of, name, value string) {
	if value != "" {
		w.print(indent, `<data key="`, of, "-", name, `">`, format.Escape(value), "</data>\n")
	}
}

// keys declares the attributes that the map uses, in the order of their first
// use.
func (w *writer) keys(m *maps.Map, language maps.Language) {
	seen := map[string]bool{}
	declare := func(of, name string) {
		if id := of + "-" + name; !seen[id] {
			seen[id] = true
			kind := "string"
			if slices.Contains(format.Numeric, name) {
				kind = "double"
			}
			w.print(`  <key id="`, id, `" for="`, of, `" attr.name="`, name, `" attr.type="`, kind, "\"/>\n")
		}
	}
	declare("graph", "title")
	declare("graph", "note")
	declare("node", "label")
	for i := range m.Variables {
		for _, a := range format.VariableAttributes(m, &m.Variables[i], language) {
			declare("node", a.Name)
		}
	}
	for i := range m.Links {
		for _, a := range format.LinkAttributes(&m.Links[i], language) {
			declare("edge", a.Name)
		}
	}
}
