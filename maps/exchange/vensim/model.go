package vensim

import (
	"bufio"
	"io"
	"math"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/stockflow"
)

// syntax is that of Vensim's equations.
var syntax = stockflow.Syntax{
	Name: quote, Time: "Time", Step: "TIME STEP", And: ":AND:", Or: ":OR:", Functions: [3]string{"EXP", "MIN", "MAX"},
	Choice: func(when, then, otherwise string) string {
		return "IF THEN ELSE(" + when + ", " + then + ", " + otherwise + ")"
	},
}

// modelWriter is a model as far as it has been written.
type modelWriter struct {
	printer
	model *stockflow.Model
	// id is the last one given in the sketch, and ids are those at which
	// arrows to and from elements end.
	id  int
	ids map[string]int
	at  map[string]maps.Position
	// shared are the names of what much depends on.
	shared map[string]bool
}

func writeModel(w io.Writer, m *stockflow.Model, r *format.Report) error {
	r.Format = "vensim"
	out := &modelWriter{
		printer: printer{Writer: bufio.NewWriter(w), report: r},
		model:   m, ids: map[string]int{}, at: map[string]maps.Position{}, shared: map[string]bool{},
	}
	out.print("{UTF-8}\n")
	for _, g := range m.Groups() {
		if g.Name != "" {
			out.heading(out.plain(strings.Trim(g.Name, "*"), g.Name), "")
		}
		for _, e := range g.Elements {
			out.equation(e)
		}
	}
	out.control(m.Unit, [4]string{stockflow.Decimal(m.Until), "0", "TIME STEP", stockflow.Decimal(m.Step)})
	out.sketch()
	return out.Flush()
}

func (w *modelWriter) equation(e *stockflow.Element) {
	unit, right := "Dmnl", ""
	switch e.Kind {
	case stockflow.Stock:
		right = "INTEG (" + quote(e.Other) + ", 0)"
	case stockflow.Delay:
		right = "DELAY FIXED (" + quote(e.Other) + ", " + stockflow.Decimal(e.Lag) + ", 0)"
	case stockflow.Flow:
		unit, right = w.model.UnitOfFlow(), syntax.Text(e.Value)
	default:
		right = syntax.Text(e.Value)
	}
	w.entry(quote(e.Name), "\n\t"+broken(right), unit, w.plain(e.About, e.Name))
}

// broken breaks long equations after operators, with the backslash that Vensim
// wants there.
func broken(s string) string {
	const width = 76
	var b strings.Builder
	quoted, column := false, 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		b.WriteByte(c)
		column++
		switch {
		case quoted && c == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		case c == '"':
			quoted = !quoted
		case !quoted && column > width && c == ' ' && i > 0 && strings.IndexByte("+-,", s[i-1]) >= 0:
			b.WriteString("\\\n\t\t")
			column = 0
		}
	}
	return b.String()
}

// sketch draws the model on one view.
func (w *modelWriter) sketch() {
	w.beginView()
	for i := range w.model.Elements {
		w.draw(&w.model.Elements[i])
	}
	if note := format.OneLine(w.model.Title + "\n" + w.model.Note); note != "" {
		w.comment(w.next(), note, math.Round(w.model.Bottom())+120)
	}
	for i := range w.model.Elements {
		w.causes(&w.model.Elements[i])
	}
	w.endView()
}

func (w *modelWriter) next() int {
	w.id++
	return w.id
}

// draw puts an element on the view. Flows come out of a cloud, through a valve
// into the stock to their right.
func (w *modelWriter) draw(e *stockflow.Element) {
	x, y := math.Round(e.At.X), math.Round(e.At.Y)
	w.shared[e.Name] = e.Shared
	w.at[e.Name] = maps.Position{X: x, Y: y}
	switch e.Kind {
	case stockflow.Stock:
		w.ids[e.Name] = w.next()
		w.print("10,%d,%s,%.0f,%.0f,45,22,3,3,0,0,0,0,0,0\n", w.id, quote(e.Name), x, y)
	case stockflow.Flow:
		// The stock stands before its flow.
		stock, cloud, into, out, valve, rate := w.ids[e.Other], w.next(), w.next(), w.next(), w.next(), w.next()
		end := w.at[e.Other].X - 45
		w.print("12,%d,48,%.0f,%.0f,10,8,0,3,0,0,-1,0,0,0\n", cloud, x-40, y)
		w.print("1,%d,%d,%d,4,0,0,22,0,0,0,-1--1--1,,1|(%.0f,%.0f)|\n", into, valve, stock, (x+end)/2, y)
		w.print("1,%d,%d,%d,100,0,0,22,0,0,0,-1--1--1,,1|(%.0f,%.0f)|\n", out, valve, cloud, x-20, y)
		w.print("11,%d,48,%.0f,%.0f,6,8,34,3,0,0,1,0,0,0\n", valve, x, y)
		w.print("10,%d,%s,%.0f,%.0f,%d,11,40,3,0,0,-1,0,0,0\n", rate, quote(e.Name), x, y+19, halfWidth(e.Name))
		w.ids[e.Name] = rate
	default:
		w.ids[e.Name] = w.next()
		w.print("10,%d,%s,%.0f,%.0f,%d,11,8,3,0,0,0,0,0,0\n", w.id, quote(e.Name), x, y, halfWidth(e.Name))
	}
}

// causes draws arrows from everything an element depends on; what much depends
// on is drawn as a shadow beside it.
func (w *modelWriter) causes(e *stockflow.Element) {
	to, shadows := w.at[e.Name], 0
	for _, cause := range e.Causes() {
		from, start := w.ids[cause], w.at[cause]
		if w.shared[cause] {
			from, start = w.next(), maps.Position{X: to.X + 30*float64(shadows), Y: to.Y + 34 + 22*float64(shadows)}
			shadows++
			w.print("10,%d,%s,%.0f,%.0f,%d,11,8,2,0,3,-1,0,0,0,128-128-128,0-0-0,|12||128-128-128\n", from, quote(cause), start.X, start.Y, halfWidth(cause))
		}
		kind := 64
		if e.Kind == stockflow.Delay {
			kind++
		}
		const bend = 0.12
		w.print("1,%d,%d,%d,1,0,%d,0,0,%d,0,-1--1--1,,1|(%.0f,%.0f)|\n", w.next(), from, w.ids[e.Name], polarity(e.Signs[cause]), kind,
			(start.X+to.X)/2+bend*(to.Y-start.Y), (start.Y+to.Y)/2-bend*(to.X-start.X))
	}
}
