// Package pajek reads and writes networks of Pajek (.net), as Pajek 5, igraph
// and NetworkX exchange them.
//
// Vertices are variables; the colour of their inside, where they have one, is
// their category. *Arcs, *Arcslist and *Matrix are links, and *Edges and
// *Edgeslist a link each way. The sign of a link is its label where that is
// nothing but + or -; failing that the sign of its weight, which is noted. A
// weight above 0 is taken for positive only in a network that also has weights
// below 0, and else for unknown, since most networks have no signs. A weight is
// also the strength, if it is within −1…1 and not ±1, which is what Pajek gives
// to lines without one. Dashed lines are negative where the user says so and
// nothing else does. Characters written as &#248; are read.
//
// Pajek's positions lie between 0 and 1; they are multiplied by 1000, unless a
// comment that sysmap wrote says where they come from.
//
// Out and back, labels, signs, positions, the title and strengths other than 1
// survive. Not carried over when reading: partitions, vectors and other
// networks in the same file, depths, times, and how vertices and lines look.
package pajek

import (
	"bytes"
	"context"
	"strconv"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// Format is Pajek's network.
func Format() format.Format {
	return format.Format{
		Name: "pajek", Title: "Pajek", Endings: []string{"net", "paj"},
		Recognise: recognise, Read: read, Write: write,
	}
}

func recognise(head []byte) format.Certainty {
	for line := range bytes.Lines(format.Head(head)) {
		words := strings.Fields(strings.ToLower(string(line)))
		switch {
		case len(words) == 0, strings.HasPrefix(words[0], "%"):
			continue
		case words[0] == "*network":
			return format.Surely
		case words[0] == "*vertices" && len(words) > 1:
			if _, err := strconv.Atoi(words[1]); err == nil {
				return format.Surely
			}
		}
		return format.No
	}
	return format.No
}

func read(ctx context.Context, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
	d := format.NewDraft("pajek", o)
	text, err := d.Decode(text)
	if err != nil {
		return nil, nil, err
	}
	r := &reading{Draft: d, dashedIsNegative: o.DashedIsNegative}
	if err := r.parse(ctx, string(text)); err != nil {
		return nil, nil, err
	}
	if err := r.fill(ctx); err != nil {
		return nil, nil, err
	}
	return d.Finish()
}
