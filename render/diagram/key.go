package diagram

import (
	"sysmap/maps"
	"sysmap/render/route"
	"sysmap/render/scene"
)

// key draws what the overlay's marks mean, in rows.
func (d *drawing) key(x, y, width, unit float64) block {
	var b block
	font := scene.Font{Size: unit}
	const gap, between = 0.5, 1.5
	left, high := x, 0.0
	for _, e := range d.o.Overlay.Key {
		sign := d.keyWidth(e, unit)
		indent := 0.0
		if sign > 0 {
			indent = sign + gap*unit
		}
		lines := scene.Wrap(e.Text, font, max(min(width-indent, 60*unit), 6*unit))
		w := indent
		for _, line := range lines {
			w = max(w, indent+scene.Measure(line, font))
		}
		if left > x && left+w > x+width {
			left, b.height, high = x, b.height+high, 0
		}
		middle := y + b.height + 0.85*unit
		g := scene.Group{Classes: []string{"legend", "key"}, Title: e.Text, Shapes: d.keySign(e, left, middle, sign, unit)}
		for n, line := range lines {
			g.Shapes = append(g.Shapes, scene.Text{
				At:     scene.Point{X: left + indent, Y: middle + scene.CapHeight(font)/2 + float64(n)*scene.LineHeight(font)},
				String: line, Font: font, Colour: d.o.Theme.Ink,
			})
		}
		b.shapes = append(b.shapes, g)
		left += w + between*unit
		high = max(high, 1.75*unit, float64(len(lines)-1)*scene.LineHeight(font)+1.75*unit)
	}
	b.height += high
	return b
}

// keyWidth returns how wide the sample of an entry is.
func (d *drawing) keyWidth(e KeyEntry, unit float64) float64 {
	switch {
	case len(e.Badges) > 0:
		w, _ := rowSize(e.Badges, unit)
		return w
	case e.Variable != nil, e.Link != nil, e.Thread != nil:
		return 2.8 * unit
	}
	return 0
}

// keySign draws the sample of an entry, y being its middle.
func (d *drawing) keySign(e KeyEntry, x, y, w, unit float64) []scene.Shape {
	switch {
	case len(e.Badges) > 0:
		_, h := rowSize(e.Badges, unit)
		return d.o.Theme.row(e.Badges, scene.Box{X: x, Y: y - h/2, W: w, H: h}, unit)
	case e.Variable != nil:
		return d.keyBox(*e.Variable, scene.Box{X: x + 0.15*unit, Y: y - 0.62*unit, W: w - 0.3*unit, H: 1.24 * unit}, unit)
	case e.Link != nil:
		return d.keyLink(*e.Link, x, y, w, unit)
	case e.Thread != nil:
		c := route.Straight(scene.Point{X: x, Y: y}, scene.Point{X: x + w, Y: y})
		shapes := d.o.Theme.stitches(c, *e.Thread, unit)
		if e.Thread.Knot.Shape != Pill {
			shapes = append(shapes, d.o.Theme.Badge(e.Thread.Knot, c.P3, unit)...)
		}
		return shapes
	}
	return nil
}

// keyBox draws a box with a mark.
func (d *drawing) keyBox(mark VariableMark, box scene.Box, unit float64) []scene.Shape {
	look := d.o.Theme.box(d.o.Theme.plain(), false)
	style := scene.Style{Fill: look.fill, Stroke: look.edge, Width: 0.08 * unit}
	if mark.Value != nil && d.o.Overlay.Scale != nil {
		style.Fill = d.o.Overlay.Scale.Colour(*mark.Value)
	}
	if mark.Emphasis {
		style.Stroke, style.Width = d.o.Theme.Ink, 0.17*unit
	}
	if mark.Dashed && len(mark.Outline) == 0 {
		style.Dash = []float64{0.45 * unit, 0.3 * unit}
	}
	shapes := []scene.Shape{scene.Rectangle{Box: box, Radius: 0.4 * unit, Style: style}}
	if len(mark.Outline) > 0 {
		shapes = append(shapes, d.o.Theme.rim(box, 0.4*unit, mark.Outline, mark.Dashed, 0.8*unit)...)
	}
	if len(mark.Badges) > 0 {
		w, h := rowSize(mark.Badges, 0.8*unit)
		shapes = append(shapes, d.o.Theme.row(mark.Badges, scene.Box{X: box.X + box.W/2 - w/2, Y: box.Y + box.H/2 - h/2, W: w, H: h}, 0.8*unit)...)
	}
	return shapes
}

// keyLink draws a line with a mark.
func (d *drawing) keyLink(mark LinkMark, x, y, w, unit float64) []scene.Shape {
	c := route.Straight(scene.Point{X: x, Y: y}, scene.Point{X: x + w, Y: y})
	colour, width := d.linkColour(mark, d.o.Theme.Faint), d.o.Theme.LineWidth*unit/12
	if mark.Width > 0 {
		width *= mark.Width
	}
	if mark.Emphasis {
		width *= 2.2
	}
	big := *d
	own := *d.Diagram
	own.size = unit
	big.Diagram, big.mark = &own, unit
	shapes := big.band(c, mark)
	shapes = append(shapes, big.stroke(c, maps.Link{Sign: maps.Positive}, colour, width, 1)...)
	if len(mark.Badges) > 0 {
		bw, bh := rowSize(mark.Badges, 0.85*unit)
		shapes = append(shapes, d.o.Theme.row(mark.Badges, scene.Box{X: x + w/2 - bw/2 - 0.2*unit, Y: y - bh/2, W: bw, H: bh}, 0.85*unit)...)
	}
	return shapes
}

// listWidth is how wide a sheet should be for the list below it to be no longer
// than the picture is high, for text of 1 pt.
func (d *drawing) listWidth() float64 {
	switch n := len(d.o.Overlay.List); {
	case n > 10:
		return 3*narrowestColumn + 2*columnGap
	case n > 4:
		return 2*narrowestColumn + columnGap
	}
	return 0
}

// Columns of a list, for text of 1 pt.
const narrowestColumn, columnGap = 27, 2

// list writes what there is to say of each badge, in as many columns as fit,
// the first column first.
func (d *drawing) list(x, y, width, unit float64) block {
	items := d.o.Overlay.List
	font := scene.Font{Size: 0.95 * unit}
	const gap = columnGap
	columns := min(max(int((width+gap*unit)/((narrowestColumn+gap)*unit)+0.01), 1), len(items), 4)
	column := (width - float64(columns-1)*gap*unit) / float64(columns)
	sign := 0.0
	for _, item := range items {
		w, _ := BadgeSize(item.Badge, unit)
		sign = max(sign, w)
	}
	indent := sign + 0.5*unit
	type entry struct {
		lines []string
		high  float64
	}
	entries, total := make([]entry, len(items)), 0.0
	for i, item := range items {
		lines := scene.Wrap(item.Text, font, column-indent)
		entries[i] = entry{lines, max(float64(len(lines))*scene.LineHeight(font), 1.2*unit) + 0.55*unit}
		total += entries[i].high
	}
	var b block
	at, down, tallest := 0, 0.0, 0.0
	for i, e := range entries {
		if at < columns-1 && down > 0 && down+e.high/2 > total/float64(columns) {
			at, down = at+1, 0
		}
		left, top := x+float64(at)*(column+gap*unit), y+down
		w, _ := BadgeSize(items[i].Badge, unit)
		g := scene.Group{Classes: []string{"legend", "list"}, Title: items[i].Text}
		g.Shapes = d.o.Theme.Badge(items[i].Badge, scene.Point{X: left + sign - w/2, Y: top + 0.6*unit}, unit)
		for n, line := range e.lines {
			g.Shapes = append(g.Shapes, scene.Text{
				At:     scene.Point{X: left + indent, Y: top + 0.6*unit + scene.CapHeight(font)/2 + float64(n)*scene.LineHeight(font)},
				String: line, Font: font, Colour: d.o.Theme.Ink,
			})
		}
		b.shapes = append(b.shapes, g)
		down += e.high
		tallest = max(tallest, down)
	}
	b.height = tallest
	return b
}
