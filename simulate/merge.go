package simulate

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Merge puts parts of an ensemble together. The whole is the same, to the byte
// in which [Ensemble.WriteTo] writes it, as if all its members had been run at
// once, in whichever order the parts are given; they need not be all of the
// ensemble. The parts stay as they are.
//
// The error says that there are no parts, that two share a member, or in what
// they differ.
func Merge(parts ...*Ensemble) (*Ensemble, error) {
	if len(parts) == 0 {
		return nil, errors.New("there is nothing to merge")
	}
	whole := &Ensemble{head: parts[0].head, tallies: make([]tally, len(parts[0].tallies))}
	var chunks []chunk
	for k, p := range parts {
		if err := sameHead(&whole.head, &p.head); err != nil {
			return nil, fmt.Errorf("part %d does not belong to the first: %w", k+1, err)
		}
		chunks = append(chunks, p.covered...)
		whole.unstable += p.unstable
		whole.failed += p.failed
		whole.undecided += p.undecided
		for i := range whole.tallies {
			whole.tallies[i].merge(&p.tallies[i])
		}
	}
	slices.SortFunc(chunks, func(a, b chunk) int { return a.From - b.From })
	for _, c := range chunks {
		last := len(whole.covered) - 1
		switch {
		case last >= 0 && c.From < whole.covered[last].To:
			return nil, fmt.Errorf("members %d..%d are in two of the parts", c.From, min(c.To, whole.covered[last].To)-1)
		case last >= 0 && c.From == whole.covered[last].To:
			whole.covered[last].To = c.To
			whole.covered[last].ends = append(whole.covered[last].ends, c.ends...)
		default:
			c.ends = slices.Clone(c.ends)
			whole.covered = append(whole.covered, c)
		}
	}
	return whole, nil
}

// sameHead says in what two parts differ.
func sameHead(a, b *head) error {
	for _, c := range []struct {
		what string
		a, b any
	}{
		{"the map", a.Map, b.Map},
		{"the method", a.Method + " " + a.Settings, b.Method + " " + b.Settings},
		{"the scenario", a.Scenario + " " + a.Done, b.Scenario + " " + b.Done},
		{"the seed", a.Seed, b.Seed},
		{"the number of runs", a.Runs, b.Runs},
		{"the time", a.Until, b.Until},
		{"the number of moments", a.Points, b.Points},
	} {
		if c.a != c.b {
			return fmt.Errorf("%s is %v in one and %v in the other", c.what, c.a, c.b)
		}
	}
	x, errA := json.Marshal(a)
	y, errB := json.Marshal(b)
	if err := errors.Join(errA, errB); err != nil {
		return err
	}
	if string(x) != string(y) {
		return errors.New("what is watched, or the version that ran them, is not the same")
	}
	return nil
}

// Covered returns the members that an ensemble holds, ascending.
func (e *Ensemble) Covered() []Span {
	spans := make([]Span, len(e.covered))
	for k, c := range e.covered {
		spans[k] = c.Span
	}
	return spans
}

// String returns a span as [ParseSpan] reads it, the last member included.
func (s Span) String() string { return fmt.Sprintf("%d..%d", s.From, s.To-1) }

// ParseSpan reads members as they are written on a command line: "0..4999" is
// the first five thousand. The error says how to write them.
func ParseSpan(text string) (Span, error) {
	first, last, ok := strings.Cut(text, "..")
	from, errFirst := strconv.Atoi(strings.TrimSpace(first))
	to, errLast := strconv.Atoi(strings.TrimSpace(last))
	if !ok || errFirst != nil || errLast != nil || from < 0 || to < from || to >= maxRuns {
		return Span{}, fmt.Errorf("%q does not name members; write the first and the last of them, such as 0..4999", shortened(text))
	}
	return Span{from, to + 1}, nil
}
