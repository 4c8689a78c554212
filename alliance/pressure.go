package alliance

import (
	"context"
	"math"
	"slices"

	"sysmap/graph"
	"sysmap/maps"
	"sysmap/simulate"
)

// Pressure is what all active efforts do together (pres på systemet).
type Pressure struct {
	// Alone has the active efforts in the order of the map.
	Alone []EffortEffect `json:"alone"`
	// Sum is what they would do if effects added up, Together what they do
	// when all are made, and Running what those do that are running today.
	// Sum is of means over time.
	Sum      float64 `json:"sum"`
	Together Effect  `json:"together"`
	Running  Effect  `json:"running"`
	// Difference is Together.Mean − Sum, and Meaning what it is called.
	Difference float64     `json:"difference"`
	Meaning    Combination `json:"meaning"`
	// Values are the Shapley values of the efforts, in the order of Alone: the
	// part of Together that is each effort's, whatever the order in which
	// efforts are added.
	Values Values `json:"values"`
	// Tipping is what a small push does in the long run.
	Tipping Tipping `json:"tipping"`
	// Members is on how many of the systems that the map allows Changes were
	// found, and Failed how many of them gave no result.
	Members int `json:"members"`
	Failed  int `json:"failed"`
	// Changes are what all efforts together do to each variable that has a
	// horizon or is in the goal, followed to [Result.LongHorizon]: early changes first, then system changes,
	// population changes, and those for which the map does not say. Within
	// each the order is that of the map. With the indicators, they are the
	// shared measurement plan.
	Changes    []Change    `json:"changes"`
	Statements []Statement `json:"statements"`

	notes []simulate.Note
}

// EffortEffect is what one effort does to the goal by itself.
type EffortEffect struct {
	Effort string `json:"effort"`
	Effect Effect `json:"effect"`
}

// Combination is what becomes of effects when efforts are made together.
type Combination string

const (
	// Additive: the effects add up, to within two percent.
	Additive Combination = "additive"
	// Synergy: together they do more.
	Synergy Combination = "synergy"
	// Saturation: together they do less.
	Saturation Combination = "saturation"
)

// Change is what all efforts together do to one variable.
type Change struct {
	Variable string       `json:"variable"`
	Horizon  maps.Horizon `json:"horizon,omitempty"`
	InGoal   bool         `json:"in_goal"`
	// Wanted is +1 for a variable to be raised, −1 for one to be lowered, and
	// 0 for those not in the goal.
	Wanted int `json:"wanted"`
	// Median is the largest median change over that time, at the time At, with the band of 5–95 % and the probabilities of the sign then. All
	// are 0 where nothing reaches the variable.
	Median              float64 `json:"median"`
	Low                 float64 `json:"low"`
	High                float64 `json:"high"`
	ProbabilityPositive float64 `json:"probability_positive"`
	ProbabilityNegative float64 `json:"probability_negative"`
	At                  float64 `json:"at"`
	// Shows is when the median first is half of that; nil where it is less
	// than [Noticeable].
	Shows *float64 `json:"shows_at"`
	// Indicator is what would show the change; nil where the map names none.
	Indicator *Indicator `json:"indicator"`
}

// Indicator is how a change is measured. It is in the words of the map.
type Indicator struct {
	Text   Sentence `json:"text"`
	Unit   string   `json:"unit,omitempty"`
	Source string   `json:"source,omitempty"`
}

// DefaultMembers is on how many of the systems that the map allows all efforts
// together are run where nobody says.
const DefaultMembers = 50

func (b *bench) pressure(ctx context.Context, thread *Thread, o Options, progress func(float64)) (*Pressure, error) {
	s := b.s
	active := s.active()
	out := &Pressure{Alone: []EffortEffect{}, Changes: []Change{}, Statements: []Statement{}}
	var running []int
	for _, e := range active {
		out.Alone = append(out.Alone, EffortEffect{s.m.Efforts[e].ID, thread.Efforts[e].Effect})
		out.Sum += thread.Efforts[e].Effect.Mean
		if s.m.Efforts[e].Status == maps.Running {
			running = append(running, e)
		}
	}
	found, err := b.runAll(ctx, []simulate.Scenario{s.together(active), s.together(running)}, nil)
	if err != nil {
		return nil, err
	}
	out.Together, out.Running, out.notes = found[0].Effect, found[1].Effect, found[0].notes
	out.Difference = out.Together.Mean - out.Sum
	out.Meaning = combination(out.Sum, out.Together.Mean)
	reaches := s.reaching(active)
	shapley := o.shapley()
	shapley.Progress = progress
	out.Values, err = Shapley(ctx, len(active), func(ctx context.Context, members []int) (float64, error) {
		var efforts []int
		for _, k := range members {
			// What cannot reach the goal would still change how a run is
			// stepped, and so the last digits of a value that is zero.
			if reaches[k] {
				efforts = append(efforts, active[k])
			}
		}
		found, err := b.run(ctx, s.together(efforts))
		if err != nil {
			return 0, err
		}
		return found.Mean, nil
	}, shapley)
	if err != nil {
		return nil, err
	}
	if err := b.changes(ctx, active, out, o); err != nil {
		return nil, err
	}
	if out.Tipping, err = b.tipping(ctx, active); err != nil {
		return nil, err
	}
	s.tellPressure(out, b.until)
	return out, nil
}

// reaching says which efforts act on something from which influence can get to
// the goal. Where an effort adds links, all may.
func (s *ground) reaching(efforts []int) []bool {
	leads := make([]bool, len(s.m.Variables))
	for _, v := range s.goal {
		for from, steps := range s.g.DistancesTo(v) {
			leads[from] = leads[from] || steps != graph.Unreachable
		}
	}
	out := make([]bool, len(efforts))
	for k, e := range efforts {
		out[k] = slices.ContainsFunc(s.ends(e), func(v int) bool { return leads[v] })
	}
	for _, e := range efforts {
		if slices.ContainsFunc(s.m.Efforts[e].On, func(on maps.Intervention) bool { return on.Action == maps.Add }) {
			for k := range out {
				out[k] = true
			}
		}
	}
	return out
}

func combination(sum, together float64) Combination {
	near := 0.02 * max(math.Abs(sum), math.Abs(together))
	switch {
	case math.Abs(together-sum) <= max(near, simulate.Negligible):
		return Additive
	case math.Abs(together) > math.Abs(sum) && together > 0 == (sum > 0):
		return Synergy
	}
	return Saturation
}

// changes runs all efforts together on members of an ensemble.
func (b *bench) changes(ctx context.Context, active []int, out *Pressure, o Options) error {
	s := b.s
	out.Members = o.Members
	if out.Members == 0 {
		out.Members = DefaultMembers
	}
	// Few members are sooner followed one by one than made ready for equal
	// steps.
	ensemble, err := b.model.Ensemble(ctx, s.together(active), simulate.EnsembleOptions{
		Options: simulate.Options{Method: b.method, Until: b.long, Points: moments},
		Runs:    out.Members, Seed: o.Seed, Workers: b.workers, Adaptive: true,
	})
	if err != nil {
		return err
	}
	summary, err := ensemble.Summary()
	if err != nil {
		return err
	}
	out.Failed = summary.Failed + summary.Unstable
	for _, horizon := range []maps.Horizon{maps.EarlyChange, maps.SystemChange, maps.PopulationChange, ""} {
		for v, variable := range s.m.Variables {
			inGoal := slices.Contains(s.goal, v)
			if variable.Horizon == horizon && (horizon != "" || inGoal) {
				out.Changes = append(out.Changes, s.change(v, summary.Times, summary.Variables[v]))
			}
		}
	}
	return nil
}

func (s *ground) change(v int, times []float64, series simulate.SummarySeries) Change {
	variable := s.m.Variables[v]
	c := Change{Variable: variable.ID, Horizon: variable.Horizon}
	if k := slices.Index(s.goal, v); k >= 0 {
		c.InGoal, c.Wanted = true, int(s.wanted[k])
	}
	if variable.Measure != nil && !variable.Measure.Indicator.Empty() {
		c.Indicator = &Indicator{say("%s", "%s", variable.Measure.Indicator), variable.Measure.Unit, variable.Measure.Source}
	}
	_, at := largest(series.Median)
	c.Median, c.Low, c.High, c.At = series.Median[at], series.Low[at], series.High[at], times[at]
	c.ProbabilityPositive, c.ProbabilityNegative = series.ProbabilityPositive[at], series.ProbabilityNegative[at]
	if math.Abs(c.Median) < Noticeable {
		return c
	}
	for k, x := range series.Median {
		if math.Abs(x) >= math.Abs(c.Median)/2 && x > 0 == (c.Median > 0) {
			c.Shows = &times[k]
			break
		}
	}
	return c
}

func (s *ground) tellPressure(out *Pressure, until float64) {
	if len(out.Alone) == 0 {
		return
	}
	if len(s.goal) > 0 {
		out.Statements = append(out.Statements, s.tellTogether(out, until))
		if out.Tipping.Tips {
			out.Statements = append(out.Statements, state(say(
				"Mind the tipping: with efforts a tenth of their size, the goal still gets %s as far in the long run. The reinforcing loops are drawn so strong that it matters more when a push begins than how large it is. Check the strengths before trusting long effects.",
				"Pas på vippepunktet: Med indsatser på en tiendedel af størrelsen når målet på langt sigt stadig %s så langt. De forstærkende sløjfer er tegnet så stærke, at det betyder mere, hvornår et tryk begynder, end hvor stort det er. Efterse styrkerne, før I stoler på de lange virkninger.",
				share(out.Tipping.Share),
			)))
		}
		out.Statements = append(out.Statements, s.tellGoal(out)...)
	}
	out.Statements = append(out.Statements, s.tellHorizons(out)...)
}

func (s *ground) tellTogether(out *Pressure, until float64) Statement {
	if len(out.Alone) == 1 {
		return state(say("The only effort moves the goal by %s on average over the next %s %s.", "Den eneste indsats flytter målet %s i gennemsnit over de næste %s %s.", amount(out.Together.Mean), s.moment(until), s.unit()), out.Alone[0].Effort)
	}
	verdict := map[Combination]Sentence{
		Additive:   {"the effects add up", "virkningerne lægger sig til hinanden"},
		Synergy:    {"together they do more: synergy", "tilsammen gør de mere: synergi"},
		Saturation: {"together they do less: saturation", "tilsammen gør de mindre: mætning"},
	}[out.Meaning]
	return state(say(
		"All efforts together move the goal by %s on average over the next %s %s; one by one they come to %s, so %s. Those running today: %s.",
		"Alle indsatser tilsammen flytter målet %s i gennemsnit over de næste %s %s; hver for sig bliver det til %s, så %s. De indsatser, der er i gang i dag: %s.",
		amount(out.Together.Mean), s.moment(until), s.unit(), amount(out.Sum), verdict, amount(out.Running.Mean),
	))
}

// tellGoal says of each variable of the goal how it moves, and how surely.
func (s *ground) tellGoal(out *Pressure) []Statement {
	var told []Statement
	for _, c := range out.Changes {
		if !c.InGoal {
			continue
		}
		label := quoted(s.m.Variables[s.variables[c.Variable]].Label)
		right := c.ProbabilityPositive
		if c.Wanted < 0 {
			right = c.ProbabilityNegative
		}
		if c.Shows == nil {
			told = append(told, state(say("All efforts together hardly move %s.", "Alle indsatser tilsammen flytter knap nok %s.", label), c.Variable))
			continue
		}
		told = append(told, state(say(
			"%s moves the right way in %s of %s systems drawn from what the map leaves open; half of the change shows after %s %s.",
			"%s flytter sig den rigtige vej i %s af %s systemer trukket ud fra det, kortet lader stå åbent; halvdelen af forandringen viser sig efter %s %s.",
			label, share(right), out.Members-out.Failed, s.moment(*c.Shows), s.unit(),
		), c.Variable))
	}
	return told
}

// tellHorizons says of each horizon how much of it can be measured.
func (s *ground) tellHorizons(out *Pressure) []Statement {
	var told []Statement
	for _, horizon := range []maps.Horizon{maps.EarlyChange, maps.SystemChange, maps.PopulationChange} {
		moving := 0
		var blind []int
		for _, c := range out.Changes {
			if c.Horizon != horizon || c.Shows == nil {
				continue
			}
			if moving++; c.Indicator == nil {
				blind = append(blind, s.variables[c.Variable])
			}
		}
		if len(blind) > 0 {
			told = append(told, state(say(
				"%s: %s move, and no indicator would show it for %s.", "%s: %s flytter sig, og ingen indikator ville vise det for %s.",
				Sentence{horizon.Label(maps.English), horizon.Label(maps.Danish)}, variableCount(moving), s.named(blind),
			), s.ids(blind)...))
		}
	}
	return told
}

func (s *ground) unit() Sentence {
	if s.m.Time == "" {
		return Sentence{"units of time", "tidsenheder"}
	}
	return Sentence{s.m.Time.Label(maps.English), s.m.Time.Label(maps.Danish)}
}

// moment writes a time with as many decimals as it needs to be told from today.
func (s *ground) moment(t float64) Sentence {
	decimals := 0
	if t < 10 && t != math.Trunc(t) {
		decimals = 1
	}
	return Sentence{maps.English.Decimal(t, decimals), maps.Danish.Decimal(t, decimals)}
}
