package diagram

import "sysmap/render/scene"

// Padding is how far a cluster's ground reaches beyond its boxes, in points.
func (d *Diagram) Padding() float64 { return 1.4 * d.size }

// apart returns a ground for every cluster that is drawn, by its index in the
// map, if no ground would reach under a box of another cluster; otherwise, or
// where there is only one cluster, none.
func (d *drawing) apart() map[int]scene.Box {
	grounds := map[int]scene.Box{}
	for i, b := range d.boxes {
		if c := d.cluster[i]; c >= 0 {
			grounds[c] = grounds[c].Union(b)
		}
	}
	if len(grounds) < 2 {
		return nil
	}
	for c, g := range grounds {
		g = g.Inset(-d.Padding())
		w, h := d.HeadingSize(c)
		g.Y, g.H = g.Y-h, g.H+h
		g.W = max(g.W, w+2.4*d.size)
		grounds[c] = g
	}
	for i, b := range d.boxes {
		for c, g := range grounds {
			if d.cluster[i] != c && g.Overlaps(b) {
				return nil
			}
		}
	}
	return grounds
}
