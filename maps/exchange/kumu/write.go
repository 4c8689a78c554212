package kumu

import (
	"encoding/json"
	"fmt"
	"io"

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

// kept is what blueprints and tables hold.
var kept = format.Kept{
	Categories: true, Clusters: true, Notes: true, Strengths: true, Delays: true, Ranges: true, Confidences: true, Probabilities: true, LinkNotes: true,
}

func write(w io.Writer, m *maps.Map, o format.WriteOptions) (*format.Report, error) {
	language := o.LanguageOf(m)
	keeps := kept
	keeps.Title, keeps.Note, keeps.Loops = true, true, true
	report := format.ReportWritten("kumu-json", m, language, keeps)
	b := blueprint{Name: format.OneLine(m.Title.In(language)), Description: m.Note.In(language), Elements: elements(m, language), Connections: []writtenConnection{}}
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

func elements(m *maps.Map, l maps.Language) []writtenElement {
	types, clusters := map[string]string{}, map[string]string{}
	for i := range m.Categories {
		types[m.Categories[i].ID] = format.Named(m.Categories[i].Label, m.Categories[i].ID, l)
	}
	for i := range m.Clusters {
		clusters[m.Clusters[i].ID] = format.Named(m.Clusters[i].Label, m.Clusters[i].ID, l)
	}
	list := []writtenElement{}
	for i := range m.Variables {
		v := &m.Variables[i]
		list = append(list, writtenElement{ID: v.ID, Label: format.Named(v.Label, v.ID, l), Type: types[v.Category], Description: v.Note.In(l), Cluster: clusters[v.Cluster]})
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
		w := writtenLoop{ID: l.ID, Label: format.Named(l.Label, l.ID, language), Description: l.Note.In(language)}
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
