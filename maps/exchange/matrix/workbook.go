package matrix

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/format/workbook"
)

// ReadWorkbook reads the first sheet of a workbook that is a matrix, as Mental
// Modeler and people with Excel keep it. Further sheets are counted.
func ReadWorkbook(ctx context.Context, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
	d := format.NewDraft("matrix", o)
	book, err := workbook.Open(d, text)
	if err != nil {
		return nil, nil, err
	}
	defer book.Close()
	var m *maps.Map
	var r *format.Report
	for sheet := range book.Sheets() {
		cells, err := sheetText(ctx, book, sheet)
		if err != nil {
			return nil, nil, err
		}
		switch {
		case m != nil && len(cells) > 0:
			r.Lose("sheets beside the matrix", format.Shorten(sheet))
		case m == nil && recognise(cells) != format.No:
			if m, r, err = read(ctx, cells, o); err != nil {
				return nil, nil, fmt.Errorf("sheet %s: %w", format.Shorten(sheet), err)
			}
		case len(cells) > 0:
			d.Report.Lose("sheets beside the matrix", format.Shorten(sheet))
		}
	}
	if m == nil {
		return nil, nil, fmt.Errorf("%w: no sheet is a matrix with the same names above and beside its numbers", format.ErrFormat)
	}
	r.Losses = append(r.Losses, d.Report.Losses...)
	return m, r, nil
}

// sheetText writes a sheet as text that [read] reads.
func sheetText(ctx context.Context, book *workbook.Book, sheet string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	err := book.Rows(ctx, sheet, func(_ int, cells []string) error {
		if format.Blank(cells) {
			return nil
		}
		return w.Write(cells)
	})
	w.Flush()
	return b.Bytes(), err
}
