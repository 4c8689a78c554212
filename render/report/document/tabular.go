package document

import (
	"strings"

	"sysmap/render/scene"
)

// setTable is a table whose columns have their widths.
type setTable struct {
	Table
	*index
	left, size, leading float64
	widths              []float64
}

// columnGap is the room between columns.
const columnGap = 12

// table sets a table over the whole width: the caption above, the head again
// on every page, and rows that stay whole.
func (c *composer) table(t Table) {
	label, anchor := c.nextTable()
	left, width := c.x-c.hang, c.width+c.hang
	c.caption(label, t.Caption, anchor, left, width, 16)
	if len(t.Columns) == 0 {
		return
	}
	set := &setTable{Table: t, index: c.index, left: left, size: tableSize, leading: tableLeading}
	set.fit(width)
	head := set.head()
	head.keep = true
	c.add(head)
	var rows []strip
	height := head.height
	for _, row := range t.Rows {
		for _, s := range set.row(row) {
			s.head = &head
			rows = append(rows, s)
			height += s.height
		}
	}
	for i := range rows {
		// A small table stays whole, of a large one the first rows and the last.
		rows[i].keep = height < 0.42*textHeight || i < 3 || i >= len(rows)-2
	}
	if n := len(rows); n > 0 && len(t.Notes) == 0 && t.How.Command == "" {
		rows[n-1].keep = false
	}
	c.strips = append(c.strips, rows...)
	c.under(t.Notes, t.How, left, width)
	c.gap(12)
}

// caption names a table or figure.
func (c *composer) caption(label, text, anchor string, left, width, before float64) {
	lines := c.set(Join(Bold(label+"."), Say(" "+text)), 9.4, width, ink)
	s := strip{before: before, height: float64(len(lines))*13 + 3, keep: true}
	if anchor != "" {
		s.anchors = []string{anchor}
	}
	for i, l := range lines {
		s.put(l, left, float64(i)*13, 9.4, 13)
	}
	c.add(s)
}

// under sets notes, and how to make it again.
func (c *composer) under(notes []string, h How, left, width float64) {
	inner := c.inside(left, width)
	for _, n := range notes {
		if clean(n) != "" {
			inner.lines(Say(n), smallSize, smallLeading, faint, 2)
		}
	}
	if h.Command != "" {
		text := Join(Say(c.words.again+" "), Typed(h.Command))
		if after := h.after(c.words); after != "" {
			text = append(text, Span{String: " · " + after})
		}
		inner.lines(text, howSize, howLeading, faint, 3)
	}
	for i := range inner.strips {
		inner.strips[i].keep = i < len(inner.strips)-1
	}
	c.strips = append(c.strips, inner.strips...)
}

// fit gives each column a width: what its widest cell needs if all of that
// fits, and else at least what its longest word needs. Where not even that
// fits, the type is set smaller, and then words are broken.
func (t *setTable) fit(width float64) {
	room := width - columnGap*float64(len(t.Columns)-1)
	for {
		least, most := t.needs()
		sumLeast, sumMost := total(least), total(most)
		t.widths = make([]float64, len(t.Columns))
		switch {
		case sumMost <= room:
			// The words that are left over go to the text, so that rules end alike.
			copy(t.widths, most)
			return
		case sumLeast <= room:
			for i := range t.widths {
				t.widths[i] = least[i] + (room-sumLeast)*(most[i]-least[i])/(sumMost-sumLeast)
			}
			return
		case t.size > 6.6:
			t.size -= 0.4
			t.leading = t.size * tableLeading / tableSize
			continue
		}
		for i := range t.widths {
			t.widths[i] = room * least[i] / sumLeast
		}
		return
	}
}

// widest is how wide a column may ask to be because of one long cell.
const widest = 330

// needs returns the widths of each column's longest word and widest cell.
func (t *setTable) needs() (least, most []float64) {
	least, most = make([]float64, len(t.Columns)), make([]float64, len(t.Columns))
	see := func(i int, text Text) {
		width := 0.0
		for k, w := range t.parted(text, t.size, ink) {
			least[i] = max(least[i], min(w.width, 110*t.size/tableSize))
			if k > 0 {
				width += w.space
			}
			width += w.width
		}
		most[i] = max(most[i], least[i], min(width, widest))
	}
	for i, c := range t.Columns {
		for _, word := range strings.Fields(clean(c.Title)) {
			w := scene.Measure(word, scene.Font{Size: t.size - 0.6, Bold: true})
			least[i] = max(least[i], min(w, 110*t.size/tableSize))
		}
		most[i] = max(most[i], least[i], min(scene.Measure(clean(c.Title), scene.Font{Size: t.size - 0.6, Bold: true}), 74))
	}
	for _, row := range t.Rows {
		for i := range t.Columns {
			if i < len(row) {
				see(i, row[i].text())
			}
		}
	}
	return least, most
}

// text returns what a cell says, its mark included.
func (c Cell) text() Text {
	if c.Mark == "" {
		return append(Text(nil), c.Text...)
	}
	return Join(Bold(c.Mark), Say(" "), c.Text)
}

func total(list []float64) float64 {
	sum := 0.0
	for _, v := range list {
		sum += v
	}
	return sum
}

// whole is how wide the table is.
func (t *setTable) whole() float64 {
	return total(t.widths) + columnGap*float64(len(t.widths)-1)
}

// mostHeadLines is how high the head of a table may be, which stands on every
// page of it.
const mostHeadLines = 8

func (t *setTable) head() strip {
	var s strip
	cells := make([][]line, len(t.Columns))
	size, leading := t.size-0.6, t.leading-0.6
	rows := 0
	for i, c := range t.Columns {
		cells[i] = t.set(Bold(c.Title), size, t.widths[i], faint)
		if len(cells[i]) > mostHeadLines {
			cells[i] = append(cells[i][:mostHeadLines-1], t.set(Bold("…"), size, t.widths[i], faint)...)
		}
		rows = max(rows, len(cells[i]))
	}
	s.height = float64(rows)*leading + 6
	for i, c := range t.Columns {
		for k, l := range cells[i] {
			s.put(l, t.start(i, l, c), float64(rows-len(cells[i])+k)*leading+1, size, leading)
		}
	}
	s.shapes = append(s.shapes, filled(scene.Box{X: t.left, Y: s.height - 1, W: t.whole(), H: 0.9}, ink))
	return s
}

// row sets a row, as one strip unless it is so high that it is divided between
// its lines.
func (t *setTable) row(row []Cell) []strip {
	cells := make([][]line, len(t.Columns))
	rows := 1
	for i := range t.Columns {
		if i < len(row) {
			cells[i] = t.set(row[i].text(), t.size, t.widths[i], ink)
			rows = max(rows, len(cells[i]))
		}
	}
	const pad = 3
	parts := []strip{{height: float64(rows)*t.leading + 2*pad}}
	divided := parts[0].height > 0.4*textHeight
	if divided {
		parts = make([]strip, rows)
	}
	for k := range rows {
		s, top := &parts[0], pad+float64(k)*t.leading
		if divided {
			s, top = &parts[k], 0
			s.height = t.leading
		}
		for i, c := range t.Columns {
			if k < len(cells[i]) {
				s.put(cells[i][k], t.start(i, cells[i][k], c), top, t.size, t.leading)
			}
		}
	}
	last := &parts[len(parts)-1]
	if divided {
		last.height += pad
	}
	last.shapes = append(last.shapes, filled(scene.Box{X: t.left, Y: last.height - 0.4, W: t.whole(), H: 0.4}, rule))
	return parts
}

// start returns where a line of a column begins.
func (t *setTable) start(i int, l line, c Column) float64 {
	x := t.left + total(t.widths[:i]) + columnGap*float64(i)
	if c.Number {
		x += t.widths[i] - l.width
	}
	return x
}
