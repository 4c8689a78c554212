package simulate

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"sysmap/maps"
)

// Summary is what an ensemble says about every variable over time.
type Summary struct {
	Method string `json:"method"`
	// Settings are the method's, as Go prints them.
	Settings string `json:"settings"`
	// Map is the digest of the map, and Unit its unit of time.
	Map      string        `json:"map"`
	Unit     maps.TimeUnit `json:"unit,omitempty"`
	Scenario string        `json:"scenario"`
	Seed     uint64        `json:"seed"`
	// Runs is the size of the ensemble, and Members how many of them are in
	// this result; Complete says that it is all of them.
	Runs     int  `json:"runs"`
	Members  int  `json:"members"`
	Complete bool `json:"complete"`
	// Unstable members are left out because their linear map is, Failed ones
	// because their equations could not be followed.
	// Undecided ones are in, although it was not decided whether they are
	// stable.
	Unstable  int `json:"unstable"`
	Failed    int `json:"failed"`
	Undecided int `json:"undecided"`
	// Steps is how many equal steps many members took together, and StepError
	// how far off those that were checked were; 0 where every member had
	// steps of its own.
	Steps     int     `json:"steps,omitempty"`
	StepError float64 `json:"step_error,omitempty"`
	// Resolution is the part of itself by which a quantile may be off.
	Resolution float64   `json:"resolution"`
	Times      []float64 `json:"times"`
	// Variables has the order of the map.
	Variables []SummarySeries `json:"variables"`
	// Convergence has the watched variables.
	Convergence []Convergence `json:"convergence,omitempty"`
	Notes       []Note        `json:"notes,omitempty"`
}

// SummarySeries is how a scenario changes one variable, at each of
// [Summary.Times]: the median, the band from 5 to 95 %, and how many of the
// members change up and down by more than [Negligible].
type SummarySeries struct {
	Variable            string    `json:"variable"`
	Median              []float64 `json:"median"`
	Low                 []float64 `json:"low"`
	High                []float64 `json:"high"`
	ProbabilityPositive []float64 `json:"probability_positive"`
	ProbabilityNegative []float64 `json:"probability_negative"`
}

// Convergence is how the change of one variable at the end of the run settles
// as members are added.
type Convergence struct {
	Variable string           `json:"variable"`
	Rows     []ConvergenceRow `json:"rows"`
}

// ConvergenceRow is the change at the end in the first members, exactly: no
// bins.
type ConvergenceRow struct {
	Members             int     `json:"members"`
	Median              float64 `json:"median"`
	Low                 float64 `json:"low"`
	High                float64 `json:"high"`
	ProbabilityPositive float64 `json:"probability_positive"`
	ProbabilityNegative float64 `json:"probability_negative"`
}

// ErrNoMembers is in the chain of the error that says that no member of an
// ensemble has a result.
var ErrNoMembers = errors.New("no member of the ensemble has a result")

// Summary says what an ensemble holds. The error is [ErrNoMembers], with why.
func (e *Ensemble) Summary() (*Summary, error) {
	h := &e.head
	s := &Summary{
		Method: h.Method, Settings: h.Settings, Map: h.Map, Unit: h.Unit, Scenario: h.Scenario, Seed: h.Seed, Runs: h.Runs,
		Unstable: e.unstable, Failed: e.failed, Undecided: e.undecided, Steps: h.Steps, StepError: h.StepError, Resolution: 1.0 / perDoubling,
		Notes: h.Notes,
	}
	for _, c := range e.covered {
		s.Members += c.To - c.From
	}
	s.Complete = s.Members == s.Runs
	if s.Members == s.Unstable+s.Failed {
		return nil, fmt.Errorf("%w: of %d, %d are unstable as linear maps and %d could not be followed", ErrNoMembers, s.Members, s.Unstable, s.Failed)
	}
	for k := range h.Points {
		s.Times = append(s.Times, h.Until*float64(k)/float64(h.Points-1))
	}
	place := 0
	for i, id := range h.Variables {
		if place < len(h.Active) && h.Active[place] == i {
			s.Variables = append(s.Variables, e.series(id, place))
			place++
			continue
		}
		still := func() []float64 { return make([]float64, h.Points) }
		s.Variables = append(s.Variables, SummarySeries{id, still(), still(), still(), still(), still()})
	}
	for w, id := range h.Watch {
		s.Convergence = append(s.Convergence, Convergence{id, convergence(e.ends(w))})
	}
	return s, nil
}

// Summary says what a single run holds in the words of an ensemble of one: the
// median and both ends of the band are its change, and share their slice.
func (r *Run) Summary() *Summary {
	s := &Summary{
		Method: r.Method, Map: r.Map, Unit: r.Unit, Scenario: r.Scenario,
		Runs: 1, Members: 1, Complete: true, Times: r.Times, Notes: r.Notes,
	}
	for _, v := range r.Variables {
		rises, falls := make([]float64, len(v.Change)), make([]float64, len(v.Change))
		for k, x := range v.Change {
			switch {
			case x > Negligible:
				rises[k] = 1
			case x < -Negligible:
				falls[k] = 1
			}
		}
		s.Variables = append(s.Variables, SummarySeries{
			Variable: v.Variable, Median: v.Change, Low: v.Change, High: v.Change, ProbabilityPositive: rises, ProbabilityNegative: falls,
		})
	}
	return s
}

// series is what the tallies of one active variable say.
func (e *Ensemble) series(id string, place int) SummarySeries {
	s := SummarySeries{Variable: id}
	for k := range e.head.Points {
		t := &e.tallies[k*len(e.head.Active)+place]
		q := t.quantiles(0.05, 0.5, 0.95)
		s.Low, s.Median, s.High = append(s.Low, q[0]), append(s.Median, q[1]), append(s.High, q[2])
		all := float64(t.count())
		s.ProbabilityPositive = append(s.ProbabilityPositive, float64(t.positive)/all)
		s.ProbabilityNegative = append(s.ProbabilityNegative, float64(t.negative)/all)
	}
	return s
}

// ending is the change at the end in one member.
type ending struct {
	member int
	change float64
}

// ends returns the change at the end of a watched variable, for every member
// that has a result.
func (e *Ensemble) ends(w int) []ending {
	var out []ending
	for _, c := range e.covered {
		for k := range c.To - c.From {
			if x := float64(c.ends[k*len(e.head.Watch)+w]); !math.IsNaN(x) {
				out = append(out, ending{c.From + k, x})
			}
		}
	}
	return out
}

// convergence doubles the number of members up to all of them.
func convergence(ends []ending) []ConvergenceRow {
	var rows []ConvergenceRow
	for n := len(ends); n >= 1 && len(rows) < 7; n /= 2 {
		rows = append(rows, convergenceRow(changesOf(ends[:n])))
	}
	slices.Reverse(rows)
	return rows
}

func changesOf(ends []ending) []float64 {
	changes := make([]float64, len(ends))
	for k, e := range ends {
		changes[k] = e.change
	}
	return changes
}

// convergenceRow says what changes are like; it sorts them.
func convergenceRow(changes []float64) ConvergenceRow {
	positive, negative := 0, 0
	for _, x := range changes {
		if x > Negligible {
			positive++
		} else if x < -Negligible {
			negative++
		}
	}
	n := len(changes)
	row := ConvergenceRow{Members: n, ProbabilityPositive: float64(positive) / float64(n), ProbabilityNegative: float64(negative) / float64(n)}
	slices.Sort(changes)
	row.Low, row.Median, row.High = sortedQuantile(changes, 0.05), sortedQuantile(changes, 0.5), sortedQuantile(changes, 0.95)
	return row
}

// sortedQuantile interpolates between neighbours, the first being the quantile
// 0 and the last the quantile 1.
func sortedQuantile(sorted []float64, share float64) float64 {
	at := share * float64(len(sorted)-1)
	k := int(at)
	if k+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[k] + (at-float64(k))*(sorted[k+1]-sorted[k])
}
