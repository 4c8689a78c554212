package loop

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"sysmap/graph"
	"sysmap/maps"
)

// Path is a way along links from one variable to another that passes no
// variable twice.
type Path struct {
	// Variables are the node numbers from the first to the last, one more
	// than there are links.
	Variables []int
	// Links are the link numbers in the same order.
	Links []int
	// Sign is the product of the signs: whether more of the first variable
	// leads to more or less of the last; unknown if any sign is.
	Sign    maps.Sign
	Delayed bool
}

// Len returns the number of links.
func (p Path) Len() int { return len(p.Links) }

// Clone returns a path of its own, for keeping one that an iterator yielded.
func (p Path) Clone() Path {
	p.Variables, p.Links = slices.Clone(p.Variables), slices.Clone(p.Links)
	return p
}

// PathListing is the paths from one variable to another, found one at a time.
// A PathListing is for one goroutine.
type PathListing struct {
	through Listing
}

// Paths prepares a listing of the paths from one node to another, shortest
// first and, within a length, in a fixed order: Limit k asks for the k
// shortest. Lengths count links; the filter's Polarities mean the sign of the
// path, Reinforcing for +. Costs and the meaning of the options are those of
// [List]. The error says what does not fit the graph, or that both ends are
// the same.
func Paths(g *graph.Graph, from, to int, o ListOptions) (*PathListing, error) {
	if err := checkNumbers("variable", g.Len(), []int{from, to}); err != nil {
		return nil, err
	}
	if from == to {
		return nil, fmt.Errorf("loop: both ends of the path are %s: list the loops through it instead", g.ID(from))
	}
	if err := o.check(g); err != nil {
		return nil, err
	}
	// A path is a loop through one more link, from its end to its start.
	links := slices.Concat(g.Links(), []graph.Link{{From: to, To: from, Sign: maps.Positive}})
	if o.MinLength > 0 {
		o.MinLength++
	}
	if o.MaxLength > 0 {
		o.MaxLength++
	}
	return &PathListing{through: Listing{
		g: g, asked: o.ask(g, links, len(links)-1), limit: o.Limit, inOrder: !o.AnyOrder, spare: 1,
	}}, nil
}

// Paths returns the paths. A path's slices are overwritten by the next one; see
// [Path.Clone]. Ranging again starts anew. When the context is done the paths
// end early; [PathListing.Extent] says so.
func (l *PathListing) Paths(ctx context.Context) iter.Seq[Path] {
	return func(yield func(Path) bool) {
		var found Path
		l.through.run(ctx, func(w *writer, total weight) bool {
			links, variables := w.written()
			// The last link is the one that closes the path to a loop.
			found.Links = append(found.Links[:0], links[:len(links)-1]...)
			found.Variables = append(found.Variables[:0], variables...)
			found.Sign, found.Delayed = maps.Sign(total.polarity()), total.delayed()
			return yield(found)
		})
	}
}

// Extent says whether the paths of the last range over [PathListing.Paths]
// were all that was asked for.
func (l *PathListing) Extent() Extent { return l.through.extent }
