package sdjson

import (
	"encoding/json"
	"io"
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
	language := o.LanguageOf(m)
	types := typesOf(m)
	report := format.ReportWritten("sd-json", m, language, format.Kept{Time: true, Categories: true, Notes: true, Units: true, LinkNotes: true})
	for i := range m.Variables {
		if v := &m.Variables[i]; v.Category != "" && types[v.Category] == "" {
			report.Lose("categories of variables other than stock and flow", v.ID)
		}
	}
	names := format.OwnNames(m, language, report)
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
