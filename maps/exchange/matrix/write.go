package matrix

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// mostWritten is how many variables are written: the file grows with their
// square, to 200 MB here.
const mostWritten = 10_000

func write(w io.Writer, m *maps.Map, o format.WriteOptions) (*format.Report, error) {
	if len(m.Variables) > mostWritten {
		return nil, fmt.Errorf("%w: a matrix of %d variables; at most %d are written, so write a list of links", format.ErrLimit, len(m.Variables), mostWritten)
	}
	language := o.Language
	if language == "" {
		language = m.Language
	}
	report := &format.Report{Format: "matrix"}
	kept := *m
	kept.Links = oneEach(m.Links, report)
	report.Count(&kept)
	report.Clusters, report.Positions, report.Loops, report.Scenarios = 0, 0, 0, 0
	lose(m, language, report)
	loseStrengths(kept.Links, report)

	c := csv.NewWriter(w)
	if language == maps.Danish {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return nil, err
		}
		c.Comma, c.UseCRLF = ';', true
	}
	index := make(map[string]int, len(m.Variables))
	record := make([]string, len(m.Variables)+1)
	record[0] = defused(oneLine(m.Title.In(language)))
	for i := range m.Variables {
		index[m.Variables[i].ID] = i
		record[i+1] = defused(name(&m.Variables[i], language))
	}
	if err := c.Write(record); err != nil {
		return nil, err
	}
	rows := make([][]entry, len(m.Variables))
	for i := range kept.Links {
		l := &kept.Links[i]
		row, column := index[l.From], index[l.To]
		if o.Transposed {
			row, column = column, row
		}
		rows[row] = append(rows[row], entry{column, cell(l, language)})
	}
	for i, row := range rows {
		record[0] = defused(name(&m.Variables[i], language))
		for j := range m.Variables {
			record[j+1] = "0"
		}
		for _, e := range row {
			record[e.column+1] = e.text
		}
		if err := c.Write(record); err != nil {
			return nil, err
		}
	}
	c.Flush()
	return report, c.Error()
}

// entry is one cell of a row that is not empty.
type entry struct {
	column int
	text   string
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func name(v *maps.Variable, l maps.Language) string {
	if s := oneLine(v.Label.In(l)); s != "" {
		return s
	}
	return v.ID
}

// oneEach leaves one link for each direction between two variables, which is
// all that a matrix has room for.
func oneEach(links []maps.Link, r *format.Report) []maps.Link {
	seen := make(map[[2]string]bool, len(links))
	var kept []maps.Link
	for _, l := range links {
		ends := [2]string{l.From, l.To}
		if seen[ends] {
			r.Lose("links beside another with the same ends", l.Ref().String())
			continue
		}
		seen[ends] = true
		kept = append(kept, l)
	}
	return kept
}

// cell is what the matrix says of a link.
func cell(l *maps.Link, language maps.Language) string {
	if l.Sign == maps.Unknown {
		return "?"
	}
	size := 1.0
	if l.StrengthStated {
		size = l.Strength.Middle()
	}
	if !l.Strength.Certain() {
		size = math.Round(size*1e4) / 1e4
	}
	text := strconv.FormatFloat(math.Copysign(size, float64(l.Sign)), 'f', -1, 64)
	if language == maps.Danish {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}

// loseStrengths counts strengths that are changed or cannot be told apart.
func loseStrengths(links []maps.Link, r *format.Report) {
	weighted := slices.ContainsFunc(links, func(l maps.Link) bool { return l.StrengthStated && l.Sign != maps.Unknown && l.Strength.Middle() < 1 })
	for i := range links {
		l := &links[i]
		switch where := l.Ref().String(); {
		case !l.StrengthStated && weighted && l.Sign != maps.Unknown:
			r.Note("links without a strength, written as 1", where)
		case !l.StrengthStated:
		case l.Sign == maps.Unknown:
			r.Lose("strengths of links of unknown sign", where)
		case l.Strength.Middle() == 0:
			r.Lose("links of strength 0, which are no links in a matrix", where)
		case !l.Strength.Certain():
			r.Lose("ranges of strengths, written as their middle", where)
		case !weighted:
			r.Lose("strengths of 1 in a matrix without others", where)
		}
	}
}

// lose counts what a matrix has no place for.
func lose(m *maps.Map, language maps.Language, r *format.Report) {
	each(r, m.Variables, func(v *maps.Variable) (string, []string) {
		return v.ID, lost{
			"notes of variables": !v.Note.Empty(), "categories of variables": v.Category != "", "clusters of variables": v.Cluster != "",
			"positions of variables": v.At != nil, "accents of variables": v.Accent, "indicators of variables": v.Measure != nil,
			"horizons of variables": v.Horizon != "", "inertias of variables": v.Inertia != nil,
			"labels in other languages": slices.ContainsFunc(v.Label.All(), func(s string) bool { return s != v.Label.In(language) }),
		}.list()
	})
	each(r, m.Links, func(l *maps.Link) (string, []string) {
		return l.Ref().String(), lost{
			"delays of links": l.Delay != nil, "confidences of links": l.Confidence != "", "probabilities of links": l.Probability != 1 && l.Probability != 0,
			"bends of links": l.Bend != nil, "core links": l.Core, "notes of links": !l.Note.Empty(), "links with evidence": len(l.Evidence) > 0,
		}.list()
	})
	each(r, m.Clusters, func(x *maps.Cluster) (string, []string) { return x.ID, []string{"clusters"} })
	each(r, m.Categories, func(x *maps.Category) (string, []string) { return x.ID, []string{"categories"} })
	each(r, m.Sources, func(x *maps.Source) (string, []string) {
		return shorten(x.Text.In(language)), []string{"sources of the map"}
	})
	each(r, m.Actors, func(x *maps.Actor) (string, []string) { return x.ID, []string{"actors"} })
	each(r, m.Roles, func(x *maps.Role) (string, []string) { return x.Actor, []string{"roles"} })
	each(r, m.Efforts, func(x *maps.Effort) (string, []string) { return x.ID, []string{"efforts"} })
	each(r, m.Scenarios, func(x *maps.Scenario) (string, []string) { return x.ID, []string{"scenarios"} })
	each(r, m.Views, func(x *maps.View) (string, []string) { return x.ID, []string{"views"} })
	each(r, m.Loops, func(x *maps.Loop) (string, []string) { return x.ID, []string{"named loops"} })
	if !m.Note.Empty() {
		r.Lose("notes about the map", "")
	}
	if !m.Goal.Empty() {
		r.Lose("goals", "")
	}
	if m.Time != "" {
		r.Lose("units of time", string(m.Time))
	}
}

// lost tells for each kind of thing whether there was one.
type lost map[string]bool

func (l lost) list() (names []string) {
	for name, is := range l {
		if is {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// each counts what is lost of every entry of a list.
func each[T any](r *format.Report, list []T, of func(*T) (where string, what []string)) {
	for i := range list {
		where, what := of(&list[i])
		for _, w := range what {
			r.Lose(w, where)
		}
	}
}
