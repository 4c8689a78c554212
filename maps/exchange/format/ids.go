package format

import (
	"strconv"
	"strings"

	"sysmap/maps"
)

// Names makes ids of labels, each once. It takes linear time, also for a hostile
// file that gives thousands of labels the same id.
type Names struct {
	taken map[string]bool
	// next is the number that was last put behind an id that is taken.
	next map[string]int
}

// ID returns an id for a label that no other label got before: "Food supply"
// gives food-supply, a second one food-supply-2. A label with neither letters
// nor digits gives unnamed.
func (n *Names) ID(label string) string { return n.IDOr(label, "unnamed") }

// IDOr is [Names.ID] with another stand-in for labels with neither letters nor
// digits, which has to be an id itself.
func (n *Names) IDOr(label, noun string) string {
	base := baseOf(label)
	if base == "" {
		base = noun
	}
	id := base
	for !n.Take(id) {
		n.next[base] = max(n.next[base], 1) + 1
		id = base + "-" + strconv.Itoa(n.next[base])
		if base == "x" {
			// What begins with x- is people's own key, and no id.
			id = base + strconv.Itoa(n.next[base])
		}
	}
	return id
}

// Take reserves an id that a file states, and reports whether it was free.
func (n *Names) Take(id string) bool {
	if n.taken == nil {
		n.taken, n.next = map[string]bool{}, map[string]int{}
	}
	free := !n.taken[id]
	n.taken[id] = true
	return free
}

// mostOfID is how much of a label goes into an id, in characters. Ids have room
// for twice as many, and for a number behind.
const mostOfID = 100

func baseOf(label string) string {
	base := []rune(maps.MakeID(label))
	if len(base) > mostOfID {
		return strings.TrimRight(string(base[:mostOfID]), "-")
	}
	return string(base)
}
