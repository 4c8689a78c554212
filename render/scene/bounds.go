package scene

import "math"

// Bounds returns the smallest box known to hold the shapes, their strokes and
// their text; a curve counts with its control points. No shapes have a box
// without size.
func Bounds(shapes ...Shape) Box {
	e := extents{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	e.add(shapes)
	if e.left > e.right {
		return Box{}
	}
	return Box{e.left, e.top, e.right - e.left, e.bottom - e.top}
}

type extents struct{ left, top, right, bottom float64 }

func (e *extents) add(shapes []Shape) {
	for _, shape := range shapes {
		switch s := shape.(type) {
		case Group:
			e.add(s.Shapes)
		case Rectangle:
			e.box(s.Box, s.Style.reach())
		case Path:
			r := s.Style.reach()
			e.point(s.Start, r)
			for _, g := range s.Segments {
				e.point(g.To, r)
				if !g.Straight {
					e.point(g.C1, r)
					e.point(g.C2, r)
				}
			}
		case Text:
			e.text(s)
		}
	}
}

func (e *extents) text(t Text) {
	width := Measure(printable(t.String), t.Font)
	if width == 0 {
		return
	}
	start := t.start(width)
	up, down := Ascent(t.Font), Descent(t.Font)
	e.box(Box{start.X, start.Y - up, width, up + down}, t.HaloWidth)
}

func (e *extents) box(b Box, reach float64) {
	e.point(Point{b.X, b.Y}, reach)
	e.point(Point{b.X + b.W, b.Y + b.H}, reach)
}

func (e *extents) point(p Point, reach float64) {
	e.left, e.right = min(e.left, p.X-reach), max(e.right, p.X+reach)
	e.top, e.bottom = min(e.top, p.Y-reach), max(e.bottom, p.Y+reach)
}

// reach is how far the outline goes beyond the shape: the tip of a corner at
// most miterLimit times half the stroke.
func (s Style) reach() float64 {
	switch {
	case !s.stroked():
		return 0
	case s.RoundJoin:
		return s.Width / 2
	}
	return miterLimit * s.Width / 2
}
