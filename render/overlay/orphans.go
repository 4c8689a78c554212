package overlay

import (
	"fmt"
	"strings"

	"sysmap/alliance"
	"sysmap/maps"
	"sysmap/render/diagram"
)

// mostListed is how many things carry a number on a picture and have a line
// under it.
const mostListed = 20

// Orphans draws the variables that nobody must or can act on. Those where a
// push goes far are numbered by rank, with an arrow that says whether more or
// less of them helps the goal, and tinted by how much. The error is
// [ErrNothing] for a map without actors or roles.
func Orphans(m *maps.Map, r *alliance.Result, l maps.Language) (diagram.Overlay, error) {
	if err := noActors(m); err != nil {
		return diagram.Overlay{}, err
	}
	o := diagram.Overlay{
		Title: pick(l, "Where nobody acts", "Uden ansvarlig"), Fade: true, Plain: true, Note: orphansNote(m, r, l),
		Variables: map[string]diagram.VariableMark{},
	}
	most, rank := 0.0, 0
	for _, v := range r.Orphans.Variables {
		if v.Push != nil {
			most = max(most, v.Push.Effect.Mean)
		}
	}
	if most > 0 {
		o.Scale = &diagram.Scale{
			Title: pick(l, "What a push would do for the goal", "Hvad et tryk ville gøre for målet"), High: most,
			LowLabel: pick(l, "nothing", "intet"), HighLabel: "+" + l.Decimal(most, 3),
		}
	}
	for _, v := range r.Orphans.Variables {
		mark := diagram.VariableMark{Dashed: true, Note: orphanTold(m, r, v, l)}
		if v.High {
			rank++
			mark.Dashed, mark.Emphasis = false, true
			if v.Push != nil && o.Scale != nil {
				value := max(v.Push.Effect.Mean, 0)
				mark.Value = &value
			}
			badge := diagram.Badge{Text: l.Count(rank) + direction(v.Push)}
			mark.Badges = []diagram.Badge{badge}
			if rank <= mostListed {
				o.List = append(o.List, diagram.ListItem{Badge: badge, Text: mark.Note})
			}
		}
		o.Variables[v.Variable] = mark
	}
	o.Links = between(m, func(id string) bool { return o.Variables[id].Emphasis })
	o.Key = orphanKey(r, l)
	return o, nil
}

// direction is the arrow that says which way a push helps the goal.
func direction(p *alliance.Push) string {
	switch {
	case p == nil || p.Direction == 0:
		return ""
	case p.Direction > 0:
		return "↑"
	}
	return "↓"
}

func orphansNote(m *maps.Map, r *alliance.Result, l maps.Language) string {
	note := fmt.Sprintf(pick(l, "Nobody must or can act on %s of %s variables; on %s of them a push goes far.",
		"Ingen har ansvar for eller kan handle på %s af %s faktorer; på %s af dem når et tryk langt."),
		l.Count(len(r.Orphans.Variables)), l.Count(len(m.Variables)), l.Count(r.Orphans.High))
	if m.Goal.Empty() {
		return note + pick(l, " The map states no goal, so they are ranked by how many shortest paths run through them.",
			" Kortet har intet mål, så de er ordnet efter, hvor mange korteste veje der går gennem dem.")
	}
	return note
}

// orphanTold says what a push on an orphan would do, and whom to ask.
func orphanTold(m *maps.Map, r *alliance.Result, v alliance.Orphan, l maps.Language) string {
	text := "“" + label(m, v.Variable, l) + "”"
	switch {
	case v.Push == nil:
		text += fmt.Sprintf(pick(l, ": no. %s of the map by paths through it.", ": nr. %s på kortet efter veje igennem den."), l.Count(v.BetweennessRank))
	case v.Push.Direction == 0:
		text += pick(l, ": a push does not move the goal, but many paths run through it.", ": et tryk flytter ikke målet, men mange veje går igennem den.")
	default:
		text += fmt.Sprintf(pick(l, ": %s of it moves the goal %s on average over %s %s.", ": %s af den flytter målet %s i gennemsnit over %s %s."),
			map[bool]string{true: pick(l, "more", "mere"), false: pick(l, "less", "mindre")}[v.Push.Direction > 0],
			signed(v.Push.Effect.Mean, l), figure(r.Horizon, l), unit(r.Unit, l))
		if v.Push.InGoal {
			text += pick(l, " It is part of the goal.", " Den er en del af målet.")
		}
	}
	var who []string
	seen := map[string]bool{}
	for _, id := range append(append([]string{}, v.Affected...), v.Knowing...) {
		if !seen[id] {
			seen[id] = true
			who = append(who, actorName(m, id, l))
		}
	}
	if who != nil {
		text += pick(l, " To ask: ", " Spørg: ") + strings.Join(who, ", ") + "."
	}
	return text
}

func orphanKey(r *alliance.Result, l maps.Language) []diagram.KeyEntry {
	key := []diagram.KeyEntry{
		{Variable: &diagram.VariableMark{Dashed: true}, Text: pick(l, "Nobody must or can act", "Ingen har ansvar eller kan handle")},
	}
	if r.Orphans.High > 0 {
		key = append(key, diagram.KeyEntry{Variable: &diagram.VariableMark{Emphasis: true}, Text: pick(l, "… and a push goes far", "… og et tryk når langt")})
		if r.Orphans.Variables[0].Push != nil {
			key = append(key, diagram.KeyEntry{
				Badges: []diagram.Badge{{Text: "1↑"}, {Text: "2↓"}},
				Text:   pick(l, "Place by effect on the goal; ↑ more of it helps, ↓ less of it helps", "Plads efter effekt på målet; ↑ mere af den hjælper, ↓ mindre af den hjælper"),
			})
		} else {
			key = append(key, diagram.KeyEntry{Badges: []diagram.Badge{{Text: "1"}}, Text: pick(l, "Place by paths through it", "Plads efter veje igennem den")})
		}
	}
	return append(key, diagram.KeyEntry{Text: pick(l, "Faint: somebody must or can act", "Bleg: nogen har ansvar eller kan handle")})
}

// signed writes a change on the scale of the map.
func signed(v float64, l maps.Language) string {
	text := strings.Replace(l.Decimal(v, 3), "-", "−", 1)
	if v > 0 {
		return "+" + text
	}
	return text
}

// unit returns the unit of time in the plural.
func unit(u maps.TimeUnit, l maps.Language) string {
	if u == "" {
		return pick(l, "units of time", "tidsenheder")
	}
	return u.Label(l)
}
