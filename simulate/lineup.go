package simulate

import (
	"context"
	"slices"

	"sysmap/maps"
)

// lineup tries many sets of candidates on one system at a time, side by side in
// a [block]: what differs between its lanes is not the member but what is done.
// A press becomes a link, as strong as the press, from a variable that is held
// at 1.
type lineup struct {
	t      *trial
	shelf  *shelf
	plan   *plan
	system *member
	// press is the number of the link that presses a variable, and number that
	// of a link of the map.
	press  map[string]int
	number map[maps.LinkRef]int
}

// sourceOfPresses cannot be the id of a variable.
const sourceOfPresses = "\x00press"

// newLineup returns nil where candidates do more than press, scale or cut from
// beginning to end, or the trial is not of one system in equal steps.
func (t *trial) newLineup(s *shelf) (*lineup, error) {
	if !t.middle || t.steps == 0 {
		return nil, nil
	}
	l := &lineup{t: t, shelf: s, press: make(map[string]int), number: make(map[maps.LinkRef]int)}
	for k, link := range t.model.links {
		l.number[link.ref] = k
	}
	wide := t.model.widened(sourceOfPresses)
	source := t.model.Len()
	for _, c := range s.of {
		for _, iv := range c.Interventions {
			if !l.suits(iv) {
				return nil, nil
			}
			if _, known := l.press[iv.Variable]; iv.Link == nil && !known {
				l.press[iv.Variable] = len(wide.links)
				wide.links = append(wide.links, link{
					ref:  maps.LinkRef{From: sourceOfPresses, To: iv.Variable, Sign: maps.Positive},
					from: source, to: t.model.index[iv.Variable], strength: maps.Exactly(1), probability: 1,
				})
			}
		}
	}
	var err error
	hold := maps.Intervention{Variable: sourceOfPresses, Action: maps.Hold, Amount: 1}
	if l.plan, err = newPlan(wide, t.baseline.With(hold), t.until); err != nil {
		return nil, err
	}
	l.system = l.plan.middle()
	if b := newBlock(l.plan, t.grid(t.steps)); b == nil {
		return nil, nil
	}
	return l, nil
}

func (l *lineup) suits(iv maps.Intervention) bool {
	if iv.From != 0 || iv.Until != nil && *iv.Until < l.t.until {
		return false
	}
	switch iv.Action {
	case maps.Press:
		return true
	case maps.Scale, maps.Cut:
		_, known := l.number[*iv.Link]
		return known
	}
	return false
}

// widened returns a copy of a model with more variables that nothing leads to.
func (m *Model) widened(ids ...string) *Model {
	wide := *m
	wide.variables, wide.links = slices.Clone(m.variables), slices.Clone(m.links)
	wide.index = make(map[string]int, len(m.index)+len(ids))
	for id, i := range m.index {
		wide.index[id] = i
	}
	for _, id := range ids {
		wide.index[id] = len(wide.variables)
		wide.variables = append(wide.variables, variable{id, maps.Exactly(AssumedInertia)})
	}
	return &wide
}

// try returns how far each set moves the goal in the end.
func (l *lineup) try(ctx context.Context, sets [][]int, progress Progress) ([]float64, error) {
	out := make([]float64, len(sets))
	blocks := (len(sets) + lanes - 1) / lanes
	return out, l.t.share(ctx, blocks, progress, func() func(int) error {
		b := newBlock(l.plan, l.t.grid(l.t.steps))
		b.load(nil, 0, lanes, 1)
		return func(task int) error {
			first := task * lanes
			l.follow(b, sets[first:min(first+lanes, len(sets))], out[first:])
			return nil
		}
	})
}

func (l *lineup) follow(b *block, sets [][]int, out []float64) {
	for k := range b.strength {
		strength := float32(l.system.strength[k])
		if k >= len(l.t.model.links) && l.plan.links[k].from == l.t.model.Len() {
			strength = 0
		}
		fill(&b.strength[k], strength)
	}
	for j, set := range sets {
		for _, c := range set {
			for _, iv := range l.shelf.of[c].Interventions {
				switch iv.Action {
				case maps.Press:
					b.strength[l.press[iv.Variable]][j] += float32(iv.Amount)
				case maps.Scale:
					b.strength[l.number[*iv.Link]][j] *= float32(iv.Amount)
				case maps.Cut:
					b.strength[l.number[*iv.Link]][j] = 0
				}
			}
		}
	}
	last := len(l.t.times) - 1
	b.run(func(point int, x []lane) {
		if point < last {
			return
		}
		for j := range sets {
			sum := 0.0
			for _, a := range l.t.goal {
				sum += a.share * float64(x[a.variable][j])
			}
			out[j] = float64(float32(sum) - l.t.undone[last])
		}
	})
}
