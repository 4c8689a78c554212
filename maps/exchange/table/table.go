// Package table reads and writes maps as lists of links in a table: CSV, TSV
// and XLSX, as people keep them in spreadsheets.
//
// A link is a row with the columns from, to and sign, and optionally strength,
// delay, confidence, probability, core, note and evidence. A second sheet, a
// second file ([ReadFiles]) or a second block below the first, with a title
// row of its own, lists the variables: variable, id, note, category, cluster,
// x, y, inertia, horizon, indicator, unit. Titles are matched loosely and in
// English or Danish (fra, til, fortegn, styrke, forsinkelse, tillid, note,
// kilde …), and may come in any order; "delay (month)" also states the unit of
// time. A table without titles is read if its columns are from, to and a sign.
//
// The sign is +, 1, positive, P, plus, same …, or -, −, -1, negative, N, minus,
// opposite …, or empty, ? or unknown; what is none of these is counted, and the
// link's sign is unknown. Strengths are 0…1, percentages, weak, medium,
// strong, or two of them ("0.2 to 0.5"); delays are numbers or two numbers.
//
// As text the delimiter may be comma, semicolon, tab or bar, numbers may have a
// decimal comma, and the file may be UTF-8 (with or without a byte order
// mark), UTF-16 or Windows-1252. What Danish Excel saves is normal input.
// Workbooks are those of Excel 2007 and later; cells are read as their values,
// and formulas as what they last came to.
//
// Written out, CSV and TSV hold the links and, as rows with nothing but a from,
// the variables that no link touches; [WriteFiles] writes the file of
// variables that goes with them, and a workbook holds both as two sheets. Danish
// maps are written as Danish Excel wants them, with semicolons, decimal commas
// and a byte order mark. Texts that a spreadsheet would take for a formula get
// an apostrophe in front, which reading takes away again.
//
// A workbook keeps the title, labels in one language, notes, categories,
// clusters, positions, inertia, horizons and indicators with their unit, and of
// links everything but bends, quotes and the kinds of evidence. CSV and TSV keep
// the same of links, and of variables their labels. Neither holds colours,
// named loops, scenarios, efforts, actors, the goal or views.
package table

import (
	"bytes"
	"context"
	"errors"
	"io"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// CSV is the list of links as comma- or semicolon-separated text.
func CSV() format.Format {
	return format.Format{
		Name: "csv", Title: "Edge list (CSV)", Endings: []string{"csv"},
		Recognise: func(head []byte) format.Certainty { return recogniseText(head, false) },
		Read: func(ctx context.Context, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
			return readFiles(ctx, "csv", text, nil, o)
		},
		Write: func(w io.Writer, m *maps.Map, o format.WriteOptions) (*format.Report, error) {
			return writeText(w, m, o, "csv")
		},
	}
}

// TSV is the list of links as tab-separated text.
func TSV() format.Format {
	return format.Format{
		Name: "tsv", Title: "Edge list (TSV)", Endings: []string{"tsv", "tab"},
		Recognise: func(head []byte) format.Certainty { return recogniseText(head, true) },
		Read: func(ctx context.Context, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
			return readFiles(ctx, "tsv", text, nil, o)
		},
		Write: func(w io.Writer, m *maps.Map, o format.WriteOptions) (*format.Report, error) {
			return writeText(w, m, o, "tsv")
		},
	}
}

// XLSX is the list of links as a workbook, with a sheet of variables.
func XLSX() format.Format {
	return format.Format{
		Name: "xlsx", Title: "Edge list (Excel workbook)", Endings: []string{"xlsx", "xlsm"},
		Recognise: func(head []byte) format.Certainty {
			// Every workbook is a zip archive, but the names within may
			// come in any order, so that its beginning says no more.
			if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
				return format.Perhaps
			}
			return format.No
		},
		Read:  readWorkbook,
		Write: writeWorkbook,
	}
}

// ReadFiles reads a file of links together with the file of variables that goes
// with it; either may be CSV or TSV.
func ReadFiles(ctx context.Context, links, variables []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
	return readFiles(ctx, "csv", links, variables, o)
}

func readFiles(ctx context.Context, name string, links, variables []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
	d := newDraft(name, o)
	var b blocks
	for i, text := range [][]byte{links, variables} {
		if text == nil {
			continue
		}
		place := ""
		if i == 1 {
			place = "variables, "
		}
		if err := d.textRows(ctx, text, place, &b); err != nil {
			return nil, nil, err
		}
	}
	return d.read(ctx, &b)
}

// recogniseText looks for titles in the first lines.
func recogniseText(head []byte, tabs bool) format.Certainty {
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return format.No
	}
	text, comma := delimiter(format.Head(head))
	if (comma == '\t') != tabs {
		return format.No
	}
	best := format.No
	lines := 0
	var top []row
	for cells, err := range delimited(text, comma) {
		var broken *brokenQuotes
		if lines++; lines > titleRows || errors.As(err, &broken) {
			break
		}
		if !cells.blank() {
			top = append(top, cells)
		}
		if columns, ok := titles(cells.cells); ok && columns.kind == linkBlock {
			if columns.signed || columns.has(strengthField) {
				return format.Surely
			}
			best = format.Perhaps
		}
	}
	if _, ok := bareLinks(top); ok && best == format.No {
		best = format.Perhaps
	}
	return best
}
