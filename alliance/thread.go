package alliance

import (
	"cmp"
	"context"
	"math"
	"slices"

	"sysmap/graph/leverage"
	"sysmap/maps"
	"sysmap/simulate"
)

// Thread is the sewing-thread method (sytrådsmetoden): existing efforts drawn
// over the map, how far they reach, where they meet, and what is left.
type Thread struct {
	// Efforts has the order of the map, those that have ended included.
	Efforts []EffortReach `json:"efforts"`
	// Pairs are the active efforts that meet: that act on the same variable or
	// noticeably move what the other acts on, or the goal. In the order of the
	// map.
	Pairs []EffortPair `json:"pairs"`
	// Left are the variables that no active effort acts on and a press on
	// which helps the goal, the largest effect first; empty without a goal.
	Left []LeftOver `json:"left"`
	// Proposal is nil where nothing is left that somebody can act on.
	Proposal   *Proposal   `json:"proposal"`
	Statements []Statement `json:"statements"`
}

// EffortReach is one effort on the map.
type EffortReach struct {
	Effort string      `json:"effort"`
	Status maps.Status `json:"status,omitempty"`
	Level  maps.Level  `json:"level,omitempty"`
	By     []string    `json:"by"`
	// Sectors are those of its actors.
	Sectors []maps.Sector `json:"sectors"`
	// On are the variables it acts on, directly or through a link to them.
	On []string `json:"on"`
	// Loops is how many of the goal's loops it acts on, of
	// [GoalLoops.Loops].
	Loops int `json:"loops"`
	// Moves is how many variables it moves by [Noticeable] or more on average
	// over the time looked at, and Strongest the five of them that it moves
	// most beside those it acts on.
	Moves     int     `json:"moves"`
	Strongest []Moved `json:"strongest"`
	// Effect is what it does to the goal by itself.
	Effect Effect `json:"effect"`

	mean []float64
}

// Moved is a variable and its change, averaged over the time looked at.
type Moved struct {
	Variable string  `json:"variable"`
	Mean     float64 `json:"mean"`
}

// LeftOver is a variable that is left for new efforts.
type LeftOver struct {
	Push
	// Actors must or can act there; empty where nobody does.
	Actors []string `json:"actors"`
}

// sew runs every effort by itself.
func (b *bench) sew(ctx context.Context, loops *GoalLoops, pushes []Push, progress func(float64)) (*Thread, error) {
	s := b.s
	trials := make([]simulate.Scenario, len(s.m.Efforts))
	for e := range trials {
		trials[e] = s.together([]int{e})
	}
	found, err := b.runAll(ctx, trials, progress)
	if err != nil {
		return nil, err
	}
	out := &Thread{Efforts: make([]EffortReach, len(found)), Pairs: []EffortPair{}, Left: []LeftOver{}, Statements: []Statement{}}
	for e, f := range found {
		out.Efforts[e] = s.effortReach(e, f, loops)
	}
	active := s.active()
	for i, a := range active {
		for _, c := range active[i+1:] {
			if p, meet := s.pair(out.Efforts, a, c); meet {
				out.Pairs = append(out.Pairs, p)
			}
		}
	}
	s.leftOver(out, active, pushes)
	s.tellThread(out, active)
	return out, nil
}

func (s *ground) effortReach(e int, f *outcome, loops *GoalLoops) EffortReach {
	effort, ends := s.m.Efforts[e], s.ends(e)
	by := s.by(e)
	out := EffortReach{
		Effort: effort.ID, Status: effort.Status, Level: effort.Level, By: s.actorIDs(by), Sectors: s.sectors(by),
		On: s.ids(ends), Effect: f.Effect, Strongest: []Moved{}, mean: f.mean,
	}
	for _, l := range loops.Loops {
		if slices.ContainsFunc(l.nodes, func(v int) bool { return slices.Contains(ends, v) }) {
			out.Loops++
		}
	}
	var others []int
	for v, x := range f.mean {
		if math.Abs(x) < Noticeable {
			continue
		}
		out.Moves++
		if !slices.Contains(ends, v) {
			others = append(others, v)
		}
	}
	slices.SortStableFunc(others, func(a, b int) int { return cmp.Compare(math.Abs(f.mean[b]), math.Abs(f.mean[a])) })
	for _, v := range others[:min(5, len(others))] {
		out.Strongest = append(out.Strongest, Moved{s.m.Variables[v].ID, f.mean[v]})
	}
	return out
}

func (s *ground) leftOver(out *Thread, active []int, pushes []Push) {
	busy := make([]bool, len(s.m.Variables))
	for _, e := range active {
		for _, v := range s.ends(e) {
			busy[v] = true
		}
	}
	for v, p := range pushes {
		if !busy[v] && p.Direction != 0 && p.Effect.Mean > simulate.Negligible {
			out.Left = append(out.Left, LeftOver{Push: p, Actors: s.actorIDs(s.holders[v])})
		}
	}
	slices.SortStableFunc(out.Left, func(a, b LeftOver) int { return cmp.Compare(b.Effect.Mean, a.Effect.Mean) })
}

func (s *ground) tellThread(out *Thread, active []int) {
	if len(active) == 0 {
		return
	}
	var on []int
	acting := 0
	for _, e := range active {
		ends := s.ends(e)
		on = union(on, ends)
		acting += min(len(ends), 1)
	}
	out.Statements = append(out.Statements, state(say(
		"%s "+verb(acting, "acts", "act")+" on %s of the map's %s.", "%s virker ind på %s af kortets %s.", effortCount(acting), len(on), variableCount(len(s.m.Variables)),
	)))
	if text, about := s.statuses(active); len(about) > 0 {
		out.Statements = append(out.Statements, state(text, about...))
	}
	if told, some := s.levels(); some {
		out.Statements = append(out.Statements, told)
	}
	out.Statements = append(out.Statements, s.tellAgainst(out, active)...)
	out.Statements = append(out.Statements, s.tellOverlap(out)...)
	out.Statements = append(out.Statements, s.tellLeft(out)...)
}

// statuses counts active efforts by how far they have come.
func (s *ground) statuses(active []int) (Sentence, []string) {
	var parts []Sentence
	var about []string
	for _, status := range []maps.Status{maps.Running, maps.Planned, maps.Idea, ""} {
		n := 0
		for _, e := range active {
			if s.m.Efforts[e].Status == status {
				n++
				about = append(about, s.m.Efforts[e].ID)
			}
		}
		word := Sentence{status.Label(maps.English), status.Label(maps.Danish)}
		switch status {
		case maps.Idea:
			// A noun among participles does not read well after a number.
			word = Sentence{"at the idea stage", "på idéstadiet"}
		case "":
			word = Sentence{"without a status", "uden status"}
		}
		if n > 0 {
			parts = append(parts, say("%s %s", "%s %s", n, word))
		}
	}
	return say("By status: %s.", "Efter status: %s.", parts), about
}

// levels counts active efforts by the level at which they intervene, where any
// says so.
func (s *ground) levels() (Statement, bool) {
	var parts, empty []Sentence
	some := false
	for _, use := range leverage.LevelsOf(s.m) {
		name := Sentence{use.Level.Label(maps.English), use.Level.Label(maps.Danish)}
		if use.Level == "" {
			name = Sentence{"without a level", "uden niveau"}
		}
		switch {
		case use.Active > 0:
			some = some || use.Level != ""
			parts = append(parts, say("%s (%s)", "%s (%s)", name, use.Active))
		case use.Level != "":
			empty = append(empty, name)
		}
	}
	text := say("By level: %s.", "Efter niveau: %s.", parts)
	if len(empty) > 0 {
		text = say("%s Nothing at: %s.", "%s Intet på: %s.", text, empty)
	}
	return state(text), some
}

// tellAgainst names efforts that move the goal the wrong way or not at all, and
// those that pull against each other.
func (s *ground) tellAgainst(out *Thread, active []int) []Statement {
	var told []Statement
	for _, e := range active {
		x, label := out.Efforts[e], quoted(s.m.Efforts[e].Label)
		switch {
		case len(s.goal) == 0:
		case len(x.On) == 0:
			told = append(told, state(say(
				"%s does not say which variables it acts on, so nothing can be said of what it does.",
				"%s siger ikke, hvilke faktorer den virker ind på, så der er intet at sige om, hvad den gør.", label,
			), x.Effort))
		case s.turnsLinksOnly(e):
			told = append(told, state(say(
				"%s changes how influences work and presses on nothing: what it does shows only together with others.",
				"%s ændrer, hvordan påvirkninger virker, og trykker ikke på noget: Hvad den gør, viser sig kun sammen med andre.", label,
			), x.Effort))
		case x.Effect.Mean < -simulate.Negligible:
			told = append(told, state(say(
				"%s moves the goal the wrong way (%s).", "%s flytter målet den forkerte vej (%s).", label, amount(x.Effect.Mean),
			), x.Effort))
		case x.Effect.Mean <= simulate.Negligible:
			told = append(told, state(say("%s does not reach the goal.", "%s når ikke frem til målet.", label), x.Effort))
		}
	}
	for k, p := range out.against() {
		if k == 3 {
			break
		}
		told = append(told, state(say("%s.", "%s.", s.tension(p)), p.First, p.Second))
	}
	return told
}

func (s *ground) effortNamed(id string) Sentence { return quoted(s.m.Efforts[s.efforts[id]].Label) }

func (s *ground) tellOverlap(out *Thread) []Statement {
	meets := make([][]string, len(s.m.Variables))
	for _, e := range s.active() {
		for _, v := range s.ends(e) {
			meets[v] = append(meets[v], s.m.Efforts[e].ID)
		}
	}
	var told []Statement
	for v, efforts := range meets {
		if len(efforts) < 2 {
			continue
		}
		var names []Sentence
		for _, id := range efforts {
			names = append(names, s.effortNamed(id))
		}
		told = append(told, state(say(
			"%s act on the same variable, %s: who does what?", "%s virker ind på samme faktor, %s: Hvem gør hvad?",
			names, quoted(s.m.Variables[v].Label),
		), append(efforts, s.m.Variables[v].ID)...))
	}
	return told
}

func (s *ground) tellLeft(out *Thread) []Statement {
	var able, nobody []int
	for _, left := range out.Left {
		v := s.variables[left.Variable]
		switch {
		case len(left.Actors) > 0 && len(able) < 3:
			able = append(able, v)
		case len(left.Actors) == 0 && len(nobody) < 3:
			nobody = append(nobody, v)
		}
	}
	var told []Statement
	if len(able) > 0 {
		told = append(told, state(say(
			"No effort yet, somebody can act, and a push helps the goal most: %s.",
			"Endnu ingen indsats, nogen kan handle, og et tryk hjælper målet mest: %s.", s.named(able),
		), s.ids(able)...))
	}
	if len(nobody) > 0 {
		told = append(told, state(say(
			"No effort and nobody who can act, where a push would help the goal most: %s.",
			"Ingen indsats og ingen, der kan handle, hvor et tryk ville hjælpe målet mest: %s.", s.named(nobody),
		), s.ids(nobody)...))
	}
	return told
}
