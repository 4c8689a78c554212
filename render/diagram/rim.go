package diagram

import (
	"math"

	"sysmap/render/scene"
)

// outlineWidth is that of a strong outline for text of 1 pt.
const outlineWidth = 0.24

// rim draws the outline of a box in tones, each on its part of the way round,
// from the upper left corner on.
func (t Theme) rim(box scene.Box, radius float64, tones []Tone, dashed bool, size float64) []scene.Shape {
	width := outlineWidth * size
	way := roundWay(box.Inset(-0.3*width), radius)
	var shapes []scene.Shape
	for i, tone := range tones {
		style := scene.Style{Stroke: t.Tone(tone), Width: width, RoundJoin: true}
		dash := t.toneDash(tone)
		if dashed {
			dash = []float64{1.9, 1.3}
		}
		for _, d := range dash {
			style.Dash = append(style.Dash, d*width)
		}
		part := scene.Path{Style: style}
		if len(tones) == 1 {
			part.Closed = true
		}
		points := stretch(way, float64(i)/float64(len(tones)), float64(i+1)/float64(len(tones)))
		part.Start = points[0]
		for _, p := range points[1:] {
			part.Segments = append(part.Segments, scene.Line(p))
		}
		shapes = append(shapes, part)
	}
	return shapes
}

// roundWay returns points round a box with round corners, clockwise from the
// upper left, the first again at the end.
func roundWay(b scene.Box, radius float64) []scene.Point {
	radius = min(radius, b.W/2, b.H/2)
	var way []scene.Point
	corner := func(cx, cy, from float64) {
		const steps = 6
		for i := range steps + 1 {
			s, c := math.Sincos((from + 90*float64(i)/steps) * math.Pi / 180)
			way = append(way, scene.Point{X: cx + radius*c, Y: cy + radius*s})
		}
	}
	corner(b.X+radius, b.Y+radius, 180)
	corner(b.X+b.W-radius, b.Y+radius, 270)
	corner(b.X+b.W-radius, b.Y+b.H-radius, 0)
	corner(b.X+radius, b.Y+b.H-radius, 90)
	return append(way, way[0])
}

// stretch returns the part of a way between two shares of its length.
func stretch(way []scene.Point, from, to float64) []scene.Point {
	length := 0.0
	for i := range way[1:] {
		length += distance(way[i], way[i+1])
	}
	at := func(p, q scene.Point, share float64) scene.Point {
		return scene.Point{X: p.X + (q.X-p.X)*share, Y: p.Y + (q.Y-p.Y)*share}
	}
	var part []scene.Point
	low, high, gone := from*length, to*length, 0.0
	for i := range way[1:] {
		p, q := way[i], way[i+1]
		step := distance(p, q)
		if step > 0 && gone+step >= low && gone <= high {
			if part == nil {
				part = append(part, at(p, q, max(low-gone, 0)/step))
			}
			part = append(part, at(p, q, min((high-gone)/step, 1)))
		}
		gone += step
	}
	return part
}

func distance(p, q scene.Point) float64 { return math.Hypot(p.X-q.X, p.Y-q.Y) }
