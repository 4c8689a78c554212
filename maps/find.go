package maps

import (
	"fmt"
	"strings"
)

// FindVariable returns the variable that a person means: by its id, or by its
// label in any language without regard to case. The error suggests what is
// near.
func (m *Map) FindVariable(name string) (*Variable, error) {
	if v := m.Variable(name); v != nil {
		return v, nil
	}
	name = strings.TrimSpace(name)
	var known []string
	for i := range m.Variables {
		v := &m.Variables[i]
		for _, label := range v.Label.All() {
			if strings.EqualFold(label, name) {
				return v, nil
			}
		}
		known = append(known, v.ID)
	}
	hint := didYouMean(name, known)
	if hint != "" {
		hint = "; " + hint
	}
	return nil, fmt.Errorf("the map has no variable %q%s", shorten(name), hint)
}
