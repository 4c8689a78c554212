package deck

import (
	"sysmap/render/deck/slides"
	"sysmap/render/scene"
)

// legend lays out what the legend of a scene explains in rows at the foot of an
// area, and returns how high they are. Samples of links are drawn as links are
// on slides.
func (k *maker) legend(sc *scene.Scene, area scene.Box) (shapes []slides.Shape, height float64) {
	var entries []*entry
	for _, s := range sc.Shapes {
		g, ok := s.(scene.Group)
		if !ok || len(g.Classes) < 2 || g.Classes[0] != "legend" {
			continue
		}
		if e := k.entry(g); e != nil && e.w <= area.W {
			entries = append(entries, e)
		}
	}
	const between = 22.0
	x, y := area.X, 0.0
	for _, e := range entries {
		if x > area.X && x+e.w > area.X+area.W {
			x = area.X
			y += legendRow
		}
		e.x, e.y = x, y
		x += e.w + between
	}
	if len(entries) == 0 {
		return nil, 0
	}
	last := entries[len(entries)-1]
	height = y + max(legendRow, last.h)
	for _, e := range entries {
		shapes = append(shapes, e.draw(scene.Point{X: e.x, Y: area.Y + area.H - height + e.y})...)
	}
	return shapes, height
}

// legendRow is how high a row of the legend is, in points.
const legendRow = 19.0

// entry is one thing that the legend explains: draw puts its upper left corner
// at a point.
type entry struct {
	w, h, x, y float64
	draw       func(at scene.Point) []slides.Shape
}

// entry takes an entry of the legend of a scene: a sign, and what it means.
func (k *maker) entry(g scene.Group) *entry {
	switch g.Classes[1] {
	case "positive", "negative", "unknown", "delayed", "core":
		return k.linkEntry(g.Classes[1], g.Title)
	}
	size := 0.0
	for _, s := range g.Shapes {
		if t, ok := s.(scene.Text); ok {
			size = max(size, t.Font.Size)
		}
	}
	if size == 0 {
		return nil
	}
	extent := slides.BoundsOf(g.Shapes)
	scale := smallest / size
	return &entry{w: extent.W*scale + 4, h: extent.H * scale, draw: func(at scene.Point) []slides.Shape {
		frame := slides.Frame{From: scene.Point{X: extent.X, Y: extent.Y + extent.H/2}, Origin: scene.Point{X: at.X, Y: at.Y + max(legendRow, extent.H*scale)/2}, Scale: scale}
		return slides.FromScene(g.Shapes, frame, smallest)
	}}
}

// linkEntry draws a sample of a link and what it means.
func (k *maker) linkEntry(class, text string) *entry {
	const sample = 34.0
	font := scene.Font{Size: smallest}
	sign := map[string]string{"positive": " (+)", "negative": " (−)", "unknown": " (?)"}[class]
	text += sign
	w := scene.Measure(text, font)*1.02 + 4
	return &entry{w: sample + 12 + w, h: legendRow, draw: func(at scene.Point) []slides.Shape {
		middle := at.Y + legendRow/2
		stroke := slides.Stroke{Paint: ink, Width: 1.5, Head: slides.Triangle}
		switch class {
		case "negative":
			stroke.Head, stroke.Dash = slides.Diamond, slides.Dashed
		case "unknown":
			stroke.Head, stroke.Dash = slides.Oval, slides.Dotted
		case "core":
			stroke = slides.Stroke{Paint: slides.Solid(k.theme.Core), Width: 6}
		}
		line := scene.Point{X: at.X + sample, Y: middle}
		shapes := []slides.Shape{&slides.Connector{
			Common: slides.Common{Name: text, Alt: text},
			Start:  scene.Point{X: at.X, Y: middle}, Segment: scene.Line(line), Stroke: stroke,
		}}
		if class == "delayed" {
			for _, x := range []float64{-1.6, 1.6} {
				from := scene.Point{X: at.X + sample/2 + x, Y: middle - 4.5}
				to := scene.Point{X: from.X, Y: middle + 4.5}
				shapes = append(shapes, &slides.Freeform{Common: slides.Common{Name: text, Alt: text}, Path: scene.Path{Start: from, Segments: []scene.Segment{scene.Line(to)}}, Stroke: slides.Stroke{Paint: ink, Width: 1.5}})
			}
		}
		return append(shapes, &slides.Box{
			Common: slides.Common{Name: text}, Area: scene.Box{X: at.X + sample + 12, Y: at.Y, W: w, H: legendRow}, Label: true, Middle: true, Unbroken: true,
			Text: slides.Text{Paragraphs: []slides.Paragraph{slides.Para(text)}, Size: smallest, Paint: ink},
		})
	}}
}
