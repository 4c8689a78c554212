package alliance

import (
	"errors"
	"fmt"
	"slices"

	"sysmap/graph"
	"sysmap/maps"
)

// MostActors and MostEfforts are how many an alliance may have: everyone is
// compared with everyone.
const (
	MostActors  = 500
	MostEfforts = 500
)

// ErrTooMany is in the chain of the error that says that a map has more actors
// or efforts than can be compared.
var ErrTooMany = errors.New("too many to compare")

// ground is a map as its actors see it: who has which role where. Actors,
// variables and efforts are numbers in the order of the map.
type ground struct {
	m         *maps.Map
	g         *graph.Graph
	variables map[string]int
	actors    map[string]int
	efforts   map[string]int
	// roles are those of each actor, several entries of the map made one.
	roles []roles
	// holders are the actors that must or can act on each variable, and
	// touching those with any role there; ascending.
	holders, touching [][]int
	// goal holds the goal's variables, first those to raise, and wanted +1 or
	// −1 for each.
	goal   []int
	wanted []float64
}

// roles are the variables where one actor has each role; ascending.
type roles struct{ must, can, affected, knows, held, any []int }

// survey reads a map. The error says what about the map is not valid, or that
// it is too large.
func survey(m *maps.Map) (*ground, error) {
	if len(m.Actors) > MostActors {
		return nil, fmt.Errorf("%d actors: %w; put actors together until there are at most %d", len(m.Actors), ErrTooMany, MostActors)
	}
	if len(m.Efforts) > MostEfforts {
		return nil, fmt.Errorf("%d efforts: %w; put efforts together until there are at most %d", len(m.Efforts), ErrTooMany, MostEfforts)
	}
	s := &ground{
		m: m, variables: make(map[string]int), actors: make(map[string]int), efforts: make(map[string]int),
		roles: make([]roles, len(m.Actors)), holders: make([][]int, len(m.Variables)), touching: make([][]int, len(m.Variables)),
	}
	for i, v := range m.Variables {
		s.variables[v.ID] = i
	}
	for i, a := range m.Actors {
		s.actors[a.ID] = i
	}
	for i, e := range m.Efforts {
		s.efforts[e.ID] = i
	}
	for _, l := range m.Links {
		if _, err := s.find("link "+l.Ref().String(), []string{l.From, l.To}); err != nil {
			return nil, err
		}
	}
	s.g = graph.New(m)
	if err := s.readRoles(); err != nil {
		return nil, err
	}
	if err := s.readEfforts(); err != nil {
		return nil, err
	}
	return s, s.readGoal()
}

// find returns the numbers of variables, ascending and each once.
func (s *ground) find(where string, ids []string) ([]int, error) {
	out := make([]int, 0, len(ids))
	for _, id := range ids {
		v, ok := s.variables[id]
		if !ok {
			return nil, fmt.Errorf("%s names %q, which is no variable of the map", where, id)
		}
		out = append(out, v)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

func (s *ground) readRoles() error {
	for _, r := range s.m.Roles {
		a, ok := s.actors[r.Actor]
		if !ok {
			return fmt.Errorf("a role names %q, which is no actor of the map", r.Actor)
		}
		mine := &s.roles[a]
		for _, part := range []struct {
			into *[]int
			ids  []string
		}{{&mine.must, r.MustAct}, {&mine.can, r.CanAct}, {&mine.affected, r.Affected}, {&mine.knows, r.Knows}} {
			found, err := s.find(fmt.Sprintf("the role of %q", r.Actor), part.ids)
			if err != nil {
				return err
			}
			*part.into = union(*part.into, found)
		}
	}
	for a := range s.roles {
		r := &s.roles[a]
		r.held = union(r.must, r.can)
		r.any = union(union(r.held, r.affected), r.knows)
		for _, v := range r.held {
			s.holders[v] = append(s.holders[v], a)
		}
		for _, v := range r.any {
			s.touching[v] = append(s.touching[v], a)
		}
	}
	return nil
}

func (s *ground) readEfforts() error {
	for _, e := range s.m.Efforts {
		for _, id := range e.By {
			if _, ok := s.actors[id]; !ok {
				return fmt.Errorf("effort %q is by %q, which is no actor of the map", e.ID, id)
			}
		}
		for _, on := range e.On {
			ids := []string{on.Variable}
			if on.Link != nil {
				ids = []string{on.Link.From, on.Link.To}
			}
			if _, err := s.find(fmt.Sprintf("effort %q", e.ID), ids); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *ground) readGoal() error {
	for _, side := range []struct {
		ids    []string
		wanted float64
	}{{s.m.Goal.Raise, 1}, {s.m.Goal.Lower, -1}} {
		for _, id := range side.ids {
			v, ok := s.variables[id]
			if !ok {
				return fmt.Errorf("the goal names %q, which is no variable of the map", id)
			}
			if slices.Contains(s.goal, v) {
				return fmt.Errorf("the goal names %q twice; name it once, to raise or to lower", id)
			}
			s.goal, s.wanted = append(s.goal, v), append(s.wanted, side.wanted)
		}
	}
	return nil
}

// union of ascending lists, ascending.
func union(a, b []int) []int {
	out := slices.Concat(a, b)
	slices.Sort(out)
	return slices.Compact(out)
}

// shared are the numbers in both of two ascending lists.
func shared(a, b []int) []int {
	var out []int
	for _, x := range a {
		if _, ok := slices.BinarySearch(b, x); ok {
			out = append(out, x)
		}
	}
	return out
}

func (s *ground) ids(variables []int) []string {
	out := make([]string, len(variables))
	for i, v := range variables {
		out[i] = s.m.Variables[v].ID
	}
	return out
}

func (s *ground) actorIDs(actors []int) []string {
	out := make([]string, len(actors))
	for i, a := range actors {
		out[i] = s.m.Actors[a].ID
	}
	return out
}

func (s *ground) named(variables []int) []Sentence {
	out := make([]Sentence, len(variables))
	for i, v := range variables {
		out[i] = quoted(s.m.Variables[v].Label)
	}
	return out
}

func (s *ground) actorsNamed(actors []int) []Sentence {
	out := make([]Sentence, len(actors))
	for i, a := range actors {
		out[i] = say("%s", "%s", s.m.Actors[a].Label)
	}
	return out
}

// sectors of some actors, in the order in which sectors are shown; actors
// without one have none.
func (s *ground) sectors(actors []int) []maps.Sector {
	out := []maps.Sector{}
	for _, sector := range maps.Sectors() {
		if slices.ContainsFunc(actors, func(a int) bool { return s.m.Actors[a].Sector == sector }) {
			out = append(out, sector)
		}
	}
	return out
}

// active are the efforts that have not ended.
func (s *ground) active() []int {
	var out []int
	for i, e := range s.m.Efforts {
		if e.Status != maps.Ended {
			out = append(out, i)
		}
	}
	return out
}

// turnsLinksOnly reports whether an effort changes influences and moves nothing
// by itself.
func (s *ground) turnsLinksOnly(effort int) bool {
	on := s.m.Efforts[effort].On
	return len(on) > 0 && !slices.ContainsFunc(on, func(x maps.Intervention) bool { return x.Link == nil })
}

// ends are the variables that an effort acts on: those it moves, and those on
// which it changes an influence.
func (s *ground) ends(effort int) []int {
	var out []int
	for _, on := range s.m.Efforts[effort].On {
		if on.Link != nil {
			out = append(out, s.variables[on.Link.To])
		} else {
			out = append(out, s.variables[on.Variable])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
