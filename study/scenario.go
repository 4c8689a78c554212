package study

import (
	"context"
	"errors"

	"sysmap/simulate"
)

// Scenario is what one scenario of the map changes.
type Scenario struct {
	simulate.Scenario
	// Summary is its change of every variable over time, against nothing being
	// done: [Options.Runs] systems by the method flow. It is nil where no
	// system gave a result.
	Summary *simulate.Summary
	// Drivers say what the outcome for each variable of the goal depends on,
	// in the goal's order, those to be raised first. It is empty for a map
	// without a goal, and where the map leaves nothing open.
	Drivers []simulate.Drivers
	// Agreement is what the other methods say of the goal; nil for a map
	// without a goal.
	Agreement *simulate.Agreement
}

// runScenarios runs every scenario of the map over the same time.
func (s *Study) runScenarios(ctx context.Context, report func(float64)) error {
	model, err := simulate.NewModel(s.Map)
	if err != nil {
		return err
	}
	list := make([]simulate.Scenario, len(s.Map.Scenarios))
	for i, of := range s.Map.Scenarios {
		if list[i], err = simulate.FromMap(s.Map, of.ID); err != nil {
			return err
		}
	}
	s.Until = s.Options.Until
	if s.Until == 0 {
		s.Until = model.Horizon(append(list, simulate.Scenario{})...)
	}
	n := float64(len(list))
	for i, of := range list {
		begun := float64(i) / n
		one, err := s.runScenario(ctx, model, of, func(share float64) { report(begun + share/n) })
		if err != nil {
			return err
		}
		s.Scenarios = append(s.Scenarios, one)
	}
	return nil
}

func (s *Study) runScenario(ctx context.Context, model *simulate.Model, of simulate.Scenario, report func(float64)) (Scenario, error) {
	one := Scenario{Scenario: of}
	ensemble, err := model.Ensemble(ctx, of, simulate.EnsembleOptions{
		Options: simulate.Options{Until: s.Until}, Runs: s.Options.Runs, Seed: s.Options.Seed,
		Progress: func(share float64) { report(share / 2) },
	})
	if err != nil {
		return one, err
	}
	if one.Summary, err = ensemble.Summary(); errors.Is(err, simulate.ErrNoMembers) {
		return one, nil
	} else if err != nil {
		return one, err
	}
	if s.Map.Goal.Empty() {
		return one, nil
	}
	if one.Drivers, err = ensemble.Drivers(ctx); err != nil {
		return one, err
	}
	one.Agreement, err = model.Agree(ctx, of, simulate.AgreeOptions{
		Until: s.Until, Runs: s.Options.AgreeRuns, Seed: s.Options.Seed,
		Progress: func(share float64) { report(0.5 + share/2) },
	})
	return one, err
}

// Series returns what a scenario changes of one variable, or nil.
func (s Scenario) Series(variable string) *simulate.SummarySeries {
	if s.Summary == nil {
		return nil
	}
	for i := range s.Summary.Variables {
		if s.Summary.Variables[i].Variable == variable {
			return &s.Summary.Variables[i]
		}
	}
	return nil
}
