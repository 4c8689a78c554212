package maps

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/google/jsonschema-go/jsonschema"
	"go.yaml.in/yaml/v4"
)

// field is one key of an entry of the file: how it is read, written,
// inherited and described. The tables of fields are the only place where the
// format's keys are stated; reader, writer, composition, edits and schema all
// go by them.
type field[T any] struct {
	key string
	// about is the key's description in the schema.
	about  string
	schema func() *jsonschema.Schema
	read   func(d *decoder, n *yaml.Node, into *T)
	// write returns false when there is nothing to say.
	write   func(from *T) (item, bool)
	inherit func(into, from *T)
}

// kind is a type of value: how it is read, written and described.
type kind[F any] struct {
	schema func() *jsonschema.Schema
	read   func(d *decoder, n *yaml.Node, into *F)
	write  func(from F) (item, bool)
}

// of makes a field out of a kind of value and the place it is kept in.
func of[T, F any](key, about string, k kind[F], at func(*T) *F) field[T] {
	return field[T]{
		key: key, about: about, schema: k.schema,
		read:    func(d *decoder, n *yaml.Node, into *T) { k.read(d, n, at(into)) },
		write:   func(from *T) (item, bool) { return k.write(*at(from)) },
		inherit: func(into, from *T) { *at(into) = *at(from) },
	}
}

// fieldSet holds fields of one table by their index.
type fieldSet uint64

func (s fieldSet) has(i int) bool { return s&(1<<i) != 0 }

// table is what an entry of the file may hold.
type table[T any] struct {
	// noun names an entry in messages: "variable".
	noun   string
	fields []field[T]
	// required lists keys that an entry cannot do without.
	required []string
	// start gives an entry its defaults; nil leaves the zero value.
	start func(*T)
	// finish checks the entry as a whole; nil when there is nothing to check.
	finish func(t *table[T], d *decoder, n *yaml.Node, v *T, stated fieldSet)
	// sectioned tells that keys hold whole sections, so that a misspelt one
	// loses many entries.
	sectioned bool
	// refine adds to the schema what the list of keys cannot say.
	refine func(*jsonschema.Schema)
}

func (t *table[T]) index(key string) int {
	for i := range t.fields {
		if t.fields[i].key == key {
			return i
		}
	}
	return -1
}

// set returns the fields with these keys.
func (t *table[T]) set(keys ...string) fieldSet {
	var s fieldSet
	for _, k := range keys {
		if i := t.index(k); i >= 0 {
			s |= 1 << i
		}
	}
	return s
}

func (t *table[T]) keys() []string {
	keys := make([]string, len(t.fields))
	for i := range t.fields {
		keys[i] = t.fields[i].key
	}
	return keys
}

// read fills an entry from a mapping and returns which fields it states. A key
// with nothing after it states nothing.
func (t *table[T]) read(d *decoder, n *yaml.Node, into *T) fieldSet {
	if t.start != nil {
		t.start(into)
	}
	if !d.kind(n, yaml.MappingNode, "keys of a "+t.noun) {
		return 0
	}
	var seen, stated fieldSet
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if strings.HasPrefix(key.Value, "x-") && key.Kind == yaml.ScalarNode {
			continue
		}
		f := t.find(d, key)
		switch {
		case f < 0:
			continue
		case seen.has(f):
			d.complain(key, "the key stands twice", "keep one")
			continue
		}
		seen |= 1 << f
		if isNull(value) && d.plain(value) {
			d.lostColour(key, value)
			continue
		}
		stated |= 1 << f
		t.fields[f].read(d, value, into)
	}
	t.require(d, n, stated)
	if t.finish != nil {
		t.finish(t, d, n, into, stated)
	}
	return stated
}

// lostColour notices a colour without quotes, which YAML takes for a comment.
func (d *decoder) lostColour(key, value *yaml.Node) {
	for _, comment := range []string{value.LineComment, key.LineComment, value.HeadComment} {
		word, _, _ := strings.Cut(comment, " ")
		if _, ok := normalColour(word); ok {
			d.report.add(d.at(key), "the colour is read as a comment", word, "put it in quotes")
			return
		}
	}
}

// find returns the field that a key names, or −1 after saying what is wrong.
func (t *table[T]) find(d *decoder, key *yaml.Node) int {
	if !d.kind(key, yaml.ScalarNode, "a key of a "+t.noun) {
		return -1
	}
	f := t.index(key.Value)
	if f < 0 {
		d.complain(key, "unknown key of a "+t.noun, t.suggest(d, key.Value))
		d.partial = d.partial || t.sectioned
	}
	return f
}

func (t *table[T]) suggest(d *decoder, key string) string {
	if key == "<<" {
		return "merge keys are not used in maps; write the values out"
	}
	if t.index("link") >= 0 && strings.Contains(key, ">") {
		return fmt.Sprintf("put the arrow under a key: {link: %s, …}", shorten(key))
	}
	if d.report.full() {
		return ""
	}
	if s := didYouMean(key, t.keys()); s != "" {
		return s
	}
	if t.index("label") >= 0 && isLanguage(key) {
		return fmt.Sprintf("texts per language stand under a key: label: {%s: …}", key)
	}
	return "the keys are " + strings.Join(t.keys(), ", ") + "; your own begin with x-"
}

func (t *table[T]) require(d *decoder, n *yaml.Node, stated fieldSet) {
	for _, key := range t.required {
		if !stated.has(t.index(key)) {
			d.report.add(d.at(n), fmt.Sprintf("a %s needs the key %q", t.noun, key), "", "")
		}
	}
}

// isLanguage reports whether s looks like a language tag: "en", "nn-NO".
func isLanguage(s string) bool {
	primary, _, _ := strings.Cut(s, "-")
	if len(primary) < 2 || len(primary) > 3 || len(s) > 35 || !utf8.ValidString(s) {
		return false
	}
	for _, part := range strings.Split(s, "-") {
		if part == "" || len(part) > 8 {
			return false
		}
		for _, r := range part {
			if !(r >= 'a' && r <= 'z' || part != primary && (r >= 'A' && r <= 'Z' || r >= '0' && r <= '9')) {
				return false
			}
		}
	}
	return true
}
