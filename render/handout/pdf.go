package handout

import (
	"fmt"
	"io"
	"strings"

	"sysmap/maps"
	"sysmap/render/diagram"
	"sysmap/render/scene"
)

// Options say how sheets look.
type Options struct {
	// Language is that of the sheets; English if empty.
	Language maps.Language
	// Theme is [diagram.Foresight] if it has no name.
	Theme diagram.Theme
	// Places are small pictures of the map with an actor's ground on it, by the
	// actor's id; those that are missing are left out. See [Places].
	Places map[string]*scene.Scene
}

func (o Options) settled() Options {
	if o.Language == "" {
		o.Language = maps.English
	}
	if o.Theme.Name == "" {
		o.Theme = diagram.Foresight()
	}
	return o
}

// Measures of a page of A4, in points.
const (
	pageWidth, pageHeight = 595.28, 841.89
	side, head, foot      = 48.0, 42.0, 64.0
	inner                 = pageWidth - 2*side
	gutter                = 22.0
	indent                = 17.0
)

// Sizes of type.
var (
	nameFont    = scene.Font{Size: 25, Bold: true}
	kickerFont  = scene.Font{Size: 9.5}
	headingFont = scene.Font{Size: 11.5, Bold: true}
	bodyFont    = scene.Font{Size: 9.6}
	strongFont  = scene.Font{Size: 9.6, Bold: true}
	smallFont   = scene.Font{Size: 8.2}
	leadFont    = scene.Font{Size: 10.6}
)

// WritePDF writes the sheets as one PDF of A4 pages, each actor on a page of
// its own, with a bookmark. Errors are those of [scene.WritePDFPages].
func WritePDF(w io.Writer, sheets []Sheet, o Options) error {
	pages := Pages(sheets, o)
	return scene.WritePDFPages(w, pages, scene.PDFOptions{})
}

// Pages sets the sheets as pages of A4.
func Pages(sheets []Sheet, o Options) []scene.Page {
	o = o.settled()
	var pages []scene.Page
	for _, s := range sheets {
		pages = append(pages, fitted(s, o)...)
	}
	return pages
}

// density is how much is put on a page.
type density struct {
	// scale is of the letters.
	scale float64
	// stories and between are how many loops are told, and how many links
	// between two actors are written out.
	stories, between int
}

// densities are tried in turn until a sheet fits one page. What fits none is
// set on as few as can be.
var densities = [...]density{{1, 2, 4}, {1, 1, 3}, {0.95, 1, 2}, {0.9, 1, 2}, {0.86, 1, 1}}

// fitted sets a sheet on one page if it can be, without lettering it too small.
func fitted(s Sheet, o Options) []scene.Page {
	var best []scene.Page
	for _, d := range densities {
		set := &setting{Sheet: s, density: d, o: o, t: o.Theme, w: wordsIn(o.Language)}
		pages := set.pages()
		if len(pages) == 1 {
			return pages
		}
		if best == nil || len(pages) < len(best) {
			best = pages
		}
	}
	return best
}

// setting is one sheet while it is set.
type setting struct {
	Sheet
	density
	o Options
	t diagram.Theme
	w words
}

// letters returns a font at the size of the setting.
func (s *setting) letters(f scene.Font) scene.Font {
	f.Size *= s.scale
	return f
}

func (s *setting) pages() []scene.Page {
	f := &flow{top: head, bottom: pageHeight - foot, rule: func(y float64) scene.Shape {
		return stroke(side, y, side+inner, y, scene.Style{Stroke: s.t.Faint.Fade(0.45), Width: 0.5})
	}}
	f.turn()
	f.top = head + 26
	s.opening(f)
	f.set(s.body())
	s.notes(f)
	var pages []scene.Page
	for i, shapes := range f.pages {
		if i > 0 {
			shapes = append(s.again(), shapes...)
		}
		page := scene.Page{Scene: &scene.Scene{
			Width: pageWidth, Height: pageHeight, Language: string(s.o.Language), Background: s.t.Background,
			Title: s.w.title + " · " + s.Name, Description: strings.Join(s.Lead, " "),
			Shapes: append(shapes, s.footer(i+1, len(f.pages))...),
		}}
		if i == 0 {
			page.Bookmarks = []scene.Bookmark{{Title: s.Name, Y: head}}
		}
		pages = append(pages, page)
	}
	return pages
}

func stroke(x1, y1, x2, y2 float64, style scene.Style) scene.Shape {
	return scene.Path{Start: scene.Point{X: x1, Y: y1}, Segments: []scene.Segment{scene.Line(scene.Point{X: x2, Y: y2})}, Style: style}
}

// Measures of the small map at the head of a sheet.
const placeWidth, placeHeight = 168.0, 122.0

// opening sets the head of the first page: who it is for and how much of the
// map is theirs, with their place on the map beside.
func (s *setting) opening(f *flow) {
	tone := s.t.Tone(s.Badge.Tone)
	f.put(scene.Rectangle{Box: scene.Box{X: side, Y: head, W: inner, H: 3}, Style: scene.Style{Fill: tone}})
	width := inner
	place := s.o.Places[s.Actor]
	if place != nil {
		width -= placeWidth + gutter
		f.put(s.place(place, scene.Box{X: side + inner - placeWidth, Y: head + 16, W: placeWidth, H: placeHeight})...)
	}
	c := column{x: side, width: width}
	c.space(14)
	c.text(s.w.title+" · "+s.Map, s.letters(kickerFont), s.t.Faint, 0)
	c.space(3)
	c.text(s.Name, s.letters(nameFont), s.t.Ink, 0)
	c.space(5)
	at := len(c.lines)
	badge, _ := diagram.BadgeSize(s.Badge, 11)
	c.text(upper(s.Sector), s.letters(leadFont), s.t.Ink, badge+6)
	c.sign(at, func(x, y, high float64) []scene.Shape {
		return s.t.Badge(s.Badge, scene.Point{X: x + badge/2, Y: y + high/2}, 11)
	})
	c.space(8)
	c.text(strings.Join(s.Lead, " "), s.letters(leadFont), s.t.Ink, 0)
	if s.Goal != "" {
		c.space(6)
		c.text(s.w.goal+": "+s.Goal+".", s.letters(bodyFont), s.t.Faint, 0)
	}
	f.y = head
	first := len(f.pages)
	f.lay(band{columns: []column{c}})
	if place != nil && len(f.pages) == first {
		f.y = max(f.y, head+16+placeHeight+14)
	}
	f.y += 10
}

// place draws the small map into a box, with its name below.
func (s *setting) place(picture *scene.Scene, box scene.Box) []scene.Shape {
	factor := min(box.W/picture.Width, box.H/picture.Height)
	dx := box.X + box.W - factor*picture.Width
	shapes := scene.Scaled(picture.Shapes, factor, dx, box.Y)
	return []scene.Shape{
		scene.Group{Classes: []string{"place"}, Title: s.w.place, Shapes: shapes},
		scene.Text{
			At: scene.Point{X: box.X + box.W, Y: box.Y + factor*picture.Height + 4 + scene.Ascent(smallFont)}, Anchor: scene.EndAnchor,
			String: s.w.place, Font: smallFont, Colour: s.t.Faint,
		},
	}
}

// again heads a page that goes on.
func (s *setting) again() []scene.Shape {
	return []scene.Shape{
		scene.Rectangle{Box: scene.Box{X: side, Y: head, W: inner, H: 1.5}, Style: scene.Style{Fill: s.t.Tone(s.Badge.Tone)}},
		scene.Text{At: scene.Point{X: side, Y: head + 7 + scene.Ascent(smallFont)}, String: fitting(s.Name+" ("+s.w.continued+")", smallFont, inner), Font: smallFont, Colour: s.t.Faint},
	}
}

// footer says what the sheet was made from, and which page it is.
func (s *setting) footer(page, pages int) []scene.Shape {
	number := ""
	if pages > 1 {
		number = fmt.Sprintf(s.w.page, s.o.Language.Count(page), s.o.Language.Count(pages))
	}
	room := inner - scene.Measure(number, smallFont) - gutter
	lines := filled(s.Source, scene.Font{Size: 6.8}, room)
	if len(lines) > 4 {
		lines = append(lines[:3:3], scene.Ellipsis(strings.Join(lines[3:], " "), scene.Font{Size: 6.8}, room))
	}
	top := pageHeight - foot + 10
	shapes := []scene.Shape{stroke(side, top, side+inner, top, scene.Style{Stroke: s.t.Faint.Fade(0.45), Width: 0.5})}
	font := scene.Font{Size: 6.8}
	for i, l := range lines {
		shapes = append(shapes, scene.Text{At: scene.Point{X: side, Y: top + 4 + scene.Ascent(font) + float64(i)*scene.LineHeight(font)}, String: l, Font: font, Colour: s.t.Faint})
	}
	if number != "" {
		shapes = append(shapes, scene.Text{At: scene.Point{X: side + inner, Y: top + 4 + scene.Ascent(smallFont)}, Anchor: scene.EndAnchor, String: number, Font: smallFont, Colour: s.t.Faint})
	}
	return shapes
}
