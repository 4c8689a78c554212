package render

import (
	"math"

	"sysmap/maps"
	"sysmap/render/diagram"
	"sysmap/render/scene"
)

// Ring draws one feedback loop alone, as a circle that turns clockwise with
// its name in the middle. The mark names the loop and its variables in the
// order of influence, the links are those between them in the same order. It
// fails for a theme that does not exist.
func Ring(m *maps.Map, mark diagram.LoopMark, links []maps.LinkRef, o Options) (*scene.Scene, error) {
	part := *m
	part.Variables, part.Links = nil, nil
	for _, id := range mark.Through {
		v := *m.Variable(id)
		v.At = nil
		part.Variables = append(part.Variables, v)
	}
	for _, ref := range links {
		l := *m.Link(ref)
		l.Bend = nil
		if n := len(mark.Through); n > 1 {
			bend := math.Tan(math.Pi/float64(n)/2) / 2
			l.Bend = &bend
		}
		part.Links = append(part.Links, l)
	}
	o.View = ""
	o.Overlay.Loops = []diagram.LoopMark{mark}
	plan, err := measure(&part, o)
	if err != nil {
		return nil, err
	}
	return plan.Of(len(m.Variables), len(m.Links)).Draw(circle(plan), nil), nil
}

// circle places the boxes of a diagram evenly on a circle, from the top
// clockwise, as small as the boxes and the arrows between them allow.
func circle(d *diagram.Diagram) []scene.Point {
	n := len(d.Variables())
	place := func(radius float64) []scene.Point {
		centres := make([]scene.Point, n)
		for i := range centres {
			s, c := math.Sincos(2*math.Pi*float64(i)/float64(n) - math.Pi/2)
			centres[i] = scene.Point{X: 1.25 * radius * c, Y: radius * s}
		}
		return centres
	}
	gap := 3.5 * d.TextSize()
	for radius := 5 * d.TextSize(); ; radius *= 1.06 {
		centres := place(radius)
		if apart(d, centres, gap) {
			return centres
		}
	}
}

// apart reports whether all boxes keep the gap from one another.
func apart(d *diagram.Diagram, centres []scene.Point, gap float64) bool {
	for i := range centres {
		w, h := d.Size(i)
		a := scene.Around(centres[i], w+gap, h+gap)
		for j := range i {
			w, h := d.Size(j)
			if a.Overlaps(scene.Around(centres[j], w, h)) {
				return false
			}
		}
	}
	return true
}
