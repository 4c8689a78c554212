package viewer

import (
	"slices"

	"sysmap/maps"
)

func (a *author) actors() []Actor {
	actors := []Actor{}
	for _, x := range a.Map.Actors {
		actors = append(actors, Actor{x.ID, a.textOf(x.Label), string(x.Sector), a.textOf(x.Note), x.Backbone})
	}
	return actors
}

// sectors lists those that the map's actors belong to.
func (a *author) sectors() []Sector {
	sectors := []Sector{}
	for _, s := range maps.Sectors() {
		if slices.ContainsFunc(a.Map.Actors, func(x maps.Actor) bool { return x.Sector == s }) {
			sectors = append(sectors, Sector{string(s), say(s.Label)})
		}
	}
	return sectors
}

func (a *author) efforts() []Effort {
	links := map[maps.LinkRef]int{}
	for i, k := range a.Map.Links {
		links[k.Ref()] = i
	}
	efforts := []Effort{}
	for _, e := range a.Map.Efforts {
		one := Effort{
			ID: e.ID, Label: a.textOf(e.Label), Note: a.textOf(e.Note), By: list(e.By),
			Status: say(e.Status.Label), Level: say(e.Level.Label), Running: e.Status == maps.Running,
			On: []string{}, Links: []int{}, Interventions: a.interventions(e.On),
		}
		for _, on := range e.On {
			if on.Variable != "" && !slices.Contains(one.On, on.Variable) {
				one.On = append(one.On, on.Variable)
			}
			if on.Link == nil {
				continue
			}
			if i, ok := links[*on.Link]; ok && !slices.Contains(one.Links, i) {
				one.Links = append(one.Links, i)
			}
		}
		efforts = append(efforts, one)
	}
	return efforts
}

// effortsByVariable lists the efforts that act on each variable.
func (a *author) effortsByVariable() map[string][]string {
	efforts := map[string][]string{}
	for _, e := range a.Map.Efforts {
		for _, on := range e.On {
			if on.Variable != "" && !slices.Contains(efforts[on.Variable], e.ID) {
				efforts[on.Variable] = append(efforts[on.Variable], e.ID)
			}
		}
	}
	return efforts
}
