package simulate

import (
	"fmt"
	"math"

	"sysmap/maps"
)

// Model is what a map says about dynamics: which variable answers how slowly,
// and which link is how strong, of what sign, how late and how certain. It does
// not change once it is made and may be used from several goroutines.
type Model struct {
	m         *maps.Map
	variables []variable
	links     []link
	index     map[string]int
	digest    string
	// assumed is how many variables have [AssumedInertia].
	assumed int
}

// variable is one equation: its time constant, in the map's unit of time.
type variable struct {
	id      string
	inertia maps.Range
}

// link is one influence between two variables, given by number.
type link struct {
	ref         maps.LinkRef
	from, to    int
	strength    maps.Range
	delay       maps.Range
	probability float64
	// positive is how likely an unknown sign is to be positive; 0 is as likely
	// as not.
	positive float64
	// added is set where the map does not have the link and a scenario adds it.
	// Its strength is 1, and what the scenario gives it is a factor.
	added bool
}

// AssumedInertia is the time constant, in the map's unit of time, of a variable
// for which the map gives none.
const AssumedInertia = 1.0

// NewModel returns the model of a map, which is one that a [maps.Loader]
// returned or is valid in the same way. The error says which link or number is
// not valid.
func NewModel(m *maps.Map) (*Model, error) {
	model := &Model{m: m, index: make(map[string]int, len(m.Variables)), digest: m.Digest()}
	for i, v := range m.Variables {
		if _, twice := model.index[v.ID]; twice {
			return nil, fmt.Errorf("two variables have the id %q", v.ID)
		}
		model.index[v.ID] = i
		inertia := maps.Exactly(AssumedInertia)
		if v.Inertia != nil {
			inertia = *v.Inertia
		} else {
			model.assumed++
		}
		if !within(inertia, 0, longest) || inertia.Low == 0 {
			return nil, fmt.Errorf("variable %q has the inertia %v…%v; it has to be above 0", v.ID, inertia.Low, inertia.High)
		}
		model.variables = append(model.variables, variable{v.ID, inertia})
	}
	seen := make(map[maps.LinkRef]bool, len(m.Links))
	for _, l := range m.Links {
		made, err := model.link(l)
		if err != nil {
			return nil, fmt.Errorf("link %q: %w", l.Ref(), err)
		}
		if seen[made.ref] {
			return nil, fmt.Errorf("link %q stands twice in the map", l.Ref())
		}
		seen[made.ref] = true
		model.links = append(model.links, made)
	}
	return model, nil
}

// longest is what the map format allows for any time.
const longest = 1e6

func (m *Model) link(l maps.Link) (link, error) {
	from, ok := m.index[l.From]
	if !ok {
		return link{}, fmt.Errorf("the map has no variable %q", l.From)
	}
	to, ok := m.index[l.To]
	if !ok {
		return link{}, fmt.Errorf("the map has no variable %q", l.To)
	}
	made := link{ref: l.Ref(), from: from, to: to, strength: l.Strength, probability: l.Probability, positive: l.Positive}
	if !l.StrengthStated && l.Strength == (maps.Range{}) {
		made.strength = maps.Range{Low: 0, High: 1}
	}
	if l.Probability == 0 {
		made.probability = 1
	}
	if l.Delay != nil {
		made.delay = *l.Delay
	}
	switch {
	case l.Sign < maps.Negative || l.Sign > maps.Positive:
		return link{}, fmt.Errorf("the sign %d is none", l.Sign)
	case !within(made.strength, 0, 1):
		return link{}, fmt.Errorf("the strength %v…%v is not within 0…1", made.strength.Low, made.strength.High)
	case !within(made.delay, 0, longest):
		return link{}, fmt.Errorf("the delay %v…%v is not within 0…%v", made.delay.Low, made.delay.High, longest)
	case !(made.positive >= 0 && made.positive <= 1):
		return link{}, fmt.Errorf("the probability %v of being positive is not within 0…1", made.positive)
	case !(made.probability > 0 && made.probability <= 1):
		return link{}, fmt.Errorf("the probability %v is not above 0 and at most 1", made.probability)
	}
	return made, nil
}

// within also refuses what is no number.
func within(r maps.Range, low, high float64) bool {
	return r.Low >= low && r.Low <= r.High && r.High <= high && !math.IsInf(r.High, 0)
}

// Map returns the map that the model was made of.
func (m *Model) Map() *maps.Map { return m.m }

// Len returns the number of variables. In every result, variables have the
// order of the map.
func (m *Model) Len() int { return len(m.variables) }

// Variables returns the ids of the variables, in the order of the map.
func (m *Model) Variables() []string {
	ids := make([]string, len(m.variables))
	for i, v := range m.variables {
		ids[i] = v.id
	}
	return ids
}
