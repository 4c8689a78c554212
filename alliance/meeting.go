package alliance

import (
	"slices"

	"sysmap/maps"
)

// SharedSpace is where sectors meet: the ground on which an alliance can work
// together (samarbejdsrum).
type SharedSpace struct {
	// Variables are those on which two or more sectors hold a role of any
	// kind, most sectors first and then in the order of the map.
	Variables  []SharedVariable `json:"variables"`
	Statements []Statement      `json:"statements"`
}

// SharedVariable is a variable where sectors meet.
type SharedVariable struct {
	Variable string        `json:"variable"`
	Sectors  []maps.Sector `json:"sectors"`
	// Actors have any role there, and Holders must or can act.
	Actors  []string `json:"actors"`
	Holders []string `json:"holders"`
	InGoal  bool     `json:"in_goal"`
}

// SharedSpaceOf returns where sectors meet. For the loops on which they do, see
// [GoalLoopsOf]. The error says that the map is not valid or is [ErrTooMany].
func SharedSpaceOf(m *maps.Map) (SharedSpace, error) {
	s, err := survey(m)
	if err != nil {
		return SharedSpace{}, err
	}
	return s.sharedSpace(), nil
}

func (s *ground) sharedSpace() SharedSpace {
	out := SharedSpace{Variables: []SharedVariable{}, Statements: []Statement{}}
	var powerless []int
	for v, touching := range s.touching {
		sectors := s.sectors(touching)
		if len(sectors) < 2 {
			continue
		}
		out.Variables = append(out.Variables, SharedVariable{
			Variable: s.m.Variables[v].ID, Sectors: sectors, InGoal: slices.Contains(s.goal, v),
			Actors: s.actorIDs(touching), Holders: s.actorIDs(s.holders[v]),
		})
		if len(s.holders[v]) == 0 {
			powerless = append(powerless, v)
		}
	}
	slices.SortStableFunc(out.Variables, func(a, b SharedVariable) int { return len(b.Sectors) - len(a.Sectors) })
	if len(s.m.Actors) == 0 {
		return out
	}
	if len(out.Variables) == 0 {
		out.Statements = []Statement{state(say(
			"No variable is shared by two sectors.", "Ingen faktor deles af to sektorer.",
		))}
		return out
	}
	first := out.Variables[0]
	out.Statements = []Statement{state(say(
		"Sectors meet on %s; most of them (%s) on %s.",
		"Sektorer mødes om %s; flest (%s) om %s.",
		variableCount(len(out.Variables)), len(first.Sectors), quoted(s.m.Variables[s.variables[first.Variable]].Label),
	), first.Variable)}
	if len(powerless) > 0 {
		out.Statements = append(out.Statements, state(say(
			"Several sectors know of or feel %s, and none of them can act there.",
			"Flere sektorer kender til eller mærker %s, og ingen af dem kan handle dér.", s.named(powerless),
		), s.ids(powerless)...))
	}
	return out
}
