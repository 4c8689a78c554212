package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"sysmap/maps"
	"sysmap/maps/library"
)

func newLibrary(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "library [NAME]",
		Short: "List the maps that come with sysmap, or print one",
		Long: `library lists the maps that come with sysmap. Their names can stand wherever a
command takes a MAP, and after "extends:" in a map of your own.

With a NAME it prints that map's file, as a start for one of your own.`,
		Example: `  sysmap library
  sysmap library foresight -o copy.yaml`,
		Args:              wordCount(0, 1, "which map"),
		ValidArgsFunction: s.completeMaps,
	}
	language := languageFlag(c)
	print := s.formatFlags(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		if len(args) == 1 {
			text, err := library.Source(args[0])
			if errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("the library has no map %q; it has %s", args[0], strings.Join(library.Names(), ", "))
			}
			if err != nil {
				return err
			}
			return s.writeOutput(c.Flag("output").Value.String(), func(w io.Writer) error {
				_, err := w.Write(text)
				return err
			})
		}
		a, err := s.listLibrary(c, cmp.Or(language(), maps.English))
		if err != nil {
			return err
		}
		return print(a)
	}
	return c
}

func (s *session) listLibrary(c *cobra.Command, l maps.Language) (answer, error) {
	head := map[maps.Language][4]string{maps.English: {"Name", "Title", "Variables", "Links"}, maps.Danish: {"Navn", "Titel", "Faktorer", "Påvirkninger"}}[l]
	a := answer{Language: l, Columns: []column{{"name", head[0], words}, {"title", head[1], words}, {"variables", head[2], number}, {"links", head[3], number}}}
	type item struct {
		Name      string `json:"name"`
		Title     string `json:"title"`
		Note      string `json:"note"`
		Variables int    `json:"variables"`
		Links     int    `json:"links"`
	}
	items := []item{}
	for _, name := range library.Names() {
		m, err := s.loader.Load(c.Context(), name)
		if err != nil {
			return a, err
		}
		i := item{name, m.Title.In(l), m.Note.In(l), len(m.Variables), len(m.Links)}
		items = append(items, i)
		a.Rows = append(a.Rows, []string{i.Name, i.Title, itoa(i.Variables), itoa(i.Links)})
	}
	a.JSON = map[string]any{"maps": items}
	return a, nil
}
