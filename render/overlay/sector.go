package overlay

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"sysmap/maps"
	"sysmap/render/diagram"
)

// ErrNothing is in the chain of the error that says that a map does not say
// what an overlay would show. The error says what to add.
var ErrNothing = errors.New("nothing to draw")

// noActors says what a map needs before anybody can be responsible.
func noActors(m *maps.Map) error {
	switch {
	case len(m.Actors) == 0:
		return fmt.Errorf(`%w: the map has no actors yet; add "actors:" and "roles:" (the alliance command shows an example for this map)`, ErrNothing)
	case len(m.Roles) == 0:
		return fmt.Errorf(`%w: the map names actors, but not what they hold; add "roles:" with must-act, can-act, affected and knows`, ErrNothing)
	}
	return nil
}

// pick returns a text in a language; those other than Danish get English.
func pick(l maps.Language, english, danish string) string {
	if l == maps.Danish {
		return danish
	}
	return english
}

// sectorSigns are the badges of sectors: each has a shape, a letter and a tone
// of its own.
var sectorSigns = []struct {
	sector          maps.Sector
	english, danish string
	shape           diagram.Shape
	tone            diagram.Tone
}{
	{maps.PublicSector, "P", "O", diagram.Square, 1},
	{maps.BusinessSector, "B", "E", diagram.Diamond, 2},
	{maps.CivilSociety, "C", "C", diagram.Disc, 3},
	{maps.ResearchSector, "R", "F", diagram.Hexagon, 5},
	{maps.PeopleConcerned, "Pe", "M", diagram.Person, 4},
}

// SectorBadge returns the sign of a sector. Actors without one have a sign, too.
func SectorBadge(s maps.Sector, l maps.Language) diagram.Badge {
	for _, sign := range sectorSigns {
		if sign.sector == s {
			return diagram.Badge{Text: pick(l, sign.english, sign.danish), Shape: sign.shape, Tone: sign.tone}
		}
	}
	return diagram.Badge{Text: "–", Shape: diagram.Pill, Tone: 6}
}

// sectorName is what a sector is called; actors without one have a name for
// that.
func sectorName(s maps.Sector, l maps.Language) string {
	if s == "" {
		return pick(l, "no sector stated", "uden sektor")
	}
	return s.Label(l)
}

// sectorsOf lists the sectors of a map's actors, in the order in which sectors
// are shown, the empty one last.
func sectorsOf(m *maps.Map) []maps.Sector {
	var list []maps.Sector
	for _, s := range append(maps.Sectors(), "") {
		if slices.ContainsFunc(m.Actors, func(a maps.Actor) bool { return a.Sector == s }) {
			list = append(list, s)
		}
	}
	return list
}

// sectorKey explains the signs of sectors, with who is in each.
func sectorKey(m *maps.Map, l maps.Language) []diagram.KeyEntry {
	var key []diagram.KeyEntry
	for _, s := range sectorsOf(m) {
		var names []string
		for _, a := range m.Actors {
			if a.Sector == s {
				names = append(names, a.Label.In(l))
			}
		}
		key = append(key, diagram.KeyEntry{
			Badges: []diagram.Badge{SectorBadge(s, l)}, Text: upperFirst(sectorName(s, l)) + ": " + listed(names, mostNames, l),
		})
	}
	return key
}

// mostNames is how many names a text gives before it counts the rest.
const mostNames = 12

// listed writes names beside each other, and how many more there are than most.
func listed(names []string, most int, l maps.Language) string {
	if len(names) > most {
		return strings.Join(names[:most-1], ", ") + fmt.Sprintf(pick(l, " and %s more", " og %s mere"), l.Count(len(names)-most+1))
	}
	return strings.Join(names, ", ")
}

// role is what an actor has to do with a variable, the strongest first.
type role int

const (
	mustAct role = iota
	canAct
	affected
	knows
	roles
)

// label returns what a role is called.
func (r role) label(l maps.Language) string {
	return [roles]string{
		pick(l, "must act", "har ansvar"), pick(l, "can act", "kan handle"), pick(l, "affected", "er berørt"), pick(l, "knows", "har viden"),
	}[r]
}

// letter returns the letter that stands for a role, as in tables.
func (r role) letter(l maps.Language) string {
	return [roles]string{pick(l, "M", "A"), pick(l, "C", "K"), pick(l, "A", "B"), pick(l, "K", "V")}[r]
}

// dressed returns a sector's badge as it is drawn for a role.
func (r role) dressed(b diagram.Badge) diagram.Badge {
	b.Open = r == canAct || r == knows
	b.Small = r == affected || r == knows
	return b
}

// rolesOf lists, for every variable, the actors that have each role there, as
// indices in the order of the map.
func rolesOf(m *maps.Map) map[string][roles][]int {
	index := map[string]int{}
	for i, a := range m.Actors {
		index[a.ID] = i
	}
	found := map[string][roles][]int{}
	for _, r := range m.Roles {
		a, ok := index[r.Actor]
		if !ok {
			continue
		}
		for k, ids := range [roles][]string{r.MustAct, r.CanAct, r.Affected, r.Knows} {
			for _, id := range ids {
				row := found[id]
				if !slices.Contains(row[k], a) {
					row[k] = append(row[k], a)
					slices.Sort(row[k])
				}
				found[id] = row
			}
		}
	}
	return found
}

// holders are the actors that must or can act on a variable, ascending.
func holders(row [roles][]int) []int {
	list := slices.Concat(row[mustAct], row[canAct])
	slices.Sort(list)
	return slices.Compact(list)
}

// told says who has which role on a variable.
func told(m *maps.Map, row [roles][]int, l maps.Language) string {
	var lines []string
	for k := range roles {
		var names []string
		for _, a := range row[k] {
			names = append(names, m.Actors[a].Label.In(l))
		}
		if names != nil {
			lines = append(lines, upperFirst(k.label(l))+": "+listed(names, mostNames, l))
		}
	}
	return strings.Join(lines, "\n")
}

// label returns what people call a variable.
func label(m *maps.Map, id string, l maps.Language) string {
	if v := m.Variable(id); v != nil {
		return v.Label.In(l)
	}
	return id
}

// actorName returns what people call an actor.
func actorName(m *maps.Map, id string, l maps.Language) string {
	if a := m.Actor(id); a != nil {
		return a.Label.In(l)
	}
	return id
}
