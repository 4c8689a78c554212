package document

import (
	"strconv"

	"sysmap/render/scene"
)

// composer turns blocks into strips.
type composer struct {
	*index
	strips []strip
	// x is where text begins, and width how wide it is.
	x, width float64
	// hang is how far headings, tables and figures begin to the left of x.
	hang float64
	// size and leading are those of running text.
	size, leading float64
}

func newComposer(x *index) *composer {
	return &composer{index: x, x: indent, width: textWidth - indent, hang: indent, size: bodySize, leading: bodyLeading}
}

// inside returns a composer for what stands inside something else.
func (c *composer) inside(x, width float64) *composer {
	return &composer{index: c.index, x: x, width: width, size: c.size, leading: c.leading}
}

func (c *composer) add(s strip) { c.strips = append(c.strips, s) }

func (c *composer) blocks(blocks []Block) {
	for _, b := range blocks {
		c.block(b)
	}
}

func (c *composer) block(b Block) {
	switch b := b.(type) {
	case Heading:
		c.heading(b)
	case Paragraph:
		if b.Small {
			c.lines(b.Text, smallSize, smallLeading, faint, 3)
			return
		}
		first := len(c.strips)
		c.lines(b.Text, c.size, c.leading, ink, 0.5*c.leading)
		if lines := c.strips[first:]; b.Lead && len(lines) <= 8 {
			for i := range lines {
				lines[i].keep = true
			}
		}
	case List:
		c.list(b)
	case Findings:
		c.findings(b)
	case Table:
		c.table(b)
	case Figure:
		c.figure(b)
	case Beside:
		c.beside(b)
	case Box:
		c.box(b)
	case Terms:
		c.terms(b)
	case Code:
		c.code(b)
	}
}

// heading keeps its lines together and on the page of what follows.
func (c *composer) heading(h Heading) {
	anchor := c.nextSection()
	level := min(max(h.Level, 1), 3)
	size := []float64{20, 13.6, 11}[level-1]
	before := []float64{40, 22, 14}[level-1]
	s := strip{before: before, keep: true, anchors: []string{anchor}, room: []float64{0.25, 0.12, 0}[level-1] * textHeight}
	if level < 3 {
		s.bookmark, s.level = clean(h.Text), level-1
	}
	x := c.x - c.hang
	if level == 3 {
		x = c.x
	}
	if level == 1 {
		s.shapes = append(s.shapes, filled(scene.Box{X: x, W: c.width + c.hang, H: 1.2}, ink))
		s.height = 11
	}
	s.title(clean(h.Text), x, c.x+c.width-x, size, ink)
	s.height += []float64{5, 2, 1}[level-1]
	c.add(s)
}

// title sets large text, in lines as alike in length as can be. Where that would
// fill the page the type is smaller.
func (s *strip) title(text string, x, width, size float64, colour scene.Colour) {
	font := scene.Font{Size: size, Bold: true}
	lines := scene.Wrap(text, font, width)
	for float64(len(lines))*1.22*font.Size > 0.3*textHeight && font.Size > bodySize {
		font.Size *= 0.85
		lines = scene.Wrap(text, font, width)
	}
	for _, text := range lines {
		s.shapes = append(s.shapes, scene.Text{At: scene.Point{X: x, Y: s.height + baseline(font.Size, 1.22*font.Size)}, String: text, Font: font, Colour: colour})
		s.height += 1.22 * font.Size
	}
}

// lines sets a paragraph. Neither its first line nor its last stands on a page
// alone.
func (c *composer) lines(t Text, size, leading float64, colour scene.Colour, before float64) {
	set := c.set(t, size, c.width, colour)
	for i, l := range set {
		s := strip{height: leading, keep: i == 0 && len(set) > 1 || i == len(set)-2}
		if i == 0 {
			s.before = before
		}
		s.put(l, c.x, 0, size, leading)
		c.add(s)
	}
}

func (c *composer) list(list List) {
	const step = 15
	for i, item := range list.Items {
		sign := "•"
		if list.Ordered {
			sign = strconv.Itoa(i+1) + "."
		}
		inner := c.inside(c.x+step, c.width-step)
		inner.lines(item, c.size, c.leading, ink, 0.3*c.leading)
		if len(inner.strips) == 0 {
			continue
		}
		first := &inner.strips[0]
		first.shapes = append(first.shapes, scene.Text{
			At: scene.Point{X: c.x + step - 6, Y: baseline(c.size, c.leading)}, Anchor: scene.EndAnchor,
			String: sign, Font: scene.Font{Size: c.size}, Colour: faint,
		})
		c.strips = append(c.strips, inner.strips...)
	}
}

func (c *composer) findings(list Findings) {
	const (
		column, gap   = 104, 16
		size, leading = 9.6, 13.2
		pad           = 5
	)
	left := c.x - c.hang
	for i, f := range list {
		inner := c.inside(left+column+gap, c.x+c.width-left-column-gap)
		inner.lines(f.Text, size, leading, ink, 0)
		if len(inner.strips) == 0 {
			continue
		}
		first, last := &inner.strips[0], &inner.strips[len(inner.strips)-1]
		first.before = 2 * pad
		if i > 0 {
			first.shapes = append(first.shapes, filled(scene.Box{X: left, Y: -pad, W: c.width + c.hang, H: 0.5}, rule))
		}
		number, font := clean(f.Number), scene.Font{Size: 13.5, Bold: true}
		if w := scene.Measure(number, font); w > column {
			font.Size *= column / w
		}
		first.shapes = append(first.shapes, scene.Text{
			At: scene.Point{X: left + column, Y: baseline(size, leading)}, Anchor: scene.EndAnchor,
			String: number, Font: font, Colour: accent,
		})
		if f.Ref != "" {
			for k := range inner.strips {
				inner.strips[k].links = append(inner.strips[k].links, link{box: scene.Box{X: left, W: c.width + c.hang, H: leading}, ref: f.Ref})
			}
		}
		// A finding of a few lines stays whole.
		for k := range inner.strips[:len(inner.strips)-1] {
			inner.strips[k].keep = inner.strips[k].keep || len(inner.strips) <= 8
		}
		last.keep = false
		c.strips = append(c.strips, inner.strips...)
	}
	c.gap(pad)
}

// box stands on a tint, with a line at its left.
func (c *composer) box(b Box) {
	const pad = 12
	inner := c.inside(c.x+pad+3, c.width-2*pad-3)
	if b.Title != "" {
		inner.lines(Bold(b.Title), c.size, c.leading, ink, 0)
		for i := range inner.strips {
			inner.strips[i].keep = true
		}
	}
	inner.blocks(b.Blocks)
	for i, s := range inner.strips {
		top, foot := s.before, 0.0
		outside := strip{keep: s.keep, head: s.head}
		if i == 0 {
			top, outside.before = pad*0.8, 12
		}
		if i == len(inner.strips)-1 {
			foot = pad * 0.8
		}
		outside.height = top + s.height + foot
		outside.shapes = []scene.Shape{
			filled(scene.Box{X: c.x, W: c.width, H: outside.height + 0.2}, tint),
			filled(scene.Box{X: c.x, W: 3, H: outside.height + 0.2}, accent),
		}
		outside.take(s, 0, top)
		c.add(outside)
	}
	c.gap(8)
}

// gap leaves room under what came last.
func (c *composer) gap(height float64) { c.add(strip{height: 0, before: height}) }

func (c *composer) terms(list Terms) {
	const column, gap = 130, 14
	left := c.x - c.hang
	for _, t := range list {
		names := c.set(Bold(t.Name), tableSize, column, ink)
		meaning := c.set(Say(t.Meaning), tableSize, c.x+c.width-left-column-gap, ink)
		rows := max(len(names), len(meaning))
		for k := range rows {
			s := strip{height: tableLeading, keep: k < rows-1 && rows <= 12}
			if k == 0 {
				s.before = 6
			}
			if k < len(names) {
				s.put(names[k], left, 0, tableSize, tableLeading)
			}
			if k < len(meaning) {
				s.put(meaning[k], left+column+gap, 0, tableSize, tableLeading)
			}
			c.add(s)
		}
	}
}

func (c *composer) code(code Code) {
	const pad = 8
	font := scene.Font{Size: smallSize}
	var all []string
	for _, text := range splitLines(typed(string(code))) {
		// Spaces at the beginning mean something here, and wrapping drops them.
		body := trimIndent(text)
		in := float64(len(text)-len(body)) * 0.5 * smallSize
		for i, part := range scene.Wrap(body, font, c.width-2*pad-in) {
			all = append(all, pads(len(text)-len(body)+min(i, 1)*2)+part)
		}
	}
	for i, text := range all {
		s := strip{height: smallLeading, keep: i == 0 && len(all) > 1 || i == len(all)-2}
		if i == 0 {
			s.before = 8
		}
		s.shapes = append(s.shapes, filled(scene.Box{X: c.x, Y: -2, W: c.width, H: smallLeading + 4}, tint))
		body := trimIndent(text)
		s.shapes = append(s.shapes, scene.Text{
			At:     scene.Point{X: c.x + pad + float64(len(text)-len(body))*0.5*smallSize, Y: baseline(smallSize, smallLeading)},
			String: body, Font: font, Colour: ink,
		})
		c.add(s)
	}
	c.gap(6)
}
