package loop

import (
	"fmt"

	"sysmap/graph"
	"sysmap/maps"
)

// weight is what a listing needs to know of links in a row. It is packed so
// that one addition joins two rows: the number of links in the lowest 21 bits,
// then those of unknown sign, then those delayed, and at the top whether the
// negative ones are odd in number, which addition flips and overflow drops.
type weight uint64

const (
	weightBits         = 21
	oneLink     weight = 1
	oneUnknown  weight = 1 << weightBits
	oneDelayed  weight = 1 << (2 * weightBits)
	oneNegative weight = 1 << (3 * weightBits)
	fieldMask   weight = 1<<weightBits - 1
)

// maxVariables is how many variables a loop can have before its weight runs
// over.
const maxVariables = int(fieldMask)

// checkSize refuses graphs whose loops could be too long for a weight.
func checkSize(g *graph.Graph) error {
	if g.Len() > maxVariables {
		return fmt.Errorf("loop: the map has %d variables; loops are listed on maps of up to %d", g.Len(), maxVariables)
	}
	return nil
}

// weigh returns the weight of one link.
func weigh(link graph.Link) weight {
	w := oneLink
	switch link.Sign {
	case maps.Unknown:
		w += oneUnknown
	case maps.Negative:
		w += oneNegative
	}
	if link.Delayed {
		w += oneDelayed
	}
	return w
}

// sum returns the weight of several links.
func sum(all []graph.Link, links []int) weight {
	var total weight
	for _, l := range links {
		total += weigh(all[l])
	}
	return total
}

func (w weight) length() int   { return int(w & fieldMask) }
func (w weight) delayed() bool { return w>>(2*weightBits)&fieldMask != 0 }

func (w weight) polarity() Polarity {
	switch {
	case w>>weightBits&fieldMask != 0:
		return Undetermined
	case w>>(3*weightBits) != 0:
		return Balancing
	}
	return Reinforcing
}
