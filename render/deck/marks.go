package deck

import (
	"math"

	"sysmap/maps"
	"sysmap/render/deck/slides"
	"sysmap/render/scene"
)

// bands draws the broad band under the links of the core loop.
func (d *drawing) bands() []slides.Shape {
	var out []slides.Shape
	for _, c := range d.list {
		if !d.cores[c] {
			continue
		}
		band := c.Copy()
		band.Name, band.Alt = d.k.w["core"], d.k.w["core"]
		band.Stroke = slides.Stroke{Paint: slides.Solid(d.k.theme.Core.Fade(0.75)), Width: 0.42 * d.size}
		out = append(out, band)
	}
	return out
}

// delayMarks draws two short strokes across the middle of delayed links.
func (d *drawing) delayMarks() []slides.Shape {
	var out []slides.Shape
	half := max(0.3*d.size, 4)
	for _, c := range d.list {
		if !d.delays[c] {
			continue
		}
		points := c.Points()
		at, dir := along(points, 0.5*length(points))
		for _, shift := range []float64{-1.6, 1.6} {
			x, y := at.X+dir.X*shift, at.Y+dir.Y*shift
			out = append(out, &slides.Freeform{
				Common: slides.Common{Name: d.k.w["delay"], Alt: d.k.w["delay"], Step: c.Step},
				Path: scene.Path{
					Start:    scene.Point{X: x - dir.Y*half, Y: y + dir.X*half},
					Segments: []scene.Segment{scene.Line(scene.Point{X: x + dir.Y*half, Y: y - dir.X*half})},
				},
				Stroke: slides.Stroke{Paint: c.Stroke.Paint, Width: 1.5},
			})
		}
	}
	return out
}

// signText is how the sign of a link is written.
var signText = map[maps.Sign]string{maps.Positive: "+", maps.Negative: "−", maps.Unknown: "?"}

// signMarks writes the sign of each link near its arrowhead, where there is
// room for it.
func (d *drawing) signMarks() []slides.Shape {
	size := max(0.95*d.size, smallest)
	side := 1.1 * size
	var taken []scene.Box
	for _, id := range d.order {
		taken = append(taken, d.boxes[id].Area.Inset(-1))
	}
	var lines []scene.Point
	for _, c := range d.list {
		points := c.Points()
		whole := length(points)
		for at := 0.0; at <= whole; at += 5 {
			p, _ := along(points, at)
			lines = append(lines, p)
		}
	}
	var out []slides.Shape
	for _, c := range d.list {
		at := place(c.Points(), side, taken, lines)
		box := scene.Around(at, side, side)
		taken = append(taken, box)
		out = append(out, &slides.Box{
			Common: slides.Common{Name: signText[d.signs[c]], Alt: d.signs[c].Label(d.k.l), Step: c.Step},
			Area:   box, Label: true, Middle: true, Unbroken: true,
			Text: slides.Text{
				Paragraphs: []slides.Paragraph{{Runs: []slides.Run{{Text: signText[d.signs[c]]}}, Anchor: scene.MiddleAnchor}},
				Size:       size, Bold: true, Paint: c.Stroke.Paint,
			},
		})
	}
	return out
}

// place finds the middle of a square beside the end of a line, clear of what is
// taken and away from lines where that can be.
func place(points []scene.Point, side float64, taken []scene.Box, lines []scene.Point) scene.Point {
	best, least := points[len(points)-1], math.Inf(1)
	whole := length(points)
	for n, back := range []float64{0.9, 1.4, 2, 2.8, 3.8} {
		if back*side > whole && n > 0 {
			break
		}
		p, dir := along(points, max(whole-back*side, 0))
		for m, reach := range []float64{0.62, -0.62, 0.95, -0.95} {
			at := scene.Point{X: p.X + dir.Y*reach*side, Y: p.Y - dir.X*reach*side}
			box := scene.Around(at, side*0.8, side*0.8)
			cost := 0.5*float64(n) + 0.2*float64(m)
			for _, b := range taken {
				if b.Overlaps(box) {
					cost += 8
				}
			}
			for _, q := range lines {
				if box.Contains(q) {
					cost += 0.7
				}
			}
			if cost < least {
				best, least = at, cost
			}
		}
	}
	return best
}

// length returns how long a line through some points is.
func length(points []scene.Point) float64 {
	sum := 0.0
	for i := 1; i < len(points); i++ {
		sum += math.Hypot(points[i].X-points[i-1].X, points[i].Y-points[i-1].Y)
	}
	return sum
}

// along returns the point of a line at a distance from its start, and the
// direction there.
func along(points []scene.Point, distance float64) (at, direction scene.Point) {
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		step := math.Hypot(b.X-a.X, b.Y-a.Y)
		if step == 0 {
			continue
		}
		direction = scene.Point{X: (b.X - a.X) / step, Y: (b.Y - a.Y) / step}
		if distance <= step {
			return scene.Point{X: a.X + direction.X*distance, Y: a.Y + direction.Y*distance}, direction
		}
		distance -= step
	}
	return points[len(points)-1], direction
}
