package format

import (
	"slices"

	"sysmap/maps"
)

// Report says what an exchange carried over and what it did not.
type Report struct {
	// Format is the name of the format.
	Format string `json:"format"`
	// Variables … count what the map holds that was read, or what the file
	// holds that was written.
	Variables int `json:"variables"`
	Positive  int `json:"positive_links"`
	Negative  int `json:"negative_links"`
	Unknown   int `json:"unknown_links"`
	Clusters  int `json:"clusters"`
	Positions int `json:"positions"`
	Loops     int `json:"loops"`
	Scenarios int `json:"scenarios"`
	// Notes count what was carried over but not word for word, such as
	// signs that were read from a line's style.
	Notes []Item `json:"notes"`
	// Losses count what was left behind.
	Losses []Item `json:"losses"`
}

// Item is one kind of note or loss.
type Item struct {
	// What, in plain English, in the plural: "links to deleted elements".
	What  string `json:"what"`
	Count int    `json:"count"`
	// Where holds the first few places or names.
	Where []string `json:"where,omitempty"`
}

// mostPlaces is how many places of an item are named.
const mostPlaces = 5

// Count fills in what a map holds.
func (r *Report) Count(m *maps.Map) {
	r.Variables, r.Clusters, r.Loops, r.Scenarios = len(m.Variables), len(m.Clusters), len(m.Loops), len(m.Scenarios)
	r.Positive, r.Negative, r.Unknown, r.Positions = 0, 0, 0, 0
	for _, v := range m.Variables {
		if v.At != nil {
			r.Positions++
		}
	}
	for _, l := range m.Links {
		switch l.Sign {
		case maps.Positive:
			r.Positive++
		case maps.Negative:
			r.Negative++
		default:
			r.Unknown++
		}
	}
}

// Note counts something that was carried over but not word for word.
func (r *Report) Note(what, where string) { r.Notes = count(r.Notes, what, where) }

// Lose counts something that was left behind.
func (r *Report) Lose(what, where string) { r.Losses = count(r.Losses, what, where) }

func count(items []Item, what, where string) []Item {
	i := slices.IndexFunc(items, func(i Item) bool { return i.What == what })
	if i < 0 {
		items = append(items, Item{What: what})
		i = len(items) - 1
	}
	items[i].Count++
	if where != "" && len(items[i].Where) < mostPlaces {
		items[i].Where = append(items[i].Where, where)
	}
	return items
}
