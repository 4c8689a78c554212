package layout

import "math"

// homes are the grounds of clusters on a sheet that people have pinned: where
// boxes of each stand, with the padding and the heading around them. They are
// kept free of strangers, so that every cluster can still be drawn as a region
// when boxes are added.
type homes struct {
	*among
	// kept says that the pinned boxes are so placed that there are regions.
	kept bool
}

func newHomes(a *among) homes {
	h := homes{a, len(a.Clusters) > 0}
	grounds := h.grounds()
	for i := range a.Boxes {
		for c, g := range grounds {
			if a.placed[i] && a.cluster(i) != c && meets(g, a.sheet.boxes[i]) {
				h.kept = false
			}
		}
	}
	return h
}

// grounds returns the ground of every cluster that has placed boxes, by its
// index; those of others have no size.
func (h homes) grounds() []rect {
	list := make([]rect, len(h.Clusters))
	for c := range list {
		if members := h.members(c); len(members) > 0 {
			list[c] = h.ground(c, members)
		}
	}
	return list
}

// members returns the placed boxes of a cluster.
func (h homes) members(c int) []rect {
	var list []rect
	for i, b := range h.sheet.boxes {
		if h.placed[i] && h.cluster(i) == c {
			list = append(list, b)
		}
	}
	return list
}

// ground returns the ground that boxes need with the heading above them.
func (h homes) ground(c int, boxes []rect) rect {
	g := around(boxes).grown(h.Padding)
	g.y, g.hh = g.y-h.Clusters[c].H/2, g.hh+h.Clusters[c].H/2
	if room := h.Clusters[c].W/2 + h.Padding; g.hw < room {
		g.x, g.hw = g.x-g.hw+room, room
	}
	return g
}

// meets reports whether two rectangles share more than an edge. One without
// size meets nothing.
func meets(a, b rect) bool {
	x, y := a.overlap(b)
	return a.hw > 0 && b.hw > 0 && x > 1e-9 && y > 1e-9
}

// keeps returns what says whether box i may stand at a place: on the ground of
// no other cluster, and without stretching the ground of its own over anything
// that is not on it now.
func (h homes) keeps(i int) func(Point) bool {
	grounds, own := h.grounds(), h.cluster(i)
	var kin []rect
	if own != NoCluster {
		kin = h.members(own)
	}
	return func(at Point) bool {
		box := rect{at.X, at.Y, h.sheet.boxes[i].hw, h.sheet.boxes[i].hh}
		for c, g := range grounds {
			if c != own && meets(g, box.grown(h.Gap/2)) {
				return false
			}
		}
		if own == NoCluster {
			return true
		}
		stretched := h.ground(own, append(kin[:len(kin):len(kin)], box))
		for j, other := range h.sheet.boxes {
			if h.placed[j] && h.cluster(j) != own && meets(stretched, other.grown(h.Gap/4)) {
				return false
			}
		}
		for c, g := range grounds {
			if c != own && meets(stretched, g) && !meets(grounds[own], g) {
				return false
			}
		}
		return true
	}
}

// nearest returns the place among the boxes of its cluster that is nearest to
// where box i would like to stand.
func (h homes) nearest(i int, at Point) Point {
	c := h.cluster(i)
	if c == NoCluster {
		return at
	}
	kin := h.members(c)
	if len(kin) == 0 {
		return at
	}
	// Its edges may lie on those of the others.
	home := around(kin)
	reachX, reachY := max(0, home.hw-h.sheet.boxes[i].hw), max(0, home.hh-h.sheet.boxes[i].hh)
	return Point{
		min(max(at.X, home.x-reachX), home.x+reachX),
		min(max(at.Y, home.y-reachY), home.y+reachY),
	}
}

// spot returns the place nearest to the others of its cluster, or else to
// where box i stands, at which it keeps the gap and the regions stay whole. ok
// is false if there is none within reach.
func (h homes) spot(i int) (at Point, ok bool) {
	if !h.kept {
		return Point{}, false
	}
	const spokes = 24
	from, keeps := h.nearest(i, h.at(i)), h.keeps(i)
	if h.clear(i, from) && keeps(from) {
		return from, true
	}
	far := h.sheet.bounds(h.boxes()).grown(4 * h.Gap)
	reach := 2 * math.Hypot(far.hw, far.hh)
	for r := h.Gap / 4; r < reach; r *= 1.1 {
		for k := range spokes {
			sin, cos := math.Sincos(2 * math.Pi * float64(k) / spokes)
			if at := (Point{from.X + r*cos, from.Y + r*sin}); keeps(at) && h.clear(i, at) {
				return at, true
			}
		}
	}
	return Point{}, false
}

// boxes lists all boxes.
func (h homes) boxes() []int {
	list := make([]int, len(h.Boxes))
	for i := range list {
		list[i] = i
	}
	return list
}
