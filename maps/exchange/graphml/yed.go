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
