package maps

import (
	"iter"
	"slices"
)

// forgetVariable takes every mention of a variable out of a map.
func (m *Map) forgetVariable(id string) {
	m.Links = slices.DeleteFunc(m.Links, func(l Link) bool { return l.From == id || l.To == id })
	m.Goal.Raise, m.Goal.Lower = withoutID(m.Goal.Raise, id), withoutID(m.Goal.Lower, id)
	forgetRoles(m.Roles, id)
	for i := range m.Voices {
		m.Voices[i].forgetVariable(id)
	}
	m.Loops = slices.DeleteFunc(m.Loops, func(l Loop) bool {
		gone := slices.Contains(l.Through, id)
		for i := range m.Views {
			if gone {
				m.Views[i].Loops = withoutID(m.Views[i].Loops, l.ID)
			}
		}
		return gone
	})
	for i := range m.Views {
		m.Views[i].Variables = withoutID(m.Views[i].Variables, id)
	}
	m.forgetInterventions(func(i Intervention) bool {
		return i.Variable == id || i.Link != nil && (i.Link.From == id || i.Link.To == id)
	})
}

func (m *Map) forgetInterventions(gone func(Intervention) bool) {
	for list := range m.interventions() {
		*list = slices.DeleteFunc(*list, gone)
	}
}

// interventions visits the list of interventions of every effort and scenario.
func (m *Map) interventions() iter.Seq[*[]Intervention] {
	return func(yield func(*[]Intervention) bool) {
		for i := range m.Efforts {
			if !yield(&m.Efforts[i].On) {
				return
			}
		}
		for i := range m.Scenarios {
			if !yield(&m.Scenarios[i].Interventions) {
				return
			}
		}
	}
}

func withoutID(ids []string, id string) []string {
	return slices.DeleteFunc(ids, func(other string) bool { return other == id })
}

func forgetRoles(roles []Role, id string) {
	for i := range roles {
		r := &roles[i]
		for _, list := range []*[]string{&r.MustAct, &r.CanAct, &r.Affected, &r.Knows} {
			*list = withoutID(*list, id)
		}
	}
}

// forgetVariable takes every mention of a variable out of a voice, unless it is
// one that the voice brings along.
func (v *Voice) forgetVariable(id string) {
	if slices.ContainsFunc(v.Variables, func(x Variable) bool { return x.ID == id }) {
		return
	}
	v.Links = slices.DeleteFunc(v.Links, func(l Link) bool { return l.From == id || l.To == id })
	v.Denies = slices.DeleteFunc(v.Denies, func(r LinkRef) bool { return r.From == id || r.To == id })
	forgetRoles(v.Roles, id)
}
