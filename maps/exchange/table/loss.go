package table

import (
	"slices"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// count fills in what is written.
func (x *export) count(r *format.Report) {
	r.Count(x.m)
	r.Loops, r.Scenarios = 0, 0
}

// loseLinkParts counts what a row of links has no column for.
func (x *export) loseLinkParts(r *format.Report) {
	for i := range x.m.Links {
		l := &x.m.Links[i]
		if l.Bend != nil {
			r.Lose("bends of links", l.Ref().String())
		}
		for _, e := range l.Evidence {
			if e.Kind != "" {
				r.Lose("kinds of evidence", l.Ref().String())
			}
			if !e.Quote.Empty() {
				r.Lose("quotes of evidence", l.Ref().String())
			}
			if e.URL != "" && !address(e.URL) {
				r.Lose("addresses of evidence that are not web addresses", l.Ref().String())
			}
		}
		x.loseLanguages(r, l.Note, l.Ref().String())
	}
}

// loseVariables counts what a file of links alone cannot say of variables.
func (x *export) loseVariables(r *format.Report) {
	for i := range x.m.Variables {
		v := &x.m.Variables[i]
		for _, part := range []struct {
			what string
			lost bool
		}{
			{"notes of variables", !v.Note.Empty()},
			{"positions of variables", v.At != nil},
			{"categories of variables", v.Category != ""},
			{"clusters of variables", v.Cluster != ""},
			{"inertias of variables", v.Inertia != nil},
			{"horizons of variables", v.Horizon != ""},
			{"indicators of variables", v.Measure != nil},
		} {
			if part.lost {
				r.Lose(part.what, v.ID)
			}
		}
	}
}

// loseUnused counts clusters and categories without variables, which a sheet
// of variables cannot mention.
func (x *export) loseUnused(r *format.Report) {
	used := map[string]bool{}
	for i := range x.m.Variables {
		used["cluster "+x.m.Variables[i].Cluster], used["category "+x.m.Variables[i].Category] = true, true
	}
	for i := range x.m.Clusters {
		if id := x.m.Clusters[i].ID; !used["cluster "+id] {
			r.Lose("clusters without variables", id)
		}
	}
	for i := range x.m.Categories {
		if id := x.m.Categories[i].ID; !used["category "+id] {
			r.Lose("categories without variables", id)
		}
	}
}

// loseRest counts what no table of ours holds.
func (x *export) loseRest(r *format.Report) {
	m := x.m
	x.loseLanguages(r, m.Title, "title")
	if m.Illustrative {
		r.Lose("the mark that the map is illustrative", "")
	}
	for i := range m.Variables {
		v := &m.Variables[i]
		x.loseLanguages(r, v.Label, v.ID)
		if v.Accent {
			r.Lose("accents of variables", v.ID)
		}
		if v.Measure != nil && v.Measure.Source != "" {
			r.Lose("sources of indicators", v.ID)
		}
	}
	for i := range m.Categories {
		if c := &m.Categories[i]; c.Colour+c.Accent != "" {
			r.Lose("colours of categories", c.ID)
		}
	}
	for i := range m.Clusters {
		if c := &m.Clusters[i]; c.Colour != "" || !c.Note.Empty() {
			r.Lose("colours and notes of clusters", c.ID)
		}
	}
	if !m.Note.Empty() {
		r.Lose("notes about the map", "")
	}
	if !m.Goal.Empty() {
		r.Lose("goals", "")
	}
	for i := range m.Sources {
		r.Lose("sources of the map", format.Shorten(m.Sources[i].Text.In(x.dialect.language)))
	}
	for i := range m.Actors {
		r.Lose("actors", m.Actors[i].ID)
	}
	for i := range m.Roles {
		r.Lose("roles", m.Roles[i].Actor)
	}
	for i := range m.Efforts {
		r.Lose("efforts", m.Efforts[i].ID)
	}
	for i := range m.Scenarios {
		r.Lose("scenarios", m.Scenarios[i].ID)
	}
	for i := range m.Views {
		r.Lose("views", m.Views[i].ID)
	}
	for i := range m.Loops {
		r.Lose("named loops", m.Loops[i].ID)
	}
	for i := range m.Voices {
		r.Lose("voices", m.Voices[i].ID)
	}
	for i := range m.Links {
		if m.Links[i].Positive != 0 {
			r.Lose("probabilities of unknown signs", m.Links[i].Ref().String())
		}
	}
}

// loseLanguages counts a text that is also there in other languages.
func (x *export) loseLanguages(r *format.Report, t maps.Text, where string) {
	written := t.In(x.dialect.language)
	if slices.ContainsFunc(t.All(), func(s string) bool { return s != written }) {
		r.Lose("texts in other languages", where)
	}
}
