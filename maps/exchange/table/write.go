package table

import (
	"encoding/csv"
	"io"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// word is a cell that is written as it stands: signs and our own words.
type word string

// sheet is a table to be written. Cells are float64 for numbers, word for words
// of ours, string for people's texts and nil for nothing.
type sheet struct {
	// name is that of a sheet of a workbook; empty for those of a map.
	name   string
	fields []field
	titles []word
	rows   [][]any
}

// export is a map on its way into a table.
type export struct {
	m       *maps.Map
	dialect dialect
	// names are what variables are called in links, by id.
	names map[string]string
}

func newExport(m *maps.Map, o format.WriteOptions) *export {
	language := o.LanguageOf(m)
	return &export{m: m, dialect: dialect{language}, names: namesOf(m, language)}
}

// namesOf calls each variable by its label, or by its id where the label is
// another's label or id, too.
func namesOf(m *maps.Map, l maps.Language) map[string]string {
	labels, ids := map[string]int{}, map[string]bool{}
	for i := range m.Variables {
		labels[format.NameKey(m.Variables[i].Label.In(l))]++
		ids[m.Variables[i].ID] = true
	}
	names := make(map[string]string, len(m.Variables))
	for i := range m.Variables {
		v := &m.Variables[i]
		name := format.OneLine(v.Label.In(l))
		if k := format.NameKey(name); name == "" || labels[k] > 1 || ids[name] && name != v.ID {
			name = v.ID
		}
		names[v.ID] = name
	}
	return names
}

// text returns a text in the language that is written; empty cells are nil.
func (x *export) text(t maps.Text) any { return textCell(t.In(x.dialect.language)) }

func (x *export) line(t maps.Text) any { return textCell(format.OneLine(t.In(x.dialect.language))) }

func textCell(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// links returns the table of links.
func (x *export) links() *sheet {
	fields := []field{fromField, toField, signField, strengthField, delayField, confidenceField}
	uncertain, core := false, false
	for i := range x.m.Links {
		uncertain = uncertain || x.m.Links[i].Probability != 1 && x.m.Links[i].Probability != 0
		core = core || x.m.Links[i].Core
	}
	if uncertain {
		fields = append(fields, probabilityField)
	}
	if core {
		fields = append(fields, coreField)
	}
	s := x.sheet(append(fields, noteField, evidenceField))
	for i := range x.m.Links {
		s.rows = append(s.rows, x.row(s.fields, func(f field) any { return x.linkCell(&x.m.Links[i], f) }))
	}
	return s
}

// variables returns the table of variables.
func (x *export) variables() *sheet {
	fields := []field{labelField, idField, clusterField, categoryField, noteField, xField, yField}
	var inertia, horizon, measure bool
	for i := range x.m.Variables {
		v := &x.m.Variables[i]
		inertia, horizon, measure = inertia || v.Inertia != nil, horizon || v.Horizon != "", measure || v.Measure != nil
	}
	if inertia {
		fields = append(fields, inertiaField)
	}
	if horizon {
		fields = append(fields, horizonField)
	}
	if measure {
		fields = append(fields, indicatorField, unitField)
	}
	s := x.sheet(fields)
	clusters, categories := map[string]any{}, map[string]any{}
	for i := range x.m.Clusters {
		clusters[x.m.Clusters[i].ID] = x.group(x.m.Clusters[i].ID, x.m.Clusters[i].Label)
	}
	for i := range x.m.Categories {
		categories[x.m.Categories[i].ID] = x.group(x.m.Categories[i].ID, x.m.Categories[i].Label)
	}
	for i := range x.m.Variables {
		v := &x.m.Variables[i]
		s.rows = append(s.rows, x.row(fields, func(f field) any {
			switch f {
			case clusterField:
				return clusters[v.Cluster]
			case categoryField:
				return categories[v.Category]
			}
			return x.variableCell(v, f)
		}))
	}
	return s
}

func (x *export) group(id string, label maps.Text) any {
	if cell := x.line(label); cell != nil {
		return cell
	}
	return id
}

func (x *export) sheet(fields []field) *sheet {
	s := &sheet{fields: fields}
	for _, f := range fields {
		s.titles = append(s.titles, word(x.title(f)))
	}
	return s
}

// title is the title of a column, with the unit of time where it has one.
func (x *export) title(f field) string {
	title := f.title(x.dialect.language)
	if f == delayField || f == inertiaField {
		for _, t := range timeWords {
			if t.unit == x.m.Time {
				title += " (" + x.dialect.word(t.english, t.danish) + ")"
			}
		}
	}
	return title
}

func (x *export) row(fields []field, cell func(field) any) []any {
	cells := make([]any, len(fields))
	for i, f := range fields {
		cells[i] = cell(f)
	}
	return cells
}

func (x *export) linkCell(l *maps.Link, f field) any {
	switch f {
	case fromField:
		return x.names[l.From]
	case toField:
		return x.names[l.To]
	case signField:
		return word(l.Sign.String())
	case strengthField:
		if l.StrengthStated {
			if text := x.dialect.strength(l.Strength); !l.Strength.Certain() {
				return word(text)
			}
			return l.Strength.Low
		}
	case delayField:
		return x.span(l.Delay)
	case confidenceField:
		if l.Confidence != "" {
			return word(x.dialect.confidence(l.Confidence))
		}
	case probabilityField:
		if l.Probability != 1 && l.Probability != 0 {
			return l.Probability
		}
	case coreField:
		if l.Core {
			return word(x.dialect.word("yes", "ja"))
		}
	case noteField:
		return x.text(l.Note)
	case evidenceField:
		return textCell(evidenceText(l.Evidence))
	}
	return nil
}

func (x *export) span(r *maps.Range) any {
	switch {
	case r == nil:
		return nil
	case r.Certain():
		return r.Low
	}
	return word(x.dialect.span(*r))
}

// evidenceText puts sources, each with its address, into one cell.
func evidenceText(list []maps.Evidence) string {
	var parts []string
	for _, e := range list {
		part := format.OneLine(strings.ReplaceAll(e.Source, "|", "/"))
		if address(e.URL) && !strings.ContainsAny(e.URL, " |\n\t") {
			part = strings.TrimSpace(part + " " + e.URL)
		}
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " | ")
}

func (x *export) variableCell(v *maps.Variable, f field) any {
	switch f {
	case labelField:
		if cell := x.line(v.Label); cell != nil {
			return cell
		}
		return v.ID
	case idField:
		return word(v.ID)
	case noteField:
		return x.text(v.Note)
	case xField:
		if v.At != nil {
			return v.At.X
		}
	case yField:
		if v.At != nil {
			return v.At.Y
		}
	case inertiaField:
		return x.span(v.Inertia)
	case horizonField:
		for _, h := range horizonWords {
			if h.horizon == v.Horizon {
				return word(x.dialect.word(h.english, h.danish))
			}
		}
	case indicatorField:
		if v.Measure != nil {
			return x.line(v.Measure.Indicator)
		}
	case unitField:
		if v.Measure != nil {
			return textCell(format.OneLine(v.Measure.Unit))
		}
	}
	return nil
}

// writeText writes the links and, with nothing but a from, the variables that
// no link touches.
func writeText(w io.Writer, m *maps.Map, o format.WriteOptions, name string) (*format.Report, error) {
	x := newExport(m, o)
	links := x.links()
	touched := make(map[string]bool, len(m.Variables))
	for i := range m.Links {
		touched[m.Links[i].From], touched[m.Links[i].To] = true, true
	}
	report := x.textReport(name)
	for i := range m.Variables {
		id := m.Variables[i].ID
		if !touched[id] {
			links.rows = append(links.rows, []any{x.names[id]})
		}
		if x.names[id] == id && format.NameKey(m.Variables[i].Label.In(x.dialect.language)) != format.NameKey(id) {
			report.Note("variables named by their id, because their label is not theirs alone", id)
		}
	}
	report.Clusters, report.Positions = 0, 0
	x.loseVariables(report)
	return report, x.delimited(w, links, name == "tsv")
}

// WriteFiles writes a file of links and the file of variables that goes with it,
// as CSV.
func WriteFiles(links, variables io.Writer, m *maps.Map, o format.WriteOptions) (*format.Report, error) {
	x := newExport(m, o)
	report := x.textReport("csv")
	for i := range m.Variables {
		x.loseLanguages(report, m.Variables[i].Note, m.Variables[i].ID)
	}
	x.loseUnused(report)
	if err := x.delimited(links, x.links(), false); err != nil {
		return nil, err
	}
	return report, x.delimited(variables, x.variables(), false)
}

// textReport begins the report of a table as text.
func (x *export) textReport(name string) *format.Report {
	r := &format.Report{Format: name}
	x.count(r)
	if !x.m.Title.Empty() {
		r.Lose("the title", format.Shorten(x.m.Title.In(x.dialect.language)))
	}
	x.loseLinkParts(r)
	x.loseRest(r)
	return r
}

// delimited writes a sheet as text: for Danish with semicolons, decimal commas
// and a byte order mark, without which Excel misreads æ, ø and å.
func (x *export) delimited(w io.Writer, s *sheet, tabs bool) error {
	c := csv.NewWriter(w)
	if x.dialect.language == maps.Danish {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return err
		}
		c.Comma, c.UseCRLF = ';', true
	}
	if tabs {
		c.Comma = '\t'
	}
	record := make([]string, len(s.titles))
	for i, t := range s.titles {
		record[i] = string(t)
	}
	if err := c.Write(record); err != nil {
		return err
	}
	for _, cells := range s.rows {
		clear(record)
		for i, cell := range cells {
			switch v := cell.(type) {
			case string:
				record[i] = format.Defused(v)
			case word:
				record[i] = string(v)
			case float64:
				record[i] = x.dialect.number(v)
			}
		}
		if err := c.Write(record); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}
