package archetype

import (
	"context"
	"slices"

	"sysmap/graph"
	"sysmap/graph/loop"
)

// survey is the loops that patterns are looked for in.
type survey struct {
	g      *graph.Graph
	extent loop.Extent
	rings  []*ring
	// reinforcing and balancing are the places of such loops in rings,
	// shortest first.
	reinforcing, balancing []int
}

func newSurvey(ctx context.Context, g *graph.Graph, o Options) (*survey, error) {
	listing, err := loop.List(g, loop.ListOptions{
		Filter: loop.Filter{
			MaxLength:  o.MaxLength,
			Polarities: []loop.Polarity{loop.Reinforcing, loop.Balancing},
		},
		Limit: o.MaxLoops,
	})
	if err != nil {
		return nil, err
	}
	s := &survey{g: g}
	for l := range listing.Loops(ctx) {
		// A loop of one variable has nothing of its own beside another.
		if l.Len() == 1 {
			continue
		}
		if l.Polarity == loop.Reinforcing {
			s.reinforcing = append(s.reinforcing, len(s.rings))
		} else {
			s.balancing = append(s.balancing, len(s.rings))
		}
		s.rings = append(s.rings, newRing(g, l.Clone()))
	}
	s.extent = listing.Extent()
	return s, ctx.Err()
}

// finding tells a candidate in full.
func (s *survey) finding(kind Kind, c candidate) Finding {
	f := Finding{Kind: kind}
	var rings []*ring
	for _, i := range c.loops[:c.n] {
		rings = append(rings, s.rings[i])
		f.Loops = append(f.Loops, s.rings[i].Clone())
		f.Links = append(f.Links, s.rings[i].Links...)
	}
	slices.Sort(f.Links)
	f.Links = slices.Compact(f.Links)
	var cast cast
	patterns(kind).roles(rings, &cast)
	f.Roles = cast.roles
	return f
}

// cast gives each variable one role.
type cast struct {
	roles []Role
	taken map[int]bool
}

// give lets those of the variables that have no role yet play a part.
func (c *cast) give(p Part, variables []int) {
	if c.taken == nil {
		c.taken = map[int]bool{}
	}
	var free []int
	for _, v := range variables {
		if !c.taken[v] {
			c.taken[v] = true
			free = append(free, v)
		}
	}
	if len(free) > 0 {
		c.roles = append(c.roles, Role{Part: p, Variables: free})
	}
}

// pairs calls yield with the places of a loop of one list and another of the
// second that meet once, and how they meet.
func (s *survey) pairs(ctx context.Context, first, second []int, yield func(i, k int, m meeting)) error {
	for _, i := range first {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, k := range second {
			if a, b := s.rings[i], s.rings[k]; i != k && meetOnce(a, b) {
				yield(i, k, meet(a, b))
			}
		}
	}
	return nil
}

// pairsThat finds the pairs that pass a test.
func pairsThat(first, second func(*survey) []int, test func(*graph.Graph, meeting) bool) findFunc {
	return func(ctx context.Context, s *survey, found *finds) error {
		return s.pairs(ctx, first(s), second(s), func(i, k int, m meeting) {
			if test(s.g, m) {
				found.add(s, i, k)
			}
		})
	}
}

func reinforcing(s *survey) []int { return s.reinforcing }
func balancing(s *survey) []int   { return s.balancing }
