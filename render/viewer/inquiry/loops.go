package inquiry

import (
	"context"
	"errors"
	"fmt"

	"sysmap/graph/loop"
	"sysmap/maps"
)

// LoopQuery asks for feedback loops.
type LoopQuery struct {
	// Through lists ids of variables that must all be passed.
	Through []string `json:"through"`
	// MinLength and MaxLength bound the number of links; 0 is no bound.
	MinLength int `json:"min_length"`
	MaxLength int `json:"max_length"`
	// Limit is how many to list; 0 is 50.
	Limit int `json:"limit"`
	// Polarity is R, B, U or empty for all.
	Polarity string `json:"polarity"`
	// Order is length, or strength for those first that carry most.
	Order string `json:"order"`
}

// LoopList is feedback loops, and of what they are all.
type LoopList struct {
	Loops []Loop `json:"loops"`
	// Statement says what the list holds of all there are.
	Statement map[string]string `json:"statement"`
	Complete  bool              `json:"complete"`
}

// Loop is one feedback loop, as in the page's document.
type Loop struct {
	Polarity  string            `json:"polarity"`
	Variables []string          `json:"variables"`
	Links     []int             `json:"links"`
	Length    int               `json:"length"`
	Delayed   bool              `json:"delayed"`
	Story     map[string]string `json:"story"`
	// Strength is the product of the strengths of the links; only where it is
	// asked for in that order.
	Strength *float64 `json:"strength,omitempty"`
}

// Bounds of lists.
const (
	usualLimit = 50
	mostListed = 5_000
)

// Loops lists feedback loops. The error says what is wrong with the question, or
// is the context's.
func (s *Session) Loops(ctx context.Context, q LoopQuery) (*LoopList, error) {
	filter := loop.Filter{MinLength: q.MinLength, MaxLength: q.MaxLength}
	var err error
	if filter.Through, err = s.variables(q.Through); err != nil {
		return nil, err
	}
	if filter.Polarities, err = polarities(q.Polarity); err != nil {
		return nil, err
	}
	limit, err := limitOf(q.Limit)
	if err != nil {
		return nil, err
	}
	switch q.Order {
	case "", "length":
		return s.shortest(ctx, loop.ListOptions{Filter: filter, Limit: limit})
	case "strength":
		return s.strongest(ctx, loop.StrongestOptions{Filter: filter, Limit: limit})
	}
	return nil, fmt.Errorf("there is no order %q; order by length or strength", q.Order)
}

func polarities(letter string) ([]loop.Polarity, error) {
	switch letter {
	case "":
		return nil, nil
	case "R":
		return []loop.Polarity{loop.Reinforcing}, nil
	case "B":
		return []loop.Polarity{loop.Balancing}, nil
	case "U":
		return []loop.Polarity{loop.Undetermined}, nil
	}
	return nil, fmt.Errorf("there is no polarity %q; it is R, B or U", letter)
}

func limitOf(asked int) (int, error) {
	switch {
	case asked == 0:
		return usualLimit, nil
	case asked < 0 || asked > mostListed:
		return 0, fmt.Errorf("a list holds from 1 to %d", mostListed)
	}
	return asked, nil
}

func (s *Session) shortest(ctx context.Context, o loop.ListOptions) (*LoopList, error) {
	listing, err := loop.List(s.g, o)
	if err != nil {
		return nil, err
	}
	list := &LoopList{Loops: []Loop{}}
	for l := range listing.Loops(within(ctx, patience)) {
		list.Loops = append(list.Loops, s.loop(l.Clone()))
	}
	extent := listing.Extent()
	list.Statement, list.Complete = texts(extent.In), extent.Complete
	return list, ctx.Err()
}

var strongestStatements = map[maps.Language][2]string{
	maps.English: {
		"The %d loops of which the strengths of all links, multiplied, are largest. A link counts with the middle of its range.",
		"All %d loops that were asked for, those first of which the strengths of all links, multiplied, are largest. A link counts with the middle of its range.",
	},
	maps.Danish: {
		"De %d sløjfer, hvor styrken af alle påvirkninger ganget med hinanden er størst. En påvirkning tæller med midten af sit interval.",
		"Alle %d sløjfer, der blev spurgt om; først dem, hvor styrken af alle påvirkninger ganget med hinanden er størst. En påvirkning tæller med midten af sit interval.",
	},
}

var errTooLong = errors.New("the strongest of so many loops take too long to find here; ask for shorter ones, or for loops through a variable")

func (s *Session) strongest(ctx context.Context, o loop.StrongestOptions) (*LoopList, error) {
	found, err := loop.Strongest(within(ctx, patience), s.g, o)
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		return nil, errTooLong
	}
	if err != nil {
		return nil, err
	}
	list := &LoopList{Loops: []Loop{}, Complete: len(found) < o.Limit}
	for _, l := range found {
		one := s.loop(l.Loop)
		one.Strength = &l.Strength
		list.Loops = append(list.Loops, one)
	}
	list.Statement = texts(func(l maps.Language) string {
		words := strongestStatements[l]
		if list.Complete {
			return fmt.Sprintf(words[1], len(found))
		}
		return fmt.Sprintf(words[0], len(found))
	})
	return list, nil
}

func (s *Session) loop(l loop.Loop) Loop {
	return Loop{
		Polarity: l.Polarity.String(), Variables: s.ids(l.Variables), Links: l.Links, Length: l.Len(), Delayed: l.Delayed,
		Story: texts(func(in maps.Language) string { return loop.Story(s.g, l, in) }),
	}
}
