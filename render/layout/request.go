package layout

import (
	"errors"
	"fmt"
	"math"
)

// ErrRequest is returned for a request that makes no sense: a size that is not
// a positive number, a link to a box that does not exist, too many of either.
var ErrRequest = errors.New("layout request")

// Most boxes and links of a request, and the longest side and coordinate in
// points. Beyond them no layout would be readable, nor end in time.
const (
	MaxBoxes = 5_000
	MaxLinks = 100_000
	MaxSide  = 10_000
	MaxPlace = 10_000_000
)

// Point is a place on the sheet in points, x to the right and y down.
type Point struct{ X, Y float64 }

// NoCluster is the cluster of a box that belongs to none.
const NoCluster = -1

// Box is a variable's box.
type Box struct {
	// W and H are its size in points.
	W, H float64
	// Cluster is an index into [Request.Clusters] or [NoCluster]. In a
	// request without clusters it is ignored.
	Cluster int
	// Pinned fixes the centre of the box; nil leaves it free.
	Pinned *Point
}

// Cluster is a part of the map that stands together.
type Cluster struct {
	// W and H are the size of its heading in points; its region is at least
	// this wide and leaves this much room above its boxes.
	W, H float64
}

// Request is a map as the layout sees it. Options that are zero take their
// defaults.
type Request struct {
	Boxes []Box
	// Links are pairs of indices into Boxes, from and to. A link of a box to
	// itself and a second link between two boxes are allowed.
	Links    [][2]int
	Clusters []Cluster

	// Engine makes the drafts; the zero value chooses by the size of the map.
	Engine Engine
	// Drafts is how many layouts are tried with different seeds; 0 decides
	// by the size of the map: 8 up to 100 boxes, fewer for larger maps.
	Drafts int
	// Aspect is the width of the sheet over its height to aim for; 1.5 if 0.
	Aspect float64
	// Gap is the least distance between two boxes in points, unless both are
	// pinned; linked boxes aim for twice as much. 26 if 0.
	Gap float64
	// Padding is the distance between a region's edge and its boxes in
	// points; 16 if 0.
	Padding float64
}

// Engine names a way of laying out.
type Engine string

const (
	// Auto tries FDP and Neato, for large maps SFDP, and for small ones
	// without clusters a Ring too.
	Auto Engine = ""
	// FDP pushes boxes apart and pulls linked ones together.
	FDP Engine = "fdp"
	// SFDP is a coarser FDP for thousands of boxes.
	SFDP Engine = "sfdp"
	// Neato makes distances on the sheet follow those in the map.
	Neato Engine = "neato"
	// Dot layers boxes from cause to effect; for small parts and single loops.
	Dot Engine = "dot"
	// Ring puts all boxes on an ellipse, in an order that makes few links
	// cross, and draws no regions. It needs no worker.
	Ring Engine = "ring"
)

// Region is where a cluster stands.
type Region struct {
	// Cluster is its index in the request.
	Cluster int
	// X and Y are the top left corner, W and H the size, in points.
	X, Y, W, H float64
}

// Result is a layout.
type Result struct {
	// Centres are those of the request's boxes, in its order.
	Centres []Point
	// Regions of the clusters that have boxes, in the request's order. They
	// do not overlap each other, nor boxes of others. Empty if any box is
	// pinned: what people placed by hand need not keep to rectangles.
	Regions []Region
	// Engine is what made the draft that was kept; empty if none was needed,
	// because the boxes are pinned or have no links.
	Engine Engine
	// Drafts is how many were compared.
	Drafts int
}

func (r Request) withDefaults() Request {
	setDefault(&r.Aspect, 1.5)
	setDefault(&r.Gap, 26)
	setDefault(&r.Padding, 16)
	return r
}

func setDefault(v *float64, to float64) {
	if *v == 0 {
		*v = to
	}
}

func (r Request) validate() error {
	if n := len(r.Boxes); n > MaxBoxes {
		return fmt.Errorf("%w: %d boxes are more than the %d that can be laid out; draw a part of the map", ErrRequest, n, MaxBoxes)
	}
	if n := len(r.Links); n > MaxLinks {
		return fmt.Errorf("%w: %d links are more than the %d that can be laid out; draw a part of the map", ErrRequest, n, MaxLinks)
	}
	for i, b := range r.Boxes {
		if err := r.validateBox(b); err != nil {
			return fmt.Errorf("%w: box %d: %w", ErrRequest, i, err)
		}
	}
	for i, l := range r.Links {
		if !inRange(l[0], len(r.Boxes)) || !inRange(l[1], len(r.Boxes)) {
			return fmt.Errorf("%w: link %d joins boxes %d and %d of %d", ErrRequest, i, l[0], l[1], len(r.Boxes))
		}
	}
	return r.validateOptions()
}

func (r Request) validateBox(b Box) error {
	if !(b.W > 0 && b.W <= MaxSide && b.H > 0 && b.H <= MaxSide) {
		return fmt.Errorf("size %g × %g is not within 0…%d points", b.W, b.H, MaxSide)
	}
	if len(r.Clusters) > 0 && b.Cluster != NoCluster && !inRange(b.Cluster, len(r.Clusters)) {
		return fmt.Errorf("cluster %d of %d", b.Cluster, len(r.Clusters))
	}
	if p := b.Pinned; p != nil && !(math.Abs(p.X) <= MaxPlace && math.Abs(p.Y) <= MaxPlace) {
		return fmt.Errorf("pinned at %g, %g, which is not within ±%d points", p.X, p.Y, MaxPlace)
	}
	return nil
}

func (r Request) validateOptions() error {
	for i, c := range r.Clusters {
		if !(c.W >= 0 && c.W <= MaxSide && c.H >= 0 && c.H <= MaxSide) {
			return fmt.Errorf("%w: cluster %d: heading of %g × %g is not within 0…%d points", ErrRequest, i, c.W, c.H, MaxSide)
		}
	}
	if !(r.Aspect >= 0.1 && r.Aspect <= 10) {
		return fmt.Errorf("%w: aspect %g is not within 0.1…10", ErrRequest, r.Aspect)
	}
	if !(r.Gap > 0 && r.Gap <= MaxSide && r.Padding > 0 && r.Padding <= MaxSide) {
		return fmt.Errorf("%w: gap %g and padding %g are not within 0…%d points", ErrRequest, r.Gap, r.Padding, MaxSide)
	}
	if r.Drafts < 0 || r.Drafts > 1000 {
		return fmt.Errorf("%w: %d drafts are not within 0…1000", ErrRequest, r.Drafts)
	}
	switch r.Engine {
	case Auto, FDP, SFDP, Neato, Dot:
		return nil
	case Ring:
		if n := len(r.Boxes); n > 200 {
			return fmt.Errorf("%w: %d boxes are too many for a ring; choose another engine", ErrRequest, n)
		}
		return nil
	}
	return fmt.Errorf("%w: there is no engine %q; there are fdp, sfdp, neato, dot and ring", ErrRequest, string(r.Engine))
}

func inRange(i, n int) bool { return i >= 0 && i < n }
