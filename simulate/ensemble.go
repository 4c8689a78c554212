package simulate

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"

	"sysmap/maps"
	"sysmap/simulate/ode"
)

// EnsembleOptions say how many of the systems that a map allows are run, and
// which. The zero value runs a thousand of them with seed 0.
type EnsembleOptions struct {
	Options
	// Runs is how many members the ensemble has; 0 is 1,000. Member k depends
	// on the map, the seed and Runs alone.
	Runs int
	Seed uint64
	// Members are those to run now; the zero value is all. An ensemble that is
	// run in parts is put together by [Merge].
	Members Span
	// Watch are ids of variables for which the change at the end is kept for
	// each member, so that convergence and drivers can be told; nil is the
	// map's goal.
	Watch []string
	// Adaptive follows every member with steps chosen by their error, as
	// [Model.Run] does. Otherwise the method [Flow] takes equal steps, for many
	// members at once, in single precision: as many as it takes for the first
	// few members to come out within [StepTolerance] of steps of their own. It
	// does without only where that would be very many steps, as it is where a
	// variable is thousands of times quicker than the run is long.
	Adaptive bool
	// Workers is how many members, or blocks of members, are followed at the
	// same time; 0 is as many as the program may use. It does not change the
	// result.
	Workers int
	// Progress may be nil.
	Progress Progress
}

// Progress is told how much of the work is done, from 0 to 1 and never less
// than before. Calls do not overlap.
type Progress func(done float64)

// Span is members From…To−1 of an ensemble.
type Span struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// DefaultRuns is how many members an ensemble has where nobody says.
const DefaultRuns = 1000

// maxRuns bounds an ensemble so that counts fit.
const maxRuns = 100_000_000

// Ensemble is what a scenario changes in members of an ensemble, all of them or
// a part. [Ensemble.Summary] and [Ensemble.Drivers] say what is in it.
type Ensemble struct {
	head head
	// covered are the members that were run, ascending, no two adjacent.
	covered []chunk
	// unstable members have no result because their linear map is unstable,
	// failed ones because their equations could not be followed. Undecided ones
	// have a result, although it is not known whether they are stable.
	unstable, failed, undecided int
	// tallies of point k and active variable a are at k·active + a.
	tallies []tally
}

// chunk is members next to each other, with the change at the end of each
// watched variable: at w of member From+k in ends[k·watched + w], NaN for
// members without a result.
type chunk struct {
	Span
	ends []float32
}

// head is what all parts of an ensemble have in common.
type head struct {
	Method   string        `json:"method"`
	Settings string        `json:"settings"`
	Map      string        `json:"map"`
	Unit     maps.TimeUnit `json:"unit"`
	Scenario string        `json:"scenario"`
	// Done is a digest of all that the scenario and the baseline do.
	Done      string   `json:"done"`
	Seed      uint64   `json:"seed"`
	Runs      int      `json:"runs"`
	Until     float64  `json:"until"`
	Points    int      `json:"points"`
	Steps     int      `json:"steps"`
	StepError float64  `json:"step_error"`
	Variables []string `json:"variables"`
	// Active are numbers of variables that the scenario can reach.
	Active  []int    `json:"active"`
	Watch   []string `json:"watch"`
	Factors []Factor `json:"factors"`
	Notes   []Note   `json:"notes"`
}

// Ensemble runs a scenario on many of the systems that a map allows: strengths,
// unknown signs, uncertain links, delays and inertias are drawn from what the
// map says of them, by Latin hypercube over all runs. The result does not
// depend on how many processors there are.
//
// Errors: those of [Model.Run] except about single members, which are counted,
// members that there are not, [ErrTooLarge], and the context's.
func (m *Model) Ensemble(ctx context.Context, s Scenario, o EnsembleOptions) (*Ensemble, error) {
	c, err := m.compare(s, o.Options)
	if err != nil {
		return nil, err
	}
	if err := o.complete(); err != nil {
		return nil, err
	}
	e := &Ensemble{head: head{
		Method: c.method.Name(), Settings: fmt.Sprintf("%+v", c.method), Map: m.digest, Unit: m.m.Time,
		Scenario: s.ID, Done: digest(s, o.Baseline), Seed: o.Seed, Runs: o.Runs,
		Until: c.times[len(c.times)-1], Points: len(c.times), Variables: m.Variables(), Active: c.active(),
		Factors: c.allFactors(o.Seed), Notes: c.notes(),
	}}
	if e.head.Watch, err = m.watched(o.Watch); err != nil {
		return nil, err
	}
	if size := len(e.head.Active) * len(c.times); size > maxTallies || m.Len()*len(c.times) > maxSeries {
		return nil, fmt.Errorf("%d moments of %d variables: %w; report fewer moments", len(c.times), len(e.head.Active), ErrTooLarge)
	}
	e.tallies = make([]tally, len(e.head.Active)*len(c.times))
	if flow, ok := c.method.(Flow); ok && flow.Step == 0 && !o.Adaptive {
		if e.head.Steps, e.head.StepError, err = c.chooseSteps(ctx, o.Seed, o.Runs); err != nil {
			return nil, err
		}
	}
	if err := e.follow(ctx, c, o); err != nil {
		return nil, err
	}
	return e, nil
}

// maxTallies bounds the distributions that are kept, to a gigabyte, and
// maxSeries the numbers of each kind in a summary.
const (
	maxTallies = 220_000
	maxSeries  = 4_000_000
)

func (o *EnsembleOptions) complete() error {
	if o.Runs == 0 {
		o.Runs = DefaultRuns
	}
	if o.Runs < 1 || o.Runs > maxRuns {
		return fmt.Errorf("an ensemble of %d runs is not possible; give at least 1 and at most %d", o.Runs, maxRuns)
	}
	if o.Members == (Span{}) {
		o.Members = Span{0, o.Runs}
	}
	if o.Members.From < 0 || o.Members.To <= o.Members.From || o.Members.To > o.Runs {
		return fmt.Errorf("members %d..%d are not among the %d runs, which are 0..%d", o.Members.From, o.Members.To-1, o.Runs, o.Runs-1)
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	return nil
}

func (m *Model) watched(ids []string) ([]string, error) {
	if ids == nil {
		ids = append(append(ids, m.m.Goal.Raise...), m.m.Goal.Lower...)
	}
	for _, id := range ids {
		if _, ok := m.index[id]; !ok {
			_, err := m.m.FindVariable(id)
			if err == nil {
				err = fmt.Errorf("%q is a label; name what is watched by its id", id)
			}
			return nil, err
		}
	}
	return ids, nil
}

// digest stands for everything that scenarios do.
func digest(scenarios ...Scenario) string {
	h := sha256.New()
	for _, s := range scenarios {
		for _, iv := range s.Interventions {
			link, until := "", math.Inf(1)
			if iv.Link != nil {
				link = iv.Link.String()
			}
			if iv.Until != nil {
				until = *iv.Until
			}
			fmt.Fprintf(h, "%q %q %q %v %v %v %v\n", iv.Action, iv.Variable, link, iv.Amount, iv.NewSign, iv.From, until)
		}
		fmt.Fprintln(h)
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}

// active lists the variables that are not at rest in both the scenario and the
// baseline for every member.
func (c *comparison) active() []int {
	n := c.scenario.model.Len()
	reached := make([]bool, n)
	for _, p := range []*plan{c.scenario, c.baseline} {
		if c.method.restsAtZero() {
			p.reach(reached)
			continue
		}
		for i := range reached {
			reached[i] = true
		}
	}
	var list []int
	for i, yes := range reached {
		if yes {
			list = append(list, i)
		}
	}
	return list
}

// allFactors are those of the scenario, and of the baseline those it has alone.
func (c *comparison) allFactors(seed uint64) []Factor {
	list := c.scenario.factors(seed)
	have := make(map[string]bool, len(list))
	for _, f := range list {
		have[string(f.Kind)+" "+f.Of] = true
	}
	for _, f := range c.baseline.factors(seed) {
		if !have[string(f.Kind)+" "+f.Of] {
			list = append(list, f)
		}
	}
	return list
}

// follow runs the members, a block at a time on each worker, and adds up what
// they say. Adding is exact, so its order does not matter.
func (e *Ensemble) follow(ctx context.Context, c *comparison, o EnsembleOptions) error {
	span := o.Members
	size := span.To - span.From
	mine := chunk{Span: span, ends: make([]float32, size*len(e.head.Watch))}
	blocks := (size + lanes - 1) / lanes
	var next atomic.Int64
	var mu sync.Mutex
	var group sync.WaitGroup
	var failure error
	done := 0
	for range min(o.Workers, blocks) {
		group.Go(func() {
			w, err := e.newSquad(c, o)
			for err == nil {
				b := int(next.Add(1)) - 1
				if b >= blocks {
					return
				}
				first := span.From + b*lanes
				if err = w.follow(ctx, first, min(lanes, span.To-first)); err != nil {
					break
				}
				mu.Lock()
				w.count(e, &mine)
				done++
				if o.Progress != nil {
					o.Progress(float64(done) / float64(blocks))
				}
				mu.Unlock()
			}
			if err != nil {
				next.Store(int64(blocks))
				mu.Lock()
				if failure == nil {
					failure = err
				}
				mu.Unlock()
			}
		})
	}
	group.Wait()
	e.covered = []chunk{mine}
	return failure
}

// noResult tells why a member has none; other errors end the ensemble.
func noResult(err error) (unstable, failed bool) {
	var u *UnstableError
	switch {
	case errors.As(err, &u):
		return true, false
	case errors.Is(err, ode.ErrTooManySteps), errors.Is(err, ode.ErrDiverged), errors.Is(err, ErrNoToday), errors.Is(err, errSingular):
		return false, true
	}
	return false, false
}

// chooseSteps returns into how many equal steps a run is to be divided so that
// the first members come out as the adaptive solver has them, and how far off
// they then are; 0 if no number of steps is found to be enough, and every
// member is to be followed adaptively.
func (c *comparison) chooseSteps(ctx context.Context, seed uint64, runs int) (steps int, far float64, err error) {
	factors := c.scenario.factors(seed)
	until := c.times[len(c.times)-1]
	fastest := math.Inf(1)
	for _, v := range c.scenario.model.variables {
		fastest = min(fastest, v.inertia.Low)
	}
	steps = leastSteps
	for float64(steps) < 4*until/fastest {
		steps *= 2
	}
	for ; steps <= mostSteps; steps *= 2 {
		b := newBlock(c.scenario, newGrid(c.times, until/float64(steps), c.scenario, c.baseline))
		if b == nil {
			return 0, 0, nil
		}
		far, err = c.distance(ctx, b, factors, runs)
		if _, failed := noResult(err); failed {
			return 0, 0, nil
		}
		if err != nil || far <= StepTolerance {
			return steps, roundedUp(far), err
		}
	}
	return 0, 0, nil
}

// roundedUp rounds up to two digits, so that what differs in rounding from one
// kind of processor to another is the same.
func roundedUp(far float64) float64 {
	if far == 0 {
		return 0
	}
	unit := math.Floor(math.Log10(far)) - 1
	up, _ := strconv.ParseFloat(strconv.FormatFloat(math.Ceil(far/math.Pow(10, unit)), 'f', 0, 64)+"e"+strconv.FormatFloat(unit, 'f', 0, 64), 64)
	return up
}

const (
	leastSteps = 500
	mostSteps  = 16_000
	// StepTolerance is how far equal steps may be off in the members that are
	// checked: a thousandth of the scale.
	StepTolerance = 1e-3
	// checked is how many members are.
	checked = 4
)

// distance is how far a block is from the adaptive solver in its first members.
func (c *comparison) distance(ctx context.Context, b *block, factors []Factor, runs int) (float64, error) {
	n := c.scenario.model.Len()
	count := min(checked, runs)
	b.load(factors, 0, count, runs)
	r, err := c.runner(c.scenario)
	if err != nil {
		return 0, err
	}
	exact := make([][]float64, count)
	m := c.scenario.middle()
	for j := range exact {
		exact[j] = make([]float64, n*len(c.times))
		m.draw(factors, j, runs)
		if err := r.run(ctx, m, exact[j]); err != nil {
			return 0, err
		}
	}
	far := 0.0
	b.stop = ctx.Done()
	b.run(func(point int, x []lane) {
		for i := range x {
			for j := range exact {
				far = max(far, math.Abs(float64(x[i][j])-exact[j][point*n+i]))
			}
		}
	})
	return far, ctx.Err()
}
