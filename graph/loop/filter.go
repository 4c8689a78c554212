package loop

import (
	"fmt"
	"slices"

	"sysmap/graph"
	"sysmap/maps"
)

// Filter says which loops, or which paths, are asked for. The zero value asks
// for all of them. Numbers are those of the graph that is searched.
type Filter struct {
	// MinLength and MaxLength bound the number of links; 0 is no bound.
	MinLength, MaxLength int
	// Polarities lists those wanted; empty is all.
	Polarities []Polarity
	// Through lists variables that must all be passed, Avoid those that must
	// not be.
	Through, Avoid []int
	// ThroughLinks and AvoidLinks say the same of links.
	ThroughLinks, AvoidLinks []int
	// Cluster is the id of a cluster of the map that every variable must lie
	// in; empty is the whole map.
	Cluster string
	Delay   Delay
}

// Delay says whether delayed loops are asked for: those with at least one
// delayed link.
type Delay int8

const (
	// AnyDelay asks for loops with and without delay.
	AnyDelay Delay = iota
	// WithDelay asks for those with a delayed link.
	WithDelay
	// WithoutDelay asks for those without.
	WithoutDelay
)

// check says what is wrong with the filter for a graph.
func (f Filter) check(g *graph.Graph) error {
	if f.MinLength < 0 || f.MaxLength < 0 {
		return fmt.Errorf("loop: a length of %d: give 1 or more, or 0 for no bound", min(f.MinLength, f.MaxLength))
	}
	if f.MaxLength > 0 && f.MinLength > f.MaxLength {
		return fmt.Errorf("loop: nothing has at least %d and at most %d links: swap the bounds", f.MinLength, f.MaxLength)
	}
	for _, p := range f.Polarities {
		if p < Balancing || p > Reinforcing {
			return fmt.Errorf("loop: %d is not a polarity", p)
		}
	}
	if f.Delay < AnyDelay || f.Delay > WithoutDelay {
		return fmt.Errorf("loop: %d does not say which delays are asked for", f.Delay)
	}
	if err := checkNumbers("variable", g.Len(), f.Through, f.Avoid); err != nil {
		return err
	}
	if err := checkNumbers("link", len(g.Links()), f.ThroughLinks, f.AvoidLinks); err != nil {
		return err
	}
	if f.Cluster != "" {
		if _, err := g.Cluster(f.Cluster); err != nil {
			return err
		}
	}
	return checkSize(g)
}

func checkNumbers(noun string, n int, lists ...[]int) error {
	for _, list := range lists {
		for _, number := range list {
			if number < 0 || number >= n {
				return fmt.Errorf("loop: there is no %s %d; the graph has %d, counted from 0", noun, number, n)
			}
		}
	}
	return nil
}

// question is a filter made ready for the search: as much of it as possible is
// said by which links are left.
type question struct {
	nodes int
	// links are all links, by number, and usable the numbers of those that a
	// loop may have, ascending.
	links  []graph.Link
	usable []int
	// through holds the nodes to be passed; the search starts at the first.
	through  []int
	min, max int
	delayed  bool
	// wanted is by 1 + polarity.
	wanted [3]bool
}

// ask makes the question of a filter that has been checked, over links of
// which the graph's own are the first. Links in more are to be passed, too;
// the search starts at the end of the last one.
func (f Filter) ask(g *graph.Graph, links []graph.Link, more ...int) question {
	q := question{
		nodes: g.Len(), links: links, min: f.MinLength, max: f.MaxLength,
		through: slices.Clone(f.Through), delayed: f.Delay == WithDelay,
	}
	for _, p := range f.Polarities {
		q.wanted[1+p] = true
	}
	if len(f.Polarities) == 0 {
		q.wanted = [3]bool{true, true, true}
	}
	required := slices.Concat(f.ThroughLinks, more)
	keep := f.keptLinks(g, links, q.wanted[1+Undetermined])
	for _, r := range required {
		passOnly(links, r, keep)
		q.through = append([]int{links[r].To}, q.through...)
		q.through = append(q.through, links[r].From)
	}
	for l := range links {
		if keep[l] {
			q.usable = append(q.usable, l)
		}
	}
	q.through = withoutRepeats(q.through)
	return q
}

// keptLinks says of each link whether the filter lets a loop have it.
func (f Filter) keptLinks(g *graph.Graph, links []graph.Link, undetermined bool) []bool {
	shut := make([]bool, g.Len())
	for _, v := range f.Avoid {
		shut[v] = true
	}
	if f.Cluster != "" {
		for v := range shut {
			shut[v] = shut[v] || g.Map().Variables[g.Origin(v)].Cluster != f.Cluster
		}
	}
	keep := make([]bool, len(links))
	for l, link := range links {
		keep[l] = !shut[link.From] && !shut[link.To] &&
			(link.Sign != 0 || undetermined) && (!link.Delayed || f.Delay != WithoutDelay)
	}
	for _, l := range f.AvoidLinks {
		keep[l] = false
	}
	return keep
}

// passOnly drops every other way out of a link's start and into its end, so
// that whatever passes either has the link.
func passOnly(links []graph.Link, required int, keep []bool) {
	for l, link := range links {
		if l != required && (link.From == links[required].From || link.To == links[required].To) {
			keep[l] = false
		}
	}
}

func withoutRepeats(nodes []int) []int {
	var once []int
	for _, v := range nodes {
		if !slices.Contains(once, v) {
			once = append(once, v)
		}
	}
	return once
}

// accepts reports whether a loop of this weight is asked for, its longest
// length apart.
func (q *question) accepts(w weight) bool {
	return q.wanted[1+w.polarity()] && w.length() >= q.min && (!q.delayed || w.delayed())
}

// vain reports whether no loop can be what is asked for, whatever its way,
// because the graph has no link that would make it so. A search would have to
// visit every loop to find that out.
func (f Filter) vain(links []graph.Link) bool {
	delayed, negative, unknown := false, false, false
	for _, l := range links {
		delayed = delayed || l.Delayed
		negative = negative || l.Sign == maps.Negative
		unknown = unknown || l.Sign == maps.Unknown
	}
	if f.Delay == WithDelay && !delayed {
		return true
	}
	for _, p := range f.Polarities {
		if p == Reinforcing || p == Balancing && negative || p == Undetermined && unknown {
			return false
		}
	}
	return len(f.Polarities) > 0
}
