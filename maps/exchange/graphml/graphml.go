// Package graphml reads and writes maps as GraphML 1.0, as yEd, NetworkX,
// igraph, Gephi and Cytoscape exchange it.
//
// Nodes are variables and edges are links. What is said of them stands in
// data elements, whose names the keys at the top of the file give; those that
// [format.Attribute] lists are understood, in any case. The sign of a link is
// its attribute sign or polarity; failing that a label that is + or -, failing
// that a weight below 0 (both noted), or, only where [format.ReadOptions] say so,
// a dashed or red line of yEd. A node that holds a graph is a cluster;
// of clusters within each other, the innermost counts. Undirected edges become
// a link each way. In files of yEd 3,
// labels, places, colours and groups are taken from its drawing.
//
// Written out are flat graphs, with clusters as attributes, since most readers
// know no graphs within nodes. That keeps title and note of the map, and
// everything in [format.AttributesKept]. It does not keep what else a
// map says: evidence, goals, actors, roles, efforts, scenarios, views and loops.
package graphml

import (
	"bytes"

	"sysmap/maps/exchange/format"
)

// Format is GraphML.
func Format() format.Format {
	return format.Format{
		Name: "graphml", Title: "GraphML", Endings: []string{"graphml"},
		Recognise: recognise, Read: read, Write: write,
	}
}

func recognise(head []byte) format.Certainty {
	if bytes.Contains(bytes.ToLower(format.Head(head)), []byte("<graphml")) {
		return format.Surely
	}
	return format.No
}
