package insightmaker

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/stockflow"
)

// syntaxOf is how equations are written. The functions for time and its step
// come with units, so the time is counted in the model's own unit and the step
// is written out.
func syntaxOf(m *stockflow.Model) stockflow.Syntax {
	return stockflow.Syntax{
		Name: func(name string) string { return "[" + name + "]" },
		Time: stockflow.UnitName(m.Unit) + "s()", Step: stockflow.Decimal(m.Step),
		And: "and", Or: "or", Functions: [3]string{"Exp", "Min", "Max"},
		Choice: func(when, then, otherwise string) string {
			return "IfThenElse(" + when + ", " + then + ", " + otherwise + ")"
		},
	}
}

// modelWriter is a model as far as it has been written.
type modelWriter struct {
	model  *stockflow.Model
	syntax stockflow.Syntax
	doc    modelJSON
}

func writeModel(w io.Writer, m *stockflow.Model, r *format.Report) error {
	r.Format = "insight-maker"
	start, length, step := 0.0, m.Until, m.Step
	out := &modelWriter{model: m, syntax: syntaxOf(m)}
	out.doc = modelJSON{
		Engine: "SIMULATION_PACKAGE", Name: m.Title, Description: m.Note,
		Simulation: &settings{Algorithm: "RK1", Start: &start, Length: &length, Step: &step, Units: strings.ToUpper(stockflow.UnitName(m.Unit)) + "S"},
	}
	for i := range m.Elements {
		out.element(&m.Elements[i])
	}
	for _, g := range m.Groups()[1:] {
		r.Lose("clusters", g.Name)
	}
	r.Clusters = 0
	for i := range m.Elements {
		out.links(&m.Elements[i])
	}
	out.scenarios()
	if len(m.Shown) > 0 {
		out.doc.Visualizations = append(out.doc.Visualizations, visualization{Type: "TIME_SERIES", Name: m.Title, Elements: m.Shown})
	}
	return out.doc.write(w)
}

func (w *modelWriter) element(e *stockflow.Element) {
	const width, height = 90, 44
	made := elementJSON{Name: e.Name, Description: e.About, Display: &display{
		Coordinates: []float64{e.At.X - width/2, e.At.Y - height/2}, Size: []float64{width, height},
	}}
	switch e.Kind {
	case stockflow.Stock:
		made.Type, made.Behavior = "STOCK", &behavior{Initial: json.RawMessage("0")}
	case stockflow.Flow:
		made.Type, made.To, made.Behavior = "FLOW", &e.Other, &behavior{Value: quoted(w.syntax.Text(e.Value))}
		made.Display = &display{From: []float64{e.At.X - 40, e.At.Y}}
	case stockflow.Delay:
		made.Type = "VARIABLE"
		made.Behavior = &behavior{Value: quoted("Delay([" + e.Other + "], " + stockflow.Decimal(e.Lag) + ", 0)")}
	default:
		made.Type, made.Behavior = "VARIABLE", &behavior{Value: quoted(w.syntax.Text(e.Value))}
	}
	if e.Name == w.model.Switch {
		least, most := 0.0, float64(len(w.model.Scenarios))
		made.Behavior.Value = json.RawMessage(strconv.Itoa(w.model.Chosen))
		made.Display.Interactive, made.Display.Least, made.Display.Most = true, &least, &most
	}
	w.doc.Elements = append(w.doc.Elements, made)
}

// quoted writes an equation, which Insight Maker keeps as text.
func quoted(equation string) json.RawMessage {
	var text bytes.Buffer
	out := json.NewEncoder(&text)
	// < and > are part of equations that people read.
	out.SetEscapeHTML(false)
	// A text can always be written.
	_ = out.Encode(equation)
	return bytes.TrimSpace(text.Bytes())
}

// links joins an element with everything it depends on, without which equations
// could not name it. A flow knows the stock that it fills.
func (w *modelWriter) links(e *stockflow.Element) {
	for _, cause := range e.Causes() {
		if e.Kind == stockflow.Flow && cause == e.Other {
			continue
		}
		w.doc.Elements = append(w.doc.Elements, elementJSON{Type: "LINK", From: &cause, To: &e.Name, Behavior: polarity(e.Signs[cause])})
	}
}

// polarity is what a link is drawn with.
func polarity(s maps.Sign) *behavior {
	switch s {
	case maps.Positive:
		return &behavior{Polarity: "POSITIVE"}
	case maps.Negative:
		return &behavior{Polarity: "NEGATIVE"}
	}
	return nil
}

// scenarios are settings of the switch.
func (w *modelWriter) scenarios() {
	for k, s := range w.model.Scenarios {
		w.doc.Scenarios = append(w.doc.Scenarios, scenarioJSON{Name: s.Name, Description: s.About, Values: map[string]any{w.model.Switch: k + 1}})
	}
}
