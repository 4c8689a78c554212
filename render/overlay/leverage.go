package overlay

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"

	"sysmap/graph/leverage"
	"sysmap/maps"
	"sysmap/render/diagram"
)

// badged is how many of the highest variables carry their rank on a picture.
const badged = 10

// Leverage tints the variables of a map by a measure and writes the places of
// the first few on them. The error is that of [leverage.Result.Ranking], or
// [ErrNothing] for a map without variables.
func Leverage(r *leverage.Result, by leverage.Measure, l maps.Language) (diagram.Overlay, error) {
	rows, err := r.Ranking(by)
	if err != nil {
		return diagram.Overlay{}, err
	}
	words := map[maps.Language][2]string{
		maps.English: {"Leverage by %s", "Numbers are places, from the highest down."},
		maps.Danish:  {"Løftestangspunkter efter %s", "Tallene er pladser, fra den højeste og ned."},
	}[l]
	column := slices.IndexFunc(r.Columns, func(c leverage.Column) bool { return c.Measure == by })
	values := r.Columns[column].Values
	if len(values) == 0 {
		return diagram.Overlay{}, fmt.Errorf("%w: the map has no variables yet", ErrNothing)
	}
	o := diagram.Overlay{
		Title:     fmt.Sprintf(words[0], lowerFirst(by.Label(l))),
		Note:      words[1] + " " + by.Explain(l) + " " + leverage.StructureCaution().In(l),
		Scale:     &diagram.Scale{Title: upperFirst(by.Label(l)), Low: slices.Min(values), High: slices.Max(values)},
		Variables: map[string]diagram.VariableMark{},
	}
	o.Scale.LowLabel, o.Scale.HighLabel = figure(o.Scale.Low, l), figure(o.Scale.High, l)
	for _, row := range rows {
		mark := diagram.VariableMark{Value: &row.Values[column], Note: row.Why.In(l)}
		if row.Place <= badged && row.Values[column] > 0 {
			mark.Badge = strconv.Itoa(row.Place)
		}
		o.Variables[row.Variable] = mark
	}
	return o, nil
}

// figure writes a value with as many decimals as say something.
func figure(v float64, l maps.Language) string {
	switch {
	case v == float64(int64(v)):
		return l.Count(int(v))
	case v >= 100:
		return l.Count(int(math.Round(v)))
	}
	return l.Decimal(v, 3)
}

// lowerFirst puts a label inside a sentence; names such as PageRank and
// MICMAC keep their capitals.
func lowerFirst(label string) string {
	runes := []rune(label)
	if len(runes) > 1 && runes[0] >= 'A' && runes[0] <= 'Z' && !slices.ContainsFunc(runes[1:], func(r rune) bool { return r >= 'A' && r <= 'Z' }) {
		runes[0] += 'a' - 'A'
	}
	return string(runes)
}

// upperFirst begins a heading.
func upperFirst(label string) string {
	r, size := utf8.DecodeRuneInString(label)
	return string(unicode.ToUpper(r)) + label[size:]
}
