package scene

import (
	"io"
	"math"
	"strconv"
	"strings"
	"time"
)

// largestPage is the longest side of a page that PDF readers accept, in points
// (PDF 1.7, annex C).
const largestPage = 14_400

// PDFOptions say how a scene is written as PDF. The zero value works.
type PDFOptions struct {
	// Author is named in the document's properties.
	Author string
	// Date is when the document says it was made; the zero value says nothing,
	// so that the same scene gives the same bytes at any time.
	Date time.Time
}

// WritePDF writes the scene as PDF 1.7 with one page of the scene's size, or
// scaled down if a side is longer than the 14,400 points that readers accept.
// Shapes stay vectors, fonts are subsets, and text can be searched and copied
// as it was given, also where it is drawn from right to left or as boxes
// because the shipped fonts lack it. The same scene and options give the same
// bytes. Errors wrap [ErrInvalid] or come from w.
func (s *Scene) WritePDF(w io.Writer, o PDFOptions) error {
	if err := s.Check(); err != nil {
		return err
	}
	f := newPDFFile(w)
	catalogue, pages, page, info, resources, content := f.reserve(), f.reserve(), f.reserve(), f.reserve(), f.reserve(), f.reserve()
	d := pdfDrawing{file: f, resources: resources, sheet: Box{W: s.Width, H: s.Height}, outlines: &outlines{}}
	factor := min(1, largestPage/max(s.Width, s.Height))

	f.object(content, d.pageContent(s, factor))
	f.object(resources, d.resourceDictionary())
	f.object(catalogue, s.pdfCatalogue(pages))
	f.object(pages, dictionary("Type", "/Pages", "Count", "1", "Kids", "["+reference(page)+"]"))
	f.object(page, dictionary("Type", "/Page", "Parent", reference(pages), "Resources", reference(resources),
		"Contents", reference(content), "Group", transparencyGroup,
		"MediaBox", "[0 0 "+decimal(s.Width*factor)+" "+decimal(s.Height*factor)+"]"))
	f.object(info, s.pdfInformation(o))
	return f.finish(catalogue, info)
}

func (s *Scene) pdfCatalogue(pages int) pdfObject {
	d := dictionary("Type", "/Catalog", "Pages", reference(pages),
		"ViewerPreferences", "<</DisplayDocTitle true>>")
	if s.Language != "" {
		d.add("Lang", textString(s.Language))
	}
	return d
}

func (s *Scene) pdfInformation(o PDFOptions) pdfObject {
	d := dictionary("Producer", textString("sysmap"))
	for _, e := range [][2]string{{"Title", s.Title}, {"Subject", s.Description}, {"Author", o.Author}} {
		if e[1] != "" {
			d.add(e[0], textString(e[1]))
		}
	}
	if !o.Date.IsZero() {
		d.add("CreationDate", textString(o.Date.UTC().Format("D:20060102150405Z")))
	}
	return d
}

const transparencyGroup = "<</Type /Group /S /Transparency /CS /DeviceRGB /I true>>"

// pdfDrawing turns shapes into content streams and collects what they use.
type pdfDrawing struct {
	file      *pdfFile
	resources int
	sheet     Box
	outlines  *outlines
	fonts     []*pdfFont
	// alphas are the opacities used, as names of graphics states; forms are
	// the objects of groups that are drawn as a whole.
	alphas map[string]string
	forms  []int
}

// pageContent draws the whole page. PDF counts y from the bottom; the first
// matrix turns it round, and letters are turned back one by one.
func (d *pdfDrawing) pageContent(s *Scene, factor float64) pdfObject {
	var c pdfContent
	c.operator("cm", factor, 0, 0, -factor, 0, s.Height*factor)
	if !s.Background.None() {
		d.path(&c, Rectangle{Box: d.sheet, Style: Style{Fill: s.Background}}.path())
	}
	d.shapes(&c, s.Shapes)
	return stream(dictionary(), c.Bytes())
}

func (d *pdfDrawing) resourceDictionary() pdfObject {
	fonts, forms, states := dictionary(), dictionary(), dictionary()
	for i, f := range d.fonts {
		fonts.add("F"+strconv.Itoa(i), reference(d.file.font(f)))
	}
	for i, id := range d.forms {
		forms.add("X"+strconv.Itoa(i), reference(id))
	}
	for _, name := range sortedKeys(d.alphas) {
		a := d.alphas[name]
		states.add(name, "<</ca "+a+" /CA "+a+">>")
	}
	return dictionary("Font", fonts.String(), "XObject", forms.String(), "ExtGState", states.String())
}

func (d *pdfDrawing) shapes(c *pdfContent, shapes []Shape) {
	for _, shape := range shapes {
		switch s := shape.(type) {
		case Group:
			d.group(c, s)
		case Rectangle:
			d.path(c, s.path())
		case Path:
			d.path(c, s)
		case Text:
			d.text(c, s)
		}
	}
}

// group draws a faded group as a form, since its opacity is that of the whole.
func (d *pdfDrawing) group(c *pdfContent, g Group) {
	if g.opacity() >= 1 {
		d.shapes(c, g.Shapes)
		return
	}
	var inner pdfContent
	d.shapes(&inner, g.Shapes)
	form := d.file.reserve()
	d.file.object(form, stream(dictionary("Type", "/XObject", "Subtype", "/Form",
		"BBox", "[0 0 "+decimal(d.sheet.W)+" "+decimal(d.sheet.H)+"]",
		"Group", transparencyGroup, "Resources", reference(d.resources)), inner.Bytes()))
	d.forms = append(d.forms, form)
	c.raw("q\n/" + d.alpha(g.opacity()) + " gs\n/X" + strconv.Itoa(len(d.forms)-1) + " Do\nQ\n")
}

// alpha returns the name of the graphics state with an opacity.
func (d *pdfDrawing) alpha(opacity float64) string {
	value := share(opacity)
	name := "A" + strings.ReplaceAll(value, ".", "_")
	if d.alphas == nil {
		d.alphas = map[string]string{}
	}
	d.alphas[name] = value
	return name
}

// fade sets the opacity of what is drawn next.
func (d *pdfDrawing) fade(c *pdfContent, colour Colour) {
	if name := d.alpha(float64(colour.A) / 255); name != c.alpha {
		c.raw("/" + name + " gs\n")
		c.alpha = name
	}
}

func (d *pdfDrawing) path(c *pdfContent, p Path) {
	fills, strokes := !p.Style.Fill.None(), p.Style.stroked()
	if fills {
		d.fade(c, p.Style.Fill)
		c.colour("rg", p.Style.Fill)
		c.path(p)
		c.raw("f\n")
	}
	if strokes {
		d.fade(c, p.Style.Stroke)
		c.colour("RG", p.Style.Stroke)
		c.pen(p.Style)
		c.path(p)
		c.raw("S\n")
	}
}

func (d *pdfDrawing) text(c *pdfContent, t Text) {
	line := setLine(printable(t.String), t.Font)
	if len(line.glyphs) == 0 || t.Font.Size == 0 {
		return
	}
	start := t.start(line.width * t.Font.Size)
	if !t.Halo.None() && t.HaloWidth > 0 {
		d.halo(c, t, line, start)
	}
	if t.Colour.None() {
		return
	}
	d.fade(c, t.Colour)
	c.colour("rg", t.Colour)
	c.raw("BT\n")
	for glyphs := line.glyphs; len(glyphs) > 0; {
		glyphs = glyphs[d.run(c, glyphs, start, t.Font.Size):]
	}
	c.raw("ET\n")
}

// halo strokes the outlines of the letters as paths, so that the text is there
// only once for whoever searches it.
func (d *pdfDrawing) halo(c *pdfContent, t Text, line setting, start Point) {
	d.fade(c, t.Halo)
	c.colour("RG", t.Halo)
	c.pen(Style{Width: 2 * t.HaloWidth, RoundCap: true, RoundJoin: true})
	for _, g := range line.glyphs {
		for _, p := range d.outlines.of(g.face, g.index) {
			c.path(p.moved(start.X+g.x*t.Font.Size, start.Y, t.Font.Size))
		}
	}
	c.raw("S\n")
}

// run shows the first glyphs, as many as fit into one string, and returns how
// many. Readers bring what they extract into its logical order by themselves,
// from where the letters are; a letter that its glyph does not tell is told
// beside it.
func (d *pdfDrawing) run(c *pdfContent, glyphs []placed, start Point, size float64) int {
	first := glyphs[0]
	font := d.font(first.face)
	if n := letterLength(glyphs); n > 1 || !font.tells(first) {
		c.raw("/Span <</ActualText " + textString(first.text) + ">> BDC\n")
		for _, g := range glyphs[:n] {
			d.font(g.face).tells(g)
			d.begin(c, g, start, size)
			c.glyph(g.index)
			c.raw("> Tj\n")
		}
		c.raw("EMC\n")
		return n
	}
	d.begin(c, first, start, size)
	pen, n := first.x, 0
	for n < len(glyphs) {
		g := glyphs[n]
		if g.face != first.face || math.Abs(g.x-pen) > 1e-9 || letterLength(glyphs[n:]) > 1 || !font.tells(g) {
			break
		}
		c.glyph(g.index)
		pen += g.face.em(int(font.advance(g.index)))
		n++
	}
	c.raw("> Tj\n")
	return n
}

// begin opens a string at the place of a glyph.
func (d *pdfDrawing) begin(c *pdfContent, g placed, start Point, size float64) {
	c.raw("/F" + strconv.Itoa(d.fontIndex(g.face)) + " ")
	c.operator("Tf", size)
	c.operator("Tm", 1, 0, 0, -1, start.X+g.x*size, start.Y)
	c.raw("<")
}

// letterLength returns how many glyphs the first letter is made of.
func letterLength(glyphs []placed) int {
	n := 1
	for n < len(glyphs) && glyphs[n].text == "" {
		n++
	}
	return n
}

func (d *pdfDrawing) font(face *typeface) *pdfFont { return d.fonts[d.fontIndex(face)] }

func (d *pdfDrawing) fontIndex(face *typeface) int {
	for i, f := range d.fonts {
		if f.face == face {
			return i
		}
	}
	d.fonts = append(d.fonts, newPDFFont(face))
	return len(d.fonts) - 1
}
