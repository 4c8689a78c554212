package scene

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// hyphenation is a place inside a word where a line may end if it must.
type hyphenation struct {
	// at is the offset of what goes on the next line.
	at int
	// cost is how much the place disturbs a reader, in lines.
	cost float64
	// hyphen says that a hyphen has to be added.
	hyphen bool
}

const (
	compoundCost  = 0.2
	syllableCost  = 0.4
	boundaryCost  = 0.5
	emergencyCost = 2
	// shortestPart is how many letters a good break leaves on either side.
	shortestPart = 3
)

// linkingEndings end the first part of a Danish compound.
var linkingEndings = []string{
	"heds", "tets", "ings", "ions", "skabs", "doms", "dags", "livs", "bejds",
	"lands", "steds", "folks", "fags", "tids", "råds", "triks",
}

// secondParts are beginnings of the second part of a Danish compound, among
// words that maps of health and society are made of. They find the seam where
// a vowel or a linking s hides it.
var secondParts = []string{
	"adfærd", "adgang", "aftal", "aktivit", "ansvar", "arbejd", "balance",
	"behandl", "belast", "billede", "bevægel", "diagram", "energi", "familie",
	"forbrug", "forebyg", "forhold", "forløb", "forsk", "forståel", "fremme",
	"færdighed", "fælles", "gruppe", "ideal", "indhold", "indsats", "indtag",
	"industri", "kompeten", "kontrol", "kost", "kultur", "kvalitet",
	"marked", "miljø", "model", "mulighed", "mængde", "mæssig", "møde",
	"niveau", "område", "omsorg", "opgav", "ophob", "oplev", "opspor",
	"overvægt", "plads", "planlæg", "politik", "pres", "pris", "produkt",
	"psykolog", "reguler", "rettighed", "sammen", "samfund", "skole", "spørgsmål",
	"stof", "strategi", "struktur", "styring", "stør", "støtte", "sundhed",
	"system", "sætning", "temperatur", "tilbud", "tilknyt", "transport",
	"trivsel", "udbud", "uddan", "udfordr", "udstyr", "udvikl",
	"undervis", "vaner", "vare", "venlig", "videnskab", "virksomhed", "vægt",
}

// onsets are the groups of consonants that begin a syllable in Danish or
// English; single consonants do too.
var onsets = map[string]bool{
	"bl": true, "br": true, "bj": true, "ch": true, "dr": true, "dv": true,
	"fj": true, "fl": true, "fn": true, "fr": true, "gl": true, "gn": true,
	"gr": true, "hj": true, "hv": true, "kl": true, "kn": true, "kr": true,
	"kv": true, "ph": true, "pl": true, "pr": true, "sh": true, "sj": true,
	"sk": true, "sl": true, "sm": true, "sn": true, "sp": true, "st": true,
	"sv": true, "th": true, "tj": true, "tr": true, "tv": true, "tw": true,
	"vr": true, "skr": true, "skv": true, "spl": true, "spr": true,
	"str": true,
}

// hyphenations returns every place between two letters of word, in order, with
// its cost. They are a reader's habits and not a dictionary: after the linking
// endings of compounds, then before the consonants that begin a syllable, and
// anywhere if nothing better is near.
func hyphenations(word string) []hyphenation {
	var list []hyphenation
	letters := []rune(strings.ToLower(word))
	state, at, seen := -1, 0, 0
	for rest := word; rest != ""; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if rest == "" {
			break
		}
		at += len(cluster)
		seen += utf8.RuneCountInString(cluster)
		h := hyphenation{at: at, cost: emergencyCost}
		if seen < len(letters) {
			h.cost, h.hyphen = breakCost(letters, seen)
		}
		list = append(list, h)
	}
	return list
}

// breakCost judges a break before letters[i].
func breakCost(letters []rune, i int) (cost float64, hyphen bool) {
	before, after := letters[i-1], letters[i]
	if !hyphenated(before) || !hyphenated(after) {
		if unicode.IsLetter(before) != unicode.IsLetter(after) {
			return boundaryCost, false
		}
		return emergencyCost, false
	}
	left, right := runBefore(letters, i), runAfter(letters, i)
	switch {
	case len(left) < shortestPart || len(right) < shortestPart || !hasVowel(left) || !hasVowel(right):
		return emergencyCost, true
	case endsCompound(string(left)), beginsSecondPart(string(right)):
		return compoundCost, true
	case beginsSyllable(left, right):
		return syllableCost, true
	}
	return emergencyCost, true
}

// hyphenated reports whether r belongs to a script that breaks words with a
// hyphen.
func hyphenated(r rune) bool { return unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic) }

// reach is how far around a break its letters matter.
const reach = 12

func runBefore(letters []rune, i int) []rune {
	start := i
	for start > 0 && i-start < reach && hyphenated(letters[start-1]) {
		start--
	}
	return letters[start:i]
}

func runAfter(letters []rune, i int) []rune {
	end := i
	for end < len(letters) && end-i < reach && hyphenated(letters[end]) {
		end++
	}
	return letters[i:end]
}

func endsCompound(left string) bool {
	for _, ending := range linkingEndings {
		if strings.HasSuffix(left, ending) && len(left) > len(ending)+1 {
			return true
		}
	}
	return false
}

func beginsSecondPart(right string) bool {
	for _, part := range secondParts {
		if strings.HasPrefix(right, part) {
			return true
		}
	}
	return false
}

// beginsSyllable reports whether right begins with the consonants of a
// syllable, as many of them as can, and a vowel after them.
func beginsSyllable(left, right []rune) bool {
	n := 0
	for n < len(right) && !vowel(right[n]) {
		n++
	}
	if n == 0 || n == len(right) {
		return false
	}
	if n > 1 && !onsets[string(right[:n])] {
		return false
	}
	last := left[len(left)-1]
	return vowel(last) || !onsets[string(last)+string(right[:n])]
}

func hasVowel(letters []rune) bool {
	for _, r := range letters {
		if vowel(r) {
			return true
		}
	}
	return false
}

func vowel(r rune) bool {
	return strings.ContainsRune("aeiouyæøåäöüéèáàíóúαεηιουωаеёиоуыэюя", r)
}
