package main

import (
	"context"
	"path/filepath"

	"github.com/spf13/cobra"

	"sysmap/alliance"
	"sysmap/study"
)

// studyFlags say how a map is studied for a page, a deck or a report.
type studyFlags struct {
	runs      *int
	seed      *uint64
	until     *float64
	anonymous *bool
}

func addStudyFlags(c *cobra.Command) studyFlags {
	return studyFlags{
		runs:      c.Flags().Int("runs", study.DefaultRuns, "on how many systems each scenario is run"),
		seed:      c.Flags().Uint64("seed", 1, "seed of the draws"),
		until:     c.Flags().Float64("until", 0, "how long scenarios are followed, in the map's unit of time (0: long enough)"),
		anonymous: c.Flags().Bool("anonymous", false, "replace the names of actors everywhere"),
	}
}

// study loads a map and works out everything there is to say of it, with a bar
// on a terminal.
func (s *session) study(ctx context.Context, name string, f studyFlags) (*study.Study, error) {
	if *f.runs < 1 || *f.until < 0 {
		return nil, usagef("--runs takes a number from 1, --until one from 0")
	}
	m, err := s.loader.Load(ctx, name)
	if err != nil {
		return nil, err
	}
	if *f.anonymous {
		m = alliance.Anonymous(m)
	}
	report, done := s.bar("Analysing")
	defer done()
	return study.Run(ctx, m, study.Options{Name: shownName(name), Runs: *f.runs, Seed: *f.seed, Until: *f.until, Progress: report})
}

// shownName is what a map is called in commands that others will read: as it was
// given, but without the folders of this machine.
func shownName(name string) string {
	if filepath.IsAbs(name) {
		return filepath.Base(name)
	}
	return filepath.ToSlash(name)
}
