package document

import (
	"math"

	"sysmap/render/scene"
)

// figure sets a picture over the whole width, or on a page of its own on its
// side where it is wide and shown large.
func (c *composer) figure(f Figure) {
	label, anchor := c.nextFigure()
	c.setFigure(f, label, anchor)
}

func (c *composer) setFigure(f Figure, label, anchor string) {
	left, width := c.x-c.hang, c.width+c.hang
	if f.Wide && f.Picture != nil && f.Picture.Width > max(1.15*f.Picture.Height, 1.6*width) {
		inner := c.inside(0, pageHeight-2*landscapeMargin)
		inner.caption(label, f.Caption, anchor, 0, inner.width, 0)
		inner.under(f.Notes, f.How, 0, inner.width)
		if s := stacked(inner.strips); s.height < 0.3*pageWidth {
			s.turned = &f
			c.add(s)
			return
		}
	}
	inner := c.inside(left, width)
	inner.caption(label, f.Caption, "", left, width, 5)
	inner.under(f.Notes, f.How, left, width)
	foot := stacked(inner.strips)
	most := 0.55 * textHeight
	switch {
	case f.Wide:
		most = 0.85 * textHeight
	case f.Low:
		most = 0.345 * textHeight
	}
	s := picture(f.Picture, left, width, max(0.2*textHeight, min(most, textHeight-foot.height-20)))
	s.before, s.keep, s.anchors = 14, true, []string{anchor}
	c.add(s)
	c.strips = append(c.strips, inner.strips...)
	c.gap(14)
}

// picture draws a scene as wide as there is room for, and no higher than a
// height. Pictures come somewhat smaller than they are, so that their letters
// are like those of the text.
func picture(p *scene.Scene, left, width, height float64) strip {
	if p == nil {
		return strip{}
	}
	scale := min(0.85, width/p.Width, height/p.Height)
	s := strip{height: p.Height * scale}
	if !p.Background.None() {
		s.shapes = append(s.shapes, filled(scene.Box{X: left, W: p.Width * scale, H: p.Height * scale}, p.Background))
	}
	s.shapes = append(s.shapes, scene.Scaled(p.Shapes, scale, left, 0)...)
	return s
}

// beside sets a small picture with text to its right; where that is too high
// for half a page the text goes on below.
func (c *composer) beside(b Beside) {
	const column, gap = 158, 18
	left := c.x - c.hang
	label, anchor := c.nextFigure()
	p := picture(b.Figure.Picture, left, column, 0.17*textHeight)
	p.anchors = []string{anchor}
	under := c.inside(left, column)
	under.caption(label, b.Figure.Caption, "", left, column, 4)
	under.under(b.Figure.Notes, b.Figure.How, left, column)
	under.strips = append([]strip{p}, under.strips...)
	side := stacked(under.strips)
	if side.height > 0.8*textHeight {
		c.setFigure(b.Figure, label, anchor)
		c.blocks(b.Blocks)
		return
	}
	text := c.inside(left+column+gap, c.x+c.width-left-column-gap)
	text.blocks(b.Blocks)
	all := stacked(text.strips)
	both := strip{before: 14, height: math.Max(side.height, all.height) + 8}
	both.take(side, 0, 0)
	if both.height < 0.6*textHeight {
		both.take(all, 0, 0)
		c.add(both)
		return
	}
	both.height = side.height
	both.keep = true
	c.add(both)
	for _, s := range text.strips {
		moved := s
		moved.shapes, moved.links = nil, nil
		moved.take(s, left+indent-(left+column+gap), 0)
		c.add(moved)
	}
}
