package kumu

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// XLSX is a Kumu workbook of elements and connections.
func XLSX() format.Format {
	return format.Format{
		Name: "kumu-xlsx", Title: "Kumu (Excel workbook)", Endings: []string{"xlsx"},
		// The beginning of a zip archive does not tell this workbook from
		// any other, and the list of links reads these, too.
		Recognise: func([]byte) format.Certainty { return format.No },
		Read:      readWorkbook, Write: writeWorkbook,
	}
}

// CSV is a Kumu table, of elements or of connections.
func CSV() format.Format {
	return format.Format{Name: "kumu-csv", Title: "Kumu (CSV)", Endings: []string{"csv"}, Recognise: recogniseCSV, Read: readCSV, Write: writeCSV}
}

// recogniseCSV looks for the titles that only Kumu uses together.
func recogniseCSV(head []byte) format.Certainty {
	line, _, _ := bytes.Cut(format.Head(head), []byte("\n"))
	titles := strings.FieldsFunc(strings.ToLower(string(line)), func(r rune) bool { return r == ',' || r == ';' || r == '\t' || r == '"' || r == '\r' })
	has := func(want ...string) bool {
		found := 0
		for _, t := range titles {
			for _, w := range want {
				if strings.TrimSpace(t) == w {
					found++
				}
			}
		}
		return found == len(want)
	}
	switch {
	case has("from", "to", "direction", "type"), has("label", "type", "description", "tags"):
		return format.Surely
	case has("from", "to", "type"), has("label", "type"):
		return format.Perhaps
	}
	return format.No
}

// table is a sheet whose first row has been read.
type table struct {
	titles []string
	// connections tells the two kinds of sheets apart.
	connections bool
	place       string
	rows        int
}

// row reads the first row as titles and the others as entries.
func (d *draft) row(t *table, cells []string, number int) error {
	if format.Blank(cells) {
		return nil
	}
	if t.titles == nil {
		return d.titles(t, cells)
	}
	where := fmt.Sprintf("%s%d", t.place, number)
	if t.rows++; t.connections && t.rows > d.Limits.Links {
		return fmt.Errorf("%w: %s: more than %d links", format.ErrLimit, where, d.Limits.Links)
	}
	e := entry{}
	for i, cell := range cells {
		cell = strings.TrimSpace(cell)
		switch {
		case cell == "":
		case i >= len(t.titles) || t.titles[i] == "":
			d.Report.Lose("cells under no title", where)
		default:
			raw, err := json.Marshal(strings.ToValidUTF8(cell, "\ufffd"))
			if err != nil {
				return fmt.Errorf("%w: %s: %w", format.ErrFormat, where, err)
			}
			e[t.titles[i]] = raw
		}
	}
	if t.connections {
		d.addConnection(e, where)
		return nil
	}
	return d.addElement(e, where)
}

// titles reads the row of titles. A sheet that has none of Kumu's is passed
// over and counted.
func (d *draft) titles(t *table, cells []string) error {
	seen := map[string]bool{}
	for _, c := range cells {
		title := strings.ToLower(strings.TrimSpace(c))
		if seen[title] && title != "" {
			d.Report.Lose("columns that stand twice", t.place+format.Shorten(title))
			title = ""
		}
		seen[title] = true
		t.titles = append(t.titles, title)
	}
	t.connections = seen["from"] && seen["to"]
	if !t.connections && !seen["label"] {
		d.Report.Lose("sheets that are neither of elements nor of connections", strings.TrimRight(t.place, " "))
		return errOther
	}
	d.lists++
	return nil
}

// errOther ends the reading of a sheet that is not one of Kumu's.
var errOther = errors.New("neither elements nor connections")

func (d *draft) finishTables() (*maps.Map, *format.Report, error) {
	if d.lists == 0 {
		return nil, nil, fmt.Errorf("%w: no row of titles has Label, or From and To", format.ErrFormat)
	}
	return d.finish()
}

func readCSV(ctx context.Context, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
	d := newDraft(ctx, "kumu-csv", o)
	text, err := d.Decode(text)
	if err != nil {
		return nil, nil, err
	}
	line, _, _ := bytes.Cut(text, []byte("\n"))
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	for _, c := range ";\t" {
		if bytes.Count(line, []byte(string(c))) > bytes.Count(line, []byte(string(r.Comma))) {
			r.Comma = c
		}
	}
	t := &table{place: "line "}
	for {
		cells, err := r.Read()
		switch {
		case errors.Is(err, io.EOF):
			return d.finishTables()
		case err != nil:
			return nil, nil, fmt.Errorf("%w: %w", format.ErrFormat, err)
		}
		number, _ := r.FieldPos(0)
		if number%1000 == 0 && ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		for i := range cells {
			cells[i] = format.Restored(cells[i])
		}
		switch err := d.row(t, cells, number); {
		case errors.Is(err, errOther):
			return d.finishTables()
		case err != nil:
			return nil, nil, err
		}
	}
}

const (
	// mostParts is how many files a workbook may consist of.
	mostParts = 10_000
	// mostSheetRows is how many rows Excel itself can hold, and mostCells
	// bounds the cells of a workbook together with the empty ones before them.
	mostSheetRows, mostCells = 1 << 20, 20_000_000
)

func readWorkbook(ctx context.Context, text []byte, o format.ReadOptions) (m *maps.Map, r *format.Report, err error) {
	d := newDraft(ctx, "kumu-xlsx", o)
	if err := d.weigh(text); err != nil {
		return nil, nil, err
	}
	defer func() {
		// The spreadsheet library trusts numbers in the file in places
		// that a damaged one leads it to.
		if p := recover(); p != nil {
			m, r, err = nil, nil, fmt.Errorf("%w: the workbook is damaged: %v", format.ErrFormat, p)
		}
	}()
	book, err := excelize.OpenReader(bytes.NewReader(text), excelize.Options{UnzipSizeLimit: d.Limits.Bytes, UnzipXMLSizeLimit: d.Limits.Bytes, RawCellValue: true})
	if err != nil {
		return nil, nil, fmt.Errorf("%w: not a workbook: %w", format.ErrFormat, err)
	}
	defer book.Close()
	cells := 0
	for _, sheet := range book.GetSheetList() {
		if strings.Contains(strings.ToLower(sheet), "(ignore)") {
			d.Report.Lose("sheets that say they are to be ignored", format.Shorten(sheet))
			continue
		}
		if err := d.bookSheet(book, sheet, &cells); err != nil {
			return nil, nil, err
		}
	}
	return d.finishTables()
}

// weigh refuses archives that unpack to more than the limits.
func (d *draft) weigh(text []byte) error {
	if int64(len(text)) > d.Limits.Bytes {
		return fmt.Errorf("%w: the workbook has %d bytes, and may have %d", format.ErrLimit, len(text), d.Limits.Bytes)
	}
	archive, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		return fmt.Errorf("%w: a workbook is a zip archive, and this is none or is damaged: %w", format.ErrFormat, err)
	}
	if len(archive.File) > mostParts {
		return fmt.Errorf("%w: the workbook consists of %d files, and may of %d", format.ErrLimit, len(archive.File), mostParts)
	}
	left := uint64(d.Limits.Bytes)
	for _, part := range archive.File {
		if part.UncompressedSize64 > left {
			return fmt.Errorf("%w: the workbook unpacks to more than %d bytes", format.ErrLimit, d.Limits.Bytes)
		}
		left -= part.UncompressedSize64
	}
	return nil
}

func (d *draft) bookSheet(book *excelize.File, name string, cells *int) error {
	rows, err := book.Rows(name)
	if err != nil {
		d.Report.Lose("sheets that are not tables", format.Shorten(name))
		return nil
	}
	defer rows.Close()
	t := &table{place: format.Shorten(name) + ", row "}
	for number := 1; rows.Next(); number++ {
		if number > mostSheetRows {
			return fmt.Errorf("%w: sheet %q has more than %d rows", format.ErrLimit, format.Shorten(name), mostSheetRows)
		}
		if number%1000 == 0 && d.ctx.Err() != nil {
			return d.ctx.Err()
		}
		columns, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return fmt.Errorf("%w: sheet %q, row %d: %w", format.ErrFormat, format.Shorten(name), number, err)
		}
		if *cells += len(columns); *cells > mostCells {
			return fmt.Errorf("%w: sheet %q, row %d: more than %d cells", format.ErrLimit, format.Shorten(name), number, mostCells)
		}
		switch err := d.row(t, columns, number); {
		case errors.Is(err, errOther):
			return nil
		case err != nil:
			return err
		}
	}
	return nil
}
