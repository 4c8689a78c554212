// Package cytoscape writes maps as Cytoscape JSON, which Cytoscape.js (version
// 3) takes as it is and Cytoscape Desktop opens as .cyjs. It is not read.
//
// Variables and links are nodes and edges with everything said of them as data:
// sign as +, - or ?, strength, delay and inertia as low and high, weight as the
// middle of the strength where one is stated. A cluster is a compound node,
// named as the parent of its variables; positions are those of the map, with y
// down as in Cytoscape.js. Named loops, scenarios and who is responsible have no
// place and are counted in the report.
package cytoscape

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// Format is Cytoscape JSON.
func Format() format.Format {
	return format.Format{Name: "cytoscape", Title: "Cytoscape JSON", Endings: []string{"cyjs"}, Write: write}
}

// The keys of the file.
type (
	node struct {
		Data     nodeData  `json:"data"`
		Position *position `json:"position,omitempty"`
		Classes  string    `json:"classes"`
	}
	nodeData struct {
		ID          string   `json:"id"`
		Label       string   `json:"label"`
		Name        string   `json:"name"`
		Parent      string   `json:"parent,omitempty"`
		Category    string   `json:"category,omitempty"`
		Colour      string   `json:"colour,omitempty"`
		Note        string   `json:"note,omitempty"`
		Horizon     string   `json:"horizon,omitempty"`
		InertiaLow  *float64 `json:"inertia_low,omitempty"`
		InertiaHigh *float64 `json:"inertia_high,omitempty"`
		Unit        string   `json:"unit,omitempty"`
	}
	position struct {
		X float64 `json:"x"`
		Y float64 `json:"y"`
	}
	edge struct {
		Data    edgeData `json:"data"`
		Classes string   `json:"classes"`
	}
	edgeData struct {
		ID           string   `json:"id"`
		Source       string   `json:"source"`
		Target       string   `json:"target"`
		Interaction  string   `json:"interaction"`
		Sign         string   `json:"sign"`
		Weight       *float64 `json:"weight,omitempty"`
		StrengthLow  *float64 `json:"strength_low,omitempty"`
		StrengthHigh *float64 `json:"strength_high,omitempty"`
		DelayLow     *float64 `json:"delay_low,omitempty"`
		DelayHigh    *float64 `json:"delay_high,omitempty"`
		Confidence   string   `json:"confidence,omitempty"`
		Probability  *float64 `json:"probability,omitempty"`
		Bend         *float64 `json:"bend,omitempty"`
		Core         bool     `json:"core,omitempty"`
		Note         string   `json:"note,omitempty"`
	}
	network struct {
		Name string `json:"name"`
		Note string `json:"note,omitempty"`
		Time string `json:"time,omitempty"`
	}
)

// kept is what the file holds.
var kept = format.Kept{
	Title: true, Note: true, Time: true, Categories: true, Colours: true, Clusters: true, Positions: true, Notes: true, Units: true, Inertias: true, Horizons: true,
	Strengths: true, Delays: true, Ranges: true, Confidences: true, Probabilities: true, Bends: true, Core: true, LinkNotes: true,
}

func write(w io.Writer, m *maps.Map, o format.WriteOptions) (*format.Report, error) {
	language := o.LanguageOf(m)
	b := bufio.NewWriter(w)
	data, err := encode(network{Name: format.OneLine(m.Title.In(language)), Note: m.Note.In(language), Time: string(m.Time)})
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(b, "{\n\"format_version\": \"1.0\",\n\"generated_by\": \"sysmap\",\n\"target_cytoscapejs_version\": \"~3.0\",\n\"data\": %s,\n\"elements\": {\n\"nodes\": [", data)
	if err := each(b, nodes(m, language)); err != nil {
		return nil, err
	}
	b.WriteString("],\n\"edges\": [")
	if err := each(b, edges(m, language)); err != nil {
		return nil, err
	}
	b.WriteString("]\n}\n}\n")
	return format.ReportWritten("cytoscape", m, language, kept), b.Flush()
}

// encode writes a value on one line. Characters that end a script in a page stay
// escaped, because people put these files into pages.
func encode(v any) ([]byte, error) {
	text, err := json.Marshal(v)
	return bytes.TrimSpace(text), err
}

// each writes the entries of a list, one a line.
func each[T any](b *bufio.Writer, list []T) error {
	for i := range list {
		text, err := encode(&list[i])
		if err != nil {
			return err
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		b.Write(text)
	}
	return nil
}

// clusterPrefix parts the ids of clusters from those of variables, which may be
// the same.
const clusterPrefix = "cluster:"

func nodes(m *maps.Map, l maps.Language) (list []node) {
	used := make(map[string]bool, len(m.Clusters))
	for i := range m.Variables {
		used[m.Variables[i].Cluster] = true
	}
	for i := range m.Clusters {
		if c := &m.Clusters[i]; used[c.ID] {
			label := format.Named(c.Label, c.ID, l)
			list = append(list, node{Data: nodeData{ID: clusterPrefix + c.ID, Label: label, Name: label}, Classes: "cluster"})
		}
	}
	categories := make(map[string]*maps.Category, len(m.Categories))
	for i := range m.Categories {
		categories[m.Categories[i].ID] = &m.Categories[i]
	}
	for i := range m.Variables {
		v := &m.Variables[i]
		label := format.Named(v.Label, v.ID, l)
		n := node{Data: nodeData{ID: v.ID, Label: label, Name: label, Note: v.Note.In(l), Horizon: string(v.Horizon)}, Classes: "variable"}
		if v.Cluster != "" {
			n.Data.Parent = clusterPrefix + v.Cluster
		}
		if c := categories[v.Category]; c != nil {
			n.Data.Category, n.Data.Colour = format.Named(c.Label, c.ID, l), c.Colour
		}
		n.Data.InertiaLow, n.Data.InertiaHigh = ends(v.Inertia)
		if v.Measure != nil {
			n.Data.Unit = v.Measure.Unit
		}
		if v.At != nil {
			n.Position = &position{v.At.X, v.At.Y}
		}
		list = append(list, n)
	}
	return list
}

func edges(m *maps.Map, l maps.Language) (list []edge) {
	for i := range m.Links {
		k := &m.Links[i]
		interaction := "unknown"
		switch k.Sign {
		case maps.Positive:
			interaction = "positive"
		case maps.Negative:
			interaction = "negative"
		}
		e := edge{Data: edgeData{
			ID: fmt.Sprintf("link:%d", i+1), Source: k.From, Target: k.To, Interaction: interaction, Sign: k.Sign.String(),
			Confidence: string(k.Confidence), Bend: k.Bend, Core: k.Core, Note: k.Note.In(l),
		}, Classes: interaction}
		if k.StrengthStated {
			middle := k.Strength.Middle()
			e.Data.Weight = &middle
			e.Data.StrengthLow, e.Data.StrengthHigh = ends(&k.Strength)
		}
		e.Data.DelayLow, e.Data.DelayHigh = ends(k.Delay)
		if k.Probability != 1 {
			e.Data.Probability = &k.Probability
		}
		list = append(list, e)
	}
	return list
}

// ends returns the low and the high end of what is stated.
func ends(r *maps.Range) (low, high *float64) {
	if r == nil {
		return nil, nil
	}
	return &r.Low, &r.High
}
