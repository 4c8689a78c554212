package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"sysmap/maps"
	"sysmap/render"
)

func newArrange(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "arrange MAP",
		Short: "Lay a map out and write the positions into its file",
		Long: `arrange places the variables that have no position yet and writes the
positions into the map file, so that the picture stays put from then on. What
has a position keeps it, and so do comments, order and blank lines of the file.
Move a box by editing its "at:" afterwards.`,
		Example: `  sysmap arrange my-map.yaml
  sysmap arrange my-map.yaml --all -o rearranged.yaml`,
		Args:              wordCount(1, 1, "which map"),
		ValidArgsFunction: s.completeMaps,
	}
	output := c.Flags().StringP("output", "o", "", "write the map to this file instead of changing it")
	all := c.Flags().Bool("all", false, "lay out everything anew, also what has a position")
	language := languageFlag(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		if _, err := os.Stat(args[0]); *output == "" && err != nil && s.known(args[0]) {
			return usagef("%s is not a file that can be changed; say where the arranged map goes with -o FILE", args[0])
		}
		m, doc, err := s.open(c.Context(), args[0])
		if err != nil {
			return err
		}
		if *output == "" && doc.Foreign() {
			return usagef("%s is a file of another tool; say where the arranged map goes with -o FILE.yaml", args[0])
		}
		if *all {
			m = unpinned(m)
		}
		done := s.progress("Laying out", len(m.Variables))
		places, err := render.Places(c.Context(), m, render.Options{Language: language()})
		done()
		if err != nil {
			return err
		}
		if err := doc.SetPositions(places); err != nil {
			return err
		}
		if *output == "" {
			err = doc.WriteFile(args[0])
		} else {
			err = s.writeOutput(*output, func(w io.Writer) error {
				_, err := w.Write(doc.Bytes())
				return err
			})
		}
		if err == nil {
			text := map[maps.Language]string{
				maps.English: "placed: %d; left where they were: %d\n", maps.Danish: "placeret: %d; blevet stående: %d\n",
			}[languageOf(language(), m)]
			fmt.Fprintf(s.err, text, len(places), len(m.Variables)-len(places))
		}
		return err
	}
	return c
}

// known reports whether a reference names standard input or a library map.
func (s *session) known(ref string) bool {
	return ref == "-" || slices.Contains(s.loader.LibraryNames, ref)
}

// open reads a map both as a whole and as the one file that edits go to.
func (s *session) open(ctx context.Context, ref string) (*maps.Map, *maps.Document, error) {
	m, err := s.loader.Load(ctx, ref)
	if err != nil {
		return nil, nil, err
	}
	doc, err := s.loader.Open(ctx, ref)
	return m, doc, err
}

// unpinned returns the map without positions.
func unpinned(m *maps.Map) *maps.Map {
	free := *m
	free.Variables = append([]maps.Variable(nil), m.Variables...)
	for i := range free.Variables {
		free.Variables[i].At = nil
	}
	return &free
}
