package diagram

import (
	"math"

	"sysmap/maps"
	"sysmap/render/scene"
)

// loopMarks draws the name of each loop of the overlay inside a turning arrow,
// in the middle of the loop and clear of boxes and other marks where it can be.
func (d *drawing) loopMarks() []scene.Shape {
	place := map[string]int{}
	for i, v := range d.vars {
		place[v.ID] = i
	}
	taken := append([]scene.Box(nil), d.boxes...)
	var groups []scene.Shape
	for _, mark := range d.o.Overlay.Loops {
		var ring []scene.Point
		for _, id := range mark.Through {
			if i, ok := place[id]; ok {
				ring = append(ring, d.boxes[i].Centre())
			}
		}
		if len(ring) == 0 {
			continue
		}
		r := 1.25 * d.size
		at := free(middle(ring), r, taken)
		taken = append(taken, scene.Around(at, 2*r, 2*r))
		groups = append(groups, d.loopMark(mark, at, r, clockwise(ring)))
	}
	return groups
}

// middle returns the mean of some points.
func middle(points []scene.Point) scene.Point {
	var m scene.Point
	for _, p := range points {
		m.X += p.X / float64(len(points))
		m.Y += p.Y / float64(len(points))
	}
	return m
}

// clockwise reports whether a ring of points turns clockwise on the sheet.
func clockwise(ring []scene.Point) bool {
	area := 0.0
	for i, p := range ring {
		q := ring[(i+1)%len(ring)]
		area += p.X*q.Y - q.X*p.Y
	}
	return area >= 0
}

// free returns the place nearest to a point where a circle meets none of the
// boxes, searching outwards in a spiral, or the point itself if all is full.
func free(p scene.Point, r float64, taken []scene.Box) scene.Point {
	for n := range 2000 {
		s, c := math.Sincos(float64(n) * 2.399963)
		reach := r * 0.55 * math.Sqrt(float64(n))
		at := scene.Point{X: p.X + reach*c, Y: p.Y + reach*s}
		clear := true
		for _, b := range taken {
			if b.Overlaps(scene.Around(at, 2.2*r, 2.2*r)) {
				clear = false
				break
			}
		}
		if clear {
			return at
		}
	}
	return p
}

func (d *drawing) loopMark(mark LoopMark, at scene.Point, r float64, clockwise bool) scene.Shape {
	ink := d.o.Theme.Ink
	font := scene.Font{Size: d.size, Bold: true}
	class := map[maps.Sign]string{maps.Positive: "reinforcing", maps.Negative: "balancing", maps.Unknown: "undetermined"}[mark.Polarity]
	g := scene.Group{ID: d.ids.unique("loop-" + mark.Name), Classes: []string{"loop", class}, Title: mark.Name}
	turn := 1.0
	if !clockwise {
		turn = -1
	}
	// Three quarters and a bit of a circle, from upper left round to upper
	// right, in four pieces.
	const begin, sweep, pieces = -150.0, 290.0, 4
	on := func(degrees, radius float64) scene.Point {
		s, c := math.Sincos(degrees * math.Pi / 180)
		return scene.Point{X: at.X + turn*radius*c, Y: at.Y + radius*s}
	}
	handle := 4.0 / 3 * math.Tan(sweep/pieces*math.Pi/180/4) * r
	path := scene.Path{Start: on(begin, r), Style: scene.Style{Stroke: ink, Width: 0.13 * d.size, RoundCap: true}}
	for i := range pieces {
		a, b := begin+sweep/pieces*float64(i), begin+sweep/pieces*float64(i+1)
		p, q := on(a, r), on(b, r)
		pa, pb := on(a+90, handle), on(b+90, handle)
		path.Segments = append(path.Segments, scene.Curve(
			scene.Point{X: p.X + pa.X - at.X, Y: p.Y + pa.Y - at.Y},
			scene.Point{X: q.X - pb.X + at.X, Y: q.Y - pb.Y + at.Y}, q))
	}
	last := begin + sweep
	head := polygon(scene.Point{}, scene.Style{Fill: ink}, []scene.Point{on(last+24, r), on(last-4, r*1.27), on(last-4, r*0.73)})
	g.Shapes = []scene.Shape{
		scene.Rectangle{Box: scene.Around(at, 2.5*r, 2.5*r), Radius: 1.25 * r, Style: scene.Style{Fill: d.o.Theme.Background.Fade(0.85)}},
		path, head,
		scene.Text{At: scene.Point{X: at.X, Y: at.Y + scene.CapHeight(font)/2}, Anchor: scene.MiddleAnchor, String: mark.Name, Font: font, Colour: ink},
	}
	return g
}
