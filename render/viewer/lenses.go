package viewer

import (
	"errors"
	"slices"

	"sysmap/graph/leverage"
	"sysmap/maps"
	"sysmap/render/diagram"
	"sysmap/render/overlay"
)

// glass makes a lens: what an analysis says of the map, as an overlay in each
// language.
type glass struct {
	id, group string
	// label is what the menu says; the overlay's title if it is nil.
	label Text
	// terse leaves the notes of variables out: the page says the same of each.
	terse bool
	look  func(maps.Language) (diagram.Overlay, error)
}

// lensMeasures are the measures of structure that have a lens, one of each kind.
var lensMeasures = []leverage.Measure{
	leverage.Betweenness, leverage.TotalDegree, leverage.ReachDown, leverage.ReachUp, leverage.PageRankIn, leverage.PageRankOut,
	leverage.MICMACInfluence, leverage.MICMACDependence, leverage.ShortLoops, leverage.LoopLeverage, leverage.FeedbackShare,
}

// lenses are all the ways to look at the map for which it says enough.
func (a *author) lenses() ([]Lens, error) {
	lenses := []Lens{}
	for _, g := range slices.Concat(a.leverageGlasses(), a.allianceGlasses(), a.effortGlasses(), a.evidenceGlasses()) {
		lens, err := a.lens(g)
		if errors.Is(err, overlay.ErrNothing) {
			continue
		}
		if err != nil {
			return nil, err
		}
		lenses = append(lenses, lens)
	}
	return lenses, nil
}

func (a *author) leverageGlasses() []glass {
	var list []glass
	if a.Effects != nil {
		list = append(list, glass{id: "effect", group: "leverage", look: a.effectOverlay})
	}
	for _, m := range lensMeasures {
		if _, err := a.Leverage.Ranking(m); err != nil {
			continue // the map has no values of it
		}
		list = append(list, glass{id: "leverage:" + string(m), group: "leverage", label: say(m.Label), terse: true, look: func(l maps.Language) (diagram.Overlay, error) {
			return overlay.Leverage(a.Leverage, m, l)
		}})
	}
	if census := a.Study.Loops.Census; census.Variables != nil && census.Total.Sign() > 0 {
		list = append(list, glass{id: "participation", group: "loops", look: func(l maps.Language) (diagram.Overlay, error) {
			return overlay.Participation(a.Graph, census, l), nil
		}})
	}
	return list
}

func (a *author) allianceGlasses() []glass {
	m := a.Map
	list := []glass{
		{id: "roles", group: "responsibility", look: func(l maps.Language) (diagram.Overlay, error) { return overlay.Roles(m, l) }},
		{id: "orphans", group: "responsibility", look: func(l maps.Language) (diagram.Overlay, error) { return overlay.Orphans(m, a.Alliance, l) }},
		{id: "interfaces", group: "responsibility", look: func(l maps.Language) (diagram.Overlay, error) {
			return overlay.Interfaces(m, a.Alliance.Interfaces, l)
		}},
	}
	for _, s := range a.sectors() {
		part := onlySector(m, maps.Sector(s.ID))
		list = append(list, glass{id: "sector:" + s.ID, group: "responsibility", label: s.Label, look: func(l maps.Language) (diagram.Overlay, error) {
			return overlay.Roles(part, l)
		}})
	}
	for _, x := range m.Actors {
		if slices.ContainsFunc(m.Roles, func(r maps.Role) bool { return r.Actor == x.ID }) {
			list = append(list, glass{id: "roles:" + x.ID, group: "responsibility", label: a.textOf(x.Label), look: func(l maps.Language) (diagram.Overlay, error) {
				return overlay.Actor(m, x.ID, l)
			}})
		}
	}
	return list
}

// onlySector is the map as if nobody but the actors of one sector had a role.
func onlySector(m *maps.Map, s maps.Sector) *maps.Map {
	part := *m
	part.Actors, part.Roles, part.Efforts, part.Scenarios = nil, nil, nil, nil
	for _, x := range m.Actors {
		if x.Sector == s {
			part.Actors = append(part.Actors, x)
		}
	}
	for _, r := range m.Roles {
		if slices.ContainsFunc(part.Actors, func(x maps.Actor) bool { return x.ID == r.Actor }) {
			part.Roles = append(part.Roles, r)
		}
	}
	return &part
}

func (a *author) effortGlasses() []glass {
	m := a.Map
	list := []glass{{id: "efforts", group: "efforts", look: func(l maps.Language) (diagram.Overlay, error) { return overlay.Efforts(m, l) }}}
	for _, e := range m.Efforts {
		if len(e.On) > 0 {
			list = append(list, glass{id: "efforts:" + e.ID, group: "efforts", label: a.textOf(e.Label), look: func(l maps.Language) (diagram.Overlay, error) {
				return overlay.Effort(m, a.Alliance, e.ID, l)
			}})
		}
	}
	return list
}

func (a *author) evidenceGlasses() []glass {
	return []glass{
		{id: "confidence", group: "evidence", look: func(l maps.Language) (diagram.Overlay, error) { return overlay.Confidence(a.Map, l) }},
		{id: "evidence", group: "evidence", look: func(l maps.Language) (diagram.Overlay, error) { return overlay.Evidence(a.Map, l) }},
	}
}
