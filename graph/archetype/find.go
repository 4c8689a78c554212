package archetype

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"sysmap/graph"
	"sysmap/graph/loop"
)

// Options says what to look for and how far. The zero value looks for every
// kind among the shortest loops of up to 6 links.
type Options struct {
	// Kinds to look for; empty is all.
	Kinds []Kind
	// MaxLength bounds the links of each loop; 0 is 6.
	MaxLength int
	// MaxLoops bounds the loops that are looked at, shortest first; 0 is 500.
	// The work grows with its square, and where many loops are delayed and
	// lie apart with its cube and more.
	MaxLoops int
	// Limit is the largest number of findings of each kind; 0 is 100.
	Limit int
}

func (o Options) withDefaults() (Options, error) {
	if least := min(o.MaxLength, o.MaxLoops, o.Limit); least < 0 {
		return o, fmt.Errorf("archetype: a bound of %d: give 1 or more, or 0 for the default", least)
	}
	for _, kind := range o.Kinds {
		if !slices.Contains(Kinds(), kind) {
			return o, fmt.Errorf("archetype: there is no archetype %.80q; there are %v", kind, Kinds())
		}
	}
	if len(o.Kinds) == 0 {
		o.Kinds = Kinds()
	}
	o.MaxLength = cmp.Or(o.MaxLength, 6)
	o.MaxLoops = cmp.Or(o.MaxLoops, 500)
	o.Limit = cmp.Or(o.Limit, 100)
	return o, nil
}

// Result is the archetypes found.
type Result struct {
	// Findings are by kind, in the order of [Kinds], and those of one kind by
	// how few links they have, then by their loops.
	Findings []Finding
	// Loops says which loops were looked at.
	Loops loop.Extent
	// Counts says for each kind looked for how many there are among those
	// loops, and how many of them are in Findings.
	Counts []Count
}

// Complete reports whether Findings holds every archetype of loops up to
// Loops.MaxLength links.
func (r Result) Complete() bool {
	return r.Loops.Complete && !slices.ContainsFunc(r.Counts, func(c Count) bool { return c.Listed < c.Found })
}

// Count is how often a kind was found.
type Count struct {
	Kind          Kind
	Found, Listed int
}

// Finding is one archetype where it was found.
type Finding struct {
	Kind Kind
	// Loops are those of the definition, in its order; each starts at its
	// smallest variable.
	Loops []loop.Loop
	// Links are all links of the loops, ascending.
	Links []int
	// Roles say what the variables do in it, in the order of the story. A
	// variable has one role; roles that nothing plays are left out.
	Roles []Role
}

// Role is the variables that play one part.
type Role struct {
	Part      Part
	Variables []int
}

// Find looks for archetypes among the loops of a graph, shortest first, within
// the bounds of the options. The result says how far it looked and what was
// left out. The error says what is wrong with the options, or is the context's.
func Find(ctx context.Context, g *graph.Graph, o Options) (Result, error) {
	o, err := o.withDefaults()
	if err != nil {
		return Result{}, err
	}
	s, err := newSurvey(ctx, g, o)
	if err != nil {
		return Result{}, err
	}
	r := Result{Loops: s.extent}
	for _, kind := range Kinds() {
		if !slices.Contains(o.Kinds, kind) {
			continue
		}
		found := finds{most: o.Limit}
		if err := patterns(kind).find(ctx, s, &found); err != nil {
			return Result{}, err
		}
		smallest := found.smallest()
		r.Counts = append(r.Counts, Count{Kind: kind, Found: found.number, Listed: len(smallest)})
		for _, c := range smallest {
			r.Findings = append(r.Findings, s.finding(kind, c))
		}
	}
	return r, nil
}
