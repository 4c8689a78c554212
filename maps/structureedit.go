package maps

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v4"
)

// AddVariable adds a variable at the end of the list. An inherited variable of
// the same id is overridden.
func (d *Document) AddVariable(v Variable) error {
	if slices.ContainsFunc(d.sheet.variables, func(s stated[Variable]) bool { return s.value.ID == v.ID }) {
		return d.refuse(fmt.Sprintf("there is a variable %q already", shorten(v.ID)))
	}
	e, err := newEditor(d.source)
	if err != nil {
		return err
	}
	next := *d.sheet
	next.variables = append(slices.Clone(next.variables), stated[Variable]{value: v})
	_, value := e.root.find("variables")
	e.section("variables", value, []pair{{v.ID, variableTable().item(&v)}}, nil)
	return d.apply(e, &next)
}

// AddLink adds a link at the end of the list; [NewLink] makes one. An inherited
// link with the same ends and sign is overridden.
func (d *Document) AddLink(l Link) error {
	if slices.ContainsFunc(d.sheet.links, func(s stated[Link]) bool { return s.value.Ref() == l.Ref() }) {
		return d.refuse(fmt.Sprintf("there is a link %q already", l.Ref()))
	}
	for _, id := range []string{l.From, l.To} {
		if !d.inherits(variableSection, id) && !slices.ContainsFunc(d.sheet.variables, func(s stated[Variable]) bool { return s.value.ID == id }) {
			return d.refuse(fmt.Sprintf("there is no variable %q", shorten(id)))
		}
	}
	e, err := newEditor(d.source)
	if err != nil {
		return err
	}
	next := *d.sheet
	next.links = append(slices.Clone(next.links), stated[Link]{value: l})
	_, value := e.root.find("links")
	e.section("links", value, nil, []item{linkItem(&l)})
	return d.apply(e, &next)
}

// RemoveVariable takes a variable out of the file, and with it the links and
// interventions that name it, the named loops that go through it, and every
// other mention. A variable that is also inherited only loses what this file
// says of it.
func (d *Document) RemoveVariable(id string) error {
	if !slices.ContainsFunc(d.sheet.variables, func(s stated[Variable]) bool { return s.value.ID == id }) {
		if d.inherits(variableSection, id) {
			return d.refuse(fmt.Sprintf("the variable %q comes from the map that this one extends", shorten(id)))
		}
		return d.refuse(fmt.Sprintf("there is no variable %q", shorten(id)))
	}
	next := *d.sheet
	next.variables = without(next.variables, func(v *Variable) bool { return v.ID == id })
	if !d.inherits(variableSection, id) {
		next.forgetVariable(id)
	}
	return d.become(&next)
}

// RemoveLink takes a link out of the file, and the interventions on it. A link
// that is also inherited only loses what this file says of it.
func (d *Document) RemoveLink(ref LinkRef) error {
	if !slices.ContainsFunc(d.sheet.links, func(l stated[Link]) bool { return l.value.Ref() == ref }) {
		if d.inheritsLink(ref) {
			return d.refuse(fmt.Sprintf("the link %q comes from the map that this one extends", ref))
		}
		return d.refuse(fmt.Sprintf("there is no link %q", ref))
	}
	next := *d.sheet
	next.links = without(next.links, func(l *Link) bool { return l.Ref() == ref })
	if !d.inheritsLink(ref) {
		next.forgetInterventions(func(i *Intervention) bool { return i.Link != nil && *i.Link == ref && i.Action != Add })
	}
	return d.become(&next)
}

// forgetVariable takes every mention of a variable out of a sheet.
func (s *sheet) forgetVariable(id string) {
	s.links = without(s.links, func(l *Link) bool { return l.From == id || l.To == id })
	s.goal.value.Raise = withoutID(s.goal.value.Raise, id)
	s.goal.value.Lower = withoutID(s.goal.value.Lower, id)
	s.roles = slices.Clone(s.roles)
	for i := range s.roles {
		r := &s.roles[i]
		for _, list := range []*[]string{&r.MustAct, &r.CanAct, &r.Affected, &r.Knows} {
			*list = withoutID(*list, id)
		}
	}
	var loops []string
	s.loops = without(s.loops, func(l *Loop) bool {
		gone := slices.Contains(l.Through, id)
		if gone {
			loops = append(loops, l.ID)
		}
		return gone
	})
	s.views = slices.Clone(s.views)
	for i := range s.views {
		v := &s.views[i].value
		v.Variables = withoutID(v.Variables, id)
		for _, loop := range loops {
			v.Loops = withoutID(v.Loops, loop)
		}
	}
	s.forgetInterventions(func(i *Intervention) bool {
		return i.Variable == id || i.Link != nil && (i.Link.From == id || i.Link.To == id)
	})
}

func (s *sheet) forgetInterventions(gone func(*Intervention) bool) {
	keep := func(list []Intervention) []Intervention {
		return slices.DeleteFunc(slices.Clone(list), func(i Intervention) bool { return gone(&i) })
	}
	s.efforts = slices.Clone(s.efforts)
	for i := range s.efforts {
		s.efforts[i].value.On = keep(s.efforts[i].value.On)
	}
	s.scenarios = slices.Clone(s.scenarios)
	for i := range s.scenarios {
		s.scenarios[i].value.Interventions = keep(s.scenarios[i].value.Interventions)
	}
}

func without[T any](entries []stated[T], gone func(*T) bool) []stated[T] {
	return slices.DeleteFunc(slices.Clone(entries), func(s stated[T]) bool { return gone(&s.value) })
}

func withoutID(ids []string, id string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(other string) bool { return other == id })
}

// become writes what has gone between this state of the file and the next.
func (d *Document) become(next *sheet) error {
	e, err := newEditor(d.source)
	if err != nil {
		return err
	}
	was := d.sheet
	reduce(e, "variables", variableTable(), was.variables, next.variables, func(v *Variable) string { return v.ID })
	reduce(e, "loops", loopTable(), was.loops, next.loops, func(l *Loop) string { return l.ID })
	reduce(e, "views", viewTable(), was.views, next.views, func(v *View) string { return v.ID })
	reduce(e, "efforts", effortTable(), was.efforts, next.efforts, func(f *Effort) string { return f.ID })
	reduce(e, "scenarios", scenarioTable(), was.scenarios, next.scenarios, func(c *Scenario) string { return c.ID })
	e.reduceLinks(d, next)
	if _, goal := e.root.find("goal"); goal != nil && goal.node.Kind == yaml.MappingNode {
		setFields(e, goal, goalTable(), &was.goal.value, &next.goal.value)
	}
	if _, roles := e.root.find("roles"); roles != nil {
		for i, x := range roles.inside {
			setFields(e, x, roleTable(), &was.roles[i], &next.roles[i])
		}
	}
	return d.apply(e, next)
}

// reduce writes a section whose entries have become fewer or smaller.
func reduce[T any](e *editor, name string, t *table[T], was, now []stated[T], id func(*T) string) {
	_, section := e.root.find(name)
	if section == nil || len(section.inside) == 0 {
		return
	}
	left := make(map[string]*T, len(now))
	for i := range now {
		left[id(&now[i].value)] = &now[i].value
	}
	var gone []string
	for i := range was {
		before := &was[i].value
		after, ok := left[id(before)]
		if !ok {
			gone = append(gone, id(before))
			continue
		}
		if t.item(before).equal(t.item(after)) {
			continue
		}
		if _, x := section.find(id(before)); x.node.Kind == yaml.MappingNode {
			setFields(e, x, t, before, after)
		}
	}
	e.removeKeys(section, gone)
}

func (e *editor) reduceLinks(d *Document, next *sheet) {
	_, links := e.root.find("links")
	if links == nil || len(next.links) == len(d.sheet.links) {
		return
	}
	left := make(map[LinkRef]bool, len(next.links))
	for i := range next.links {
		left[next.links[i].value.Ref()] = true
	}
	gone := make([]bool, len(links.inside))
	for i := range d.sheet.links {
		gone[i] = !left[d.sheet.links[i].value.Ref()]
	}
	e.removeEntries(links, gone)
}
