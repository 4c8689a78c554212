package insightmaker

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// unitsOfTime are what ModelJSON calls them.
var unitsOfTime = map[maps.TimeUnit]string{maps.Day: "DAYS", maps.Week: "WEEKS", maps.Month: "MONTHS", maps.Year: "YEARS"}

// write writes ModelJSON that draws the map.
func write(w io.Writer, m *maps.Map, o format.WriteOptions) (*format.Report, error) {
	language := o.Language
	if language == "" {
		language = m.Language
	}
	report := format.ReportWritten("insight-maker", m, language, format.Kept{Title: true, Note: true, Time: true, Positions: true, Notes: true, Units: true, LinkNotes: true})
	doc := modelJSON{Engine: "SIMULATION_PACKAGE", Name: m.Title.In(language), Description: m.Note.In(language), Elements: []elementJSON{}}
	if unit := unitsOfTime[m.Time]; unit != "" {
		doc.Simulation = &settings{Units: unit}
	}
	nameOf := make(map[string]string, len(m.Variables))
	given := format.Numbered{Key: nameKey}
	for i := range m.Variables {
		v := &m.Variables[i]
		label := format.OneLine(v.Label.In(language))
		name := given.Name(cmp.Or(label, "Unnamed"))
		if name != label {
			report.Note("labels that stand twice, with a number added", v.ID)
		}
		nameOf[v.ID] = name
		doc.Elements = append(doc.Elements, element(v, name, i, language, report))
	}
	for i := range m.Links {
		l := &m.Links[i]
		from, okFrom := nameOf[l.From]
		to, okTo := nameOf[l.To]
		if !okFrom || !okTo {
			return nil, fmt.Errorf("%s: there is no such variable", l.Ref())
		}
		doc.Elements = append(doc.Elements, elementJSON{Type: "LINK", From: &from, To: &to, Description: l.Note.In(language), Behavior: polarity(l.Sign)})
	}
	return report, doc.write(w)
}

// write writes the document.
func (doc *modelJSON) write(w io.Writer) error {
	var text bytes.Buffer
	out := json.NewEncoder(&text)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false)
	if err := out.Encode(doc); err != nil {
		return err
	}
	_, err := w.Write(text.Bytes())
	return err
}

// element draws a variable. Insight Maker lays nothing out: those without a
// place go on a grid.
func element(v *maps.Variable, name string, i int, language maps.Language, report *format.Report) elementJSON {
	e := elementJSON{Type: "VARIABLE", Name: name, Description: format.AsMarkup(v.Note.In(language))}
	x, y := float64(100+i%8*150), float64(80+i/8*110)
	if v.At != nil {
		x, y = v.At.X, v.At.Y
	} else {
		report.Note("variables without a position, set out on a grid", v.ID)
	}
	e.Display = &display{Coordinates: []float64{x - usualWidth/2, y - usualHeight/2}, Size: []float64{usualWidth, usualHeight}}
	if v.Measure != nil && v.Measure.Unit != "" {
		e.Behavior = &behavior{Units: v.Measure.Unit}
	}
	return e
}
