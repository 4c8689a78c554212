package scene

import (
	"iter"
	"math"
)

// path returns the outline of the rectangle, clockwise from the left end of its
// upper side, as SVG dashes it.
func (r Rectangle) path() Path {
	b, c := r.Box, r.corner()
	left, top, right, bottom := b.X, b.Y, b.X+b.W, b.Y+b.H
	if c == 0 {
		return Path{Start: Point{left, top}, Closed: true, Style: r.Style, Segments: []Segment{
			Line(Point{right, top}), Line(Point{right, bottom}), Line(Point{left, bottom}),
		}}
	}
	// A cubic with this much tangent is within 0.03 % of a quarter circle.
	k := c * (1 - 4*(math.Sqrt2-1)/3)
	return Path{Start: Point{left + c, top}, Closed: true, Style: r.Style, Segments: []Segment{
		Line(Point{right - c, top}),
		Curve(Point{right - k, top}, Point{right, top + k}, Point{right, top + c}),
		Line(Point{right, bottom - c}),
		Curve(Point{right, bottom - k}, Point{right - k, bottom}, Point{right - c, bottom}),
		Line(Point{left + c, bottom}),
		Curve(Point{left + k, bottom}, Point{left, bottom - k}, Point{left, bottom - c}),
		Line(Point{left, top + c}),
		Curve(Point{left, top + k}, Point{left + k, top}, Point{left + c, top}),
	}}
}

// points yields the points that the path is made of, with those that its
// curves are drawn towards.
func (p Path) points() iter.Seq[Point] {
	return func(yield func(Point) bool) {
		if !yield(p.Start) {
			return
		}
		for _, s := range p.Segments {
			if !s.Straight && (!yield(s.C1) || !yield(s.C2)) || !yield(s.To) {
				return
			}
		}
		if p.Closed {
			yield(p.Start)
		}
	}
}

// longest returns a length that the path does not exceed.
func (p Path) longest() float64 {
	total, last := 0.0, p.Start
	for q := range p.points() {
		total += math.Hypot(q.X-last.X, q.Y-last.Y)
		last = q
	}
	return total
}

// reach returns a box that holds all that the path may paint.
func (p Path) reach() Box {
	low, high := p.Start, p.Start
	for q := range p.points() {
		low.X, low.Y = min(low.X, q.X), min(low.Y, q.Y)
		high.X, high.Y = max(high.X, q.X), max(high.Y, q.Y)
	}
	b := Box{low.X, low.Y, high.X - low.X, high.Y - low.Y}
	if p.Style.stroked() {
		b = b.Inset(-p.Style.Width / 2 * miterLimit)
	}
	return b
}

// moved returns the path times a factor and then shifted.
func (p Path) moved(dx, dy, factor float64) Path {
	at := func(q Point) Point { return Point{q.X*factor + dx, q.Y*factor + dy} }
	q := p
	q.Start = at(p.Start)
	q.Segments = make([]Segment, len(p.Segments))
	for i, s := range p.Segments {
		q.Segments[i] = Segment{C1: at(s.C1), C2: at(s.C2), To: at(s.To), Straight: s.Straight}
	}
	return q
}

// fromMiddle returns a closed path as an open one that begins and ends in the
// middle of its first segment, where no corner has to be joined.
func (p Path) fromMiddle() Path {
	if !p.Closed || len(p.Segments) == 0 {
		return p
	}
	first, rest := p.Segments[0].halves(p.Start)
	segments := append([]Segment{rest}, p.Segments[1:]...)
	if p.Segments[len(p.Segments)-1].To != p.Start {
		segments = append(segments, Line(p.Start))
	}
	return Path{Start: first.To, Segments: append(segments, first), Style: p.Style}
}

// halves cuts a segment that begins at start in two, by de Casteljau.
func (s Segment) halves(start Point) (first, second Segment) {
	if s.Straight {
		return Line(between(start, s.To, 0.5)), s
	}
	a, b, c := between(start, s.C1, 0.5), between(s.C1, s.C2, 0.5), between(s.C2, s.To, 0.5)
	ab, bc := between(a, b, 0.5), between(b, c, 0.5)
	middle := between(ab, bc, 0.5)
	return Curve(a, ab, middle), Curve(bc, c, s.To)
}

func between(a, b Point, share float64) Point {
	return Point{a.X + (b.X-a.X)*share, a.Y + (b.Y-a.Y)*share}
}
