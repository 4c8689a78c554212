package layout

import "math"

// mostInRing is the number of boxes up to which a ring is tried.
const mostInRing = 12

// ring is the sheet that puts all boxes on an ellipse, which is how loops are
// drawn by hand, in an order that makes few links cross.
func (p *plan) ring() sheet {
	order := p.ringOrder()
	draft := make([]Point, len(order))
	for k, i := range order {
		turn := 2*math.Pi*float64(k)/float64(len(order)) - math.Pi/2
		draft[i] = Point{math.Cos(turn), math.Sin(turn)}
	}
	s := p.onSheet(draft)
	s.regions = nil
	m := p.metric()
	// Wide enough for the boxes in a row along it, and ever wider until none
	// is too close to another.
	for size := 0.3 * float64(len(order)); ; size *= 1.05 {
		for i, at := range draft {
			s.boxes[i].x, s.boxes[i].y = at.X*size*m.stepX/2, at.Y*size*m.stepY/2
		}
		if s.airy(1.5 * p.Gap) {
			return s
		}
	}
}

// airy reports whether all boxes are at least gap apart.
func (s sheet) airy(gap float64) bool {
	for i, a := range s.boxes {
		for _, b := range s.boxes[i+1:] {
			if dx, dy := a.overlap(b); dx+gap > 0 && dy+gap > 0 {
				return false
			}
		}
	}
	return true
}

// ringOrder returns the boxes in an order around a ring: from the request's
// order, two boxes change places, or a stretch is turned around, as long as
// either helps. For more boxes than anybody would follow around it keeps the
// request's order.
func (p *plan) ringOrder() []int {
	order := make([]int, len(p.Boxes))
	place := make([]int, len(p.Boxes))
	for i := range order {
		order[i], place[i] = i, i
	}
	if len(order) > 60 {
		return order
	}
	lowest := p.ringCost(place)
	try := func(change func()) bool {
		change()
		for k, i := range order {
			place[i] = k
		}
		if c := p.ringCost(place); c < lowest {
			lowest = c
			return true
		}
		change()
		return false
	}
	for better := true; better; {
		better = false
		for a := range order {
			for b := a + 1; b < len(order); b++ {
				swap := func() { order[a], order[b] = order[b], order[a] }
				turn := func() {
					for x, y := a, b; x < y; x, y = x+1, y-1 {
						order[x], order[y] = order[y], order[x]
					}
				}
				better = try(swap) || try(turn) || better
			}
		}
	}
	return order
}

// ringCost counts crossings of the links drawn as chords and, in thousandths
// of a crossing, the places between their ends.
func (p *plan) ringCost(place []int) int {
	cost := 0
	for k, l := range p.pairs {
		a, b := min(place[l[0]], place[l[1]]), max(place[l[0]], place[l[1]])
		cost += min(b-a, len(place)-b+a)
		for _, o := range p.pairs[k+1:] {
			c, d := place[o[0]], place[o[1]]
			if c == a || c == b || d == a || d == b {
				continue
			}
			if (a < c && c < b) != (a < d && d < b) {
				cost += 1000
			}
		}
	}
	return cost
}
