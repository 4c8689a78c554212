package alliance

import (
	"cmp"
	"fmt"
	"slices"

	"sysmap/maps"
)

// Interfaces are the links that cross from what one actor must or can act on to
// what another does (snitflader). Whoever is at either end needs to coordinate
// with the other: these are the coordination requirements of Cataldo, Wagstrom,
// Herbsleb and Carley (2006, CSCW), with the links behind them.
type Interfaces struct {
	// Pairs that need to coordinate, those with most links and shared
	// variables first.
	Pairs []Pair `json:"pairs"`
	// Unshared is how many of them share no active effort.
	Unshared int `json:"unshared"`
	// Links are the links that cross between actors, each once.
	Links      []string    `json:"links"`
	Statements []Statement `json:"statements"`
}

// Pair is two actors that need to coordinate, the one that comes first in the
// map first.
type Pair struct {
	First  string `json:"first"`
	Second string `json:"second"`
	// There are the links from the first actor's variables to the second's and
	// Back those from the second's to the first's, in shorthand and in the
	// order of the map; a link is in both where both hold both ends.
	There []string `json:"there"`
	Back  []string `json:"back"`
	// Variables that both must or can act on.
	Variables []string `json:"variables"`
	// Efforts that have not ended and that both are part of.
	Efforts []string `json:"efforts"`

	a, b  int
	links int
}

// Weight is how much there is to coordinate: the links, each once, and the
// variables.
func (p Pair) Weight() int { return p.links + len(p.Variables) }

// InterfacesOf returns who needs to coordinate with whom. The error says that
// the map is not valid or is [ErrTooMany].
func InterfacesOf(m *maps.Map) (Interfaces, error) {
	s, err := survey(m)
	if err != nil {
		return Interfaces{}, err
	}
	return s.interfaces()
}

// mostCrossings bounds how often links may cross between actors.
const mostCrossings = 5_000_000

func (s *ground) interfaces() (Interfaces, error) {
	out := Interfaces{Pairs: []Pair{}, Links: []string{}, Statements: []Statement{}}
	crossings := 0
	for _, link := range s.g.Links() {
		crossings += len(s.holders[link.From]) * len(s.holders[link.To])
	}
	if crossings > mostCrossings {
		return out, fmt.Errorf("links cross %d times between actors: %w; at most %d are possible, so note only what actors really act on", crossings, ErrTooMany, mostCrossings)
	}
	pairs := make(map[[2]int]*Pair)
	between := func(a, b int) *Pair {
		key := [2]int{min(a, b), max(a, b)}
		if pairs[key] == nil {
			pairs[key] = &Pair{
				First: s.m.Actors[key[0]].ID, Second: s.m.Actors[key[1]].ID, a: key[0], b: key[1],
				There: []string{}, Back: []string{}, Variables: []string{}, Efforts: []string{},
			}
		}
		return pairs[key]
	}
	for l, link := range s.g.Links() {
		s.cross(l, link.From, link.To, between, &out)
	}
	for v, holders := range s.holders {
		for i, a := range holders {
			for _, b := range holders[i+1:] {
				p := between(a, b)
				p.Variables = append(p.Variables, s.m.Variables[v].ID)
			}
		}
	}
	for _, e := range s.active() {
		effort := s.m.Efforts[e]
		by := s.by(e)
		for i, a := range by {
			for _, b := range by[i+1:] {
				if p := pairs[[2]int{a, b}]; p != nil {
					p.Efforts = append(p.Efforts, effort.ID)
				}
			}
		}
	}
	for a := range s.m.Actors {
		for b := a + 1; b < len(s.m.Actors); b++ {
			if p := pairs[[2]int{a, b}]; p != nil {
				out.Pairs = append(out.Pairs, *p)
				if len(p.Efforts) == 0 {
					out.Unshared++
				}
			}
		}
	}
	slices.SortStableFunc(out.Pairs, func(x, y Pair) int { return cmp.Compare(y.Weight(), x.Weight()) })
	out.Statements = append(out.Statements, s.tellInterfaces(out)...)
	return out, nil
}

// cross notes one link with every pair of actors between which it crosses.
func (s *ground) cross(l, from, to int, between func(a, b int) *Pair, out *Interfaces) {
	name := s.m.Links[l].Ref().String()
	crosses := false
	noted := make(map[*Pair]bool)
	for _, a := range s.holders[from] {
		for _, b := range s.holders[to] {
			if a == b {
				continue
			}
			p := between(a, b)
			if a == p.a {
				p.There = append(p.There, name)
			} else {
				p.Back = append(p.Back, name)
			}
			if !noted[p] {
				p.links++
			}
			noted[p], crosses = true, true
		}
	}
	if crosses {
		out.Links = append(out.Links, name)
	}
}

// by are the actors of an effort, ascending and each once.
func (s *ground) by(effort int) []int {
	var out []int
	for _, id := range s.m.Efforts[effort].By {
		out = append(out, s.actors[id])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (s *ground) tellInterfaces(x Interfaces) []Statement {
	if len(s.m.Actors) < 2 {
		return nil
	}
	if len(x.Pairs) == 0 {
		return []Statement{state(say(
			"No two actors hold the same variable or the two ends of a link, so that the map shows no need to coordinate.",
			"Ingen to aktører har fat i samme faktor eller i hver sin ende af en påvirkning, så kortet viser intet behov for at koordinere.",
		))}
	}
	out := []Statement{state(say(
		"In need of coordination: %s, because both hold the same variable or a link leads from what one holds to what the other does. %s of these pairs share no effort today.",
		"Brug for at koordinere: %s, fordi begge har fat i samme faktor, eller en påvirkning fører fra den enes til den andens. %s af disse par har ingen fælles indsats i dag.",
		pairCount(len(x.Pairs)), x.Unshared,
	))}
	for _, p := range x.Pairs {
		if len(p.Efforts) > 0 {
			continue
		}
		out = append(out, state(say(
			"Most to talk about and no shared effort: %s.", "Mest at tale om og ingen fælles indsats: %s.", s.pairInWords(p),
		), p.First, p.Second))
		break
	}
	return out
}

// pairInWords names a pair and what is between them.
func (s *ground) pairInWords(p Pair) Sentence {
	who := say("%s", "%s", s.actorsNamed([]int{p.a, p.b}))
	variables, _ := s.find("", p.Variables)
	switch {
	case p.links == 0:
		return say("%s (both at %s)", "%s (begge ved %s)", who, s.named(variables))
	case len(variables) == 0:
		return say("%s (%s between them)", "%s (%s imellem dem)", who, linkCount(p.links))
	}
	return say("%s (%s between them, both at %s)", "%s (%s imellem dem, begge ved %s)", who, linkCount(p.links), s.named(variables))
}
