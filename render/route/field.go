package route

import (
	"math"
	"slices"

	"sysmap/render/scene"
)

// field is the sheet as a grid of square cells: which boxes are near each
// cell, and what it costs to run through it in each direction because of the
// links that do so already.
type field struct {
	x0, y0, cell  float64
	columns, rows int
	boxes         []scene.Box
	clearance     float64
	// near lists the boxes within clearance of each cell: those of cell i
	// are near[first[i]:first[i+1]].
	near  []int32
	first []int32
	// crowd is cell × direction.
	crowd []float32
}

// directions is how many directions a cell tells apart over half a turn; a
// link and one that runs against it share a direction.
const directions = 8

// step is one cell that a link passes, and its direction there.
type step struct{ cell, direction int32 }

// mostCells bounds the memory of a field; larger sheets get larger cells.
const mostCells = 400_000

// newField makes a grid that is fine enough to tell links apart, with a margin
// around the boxes for the arcs that go round them all.
func newField(s Sheet) *field {
	var all scene.Box
	for _, b := range s.Boxes {
		all = all.Union(b)
	}
	all = all.Inset(-40 - 0.06*max(all.W, all.H))
	cell := 7.0
	if len(s.Links) > manyLinks {
		cell = 12
	}
	f := &field{x0: all.X, y0: all.Y, cell: cell, boxes: append(slices.Clone(s.Boxes), s.Avoid...), clearance: s.Clearance}
	if cells := all.W * all.H / (f.cell * f.cell); cells > mostCells {
		f.cell *= math.Sqrt(cells / mostCells)
	}
	f.columns, f.rows = int(all.W/f.cell)+1, int(all.H/f.cell)+1
	f.crowd = make([]float32, f.columns*f.rows*directions)
	f.index()
	return f
}

// index lists the boxes near each cell: first it counts them, then it fills
// them in.
func (f *field) index() {
	f.first = make([]int32, f.columns*f.rows+1)
	f.visit(func(cell int, _ int32) { f.first[cell+1]++ })
	for i := 1; i < len(f.first); i++ {
		f.first[i] += f.first[i-1]
	}
	f.near = make([]int32, f.first[len(f.first)-1])
	next := slices.Clone(f.first)
	f.visit(func(cell int, box int32) {
		f.near[next[cell]] = box
		next[cell]++
	})
}

// visit calls do for every box and every cell within reach of it.
func (f *field) visit(do func(cell int, box int32)) {
	for i, b := range f.boxes {
		around := b.Inset(-f.clearance - f.cell)
		for y := f.row(around.Y); y <= f.row(around.Y+around.H); y++ {
			for x := f.column(around.X); x <= f.column(around.X+around.W); x++ {
				do(y*f.columns+x, int32(i))
			}
		}
	}
}

func (f *field) column(x float64) int { return min(max(int((x-f.x0)/f.cell), 0), f.columns-1) }

func (f *field) row(y float64) int { return min(max(int((y-f.y0)/f.cell), 0), f.rows-1) }

func (f *field) at(p scene.Point) int { return f.row(p.Y)*f.columns + f.column(p.X) }

func (f *field) outside(p scene.Point) bool {
	return p.X < f.x0 || p.Y < f.y0 || p.X > f.x0+f.cell*float64(f.columns) || p.Y > f.y0+f.cell*float64(f.rows)
}

// around lists the boxes within clearance of a cell, and some a little beyond.
func (f *field) around(cell int) []int32 { return f.near[f.first[cell]:f.first[cell+1]] }

// lane returns which of the directions a vector runs in: the nearest multiple
// of 22.5°, of which a half turn has eight.
func lane(x, y float64) int {
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

// walk samples a curve in even parameter steps by forward differences.
type walk struct {
	p, d1, d2, d3 scene.Point
	left          int
}

// walkAlong begins a walk about one cell a step.
func (f *field) walkAlong(c Curve) walk {
	reach := math.Abs(c.P1.X-c.P0.X) + math.Abs(c.P1.Y-c.P0.Y) + math.Abs(c.P2.X-c.P1.X) + math.Abs(c.P2.Y-c.P1.Y) + math.Abs(c.P3.X-c.P2.X) + math.Abs(c.P3.Y-c.P2.Y)
	n := min(max(int(reach*0.85/f.cell), 8), 600)
	h := 1 / float64(n)
	axis := func(p0, p1, p2, p3 float64) (d1, d2, d3 float64) {
		a, b, e := p3-3*p2+3*p1-p0, 3*(p2-2*p1+p0), 3*(p1-p0)
		return a*h*h*h + b*h*h + e*h, 6*a*h*h*h + 2*b*h*h, 6 * a * h * h * h
	}
	w := walk{p: c.P0, left: n}
	w.d1.X, w.d2.X, w.d3.X = axis(c.P0.X, c.P1.X, c.P2.X, c.P3.X)
	w.d1.Y, w.d2.Y, w.d3.Y = axis(c.P0.Y, c.P1.Y, c.P2.Y, c.P3.Y)
	return w
}

// next moves one step on; w.d1 is then the step it will make after.
func (w *walk) next() {
	w.p.X, w.p.Y = w.p.X+w.d1.X, w.p.Y+w.d1.Y
	w.d1.X, w.d1.Y = w.d1.X+w.d2.X, w.d1.Y+w.d2.Y
	w.d2.X, w.d2.Y = w.d2.X+w.d3.X, w.d2.Y+w.d3.Y
	w.left--
}

// trace lists the cells that a curve passes, each once in a row.
func (f *field) trace(c Curve, into []step) []step {
	last := int32(-1)
	for w := f.walkAlong(c); w.left >= 0; w.next() {
		if cell := int32(f.at(w.p)); cell != last {
			into = append(into, step{cell, int32(lane(w.d1.X, w.d1.Y))})
			last = cell
		}
	}
	return into
}

// add lays a link on the field, and takes it off with weight −1.
func (f *field) add(steps []step, weight float32) {
	for _, s := range steps {
		crowd := f.crowd[int(s.cell)*directions : int(s.cell)*directions+directions]
		for d := range crowd {
			crowd[d] += weight * company[(d-int(s.direction)+directions)%directions]
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
	crossCost   = 0.012 // each point of length across another link at a right angle
	outsideCost = 0.04  // each point of length outside the sheet
	detourCost  = 0.002 // each point of length beyond the straight line
)

// company is what a point of length costs in a cell that one other link
// passes, by how many directions the two differ. The figures are sums of powers
// of two, so that adding and taking off leaves nothing behind.
var company = func() (table [directions]float32) {
	for d := range table {
		turn := min(d, directions-d)
		cost := alongCost
		if turn > 1 {
			cost = crossCost * (1 + 2/float64(turn))
		}
		table[d] = float32(math.Round(cost*4096) / 4096)
	}
	return table
}()

// cost returns what a curve meets on its way, up to the limit, past which it
// stops counting.
func (f *field) cost(c Curve, l Link, limit float64) float64 {
	sum := -detourCost * math.Hypot(c.P3.X-c.P0.X, c.P3.Y-c.P0.Y)
	met := int32(-1)
	w := f.walkAlong(c)
	for n := 0; w.left >= 0; n++ {
		piece := math.Sqrt(w.d1.X*w.d1.X + w.d1.Y*w.d1.Y)
		sum += detourCost * piece
		if f.outside(w.p) {
			sum += outsideCost * piece
		}
		cell := f.at(w.p)
		if near := f.around(cell); len(near) > 0 {
			ends := n == 0 || w.left == 0
			sum += f.meeting(near, w.p, l, ends, &met) * piece
			if met >= 0 {
				sum += boxCost
				met = -2 - met
			}
		}
		sum += float64(f.crowd[cell*directions+lane(w.d1.X, w.d1.Y)]) * piece
		if sum > limit {
			return sum
		}
		w.next()
	}
	return sum
}

// meeting returns what a point of length costs at p for the boxes near it. A
// foreign box that the curve has just come into is put in met; one it was in
// already stands there as −2 − its number.
func (f *field) meeting(near []int32, p scene.Point, l Link, ends bool, met *int32) float64 {
	cost := 0.0
	for _, b := range near {
		box := f.boxes[b]
		switch {
		case int(b) == l.From || int(b) == l.To:
			// Its own boxes it meets at its ends only.
			if !ends && box.Inset(1).Contains(p) {
				cost += 2 * insideCost
			}
		case box.Inset(-2).Contains(p):
			cost += insideCost
			if *met != -2-b {
				*met = b
			}
		case box.Inset(-f.clearance).Contains(p):
			cost += closeCost
		}
	}
	return cost
}

// meets reports whether a curve runs through or touches a box that is not its
// own.
func (f *field) meets(c Curve, l Link) bool {
	fine := *f
	fine.cell /= 2
	for w := fine.walkAlong(c); w.left >= 0; w.next() {
		for _, b := range f.around(f.at(w.p)) {
			if int(b) != l.From && int(b) != l.To && f.boxes[b].Inset(-1).Contains(w.p) {
				return true
			}
		}
	}
	return false
}
