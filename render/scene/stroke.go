package scene

import "math"

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
	steps               float64
}

func newPen(on *coverage, width float64, roundCap, roundJoin bool) pen {
	radius := width / 2
	// An arc in steps of this angle stays within flatness of the circle.
	steps := 2 * math.Acos(max(1-flatness/max(radius, flatness), 0))
	return pen{on, radius, roundCap, roundJoin, steps}
}

// draw adds the outline of the contour. It is made of many small convex parts
// that all wind in one direction, so that they add up where they meet.
func (p pen) draw(c contour) {
	n := len(c.corners)
	if n == 1 {
		if p.roundCap {
			p.disc(c.corners[0].Point)
		}
		return
	}
	last := n - 1
	if c.closed && n > 2 {
		last = n
	}
	for i := range last {
		p.side(c.corners[i].Point, c.corners[(i+1)%n].Point)
		if i+2 < n || last == n {
			p.join(c.corners[i].Point, c.corners[(i+1)%n], c.corners[(i+2)%n].Point)
		}
	}
	if last < n && p.roundCap {
		p.disc(c.corners[0].Point)
		p.disc(c.corners[n-1].Point)
	}
}

// normal is the vector from a line's middle to its left edge.
func (p pen) normal(from, to Point) Point {
	dx, dy := to.X-from.X, to.Y-from.Y
	k := p.radius / math.Hypot(dx, dy)
	return Point{dy * k, -dx * k}
}

func (p pen) side(a, b Point) {
	n := p.normal(a, b)
	p.on.polygon(plus(a, n, 1), plus(b, n, 1), plus(b, n, -1), plus(a, n, -1))
}

// join fills the wedge that is open on the outer side of a corner.
func (p pen) join(a Point, at corner, b Point) {
	before, after := p.normal(a, at.Point), p.normal(at.Point, b)
	turn := before.X*after.Y - before.Y*after.X
	along := before.X*after.X + before.Y*after.Y
	if turn == 0 && along > 0 {
		return
	}
	// With y down a turn to the right leaves the left side open.
	if turn < 0 {
		before, after = Point{-after.X, -after.Y}, Point{-before.X, -before.Y}
	}
	angle := math.Acos(min(max(along/(p.radius*p.radius), -1), 1))
	switch {
	case at.smooth || p.roundJoin:
		p.fan(at.Point, before, angle)
	case 1 <= miterLimit*math.Cos(angle/2):
		k := 1 / (1 + along/(p.radius*p.radius))
		tip := Point{(before.X + after.X) * k, (before.Y + after.Y) * k}
		p.on.polygon(at.Point, plus(at.Point, before, 1), plus(at.Point, tip, 1), plus(at.Point, after, 1))
	default:
		p.on.polygon(at.Point, plus(at.Point, before, 1), plus(at.Point, after, 1))
	}
}

// fan adds a sector of the disc around c, from a vector onwards by an angle.
func (p pen) fan(c, from Point, angle float64) {
	n := max(int(math.Ceil(angle/p.steps)), 1)
	previous := plus(c, from, 1)
	for i := 1; i <= n; i++ {
		sin, cos := math.Sincos(angle * float64(i) / float64(n))
		next := Point{c.X + from.X*cos - from.Y*sin, c.Y + from.X*sin + from.Y*cos}
		p.on.polygon(c, previous, next)
		previous = next
	}
}

func (p pen) disc(c Point) { p.fan(c, Point{p.radius, 0}, 2*math.Pi) }

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
