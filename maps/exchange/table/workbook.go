package table

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

const (
	// mostParts is how many files a workbook may consist of.
	mostParts = 10_000
	// mostSheetRows is how many rows Excel itself can hold.
	mostSheetRows = 1 << 20
	// mostCells bounds the cells of a workbook together with the empty ones
	// before them: a cell at the right edge of a sheet makes 16,384.
	mostCells = 20_000_000
)

// readWorkbook reads every sheet of a workbook. Sheets whose name holds
// "(ignore)" are passed over, as are our own instructions.
func readWorkbook(ctx context.Context, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
	d := newDraft("xlsx", o)
	book, err := d.open(text)
	if err != nil {
		return nil, nil, err
	}
	defer book.Close()
	if props, err := book.GetDocProps(); err == nil && strings.TrimSpace(props.Title) != "" {
		d.Map.Title = maps.Plain(d.label(props.Title, "the workbook's title"))
	}
	var b blocks
	cells := 0
	for _, sheet := range book.GetSheetList() {
		switch {
		case isInstructions(sheet):
		case strings.Contains(strings.ToLower(sheet), "(ignore)"):
			d.Report.Lose("sheets that say they are to be ignored", format.Shorten(sheet))
		default:
			if err := d.sheet(ctx, book, sheet, &b, &cells); err != nil {
				return nil, nil, err
			}
		}
	}
	return d.read(ctx, &b)
}

// open opens a workbook after a look at what it unpacks to.
func (d *draft) open(text []byte) (book *excelize.File, err error) {
	if int64(len(text)) > d.Limits.Bytes {
		return nil, fmt.Errorf("%w: the workbook has %d bytes, and may have %d", format.ErrLimit, len(text), d.Limits.Bytes)
	}
	archive, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		return nil, fmt.Errorf("%w: a workbook is a zip archive, and this is none or is damaged: %w", format.ErrFormat, err)
	}
	if len(archive.File) > mostParts {
		return nil, fmt.Errorf("%w: the workbook consists of %d files, and may of %d", format.ErrLimit, len(archive.File), mostParts)
	}
	left := uint64(d.Limits.Bytes)
	for _, part := range archive.File {
		if part.UncompressedSize64 > left {
			return nil, fmt.Errorf("%w: the workbook unpacks to more than %d bytes", format.ErrLimit, d.Limits.Bytes)
		}
		left -= part.UncompressedSize64
	}
	defer caught(&err)
	// Equal limits keep large sheets in memory instead of in files that
	// would have to be cleared away.
	book, err = excelize.OpenReader(bytes.NewReader(text), excelize.Options{UnzipSizeLimit: d.Limits.Bytes, UnzipXMLSizeLimit: d.Limits.Bytes, RawCellValue: true})
	if err != nil {
		return nil, fmt.Errorf("%w: not a workbook: %w", format.ErrFormat, err)
	}
	return book, nil
}

// sheet adds the rows of a sheet to the blocks.
func (d *draft) sheet(ctx context.Context, book *excelize.File, name string, b *blocks, cells *int) (err error) {
	defer caught(&err)
	rows, err := book.Rows(name)
	if err != nil {
		// A sheet that is a chart has no rows.
		d.Report.Lose("sheets that are not tables", format.Shorten(name))
		return nil
	}
	defer rows.Close()
	b.begin(format.Shorten(name) + ", row ")
	for number := 1; rows.Next(); number++ {
		if number > mostSheetRows {
			return fmt.Errorf("%w: sheet %q has more than %d rows", format.ErrLimit, format.Shorten(name), mostSheetRows)
		}
		if number%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		columns, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return fmt.Errorf("%w: sheet %q, row %d: %w", format.ErrFormat, format.Shorten(name), number, err)
		}
		if *cells += len(columns); *cells > mostCells {
			return fmt.Errorf("%w: sheet %q, row %d: more than %d cells", format.ErrLimit, format.Shorten(name), number, mostCells)
		}
		if err := d.addRow(b, row{number, columns}); err != nil {
			return err
		}
	}
	b.end()
	return nil
}

// caught turns a panic of the spreadsheet library into an error: it trusts
// numbers in the file in places that a damaged one leads it to.
func caught(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%w: the workbook is damaged: %v", format.ErrFormat, p)
	}
}
