package dot

import (
	"fmt"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// arrow is what an edge says of one of its ends.
type arrow struct{ label, head string }

func (r *reader) edge(e *edge) error {
	from, to := r.ids[e.from], r.ids[e.to]
	where := fmt.Sprintf("line %d: %s → %s", e.line, format.Shorten(r.graph.nodes[e.from].id), format.Shorten(r.graph.nodes[e.to].id))
	name := r.graph.nodes[e.from].id + "->" + r.graph.nodes[e.to].id
	var head, tail arrow
	dashed, direction := false, ""
	said := make([]format.Attribute, 0, len(e.attributes))
	for _, a := range e.attributes {
		switch strings.ToLower(a.Name) {
		case "label", "xlabel":
			said = append(said, format.Attribute{Name: "label", Value: label(a.Value, name)})
		case "headlabel":
			head.label = label(a.Value, name)
		case "taillabel":
			tail.label = label(a.Value, name)
		case "arrowhead":
			head.head = strings.ToLower(a.Value)
		case "arrowtail":
			tail.head = strings.ToLower(a.Value)
		case "dir":
			direction = strings.ToLower(a.Value)
		case "style":
			dashed = dashed || strings.Contains(strings.ToLower(a.Value), "dashed")
		case "color":
			dashed = dashed || red(a.Value)
		default:
			if drawn()[strings.ToLower(a.Name)] {
				r.drawing("a link", a.Name, where)
				continue
			}
			said = append(said, format.Attribute{Name: a.Name, Value: plain(a.Value, name)})
		}
	}
	if e.directed && direction != "both" && direction != "none" {
		at := tail
		if direction == "back" {
			at = head
		}
		if strings.TrimSpace(at.label) != "" {
			r.Report.Lose("labels at the ends of links", where+": "+format.Shorten(at.label))
		}
	}
	switch {
	case e.directed && direction == "back":
		return r.link(to, from, said, tail, dashed, where)
	case e.directed && direction == "both", !e.directed, direction == "none":
		if err := r.link(from, to, said, head, dashed, where); err != nil || from == to {
			return err
		}
		if direction != "both" {
			r.Report.Note("undirected links, read as one each way", where)
			tail = head
		}
		return r.link(to, from, said, tail, dashed, where)
	}
	return r.link(from, to, said, head, dashed, where)
}

// red reports whether a colour is red, by one of the names or numbers that
// people use for it.
func red(colour string) bool {
	switch c := strings.ToLower(strings.TrimSpace(colour)); c {
	case "red", "red1", "red2", "red3", "red4", "#ff0000", "#f00", "darkred", "crimson", "firebrick":
		return true
	}
	return false
}

// link adds a link with the sign that the nearest of its marks says.
func (r *reader) link(from, to string, said []format.Attribute, end arrow, dashed bool, where string) error {
	stated := false
	for _, a := range said {
		name := strings.ToLower(a.Name)
		stated = stated || name == "sign" || name == "polarity"
	}
	sign, isSign := format.SignLabel(end.label)
	// The label at an end says its sign before the label of the whole.
	extra := said
	switch {
	case isSign && !stated:
		r.Report.Note("signs read from labels", where)
		extra = withSign(said, sign)
		stated = true
	case isSign:
		// What stands as an attribute is drawn as a label, too.
	case strings.TrimSpace(end.label) != "":
		r.Report.Lose("labels at the ends of links", where+": "+format.Shorten(end.label))
	}
	for _, a := range said {
		if _, ok := format.SignLabel(a.Value); ok && a.Name == "label" {
			stated = true
		}
	}
	switch {
	case stated:
	case blunt(end.head):
		r.Report.Note("signs read from arrowheads", where)
		extra = withSign(said, maps.Negative)
	case dashed:
		extra = r.DashedLine(said, r.dashed, where)
	}
	return r.Link(r.LinkOf(from, to, extra, where), where)
}

// withSign returns what is said with a sign before it.
func withSign(said []format.Attribute, sign maps.Sign) []format.Attribute {
	return append([]format.Attribute{{Name: "sign", Value: sign.String()}}, said...)
}

// blunt reports whether an arrowhead means that more leads to less.
func blunt(head string) bool {
	switch head {
	case "tee", "dot", "odot", "box", "obox":
		return true
	}
	return false
}
