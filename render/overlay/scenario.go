package overlay

import (
	"fmt"
	"math"

	"sysmap/maps"
	"sysmap/render/diagram"
	"sysmap/simulate"
)

// Scenario tints the variables of a map by what a scenario changes in the end:
// the median over the ensemble, more in one colour and less in another. What
// does not go one way in at least four of five systems keeps its colour pale
// and carries a question mark.
func Scenario(m *maps.Map, label string, s *simulate.Summary, l maps.Language) diagram.Overlay {
	words := map[maps.Language]struct{ title, scale, less, more, note, unit string }{
		maps.English: {
			"What changes: %s", "Change at the end, against the baseline", "less", "more",
			"Method %s, %s systems drawn from the map, after %s %s: the median. “?” marks variables that do not go one way in at least four of five systems.", "units of time",
		},
		maps.Danish: {
			"Hvad ændrer sig: %s", "Ændring til sidst, i forhold til udgangspunktet", "mindre", "mere",
			"Metode %s, %s systemer trukket fra kortet, efter %s %s: medianen. »?« mærker faktorer, der ikke går samme vej i mindst fire ud af fem systemer.", "tidsenheder",
		},
	}[l]
	last := len(s.Times) - 1
	unit := m.Time.Label(l)
	if unit == "" {
		unit = words.unit
	}
	o := diagram.Overlay{
		Title:     fmt.Sprintf(words.title, label),
		Note:      fmt.Sprintf(words.note, s.Method, l.Count(s.Members), figure(s.Times[last], l), unit),
		Variables: map[string]diagram.VariableMark{},
	}
	most := 0.0
	for _, v := range s.Variables {
		most = max(most, math.Abs(v.Median[last]))
	}
	o.Scale = &diagram.Scale{Title: words.scale, Low: -most, High: most, Diverging: true,
		LowLabel: words.less + " (" + l.Decimal(-most, 2) + ")", HighLabel: words.more + " (" + l.Decimal(most, 2) + ")"}
	for _, v := range s.Variables {
		value := v.Median[last]
		mark := diagram.VariableMark{Note: l.Decimal(value, 3) + " (" + l.Decimal(v.Low[last], 3) + " … " + l.Decimal(v.High[last], 3) + ")"}
		if sure := max(v.ProbabilityPositive[last], v.ProbabilityNegative[last]); sure > 0 && sure < 0.8 {
			mark.Badge = "?"
		}
		mark.Value = &value
		o.Variables[v.Variable] = mark
	}
	return o
}
