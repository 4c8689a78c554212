package scene

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"codeberg.org/go-pdf/fpdf"
)

// largestPage is the longest side of a page that PDF readers accept, in points
// (PDF 1.7, annex C).
const largestPage = 14_400

// Page is one page of a PDF: a scene, and what paper or a reader wants to know
// of it. All places are on the scene.
type Page struct {
	*Scene
	// Trim is the sheet that is left when the page has been cut, Bleed what may
	// be printed around it. One without size is the whole page.
	Trim, Bleed Box
	// Bookmarks stand in the contents that readers show beside the document.
	Bookmarks []Bookmark
	// Links can be clicked.
	Links []Link
}

// Bookmark is an entry of the contents that readers show beside a document: a
// place at a height of its page.
type Bookmark struct {
	Title string
	// Level is 0 for the outermost, and at most one more than that of the
	// bookmark before; a deeper one is taken for that.
	Level int
	Y     float64
}

// Link is a part of a page that leads elsewhere when it is clicked: to a URL,
// which begins with http:, https: or mailto:, or to a height of a page of the
// document, where the first is 1.
type Link struct {
	Box  Box
	URL  string
	Page int
	Y    float64
}

// WritePDFPages writes scenes as the pages of one PDF, each of its own size, as
// [Scene.WritePDF] writes one. Fonts are shared. Errors wrap [ErrInvalid] and
// name the page, or come from w.
func WritePDFPages(w io.Writer, pages []Page, o PDFOptions) error {
	if len(pages) == 0 {
		return fmt.Errorf("%w: a document without pages", ErrInvalid)
	}
	for i, p := range pages {
		err := p.check(len(pages))
		if err != nil && len(pages) > 1 {
			err = fmt.Errorf("page %d: %w", i+1, err)
		}
		if err != nil {
			return err
		}
	}
	f := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: pages[0].size()})
	o.describe(f, pages[0].Scene)
	d := newPDFDrawing(f)
	contents := contents{height: pages[len(pages)-1].size().Ht}
	// fpdf gives the boxes of a page to the pages after it.
	boxed := slices.ContainsFunc(pages, Page.boxed)
	for _, p := range pages {
		d.page(p, boxed)
		contents.add(d, p)
		for _, l := range p.Links {
			l.write(f, p, pages)
		}
	}
	var b bytes.Buffer
	if err := f.Output(&b); err != nil {
		return err
	}
	_, err := w.Write(finish(b.Bytes(), d.fonts))
	return err
}

// check reports what of the page cannot be written in a document of so many
// pages.
func (p Page) check(pages int) error {
	if p.Scene == nil {
		return fmt.Errorf("%w: a page without a scene", ErrInvalid)
	}
	if err := p.Scene.Check(); err != nil {
		return err
	}
	sheet := Box{W: p.Width, H: p.Height}.Inset(-0.01)
	for _, b := range []Box{p.Trim, p.Bleed} {
		if problem := checkNumbers(b.X, b.Y, b.W, b.H); problem != "" {
			return fmt.Errorf("%w: %s", ErrInvalid, problem)
		}
		if !sheet.Contains(Point{b.X, b.Y}) || !sheet.Contains(Point{b.X + b.W, b.Y + b.H}) || b.W < 0 || b.H < 0 {
			return fmt.Errorf("%w: the sheet to cut out is not on the page", ErrInvalid)
		}
	}
	for _, m := range p.Bookmarks {
		if problem := checkNumbers(m.Y); problem != "" {
			return fmt.Errorf("%w: bookmark %.40q: %s", ErrInvalid, m.Title, problem)
		}
	}
	for _, l := range p.Links {
		if problem := firstProblem(checkNumbers(l.Box.X, l.Box.Y, l.Box.W, l.Box.H, l.Y), l.check(pages)); problem != "" {
			return fmt.Errorf("%w: %s", ErrInvalid, problem)
		}
	}
	return nil
}

var linkable = regexp.MustCompile(`(?i)^(https?|mailto):`)

func (l Link) check(pages int) string {
	switch {
	case l.URL != "" && !linkable.MatchString(l.URL):
		return fmt.Sprintf("link to %.40q, which is not a web or mail address", l.URL)
	case l.URL == "" && (l.Page < 1 || l.Page > pages):
		return fmt.Sprintf("link to page %d of %d", l.Page, pages)
	}
	return ""
}

// scale returns how long a point of the scene is on the page.
func (p Page) scale() float64 { return min(1, largestPage/max(p.Width, p.Height)) }

func (p Page) size() fpdf.SizeType {
	return fpdf.SizeType{Wd: p.Width * p.scale(), Ht: p.Height * p.scale()}
}

// box sets one of the page's boxes. PDF counts from the foot of the page.
func (p Page) box(f *fpdf.Fpdf, name string, b Box) {
	if b.W == 0 || b.H == 0 {
		b = Box{W: p.Width, H: p.Height}
	}
	k := p.scale()
	f.SetPageBox(name, b.X*k, (p.Height-b.Y-b.H)*k, b.W*k, b.H*k)
}

// boxed reports whether the page is to be cut.
func (p Page) boxed() bool { return p.Trim.W*p.Trim.H > 0 || p.Bleed.W*p.Bleed.H > 0 }

// page begins a new page, with boxes if it is boxed, and draws the scene.
func (d *pdfDrawing) page(p Page, boxed bool) {
	d.AddPageFormat("P", p.size())
	d.begin(p.scale())
	if boxed {
		p.box(d.Fpdf, "trim", p.Trim)
		p.box(d.Fpdf, "bleed", p.Bleed)
	}
	if !p.Background.None() {
		d.path(Rectangle{Box: Box{W: p.Width, H: p.Height}, Style: Style{Fill: p.Background}}.path())
	}
	d.shapes(p.Shapes)
}

func (l Link) write(f *fpdf.Fpdf, p Page, pages []Page) {
	k := p.scale()
	x, y, w, h := l.Box.X*k, l.Box.Y*k, l.Box.W*k, l.Box.H*k
	if l.URL != "" {
		f.LinkString(x, y, w, h, asciiURL(l.URL))
		return
	}
	id := f.AddLink()
	f.SetLink(id, aim(l.Y*pages[l.Page-1].scale()), l.Page)
	f.Link(x, y, w, h, id)
}

// asciiURL escapes what a URI may not hold (RFC 3986), which PDF wants in
// ASCII.
func asciiURL(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		if c > ' ' && c < 0x7f && !strings.ContainsRune("\"<>\\^`{|}", rune(c)) {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// aim returns a height that fpdf does not take for the one it is at, as it
// takes -1.
func aim(y float64) float64 {
	if y == -1 {
		return -1.01
	}
	return y
}

// contents writes bookmarks.
type contents struct {
	// deepest is how deep the next bookmark may be.
	deepest int
	// height is that of the last page, from which fpdf measures all bookmarks.
	height float64
}

func (c *contents) add(d *pdfDrawing, p Page) {
	for _, m := range p.Bookmarks {
		level := max(0, min(m.Level, c.deepest))
		c.deepest = level + 1
		// fpdf writes Unicode only while it has a Unicode font, and no
		// characters above U+FFFF.
		d.useFont(typefaces[0](), 1)
		title := strings.Map(func(r rune) rune {
			if r > 0xffff {
				return -1
			}
			return r
		}, readable(m.Title))
		d.Bookmark(title, level, aim(m.Y*p.scale()+c.height-p.size().Ht))
	}
}
