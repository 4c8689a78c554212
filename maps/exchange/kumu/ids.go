package kumu

import (
	"strconv"

	"sysmap/maps"
)

// ids gives out ids, each once. It does what [format.Names] does, knows ids
// that a file states, and stays linear when a hostile file gives thousands of
// labels the same id.
type ids struct {
	taken map[string]bool
	// next is the number to try next for an id that is taken.
	next map[string]int
}

// mostOfID is how much of a label goes into an id, in characters.
const mostOfID = 100

// take reserves an id, and reports whether it was free.
func (n *ids) take(id string) bool {
	if n.taken == nil {
		n.taken, n.next = map[string]bool{}, map[string]int{}
	}
	if n.taken[id] {
		return false
	}
	n.taken[id] = true
	return true
}

// of returns an id for a label, made of the noun where the label has neither
// letters nor digits.
func (n *ids) of(label, noun string) string {
	if r := []rune(label); len(r) > mostOfID {
		label = string(r[:mostOfID])
	}
	base := maps.MakeID(label)
	if base == "" {
		base = noun
	}
	id := base
	for !n.take(id) {
		n.next[base] = max(n.next[base], 1) + 1
		id = base + "-" + strconv.Itoa(n.next[base])
	}
	return id
}
