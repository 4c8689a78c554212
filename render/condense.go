package render

import (
	"cmp"
	"slices"

	"sysmap/render/diagram"
	"sysmap/render/scene"
)

// condense closes the empty bands between the boxes of a view, so that a part
// of a large sheet fills its own picture. Boxes keep their order from left to
// right and from top to bottom.
func condense(d *diagram.Diagram, centres []scene.Point) {
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
