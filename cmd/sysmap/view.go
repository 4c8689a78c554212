package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"sysmap/maps"
	"sysmap/render/viewer"
	"sysmap/study"
)

func newView(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "view MAP -o FILE",
		Short: "Write the map as one page for a browser, with everything that was found in it",
		Long: `view writes one HTML file that a browser opens by itself: no server, no
network, nothing to install. It holds the whole map and its parts, every
variable with its influences, loops, roles and efforts, the lenses of leverage,
responsibility and evidence, the scenarios over time, the map's views as a
story, and the simulation itself: what if this were pressed?

What people try out in the page is answered by the same code as "sysmap
simulate"; the page shows the command that gives the same figures.`,
		Example: `  sysmap view foresight -o foresight.html
  sysmap view my-map.yaml -o my-map.html --lang da --runs 1000
  sysmap view my-map.yaml -o - --theme dark --anonymous`,
		Args:              wordCount(1, 1, "which map"),
		ValidArgsFunction: s.completeMaps,
	}
	output := c.Flags().StringP("output", "o", "", `file to write ("-" for standard output)`)
	flags := addStudyFlags(c)
	theme := choiceFlag(c, "theme", "auto", "look of the page when it opens; auto is as the browser prefers", viewer.Themes()...)
	open := c.Flags().Bool("open", false, "open the page in the browser")
	language := languageFlag(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		if *output == "" {
			return usagef("say where the page goes, for example -o map.html")
		}
		if *open && *output == "-" {
			return usagef("--open needs a file; name one with -o")
		}
		found, err := s.study(c.Context(), args[0], flags)
		if err != nil {
			return err
		}
		page, err := s.page(c.Context(), found, viewer.Options{Language: language(), Theme: theme.value, Version: version})
		if err != nil {
			return err
		}
		if err := s.writeOutput(*output, func(w io.Writer) error { _, err := w.Write(page); return err }); err != nil || *output == "-" {
			return err
		}
		fmt.Fprintf(s.out, "%s (%s MB)\n", *output, maps.English.Decimal(float64(len(page))/1e6, 1))
		if *open {
			return openInBrowser(*output)
		}
		return nil
	}
	return c
}

// page writes the page of a study into memory, with a bar on a terminal.
func (s *session) page(ctx context.Context, found *study.Study, o viewer.Options) ([]byte, error) {
	report, done := s.bar("Drawing")
	defer done()
	o.Progress = report
	var page bytes.Buffer
	err := viewer.Write(ctx, &page, found, o)
	return page.Bytes(), err
}

// openInBrowser asks the desktop to show a file.
func openInBrowser(path string) error {
	// An absolute path cannot be taken for a flag.
	whole, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	name, arguments := "xdg-open", []string{whole}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, arguments = "rundll32", []string{"url.dll,FileProtocolHandler", whole}
	}
	if err := exec.Command(name, arguments...).Start(); err != nil {
		return fmt.Errorf("the page is written, but no browser could be started: %w", err)
	}
	return nil
}
