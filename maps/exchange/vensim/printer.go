package vensim

import (
	"bufio"
	"fmt"
	"strings"
	"unicode/utf8"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/stockflow"
)

// printer writes what causal sketches and models have in common.
type printer struct {
	*bufio.Writer
	report *format.Report
}

func (w *printer) print(pattern string, values ...any) {
	// A bufio.Writer gives its first error again when it is flushed.
	_, _ = fmt.Fprintf(w, pattern, values...)
}

// heading begins a group of equations.
func (w *printer) heading(name, remark string) {
	stars := strings.Repeat("*", 56)
	w.print("%s\n\t.%s\n%s~\n\t\t%s\n\t|\n\n", stars, format.OneLine(name), stars, remark)
}

// entry writes a name with its equation, its unit and what is said of it.
func (w *printer) entry(name, equation, unit, remark string) {
	// A backslash at the end of a line would join it to the next.
	remark = strings.ReplaceAll(strings.ReplaceAll(strings.TrimSpace(remark)+"\n", "\\\n", "\\ \n"), "\n", "\n\t\t")
	w.print("%s  =%s\n\t~\t%s\n\t~\t%s\n\t|\n\n", name, equation, unit, strings.TrimRight(remark, "\t\n"))
}

// plain takes out of a text what ends it in Vensim.
func (w *printer) plain(s, where string) string {
	if strings.ContainsAny(s, "|~") {
		w.report.Note("bars and tildes in texts, which Vensim keeps for itself, replaced", where)
		s = strings.NewReplacer("|", "¦", "~", "∼").Replace(s)
	}
	return s
}

// control writes the settings without which Vensim says that a model is not
// whole: the end, the start, how often results are kept, and the step.
func (w *printer) control(unit maps.TimeUnit, values [4]string) {
	w.heading("Control", "Simulation Control Parameters")
	for i, s := range [...][2]string{
		{"FINAL TIME", "The final time for the simulation."},
		{"INITIAL TIME", "The initial time for the simulation."},
		{"SAVEPER", "The frequency with which output is stored."},
		{"TIME STEP", "The time step for the simulation."},
	} {
		w.entry(s[0], " "+values[i], stockflow.UnitName(unit), s[1])
	}
}

// beginView begins the sketch with its only view.
func (w *printer) beginView() {
	w.print("%s Sketch information - do not modify anything except names\n", divider)
	w.print("V300  Do not put anything below this section - it will be ignored\n*View 1\n")
	w.print("$192-192-192,0,Arial|12||0-0-0|0-0-0|0-0-255|-1--1--1|-1--1--1|96,96,100,0\n")
}

func (w *printer) endView() { w.print("///---\\\\\\\n") }

// comment puts a text on the view.
func (w *printer) comment(id int, text string, y float64) {
	w.print("12,%d,0,300,%.0f,200,40,8,4,0,8,-1,0,0,0,0-0-0,0-0-0,|10||0-0-0\n%s\n", id, y, text)
}

// halfWidth is how far a name reaches to both sides.
func halfWidth(name string) int { return min(90, max(24, 4*utf8.RuneCountInString(name))) }

// polarity is the mark at an arrow.
func polarity(s maps.Sign) rune {
	switch s {
	case maps.Positive:
		return '+'
	case maps.Negative:
		return '-'
	}
	return 0
}
