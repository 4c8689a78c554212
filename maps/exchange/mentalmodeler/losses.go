package mentalmodeler

import (
	"slices"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// leave counts what of a map is left behind: everything but the kinds that
// are kept.
func leave(r *format.Report, m *maps.Map, l maps.Language, kept ...string) {
	lose := func(lost bool, what, where string) {
		if lost && !slices.Contains(kept, what) {
			r.Lose(what, where)
		}
	}
	text := func(t maps.Text, where string) {
		lose(slices.ContainsFunc(t.All(), func(s string) bool { return s != t.In(l) }), "texts in other languages", where)
	}
	text(m.Title, "title")
	text(m.Note, "note")
	lose(!m.Title.Empty(), "the title", "")
	lose(!m.Note.Empty(), "the note about the map", "")
	lose(m.Time != "", "the unit of time", string(m.Time))
	lose(m.Illustrative, "the mark that the map is illustrative", "")
	lose(!m.Goal.Empty(), "the goal", "")
	for i := range m.Sources {
		lose(true, "sources of the map", shorten(m.Sources[i].Text.In(l)))
	}
	leaveGroups(lose, text, m)
	for i := range m.Variables {
		v := &m.Variables[i]
		text(v.Label, v.ID)
		text(v.Note, v.ID)
		lose(!v.Note.Empty(), "notes of variables", v.ID)
		lose(v.Category != "", "categories of variables", v.ID)
		lose(v.Cluster != "", "clusters of variables", v.ID)
		lose(v.At != nil, "positions of variables", v.ID)
		lose(v.Accent, "accents of variables", v.ID)
		lose(v.Measure != nil, "indicators of variables", v.ID)
		lose(v.Horizon != "", "horizons of variables", v.ID)
		lose(v.Inertia != nil, "inertias of variables", v.ID)
	}
	for i := range m.Links {
		k := &m.Links[i]
		text(k.Note, k.Ref().String())
		lose(k.StrengthStated, "strengths of links", k.Ref().String())
		lose(k.Delay != nil, "delays of links", k.Ref().String())
		lose(k.Confidence != "", "confidences of links", k.Ref().String())
		lose(k.Probability != 1, "probabilities of links", k.Ref().String())
		lose(k.Bend != nil, "bends of links", k.Ref().String())
		lose(k.Core, "marks of links of the core loop", k.Ref().String())
		lose(!k.Note.Empty(), "notes of links", k.Ref().String())
		lose(len(k.Evidence) > 0, "evidence of links", k.Ref().String())
	}
	leavePeople(lose, m)
}

// leaveGroups counts what categories and clusters say of themselves.
func leaveGroups(lose func(bool, string, string), text func(maps.Text, string), m *maps.Map) {
	used := map[string]bool{}
	for i := range m.Variables {
		used["category "+m.Variables[i].Category], used["cluster "+m.Variables[i].Cluster] = true, true
	}
	for i := range m.Categories {
		c := &m.Categories[i]
		text(c.Label, c.ID)
		lose(true, "labels of categories", c.ID)
		lose(c.Colour != "", "colours of categories", c.ID)
		lose(c.Accent != "", "accent colours of categories", c.ID)
		lose(!used["category "+c.ID], "categories without variables", c.ID)
	}
	for i := range m.Clusters {
		c := &m.Clusters[i]
		text(c.Label, c.ID)
		lose(true, "labels of clusters", c.ID)
		lose(c.Colour != "", "colours of clusters", c.ID)
		lose(!c.Note.Empty(), "notes of clusters", c.ID)
		lose(!used["cluster "+c.ID], "clusters without variables", c.ID)
	}
}

// leavePeople counts what people have said about the map.
func leavePeople(lose func(bool, string, string), m *maps.Map) {
	for i := range m.Actors {
		lose(true, "actors", m.Actors[i].ID)
	}
	for i := range m.Roles {
		lose(true, "roles", m.Roles[i].Actor)
	}
	for i := range m.Efforts {
		lose(true, "efforts", m.Efforts[i].ID)
	}
	for i := range m.Scenarios {
		lose(true, "scenarios", m.Scenarios[i].ID)
	}
	for i := range m.Views {
		lose(true, "views", m.Views[i].ID)
	}
	for i := range m.Loops {
		lose(true, "named loops", m.Loops[i].ID)
	}
}
