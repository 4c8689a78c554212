package diagram

import (
	"math"

	"sysmap/render/scene"
)

// coverage says which parts of a drawing are drawn on: cells of a grid, summed
// from the top left corner, so that any rectangle is asked at once.
type coverage struct {
	extent        scene.Box
	columns, rows int
	width, height float64 // of a cell
	drawn         []bool
	sums          []int32
}

// coverageCells is how many cells a grid has along its longer side.
const coverageCells = 240

func newCoverage(shapes []scene.Shape, extent scene.Box) coverage {
	cell := max(extent.W, extent.H) / coverageCells
	c := coverage{extent: extent, columns: max(1, int(math.Ceil(extent.W/cell))), rows: max(1, int(math.Ceil(extent.H/cell)))}
	c.width, c.height = extent.W/float64(c.columns), extent.H/float64(c.rows)
	c.drawn = make([]bool, c.columns*c.rows)
	c.draw(shapes)
	c.sums = make([]int32, (c.columns+1)*(c.rows+1))
	for y := range c.rows {
		for x := range c.columns {
			n := c.sum(x, y+1) + c.sum(x+1, y) - c.sum(x, y)
			if c.drawn[y*c.columns+x] {
				n++
			}
			c.sums[(y+1)*(c.columns+1)+x+1] = n
		}
	}
	return c
}

// sum returns how many cells are drawn on above and left of a corner of cells.
func (c *coverage) sum(x, y int) int32 { return c.sums[y*(c.columns+1)+x] }

func (c *coverage) draw(shapes []scene.Shape) {
	for _, shape := range shapes {
		switch s := shape.(type) {
		case scene.Group:
			c.draw(s.Shapes)
		case scene.Path:
			c.line(s)
		default:
			c.mark(scene.Reach(s))
		}
	}
}

// line marks the cells along a path.
func (c *coverage) line(p scene.Path) {
	last := p.Start
	for _, s := range p.Segments {
		if s.Straight {
			s.C1, s.C2 = last, s.To
		}
		length := math.Hypot(s.C1.X-last.X, s.C1.Y-last.Y) + math.Hypot(s.C2.X-s.C1.X, s.C2.Y-s.C1.Y) + math.Hypot(s.To.X-s.C2.X, s.To.Y-s.C2.Y)
		// A cubic is nowhere faster than three times as long as its polygon.
		n := int(min(3*length/min(c.width, c.height), 24*coverageCells)) + 1
		for i := range n + 1 {
			t := float64(i) / float64(n)
			a, b, d, e := (1-t)*(1-t)*(1-t), 3*t*(1-t)*(1-t), 3*t*t*(1-t), t*t*t
			at := scene.Point{X: a*last.X + b*s.C1.X + d*s.C2.X + e*s.To.X, Y: a*last.Y + b*s.C1.Y + d*s.C2.Y + e*s.To.Y}
			c.mark(scene.Around(at, p.Style.Width+c.width/2, p.Style.Width+c.height/2))
		}
		last = s.To
	}
}

func (c *coverage) mark(b scene.Box) {
	left, top, right, bottom := c.cells(b)
	for y := top; y < bottom; y++ {
		for x := left; x < right; x++ {
			c.drawn[y*c.columns+x] = true
		}
	}
}

// cells returns the cells that a box reaches into, the last ones excluded.
func (c *coverage) cells(b scene.Box) (left, top, right, bottom int) {
	column := func(x float64) int { return int(min(max(x, 0), float64(c.columns))) }
	row := func(y float64) int { return int(min(max(y, 0), float64(c.rows))) }
	return column(math.Floor((b.X - c.extent.X) / c.width)), row(math.Floor((b.Y - c.extent.Y) / c.height)),
		column(math.Floor((b.X+b.W-c.extent.X)/c.width) + 1), row(math.Floor((b.Y+b.H-c.extent.Y)/c.height) + 1)
}

// touches reports whether anything is drawn in a box.
func (c *coverage) touches(b scene.Box) bool {
	left, top, right, bottom := c.cells(b)
	if left >= right || top >= bottom {
		return false
	}
	return c.sum(right, bottom)-c.sum(left, bottom)-c.sum(right, top)+c.sum(left, top) > 0
}
