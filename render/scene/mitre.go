package scene

import (
	"math"

	"git.sr.ht/~sbinet/gg"
	"github.com/golang/freetype/raster"
	"golang.org/x/image/math/fixed"
)

// strokeMitred strokes a path whose corners are pointed, which gg does not
// offer: freetype, on which gg is built, makes the outline, and gg fills it.
func (p *painter) strokeMitred(path Path) {
	capper := raster.ButtCapper
	if path.Style.RoundCap {
		capper = raster.RoundCapper
	}
	width := fixed.Int26_6(math.Round(p.penWidth(path.Style.Width) * 64))
	raster.Stroke(tracing{p.on.Context}, p.flattened(path), width, capper, raster.JoinerFunc(mitre))
	p.on.Fill()
}

// shortestPiece is how far apart, in 64ths of a pixel, two points of an outline
// must be to say in which direction it goes.
const shortestPiece = 4

// flattened returns the path in pieces of about a pixel, without those too
// short to have a direction.
func (p *painter) flattened(path Path) raster.Path {
	var flat raster.Path
	x, y := p.pixel(path.Start)
	last := gg.Point{X: x, Y: y}.Fixed()
	flat.Start(last)
	add := func(to gg.Point) {
		next := to.Fixed()
		if step := next.Sub(last); max(step.X, -step.X, step.Y, -step.Y) > shortestPiece {
			flat.Add1(next)
			last = next
		}
	}
	for _, s := range path.Segments {
		toX, toY := p.pixel(s.To)
		if s.Straight {
			add(gg.Point{X: toX, Y: toY})
		} else {
			x1, y1 := p.pixel(s.C1)
			x2, y2 := p.pixel(s.C2)
			for _, q := range gg.CubicBezier(x, y, x1, y1, x2, y2, toX, toY) {
				add(q)
			}
		}
		x, y = toX, toY
	}
	return flat
}

// mitre joins two lines of a stroke at a point where their edges meet, unless
// that is too far away. The normals n0 and n1 are half as long as the stroke is
// wide; h is that half.
func mitre(left, right raster.Adder, h fixed.Int26_6, pivot, n0, n1 fixed.Point26_6) {
	x0, y0, x1, y1 := float64(n0.X), float64(n0.Y), float64(n1.X), float64(n1.Y)
	// That the tip is miterLimit × h away makes 1 + cos = 2 / miterLimit².
	share := 1 + (x0*x1+y0*y1)/(float64(h)*float64(h))
	if share >= 2.0/(miterLimit*miterLimit) {
		tip := fixed.Point26_6{X: fixed.Int26_6((x0 + x1) / share), Y: fixed.Int26_6((y0 + y1) / share)}
		if x0*y1-y0*x1 >= 0 {
			left.Add1(pivot.Add(tip))
		} else {
			right.Add1(pivot.Sub(tip))
		}
	}
	raster.BevelJoiner.Join(left, right, h, pivot, n0, n1)
}

// tracing passes what freetype draws on to gg.
type tracing struct{ *gg.Context }

func (t tracing) Start(a fixed.Point26_6) { t.MoveTo(floats(a)) }
func (t tracing) Add1(b fixed.Point26_6)  { t.LineTo(floats(b)) }
func (t tracing) Add2(b, c fixed.Point26_6) {
	x, y := floats(b)
	u, v := floats(c)
	t.QuadraticTo(x, y, u, v)
}

func (t tracing) Add3(b, c, d fixed.Point26_6) {
	x1, y1 := floats(b)
	x2, y2 := floats(c)
	x, y := floats(d)
	t.CubicTo(x1, y1, x2, y2, x, y)
}

func floats(p fixed.Point26_6) (x, y float64) { return float64(p.X) / 64, float64(p.Y) / 64 }
