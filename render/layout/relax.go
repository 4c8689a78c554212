package layout

import (
	"context"
	"math"
)

// mostForStress is the number of boxes up to which all pairs are looked at.
const mostForStress = 2500

// even spaces a draft out: by stress where that can be afforded, else by
// bringing links to the length that boxes want. Fixed boxes stay.
func (p *plan) even(ctx context.Context, draft []Point, fixed []bool) {
	const rounds, mostSteps = 50, 50_000_000
	m := p.metric()
	if n := len(draft); n <= mostForStress && n*len(p.pairs) <= mostSteps {
		m.relax(ctx, draft, p.distances(), rounds, fixed)
	} else if fixed == nil {
		m.enlarge(draft, p.pairs)
	}
}

// relax makes distances on the sheet follow those in the map. It lowers the
// stress
//
//	Σ_{i<j} d_ij^{-2} (‖x_i − x_j‖ − l_ij)²
//
// by majorization, one box at a time (Gansner, Koren, North: Graph Drawing by
// Stress Majorization, 2004). The length l_ij aimed for depends on the
// direction from i to j: boxes are wider than high, and so is the sheet. Fixed
// boxes stay.
func (m metric) relax(ctx context.Context, at []Point, d [][]float32, rounds int, fixed []bool) {
	for range rounds {
		if ctx.Err() != nil {
			return
		}
		for i := range at {
			if fixed == nil || !fixed[i] {
				at[i] = m.pull(at, d[i], i)
			}
		}
	}
}

// enlarge scales a draft so that links have the length of one step on average.
func (m metric) enlarge(at []Point, pairs [][2]int) {
	steps := 0.0
	for _, l := range pairs {
		a, b := at[l[0]], at[l[1]]
		steps += math.Hypot((a.X-b.X)/m.stepX, (a.Y-b.Y)/m.stepY) / float64(len(pairs))
	}
	if steps < 1e-9 {
		return
	}
	for i := range at {
		at[i].X /= steps
		at[i].Y /= steps
	}
}

// lieDown turns a draft about its middle so that it is widest along x. Only
// without clusters: the regions of a draft stand upright already.
func (p *plan) lieDown(draft []Point) {
	if len(p.members) > 0 {
		return
	}
	var m Point
	for _, at := range draft {
		m.X += at.X / float64(len(draft))
		m.Y += at.Y / float64(len(draft))
	}
	var xx, xy, yy float64
	for _, at := range draft {
		dx, dy := at.X-m.X, at.Y-m.Y
		xx, xy, yy = xx+dx*dx, xy+dx*dy, yy+dy*dy
	}
	// The angle of the longer principal axis.
	sin, cos := math.Sincos(-0.5 * math.Atan2(2*xy, xx-yy))
	for i, at := range draft {
		dx, dy := at.X-m.X, at.Y-m.Y
		draft[i] = Point{dx*cos - dy*sin, dx*sin + dy*cos}
	}
}

// metric is how far apart boxes should stand.
type metric struct {
	boxes []Box
	// gap is what to leave between linked boxes, in points.
	gap float64
	// stepX and stepY are the length of one step of distance along the axes.
	stepX, stepY float64
	// across weakens the stress between boxes of different clusters.
	across float64
}

func (p *plan) metric() metric {
	m := metric{boxes: p.Boxes, gap: 2 * p.Gap, across: 0.2}
	if len(p.Clusters) == 0 {
		m.across = 1
	}
	area := 0.0
	for _, b := range p.Boxes {
		area += (b.W + m.gap) * (b.H + m.gap)
	}
	side := math.Sqrt(area / float64(len(p.Boxes)))
	m.stepX, m.stepY = side*math.Sqrt(p.Aspect), side/math.Sqrt(p.Aspect)
	return m
}

// pull returns where box i is drawn to by all others.
func (m metric) pull(at []Point, d []float32, i int) Point {
	var sum Point
	total := 0.0
	for j := range at {
		if j == i || d[j] == far {
			continue
		}
		dx, dy := at[i].X-at[j].X, at[i].Y-at[j].Y
		now := math.Hypot(dx, dy)
		if now < 1e-9 {
			// Any fixed direction will do to part two that coincide.
			dx, dy, now = float64(i-j), 1, math.Hypot(float64(i-j), 1)
		}
		dx, dy = dx/now, dy/now
		l := m.length(i, j, float64(d[j]), dx, dy)
		w := 1 / float64(d[j]*d[j])
		if m.boxes[i].Cluster != m.boxes[j].Cluster {
			w *= m.across
		}
		sum.X += w * (at[j].X + l*dx)
		sum.Y += w * (at[j].Y + l*dy)
		total += w
	}
	if total == 0 {
		return at[i]
	}
	return Point{sum.X / total, sum.Y / total}
}

// length is how far the centres of boxes i and j should be apart if they are d
// steps apart and lie in the direction of the unit vector ux, uy.
func (m metric) length(i, j int, d, ux, uy float64) float64 {
	// Half-sizes that reach to the other box's border, gap included.
	w := (m.boxes[i].W+m.boxes[j].W)/2 + m.gap
	h := (m.boxes[i].H+m.boxes[j].H)/2 + m.gap
	touch := 1 / max(math.Abs(ux)/w, math.Abs(uy)/h)
	return max(touch, d/math.Hypot(ux/m.stepX, uy/m.stepY))
}
