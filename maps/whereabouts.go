package maps

// whereabouts tells where in the files the parts of a composed map stand.
type whereabouts interface {
	entry(of section, id string) place
	link(ref LinkRef) place
	goal() place
	// files are all files, in the order in which problems are sorted.
	files() []string
}

// nowhere is for maps made in memory.
type nowhere struct{}

func (nowhere) entry(section, string) place { return place{} }
func (nowhere) link(LinkRef) place          { return place{} }
func (nowhere) goal() place                 { return place{} }
func (nowhere) files() []string             { return nil }

// inFiles remembers places while a composed sheet is at hand.
type inFiles struct {
	entries [sections]map[string]place
	links   map[LinkRef]place
	goalAt  place
	opened  []string
}

func (s *sheet) whereabouts(files []string) whereabouts {
	w := &inFiles{links: make(map[LinkRef]place, len(s.links)), goalAt: s.goal.at, opened: files}
	remember(w, categorySection, s.categories, func(c *Category) string { return c.ID })
	remember(w, clusterSection, s.clusters, func(c *Cluster) string { return c.ID })
	remember(w, variableSection, s.variables, func(v *Variable) string { return v.ID })
	remember(w, actorSection, s.actors, func(a *Actor) string { return a.ID })
	remember(w, effortSection, s.efforts, func(e *Effort) string { return e.ID })
	remember(w, scenarioSection, s.scenarios, func(c *Scenario) string { return c.ID })
	remember(w, viewSection, s.views, func(v *View) string { return v.ID })
	remember(w, loopSection, s.loops, func(l *Loop) string { return l.ID })
	for i := range s.links {
		w.links[s.links[i].value.Ref()] = s.links[i].at
	}
	return w
}

func remember[T any](w *inFiles, of section, entries []stated[T], id func(*T) string) {
	w.entries[of] = make(map[string]place, len(entries))
	for i := range entries {
		w.entries[of][id(&entries[i].value)] = entries[i].at
	}
}

func (w *inFiles) entry(of section, id string) place { return w.entries[of][id] }
func (w *inFiles) link(ref LinkRef) place            { return w.links[ref] }
func (w *inFiles) goal() place                       { return w.goalAt }
func (w *inFiles) files() []string                   { return w.opened }
