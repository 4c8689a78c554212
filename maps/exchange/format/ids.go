package format

import (
	"strconv"

	"sysmap/maps"
)

// Names makes ids of labels, each once.
type Names struct{ taken map[string]bool }

// ID returns an id for a label that no other label got before: "Food supply"
// gives food-supply, a second one food-supply-2.
func (n *Names) ID(label string) string {
	if n.taken == nil {
		n.taken = map[string]bool{}
	}
	base := maps.MakeID(label)
	id := base
	for i := 2; n.taken[id]; i++ {
		id = base + "-" + strconv.Itoa(i)
	}
	n.taken[id] = true
	return id
}
