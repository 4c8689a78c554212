package maps

import (
	"fmt"
	"maps"
	"slices"

	"go.yaml.in/yaml/v4"
)

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

// ClearPositions leaves the places of variables to the layout again.
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

// UpdateVariable changes a variable. The change is given what this file alone
// states of it; only the keys that it changes are written. Where the file
// does not mention the variable but extends another map, the change becomes
// an entry that overrides the inherited one.
func (d *Document) UpdateVariable(id string, change func(*Variable)) error {
	return d.updateVariables([]string{id}, change)
}

func (d *Document) updateVariables(ids []string, change func(*Variable)) error {
	next := *d.sheet
	variables, err := updated(newUpdate(d, variableSection, "variables", variableTable()), d.sheet.variables,
		func(v *Variable) *string { return &v.ID }, ids, change)
	if err != nil {
		return err
	}
	next.variables = variables.entries
	return variables.finish(&next)
}

// UpdateLink changes a link. The change is given what this file alone states
// of it, and may change its ends and sign, too. Where the file does not
// mention the link but extends another map, the change becomes an entry that
// overrides the inherited link.
func (d *Document) UpdateLink(ref LinkRef, change func(*Link)) error {
	next := *d.sheet
	next.links = slices.Clone(next.links)
	i := slices.IndexFunc(next.links, func(l stated[Link]) bool { return l.value.Ref() == ref })
	if i < 0 {
		if !d.inheritsLink(ref) {
			return d.refuse(fmt.Sprintf("there is no link %q", ref))
		}
		l := NewLink(ref.From, ref.To, ref.Sign)
		change(&l)
		return d.AddLink(l)
	}
	before := next.links[i].value
	after := before
	change(&after)
	if after.Ref() != ref && slices.ContainsFunc(next.links, func(l stated[Link]) bool { return l.value.Ref() == after.Ref() }) {
		return d.refuse(fmt.Sprintf("there is a link %q already", after.Ref()))
	}
	next.links[i].value = after
	e, err := newEditor(d.source)
	if err != nil {
		return err
	}
	_, links := e.root.find("links")
	x := links.inside[d.linkIndex(links, ref)]
	if x.node.Kind == yaml.ScalarNode {
		in := e.within()
		if !e.bracketed(links) && e.in == blockYAML {
			in = blockYAML
		}
		if it := linkItem(&after); it.form != wordsForm || it.text != x.node.Value {
			e.replace(x.start, x.end, it.inline(in))
		}
	} else {
		setFields(e, x, linkTable(), &before, &after)
	}
	return d.apply(e, &next)
}

// linkIndex finds the entry of the list that states a link; every entry does,
// or the file would not have been opened.
func (d *Document) linkIndex(links *extent, ref LinkRef) int {
	return slices.IndexFunc(links.inside, func(x *extent) bool {
		n := x.node
		if n.Kind != yaml.ScalarNode {
			_, value := x.find("link")
			n = value.node
		}
		have, err := ParseLink(n.Value)
		return err == nil && have == ref
	})
}

// update collects changes to the entries of one section.
type update[T any] struct {
	document *Document
	of       section
	section  string
	table    *table[T]
	editor   *editor
	value    *extent
	where    map[string]*extent
	added    []pair
	entries  []stated[T]
	err      error
}

func newUpdate[T any](d *Document, of section, name string, t *table[T]) *update[T] {
	u := &update[T]{document: d, of: of, section: name, table: t}
	if u.editor, u.err = newEditor(d.source); u.err != nil {
		return u
	}
	if _, u.value = u.editor.root.find(name); u.value != nil {
		u.where = make(map[string]*extent, len(u.value.inside)/2)
		for i := 0; i+1 < len(u.value.inside); i += 2 {
			u.where[u.value.inside[i].node.Value] = u.value.inside[i+1]
		}
	}
	return u
}

// updated makes the changes to the entries with these ids, which are then in
// u.entries together with all others.
func updated[T any](u *update[T], entries []stated[T], name func(*T) *string, ids []string, change func(*T)) (*update[T], error) {
	if u.err != nil {
		return nil, u.err
	}
	u.entries = slices.Clone(entries)
	where := make(map[string]int, len(entries))
	for i := range entries {
		where[*name(&entries[i].value)] = i
	}
	for _, id := range ids {
		i, ok := where[id]
		if !ok && !u.document.inherits(u.of, id) {
			return nil, u.document.refuse(fmt.Sprintf("there is no %s %q", u.of.noun(), shorten(id)))
		}
		if !ok {
			i = len(u.entries)
			where[id] = i
			fresh := stated[T]{}
			*name(&fresh.value) = id
			u.entries = append(u.entries, fresh)
		}
		before := u.entries[i].value
		change(&u.entries[i].value)
		*name(&u.entries[i].value) = id
		u.entry(id, &before, &u.entries[i].value)
	}
	return u, nil
}

// entry writes what has changed between two states of an entry.
func (u *update[T]) entry(id string, before, after *T) {
	x := u.where[id]
	switch {
	case x == nil:
		u.added = append(u.added, pair{id, u.table.item(after)})
	case x.node.Kind == yaml.ScalarNode:
		if now := u.table.item(after); !now.equal(u.table.item(before)) {
			u.editor.put(x, now)
		}
	default:
		setFields(u.editor, x, u.table, before, after)
	}
}

// finish adds the new entries, applies all changes and checks the result.
func (u *update[T]) finish(next *sheet) error {
	u.editor.section(u.section, u.value, u.added, nil)
	return u.document.apply(u.editor, next)
}
