package archetype

import "context"

// limits calls yield with the pairs of LimitsToGrowth.
func (s *survey) limits(ctx context.Context, yield func(growth, limit int)) error {
	return s.pairs(ctx, s.reinforcing, s.balancing, func(i, k int, m meeting) {
		if limiting(s.g, m) {
			yield(i, k)
		}
	})
}

func underinvestments(ctx context.Context, s *survey, found *finds) error {
	investing := s.investing()
	return s.limits(ctx, func(growth, limit int) {
		for _, k := range investing[limit] {
			if apart(s.rings[growth], s.rings[k]) {
				found.add(s, growth, limit, k)
			}
		}
	})
}

// investing returns for each balancing loop those others that meet it and take
// their time on their own part.
func (s *survey) investing() map[int][]int {
	others := map[int][]int{}
	for _, i := range s.balancing {
		for _, k := range s.balancing {
			a, b := s.rings[i], s.rings[k]
			if i == k || !b.Delayed || !meetOnce(a, b) {
				continue
			}
			if own := meet(a, b).second; len(own.between) > 0 && delayed(s.g, own.links) {
				others[i] = append(others[i], k)
			}
		}
	}
	return others
}

func underinvestmentRoles(rings []*ring, c *cast) {
	growth, capacity := meet(rings[0], rings[1]), meet(rings[1], rings[2])
	c.give(Growing, growth.shared)
	c.give(Engine, growth.first.between)
	c.give(Standard, capacity.shared)
	c.give(Limit, growth.second.between)
	c.give(Investment, capacity.second.between)
}

func tragedies(ctx context.Context, s *survey, found *finds) error {
	// growing lists the reinforcing loops that each balancing one limits.
	growing := map[int][]int{}
	err := s.limits(ctx, func(growth, limit int) { growing[limit] = append(growing[limit], growth) })
	if err != nil {
		return err
	}
	for n, i := range s.balancing {
		for _, k := range s.balancing[n+1:] {
			if err := ctx.Err(); err != nil {
				return err
			}
			if len(growing[i]) > 0 && len(growing[k]) > 0 && s.shareCommons(i, k) {
				s.users(i, k, growing[i], growing[k], found)
			}
		}
	}
	return nil
}

// shareCommons reports whether two loops share a delayed way of at least two
// variables.
func (s *survey) shareCommons(i, k int) bool {
	a, b := s.rings[i], s.rings[k]
	return a.Delayed && b.Delayed && meetOnce(a, b) && delayed(s.g, meet(a, b).path)
}

// users finds the pairs of reinforcing loops, one limited by each of two
// balancing ones, that have nothing to do with each other.
func (s *survey) users(i, k int, first, second []int, found *finds) {
	var others []int
	for _, q := range second {
		if apart(s.rings[q], s.rings[i]) {
			others = append(others, q)
		}
	}
	for _, p := range first {
		if !apart(s.rings[p], s.rings[k]) {
			continue
		}
		for _, q := range others {
			if apart(s.rings[p], s.rings[q]) {
				found.add(s, p, i, q, k)
			}
		}
	}
}

func tragedyRoles(rings []*ring, c *cast) {
	c.give(Commons, meet(rings[1], rings[3]).shared)
	c.give(FirstParty, rings[0].Variables)
	c.give(SecondParty, rings[2].Variables)
	c.give(Limit, rings[1].Variables)
	c.give(Limit, rings[3].Variables)
}
