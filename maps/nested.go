package maps

import (
	"github.com/google/jsonschema-go/jsonschema"
	"go.yaml.in/yaml/v4"
)

// insideKind is an entry within an entry, nil without the key. One that says
// nothing is not written.
func insideKind[T any](t func() *table[T]) kind[*T] {
	return kind[*T]{
		schema: func() *jsonschema.Schema { return orNothing(tableSchema(t())) },
		read: func(d *decoder, n *yaml.Node, into **T) {
			v := new(T)
			t().read(d, n, v)
			*into = v
		},
		write: func(v *T) (item, bool) {
			if v == nil {
				return item{}, false
			}
			it := t().item(v)
			return it, len(it.pairs) > 0
		},
	}
}

// entriesKind is a list of entries that have no ids.
func entriesKind[T any](t func() *table[T]) kind[[]T] {
	return kind[[]T]{
		schema: func() *jsonschema.Schema { return listSchema(entrySchema(t())) },
		read: func(d *decoder, n *yaml.Node, into *[]T) {
			if !d.kind(n, yaml.SequenceNode, "a list") {
				return
			}
			list := make([]T, len(n.Content))
			for i, entry := range n.Content {
				t().read(d, entry, &list[i])
			}
			*into = list
		},
		write: func(vs []T) (item, bool) {
			list := listOf()
			for i := range vs {
				list.list = append(list.list, t().item(&vs[i]))
			}
			return list, len(vs) > 0
		},
	}
}

// item writes an entry as the keys that have something to say.
func (t *table[T]) item(v *T) item {
	it := pairsOf()
	for i := range t.fields {
		if value, ok := t.fields[i].write(v); ok {
			it.pairs = append(it.pairs, pair{t.fields[i].key, value})
		}
	}
	return it
}

// stated is an entry as one file states it.
type stated[T any] struct {
	value T
	// fields are those the file gives; the others are inherited or left at
	// their defaults.
	fields fieldSet
	at     place
}

// sectionKind is a mapping from ids to entries. An entry may be left empty, or
// be only a text, which is then its label.
func sectionKind[T any](t func() *table[T], id func(*T) *string) kind[[]stated[T]] {
	return kind[[]stated[T]]{
		schema: func() *jsonschema.Schema { return sectionSchema(t()) },
		read: func(d *decoder, n *yaml.Node, into *[]stated[T]) {
			if !d.kind(n, yaml.MappingNode, "one key per "+t().noun) {
				d.partial = true
				return
			}
			*into = readSection(d, n, t(), id)
		},
		write: func(vs []stated[T]) (item, bool) {
			it := pairsOf()
			for i := range vs {
				it.pairs = append(it.pairs, pair{*id(&vs[i].value), t().item(&vs[i].value)})
			}
			return it, len(vs) > 0
		},
	}
}

func readSection[T any](d *decoder, n *yaml.Node, t *table[T], id func(*T) *string) []stated[T] {
	list := make([]stated[T], 0, len(n.Content)/2)
	first := make(map[string]int, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind == yaml.ScalarNode && len(key.Value) > 1 && key.Value[:2] == "x-" {
			continue
		}
		name, ok := d.id(key)
		if !ok {
			d.partial = true
			continue
		}
		if line, twice := first[name]; twice {
			d.complain(key, "the "+t.noun+" stands twice", "the first is on line "+formatNumber(float64(line))+"; keep one")
			continue
		}
		first[name] = key.Line
		entry := stated[T]{at: d.at(key)}
		*id(&entry.value) = name
		entry.fields = t.readEntry(d, value, &entry.value)
		list = append(list, entry)
	}
	return list
}

// readEntry reads what stands after an id: nothing, a label, or keys.
func (t *table[T]) readEntry(d *decoder, n *yaml.Node, into *T) fieldSet {
	if n.Kind != yaml.ScalarNode || !d.plain(n) {
		return t.read(d, n, into)
	}
	if t.start != nil {
		t.start(into)
	}
	label := t.index("label")
	if isNull(n) {
		return 0
	}
	t.fields[label].read(d, n, into)
	return 1 << label
}
