package slides

import (
	"fmt"
	"strings"

	"sysmap/render/scene"
)

// Margins of cells, in points.
const (
	cellSide = 7
	cellTop  = 3.5
)

// RowHeight returns how high a row of the table is, in points.
func (t *Table) RowHeight(row int) float64 {
	h := 0.0
	for i, c := range t.Rows[row] {
		if i >= len(t.Columns) {
			break
		}
		font := scene.Font{Size: t.size(), Bold: c.Bold || t.heads(row, i)}
		lines := len(Break(c.Text, font, t.Columns[i]-2*cellSide))
		h = max(h, float64(lines)*t.size()*lineHeight)
	}
	return h + 2*cellTop
}

// Height returns how high the table is, in points.
func (t *Table) Height() float64 {
	h := 0.0
	for i := range t.Rows {
		h += t.RowHeight(i)
	}
	return h
}

// Narrowest returns how narrow a column can be before a word of it has to be
// broken, in points.
func (t *Table) Narrowest(column int) float64 {
	w := 0.0
	for i, row := range t.Rows {
		if column >= len(row) {
			continue
		}
		font := scene.Font{Size: t.size(), Bold: row[column].Bold || t.heads(i, column)}
		for _, word := range words(row[column].Text) {
			w = max(w, scene.Measure(word, font)*slack)
		}
	}
	return w + 2*cellSide + 1
}

// mostLines is how many lines a cell may have before it is cut.
const mostLines = 8

// Settle fits the texts of cells to their columns: words that are wider are
// broken with a hyphen, and what would make a row higher than a few lines is cut.
func (t *Table) Settle() {
	for i, row := range t.Rows {
		for j := range row {
			if j >= len(t.Columns) {
				continue
			}
			font := scene.Font{Size: t.size(), Bold: row[j].Bold || t.heads(i, j)}
			width := t.Columns[j] - 2*cellSide
			text := FitLines(row[j].Text, font, width, mostLines)
			for _, word := range words(text) {
				if scene.Measure(word, font)*slack > width {
					text = strings.Join(scene.Wrap(text, font, width/slack), "\n")
					break
				}
			}
			row[j].Text = text
		}
	}
}

// Split returns the table in parts that are no higher than a height, each with
// the heading. A row that is higher stands alone.
func (t *Table) Split(height float64) []*Table {
	head := 0
	if t.Head && len(t.Rows) > 0 {
		head = 1
	}
	var list []*Table
	var rows [][]Cell
	used := 0.0
	begin := func() {
		rows = append([][]Cell(nil), t.Rows[:head]...)
		used = 0
		if head > 0 {
			used = t.RowHeight(0)
		}
	}
	end := func() {
		part := *t
		part.Rows = rows
		list = append(list, &part)
	}
	begin()
	for i := head; i < len(t.Rows); i++ {
		h := t.RowHeight(i)
		if used+h > height && len(rows) > head {
			end()
			begin()
		}
		rows, used = append(rows, t.Rows[i]), used+h
	}
	if len(rows) > head || len(list) == 0 {
		end()
	}
	return list
}

func (t *Table) size() float64 { return orDefault(t.Size, 14) }

// heads reports whether a cell is a heading.
func (t *Table) heads(row, column int) bool {
	return t.Head && row == 0 || t.First && column == 0
}

func (w *slideWriter) table(m *markup, t *Table) error {
	if len(t.Rows) == 0 || len(t.Columns) == 0 {
		return fmt.Errorf("%w: a table without rows or columns", ErrInvalid)
	}
	width := 0.0
	for _, c := range t.Columns {
		width += c
	}
	area := scene.Box{X: t.At.X, Y: t.At.Y, W: width, H: t.Height()}
	if err := sound(area.X, area.Y, area.W, area.H); err != nil {
		return err
	}
	m.add(`<p:graphicFrame><p:nvGraphicFramePr>%s<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>`, w.properties(t))
	m.add(`<p:xfrm>%s</p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr`, offset(area))
	if t.Head {
		m.add(` firstRow="1"`)
	}
	if t.First {
		m.add(` firstCol="1"`)
	}
	m.add(`/><a:tblGrid>`)
	for _, c := range t.Columns {
		m.add(`<a:gridCol w="%d"/>`, emu(c))
	}
	m.add(`</a:tblGrid>`)
	for i, row := range t.Rows {
		if len(row) != len(t.Columns) {
			return fmt.Errorf("%w: row %d of a table has %d cells for %d columns", ErrInvalid, i+1, len(row), len(t.Columns))
		}
		m.add(`<a:tr h="%d">`, emu(t.RowHeight(i)))
		for j, c := range row {
			w.cell(m, t, c, i, j)
		}
		m.add(`</a:tr>`)
	}
	m.add(`</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`)
	return nil
}

// cell writes a cell: no lines but those between rows, the one under the
// heading stronger.
func (w *slideWriter) cell(m *markup, t *Table, c Cell, row, column int) {
	text := Text{Paragraphs: []Paragraph{{Runs: []Run{{Text: c.Text}}, Anchor: c.Anchor}}, Bold: c.Bold || t.heads(row, column), Paint: c.Paint}
	if text.Paint.none() {
		text.Paint = Themed(Ink)
	}
	m.add(`<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>`)
	w.paragraphs(m, text, t.size(), false)
	m.add(`</a:txBody><a:tcPr marL="%d" marR="%d" marT="%d" marB="%d" anchor="ctr">`, emu(cellSide), emu(cellSide), emu(cellTop), emu(cellTop))
	under := Stroke{Paint: Themed(Shade), Width: 0.75}
	if t.Head && row == 0 {
		under = Stroke{Paint: Themed(Faint), Width: 1.25}
	}
	m.add(`<a:lnL w="0"><a:noFill/></a:lnL><a:lnR w="0"><a:noFill/></a:lnR>`)
	m.add(`<a:lnB w="%d">%s</a:lnB>%s</a:tcPr></a:tc>`, emu(under.Width), under.Paint.fill(), c.Fill.fill())
}
