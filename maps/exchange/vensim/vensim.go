// Package vensim reads and writes maps as Vensim models (.mdl, the text format
// of version 5 to 10), as causal sketches: what runs in a model is no part of
// a map.
//
// Links are the dependencies of the equations and the arrows of the sketch
// together. A sign is, in this order: the mark at the arrow (+, -, S, O); for a
// flow of a stock, whether it fills or drains it, as the pipes of the sketch or
// an equation that only adds and subtracts say (noted); the minus in
// A FUNCTION OF (noted). Everything else is unknown. An arrow's delay mark is a
// delay of one unit of time. Groups of variables are clusters; where there are
// none, views are. Comments of variables are notes, units are the units of
// their measures. Not carried over, and counted: equations, lookups, ranges of
// units, subscripts, macros, simulation settings, clouds, loop marks.
//
// A map is written as one view with an arrow for each link, and an equation
// A FUNCTION OF for each variable. That keeps labels (Vensim does not tell apart
// names that differ in case, blanks or underscores: those are numbered), signs,
// marks of delays, positions in whole points, about how links bend, units, notes
// of variables, and clusters as groups. Vensim cannot hold a link of unknown sign
// beside one with a sign.
//
// A model that runs (package stockflow) is written with INTEG, DELAY FIXED and
// IF THEN ELSE, whole with its documentation, groups and a sketch in which stocks
// have clouds and valves, and what much depends on is drawn as shadows.
package vensim

import (
	"bytes"

	"sysmap/maps/exchange/format"
)

// Format is Vensim's text format.
func Format() format.Format {
	return format.Format{
		Name: "vensim", Title: "Vensim (.mdl)", Endings: []string{"mdl"},
		Recognise: recognise, Read: read, Write: write, WriteModel: writeModel,
	}
}

// divider stands between the equations and the sketch.
const divider = `\\\---///`

func recognise(head []byte) format.Certainty {
	head = format.Head(head)
	switch {
	case bytes.Contains(head, []byte(divider)):
		return format.Surely
	case bytes.HasPrefix(head, []byte("{UTF-8}")):
		return format.Surely
	case bytes.Contains(head, []byte("A FUNCTION OF(")), bytes.Contains(head, []byte("\n\t~\t")):
		return format.Perhaps
	}
	return format.No
}
