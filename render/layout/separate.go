package layout

import (
	"math"
	"slices"
)

// separate moves rectangles apart until any two are at least gap from each
// other along x or y. Fixed ones stay where they are; overlaps between two of
// those remain. Each pair moves along the axis on which it takes less, half
// each, over and over; should that go in circles, everything free is spread
// out from the middle a little and the pushing begins again.
func separate(rects []rect, fixed []bool, gap float64) {
	const rounds = 60
	isFixed := func(i int) bool { return fixed != nil && fixed[i] }
	scatter(rects, isFixed)
	order := make([]int, len(rects))
	for i := range order {
		order[i] = i
	}
	for {
		for range rounds {
			if !pushApart(rects, order, isFixed, gap) {
				return
			}
		}
		spread(rects, isFixed, 1.05)
	}
}

// pushApart visits each overlapping pair once and reports whether there were
// any that could be helped.
func pushApart(rects []rect, order []int, isFixed func(int) bool, gap float64) bool {
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
			if rects[j].x-rects[j].hw > rects[i].x+rects[i].hw+gap+slack+rects[i].hw {
				break
			}
			dx, dy := rects[i].overlap(rects[j])
			dx, dy = dx+gap, dy+gap
			if dx <= 1e-6 || dy <= 1e-6 || isFixed(i) && isFixed(j) {
				continue
			}
			part(rects, i, j, dx+slack, dy+slack, isFixed)
			moved = true
		}
	}
	return moved
}

// part moves two overlapping rectangles apart along the axis on which it
// takes less.
func part(rects []rect, i, j int, dx, dy float64, isFixed func(int) bool) {
	shareI, shareJ := 0.5, 0.5
	switch {
	case isFixed(i):
		shareI, shareJ = 0, 1
	case isFixed(j):
		shareI, shareJ = 1, 0
	}
	a, b := &rects[i], &rects[j]
	if dx < dy {
		d := math.Copysign(dx, b.x-a.x)
		a.x -= d * shareI
		b.x += d * shareJ
		return
	}
	d := math.Copysign(dy, b.y-a.y)
	a.y -= d * shareI
	b.y += d * shareJ
}

// scatter parts rectangles that stand on exactly the same spot, so that
// spreading out works on all of them.
func scatter(rects []rect, isFixed func(int) bool) {
	taken := make(map[Point]int, len(rects))
	for i := range rects {
		at := Point{rects[i].x, rects[i].y}
		n := taken[at]
		taken[at] = n + 1
		if n > 0 && !isFixed(i) {
			// Successive multiples of the golden angle never coincide.
			angle := float64(n) * math.Pi * (3 - math.Sqrt(5))
			rects[i].x += math.Sqrt(float64(n)) * math.Cos(angle)
			rects[i].y += math.Sqrt(float64(n)) * math.Sin(angle)
		}
	}
}

// spread moves everything that is free away from the middle.
func spread(rects []rect, isFixed func(int) bool, by float64) {
	middle := around(rects)
	for i := range rects {
		if !isFixed(i) {
			rects[i].x = middle.x + (rects[i].x-middle.x)*by
			rects[i].y = middle.y + (rects[i].y-middle.y)*by
		}
	}
}
