package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"sysmap/maps"
)

func newCheck(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "check MAP…",
		Short: "Find mistakes in maps",
		Long: `check reads maps and lists everything that is wrong with them, each with its
file, line and column and what to do about it. Warnings point at what is
allowed but rarely meant, such as a variable without any link.

The exit code is 1 if a map has mistakes, and with --strict also if it has
warnings.`,
		Example: `  sysmap check my-map.yaml
  sysmap check foresight --format json`,
		Args:              wordCount(1, -1, "which map"),
		ValidArgsFunction: s.completeMaps,
	}
	strict := c.Flags().Bool("strict", false, "let warnings count as mistakes")
	format := choiceFlag(c, "format", "table", "how to print the result", "table", "json")
	c.RunE = func(c *cobra.Command, args []string) error {
		var reports []checked
		for _, ref := range args {
			r, err := s.check(c.Context(), ref)
			if err != nil {
				return err
			}
			reports = append(reports, r)
		}
		if format.value == "json" {
			if err := writeJSON(s.out, map[string]any{"maps": reports}); err != nil {
				return err
			}
		} else {
			for _, r := range reports {
				fmt.Fprint(s.out, r)
			}
		}
		for _, r := range reports {
			if r.Errors > 0 || *strict && r.Warnings > 0 {
				return errSaid
			}
		}
		return nil
	}
	return c
}

// checked is what a check found out about one map.
type checked struct {
	Map       string          `json:"map"`
	OK        bool            `json:"ok"`
	Variables int             `json:"variables"`
	Links     int             `json:"links"`
	Errors    int             `json:"errors"`
	Warnings  int             `json:"warnings"`
	Problems  []reportProblem `json:"problems"`
	said      []maps.Problem
}

type reportProblem struct {
	Severity   string `json:"severity"`
	File       string `json:"file"`
	Line       int    `json:"line"`
	Column     int    `json:"column"`
	Message    string `json:"message"`
	Text       string `json:"text,omitempty"`
	Suggestion string `json:"suggestion,omitempty"`
}

// check loads a map and gathers its mistakes and warnings. The error is one
// that leaves nothing to report, such as a file that is not there.
func (s *session) check(ctx context.Context, ref string) (checked, error) {
	r := checked{Map: ref, Problems: []reportProblem{}}
	m, problems, err := s.loader.Check(ctx, ref)
	switch {
	case errors.As(err, &problems):
	case err != nil:
		return r, err
	default:
		r.OK, r.Variables, r.Links = true, len(m.Variables), len(m.Links)
	}
	for _, p := range problems {
		if p.Severity == maps.Warning {
			r.Warnings++
		} else {
			r.Errors++
		}
		r.said = append(r.said, p)
		r.Problems = append(r.Problems, reportProblem{p.Severity.String(), p.File, p.Line, p.Column, p.Message, p.Near, p.Suggestion})
	}
	return r, nil
}

func (r checked) String() string {
	text := ""
	for _, p := range r.said {
		text += p.Error() + "\n"
	}
	switch {
	case !r.OK:
		return text + fmt.Sprintf("%s: %s; nothing was read\n", r.Map, counted(r.Errors, "mistake", "mistakes"))
	case r.Warnings > 0:
		return text + fmt.Sprintf("%s: %s, %s; no mistakes, %s\n", r.Map, counted(r.Variables, "variable", "variables"), counted(r.Links, "link", "links"), counted(r.Warnings, "warning", "warnings"))
	}
	return fmt.Sprintf("%s: %s, %s; no mistakes\n", r.Map, counted(r.Variables, "variable", "variables"), counted(r.Links, "link", "links"))
}

// number writes "1 link" or "12 links".
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
