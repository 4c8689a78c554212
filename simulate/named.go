package simulate

import (
	"math"
	"strconv"
	"strings"

	"sysmap/maps"
)

// mostNamed is how many interventions are named one by one.
const mostNamed = 3

// Called returns what to call a scenario that people made up of interventions
// and gave no name: "Stress −0.5, Sleep → Stress ×2". Of many, the first few are
// named, and the others counted.
func Called(m *maps.Map, interventions []maps.Intervention) maps.Text {
	by := map[maps.Language]string{}
	for _, l := range maps.Languages() {
		var list []string
		for _, i := range interventions[:min(mostNamed, len(interventions))] {
			list = append(list, called(m, i, l))
		}
		by[l] = strings.Join(list, ", ")
		if rest := len(interventions) - mostNamed; rest > 0 {
			by[l] += map[maps.Language]string{maps.English: " and ", maps.Danish: " og "}[l] + l.Count(rest) + map[maps.Language]string{maps.English: " more", maps.Danish: " til"}[l]
		}
	}
	return maps.Text{By: by}
}

func called(m *maps.Map, i maps.Intervention, l maps.Language) string {
	if i.Link == nil {
		name := label(m, i.Variable, l)
		if i.Action == maps.Hold {
			return name + " = " + amount(i.Amount, l)
		}
		if i.Amount > 0 {
			return name + " +" + amount(i.Amount, l)
		}
		return name + " " + amount(i.Amount, l)
	}
	link := label(m, i.Link.From, l) + " →" + mark(i.Link.Sign) + " " + label(m, i.Link.To, l)
	switch i.Action {
	case maps.Scale:
		return link + " ×" + amount(i.Amount, l)
	case maps.Cut:
		return link + map[maps.Language]string{maps.English: " cut", maps.Danish: " skåret over"}[l]
	case maps.Resign:
		return link + " ⇒ " + mark(i.NewSign)
	}
	return link + " = " + amount(i.Amount, l)
}

func label(m *maps.Map, variable string, l maps.Language) string {
	if v := m.Variable(variable); v != nil {
		return v.Label.In(l)
	}
	return variable
}

func mark(s maps.Sign) string {
	return map[maps.Sign]string{maps.Positive: "+", maps.Negative: "−", maps.Unknown: "?"}[s]
}

// amount writes a number in as few digits as it needs, as people read it.
func amount(v float64, l maps.Language) string {
	text := strconv.FormatFloat(math.Abs(v), 'f', -1, 64)
	if _, fraction, ok := strings.Cut(text, "."); ok {
		text = l.Decimal(math.Abs(v), len(fraction))
	}
	if v < 0 {
		return "−" + text
	}
	return text
}
