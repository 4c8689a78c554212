package scene

import (
	"bytes"

	"golang.org/x/image/font/sfnt"
)

// pdfContent is a content stream in the making: operators after their
// operands.
type pdfContent struct {
	bytes.Buffer
	// alpha is the graphics state in force.
	alpha  string
	digits [32]byte
}

func (c *pdfContent) raw(s string) { c.WriteString(s) }

func (c *pdfContent) operator(name string, operands ...float64) {
	for _, x := range operands {
		c.Write(appendDecimal(c.digits[:0], x))
		c.WriteByte(' ')
	}
	c.raw(name + "\n")
}

func (c *pdfContent) colour(operator string, colour Colour) {
	for _, v := range []uint8{colour.R, colour.G, colour.B} {
		c.raw(share(float64(v)/255) + " ")
	}
	c.raw(operator + "\n")
}

// pen sets all that a stroke depends on but its colour.
func (c *pdfContent) pen(s Style) {
	c.operator("w", s.Width)
	c.operator("J", choice(s.RoundCap))
	c.operator("j", choice(s.RoundJoin))
	c.operator("M", miterLimit)
	c.raw("[")
	for _, d := range s.dash() {
		c.Write(appendDecimal(c.digits[:0], d))
		c.WriteByte(' ')
	}
	c.raw("] 0 d\n")
}

func choice(round bool) float64 {
	if round {
		return 1
	}
	return 0
}

func (c *pdfContent) path(p Path) {
	c.operator("m", p.Start.X, p.Start.Y)
	for _, s := range p.Segments {
		if s.Straight {
			c.operator("l", s.To.X, s.To.Y)
		} else {
			c.operator("c", s.C1.X, s.C1.Y, s.C2.X, s.C2.Y, s.To.X, s.To.Y)
		}
	}
	if p.Closed {
		c.raw("h\n")
	}
}

const hexDigits = "0123456789ABCDEF"

func (c *pdfContent) glyph(index sfnt.GlyphIndex) {
	for shift := 12; shift >= 0; shift -= 4 {
		c.WriteByte(hexDigits[index>>shift&0xf])
	}
}
