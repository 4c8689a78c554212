package layout

import (
	"math"
	"slices"
)

// separate moves rectangles apart until any two are at least gap from each
// other along x or y. Each pair moves along the axis on which it takes less, half
// each, over and over; should that go in circles, everything is spread
// out from the middle a little and the pushing begins again.
func separate(rects []rect, gap float64) {
	// Large maps are rather spread out than pushed for ever.
	rounds := max(10, min(60, 60_000/(len(rects)+1)))
	scatter(rects)
	makeRoom(rects, gap)
	order := make([]int, len(rects))
	for i := range order {
		order[i] = i
	}
	for {
		for range rounds {
			if !pushApart(rects, order, gap) {
				return
			}
		}
		spread(rects, 1.05)
	}
}

// pushApart visits each overlapping pair once and reports whether there were
// any.
func pushApart(rects []rect, order []int, gap float64) bool {
	// Slightly more than needed, so that rounding cannot bring pairs back.
	const slack = 0.05
	slices.SortStableFunc(order, func(a, b int) int {
		switch left, right := rects[a].x-rects[a].hw, rects[b].x-rects[b].hw; {
		case left < right:
			return -1
		case left > right:
			return 1
		}
		return a - b
	})
	moved := false
	for k, i := range order {
		for _, j := range order[k+1:] {
			if rects[j].x-rects[j].hw > rects[i].x+rects[i].hw+gap {
				break
			}
			dx, dy := rects[i].overlap(rects[j])
			dx, dy = dx+gap, dy+gap
			if dx <= 1e-6 || dy <= 1e-6 {
				continue
			}
			part(&rects[i], &rects[j], dx+slack, dy+slack)
			moved = true
		}
	}
	return moved
}

// part moves two overlapping rectangles apart, half each, along the axis on
// which it takes less.
func part(a, b *rect, dx, dy float64) {
	if dx < dy {
		d := math.Copysign(dx/2, b.x-a.x)
		a.x -= d
		b.x += d
		return
	}
	d := math.Copysign(dy/2, b.y-a.y)
	a.y -= d
	b.y += d
}

// scatter parts rectangles that stand on exactly the same spot, so that
// spreading out works on all of them.
func scatter(rects []rect) {
	taken := make(map[Point]int, len(rects))
	for i := range rects {
		at := Point{rects[i].x, rects[i].y}
		n := taken[at]
		taken[at] = n + 1
		if n > 0 {
			// Successive multiples of the golden angle never coincide.
			angle := float64(n) * math.Pi * (3 - math.Sqrt(5))
			rects[i].x += math.Sqrt(float64(n)) * math.Cos(angle)
			rects[i].y += math.Sqrt(float64(n)) * math.Sin(angle)
		}
	}
}

// makeRoom spreads rectangles out that cannot fit on the sheet they take.
func makeRoom(rects []rect, gap float64) {
	need := 0.0
	for _, r := range rects {
		need += (2*r.hw + gap) * (2*r.hh + gap)
	}
	all := around(rects)
	if have := (2*all.hw + gap) * (2*all.hh + gap); have < need {
		spread(rects, math.Sqrt(need/have))
	}
}

// spread moves everything away from the middle.
func spread(rects []rect, by float64) {
	middle := around(rects)
	for i := range rects {
		rects[i].x = middle.x + (rects[i].x-middle.x)*by
		rects[i].y = middle.y + (rects[i].y-middle.y)*by
	}
}
