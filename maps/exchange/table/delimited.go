package table

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"sysmap/maps/exchange/format"
)

// row is one row of a table.
type row struct {
	// number counts from 1: the line of a text, the row of a sheet.
	number int
	cells  []string
}

// blank reports whether a row has nothing in it.
func (r row) blank() bool { return format.Blank(r.cells) }

// delimiter finds what separates the cells: what a first line "sep=;" says, and
// else the most frequent of semicolon, tab, comma and bar in the first lines
// that are not within quotes. It returns the text without the "sep=" line.
func delimiter(text []byte) ([]byte, rune) {
	first, rest, _ := bytes.Cut(text, []byte("\n"))
	if said, ok := bytes.CutPrefix(bytes.ToLower(bytes.TrimRight(first, "\r")), []byte("sep=")); ok && len(said) == 1 {
		return rest, rune(said[0])
	}
	const candidates = ";\t,|"
	var counts [len(candidates)]int
	lines, quoted := 0, false
	for _, c := range text {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\n' || c == '\r':
			lines++
		default:
			if i := strings.IndexByte(candidates, c); i >= 0 {
				counts[i]++
			}
		}
		if lines > titleRows {
			break
		}
	}
	// The first line with titles decides, because decimal commas and commas
	// in notes only come below it.
	best := 0
	for i := range candidates {
		cells := strings.Split(string(first), candidates[i:i+1])
		if c, ok := titles(cells); ok && c.kind != noBlock {
			return text, rune(candidates[i])
		}
		if counts[i] > counts[best] {
			best = i
		}
	}
	if counts[best] == 0 {
		return text, ','
	}
	return text, rune(candidates[best])
}

// brokenQuotes is why a text cannot be split into cells strictly.
type brokenQuotes struct{ err error }

func (e *brokenQuotes) Error() string { return e.err.Error() }

// delimited goes through the rows of a text. It stops at the first error.
func delimited(text []byte, comma rune) iter.Seq2[row, error] { return split(text, comma, false) }

func split(text []byte, comma rune, lazy bool) iter.Seq2[row, error] {
	return func(yield func(row, error) bool) {
		if !bytes.ContainsRune(text, '\n') {
			text = bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
		}
		r := csv.NewReader(bytes.NewReader(text))
		r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, lazy
		// Empty lines, which the reader skips, may part two tables.
		below := 1
		for {
			cells, err := r.Read()
			switch {
			case errors.Is(err, io.EOF):
				return
			case err != nil:
				yield(row{}, &brokenQuotes{err})
				return
			}
			line, _ := r.FieldPos(0)
			if line > below && !yield(row{number: below}, nil) || !yield(row{line, cells}, nil) {
				return
			}
			last := len(cells) - 1
			below, _ = r.FieldPos(last)
			below += 1 + strings.Count(cells[last], "\n")
		}
	}
}

// textRows adds the rows of a text to the blocks. Quotes that are not closed or
// not doubled are read as they stand, and noted.
func (d *draft) textRows(ctx context.Context, text []byte, place string, b *blocks) error {
	text, err := d.Decode(text)
	if err != nil {
		return err
	}
	text, comma := delimiter(text)
	if comma == '"' || comma == '\r' || comma == '\n' || comma >= 0x80 {
		return fmt.Errorf("%w: line 1: sep= names no delimiter that can be used; write sep=;", format.ErrFormat)
	}
	lazy := false
	for _, err := range delimited(text, comma) {
		var broken *brokenQuotes
		if lazy = errors.As(err, &broken); lazy {
			d.Report.Note("quotation marks that are not closed or not doubled", broken.Error())
		}
	}
	b.begin(place + "line ")
	for r, err := range split(text, comma, lazy) {
		if err != nil {
			return fmt.Errorf("%w: %w", format.ErrFormat, err)
		}
		if r.number%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		for i, c := range r.cells {
			r.cells[i] = format.Restored(c)
		}
		if err := d.addRow(b, r); err != nil {
			return err
		}
	}
	b.end()
	return nil
}
