package simulate

import (
	"context"
	"errors"
	"fmt"
	"math"

	"sysmap/maps"
)

// Options say how a scenario is run. The zero value runs it with [Flow] for as
// long as [Model.Horizon] says and compares it with nothing being done.
type Options struct {
	// Method is nil for [Flow].
	Method Method
	// Baseline is what the scenario is compared with.
	Baseline Scenario
	// Until is how long to run, in the map's unit of time; 0 is
	// [Model.Horizon] of the scenario and the baseline. Scenarios that are to
	// be compared need the same.
	Until float64
	// Points is at how many moments values are reported, evenly from 0 to
	// Until; 0 is 101.
	Points int
}

// Run is one scenario on the middle of everything a map leaves open: the middle
// of every range, links that are more likely than not, no influence where the
// sign is unknown.
type Run struct {
	Method string `json:"method"`
	// Map is the digest of the map, and Unit its unit of time.
	Map      string        `json:"map"`
	Unit     maps.TimeUnit `json:"unit,omitempty"`
	Scenario string        `json:"scenario"`
	Times    []float64     `json:"times"`
	// Variables has the order of the map.
	Variables []RunSeries `json:"variables"`
	// LargestRealPart of the eigenvalues of the linear map, where the method
	// computes it: below zero, the slowest deviation dies out at that rate.
	LargestRealPart *float64 `json:"largest_real_part,omitempty"`
	Notes           []Note   `json:"notes,omitempty"`
}

// RunSeries is what becomes of one variable, at each of [Run.Times].
type RunSeries struct {
	Variable string `json:"variable"`
	// Value and Baseline are with and without the scenario, and Change is what
	// the scenario changes.
	Value    []float64 `json:"value"`
	Baseline []float64 `json:"baseline"`
	Change   []float64 `json:"change"`
}

// Run runs a scenario once. Errors: an intervention that does not suit the map,
// options out of range, an [*UnstableError] from the method linear, equations
// that cannot be followed, and the context's.
func (m *Model) Run(ctx context.Context, s Scenario, o Options) (*Run, error) {
	c, err := m.compare(s, o)
	if err != nil {
		return nil, err
	}
	n := m.Len()
	done, undone := make([]float64, n*len(c.times)), make([]float64, n*len(c.times))
	r, err := c.runner(c.scenario)
	if err != nil {
		return nil, err
	}
	if err := r.run(ctx, c.scenario.middle(), done); err != nil {
		return nil, err
	}
	out := &Run{
		Method: c.method.Name(), Map: m.digest, Unit: m.m.Time, Scenario: s.ID, Times: c.times,
		Notes: append(c.notes(), c.scenario.middleNotes()...),
	}
	if reports, ok := r.(reporter); ok {
		if err := reports.report(ctx, c.scenario.middle(), out); err != nil {
			return nil, err
		}
	}
	if r, err = c.runner(c.baseline); err != nil {
		return nil, err
	}
	if err := r.run(ctx, c.baseline.middle(), undone); err != nil {
		return nil, fmt.Errorf("baseline: %w", err)
	}
	for i, v := range m.variables {
		series := RunSeries{Variable: v.id, Value: column(done, i, n), Baseline: column(undone, i, n), Change: make([]float64, len(c.times))}
		for k := range c.times {
			series.Change[k] = series.Value[k] - series.Baseline[k]
		}
		out.Variables = append(out.Variables, series)
	}
	return out, nil
}

func column(rows []float64, i, n int) []float64 {
	out := make([]float64, 0, len(rows)/n)
	for at := i; at < len(rows); at += n {
		out = append(out, rows[at])
	}
	return out
}

// reporter is a runner that has more to say of the member that it ran last.
type reporter interface {
	report(ctx context.Context, m *member, out *Run) error
}

func (r *linearRunner) report(_ context.Context, _ *member, out *Run) error {
	if r.undecided > 0 {
		out.Notes = append(out.Notes, Note{StabilityUndecided, r.undecided})
	}
	if !math.IsNaN(r.rightmost) && !math.IsInf(r.rightmost, 0) {
		out.LargestRealPart = &r.rightmost
	}
	return nil
}

// comparison is a scenario and its baseline, ready to run.
type comparison struct {
	method             Method
	scenario, baseline *plan
	times              []float64
}

func (m *Model) compare(s Scenario, o Options) (*comparison, error) {
	if m.Len() == 0 {
		return nil, errors.New("the map has no variables to simulate")
	}
	if o.Method == nil {
		o.Method = Flow{}
	}
	if o.Until == 0 {
		o.Until = m.Horizon(s, o.Baseline)
	}
	if !(o.Until > 0 && o.Until <= longest) {
		return nil, fmt.Errorf("a run until %v is not possible; give a time above 0, at most %v", o.Until, longest)
	}
	if o.Points == 0 {
		o.Points = 101
	}
	if o.Points < 2 || o.Points > maxPlan/m.Len() {
		return nil, fmt.Errorf("%d moments of %d variables: give at least 2 and at most %d", o.Points, m.Len(), maxPlan/m.Len())
	}
	c := &comparison{method: o.Method}
	for k := range o.Points {
		c.times = append(c.times, o.Until*float64(k)/float64(o.Points-1))
	}
	var err error
	if c.scenario, err = newPlan(m, s, o.Until); err != nil {
		return nil, err
	}
	if c.baseline, err = newPlan(m, o.Baseline, o.Until); err != nil {
		return nil, fmt.Errorf("baseline: %w", err)
	}
	return c, nil
}

func (c *comparison) runner(p *plan) (runner, error) { return c.method.prepare(p, c.times) }

func (c *comparison) notes() []Note {
	notes := append(append([]Note(nil), c.scenario.notes...), c.method.notes(c.scenario)...)
	if c.method.restsAtZero() && c.scenario.rests() && c.scenario.onLinks > 0 {
		notes = append(notes, Note{NothingMoves, c.scenario.onLinks})
	}
	return notes
}

// Horizon returns how long scenarios want to be followed: past everything they
// do and long enough for the slowest variables and longest delays to show,
// rounded up to a number of two digits.
func (m *Model) Horizon(scenarios ...Scenario) float64 {
	last, slow := 0.0, AssumedInertia
	for _, s := range scenarios {
		for _, iv := range s.Interventions {
			last = max(last, iv.From)
			if iv.Until != nil {
				last = max(last, *iv.Until)
			}
		}
	}
	for _, v := range m.variables {
		slow = max(slow, v.inertia.Middle())
	}
	late := 0.0
	for _, l := range m.links {
		late = max(late, l.delay.Middle())
	}
	want := last + 5*slow + 2*late
	unit := math.Pow(10, math.Floor(math.Log10(want))-1)
	return min(math.Ceil(want/unit-1e-9)*unit, longest)
}
