package xmile

import (
	"bufio"
	"fmt"
	"strconv"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// printer writes what causal diagrams and models have in common.
type printer struct {
	*bufio.Writer
	report *format.Report
}

func (w *printer) print(pattern string, values ...any) {
	// A bufio.Writer gives its first error again when it is flushed.
	_, _ = fmt.Fprintf(w, pattern, values...)
}

// polarity is the attribute of a connector.
func polarity(s maps.Sign) string {
	switch s {
	case maps.Positive:
		return ` polarity="+"`
	case maps.Negative:
		return ` polarity="-"`
	}
	return ""
}

// header begins the file, up to the settings.
func (w *printer) header(title string) {
	w.print("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
	w.print("<xmile version=\"1.0\" xmlns=\"http://docs.oasis-open.org/xmile/ns/XMILE/v1.0\" xmlns:isee=\"http://iseesystems.com/XMILE\">\n")
	w.print("  <header>\n    <name>%s</name>\n    <vendor>sysmap</vendor>\n    <product version=\"1.0\">sysmap</product>\n  </header>\n", format.Escape(title))
}

// group writes a group of variables.
func (w *printer) group(name string, members []string) {
	w.print("      <group name=\"%s\">\n", format.Escape(escape(name)))
	for _, m := range members {
		w.print("        <entity name=\"%s\" run=\"false\"/>\n", format.Escape(escape(m)))
	}
	w.print("      </group>\n")
}

// text puts a text on the view.
func (w *printer) text(note string, y float64) {
	if note != "" {
		w.print("        <text_box x=\"100\" y=\"%s\" width=\"400\" height=\"80\">%s</text_box>\n", decimal(y), format.Escape(note))
	}
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
