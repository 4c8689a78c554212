package handout

import (
	"strings"

	"sysmap/render/scene"
)

// line is a piece of a page that is not broken: how high it is, and its shapes
// for where its upper left corner stands.
type line struct {
	high   float64
	shapes func(x, y float64) []scene.Shape
	// keep holds it on the page of the line after it.
	keep bool
}

// column is lines under each other, at a place and width of the page.
type column struct {
	x, width float64
	lines    []line
}

// text adds a text, wrapped to the column, indented after the first line.
func (c *column) text(s string, font scene.Font, colour scene.Colour, indent float64) {
	for _, part := range filled(s, font, c.width-indent) {
		c.lines = append(c.lines, line{high: scene.LineHeight(font), shapes: func(x, y float64) []scene.Shape {
			return []scene.Shape{scene.Text{At: scene.Point{X: x + indent, Y: y + scene.Ascent(font)}, String: fitting(part, font, c.width-indent), Font: font, Colour: colour}}
		}})
	}
}

// filled breaks a text into lines, each as full as can be: paragraphs that are
// read look better so than with lines of one length.
func filled(s string, font scene.Font, width float64) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '\r' || r == '\t' }) {
		if line != "" {
			if longer := line + " " + word; scene.Measure(longer, font) <= width {
				line = longer
				continue
			}
			lines = append(lines, line)
		}
		parts := scene.Wrap(word, font, width)
		if len(parts) == 0 {
			line = ""
			continue
		}
		lines = append(lines, parts[:len(parts)-1]...)
		line = parts[len(parts)-1]
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// fitting cuts what even breaking words could not make narrow enough.
func fitting(s string, font scene.Font, width float64) string {
	return scene.Ellipsis(s, font, width+0.01)
}

// space leaves a height free.
func (c *column) space(high float64) {
	c.lines = append(c.lines, line{high: high, shapes: func(_, _ float64) []scene.Shape { return nil }})
}

// sign draws over the last line that was added, to its left.
func (c *column) sign(from int, draw func(x, y, high float64) []scene.Shape) {
	if from >= len(c.lines) {
		return
	}
	l := c.lines[from]
	c.lines[from].shapes = func(x, y float64) []scene.Shape { return append(draw(x, y, l.high), l.shapes(x, y)...) }
}

// keepFrom holds the lines from an index on together with what follows them.
func (c *column) keepFrom(from int) {
	for i := from; i < len(c.lines); i++ {
		c.lines[i].keep = true
	}
}

// high is how high the column is.
func (c column) high() float64 {
	sum := 0.0
	for _, l := range c.lines {
		sum += l.high
	}
	return sum
}

// band is columns beside each other; each goes on over the page's end by
// itself.
type band struct {
	columns []column
	// rule draws a fine line above.
	rule bool
	// whole bands are not broken unless they fill half a page.
	whole bool
	// keep holds the band on the page of the band after it.
	keep bool
}

func (b band) high() float64 {
	high := 0.0
	for _, c := range b.columns {
		high = max(high, c.high())
	}
	return high
}

// flow sets bands on pages, from top to bottom.
type flow struct {
	top, bottom float64
	pages       [][]scene.Shape
	y           float64
	rule        func(y float64) scene.Shape
}

func (f *flow) turn() {
	f.pages = append(f.pages, nil)
	f.y = f.top
}

func (f *flow) put(shapes ...scene.Shape) {
	last := len(f.pages) - 1
	f.pages[last] = append(f.pages[last], shapes...)
}

// room is what is left of the page.
func (f *flow) room() float64 { return f.bottom - f.y }

// set adds bands. A band that is kept with the next, and the beginning of the
// next, stay together.
func (f *flow) set(bands []band) {
	for i, b := range bands {
		need := b.least(f.bottom - f.top)
		for k := i; bands[k].keep && k+1 < len(bands); k++ {
			need += bands[k+1].least(f.bottom - f.top)
		}
		if need > f.room() && f.y > f.top && need <= f.bottom-f.top {
			f.turn()
		}
		if b.rule && f.y > f.top {
			f.put(f.rule(f.y))
		}
		f.lay(b)
	}
}

// least is how much room a band needs to begin on a page, where a whole page
// has so much.
func (b band) least(page float64) float64 {
	if high := b.high(); (b.whole || b.keep) && high <= page/2 {
		return high
	}
	high := 0.0
	for _, c := range b.columns {
		high = max(high, together(c.lines, page))
	}
	return high
}

// together is how high the beginning of some lines is that may not be parted.
// What would not fit a page may be.
func together(lines []line, page float64) float64 {
	sum := 0.0
	for _, l := range lines {
		sum += l.high
		if sum > page {
			return lines[0].high
		}
		if !l.keep {
			break
		}
	}
	return sum
}

// lay sets one band, over as many pages as it takes.
func (f *flow) lay(b band) {
	rest := make([][]line, len(b.columns))
	for i, c := range b.columns {
		rest[i] = c.lines
	}
	for {
		lowest, left := f.y, false
		for i, c := range b.columns {
			y := f.y
			for len(rest[i]) > 0 {
				if y > f.top && y+together(rest[i], f.bottom-f.top) > f.bottom+0.01 {
					break
				}
				f.put(rest[i][0].shapes(c.x, y)...)
				y += rest[i][0].high
				rest[i] = rest[i][1:]
			}
			lowest = max(lowest, y)
			left = left || len(rest[i]) > 0
		}
		f.y = lowest
		if !left {
			return
		}
		f.turn()
	}
}
