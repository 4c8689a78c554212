package route

import (
	"math"

	"sysmap/render/scene"
)

// Curve is one cubic Bézier curve.
type Curve struct{ P0, P1, P2, P3 scene.Point }

// At returns the point at parameter t, 0…1.
func (c Curve) At(t float64) scene.Point {
	u := 1 - t
	a, b, d, e := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
	return scene.Point{
		X: a*c.P0.X + b*c.P1.X + d*c.P2.X + e*c.P3.X,
		Y: a*c.P0.Y + b*c.P1.Y + d*c.P2.Y + e*c.P3.Y,
	}
}

// Tangent returns the derivative at t; it is not of unit length and may be
// zero where the curve has a cusp.
func (c Curve) Tangent(t float64) scene.Point {
	u := 1 - t
	a, b, d := 3*u*u, 6*u*t, 3*t*t
	return scene.Point{
		X: a*(c.P1.X-c.P0.X) + b*(c.P2.X-c.P1.X) + d*(c.P3.X-c.P2.X),
		Y: a*(c.P1.Y-c.P0.Y) + b*(c.P2.Y-c.P1.Y) + d*(c.P3.Y-c.P2.Y),
	}
}

// Direction returns the unit vector along the curve at t.
func (c Curve) Direction(t float64) scene.Point {
	d := c.Tangent(t)
	if n := math.Hypot(d.X, d.Y); n > 1e-9 {
		return scene.Point{X: d.X / n, Y: d.Y / n}
	}
	d = sub(c.P3, c.P0)
	if n := math.Hypot(d.X, d.Y); n > 1e-9 {
		return scene.Point{X: d.X / n, Y: d.Y / n}
	}
	return scene.Point{X: 1}
}

// Part returns the piece of the curve between two parameters (de Casteljau).
func (c Curve) Part(from, to float64) Curve {
	c = c.before(to)
	if to > 0 {
		c = c.after(from / to)
	}
	return c
}

func (c Curve) before(t float64) Curve {
	ab, bc, cd := mix(c.P0, c.P1, t), mix(c.P1, c.P2, t), mix(c.P2, c.P3, t)
	abc, bcd := mix(ab, bc, t), mix(bc, cd, t)
	return Curve{c.P0, ab, abc, mix(abc, bcd, t)}
}

func (c Curve) after(t float64) Curve {
	ab, bc, cd := mix(c.P0, c.P1, t), mix(c.P1, c.P2, t), mix(c.P2, c.P3, t)
	abc, bcd := mix(ab, bc, t), mix(bc, cd, t)
	return Curve{mix(abc, bcd, t), bcd, cd, c.P3}
}

// Length returns the length of the curve to within about a percent.
func (c Curve) Length() float64 {
	const steps = 16
	sum, last := 0.0, c.P0
	for i := 1; i <= steps; i++ {
		p := c.At(float64(i) / steps)
		sum += math.Hypot(p.X-last.X, p.Y-last.Y)
		last = p
	}
	return sum
}

// Bounds returns a box around the curve, by sampling, that is at most a
// fraction of a point too small.
func (c Curve) Bounds() scene.Box {
	const steps = 24
	lo, hi := c.P0, c.P0
	for i := 1; i <= steps; i++ {
		p := c.At(float64(i) / steps)
		lo.X, lo.Y = min(lo.X, p.X), min(lo.Y, p.Y)
		hi.X, hi.Y = max(hi.X, p.X), max(hi.Y, p.Y)
	}
	return scene.Box{X: lo.X, Y: lo.Y, W: hi.X - lo.X, H: hi.Y - lo.Y}
}

// between returns the curve from a to b that leaves at the angle out from the
// straight line and arrives at the angle in, both in radians and positive to
// the left of the direction of travel on the sheet. With out = in it is close
// to a circular arc. Handle lengths follow Hobby, "Smooth, easy to compute
// interpolating splines", Discrete Comput. Geom. 1 (1986), 123–140.
func between(a, b scene.Point, out, in float64) Curve {
	d := sub(b, a)
	theta, phi := out, in
	rho, sigma := velocity(theta, phi), velocity(phi, theta)
	// The sheet's y axis points down, so turning left is turning by −angle.
	c1 := rotate(d, -theta)
	c2 := rotate(d, phi)
	return Curve{
		a,
		scene.Point{X: a.X + c1.X*rho, Y: a.Y + c1.Y*rho},
		scene.Point{X: b.X - c2.X*sigma, Y: b.Y - c2.Y*sigma},
		b,
	}
}

// bent returns the curve from a to b whose middle stands off the straight line
// by bend, a share of the line's length, to the left of the direction of
// travel. It is close to a circular arc up to a half circle.
func bent(a, b scene.Point, bend float64) Curve {
	bend = min(max(bend, -2), 2)
	// A circular arc of that height leaves at 2·atan(2·bend); handles of
	// this length then put the cubic's middle exactly there.
	angle, handle := 2*math.Atan(2*bend), (1+4*bend*bend)/3
	d := sub(b, a)
	out, in := rotate(d, -angle), rotate(d, angle)
	return Curve{
		a,
		scene.Point{X: a.X + out.X*handle, Y: a.Y + out.Y*handle},
		scene.Point{X: b.X - in.X*handle, Y: b.Y - in.Y*handle},
		b,
	}
}

// velocity is Hobby's handle length over chord length for a curve that leaves
// at theta and arrives at phi, kept within bounds that stay smooth.
func velocity(theta, phi float64) float64 {
	st, ct := math.Sincos(theta)
	sp, cp := math.Sincos(phi)
	alpha := math.Sqrt2 * (st - sp/16) * (sp - st/16) * (ct - cp)
	rho := (2 + alpha) / (1 + (math.Sqrt(5)-1)/2*ct + (3-math.Sqrt(5))/2*cp) / 3
	return min(max(rho, 0.15), 1.4)
}

func mix(a, b scene.Point, t float64) scene.Point {
	return scene.Point{X: a.X + (b.X-a.X)*t, Y: a.Y + (b.Y-a.Y)*t}
}

func sub(a, b scene.Point) scene.Point { return scene.Point{X: a.X - b.X, Y: a.Y - b.Y} }

func rotate(v scene.Point, angle float64) scene.Point {
	s, c := math.Sincos(angle)
	return scene.Point{X: v.X*c - v.Y*s, Y: v.X*s + v.Y*c}
}

// Straight returns the straight line from a to b.
func Straight(a, b scene.Point) Curve {
	return Curve{a, mix(a, b, 1.0/3), mix(a, b, 2.0/3), b}
}
