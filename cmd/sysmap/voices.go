package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sysmap/alliance/voices"
	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/table"
)

func newVoices(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "voices MAP [FILE…]",
		Short: "Compare what several people say about a map, and merge it",
		Long: `voices reads what several participants or groups say about one map, and tells
who says what: who must act, which links there are, of what sign and how strong,
and what is missing. Where they disagree is a result, ranked by how divided they
are and how many of the goal's feedback loops it bears on. Silence is not
disagreement. The map itself counts as one more voice: it stands for its links,
and in the merged map weighs against those it lacks. --only-voices leaves it out.

A FILE is a small map file that says what one voice says,

  sysmap: 1
  extends: my-map.yaml
  voice: {label: Anna, denies: [traffic ->+ noise]}
  links: [{link: noise ->- sleep, strength: strong}]
  roles: [{actor: town, must-act: [noise]}]

called by its title or its name where it does not say who speaks, or one with a
section voices that holds several of them, by id, or a table (CSV, XLSX) with a
column voice (stemme) beside from, to, sign and strength, or beside actor, role
and variable. Without a FILE, the voices are those of the map's own section. They
are told in the order of their names, whatever order the files are in.

--form writes a file for people to fill in: .yaml for one voice, .xlsx or .csv to
ask about every link of the map.

With -o and a name that ends in .yaml the merged map is written: strengths cover
what is said, the probability of a link is the mean of what those say who speak
of it, and a link whose sign they disagree on is positive as likely as they say.
It keeps who said what; ask it again with --only-voices. To see what the
disagreement does, simulate the merged map, or use "sysmap simulate --voices".`,
		Example: `  sysmap voices my-map.yaml --form anna.yaml
  sysmap voices my-map.yaml --form workshop.xlsx
  sysmap voices my-map.yaml anna.yaml
  sysmap voices my-map.yaml anna.yaml -o merged.yaml`,
		Args:              wordCount(1, -1, "which map, and the files of its voices"),
		ValidArgsFunction: s.completeMaps,
	}
	only := c.Flags().Bool("only-voices", false, "do not count the map itself as a voice")
	anonymous := c.Flags().Bool("anonymous", false, "replace the names of voices and actors by numbers")
	maxLength := c.Flags().Int("max-length", 0, fmt.Sprintf("longest loop of the goal to count, in links (default %d)", voices.DefaultMaxLength))
	form := c.Flags().String("form", "", "write a new file for people to fill in, and compare nothing")
	language := languageFlag(c)
	format := choiceFlag(c, "format", "table", "how to print the answer", "table", "csv", "json", "markdown")
	output := c.Flags().StringP("output", "o", "", "write to this file instead of the terminal; the merged map if it ends in .yaml")
	c.RunE = func(c *cobra.Command, args []string) error {
		if *maxLength < 0 {
			return usagef("--max-length takes a number from 0")
		}
		if *form != "" {
			if args[0] == "-" {
				return usagef("a form is about a map in a file; name it")
			}
			m, err := s.loader.Load(c.Context(), args[0])
			if err != nil {
				return err
			}
			return s.writeVoiceForm(m, args[0], *form, languageOf(language(), m))
		}
		files := args[1:]
		if len(files) == 0 {
			files = args[:1]
		}
		h, err := s.hear(c.Context(), args[0], files, *anonymous)
		if err != nil {
			return err
		}
		o := voices.Options{OnlyVoices: *only, MaxLength: *maxLength}
		done := s.progress("Comparing", len(h.Map().Variables))
		a, err := h.Compare(c.Context(), o)
		done()
		if err != nil {
			return err
		}
		path := *output
		if isMapFile(path) && !c.Flags().Changed("format") {
			if err := s.writeOutput(path, func(w io.Writer) error { return maps.Write(w, h.Merge(o)) }); err != nil {
				return err
			}
			path = ""
		}
		l := languageOf(language(), h.Map())
		return s.writeOutput(path, func(w io.Writer) error {
			return voicesAnswer{h.Map(), a, l}.write(w, format.value)
		})
	}
	return c
}

// isMapFile reports whether a file is named as map files are.
func isMapFile(path string) bool {
	return slices.Contains([]string{".yaml", ".yml"}, strings.ToLower(filepath.Ext(path)))
}

// replay is a text that can be read again from its beginning once it has been
// read to its end.
type replay struct {
	text []byte
	at   int
}

func (r *replay) Read(p []byte) (int, error) {
	if r.at == len(r.text) {
		r.at = 0
		return 0, io.EOF
	}
	n := copy(p, r.text[r.at:])
	r.at += n
	return n, nil
}

// hear reads a map and what files say about it.
func (s *session) hear(ctx context.Context, base string, files []string, anonymous bool) (*voices.Hearing, error) {
	if base == "-" {
		if slices.Contains(files, "-") && len(files) > 1 {
			return nil, usagef("standard input is the map; name the files of the voices")
		}
		text, err := io.ReadAll(s.in)
		if err != nil {
			return nil, err
		}
		// Every voice is read together with the map.
		s.loader.Stdin = &replay{text: text}
	}
	m, err := s.loader.Load(ctx, base)
	if err != nil {
		return nil, err
	}
	var said []maps.Said
	for _, file := range files {
		list, err := s.voicesOf(ctx, m, base, file)
		if err != nil {
			return nil, err
		}
		said = append(said, list...)
	}
	if len(said) == 0 {
		return nil, usagef("%s has no voices; name the files that hold them", base)
	}
	if anonymous {
		m, said = voices.Anonymous(m, said)
	}
	return voices.Hear(m, said)
}

// voicesOf reads the voices of a file: a map file, or a table.
func (s *session) voicesOf(ctx context.Context, m *maps.Map, base, file string) ([]maps.Said, error) {
	if !isTable(file) {
		return s.loader.Voices(ctx, base, file)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	said, report, err := table.ReadVoices(ctx, m, text, format.ReadOptions{Name: file})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	// A report begins with what a map holds, and these are no map.
	if _, items, _ := strings.Cut(reportText(report), "\n"); items != "" {
		fmt.Fprintf(s.err, "%s:\n%s", file, items)
	}
	return said, nil
}

// isTable reports whether a file is named as tables are.
func isTable(path string) bool {
	return slices.Contains([]string{".csv", ".tsv", ".tab", ".xlsx", ".xlsm"}, strings.ToLower(filepath.Ext(path)))
}
