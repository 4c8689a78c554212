package alliance

import (
	"cmp"
	"context"
	"slices"

	"sysmap/graph/leverage"
	"sysmap/maps"
)

// Orphans are variables where a push goes far and that nobody must or can act
// on.
type Orphans struct {
	// Variables are all that nobody holds: first by the effect of a press on
	// the goal where it is known, then by betweenness, then in the order of
	// the map.
	Variables []Orphan `json:"variables"`
	// High is how many of them are among the highest tenth of all variables of
	// the map by either measure.
	High       int         `json:"high"`
	Statements []Statement `json:"statements"`
}

// Orphan is one of them.
type Orphan struct {
	Variable string `json:"variable"`
	// High: the variable is among the highest tenth of the map by the effect
	// of a press on the goal, or by betweenness.
	High bool `json:"high"`
	// Betweenness is that of [leverage.Paths], and BetweennessRank 1 for the
	// highest of the map; equal ones share the best rank.
	Betweenness     float64 `json:"betweenness"`
	BetweennessRank int     `json:"betweenness_rank"`
	// Push is what a press would do; nil for a map without a goal.
	Push *Push `json:"push,omitempty"`
	// Affected are the actors that the variable affects, and Knowing those
	// that know of it: whom to ask.
	Affected []string `json:"affected"`
	Knowing  []string `json:"knowing"`
}

// OrphansOf returns the variables nobody holds by structure alone: ranked by
// betweenness. [Analyse] ranks them by their simulated effect on the goal. The
// error says that the map is not valid or is [ErrTooMany], or is the context's.
func OrphansOf(ctx context.Context, m *maps.Map) (Orphans, error) {
	s, err := survey(m)
	if err != nil {
		return Orphans{}, err
	}
	return s.orphans(ctx, nil)
}

// orphans takes what presses do, or nil.
func (s *ground) orphans(ctx context.Context, pushes []Push) (Orphans, error) {
	out := Orphans{Variables: []Orphan{}, Statements: []Statement{}}
	paths, err := leverage.ShortestPaths(ctx, s.g)
	if err != nil {
		return out, err
	}
	descending := slices.Clone(paths.Betweenness)
	slices.SortFunc(descending, func(a, b float64) int { return cmp.Compare(b, a) })
	high := (len(s.m.Variables) + 9) / 10
	for v, variable := range s.m.Variables {
		if len(s.holders[v]) > 0 {
			continue
		}
		o := Orphan{Variable: variable.ID, Betweenness: paths.Betweenness[v], Affected: []string{}, Knowing: []string{}}
		o.BetweennessRank = 1 + slices.Index(descending, o.Betweenness)
		o.High = o.Betweenness > 0 && o.BetweennessRank <= high
		if pushes != nil {
			o.Push = &pushes[v]
			o.High = o.High || o.Push.Direction != 0 && o.Push.Rank <= high
		}
		for _, a := range s.touching[v] {
			if slices.Contains(s.roles[a].affected, v) {
				o.Affected = append(o.Affected, s.m.Actors[a].ID)
			}
			if slices.Contains(s.roles[a].knows, v) {
				o.Knowing = append(o.Knowing, s.m.Actors[a].ID)
			}
		}
		if o.High {
			out.High++
		}
		out.Variables = append(out.Variables, o)
	}
	slices.SortStableFunc(out.Variables, func(a, b Orphan) int {
		if a.Push != nil {
			if d := cmp.Compare(b.Push.Effect.Mean, a.Push.Effect.Mean); d != 0 {
				return d
			}
		}
		return cmp.Compare(b.Betweenness, a.Betweenness)
	})
	s.tellOrphans(&out)
	return out, nil
}

func (s *ground) tellOrphans(out *Orphans) {
	if len(s.m.Actors) == 0 || len(out.Variables) == 0 {
		return
	}
	var high []int
	for _, o := range out.Variables {
		if o.High {
			high = append(high, s.variables[o.Variable])
		}
	}
	if len(high) == 0 {
		out.Statements = []Statement{state(say(
			"None of the %s nobody can act on is among the tenth of the map where a push goes furthest.",
			"Ingen af de %s, som ingen kan handle på, hører til den tiendedel af kortet, hvor et tryk når længst.",
			variableCount(len(out.Variables)),
		))}
		return
	}
	out.Statements = []Statement{state(say(
		"Who is responsible? Nobody must or can act on %s, though a push there goes far: %s.",
		"Hvem har ansvaret? Ingen har ansvar for eller kan handle på %s, selv om et tryk dér når langt: %s.",
		variableCount(len(high)), s.named(high),
	), s.ids(high)...)}
	for _, o := range out.Variables {
		if len(out.Statements) == 4 {
			break
		}
		if o.High && len(o.Affected)+len(o.Knowing) > 0 {
			var who []int
			for _, id := range slices.Concat(o.Affected, o.Knowing) {
				who = append(who, s.actors[id])
			}
			slices.Sort(who)
			who = slices.Compact(who)
			out.Statements = append(out.Statements, state(say(
				"%s has no one to act, but somebody to ask: %s.", "%s har ingen til at handle, men nogen at spørge: %s.",
				quoted(s.m.Variables[s.variables[o.Variable]].Label), s.actorsNamed(who),
			), append([]string{o.Variable}, s.actorIDs(who)...)...))
		}
	}
}
