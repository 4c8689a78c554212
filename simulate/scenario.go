package simulate

import (
	"fmt"
	"strings"

	"sysmap/maps"
)

// Scenario is what is done: interventions with everything spelt out. The zero
// value is a scenario in which nothing is done.
//
// What the interventions mean for the state x, which is the deviation from
// today on −1…1, from the time From until Until:
//
//   - press adds Amount to what drives the variable, for as long as it lasts;
//   - ramp adds what grows evenly from nothing at From to Amount at Until, and
//     stays; without Until it grows to the end of the run;
//   - pulse moves the variable by Amount once, at From;
//   - hold keeps the variable at Amount, whatever drives it;
//   - cut, scale and sign take away, weaken or strengthen, and turn a link, and
//     add gives one that the map does not have; afterwards links are as before.
//
// Several presses and ramps on a variable add up, several changes of a link
// follow each other in order, and of several holds the last one counts.
type Scenario struct {
	// ID and Label are those of the map's scenario or effort; they may be
	// empty.
	ID            string
	Label         maps.Text
	Interventions []maps.Intervention
}

// Empty reports whether nothing is done.
func (s Scenario) Empty() bool { return len(s.Interventions) == 0 }

// With returns the scenario with more done.
func (s Scenario) With(more ...maps.Intervention) Scenario {
	s.Interventions = append(s.Interventions[:len(s.Interventions):len(s.Interventions)], more...)
	return s
}

// FromMap returns a scenario of a map with everything it builds on: first what
// the scenarios it is based on do, then its own efforts, then its own
// interventions. An effort that is named more than once is made once. The error
// says which scenarios the map has.
func FromMap(m *maps.Map, id string) (Scenario, error) {
	chain, err := ancestry(m, id)
	if err != nil {
		return Scenario{}, err
	}
	out := Scenario{ID: id, Label: chain[0].Label}
	made := make(map[string]bool)
	for i := len(chain) - 1; i >= 0; i-- {
		for _, name := range chain[i].Efforts {
			effort := m.Effort(name)
			if effort == nil {
				return Scenario{}, fmt.Errorf("scenario %q names the effort %q, which the map does not have", chain[i].ID, name)
			}
			if !made[name] {
				out.Interventions = append(out.Interventions, effort.On...)
			}
			made[name] = true
		}
		out.Interventions = append(out.Interventions, chain[i].Interventions...)
	}
	return out, nil
}

// ancestry returns the scenario and those it is based on, itself first.
func ancestry(m *maps.Map, id string) ([]*maps.Scenario, error) {
	var chain []*maps.Scenario
	seen := make(map[string]bool)
	for next := id; next != ""; {
		if seen[next] {
			return nil, fmt.Errorf("scenario %q is based on itself", next)
		}
		seen[next] = true
		s := m.Scenario(next)
		if s == nil {
			return nil, fmt.Errorf("the map has no scenario %q; %s", next, known("scenarios", m.Scenarios, func(s maps.Scenario) string { return s.ID }))
		}
		chain = append(chain, s)
		next = s.BasedOn
	}
	if chain == nil {
		return nil, fmt.Errorf("no scenario is named; %s", known("scenarios", m.Scenarios, func(s maps.Scenario) string { return s.ID }))
	}
	return chain, nil
}

// EffortAlone returns one effort of a map as a scenario of its own. The error
// says which efforts the map has.
func EffortAlone(m *maps.Map, id string) (Scenario, error) {
	e := m.Effort(id)
	if e == nil {
		return Scenario{}, fmt.Errorf("the map has no effort %q; %s", id, known("efforts", m.Efforts, func(e maps.Effort) string { return e.ID }))
	}
	return Scenario{ID: e.ID, Label: e.Label, Interventions: e.On}, nil
}

// known names what there is to choose from, a dozen at most.
func known[E any](what string, entries []E, id func(E) string) string {
	if len(entries) == 0 {
		return "it has no " + what
	}
	var ids []string
	for i, e := range entries {
		if i == 12 {
			ids = append(ids, fmt.Sprintf("and %d more", len(entries)-i))
			break
		}
		ids = append(ids, id(e))
	}
	return "its " + what + " are " + strings.Join(ids, ", ")
}
