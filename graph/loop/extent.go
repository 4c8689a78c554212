package loop

import (
	"fmt"

	"sysmap/maps"
)

// Extent says what a list holds of all that was asked for. A list is never
// shown without it.
type Extent struct {
	// Complete: everything that was asked for is in the list.
	Complete bool `json:"complete"`
	// MaxLength: everything asked for of up to this many links is in the
	// list. It is the bound that was set, if any, of a complete list (0 where
	// there was none), and how far the search had come of one that was cut.
	MaxLength int `json:"max_length"`
	// Longer: the search met the bound of a complete list, so that the map
	// may have longer ones.
	Longer bool `json:"longer"`
	// Count is how many are in the list.
	Count int `json:"count"`
	// Cut is why the list is not complete.
	Cut Cut `json:"cut,omitempty"`
}

// Cut is what ended a list early.
type Cut string

const (
	// NotCut is the list of everything.
	NotCut Cut = ""
	// CutAtLimit: there are more than were to be listed.
	CutAtLimit Cut = "limit"
	// CutByContext: the context was cancelled or ran out of time.
	CutByContext Cut = "cancelled"
	// CutByReader: whoever read the list stopped.
	CutByReader Cut = "stopped"
)

// String returns the statement in English.
func (e Extent) String() string { return e.In(maps.English) }

// In returns the statement in a language, as a sentence. It speaks of the list
// and so fits loops as well as paths.
func (e Extent) In(language maps.Language) string {
	words := extentWords[maps.English]
	if language == maps.Danish {
		words = extentWords[maps.Danish]
	}
	switch {
	case e.Complete && e.MaxLength == 0:
		return words.all
	case e.Complete && e.Longer:
		return fmt.Sprintf(words.upTo, e.MaxLength) + words.longer
	case e.Complete:
		return fmt.Sprintf(words.upTo, e.MaxLength) + words.noLonger
	}
	why := words.limit
	switch e.Cut {
	case CutByContext:
		why = words.cancelled
	case CutByReader:
		why = words.stopped
	}
	if e.MaxLength == 0 {
		return fmt.Sprintf(words.some, why, e.Count)
	}
	return fmt.Sprintf(words.part, why, e.Count, e.MaxLength)
}

type extentText struct {
	all, upTo, longer, noLonger string
	some, part                  string
	limit, cancelled, stopped   string
}

var extentWords = map[maps.Language]extentText{
	maps.English: {
		all:       "Complete: nothing is left out.",
		upTo:      "Complete up to length %d",
		longer:    "; there may be longer ones.",
		noLonger:  "; there are no longer ones.",
		some:      "Not complete: %s after %d.",
		part:      "Not complete: %s after %d; everything up to length %d is in the list.",
		limit:     "cut",
		cancelled: "cancelled",
		stopped:   "stopped",
	},
	maps.Danish: {
		all:       "Fuldstændig: intet er udeladt.",
		upTo:      "Fuldstændig op til længde %d",
		longer:    "; der kan være længere.",
		noLonger:  "; der er ingen længere.",
		some:      "Ikke fuldstændig: %s efter %d.",
		part:      "Ikke fuldstændig: %s efter %d; alt op til længde %d er med på listen.",
		limit:     "afkortet",
		cancelled: "afbrudt",
		stopped:   "standset",
	},
}
