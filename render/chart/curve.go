package chart

import (
	"math"

	"sysmap/render/scene"
)

// sameAs is how far a drawn line may be from the numbers, in points: less than
// a printer shows.
const sameAs = 0.03

// curve returns the points of a series on the sheet, without those that nobody
// could see.
func curve(times, values []float64, x, y axis) []scene.Point {
	points := make([]scene.Point, len(times))
	for i := range times {
		points[i] = scene.Point{X: x.at(times[i]), Y: y.at(values[i])}
	}
	return straightened(condensed(points))
}

// condensed keeps, of the points in each half point of width, the first, the
// last, the lowest and the highest, which draw the same line as all of them
// (Jugel, Jerzak, Hackenbroich, Markl: M4, PVLDB 7, 2014).
func condensed(points []scene.Point) []scene.Point {
	var kept []scene.Point
	for i := 0; i < len(points); {
		column, end := math.Floor(2*points[i].X), i+1
		low, high := i, i
		for ; end < len(points) && math.Floor(2*points[end].X) == column; end++ {
			if points[end].Y < points[low].Y {
				low = end
			}
			if points[end].Y > points[high].Y {
				high = end
			}
		}
		last := -1
		for _, k := range []int{i, min(low, high), max(low, high), end - 1} {
			if k != last {
				kept = append(kept, points[k])
			}
			last = k
		}
		i = end
	}
	return kept
}

// straightened leaves out points that a straight line from the one kept before
// passes closer by than [sameAs]. The slopes that do form a cone, which each
// point makes narrower.
func straightened(points []scene.Point) []scene.Point {
	if len(points) < 3 {
		return points
	}
	kept := points[:1:1]
	from, low, high := points[0], math.Inf(-1), math.Inf(1)
	for i := 1; i < len(points); i++ {
		p := points[i]
		slope := (p.Y - from.Y) / (p.X - from.X)
		if !(p.X > from.X) || slope < low || slope > high {
			from, low, high = points[i-1], math.Inf(-1), math.Inf(1)
			if from != kept[len(kept)-1] {
				kept = append(kept, from)
			}
			if !(p.X > from.X) {
				kept, from = append(kept, p), p
				continue
			}
		}
		reach := sameAs / (p.X - from.X)
		slope = (p.Y - from.Y) / (p.X - from.X)
		low, high = max(low, slope-reach), min(high, slope+reach)
	}
	if last := points[len(points)-1]; last != kept[len(kept)-1] {
		kept = append(kept, last)
	}
	return kept
}

// polyline joins points by straight lines.
func polyline(points []scene.Point, style scene.Style) scene.Path {
	p := scene.Path{Start: points[0], Style: style}
	for _, q := range points[1:] {
		p.Segments = append(p.Segments, scene.Line(q))
	}
	return p
}

// area fills what is between two lines.
func area(upper, lower []scene.Point, style scene.Style) scene.Path {
	around := append([]scene.Point(nil), upper...)
	for i := len(lower) - 1; i >= 0; i-- {
		around = append(around, lower[i])
	}
	p := polyline(around, style)
	p.Closed = true
	return p
}

// disc returns a filled circle.
func disc(c scene.Point, radius float64, style scene.Style) scene.Rectangle {
	return scene.Rectangle{Box: scene.Around(c, 2*radius, 2*radius), Radius: radius, Style: style}
}
