package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"sysmap/maps"
	"sysmap/render/diagram"
	"sysmap/render/paper"
	"sysmap/render/scene"
)

// poster is what the flags about paper ask for.
type poster struct {
	c                   *cobra.Command
	paper, tile, tiles  *string
	margin, bleed       *float64
	landscape, portrait *bool
	marks               *bool
	sheet               paper.Sheet
	tiling              *paper.Tiling
}

// paperFlags are the flags that say nothing without a sheet.
var paperFlags = []string{"landscape", "portrait", "margin", "bleed", "crop-marks"}

// posterFlags adds the flags about paper.
func posterFlags(c *cobra.Command) *poster {
	p := &poster{
		c:         c,
		paper:     c.Flags().String("paper", "", `compose the picture for a sheet of paper: `+strings.Join(paper.Names(), ", ")+` or a size such as "900x600mm"`),
		landscape: c.Flags().Bool("landscape", false, "paper lies down (default: as suits the map)"),
		portrait:  c.Flags().Bool("portrait", false, "paper stands up"),
		margin:    c.Flags().Float64("margin", 0, "margin of the paper in millimetres (default: 3.5% of its shorter side, at least 10)"),
		bleed:     c.Flags().Float64("bleed", 0, "how far the background runs over the edge of the paper, in millimetres"),
		marks:     c.Flags().Bool("crop-marks", false, "mark where the paper is to be cut"),
		tile:      c.Flags().String("tile", "", "print a large sheet on many smaller ones, such as A4, to cut and glue (PDF)"),
		tiles:     c.Flags().String("tiles", "", `make the poster as large as so many sheets across and down allow, such as "3x2" (PDF; of A4 unless --tile says otherwise)`),
	}
	names := cobra.FixedCompletions(paper.Names(), cobra.ShellCompDirectiveNoFileComp)
	for _, flag := range []string{"paper", "tile"} {
		// It fails only for a flag that does not exist.
		_ = c.RegisterFlagCompletionFunc(flag, names)
	}
	return p
}

// asked reports whether the picture is for paper.
func (p *poster) asked() bool { return *p.paper != "" || *p.tiles != "" }

// read checks the flags and works out the sheet.
func (p *poster) read(kind string) error {
	if err := oneOf(p.c, "landscape", "portrait"); err != nil {
		return err
	}
	if err := oneOf(p.c, "paper", "tiles"); err != nil {
		return err
	}
	if !p.asked() {
		for _, flag := range append([]string{"tile"}, paperFlags...) {
			if p.c.Flags().Changed(flag) {
				return usagef("--%s is about paper; say which, for example --paper A2", flag)
			}
		}
		return nil
	}
	tiled := *p.tile != "" || *p.tiles != ""
	switch {
	case tiled && kind != "pdf":
		return usagef("a poster of several sheets is a PDF; write it to a file that ends in .pdf")
	case tiled && (*p.marks || *p.bleed != 0):
		return usagef("a poster of several sheets has marks of its own; leave out --crop-marks and --bleed")
	}
	if err := p.choose(tiled); err != nil {
		if errors.Is(err, paper.ErrPaper) {
			return usageError{err}
		}
		return err
	}
	return p.checkBorders()
}

// choose works out the sheet, and how it is made of smaller ones.
func (p *poster) choose(tiled bool) (err error) {
	tile := paper.Sheet{}
	if tiled {
		name := *p.tile
		if name == "" {
			name = "A4"
		}
		if tile, err = paper.Parse(name); err != nil {
			return err
		}
	}
	if *p.tiles != "" {
		columns, rows, err := parseTiles(*p.tiles)
		if err != nil {
			return err
		}
		grid, err := paper.Grid(tile, columns, rows, *p.portrait)
		if err != nil {
			return err
		}
		p.tiling, p.sheet = &grid, grid.Poster()
		return nil
	}
	p.sheet, err = paper.Parse(*p.paper)
	switch {
	case err != nil:
		return err
	case *p.portrait:
		p.sheet = p.sheet.Portrait()
	case *p.landscape:
		p.sheet = p.sheet.Landscape()
	}
	if tiled {
		grid, err := paper.Divide(p.sheet, tile)
		p.tiling = &grid
		return err
	}
	return nil
}

func parseTiles(s string) (columns, rows int, err error) {
	across, down, two := strings.Cut(strings.ReplaceAll(strings.ToLower(s), "×", "x"), "x")
	columns, errColumns := strconv.Atoi(strings.TrimSpace(across))
	rows, errRows := strconv.Atoi(strings.TrimSpace(down))
	if !two || errColumns != nil || errRows != nil {
		return 0, 0, usagef("--tiles takes how many sheets lie across and down, such as 3x2, not %q", s)
	}
	return columns, rows, nil
}

func (p *poster) checkBorders() error {
	short := min(p.sheet.Width, p.sheet.Height)
	if m := *p.margin; !(m >= 0 && m <= short/4) {
		return usagef("a margin of %g mm; on this paper it can be 0…%g", m, short/4)
	}
	if b := *p.bleed; !(b >= 0 && b <= paper.MostBleed) {
		return usagef("a bleed of %g mm; it can be 0…%d", b, paper.MostBleed)
	}
	return nil
}

// composition returns the sheet as diagrams know it.
func (p *poster) composition() *diagram.Sheet {
	if !p.asked() {
		return nil
	}
	margin := p.sheet.Margin()
	if p.c.Flags().Changed("margin") {
		margin = *p.margin
	}
	return &diagram.Sheet{
		Width: p.sheet.Width * paper.Points, Height: p.sheet.Height * paper.Points, Margin: margin * paper.Points,
		Turnable: p.sheet.Name != "" && !*p.portrait && !*p.landscape,
	}
}

// turn turns the sheet as the picture was turned to suit the map.
func (p *poster) turn(picture *scene.Scene) error {
	if p.sheet.Name == "" || picture.Height <= picture.Width {
		return nil
	}
	p.sheet = p.sheet.Portrait()
	if p.tiling == nil {
		return nil
	}
	grid, err := paper.Divide(p.sheet, p.tiling.Tile)
	p.tiling = &grid
	return err
}

// write writes the picture for paper, as the kind asked for.
func (p *poster) write(w io.Writer, picture *scene.Scene, kind string, png scene.PNGOptions, pdf scene.PDFOptions) error {
	page := paper.Trim{Bleed: *p.bleed, Marks: *p.marks}.Page(picture)
	switch kind {
	case "pdf":
		pages := []scene.Page{page}
		if p.tiling != nil {
			pages = p.tiling.Pages(picture)
		}
		return scene.WritePDFPages(w, pages, pdf)
	case "svg":
		return page.WriteSVG(w, scene.SVGOptions{Millimetres: true})
	}
	if png.Width == 0 {
		if png.DPI == 0 {
			png.DPI = p.usualDPI()
		}
		page.Scene, png.Width = wholePixels(page.Scene, png.DPI)
	}
	return page.WritePNG(w, png)
}

// wholePixels returns a picture that is at most a hair smaller, so that a sheet
// has as many pixels as people expect, and how many it is wide.
func wholePixels(s *scene.Scene, dpi float64) (*scene.Scene, int) {
	width, height := max(1, math.Round(s.Width*dpi/72)), max(1, math.Round(s.Height*dpi/72))
	whole := *s
	whole.Height = height * s.Width / width
	return &whole, int(min(width, math.MaxInt32))
}

// usualDPI is the resolution at which the sheet is printed: 300 dots an inch,
// 150 above A3, which is looked at from farther away.
func (p *poster) usualDPI() float64 {
	if max(p.sheet.Width, p.sheet.Height) > 450 {
		return 150
	}
	return 300
}

// say says on which paper the picture is, and warns if its text is too small to
// be read there.
func (p *poster) say(w io.Writer, picture *scene.Scene, part bool, l maps.Language) {
	words := posterWords[l]
	// What is said to be legible is said of the number that is printed.
	size := math.Round(paper.SmallestText(picture)*10) / 10
	fmt.Fprintf(w, words.size, p.sheet, l.Decimal(size, 1))
	if g := p.tiling; g != nil {
		p.sayTiles(w, *g, words)
	}
	if size == 0 || size >= paper.Legible {
		return
	}
	advice := words.parts
	if larger, becomes, ok := p.sheet.LargeEnough(size); ok {
		advice = fmt.Sprintf(words.larger, larger.Name, l.Decimal(becomes, 1))
		if !part {
			advice += words.orPart
		}
	}
	fmt.Fprintf(w, words.warning, paper.Legible, advice)
}

// mostWaste is the share of the tiles' paper that may stay empty before a size
// that fills it is mentioned.
const mostWaste = 0.2

func (p *poster) sayTiles(w io.Writer, g paper.Tiling, words posterText) {
	fmt.Fprintf(w, words.tiles, g.Columns*g.Rows, g.Tile, g.Columns, g.Rows)
	full, err := paper.Grid(g.Tile, g.Columns, g.Rows, *p.portrait)
	if poster := g.Poster(); err == nil && poster.Width*poster.Height < (1-mostWaste)*full.Poster().Width*full.Poster().Height {
		fmt.Fprintf(w, words.fill, g.Columns, g.Rows)
	}
}

// posterText is what is said of a poster in one language.
type posterText struct {
	size, tiles, fill, warning, larger, orPart, parts string
}

var posterWords = map[maps.Language]posterText{
	maps.English: {
		size:    "%s: the smallest text prints at %s pt\n",
		tiles:   "sheets to print: %d of %s; %d across, %d down; cut the left and upper edges off at the marks, and glue each over its neighbours\n",
		fill:    "part of them stays empty; --tiles %dx%d would fill them\n",
		warning: "warning: below %d pt few people can read it; %s\n",
		larger:  "on %s it would be about %s pt",
		orPart:  ", or draw a part with --view",
		parts:   "draw it in parts with --view",
	},
	maps.Danish: {
		size:    "%s: den mindste tekst bliver %s punkt\n",
		tiles:   "ark at udskrive: %d stk. %s; %d på tværs, %d nedad; skær venstre og øverste kant af ved mærkerne, og lim hvert ark hen over naboerne\n",
		fill:    "en del af dem forbliver tom; --tiles %dx%d ville fylde dem\n",
		warning: "advarsel: under %d punkt kan de færreste læse den; %s\n",
		larger:  "på %s ville den blive ca. %s punkt",
		orPart:  ", eller tegn en del med --view",
		parts:   "tegn kortet i dele med --view",
	},
}
