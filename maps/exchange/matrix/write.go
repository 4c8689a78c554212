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
	language := o.LanguageOf(m)
	kept := *m
	kept.Links = oneEach(m.Links)
	report := format.ReportWritten("matrix", &kept, language, format.Kept{Title: true, Strengths: true})
	loseLinks(m.Links, kept.Links, report)
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
	record[0] = format.Defused(format.OneLine(m.Title.In(language)))
	for i := range m.Variables {
		index[m.Variables[i].ID] = i
		record[i+1] = format.Defused(format.Named(m.Variables[i].Label, m.Variables[i].ID, language))
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
		record[0] = format.Defused(format.Named(m.Variables[i].Label, m.Variables[i].ID, language))
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

// oneEach leaves one link for each direction between two variables, which is
// all that a matrix has room for.
func oneEach(links []maps.Link) []maps.Link {
	seen := make(map[[2]string]bool, len(links))
	var kept []maps.Link
	for _, l := range links {
		ends := [2]string{l.From, l.To}
		if seen[ends] {
			continue
		}
		seen[ends] = true
		kept = append(kept, l)
	}
	return kept
}

// loseLinks counts the links that are not written.
func loseLinks(all, kept []maps.Link, r *format.Report) {
	for i := range all {
		if len(kept) > 0 && kept[0].Ref() == all[i].Ref() {
			kept = kept[1:]
			continue
		}
		r.Lose("links beside another with the same ends", all[i].Ref().String())
	}
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
		case !weighted && l.Strength.Certain():
			r.Lose("strengths of 1 in a matrix without others", where)
		}
	}
}
