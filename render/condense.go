package render

import (
	"cmp"
	"math"
	"slices"

	"sysmap/render/diagram"
	"sysmap/render/scene"
)

// Room that boxes of a view want around them, for text of 1 pt, and how many
// times the room of all boxes the sheet should have.
const (
	roomX    = 4.5
	roomY    = 3
	airiness = 2.6
)

// condense draws the boxes of a view together, so that a part of a large sheet
// fills its own picture: it closes empty bands, brings all boxes nearer by one
// factor, and parts those that then stand too close. Boxes stay in their
// places relative to one another.
func condense(d *diagram.Diagram, centres []scene.Point) {
	closeBands(d, centres)
	factor := shrink(d, centres)
	for i := range centres {
		centres[i].X *= factor
		centres[i].Y *= factor
	}
	part(d, centres)
}

// shrink returns the factor, at most 1, by which the sheet may become smaller
// for the boxes that are on it.
func shrink(d *diagram.Diagram, centres []scene.Point) float64 {
	var sheet scene.Box
	wanted := 0.0
	for i, c := range centres {
		w, h := d.Size(i)
		sheet = sheet.Union(scene.Around(c, w, h))
		wanted += (w + roomX*d.TextSize()) * (h + roomY*d.TextSize())
	}
	return min(1, max(0.3, math.Sqrt(airiness*wanted/(sheet.W*sheet.H))))
}

// part moves boxes that stand too close away from each other, along whichever
// axis takes less.
func part(d *diagram.Diagram, centres []scene.Point) {
	for range 400 {
		moved := false
		for i := range centres {
			for j := range i {
				moved = partPair(d, centres, i, j) || moved
			}
		}
		if !moved {
			return
		}
	}
}

func partPair(d *diagram.Diagram, centres []scene.Point, i, j int) bool {
	w, h := d.Size(i)
	v, g := d.Size(j)
	// Less room than was wanted is enough between neighbours.
	room := 0.7 * d.TextSize()
	dx, dy := centres[i].X-centres[j].X, centres[i].Y-centres[j].Y
	lackX, lackY := (w+v)/2+roomX*room-math.Abs(dx), (h+g)/2+roomY*room-math.Abs(dy)
	if lackX <= 0.01 || lackY <= 0.01 {
		return false
	}
	if lackX < lackY {
		step := math.Copysign(lackX/2, dx)
		centres[i].X, centres[j].X = centres[i].X+step, centres[j].X-step
	} else {
		step := math.Copysign(lackY/2, dy)
		centres[i].Y, centres[j].Y = centres[i].Y+step, centres[j].Y-step
	}
	return true
}

// closeBands closes the bands that no box reaches into.
func closeBands(d *diagram.Diagram, centres []scene.Point) {
	widest := 8 * d.TextSize()
	n := len(centres)
	low, high := make([]float64, n), make([]float64, n)
	for axis := range 2 {
		for i, c := range centres {
			w, h := d.Size(i)
			at, half := c.X, w/2
			if axis == 1 {
				at, half = c.Y, h/2
			}
			low[i], high[i] = at-half, at+half
		}
		for i, shift := range closing(low, high, widest) {
			if axis == 0 {
				centres[i].X -= shift
			} else {
				centres[i].Y -= shift
			}
		}
	}
}

// closing returns how far each interval moves down so that no gap that all
// intervals leave free is wider than widest.
func closing(low, high []float64, widest float64) []float64 {
	order := make([]int, len(low))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(low[a], low[b]) })
	moved := make([]float64, len(low))
	shift, reach := 0.0, 0.0
	for n, i := range order {
		if n > 0 && low[i]-reach > widest {
			shift += low[i] - reach - widest
		}
		moved[i] = shift
		reach = max(reach, high[i])
		if n == 0 {
			reach = high[i]
		}
	}
	return moved
}
