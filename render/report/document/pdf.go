package document

import (
	"io"
	"strconv"

	"sysmap/render/scene"
)

// WritePDF writes the document on sheets of A4, with contents that name pages,
// bookmarks, links, and text that can be searched. Lines of a paragraph,
// captions and heads of tables are kept with what they belong to. The same
// document gives the same bytes. The error is that of a scene that cannot be
// drawn, or comes from w.
func (d *Document) WritePDF(w io.Writer) error {
	c := newComposer(newIndex(d))
	c.titlePage(d)
	c.contents()
	c.blocks(d.Blocks)
	pages := paginate(c.strips)
	return scene.WritePDFPages(w, finished(d, c.index, pages), scene.PDFOptions{})
}

// titlePage sets what stands on the first page: the title, and the summary.
func (c *composer) titlePage(d *Document) {
	width := c.width + c.hang
	s := strip{height: 26, bookmark: clean(d.Title)}
	s.title(clean(d.Title), 0, width, 28, ink)
	c.add(s)
	wide := c.inside(0, width)
	wide.lines(Say(d.Subtitle), 12.5, 17, faint, 3)
	if d.Notice != "" {
		wide.box(Box{Blocks: []Block{Paragraph{Text: Say(d.Notice)}}})
	}
	var facts Text
	for i, f := range d.Facts {
		if i > 0 {
			facts = append(facts, Span{String: "   ·   "})
		}
		facts = append(facts, Span{String: f.Name + " " + f.Value})
	}
	wide.lines(facts, smallSize, smallLeading, faint, 8)
	c.strips = append(c.strips, wide.strips...)
	if len(d.Summary) == 0 {
		return
	}
	s = strip{before: 26, keep: true}
	s.title(clean(d.SummaryTitle), 0, width, 15, ink)
	s.height += 3
	c.add(s)
	c.blocks(d.Summary)
}

// contents lists the headings with their pages, on a page of its own.
func (c *composer) contents() {
	if len(c.headings) == 0 {
		return
	}
	s := strip{fresh: true, keep: true, bookmark: c.words.contents}
	s.title(c.words.contents, 0, textWidth, 20, ink)
	s.height += 6
	c.add(s)
	for _, h := range c.headings {
		if h.Level > 2 {
			continue
		}
		x, before, text := 0.0, 5.5, Bold(h.Text)
		if h.Level == 2 {
			x, before, text = 14, 0, Say(h.Text)
		}
		lines := c.set(text, smallSize+0.6, textWidth-x-50, ink)
		s := strip{before: before, height: float64(len(lines)) * smallLeading, pageOf: h.anchor, keep: h.Level == 1}
		for i, l := range lines {
			s.put(l, x, float64(i)*smallLeading, smallSize+0.6, smallLeading)
		}
		s.links = append(s.links, link{box: scene.Box{W: textWidth, H: s.height}, ref: h.anchor})
		c.add(s)
	}
	c.add(strip{fresh: true})
}

// sheet is a page with the strips on it.
type sheet struct {
	strips []standing
	turned *Figure
}

// standing is a strip at a height of the page.
type standing struct {
	strip
	y float64
}

// paginate deals strips out to pages. Those on their side follow the page on
// which they are met.
func paginate(strips []strip) []sheet {
	var pages, turned []sheet
	var now sheet
	y := 0.0
	next := func() {
		pages = append(append(pages, now), turned...)
		now, turned, y = sheet{}, nil, 0
	}
	put := func(s strip) {
		if y > 0 {
			y += s.before
		}
		now.strips = append(now.strips, standing{s, topMargin + y})
		y += s.height
	}
	for i := 0; i < len(strips); {
		if s := strips[i]; s.turned != nil {
			turned = append(turned, sheet{turned: s.turned, strips: []standing{{strip: s}}})
			i++
			continue
		}
		if len(now.strips) > 0 && (strips[i].fresh || textHeight-y < strips[i].room) {
			next()
		}
		end := i
		for end+1 < len(strips) && strips[end].keep && strips[end+1].turned == nil && !strips[end+1].fresh {
			end++
		}
		height := together(strips[i : end+1])
		if y > 0 && y+strips[i].before+height > textHeight && (height <= textHeight || strips[i].height > textHeight-y) {
			next()
		}
		for ; i <= end; i++ {
			s := strips[i]
			if y > 0 && y+s.before+s.height > textHeight {
				next()
			}
			if y == 0 && s.head != nil {
				put(*s.head)
			}
			put(s)
		}
	}
	if len(now.strips) > 0 || len(turned) > 0 {
		next()
	}
	return pages
}

// together returns how high strips are that stay on one page.
func together(strips []strip) float64 {
	height := 0.0
	for i, s := range strips {
		if i > 0 {
			height += s.before
		}
		height += s.height
	}
	return height
}

// place is where an anchor stands.
type place struct {
	page int
	y    float64
}

// finished draws pages once it is known where everything stands.
func finished(d *Document, x *index, sheets []sheet) []scene.Page {
	places := map[string]place{}
	for n, sheet := range sheets {
		for _, s := range sheet.strips {
			for _, a := range s.anchors {
				places[a] = place{n + 1, max(0, s.y-12)}
			}
		}
	}
	pages := make([]scene.Page, len(sheets))
	for n, sheet := range sheets {
		p := scene.Page{Scene: &scene.Scene{
			Width: pageWidth, Height: pageHeight, Title: clean(d.Title), Description: clean(d.Subtitle),
			Language: languageTag(d.Language), Background: scene.RGB(255, 255, 255),
		}}
		if sheet.turned != nil {
			p.Width, p.Height = pageHeight, pageWidth
		}
		sheet.draw(&p, x, places)
		furnish(&p, d, x, n+1, len(sheets))
		pages[n] = p
	}
	return pages
}

// draw puts the strips of a page on it.
func (s sheet) draw(p *scene.Page, x *index, places map[string]place) {
	for _, s := range s.strips {
		left := leftMargin
		if s.turned != nil {
			left = landscapeMargin
			s.y = p.Height - 46 - s.height
			p.Shapes = append(p.Shapes, turned(s.turned.Picture, p, s.y)...)
		}
		p.Shapes = append(p.Shapes, scene.Scaled(s.shapes, 1, left, s.y)...)
		if s.bookmark != "" {
			p.Bookmarks = append(p.Bookmarks, scene.Bookmark{Title: s.bookmark, Level: s.level, Y: max(0, s.y-12)})
		}
		for _, l := range s.links {
			l = l.moved(left, s.y)
			to, known := places[x.anchors[l.ref]]
			if !known {
				to, known = places[l.ref]
			}
			switch {
			case l.url != "":
				p.Links = append(p.Links, scene.Link{Box: l.box, URL: l.url})
			case known:
				p.Links = append(p.Links, scene.Link{Box: l.box, Page: to.page, Y: to.y})
			}
		}
		if to, known := places[s.pageOf]; known && s.pageOf != "" {
			p.Shapes = append(p.Shapes, scene.Text{
				At: scene.Point{X: left + textWidth, Y: s.y + s.height - smallLeading + baseline(smallSize+0.6, smallLeading)}, Anchor: scene.EndAnchor,
				String: strconv.Itoa(to.page), Font: scene.Font{Size: smallSize + 0.6}, Colour: ink,
			})
		}
	}
}

// turned draws a picture as large as a page on its side allows, above a height.
func turned(picture *scene.Scene, p *scene.Page, foot float64) []scene.Shape {
	const top = landscapeMargin
	width, height := p.Width-2*landscapeMargin, foot-top-10
	scale := min(width/picture.Width, height/picture.Height)
	x, y := (p.Width-picture.Width*scale)/2, top+(height-picture.Height*scale)/2
	var shapes []scene.Shape
	if !picture.Background.None() {
		shapes = append(shapes, filled(scene.Box{X: x, Y: y, W: picture.Width * scale, H: picture.Height * scale}, picture.Background))
	}
	return append(shapes, scene.Scaled(picture.Shapes, scale, x, y)...)
}

// furnish writes what every page has: the title at its head except on the
// first, and its number at its foot.
func furnish(p *scene.Page, d *Document, x *index, n, of int) {
	font := scene.Font{Size: 7.8}
	left, right, foot := leftMargin, p.Width-leftMargin, p.Height-34
	if p.Width > p.Height {
		left, right, foot = landscapeMargin, p.Width-landscapeMargin, p.Height-24
	}
	number := x.words.page + " " + strconv.Itoa(n) + " " + x.words.of + " " + strconv.Itoa(of)
	p.Shapes = append(p.Shapes, scene.Text{At: scene.Point{X: right, Y: foot}, Anchor: scene.EndAnchor, String: number, Font: font, Colour: faint})
	if n > 1 {
		title := scene.Ellipsis(clean(d.Title), font, right-left-120)
		p.Shapes = append(p.Shapes, scene.Text{At: scene.Point{X: left, Y: foot}, String: title, Font: font, Colour: faint})
	}
}
