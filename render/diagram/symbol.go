package diagram

import (
	"math"

	"sysmap/render/scene"
)

// symbol draws the sign that stands for the category of an index where colour
// cannot: polygons, stars and crosses, filled and then hollow, twenty in all
// before they repeat.
func symbol(index int, centre scene.Point, r float64, ink scene.Colour) scene.Shape {
	style := scene.Style{Fill: ink}
	if index/10%2 == 1 {
		style = scene.Style{Stroke: ink, Width: r * 0.3}
	}
	switch index % 10 {
	case 0:
		return scene.Rectangle{Box: scene.Around(centre, 2*r, 2*r), Radius: r, Style: style}
	case 1:
		return scene.Rectangle{Box: scene.Around(centre, 1.8*r, 1.8*r), Style: style}
	case 2:
		return polygon(centre, style, star(3, r*1.15, 0, -90))
	case 3:
		return polygon(centre, style, star(4, r*1.2, 0, -90))
	case 4:
		return polygon(centre, style, star(5, r*1.25, r*0.5, -90))
	case 5:
		return polygon(centre, style, cross(r, r*0.36, 0))
	case 6:
		return polygon(centre, style, star(3, r*1.15, 0, 90))
	case 7:
		return polygon(centre, style, star(6, r*1.1, 0, 0))
	case 8:
		return polygon(centre, style, cross(r, r*0.36, 45))
	}
	return scene.Rectangle{Box: scene.Around(centre, 2.2*r, 0.8*r), Style: style}
}

// star lists the corners of a polygon with n points at radius outer, and
// between them n points at radius inner unless that is 0; the first stands at
// the angle, in degrees.
func star(n int, outer, inner, angle float64) []scene.Point {
	var points []scene.Point
	add := func(r, degrees float64) {
		s, c := math.Sincos(degrees * math.Pi / 180)
		points = append(points, scene.Point{X: r * c, Y: r * s})
	}
	for i := range n {
		at := angle + 360*float64(i)/float64(n)
		add(outer, at)
		if inner > 0 {
			add(inner, at+180/float64(n))
		}
	}
	return points
}

// cross lists the corners of a cross with arms of the given length and half
// width, turned by degrees.
func cross(arm, half, degrees float64) []scene.Point {
	s, c := math.Sincos(degrees * math.Pi / 180)
	var points []scene.Point
	for _, p := range [][2]float64{
		{half, -arm},
		{half, -half},
		{arm, -half},
		{arm, half},
		{half, half},
		{half, arm},
		{-half, arm},
		{-half, half},
		{-arm, half},
		{-arm, -half},
		{-half, -half},
		{-half, -arm},
	} {
		points = append(points, scene.Point{X: p[0]*c - p[1]*s, Y: p[0]*s + p[1]*c})
	}
	return points
}

func polygon(centre scene.Point, style scene.Style, corners []scene.Point) scene.Shape {
	at := func(p scene.Point) scene.Point { return scene.Point{X: centre.X + p.X, Y: centre.Y + p.Y} }
	path := scene.Path{Start: at(corners[0]), Closed: true, Style: style}
	for _, p := range corners[1:] {
		path.Segments = append(path.Segments, scene.Line(at(p)))
	}
	return path
}
