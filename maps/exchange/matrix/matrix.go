// Package matrix reads and writes maps as adjacency matrices: CSV with the
// variables' names in the first row and the first column, and in each cell the
// influence of one on another.
//
// Fuzzy cognitive maps (Mental Modeler, FCMapper) give the influence of the row
// on the column, and so does this package; loop-analysis tools (QPress, LoopAnalyst)
// give the effect on the row of the column, which [format.ReadOptions] and
// [format.WriteOptions] call transposed. Every report says which it was.
//
// A cell is a number whose sign is the link's, or +, - or ? for a sign alone.
// Empty cells and 0 are no link. A matrix with nothing but -1, 0 and 1 states
// signs and no strengths; in any other, the size of a number, up to 1, is the
// strength. The first cell may hold the title. Names may be missing in the
// first column, or in both places where the matrix is square, and R leaves out
// the first cell. Delimiter, decimal comma and encoding are found out: what Danish Excel saves is read.
//
// Written out, a link without a strength is 1 or -1, one of unknown sign is ?,
// and a strength that is a range is its middle. A matrix keeps title, labels in
// one language, signs, single strengths and links of a variable to itself. It
// has one cell for two variables in one direction, and no place for anything
// else.
package matrix

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// Format is the adjacency matrix as CSV.
func Format() format.Format {
	return format.Format{
		Name: "matrix", Title: "Adjacency matrix (CSV)", Endings: []string{"csv", "tsv"},
		Recognise: recognise, Read: read, Write: write,
	}
}

// recognise looks whether the second row begins with the first name of the
// first row and goes on with numbers.
func recognise(head []byte) format.Certainty {
	text := format.Head(head)
	if !bytes.ContainsRune(text, '\n') {
		text = bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = delimiter(text), -1, true
	first, err1 := r.Read()
	second, err2 := r.Read()
	if err1 != nil || err2 != nil || len(first) < 2 || len(second) < 2 {
		return format.No
	}
	if cornerless(first, second) {
		first = append([]string{""}, first...)
	}
	if len(second) == len(first)-1 && namesAlone(text, len(second)) {
		return format.Perhaps
	}
	if format.NameKey(first[1]) == "" || format.NameKey(first[1]) != format.NameKey(second[0]) {
		return format.No
	}
	for _, c := range second[1:] {
		if _, ok := influence(c); !ok {
			return format.No
		}
	}
	if len(second) == len(first) || len(bytes.TrimSpace(text)) == len(bytes.TrimSpace(head)) {
		return format.Surely
	}
	return format.Perhaps
}

// cornerless reports whether the first row of two has no cell above the names of
// the rows, as what R writes: either the next row has one more, which begins
// with the first name, or it has nothing but numbers under nothing but names.
func cornerless(first, second []string) bool {
	for _, name := range first {
		if _, number := influence(name); number {
			return false
		}
	}
	if len(second) == len(first)+1 {
		return format.NameKey(second[0]) == format.NameKey(first[0]) && numeric(second[1:])
	}
	return len(second) == len(first) && numeric(second)
}

// namesAlone reports whether a text is one row of names and as many rows of as
// many numbers.
func namesAlone(text []byte, n int) bool {
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = delimiter(text), n, true, true
	rows := 0
	for ; ; rows++ {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows == n+1
		}
		if err != nil || rows > 0 && !numeric(cells) {
			return false
		}
	}
}

// sniffed is how many rows are looked at to find the delimiter.
const sniffed = 8

// delimiter is the one of semicolon, tab, bar, comma and blank that makes the most
// numbers of the rows below the first. Counting would not do: names and numbers
// may hold any of them.
func delimiter(text []byte) rune {
	best, most := ',', 0
	for _, c := range ";\t|, " {
		r := csv.NewReader(bytes.NewReader(text))
		r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = c, -1, true, true
		score := 0
		for n := range sniffed {
			cells, err := r.Read()
			if err != nil {
				break
			}
			for _, cell := range cells[1:] {
				if _, ok := influence(cell); n > 0 && ok {
					score++
				} else if n > 0 || !ok {
					// Names count a little, so that a matrix
					// of one row is split, too.
					score -= 2*min(n, 1) - 1
				}
			}
		}
		if score > most {
			best, most = c, score
		}
	}
	return best
}

// draft is the map as far as it has been read.
type draft struct {
	*format.Draft
	// columns holds the variable of each column, by index.
	columns []int
	byName  map[string]int
	// parts is set once a number between -1, 0 and 1 was met, beyond once
	// one beyond them was.
	parts, beyond bool
	transposed    bool
	// words and numbers count the cells that are not empty.
	words, numbers int
}

func read(ctx context.Context, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
	d := &draft{Draft: format.NewDraft("matrix", o), byName: map[string]int{}, transposed: o.Transposed}
	text, err := d.Decode(text)
	if err != nil {
		return nil, nil, err
	}
	if err := d.rows(ctx, text); err != nil {
		return nil, nil, err
	}
	if d.words > d.numbers {
		return nil, nil, fmt.Errorf("%w: %d cells hold words and %d numbers, which is no matrix of influences", format.ErrFormat, d.words, d.numbers)
	}
	d.settleStrengths()
	way := "row on the column"
	if d.transposed {
		way = "column on the row"
	}
	d.Report.Note("matrices read as the influence of the "+way, "")
	return d.Finish()
}

// rows goes through the rows of the text.
func (d *draft) rows(ctx context.Context, text []byte) error {
	if !bytes.ContainsRune(text, '\n') {
		text = bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = delimiter(text), -1, true, true
	corner := d.corner(text, r.Comma)
	for n := -1; ; n++ {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		cells, err := r.Read()
		switch {
		case errors.Is(err, io.EOF) && n < 0:
			return fmt.Errorf("%w: the file is empty", format.ErrFormat)
		case errors.Is(err, io.EOF):
			if n < len(d.columns) {
				d.Report.Note("variables without a row of their own", fmt.Sprintf("%d of %d", len(d.columns)-n, len(d.columns)))
			}
			return nil
		case err != nil:
			return fmt.Errorf("%w: %w", format.ErrFormat, err)
		}
		number, _ := r.FieldPos(0)
		switch {
		case format.Blank(cells):
			n--
		case n >= 0:
			err = d.row(cells, n, number)
		case len(cells) > 1 && numeric(cells) && !numbersAsNames(cells):
			// Neither names above nor beside: the first row is data.
			d.Report.Note("matrices without names, whose variables are numbered", "")
			if err = d.number(len(cells)); err == nil {
				n++
				err = d.row(cells, n, number)
			}
		default:
			err = d.head(append(corner, cells...))
		}
		if err != nil {
			return err
		}
	}
}

// corner is what stands before the first row where it has no cell for it.
func (d *draft) corner(text []byte, comma rune) []string {
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, true
	var rows [][]string
	for len(rows) < 2 {
		cells, err := r.Read()
		if err != nil {
			return nil
		}
		if !format.Blank(cells) {
			rows = append(rows, cells)
		}
	}
	if !cornerless(rows[0], rows[1]) {
		return nil
	}
	return []string{""}
}

// numeric reports whether every cell could be an influence, and one is.
func numeric(cells []string) bool {
	some := false
	for _, c := range cells {
		if _, ok := influence(c); !ok {
			return false
		}
		some = some || strings.TrimSpace(c) != ""
	}
	return some
}

// numbersAsNames reports whether a row of numbers has an empty corner and a name
// above every column.
func numbersAsNames(cells []string) bool {
	for _, c := range cells[1:] {
		if strings.TrimSpace(c) == "" {
			return false
		}
	}
	return strings.TrimSpace(cells[0]) == ""
}

// number makes variables of a matrix without names.
func (d *draft) number(n int) error {
	for i := range n {
		if err := d.column(fmt.Sprintf("Variable %d", i+1), fmt.Sprintf("column %d", i+1)); err != nil {
			return err
		}
	}
	return nil
}

// head reads the names of the columns. The cell above the names of the rows may
// hold the title.
func (d *draft) head(cells []string) error {
	if len(cells) < 2 {
		return fmt.Errorf("%w: the first row holds %q and no names of variables", format.ErrFormat, format.Shorten(strings.Join(cells, " ")))
	}
	if title := d.Label(format.Restored(cells[0]), "row 1, column 1"); title != "" {
		d.Map.Title = maps.Plain(title)
	}
	last := len(cells)
	for last > 1 && strings.TrimSpace(cells[last-1]) == "" {
		last--
	}
	for i, c := range cells[1:last] {
		where := fmt.Sprintf("row 1, column %d", i+2)
		name := d.Label(format.Restored(c), where)
		if name == "" {
			d.Report.Note("variables without a name, which are numbered", where)
			name = fmt.Sprintf("Variable %d", i+1)
		}
		if err := d.column(name, where); err != nil {
			return err
		}
	}
	return nil
}

func (d *draft) column(name, where string) error {
	d.columns = append(d.columns, len(d.Map.Variables))
	return d.variable(name, where)
}

func (d *draft) variable(name, where string) error {
	at := len(d.Map.Variables)
	if _, err := d.Variable(maps.Variable{Label: maps.Plain(name)}, where); err != nil {
		return err
	}
	if _, taken := d.byName[format.NameKey(name)]; taken {
		d.Report.Note("names that stand twice, kept as two variables", where+": "+format.Shorten(name))
		return nil
	}
	d.byName[format.NameKey(name)] = at
	return nil
}
