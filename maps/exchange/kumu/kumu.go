// Package kumu reads and writes the files of Kumu (kumu.io, as of 2025): the
// JSON blueprints that it imports, the JSON exports of whole projects, which are
// only read, and its tables, XLSX and CSV.
//
// A blueprint has elements (label, type, description, tags and any attribute)
// and connections (from and to by label or id, type, direction, label); an
// export has _id and attributes within each entry, loops by their connections,
// and maps with the places of elements. The sign of a connection is its type:
// same, + and ++ are positive, opposite, - and -- negative, and +- or -+ mark the
// ends of a mutual connection one by one; where the type says nothing, a label
// that is a sign alone counts, and is noted. Reversed turns the arrow, mutual is
// two links, undirected is read as two, and delayed is a delay of one unit of
// time, because Kumu does not say how long.
//
// Element types become categories, an attribute named cluster the cluster,
// descriptions notes, the first map's places positions, and loops whose
// connections form a ring named loops. What refers to deleted entries is
// dropped and counted. In a blueprint, a name that only connections mention
// becomes an element, as it does in Kumu.
//
// Tables have a sheet of elements (Label, Type, Description, Tags) and one of
// connections (From, To, Direction, Label, Type, Tags); other columns are
// attributes, lists are split by a bar, and sheets named "(ignore)" are skipped.
// CSV is one of the two. Tables have no loops and refer to elements by label.
//
// Written out, JSON is a blueprint. It keeps the title, labels, categories,
// clusters and notes in one language, links with signs, strengths, delays,
// confidences, probabilities and notes, and named loops; of delays, Kumu itself
// shows a mark.
package kumu

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// JSON is a Kumu blueprint or project export.
func JSON() format.Format {
	return format.Format{
		Name: "kumu-json", Title: "Kumu (JSON)", Endings: []string{"json"},
		Recognise: recognise, Read: read, Write: write,
	}
}

func recognise(head []byte) format.Certainty {
	head = bytes.TrimSpace(format.Head(head))
	if !bytes.HasPrefix(head, []byte("{")) {
		return format.No
	}
	has := func(key string) bool { return bytes.Contains(head, []byte(`"`+key+`"`)) }
	switch {
	case has("nodes") && has("edges") && !has("connections"):
		// Cytoscape's elements are nodes and edges.
		return format.No
	case has("elements") && (has("connections") || has("element type") || has("_id")):
		return format.Surely
	case has("connections"), has("elements") && has("label"):
		return format.Perhaps
	}
	return format.No
}

// draft is the map as far as it has been read.
type draft struct {
	*format.Draft
	ctx context.Context
	// byKey finds a variable by its id in the file, byLabel by its label.
	byKey, byLabel map[string]int
	// export is set once an entry is met that only exports have.
	export bool
	// What refers to elements is kept until all of them are read.
	connections []connection
	loops       []loop
	places      []place
	maps, lists int
}

func newDraft(ctx context.Context, name string, o format.ReadOptions) *draft {
	return &draft{Draft: format.NewDraft(name, o), ctx: ctx, byKey: map[string]int{}, byLabel: map[string]int{}}
}

func read(ctx context.Context, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
	d := newDraft(ctx, "kumu-json", o)
	text, err := d.Decode(text)
	if err != nil {
		return nil, nil, err
	}
	s, err := format.OpenJSON(text, d.Limits)
	if err != nil {
		return nil, nil, err
	}
	if err := d.project(s); err != nil {
		return nil, nil, err
	}
	if err := s.End("project"); err != nil {
		return nil, nil, err
	}
	if d.lists == 0 {
		return nil, nil, fmt.Errorf("%w: there is neither a list of elements nor one of connections", format.ErrFormat)
	}
	return d.finish()
}

// finish joins what refers to elements, once all of them are read.
func (d *draft) finish() (*maps.Map, *format.Report, error) {
	if err := d.join(); err != nil {
		return nil, nil, err
	}
	d.place()
	d.closeLoops()
	return d.Finish()
}

// project reads the keys of the file.
func (d *draft) project(s *format.JSON) error {
	return s.Object(func(key string) error {
		switch key {
		case "elements":
			d.lists++
			return s.Array(func(i int) error { return d.element(s, i) })
		case "connections":
			d.lists++
			return s.Array(func(i int) error { return d.connection(s, i) })
		case "loops":
			return s.Array(func(i int) error { return d.loop(s, i) })
		case "maps":
			return s.Array(func(i int) error { return d.sheet(s, i) })
		case "name", "title":
			return words(s, func(w string) { d.Map.Title = maps.Plain(d.Label(w, key)) })
		case "description":
			return words(s, func(w string) { d.Map.Note = maps.Plain(d.Text(w, key)) })
		case "version", "_id", "id":
			return s.Skip()
		case "perspectives", "attributes":
			// Perspectives are how Kumu decorates; attributes declare
			// what kinds of attributes the entries have.
			d.Report.Lose("settings of the project", key)
			return s.Skip()
		}
		d.Report.Lose("parts that are not understood", format.Shorten(key))
		return s.Skip()
	})
}

// words reads a text, if there is one.
func words(s *format.JSON, take func(string)) error {
	var w format.Words
	if err := s.Decode(&w); err != nil {
		return s.Fail(err)
	}
	if w.Trimmed() != "" {
		take(w.Trimmed())
	}
	return nil
}

// entry is an element, a connection or a loop, with its attributes beside its
// own keys, all in lower case.
type entry map[string]json.RawMessage

// entry reads one.
func (d *draft) entry(s *format.JSON, where string) (entry, error) {
	var own, e entry
	if err := s.Decode(&own); err != nil {
		return nil, s.Fail(fmt.Errorf("%s: %w", where, err))
	}
	e = entry{}
	var attributes entry
	if inner, ok := own["attributes"]; ok && bytes.HasPrefix(inner, []byte("{")) {
		d.export = true
		if err := json.Unmarshal(inner, &attributes); err != nil {
			return nil, s.Fail(fmt.Errorf("%s: %w", where, err))
		}
	}
	for _, from := range []entry{own, attributes} {
		for _, key := range from.keys() {
			if key != "attributes" {
				e[strings.ToLower(strings.TrimSpace(key))] = from[key]
			}
		}
	}
	return e, nil
}

// take returns the first of some keys that has a text, and takes all out.
func (e entry) take(keys ...string) string {
	found := ""
	for _, key := range keys {
		var w format.Words
		if raw, ok := e[key]; ok && json.Unmarshal(raw, &w) == nil && found == "" {
			found = w.Trimmed()
		}
		delete(e, key)
	}
	return found
}

// list returns a list of texts, or of the ids of objects.
func (e entry) list(key string) (list []string) {
	var raw []json.RawMessage
	if json.Unmarshal(e[key], &raw) != nil {
		if s := e.take(key); s != "" {
			list = strings.FieldsFunc(s, func(r rune) bool { return r == '|' })
		}
	}
	delete(e, key)
	for _, r := range raw {
		var w format.Words
		if bytes.HasPrefix(r, []byte("{")) {
			var inner entry
			if json.Unmarshal(r, &inner) == nil {
				w = format.Words(inner.take("connection", "_id", "id"))
			}
		} else if json.Unmarshal(r, &w) != nil {
			continue
		}
		if w.Trimmed() != "" {
			list = append(list, w.Trimmed())
		}
	}
	return list
}

// rest counts the keys that nothing took.
func (d *draft) rest(e entry, what, where string) {
	for _, key := range e.keys() {
		switch value := string(bytes.TrimSpace(e[key])); value {
		case "null", `""`, "[]", "{}", "false":
		default:
			d.Report.Lose(what, where+": "+format.Shorten(key))
		}
	}
}
