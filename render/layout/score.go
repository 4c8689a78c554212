package layout

import "math"

// faults are what makes a sheet hard to read.
type faults struct {
	// crossings of the straight lines between linked boxes, and boxes met by
	// lines that do not belong to them.
	crossings, met int
	// length of all lines in points.
	length float64
	// width and height of the sheet in points.
	width, height float64
}

func (p *plan) faults(s sheet) faults {
	all := s.extent()
	f := faults{width: 2 * all.hw, height: 2 * all.hh}
	f.crossings, f.met = p.tangle(s)
	for _, l := range p.pairs {
		a, b := s.boxes[l[0]], s.boxes[l[1]]
		f.length += math.Hypot(a.x-b.x, a.y-b.y)
	}
	return f
}

// tangle counts crossings of links and boxes met by links.
func (p *plan) tangle(s sheet) (crossings, met int) {
	lines := make([]line, len(p.pairs))
	for k, l := range p.pairs {
		lines[k] = newLine(l, s.boxes[l[0]], s.boxes[l[1]])
	}
	for k, a := range lines {
		for _, b := range lines[k+1:] {
			if a.crosses(b) {
				crossings++
			}
		}
		for i, box := range s.boxes {
			if i != a.ends[0] && i != a.ends[1] && a.near(box) && box.met(a.from, a.to) {
				met++
			}
		}
	}
	return crossings, met
}

// line is a link drawn straight from centre to centre.
type line struct {
	ends     [2]int
	from, to Point
	bounds   rect
}

func newLine(ends [2]int, a, b rect) line {
	return line{ends, Point{a.x, a.y}, Point{b.x, b.y},
		rect{(a.x + b.x) / 2, (a.y + b.y) / 2, math.Abs(a.x-b.x) / 2, math.Abs(a.y-b.y) / 2}}
}

func (l line) near(r rect) bool {
	dx, dy := l.bounds.overlap(r)
	return dx > 0 && dy > 0
}

// crosses reports whether two lines without a common end cross.
func (l line) crosses(o line) bool {
	if l.ends[0] == o.ends[0] || l.ends[0] == o.ends[1] || l.ends[1] == o.ends[0] || l.ends[1] == o.ends[1] {
		return false
	}
	return l.near(o.bounds) && l.parts(o) && o.parts(l)
}

// parts reports whether the other line's ends lie on different sides.
func (l line) parts(o line) bool {
	return side(l.from, l.to, o.from)*side(l.from, l.to, o.to) < 0
}

// side is positive if c lies to one side of the line through a and b, negative
// on the other, 0 on it.
func side(a, b, c Point) float64 {
	return (b.X-a.X)*(c.Y-a.Y) - (b.Y-a.Y)*(c.X-a.X)
}

// cost weighs the faults of a sheet into one number, lower being better: a box
// met counts three crossings, since it makes a reader doubt what a link joins.
func (p *plan) cost(f faults) float64 {
	boxes := 0.0
	for _, b := range p.Boxes {
		boxes += (b.W + p.Gap) * (b.H + p.Gap)
	}
	unit := math.Sqrt(boxes / float64(len(p.Boxes)))
	links := float64(max(1, len(p.pairs)))
	tangle := float64(f.crossings+3*f.met) / links
	length := f.length / links / unit
	shape := math.Abs(math.Log(f.width / f.height / p.Aspect))
	return tangle + 0.3*length + 0.5*shape + 0.1*f.width*f.height/boxes
}
