package exchange

import (
	"sysmap/maps/exchange/arrows"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/loopy"
	"sysmap/maps/exchange/matrix"
	"sysmap/maps/exchange/mentalmodeler"
	"sysmap/maps/exchange/table"
)

// Formats lists every format of other tools, in the order in which they are
// shown and, where a file may be of several, preferred.
func Formats() []format.Format {
	return []format.Format{
		table.CSV(), table.TSV(), table.XLSX(), matrix.Format(),
		arrows.Format(),
		loopy.Format(), loopy.Link(),
		mentalmodeler.Format(), mentalmodeler.XML(),
	}
}
