package archetype

import (
	"context"
	"slices"
)

func burdens(ctx context.Context, s *survey, found *finds) error {
	// along lists the reinforcing loops that have a link.
	along := make([][]int, len(s.g.Links()))
	for _, r := range s.reinforcing {
		for _, l := range s.rings[r].Links {
			along[l] = append(along[l], r)
		}
	}
	return s.pairs(ctx, s.balancing, s.balancing, func(i, k int, m meeting) {
		if !unintended(s.g, m) || len(m.first.between) == 0 {
			return
		}
		for _, r := range along[m.first.links[0]] {
			if _, erodes := sideEffect(s.rings[i], s.rings[k], s.rings[r], m); erodes {
				found.add(s, i, k, r)
			}
		}
	})
}

// sideEffect reports whether a reinforcing loop goes from the problem some way
// along the symptomatic solution, by variables outside both solutions to the
// fundamental one, and along it back to the problem; and returns the variables
// outside.
func sideEffect(symptomatic, fundamental, erosion *ring, m meeting) (outside []int, erodes bool) {
	// Told from the last shared variable on, where the solutions part.
	r := erosion.StartingAt(m.shared[len(m.shared)-1])
	if r.Variables[0] != m.shared[len(m.shared)-1] {
		return nil, false
	}
	at := 0
	for at < len(r.Links) && at < len(m.first.between) && r.Links[at] == m.first.links[at] {
		at++
	}
	if at == 0 {
		return nil, false
	}
	for at++; at < len(r.Variables); at++ {
		v := r.Variables[at]
		if !has(symptomatic.variables, v) && !has(fundamental.variables, v) {
			outside = append(outside, v)
			continue
		}
		join := slices.Index(m.second.between, v)
		rest := slices.Concat(m.second.links[join+1:], m.path)
		return outside, join >= 0 && slices.Equal(r.Links[at:], rest)
	}
	return nil, false
}

func burdenRoles(rings []*ring, c *cast) {
	m := meet(rings[0], rings[1])
	outside, _ := sideEffect(rings[0], rings[1], rings[2], m)
	c.give(Problem, m.shared)
	c.give(Symptomatic, m.first.between)
	c.give(Fundamental, m.second.between)
	c.give(SideEffect, outside)
}
