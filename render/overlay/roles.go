package overlay

import (
	"strings"

	"sysmap/alliance"
	"sysmap/maps"
	"sysmap/render/diagram"
)

// Roles draws who holds what, by sector: the badges of the sectors with a role
// on a variable, each in its strongest role, and an outline in the tones of
// those that must or can act. What nobody has to do with is faint. The error is
// [ErrNothing] for a map without actors or roles, or that of
// [alliance.CoverageOf].
func Roles(m *maps.Map, l maps.Language) (diagram.Overlay, error) {
	if err := noActors(m); err != nil {
		return diagram.Overlay{}, err
	}
	coverage, err := alliance.CoverageOf(m)
	if err != nil {
		return diagram.Overlay{}, err
	}
	o := diagram.Overlay{
		Title: pick(l, "Who is responsible?", "Hvem har ansvaret?"), Note: statements(coverage.Statements, l), Fade: true, Plain: true,
		Variables: map[string]diagram.VariableMark{}, Key: append(sectorKey(m, l), roleKey(m, l)...),
	}
	found := rolesOf(m)
	for _, v := range m.Variables {
		row, ok := found[v.ID]
		if !ok {
			continue
		}
		mark := diagram.VariableMark{Note: told(m, row, l)}
		for _, s := range sectorsOf(m) {
			if k, ok := strongest(m, row, s); ok {
				badge := SectorBadge(s, l)
				mark.Badges = append(mark.Badges, k.dressed(badge))
				if k <= canAct {
					mark.Outline = append(mark.Outline, badge.Tone)
				}
			}
		}
		o.Variables[v.ID] = mark
	}
	o.Links = between(m, func(id string) bool { return len(holders(found[id])) > 0 })
	return o, nil
}

// strongest returns the strongest role that a sector has on a variable.
func strongest(m *maps.Map, row [roles][]int, s maps.Sector) (role, bool) {
	for k := range roles {
		for _, a := range row[k] {
			if m.Actors[a].Sector == s {
				return k, true
			}
		}
	}
	return 0, false
}

// roleKey explains how badges and outlines tell roles.
func roleKey(m *maps.Map, l maps.Language) []diagram.KeyEntry {
	sample := diagram.Badge{Shape: diagram.Disc}
	var key []diagram.KeyEntry
	for k := range roles {
		key = append(key, diagram.KeyEntry{Badges: []diagram.Badge{k.dressed(sample)}, Text: upperFirst(k.label(l))})
	}
	var tones []diagram.Tone
	for _, s := range sectorsOf(m) {
		tones = append(tones, SectorBadge(s, l).Tone)
	}
	key = append(key, diagram.KeyEntry{
		Variable: &diagram.VariableMark{Outline: tones[:1]}, Text: pick(l, "Outline: somebody must or can act", "Kant: nogen har ansvar eller kan handle"),
	})
	if len(tones) > 1 {
		key = append(key, diagram.KeyEntry{
			Variable: &diagram.VariableMark{Outline: tones[:2]}, Text: pick(l, "Shared by several sectors", "Delt af flere sektorer"),
		})
	}
	return key
}

// between keeps the links whose two ends are both chosen from fading.
func between(m *maps.Map, chosen func(id string) bool) map[maps.LinkRef]diagram.LinkMark {
	links := map[maps.LinkRef]diagram.LinkMark{}
	for _, k := range m.Links {
		if chosen(k.From) && chosen(k.To) {
			links[k.Ref()] = diagram.LinkMark{Width: 1}
		}
	}
	return links
}

// statements joins sentences into a paragraph.
func statements(list []alliance.Statement, l maps.Language) string {
	var parts []string
	for _, s := range list {
		parts = append(parts, s.In(l))
	}
	return strings.Join(parts, " ")
}
