package scene

import (
	"bytes"
	"math"
	"strconv"

	"codeberg.org/go-pdf/fpdf"
)

// pdfDrawing draws shapes on the pages of a document.
type pdfDrawing struct {
	*fpdf.Fpdf
	// scale is how long a point of the sheet is on the page.
	scale float64
	// opacity is that of the groups around a shape, alpha the one in force.
	opacity, alpha float64
	outlines       outlines
	// fonts are those that the document has, face and size those in force.
	fonts map[*typeface]bool
	face  *typeface
	size  float64
}

func newPDFDrawing(f *fpdf.Fpdf) *pdfDrawing {
	return &pdfDrawing{Fpdf: f, opacity: 1, fonts: map[*typeface]bool{}}
}

// begin takes note of what is in force at the start of a page.
func (d *pdfDrawing) begin(scale float64) {
	d.scale, d.alpha = scale, 1
	d.RawWriteStr(strconv.Itoa(miterLimit) + " M")
}

func (d *pdfDrawing) shapes(shapes []Shape) {
	for _, shape := range shapes {
		switch s := shape.(type) {
		case Group:
			outside := d.opacity
			d.opacity *= s.opacity()
			d.shapes(s.Shapes)
			d.opacity = outside
		case Rectangle:
			d.path(s.path())
		case Path:
			d.path(s)
		case Text:
			d.text(s)
		}
	}
}

// fade sets the opacity of what is drawn next.
func (d *pdfDrawing) fade(c Colour) {
	if alpha := d.opacity * float64(c.A) / 255; alpha != d.alpha {
		d.SetAlpha(alpha, "Normal")
		d.alpha = alpha
	}
}

func (d *pdfDrawing) path(p Path) {
	if !p.Style.Fill.None() {
		d.fill(p.Style.Fill, p)
	}
	if p.Style.stroked() {
		d.stroke(p.Style, p)
	}
}

func (d *pdfDrawing) fill(c Colour, paths ...Path) {
	d.fade(c)
	d.SetFillColor(int(c.R), int(c.G), int(c.B))
	d.trace(paths)
	d.DrawPath("F")
}

func (d *pdfDrawing) stroke(s Style, paths ...Path) {
	d.fade(s.Stroke)
	d.SetDrawColor(int(s.Stroke.R), int(s.Stroke.G), int(s.Stroke.B))
	d.SetLineWidth(s.Width * d.scale)
	ends, corners := "butt", "miter"
	if s.RoundCap {
		ends = "round"
	}
	if s.RoundJoin {
		corners = "round"
	}
	d.SetLineCapStyle(ends)
	d.SetLineJoinStyle(corners)
	d.SetDashPattern(d.dashes(s), 0)
	d.trace(paths)
	d.DrawPath("D")
}

// dashes returns the dash pattern, or nil if all of it would be written as 0,
// which readers take for an error.
func (d *pdfDrawing) dashes(s Style) []float64 {
	var list []float64
	visible := false
	for _, length := range s.dash() {
		list = append(list, length*d.scale)
		visible = visible || length*d.scale >= 0.005
	}
	if !visible {
		return nil
	}
	return list
}

// trace adds paths to what is filled or stroked next.
func (d *pdfDrawing) trace(paths []Path) {
	for _, p := range paths {
		p = p.moved(0, 0, d.scale)
		d.MoveTo(p.Start.X, p.Start.Y)
		for _, s := range p.Segments {
			if s.Straight {
				d.LineTo(s.To.X, s.To.Y)
			} else {
				d.CurveBezierCubicTo(s.C1.X, s.C1.Y, s.C2.X, s.C2.Y, s.To.X, s.To.Y)
			}
		}
		if p.Closed {
			d.ClosePath()
		}
	}
}

func (d *pdfDrawing) text(t Text) {
	line := setLine(printable(t.String), t.Font)
	if len(line.glyphs) == 0 || t.Font.Size == 0 {
		return
	}
	start := t.start(line.width * t.Font.Size)
	if !t.Halo.None() && t.HaloWidth > 0 {
		halo := Style{Stroke: t.Halo, Width: 2 * t.HaloWidth, RoundCap: true, RoundJoin: true}
		if letters := d.outlines.line(line.glyphs, start, t.Font.Size); letters != nil {
			d.stroke(halo, letters...)
		}
	}
	if t.Colour.None() {
		return
	}
	d.fade(t.Colour)
	d.SetTextColor(int(t.Colour.R), int(t.Colour.G), int(t.Colour.B))
	for glyphs := line.glyphs; len(glyphs) > 0; {
		n := together(glyphs)
		d.write(glyphs[:n], start, t)
		glyphs = glyphs[n:]
	}
}

// together returns how many of the first glyphs are in one font and one after
// the other, as fpdf sets them.
func together(glyphs []placed) int {
	first := glyphs[0]
	pen := first.x
	for n, g := range glyphs {
		if g.face != first.face || math.Abs(g.x-pen) > 1e-9 || g.searchable() != first.searchable() {
			return n
		}
		pen += g.face.em(int(g.advance))
	}
	return len(glyphs)
}

// searchable reports whether fpdf can write the glyph as text.
func (g placed) searchable() bool { return g.letter <= 0xffff }

func (d *pdfDrawing) write(glyphs []placed, start Point, t Text) {
	if !glyphs[0].searchable() {
		if letters := d.outlines.line(glyphs, start, t.Font.Size); letters != nil {
			d.fill(t.Colour, letters...)
		}
		return
	}
	letters := make([]rune, len(glyphs))
	for i, g := range glyphs {
		letters[i] = g.letter
	}
	d.useFont(glyphs[0].face, t.Font.Size*d.scale)
	d.Text((start.X+glyphs[0].x*t.Font.Size)*d.scale, start.Y*d.scale, string(letters))
}

func (d *pdfDrawing) useFont(face *typeface, size float64) {
	if face == d.face && size == d.size {
		return
	}
	if !d.fonts[face] {
		// fpdf writes into the font while it makes a subset.
		d.AddUTF8FontFromBytes(subsetFamily(face), "", bytes.Clone(face.ttf))
		d.fonts[face] = true
	}
	d.SetFont(subsetFamily(face), "", size)
	d.face, d.size = face, size
}
