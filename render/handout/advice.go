package handout

import (
	"fmt"
	"slices"
	"strings"

	"sysmap/graph/loop"
	"sysmap/maps"
)

// lead says how much of the map is the actor's.
func (g *gathering) lead(a maps.Actor, own [4][]string) []string {
	var lead []string
	if n := len(own[0]) + len(own[1]); n > 0 {
		lead = append(lead, fmt.Sprintf(g.w.held, g.l.Count(n), g.l.Count(len(g.m.Variables))))
		if r := g.r.Alone; r != nil && r.Loops > 0 {
			for _, reach := range r.Actors {
				if reach.Actor == a.ID {
					lead = append(lead, fmt.Sprintf(g.w.reach, g.l.Count(reach.Loops), g.l.Count(r.Loops)))
				}
			}
			if r.Smallest.Size > 1 {
				lead = append(lead, g.w.onlyTogether)
			}
		}
	} else {
		lead = append(lead, g.w.none)
	}
	if a.Backbone {
		lead = append(lead, g.w.backbone)
	}
	return lead
}

// mostStories is how many loops are told.
const mostStories = 3

// loops tells the named and the shortest loops of the goal that an actor can
// act on.
func (g *gathering) loops(id string) ([]Story, string) {
	found := g.r.GoalLoops
	if found == nil || len(found.Loops) == 0 {
		return nil, ""
	}
	var named, others []Story
	mine := 0
	for _, k := range found.Loops {
		if !slices.Contains(k.Actors, id) {
			continue
		}
		mine++
		if k.Name == "" && len(others) >= mostStories || k.Name != "" && len(named) >= mostStories {
			continue
		}
		ring, ok := g.ring(k.Variables, k.Polarity)
		if !ok {
			continue
		}
		story := Story{Title: upper(k.Polarity.Word(g.l)), Text: loop.Story(g.graph, ring, g.l)}
		if k.Name == "" {
			others = append(others, story)
			continue
		}
		story.Title = k.Name + " (" + k.Polarity.Word(g.l) + ")"
		if n := g.m.Loop(k.Name); n != nil && n.Label.In(g.l) != "" {
			story.Title = k.Name + " " + n.Label.In(g.l) + " (" + k.Polarity.Word(g.l) + ")"
		}
		named = append(named, story)
	}
	length := g.l.Count(found.MaxLength)
	if mine == 0 {
		return nil, fmt.Sprintf(g.w.noLoops, length)
	}
	stories := append(named, others...)
	return stories[:min(len(stories), mostStories)], fmt.Sprintf(g.w.loopNote, g.l.Count(mine), g.l.Count(len(found.Loops)), length)
}

// ring finds the loop of the graph through some variables in order, of a
// polarity.
func (g *gathering) ring(variables []string, p loop.Polarity) (loop.Loop, bool) {
	found, err := loop.Resolve(g.graph, maps.Loop{ID: "loop", Through: variables})
	if err != nil {
		return loop.Loop{}, false
	}
	for variant := range found.Variants() {
		if variant.Polarity == p {
			return variant, true
		}
	}
	return loop.Loop{}, false
}

// mostSteps is how many next steps a sheet holds: more would not be taken.
const mostSteps = 3

// steps says what to do next: what the actor must act on and nobody does, whom
// it needs to meet, where it could help most, and what concerns it.
func (g *gathering) steps(a maps.Actor, own [4][]string) []string {
	var steps []string
	for _, step := range []string{g.claim(own), g.meet(a.ID), g.consider(a.ID, own), g.join(a.ID, own), g.tell(own)} {
		if step != "" && len(steps) < mostSteps {
			steps = append(steps, step)
		}
	}
	if steps == nil {
		return []string{g.w.take}
	}
	return steps
}

// active are the efforts that have not ended.
func (g *gathering) active() []maps.Effort {
	var list []maps.Effort
	for _, e := range g.m.Efforts {
		if e.Status != maps.Ended {
			list = append(list, e)
		}
	}
	return list
}

func (g *gathering) claim(own [4][]string) string {
	var idle []string
	for _, id := range own[0] {
		if !slices.ContainsFunc(g.active(), func(e maps.Effort) bool { return slices.Contains(onto(e), id) }) {
			idle = append(idle, g.variable(id))
		}
	}
	if idle == nil {
		return ""
	}
	return fmt.Sprintf(g.w.claim, g.enumerate(quoted(idle[:min(3, len(idle))])))
}

func (g *gathering) meet(id string) string {
	for _, p := range g.partners(id) {
		if len(p.Efforts) > 0 {
			continue
		}
		if len(p.Both) > 0 {
			return fmt.Sprintf(g.w.meetBoth, g.inside(p.Name), g.enumerate(quoted(p.Both[:min(3, len(p.Both))])))
		}
		links := g.w.linkOne
		if n := len(p.Between); n > 1 {
			links = fmt.Sprintf(g.w.linkMany, g.l.Count(n))
		}
		return fmt.Sprintf(g.w.meet, g.inside(p.Name), links)
	}
	return ""
}

func (g *gathering) consider(id string, own [4][]string) string {
	if g.r.Thread == nil {
		return ""
	}
	for _, left := range g.r.Thread.Left {
		if slices.Contains(left.Actors, id) && !left.InGoal && !slices.Contains(own[0], left.Variable) {
			way := g.w.more
			if left.Direction < 0 {
				way = g.w.less
			}
			return fmt.Sprintf(g.w.consider, way, "“"+g.variable(left.Variable)+"”")
		}
	}
	return ""
}

func (g *gathering) join(id string, own [4][]string) string {
	for _, e := range g.active() {
		if slices.Contains(e.By, id) {
			continue
		}
		for _, v := range onto(e) {
			if slices.Contains(own[2], v) {
				return fmt.Sprintf(g.w.join, g.effort(e.ID), "“"+g.variable(v)+"”")
			}
		}
	}
	return ""
}

func (g *gathering) tell(own [4][]string) string {
	if len(own[3]) == 0 {
		return ""
	}
	return fmt.Sprintf(g.w.tell, g.enumerate(quoted(g.variables(own[3][:min(3, len(own[3]))]))))
}

// upper begins a heading.
func upper(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}
