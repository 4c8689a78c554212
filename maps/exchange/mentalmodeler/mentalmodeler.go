// Package mentalmodeler reads and writes the models of Mental Modeler, a tool
// for fuzzy cognitive maps: its .mmp files, in XML of versions 1.0 and 1.1 and
// in the JSON of the present web version. Looked at: mentalmodeler-suite as of
// 2026. Its matrix as CSV is a plain matrix, and read as one.
//
// A concept lists what it influences, each with an influence of −1…1 whose
// sign is the link's and whose size is its strength; older files write H+ M+
// L+ L- M- H- for ±1, ±0.62 and ±0.25. An influence of 0, or none, is no link.
// Groups are colours and become categories. The preferred state of a concept
// makes it part of the goal. A scenario holds concepts at a value. Units
// become the unit of the variable's measure, the author a source.
//
// Not carried over: confidences (Mental Modeler's own scale), which concepts
// a scenario leaves out of sight, dates, and scenarios that change nothing.
//
// Out and back, labels, notes, units, positions, links of known sign with
// their middle strength, categories (in JSON with their labels; five at most),
// the goal, the title, the note about the map and what scenarios hold survive.
// There is one link at most from one concept to another; one without a
// strength is written as 0.5.
package mentalmodeler

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// Format is Mental Modeler's file in JSON.
func Format() format.Format {
	return format.Format{
		Name: "mental-modeler", Title: "Mental Modeler (JSON)", Endings: []string{"mmp", "json.mmp", "json"},
		Recognise: recogniseJSON, Read: reader("mental-modeler"), Write: writeJSON,
	}
}

// XML is Mental Modeler's file in XML, which every version opens.
func XML() format.Format {
	return format.Format{
		Name: "mental-modeler-xml", Title: "Mental Modeler (XML)", Endings: []string{"mmp", "xml"},
		Recognise: recogniseXML, Read: reader("mental-modeler-xml"), Write: writeXML,
	}
}

func recogniseJSON(head []byte) format.Certainty {
	head = bytes.TrimSpace(format.Head(head))
	switch {
	case !bytes.HasPrefix(head, []byte("{")) || !bytes.Contains(head, []byte(`"concepts"`)):
		return format.No
	case bytes.Contains(head, []byte(`"groupNames"`)), bytes.Contains(head, []byte(`"relationships"`)):
		return format.Surely
	}
	return format.Perhaps
}

func recogniseXML(head []byte) format.Certainty {
	if bytes.Contains(bytes.ToLower(format.Head(head)), []byte("<mentalmodeler")) {
		return format.Surely
	}
	return format.No
}

// reader returns what reads a file, in XML or JSON, for the format of a name.
func reader(name string) func(context.Context, []byte, format.ReadOptions) (*maps.Map, *format.Report, error) {
	return func(ctx context.Context, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
		d := &reading{Draft: format.NewDraft(name, o)}
		text, err := d.Decode(text)
		if err != nil {
			return nil, nil, err
		}
		doc, err := d.parse(ctx, bytes.TrimSpace(text))
		if err != nil {
			return nil, nil, err
		}
		if err := d.fill(ctx, doc); err != nil {
			return nil, nil, err
		}
		return d.Finish()
	}
}

// reading is a file on its way to a map.
type reading struct {
	*format.Draft
	// scenarioNames counts how many scenarios have an id, before it is told
	// apart.
	scenarioNames map[string]int
	scenarioIDs   format.Names
}

func (d *reading) parse(ctx context.Context, text []byte) (*document, error) {
	doc := &document{}
	var err error
	switch {
	case len(text) == 0:
		err = fmt.Errorf("%w: the file is empty", format.ErrFormat)
	case text[0] == '<':
		if err = d.DecodeXML(ctx, text, doc); err == nil && doc.XMLName.Local != "mentalmodeler" {
			err = fmt.Errorf("%w: the file begins with <%s>, where Mental Modeler writes <mentalmodeler>", format.ErrFormat, format.Shorten(doc.XMLName.Local))
		}
	default:
		if err = format.Unmarshal(text, doc); err == nil && doc.Concepts == nil {
			err = fmt.Errorf("%w: the JSON has no list of concepts", format.ErrFormat)
		}
	}
	return doc, err
}

// plain takes the space around a text away, which XML may have.
func plain(s scalar) string { return strings.TrimSpace(string(s)) }
