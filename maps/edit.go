package maps

import (
	"fmt"
	"maps"
	"slices"
)

// Update makes any change to what this file alone states; see [Document.Map].
// Only what differs is written, and everything else in the file stays byte for
// byte as it is. Entries that are new come after those that are there, and
// entries of inherited ids override what is inherited. When the change would
// make a file that cannot be read, or name something that does not exist, the
// error is [ErrNotEditable] and the document is as before; so it is with the
// error that the change itself returns.
func (d *Document) Update(change func(*Map) error) error {
	// Decoding anew gives the change a map of its own to work on.
	m := decodeSheet(d.source, d.limits, &report{}).states()
	if err := change(m); err != nil {
		return err
	}
	next := fromMap(m)
	next.extends, next.voice = d.sheet.extends, d.sheet.voice
	e, err := newEditor(d.source)
	if err != nil {
		return d.refuse(err.Error())
	}
	e.reviseMap(d.sheet.edited(), next.edited())
	return d.apply(e, next)
}

// SetPosition pins a variable. A variable that comes from the extended map is
// pinned by an entry of its own in this file.
func (d *Document) SetPosition(id string, at Position) error {
	return d.SetPositions(map[string]Position{id: at})
}

// SetPositions pins many variables at once; either all are or none.
func (d *Document) SetPositions(at map[string]Position) error {
	return d.updateVariables(slices.Sorted(maps.Keys(at)), func(v *Variable) {
		p := at[v.ID]
		v.At = &p
	})
}

// ClearPositions leaves the places of variables to the layout again, or to the
// extended map where that pins them.
func (d *Document) ClearPositions(ids ...string) error {
	return d.updateVariables(ids, func(v *Variable) { v.At = nil })
}

// SetLabel changes what a variable's box says.
func (d *Document) SetLabel(id string, label Text) error {
	return d.UpdateVariable(id, func(v *Variable) { v.Label = label })
}

// SetLinkBend pins a link's curve; nil leaves it to the router.
func (d *Document) SetLinkBend(ref LinkRef, bend *float64) error {
	return d.UpdateLink(ref, func(l *Link) { l.Bend = bend })
}

// UpdateVariable changes a variable, except for its id. The change is given
// what this file alone states of it. Where the file does not mention the
// variable but inherits it, the change becomes an entry that overrides.
func (d *Document) UpdateVariable(id string, change func(*Variable)) error {
	return d.updateVariables([]string{id}, change)
}

func (d *Document) updateVariables(ids []string, change func(*Variable)) error {
	return d.Update(func(m *Map) error {
		where := make(map[string]int, len(m.Variables))
		for i := range m.Variables {
			where[m.Variables[i].ID] = i
		}
		for _, id := range ids {
			i, ok := where[id]
			v := Variable{ID: id}
			switch {
			case ok:
				v = m.Variables[i]
			case !d.inherits(variableSection, id):
				return d.refuse(fmt.Sprintf("there is no variable %q", shorten(id)))
			}
			change(&v)
			v.ID = id
			switch {
			case ok:
				m.Variables[i] = v
			case len(variableTable().item(&v).pairs) > 0:
				where[id] = len(m.Variables)
				m.Variables = append(m.Variables, v)
			}
		}
		return nil
	})
}

// UpdateLink changes a link, with its ends and sign if need be; interventions
// on it follow. The change is given what this file alone states of it. Where
// the file does not mention the link but inherits it, the change becomes an
// entry that overrides.
func (d *Document) UpdateLink(ref LinkRef, change func(*Link)) error {
	return d.Update(func(m *Map) error {
		l := m.Link(ref)
		if l == nil {
			if !d.inheritsLink(ref) {
				return d.refuse(fmt.Sprintf("there is no link %q", ref))
			}
			m.Links = append(m.Links, NewLink(ref.From, ref.To, ref.Sign))
			l = &m.Links[len(m.Links)-1]
		}
		change(l)
		for list := range m.interventions() {
			for i := range *list {
				if r := (*list)[i].Link; r != nil && *r == ref && (*list)[i].Action != Add {
					*r = l.Ref()
				}
			}
		}
		return nil
	})
}

// AddVariable adds a variable at the end of the list. An inherited variable of
// the same id is overridden.
func (d *Document) AddVariable(v Variable) error {
	return d.Update(func(m *Map) error {
		if m.Variable(v.ID) != nil {
			return d.refuse(fmt.Sprintf("there is a variable %q already", shorten(v.ID)))
		}
		m.Variables = append(m.Variables, v)
		return nil
	})
}

// AddLink adds a link at the end of the list; [NewLink] makes one. An inherited
// link with the same ends and sign is overridden.
func (d *Document) AddLink(l Link) error {
	return d.Update(func(m *Map) error {
		if m.Link(l.Ref()) != nil {
			return d.refuse(fmt.Sprintf("there is a link %q already", l.Ref()))
		}
		m.Links = append(m.Links, l)
		return nil
	})
}

// RemoveVariable takes a variable out of the file, and with it the links and
// interventions that name it, the named loops that go through it, and every
// other mention. A variable that is also inherited only loses what this file
// says of it.
func (d *Document) RemoveVariable(id string) error {
	return d.Update(func(m *Map) error {
		inherited := d.inherits(variableSection, id)
		if m.Variable(id) == nil {
			return d.refuse(absent("variable", id, inherited))
		}
		m.Variables = slices.DeleteFunc(m.Variables, func(v Variable) bool { return v.ID == id })
		if !inherited {
			m.forgetVariable(id)
		}
		return nil
	})
}

// RemoveLink takes a link out of the file, and the interventions on it. A link
// that is also inherited only loses what this file says of it.
func (d *Document) RemoveLink(ref LinkRef) error {
	return d.Update(func(m *Map) error {
		inherited := d.inheritsLink(ref)
		if m.Link(ref) == nil {
			return d.refuse(absent("link", ref.String(), inherited))
		}
		m.Links = slices.DeleteFunc(m.Links, func(l Link) bool { return l.Ref() == ref })
		if !inherited {
			m.forgetInterventions(func(i Intervention) bool { return i.Link != nil && *i.Link == ref && i.Action != Add })
		}
		return nil
	})
}

func absent(noun, name string, inherited bool) string {
	if inherited {
		return fmt.Sprintf("the %s %q comes from the map that this one extends", noun, shorten(name))
	}
	return fmt.Sprintf("there is no %s %q", noun, shorten(name))
}
