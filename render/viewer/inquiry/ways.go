package inquiry

import (
	"context"

	"sysmap/graph/loop"
	"sysmap/maps"
)

// PathQuery asks for the ways from one variable to another.
type PathQuery struct {
	From string `json:"from"`
	To   string `json:"to"`
	// MaxLength bounds the number of links, 0 is no bound; Limit is how many to
	// list, 0 is 50.
	MaxLength int `json:"max_length"`
	Limit     int `json:"limit"`
}

// PathList is paths, shortest first, and of what they are all.
type PathList struct {
	Paths     []Path            `json:"paths"`
	Statement map[string]string `json:"statement"`
	Complete  bool              `json:"complete"`
}

// Path is one way from one variable to another.
type Path struct {
	// Variables are from the first to the last; Links[i], an index into the
	// map's links, leaves Variables[i].
	Variables []string `json:"variables"`
	Links     []int    `json:"links"`
	// Sign is what more of the first does to the last: +, - or ?.
	Sign    string            `json:"sign"`
	Length  int               `json:"length"`
	Delayed bool              `json:"delayed"`
	Story   map[string]string `json:"story"`
}

// Paths lists the ways from one variable to another. The error says what is
// wrong with the question, or is the context's.
func (s *Session) Paths(ctx context.Context, q PathQuery) (*PathList, error) {
	from, err := s.variable(q.From)
	if err != nil {
		return nil, err
	}
	to, err := s.variable(q.To)
	if err != nil {
		return nil, err
	}
	limit, err := limitOf(q.Limit)
	if err != nil {
		return nil, err
	}
	listing, err := loop.Paths(s.g, from, to, loop.ListOptions{Filter: loop.Filter{MaxLength: q.MaxLength}, Limit: limit})
	if err != nil {
		return nil, err
	}
	list := &PathList{Paths: []Path{}}
	for p := range listing.Paths(within(ctx, patience)) {
		p := p.Clone()
		list.Paths = append(list.Paths, Path{
			Variables: s.ids(p.Variables), Links: p.Links, Sign: p.Sign.String(), Length: p.Len(), Delayed: p.Delayed,
			Story: texts(func(l maps.Language) string { return p.Story(s.g, l) }),
		})
	}
	extent := listing.Extent()
	list.Statement, list.Complete = texts(extent.In), extent.Complete
	return list, ctx.Err()
}

// ReachQuery asks how far a change of a variable reaches, or where it comes
// from.
type ReachQuery struct {
	Variable string `json:"variable"`
	Upstream bool   `json:"upstream"`
	// Steps is how many links to go; 0 is as far as they lead.
	Steps int `json:"steps"`
}

// Reached is the variables at each distance, the variable itself first.
type Reached struct {
	Steps [][]string `json:"steps"`
}

// Reach follows the links from a variable step by step. The error says what is
// wrong with the question.
func (s *Session) Reach(_ context.Context, q ReachQuery) (*Reached, error) {
	v, err := s.variable(q.Variable)
	if err != nil {
		return nil, err
	}
	steps, err := loop.Reach(s.g, v, loop.ReachOptions{Upstream: q.Upstream, MaxSteps: q.Steps})
	if err != nil {
		return nil, err
	}
	r := &Reached{Steps: [][]string{}}
	for _, step := range steps {
		r.Steps = append(r.Steps, s.ids(step))
	}
	return r, nil
}
