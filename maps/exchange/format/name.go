package format

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"sysmap/maps"
)

// NameKey is how names are compared in files that people write: without regard
// to case, spacing and how accents are encoded.
func NameKey(s string) string { return strings.ToLower(OneLine(norm.NFC.String(s))) }

// OneLine puts a text on one line, with single blanks.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Named returns a label in a language on one line, or the id where that is
// empty.
func Named(label maps.Text, id string, l maps.Language) string {
	if s := OneLine(label.In(l)); s != "" {
		return s
	}
	return id
}

// Numbered gives texts names that a tool tells apart, by adding numbers to those
// that it does not. Key is what the tool compares.
type Numbered struct {
	Key func(string) string
	// Reserved reports names that the tool keeps for itself; nil is none.
	Reserved func(name string) bool

	taken map[string]bool
	next  map[string]int
}

// Name returns a text, with a number if it is another's name already.
func (n *Numbered) Name(text string) string {
	if n.taken == nil {
		n.taken, n.next = map[string]bool{}, map[string]int{}
	}
	name := text
	for n.taken[n.Key(name)] || n.Reserved != nil && n.Reserved(name) {
		n.next[n.Key(text)]++
		name = text + " " + strconv.Itoa(n.next[n.Key(text)]+1)
	}
	n.taken[n.Key(name)] = true
	return name
}

// Index returns the place of each variable, by id. The error says which link
// leads to or from one that the map does not have.
func Index(m *maps.Map) (map[string]int, error) {
	index := make(map[string]int, len(m.Variables))
	for i := range m.Variables {
		index[m.Variables[i].ID] = i
	}
	for i := range m.Links {
		l := &m.Links[i]
		_, okFrom := index[l.From]
		_, okTo := index[l.To]
		if !okFrom || !okTo {
			return nil, fmt.Errorf("%s: there is no such variable", l.Ref())
		}
	}
	return index, nil
}

// LanguageOf is the language in which a map is written.
func (o WriteOptions) LanguageOf(m *maps.Map) maps.Language {
	if o.Language != "" {
		return o.Language
	}
	return m.Language
}

// OwnNames returns what each variable is called, by id, in a format that tells
// variables apart by name alone: by its label or, where that is another's label
// or id, too, by its id, which is noted.
func OwnNames(m *maps.Map, l maps.Language, r *Report) map[string]string {
	labels, ids := map[string]int{}, map[string]bool{}
	for i := range m.Variables {
		labels[NameKey(m.Variables[i].Label.In(l))]++
		ids[NameKey(m.Variables[i].ID)] = true
	}
	names := make(map[string]string, len(m.Variables))
	for i := range m.Variables {
		v := &m.Variables[i]
		name := OneLine(v.Label.In(l))
		if k := NameKey(name); name == "" || labels[k] > 1 || ids[k] && k != NameKey(v.ID) {
			name = v.ID
			r.Note("variables named by their id, because their label is not theirs alone", v.ID)
		}
		names[v.ID] = name
	}
	return names
}
