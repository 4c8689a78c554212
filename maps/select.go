package maps

import (
	"fmt"
	"slices"
)

// Variable returns the variable with an id, or nil. It goes through the list;
// callers that look up many make an index of their own.
func (m *Map) Variable(id string) *Variable {
	return lookup(m.Variables, func(v *Variable) bool { return v.ID == id })
}

// Cluster returns the cluster with an id, or nil.
func (m *Map) Cluster(id string) *Cluster {
	return lookup(m.Clusters, func(c *Cluster) bool { return c.ID == id })
}

// Category returns the category with an id, or nil.
func (m *Map) Category(id string) *Category {
	return lookup(m.Categories, func(c *Category) bool { return c.ID == id })
}

// Link returns the link with these ends and sign, or nil.
func (m *Map) Link(ref LinkRef) *Link {
	return lookup(m.Links, func(l *Link) bool { return l.Ref() == ref })
}

// Actor returns the actor with an id, or nil.
func (m *Map) Actor(id string) *Actor {
	return lookup(m.Actors, func(a *Actor) bool { return a.ID == id })
}

// Effort returns the effort with an id, or nil.
func (m *Map) Effort(id string) *Effort {
	return lookup(m.Efforts, func(e *Effort) bool { return e.ID == id })
}

// Scenario returns the scenario with an id, or nil.
func (m *Map) Scenario(id string) *Scenario {
	return lookup(m.Scenarios, func(s *Scenario) bool { return s.ID == id })
}

// View returns the view with an id, or nil.
func (m *Map) View(id string) *View {
	return lookup(m.Views, func(v *View) bool { return v.ID == id })
}

// Loop returns the named loop with an id, or nil.
func (m *Map) Loop(id string) *Loop {
	return lookup(m.Loops, func(l *Loop) bool { return l.ID == id })
}

func lookup[T any](list []T, is func(*T) bool) *T {
	for i := range list {
		if is(&list[i]) {
			return &list[i]
		}
	}
	return nil
}

// Select returns the ids of the variables that a view or a cluster shows, in
// the order of the map. A view wins over a cluster of the same id. The error
// names what there is to choose from.
func (m *Map) Select(name string) ([]string, error) {
	if v := m.View(name); v != nil {
		return m.ViewVariables(*v), nil
	}
	if m.Cluster(name) != nil {
		return m.ViewVariables(View{Clusters: []string{name}}), nil
	}
	var names []string
	for _, v := range m.Views {
		names = append(names, v.ID)
	}
	for _, c := range m.Clusters {
		names = append(names, c.ID)
	}
	hint := didYouMean(name, names)
	if hint == "" && len(names) > 0 {
		hint = fmt.Sprintf("there are %q", names[:min(len(names), 20)])
	}
	if hint != "" {
		hint = "; " + hint
	}
	return nil, fmt.Errorf("the map has no view or cluster %q%s", shorten(name), hint)
}

// ViewVariables returns the ids of the variables that a view shows, in the order
// of the map: those of its clusters and categories, those it lists, those of
// its loops and, if it asks for them, the neighbours of all these.
func (m *Map) ViewVariables(v View) []string {
	shown := make(map[string]bool)
	for _, id := range v.Variables {
		shown[id] = true
	}
	for _, id := range v.Loops {
		if l := m.Loop(id); l != nil {
			for _, through := range l.Through {
				shown[through] = true
			}
		}
	}
	for _, x := range m.Variables {
		if x.Cluster != "" && slices.Contains(v.Clusters, x.Cluster) || x.Category != "" && slices.Contains(v.Categories, x.Category) {
			shown[x.ID] = true
		}
	}
	near := make(map[string]bool)
	for _, l := range m.Links {
		if v.Neighbours && (shown[l.From] || shown[l.To]) {
			near[l.From], near[l.To] = true, true
		}
	}
	var ids []string
	for _, x := range m.Variables {
		if shown[x.ID] || near[x.ID] {
			ids = append(ids, x.ID)
		}
	}
	return ids
}
