package document

import "sysmap/render/scene"

// The sheet is A4, in points. Text stands in a column beside which headings,
// tables and figures reach out to the left.
const (
	pageWidth, pageHeight = 595.28, 841.89
	leftMargin            = 62.0
	topMargin             = 66.0
	textWidth             = pageWidth - 2*leftMargin
	textHeight            = pageHeight - topMargin - 70
	indent                = 66.0
	landscapeMargin       = 40.0
)

// Sizes of type.
const (
	bodySize, bodyLeading   = 10.2, 14.9
	smallSize, smallLeading = 8.6, 12.2
	tableSize, tableLeading = 8.8, 12.0
	howSize, howLeading     = 7.4, 10.2
)

var (
	ink    = scene.RGB(0x22, 0x26, 0x2b)
	faint  = scene.RGB(0x55, 0x5d, 0x67)
	accent = scene.RGB(0x1f, 0x5a, 0x99)
	rule   = scene.RGB(0xcf, 0xd2, 0xcc)
	tint   = scene.RGB(0xf4, 0xf4, 0xef)
)

// strip is a band across the page that is not divided. Its shapes have their
// origin at its left upper corner, which is at the left margin.
type strip struct {
	// before is the room above it, which is dropped at the top of a page.
	before, height float64
	shapes         []scene.Shape
	links          []link
	// keep holds it on the page of the strip after it, and room is how much of
	// the page there must be from it on, or else it begins the next one.
	keep bool
	room float64
	// head stands above it again where it is the first of a page.
	head *strip
	// anchors are those that begin here, and bookmark what the reader's own
	// contents say; level counts from 0.
	anchors  []string
	bookmark string
	level    int
	// pageOf is an anchor whose page number stands at the right of the strip.
	pageOf string
	// fresh begins a page.
	fresh bool
	// turned is a page of its own, on its side.
	turned *Figure
}

// put draws a line of text into the strip, its top at a height.
func (s *strip) put(l line, x, top, size, leading float64) {
	shapes, links := l.shapes(x, top+baseline(size, leading))
	s.shapes = append(s.shapes, shapes...)
	s.links = append(s.links, links...)
}

// baseline returns how far below the top of a line its letters stand.
func baseline(size, leading float64) float64 {
	f := scene.Font{Size: size}
	ascent, descent := scene.Ascent(f), scene.Descent(f)
	return (leading-ascent-descent)/2 + ascent
}

// stacked joins strips into one that is not divided.
func stacked(strips []strip) strip {
	var all strip
	for i, s := range strips {
		if i > 0 {
			all.height += s.before
		} else {
			all.before = s.before
		}
		all.take(s, 0, all.height)
		all.height += s.height
	}
	return all
}

// take draws another strip into this one.
func (s *strip) take(o strip, dx, dy float64) {
	s.shapes = append(s.shapes, scene.Scaled(o.shapes, 1, dx, dy)...)
	for _, l := range o.links {
		s.links = append(s.links, l.moved(dx, dy))
	}
	s.anchors = append(s.anchors, o.anchors...)
	if s.bookmark == "" {
		s.bookmark, s.level = o.bookmark, o.level
	}
}

func filled(b scene.Box, c scene.Colour) scene.Shape {
	return scene.Rectangle{Box: b, Style: scene.Style{Fill: c}}
}
