package simulate

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"sysmap/maps"
)

// TrialOptions say on which of the systems that a map allows things are tried,
// and for how long. Everything that is compared is tried on the same members of
// one ensemble, so that differences are those of what is done and not of
// chance. The zero value takes 256 members with seed 0.
type TrialOptions struct {
	// Method is nil for [Flow].
	Method Method
	// Baseline is what is done in any case; what is tried is added to it and
	// compared with it.
	Baseline Scenario
	// Until is how long to run, in the map's unit of time; 0 is
	// [Model.Horizon] of all that is tried.
	Until float64
	// Runs is how many members there are; 0 is [DefaultTrialRuns].
	Runs int
	Seed uint64
	// Middle tries on one system alone, the middle of everything that the map
	// leaves open, as [Model.Run] does. Runs is then 1.
	Middle bool
	// Workers is how many may work at the same time; 0 is as many as the
	// program may use. It does not change the result.
	Workers int
	// Progress may be nil.
	Progress Progress
}

// DefaultTrialRuns is how many members things are tried on where nobody says.
const DefaultTrialRuns = 256

// trial tries scenarios on the same members and says how far each moves the
// goal.
type trial struct {
	model    *Model
	method   Method
	baseline Scenario
	until    float64
	times    []float64
	goal     []aim
	runs     int
	seed     uint64
	middle   bool
	workers  int
	// steps is how many equal steps members take together, 0 where each goes
	// by itself; stepError is how far off those that were checked were.
	steps     int
	stepError float64
	// changes are the moments at which something begins or ends in anything
	// that is tried, so that all take the same steps.
	changes []float64
	// undone is where the goal is without what is tried: rows as of try.
	undone []float32
}

// aim is a variable of the goal: raised if its share is positive, lowered if it
// is negative. The sizes of all shares add up to one.
type aim struct {
	variable int
	share    float64
}

// ErrNoGoal is in the chain of the error that says that a map states no goal.
var ErrNoGoal = errors.New("the map states no goal")

func (m *Model) aims() ([]aim, error) {
	goal := m.m.Goal
	if goal.Empty() {
		return nil, fmt.Errorf("%w; say under goal: which variables to raise or lower", ErrNoGoal)
	}
	share := 1 / float64(len(goal.Raise)+len(goal.Lower))
	var out []aim
	for k, id := range append(slices.Clone(goal.Raise), goal.Lower...) {
		v, ok := m.index[id]
		if !ok {
			return nil, fmt.Errorf("the goal names %q, which is no variable of the map", id)
		}
		if k >= len(goal.Raise) {
			share = -math.Abs(share)
		}
		out = append(out, aim{v, share})
	}
	return out, nil
}

// newTrial makes ready to try scenarios that are made of the given pieces,
// reporting at evenly spaced points.
func (m *Model) newTrial(ctx context.Context, pieces []Scenario, points int, o TrialOptions) (*trial, error) {
	goal, err := m.aims()
	if err != nil {
		return nil, err
	}
	if o.Runs == 0 {
		o.Runs = DefaultTrialRuns
	}
	if o.Middle {
		o.Runs = 1
	}
	if o.Runs < 1 || o.Runs > maxTrialRuns {
		return nil, fmt.Errorf("trials on %d members are not possible; give at least 1 and at most %d", o.Runs, maxTrialRuns)
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	until := o.Until
	if until == 0 {
		until = m.Horizon(append([]Scenario{o.Baseline}, pieces...)...)
	}
	c, err := m.compare(o.Baseline, Options{Method: o.Method, Until: until, Points: points})
	if err != nil {
		return nil, err
	}
	t := &trial{
		model: m, method: c.method, baseline: o.Baseline, until: until, times: c.times, goal: goal,
		runs: o.Runs, seed: o.Seed, middle: o.Middle, workers: o.Workers,
	}
	t.note(o.Baseline.Interventions)
	for _, s := range pieces {
		t.note(s.Interventions)
	}
	if flow, ok := t.method.(Flow); ok && flow.Step == 0 {
		if err := t.chooseSteps(ctx, pieces); err != nil {
			return nil, err
		}
	}
	t.undone = make([]float32, t.runs*len(t.times))
	if t.steps == 0 || !c.scenario.rests() || !t.method.restsAtZero() {
		rows, err := t.try(ctx, []Scenario{{}}, nil)
		if err != nil {
			return nil, fmt.Errorf("baseline: %w", err)
		}
		t.undone = rows[0]
	}
	return t, nil
}

// maxTrialRuns bounds the members of trials, and maxOutcomes the numbers that
// are kept of them at a time.
const (
	maxTrialRuns = 1_000_000
	maxOutcomes  = 100_000_000
)

// note takes down the moments at which interventions begin and end.
func (t *trial) note(list []maps.Intervention) {
	for _, iv := range list {
		t.changes = append(t.changes, iv.From)
		if iv.Until != nil {
			t.changes = append(t.changes, *iv.Until)
		}
	}
	t.changes = slices.DeleteFunc(t.changes, func(at float64) bool { return !(at > 0 && at < t.until) })
	slices.Sort(t.changes)
	t.changes = slices.Compact(t.changes)
}

// grid is the steps that all take.
func (t *trial) grid(steps int) *grid {
	var all plan
	for _, at := range t.changes {
		all.regimes = append(all.regimes, regime{from: at})
	}
	return newGrid(t.times, t.until/float64(steps), &all)
}

// probes is on how many of the pieces the width of steps is checked.
const probes = 6

// chooseSteps doubles the number of equal steps until the baseline and some of
// the pieces, in the first members, are followed as well as by steps chosen by
// their error.
func (t *trial) chooseSteps(ctx context.Context, pieces []Scenario) error {
	tests := []Scenario{{}}
	for k := range min(probes, len(pieces)) {
		tests = append(tests, pieces[k*len(pieces)/min(probes, len(pieces))])
	}
	fastest := math.Inf(1)
	for _, v := range t.model.variables {
		fastest = min(fastest, v.inertia.Low)
	}
	t.steps = 32
	for float64(t.steps) < 4*t.until/fastest && t.steps < mostSteps {
		t.steps *= 2
	}
	for ; t.steps <= mostSteps; t.steps *= 2 {
		t.stepError = 0
		for _, s := range tests {
			far, err := t.distance(ctx, s)
			if _, failed := noResult(err); failed {
				t.steps, t.stepError = 0, 0
				return nil
			}
			if err != nil {
				return err
			}
			t.stepError = max(t.stepError, far)
		}
		if t.stepError <= StepTolerance {
			return nil
		}
	}
	t.steps, t.stepError = 0, 0
	return nil
}

// distance is how far equal steps are off in one scenario; infinite where a
// block cannot hold it.
func (t *trial) distance(ctx context.Context, s Scenario) (float64, error) {
	p, err := t.plan(s)
	if err != nil {
		return 0, err
	}
	b := newBlock(p, t.grid(t.steps))
	if b == nil {
		return math.Inf(1), nil
	}
	c := &comparison{method: t.method, scenario: p, baseline: p, times: t.times}
	return c.distance(ctx, b, t.factors(p), t.runs)
}

// plan is that of a scenario beside what is done in any case.
func (t *trial) plan(s Scenario) (*plan, error) {
	return newPlan(t.model, t.baseline.With(s.Interventions...), t.until)
}

// factors are what differs between members: nothing in the middle.
func (t *trial) factors(p *plan) []Factor {
	if t.middle {
		return nil
	}
	return p.factors(t.seed)
}

// try returns how far each scenario moves the goal, as a row each: the change
// at moment p in member k is at k·points + p. Members without a result are NaN.
// The result depends neither on the number of workers nor on what else is
// tried.
func (t *trial) try(ctx context.Context, scenarios []Scenario, progress Progress) ([][]float32, error) {
	points := len(t.times)
	if len(scenarios)*points > maxOutcomes/t.runs {
		return nil, fmt.Errorf("%d trials on %d members at %d moments: %w; try fewer, or on fewer members", len(scenarios), t.runs, points, ErrTooLarge)
	}
	rows := make([][]float32, len(scenarios))
	for k := range scenarios {
		rows[k] = make([]float32, t.runs*points)
	}
	blocks := (t.runs + lanes - 1) / lanes
	return rows, t.share(ctx, blocks*len(scenarios), progress, func() func(int) error {
		w := &tester{t: t, loaded: -1}
		return func(task int) error {
			// Members change slowest, so that a block is loaded once for many
			// scenarios; plans are made as they are needed, because many would
			// take much memory.
			s, first := task%len(scenarios), task/len(scenarios)*lanes
			p, err := t.plan(scenarios[s])
			if err != nil {
				return err
			}
			return w.test(ctx, p, first, min(lanes, t.runs-first), rows[s])
		}
	})
}

// share has tasks done by the workers, each of which makes its own means.
func (t *trial) share(ctx context.Context, tasks int, progress Progress, worker func() func(int) error) error {
	var next atomic.Int64
	var mu sync.Mutex
	var group sync.WaitGroup
	var failure error
	done := 0
	for range min(t.workers, tasks) {
		group.Go(func() {
			work := worker()
			for {
				task := int(next.Add(1)) - 1
				if task >= tasks {
					return
				}
				err := ctx.Err()
				if err == nil {
					err = work(task)
				}
				mu.Lock()
				if err != nil {
					next.Store(int64(tasks))
					if failure == nil {
						failure = err
					}
				} else if done++; progress != nil {
					progress(float64(done) / float64(tasks))
				}
				mu.Unlock()
			}
		})
	}
	group.Wait()
	return failure
}

// notes says what there is to know about trials of all that is done.
func (t *trial) notes(all Scenario) []Note {
	p, err := t.plan(Scenario{})
	if err != nil {
		return nil // nothing can be tried, and whoever tries is told why
	}
	notes := t.method.notes(p)
	late, onLinks, onVariables := 0, 0, 0
	for _, iv := range t.baseline.With(all.Interventions...).Interventions {
		if iv.From >= t.until {
			late++
		}
		if iv.Link != nil {
			onLinks++
		} else {
			onVariables++
		}
	}
	if late > 0 {
		notes = append(notes, Note{BeginsLate, late})
	}
	if onLinks > 0 && onVariables == 0 && t.method.restsAtZero() {
		notes = append(notes, Note{NothingMoves, onLinks})
	}
	if t.middle {
		notes = append(notes, p.middleNotes()...)
	}
	return notes
}
