package exchange

import (
	"sysmap/maps/exchange/arrows"
	"sysmap/maps/exchange/cytoscape"
	"sysmap/maps/exchange/dot"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/gexf"
	"sysmap/maps/exchange/graphml"
	"sysmap/maps/exchange/insightmaker"
	"sysmap/maps/exchange/jgf"
	"sysmap/maps/exchange/kumu"
	"sysmap/maps/exchange/loopy"
	"sysmap/maps/exchange/matrix"
	"sysmap/maps/exchange/mentalmodeler"
	"sysmap/maps/exchange/mermaid"
	"sysmap/maps/exchange/pajek"
	"sysmap/maps/exchange/prsm"
	"sysmap/maps/exchange/sdjson"
	"sysmap/maps/exchange/table"
	"sysmap/maps/exchange/tuples"
	"sysmap/maps/exchange/vensim"
	"sysmap/maps/exchange/xmile"
)

// Formats lists every format of other tools, in the order in which they are
// shown and, where a file may be of several, preferred.
func Formats() []format.Format {
	return []format.Format{
		kumu.CSV(), table.CSV(), table.TSV(), xlsx(), matrix.Format(), arrows.Format(),
		kumu.JSON(), kumu.XLSX(), loopy.Format(), loopy.Link(),
		mentalmodeler.Format(), mentalmodeler.XML(), tuples.Format(), prsm.Format(),
		vensim.Format(), xmile.Format(), insightmaker.Format(), insightmaker.XML(), sdjson.Format(),
		graphml.Format(), gexf.Format(), dot.Format(), jgf.Format(), pajek.Format(),
		mermaid.Format(), cytoscape.Format(),
	}
}
