package main

import (
	"io"

	"github.com/spf13/cobra"

	"sysmap/maps"
	"sysmap/maps/exchange"
	"sysmap/maps/exchange/format"
	"sysmap/simulate"
	"sysmap/simulate/transcription"
)

// modelFlag is what convert is told about models that run.
type modelFlag struct {
	wanted      *bool
	scenarios   *[]string
	until, step *float64
}

func modelFlags(c *cobra.Command) modelFlag {
	return modelFlag{
		wanted:    c.Flags().Bool("model", false, "write a stock-and-flow model that runs"),
		scenarios: c.Flags().StringArray("scenario", nil, "with --model, put this scenario behind the switch (default: all)"),
		until:     c.Flags().Float64("until", 0, "with --model, how long it runs (0: long enough)"),
		step:      c.Flags().Float64("step", 0, "with --model, the width of its time steps (0: fine enough)"),
	}
}

// check refuses flags that would do nothing.
func (f modelFlag) check(c *cobra.Command) error {
	for _, name := range []string{"scenario", "until", "step"} {
		if c.Flags().Changed(name) && !*f.wanted {
			return usagef("--%s is about models that run; add --model", name)
		}
	}
	return nil
}

// write writes the model of a map.
func (f modelFlag) write(w io.Writer, m *maps.Map, to, path string, l maps.Language) (*format.Report, error) {
	simulated, err := simulate.NewModel(m)
	if err != nil {
		return nil, err
	}
	ids := *f.scenarios
	if len(ids) == 0 {
		for i := range m.Scenarios {
			ids = append(ids, m.Scenarios[i].ID)
		}
	}
	var scenarios []simulate.Scenario
	for _, id := range ids {
		s, err := simulate.FromMap(m, id)
		if err != nil {
			return nil, err
		}
		scenarios = append(scenarios, s)
	}
	model, report, err := transcription.Of(simulated, scenarios, transcription.Options{Language: l, Until: *f.until, Step: *f.step})
	if err != nil {
		return nil, err
	}
	return report, exchange.WriteModel(w, to, path, model, report)
}
