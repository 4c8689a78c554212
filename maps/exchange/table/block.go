package table

import (
	"fmt"
	"math"
	"slices"
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

// sheet names the sheet or the file, if there are several, before a title.
func (b *block) sheet() string {
	return strings.TrimSuffix(strings.TrimSuffix(b.place, "line "), "row ")
}

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
}

// countTitles counts what the titles of a table say in vain.
func (d *draft) countTitles(b *block) {
	for _, u := range b.columns.unknown {
		d.Report.Lose("columns that are not understood", b.sheet()+format.Shorten(u.title))
	}
	for _, title := range b.columns.twice {
		d.Report.Lose("columns that stand twice", b.sheet()+format.Shorten(title))
	}
}

// guessSign takes the column for the sign of links that holds nothing else,
// where no title names one.
func (d *draft) guessSign(b *block) {
	c := b.columns
	if c.kind != linkBlock || c.has(signField) {
		return
	}
	for i, u := range c.unknown {
		signs := 0
		for _, r := range b.rows {
			if u.at > len(r.cells) || strings.TrimSpace(r.cells[u.at-1]) == "" {
				continue
			}
			sign, size, understood := signOf(r.cells[u.at-1])
			if !understood || size > 1 {
				signs = 0
				break
			}
			signs += int(sign * sign)
		}
		if signs > 0 {
			c.at[signField] = u.at
			c.unknown = slices.Delete(c.unknown, i, i+1)
			d.Report.Note("columns whose title is not understood and that hold nothing but signs, read as the signs", format.Shorten(u.title))
			return
		}
	}
}

// settle takes tables without titles for links where their columns can be
// nothing else, and counts the others.
func (d *draft) settle(b *blocks) {
	for _, u := range b.untitled {
		titled, ok := bareLinks(u.rows)
		place := strings.TrimRight(u.place, " ")
		if !ok {
			d.Report.Lose("sheets without titles that tell what the columns hold", place)
			continue
		}
		u.columns = &columns{kind: linkBlock, titled: []bool{true, true, true}}
		u.columns.at[fromField], u.columns.at[toField], u.columns.at[signField] = 1, 2, 3
		what := "tables without titles, read as from, to, sign"
		if titled {
			what = "tables whose titles are not understood, read as from, to, sign"
			place = format.Shorten(strings.Join(u.rows[0].cells, ", "))
			u.rows = u.rows[1:]
		}
		d.Report.Note(what, place)
		b.list = append(b.list, u)
	}
	for _, block := range b.list {
		d.guessSign(block)
		d.countTitles(block)
		block.scale()
	}
}

// scale finds out what the numbers for strengths are like.
func (b *block) scale() {
	whole, beyond := true, 0
	for _, r := range b.rows {
		if v, ok := number(b.columns.cell(r, strengthField)); ok {
			b.columns.both = b.columns.both || v < 0
			whole = whole && v == math.Trunc(v)
			if math.Abs(v) > 1 {
				beyond++
			}
		}
	}
	// A single one may as well be a slip.
	b.columns.ranks = whole && beyond > 1
}

// bareLinks reports whether every row is a name, a name and a sign; the first may
// be titles above them, and then there may be more columns.
func bareLinks(rows []row) (titled, ok bool) {
	for i, r := range rows {
		if len(r.cells) < 3 || !isName(r.cells[0]) || !isName(r.cells[1]) || strings.TrimSpace(r.cells[2]) == "" {
			return false, false
		}
		if _, _, understood := signOf(r.cells[2]); !understood {
			if i > 0 || len(rows) == 1 {
				return false, false
			}
			titled = true
		}
		if !titled && !format.Blank(r.cells[3:]) {
			return false, false
		}
	}
	return titled, len(rows) > 0
}

// isName reports whether a cell may name a variable and is no number or sign.
func isName(s string) bool {
	if s = strings.TrimSpace(s); s == "" {
		return false
	}
	_, isNumber := number(s)
	_, isSign := format.SignLabel(s)
	return !isNumber && !isSign
}
