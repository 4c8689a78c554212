package route

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"sysmap/render/scene"
)

// Link is one arrow to draw, between boxes named by their index.
type Link struct {
	From, To int
	// Bend pins the curve: how far its middle stands from the straight
	// line, as a share of the line's length, positive to the left of the
	// direction of travel. nil leaves the curve to [Arcs].
	Bend *float64
	// Width of the line in points; wider links are kept further apart.
	Width float64
}

// Sheet is what links are drawn on.
type Sheet struct {
	// Boxes are the obstacles, in points.
	Boxes []scene.Box
	Links []Link
	// Avoid lists further places that links should not run through, such as
	// headings.
	Avoid []scene.Box
	// Clearance is how far a link should stay from boxes that are not its
	// own, in points; 6 if 0.
	Clearance float64
	// Head is the length of an arrowhead in points; 8 if 0. Ends on one box
	// are kept about this far apart.
	Head float64
}

// Arcs returns one curve for each link, in order, from the edge of its first
// box to the edge of its second. A link from a box to itself is a small loop
// at a free corner. Links with a From or To that is no box give a zero curve.
func Arcs(s Sheet) []Curve {
	if s.Clearance == 0 {
		s.Clearance = 6
	}
	if s.Head == 0 {
		s.Head = 8
	}
	r := newRouter(s)
	shapes, passes, more := r.effort()
	for range passes {
		for _, i := range r.order {
			r.lift(i)
			r.draw(i, shapes)
		}
	}
	r.detour(more)
	r.spread()
	return r.curves
}

// manyLinks is where a map is no longer one that people drew.
const manyLinks = 600

// effort decides how many shapes each link tries and how often: everything on
// a map that people drew, less on one of thousands of links, where no reader
// would see the difference. A link that still meets a foreign box then tries
// more.
func (r *router) effort() (shapes []shape, passes int, more []shape) {
	switch n := len(r.order); {
	case n <= manyLinks:
		return plainShapes(), 4, manyShapes()
	case n <= 3*manyLinks:
		return fewShapes(), 2, plainShapes()
	}
	return fewShapes(), 1, nil
}

// router holds the state of one call of [Arcs].
type router struct {
	Sheet
	middle scene.Point // of all boxes
	field  *field
	order  []int // links, pinned first, then shortest first
	curves []Curve
	traces [][]step // what each link put on the field
	chosen []shape
	drawn  []bool
}

func newRouter(s Sheet) *router {
	r := &router{
		Sheet: s, field: newField(s),
		curves: make([]Curve, len(s.Links)), traces: make([][]step, len(s.Links)),
		chosen: make([]shape, len(s.Links)), drawn: make([]bool, len(s.Links)),
	}
	for _, b := range s.Boxes {
		c := b.Centre()
		r.middle.X += c.X / float64(len(s.Boxes))
		r.middle.Y += c.Y / float64(len(s.Boxes))
	}
	for i := range r.chosen {
		r.chosen[i] = shape{cost: bendCost(0, 0)}
	}
	for i, l := range s.Links {
		if l.From >= 0 && l.From < len(s.Boxes) && l.To >= 0 && l.To < len(s.Boxes) {
			r.order = append(r.order, i)
		}
	}
	reach := func(i int) float64 {
		l := s.Links[i]
		if l.Bend != nil {
			return -1
		}
		d := sub(s.Boxes[l.To].Centre(), s.Boxes[l.From].Centre())
		return math.Hypot(d.X, d.Y)
	}
	slices.SortStableFunc(r.order, func(a, b int) int { return cmp.Compare(reach(a), reach(b)) })
	return r
}

// lift takes a link off the field.
func (r *router) lift(i int) {
	if r.drawn[i] {
		r.field.add(r.traces[i], -1)
		r.drawn[i] = false
	}
}

// put lays a curve for a link on the field.
func (r *router) put(i int, c Curve) {
	r.curves[i] = c
	r.traces[i] = r.field.trace(c, r.traces[i][:0])
	r.field.add(r.traces[i], 1)
	r.drawn[i] = true
}

// draw chooses the best curve for a link as the others now lie.
func (r *router) draw(i int, shapes []shape) {
	l := r.Links[i]
	switch {
	case l.From == l.To:
		r.put(i, r.selfLoop(l))
	case l.Bend != nil:
		c, ok := r.clip(l, bent(r.Boxes[l.From].Centre(), r.Boxes[l.To].Centre(), *l.Bend))
		if !ok {
			c = Straight(r.Boxes[l.From].Centre(), r.Boxes[l.To].Centre())
		}
		r.put(i, c)
	default:
		r.put(i, r.best(i, shapes))
	}
}

// best tries every shape for a link and returns the one that costs least. It
// begins with the one the link has, which is seldom far off, so that most
// others need not be weighed to their end.
func (r *router) best(i int, shapes []shape) Curve {
	l := r.Links[i]
	from, to := r.Boxes[l.From].Centre(), r.Boxes[l.To].Centre()
	outward := r.outward(from, to)
	// The boxes may touch or overlap: a straight line between the centres
	// is the one curve that always exists.
	best, chosen := Straight(from, to), r.chosen[i]
	lowest := math.Inf(1)
	weigh := func(s shape) {
		cost := s.cost
		if s.out+s.in != 0 && (s.out+s.in > 0) != outward {
			cost += inwardCost
		}
		if cost >= lowest {
			return
		}
		c, ok := r.clip(l, between(from, to, s.out, s.in))
		if !ok {
			return
		}
		if cost += r.field.cost(c, l, lowest-cost); cost < lowest {
			best, lowest, chosen = c, cost, s
		}
	}
	weigh(chosen)
	for _, s := range shapes {
		if s.cost >= lowest {
			break
		}
		weigh(s)
	}
	r.chosen[i] = chosen
	return best
}

// outward reports whether bending to the left takes a link away from the
// middle of the map, which is what makes loops read as rings.
func (r *router) outward(from, to scene.Point) bool {
	half := mix(from, to, 0.5)
	d, away := sub(to, from), sub(half, r.middle)
	return d.Y*away.X-d.X*away.Y > 0
}

// inwardCost is what bending towards the middle of the map costs more.
const inwardCost = 0.35

// shape is one way to bend a link: the angles at its ends, in radians, and
// what it costs to bend so.
type shape struct{ out, in, cost float64 }

// detour draws the links that still meet a foreign box once more, among more
// shapes.
func (r *router) detour(shapes []shape) {
	if shapes == nil {
		return
	}
	for _, i := range r.order {
		if r.Links[i].Bend == nil && r.field.meets(r.curves[i], r.Links[i]) {
			r.lift(i)
			r.draw(i, shapes)
		}
	}
}

// plainShapes lists the curves that every link tries, cheapest first: arcs of
// either side and several bends, arcs that lean towards one end, and a few
// shallow S's.
var plainShapes = sync.OnceValue(func() []shape {
	angles := []float64{0, 10, 20, 32, 45, 60, 78, 98, 120}
	return combine(angles, 60, 45)
})

// fewShapes is what links try on very large maps.
var fewShapes = sync.OnceValue(func() []shape {
	return combine([]float64{0, 20, 42, 70, 105}, 40, 20)
})

// manyShapes lists the curves that a link tries which found no way among the
// plain ones.
var manyShapes = sync.OnceValue(func() []shape {
	var angles []float64
	for a := 0.0; a <= 140; a += 5 {
		angles = append(angles, a)
	}
	return combine(angles, 130, 100)
})

// combine makes a shape of every two angles, in degrees, that differ by at
// most lean, and S's of those up to the angle s.
func combine(angles []float64, lean, s float64) []shape {
	const degree = math.Pi / 180
	var list []shape
	add := func(out, in float64) {
		list = append(list, shape{out * degree, in * degree, bendCost(out, in)})
	}
	for _, a := range angles {
		for _, b := range angles {
			if math.Abs(a-b) <= lean {
				add(a, b)
				if a+b > 0 {
					add(-a, -b)
				}
			}
			if a > 0 && b > 0 && a <= s && b <= s {
				add(a, -b)
				add(-a, b)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b shape) int { return cmp.Compare(a.cost, b.cost) })
	return list
}

// bendCost is what a shape costs for itself, by its angles in degrees. A
// gentle arc costs nothing; a straight line, a strong bend, an arc that leans
// and an S all do.
func bendCost(out, in float64) float64 {
	const gentle = 24
	mean, lean := (math.Abs(out)+math.Abs(in))/2, math.Abs(math.Abs(out)-math.Abs(in))
	cost := 0.9 * lean / 45
	if mean < gentle {
		cost += 0.9 * (gentle - mean) / gentle
	} else {
		cost += 3.2 * math.Pow((mean-gentle)/60, 1.3)
	}
	if out*in < 0 {
		cost += 2.2 + mean/30
	}
	return cost
}
