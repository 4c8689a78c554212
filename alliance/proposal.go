package alliance

import (
	"context"
	"slices"

	"sysmap/maps"
	"sysmap/simulate"
)

// Proposal is what the actors could do besides the active efforts: the few
// presses that together move the goal farthest, of those on variables outside
// the goal that somebody must or can act on and no active effort does. It comes
// from [simulate.Model.Search].
type Proposal struct {
	// Press is how hard each variable is pressed, from today to the horizon.
	Press float64 `json:"press"`
	// Presses are those proposed, in the order of the map; fewer than asked for
	// where more do not help.
	Presses []ProposedPress `json:"presses"`
	// Gain is how much farther the goal is moved at [Result.Horizon] than by
	// the active efforts alone, on the middle of what the map leaves open.
	Gain float64 `json:"gain"`
	// Optimal: every set of so many presses was tried, Tried of them, from
	// among Candidates. Otherwise Gap is how much more there can be at
	// most, where that is known.
	Optimal    bool     `json:"optimal"`
	Tried      int      `json:"tried"`
	Candidates int      `json:"candidates"`
	Gap        *float64 `json:"gap"`
	// Next are up to three other sets, the best first.
	Next []OtherPresses `json:"next"`
}

// ProposedPress is one of the presses.
type ProposedPress struct {
	Variable string `json:"variable"`
	// Direction is +1 for more of it and −1 for less.
	Direction int `json:"direction"`
	// Actors must or can act there.
	Actors []string `json:"actors"`
}

// OtherPresses is another set of presses, with what it gains.
type OtherPresses struct {
	Variables []string `json:"variables"`
	Gain      float64  `json:"gain"`
}

// DefaultProposals is how many presses are proposed where nobody says.
const DefaultProposals = 3

// propose takes what is left for new efforts. It returns nil where nothing is.
func (b *bench) propose(ctx context.Context, left []LeftOver, o Options, progress func(float64)) (*Proposal, error) {
	s := b.s
	pick := o.Proposals
	if pick == 0 {
		pick = DefaultProposals
	}
	var candidates []simulate.Candidate
	direction := make(map[string]int)
	one := 1.0
	for _, x := range left {
		if len(x.Actors) == 0 || x.InGoal {
			continue
		}
		direction[x.Variable] = x.Direction
		candidates = append(candidates, simulate.Candidate{
			ID: x.Variable, Cost: &one, By: x.Actors,
			Interventions: []maps.Intervention{{Variable: x.Variable, Action: maps.Press, Amount: b.press * float64(x.Direction)}},
		})
	}
	if pick < 0 || len(candidates) == 0 {
		return nil, nil
	}
	found, err := b.model.Search(ctx, simulate.SearchOptions{
		TrialOptions: simulate.TrialOptions{
			Method: b.method, Baseline: s.together(s.active()), Until: b.until, Middle: true, Seed: o.Seed, Workers: b.workers, Progress: progress,
		},
		Candidates: candidates, Pick: pick, Exhaust: proposalSets,
	})
	if err != nil {
		return nil, err
	}
	out := &Proposal{
		Press: b.press, Presses: []ProposedPress{}, Gain: found.Best.Effect, Optimal: found.Optimal, Tried: found.Tried,
		Candidates: found.Candidates, Gap: found.Gap, Next: []OtherPresses{},
	}
	for v, variable := range s.m.Variables {
		if slices.Contains(found.Best.Candidates, variable.ID) {
			out.Presses = append(out.Presses, ProposedPress{variable.ID, direction[variable.ID], s.actorIDs(s.holders[v])})
		}
	}
	for _, next := range found.Next[:min(3, len(found.Next))] {
		out.Next = append(out.Next, OtherPresses{next.Candidates, next.Effect})
	}
	return out, nil
}

// proposalSets is how many sets are tried at most to know that a proposal is
// the best.
const proposalSets = 5_000

func (s *ground) tellProposal(p *Proposal) []Statement {
	if p == nil || len(p.Presses) == 0 {
		return nil
	}
	var what []Sentence
	var about []string
	var who []int
	for _, x := range p.Presses {
		label := quoted(s.m.Variables[s.variables[x.Variable]].Label)
		if x.Direction > 0 {
			what = append(what, say("more of %s", "mere af %s", label))
		} else {
			what = append(what, say("less of %s", "mindre af %s", label))
		}
		about = append(about, x.Variable)
		for _, id := range x.Actors {
			who = union(who, []int{s.actors[id]})
		}
	}
	best := say("the best of %s sets tried", "det bedste af %s sæt, der er prøvet", p.Tried)
	if p.Optimal {
		best = say("no other choice of as many does more", "intet andet valg af lige så mange gør mere")
	}
	return []Statement{state(say(
		"A proposal to discuss: %s (moves the goal by a further %s; %s). Those who can: %s.",
		"Et forslag at drøfte: %s (flytter målet yderligere %s; %s). De, der kan: %s.",
		what, amount(p.Gain), best, s.everyone(who),
	), append(about, s.actorIDs(who)...)...)}
}
