package kumu

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// The blueprint as it is written. What Kumu has no key for goes by attributes of
// ours, which it shows as they are.
type (
	blueprint struct {
		Name        string              `json:"name,omitempty"`
		Description string              `json:"description,omitempty"`
		Elements    []writtenElement    `json:"elements"`
		Connections []writtenConnection `json:"connections"`
		Loops       []writtenLoop       `json:"loops,omitempty"`
	}
	writtenElement struct {
		ID          string `json:"id"`
		Label       string `json:"label"`
		Type        string `json:"type,omitempty"`
		Description string `json:"description,omitempty"`
		Cluster     string `json:"cluster,omitempty"`
	}
	writtenConnection struct {
		ID          string  `json:"id"`
		From        string  `json:"from"`
		To          string  `json:"to"`
		Direction   string  `json:"direction"`
		Type        string  `json:"type,omitempty"`
		Delayed     bool    `json:"delayed,omitempty"`
		Delay       string  `json:"delay,omitempty"`
		Strength    string  `json:"strength,omitempty"`
		Confidence  string  `json:"confidence,omitempty"`
		Probability float64 `json:"probability,omitempty"`
		Description string  `json:"description,omitempty"`
	}
	writtenLoop struct {
		ID          string   `json:"id"`
		Label       string   `json:"label"`
		Description string   `json:"description,omitempty"`
		Connections []string `json:"connections"`
	}
)

func write(w io.Writer, m *maps.Map, o format.WriteOptions) (*format.Report, error) {
	language := o.Language
	if language == "" {
		language = m.Language
	}
	report := &format.Report{Format: "kumu-json"}
	report.Count(m)
	report.Positions, report.Scenarios = 0, 0
	lose(m, language, report)
	b := blueprint{Name: oneLine(m.Title.In(language)), Description: m.Note.In(language), Elements: elements(m, language), Connections: []writtenConnection{}}
	ids := map[[2]string]string{}
	for i := range m.Links {
		l := &m.Links[i]
		c := connectionOf(l, language)
		c.ID = fmt.Sprintf("c%d", i+1)
		if ends := [2]string{l.From, l.To}; ids[ends] == "" {
			ids[ends] = c.ID
		}
		b.Connections = append(b.Connections, c)
	}
	b.Loops = loopsOf(m, language, ids, report)
	report.Loops = len(b.Loops)
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return report, e.Encode(b)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// named returns a label on one line, or the id where there is none.
func named(t maps.Text, id string, l maps.Language) string {
	if s := oneLine(t.In(l)); s != "" {
		return s
	}
	return id
}

func elements(m *maps.Map, l maps.Language) []writtenElement {
	types, clusters := map[string]string{}, map[string]string{}
	for i := range m.Categories {
		types[m.Categories[i].ID] = named(m.Categories[i].Label, m.Categories[i].ID, l)
	}
	for i := range m.Clusters {
		clusters[m.Clusters[i].ID] = named(m.Clusters[i].Label, m.Clusters[i].ID, l)
	}
	list := []writtenElement{}
	for i := range m.Variables {
		v := &m.Variables[i]
		list = append(list, writtenElement{ID: v.ID, Label: named(v.Label, v.ID, l), Type: types[v.Category], Description: v.Note.In(l), Cluster: clusters[v.Cluster]})
	}
	return list
}

func connectionOf(l *maps.Link, language maps.Language) writtenConnection {
	c := writtenConnection{From: l.From, To: l.To, Direction: "directed", Confidence: string(l.Confidence), Description: l.Note.In(language)}
	if l.Sign != maps.Unknown {
		c.Type = l.Sign.String()
	}
	if l.Delay != nil {
		c.Delayed, c.Delay = true, spanText(*l.Delay)
	}
	if l.StrengthStated {
		c.Strength = spanText(l.Strength)
	}
	if l.Probability != 1 {
		c.Probability = l.Probability
	}
	return c
}

// loopsOf writes named loops by the connections between their variables, the
// first where there are several.
func loopsOf(m *maps.Map, language maps.Language, ids map[[2]string]string, r *format.Report) (list []writtenLoop) {
	for i := range m.Loops {
		l := &m.Loops[i]
		w := writtenLoop{ID: l.ID, Label: named(l.Label, l.ID, language), Description: l.Note.In(language)}
		closed := true
		for j, from := range l.Through {
			id := ids[[2]string{from, l.Through[(j+1)%len(l.Through)]}]
			closed = closed && id != ""
			w.Connections = append(w.Connections, id)
		}
		if !closed {
			r.Lose("named loops that are not closed", l.ID)
			continue
		}
		list = append(list, w)
	}
	return list
}

// lose counts what a blueprint has no place for.
func lose(m *maps.Map, language maps.Language, r *format.Report) {
	others := func(t maps.Text) bool {
		return slices.ContainsFunc(t.All(), func(s string) bool { return s != t.In(language) })
	}
	used := map[string]bool{}
	each(r, m.Variables, func(v *maps.Variable) (string, []string) {
		used["cluster "+v.Cluster], used["category "+v.Category] = true, true
		return v.ID, lost{
			"positions of variables": v.At != nil, "accents of variables": v.Accent, "indicators of variables": v.Measure != nil,
			"horizons of variables": v.Horizon != "", "inertias of variables": v.Inertia != nil,
			"texts in other languages": others(v.Label) || others(v.Note),
		}.list()
	})
	each(r, m.Links, func(l *maps.Link) (string, []string) {
		return l.Ref().String(), lost{
			"bends of links": l.Bend != nil, "core links": l.Core, "links with evidence": len(l.Evidence) > 0, "texts in other languages": others(l.Note),
		}.list()
	})
	each(r, m.Clusters, func(x *maps.Cluster) (string, []string) {
		return x.ID, lost{"colours and notes of clusters": x.Colour != "" || !x.Note.Empty(), "clusters without variables": !used["cluster "+x.ID]}.list()
	})
	each(r, m.Categories, func(x *maps.Category) (string, []string) {
		return x.ID, lost{"colours of categories": x.Colour+x.Accent != "", "categories without variables": !used["category "+x.ID]}.list()
	})
	each(r, m.Sources, func(x *maps.Source) (string, []string) {
		return shorten(x.Text.In(language)), []string{"sources of the map"}
	})
	each(r, m.Actors, func(x *maps.Actor) (string, []string) { return x.ID, []string{"actors"} })
	each(r, m.Roles, func(x *maps.Role) (string, []string) { return x.Actor, []string{"roles"} })
	each(r, m.Efforts, func(x *maps.Effort) (string, []string) { return x.ID, []string{"efforts"} })
	each(r, m.Scenarios, func(x *maps.Scenario) (string, []string) { return x.ID, []string{"scenarios"} })
	each(r, m.Views, func(x *maps.View) (string, []string) { return x.ID, []string{"views"} })
	if m.Time != "" {
		r.Lose("units of time", string(m.Time))
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
