package maps

import (
	"maps"
	"slices"
)

// Language names one of the languages that sysmap itself speaks: the words it
// puts in pictures, reports and tables. Labels may be in any language.
type Language string

const (
	English Language = "en"
	Danish  Language = "da"
)

// Languages lists every language sysmap speaks, English first.
func Languages() []Language { return []Language{English, Danish} }

// Text is something people read: one text for all languages, or one per
// language. The zero value is no text.
//
// In a map file it is either a plain scalar or a mapping from language to
// text: `{en: Stress, da: Stress}`.
type Text struct {
	// Plain is the text when the file gave a single one.
	Plain string
	// By holds one text per language; nil when the file gave a single one.
	By map[Language]string
}

// Plain makes a Text that is the same in every language.
func Plain(s string) Text { return Text{Plain: s} }

// Empty reports whether there is no text in any language.
func (t Text) Empty() bool {
	for _, s := range t.By {
		if s != "" {
			return false
		}
	}
	return t.Plain == ""
}

// In returns the text in the language asked for; failing that, in English;
// failing that, in the first of [Languages] that has one, then in whichever
// language sorts first. It is empty only when the Text is.
func (t Text) In(l Language) string {
	if t.By == nil {
		return t.Plain
	}
	if s := t.By[l]; s != "" {
		return s
	}
	for _, known := range Languages() {
		if s := t.By[known]; s != "" {
			return s
		}
	}
	first := Language("")
	for have, s := range t.By {
		if s != "" && (first == "" || have < first) {
			first = have
		}
	}
	if first == "" {
		return t.Plain
	}
	return t.By[first]
}

// All returns every text there is, the plain one first and then by language.
func (t Text) All() []string {
	var all []string
	if t.Plain != "" {
		all = append(all, t.Plain)
	}
	for _, l := range slices.Sorted(maps.Keys(t.By)) {
		if s := t.By[l]; s != "" {
			all = append(all, s)
		}
	}
	return all
}
