// Package dot reads and writes maps in DOT, the language of Graphviz (looked at:
// version 12).
//
// Nodes are variables and edges are links; subgraphs whose name begins with
// cluster are clusters, of which the innermost counts. The sign of a link is, in
// this order: the attribute sign or polarity; a head label or label that is +, -
// or −; an arrowhead tee, dot or box, which is negative; and, only where
// [format.ReadOptions] say so, a dashed or red line, which is negative. All but
// the first are noted. An edge with dir=both is two links, each with the sign of
// its end; edges without direction are read as one each way. Edges from or to
// subgraphs stand for one between each pair of nodes. Positions (pos, in points
// with y up) are kept, fill colours are categories, labels in HTML become plain
// text; attributes that [format.Attribute] lists are understood. How things are
// drawn otherwise is not carried over, and counted.
//
// Written out, the file keeps title and note of the map and everything in
// [format.AttributesKept]; neato draws it with the positions that it states. It
// does not keep what else a map says: evidence, goals, actors, roles, efforts,
// scenarios, views and loops.
package dot

import (
	"errors"
	"strings"

	"sysmap/maps/exchange/format"
)

// Format is the language of Graphviz.
func Format() format.Format {
	return format.Format{
		Name: "dot", Title: "Graphviz (DOT)", Endings: []string{"dot", "gv"},
		Recognise: recognise, Read: read, Write: write,
	}
}

// recognise looks whether a file begins as a graph does, up to its brace.
func recognise(head []byte) format.Certainty {
	l := &lexer{text: string(format.Head(head)), line: 1}
	directed, named := false, false
	for range 4 {
		t, err := l.next()
		switch {
		case errors.Is(err, format.ErrFormat), t.kind == end:
			if directed {
				return format.Perhaps
			}
			return format.No
		case t.is("strict") && !named:
		case t.is("digraph") && !named:
			directed, named = true, true
		case t.is("graph") && !named:
			named = true
		case t.kind == mark && t.text == "{" && named:
			return format.Surely
		case t.kind == mark, !named:
			return format.No
		}
	}
	return format.No
}

// is reports whether a token is a keyword, which may be in any case.
func (t token) is(keyword string) bool { return t.kind == word && strings.EqualFold(t.text, keyword) }
