package format

import (
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
