package maps

import (
	"fmt"
	"strings"
)

// validate checks a composed sheet as a whole: its size, that everything it
// names exists, and that nothing goes in circles that must not.
func (s *sheet) validate(limits Limits, r *report) {
	if n := len(s.variables); n > limits.Variables {
		r.add(s.variables[limits.Variables].at, fmt.Sprintf("the map has %d variables, and may have %d", n, limits.Variables), "", "")
	}
	if n := len(s.links); n > limits.Links {
		r.add(s.links[limits.Links].at, fmt.Sprintf("the map has %d links, and may have %d", n, limits.Links), "", "")
	}
	if !s.partial {
		s.checkReferences(r)
		s.checkLinkReferences(r)
	}
	s.checkScenarios(r)
	s.checkLoops(r)
	s.checkGoal(r)
}

// directory holds the ids of every section, in order and to look up.
type directory struct {
	ids   [sections][]string
	known [sections]map[string]bool
}

func (s *sheet) directory() *directory {
	var d directory
	enter(&d, categorySection, s.categories, func(c *Category) string { return c.ID })
	enter(&d, clusterSection, s.clusters, func(c *Cluster) string { return c.ID })
	enter(&d, variableSection, s.variables, func(v *Variable) string { return v.ID })
	enter(&d, actorSection, s.actors, func(a *Actor) string { return a.ID })
	enter(&d, effortSection, s.efforts, func(e *Effort) string { return e.ID })
	enter(&d, scenarioSection, s.scenarios, func(c *Scenario) string { return c.ID })
	enter(&d, viewSection, s.views, func(v *View) string { return v.ID })
	enter(&d, loopSection, s.loops, func(l *Loop) string { return l.ID })
	return &d
}

func enter[T any](d *directory, to section, entries []stated[T], id func(*T) string) {
	d.known[to] = make(map[string]bool, len(entries))
	d.ids[to] = make([]string, len(entries))
	for i := range entries {
		d.ids[to][i] = id(&entries[i].value)
		d.known[to][d.ids[to][i]] = true
	}
}

func (s *sheet) checkReferences(r *report) {
	dir := s.directory()
	for _, ref := range s.references {
		if dir.known[ref.to][ref.id] {
			continue
		}
		suggestion := ""
		if !r.full() {
			suggestion = didYouMean(ref.id, dir.ids[ref.to])
		}
		r.add(ref.at, "there is no "+ref.to.noun()+" with this id", ref.id, suggestion)
	}
}

func (s *sheet) checkLinkReferences(r *report) {
	if len(s.linkReferences) == 0 {
		return
	}
	dir := s.directory()
	links := s.linkSet()
	for _, ref := range s.linkReferences {
		missing := false
		for _, id := range []string{ref.link.From, ref.link.To} {
			if !dir.known[variableSection][id] {
				missing = true
				r.add(ref.at, "there is no variable with this id", id, didYouMean(id, dir.ids[variableSection]))
			}
		}
		switch {
		case missing || s.partialLinks:
		case ref.added && links[ref.link]:
			r.add(ref.at, "the link that is to be added exists already", ref.link.String(), "use scale to change its strength")
		case !ref.added && !links[ref.link]:
			r.add(ref.at, "the map has no such link", ref.link.String(), otherSign(ref.link, links))
		}
	}
}

func (s *sheet) linkSet() map[LinkRef]bool {
	links := make(map[LinkRef]bool, len(s.links))
	for i := range s.links {
		links[s.links[i].value.Ref()] = true
	}
	return links
}

// otherSign suggests a link between the same variables.
func otherSign(ref LinkRef, links map[LinkRef]bool) string {
	for _, sign := range []Sign{Positive, Negative, Unknown} {
		for _, other := range []LinkRef{{ref.From, ref.To, sign}, {ref.To, ref.From, sign}} {
			if links[other] {
				return fmt.Sprintf("did you mean %q?", other)
			}
		}
	}
	return ""
}

// checkScenarios refuses scenarios that are based on themselves.
func (s *sheet) checkScenarios(r *report) {
	where := make(map[string]int, len(s.scenarios))
	for i := range s.scenarios {
		where[s.scenarios[i].value.ID] = i
	}
	done := make([]bool, len(s.scenarios))
	for start := range s.scenarios {
		var chain []string
		onChain := make(map[int]bool)
		i, ok := start, true
		for ok && !done[i] && !onChain[i] {
			onChain[i] = true
			chain = append(chain, s.scenarios[i].value.ID)
			i, ok = where[s.scenarios[i].value.BasedOn]
		}
		if ok && onChain[i] {
			chain = append(chain, s.scenarios[i].value.ID)
			r.add(s.scenarios[i].at, "a scenario is based on itself", strings.Join(chain, " → "), "take out one based-on")
		}
		for j := range onChain {
			done[j] = true
		}
	}
}

func (s *sheet) checkLoops(r *report) {
	through := loopTable().set("through")
	for i := range s.loops {
		if l := &s.loops[i]; len(l.value.Through) == 0 && (l.fields&through != 0 || r.empty()) {
			r.add(l.at, "a loop does not say which variables it goes through", l.value.ID, "write through: [a, b, c]")
		}
	}
}

func (s *sheet) checkGoal(r *report) {
	raised := make(map[string]bool, len(s.goal.value.Raise))
	for _, id := range s.goal.value.Raise {
		raised[id] = true
	}
	for _, id := range s.goal.value.Lower {
		if raised[id] {
			r.add(s.goal.at, "the goal is to raise and to lower the same variable", id, "keep one")
		}
	}
}
