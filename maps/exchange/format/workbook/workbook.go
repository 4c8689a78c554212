// Package workbook goes through the rows of workbooks of Excel 2007 and later
// (XLSX), within the limits of what is read from them.
package workbook

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/xuri/excelize/v2"

	"sysmap/maps/exchange/format"
)

const (
	// mostParts is how many files a workbook may consist of.
	mostParts = 10_000
	// mostRows is how many rows of a sheet Excel itself can hold.
	mostRows = 1 << 20
	// mostCells bounds the cells of a workbook together with the empty ones
	// before them: a cell at the right edge of a sheet makes 16,384.
	mostCells = 20_000_000
)

// Book is an open workbook.
type Book struct {
	file  *excelize.File
	draft *format.Draft
	// cells counts those that were read.
	cells int
}

// Open opens a workbook for a draft, after a look at what it unpacks to.
func Open(d *format.Draft, text []byte) (b *Book, err error) {
	if err := weigh(text, d.Limits.Bytes); err != nil {
		return nil, err
	}
	defer caught(&err)
	// Equal limits keep large sheets in memory instead of in files that
	// would have to be cleared away.
	file, err := excelize.OpenReader(bytes.NewReader(text), excelize.Options{UnzipSizeLimit: d.Limits.Bytes, UnzipXMLSizeLimit: d.Limits.Bytes, RawCellValue: true})
	if err != nil {
		return nil, fmt.Errorf("%w: not a workbook: %w", format.ErrFormat, err)
	}
	return &Book{file: file, draft: d}, nil
}

// Close has to be called when the workbook is no longer needed.
func (b *Book) Close() error { return b.file.Close() }

// weigh refuses archives that unpack to more than a number of bytes.
func weigh(text []byte, most int64) error {
	if int64(len(text)) > most {
		return fmt.Errorf("%w: the workbook has %d bytes, and may have %d", format.ErrLimit, len(text), most)
	}
	archive, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		return fmt.Errorf("%w: a workbook is a zip archive, and this is none or is damaged: %w", format.ErrFormat, err)
	}
	if len(archive.File) > mostParts {
		return fmt.Errorf("%w: the workbook consists of %d files, and may of %d", format.ErrLimit, len(archive.File), mostParts)
	}
	left := uint64(most)
	for _, part := range archive.File {
		if part.UncompressedSize64 > left {
			return fmt.Errorf("%w: the workbook unpacks to more than %d bytes", format.ErrLimit, most)
		}
		left -= part.UncompressedSize64
	}
	return nil
}

// Title is the title among the workbook's properties; empty if there is none.
func (b *Book) Title() string {
	props, err := b.file.GetDocProps()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(props.Title)
}

// Sheets goes through the names of the sheets in order, without those that hold
// "(ignore)", which are counted.
func (b *Book) Sheets() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, name := range b.file.GetSheetList() {
			if strings.Contains(strings.ToLower(name), "(ignore)") {
				b.draft.Report.Lose("sheets that say they are to be ignored", format.Shorten(name))
				continue
			}
			if !yield(name) {
				return
			}
		}
	}
}

// Rows calls each with the rows of a sheet, numbered from 1, until it fails.
// Cells are the values without their formats, and of formulas what they last
// came to. A sheet that is no table is counted.
func (b *Book) Rows(ctx context.Context, sheet string, each func(number int, cells []string) error) (err error) {
	defer caught(&err)
	rows, err := b.file.Rows(sheet)
	if err != nil {
		// A sheet that is a chart has no rows.
		b.draft.Report.Lose("sheets that are not tables", format.Shorten(sheet))
		return nil
	}
	defer rows.Close()
	for number := 1; rows.Next(); number++ {
		if number > mostRows {
			return fmt.Errorf("%w: sheet %q has more than %d rows", format.ErrLimit, format.Shorten(sheet), mostRows)
		}
		if number%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		cells, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return fmt.Errorf("%w: sheet %q, row %d: %w", format.ErrFormat, format.Shorten(sheet), number, err)
		}
		if b.cells += len(cells); b.cells > mostCells {
			return fmt.Errorf("%w: sheet %q, row %d: more than %d cells", format.ErrLimit, format.Shorten(sheet), number, mostCells)
		}
		if err := each(number, cells); err != nil {
			return err
		}
	}
	return nil
}

// caught turns a panic of the spreadsheet library into an error: it trusts
// numbers in the file in places that a damaged one leads it to.
func caught(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%w: the workbook is damaged: %v", format.ErrFormat, p)
	}
}
