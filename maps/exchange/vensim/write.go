package vensim

import (
	"bufio"
	"cmp"
	"io"
	"math"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

var kept = format.Kept{Note: true, Clusters: true, Positions: true, Notes: true, Units: true, DelayMarks: true, Bends: true}

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
		printer: printer{bufio.NewWriter(w), format.ReportWritten("vensim", m, language, kept)},
		m:       m, language: language, index: index,
	}
	out.name()
	out.place()
	out.print("{UTF-8}\n")
	out.equations()
	out.control(m.Time, [4]string{"100", "0", "TIME STEP", "1"})
	out.sketch()
	return out.report, out.Flush()
}

// name gives each variable a name that Vensim tells apart from the others.
func (w *writer) name() {
	names := format.Numbered{Key: key, Reserved: setting}
	for i := range w.m.Variables {
		v := &w.m.Variables[i]
		label := format.OneLine(v.Label.In(w.language))
		if key(label) == "" {
			label = v.ID
		}
		name := names.Name(label)
		if name != label {
			w.report.Note("labels that Vensim takes for the same or keeps for itself, numbered", v.ID)
		}
		w.names = append(w.names, name)
	}
}

// equations writes an entry for each variable: those without a cluster first,
// then cluster by cluster.
func (w *writer) equations() {
	into := make([][]*maps.Link, len(w.m.Variables))
	for i := range w.m.Links {
		l := &w.m.Links[i]
		into[w.index[l.To]] = append(into[w.index[l.To]], l)
	}
	members := map[string][]int{}
	for i := range w.m.Variables {
		cluster := w.m.Variables[i].Cluster
		members[cluster] = append(members[cluster], i)
	}
	for _, i := range members[""] {
		w.equation(i, into[i])
	}
	for i := range w.m.Clusters {
		c := &w.m.Clusters[i]
		if len(members[c.ID]) == 0 {
			continue
		}
		w.heading(w.plain(cmp.Or(strings.Trim(c.Label.In(w.language), "*"), c.ID), c.ID), "")
		for _, k := range members[c.ID] {
			w.equation(k, into[k])
		}
	}
}

func (w *writer) equation(i int, links []*maps.Link) {
	v := &w.m.Variables[i]
	var from []int
	signs := map[int]maps.Sign{}
	for _, l := range links {
		k := w.index[l.From]
		sign, twice := signs[k]
		if !twice {
			from = append(from, k)
			sign = l.Sign
		}
		if sign != l.Sign {
			sign = maps.Unknown
		}
		signs[k] = sign
	}
	var causes []string
	for _, k := range from {
		cause := quote(w.names[k])
		if signs[k] == maps.Negative {
			cause = "-" + cause
		}
		causes = append(causes, cause)
	}
	unit := ""
	if v.Measure != nil {
		unit, _, _ = strings.Cut(strings.Join(strings.Fields(w.plain(v.Measure.Unit, v.ID)), " "), "[")
	}
	w.entry(quote(w.names[i]), " A FUNCTION OF( "+strings.Join(causes, ",")+")", unit, w.plain(v.Note.In(w.language), v.ID))
}

// place decides where every variable stands, in whole points.
func (w *writer) place() {
	w.places = format.Places(w.m, w.report)
	for i, p := range w.places {
		w.places[i] = maps.Position{X: math.Round(p.X), Y: math.Round(p.Y)}
		if w.places[i] != p {
			w.report.Note("positions, rounded to whole points", w.m.Variables[i].ID)
		}
	}
}

func (w *writer) sketch() {
	w.beginView()
	for i, name := range w.names {
		w.print("10,%d,%s,%.0f,%.0f,%d,11,8,3,0,0,0,0,0,0\n", i+1, quote(name), w.places[i].X, w.places[i].Y, halfWidth(name))
	}
	id := len(w.names) + 1
	if note := strings.Join(strings.Fields(w.m.Note.In(w.language)), " "); note != "" {
		bottom := 0.0
		for _, p := range w.places {
			bottom = max(bottom, p.Y)
		}
		w.comment(id, note, bottom+120)
		id++
	}
	signed := map[[2]string]bool{}
	for i := range w.m.Links {
		l := &w.m.Links[i]
		if l.Sign != maps.Unknown {
			signed[[2]string{l.From, l.To}] = true
		}
	}
	for i := range w.m.Links {
		l := &w.m.Links[i]
		if l.Sign == maps.Unknown && signed[[2]string{l.From, l.To}] {
			w.report.Lose("links of unknown sign beside one with a sign", l.Ref().String())
			w.report.Unknown--
			continue
		}
		w.arrow(id, l)
		id++
	}
	w.endView()
}

func (w *writer) arrow(id int, l *maps.Link) {
	kind, shape, bend := 64, 0, 0.0
	if l.Delay != nil {
		kind++
	}
	if l.Bend != nil {
		shape, bend = 1, *l.Bend
	}
	from, to := w.places[w.index[l.From]], w.places[w.index[l.To]]
	x := (from.X+to.X)/2 + bend*(to.Y-from.Y)
	y := (from.Y+to.Y)/2 - bend*(to.X-from.X)
	if l.From == l.To {
		shape, x, y = 1, from.X, from.Y-50
	}
	w.print("1,%d,%d,%d,%d,0,%d,0,0,%d,0,-1--1--1,,1|(%.0f,%.0f)|\n", id, w.index[l.From]+1, w.index[l.To]+1, shape, polarity(l.Sign), kind, x, y)
}
