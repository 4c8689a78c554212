package deck

import (
	"math"
	"strings"

	"sysmap/render/deck/slides"
	"sysmap/render/scene"
)

// comfortable is the size of labels, in points, from which on a drawing keeps
// the distances of the map; below it the boxes of a slide move together.
const comfortable = 11.0

// spread places the boxes of a drawing afresh in an area, each about where it
// stands on the map: the sheet is squeezed to the form of the area, and boxes
// that would touch are moved apart. It takes the largest labels that leave room
// for arrows, and reports whether there are any of a size that can be read.
func (d *drawing) spread(area scene.Box) bool {
	var ids []string
	var from []scene.Box
	for _, g := range content(d.scene) {
		switch g.Classes[0] {
		case "variable":
			if b, ok := boxOf(g); ok {
				ids = append(ids, strings.TrimPrefix(g.ID, "v-"))
				from = append(from, b)
			}
		case "loop":
			return false // its place depends on the boxes'
		}
	}
	for _, gap := range []float64{2.6, 2, 1.5} {
		for size := 13.0; size >= LeastLabel; size -= 0.5 {
			d.size = size
			boxes := squeeze(from, d.within(area), size/labelSize(d.scene))
			if !smaller(boxes, d.within(area)) || !part(boxes, d.within(area), gap*size) {
				continue
			}
			d.frame.Scale = size / labelSize(d.scene)
			d.moved = map[string]scene.Box{}
			for i, id := range ids {
				d.moved[id] = boxes[i]
			}
			return true
		}
	}
	return false
}

// within leaves room at the edge of an area for the grounds of clusters.
func (d *drawing) within(area scene.Box) scene.Box {
	for _, g := range content(d.scene) {
		if g.Classes[0] == "cluster" {
			head := d.headHeight()
			area = area.Inset(0.7 * d.size)
			area.Y, area.H = area.Y+head, area.H-head
			break
		}
	}
	return area
}

// headHeight is the room that the name of a cluster takes in its ground.
func (d *drawing) headHeight() float64 { return 1.6 * max(1.15*d.size, smallest) }

// boxOf returns the box of a variable's group.
func boxOf(g scene.Group) (scene.Box, bool) {
	for _, s := range g.Shapes {
		if r, ok := s.(scene.Rectangle); ok {
			return r.Box, true
		}
	}
	return scene.Box{}, false
}

// squeeze maps the middles of boxes onto an area and scales their sizes.
func squeeze(from []scene.Box, area scene.Box, scale float64) []scene.Box {
	var extent scene.Box
	for _, b := range from {
		c := b.Centre()
		if extent == (scene.Box{}) {
			extent = scene.Box{X: c.X, Y: c.Y}
			continue
		}
		x, y := min(extent.X, c.X), min(extent.Y, c.Y)
		extent = scene.Box{X: x, Y: y, W: max(extent.X+extent.W, c.X) - x, H: max(extent.Y+extent.H, c.Y) - y}
	}
	out := make([]scene.Box, len(from))
	for i, b := range from {
		w, h := b.W*scale, b.H*scale
		share := scene.Point{X: 0.5, Y: 0.5}
		if extent.W > 0 {
			share.X = (b.Centre().X - extent.X) / extent.W
		}
		if extent.H > 0 {
			share.Y = (b.Centre().Y - extent.Y) / extent.H
		}
		out[i] = scene.Box{X: area.X + share.X*(area.W-w), Y: area.Y + share.Y*(area.H-h), W: w, H: h}
	}
	return out
}

// smaller reports whether every box is smaller than an area.
func smaller(boxes []scene.Box, area scene.Box) bool {
	for _, b := range boxes {
		if b.W > area.W || b.H > area.H {
			return false
		}
	}
	return true
}

// part moves boxes apart until none comes nearer to another than a gap, and
// reports whether they are; it gives up after some rounds.
func part(boxes []scene.Box, area scene.Box, gap float64) bool {
	for range 300 {
		clear := true
		for i := range boxes {
			for j := range i {
				a, b := &boxes[i], &boxes[j]
				ca, cb := a.Centre(), b.Centre()
				dx := (a.W+b.W)/2 + gap - math.Abs(ca.X-cb.X)
				dy := (a.H+b.H)/2 + gap - math.Abs(ca.Y-cb.Y)
				if dx <= 0 || dy <= 0 {
					continue
				}
				clear = clear && (dx < 0.5*gap || dy < 0.5*gap)
				// A slide is wide, so that room is sooner found to the sides.
				if dx*area.H < 1.3*dy*area.W {
					shift := math.Copysign(dx/2+0.1, ca.X-cb.X)
					a.X, b.X = a.X+shift, b.X-shift
				} else {
					shift := math.Copysign(dy/2+0.1, ca.Y-cb.Y)
					a.Y, b.Y = a.Y+shift, b.Y-shift
				}
				hold(a, area)
				hold(b, area)
			}
		}
		if clear {
			return true
		}
	}
	return false
}

// hold keeps a box inside an area.
func hold(b *scene.Box, area scene.Box) {
	b.X = min(max(b.X, area.X), area.X+area.W-b.W)
	b.Y = min(max(b.Y, area.Y), area.Y+area.H-b.H)
}

// place returns where a box of the scene stands on the slide.
func (d *drawing) place(id string, b scene.Box) scene.Box {
	if moved, ok := d.moved[id]; ok {
		return moved
	}
	return d.frame.Box(b)
}

// around returns the frame of what is drawn at a box, such as its badges.
func (d *drawing) around(id string, b scene.Box) slides.Frame {
	moved, ok := d.moved[id]
	if !ok {
		return d.frame
	}
	return slides.Frame{From: b.Centre(), Origin: moved.Centre(), Scale: d.frame.Scale}
}

// grounds draws the regions of clusters. Where boxes have moved, regions are
// drawn round them, if none reaches under a box of another cluster.
func (d *drawing) grounds() []slides.Shape {
	var out []slides.Shape
	var boxes []scene.Box
	for _, g := range content(d.scene) {
		if g.Classes[0] != "cluster" || d.steps.alone {
			continue
		}
		ground, ok := boxOf(g)
		if !ok {
			continue
		}
		area := d.frame.Box(ground)
		if d.moved != nil {
			if area = d.regionOf(strings.TrimPrefix(g.ID, "c-")); area.W == 0 {
				return nil
			}
			for _, other := range boxes {
				if other.Overlaps(area) {
					return nil
				}
			}
		}
		boxes = append(boxes, area)
		out = append(out, d.ground(g, area))
	}
	return out
}

// regionOf returns the ground around the boxes of a cluster; empty if it would
// reach under a box of another.
func (d *drawing) regionOf(cluster string) scene.Box {
	var area scene.Box
	for id, b := range d.moved {
		if v := d.k.m.Variable(id); v != nil && v.Cluster == cluster {
			area = area.Union(b)
		}
	}
	area = area.Inset(-0.7 * d.size)
	head := d.headHeight()
	area.Y, area.H = area.Y-head, area.H+head
	for id, b := range d.moved {
		if v := d.k.m.Variable(id); (v == nil || v.Cluster != cluster) && b.Overlaps(area) {
			return scene.Box{}
		}
	}
	return area
}
