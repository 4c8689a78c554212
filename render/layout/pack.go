package layout

import (
	"cmp"
	"math"
	"slices"
)

// pack sets the parts of a map that no link joins beside each other, in rows,
// the largest first. Only without clusters, whose regions are packed anyway.
func (p *plan) pack(s *sheet) {
	parts := p.parts()
	if len(p.members) > 0 || len(parts) < 2 {
		return
	}
	bounds := make([]rect, len(parts))
	for k, boxes := range parts {
		bounds[k] = s.bounds(boxes)
	}
	to := inRows(bounds, 2*p.Gap, p.Aspect)
	for k, boxes := range parts {
		for _, i := range boxes {
			s.boxes[i].x += to[k].x - bounds[k].x
			s.boxes[i].y += to[k].y - bounds[k].y
		}
	}
}

// bounds is the rectangle around some boxes.
func (s *sheet) bounds(boxes []int) rect {
	group := make([]rect, len(boxes))
	for k, i := range boxes {
		group[k] = s.boxes[i]
	}
	return around(group)
}

// inRows returns places for rectangles in rows, the largest first, that make a
// sheet of about the aspect asked for.
func inRows(rects []rect, gap, aspect float64) []rect {
	order := make([]int, len(rects))
	area, widest := 0.0, 0.0
	for i, r := range rects {
		order[i] = i
		area += (2*r.hw + gap) * (2*r.hh + gap)
		widest = max(widest, 2*r.hw)
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(rects[b].hw*rects[b].hh, rects[a].hw*rects[a].hh)
	})
	width := max(widest, math.Sqrt(area*aspect))
	to := slices.Clone(rects)
	left, top, height := 0.0, 0.0, 0.0
	for _, i := range order {
		r := &to[i]
		if left > 0 && left+2*r.hw > width {
			left, top, height = 0, top+height+gap, 0
		}
		r.x, r.y = left+r.hw, top+r.hh
		left += 2*r.hw + gap
		height = max(height, 2*r.hh)
	}
	return to
}

// parts returns the boxes of each connected part of the map, in the order of
// their first boxes.
func (p *plan) parts() [][]int {
	linked := p.linked()
	seen := make([]bool, len(p.Boxes))
	var parts [][]int
	for i := range p.Boxes {
		if seen[i] {
			continue
		}
		seen[i] = true
		part := []int{i}
		for k := 0; k < len(part); k++ {
			for _, j := range linked[part[k]] {
				if !seen[j] {
					seen[j] = true
					part = append(part, j)
				}
			}
		}
		parts = append(parts, part)
	}
	return parts
}

// linked lists for each box those it is linked to.
func (p *plan) linked() [][]int {
	linked := make([][]int, len(p.Boxes))
	for _, l := range p.pairs {
		linked[l[0]] = append(linked[l[0]], l[1])
		linked[l[1]] = append(linked[l[1]], l[0])
	}
	return linked
}
