package simulate

import (
	"context"
	"fmt"
	"slices"

	"sysmap/maps"
)

// AgreeOptions say what methods are asked, and about what. The zero value asks
// every method, with its default settings, about the variables of the goal, on
// 256 members with seed 0.
type AgreeOptions struct {
	// Methods are those that are asked; nil is all of [Methods].
	Methods []Method
	// Baseline and Until are as in [Options], Runs as in [TrialOptions].
	Baseline Scenario
	Until    float64
	Runs     int
	Seed     uint64
	// Variables are ids; nil is the goal's.
	Variables []string
	// Workers and Progress are as in [EnsembleOptions].
	Workers  int
	Progress Progress
}

// Agreement is what one scenario does according to several methods. Methods
// agree if they have the same sign; their sizes are on scales of their own, and
// only those of flow and linear are comparable.
type Agreement struct {
	// Map is the digest of the map, and Unit its unit of time.
	Map      string        `json:"map"`
	Unit     maps.TimeUnit `json:"unit,omitempty"`
	Scenario string        `json:"scenario"`
	Until    float64       `json:"until"`
	Seed     uint64        `json:"seed"`
	Runs     int           `json:"runs"`
	// Methods has the order in which they were asked.
	Methods []MethodReport `json:"methods"`
	Rows    []AgreementRow `json:"rows"`
}

// MethodReport is what a method says of the whole run.
type MethodReport struct {
	Method string `json:"method"`
	// Members is how many have a result. Unstable and Failed ones have none,
	// because their linear map is unstable or cannot be followed.
	Members  int `json:"members"`
	Unstable int `json:"unstable"`
	Failed   int `json:"failed"`
	// Refused is why the method could not be asked at all; empty if it could.
	Refused string `json:"refused,omitempty"`
	Notes   []Note `json:"notes,omitempty"`
}

// AgreementRow is one variable.
type AgreementRow struct {
	Variable string `json:"variable"`
	// Wanted is +1 if the goal is to raise it, −1 if it is to lower it.
	Wanted int `json:"wanted"`
	// Cells has the order of [Agreement.Methods].
	Cells []AgreementCell `json:"cells"`
	// Agree says that all methods that have a result have the same sign, and
	// that at least two have one.
	Agree bool `json:"agree"`
	// Reasons are why methods have another sign than flow, one for each that
	// has; there are none where flow was not asked or has no result.
	Reasons []Reason `json:"reasons,omitempty"`
}

// AgreementCell is what a method says of a variable at the end of the run.
type AgreementCell struct {
	Method string `json:"method"`
	// Result says that there is one; the rest is 0 if not.
	Result bool `json:"result"`
	// Sign is that of Median, 0 where it is [Negligible].
	Sign   int     `json:"sign"`
	Median float64 `json:"median"`
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
	// Certainty is the share of members that agree on the most frequent sign.
	Certainty float64 `json:"certainty"`
}

// Agree runs a scenario by several methods on the same members. Errors: those
// of [Model.Run] that are about the scenario and not about a method,
// [ErrNoGoal], and the context's.
func (m *Model) Agree(ctx context.Context, s Scenario, o AgreeOptions) (*Agreement, error) {
	if o.Methods == nil {
		o.Methods = Methods()
	}
	if o.Variables == nil && m.m.Goal.Empty() {
		return nil, fmt.Errorf("%w; say under goal: which variables to raise or lower, or name some to compare", ErrNoGoal)
	}
	watch, err := m.watched(o.Variables)
	if err != nil {
		return nil, err
	}
	if o.Runs == 0 {
		o.Runs = DefaultTrialRuns
	}
	c, err := m.compare(s, Options{Baseline: o.Baseline, Until: o.Until, Points: 2})
	if err != nil {
		return nil, err
	}
	o.Until, o.Variables = c.times[1], watch
	if err := (&EnsembleOptions{Runs: o.Runs}).complete(); err != nil {
		return nil, err
	}
	out := &Agreement{Map: m.digest, Unit: m.m.Time, Scenario: s.ID, Until: o.Until, Seed: o.Seed, Runs: o.Runs}
	for _, id := range watch {
		wanted := 0
		if slices.Contains(m.m.Goal.Raise, id) {
			wanted = 1
		} else if slices.Contains(m.m.Goal.Lower, id) {
			wanted = -1
		}
		out.Rows = append(out.Rows, AgreementRow{Variable: id, Wanted: wanted})
	}
	e := &explanation{model: m, done: s, o: o, again: make(map[string][][]ending)}
	for k, method := range o.Methods {
		// Explaining is the last part of the work.
		ends, report, err := e.ask(ctx, m, method, s, o.Baseline, o.Until, part(o.Progress, k, 1, len(o.Methods)+1))
		if err != nil {
			return nil, err
		}
		out.Methods, e.ends = append(out.Methods, report), append(e.ends, ends)
		for w := range out.Rows {
			out.Rows[w].Cells = append(out.Rows[w].Cells, newCell(method, ends[w]))
		}
	}
	for w := range out.Rows {
		out.Rows[w].Agree = agreed(out.Rows[w].Cells)
		if out.Rows[w].Reasons, err = e.reasons(ctx, w, out); err != nil {
			return nil, err
		}
	}
	if o.Progress != nil {
		o.Progress(1)
	}
	return out, nil
}

func agreed(cells []AgreementCell) bool {
	cells = slices.DeleteFunc(slices.Clone(cells), func(c AgreementCell) bool { return !c.Result })
	return len(cells) >= 2 && !slices.ContainsFunc(cells, func(c AgreementCell) bool { return c.Sign != cells[0].Sign })
}

// ask runs a method and returns the changes of each variable at the end. What a
// method refuses is in the report.
func (e *explanation) ask(ctx context.Context, m *Model, method Method, s, baseline Scenario, until float64, progress Progress) ([][]ending, MethodReport, error) {
	report := MethodReport{Method: method.Name()}
	ends := make([][]ending, len(e.o.Variables))
	found, err := m.Ensemble(ctx, s, EnsembleOptions{
		Options: Options{Method: method, Baseline: baseline, Until: until, Points: 2},
		Runs:    e.o.Runs, Seed: e.o.Seed, Watch: e.o.Variables, Workers: e.o.Workers, Progress: progress,
	})
	if ctx.Err() != nil {
		return nil, report, ctx.Err()
	}
	if err != nil {
		report.Refused = err.Error()
		return ends, report, nil
	}
	report.Members, report.Unstable, report.Failed = e.o.Runs-found.unstable-found.failed, found.unstable, found.failed
	report.Notes = found.head.Notes
	for w := range ends {
		ends[w] = found.ends(w)
	}
	return ends, report, nil
}

func newCell(method Method, ends []ending) AgreementCell {
	c := AgreementCell{Method: method.Name()}
	if len(ends) == 0 {
		return c
	}
	changes := make([]float64, len(ends))
	for k, end := range ends {
		changes[k] = end.change
	}
	slices.Sort(changes)
	c.Result, c.Certainty = true, certainty(changes)
	c.Low, c.Median, c.High = sortedQuantile(changes, 0.05), sortedQuantile(changes, 0.5), sortedQuantile(changes, 0.95)
	c.Sign = signOf(c.Median) - 1
	return c
}
