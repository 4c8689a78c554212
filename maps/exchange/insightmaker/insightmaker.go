// Package insightmaker reads and writes models of Insight Maker: its ModelJSON
// in and out, and its XML files (.InsightMaker) in. Looked at: the package
// simulation 9.0, which is Insight Maker's engine, and XML of versions 36–38.
//
// What is exchanged is the causal structure. Variables, stocks, converters and
// states are variables, of a category by their kind where there are several. A
// link has the polarity that it is drawn with: behavior.polarity in JSON,
// END_ANNOTATION in the style in XML; a link without one has no known sign,
// unless its label is one. A flow is a variable too, with a positive link to
// what it fills and a negative one to what it empties, and so is a transition;
// that is noted. Folders are clusters, ghosts stand for what they show, texts
// on the sheet become part of the note about the map. Units become the unit of
// a variable's measure.
//
// Not carried over: equations and tables, settings of the simulation apart
// from its unit of time, displays, sliders, macros, pictures, agents and
// actions, all of which are counted.
//
// Out and back through ModelJSON, labels that differ, notes, units, positions,
// signs, the title and the note about the map survive. Insight Maker wants
// different names, without regard to case: labels that stand twice get a
// number, and what its equations reserve ([]{}<>"...) goes out as it is.
//
// A model that runs (package stockflow) is written with its documentation, places,
// links, a slider for the switch and a scenario for each of its values. ModelJSON
// has no folders, so that clusters are lost.
package insightmaker

import (
	"bytes"
	"context"
	"fmt"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// Format is Insight Maker's ModelJSON.
func Format() format.Format {
	return format.Format{
		Name: "insight-maker", Title: "Insight Maker (ModelJSON)", Endings: []string{"json", "modeljson"},
		Recognise: recogniseJSON, Read: readJSON, Write: write, WriteModel: writeModel,
	}
}

// XML is the file that Insight Maker itself keeps.
func XML() format.Format {
	return format.Format{
		Name: "insight-maker-xml", Title: "Insight Maker (XML)", Endings: []string{"InsightMaker", "xml"},
		Recognise: recogniseXML, Read: readXML,
	}
}

func recogniseJSON(head []byte) format.Certainty {
	head = bytes.TrimSpace(format.Head(head))
	if !bytes.HasPrefix(head, []byte("{")) || !bytes.Contains(head, []byte(`"elements"`)) && !bytes.Contains(head, []byte(`"engine"`)) {
		return format.No
	}
	for _, own := range []string{`"SIMULATION_PACKAGE"`, `"VARIABLE"`, `"STOCK"`, `"LINK"`, `"time_units"`, `"CONVERTER"`} {
		if bytes.Contains(head, []byte(own)) {
			return format.Surely
		}
	}
	return format.No
}

func recogniseXML(head []byte) format.Certainty {
	if bytes.Contains(bytes.ToLower(format.Head(head)), []byte("<insightmakermodel")) {
		return format.Surely
	}
	return format.No
}

// readJSON reads ModelJSON.
func readJSON(ctx context.Context, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
	d := format.NewDraft("insight-maker", o)
	text, err := d.Decode(text)
	if err != nil {
		return nil, nil, err
	}
	doc := modelJSON{}
	if err := format.Unmarshal(text, &doc); err != nil {
		return nil, nil, err
	}
	if doc.Elements == nil {
		return nil, nil, fmt.Errorf("%w: the JSON has no list of elements", format.ErrFormat)
	}
	r := &reading{Draft: d}
	r.fromJSON(&doc)
	if err := r.fill(ctx); err != nil {
		return nil, nil, err
	}
	return d.Finish()
}

// readXML reads the file of Insight Maker.
func readXML(ctx context.Context, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
	d := format.NewDraft("insight-maker-xml", o)
	text, err := d.Decode(text)
	if err != nil {
		return nil, nil, err
	}
	doc := modelXML{}
	if err := d.DecodeXML(ctx, text, &doc); err != nil {
		return nil, nil, err
	}
	if doc.XMLName.Local != "insightmakermodel" {
		return nil, nil, fmt.Errorf("%w: the file begins with <%s>, where Insight Maker writes <InsightMakerModel>", format.ErrFormat, format.Shorten(doc.XMLName.Local))
	}
	r := &reading{Draft: d}
	r.fromXML(&doc)
	if err := r.fill(ctx); err != nil {
		return nil, nil, err
	}
	return d.Finish()
}
