package alliance

import (
	"fmt"
	"slices"

	"sysmap/maps"
)

// Anonymous returns a copy of a map in which the actors have numbers instead of
// names, and neither ids, labels nor notes of theirs are left. Sectors stay.
// Efforts lose their notes; their labels stay, and so does what people have
// written elsewhere on the map: look there for names before showing it.
func Anonymous(m *maps.Map) *maps.Map {
	out := *m
	names := make(map[string]string, len(m.Actors))
	out.Actors = slices.Clone(m.Actors)
	for i := range out.Actors {
		a := &out.Actors[i]
		names[a.ID] = fmt.Sprintf("actor-%d", i+1)
		a.ID = names[a.ID]
		a.Label = maps.Text{By: map[maps.Language]string{
			maps.English: fmt.Sprintf("Actor %d", i+1), maps.Danish: fmt.Sprintf("Aktør %d", i+1),
		}}
		a.Note = maps.Text{}
	}
	out.Roles = slices.Clone(m.Roles)
	for i := range out.Roles {
		out.Roles[i].Actor = names[out.Roles[i].Actor]
	}
	out.Efforts = slices.Clone(m.Efforts)
	for i := range out.Efforts {
		e := &out.Efforts[i]
		e.Note = maps.Text{}
		e.By = slices.Clone(e.By)
		for k := range e.By {
			e.By[k] = names[e.By[k]]
		}
	}
	return &out
}
