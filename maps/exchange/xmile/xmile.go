// Package xmile reads and writes maps as XMILE 1.0 (OASIS), the format of
// Stella (.stmx), Simlin and others, as causal loop diagrams: what runs in a
// model is no part of a map.
//
// Links are the dependencies of the equations and the connectors of the views
// together. A sign is, in this order: the polarity of the connector; for a flow
// of a stock, whether it fills or drains it (noted). Everything else is unknown.
// A connector's delay mark is a delay of one unit of time, its angle is how it
// bends, and the reasoning that Stella keeps with it is a note. Documentation
// is a note, units are the units of measures; groups, and where there are none
// modules, are clusters. Of names, case does not matter, and underscores, blanks
// and \n are the same. Not carried over, and counted: equations, graphical
// functions, dimensions, simulation settings, pictures, graphs and controls of
// views, loop marks.
//
// A map is written as one view with a connector for each link, and variables whose
// equations are NAN of what they depend on, as Stella has them while they are
// sketched. That keeps title and note of the map, labels (names that are the
// same in XMILE are numbered), signs, marks of delays, positions, bends, units,
// notes and clusters. A link of unknown sign beside one with a sign is not kept.
//
// A model that runs (package stockflow) is written with stocks, flows and DELAY,
// whole with its documentation, groups and a view, in which what much depends on
// is drawn as aliases. No equation has an IF within the THEN of another, which
// not every reader gets right.
package xmile

import (
	"bytes"

	"sysmap/maps/exchange/format"
)

// Format is XMILE.
func Format() format.Format {
	return format.Format{
		Name: "xmile", Title: "XMILE (Stella, Simlin)", Endings: []string{"xmile", "stmx", "itmx"},
		Recognise: recognise, Read: read, Write: write, WriteModel: writeModel,
	}
}

func recognise(head []byte) format.Certainty {
	if bytes.Contains(bytes.ToLower(format.Head(head)), []byte("<xmile")) {
		return format.Surely
	}
	return format.No
}
