package route

import (
	"cmp"
	"math"
	"slices"

	"sysmap/render/scene"
)

// clip cuts a curve between the centres of a link's boxes down to the part
// between their edges. It reports false where nothing is left in between.
func (r *router) clip(l Link, c Curve) (Curve, bool) {
	a, b := r.Boxes[l.From], r.Boxes[l.To]
	start := crossing(c, a, 0, 1)
	end := crossing(c, b, 1, 0)
	if end-start < 0.02 {
		return Curve{}, false
	}
	return c.Part(start, end), true
}

// crossing returns the parameter at which a curve that is inside the box at
// from leaves it on the way to to.
func crossing(c Curve, box scene.Box, from, to float64) float64 {
	const coarse = 48
	inside := from
	for i := 1; i <= coarse; i++ {
		t := from + (to-from)*float64(i)/coarse
		if !box.Contains(c.At(t)) {
			outside := t
			for range 16 {
				half := (inside + outside) / 2
				if box.Contains(c.At(half)) {
					inside = half
				} else {
					outside = half
				}
			}
			return outside
		}
		inside = t
	}
	return to
}

// selfLoop returns a small loop at the corner of a box that has most room.
func (r *router) selfLoop(l Link) Curve {
	b := r.Boxes[l.From]
	size := max(3*r.Head, min(b.W, b.H)*0.6)
	best, lowest := Curve{}, math.Inf(1)
	for _, corner := range [][2]float64{{1, -1}, {-1, -1}, {1, 1}, {-1, 1}} {
		sx, sy := corner[0], corner[1]
		x, y := b.X+b.W/2*(1+sx), b.Y+b.H/2*(1+sy)
		start := scene.Point{X: x - sx*min(b.W/2, size*0.5), Y: y}
		end := scene.Point{X: x, Y: y - sy*min(b.H/2, size*0.4)}
		c := Curve{
			start,
			scene.Point{X: start.X + sx*size*0.1, Y: y + sy*size*1.35},
			scene.Point{X: x + sx*size*1.35, Y: end.Y + sy*size*0.1},
			end,
		}
		if cost := r.field.cost(c, l, lowest); cost < lowest {
			best, lowest = c, cost
		}
	}
	return best
}

// end is where a link meets a box, as the distance along the box's outline
// from its top left corner, clockwise.
type end struct {
	link  int
	start bool
	along float64
}

// spread moves the ends of links apart where they meet a box closer to one
// another than an arrowhead is wide, and bends the curves with them.
func (r *router) spread() {
	ends := make([][]end, len(r.Boxes))
	for i, l := range r.Links {
		if !r.drawn[i] || l.From == l.To {
			continue
		}
		c := r.curves[i]
		ends[l.From] = append(ends[l.From], end{i, true, outline(r.Boxes[l.From], c.P0)})
		ends[l.To] = append(ends[l.To], end{i, false, outline(r.Boxes[l.To], c.P3)})
	}
	for b, list := range ends {
		r.spreadOn(r.Boxes[b], list)
	}
}

func (r *router) spreadOn(box scene.Box, list []end) {
	round := 2 * (box.W + box.H)
	gap := min(r.Head*1.25, round/float64(len(list)+1))
	slices.SortStableFunc(list, func(a, b end) int { return cmp.Compare(a.along, b.along) })
	at := make([]float64, len(list))
	for i, e := range list {
		at[i] = e.along
	}
	for range 60 {
		moved := false
		for i := range at {
			j := (i + 1) % len(at)
			if i == j {
				break
			}
			d := at[j] - at[i]
			if j == 0 {
				d += round
			}
			if lack := gap - d; lack > 0.05 {
				at[i] -= lack / 2
				at[j] += lack / 2
				moved = true
			}
		}
		if !moved {
			break
		}
	}
	for i, e := range list {
		if math.Abs(at[i]-e.along) < 0.01 {
			continue
		}
		r.moveEnd(box, e, at[i])
	}
}

// moveEnd moves one end of a curve along its box, or half as far if all the way
// would make the curve meet another box, or not at all.
func (r *router) moveEnd(box scene.Box, e end, along float64) {
	l, before := r.Links[e.link], r.curves[e.link]
	was := r.field.meets(before, l)
	for _, share := range []float64{1, 0.5} {
		to := pointOn(box, e.along+(along-e.along)*share)
		c := before
		if e.start {
			d := sub(to, c.P0)
			c.P0, c.P1 = to, scene.Point{X: c.P1.X + d.X, Y: c.P1.Y + d.Y}
		} else {
			d := sub(to, c.P3)
			c.P3, c.P2 = to, scene.Point{X: c.P2.X + d.X, Y: c.P2.Y + d.Y}
		}
		if was || !r.field.meets(c, l) {
			r.curves[e.link] = c
			return
		}
	}
}

// outline returns how far along a box's outline the nearest point to p is.
func outline(b scene.Box, p scene.Point) float64 {
	x, y := min(max(p.X-b.X, 0), b.W), min(max(p.Y-b.Y, 0), b.H)
	top, right, bottom, left := y, b.W-x, b.H-y, x
	switch min(top, right, bottom, left) {
	case top:
		return x
	case right:
		return b.W + y
	case bottom:
		return b.W + b.H + (b.W - x)
	}
	return 2*b.W + b.H + (b.H - y)
}

// pointOn returns the point at a distance along a box's outline.
func pointOn(b scene.Box, along float64) scene.Point {
	round := 2 * (b.W + b.H)
	along = math.Mod(math.Mod(along, round)+round, round)
	switch {
	case along <= b.W:
		return scene.Point{X: b.X + along, Y: b.Y}
	case along <= b.W+b.H:
		return scene.Point{X: b.X + b.W, Y: b.Y + along - b.W}
	case along <= 2*b.W+b.H:
		return scene.Point{X: b.X + b.W - (along - b.W - b.H), Y: b.Y + b.H}
	}
	return scene.Point{X: b.X, Y: b.Y + b.H - (along - 2*b.W - b.H)}
}
