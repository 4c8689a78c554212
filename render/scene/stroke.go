package scene

import (
	"math"
	"slices"
)

// miterLimit is SVG's default: a sharper corner than 29° is cut off.
const miterLimit = 4

// mostDashes bounds the dashes of one path; one that would have more is drawn
// solid, as it would look.
const mostDashes = 50_000

// pen outlines contours. Lengths are in pixels.
type pen struct {
	on                  *coverage
	radius              float64
	roundCap, roundJoin bool
	// step is the angle between two corners of a round cap or join.
	step        float64
	left, right []Point
}

// roundness is how far, in pixels, a round cap's corners may be from straight:
// less than for curves, since a dot is nothing but cap.
const roundness = 0.01

func newPen(on *coverage, width float64, roundCap, roundJoin bool) pen {
	radius := width / 2
	return pen{on: on, radius: radius, roundCap: roundCap, roundJoin: roundJoin,
		step: 2 * math.Acos(max(1-roundness/radius, 0.9))}
}

// draw adds the outline of the contour: one along its left side and back along
// the right, or, if it is closed, one on each side.
func (p *pen) draw(c contour) {
	n := len(c.corners)
	p.left, p.right = p.left[:0], p.right[:0]
	switch {
	case n == 1 && p.roundCap:
		at := c.corners[0].Point
		p.left = append(p.left, plus(at, Point{p.radius, 0}, 1))
		p.arc(&p.left, at, Point{p.radius, 0}, 2*math.Pi)
	case n == 1:
		return
	case c.closed && n > 2:
		for i := range n {
			p.join(c.corners[(i+n-1)%n].Point, c.corners[i], c.corners[(i+1)%n].Point)
		}
		slices.Reverse(p.right)
		p.on.polygon(p.right...)
		p.on.polygon(p.left...)
		return
	default:
		p.end(c.corners[1].Point, c.corners[0].Point)
		for i := 1; i+1 < n; i++ {
			p.join(c.corners[i-1].Point, c.corners[i], c.corners[i+1].Point)
		}
		p.end(c.corners[n-2].Point, c.corners[n-1].Point)
	}
	slices.Reverse(p.right)
	p.left = append(p.left, p.right...)
	p.on.polygon(p.left...)
}

// end adds what goes around the end of a line, from its left side to its right.
func (p *pen) end(from, at Point) {
	normal := p.normal(from, at)
	p.left = append(p.left, plus(at, normal, 1))
	if p.roundCap {
		p.arc(&p.left, at, normal, math.Pi)
	}
	p.left = append(p.left, plus(at, normal, -1))
}

// normal is the vector from a line's middle to its left edge.
func (p *pen) normal(from, to Point) Point {
	dx, dy := to.X-from.X, to.Y-from.Y
	k := p.radius / math.Hypot(dx, dy)
	return Point{dy * k, -dx * k}
}

// join adds what both sides do at a corner.
func (p *pen) join(a Point, at corner, b Point) {
	before, after := p.normal(a, at.Point), p.normal(at.Point, b)
	turn := before.X*after.Y - before.Y*after.X
	cosine := min(max((before.X*after.X+before.Y*after.Y)/(p.radius*p.radius), -1), 1)
	outer, inner, side := &p.left, &p.right, 1.0
	// With y down a turn to the right leaves the left side outside.
	if turn < 0 {
		outer, inner, side = &p.right, &p.left, -1
	}
	p.outside(outer, at, before, after, cosine, side)
	// Where the edges of the inner side meet, if that is on both pieces of the
	// line; half of them, since their other ends turn too.
	room := min(distance(a, at.Point), distance(at.Point, b)) / 2
	if halfTangent(cosine)*p.radius <= room {
		*inner = append(*inner, plus(at.Point, tip(before, after, cosine), -side))
		return
	}
	// Otherwise by way of the corner itself, so that no part of the outline
	// winds the other way.
	*inner = append(*inner, plus(at.Point, before, -side), at.Point, plus(at.Point, after, -side))
}

// outside adds the outer side of a corner; side is 1 if that is the left one.
func (p *pen) outside(edge *[]Point, at corner, before, after Point, cosine, side float64) {
	*edge = append(*edge, plus(at.Point, before, side))
	switch {
	case at.smooth || p.roundJoin:
		p.arc(edge, at.Point, Point{before.X * side, before.Y * side}, side*math.Acos(cosine))
	case 1 <= miterLimit*math.Sqrt((1+cosine)/2):
		*edge = append(*edge, plus(at.Point, tip(before, after, cosine), side))
	}
	*edge = append(*edge, plus(at.Point, after, side))
}

// tip is the vector from a corner to where its outer edges meet.
func tip(before, after Point, cosine float64) Point {
	k := 1 / (1 + cosine)
	return Point{(before.X + after.X) * k, (before.Y + after.Y) * k}
}

// halfTangent is the tangent of half the angle with a cosine.
func halfTangent(cosine float64) float64 { return math.Sqrt((1 - cosine) / (1 + cosine)) }

// arc adds the points between the ends of an arc around c, from a vector
// onwards by an angle.
func (p *pen) arc(edge *[]Point, c, from Point, angle float64) {
	n := int(math.Ceil(math.Abs(angle) / p.step))
	for i := 1; i < n; i++ {
		sin, cos := math.Sincos(angle * float64(i) / float64(n))
		*edge = append(*edge, Point{c.X + from.X*cos - from.Y*sin, c.Y + from.X*sin + from.Y*cos})
	}
}

func plus(p, v Point, k float64) Point { return Point{p.X + v.X*k, p.Y + v.Y*k} }

// dashed cuts the contour into its dashes, open contours that begin where the
// contour does. Lengths are in pixels.
func dashed(c contour, pattern []float64) []contour {
	period := 0.0
	for _, d := range pattern {
		period += d
	}
	corners := c.corners
	if c.closed && len(corners) > 1 {
		corners = append(corners[:len(corners):len(corners)], corner{Point: corners[0].Point})
	}
	length := 0.0
	for i := 1; i < len(corners); i++ {
		length += distance(corners[i-1].Point, corners[i].Point)
	}
	if period == 0 || len(corners) < 2 || length/period*float64(len(pattern)) > mostDashes {
		return []contour{c}
	}
	if len(pattern)%2 == 1 {
		pattern = append(pattern[:len(pattern):len(pattern)], pattern...)
	}
	w := dashing{pattern: pattern, left: pattern[0]}
	w.begin(corners[0].Point)
	for i := 1; i < len(corners); i++ {
		w.walk(corners[i-1].Point, corners[i])
	}
	for i, d := range w.done {
		w.done[i] = d.withoutRepeats()
	}
	return w.done
}

// dashing walks along a line and alternates between drawing and not.
type dashing struct {
	pattern []float64
	// phase is the index in the pattern, left what remains of it.
	phase int
	left  float64
	done  []contour
}

func (w *dashing) drawing() bool { return w.phase%2 == 0 }

func (w *dashing) begin(p Point) { w.done = append(w.done, contour{corners: []corner{{Point: p}}}) }

func (w *dashing) reach(c corner) {
	last := &w.done[len(w.done)-1]
	last.corners = append(last.corners, c)
}

func (w *dashing) walk(from Point, to corner) {
	length := distance(from, to.Point)
	at := 0.0
	for length-at > w.left {
		at += w.left
		p := plus(from, Point{to.X - from.X, to.Y - from.Y}, at/length)
		if w.drawing() {
			w.reach(corner{Point: p})
		} else {
			w.begin(p)
		}
		w.phase = (w.phase + 1) % len(w.pattern)
		w.left = w.pattern[w.phase]
	}
	w.left -= length - at
	if w.drawing() {
		w.reach(to)
	}
}

func distance(a, b Point) float64 { return math.Hypot(b.X-a.X, b.Y-a.Y) }
