package handout

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"sysmap/alliance"
	"sysmap/graph"
	"sysmap/maps"
	"sysmap/render/diagram"
	"sysmap/render/overlay"
)

// ErrNoActors says that a map has nobody to write to.
var ErrNoActors = errors.New(`the map has no actors yet; add "actors:" and "roles:" (the alliance command shows an example for this map)`)

// Sheets gathers what there is to say to some actors, by id, in the order of
// the map; to all for none. Numbers are those of the result, which is the map's.
// The error is [ErrNoActors], or names the actors that there are.
func Sheets(m *maps.Map, r *alliance.Result, actors []string, l maps.Language) ([]Sheet, error) {
	if len(m.Actors) == 0 {
		return nil, ErrNoActors
	}
	for _, id := range actors {
		if m.Actor(id) == nil {
			var ids []string
			for _, a := range m.Actors {
				ids = append(ids, a.ID)
			}
			return nil, fmt.Errorf("the map names no actor %q; it names %s", id, strings.Join(ids, ", "))
		}
	}
	g := gathering{m: m, r: r, l: l, w: wordsIn(l), graph: graph.New(m)}
	var sheets []Sheet
	for _, a := range m.Actors {
		if len(actors) == 0 || slices.Contains(actors, a.ID) {
			sheets = append(sheets, g.sheet(a))
		}
	}
	return sheets, nil
}

// gathering is what sheets are gathered from.
type gathering struct {
	m     *maps.Map
	r     *alliance.Result
	l     maps.Language
	w     words
	graph *graph.Graph
}

func (g *gathering) sheet(a maps.Actor) Sheet {
	own := g.rolesOf(a.ID)
	s := Sheet{
		Actor: a.ID, Name: g.text(a.Label, a.ID), Sector: sectorName(a.Sector, g.w, g.l), Badge: overlay.SectorBadge(a.Sector, g.l),
		Map: g.text(g.m.Title, g.w.map_), Goal: g.goal(), Roles: g.roles(own, a),
		Efforts: g.efforts(a.ID), Partners: g.partners(a.ID), Source: g.source(),
	}
	s.Loops, s.LoopNote = g.loops(a.ID)
	s.Lead = g.lead(a, own)
	s.Steps = g.steps(a, own)
	return s
}

func (g *gathering) text(t maps.Text, otherwise string) string {
	if s := strings.TrimSpace(t.In(g.l)); s != "" {
		return s
	}
	return otherwise
}

func sectorName(s maps.Sector, w words, l maps.Language) string {
	if s == "" {
		return w.noSector
	}
	return s.Label(l)
}

// variable is what people call a variable, actor what they call an actor.
func (g *gathering) variable(id string) string {
	if v := g.m.Variable(id); v != nil {
		return g.text(v.Label, id)
	}
	return id
}

func (g *gathering) variables(ids []string) []string {
	var list []string
	for _, id := range ids {
		list = append(list, g.variable(id))
	}
	return list
}

func (g *gathering) actor(id string) string {
	if a := g.m.Actor(id); a != nil {
		return g.text(a.Label, id)
	}
	return id
}

// inside is a name inside a sentence: an article that it begins with is small.
func (g *gathering) inside(name string) string {
	for _, article := range g.w.articles {
		if strings.HasPrefix(name, article+" ") {
			return strings.ToLower(article) + strings.TrimPrefix(name, article)
		}
	}
	return name
}

func (g *gathering) effort(id string) string {
	if e := g.m.Effort(id); e != nil {
		return g.text(e.Label, id)
	}
	return id
}

func (g *gathering) goal() string {
	if g.m.Goal.Empty() {
		return ""
	}
	var parts []string
	if s := strings.TrimSpace(g.m.Goal.Label.In(g.l)); s != "" {
		parts = append(parts, s)
	}
	for _, side := range []struct {
		word string
		ids  []string
	}{{g.w.more, g.m.Goal.Raise}, {g.w.less, g.m.Goal.Lower}} {
		if len(side.ids) > 0 {
			parts = append(parts, side.word+" "+g.enumerate(quoted(g.variables(side.ids))))
		}
	}
	return strings.Join(parts, " · ")
}

// rolesOf are the ids of variables for each role of an actor, in the order of
// the map and each once: must act, can act, affected, knows.
func (g *gathering) rolesOf(id string) [4][]string {
	var own [4][]string
	for _, v := range g.m.Variables {
		var has [4]bool
		for _, r := range g.m.Roles {
			if r.Actor == id {
				for k, list := range [4][]string{r.MustAct, r.CanAct, r.Affected, r.Knows} {
					has[k] = has[k] || slices.Contains(list, v.ID)
				}
			}
		}
		// Who must act can act, too; said once is enough.
		has[1] = has[1] && !has[0]
		for k := range own {
			if has[k] {
				own[k] = append(own[k], v.ID)
			}
		}
	}
	return own
}

func (g *gathering) roles(own [4][]string, a maps.Actor) []Role {
	sign := overlay.SectorBadge(a.Sector, g.l)
	if sign.Shape == diagram.Person {
		sign.Shape = diagram.Pill // a person has no room for a letter
	}
	var roles []Role
	for k, ids := range own {
		if len(ids) == 0 {
			continue
		}
		badge := sign
		badge.Text, badge.Open = g.w.letters[k], k > 0
		if k > 1 {
			badge.Tone = 0
		}
		roles = append(roles, Role{Title: g.w.roles[k], Badge: badge, Groups: g.byCluster(ids)})
	}
	return roles
}

// byCluster parts variables by cluster, those without one last.
func (g *gathering) byCluster(ids []string) []Group {
	var groups []Group
	add := func(cluster, name string) {
		var list []string
		for _, id := range ids {
			if v := g.m.Variable(id); v != nil && v.Cluster == cluster {
				list = append(list, g.variable(id))
			}
		}
		if list != nil {
			groups = append(groups, Group{name, list})
		}
	}
	for _, c := range g.m.Clusters {
		add(c.ID, g.text(c.Label, c.ID))
	}
	add("", "")
	return groups
}

func (g *gathering) efforts(id string) []Effort {
	var list []Effort
	for _, e := range g.m.Efforts {
		if !slices.Contains(e.By, id) {
			continue
		}
		item := Effort{Name: g.text(e.Label, e.ID)}
		var detail []string
		if e.Status != "" {
			detail = append(detail, e.Status.Label(g.l))
		}
		if e.Level != "" {
			detail = append(detail, e.Level.Label(g.l))
		}
		item.Detail = strings.Join(detail, " · ")
		for _, v := range onto(e) {
			item.On = append(item.On, g.variable(v))
		}
		for _, other := range e.By {
			if name := g.inside(g.actor(other)); other != id && !slices.Contains(item.With, name) {
				item.With = append(item.With, name)
			}
		}
		list = append(list, item)
	}
	return list
}

// onto are the variables that an effort acts on, each once.
func onto(e maps.Effort) []string {
	var ids []string
	for _, on := range e.On {
		id := on.Variable
		if on.Link != nil {
			id = on.Link.To
		}
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

func (g *gathering) partners(id string) []Partner {
	var list []Partner
	for _, p := range g.r.Interfaces.Pairs {
		other := p.Second
		switch id {
		case p.First:
		case p.Second:
			other = p.First
		default:
			continue
		}
		partner := Partner{Name: g.actor(other), Both: g.variables(p.Variables)}
		if a := g.m.Actor(other); a != nil {
			partner.Badge = overlay.SectorBadge(a.Sector, g.l)
		}
		links := slices.Clone(p.There)
		for _, ref := range p.Back {
			if !slices.Contains(links, ref) {
				links = append(links, ref)
			}
		}
		for _, ref := range links {
			partner.Between = append(partner.Between, g.link(ref))
		}
		for _, e := range p.Efforts {
			partner.Efforts = append(partner.Efforts, g.effort(e))
		}
		list = append(list, partner)
	}
	return list
}

// between returns what is between the two, at most so many links and how many
// more there are, and what both hold.
func (g *gathering) between(p Partner, most int) []string {
	list := slices.Clone(p.Between)
	// Saying that there is one more takes as much room as the one.
	if more := len(p.Between) - most; more > 1 {
		list = append(list[:most], fmt.Sprintf(g.w.andMore, g.l.Count(more)))
	}
	if len(p.Both) > 0 {
		list = append(list, g.w.both+" "+g.enumerate(quoted(p.Both)))
	}
	return list
}

// mostBetween is how many links between two actors are written out where there
// is room enough.
const mostBetween = 3

// link writes a link by what its ends are called.
func (g *gathering) link(shorthand string) string {
	ref, err := maps.ParseLink(shorthand)
	if err != nil {
		return shorthand
	}
	sign := strings.Replace(ref.Sign.String(), "-", "−", 1)
	return g.variable(ref.From) + " → " + g.variable(ref.To) + "\u00a0(" + sign + ")"
}

func (g *gathering) source() string {
	unit := g.w.time
	if g.r.Unit != "" {
		unit = g.r.Unit.Label(g.l)
	}
	text := fmt.Sprintf(g.w.source, g.text(g.m.Title, g.w.map_), g.r.Map, g.r.Method, g.l.Decimal(g.r.Horizon, 0), unit)
	if g.m.Illustrative {
		text += " " + g.w.illustrative
	}
	for _, s := range g.m.Sources {
		if t := s.Text.In(g.l); t != "" {
			text += " " + t
		}
	}
	return text
}

func quoted(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = "“" + s + "”"
	}
	return out
}

// enumerate writes "a, b and c".
func (g *gathering) enumerate(list []string) string {
	switch n := len(list); n {
	case 0:
		return ""
	case 1:
		return list[0]
	default:
		return strings.Join(list[:n-1], ", ") + " " + g.w.and + " " + list[n-1]
	}
}
