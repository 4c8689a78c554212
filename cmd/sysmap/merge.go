package main

import (
	"bufio"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"sysmap/simulate"
)

func newMerge(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "merge MAP PART…",
		Short: "Put parts of a simulation together",
		Long: `merge puts together what "sysmap simulate --members" wrote, for example in the
tasks of a job array, and prints the result. The whole is the same, to the
byte, as if all members had been run at once.`,
		Example: `  sysmap simulate foresight --press stress=-0.5 --runs 200 --members 0..99 -o part-1
  sysmap simulate foresight --press stress=-0.5 --runs 200 --members 100..199 -o part-2
  sysmap merge foresight part-1 part-2`,
		Args: wordCount(2, -1, "which map, and which parts"),
	}
	to := c.Flags().String("to", "", "write the merged members to this file instead of printing the result")
	drivers := c.Flags().Bool("drivers", false, "say which uncertain links the outcome for the goal depends on")
	language := languageFlag(c)
	out := s.formatFlags(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		m, err := s.loader.Load(c.Context(), args[0])
		if err != nil {
			return err
		}
		var parts []*simulate.Ensemble
		for _, path := range args[1:] {
			part, err := readEnsemble(path)
			if err != nil {
				return err
			}
			parts = append(parts, part)
		}
		whole, err := simulate.Merge(parts...)
		if err != nil {
			return err
		}
		if *to != "" {
			return s.writeOutput(*to, func(w io.Writer) error {
				_, err := whole.WriteTo(w)
				return err
			})
		}
		l := languageOf(language(), m)
		sum, err := whole.Summary()
		if err != nil {
			return err
		}
		if sum.Map != m.Digest() {
			return fmt.Errorf("the parts are of another map than %s, or of an earlier state of it", args[0])
		}
		label := sum.Scenario
		if scenario := m.Scenario(sum.Scenario); scenario != nil {
			label = scenario.Label.In(l)
		}
		result := simulation{m: m, l: l}
		if err := result.add(c.Context(), whole, label, *drivers); err != nil {
			return err
		}
		return out(result.answer())
	}
	return c
}

func readEnsemble(path string) (*simulate.Ensemble, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	e, err := simulate.ReadEnsemble(bufio.NewReader(f))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return e, nil
}
