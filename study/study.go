// Package study works out once everything that sysmap finds in one map, so that
// a deck, a report and a page about the map all read the same numbers and none
// of them can contradict another. [Run] asks every analysis with one seed; what
// comes back holds their results as they are, and sentences about them in
// English and Danish that are made from those results alone.
//
// Nothing here is an analysis of its own: what a number means is said where it
// comes from, in packages graph/loop, graph/leverage, graph/archetype, simulate
// and alliance. Each result is the same as that of the command of its name with
// the seed, the number of runs and the end that the study has.
package study

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"sysmap/alliance"
	"sysmap/graph"
	"sysmap/graph/archetype"
	"sysmap/graph/leverage"
	"sysmap/graph/loop"
	"sysmap/maps"
	"sysmap/simulate"
)

const (
	// DefaultRuns is on how many systems scenarios are run where nobody says.
	DefaultRuns = 500
	// DefaultEffectRuns is on how many the effect of each variable is.
	DefaultEffectRuns = 50
	// DefaultAgreeRuns is on how many every method is asked.
	DefaultAgreeRuns = 20
	// DefaultShortLoops is how many loops are kept one by one.
	DefaultShortLoops = 100
)

// Options say how far a study goes. The zero value is a good choice.
type Options struct {
	// Name is what the map is called on the command line, such as a file's
	// name, for those who want to repeat something; "MAP" if empty.
	Name string
	// Runs, EffectRuns and AgreeRuns are on how many systems scenarios are run,
	// every variable is pressed and every method is asked; 0 is
	// [DefaultRuns], [DefaultEffectRuns] and [DefaultAgreeRuns].
	Runs, EffectRuns, AgreeRuns int
	// Seed decides about the systems. The commands' own is 1.
	Seed uint64
	// Until is how long scenarios are followed, in the map's unit of time; 0
	// is as long as the slowest of them needs.
	Until float64
	// ShortLoops is how many loops are kept one by one, shortest first; 0 is
	// [DefaultShortLoops].
	ShortLoops int
	// Progress is told how much of the work is done, from 0 to 1 and never less
	// than before; it may be nil.
	Progress func(done float64)
}

func (o Options) withDefaults() Options {
	if o.Name == "" {
		o.Name = "MAP"
	}
	if o.Runs == 0 {
		o.Runs = DefaultRuns
	}
	if o.EffectRuns == 0 {
		o.EffectRuns = DefaultEffectRuns
	}
	if o.AgreeRuns == 0 {
		o.AgreeRuns = DefaultAgreeRuns
	}
	if o.ShortLoops == 0 {
		o.ShortLoops = DefaultShortLoops
	}
	if o.Progress == nil {
		o.Progress = func(float64) {}
	}
	return o
}

// Study is everything that was found in one map. Treat it as read-only.
type Study struct {
	Map   *maps.Map
	Graph *graph.Graph
	// Options are those that the study was made with, every default filled in.
	Options Options

	// Loops are the feedback loops.
	Loops Loops
	// Archetypes are patterns of loops that make a known kind of trouble.
	Archetypes archetype.Result
	// Leverage is what the structure says of every variable.
	Leverage *leverage.Result
	// Effects is what a press on each variable does to the goal; nil for a map
	// without a goal.
	Effects *simulate.Effects
	// Until is how long scenarios are followed.
	Until float64
	// Scenarios are those of the map, in its order.
	Scenarios []Scenario
	// Alliance is who is responsible. A map without actors has one, too: it
	// says what to add.
	Alliance *alliance.Result
	// Gaps is what the map does not say.
	Gaps Gaps
}

// Loops are the feedback loops of a map.
type Loops struct {
	// Census counts them by polarity and by length, and those through each
	// variable and link, with how far it is complete.
	Census loop.CensusResult
	// Named are those that people have named, in the order of the map. One
	// that is not on the map is left out; checking the map tells of it.
	Named []loop.Named
	// Short are the shortest, and Extent says of what they are all.
	Short  []loop.Loop
	Extent loop.Extent
}

// ErrEmpty says that a map has nothing that could be studied.
var ErrEmpty = errors.New("there is nothing to study: the map has no variables yet")

// Run studies a map, which is one that a [maps.Loader] returned. The error is
// [ErrEmpty], that of an analysis, with its name, or the context's.
func Run(ctx context.Context, m *maps.Map, o Options) (*Study, error) {
	if len(m.Variables) == 0 {
		return nil, ErrEmpty
	}
	o = o.withDefaults()
	s := &Study{Map: m, Graph: graph.New(m), Options: o}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	// No part reads what another finds, so those that mostly work on one core
	// are done beside those that use all of them.
	total := progress{report: o.Progress}
	var lanes sync.WaitGroup
	for _, lane := range [][]part{
		{{"feedback loops", 0.05, s.findLoops}, {"archetypes", 0.05, s.findArchetypes}, {"leverage", 0.1, s.findLeverage}, {"alliance", 0.3, s.findAlliance}},
		{{"effects", 0.15, s.findEffects}, {"scenarios", 0.35, s.runScenarios}},
	} {
		lanes.Go(func() {
			for _, p := range lane {
				if err := p.run(ctx, total.part(p.share)); err != nil {
					stop(fmt.Errorf("%s: %w", p.name, err))
					return
				}
			}
		})
	}
	lanes.Wait()
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	o.Progress(1)
	s.Gaps = gapsOf(s)
	return s, nil
}

// part is some of the work, with its share of all of it.
type part struct {
	name  string
	share float64
	run   func(context.Context, func(done float64)) error
}

// progress adds up how much of several parts is done.
type progress struct {
	mutex  sync.Mutex
	done   float64
	report func(float64)
}

// part returns the report of a part with a share of all work.
func (p *progress) part(share float64) func(float64) {
	last := 0.0
	return func(done float64) {
		p.mutex.Lock()
		defer p.mutex.Unlock()
		if done > last {
			p.done += share * (done - last)
			last = done
			p.report(min(p.done, 1))
		}
	}
}

func (s *Study) findLoops(ctx context.Context, report func(float64)) error {
	var err error
	if s.Loops.Census, err = loop.Census(ctx, s.Graph, loop.CensusOptions{ByLength: true, Participation: true, Progress: report}); err != nil {
		return err
	}
	s.Loops.Named, _ = loop.ResolveAll(s.Graph)
	list, err := loop.List(s.Graph, loop.ListOptions{Limit: s.Options.ShortLoops})
	if err != nil {
		return err
	}
	for l := range list.Loops(ctx) {
		s.Loops.Short = append(s.Loops.Short, l.Clone())
	}
	s.Loops.Extent = list.Extent()
	return ctx.Err()
}

func (s *Study) findArchetypes(ctx context.Context, _ func(float64)) (err error) {
	s.Archetypes, err = archetype.Find(ctx, s.Graph, archetype.Options{})
	return err
}

func (s *Study) findLeverage(ctx context.Context, report func(float64)) (err error) {
	s.Leverage, err = leverage.Analyse(ctx, s.Graph, leverage.Options{Progress: report})
	return err
}

func (s *Study) findEffects(ctx context.Context, report func(float64)) error {
	if s.Map.Goal.Empty() {
		return nil
	}
	model, err := simulate.NewModel(s.Map)
	if err != nil {
		return err
	}
	s.Effects, err = model.Effects(ctx, simulate.EffectOptions{TrialOptions: simulate.TrialOptions{Runs: s.Options.EffectRuns, Seed: s.Options.Seed, Progress: report}})
	return err
}

func (s *Study) findAlliance(ctx context.Context, report func(float64)) (err error) {
	s.Alliance, err = alliance.Analyse(ctx, s.Map, alliance.Options{Seed: s.Options.Seed, Progress: report})
	return err
}
