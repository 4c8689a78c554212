package scene

import "math"

// flatness is how far, in pixels, a straight piece may lie from the curve that
// it stands for.
const flatness = 0.05

// mostPieces bounds a curve that is far larger than any sheet.
const mostPieces = 2000

// corner is a point of a flattened path. A smooth one lies on a curve, so that
// an outline turns there without a visible join.
type corner struct {
	Point
	smooth bool
}

// contour is one flattened path.
type contour struct {
	corners []corner
	closed  bool
}

func (c *contour) lineTo(p Point) { c.corners = append(c.corners, corner{Point: p}) }

// curveTo adds a cubic curve from the last corner, in pieces of equal time. By
// Taylor, n pieces are within |B″|/8n² of the curve.
func (c *contour) curveTo(c1, c2, to Point) {
	from := c.corners[len(c.corners)-1].Point
	bend := max(secondDifference(from, c1, c2), secondDifference(c1, c2, to))
	n := int(min(math.Ceil(math.Sqrt(6*bend/(8*flatness))), mostPieces))
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		s := 1 - t
		a, b, d, e := s*s*s, 3*s*s*t, 3*s*t*t, t*t*t
		c.corners = append(c.corners, corner{Point{
			a*from.X + b*c1.X + d*c2.X + e*to.X,
			a*from.Y + b*c1.Y + d*c2.Y + e*to.Y}, true})
	}
	c.lineTo(to)
}

func secondDifference(a, b, c Point) float64 {
	return math.Hypot(a.X-2*b.X+c.X, a.Y-2*b.Y+c.Y)
}

// flatten returns the path as straight pieces, all lengths times scale.
func (p Path) flatten(scale float64) contour {
	at := func(q Point) Point { return Point{q.X * scale, q.Y * scale} }
	c := contour{closed: p.Closed}
	c.lineTo(at(p.Start))
	for _, s := range p.Segments {
		if s.Straight {
			c.lineTo(at(s.To))
		} else {
			c.curveTo(at(s.C1), at(s.C2), at(s.To))
		}
	}
	return c.withoutRepeats()
}

// withoutRepeats leaves out corners where the one before stands, which have no
// direction.
func (c contour) withoutRepeats() contour {
	const near = 1e-9
	kept := c.corners[:1]
	for _, q := range c.corners[1:] {
		last := kept[len(kept)-1]
		if math.Abs(q.X-last.X) > near || math.Abs(q.Y-last.Y) > near {
			kept = append(kept, q)
		}
	}
	first, last := kept[0], kept[len(kept)-1]
	if c.closed && len(kept) > 1 && math.Abs(first.X-last.X) <= near && math.Abs(first.Y-last.Y) <= near {
		kept = kept[:len(kept)-1]
	}
	c.corners = kept
	return c
}

// path returns the outline of the rectangle, clockwise from the left end of its
// upper side, as SVG dashes it.
func (r Rectangle) path() Path {
	b, c := r.Box, r.corner()
	left, top, right, bottom := b.X, b.Y, b.X+b.W, b.Y+b.H
	if c == 0 {
		return Path{Start: Point{left, top}, Closed: true, Style: r.Style, Segments: []Segment{
			Line(Point{right, top}), Line(Point{right, bottom}), Line(Point{left, bottom})}}
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
