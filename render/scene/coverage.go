package scene

import (
	"math"
	"slices"
)

// coverage finds out how much of each pixel a shape covers. Every edge adds,
// in each row it passes, the area to its right: the difference it makes to the
// pixel it passes through and to the one after it, so that a running sum along
// the row is the coverage (exact areas, no sampling). Rows remember which
// pixels were touched, and long thin curves cost little more than their
// length.
//
// A point is inside if the outline winds around it; where parts of an outline
// overlap in one direction they add up to no more than full.
type coverage struct {
	width, height int
	// edges go down, and wait for the bands of rows that they pass to be
	// painted, one band at a time; they lie between top and bottom.
	edges       []edge
	top, bottom float64
	// What follows is of one band, which begins at row first.
	first       int
	stride      int
	differences []float32
	touched     []extent
}

type edge struct {
	from, to Point
	winding  float32
}

// bandHeight is how many rows are painted at a time.
const bandHeight = 256

func newCoverage(width, height int) *coverage {
	rows := min(height, bandHeight)
	c := &coverage{width: width, height: height, stride: width + 2,
		differences: make([]float32, (width+2)*rows), touched: make([]extent, rows)}
	for i := range c.touched {
		c.touched[i] = nowhere
	}
	c.forget()
	return c
}

func (c *coverage) forget() {
	c.edges = c.edges[:0]
	c.top, c.bottom = float64(c.height), 0
}

// polygon adds the closed outline through the points.
func (c *coverage) polygon(points ...Point) {
	width := float64(c.width)
	if !slices.ContainsFunc(points, func(p Point) bool { return p.X < width }) {
		return
	}
	for i, p := range points {
		c.edge(p, points[(i+1)%len(points)])
	}
}

// contour adds a flattened path, closed.
func (c *coverage) contour(path contour) {
	width := float64(c.width)
	if !slices.ContainsFunc(path.corners, func(p corner) bool { return p.X < width }) {
		return
	}
	for i, p := range path.corners {
		c.edge(p.Point, path.corners[(i+1)%len(path.corners)].Point)
	}
}

// edge adds one side of a shape. What lies left of the sheet covers it all the
// same; what lies above, below or to the right does not.
func (c *coverage) edge(p, q Point) {
	winding := float32(1)
	if p.Y > q.Y {
		p, q, winding = q, p, -1
	}
	height := float64(c.height)
	if q.Y <= 0 || p.Y >= height || p.Y == q.Y {
		return
	}
	c.edges = append(c.edges, edge{p, q, winding})
	c.top, c.bottom = min(c.top, max(p.Y, 0)), max(c.bottom, min(q.Y, height))
}

// pass adds what an edge does to the band of rows.
func (c *coverage) pass(e edge) {
	p, q := e.from, e.to
	top, bottom := float64(c.first), float64(min(c.first+bandHeight, c.height))
	if q.Y <= top || p.Y >= bottom {
		return
	}
	slope := (q.X - p.X) / (q.Y - p.Y)
	if p.Y < top {
		p = Point{p.X + (top-p.Y)*slope, top}
	}
	if q.Y > bottom {
		q = Point{q.X - (q.Y-bottom)*slope, bottom}
	}
	width := float64(c.width)
	cuts := [4]float64{p.Y, p.Y, q.Y, q.Y}
	if slope != 0 {
		near, far := p.Y-p.X/slope, p.Y+(width-p.X)/slope
		cuts[1] = min(max(min(near, far), p.Y), q.Y)
		cuts[2] = min(max(max(near, far), p.Y), q.Y)
	}
	for i := range 3 {
		from, to := cuts[i], cuts[i+1]
		if from < to {
			x0, x1 := p.X+(from-p.Y)*slope, p.X+(to-p.Y)*slope
			c.inside(min(max(x0, 0), width), from, min(max(x1, 0), width), to, e.winding)
		}
	}
}

// inside adds an edge that goes down and lies in the band.
func (c *coverage) inside(x0, y0, x1, y1 float64, winding float32) {
	slope := (x1 - x0) / (y1 - y0)
	first, last := int(y0), min(int(math.Ceil(y1)), c.height)
	for row := first; row < last; row++ {
		from, to := max(y0, float64(row)), min(y1, float64(row+1))
		if from < to {
			c.row(row-c.first, x0+(from-y0)*slope, x0+(to-y0)*slope, winding*float32(to-from))
		}
	}
}

// row adds an edge within one row of the band that covers area of its height, from x0 to
// x1.
func (c *coverage) row(row int, x0, x1 float64, area float32) {
	left, right := min(x0, x1), max(x0, x1)
	left, right = max(left, 0), min(right, float64(c.width))
	first, last := int(left), int(math.Ceil(right))
	line := c.differences[row*c.stride : (row+1)*c.stride]
	t := &c.touched[row]
	t.add(first, max(last, first+1)+1)
	if last <= first+1 {
		middle := float32((left+right)/2 - float64(first))
		line[first] += area * (1 - middle)
		line[first+1] += area * middle
		return
	}
	// The area to the right of the edge grows as a parabola, then in a
	// straight line, then as a parabola again.
	per := area / float32(right-left)
	enter := float32(float64(first+1) - left)
	leave := float32(right - float64(last-1))
	covered := per * enter * enter / 2
	line[first] += covered
	for x := first + 1; x < last-1; x++ {
		next := per * (enter + float32(x-first-1) + 0.5)
		line[x] += next - covered
		covered = next
	}
	next := area - per*leave*leave/2
	line[last-1] += next - covered
	line[last] += area - next
}

// paint fills what was added with the colour, over what is on the picture, and
// forgets it.
func (c *coverage) paint(on *canvas, colour Colour) {
	for c.first = int(c.top) / bandHeight * bandHeight; float64(c.first) < c.bottom; c.first += bandHeight {
		for _, e := range c.edges {
			c.pass(e)
		}
		c.paintBand(on, colour)
	}
	c.forget()
}

func (c *coverage) paintBand(on *canvas, colour Colour) {
	for row, t := range c.touched {
		if t.from >= t.to {
			continue
		}
		line := c.differences[row*c.stride+t.from : row*c.stride+t.to]
		on.fill(c.first+row, t.from, line, colour)
		clear(line)
		c.touched[row] = nowhere
	}
}
