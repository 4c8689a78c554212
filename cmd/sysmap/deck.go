package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"sysmap/alliance"
	"sysmap/render/deck"
	"sysmap/render/deck/slides"
	"sysmap/render/diagram"
)

func newDeck(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "deck MAP -o FILE",
		Short: "Make slides of a map that can be edited",
		Long: `deck writes a presentation (.pptx) of everything sysmap finds in a map: what it
says, the whole map and its parts, the loops that have names, built up click by
click, where a push goes furthest, each scenario, who is responsible, the
efforts, what to measure, and how each number was made. What a map does not
hold, there is no slide of. What to say stands in the notes.

Boxes, arrows, tables and charts are native and can be edited; arrows follow
the boxes they are glued to. Maps of more than 30 boxes, or with text that
would be smaller than 9 points, are vector pictures.

--story shows only the views of the map, in their order, and analyses nothing.
--template takes masters, layouts, colours and typefaces from a presentation of
your organisation (.pptx or .potx); its slides are left out.`,
		Example: `  sysmap deck my-map.yaml -o slides.pptx
  sysmap deck foresight -o story.pptx --story --lang da
  sysmap deck my-map.yaml -o slides.pptx --anonymous --theme projector
  sysmap deck my-map.yaml -o ours.pptx --template slides.pptx`,
		Args:              wordCount(1, 1, "which map"),
		ValidArgsFunction: s.completeMaps,
	}
	output := c.Flags().StringP("output", "o", "", `file to write, ending in .pptx ("-" for standard output)`)
	story := c.Flags().Bool("story", false, "show only the map's views, in their order")
	template := c.Flags().String("template", "", "take masters, layouts and colours from this presentation")
	theme := choiceFlag(c, "theme", "", "look of the pictures (default: foresight, or dark on a dark template)", diagram.Themes()...)
	studied := addStudyFlags(c)
	language := languageFlag(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := deckFile(*output); err != nil {
			return err
		}
		if *story {
			for _, f := range []string{"runs", "seed", "until"} {
				if c.Flags().Changed(f) {
					return usagef("--story analyses nothing; leave out --%s", f)
				}
			}
		}
		options := deck.Options{Language: language(), Theme: theme.value, Name: args[0], Version: version, Anonymous: *studied.anonymous}
		var err error
		if options.House, err = openTemplate(*template); err != nil {
			return err
		}
		d, err := s.deck(c, args[0], *story, studied, options)
		if err != nil {
			return err
		}
		return s.writeOutput(*output, d.Write)
	}
	return c
}

// deckFile says whether a deck can be written to a file of a name.
func deckFile(path string) error {
	switch ending := strings.ToLower(filepath.Ext(path)); {
	case path == "":
		return usagef("say where the slides go, for example -o slides.pptx")
	case path != "-" && ending != ".pptx":
		return usagef("%q does not end in .pptx; name the file so", path)
	}
	return nil
}

// openTemplate reads what a deck is to stand on; nil for no template.
func openTemplate(path string) (*slides.House, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w: it is no file", path, slides.ErrTemplate)
	}
	house, err := slides.ReadHouse(f, info.Size())
	if errors.Is(err, slides.ErrTemplate) {
		return nil, fmt.Errorf("%s is %w", path, err)
	}
	return house, err
}

// deck makes the slides of a map, of all that is found in it or of its views.
func (s *session) deck(c *cobra.Command, name string, story bool, f studyFlags, o deck.Options) (*slides.Deck, error) {
	if story {
		m, err := s.loader.Load(c.Context(), name)
		if err != nil {
			return nil, err
		}
		if *f.anonymous {
			m = alliance.Anonymous(m)
		}
		return s.drawnDeck(&o, func() (*slides.Deck, error) { return deck.Story(c.Context(), m, o) })
	}
	found, err := s.study(c.Context(), name, f)
	if err != nil {
		return nil, err
	}
	return s.drawnDeck(&o, func() (*slides.Deck, error) { return deck.Make(c.Context(), found, o) })
}

// drawnDeck shows how far the drawing of slides has come.
func (s *session) drawnDeck(o *deck.Options, draw func() (*slides.Deck, error)) (*slides.Deck, error) {
	report, done := s.bar("Drawing slides")
	defer done()
	o.Progress = report
	return draw()
}
