package diagram

import (
	"math"

	"sysmap/render/scene"
)

// markSize is how large the overlay's signs are lettered: as the boxes, but
// larger on a large sheet, so that they can be read when all of it fits the
// screen.
func (d *drawing) markSize() float64 {
	var sheet scene.Box
	for _, b := range d.boxes {
		sheet = sheet.Union(b)
	}
	return d.size * math.Pow(min(max(math.Sqrt(sheet.W*sheet.H)/(70*d.size), 1), 2.3), 0.75)
}

// placeBadges finds room for the badges of the overlay: on an edge of each box
// where few links end, and near the middle of each line.
func (d *drawing) placeBadges() {
	d.rows, d.tags = map[int]scene.Box{}, map[int]scene.Box{}
	for i, v := range d.vars {
		if badges := d.o.Overlay.Variables[v.ID].Badges; len(badges) > 0 {
			d.rows[i] = d.rowPlace(i, badges)
		}
	}
	taken := append(d.headings(), d.boxes...)
	for i := range d.vars {
		if row, ok := d.rows[i]; ok {
			taken = append(taken, row)
		}
	}
	for i, l := range d.links {
		if badges := d.o.Overlay.Links[l.Ref()].Badges; len(badges) > 0 {
			d.tags[i] = d.tagPlace(i, badges, taken)
			taken = append(taken, d.tags[i])
		}
	}
}

// rowPlace returns where the badges of a variable stand: at the end of its
// upper or lower edge where they hide the fewest ends of links and touch the
// fewest neighbours, the upper right if that makes no difference.
func (d *drawing) rowPlace(i int, badges []Badge) scene.Box {
	box := d.boxes[i]
	w, h := rowSize(badges, d.mark)
	w = min(w, box.W+5*d.mark)
	out := 0.5 * d.mark
	left, right := box.X-out, box.X+box.W+out-w
	// Outside but for some of the padding of the box, so that the label stays clear.
	top, bottom := box.Y+0.35*d.size-h, box.Y+box.H-0.35*d.size
	mark := d.o.Overlay.Variables[d.vars[i].ID]
	var best scene.Box
	lowest := math.Inf(1)
	for n, at := range []scene.Point{{X: right, Y: top}, {X: right, Y: bottom}, {X: left, Y: bottom}, {X: left, Y: top}} {
		place := scene.Box{X: at.X, Y: at.Y, W: w, H: h}
		cost := 0.1*float64(n) + d.rowCost(i, place)
		if mark.Badge != "" && place.Overlaps(scene.Box{X: box.X + box.W - 1.5*d.size, Y: box.Y - d.size, W: 3 * d.size, H: 2 * d.size}) {
			cost += 12
		}
		if d.symbolled(i) && place.Overlaps(scene.Around(d.symbolAt(i), 2*d.size, 2*d.size)) {
			cost += 4
		}
		if cost < lowest {
			best, lowest = place, cost
		}
	}
	return best
}

// rowCost says what badges in a place would hide.
func (d *drawing) rowCost(i int, place scene.Box) float64 {
	cost := 0.0
	near := place.Inset(-0.15 * d.size)
	for l, ends := range d.ends {
		if ends[1] == i && near.Contains(d.curves[l].P3) {
			cost += 2
		}
		if ends[0] == i && near.Contains(d.curves[l].P0) {
			cost++
		}
	}
	for j, b := range d.boxes {
		if j != i && b.Overlaps(near) {
			cost += 5
		}
	}
	for j, row := range d.rows {
		if j != i && row.Overlaps(near) {
			cost += 5
		}
	}
	for _, b := range d.headings() {
		if b.Overlaps(place) {
			cost += 3
		}
	}
	return cost
}

// tagPlace returns where the badges of a link stand: near its middle, clear of
// what is taken where that can be, beside the line where it is too short.
func (d *drawing) tagPlace(i int, badges []Badge, taken []scene.Box) scene.Box {
	w, h := rowSize(badges, d.mark)
	var best scene.Box
	lowest := math.Inf(1)
	for n, t := range []float64{0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8} {
		at, along := d.curves[i].At(t), d.curves[i].Direction(t)
		for k, off := range []float64{0, 0.9, -0.9, 1.6, -1.6, 2.4, -2.4} {
			// A wide row needs more room to get past a line that stands up.
			reach := off * (h*math.Abs(along.X) + w*math.Abs(along.Y))
			place := scene.Around(scene.Point{X: at.X - along.Y*reach, Y: at.Y + along.X*reach}, w, h)
			cost := 0.05 * float64(n)
			if k > 0 {
				cost += 0.5 + 0.05*float64(k)
			}
			for _, b := range taken {
				if b.Overlaps(place.Inset(-0.1 * d.size)) {
					cost++
				}
			}
			if cost < lowest {
				best, lowest = place, cost
			}
		}
	}
	return best
}

// linkBadges draws the badges of links, over all lines.
func (d *drawing) linkBadges() []scene.Shape {
	var groups []scene.Shape
	for i, l := range d.links {
		if box, ok := d.tags[i]; ok {
			mark := d.o.Overlay.Links[l.Ref()]
			shapes := append(d.leader(i, box, mark.Tone), d.o.Theme.row(mark.Badges, box, d.mark)...)
			groups = append(groups, scene.Group{
				ID: d.ids.unique("b-" + l.From + "-" + l.To), Classes: []string{"badges"},
				Title: d.linkTitle(i, mark), Shapes: shapes,
			})
		}
	}
	return groups
}

// leader draws a thin line from badges that stand beside their link to the
// middle of it, or nothing where they touch it.
func (d *drawing) leader(i int, box scene.Box, tone Tone) []scene.Shape {
	const steps = 40
	for n := range steps + 1 {
		if box.Contains(d.curves[i].At(float64(n) / steps)) {
			return nil
		}
	}
	return []scene.Shape{scene.Path{
		Start: box.Centre(), Segments: []scene.Segment{scene.Line(d.curves[i].At(0.5))},
		Style: scene.Style{Stroke: d.o.Theme.Tone(tone), Width: 0.1 * d.mark},
	}}
}
