package overlay

import (
	"fmt"
	"math"

	"sysmap/maps"
	"sysmap/render/diagram"
	"sysmap/simulate"
)

// Scenario tints the variables of a map by what a scenario changes at the
// moment of the given index: the median over the ensemble, more in one colour and less in another. What
// does not go one way in at least four of five systems keeps its colour pale
// and carries a question mark.
func Scenario(m *maps.Map, label string, s *simulate.Summary, at int, l maps.Language) diagram.Overlay {
	words := map[maps.Language]struct{ title, scale, less, more, note, unit string }{
		maps.English: {
			"What changes: %s", "Change after %s %s, against the baseline", "less", "more",
			"Method %s, %s systems drawn from the map: the median. “?” marks variables that do not go one way in at least four of five systems.", "units of time",
		},
		maps.Danish: {
			"Hvad ændrer sig: %s", "Ændring efter %s %s, i forhold til udgangspunktet", "mindre", "mere",
			"Metode %s, %s systemer trukket fra kortet: medianen. “?” mærker faktorer, der ikke går samme vej i mindst fire ud af fem systemer.", "tidsenheder",
		},
	}[l]
	unit := m.Time.Label(l)
	if unit == "" {
		unit = words.unit
	}
	o := diagram.Overlay{
		Title:     fmt.Sprintf(words.title, label),
		Note:      fmt.Sprintf(words.note, s.Method, l.Count(s.Members)),
		Variables: map[string]diagram.VariableMark{},
	}
	most := 0.0
	for _, v := range s.Variables {
		most = max(most, math.Abs(v.Median[at]))
	}
	o.Scale = &diagram.Scale{
		Title: fmt.Sprintf(words.scale, figure(s.Times[at], l), unit), Low: -most, High: most, Diverging: true,
		LowLabel: words.less + " (" + l.Decimal(-most, 2) + ")", HighLabel: words.more + " (+" + l.Decimal(most, 2) + ")",
	}
	if most == 0 {
		o.Note = pick(l, "Nothing changes. ", "Intet ændrer sig. ") + o.Note
		o.Scale.LowLabel, o.Scale.HighLabel = words.less, words.more
	}
	for _, v := range s.Variables {
		value := v.Median[at]
		mark := diagram.VariableMark{Note: l.Decimal(value, 3) + " (" + l.Decimal(v.Low[at], 3) + " … " + l.Decimal(v.High[at], 3) + ")"}
		if sure := max(v.ProbabilityPositive[at], v.ProbabilityNegative[at]); sure > 0 && sure < 0.8 {
			mark.Badge = "?"
		}
		mark.Value = &value
		o.Variables[v.Variable] = mark
	}
	return o
}
