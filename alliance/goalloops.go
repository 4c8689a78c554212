package alliance

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"sysmap/graph/loop"
	"sysmap/maps"
)

// DefaultMaxLength is up to how many links a feedback loop of the goal is
// looked at where nobody says: longer ones outnumber all others and say little
// that people can follow.
const DefaultMaxLength = 8

// mostLoops bounds the loops that are kept.
const mostLoops = 20_000

// GoalLoops are the feedback loops through variables of the goal.
type GoalLoops struct {
	// MaxLength: all loops of the goal of up to so many links are here, and
	// longer ones are not. Asked is the bound that was asked for; MaxLength is
	// less where that would be too many loops.
	MaxLength int `json:"max_length"`
	Asked     int `json:"asked_length"`
	// Loops are shortest first.
	Loops []GoalLoop `json:"loops"`
	// Unheld is how many of them run through no variable that anybody must or
	// can act on, and Meeting how many through variables on which two or more
	// sectors hold a role.
	Unheld     int         `json:"unheld"`
	Meeting    int         `json:"meeting"`
	Statements []Statement `json:"statements"`
}

// GoalLoop is one of them.
type GoalLoop struct {
	// Variables are in the order of influence, from a variable of the goal on.
	Variables []string      `json:"variables"`
	Polarity  loop.Polarity `json:"-"`
	// Name is the id under which people have named the loop; it may be empty.
	Name string `json:"name,omitempty"`
	// Actors must or can act on a variable of it, in the order of the map.
	Actors []string `json:"actors"`
	// Sectors of the actors with any role on it.
	Sectors []maps.Sector `json:"sectors"`

	nodes   []int
	holders []int
}

// MarshalJSON adds the polarity as a letter.
func (l GoalLoop) MarshalJSON() ([]byte, error) {
	type plain GoalLoop
	return json.Marshal(struct {
		Polarity string `json:"polarity"`
		plain
	}{l.Polarity.String(), plain(l)})
}

// GoalLoopsOf returns the feedback loops through the goal of up to so many
// links, with who can act on them; 0 is [DefaultMaxLength]. A map without a
// goal has none. Loops that differ only in parallel links are loops of their
// own.
//
// The error says that the map is not valid or [ErrTooMany], that the length is
// below zero, or is the context's.
func GoalLoopsOf(ctx context.Context, m *maps.Map, maxLength int) (*GoalLoops, error) {
	s, err := survey(m)
	if err != nil {
		return nil, err
	}
	return s.goalLoops(ctx, maxLength)
}

func (s *ground) goalLoops(ctx context.Context, maxLength int) (*GoalLoops, error) {
	if maxLength < 0 {
		return nil, fmt.Errorf("loops of up to %d links are not possible; give a length of at least 1", maxLength)
	}
	if maxLength == 0 {
		maxLength = DefaultMaxLength
	}
	out := &GoalLoops{MaxLength: maxLength, Asked: maxLength, Loops: []GoalLoop{}, Statements: []Statement{}}
	names := s.loopNames()
	var found []loop.Loop
	for k, v := range s.goal {
		// Each loop is listed for the first of its goal variables only.
		list, err := loop.List(s.g, loop.ListOptions{
			Filter: loop.Filter{MaxLength: maxLength, Through: []int{v}, Avoid: s.goal[:k]}, Limit: mostLoops + 1,
		})
		if err != nil {
			return nil, err
		}
		for l := range list.Loops(ctx) {
			found = append(found, l.Clone().StartingAt(v))
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if extent := list.Extent(); !extent.Complete {
			out.MaxLength = min(out.MaxLength, extent.MaxLength)
		}
	}
	slices.SortStableFunc(found, func(a, b loop.Loop) int { return a.Len() - b.Len() })
	if len(found) > mostLoops {
		out.MaxLength = min(out.MaxLength, found[mostLoops].Len()-1)
	}
	for _, l := range found {
		if l.Len() <= out.MaxLength {
			out.Loops = append(out.Loops, s.goalLoop(l, names))
		}
	}
	s.tellLoops(out)
	return out, nil
}

func (s *ground) goalLoop(l loop.Loop, names map[string]string) GoalLoop {
	out := GoalLoop{Variables: s.ids(l.Variables), Polarity: l.Polarity, nodes: l.Variables}
	out.Name = names[ring(l.Variables)]
	var touching []int
	for _, v := range l.Variables {
		out.holders = append(out.holders, s.holders[v]...)
		touching = append(touching, s.touching[v]...)
	}
	slices.Sort(out.holders)
	out.holders = slices.Compact(out.holders)
	out.Actors, out.Sectors = s.actorIDs(out.holders), s.sectors(touching)
	return out
}

// loopNames are the ids of the named loops, by the variables they go through.
func (s *ground) loopNames() map[string]string {
	names := make(map[string]string)
	for _, named := range s.m.Loops {
		through := make([]int, len(named.Through))
		for i, id := range named.Through {
			through[i] = s.variables[id]
		}
		if key := ring(through); names[key] == "" {
			names[key] = named.ID
		}
	}
	return names
}

// ring is the same text for the same loop, wherever it begins.
func ring(variables []int) string {
	if len(variables) == 0 {
		return ""
	}
	first := slices.Index(variables, slices.Min(variables))
	return fmt.Sprint(slices.Concat(variables[first:], variables[:first]))
}

func (s *ground) tellLoops(out *GoalLoops) {
	var lost *GoalLoop
	for i := range out.Loops {
		l := &out.Loops[i]
		if len(l.Sectors) > 1 {
			out.Meeting++
		}
		if len(l.holders) > 0 {
			continue
		}
		out.Unheld++
		if lost == nil {
			lost = l
		}
	}
	if len(s.goal) == 0 {
		return
	}
	if len(out.Loops) == 0 {
		out.Statements = append(out.Statements, state(say(
			"No feedback loop of up to %s runs through the goal.", "Ingen feedbacksløjfe på op til %s løber gennem målet.", linkCount(out.MaxLength),
		)))
		return
	}
	if len(out.Loops) == 1 {
		out.Statements = append(out.Statements, s.tellOnlyLoop(out, lost))
		return
	}
	meeting := say("%s of them", "%s af dem", out.Meeting)
	if out.Meeting == len(out.Loops) {
		meeting = say("all of them", "dem alle")
	}
	out.Statements = append(out.Statements, state(say(
		"%s of up to %s run through the goal; in %s two or more sectors have a role.",
		"%s på op til %s løber gennem målet; i %s har to eller flere sektorer en rolle.",
		loopCount(len(out.Loops)), linkCount(out.MaxLength), meeting,
	)))
	if lost != nil {
		out.Statements = append(out.Statements, state(say(
			"Nobody can act anywhere on %s of them; the shortest is %s.",
			"Ingen kan handle noget sted på %s af dem; den korteste er %s.",
			out.Unheld, s.round(lost.nodes),
		), lost.Variables...))
	}
	if out.MaxLength < out.Asked {
		out.Statements = append(out.Statements, state(say(
			"There are too many loops of up to %s to look at; only shorter ones are.",
			"Der er for mange sløjfer på op til %s til at se på; kun kortere er med.", linkCount(out.Asked),
		)))
	}
}

// tellOnlyLoop says who has a role on the one loop that the goal has; lost is the
// loop where nobody can act anywhere on it.
func (s *ground) tellOnlyLoop(out *GoalLoops, lost *GoalLoop) Statement {
	one := say("One feedback loop of up to %s runs through the goal", "Én feedbacksløjfe på op til %s løber gennem målet", linkCount(out.MaxLength))
	switch {
	case lost != nil:
		return state(say("%s, and nobody can act anywhere on it: %s.", "%s, og ingen kan handle noget sted på den: %s.", one, s.round(lost.nodes)), lost.Variables...)
	case out.Meeting == 1:
		return state(say("%s; two or more sectors have a role in it.", "%s; to eller flere sektorer har en rolle i den.", one), out.Loops[0].Variables...)
	}
	return state(say("%s.", "%s.", one), out.Loops[0].Variables...)
}

// round writes a loop with arrows, back to where it began.
func (s *ground) round(variables []int) Sentence {
	text := quoted(s.m.Variables[variables[0]].Label)
	for i := range variables {
		text = say("%s → %s", "%s → %s", text, quoted(s.m.Variables[variables[(i+1)%len(variables)]].Label))
	}
	return text
}
