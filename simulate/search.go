package simulate

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"sysmap/maps"
)

// SearchOptions say what is searched for. The zero value looks for the three
// presses of [UnitPress], up or down, that do most for the goal.
type SearchOptions struct {
	TrialOptions
	// Candidates are what could be done; nil is a press up or down on each
	// variable outside the goal, see [Presses].
	Candidates []Candidate
	// Pick is how many of them are done at most; 0 is 3.
	Pick int
	// Budget is what they may cost together; nil is no limit. With a budget,
	// candidates of unknown cost are left out.
	Budget *float64
	// Robust judges a set by what it does in a bad case, the 5 % quantile of
	// the members, instead of by their median.
	Robust bool
	// OneWay keeps, of candidates that exclude each other, only the one that
	// alone does most. Two ways to press on each variable then are one, and
	// the search is through far fewer sets, of which the best may not be the
	// best of all.
	OneWay bool
	// Exhaust is how many runs, one for each set and member, may be made in
	// order to try every set; 0 is [DefaultExhaust], and less than 0 never
	// tries all.
	Exhaust int
}

// DefaultExhaust is how many runs are made to try every set where nobody says:
// enough for all sets of three among 107 on one system.
const DefaultExhaust = 400_000

// SearchResult is the best that was found, and how good that is known to be.
type SearchResult struct {
	Method string `json:"method"`
	// Map is the digest of the map, and Unit its unit of time.
	Map    string        `json:"map"`
	Unit   maps.TimeUnit `json:"unit,omitempty"`
	Until  float64       `json:"until"`
	Seed   uint64        `json:"seed"`
	Runs   int           `json:"runs"`
	Middle bool          `json:"middle"`
	// Steps and StepError are as in [Effects].
	Steps     int      `json:"steps,omitempty"`
	StepError float64  `json:"step_error,omitempty"`
	Pick      int      `json:"pick"`
	Budget    *float64 `json:"budget,omitempty"`
	Robust    bool     `json:"robust"`
	OneWay    bool     `json:"one_way"`
	// Candidates is among how many was searched, and LeftOut are those whose
	// costs are unknown where there is a budget.
	Candidates int      `json:"candidates"`
	LeftOut    []string `json:"left_out,omitempty"`
	// Optimal says that every allowed set was tried, so that there is no better
	// one among them; Tried is how many were, that in which nothing is done
	// included.
	Optimal bool `json:"optimal"`
	Tried   int  `json:"tried"`
	// Best does nothing if nothing helps.
	Best Choice `json:"best"`
	// Next are the best sets after it among those tried, at most nine.
	Next []Choice `json:"next"`
	// Alone is every candidate by itself, the best first.
	Alone []Choice `json:"alone"`
	// Front is the Pareto front of effect against cost among the sets tried
	// that help and whose cost is known, ascending in both. FrontComplete says
	// that all allowed sets were tried.
	Front         []Choice `json:"front"`
	FrontComplete bool     `json:"front_complete"`
	// Bound is above what any allowed set can do, and Gap how far the best is
	// below it. Both are nil where the best is known to be optimal, and where
	// no bound is known that deserves the name.
	Bound *Bound   `json:"bound,omitempty"`
	Gap   *float64 `json:"gap,omitempty"`
	Notes []Note   `json:"notes,omitempty"`
}

// Search looks for the best set of candidates: every allowed set is tried where
// that is feasible; otherwise sets grow by what helps most, and most for its
// cost, and are improved by exchanging one candidate after the other. Every set
// is really run. The goal is measured as in [Effects], at the end.
//
// Errors: [ErrNoGoal], candidates that are not valid, options out of range,
// [ErrNoMembers], those of [Model.Run] that are not about single members, and
// the context's.
func (m *Model) Search(ctx context.Context, o SearchOptions) (*SearchResult, error) {
	s, err := m.newSearch(ctx, &o)
	if err != nil {
		return nil, err
	}
	out := s.result(&o)
	if err := s.tryAlone(ctx, out); err != nil {
		return nil, err
	}
	if o.OneWay {
		if err := s.keepOneWay(); err != nil {
			return nil, err
		}
	}
	out.Candidates = len(s.shelf.of)
	most := o.Exhaust / s.t.runs
	if out.Tried = s.shelf.count(most); out.Tried <= most {
		out.Optimal, out.FrontComplete = true, true
		err = s.exhaust(ctx, out.Tried)
	} else {
		err = s.climb(ctx)
		out.Tried = len(s.seen)
	}
	if err != nil {
		return nil, err
	}
	if err := s.report(ctx, out); err != nil {
		return nil, err
	}
	if !out.Optimal {
		if out.Bound, err = s.bound(ctx); err != nil {
			return nil, err
		}
		if out.Bound != nil {
			gap := max(0, out.Bound.Value-out.Best.Effect)
			out.Gap = &gap
		}
	}
	s.stage(1)(1)
	return out, nil
}

// search is a search under way.
type search struct {
	t        *trial
	shelf    *shelf
	lineup   *lineup
	quantile float64
	podium   podium
	// seen are the sets that were tried one after the other.
	seen map[string]scored
	// alone is how far each candidate by itself moves the goal in each member,
	// and ends in the quantile.
	alone    [][]float32
	ends     []float64
	progress Progress
	done     float64
	leftOut  []string
}

func (m *Model) newSearch(ctx context.Context, o *SearchOptions) (*search, error) {
	if o.Candidates == nil {
		o.Candidates = Presses(m.m, UnitPress, -UnitPress)
	}
	if o.Pick == 0 {
		o.Pick = 3
	}
	if o.Exhaust == 0 {
		o.Exhaust = DefaultExhaust
	}
	if o.Pick < 0 {
		return nil, fmt.Errorf("%d cannot be picked; give 1 or more", o.Pick)
	}
	if o.Budget != nil && !(*o.Budget >= 0) {
		return nil, fmt.Errorf("a budget of %v is not possible; give 0 or more", *o.Budget)
	}
	if err := checkCandidates(o.Candidates); err != nil {
		return nil, err
	}
	s := &search{quantile: 0.5, seen: make(map[string]scored), progress: o.Progress}
	if o.Robust {
		s.quantile = 0.05
	}
	var kept []Candidate
	var pieces []Scenario
	for _, c := range o.Candidates {
		if o.Budget != nil && c.Cost == nil {
			s.leftOut = append(s.leftOut, c.ID)
			continue
		}
		kept = append(kept, c)
		pieces = append(pieces, Scenario{ID: c.ID, Interventions: c.Interventions})
	}
	if len(kept) == 0 {
		return nil, errors.New("there are no candidates to choose from; give some, with their costs if there is a budget")
	}
	s.shelf = newShelf(kept, min(o.Pick, len(kept)), o.Budget)
	var err error
	if s.t, err = m.newTrial(ctx, pieces, 2, o.TrialOptions); err != nil {
		return nil, err
	}
	if len(kept) > maxOutcomes/s.t.runs {
		return nil, fmt.Errorf("%d candidates on %d members: %w; give fewer, or fewer members", len(kept), s.t.runs, ErrTooLarge)
	}
	for _, piece := range pieces {
		if _, err := s.t.plan(piece); err != nil {
			return nil, fmt.Errorf("candidate %q: %w", shortened(piece.ID), err)
		}
	}
	s.lineup, err = s.t.newLineup(s.shelf)
	return s, err
}

func (s *search) result(o *SearchOptions) *SearchResult {
	t := s.t
	out := &SearchResult{
		Method: t.method.Name(), Map: t.model.digest, Unit: t.model.m.Time, Until: t.until, Seed: t.seed,
		Runs: t.runs, Middle: t.middle, Steps: t.steps, StepError: t.stepError,
		Pick: s.shelf.pick, Budget: o.Budget, Robust: o.Robust, OneWay: o.OneWay, LeftOut: s.leftOut,
	}
	var everything Scenario
	for _, c := range s.shelf.of {
		everything.Interventions = append(everything.Interventions, c.Interventions...)
	}
	out.Notes = t.notes(everything)
	return out
}

// tryAlone tries every candidate by itself; those that exceed the budget, too.
func (s *search) tryAlone(ctx context.Context, out *SearchResult) error {
	var pieces []Scenario
	for k := range s.shelf.of {
		pieces = append(pieces, s.shelf.scenario([]int{k}))
	}
	var order []scored
	var choices []Choice
	err := s.t.inBatches(ctx, pieces, s.stage(0.1), func(k int, row []float32) error {
		choice, err := s.choice([]int{k}, row)
		cost, priced := s.shelf.cost([]int{k})
		order = append(order, scored{set: []int{k}, score: choice.Effect, cost: cost, priced: priced})
		choices = append(choices, choice)
		s.alone, s.ends = append(s.alone, s.t.atEnd(row)), append(s.ends, choice.Effect)
		return err
	})
	slices.SortFunc(order, scored.compare)
	for _, o := range order {
		out.Alone = append(out.Alone, choices[o.set[0]])
	}
	return err
}

// atEnd returns the last change in each member.
func (t *trial) atEnd(row []float32) []float32 {
	out := make([]float32, t.runs)
	for k := range out {
		out[k] = row[(k+1)*len(t.times)-1]
	}
	return out
}

// keepOneWay leaves one candidate of each group on the shelf.
func (s *search) keepOneWay() error {
	best := make(map[int]int)
	for k, g := range s.shelf.group {
		if at, known := best[g]; !known || s.ends[k] > s.ends[at] {
			best[g] = k
		}
	}
	old := *s.shelf
	kept := *s.shelf
	kept.of, kept.group = nil, nil
	var alone [][]float32
	var ends []float64
	for k, g := range old.group {
		if best[g] == k {
			kept.of, kept.group = append(kept.of, old.of[k]), append(kept.group, g)
			alone, ends = append(alone, s.alone[k]), append(ends, s.ends[k])
		}
	}
	s.shelf, s.alone, s.ends = &kept, alone, ends
	var err error
	s.lineup, err = s.t.newLineup(s.shelf)
	return err
}

// setsAtATime is how many sets are tried before they are judged.
const setsAtATime = 4096

// exhaust tries every set.
func (s *search) exhaust(ctx context.Context, count int) error {
	progress := s.stage(0.95)
	var batch [][]int
	done := 0
	flush := func() error {
		list, err := s.judge(ctx, batch, part(progress, done, len(batch), count))
		for _, l := range list {
			s.podium.show(l)
		}
		done += len(batch)
		batch = batch[:0]
		return err
	}
	for set := range s.shelf.sets() {
		if batch = append(batch, slices.Clone(set)); len(batch) == setsAtATime {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}

// report writes what the podium holds.
func (s *search) report(ctx context.Context, out *SearchResult) error {
	if len(s.podium.best) == 0 {
		return fmt.Errorf("%w, whatever is done", ErrNoMembers)
	}
	listed := append(slices.Clone(s.podium.best), s.podium.front...)
	scenarios := make([]Scenario, len(listed))
	for k, l := range listed {
		scenarios[k] = s.shelf.scenario(l.set)
	}
	var choices []Choice
	err := s.t.inBatches(ctx, scenarios, nil, func(k int, row []float32) error {
		choice, err := s.choice(listed[k].set, row)
		choice.Effect = finite(listed[k].score)
		choices = append(choices, choice)
		return err
	})
	if err != nil {
		return err
	}
	out.Best, out.Next, out.Front = choices[0], choices[1:len(s.podium.best)], choices[len(s.podium.best):]
	return nil
}

// stage is the progress of a share of the work that is left.
func (s *search) stage(share float64) Progress {
	from, to := s.done, s.done+share*(1-s.done)
	s.done = to
	return func(done float64) {
		if s.progress != nil {
			s.progress(from + done*(to-from))
		}
	}
}
