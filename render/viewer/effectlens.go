package viewer

import (
	"fmt"
	"math"
	"strconv"

	"sysmap/maps"
	"sysmap/render/diagram"
)

// badged is how many of the largest effects carry their place.
const badged = 10

var effectWords = map[maps.Language]struct{ title, scale, less, more, note, mark, goal string }{
	maps.English: {
		"Effect of a press on the goal", "Change of the goal when the variable is pressed up", "away from the goal", "towards the goal",
		"Every variable is pressed by %s alone, on %s systems that the map allows, for %s %s. Numbers are places by size. “?” marks effects whose sign fewer than four of five systems agree on.",
		"Goal: %s (%s … %s)", "is part of the goal",
	},
	maps.Danish: {
		"Virkning af et tryk på målet", "Ændring af målet, når faktoren trykkes op", "væk fra målet", "mod målet",
		"Hver faktor trykkes %s alene, i %s systemer, som kortet tillader, i %s %s. Tallene er pladser efter størrelse. “?” mærker virkninger, hvis fortegn færre end fire af fem systemer er enige om.",
		"Mål: %s (%s … %s)", "er en del af målet",
	},
}

// effectOverlay tints variables by what a press on each does to the goal.
func (a *author) effectOverlay(l maps.Language) (diagram.Overlay, error) {
	w, e := effectWords[l], a.Effects
	most := 0.0
	for _, v := range e.Variables {
		if !v.InGoal {
			most = max(most, math.Abs(v.Size))
		}
	}
	o := diagram.Overlay{
		Title:     w.title,
		Note:      fmt.Sprintf(w.note, l.Decimal(e.Press, 1), l.Count(e.Runs), strconv.FormatFloat(e.Until, 'g', 4, 64), a.Unit(l)),
		Scale:     &diagram.Scale{Title: w.scale, Low: -most, High: most, LowLabel: w.less, HighLabel: w.more, Diverging: true},
		Variables: map[string]diagram.VariableMark{},
	}
	for _, v := range e.Variables {
		mark := diagram.VariableMark{Note: fmt.Sprintf(w.mark, l.Decimal(v.Size, 3), l.Decimal(v.Low, 3), l.Decimal(v.High, 3))}
		switch {
		case v.InGoal:
			mark.Emphasis, mark.Note = true, mark.Note+" · "+w.goal
		case v.Sign != 0 && v.Certainty < 0.8:
			mark.Badge = "?"
		case v.Sign != 0 && v.Rank <= badged:
			mark.Badge = strconv.Itoa(v.Rank)
		}
		value := v.Size
		mark.Value = &value
		o.Variables[v.Variable] = mark
	}
	return o, nil
}
