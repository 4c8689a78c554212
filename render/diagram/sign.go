package diagram

import (
	"math"

	"sysmap/maps"
	"sysmap/render/route"
	"sysmap/render/scene"
)

// signs finds room for the +, − and ? beside arrowheads: clear of boxes and of
// each other, and away from lines where that can be.
type signs struct {
	size float64
	halo scene.Colour
	// grounds are the regions of clusters, tints their colours.
	grounds []scene.Box
	tints   []scene.Colour
	taken   []scene.Box
	lines   []scene.Point // points along every link
}

// newSigns starts with what is on the sheet already.
func (d *drawing) newSigns(headings []scene.Box) *signs {
	s := &signs{size: d.size, halo: d.o.Theme.Halo}
	for _, b := range d.boxes {
		s.taken = append(s.taken, b.Inset(-0.1*d.size))
	}
	s.taken = append(s.taken, headings...)
	for c, cluster := range d.m.Clusters {
		if ground, ok := d.grounds[c]; ok {
			s.grounds, s.tints = append(s.grounds, ground), append(s.tints, d.groundColour(cluster))
		}
	}
	for i := range d.vars {
		if row, ok := d.rows[i]; ok {
			s.taken = append(s.taken, row)
		}
	}
	for i := range d.links {
		if tag, ok := d.tags[i]; ok {
			s.taken = append(s.taken, tag)
		}
	}
	if len(d.links) > manySigns {
		return s
	}
	for i, c := range d.curves {
		if d.links[i].Delay != nil {
			s.taken = append(s.taken, scene.Around(c.At(0.5), 0.7*d.size, 0.7*d.size))
		}
		n := max(int(c.Length()/(0.3*d.size)), 1)
		for i := range n + 1 {
			s.lines = append(s.lines, c.At(float64(i)/float64(n)))
		}
	}
	return s
}

// place writes the sign of a link where it is clearest, near the arrowhead.
func (s *signs) place(c route.Curve, sign maps.Sign, tip float64, colour scene.Colour) scene.Shape {
	best, lowest := scene.Point{}, math.Inf(1)
	// The outside of a bend has more room, so it is tried first.
	outside := 1.0
	mid := c.At(0.5)
	if (c.P3.X-c.P0.X)*(mid.Y-c.P0.Y)-(c.P3.Y-c.P0.Y)*(mid.X-c.P0.X) > 0 {
		outside = -1
	}
	for n, along := range []float64{0.45, 0.9, 1.4, 2, 2.8} {
		t := back(c, tip+along*s.size)
		if t == 0 && n > 0 {
			break
		}
		p, dir := c.At(t), c.Direction(t)
		for m, reach := range []float64{0.68 * outside, -0.68 * outside, 1.3 * outside, -1.3 * outside, 2.1 * outside, -2.1 * outside} {
			at := scene.Point{X: p.X + dir.Y*reach*s.size, Y: p.Y - dir.X*reach*s.size}
			if cost := s.cost(at) + 0.5*float64(n) + 0.3*float64(m) + 1.5*float64(m/2); cost < lowest {
				best, lowest = at, cost
			}
		}
	}
	s.taken = append(s.taken, scene.Around(best, 0.8*s.size, 0.8*s.size))
	font := scene.Font{Size: 1.05 * s.size, Bold: true}
	text := map[maps.Sign]string{maps.Positive: "+", maps.Negative: "−", maps.Unknown: "?"}[sign]
	return scene.Text{
		At: scene.Point{X: best.X, Y: best.Y + scene.CapHeight(font)/2}, Anchor: scene.MiddleAnchor,
		String: text, Font: font, Colour: colour, Halo: s.haloAt(best), HaloWidth: 0.18 * s.size,
	}
}

// haloAt returns the colour of the ground at a place, so that a sign's halo is
// seen only where it covers a line.
func (s *signs) haloAt(p scene.Point) scene.Colour {
	for i, ground := range s.grounds {
		if ground.Contains(p) {
			return s.tints[i]
		}
	}
	return s.halo
}

// cost says how much stands in the way of a sign at a place.
func (s *signs) cost(at scene.Point) float64 {
	box := scene.Around(at, 0.75*s.size, 0.75*s.size)
	cost := 0.0
	for _, b := range s.taken {
		if b.Overlaps(box) {
			cost += 8
		}
	}
	for _, p := range s.lines {
		if box.Contains(p) {
			cost += 0.6
		}
	}
	return cost
}
