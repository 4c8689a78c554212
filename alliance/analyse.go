package alliance

import (
	"context"
	"fmt"
	"math"

	"sysmap/maps"
	"sysmap/simulate"
)

// Options say how far the analysis goes. The zero value is a good choice.
type Options struct {
	// MaxLength is up to how many links a loop of the goal is looked at; 0 is
	// [DefaultMaxLength].
	MaxLength int
	// Method is how effects are simulated; nil is [simulate.Flow].
	Method simulate.Method
	// Until is how long effects are looked at, in the map's unit of time; 0 is
	// as long as the active efforts are planned: to the last end, and to twice
	// the last beginning. Where they are not timed, it is as long as the
	// slowest changes need ([simulate.Model.Horizon]).
	Until float64
	// Press is how hard variables are pressed to see how far actors reach, in
	// 0…1; 0 is [DefaultPress].
	Press float64
	// Members is on how many of the systems that the map allows all efforts
	// together are run, for bands and the probability of signs; 0 is
	// [DefaultMembers]. Everything else is run on the middle of what the map
	// leaves open.
	Members int
	// ExactPlayers and Orders are those of [ShapleyOptions].
	ExactPlayers, Orders int
	// Seed decides about the members, and about the orders of [Shapley].
	Seed uint64
	// MaxStates is the budget of each exact count of the loops of the goal of
	// every length, as in [loop.CensusOptions]; 0 is [DefaultMaxStates], and
	// below zero none is made.
	MaxStates int
	// Proposals is how many presses to propose besides the active efforts; 0 is
	// [DefaultProposals], below zero none.
	Proposals int
	// Workers is how many runs are made at the same time; 0 is as many as the
	// program may use. It does not change the result.
	Workers int
	// Progress is told how much of the work is done, from 0 to 1 and never
	// less than before; it may be nil.
	Progress func(done float64)
}

// DefaultMaxStates is the budget of each count of the loops of every length
// where nobody says: there are two for every actor.
const DefaultMaxStates = 1 << 20

func (o Options) check() error {
	switch {
	case !(o.Press >= 0 && o.Press <= 1):
		return fmt.Errorf("a press of %v is not possible; give one from 0 to 1", o.Press)
	case !(o.Until >= 0) || math.IsInf(o.Until, 0):
		return fmt.Errorf("a horizon of %v is not possible; give a time above 0", o.Until)
	case o.Members < 0:
		return fmt.Errorf("%d members are not possible; give at least 1", o.Members)
	}
	return nil
}

func (o Options) shapley() ShapleyOptions {
	return ShapleyOptions{ExactPlayers: o.ExactPlayers, Orders: o.Orders, Seed: o.Seed, Workers: o.Workers}
}

// Result is everything there is to say about who is responsible.
type Result struct {
	// Map is the digest of the map, and Unit its unit of time.
	Map  string        `json:"map"`
	Unit maps.TimeUnit `json:"unit,omitempty"`
	// Method, Horizon, Press and Seed are what effects were simulated with.
	// LongHorizon is how long [Pressure.Changes] were followed.
	Method      string  `json:"method"`
	Horizon     float64 `json:"horizon"`
	LongHorizon float64 `json:"long_horizon"`
	Press       float64 `json:"press"`
	Seed        uint64  `json:"seed"`

	Coverage   Coverage    `json:"coverage"`
	GoalLoops  *GoalLoops  `json:"goal_loops"`
	Orphans    Orphans     `json:"orphans"`
	Shared     SharedSpace `json:"shared_space"`
	Interfaces Interfaces  `json:"interfaces"`
	// Alone is nil where the map has no actors or no goal.
	Alone *Alone `json:"alone"`
	// Thread and Pressure are nil where the map has no efforts.
	Thread   *Thread   `json:"sewing_thread"`
	Pressure *Pressure `json:"pressure"`
	// Readiness has the six elements in their order.
	Readiness []Element `json:"readiness"`
	// Advice is what to add to the map so that more can be said.
	Advice []Advice `json:"advice"`
	// Notes are what to know about simulated effects before trusting them.
	Notes []simulate.Note `json:"notes,omitempty"`
}

// Analyse answers who is responsible. The map is one that a [maps.Loader]
// returned or is valid in the same way. What the map says too little for is
// left out, and [Result.Advice] says what to add.
//
// The error says that the map or the options are not valid, that the map is
// [ErrTooMany], that the method has no result for it (as for
// [simulate.Linear] on an unstable map), or is the context's.
func Analyse(ctx context.Context, m *maps.Map, o Options) (*Result, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	s, err := survey(m)
	if err != nil {
		return nil, err
	}
	b, err := s.newBench(o)
	if err != nil {
		return nil, err
	}
	r := &Result{
		Map: m.Digest(), Unit: m.Time, Method: b.method.Name(), Horizon: b.until, LongHorizon: b.long, Press: b.press, Seed: o.Seed,
		Coverage: s.coverage(), Shared: s.sharedSpace(),
	}
	if r.Interfaces, err = s.interfaces(); err != nil {
		return nil, err
	}
	if r.GoalLoops, err = s.goalLoops(ctx, o.MaxLength); err != nil {
		return nil, err
	}
	if err := b.simulated(ctx, r, o); err != nil {
		return nil, err
	}
	r.Readiness, r.Advice = s.readiness(r), s.advice()
	tell(o.Progress, 1)
	return r, nil
}

// simulated fills in what needs runs of the model.
func (b *bench) simulated(ctx context.Context, r *Result, o Options) error {
	s := b.s
	var pushes []Push
	var err error
	if len(s.goal) > 0 {
		if pushes, err = b.pushes(ctx, stage(o.Progress, 0, 0.25)); err != nil {
			return err
		}
	}
	if r.Orphans, err = s.orphans(ctx, pushes); err != nil {
		return err
	}
	if len(s.goal) > 0 && len(s.m.Actors) > 0 {
		if r.Alone, err = b.alone(ctx, r.GoalLoops, pushes, o, stage(o.Progress, 0.25, 0.5)); err != nil {
			return err
		}
	}
	tell(o.Progress, 0.6)
	if len(s.m.Efforts) == 0 {
		return nil
	}
	if r.Thread, err = b.sew(ctx, r.GoalLoops, pushes, stage(o.Progress, 0.6, 0.65)); err != nil {
		return err
	}
	if r.Thread.Proposal, err = b.propose(ctx, r.Thread.Left, o, stage(o.Progress, 0.65, 0.75)); err != nil {
		return err
	}
	r.Thread.Statements = append(r.Thread.Statements, s.tellProposal(r.Thread.Proposal)...)
	if r.Pressure, err = b.pressure(ctx, r.Thread, o, stage(o.Progress, 0.75, 0.9)); err != nil {
		return err
	}
	r.Notes = r.Pressure.notes
	return nil
}

// stage is the progress of a part of the work as progress of the whole.
func stage(whole func(float64), from, to float64) func(float64) {
	if whole == nil {
		return nil
	}
	return func(done float64) { whole(from + (to-from)*done) }
}

func tell(progress func(float64), done float64) {
	if progress != nil {
		progress(done)
	}
}
