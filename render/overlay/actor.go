package overlay

import (
	"fmt"
	"slices"
	"strings"

	"sysmap/maps"
	"sysmap/render/diagram"
)

// Actor draws the ground of one actor: what it must act on and can act on, what
// affects it and what it knows of, with the links that leave and enter its
// ground. The rest is faint. The error is [ErrNothing] for an actor without
// roles, or names the actors that there are.
func Actor(m *maps.Map, id string, l maps.Language) (diagram.Overlay, error) {
	if err := noActors(m); err != nil {
		return diagram.Overlay{}, err
	}
	a := slices.IndexFunc(m.Actors, func(a maps.Actor) bool { return a.ID == id })
	if a < 0 {
		return diagram.Overlay{}, noActor(m, id)
	}
	actor, found := m.Actors[a], rolesOf(m)
	sign := roleSign(actor, l)
	o := diagram.Overlay{
		Title: actor.Label.In(l) + " (" + sectorName(actor.Sector, l) + ")", Fade: true, Plain: true, Variables: map[string]diagram.VariableMark{},
		Links: map[maps.LinkRef]diagram.LinkMark{},
	}
	var counts [roles]int
	held := map[string]bool{}
	for _, v := range m.Variables {
		mark, said := diagram.VariableMark{}, []string{}
		for k := range roles {
			if !slices.Contains(found[v.ID][k], a) {
				continue
			}
			counts[k]++
			said = append(said, upperFirst(k.label(l)))
			mark.Badges = append(mark.Badges, sign(k))
			if k <= canAct && !held[v.ID] {
				held[v.ID] = true
				mark.Outline, mark.Dashed = []diagram.Tone{SectorBadge(actor.Sector, l).Tone}, k == canAct
			}
		}
		if len(said) > 0 {
			mark.Note = actor.Label.In(l) + ": " + strings.Join(said, ", ")
			o.Variables[v.ID] = mark
		}
	}
	if len(o.Variables) == 0 {
		return diagram.Overlay{}, fmt.Errorf("%w: the map gives %s no role; add one under \"roles:\"", ErrNothing, actor.ID)
	}
	tone := SectorBadge(actor.Sector, l).Tone
	for _, k := range m.Links {
		switch {
		case held[k.From] && held[k.To]:
			o.Links[k.Ref()] = diagram.LinkMark{Emphasis: true, Tone: tone}
		case held[k.From] || held[k.To]:
			o.Links[k.Ref()] = diagram.LinkMark{Width: 1.5, Tone: tone}
		}
	}
	o.Note = actorNote(actor, counts, l)
	o.Key = append(actorKey(counts, sign, l), groundKey(o.Links, tone, l)...)
	return o, nil
}

// noActor says which actors there are.
func noActor(m *maps.Map, id string) error {
	var ids []string
	for _, a := range m.Actors {
		ids = append(ids, a.ID)
	}
	return fmt.Errorf("the map names no actor %q; it names %s", id, strings.Join(ids, ", "))
}

// roleSign returns the badge of each role of an actor: the letter of the role
// on the shape of the sector.
func roleSign(actor maps.Actor, l maps.Language) func(role) diagram.Badge {
	sign := SectorBadge(actor.Sector, l)
	if sign.Shape == diagram.Person {
		sign.Shape = diagram.Pill // a person has no room for a letter
	}
	return func(k role) diagram.Badge {
		b := sign
		b.Text, b.Open = k.letter(l), k != mustAct
		if k > canAct {
			b.Tone = 0
		}
		return b
	}
}

// actorNote counts the roles of an actor that has some.
func actorNote(actor maps.Actor, counts [roles]int, l maps.Language) string {
	verbs := [roles]string{
		pick(l, "must act on ", "har ansvar for "), pick(l, "can act on ", "kan handle på "),
		pick(l, "is affected by ", "er berørt af "), pick(l, "knows of ", "har viden om "),
	}
	var parts []string
	for k, n := range counts {
		if n > 0 {
			parts = append(parts, verbs[k]+l.Count(n))
		}
	}
	last := len(parts) - 1
	note := parts[last]
	if last > 0 {
		note = strings.Join(parts[:last], ", ") + pick(l, " and ", " og ") + parts[last]
	}
	note = upperFirst(note) + pick(l, " of the map's variables.", " af kortets faktorer.")
	if actor.Backbone {
		note += pick(l, " Holds the shared secretariat.", " Varetager det fælles sekretariat.")
	}
	return note
}

// actorKey explains the signs that are used.
func actorKey(counts [roles]int, sign func(role) diagram.Badge, l maps.Language) []diagram.KeyEntry {
	var key []diagram.KeyEntry
	for k := range roles {
		if counts[k] == 0 {
			continue
		}
		key = append(key, diagram.KeyEntry{Badges: []diagram.Badge{sign(k)}, Text: upperFirst(k.label(l))})
	}
	return key
}

// groundKey explains the links that are marked.
func groundKey(links map[maps.LinkRef]diagram.LinkMark, tone diagram.Tone, l maps.Language) []diagram.KeyEntry {
	within, across := false, false
	for _, mark := range links {
		within, across = within || mark.Emphasis, across || !mark.Emphasis
	}
	var key []diagram.KeyEntry
	if within {
		key = append(key, diagram.KeyEntry{
			Link: &diagram.LinkMark{Emphasis: true, Tone: tone}, Text: pick(l, "Between variables that the actor holds", "Mellem faktorer, aktøren har fat i"),
		})
	}
	if across {
		key = append(key, diagram.KeyEntry{Link: &diagram.LinkMark{Width: 1.5, Tone: tone}, Text: pick(l, "To and from other variables", "Til og fra andre faktorer")})
	}
	return key
}
