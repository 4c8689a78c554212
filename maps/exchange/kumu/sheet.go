package kumu

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/format/workbook"
)

// XLSX is a Kumu workbook of elements and connections.
func XLSX() format.Format {
	return format.Format{
		Name: "kumu-xlsx", Title: "Kumu (Excel workbook)", Endings: []string{"xlsx"},
		Recognise: recogniseWorkbook, Read: readWorkbook, Write: writeWorkbook,
	}
}

// recogniseWorkbook looks for the sheets that only Kumu has together.
func recogniseWorkbook(text []byte) format.Certainty {
	found := 0
	for _, name := range workbook.SheetNames(text) {
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "elements", "connections":
			found++
		}
	}
	if found == 2 {
		return format.Surely
	}
	return format.No
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

func readWorkbook(ctx context.Context, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
	d := newDraft(ctx, "kumu-xlsx", o)
	book, err := workbook.Open(d.Draft, text)
	if err != nil {
		return nil, nil, err
	}
	defer book.Close()
	for sheet := range book.Sheets() {
		t := &table{place: format.Shorten(sheet) + ", row "}
		err := book.Rows(ctx, sheet, func(number int, cells []string) error { return d.row(t, cells, number) })
		if err != nil && !errors.Is(err, errOther) {
			return nil, nil, err
		}
	}
	return d.finishTables()
}
