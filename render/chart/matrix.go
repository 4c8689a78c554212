package chart

import (
	"fmt"
	"math"

	"sysmap/render/diagram"
	"sysmap/render/scene"
)

// Cell is a cell of a [Table]. The zero value is empty.
type Cell struct {
	// Value is a place on the scale; nil shades nothing.
	Value *float64
	Mark  Mark
	// Text is a short text in the cell, such as a sign; it is left out where it
	// is wider than the cell, and said to screen readers all the same.
	Text string
	// Note is what a reader sees on pointing at the cell.
	Note string
}

// Table is what a [Matrix] draws: a name for each row and column, and a list of
// cells for each row.
type Table struct {
	Rows, Columns []string
	Cells         [][]Cell
}

// MatrixOptions say how a [Matrix] is drawn. The zero value works.
type MatrixOptions struct {
	Options
	// Scale says what the values of cells mean; nil reaches from the least to
	// the largest, with zero in the middle if there are values on both sides.
	Scale *diagram.Scale
	// Values writes the numbers of shaded cells into them where they fit.
	Values bool
	// Marks says what marks mean, in the order of the key.
	Marks []MarkName
}

// Limits of a table.
const (
	mostColumns = 200
	mostCells   = 50_000
)

// Matrix draws a table as shaded and marked cells. Headings of columns stand
// over them where they fit, and else on steps, each on a line of its own with
// a thread down to its column, so that nobody has to turn their head. The sheet
// becomes wider than asked for where columns need it. Errors wrap [ErrData].
func Matrix(t Table, o MatrixOptions) (*scene.Scene, error) {
	settled, err := o.settled()
	if err != nil {
		return nil, err
	}
	o.Options = settled
	low, high, err := t.check()
	if err != nil {
		return nil, err
	}
	if o.Scale != nil {
		for _, v := range []float64{o.Scale.Low, o.Scale.High} {
			if err := checkNumber(v, "an end of the scale"); err != nil {
				return nil, err
			}
		}
	}
	m := &matrix{sheet: newSheet(o.Options), o: o, table: t, scale: scaleOf(o.Scale, low, high)}
	m.numbers = o.numeralsFor(max(m.scale.High-m.scale.Low, 1e-15)/100, max(math.Abs(m.scale.Low), math.Abs(m.scale.High)))
	m.arrange()
	m.head()
	m.key()
	m.headings()
	m.draw()
	return m.foot(), nil
}

// check returns the ends of the values, or what is wrong with the table.
func (t Table) check() (low, high float64, err error) {
	rows, columns := len(t.Rows), len(t.Columns)
	if rows == 0 || columns == 0 {
		return 0, 0, fmt.Errorf("%w: a table of %d rows and %d columns; give at least one of each", ErrData, rows, columns)
	}
	if columns > mostColumns || rows*columns > mostCells {
		return 0, 0, fmt.Errorf("%w: a table of %d rows and %d columns; at most %d columns and %d cells can be drawn, choose some", ErrData, rows, columns, mostColumns, mostCells)
	}
	if len(t.Cells) != rows {
		return 0, 0, fmt.Errorf("%w: names for %d rows and cells for %d", ErrData, rows, len(t.Cells))
	}
	first := true
	for i, row := range t.Cells {
		if len(row) != columns {
			return 0, 0, fmt.Errorf("%w: row %d (%.60q) has %d cells for %d columns", ErrData, i+1, t.Rows[i], len(row), columns)
		}
		for k, c := range row {
			if c.Mark < NoMark || c.Mark > Down {
				return 0, 0, fmt.Errorf("%w: row %d, column %d has mark %d, which is none", ErrData, i+1, k+1, c.Mark)
			}
			if c.Value == nil {
				continue
			}
			if err := checkNumber(*c.Value, fmt.Sprintf("row %d (%.60q), column %d (%.60q),", i+1, t.Rows[i], k+1, t.Columns[k])); err != nil {
				return 0, 0, err
			}
			if first {
				low, high, first = *c.Value, *c.Value, false
			}
			low, high = min(low, *c.Value), max(high, *c.Value)
		}
	}
	return low, high, nil
}

// scaleOf returns the scale asked for, or the one that suits values from low to
// high.
func scaleOf(asked *diagram.Scale, low, high float64) diagram.Scale {
	if asked != nil {
		return *asked
	}
	switch {
	case low < 0 && high > 0:
		reach := max(-low, high)
		return diagram.Scale{Low: -reach, High: reach, Diverging: true}
	case low < 0:
		return diagram.Scale{Low: low, High: 0}
	case high == 0:
		return diagram.Scale{Low: 0, High: 1}
	}
	return diagram.Scale{Low: 0, High: high}
}

// matrix is a [Matrix] on its sheet.
type matrix struct {
	*sheet
	o       MatrixOptions
	table   Table
	scale   diagram.Scale
	numbers numerals
	labels  [][]string
	// over has the wrapped headings of columns; stepped says that each stands
	// on a line of its own.
	over    [][]string
	stepped bool
	// label is how wide the names of rows are, cell a column; left is where
	// cells begin.
	label, cell, left float64
}

// Sizes of cells, in label sizes.
const (
	narrowest = 1.9
	broadest  = 9
)

func (m *matrix) arrange() {
	for _, name := range m.table.Rows {
		lines := fit(name, m.labelFont(), 0.34*m.inner(), 3)
		m.labels = append(m.labels, lines)
		m.label = max(m.label, widest(lines, m.labelFont()))
	}
	n := float64(len(m.table.Columns))
	m.left = m.margin + m.label + 0.7*m.size
	room := m.o.Width - m.margin - m.left
	m.cell = min(max(room/n, narrowest*m.size), broadest*m.size)
	m.over, m.stepped = m.overheads()
	if m.stepped {
		// Headings on steps need room to the left of the first column more than
		// columns need width.
		m.left = max(m.left, m.margin+min(0.3*m.inner(), 18*m.size))
		room = m.o.Width - m.margin - m.left
		m.cell = min(max(room/n, narrowest*m.size), 6*m.size)
	}
	m.o.Width = max(m.o.Width, m.left+n*m.cell+m.margin)
	m.sheet.o.Width = m.o.Width
}

// overheads wraps headings over their columns, or on one line each if that
// would break words or cut them.
func (m *matrix) overheads() ([][]string, bool) {
	var over [][]string
	for _, name := range m.table.Columns {
		lines := fit(name, m.tickFont(), m.cell-0.4*m.size, 3)
		if cut(lines, name) || brokenInside(lines, name) {
			return nil, true
		}
		over = append(over, lines)
	}
	return over, false
}

// centre is the middle of a column.
func (m *matrix) centre(column int) float64 { return m.left + (float64(column)+0.5)*m.cell }

// headings writes the names of columns and moves down to the first row.
func (m *matrix) headings() {
	font := m.tickFont()
	if !m.stepped {
		high := 0.0
		for _, lines := range m.over {
			high = max(high, height(lines, font))
		}
		for k, lines := range m.over {
			m.shapes = append(m.shapes, write(lines, m.centre(k), m.y+high-height(lines, font), scene.MiddleAnchor, font, m.look.ink)...)
		}
		m.y += high + 0.4*m.size
		return
	}
	n := len(m.table.Columns)
	step := 1.12 * scene.LineHeight(font)
	bottom := m.y + float64(n)*step + 0.5*m.size
	for k, name := range m.table.Columns {
		x := m.centre(k)
		// The first stands lowest: the texts end at their threads, and the
		// threads of later columns pass to the right of them.
		middle := m.y + (float64(n-k)-0.5)*step
		line := fit(name, font, x-m.margin-0.45*m.size, 1)
		g := scene.Group{ID: fmt.Sprintf("column-%d", k+1), Classes: []string{"column"}, Title: plain(name)}
		thread := scene.Path{
			Start: scene.Point{X: x - 0.3*m.size, Y: middle}, Style: scene.Style{Stroke: m.look.faint, Width: 0.5 * m.look.line, RoundJoin: true},
			Segments: []scene.Segment{scene.Line(scene.Point{X: x, Y: middle}), scene.Line(scene.Point{X: x, Y: bottom - 0.1*m.size})},
		}
		g.Shapes = append(centred(line, x-0.45*m.size, middle, scene.EndAnchor, font, m.look.ink), thread)
		m.shapes = append(m.shapes, g)
	}
	m.y = bottom
}

// draw draws the rows.
func (m *matrix) draw() {
	for i, lines := range m.labels {
		high := m.rowHeight(len(lines))
		g := scene.Group{ID: fmt.Sprintf("row-%d", i+1), Classes: []string{"row"}, Title: plain(m.table.Rows[i])}
		g.Shapes = append(g.Shapes, centred(lines, m.left-0.7*m.size, m.y+high/2, scene.EndAnchor, m.labelFont(), m.look.ink)...)
		for k, c := range m.table.Cells[i] {
			box := scene.Box{X: m.left + float64(k)*m.cell, Y: m.y, W: m.cell, H: high}
			g.Shapes = append(g.Shapes, m.drawCell(c, i, k, box))
		}
		m.shapes = append(m.shapes, g)
		m.y += high
	}
}

// drawCell draws a cell with a little ground around it.
func (m *matrix) drawCell(c Cell, row, column int, box scene.Box) scene.Group {
	g := scene.Group{Classes: []string{"cell"}, Title: sentence(plain(m.table.Rows[row]), plain(m.table.Columns[column])), Description: m.say(c)}
	fill, ink := m.look.empty(), m.look.ink
	text := plain(c.Text)
	if c.Value != nil {
		fill = m.look.shade(m.scale, *c.Value)
		ink = on(fill)
		if text == "" && c.Mark == NoMark && m.o.Values {
			text = m.numbers.write(*c.Value)
		}
	}
	g.Shapes = append(g.Shapes, scene.Rectangle{Box: box.Inset(0.06 * m.size), Radius: 0.15 * m.size, Style: scene.Style{Fill: fill}})
	middle, font := box.Centre(), m.tickFont()
	if c.Mark != NoMark {
		if text != "" {
			middle.X -= (scene.Measure(text, font) + 0.3*m.size) / 2
		}
		g.Shapes = append(g.Shapes, c.Mark.shapes(middle, 0.42*m.size, ink, fill)...)
		middle.X += 0.72*m.size + scene.Measure(text, font)/2
	}
	if text == "" || middle.X+scene.Measure(text, font)/2 > box.X+box.W-0.15*m.size || scene.Measure(text, font) > box.W {
		return g
	}
	g.Shapes = append(g.Shapes, centred([]string{text}, middle.X, middle.Y, scene.MiddleAnchor, font, ink)...)
	return g
}

// say puts a cell in words.
func (m *matrix) say(c Cell) string {
	value := ""
	if c.Value != nil {
		value = m.numbers.write(*c.Value)
	}
	return sentence(m.meaning(c.Mark), plain(c.Text), value, plain(c.Note))
}

// meaning is what the key says of a mark.
func (m *matrix) meaning(mark Mark) string {
	for _, name := range m.o.Marks {
		if name.Mark == mark && mark != NoMark {
			return plain(name.Text)
		}
	}
	return ""
}
