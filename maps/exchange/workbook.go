package exchange

import (
	"context"
	"errors"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/matrix"
	"sysmap/maps/exchange/table"
)

// xlsx is any workbook that is not Kumu's: a table of links or, where no sheet is
// one, a matrix.
func xlsx() format.Format {
	f := table.XLSX()
	readTable := f.Read
	f.Read = func(ctx context.Context, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
		m, r, err := readTable(ctx, text, o)
		if !errors.Is(err, format.ErrFormat) {
			return m, r, err
		}
		if m, r, otherwise := matrix.ReadWorkbook(ctx, text, o); otherwise == nil {
			return m, r, nil
		}
		return nil, nil, err
	}
	return f
}
