package insightmaker

import (
	"encoding/json"
	"strings"

	"sysmap/maps"
)

// modelJSON is a model as ModelJSON tells it.
type modelJSON struct {
	Engine         string            `json:"engine,omitempty"`
	Name           string            `json:"name,omitempty"`
	Description    string            `json:"description,omitempty"`
	FileNotes      string            `json:"file_notes,omitempty"`
	Simulation     *settings         `json:"simulation,omitempty"`
	Elements       []elementJSON     `json:"elements"`
	Visualizations []any             `json:"visualizations,omitempty"`
	Scenarios      []any             `json:"scenarios,omitempty"`
	Units          []json.RawMessage `json:"units,omitempty"`
}

// visualization is a display of results.
type visualization struct {
	Type     string   `json:"type,omitempty"`
	Name     string   `json:"name,omitempty"`
	Elements []string `json:"elements,omitempty"`
}

// scenarioJSON is a set of values that elements take instead of their own.
type scenarioJSON struct {
	Name        string         `json:"name,omitempty"`
	Description string         `json:"description,omitempty"`
	Values      map[string]any `json:"values"`
}

type settings struct {
	Algorithm string   `json:"algorithm,omitempty"`
	Start     *float64 `json:"time_start,omitempty"`
	Length    *float64 `json:"time_length,omitempty"`
	Step      *float64 `json:"time_step,omitempty"`
	Units     string   `json:"time_units,omitempty"`
}

type elementJSON struct {
	Type        string    `json:"type"`
	Name        string    `json:"name,omitempty"`
	Description string    `json:"description,omitempty"`
	From        *string   `json:"from,omitempty"`
	To          *string   `json:"to,omitempty"`
	Display     *display  `json:"display,omitempty"`
	Behavior    *behavior `json:"behavior,omitempty"`
}

type display struct {
	Coordinates []float64 `json:"coordinates,omitempty"`
	Size        []float64 `json:"size,omitempty"`
	From        []float64 `json:"from_coordinates,omitempty"`
	Interactive bool      `json:"interactive,omitempty"`
	Least       *float64  `json:"interactive_min,omitempty"`
	Most        *float64  `json:"interactive_max,omitempty"`
}

type behavior struct {
	Polarity string          `json:"polarity,omitempty"`
	Units    string          `json:"units,omitempty"`
	Value    json.RawMessage `json:"value,omitempty"`
	Initial  json.RawMessage `json:"initial_value,omitempty"`
	Data     json.RawMessage `json:"data,omitempty"`
}

// usualWidth and usualHeight are the size of a box that states none.
const usualWidth, usualHeight = 100, 60

// fromJSON takes over what ModelJSON says.
func (r *reading) fromJSON(doc *modelJSON) {
	r.title, r.note = doc.Name, doc.Description
	if doc.FileNotes != "" {
		r.Report.Lose("notes of the program that wrote the file", shorten(doc.FileNotes))
	}
	if doc.Simulation != nil {
		r.unitOfTime(doc.Simulation.Units)
		r.Report.Lose("settings of the simulation", "simulation")
	}
	for range doc.Visualizations {
		r.Report.Lose("displays of results", "visualizations")
	}
	for range doc.Scenarios {
		r.Report.Lose("scenarios, which set values of equations", "scenarios")
	}
	for range doc.Units {
		r.Report.Lose("units that the model defines", "units")
	}
	for i := range doc.Elements {
		e := &doc.Elements[i]
		p := primitive{kind: strings.ToLower(e.Type), name: e.Name, note: e.Description, key: nameKey(e.Name)}
		if e.From != nil {
			p.from = nameKey(*e.From)
		}
		if e.To != nil {
			p.to = nameKey(*e.To)
		}
		if b := e.Behavior; b != nil {
			p.unit, p.equation, p.table = b.Units, stated(b.Value) || stated(b.Initial), stated(b.Data)
			switch strings.ToUpper(b.Polarity) {
			case "POSITIVE":
				p.sign = maps.Positive
			case "NEGATIVE":
				p.sign = maps.Negative
			case "", "NEUTRAL":
			default:
				p.strange = b.Polarity
			}
		}
		if s := e.Display; s != nil {
			p.slider = s.Interactive
			if len(s.Coordinates) == 2 {
				w, h := float64(usualWidth), float64(usualHeight)
				if len(s.Size) == 2 {
					w, h = s.Size[0], s.Size[1]
				}
				p.placed, p.x, p.y = true, s.Coordinates[0]+w/2, s.Coordinates[1]+h/2
			}
		}
		r.primitives = append(r.primitives, p)
	}
}

// nameKey is how ModelJSON compares names.
func nameKey(name string) string { return strings.ToLower(name) }

// stated reports whether an equation or a table says anything.
func stated(value json.RawMessage) bool {
	switch string(value) {
	case "", "null", `""`, "[]", "{}":
		return false
	}
	return true
}
