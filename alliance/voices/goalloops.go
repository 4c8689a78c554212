package voices

import (
	"context"
	"fmt"

	"sysmap/graph"
	"sysmap/graph/loop"
	"sysmap/maps"
)

// DefaultMaxLength is up to how many links loops are counted where nobody says.
const DefaultMaxLength = 6

// mostLoops bounds the loops that are counted.
const mostLoops = 50_000

// goalLoops counts the feedback loops of the goal, or all where there is none.
type goalLoops struct {
	total int
	// maxLength: all loops of up to so many links are counted.
	maxLength int
	through   map[string]int
	along     map[ends]int
}

// countLoops counts the loops of what all voices together see: every link that
// the map or a voice has, once.
func (h *Hearing) countLoops(ctx context.Context, maxLength int) (*goalLoops, error) {
	if maxLength < 0 {
		return nil, fmt.Errorf("loops of up to %d links are not possible; give a length of at least 1", maxLength)
	}
	if maxLength == 0 {
		maxLength = DefaultMaxLength
	}
	m := &maps.Map{Variables: append(h.base.Variables[:len(h.base.Variables):len(h.base.Variables)], h.variables...)}
	seen := make(map[ends]bool)
	for _, s := range h.subjects {
		if !seen[s.key.ends] {
			seen[s.key.ends] = true
			m.Links = append(m.Links, maps.NewLink(s.key.from, s.key.to, maps.Unknown))
		}
	}
	g := graph.New(m)
	out := &goalLoops{maxLength: maxLength, through: make(map[string]int), along: make(map[ends]int)}
	var goal []int
	for _, id := range append(append([]string{}, h.base.Goal.Raise...), h.base.Goal.Lower...) {
		if v, ok := g.Find(id); ok {
			goal = append(goal, v)
		}
	}
	filters := []loop.Filter{{MaxLength: maxLength}}
	if len(goal) > 0 {
		filters = nil
	}
	for k, v := range goal {
		filters = append(filters, loop.Filter{MaxLength: maxLength, Through: []int{v}, Avoid: goal[:k]})
	}
	for _, f := range filters {
		list, err := loop.List(g, loop.ListOptions{Filter: f, Limit: mostLoops})
		if err != nil {
			return nil, err
		}
		for l := range list.Loops(ctx) {
			out.count(g, l)
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if extent := list.Extent(); !extent.Complete {
			out.maxLength = min(out.maxLength, extent.MaxLength)
		}
	}
	return out, nil
}

func (c *goalLoops) count(g *graph.Graph, l loop.Loop) {
	c.total++
	for i, v := range l.Variables {
		from, to := g.ID(v), g.ID(l.Variables[(i+1)%len(l.Variables)])
		c.through[from]++
		c.along[ends{from, to}]++
	}
}

// share is how much of all loops a number of them is.
func (c *goalLoops) share(n int) float64 {
	if c.total == 0 {
		return 0
	}
	return float64(n) / float64(c.total)
}
