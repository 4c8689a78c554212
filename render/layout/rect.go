package layout

import "math"

// rect is a rectangle by its centre and half its width and height.
type rect struct{ x, y, hw, hh float64 }

// grown returns the rectangle with d more on every side.
func (r rect) grown(d float64) rect { return rect{r.x, r.y, r.hw + d, r.hh + d} }

// overlap returns how far the two rectangles reach into each other along x
// and y; they overlap if both are above 0.
func (r rect) overlap(o rect) (float64, float64) {
	return r.hw + o.hw - math.Abs(r.x-o.x), r.hh + o.hh - math.Abs(r.y-o.y)
}

// around returns the smallest rectangle that holds all of rects.
func around(rects []rect) rect {
	left, top := math.Inf(1), math.Inf(1)
	right, bottom := math.Inf(-1), math.Inf(-1)
	for _, r := range rects {
		left, right = min(left, r.x-r.hw), max(right, r.x+r.hw)
		top, bottom = min(top, r.y-r.hh), max(bottom, r.y+r.hh)
	}
	return rect{(left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2}
}

// met reports whether the straight line from a to b enters the rectangle.
func (r rect) met(a, b Point) bool {
	// Clip the line's parameter range to the slab of either axis.
	t0, t1 := 0.0, 1.0
	clip := func(from, step, low, high float64) bool {
		if step == 0 {
			return from > low && from < high
		}
		s0, s1 := (low-from)/step, (high-from)/step
		t0, t1 = max(t0, min(s0, s1)), min(t1, max(s0, s1))
		return t0 < t1
	}
	return clip(a.X, b.X-a.X, r.x-r.hw, r.x+r.hw) && clip(a.Y, b.Y-a.Y, r.y-r.hh, r.y+r.hh)
}
