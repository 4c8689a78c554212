package sdjson

import (
	"encoding/json"
	"io"
	"slices"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// The file as it is written, keys in the order of sd-ai's own files.
type (
	file struct {
		Variables     []writtenVariable     `json:"variables"`
		Relationships []writtenRelationship `json:"relationships"`
		Specs         *writtenSpecs         `json:"specs,omitempty"`
	}
	writtenVariable struct {
		Name          string `json:"name"`
		Type          string `json:"type"`
		Documentation string `json:"documentation,omitempty"`
		Units         string `json:"units,omitempty"`
	}
	writtenRelationship struct {
		From              string `json:"from"`
		To                string `json:"to"`
		Polarity          string `json:"polarity"`
		Reasoning         string `json:"reasoning"`
		PolarityReasoning string `json:"polarityReasoning"`
	}
	writtenSpecs struct {
		TimeUnits string `json:"timeUnits"`
	}
)

func write(w io.Writer, m *maps.Map, o format.WriteOptions) (*format.Report, error) {
	language := o.Language
	if language == "" {
		language = m.Language
	}
	report := &format.Report{Format: "sd-json"}
	report.Count(m)
	report.Clusters, report.Positions, report.Loops, report.Scenarios = 0, 0, 0, 0
	names, types := namesOf(m, language, report), typesOf(m)
	// Empty lists are written as such, because readers expect both.
	f := file{Variables: []writtenVariable{}, Relationships: []writtenRelationship{}}
	for i := range m.Variables {
		v := &m.Variables[i]
		written := writtenVariable{Name: names[v.ID], Type: plainType, Documentation: v.Note.In(language)}
		if t := types[v.Category]; t != "" {
			written.Type = t
		}
		if v.Measure != nil {
			written.Units = v.Measure.Unit
		}
		f.Variables = append(f.Variables, written)
	}
	for i := range m.Links {
		l := &m.Links[i]
		polarity := ""
		if l.Sign != maps.Unknown {
			polarity = l.Sign.String()
		}
		f.Relationships = append(f.Relationships, writtenRelationship{From: names[l.From], To: names[l.To], Polarity: polarity, Reasoning: l.Note.In(language)})
	}
	if m.Time != "" {
		f.Specs = &writtenSpecs{TimeUnits: string(m.Time) + "s"}
	}
	lose(m, language, types, report)
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return report, e.Encode(f)
}

// typesOf returns the categories that are types of SD-JSON, by id.
func typesOf(m *maps.Map) map[string]string {
	types := map[string]string{}
	for i := range m.Categories {
		for _, label := range m.Categories[i].Label.All() {
			if t := strings.ToLower(label); t == "stock" || t == "flow" {
				types[m.Categories[i].ID] = t
			}
		}
	}
	return types
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// namesOf calls each variable by its label, or by its id where the label is
// that of another, too.
func namesOf(m *maps.Map, l maps.Language, r *format.Report) map[string]string {
	labels, ids := map[string]int{}, map[string]bool{}
	for i := range m.Variables {
		labels[key(m.Variables[i].Label.In(l))]++
		ids[key(m.Variables[i].ID)] = true
	}
	names := make(map[string]string, len(m.Variables))
	for i := range m.Variables {
		v := &m.Variables[i]
		name := oneLine(v.Label.In(l))
		if k := key(name); name == "" || labels[k] > 1 || ids[k] && k != key(v.ID) {
			name = v.ID
			r.Note("variables named by their id, because their label is not theirs alone", v.ID)
		}
		names[v.ID] = name
	}
	return names
}

// lose counts what SD-JSON has no place for.
func lose(m *maps.Map, language maps.Language, types map[string]string, r *format.Report) {
	others := func(t maps.Text) bool {
		return slices.ContainsFunc(t.All(), func(s string) bool { return s != t.In(language) })
	}
	each(r, m.Variables, func(v *maps.Variable) (string, []string) {
		return v.ID, lost{
			"categories of variables other than stock and flow": v.Category != "" && types[v.Category] == "",
			"clusters of variables":                             v.Cluster != "", "positions of variables": v.At != nil, "accents of variables": v.Accent,
			"indicators of variables": v.Measure != nil && (!v.Measure.Indicator.Empty() || v.Measure.Source != ""),
			"horizons of variables":   v.Horizon != "", "inertias of variables": v.Inertia != nil,
			"texts in other languages": others(v.Label) || others(v.Note),
		}.list()
	})
	each(r, m.Links, func(l *maps.Link) (string, []string) {
		return l.Ref().String(), lost{
			"strengths of links": l.StrengthStated, "delays of links": l.Delay != nil, "confidences of links": l.Confidence != "",
			"probabilities of links": l.Probability != 1 && l.Probability != 0, "bends of links": l.Bend != nil, "core links": l.Core,
			"links with evidence": len(l.Evidence) > 0, "texts in other languages": others(l.Note),
		}.list()
	})
	each(r, m.Clusters, func(x *maps.Cluster) (string, []string) { return x.ID, []string{"clusters"} })
	each(r, m.Categories, func(x *maps.Category) (string, []string) {
		return x.ID, lost{"categories": types[x.ID] == "", "colours of categories": types[x.ID] != "" && x.Colour+x.Accent != ""}.list()
	})
	each(r, m.Sources, func(x *maps.Source) (string, []string) {
		return shorten(x.Text.In(language)), []string{"sources of the map"}
	})
	each(r, m.Actors, func(x *maps.Actor) (string, []string) { return x.ID, []string{"actors"} })
	each(r, m.Roles, func(x *maps.Role) (string, []string) { return x.Actor, []string{"roles"} })
	each(r, m.Efforts, func(x *maps.Effort) (string, []string) { return x.ID, []string{"efforts"} })
	each(r, m.Scenarios, func(x *maps.Scenario) (string, []string) { return x.ID, []string{"scenarios"} })
	each(r, m.Views, func(x *maps.View) (string, []string) { return x.ID, []string{"views"} })
	each(r, m.Loops, func(x *maps.Loop) (string, []string) { return x.ID, []string{"named loops"} })
	if !m.Title.Empty() {
		r.Lose("titles of the map", shorten(m.Title.In(language)))
	}
	if !m.Note.Empty() {
		r.Lose("notes about the map", "")
	}
	if !m.Goal.Empty() {
		r.Lose("goals", "")
	}
}

// lost tells for each kind of thing whether there was one.
type lost map[string]bool

func (l lost) list() (names []string) {
	for name, is := range l {
		if is {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// each counts what is lost of every entry of a list.
func each[T any](r *format.Report, list []T, of func(*T) (where string, what []string)) {
	for i := range list {
		where, what := of(&list[i])
		for _, w := range what {
			r.Lose(w, where)
		}
	}
}
