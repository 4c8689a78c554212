package scene

import "git.sr.ht/~sbinet/gg"

const (
	// miterLimit is SVG's default: a sharper corner than 29° is cut off.
	miterLimit = 4
	// mostDashes bounds the dashes of one path; one that would have more is
	// drawn solid, as it would look.
	mostDashes = 50_000
	// dot is the length, in pixels, below which gg drops a dash or a line
	// together with its round ends.
	dot = 0.1
	// widestPen is the width of a stroke in pixels that gg can count with.
	widestPen = longestSide / 2
)

// stroke outlines a path.
func (p *painter) stroke(path Path) {
	s := path.Style
	p.on.SetColor(s.Stroke.nrgba())
	dashes := p.dashes(path)
	if dashes == nil {
		path = path.fromMiddle()
	}
	if dashes == nil && !s.RoundJoin && len(path.Segments) > 1 {
		p.strokeMitred(path)
		return
	}
	p.on.SetDash(dashes...)
	p.on.SetLineWidth(p.penWidth(s.Width))
	p.on.SetLineCap(s.lineCap())
	if s.RoundJoin {
		p.on.SetLineJoinRound()
	} else {
		p.on.SetLineJoinBevel()
	}
	p.trace(path)
	if s.RoundCap && path.longest()*p.scale < dot {
		x, y := p.pixel(path.Start)
		p.on.LineTo(x+dot, y)
	}
	p.on.Stroke()
}

func (p *painter) penWidth(points float64) float64 { return min(points*p.scale, widestPen) }

func (s Style) lineCap() gg.LineCap {
	if s.RoundCap {
		return gg.LineCapRound
	}
	return gg.LineCapButt
}

// dashes returns the path's dash pattern in pixels as gg needs it, an even
// number of lengths, or nil if it is solid.
func (p *painter) dashes(path Path) []float64 {
	pattern := path.Style.dash()
	if len(pattern)%2 == 1 {
		pattern = append(pattern[:len(pattern):len(pattern)], pattern...)
	}
	var pixels []float64
	period := 0.0
	for i, d := range pattern {
		d *= p.scale
		if i%2 == 0 && path.Style.RoundCap {
			d = max(d, dot)
		}
		pixels = append(pixels, d)
		period += d
	}
	if pixels == nil || path.longest()*p.scale/period*float64(len(pixels)) > mostDashes {
		return nil
	}
	return pixels
}
