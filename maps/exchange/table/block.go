package table

import (
	"fmt"
	"strings"

	"sysmap/maps/exchange/format"
)

// titleRows is how many rows from the top are looked at for titles.
const titleRows = 20

// block is a row of titles and the rows below it.
type block struct {
	columns *columns
	// place is what a row's number is put after to say where it stands.
	place string
	rows  []row
}

// where names a row.
func (b *block) where(r row) string { return fmt.Sprintf("%s%d", b.place, r.number) }

// blocks are the tables of a file, in order.
type blocks struct {
	list []*block
	// open is the block that rows are added to; nil above the first titles
	// of a sheet.
	open *block
	// above holds the rows before any titles.
	above []row
	place string
	// gap is set after an empty row.
	gap  bool
	rows int
	// untitled are sheets without titles that could be read or not.
	untitled []*block
}

// begin starts a file or a sheet.
func (b *blocks) begin(place string) {
	b.open, b.above, b.place, b.gap = nil, nil, place, true
}

// end finishes a file or a sheet.
func (b *blocks) end() {
	if b.open == nil && len(b.above) > 0 {
		b.untitled = append(b.untitled, &block{place: b.place, rows: b.above})
	}
}

// addRow puts a row where it belongs. Titles begin a block at the top of a
// sheet and after an empty row.
func (d *draft) addRow(b *blocks, r row) error {
	if r.blank() {
		b.gap = true
		return nil
	}
	if b.rows++; b.rows > d.Limits.Links+d.Limits.Variables+titleRows {
		return fmt.Errorf("%w: %s%d: more rows than links and variables are allowed", format.ErrLimit, b.place, r.number)
	}
	if b.open == nil && len(b.above) < titleRows || b.open != nil && b.gap {
		if c, ok := titles(r.cells); ok && (b.open == nil || distinct(c)) {
			d.openBlock(b, c)
			return nil
		}
	}
	b.gap = false
	if b.open == nil {
		b.above = append(b.above, r)
		return nil
	}
	b.open.rows = append(b.open.rows, r)
	return nil
}

// distinct reports whether titles below other rows are titles beyond doubt: a
// single word such as "Factor" may as well be the name of a variable.
func distinct(c *columns) bool {
	known := 0
	for _, at := range c.at {
		if at > 0 {
			known++
		}
	}
	return known > 1
}

func (d *draft) openBlock(b *blocks, c *columns) {
	for _, r := range b.above {
		d.Report.Lose("rows above the titles", fmt.Sprintf("%s%d: %s", b.place, r.number, format.Shorten(strings.Join(r.cells, " "))))
	}
	b.above, b.gap = nil, false
	b.open = &block{columns: c, place: b.place}
	b.list = append(b.list, b.open)
	for _, title := range c.unknown {
		d.Report.Lose("columns that are not understood", b.place+format.Shorten(title))
	}
	for _, title := range c.twice {
		d.Report.Lose("columns that stand twice", b.place+format.Shorten(title))
	}
}

// settle takes tables without titles for links where their columns can be
// nothing else, and counts the others.
func (d *draft) settle(b *blocks) {
	for _, u := range b.untitled {
		if !bareLinks(u.rows) {
			d.Report.Lose("sheets without titles that tell what the columns hold", strings.TrimRight(u.place, " "))
			continue
		}
		u.columns = &columns{kind: linkBlock, titled: []bool{true, true, true}}
		u.columns.at[fromField], u.columns.at[toField], u.columns.at[signField] = 1, 2, 3
		d.Report.Note("tables without titles, read as from, to, sign", strings.TrimRight(u.place, " "))
		b.list = append(b.list, u)
	}
}

// bareLinks reports whether every row is a name, a name and a sign.
func bareLinks(rows []row) bool {
	for _, r := range rows {
		if len(r.cells) < 3 || strings.TrimSpace(r.cells[0]) == "" || strings.TrimSpace(r.cells[1]) == "" || strings.TrimSpace(r.cells[2]) == "" {
			return false
		}
		if _, _, understood := signOf(r.cells[2]); !understood {
			return false
		}
		for _, c := range r.cells[3:] {
			if strings.TrimSpace(c) != "" {
				return false
			}
		}
	}
	return len(rows) > 0
}
