package format

import (
	"slices"

	"sysmap/maps"
)

// Kept says what of a map a format holds, apart from variables with labels
// and signed links in one language.
type Kept struct {
	Title, Note, Time, Sources bool

	// Of variables. Colours are those of categories.
	Categories, Colours, Clusters, Positions, Notes, Units, Inertias, Horizons bool

	// Of links. Ranges are strengths and delays that are not single numbers;
	// DelayMarks are delays without how long they are.
	Strengths, Delays, DelayMarks, Ranges, Confidences, Probabilities, Bends, Core, LinkNotes bool

	Loops, Scenarios bool
}

// ReportWritten begins the report of a map that is written in a format, in a
// language: it counts what the file holds and what is left behind.
func ReportWritten(name string, m *maps.Map, l maps.Language, kept Kept) *Report {
	r := &Report{Format: name}
	r.Count(m)
	if !kept.Clusters {
		r.Clusters = 0
	}
	if !kept.Positions {
		r.Positions = 0
	}
	if !kept.Loops {
		r.Loops = 0
	}
	if !kept.Scenarios {
		r.Scenarios = 0
	}
	left := leaver{r: r, language: l}
	left.document(m, kept)
	left.groups(m, kept)
	for i := range m.Variables {
		left.variable(&m.Variables[i], kept)
	}
	for i := range m.Links {
		left.link(&m.Links[i], kept)
	}
	left.people(m, kept)
	return r
}

type leaver struct {
	r        *Report
	language maps.Language
}

func (left leaver) lose(lost bool, what, where string) {
	if lost {
		left.r.Lose(what, where)
	}
}

func (left leaver) text(t maps.Text, where string) {
	shown := t.In(left.language)
	left.lose(slices.ContainsFunc(t.All(), func(s string) bool { return s != shown }), "texts in other languages", where)
}

func (left leaver) document(m *maps.Map, kept Kept) {
	left.text(m.Title, "title")
	left.text(m.Note, "note")
	left.lose(!m.Title.Empty() && !kept.Title, "the title", "")
	left.lose(!m.Note.Empty() && !kept.Note, "the note about the map", "")
	left.lose(m.Time != "" && !kept.Time, "the unit of time", string(m.Time))
	left.lose(m.Illustrative, "the mark that the map is illustrative", "")
	left.lose(!m.Goal.Empty(), "the goal", "")
	for i := range m.Sources {
		left.lose(!kept.Sources, "sources of the map", Shorten(m.Sources[i].Text.In(left.language)))
	}
}

func (left leaver) groups(m *maps.Map, kept Kept) {
	used := map[string]bool{}
	for i := range m.Variables {
		used["category "+m.Variables[i].Category], used["cluster "+m.Variables[i].Cluster] = true, true
	}
	for i := range m.Categories {
		c := &m.Categories[i]
		left.text(c.Label, c.ID)
		left.lose(!kept.Categories, "labels of categories", c.ID)
		left.lose(c.Colour != "" && !kept.Colours, "colours of categories", c.ID)
		left.lose(c.Accent != "", "accent colours of categories", c.ID)
		left.lose(!used["category "+c.ID], "categories without variables", c.ID)
	}
	for i := range m.Clusters {
		c := &m.Clusters[i]
		left.text(c.Label, c.ID)
		left.lose(!kept.Clusters, "labels of clusters", c.ID)
		left.lose(c.Colour != "", "colours of clusters", c.ID)
		left.lose(!c.Note.Empty(), "notes of clusters", c.ID)
		left.lose(!used["cluster "+c.ID], "clusters without variables", c.ID)
	}
}

func (left leaver) variable(v *maps.Variable, kept Kept) {
	left.text(v.Label, v.ID)
	left.text(v.Note, v.ID)
	left.lose(!v.Note.Empty() && !kept.Notes, "notes of variables", v.ID)
	left.lose(v.Category != "" && !kept.Categories, "categories of variables", v.ID)
	left.lose(v.Cluster != "" && !kept.Clusters, "clusters of variables", v.ID)
	left.lose(v.At != nil && !kept.Positions, "positions of variables", v.ID)
	left.lose(v.Accent, "accents of variables", v.ID)
	left.lose(v.Horizon != "" && !kept.Horizons, "horizons of variables", v.ID)
	left.lose(v.Inertia != nil && !kept.Inertias, "inertias of variables", v.ID)
	left.lose(v.Inertia != nil && kept.Inertias && !kept.Ranges && !v.Inertia.Certain(), "ranges of inertias, written as their middles", v.ID)
	if k := v.Measure; k != nil {
		left.lose(k.Unit != "" && !kept.Units, "units of variables", v.ID)
		left.lose(!k.Indicator.Empty() || k.Source != "", "indicators of variables", v.ID)
	}
}

func (left leaver) link(l *maps.Link, kept Kept) {
	where := l.Ref().String()
	left.text(l.Note, where)
	left.lose(l.StrengthStated && !kept.Strengths, "strengths of links", where)
	left.lose(l.StrengthStated && kept.Strengths && !kept.Ranges && !l.Strength.Certain(), "ranges of strengths, written as their middles", where)
	if d := l.Delay; d != nil {
		left.lose(!kept.Delays && !kept.DelayMarks, "delays of links", where)
		left.lose(!kept.Delays && kept.DelayMarks, "lengths of delays, written as a mark", where)
		left.lose(kept.Delays && !kept.Ranges && !d.Certain(), "ranges of delays, written as their middles", where)
	}
	left.lose(l.Confidence != "" && !kept.Confidences, "confidences of links", where)
	left.lose(l.Probability != 1 && !kept.Probabilities, "probabilities of links", where)
	left.lose(l.Positive != 0, "probabilities of unknown signs", where)
	left.lose(l.Bend != nil && !kept.Bends, "bends of links", where)
	left.lose(l.Core && !kept.Core, "marks of links of the core loop", where)
	left.lose(!l.Note.Empty() && !kept.LinkNotes, "notes of links", where)
	left.lose(len(l.Evidence) > 0, "evidence of links", where)
}

func (left leaver) people(m *maps.Map, kept Kept) {
	for i := range m.Actors {
		left.lose(true, "actors", m.Actors[i].ID)
	}
	for i := range m.Roles {
		left.lose(true, "roles", m.Roles[i].Actor)
	}
	for i := range m.Efforts {
		left.lose(true, "efforts", m.Efforts[i].ID)
	}
	for i := range m.Scenarios {
		left.lose(!kept.Scenarios, "scenarios", m.Scenarios[i].ID)
	}
	for i := range m.Views {
		left.lose(true, "views", m.Views[i].ID)
	}
	for i := range m.Loops {
		left.lose(!kept.Loops, "named loops", m.Loops[i].ID)
	}
	for i := range m.Voices {
		left.lose(true, "voices", m.Voices[i].ID)
	}
}
