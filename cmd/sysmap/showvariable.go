package main

import (
	"strconv"
	"strings"

	"sysmap/maps"
)

// showVariable says what leads to a variable and what it leads to.
func showVariable(m *maps.Map, v *maps.Variable, l maps.Language) answer {
	w := showWords[l]
	a := answer{Title: v.Label.In(l), Language: l, Columns: []column{
		{"direction", w["direction"], words},
		{"sign", w["sign"], words},
		{"variable", w["id"], words},
		{"label", w["other"], words},
		{"meaning", w["meaning"], words},
		{"strength", w["strength"], words},
		{"delay", w["delay"], words},
		{"confidence", w["confidence"], words},
	}}
	meaning := map[maps.Sign]string{maps.Positive: w["more-more"], maps.Negative: w["more-less"], maps.Unknown: w["not-known"]}
	row := func(direction string, k maps.Link, other string) {
		label := other
		if o := m.Variable(other); o != nil {
			label = o.Label.In(l)
		}
		strength := ""
		if k.StrengthStated {
			strength = span(k.Strength, l)
		}
		delay := ""
		if k.Delay != nil {
			delay = span(*k.Delay, l)
		}
		a.Rows = append(a.Rows, []string{w[direction], k.Sign.String(), other, label, meaning[k.Sign], strength, delay, k.Confidence.Label(l)})
	}
	in, out := []linkJSON{}, []linkJSON{}
	for _, k := range m.Links {
		if k.To == v.ID {
			row("leads-in", k, k.From)
			in = append(in, linkValue(k, l))
		}
	}
	for _, k := range m.Links {
		if k.From == v.ID {
			row("leads-out", k, k.To)
			out = append(out, linkValue(k, l))
		}
	}
	a.Tidy = &tidy{Columns: []string{"direction", "from", "sign", "to", "strength_low", "strength_high", "delay_low", "delay_high", "confidence"}}
	for direction, links := range [][]linkJSON{in, out} {
		for _, k := range links {
			row := []string{[]string{"in", "out"}[direction], k.From, k.Sign, k.To}
			for _, r := range []*[2]float64{k.Strength, k.Delay} {
				if r == nil {
					row = append(row, "", "")
				} else {
					row = append(row, exact(r[0]), exact(r[1]))
				}
			}
			a.Tidy.Rows = append(a.Tidy.Rows, append(row, k.Confidence))
		}
	}
	if note := v.Note.In(l); note != "" {
		a.Notes = append(a.Notes, note)
	}
	if v.Measure != nil {
		a.Notes = append(a.Notes, w["measure"]+": "+measureText(v.Measure, l))
	}
	a.Notes = append(a.Notes, roleNotes(m, v.ID, l)...)
	a.JSON = map[string]any{"variable": variableValue(*v, l, len(in), len(out)), "in": in, "out": out}
	return a
}

// roleNotes says which actors have which role on a variable.
func roleNotes(m *maps.Map, id string, l maps.Language) []string {
	labels := map[string]string{}
	for _, a := range m.Actors {
		labels[a.ID] = a.Label.In(l)
	}
	kinds := []struct {
		name map[maps.Language]string
		of   func(maps.Role) []string
	}{
		{map[maps.Language]string{maps.English: "Must act", maps.Danish: "Har ansvar"}, func(r maps.Role) []string { return r.MustAct }},
		{map[maps.Language]string{maps.English: "Can act", maps.Danish: "Kan handle"}, func(r maps.Role) []string { return r.CanAct }},
		{map[maps.Language]string{maps.English: "Affected", maps.Danish: "Er berørt"}, func(r maps.Role) []string { return r.Affected }},
		{map[maps.Language]string{maps.English: "Knows", maps.Danish: "Har viden"}, func(r maps.Role) []string { return r.Knows }},
	}
	var notes []string
	for _, kind := range kinds {
		var actors []string
		for _, r := range m.Roles {
			for _, v := range kind.of(r) {
				if v == id {
					actors = append(actors, labels[r.Actor])
				}
			}
		}
		if actors != nil {
			notes = append(notes, kind.name[l]+": "+strings.Join(actors, ", "))
		}
	}
	return notes
}

// span writes a range: "0.5", or "0.35–0.65".
func span(r maps.Range, l maps.Language) string {
	if r.Certain() {
		return short(r.Low, l)
	}
	return short(r.Low, l) + "–" + short(r.High, l)
}

// short writes a number with as many decimals as it has.
func short(v float64, l maps.Language) string {
	_, fraction, _ := strings.Cut(strconv.FormatFloat(v, 'f', -1, 64), ".")
	return l.Decimal(v, len(fraction))
}

// measureText writes an indicator with its unit: "visits (a week)".
func measureText(m *maps.Measure, l maps.Language) string {
	if m.Unit == "" {
		return m.Indicator.In(l)
	}
	return m.Indicator.In(l) + " (" + m.Unit + ")"
}
