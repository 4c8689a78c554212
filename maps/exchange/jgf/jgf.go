// Package jgf reads and writes maps as JSON Graph Format, versions 1 (nodes in
// a list) and 2 (nodes by their id).
//
// Nodes are variables and edges are links. What is said of them stands in their
// metadata, with the names that [format.Attribute] lists. The sign of a link is
// sign or polarity in its metadata; failing that its label or relation where
// that is a sign or one of BEL's increases, decreases, directlyIncreases and
// directlyDecreases; failing that a weight below 0. The last two are noted.
// Other relations become part of the link's note. Undirected edges are a link
// each way. Of several graphs in a file the first is read.
//
// Written out, the file keeps the title, the note about the map and everything
// in [format.AttributesKept]. It does not keep evidence, goals, actors, roles,
// efforts, scenarios, views and loops. Hyperedges, the type of the graph and
// metadata with parts are not carried over when reading.
package jgf

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"sync"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// Format is JSON Graph Format.
func Format() format.Format {
	return format.Format{
		Name: "json-graph", Title: "JSON Graph Format", Endings: []string{"jgf", "json"},
		Recognise: recognise, Read: read, Write: write,
	}
}

var start = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\{\s*"graphs?"\s*:\s*[\[{]`) })

func recognise(head []byte) format.Certainty {
	head = bytes.TrimSpace(format.Head(head))
	has := func(key string) bool { return bytes.Contains(head, []byte(`"`+key+`"`)) }
	switch {
	case !bytes.HasPrefix(head, []byte("{")), has("multigraph"): // the latter is NetworkX's own format
		return format.No
	case start().Match(head) && (has("nodes") || has("edges")):
		return format.Surely
	case has("graph") && has("nodes") && has("edges"), start().Match(head):
		return format.Perhaps
	}
	return format.No
}

func read(ctx context.Context, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
	d := format.NewDraft("json-graph", o)
	text, err := d.Decode(text)
	if err != nil {
		return nil, nil, err
	}
	var doc document
	if err := format.Unmarshal(text, &doc); err != nil {
		return nil, nil, err
	}
	g := doc.Graph
	if g == nil && len(doc.Graphs) > 0 {
		g, doc.Graphs = &doc.Graphs[0], doc.Graphs[1:]
	}
	if g == nil || g.Nodes == nil && g.Edges == nil {
		return nil, nil, fmt.Errorf("%w: the JSON has no graph with nodes and edges", format.ErrFormat)
	}
	for i := range doc.Graphs {
		d.Report.Lose("further graphs in the file", format.Shorten(string(doc.Graphs[i].Label)))
	}
	r := &reading{Draft: d, at: make(map[string]string, len(g.Nodes))}
	if err := r.fill(ctx, g); err != nil {
		return nil, nil, err
	}
	return d.Finish()
}

// kept is what of a map the format holds.
func kept() format.Kept {
	k := format.AttributesKept
	k.Title, k.Note = true, true
	return k
}

func write(w io.Writer, m *maps.Map, o format.WriteOptions) (*format.Report, error) {
	language := cmp.Or(o.Language, m.Language)
	known := make(map[string]bool, len(m.Variables))
	out := &writer{Writer: bufio.NewWriter(w)}
	out.print("{\n  \"graph\": {\n    \"directed\": true,\n    \"label\": ", quoted(m.Title.In(language)), ",\n")
	out.print("    \"metadata\": ", object([]format.Attribute{{Name: "note", Value: m.Note.In(language)}}), ",\n    \"nodes\": {")
	for i := range m.Variables {
		v := &m.Variables[i]
		known[v.ID] = true
		out.entry(i, "      ")
		out.print(quoted(v.ID), `: {"label": `, quoted(v.Label.In(language)), `, "metadata": `, object(format.VariableAttributes(m, v, language)), "}")
	}
	out.print("\n    },\n    \"edges\": [")
	for i := range m.Links {
		l := &m.Links[i]
		if !known[l.From] || !known[l.To] {
			return nil, fmt.Errorf("%s: there is no such variable", l.Ref())
		}
		out.entry(i, "      ")
		out.print(`{"source": `, quoted(l.From), `, "target": `, quoted(l.To), `, "metadata": `, object(format.LinkAttributes(l, language)), "}")
	}
	out.print("\n    ]\n  }\n}\n")
	return format.ReportWritten("json-graph", m, language, kept()), out.Flush()
}

// writer keeps the first error for [bufio.Writer.Flush].
type writer struct{ *bufio.Writer }

func (w *writer) print(parts ...string) {
	for _, s := range parts {
		// A bufio.Writer gives its first error again when it is flushed.
		_, _ = w.WriteString(s)
	}
}

// entry begins the i-th entry of a list or an object on a line of its own.
func (w *writer) entry(i int, indent string) {
	if i > 0 {
		w.print(",")
	}
	w.print("\n", indent)
}

// quoted writes a text as JSON.
func quoted(s string) string {
	// Texts always have a JSON form.
	text, _ := json.Marshal(s)
	return string(text)
}

// object writes attributes as a JSON object, in their order.
func object(said []format.Attribute) string {
	text := "{"
	for _, a := range said {
		if a.Value == "" {
			continue
		}
		if text != "{" {
			text += ", "
		}
		text += quoted(a.Name) + ": "
		if slices.Contains(format.Numeric, a.Name) {
			text += a.Value
		} else {
			text += quoted(a.Value)
		}
	}
	return text + "}"
}
