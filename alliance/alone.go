package alliance

import (
	"context"
	"fmt"
	"math/big"
	"slices"

	"sysmap/graph/loop"
	"sysmap/maps"
	"sysmap/simulate"
)

// Alone is how far actors reach without each other: nobody alone.
type Alone struct {
	// Loops is how many loops of the goal somebody can act on, of
	// [GoalLoops.Loops], and Achievable what all actors reach together: the
	// effect of a press, as hard as [Result.Press] and in the direction that
	// helps the goal, on every variable that somebody must or can act on.
	Loops      int    `json:"loops"`
	Achievable Effect `json:"achievable"`
	// Actors has the order of the map.
	Actors []ActorReach `json:"actors"`
	// Smallest is the smallest alliance.
	Smallest SmallestAlliance `json:"smallest_alliance"`
	// LoopValues are the Shapley values of the game in which a coalition is
	// worth the share of Loops that it can act on: each loop's credit is
	// parted equally among those who can act on it, so that they are exact for
	// any number of actors. EffectValues are those of the game in which it is
	// worth what it can do to the goal. By actor.
	LoopValues   Values      `json:"loop_values"`
	EffectValues Values      `json:"effect_values"`
	Statements   []Statement `json:"statements"`
}

// ActorReach is how far one actor reaches.
type ActorReach struct {
	Actor string `json:"actor"`
	// Loops is how many of [Alone.Loops] the actor can act on, and LoopShare
	// the share.
	Loops     int     `json:"loops"`
	LoopShare float64 `json:"loop_share"`
	// AllLoops is the share of the goal's loops of every length, reached by
	// anybody or not, that run through what the actor holds; nil where they
	// are too many to count.
	AllLoops *float64 `json:"all_loops_share"`
	// Effect is what a press on all that the actor must or can act on does to
	// the goal, and EffectShare its share of [Alone.Achievable]. Shares of
	// several actors may come to more than one, since they can act on the same
	// variables and effects saturate.
	Effect      Effect  `json:"effect"`
	EffectShare float64 `json:"effect_share"`
}

// SmallestAlliance is as few actors as can act on every loop of the goal that
// anybody can act on: a minimum hitting set, exactly.
type SmallestAlliance struct {
	// Proved: no smaller alliance is enough. Otherwise at least AtLeast actors
	// are needed, and Size was found.
	Proved  bool `json:"proved"`
	Size    int  `json:"size"`
	AtLeast int  `json:"at_least"`
	// Alliances are those of that size, as ids in the order of the map;
	// Complete says that these are all.
	Alliances [][]string `json:"alliances"`
	Complete  bool       `json:"complete"`
	// InEvery are the actors that every alliance of that size has.
	InEvery []string `json:"in_every"`
}

func (s *ground) smallestAlliance(ctx context.Context, loops *GoalLoops) (SmallestAlliance, error) {
	out := SmallestAlliance{Alliances: [][]string{}}
	var sets [][]int
	seen := make(map[string]bool)
	for _, l := range loops.Loops {
		// Few sets of actors stand behind many loops.
		if key := fmt.Sprint(l.holders); len(l.holders) > 0 && !seen[key] {
			seen[key] = true
			sets = append(sets, l.holders)
		}
	}
	found, err := SmallestHittingSets(ctx, len(s.m.Actors), sets, HittingOptions{})
	if err != nil {
		return out, err
	}
	out.Proved, out.Size, out.AtLeast, out.Complete = found.Proved, found.Size, found.AtLeast, found.Complete
	for _, set := range found.Sets {
		out.Alliances = append(out.Alliances, s.actorIDs(set))
	}
	out.InEvery = s.actorIDs(found.InEvery)
	return out, nil
}

// alone takes what presses do, and the loops of the goal.
func (b *bench) alone(ctx context.Context, loops *GoalLoops, pushes []Push, o Options, progress func(float64)) (*Alone, error) {
	s := b.s
	out := &Alone{
		Actors: make([]ActorReach, len(s.m.Actors)), Statements: []Statement{},
		LoopValues: Values{Exact: true, Value: make([]float64, len(s.m.Actors))},
	}
	for a, actor := range s.m.Actors {
		out.Actors[a].Actor = actor.ID
	}
	s.creditLoops(out, loops)
	var err error
	if out.Smallest, err = s.smallestAlliance(ctx, loops); err != nil {
		return nil, err
	}
	if err := b.achieve(ctx, out, pushes, o, progress); err != nil {
		return nil, err
	}
	if err := s.allLoops(ctx, out, o); err != nil {
		return nil, err
	}
	s.tellAlone(out, b)
	return out, nil
}

// creditLoops parts each loop among those who can act on it.
func (s *ground) creditLoops(out *Alone, loops *GoalLoops) {
	for _, l := range loops.Loops {
		if len(l.holders) == 0 {
			continue
		}
		out.Loops++
		for _, a := range l.holders {
			out.Actors[a].Loops++
			out.LoopValues.Value[a] += 1 / float64(len(l.holders))
		}
	}
	if out.Loops == 0 {
		return
	}
	out.LoopValues.Whole = 1
	for a := range out.Actors {
		out.LoopValues.Value[a] /= float64(out.Loops)
		out.Actors[a].LoopShare = float64(out.Actors[a].Loops) / float64(out.Loops)
	}
}

// achieve finds what each actor, and everyone together, can do to the goal.
func (b *bench) achieve(ctx context.Context, out *Alone, pushes []Push, o Options, progress func(float64)) error {
	s := b.s
	does := func(ctx context.Context, actors []int) (*outcome, error) {
		var variables []int
		for _, a := range actors {
			variables = append(variables, s.roles[a].held...)
		}
		slices.Sort(variables)
		return b.run(ctx, b.pressing(slices.Compact(variables), func(v int) float64 { return b.press * float64(pushes[v].Direction) }))
	}
	everyone := make([]int, len(s.m.Actors))
	for a := range everyone {
		everyone[a] = a
	}
	err := each(ctx, len(everyone)+1, b.workers, nil, func(k int) error {
		who := everyone
		if k > 0 {
			who = everyone[k-1 : k]
		}
		found, err := does(ctx, who)
		if err != nil {
			return err
		}
		if k == 0 {
			out.Achievable = found.Effect
		} else {
			out.Actors[k-1].Effect = found.Effect
		}
		return nil
	})
	if err != nil {
		return err
	}
	for a := range out.Actors {
		if out.Achievable.Mean > simulate.Negligible {
			out.Actors[a].EffectShare = out.Actors[a].Effect.Mean / out.Achievable.Mean
		}
	}
	shapley := o.shapley()
	shapley.Progress = progress
	out.EffectValues, err = Shapley(ctx, len(everyone), func(ctx context.Context, actors []int) (float64, error) {
		found, err := does(ctx, actors)
		if err != nil {
			return 0, err
		}
		return found.Mean, nil
	}, shapley)
	return err
}

// allLoops counts loops of the goal without listing them: those of the map less
// those of the map without the goal. It is given up where one of the counts is
// beyond the budget.
func (s *ground) allLoops(ctx context.Context, out *Alone, o Options) error {
	if len(s.goal) == 0 || o.MaxStates < 0 {
		return nil
	}
	all, err := s.loopsOfGoal(ctx, nil, o)
	if err != nil || all == nil || all.Sign() == 0 {
		return err
	}
	return each(ctx, len(out.Actors), o.Workers, nil, func(a int) error {
		missed, err := s.loopsOfGoal(ctx, s.roles[a].held, o)
		if err != nil || missed == nil {
			return err
		}
		part, _ := new(big.Rat).SetFrac(new(big.Int).Sub(all, missed), all).Float64()
		out.Actors[a].AllLoops = &part
		return nil
	})
}

// loopsOfGoal counts the loops through the goal that pass none of some
// variables; nil where they are too many to count.
func (s *ground) loopsOfGoal(ctx context.Context, without []int, o Options) (*big.Int, error) {
	var counts [2]*big.Int
	for k, left := range [2][]int{without, union(without, s.goal)} {
		var kept []int
		for v := range s.m.Variables {
			if _, gone := slices.BinarySearch(left, v); !gone {
				kept = append(kept, v)
			}
		}
		g, err := s.g.Subgraph(kept)
		if err != nil {
			return nil, err
		}
		c, err := loop.Census(ctx, g, loop.CensusOptions{MaxStates: o.MaxStates, MaxSteps: 1})
		if err != nil {
			return nil, err
		}
		if !c.Complete {
			return nil, nil
		}
		counts[k] = c.Total
	}
	return counts[0].Sub(counts[0], counts[1]), nil
}

func (s *ground) tellAlone(out *Alone, b *bench) {
	if len(out.Actors) == 0 || len(s.goal) == 0 {
		return
	}
	if out.Loops > 0 {
		best := 0
		for a := range out.Actors {
			if out.Actors[a].Loops > out.Actors[best].Loops {
				best = a
			}
		}
		if out.Actors[best].Loops < out.Loops {
			out.Statements = append(out.Statements, state(say(
				"Nobody alone: somebody can act on %s of the goal, and no one on all of them. Most are within reach of one actor: %s (%s).",
				"Ingen alene: Nogen kan handle på %s om målet, og ingen på dem alle. Flest er inden for rækkevidde af én aktør: %s (%s).",
				loopCount(out.Loops), s.actorsNamed([]int{best}), share(out.Actors[best].LoopShare),
			), out.Actors[best].Actor))
		}
		out.Statements = append(out.Statements, s.tellSmallest(out.Smallest)...)
	}
	if out.Achievable.Mean <= simulate.Negligible {
		return
	}
	best := 0
	for a := range out.Actors {
		if out.Actors[a].Effect.Mean > out.Actors[best].Effect.Mean {
			best = a
		}
	}
	out.Statements = append(out.Statements, state(say(
		"Pressing %s on all that they can act on, all actors together move the goal by %s on average over the next %s %s. Furthest alone, with %s of that: %s.",
		"Med et tryk på %s på alt, de kan handle på, flytter alle aktører tilsammen målet %s i gennemsnit over de næste %s %s. Længst alene, med %s af det: %s.",
		size(b.press), amount(out.Achievable.Mean), s.moment(b.until), s.unit(), share(out.Actors[best].EffectShare), s.actorsNamed([]int{best}),
	), out.Actors[best].Actor))
}

func (s *ground) tellSmallest(x SmallestAlliance) []Statement {
	if len(x.Alliances) == 0 {
		return nil
	}
	var first []int
	for _, id := range x.Alliances[0] {
		first = append(first, s.actors[id])
	}
	text := say("%s together can act on every loop of the goal that anybody can act on: %s.", "%s kan tilsammen handle på hver sløjfe om målet, som nogen kan handle på: %s.", actorCount(x.Size), s.everyone(first))
	if x.Size == 1 {
		text = say("One actor can act on every loop of the goal that anybody can act on: %s.", "Én aktør kan handle på hver sløjfe om målet, som nogen kan handle på: %s.", s.everyone(first))
	}
	switch {
	case x.Proved && x.Complete && len(x.Alliances) == 1 && x.Size > 1:
		text = say("%s Fewer cannot, and no other %s can.", "%s Færre kan ikke, og ingen andre %s kan.", text, x.Size)
	case !x.Proved:
		text = say("%s Whether fewer can is not proved; at least %s are needed.", "%s Om færre kan, er ikke bevist; mindst %s skal der til.", text, x.AtLeast)
	case len(x.Alliances) > 1 && x.Complete:
		text = say("%s There are %s alliances of that size.", "%s Der er %s alliancer af den størrelse.", text, len(x.Alliances))
	case !x.Complete:
		text = say("%s There are more than %s alliances of that size.", "%s Der er mere end %s alliancer af den størrelse.", text, len(x.Alliances))
	}
	out := []Statement{state(text, x.Alliances[0]...)}
	if len(x.InEvery) > 0 && len(x.Alliances) > 1 {
		var who []int
		for _, id := range x.InEvery {
			who = append(who, s.actors[id])
		}
		out = append(out, state(say("In every one of them: %s.", "Med i dem alle: %s.", s.everyone(who)), x.InEvery...))
	}
	return out
}

// everyone names actors without counting any of them away.
func (s *ground) everyone(actors []int) Sentence {
	names := s.actorsNamed(actors)
	return Sentence{enumerateAll(names, maps.English), enumerateAll(names, maps.Danish)}
}
