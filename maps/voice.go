package maps

import (
	"sync"

	"github.com/google/jsonschema-go/jsonschema"
	"go.yaml.in/yaml/v4"
)

// Voice is what one participant, or a group of them, says about a map: which
// links there are and what they are like, who has which role, and what is
// missing. It changes nothing of the map it stands in; what becomes of several
// voices is for others to work out.
type Voice struct {
	// ID is empty where a whole file is the voice.
	ID    string
	Label Text
	Note  Text
	// Links are those that the voice speaks of: links of the map, of another
	// sign perhaps, and links that the map lacks. A Probability of 0 is one
	// that the voice does not state.
	Links []Link
	// Denies are links that the voice says do not exist.
	Denies []LinkRef
	// Roles may name an actor more than once.
	Roles []Role
	// Variables and Actors are those that the voice finds missing.
	Variables []Variable
	Actors    []Actor
}

// Silent reports whether a voice says nothing about the map.
func (v *Voice) Silent() bool {
	for _, r := range v.Roles {
		if len(r.MustAct)+len(r.CanAct)+len(r.Affected)+len(r.Knows) > 0 {
			return false
		}
	}
	return len(v.Links)+len(v.Denies)+len(v.Variables)+len(v.Actors) == 0
}

// Voice returns the voice with an id, or nil.
func (m *Map) Voice(id string) *Voice {
	return lookup(m.Voices, func(v *Voice) bool { return v.ID == id })
}

// speaker is the part of a voice that says who speaks, and what is not there.
func speakerFields() []field[Voice] {
	return []field[Voice]{
		of("label", "Who speaks.", labelKind(), func(v *Voice) *Text { return &v.Label }),
		of("note", "What else they say.", noteKind(), func(v *Voice) *Text { return &v.Note }),
		of("denies", "Links that they say do not exist, as arrows.", deniesKind(), func(v *Voice) *[]LinkRef { return &v.Denies }),
	}
}

// speakerTable is for the key that makes a whole file a voice.
var speakerTable = sync.OnceValue(func() *table[Voice] {
	return &table[Voice]{noun: "voice", fields: speakerFields()}
})

var voiceTable = sync.OnceValue(func() *table[Voice] {
	return &table[Voice]{
		noun: "voice",
		fields: append(speakerFields(),
			of("links", "Links as they see them: those of the map, and those it lacks.", voicedLinksKind(), func(v *Voice) *[]Link { return &v.Links }),
			of("roles", "Who has to do with which variables, as they see it.", entriesKind(roleTable), func(v *Voice) *[]Role { return &v.Roles }),
			of("variables", "Variables that they find missing.",
				plainSectionKind(variableTable, func(x *Variable) *string { return &x.ID }), func(v *Voice) *[]Variable { return &v.Variables }),
			of("actors", "Actors that they find missing.",
				plainSectionKind(actorTable, func(a *Actor) *string { return &a.ID }), func(v *Voice) *[]Actor { return &v.Actors }),
		),
		finish: func(_ *table[Voice], d *decoder, n *yaml.Node, v *Voice, _ fieldSet) { d.settleVoice(n, v) },
	}
})

// settleVoice takes back what a voice mentions of what it brings along itself,
// which nothing else of the map can name.
func (d *decoder) settleVoice(n *yaml.Node, v *Voice) {
	own := map[reference]bool{}
	for _, x := range v.Variables {
		own[reference{to: variableSection, id: x.ID}] = true
	}
	for _, a := range v.Actors {
		own[reference{to: actorSection, id: a.ID}] = true
	}
	kept := d.references[:0]
	for _, r := range d.references {
		within := r.at.line > n.Line || r.at.line == n.Line && r.at.column >= n.Column
		if !within || !own[reference{to: r.to, id: r.id}] {
			kept = append(kept, r)
		}
	}
	d.references = kept
}

// voiceField is the key that makes a whole file a voice. Like extends, it is
// about the file and not inherited.
func voiceField() field[sheet] {
	return field[sheet]{
		key: "voice", about: "Makes the file one voice about the map that it extends: who speaks, or {label, note, denies}.",
		schema: func() *jsonschema.Schema {
			return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{
				tableSchema(speakerTable()),
				{Types: []string{"string", "number", "boolean", "null"}, MaxLength: jsonschema.Ptr(Limits{}.orDefaults().Label)},
			}}
		},
		read: func(d *decoder, n *yaml.Node, into *sheet) {
			v := &Voice{}
			speakerTable().readEntry(d, n, v)
			into.voice, into.voiceAt = v, d.at(n)
		},
		write: func(s *sheet) (item, bool) {
			if s.voice == nil {
				return item{}, false
			}
			return speakerTable().item(s.voice).shorthand(), true
		},
		inherit: func(into, from *sheet) {},
	}
}

// voicedLinksKind is a list of links in which a probability of 1 differs from
// none.
func voicedLinksKind() kind[[]Link] {
	return kind[[]Link]{
		schema: linksSchema,
		read: func(d *decoder, n *yaml.Node, into *[]Link) {
			if d.kind(n, yaml.SequenceNode, "a list of links") {
				*into = voiced(readLinks(d, n))
			}
		},
		write: func(ls []Link) (item, bool) {
			list := listOf()
			for i := range ls {
				it := linkTable().item(&ls[i])
				if ls[i].Probability == 1 {
					it.pairs = append(it.pairs, pair{"probability", numberItem(1)})
				}
				list.list = append(list.list, it.short())
			}
			return list, len(ls) > 0
		},
	}
}

// voiced returns links as a voice has them.
func voiced(links []stated[Link]) []Link {
	probability := linkTable().index("probability")
	list := values(links)
	for i := range list {
		if !links[i].fields.has(probability) {
			list[i].Probability = 0
		}
	}
	return list
}

// deniesKind is a list of links by their arrows.
func deniesKind() kind[[]LinkRef] {
	return kind[[]LinkRef]{
		schema: func() *jsonschema.Schema { return listSchema(defined("link")) },
		read: func(d *decoder, n *yaml.Node, into *[]LinkRef) {
			if !d.kind(n, yaml.SequenceNode, "a list of links") {
				return
			}
			seen := make(map[LinkRef]bool, len(n.Content))
			var refs []LinkRef
			for _, entry := range n.Content {
				ref, ok := d.arrow(entry)
				switch {
				case !ok:
				case seen[ref]:
					d.complain(entry, "the link stands twice in this list", "keep one")
				default:
					seen[ref] = true
					d.refer(variableSection, ref.From, entry)
					d.refer(variableSection, ref.To, entry)
					refs = append(refs, ref)
				}
			}
			*into = refs
		},
		write: func(refs []LinkRef) (item, bool) {
			list := listOf()
			for _, ref := range refs {
				list.list = append(list.list, words(ref.String()))
			}
			return list, len(refs) > 0
		},
	}
}

// plainSectionKind is a section of which only the values are kept.
func plainSectionKind[T any](t func() *table[T], id func(*T) *string) kind[[]T] {
	k := sectionKind(t, id)
	return kind[[]T]{
		schema: k.schema,
		read: func(d *decoder, n *yaml.Node, into *[]T) {
			var entries []stated[T]
			k.read(d, n, &entries)
			*into = values(entries)
		},
		write: func(vs []T) (item, bool) { return k.write(allStated(vs)) },
	}
}

// name gives a voice, and what it brings along, labels where it states none.
func (v *Voice) name(label func(t *Text, id string)) {
	if v.ID != "" {
		label(&v.Label, v.ID)
	}
	for i := range v.Variables {
		label(&v.Variables[i].Label, v.Variables[i].ID)
	}
	for i := range v.Actors {
		label(&v.Actors[i].Label, v.Actors[i].ID)
	}
}
