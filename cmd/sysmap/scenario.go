package main

import (
	"github.com/spf13/cobra"

	"sysmap/maps"
	"sysmap/simulate"
)

// scenarioFlags are interventions given on the command line.
type scenarioFlags struct {
	texts   map[maps.Action]*[]string
	efforts []string
}

// actions lists what an intervention may do, in the order of the flags.
var actions = []struct {
	action maps.Action
	usage  string
}{
	{maps.Press, `push a variable for as long as it lasts, "stress=-0.5@0..24"`},
	{maps.Pulse, `move a variable once, "stress=-0.5@6"`},
	{maps.Ramp, `push a variable more and more, "stress=-0.5@0..24"`},
	{maps.Hold, `keep a variable at a value, "stress=0"`},
	{maps.Cut, `take a link away, "a ->+ b@6.."`},
	{maps.Scale, `weaken or strengthen a link, "a ->+ b=0.5"`},
	{maps.Add, `add a link of a strength, "a ->+ b=0.5"`},
	{maps.Resign, `turn a link's sign, "a ->+ b=-"`},
}

func addScenarioFlags(c *cobra.Command) *scenarioFlags {
	f := &scenarioFlags{texts: map[maps.Action]*[]string{}}
	for _, a := range actions {
		f.texts[a.action] = c.Flags().StringArray(string(a.action), nil, a.usage+" (may be repeated)")
	}
	c.Flags().StringArrayVar(&f.efforts, "effort", nil, "make an effort of the map alone (may be repeated)")
	return f
}

// given reports whether the command line says what is to be done.
func (f *scenarioFlags) given() bool {
	for _, texts := range f.texts {
		if len(*texts) > 0 {
			return true
		}
	}
	return len(f.efforts) > 0
}

// scenarios are those named, those of efforts, and one of the interventions
// on the command line; without any, all that the map has.
func (f *scenarioFlags) scenarios(m *maps.Map, names []string) ([]simulate.Scenario, error) {
	if len(names) == 0 && !f.given() {
		for _, s := range m.Scenarios {
			names = append(names, s.ID)
		}
		if len(names) == 0 {
			return nil, usagef("the map has no scenarios; say what is done, for example --press %q", example(m))
		}
	}
	var list []simulate.Scenario
	for _, name := range names {
		s, err := simulate.FromMap(m, name)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	for _, id := range f.efforts {
		s, err := simulate.EffortAlone(m, id)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	own, err := f.interventions(m)
	if err != nil {
		return nil, err
	}
	if len(own) > 0 {
		list = append(list, simulate.Given(m, own))
	}
	return list, nil
}

// interventions reads those of the command line, in the order of the kinds.
func (f *scenarioFlags) interventions(m *maps.Map) ([]maps.Intervention, error) {
	var list []maps.Intervention
	for _, a := range actions {
		for _, text := range *f.texts[a.action] {
			one, err := simulate.Parse(m, a.action, text)
			if err != nil {
				return nil, usageError{err}
			}
			list = append(list, one)
		}
	}
	return list, nil
}

// example writes a press that the map could have.
func example(m *maps.Map) string {
	if len(m.Variables) == 0 {
		return "variable=0.5"
	}
	return m.Variables[0].ID + "=0.5"
}
