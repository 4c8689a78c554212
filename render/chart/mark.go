package chart

import "sysmap/render/scene"

// Mark is a sign in a cell. They differ in shape, not in colour.
type Mark int

const (
	NoMark Mark = iota
	Full        // a disc
	Open        // a ring
	Small       // a dot
	Square
	Up   // a triangle that points up
	Down // a triangle that points down
)

// MarkName says what a mark means.
type MarkName struct {
	Mark Mark
	Text string
}

// shapes draws a mark of a radius around a centre, on a fill.
func (k Mark) shapes(c scene.Point, radius float64, ink, fill scene.Colour) []scene.Shape {
	solid := scene.Style{Fill: ink}
	switch k {
	case Full:
		return []scene.Shape{disc(c, radius, solid)}
	case Open:
		width := 0.36 * radius
		return []scene.Shape{disc(c, radius-width/2, scene.Style{Fill: fill, Stroke: ink, Width: width})}
	case Small:
		return []scene.Shape{disc(c, 0.4*radius, solid)}
	case Square:
		return []scene.Shape{scene.Rectangle{Box: scene.Around(c, 1.7*radius, 1.7*radius), Style: solid}}
	case Up:
		return []scene.Shape{triangle(c, radius, solid)}
	case Down:
		return []scene.Shape{triangle(c, -radius, solid)}
	}
	return nil
}

// triangle points up, or down if the radius is below 0.
func triangle(c scene.Point, radius float64, style scene.Style) scene.Path {
	p := polyline([]scene.Point{{X: c.X, Y: c.Y - radius}, {X: c.X + radius, Y: c.Y + 0.75*radius}, {X: c.X - radius, Y: c.Y + 0.75*radius}}, style)
	p.Closed = true
	return p
}
