package table

import (
	"context"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/format/workbook"
)

// readWorkbook reads every sheet of a workbook, but for our own instructions.
func readWorkbook(ctx context.Context, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
	d := newDraft("xlsx", o)
	var b blocks
	if err := d.sheets(ctx, text, &b); err != nil {
		return nil, nil, err
	}
	return d.read(ctx, &b)
}

// sheets finds the tables on the sheets of a workbook, and its title.
func (d *draft) sheets(ctx context.Context, text []byte, b *blocks) error {
	book, err := workbook.Open(d.Draft, text)
	if err != nil {
		return err
	}
	defer book.Close()
	if title := d.label(book.Title(), "the workbook's title"); title != "" {
		d.Map.Title = maps.Plain(title)
	}
	for sheet := range book.Sheets() {
		if isInstructions(sheet) {
			continue
		}
		b.begin(format.Shorten(sheet) + ", row ")
		if err := book.Rows(ctx, sheet, func(number int, cells []string) error { return d.addRow(b, row{number, cells}) }); err != nil {
			return err
		}
		b.end()
	}
	return nil
}
