package main

import (
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"sysmap/maps"
	"sysmap/render/diagram"
	"sysmap/render/report"
	"sysmap/render/report/document"
)

func newReport(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "report MAP -o FILE",
		Short: "Write the whole analysis as one document",
		Long: `report writes everything sysmap finds in a map as a document for somebody who
was not there: what the map says, its loops, where a push goes furthest, what
the scenarios change and how sure that is, who is responsible, what is going on,
what to measure, what is not known, and how it was done. Each figure and table
names the command that makes it again.

The ending of the file says how: .html is one page that needs nothing else, .pdf
is for paper, .md is Markdown with its pictures in a folder beside it (without
pictures on standard output). What a map does not hold is left out, and the
report says what could be added.`,
		Example: `  sysmap report foresight -o foresight.html
  sysmap report my-map.yaml -o rapport.pdf --lang da
  sysmap report my-map.yaml -o report.md --anonymous
  sysmap report my-map.yaml -o - --to md`,
		Args:              wordCount(1, 1, "which map"),
		ValidArgsFunction: s.completeMaps,
	}
	output := c.Flags().StringP("output", "o", "", `file to write, ending in .html, .md or .pdf ("-" for standard output)`)
	to := choiceFlag(c, "to", "", "kind of document, where the file's ending does not say it", documentKinds...)
	theme := choiceFlag(c, "theme", "foresight", "look of the pictures", diagram.Themes()...)
	studied := addStudyFlags(c)
	language := languageFlag(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		kind, err := documentKind(*output, to.value)
		if err != nil {
			return err
		}
		found, err := s.study(c.Context(), args[0], studied)
		if err != nil {
			return err
		}
		progress, done := s.bar("Drawing")
		d, err := report.Write(c.Context(), found, report.Options{
			Language: languageOf(language(), found.Map), Theme: theme.value, Version: version, Anonymous: *studied.anonymous, Progress: progress,
		})
		done()
		if err != nil {
			return err
		}
		return s.writeDocument(d, kind, *output)
	}
	return c
}

var documentKinds = []string{"html", "md", "pdf"}

// documentKind says what to write: what --to says, or else the file's ending.
func documentKind(path, to string) (string, error) {
	if path == "" {
		return "", usagef("say where the report goes, for example -o report.html")
	}
	if to != "" {
		return to, nil
	}
	switch strings.ToLower(filepath.Ext(path)) {
	case ".html", ".htm":
		return "html", nil
	case ".md", ".markdown":
		return "md", nil
	case ".pdf":
		return "pdf", nil
	}
	if path == "-" {
		return "", usagef("say what to write to standard output with --to %s", strings.Join(documentKinds, "|"))
	}
	return "", usagef("%q does not end in .%s; name the file so, or add --to", path, strings.Join(documentKinds, ", ."))
}

func (s *session) writeDocument(d *document.Document, kind, path string) error {
	switch kind {
	case "html":
		return s.writeOutput(path, d.WriteHTML)
	case "pdf":
		return s.writeOutput(path, d.WritePDF)
	}
	if path == "-" {
		text, _, err := d.Markdown("")
		if err != nil {
			return err
		}
		_, err = s.out.Write(text)
		return err
	}
	return s.writeMarkdown(d, path)
}

// pictureFile are the names of pictures beside a Markdown report.
var pictureFile = regexp.MustCompile(`^figure-[0-9]+\.svg$`)

// writeMarkdown writes a report with its pictures in a folder beside it. The
// pictures come first, so that the text never names one that is not there;
// those of an earlier and longer report go last.
func (s *session) writeMarkdown(d *document.Document, path string) error {
	folder := strings.TrimSuffix(path, filepath.Ext(path)) + "-files"
	text, pictures, err := d.Markdown(filepath.Base(folder))
	if err != nil {
		return err
	}
	if len(pictures) > 0 {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return err
		}
	}
	written := map[string]bool{}
	for _, p := range pictures {
		written[p.Name] = true
		if err := maps.ReplaceFile(filepath.Join(folder, p.Name), p.SVG); err != nil {
			return err
		}
	}
	if err := s.writeOutput(path, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	}); err != nil {
		return err
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil // there is no folder, and nothing old in it
	}
	for _, e := range entries {
		if e.Type().IsRegular() && pictureFile.MatchString(e.Name()) && !written[e.Name()] {
			if err := os.Remove(filepath.Join(folder, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}
