package loop

import (
	"slices"
	"strings"
	"unicode"

	"sysmap/maps"
)

// tongue is what a story needs to know of a language.
type tongue struct {
	language maps.Language
	// amount, height and change are ways to say less, more or less, and
	// more, by 1 + the direction. Change fits any label.
	amount, height, change [3]string
	// attribute reports whether a word before the noun leaves "more" and "less"
	// in their places; nil is always.
	attribute func(word string) bool
	// which begins another link in a sentence, andThis the last of a loop.
	which, andThis string
	// main and relative are the verbs of main clauses and of those that
	// begin with which: by unknown sign, delay and whether the loop is
	// coming back.
	main, relative verbs
	// polarity is by 1 + the polarity; verdicts end a loop's story.
	polarity, verdicts [3]string
	// inAll begins what a path comes to.
	inAll string
	// plural reports whether a noun may be a plural or is definite, and so
	// does not take "more" and "less".
	plural func(noun string) bool
	// A noun that is one of heights is higher or lower, not more or less; one
	// that ends like one of others rises or falls.
	heights, others []string
	// prepositions end the noun of a longer label: "fear of rejection".
	// Where there are none, only labels of up to two words are looked into.
	prepositions []string
}

type verbs [2][2][2]string

func tongueOf(language maps.Language) *tongue {
	if language == maps.Danish {
		return &danish
	}
	return &english
}

var english = tongue{
	language: maps.English,
	amount:   [3]string{"less", "more or less", "more"},
	height:   [3]string{"a lower", "a higher or lower", "a higher"},
	change:   [3]string{"a decrease in", "an increase or a decrease in", "an increase in"},
	which:    ", which ",
	andThis:  ", which ",
	main: verbs{
		{{"leads to", "leads back to"}, {"after a while leads to", "after a while leads back to"}},
		{{"may lead to", "may lead back to"}, {"may after a while lead to", "may after a while lead back to"}},
	},
	relative: verbs{
		{{"leads to", "leads back to"}, {"after a while leads to", "after a while leads back to"}},
		{{"may lead to", "may lead back to"}, {"may after a while lead to", "may after a while lead back to"}},
	},
	polarity: [3]string{"balancing", "undetermined", "reinforcing"},
	verdicts: [3]string{"balancing", "undetermined, since not every sign on the way is known", "reinforcing"},
	inAll:    "In all, ",
	plural: func(noun string) bool {
		return strings.HasSuffix(noun, "s") && !hasAnySuffix(noun, "ss", "us", "is") || hasAnySuffix(noun, "people", "children")
	},
	heights: []string{
		"level", "degree", "rate", "price", "cost", "number", "quality", "density", "temperature", "speed", "frequency", "risk",
	},
	others: []string{
		"size", "amount", "quantity", "weight", "age", "length", "height", "ratio", "share", "need", "index", "loss", "lack",
		"strength", "importance", "force", "extent", "tendency", "content", "volume", "appropriateness", "power",
	},
	prepositions: []string{
		"of", "to", "for", "in", "on", "with", "from", "about", "by", "at", "among", "between", "towards", "against", "as", "over", "per",
	},
}

var danish = tongue{
	language: maps.Danish,
	amount:   [3]string{"mindre", "mere eller mindre", "mere"},
	change:   [3]string{"et fald i", "en stigning eller et fald i", "en stigning i"},
	which:    ", som ",
	andThis:  ", og det ",
	main: verbs{
		{{"fører til", "fører tilbage til"}, {"fører efter et stykke tid til", "fører efter et stykke tid tilbage til"}},
		{{"kan føre til", "kan føre tilbage til"}, {"kan efter et stykke tid føre til", "kan efter et stykke tid føre tilbage til"}},
	},
	// The adverb goes before the verb in Danish subordinate clauses.
	relative: verbs{
		{{"fører til", "fører tilbage til"}, {"efter et stykke tid fører til", "efter et stykke tid fører tilbage til"}},
		{{"kan føre til", "kan føre tilbage til"}, {"efter et stykke tid kan føre til", "efter et stykke tid kan føre tilbage til"}},
	},
	polarity: [3]string{"balancerende", "ubestemt", "forstærkende"},
	verdicts: [3]string{"balancerende sløjfe", "ubestemt sløjfe, da ikke alle fortegn undervejs er kendt", "forstærkende sløjfe"},
	inAll:    "Alt i alt: ",
	plural: func(noun string) bool {
		return hasAnySuffix(noun, "r", "en", "et", "e") && !hasAnySuffix(noun, "else", "itet")
	},
	// "Mere fysisk aktivitet" is what people say, "mindre god søvn" is worse
	// sleep, and "mindre forældres overskud" is nothing.
	attribute: func(word string) bool { return hasAnySuffix(word, "isk", "al", "iv") },
	others: []string{
		"niveau", "grad", "størrelse", "pris", "tal", "antal", "mængde", "kvalitet", "tæthed", "temperatur", "vægt", "alder",
		"tempo", "hastighed", "længde", "højde", "hyppighed", "andel", "risiko", "magt", "kraft", "behov", "indeks", "tab", "mangel",
		"stofskifte", "udbud", "omfang", "tendens", "ønske",
	},
}

func hasAnySuffix(s string, suffixes ...string) bool {
	for _, suffix := range suffixes {
		if strings.HasSuffix(s, suffix) {
			return true
		}
	}
	return false
}

// forms returns the ways to say that what a label names is less, more or less,
// or more. Anything that is in doubt rises or falls.
func (t *tongue) forms(label string) [3]string {
	words := strings.Fields(label)
	noun := t.noun(words)
	switch {
	case noun == "" || t.attribute != nil && len(words) > 1 && !t.attribute(strings.ToLower(words[0])) || t.plural(noun) || hasAnySuffix(noun, t.others...):
		return t.change
	case slices.Contains(t.heights, noun):
		return t.height
	}
	return t.amount
}

// noun returns the noun that a label is about, with at most one word before it
// and in small letters, or nothing if it is not clear which that is.
func (t *tongue) noun(words []string) string {
	if at := slices.IndexFunc(words, t.isPreposition); at >= 0 {
		words = words[:at]
	}
	if len(words) == 0 || len(words) > 2 {
		return ""
	}
	for _, word := range words {
		if strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
			return ""
		}
	}
	return strings.ToLower(words[len(words)-1])
}

func (t *tongue) isPreposition(word string) bool {
	return slices.Contains(t.prepositions, strings.ToLower(word))
}

// on returns how a sentence goes on along a link: as its first clause, as the
// last of a loop, or in between.
func (t *tongue) on(unknown, delayed, first, back bool) string {
	u, d, b := index(unknown), index(delayed), index(back)
	switch {
	case first:
		return " " + t.main[u][d][b]
	case back:
		return t.andThis + t.main[u][d][b]
	}
	return t.which + t.relative[u][d][b]
}

func (t *tongue) verdict(p Polarity) string { return t.verdicts[1+p] }

func index(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
