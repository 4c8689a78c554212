package xmile

import (
	"bufio"
	"cmp"
	"io"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

var kept = format.Kept{Title: true, Note: true, Clusters: true, Positions: true, Notes: true, Units: true, DelayMarks: true, Bends: true, LinkNotes: true}

// writer is a file as far as it has been written.
type writer struct {
	printer
	m        *maps.Map
	language maps.Language
	names    []string
	index    map[string]int
	places   []maps.Position
}

func write(w io.Writer, m *maps.Map, o format.WriteOptions) (*format.Report, error) {
	index, err := format.Index(m)
	if err != nil {
		return nil, err
	}
	language := o.LanguageOf(m)
	out := &writer{
		printer: printer{bufio.NewWriter(w), format.ReportWritten("xmile", m, language, kept)},
		m:       m, language: language, index: index,
	}
	out.name()
	out.places = format.Places(m, out.report)
	out.header(m.Title.In(language))
	out.print("  <sim_specs method=\"euler\">\n    <start>0</start>\n    <stop>100</stop>\n    <dt>1</dt>\n  </sim_specs>\n  <model>\n")
	out.variables()
	out.view()
	out.print("  </model>\n</xmile>\n")
	return out.report, out.Flush()
}

// name gives each variable a name that differs from the others' in XMILE.
func (w *writer) name() {
	names := format.Numbered{Key: func(name string) string { return key(escape(name)) }}
	for i := range w.m.Variables {
		v := &w.m.Variables[i]
		text := cmp.Or(format.OneLine(strings.ReplaceAll(v.Label.In(w.language), "_", " ")), v.ID)
		name := names.Name(text)
		if name != text {
			w.report.Note("labels that are the same name in XMILE, numbered", v.ID)
		}
		w.names = append(w.names, name)
	}
}

func (w *writer) variables() {
	into := make([][]int, len(w.m.Variables))
	seen := map[[2]string]bool{}
	for i := range w.m.Links {
		l := &w.m.Links[i]
		if ends := [2]string{l.From, l.To}; !seen[ends] {
			seen[ends] = true
			to := w.index[l.To]
			into[to] = append(into[to], w.index[l.From])
		}
	}
	w.print("    <variables>\n")
	for i := range w.m.Variables {
		v := &w.m.Variables[i]
		var causes []string
		for _, k := range into[i] {
			causes = append(causes, reference(w.names[k]))
		}
		equation := "NAN"
		if len(causes) > 0 {
			equation = "NAN(" + strings.Join(causes, ", ") + ")"
		}
		w.print("      <aux name=\"%s\">\n", format.Escape(escape(w.names[i])))
		if doc := v.Note.In(w.language); doc != "" {
			w.print("        <doc>%s</doc>\n", format.Escape(doc))
		}
		w.print("        <eqn>%s</eqn>\n", format.Escape(equation))
		if v.Measure != nil && v.Measure.Unit != "" {
			w.print("        <units>%s</units>\n", format.Escape(v.Measure.Unit))
		}
		w.print("      </aux>\n")
	}
	w.groups()
	w.print("    </variables>\n")
}

func (w *writer) groups() {
	members := map[string][]int{}
	for i := range w.m.Variables {
		members[w.m.Variables[i].Cluster] = append(members[w.m.Variables[i].Cluster], i)
	}
	for i := range w.m.Clusters {
		c := &w.m.Clusters[i]
		if len(members[c.ID]) == 0 {
			continue
		}
		var names []string
		for _, k := range members[c.ID] {
			names = append(names, w.names[k])
		}
		w.group(cmp.Or(c.Label.In(w.language), c.ID), names)
	}
}

func (w *writer) view() {
	w.print("    <views>\n      <view type=\"stock_flow\">\n")
	bottom := 0.0
	for i, name := range w.names {
		p := w.places[i]
		bottom = max(bottom, p.Y)
		w.print("        <aux name=\"%s\" x=\"%s\" y=\"%s\"/>\n", format.Escape(escape(name)), decimal(p.X), decimal(p.Y))
	}
	signed := map[[2]string]bool{}
	for i := range w.m.Links {
		l := &w.m.Links[i]
		signed[[2]string{l.From, l.To}] = signed[[2]string{l.From, l.To}] || l.Sign != maps.Unknown
	}
	for i := range w.m.Links {
		l := &w.m.Links[i]
		if l.Sign == maps.Unknown && signed[[2]string{l.From, l.To}] {
			w.report.Lose("links of unknown sign beside one with a sign", l.Ref().String())
			w.report.Unknown--
			continue
		}
		w.connector(i+1, l)
	}
	w.text(w.m.Note.In(w.language), bottom+100)
	w.print("      </view>\n    </views>\n")
}

func (w *writer) connector(uid int, l *maps.Link) {
	from, to := w.places[w.index[l.From]], w.places[w.index[l.To]]
	bend := 0.0
	if l.Bend != nil {
		bend = *l.Bend
	}
	w.print("        <connector uid=\"%d\" angle=\"%s\"", uid, decimal(format.AngleOfBend(from, to, bend)))
	w.print("%s", polarity(l.Sign))
	if l.Delay != nil {
		w.print(" delay_mark=\"true\"")
	}
	w.print(">\n          <from>%s</from>\n          <to>%s</to>\n", format.Escape(reference(w.names[w.index[l.From]])), format.Escape(reference(w.names[w.index[l.To]])))
	if note := l.Note.In(w.language); note != "" {
		w.print("          <isee:reasoning>%s</isee:reasoning>\n", format.Escape(note))
	}
	w.print("        </connector>\n")
}
