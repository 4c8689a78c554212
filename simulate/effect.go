package simulate

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"sysmap/maps"
)

// UnitPress is how hard every variable is pressed where nobody says: half of
// the scale.
const UnitPress = 0.5

// EffectOptions say how the effect of variables on the goal is found. The zero
// value presses each by [UnitPress].
type EffectOptions struct {
	TrialOptions
	// Press is how hard each variable is pressed, −1…1; 0 is [UnitPress].
	Press float64
	// Points is at how many moments the goal is looked at; 0 is 101.
	Points int
}

// Effects is what a press on each variable does to the goal of a map. Every
// variable is pressed alone, from 0 to the end and in the same members.
//
// The goal is measured as the mean over its variables of what they change, with
// the sign turned for those to be lowered: more is better.
type Effects struct {
	Method string `json:"method"`
	// Map is the digest of the map, and Unit its unit of time.
	Map   string        `json:"map"`
	Unit  maps.TimeUnit `json:"unit,omitempty"`
	Press float64       `json:"press"`
	Until float64       `json:"until"`
	Seed  uint64        `json:"seed"`
	// Runs is the number of members, and Middle says that it is the one system
	// in the middle of what the map leaves open.
	Runs   int  `json:"runs"`
	Middle bool `json:"middle"`
	// Steps is how many equal steps members took together, and StepError how
	// far off those that were checked were; 0 where every member had its own.
	Steps     int     `json:"steps,omitempty"`
	StepError float64 `json:"step_error,omitempty"`
	// Variables has the order of the map.
	Variables []Effect `json:"variables"`
	Notes     []Note   `json:"notes,omitempty"`
}

// Effect is what a press on one variable does to the goal.
type Effect struct {
	Variable string `json:"variable"`
	// InGoal says that the variable is one of the goal's, so that the press is
	// on the goal itself.
	InGoal bool `json:"in_goal"`
	// Size is the change of the goal at the end: the median of the members,
	// and from Low to High the band of 5–95 %.
	Size float64 `json:"size"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`
	// Sign is that of Size, 0 where it is [Negligible].
	Sign int `json:"sign"`
	// Certainty is the share of members that agree on the most frequent sign.
	Certainty float64 `json:"certainty"`
	// Delay is when the median first reaches half of Size; nil where Sign is 0.
	Delay *float64 `json:"delay"`
	// Rank is 1 for the largest effect, whatever its sign. Equal ones share
	// the best rank.
	Rank int `json:"rank"`
	// Members is how many have a result.
	Members int `json:"members"`
}

// Effects presses every variable. Errors: [ErrNoGoal], options out of range,
// [ErrNoMembers] where no member has a result, those of [Model.Run] that are
// not about single members, and the context's.
func (m *Model) Effects(ctx context.Context, o EffectOptions) (*Effects, error) {
	if o.Press == 0 {
		o.Press = UnitPress
	}
	if !(math.Abs(o.Press) <= 1) {
		return nil, fmt.Errorf("a press of %v is not possible; give one from -1 to 1", o.Press)
	}
	if o.Points == 0 {
		o.Points = 101
	}
	presses := make([]Scenario, m.Len())
	for i, id := range m.Variables() {
		presses[i] = Scenario{ID: id, Interventions: []maps.Intervention{{Variable: id, Action: maps.Press, Amount: o.Press}}}
	}
	t, err := m.newTrial(ctx, presses, o.Points, o.TrialOptions)
	if err != nil {
		return nil, err
	}
	out := &Effects{
		Method: t.method.Name(), Map: m.digest, Unit: m.m.Time, Press: o.Press, Until: t.until, Seed: t.seed,
		Runs: t.runs, Middle: t.middle, Steps: t.steps, StepError: t.stepError, Notes: t.notes(presses[0]),
	}
	err = t.inBatches(ctx, presses, o.Progress, func(s int, row []float32) error {
		e, err := t.effect(row)
		if err != nil {
			return fmt.Errorf("press on %q: %w", presses[s].ID, err)
		}
		e.Variable = presses[s].ID
		e.InGoal = slices.ContainsFunc(t.goal, func(a aim) bool { return a.variable == s })
		out.Variables = append(out.Variables, e)
		return nil
	})
	if err != nil {
		return nil, err
	}
	rankEffects(out.Variables)
	return out, nil
}

// batchOutcomes is how many numbers of outcomes are kept at a time.
const batchOutcomes = 4_000_000

// inBatches tries scenarios, a few at a time, and hands over the row of each in
// their order. Rows are the reader's to keep.
func (t *trial) inBatches(ctx context.Context, scenarios []Scenario, progress Progress, found func(s int, row []float32) error) error {
	size := max(1, batchOutcomes/(t.runs*len(t.times)))
	for first := 0; first < len(scenarios); first += size {
		batch := scenarios[first:min(first+size, len(scenarios))]
		rows, err := t.try(ctx, batch, part(progress, first, len(batch), len(scenarios)))
		if err != nil {
			return err
		}
		for k, row := range rows {
			if err := found(first+k, row); err != nil {
				return err
			}
		}
	}
	return nil
}

// part is the progress of some of the work as progress of the whole.
func part(whole Progress, first, count, all int) Progress {
	if whole == nil {
		return nil
	}
	return func(done float64) { whole((float64(first) + done*float64(count)) / float64(all)) }
}

// effect says what is in the row of a press.
func (t *trial) effect(row []float32) (Effect, error) {
	points := len(t.times)
	ends := t.sorted(row, points-1)
	if len(ends) == 0 {
		return Effect{}, fmt.Errorf("%w: none of %d could be followed to the end", ErrNoMembers, t.runs)
	}
	e := Effect{
		Members: len(ends), Certainty: certainty(ends),
		Low: sortedQuantile(ends, 0.05), Size: sortedQuantile(ends, 0.5), High: sortedQuantile(ends, 0.95),
	}
	e.Sign = signOf(e.Size) - 1
	if e.Sign == 0 {
		return e, nil
	}
	half, before := math.Abs(e.Size)/2, 0.0
	for p := range points {
		now := float64(e.Sign) * sortedQuantile(t.sorted(row, p), 0.5)
		if now >= half {
			at := t.times[p]
			if p > 0 && now > before {
				at = t.times[p-1] + (t.times[p]-t.times[p-1])*(half-before)/(now-before)
			}
			e.Delay = &at
			return e, nil
		}
		before = now
	}
	return e, nil
}

// sorted returns the changes at one moment in the members that have any,
// ascending.
func (t *trial) sorted(row []float32, point int) []float64 {
	out := make([]float64, 0, t.runs)
	for at := point; at < len(row); at += len(t.times) {
		if x := float64(row[at]); !math.IsNaN(x) {
			out = append(out, x)
		}
	}
	slices.Sort(out)
	return out
}

func rankEffects(effects []Effect) {
	order := make([]int, len(effects))
	for i := range order {
		order[i] = i
	}
	size := func(i int) float64 { return math.Abs(effects[i].Size) }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(size(b), size(a)) })
	for k, i := range order {
		effects[i].Rank = k + 1
		if k > 0 && size(i) == size(order[k-1]) {
			effects[i].Rank = effects[order[k-1]].Rank
		}
	}
}
