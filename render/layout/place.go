package layout

import (
	"context"
	"math"
	"slices"
)

// among is a plan in which people have pinned some boxes. They do not move at
// all; the others are placed among them.
type among struct {
	*plan
	sheet sheet
	// placed marks boxes that have a place, at first the pinned ones.
	placed []bool
	linked [][]int
}

func newAmong(p *plan) *among {
	a := &among{plan: p, placed: make([]bool, len(p.Boxes)), linked: p.linked()}
	a.sheet.boxes = make([]rect, len(p.Boxes))
	for i, b := range p.Boxes {
		a.sheet.boxes[i] = rect{hw: b.W / 2, hh: b.H / 2}
		if b.Pinned != nil {
			a.put(i, *b.Pinned)
			a.placed[i] = true
		}
	}
	return a
}

func (a *among) put(i int, at Point) { a.sheet.boxes[i].x, a.sheet.boxes[i].y = at.X, at.Y }

func (a *among) at(i int) Point { return Point{a.sheet.boxes[i].x, a.sheet.boxes[i].y} }

// startAt begins with a draft of the whole map, mirrored and moved to where
// the pinned boxes are matched best.
func (a *among) startAt(draft []Point) {
	best, lowest := draft, math.Inf(1)
	for _, flip := range []Point{{1, 1}, {-1, 1}, {1, -1}, {-1, -1}} {
		trial := slices.Clone(draft)
		for i, at := range trial {
			trial[i] = Point{at.X * flip.X, at.Y * flip.Y}
		}
		if misfit := a.match(trial); misfit < lowest {
			best, lowest = trial, misfit
		}
	}
	for i, at := range best {
		if !a.placed[i] {
			a.put(i, at)
		}
	}
}

// match moves a draft so that the pinned boxes have the same middle in it as
// on the sheet, and returns the sum of their squared distances.
func (a *among) match(draft []Point) float64 {
	var shift Point
	n := float64(a.pinned())
	for i := range draft {
		if a.placed[i] {
			shift.X += (a.at(i).X - draft[i].X) / n
			shift.Y += (a.at(i).Y - draft[i].Y) / n
		}
	}
	misfit := 0.0
	for i := range draft {
		draft[i].X += shift.X
		draft[i].Y += shift.Y
		if a.placed[i] {
			dx, dy := a.at(i).X-draft[i].X, a.at(i).Y-draft[i].Y
			misfit += dx*dx + dy*dy
		}
	}
	return misfit
}

// startNear begins with every free box in the middle of those it is linked to
// that have a place, or of its cluster, or below the sheet; boxes with most
// such links first.
func (a *among) startNear() {
	placed := slices.Clone(a.placed)
	for {
		next, most := -1, -1
		for i := range placed {
			if n := a.count(a.linked[i], placed); !placed[i] && n > most {
				next, most = i, n
			}
		}
		if next < 0 {
			return
		}
		a.put(next, a.start(next, placed))
		placed[next] = true
	}
}

func (a *among) count(boxes []int, placed []bool) int {
	n := 0
	for _, i := range boxes {
		if placed[i] {
			n++
		}
	}
	return n
}

func (a *among) start(i int, placed []bool) Point {
	var kin, all []int
	for j := range placed {
		if placed[j] {
			all = append(all, j)
			if c := a.cluster(i); c != NoCluster && c == a.cluster(j) {
				kin = append(kin, j)
			}
		}
	}
	for _, boxes := range [][]int{a.linked[i], kin} {
		if n := a.count(boxes, placed); n > 0 {
			var m Point
			for _, j := range boxes {
				if placed[j] {
					m.X += a.sheet.boxes[j].x / float64(n)
					m.Y += a.sheet.boxes[j].y / float64(n)
				}
			}
			return m
		}
	}
	edge := a.sheet.bounds(all)
	return Point{edge.x, edge.y + edge.hh + a.Gap + a.sheet.boxes[i].hh}
}

// settle evens the free boxes out around the pinned ones, untangles them, and
// gives each the nearest spot where it stands clear, on the ground of its
// cluster where there is one.
func (a *among) settle(ctx context.Context) error {
	centres := make([]Point, len(a.Boxes))
	for i := range centres {
		centres[i] = a.at(i)
	}
	a.even(ctx, centres, a.placed)
	for i, at := range centres {
		a.put(i, at)
	}
	a.untangleFree(ctx)
	homes := newHomes(a)
	for i := range a.Boxes {
		if !a.placed[i] {
			at, ok := homes.spot(i)
			if !ok {
				at = a.clearSpot(i)
			}
			a.put(i, at)
			a.placed[i] = true
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
	}
	return nil
}

// untangleFree moves the free boxes, each around where it stands.
func (a *among) untangleFree(ctx context.Context) {
	u := newUntangling(a.plan, &a.sheet)
	for i, b := range a.sheet.boxes {
		if !a.placed[i] {
			room := rect{b.x, b.y, 3*b.hw + 4*a.Gap, 3*b.hh + 4*a.Gap}
			u.addGroup([]int{i}, room)
		}
	}
	u.anneal(ctx, 0)
}

// clearSpot returns the place nearest to where box i stands at which it keeps
// the gap to all boxes that have a place.
func (a *among) clearSpot(i int) Point {
	const spokes = 24
	from := a.at(i)
	if a.clear(i, from) {
		return from
	}
	for r := a.Gap / 4; ; r *= 1.1 {
		for k := range spokes {
			sin, cos := math.Sincos(2 * math.Pi * float64(k) / spokes)
			if at := (Point{from.X + r*cos, from.Y + r*sin}); a.clear(i, at) {
				return at
			}
		}
	}
}

func (a *among) clear(i int, at Point) bool {
	box := rect{at.X, at.Y, a.sheet.boxes[i].hw, a.sheet.boxes[i].hh}
	for j := range a.sheet.boxes {
		if !a.placed[j] {
			continue
		}
		// The gap and a little, so that rounding cannot take it away.
		if dx, dy := box.overlap(a.sheet.boxes[j]); dx+a.Gap+0.2 > 0 && dy+a.Gap+0.2 > 0 {
			return false
		}
	}
	return true
}

// result returns all centres, the pinned ones exactly as they were given.
func (a *among) result(by Engine, drafts int) Result {
	r := Result{Engine: by, Drafts: drafts}
	for i, b := range a.Boxes {
		at := a.at(i)
		if b.Pinned != nil {
			r.Centres = append(r.Centres, *b.Pinned)
		} else {
			r.Centres = append(r.Centres, Point{tenth(at.X), tenth(at.Y)})
		}
	}
	return r
}
