package simulate

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"sysmap/maps"
)

// Candidate is something that could be done.
type Candidate struct {
	// ID tells candidates apart.
	ID    string
	Label maps.Text
	// Interventions are done together.
	Interventions []maps.Intervention
	// Cost is in whatever unit all costs are in; nil is not known.
	Cost *float64
	// Group is empty, or shared by candidates of which at most one is done.
	Group string
	// By are the actors who would do it, as far as that is said.
	By []string
}

// Presses returns a press on each variable of a map for each amount, from 0 on
// and for good. Each costs 1, and one variable is pressed one way only. The
// goal's own variables are left out: to press on the goal is no answer to the
// question of how to reach it.
func Presses(m *maps.Map, amounts ...float64) []Candidate {
	var out []Candidate
	for _, v := range m.Variables {
		if slices.Contains(m.Goal.Raise, v.ID) || slices.Contains(m.Goal.Lower, v.ID) {
			continue
		}
		for _, amount := range amounts {
			out = append(out, Candidate{
				ID: "press " + v.ID + "=" + number(amount), Label: v.Label, Cost: unitCost(), Group: v.ID,
				Interventions: []maps.Intervention{{Variable: v.ID, Action: maps.Press, Amount: amount}},
			})
		}
	}
	return out
}

// LinkChanges returns a change of each link of a map for each factor on its
// strength, from 0 on and for good; a factor of 0 is a cut. Each costs 1, and
// one link is changed one way only. In a system at rest they change nothing:
// they need a baseline in which something moves.
func LinkChanges(m *maps.Map, factors ...float64) []Candidate {
	var out []Candidate
	for _, l := range m.Links {
		ref := l.Ref()
		for _, factor := range factors {
			c := Candidate{
				ID: "scale " + ref.String() + "=" + number(factor), Cost: unitCost(), Group: ref.String(),
				Interventions: []maps.Intervention{{Link: &ref, Action: maps.Scale, Amount: factor}},
			}
			if factor == 0 {
				c.ID, c.Interventions[0] = "cut "+ref.String(), maps.Intervention{Link: &ref, Action: maps.Cut}
			}
			out = append(out, c)
		}
	}
	return out
}

// Efforts returns the efforts of a map that do anything, with their costs and
// actors.
func Efforts(m *maps.Map) []Candidate {
	var out []Candidate
	for _, e := range m.Efforts {
		if len(e.On) > 0 {
			out = append(out, Candidate{ID: e.ID, Label: e.Label, Interventions: e.On, Cost: e.Cost, By: e.By})
		}
	}
	return out
}

func unitCost() *float64 {
	one := 1.0
	return &one
}

func number(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

// Doable returns the candidates that the given actors can do between them: one
// of them is to do it by [Candidate.By]; or nobody is named there, and of every
// variable that it is about, and of one end of every link, one of them must or
// can act on it. The error says which actors the map has.
func Doable(m *maps.Map, candidates []Candidate, actors ...string) ([]Candidate, error) {
	for _, id := range actors {
		if !slices.ContainsFunc(m.Actors, func(a maps.Actor) bool { return a.ID == id }) {
			return nil, fmt.Errorf("the map has no actor %q; %s", shortened(id), known("actors", m.Actors, func(a maps.Actor) string { return a.ID }))
		}
	}
	ground := make(map[string]bool)
	for _, r := range m.Roles {
		if slices.Contains(actors, r.Actor) {
			for _, id := range append(slices.Clone(r.MustAct), r.CanAct...) {
				ground[id] = true
			}
		}
	}
	var out []Candidate
	for _, c := range candidates {
		can := slices.ContainsFunc(c.By, func(id string) bool { return slices.Contains(actors, id) })
		if len(c.By) == 0 {
			can = !slices.ContainsFunc(c.Interventions, func(iv maps.Intervention) bool {
				if iv.Link != nil {
					return !ground[iv.Link.From] && !ground[iv.Link.To]
				}
				return !ground[iv.Variable]
			})
		}
		if can {
			out = append(out, c)
		}
	}
	return out, nil
}

// checkCandidates says what is wrong with candidates beyond what their
// interventions will be refused for.
func checkCandidates(candidates []Candidate) error {
	seen := make(map[string]bool, len(candidates))
	for k, c := range candidates {
		switch {
		case c.ID == "":
			return fmt.Errorf("candidate %d has no id", k+1)
		case seen[c.ID]:
			return fmt.Errorf("two candidates have the id %q", shortened(c.ID))
		case len(c.Interventions) == 0:
			return fmt.Errorf("candidate %q does nothing; give it an intervention", shortened(c.ID))
		case c.Cost != nil && !(*c.Cost >= 0 && !math.IsInf(*c.Cost, 1)):
			return fmt.Errorf("candidate %q costs %v; a cost is 0 or more", shortened(c.ID), *c.Cost)
		}
		seen[c.ID] = true
	}
	return nil
}
