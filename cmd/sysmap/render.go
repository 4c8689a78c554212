package main

import (
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"sysmap/render"
	"sysmap/render/diagram"
	"sysmap/render/scene"
)

func newRender(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "render MAP -o FILE",
		Short: "Draw a map as SVG, PNG or PDF",
		Long: `render draws a map. The ending of the file says how: .svg for browsers and
drawing programs, .png for slides and documents, .pdf for paper.

Variables with a position stand there; the others are laid out. Use
"sysmap arrange" to write the positions into the map, so that the picture
stays put when the map grows.

With --paper the picture is composed for a sheet: as large as it can be, with
the title, the legend and the source where they leave it room. It says how large
the smallest text is on that paper. --tile and --tiles print a poster on sheets
that an office printer takes, to cut and glue.`,
		Example: `  sysmap render foresight -o foresight.svg
  sysmap render foresight -o core.png --view core-loop --lang da
  sysmap render my-map.yaml -o my-map.pdf --theme print
  sysmap render foresight -o loops.svg --overlay loops:R1,B1
  sysmap render foresight -o r6.svg --loop R6
  sysmap render foresight -o poster.pdf --paper A1 --bleed 3 --crop-marks
  sysmap render foresight -o wall.pdf --tiles 3x3
  sysmap render my-map.yaml -o page.png --paper A4 --dpi 150`,
		Args:              wordCount(1, 1, "which map"),
		ValidArgsFunction: s.completeMaps,
	}
	output := c.Flags().StringP("output", "o", "", `file to write, ending in .svg, .png or .pdf ("-" for standard output)`)
	to := choiceFlag(c, "to", "", "kind of picture, where the file's ending does not say it", pictureKinds...)
	view := c.Flags().String("view", "", "draw one cluster or named view instead of the whole map")
	theme := choiceFlag(c, "theme", "foresight", "look of the picture", diagram.Themes()...)
	width := c.Flags().Int("width", 0, "width of a PNG in pixels")
	dpi := c.Flags().Float64("dpi", 0, "dots an inch of a PNG (default: 144; on paper 300, or 150 above A3)")
	over := c.Flags().String("overlay", "", `draw a result over the map: "loops:R1,B2" (loops that the map names), "participation", "leverage:MEASURE", "scenario:NAME" ("scenario:NAME@12" after twelve units of time), "roles", "roles:ACTOR", "orphans", "interfaces", "interfaces:ACTOR,ACTOR", "efforts", "efforts:EFFORT", "confidence" or "evidence"`)
	anonymous := c.Flags().Bool("anonymous", false, "replace the names of actors in the picture")
	alone := c.Flags().String("loop", "", "draw one named loop alone, as a circle")
	transparent := c.Flags().Bool("transparent", false, "leave out the background")
	author := c.Flags().String("author", "", "who the properties of a PDF name as its author")
	onPaper := posterFlags(c)
	language := languageFlag(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		kind, err := pictureKind(*output, to.value)
		if err != nil {
			return err
		}
		if c.Flags().Changed("width") && *width <= 0 || c.Flags().Changed("dpi") && *dpi <= 0 {
			return usagef("--width and --dpi take a number above 0")
		}
		if *width > 0 && *dpi > 0 {
			return usagef("give --width or --dpi, not both")
		}
		if err := onPaper.read(kind); err != nil {
			return err
		}
		m, err := s.loader.Load(c.Context(), args[0])
		if err != nil {
			return err
		}
		if *anonymous {
			m, *over = withoutNames(m, *over)
		}
		options := render.Options{View: *view, Theme: theme.value, Language: language(), Sheet: onPaper.composition()}
		picture, err := s.picture(c.Context(), m, *over, *alone, options)
		if err != nil {
			return err
		}
		if *transparent {
			picture.Background = scene.Colour{}
		}
		png, about := scene.PNGOptions{Width: *width, DPI: *dpi}, scene.PDFOptions{Author: *author}
		if !onPaper.asked() {
			return s.writeOutput(*output, func(w io.Writer) error { return writePicture(w, picture, kind, png, about) })
		}
		if err := onPaper.turn(picture); err != nil {
			return err
		}
		err = s.writeOutput(*output, func(w io.Writer) error { return onPaper.write(w, picture, kind, png, about) })
		if err == nil {
			onPaper.say(s.err, picture, *view != "" || *alone != "", languageOf(options.Language, m))
		}
		return err
	}
	return c
}

var pictureKinds = []string{"svg", "png", "pdf"}

// pictureKind says what to write: what --to says, or else the file's ending.
func pictureKind(path, to string) (string, error) {
	if path == "" {
		return "", usagef("say where the picture goes, for example -o map.svg")
	}
	if to != "" {
		return to, nil
	}
	ending := strings.ToLower(strings.TrimPrefix(filepath.Ext(path), "."))
	for _, kind := range pictureKinds {
		if ending == kind {
			return kind, nil
		}
	}
	if path == "-" {
		return "", usagef("say what to write to standard output with --to %s", strings.Join(pictureKinds, "|"))
	}
	return "", usagef("%q does not end in .%s; name the file so, or add --to", path, strings.Join(pictureKinds, ", ."))
}
