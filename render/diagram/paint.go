package diagram

import (
	"math"

	"sysmap/maps"
	"sysmap/render/scene"
)

// variableBoxes draws the variables over the links.
func (d *drawing) variableBoxes() []scene.Shape {
	var groups []scene.Shape
	for i := range d.vars {
		groups = append(groups, d.variableBox(i))
	}
	return groups
}

func (d *drawing) variableBox(i int) scene.Shape {
	v, box := d.vars[i], d.boxes[i]
	look := d.o.Theme.box(d.colour(i), v.Accent)
	if d.o.Overlay.Plain {
		look = d.o.Theme.box(d.o.Theme.plain(), false)
	}
	mark, marked := d.o.Overlay.Variables[v.ID]
	g := scene.Group{ID: d.ids.unique("v-" + v.ID), Classes: []string{"variable"}, Title: d.variableTitle(i, mark)}
	if k := d.kind[i]; k >= 0 {
		g.Classes = append(g.Classes, d.kinds[k].class)
	}
	if v.Accent {
		g.Classes = append(g.Classes, "accent")
	}
	if d.o.Overlay.Fade && !marked {
		look = d.o.Theme.faded(look)
		g.Classes = append(g.Classes, "faded")
	}
	style := scene.Style{Fill: look.fill, Stroke: look.edge, Width: 0.07 * d.size}
	if mark.Value != nil && d.o.Overlay.Scale != nil {
		style.Fill = d.o.Overlay.Scale.at(d.o.Theme, d.o.Overlay.Scale.Place(*mark.Value))
		look.ink = readable(style.Fill, scene.RGB(0x16, 0x1a, 0x1f), scene.RGB(255, 255, 255))
		style.Stroke = style.Fill.Mix(scene.RGB(0, 0, 0), 0.35)
	}
	if mark.Emphasis {
		style.Stroke, style.Width = d.o.Theme.Ink, 0.17*d.size
	}
	if mark.Dashed {
		style.Dash = []float64{0.5 * d.size, 0.35 * d.size}
	}
	g.Shapes = append(g.Shapes, scene.Rectangle{Box: box, Radius: boxRadius * d.size, Style: style})
	if len(mark.Outline) > 0 {
		g.Shapes = append(g.Shapes, d.o.Theme.rim(box, boxRadius*d.size, mark.Outline, mark.Dashed, d.mark)...)
	}
	font := scene.Font{Size: d.size}
	lines := d.labels[i].lines
	centre := box.Centre()
	first := centre.Y - float64(len(lines)-1)*leading*d.size/2 + scene.CapHeight(font)/2
	for n, line := range lines {
		g.Shapes = append(g.Shapes, scene.Text{
			At: scene.Point{X: centre.X, Y: first + float64(n)*leading*d.size}, Anchor: scene.MiddleAnchor,
			String: line, Font: font, Colour: look.ink,
		})
	}
	if k := d.kind[i]; d.symbolled(i) {
		// On the corner, clear of the label, on a disc of its own.
		r := symbolRadius * d.size
		at, ink := d.symbolAt(i), d.o.Theme.Ink
		if d.o.Overlay.Fade && !marked {
			ink = look.ink
		}
		g.Shapes = append(g.Shapes,
			scene.Rectangle{Box: scene.Around(at, 3.4*r, 3.4*r), Radius: 1.7 * r, Style: scene.Style{Fill: d.o.Theme.Background, Stroke: look.edge, Width: 0.07 * d.size}},
			symbol(k, at, r, ink))
	}
	badge := mark.Badge
	if badge == "" && mark.Value != nil && d.o.Overlay.Scale != nil {
		badge = d.o.Overlay.Scale.direction(d.o.Theme, *mark.Value)
	}
	if badge != "" {
		g.Shapes = append(g.Shapes, d.badge(box, badge)...)
	}
	if row, ok := d.rows[i]; ok {
		g.Shapes = append(g.Shapes, d.o.Theme.row(mark.Badges, row, d.mark)...)
	}
	return g
}

// symbolRadius is that of a category's sign for text of 1 pt; the disc under it
// is 1.7 times as large.
const symbolRadius = 0.28

// symbolAt returns where the sign of the category stands: on the upper left
// corner of the box, or on the first of the others that hides fewer heads of
// arrows.
func (d *drawing) symbolAt(i int) scene.Point {
	r, box := symbolRadius*d.size, d.boxes[i]
	left, right := box.X+0.5*r, box.X+box.W-0.5*r
	top, bottom := box.Y+0.5*r, box.Y+box.H-0.5*r
	best, fewest := scene.Point{}, math.MaxInt
	for _, at := range []scene.Point{{X: left, Y: top}, {X: right, Y: top}, {X: left, Y: bottom}, {X: right, Y: bottom}} {
		hidden := 0
		for l, ends := range d.ends {
			if c := d.curves[l]; ends[1] == i && math.Hypot(c.P3.X-at.X, c.P3.Y-at.Y) < 1.7*r+0.5*headLength*d.size {
				hidden++
			}
		}
		if hidden < fewest {
			best, fewest = at, hidden
		}
	}
	return best
}

// symbolled reports whether a box carries the sign of its category.
func (d *drawing) symbolled(i int) bool {
	return d.kind[i] >= 0 && d.o.Theme.Symbols && !d.o.Overlay.Plain && d.o.Overlay.Scale == nil
}

// badge draws a short text in a pill on the upper right corner of a box.
func (d *drawing) badge(box scene.Box, text string) []scene.Shape {
	font := scene.Font{Size: 0.85 * d.size, Bold: true}
	h := 1.25 * d.size
	w := max(scene.Measure(text, font)+0.6*d.size, h)
	pill := scene.Around(scene.Point{X: box.X + box.W - 0.2*d.size, Y: box.Y}, w, h)
	return []scene.Shape{
		scene.Rectangle{Box: pill, Radius: h / 2, Style: scene.Style{Fill: d.o.Theme.Ink, Stroke: d.o.Theme.Background, Width: 0.1 * d.size}},
		scene.Text{
			At: scene.Point{X: pill.X + w/2, Y: pill.Y + h/2 + scene.CapHeight(font)/2}, Anchor: scene.MiddleAnchor,
			String: text, Font: font, Colour: d.o.Theme.Background,
		},
	}
}

// variableTitle is what a reader sees on hovering over a box.
func (d *drawing) variableTitle(i int, mark VariableMark) string {
	v := d.vars[i]
	title := v.Label.In(d.o.Language)
	if c := d.m.Category(v.Category); c != nil {
		title += " · " + c.Label.In(d.o.Language)
	}
	if c := d.cluster[i]; c >= 0 {
		title += " · " + d.m.Clusters[c].Label.In(d.o.Language)
	}
	if note := v.Note.In(d.o.Language); note != "" {
		title += "\n" + note
	}
	if mark.Note != "" {
		title += "\n" + mark.Note
	}
	return title
}

// regions draws the ground of clusters, with their names.
func (d *drawing) regions() []scene.Shape {
	var groups []scene.Shape
	font := d.headingFont()
	for c, cluster := range d.m.Clusters {
		box, ok := d.grounds[c]
		if !ok {
			continue
		}
		name, at := cluster.Label.In(d.o.Language), d.heading(c)
		groups = append(groups, scene.Group{
			ID: d.ids.unique("c-" + cluster.ID), Classes: []string{"cluster"}, Title: name,
			Shapes: []scene.Shape{
				scene.Rectangle{Box: box, Radius: 1.6 * d.size, Style: scene.Style{Fill: d.groundColour(cluster)}},
				scene.Text{At: scene.Point{X: at.X, Y: at.Y + scene.Ascent(font)}, String: name, Font: font, Colour: d.o.Theme.RegionInk},
			},
		})
	}
	return groups
}

// groundColour tints a region with the colour of its cluster, if it has one.
func (d *drawing) groundColour(c maps.Cluster) scene.Colour {
	own, err := scene.ParseColour(c.Colour)
	if err != nil || d.o.Theme.Symbols {
		return d.o.Theme.Region
	}
	return d.o.Theme.Background.Mix(own, 0.3)
}

// heading returns the place of a cluster's name in its region.
func (d *drawing) heading(cluster int) scene.Box {
	ground := d.grounds[cluster]
	w, h := d.HeadingSize(cluster)
	return scene.Box{X: ground.X + 1.2*d.size, Y: ground.Y + 0.9*d.size, W: w, H: h}
}

// headings returns the places of all clusters' names.
func (d *drawing) headings() []scene.Box {
	var list []scene.Box
	for c := range d.m.Clusters {
		if _, ok := d.grounds[c]; ok {
			list = append(list, d.heading(c))
		}
	}
	return list
}
