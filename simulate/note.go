package simulate

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"sysmap/maps"
)

// Note is something to know about a result before trusting it.
type Note struct {
	Kind NoteKind `json:"kind"`
	// Count is how many variables, links, interventions or runs it is about.
	Count int `json:"count"`
}

// NoteKind is what a [Note] says.
type NoteKind string

const (
	// AssumedInertias: variables for which the map gives no inertia.
	AssumedInertias NoteKind = "assumed_inertias"
	// UnknownSigns: links of unknown sign, which have no influence in a
	// single run.
	UnknownSigns NoteKind = "unknown_signs"
	// UnlikelyLinks: links that are less likely than not, which are left out
	// of a single run.
	UnlikelyLinks NoteKind = "unlikely_links"
	// NothingMoves: links change, but nothing moves a variable, so that a
	// system at rest stays at rest.
	NothingMoves NoteKind = "nothing_moves"
	// BeginsLate: interventions that begin after the end of the run.
	BeginsLate NoteKind = "begins_late"
	// TimesIgnored: links with delays and variables with inertias, which the
	// method knows nothing of.
	TimesIgnored NoteKind = "times_ignored"
	// PulsesUnbounded: values of a pulse process grow without end.
	PulsesUnbounded NoteKind = "pulses_unbounded"
	// StabilityUndecided: with so many links that bear on it, it was not
	// decided whether the linear map is stable.
	StabilityUndecided NoteKind = "stability_undecided"
)

var noteWords = map[NoteKind]map[maps.Language]string{
	AssumedInertias: {
		maps.English: "the map gives no inertia for %d variables; they are taken to answer within one unit of time",
		maps.Danish:  "kortet angiver ingen træghed for %d faktorer; de regnes for at svare inden for én tidsenhed",
	},
	UnknownSigns: {
		maps.English: "%d links of unknown sign have no influence in a single run; an ensemble draws their signs",
		maps.Danish:  "%d påvirkninger med ukendt fortegn virker ikke i en enkelt kørsel; et ensemble trækker deres fortegn",
	},
	UnlikelyLinks: {
		maps.English: "%d links that are less likely than not are left out of a single run",
		maps.Danish:  "%d påvirkninger, der er mindre sandsynlige end ikke, er udeladt i en enkelt kørsel",
	},
	NothingMoves: {
		maps.English: "links change (%d interventions), but nothing presses on a variable: a system at rest stays at rest",
		maps.Danish:  "påvirkninger ændres (%d indgreb), men intet trykker på en faktor: et system i hvile bliver i hvile",
	},
	BeginsLate: {
		maps.English: "%d interventions begin after the end of the run",
		maps.Danish:  "%d indgreb begynder efter kørslens slutning",
	},
	TimesIgnored: {
		maps.English: "this method knows no delays and no inertia; the map gives %d of them",
		maps.Danish:  "denne metode kender ikke forsinkelser og træghed; kortet angiver %d",
	},
	PulsesUnbounded: {
		maps.English: "pulses among these %d variables add up without end: the values say which way, not how far",
		maps.Danish:  "stød mellem disse %d faktorer hober sig op uden ende: tallene siger hvilken vej, ikke hvor langt",
	},
	StabilityUndecided: {
		maps.English: "with so many links (%d) it was not decided whether the linear map is stable",
		maps.Danish:  "med så mange påvirkninger (%d) blev det ikke afgjort, om det lineære kort er stabilt",
	},
}

// noteWordsOfOne are those of notes about one thing, where they differ.
var noteWordsOfOne = map[NoteKind]map[maps.Language]string{
	AssumedInertias: {
		maps.English: "the map gives no inertia for one variable; it is taken to answer within one unit of time",
		maps.Danish:  "kortet angiver ingen træghed for én faktor; den regnes for at svare inden for én tidsenhed",
	},
	UnknownSigns: {
		maps.English: "one link of unknown sign has no influence in a single run; an ensemble draws its sign",
		maps.Danish:  "én påvirkning med ukendt fortegn virker ikke i en enkelt kørsel; et ensemble trækker dens fortegn",
	},
	UnlikelyLinks: {
		maps.English: "one link that is less likely than not is left out of a single run",
		maps.Danish:  "én påvirkning, der er mindre sandsynlig end ikke, er udeladt i en enkelt kørsel",
	},
	NothingMoves: {
		maps.English: "links change (one intervention), but nothing presses on a variable: a system at rest stays at rest",
		maps.Danish:  "påvirkninger ændres (ét indgreb), men intet trykker på en faktor: et system i hvile bliver i hvile",
	},
	BeginsLate: {
		maps.English: "one intervention begins after the end of the run",
		maps.Danish:  "ét indgreb begynder efter kørslens slutning",
	},
	PulsesUnbounded: {
		maps.English: "pulses through this one variable add up without end: the values say which way, not how far",
		maps.Danish:  "stød gennem denne ene faktor hober sig op uden ende: tallene siger hvilken vej, ikke hvor langt",
	},
}

// In returns the note as a sentence without a full stop.
func (n Note) In(l maps.Language) string {
	if n.Count == 1 {
		if of, ok := noteWordsOfOne[n.Kind]; ok {
			if words, ok := of[l]; ok {
				return words
			}
			return of[maps.English]
		}
	}
	words, ok := noteWords[n.Kind][l]
	if !ok {
		words = noteWords[n.Kind][maps.English]
	}
	return fmt.Sprintf(words, n.Count)
}

// String returns the note in English.
func (n Note) String() string { return n.In(maps.English) }

// Sentences writes notes as sentences, from a capital to a full stop. The list
// is empty, not nil, where there are none.
func Sentences(notes []Note, l maps.Language) []string {
	list := []string{}
	for _, n := range notes {
		text := n.In(l)
		if first, size := utf8.DecodeRuneInString(text); size > 0 {
			text = string(unicode.ToUpper(first)) + text[size:]
		}
		if !strings.HasSuffix(text, ".") {
			text += "."
		}
		list = append(list, text)
	}
	return list
}
