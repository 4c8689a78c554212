package graphml

import (
	"strconv"
	"strings"

	"sysmap/maps/exchange/format"
)

// drawn adds what yEd's drawing of a node or an edge says: label, place,
// colour and line.
func (r *reader) drawn(said []format.Attribute, all []drawing, where string) []format.Attribute {
	if len(all) == 0 {
		return said
	}
	has := map[string]bool{}
	for _, a := range said {
		if strings.TrimSpace(a.Value) != "" {
			has[strings.ToLower(a.Name)] = true
		}
	}
	add := func(name, value string) {
		if value = strings.TrimSpace(value); value != "" && !has[name] {
			said = append(said, format.Attribute{Name: name, Value: value})
		}
	}
	if label := find(all, "nodelabel"); label != nil {
		add("label", label.Text)
	}
	if place := find(all, "geometry"); place != nil {
		// The place is the upper left corner; ours is the centre.
		x, okX := middle(place.attribute("x"), place.attribute("width"))
		y, okY := middle(place.attribute("y"), place.attribute("height"))
		if okX && okY {
			add("x", x)
			add("y", y)
		}
	}
	if fill := find(all, "fill"); fill != nil && !strings.EqualFold(fill.attribute("color"), yellow) {
		add("colour", fill.attribute("color"))
	}
	if label := find(all, "edgelabel"); label != nil {
		add("label", label.Text)
	}
	if line := find(all, "linestyle"); line != nil && (line.attribute("type") == "dashed" || strings.EqualFold(line.attribute("color"), red)) {
		said = r.DashedLine(said, r.dashed, where)
	}
	return said
}

// heads tells where yEd draws heads on a line: at its end, at its start, at both.
// An edge without any is drawn as its source and target say. blunt is set for a
// head that is a bar, as biologists draw what holds something back.
type heads struct{ turned, both, blunt bool }

func headsOf(all []drawing) heads {
	arrows := find(all, "arrows")
	if arrows == nil {
		return heads{}
	}
	start, end := strings.ToLower(arrows.attribute("source")), strings.ToLower(arrows.attribute("target"))
	atStart, atEnd := start != "" && start != "none", end != "" && end != "none"
	return heads{turned: atStart && !atEnd, both: atStart && atEnd, blunt: (start == "t_shape" || !atStart) && (end == "t_shape" || !atEnd) && (atStart || atEnd)}
}

// red is yEd's red.
const red = "#FF0000"

// yellow is the colour of a box that nobody has coloured.
const yellow = "#FFCC00"

// middle returns where the middle of a side is.
func middle(start, length string) (string, bool) {
	from, err := strconv.ParseFloat(start, 64)
	if err != nil {
		return "", false
	}
	size, err := strconv.ParseFloat(length, 64)
	if err != nil {
		size = 0
	}
	return strconv.FormatFloat(from+size/2, 'g', -1, 64), true
}
