package xmile

import (
	"bufio"
	"io"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/stockflow"
)

// syntax is that of XMILE's equations.
var syntax = stockflow.Syntax{
	Name: reference, Time: "TIME", Step: "DT", And: "AND", Or: "OR", Functions: [3]string{"EXP", "MIN", "MAX"},
	Choice: func(when, then, otherwise string) string {
		return "(IF " + when + " THEN " + then + " ELSE " + otherwise + ")"
	},
}

// modelWriter is a model as far as it has been written.
type modelWriter struct {
	printer
	model *stockflow.Model
	at    map[string]maps.Position
	// shared are the names of what much depends on.
	shared map[string]bool
	// uid is the last one given.
	uid int
}

func writeModel(w io.Writer, m *stockflow.Model, r *format.Report) error {
	r.Format = "xmile"
	out := &modelWriter{printer: printer{bufio.NewWriter(w), r}, model: m, at: map[string]maps.Position{}, shared: map[string]bool{}}
	out.header(m.Title)
	out.print("  <sim_specs method=\"euler\" time_units=\"%ss\">\n    <start>0</start>\n    <stop>%s</stop>\n    <dt>%s</dt>\n  </sim_specs>\n  <model>\n",
		stockflow.UnitName(m.Unit), stockflow.Decimal(m.Until), stockflow.Decimal(m.Step))
	out.print("    <variables>\n")
	for i := range m.Elements {
		out.variable(&m.Elements[i])
	}
	for _, g := range m.Groups() {
		if g.Name != "" {
			out.group(g)
		}
	}
	out.print("    </variables>\n    <views>\n      <view type=\"stock_flow\">\n")
	for i := range m.Elements {
		out.draw(&m.Elements[i])
	}
	for i := range m.Elements {
		out.causes(&m.Elements[i])
	}
	out.text(m.Note, m.Bottom()+100)
	out.print("      </view>\n    </views>\n  </model>\n</xmile>\n")
	return out.Flush()
}

// tag is the XML element that a kind is written as.
func tag(k stockflow.Kind) string {
	switch k {
	case stockflow.Stock:
		return "stock"
	case stockflow.Flow:
		return "flow"
	}
	return "aux"
}

func (w *modelWriter) variable(e *stockflow.Element) {
	equation, unit := "0", "1"
	switch e.Kind {
	case stockflow.Stock:
	case stockflow.Delay:
		equation = "DELAY(" + reference(e.Other) + ", " + stockflow.Decimal(e.Lag) + ", 0)"
	case stockflow.Flow:
		equation, unit = syntax.Text(e.Value), w.model.UnitOfFlow()
	default:
		equation = syntax.Text(e.Value)
	}
	w.print("      <%s name=\"%s\">\n", tag(e.Kind), format.Escape(escape(e.Name)))
	if e.About != "" {
		w.print("        <doc>%s</doc>\n", format.Escape(e.About))
	}
	w.print("        <eqn>%s</eqn>\n", format.Escape(equation))
	if e.Kind == stockflow.Stock {
		w.print("        <inflow>%s</inflow>\n", format.Escape(reference(e.Other)))
	}
	w.print("        <units>%s</units>\n      </%s>\n", format.Escape(unit), tag(e.Kind))
}

func (w *modelWriter) group(g stockflow.Group) {
	var names []string
	for _, e := range g.Elements {
		names = append(names, e.Name)
	}
	w.printer.group(g.Name, names)
}

// draw puts an element on the view. Flows come from beyond the model, through a
// valve into the stock to their right.
func (w *modelWriter) draw(e *stockflow.Element) {
	w.at[e.Name], w.shared[e.Name] = e.At, e.Shared
	w.print("        <%s name=\"%s\" x=\"%s\" y=\"%s\"", tag(e.Kind), format.Escape(escape(e.Name)), decimal(e.At.X), decimal(e.At.Y))
	if e.Kind != stockflow.Flow {
		w.print("/>\n")
		return
	}
	const halfStock = 22.5
	w.print(">\n          <pts>\n")
	for _, x := range [...]float64{e.At.X - 40, w.at[e.Other].X - halfStock} {
		w.print("            <pt x=\"%s\" y=\"%s\"/>\n", decimal(x), decimal(e.At.Y))
	}
	w.print("          </pts>\n        </flow>\n")
}

// causes draws connectors from everything an element depends on; the switch, on
// which much depends, is drawn as an alias beside it.
func (w *modelWriter) causes(e *stockflow.Element) {
	to, shadows := w.at[e.Name], 0
	for _, cause := range e.Causes() {
		from, end := w.at[cause], format.Escape(reference(cause))
		if w.shared[cause] {
			w.uid++
			from = maps.Position{X: to.X + 30*float64(shadows), Y: to.Y + 34 + 22*float64(shadows)}
			shadows++
			w.print("        <alias uid=\"%d\" x=\"%s\" y=\"%s\">\n          <of>%s</of>\n        </alias>\n", w.uid, decimal(from.X), decimal(from.Y), end)
			end = "<alias uid=\"" + decimal(float64(w.uid)) + "\"/>"
		}
		w.uid++
		const bend = 0.12
		w.print("        <connector uid=\"%d\" angle=\"%s\"", w.uid, decimal(format.AngleOfBend(from, to, bend)))
		w.print("%s", polarity(e.Signs[cause]))
		if e.Kind == stockflow.Delay {
			w.print(" delay_mark=\"true\"")
		}
		w.print(">\n          <from>%s</from>\n          <to>%s</to>\n        </connector>\n", end, format.Escape(reference(e.Name)))
	}
}
