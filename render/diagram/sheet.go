package diagram

import (
	"math"

	"sysmap/render/scene"
)

// Sheet is paper of a fixed size that a diagram is composed for. Sizes are in
// points.
type Sheet struct {
	Width, Height float64
	// Margin is left free on all sides; at most 2/5 of the shorter one.
	Margin float64
	// Turnable sheets are turned round where the map is higher than wide.
	Turnable bool
}

// Aspect returns the width over the height that suits what is laid out for the
// sheet, between a title and a legend.
func (s Sheet) Aspect() float64 {
	inner := s.inner()
	return min(max(inner.W/(0.8*inner.H), 0.4), 3)
}

// turned returns the sheet as it suits the extent of what is drawn on it.
func (s Sheet) turned(extent scene.Box) Sheet {
	if s.Turnable && (extent.W < extent.H) != (s.Width < s.Height) {
		s.Width, s.Height = s.Height, s.Width
	}
	return s
}

// inner is the part of the sheet that is drawn on.
func (s Sheet) inner() scene.Box {
	return scene.Box{W: s.Width, H: s.Height}.Inset(min(max(s.Margin, 0), 0.4*min(s.Width, s.Height)))
}

// Lettering of a sheet, as parts of the side of a square as large as it: the
// legend is neither smaller than the one nor larger than the other, and a box
// of a small map is not lettered larger than the third.
const (
	smallestUnit = 1.0 / 84
	largestUnit  = 1.0 / 48
	largestLabel = 1.0 / 30
	// unitOfLabel is the legend's lettering over that of the boxes, where that
	// is within the limits.
	unitOfLabel = 0.8
	// readableUnit is as small as a list beside the map becomes for its sake, in
	// points.
	readableUnit = 8
	// headUnit is the title's unit over the legend's.
	headUnit = 1.25
)

// onSheet composes the content for a sheet: as large as it can be with the
// title, the legend and the source where they leave it most room.
func (d *drawing) onSheet(content []scene.Shape, extent scene.Box) *scene.Scene {
	sheet := d.o.Sheet.turned(extent)
	inner := sheet.inner()
	side := math.Sqrt(inner.W * inner.H)
	whole := min(inner.W/extent.W, 0.8*inner.H/extent.H, largestLabel*side/d.size)
	unit := min(max(unitOfLabel*d.size*whole, smallestUnit*side), largestUnit*side)

	c := composition{
		inner: inner, extent: extent, gap: 1.4 * unit,
		largest: largestLabel * side / d.size, ink: newCoverage(content, extent),
	}
	best := d.arranged(c, unit)
	for range 12 {
		listed := len(d.o.Overlay.List) > 0 && best.scale < 0.9*whole && 0.8*unit >= readableUnit
		if best.scale >= whole/3 && !listed {
			break
		}
		// Where there is little room, what is said around the map has to be
		// smaller.
		unit *= 0.8
		c.gap = 1.4 * unit
		if next := d.arranged(c, unit); next.scale > best.scale {
			best = next
		}
	}
	if best.scale < whole/6 {
		// Beside texts without end the map matters most.
		best = arrangement{}
		best.scale, best.at = c.fit(inner.Y + inner.H)
	}
	s := &scene.Scene{
		Title: d.title(), Description: d.description(), Language: string(d.o.Language),
		Background: d.o.Theme.Background, Width: sheet.Width, Height: sheet.Height,
	}
	s.Shapes = append(s.Shapes, best.title.shapes...)
	s.Shapes = append(s.Shapes, scene.Scaled(content, best.scale, best.at.X-best.scale*extent.X, best.at.Y-best.scale*extent.Y)...)
	s.Shapes = append(s.Shapes, best.legend.shapes...)
	s.Shapes = append(s.Shapes, best.foot.shapes...)
	return s
}

// arrangement is a way to compose a sheet.
type arrangement struct {
	title, legend, foot block
	// scale is how much larger the content becomes, at its top left corner.
	scale float64
	at    scene.Point
}

// corner is where the legend stands.
type corner struct{ right, top bool }

// arranged tries the title above the content or in a corner beside it, and the
// legend as rows over the whole width and as columns in every corner, and
// returns what draws the content largest. What wins only a little does not win,
// so that what is tried first, being simpler, is preferred.
func (d *drawing) arranged(c composition, unit float64) arrangement {
	const clearly = 1.03
	foot, floor := d.foot(c.inner, unit)
	var best arrangement
	for _, headWidth := range []float64{1, 0.5, 0.3} {
		head := d.header(c.inner.X, c.inner.Y, headWidth*c.inner.W, headUnit*unit)
		for columns := range 5 {
			legend, ok := d.sheetLegend(c.inner, columns, unit)
			if !ok {
				break
			}
			for _, at := range []corner{{}, {right: true}, {top: true}, {right: true, top: true}} {
				key, ok := c.inCorner(at, head, legend, floor, unit)
				if !ok {
					continue
				}
				if scale, place := c.fit(floor, head, key); scale > best.scale*clearly {
					best = arrangement{head, key, foot, scale, place}
				}
			}
		}
	}
	return best
}

// foot draws the notes at the foot of a sheet, and returns where what is above
// them has to end.
func (d *drawing) foot(inner scene.Box, unit float64) (block, float64) {
	foot := d.notes(inner.X, 0, inner.W, 0.85*unit)
	floor := inner.Y + inner.H - foot.height
	foot.shapes = scene.Scaled(foot.shapes, 1, 0, floor)
	if foot.height > 0 {
		floor -= 0.7 * unit
	}
	return foot, floor
}

// sheetLegend draws the legend in so many columns, or for none in rows over the
// whole width. ok is false if it is too wide.
func (d *drawing) sheetLegend(inner scene.Box, columns int, unit float64) (legend block, ok bool) {
	width, column := inner.W, 0.0
	if columns > 0 {
		column = d.legendColumn(unit)
		width = max(float64(columns)*column, 12*unit)
	}
	if width > inner.W+1e-9 {
		return block{}, false
	}
	return d.legend(inner.X, 0, width, unit, column), true
}

// inCorner moves the legend to a corner of the sheet, on the left under the title
// or above the floor. ok is false if it does not fit there.
func (c composition) inCorner(at corner, head, legend block, floor, unit float64) (key block, ok bool) {
	size := reachOf(legend.shapes)
	dx, dy := 0.0, floor-size.Y-size.H
	if at.right {
		dx = c.inner.X + c.inner.W - size.X - size.W
	}
	if at.top {
		dy = c.inner.Y - size.Y
		if !at.right {
			dy += head.height + unit
		}
	}
	key = block{shapes: scene.Scaled(legend.shapes, 1, dx, dy)}
	fits := size.Y+dy >= c.inner.Y-0.5 && size.Y+dy+size.H <= floor+0.5 && !collide(head, key, unit)
	return key, fits
}

// notes draws what stands at the foot of a sheet: the overlay's note and the
// source.
func (d *drawing) notes(x, y, width, size float64) block {
	var b block
	for _, text := range []string{d.o.Overlay.Note, d.credit()} {
		if text != "" {
			if b.height > 0 {
				b.height += 0.4 * size
			}
			b.write(text, x, y, width, scene.Font{Size: size}, d.o.Theme.Faint)
		}
	}
	return b
}

// reachOf returns a box that holds all shapes.
func reachOf(shapes []scene.Shape) scene.Box { return scene.Reach(scene.Group{Shapes: shapes}) }

// collide reports whether two blocks come nearer than the gap.
func collide(a, b block, gap float64) bool {
	return len(a.shapes) > 0 && len(b.shapes) > 0 && reachOf(a.shapes).Inset(-gap).Overlaps(reachOf(b.shapes))
}

// composition is what is known of a sheet before its blocks are placed.
type composition struct {
	inner, extent scene.Box
	// gap is kept between the content and the blocks.
	gap float64
	// largest is how large the content may become.
	largest float64
	ink     coverage
}

// fit returns the largest scale at which the content fits between the top of
// the sheet and the floor without touching the blocks, and where its top left
// corner then stands: as near to the middle as can be. The scale is 0 if it
// fits nowhere.
func (c composition) fit(floor float64, blocks ...block) (float64, scene.Point) {
	area := scene.Box{X: c.inner.X, Y: c.inner.Y, W: c.inner.W, H: floor - c.inner.Y}
	var taken []scene.Box
	for _, b := range blocks {
		for _, s := range b.shapes {
			taken = append(taken, scene.Reach(s).Inset(-c.gap))
		}
	}
	high := min(area.W/c.extent.W, area.H/c.extent.H, c.largest)
	if high <= 0 {
		return 0, scene.Point{}
	}
	if at, ok := c.place(area, taken, high); ok {
		return high, at
	}
	low, place := 0.0, scene.Point{}
	for range 16 {
		half := (low + high) / 2
		if at, ok := c.place(area, taken, half); ok {
			low, place = half, at
		} else {
			high = half
		}
	}
	return low, place
}

// place returns where the content may stand at a scale.
func (c composition) place(area scene.Box, taken []scene.Box, scale float64) (scene.Point, bool) {
	const steps = 16
	slackX, slackY := area.W-scale*c.extent.W, area.H-scale*c.extent.H
	if slackX < -1e-6 || slackY < -1e-6 {
		return scene.Point{}, false
	}
	best, nearest := scene.Point{}, math.Inf(1)
	for i := range steps + 1 {
		for j := range steps + 1 {
			x, y := float64(i)/steps, float64(j)/steps
			off := math.Hypot((x-0.5)*slackX, (y-0.5)*slackY)
			if off >= nearest {
				continue
			}
			at := scene.Point{X: area.X + x*slackX, Y: area.Y + y*slackY}
			if c.clear(at, taken, scale) {
				best, nearest = at, off
			}
		}
	}
	return best, !math.IsInf(nearest, 1)
}

// clear reports whether nothing of the content is drawn over what is taken.
func (c composition) clear(at scene.Point, taken []scene.Box, scale float64) bool {
	for _, b := range taken {
		local := scene.Box{X: (b.X-at.X)/scale + c.extent.X, Y: (b.Y-at.Y)/scale + c.extent.Y, W: b.W / scale, H: b.H / scale}
		if c.ink.touches(local) {
			return false
		}
	}
	return true
}
