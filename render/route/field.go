package route

import (
	"math"

	"sysmap/render/scene"
)

// field is the sheet as a grid of square cells: which boxes are near each
// cell, and how many links already run through it in which direction.
type field struct {
	x0, y0, cell  float64
	columns, rows int
	boxes         []scene.Box
	clearance     float64
	head          float64
	near          [][]int16 // boxes within clearance of the cell
	lanes         []uint8   // cell × direction: links running there
}

// directions is how many directions a cell tells apart over half a turn; a
// link and one that runs against it share a direction.
const directions = 8

// step is one cell that a link passes, and its direction there.
type step struct{ cell, direction int32 }

// newField makes a grid that is fine enough to tell links apart and coarse
// enough for any sheet: at most about a million cells.
func newField(s Sheet) *field {
	var all scene.Box
	for _, b := range s.Boxes {
		all = all.Union(b)
	}
	margin := 40 + 0.06*max(all.W, all.H)
	all = all.Inset(-margin)
	f := &field{x0: all.X, y0: all.Y, cell: 7, boxes: s.Boxes, clearance: s.Clearance, head: s.Head}
	if area := all.W * all.H / (f.cell * f.cell); area > 400_000 {
		f.cell *= math.Sqrt(area / 400_000)
	}
	f.columns, f.rows = int(all.W/f.cell)+1, int(all.H/f.cell)+1
	f.near = make([][]int16, f.columns*f.rows)
	f.lanes = make([]uint8, f.columns*f.rows*directions)
	for i, b := range s.Boxes {
		if i > math.MaxInt16 {
			break
		}
		around := b.Inset(-s.Clearance - f.cell)
		for y := f.row(around.Y); y <= f.row(around.Y+around.H); y++ {
			for x := f.column(around.X); x <= f.column(around.X+around.W); x++ {
				f.near[y*f.columns+x] = append(f.near[y*f.columns+x], int16(i))
			}
		}
	}
	return f
}

func (f *field) column(x float64) int {
	return min(max(int((x-f.x0)/f.cell), 0), f.columns-1)
}

func (f *field) row(y float64) int { return min(max(int((y-f.y0)/f.cell), 0), f.rows-1) }

func (f *field) at(p scene.Point) int { return f.row(p.Y)*f.columns + f.column(p.X) }

func (f *field) outside(p scene.Point) bool {
	return p.X < f.x0 || p.Y < f.y0 || p.X > f.x0+f.cell*float64(f.columns) || p.Y > f.y0+f.cell*float64(f.rows)
}

// lane returns which of the directions a vector runs in: the nearest multiple
// of 22.5°, of which a half turn has eight.
func lane(d scene.Point) int {
	x, y := d.X, d.Y
	if y < 0 || y == 0 && x < 0 {
		x, y = -x, -y
	}
	left := x < 0
	x = math.Abs(x)
	// The limits between neighbours are at odd multiples of 11.25°.
	n := 0
	for _, tangent := range [...]float64{0.19891, 0.66818, 1.49661, 5.02734} {
		if y > tangent*x {
			n++
		}
	}
	if left {
		n = (directions - n) % directions
	}
	return n
}

// trace lists the cells that a curve passes, each once in a row.
func (f *field) trace(c Curve, into []step) []step {
	n := samples(c, f.cell)
	last := int32(-1)
	for i := range n + 1 {
		t := float64(i) / float64(n)
		cell := int32(f.at(c.At(t)))
		if cell != last {
			into = append(into, step{cell, int32(lane(c.Tangent(t)))})
			last = cell
		}
	}
	return into
}

func samples(c Curve, cell float64) int {
	chord := math.Hypot(c.P1.X-c.P0.X, c.P1.Y-c.P0.Y) + math.Hypot(c.P2.X-c.P1.X, c.P2.Y-c.P1.Y) + math.Hypot(c.P3.X-c.P2.X, c.P3.Y-c.P2.Y)
	return min(max(int(chord/cell), 6), 600)
}

func (f *field) add(steps []step) {
	for _, s := range steps {
		if l := &f.lanes[int(s.cell)*directions+int(s.direction)]; *l < 255 {
			*l++
		}
	}
}

func (f *field) remove(steps []step) {
	for _, s := range steps {
		if l := &f.lanes[int(s.cell)*directions+int(s.direction)]; *l > 0 {
			*l--
		}
	}
}

// What a curve pays for what it meets. One unit is about what bending a link
// by a further 20° costs.
const (
	boxCost     = 9.0   // meeting a box that is not its own
	insideCost  = 0.4   // each point of length inside one
	closeCost   = 0.12  // each point of length within the clearance of one
	alongCost   = 0.05  // each point of length along another link
	crossCost   = 0.012 // each point of length across another link
	outsideCost = 0.04  // each point of length outside the sheet
)

// cost returns what a curve meets on its way, up to the limit, past which it
// stops counting.
func (f *field) cost(c Curve, l Link, limit float64) float64 {
	n := samples(c, f.cell)
	length := c.Length()
	piece := length / float64(n)
	sum := 0.0
	met := int16(-1)
	for i := range n + 1 {
		t := float64(i) / float64(n)
		p := c.At(t)
		if f.outside(p) {
			sum += outsideCost * piece
		}
		cell := f.at(p)
		for _, b := range f.near[cell] {
			own := int(b) == l.From || int(b) == l.To
			box := f.boxes[b]
			switch {
			case own:
				// Its own boxes it meets at its ends only.
				if i > 0 && i < n && box.Inset(1).Contains(p) {
					sum += insideCost * piece * 2
				}
			case box.Inset(-2).Contains(p):
				sum += insideCost * piece
				if met != b {
					sum += boxCost
					met = b
				}
			case box.Inset(-f.clearance).Contains(p):
				sum += closeCost * piece
			}
		}
		along := lane(c.Tangent(t))
		lanes := f.lanes[cell*directions : cell*directions+directions]
		crowd := 0.0
		for d, count := range lanes {
			if count == 0 {
				continue
			}
			turn := min((d-along+directions)%directions, (along-d+directions)%directions)
			if turn <= 1 {
				crowd += alongCost * float64(count)
			} else {
				crowd += crossCost * float64(count) * (1 + 2/float64(turn))
			}
		}
		sum += crowd * piece
		if sum > limit {
			return sum
		}
	}
	return sum
}

// meets reports whether a curve runs through or touches a box that is not its
// own.
func (f *field) meets(c Curve, l Link) bool {
	n := 2 * samples(c, f.cell)
	for i := range n + 1 {
		p := c.At(float64(i) / float64(n))
		for _, b := range f.near[f.at(p)] {
			if int(b) != l.From && int(b) != l.To && f.boxes[b].Inset(-1).Contains(p) {
				return true
			}
		}
	}
	return false
}
