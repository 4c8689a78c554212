package maps

// extend lays a sheet over this one: what it states overrides what stands
// here, the rest is kept, and what is new comes after what was inherited.
func (s *sheet) extend(over *sheet) {
	t := sheetTable()
	for i, f := range t.fields {
		if inHead(f.key) && over.fields.has(i) {
			f.inherit(s, over)
		}
	}
	s.fields |= over.fields
	s.extends, s.extendsAt = over.extends, over.extendsAt
	s.voice, s.voiceAt = over.voice, over.voiceAt
	s.sources = append(s.sources[:len(s.sources):len(s.sources)], over.sources...)

	s.categories = overlay(s.categories, over.categories, categoryTable(), func(c *Category) string { return c.ID })
	s.clusters = overlay(s.clusters, over.clusters, clusterTable(), func(c *Cluster) string { return c.ID })
	s.variables = overlay(s.variables, over.variables, variableTable(), func(v *Variable) string { return v.ID })
	s.links = overlay(s.links, over.links, linkTable(), func(l *Link) LinkRef { return l.Ref() })
	s.actors = overlay(s.actors, over.actors, actorTable(), func(a *Actor) string { return a.ID })
	s.efforts = overlay(s.efforts, over.efforts, effortTable(), func(e *Effort) string { return e.ID })
	s.scenarios = overlay(s.scenarios, over.scenarios, scenarioTable(), func(c *Scenario) string { return c.ID })
	s.views = overlay(s.views, over.views, viewTable(), func(v *View) string { return v.ID })
	s.loops = overlay(s.loops, over.loops, loopTable(), func(l *Loop) string { return l.ID })
	s.voices = overlay(s.voices, over.voices, voiceTable(), func(v *Voice) string { return v.ID })

	s.goal = override(s.goal, over.goal, goalTable())
	s.roles = append(s.roles[:len(s.roles):len(s.roles)], over.roles...)
	s.references = append(s.references, over.references...)
	s.linkReferences = append(s.linkReferences, over.linkReferences...)
	s.partial = s.partial || over.partial
	s.partialLinks = s.partialLinks || over.partialLinks
}

// overlay lays one list of entries over another, matching them by name.
func overlay[T any, K comparable](under, over []stated[T], t *table[T], name func(*T) K) []stated[T] {
	if len(over) == 0 {
		return under
	}
	where := make(map[K]int, len(under))
	for i := range under {
		where[name(&under[i].value)] = i
	}
	for i := range over {
		if have, ok := where[name(&over[i].value)]; ok {
			under[have] = override(under[have], over[i], t)
			continue
		}
		under = append(under, over[i])
	}
	return under
}

// override lays one entry over another, field by field.
func override[T any](under, over stated[T], t *table[T]) stated[T] {
	for i := range t.fields {
		if over.fields.has(i) {
			t.fields[i].inherit(&under.value, &over.value)
		}
	}
	under.fields |= over.fields
	if over.at != (place{}) {
		under.at = over.at
	}
	return under
}

// mergedRoles gives each actor one role: the union of all that is said of it,
// in the order it was said.
func mergedRoles(roles []Role) []Role {
	var merged []Role
	where := make(map[string]int, len(roles))
	for _, r := range roles {
		i, ok := where[r.Actor]
		if !ok {
			i = len(merged)
			where[r.Actor] = i
			merged = append(merged, Role{Actor: r.Actor})
		}
		m := &merged[i]
		m.MustAct = union(m.MustAct, r.MustAct)
		m.CanAct = union(m.CanAct, r.CanAct)
		m.Affected = union(m.Affected, r.Affected)
		m.Knows = union(m.Knows, r.Knows)
	}
	return merged
}

func union(a, b []string) []string {
	if len(b) == 0 {
		return a
	}
	have := make(map[string]bool, len(a)+len(b))
	var all []string
	for _, list := range [][]string{a, b} {
		for _, id := range list {
			if !have[id] {
				have[id] = true
				all = append(all, id)
			}
		}
	}
	return all
}

// toMap makes the public form of a composed sheet. Labels that nobody gave are
// left empty.
func (s *sheet) toMap() *Map {
	m := s.states()
	m.Roles = mergedRoles(m.Roles)
	if m.Language == "" {
		m.Language = English
	}
	return m
}

// states makes the public form of what a sheet states, and nothing else.
func (s *sheet) states() *Map {
	return &Map{
		Title: s.title, Note: s.note, Language: s.language, Time: s.time, Illustrative: s.illustrative,
		Sources:    s.sources,
		Categories: values(s.categories), Clusters: values(s.clusters), Variables: values(s.variables), Links: values(s.links),
		Goal: s.goal.value, Actors: values(s.actors), Roles: s.roles, Efforts: values(s.efforts),
		Scenarios: values(s.scenarios), Views: values(s.views), Loops: values(s.loops), Voices: values(s.voices),
	}
}

func values[T any](entries []stated[T]) []T {
	if len(entries) == 0 {
		return nil
	}
	vs := make([]T, len(entries))
	for i := range entries {
		vs[i] = entries[i].value
	}
	return vs
}

// name gives every entry without a label one made from its id.
func (m *Map) name() {
	label := func(t *Text, id string) {
		if t.Empty() {
			*t = Plain(labelFromID(id))
		}
	}
	for i := range m.Categories {
		label(&m.Categories[i].Label, m.Categories[i].ID)
	}
	for i := range m.Clusters {
		label(&m.Clusters[i].Label, m.Clusters[i].ID)
	}
	for i := range m.Variables {
		label(&m.Variables[i].Label, m.Variables[i].ID)
	}
	for i := range m.Actors {
		label(&m.Actors[i].Label, m.Actors[i].ID)
	}
	for i := range m.Efforts {
		label(&m.Efforts[i].Label, m.Efforts[i].ID)
	}
	for i := range m.Scenarios {
		label(&m.Scenarios[i].Label, m.Scenarios[i].ID)
	}
	for i := range m.Views {
		label(&m.Views[i].Label, m.Views[i].ID)
	}
	for i := range m.Loops {
		label(&m.Loops[i].Label, m.Loops[i].ID)
	}
	for i := range m.Voices {
		m.Voices[i].name(label)
	}
}
