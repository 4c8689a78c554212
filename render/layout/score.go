package layout

import "math"

// faults are what makes a sheet hard to read.
type faults struct {
	// crossings of the straight lines between linked boxes, and boxes met by
	// lines that do not belong to them; 0 if they are too many to count.
	crossings, met int
	// length of all lines in points.
	length float64
	// crowding of boxes that stand too close; 0 if links are too many to count.
	crowding float64
	// width and height of the sheet in points, and the area of its regions.
	width, height, regions float64
}

func (p *plan) faults(s sheet) faults {
	all := s.extent()
	f := faults{width: 2 * all.hw, height: 2 * all.hh}
	if p.countable() {
		f.crossings, f.met = p.tangle(s)
		f.crowding = p.crowded(s)
	}
	for _, r := range s.regions {
		f.regions += 4 * r.hw * r.hh
	}
	for _, l := range p.pairs {
		a, b := s.boxes[l[0]], s.boxes[l[1]]
		f.length += math.Hypot(a.x-b.x, a.y-b.y)
	}
	return f
}

// countable reports whether counting what the links meet takes less than about
// a second. Beyond that nobody could follow the links either.
func (p *plan) countable() bool {
	return len(p.pairs)*(len(p.pairs)/2+len(p.Boxes)) < 400_000_000
}

// crowded sums the crowding of all pairs of boxes.
func (p *plan) crowded(s sheet) float64 {
	sum := 0.0
	for i := range s.boxes {
		for j := range i {
			sum += crowding(&s.boxes[i], &s.boxes[j], p.Gap) / 2
		}
	}
	for _, l := range p.pairs {
		// Linked boxes count double: between them an arrow wants to be seen.
		sum += crowding(&s.boxes[l[0]], &s.boxes[l[1]], p.Gap) / 2
	}
	return sum
}

// tangle counts crossings of links and boxes met by links.
func (p *plan) tangle(s sheet) (crossings, met int) {
	lines := make([]line, len(p.pairs))
	for k, l := range p.pairs {
		lines[k] = newLine(l, s.boxes[l[0]], s.boxes[l[1]])
	}
	for k := range lines {
		a := &lines[k]
		for m := k + 1; m < len(lines); m++ {
			if a.crosses(&lines[m]) {
				crossings++
			}
		}
		for i := range s.boxes {
			if a.meets(i, &s.boxes[i]) {
				met++
			}
		}
	}
	return crossings, met
}

// line is a link drawn straight from centre to centre.
type line struct {
	from, to                 Point
	left, right, top, bottom float64
	ends                     [2]int
}

func newLine(ends [2]int, a, b rect) line {
	return line{
		from: Point{a.x, a.y}, to: Point{b.x, b.y}, ends: ends,
		left: min(a.x, b.x), right: max(a.x, b.x), top: min(a.y, b.y), bottom: max(a.y, b.y),
	}
}

// crosses reports whether two lines without a common end cross.
func (l *line) crosses(o *line) bool {
	if l.left >= o.right || o.left >= l.right || l.top >= o.bottom || o.top >= l.bottom {
		return false
	}
	if l.ends[0] == o.ends[0] || l.ends[0] == o.ends[1] || l.ends[1] == o.ends[0] || l.ends[1] == o.ends[1] {
		return false
	}
	return l.parts(o) && o.parts(l)
}

// parts reports whether the other line's ends lie on different sides.
func (l *line) parts(o *line) bool {
	return side(l.from, l.to, o.from)*side(l.from, l.to, o.to) < 0
}

// meets reports whether the line enters box i, which is not one of its ends.
func (l *line) meets(i int, box *rect) bool {
	if l.left >= box.x+box.hw || l.right <= box.x-box.hw || l.top >= box.y+box.hh || l.bottom <= box.y-box.hh {
		return false
	}
	return i != l.ends[0] && i != l.ends[1] && box.met(l.from, l.to)
}

// side is positive if c lies to one side of the line through a and b, negative
// on the other, 0 on it.
func side(a, b, c Point) float64 {
	return (b.X-a.X)*(c.Y-a.Y) - (b.Y-a.Y)*(c.X-a.X)
}

// Weights of the cost, in crossings. A box met counts several, since it makes
// a reader doubt what a link joins; length is in units of the plan.
const (
	metWeight    = 3
	lengthWeight = 0.3
)

// unit is the side of the square that a box and its surroundings would fill.
func (p *plan) unit() float64 {
	return math.Sqrt(p.roomForBoxes() / float64(len(p.Boxes)))
}

// roomForBoxes is the area of all boxes with a gap around each.
func (p *plan) roomForBoxes() float64 {
	area := 0.0
	for _, b := range p.Boxes {
		area += (b.W + p.Gap) * (b.H + p.Gap)
	}
	return area
}

// cost weighs the faults of a sheet into one number, lower being better:
// faults per link, raised in proportion to how far the sheet's shape is from
// the one asked for and to how much of it is empty.
func (p *plan) cost(f faults) float64 {
	links := float64(max(1, len(p.pairs)))
	perLink := (float64(f.crossings+metWeight*f.met) + f.crowding + lengthWeight*f.length/p.unit()) / links
	shape := math.Abs(math.Log(f.width / f.height / p.Aspect))
	return (1 + perLink) * (1 + 0.4*shape) * (1 + 0.1*(f.width*f.height+f.regions)/p.roomForBoxes())
}

// crowding is 0 for boxes two gaps apart and grows the closer they are, steeply
// from where the least gap is not kept.
func crowding(a, b *rect, gap float64) float64 {
	dx, dy := a.overlap(*b)
	reach := min(dx, dy) + 2*gap
	switch {
	case reach <= 0:
		return 0
	case reach <= gap:
		return reach / gap
	}
	return 1 + 6*(reach-gap)/gap
}
