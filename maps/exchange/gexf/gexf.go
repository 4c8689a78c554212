// Package gexf reads and writes maps as GEXF (versions 1.1 to 1.3 are read, 1.2
// is written), the format of Gephi.
//
// Nodes are variables and edges are links. What is said of them stands in
// attributes; those that [format.Attribute] lists are understood, in any case.
// The sign of a link is its attribute sign or polarity; failing that a label that
// is + or -, failing that a weight below 0 (both noted), or, only where
// [format.ReadOptions] say so, a dashed or red line. Weights that are 1
// everywhere say nothing, as Gephi writes them on its own. A node that is the
// parent of others is a cluster. Places are turned over, since y goes up in
// Gephi; colours are categories, but for Gephi's grey. Undirected and mutual edges
// become a link each way. Sizes, shapes, and the times of dynamic graphs are not
// carried over, and counted.
//
// Written out, the weight of a link is its strength, always above 0, because
// readers of GEXF mistreat weights below; its sign is an attribute. That keeps
// title and note of the map, and everything in [format.AttributesKept]. It does not
// keep what else a map says: evidence, goals, actors, roles, efforts, scenarios,
// views and loops.
package gexf

import (
	"bytes"

	"sysmap/maps/exchange/format"
)

// Format is GEXF.
func Format() format.Format {
	return format.Format{
		Name: "gexf", Title: "GEXF (Gephi)", Endings: []string{"gexf"},
		Recognise: recognise, Read: read, Write: write,
	}
}

func recognise(head []byte) format.Certainty {
	if bytes.Contains(bytes.ToLower(format.Head(head)), []byte("<gexf")) {
		return format.Surely
	}
	return format.No
}
