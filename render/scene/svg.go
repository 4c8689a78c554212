package scene

import (
	"bufio"
	"io"
	"strings"
)

// fontFamily names the shipped typeface, those with the same widths, and then
// whatever is near.
const fontFamily = `&quot;Liberation Sans&quot;,Arimo,Helvetica,Arial,sans-serif`

// SVGOptions say how a scene is written as SVG. The zero value writes a file
// of its own.
type SVGOptions struct {
	// Inline leaves out the XML declaration, for an <svg> inside HTML.
	Inline bool
	// Prefix goes before the ids of the picture's own title and description,
	// "title" and "description", and before the ids of groups, so that several
	// pictures fit on one page.
	Prefix string
	// Unstyled leaves out the style attribute, which pages with a strict
	// content security policy refuse. The page's own sheet then says
	// "svg text { font-kerning: none; font-variant-ligatures: none }", so that
	// letters stand where they were measured.
	Unstyled bool
	// Millimetres gives the size of the sheet in them instead of in points, as
	// paper is measured.
	Millimetres bool
}

// WriteSVG writes the scene as SVG 1.1 that is well-formed XML 1.0, without
// scripts and references to anything outside. One point is 1/72 inch, numbers
// are rounded to 1/100 of it. Text keeps its logical order and carries its
// measured width, so that another font cannot make it overflow. The same scene
// gives the same bytes. Errors wrap [ErrInvalid] or come from w.
func (s *Scene) WriteSVG(w io.Writer, o SVGOptions) error {
	if err := s.Check(); err != nil {
		return err
	}
	b := bufio.NewWriterSize(w, 1<<16)
	v := svgWriter{Writer: b, prefix: o.Prefix, unstyled: o.Unstyled}
	if !o.Inline {
		v.raw(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	}
	v.open(s, o.Millimetres)
	v.shapes(s.Shapes)
	v.raw("</svg>\n")
	return b.Flush()
}

// svgWriter keeps the first error of the writer below it, which Flush returns.
type svgWriter struct {
	*bufio.Writer
	prefix   string
	unstyled bool
	outlines outlines
	digits   [32]byte
}

func (v *svgWriter) open(s *Scene, millimetres bool) {
	unit, length := "pt", 1.0
	if millimetres {
		unit, length = "mm", 25.4/pointsPerInch
	}
	v.raw(`<svg xmlns="http://www.w3.org/2000/svg"`)
	v.number("width", s.Width*length, unit)
	v.number("height", s.Height*length, unit)
	v.raw(` viewBox="0 0 `)
	v.value(s.Width)
	v.raw(" ")
	v.value(s.Height)
	v.raw(`"`)
	if s.Language != "" {
		v.attribute("lang", s.Language)
		v.attribute("xml:lang", s.Language)
	}
	v.raw(` role="img"`)
	var labels []string
	if s.Title != "" {
		labels = append(labels, v.prefix+"title")
	}
	if s.Description != "" {
		labels = append(labels, v.prefix+"description")
	}
	if labels != nil {
		v.attribute("aria-labelledby", strings.Join(labels, " "))
	}
	v.raw(` font-family="` + fontFamily + `" text-rendering="geometricPrecision"`)
	if !v.unstyled {
		v.raw(` style="font-kerning:none;font-variant-ligatures:none"`)
	}
	v.raw(">\n")
	v.element("title", v.prefix+"title", s.Title)
	v.element("desc", v.prefix+"description", s.Description)
	if !s.Background.None() {
		v.raw(`<rect width="100%" height="100%"`)
		v.paint("fill", s.Background)
		v.raw("/>\n")
	}
}

func (v *svgWriter) shapes(shapes []Shape) {
	for _, shape := range shapes {
		switch s := shape.(type) {
		case Group:
			v.group(s)
		case Rectangle:
			v.rectangle(s)
		case Path:
			v.path(s)
		case Text:
			v.text(s)
		}
	}
}

func (v *svgWriter) group(g Group) {
	v.raw("<g")
	if g.ID != "" {
		v.attribute("id", v.prefix+g.ID)
	}
	if len(g.Classes) > 0 {
		v.attribute("class", strings.Join(g.Classes, " "))
	}
	if o := g.opacity(); o < 1 {
		v.raw(` opacity="` + share(o) + `"`)
	}
	v.raw(">\n")
	v.element("title", "", g.Title)
	v.element("desc", "", g.Description)
	v.shapes(g.Shapes)
	v.raw("</g>\n")
}

func (v *svgWriter) rectangle(r Rectangle) {
	v.raw("<rect")
	v.number("x", r.Box.X, "")
	v.number("y", r.Box.Y, "")
	v.number("width", r.Box.W, "")
	v.number("height", r.Box.H, "")
	if c := r.corner(); c > 0 {
		v.number("rx", c, "")
	}
	v.style(r.Style)
	v.raw("/>\n")
}

func (v *svgWriter) path(p Path) {
	v.raw(`<path d="`)
	v.trace(p)
	v.raw(`"`)
	v.style(p.Style)
	v.raw("/>\n")
}

// trace writes the pieces of a path.
func (v *svgWriter) trace(p Path) {
	v.raw("M")
	v.point(p.Start)
	for _, s := range p.Segments {
		if s.Straight {
			v.raw("L")
		} else {
			v.raw("C")
			v.point(s.C1)
			v.raw(" ")
			v.point(s.C2)
			v.raw(" ")
		}
		v.point(s.To)
	}
	if p.Closed {
		v.raw("Z")
	}
}

func (v *svgWriter) text(t Text) {
	s := printable(t.String)
	if strings.TrimSpace(s) == "" || t.Font.Size == 0 {
		return
	}
	if !t.Halo.None() && t.HaloWidth > 0 {
		v.halo(t, s)
	}
	v.raw("<text")
	v.number("x", t.At.X, "")
	v.number("y", t.At.Y, "")
	v.direction(s, t.Anchor)
	v.number("font-size", t.Font.Size, "")
	if t.Font.Bold {
		v.raw(` font-weight="bold"`)
	}
	if t.Font.Italic {
		v.raw(` font-style="italic"`)
	}
	v.paint("fill", t.Colour)
	if width := Measure(s, t.Font); width > 0 {
		v.number("textLength", width, "")
		v.raw(` lengthAdjust="spacingAndGlyphs"`)
	}
	if strings.HasPrefix(s, " ") || strings.HasSuffix(s, " ") || strings.Contains(s, "  ") {
		v.raw(` xml:space="preserve"`)
	}
	v.raw(">")
	v.escaped(s)
	v.raw("</text>\n")
}

// halo strokes the outlines of the letters as a path below the text. Stroking
// the text itself would need paint-order, which office programs do not know:
// they would draw the halo over the letters.
func (v *svgWriter) halo(t Text, s string) {
	line := setLine(s, t.Font)
	start := t.start(line.width * t.Font.Size)
	v.raw(`<path d="`)
	for _, p := range v.outlines.line(line.glyphs, start, t.Font.Size) {
		v.trace(p)
	}
	v.raw(`"`)
	v.style(Style{Stroke: t.Halo, Width: 2 * t.HaloWidth, RoundJoin: true})
	v.raw("/>\n")
}

// direction writes where the text is anchored. In a line from right to left
// SVG's "start" is the right end, while a scene's start is always the left.
func (v *svgWriter) direction(s string, a Anchor) {
	if rightToLeft(s) {
		v.raw(` direction="rtl"`)
		switch a {
		case StartAnchor:
			a = EndAnchor
		case EndAnchor:
			a = StartAnchor
		}
	}
	switch a {
	case MiddleAnchor:
		v.raw(` text-anchor="middle"`)
	case EndAnchor:
		v.raw(` text-anchor="end"`)
	}
}

func (v *svgWriter) style(s Style) {
	v.paint("fill", s.Fill)
	if !s.stroked() {
		return
	}
	v.paint("stroke", s.Stroke)
	if s.Width != 1 {
		v.number("stroke-width", s.Width, "")
	}
	for i, d := range s.dash() {
		if i == 0 {
			v.raw(` stroke-dasharray="`)
		} else {
			v.raw(" ")
		}
		v.value(d)
		if i == len(s.Dash)-1 {
			v.raw(`"`)
		}
	}
	if s.RoundCap {
		v.raw(` stroke-linecap="round"`)
	}
	if s.RoundJoin {
		v.raw(` stroke-linejoin="round"`)
	}
}

// paint writes a fill or a stroke.
func (v *svgWriter) paint(property string, c Colour) {
	if c.None() {
		v.raw(" " + property + `="none"`)
		return
	}
	v.raw(" " + property + `="` + c.Hex() + `"`)
	if c.A < 255 {
		v.raw(" " + property + `-opacity="` + share(float64(c.A)/255) + `"`)
	}
}

// element writes a title or a description, or nothing if it would be empty.
func (v *svgWriter) element(name, id, content string) {
	if content == "" {
		return
	}
	v.raw("<" + name)
	if id != "" {
		v.attribute("id", id)
	}
	v.raw(">")
	v.escaped(readable(content))
	v.raw("</" + name + ">\n")
}

func (v *svgWriter) attribute(name, value string) {
	v.raw(" " + name + `="`)
	v.escaped(printable(value))
	v.raw(`"`)
}

func (v *svgWriter) number(name string, value float64, unit string) {
	v.raw(" " + name + `="`)
	v.value(value)
	v.raw(unit + `"`)
}

func (v *svgWriter) point(p Point) {
	v.value(p.X)
	v.raw(" ")
	v.value(p.Y)
}

func (v *svgWriter) value(x float64) { _, _ = v.Write(appendDecimal(v.digits[:0], x)) }

func (v *svgWriter) escaped(s string) { _, _ = svgEscapes.WriteString(v, s) }

func (v *svgWriter) raw(s string) { _, _ = v.WriteString(s) }

var svgEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;")
