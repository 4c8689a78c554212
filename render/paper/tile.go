package paper

import (
	"fmt"
	"math"

	"sysmap/render/scene"
)

// Tiling is a poster made of smaller sheets: each is printed with a margin, cut
// off at its left and upper edge along the marks, and glued over its
// neighbours' right and lower edges, where the same is printed again.
type Tiling struct {
	// Tile is the smaller sheet.
	Tile          Sheet
	Columns, Rows int
	poster        Sheet
}

// Margin of a tile, where office printers do not print, and how much of its
// neighbour a tile repeats, in millimetres.
const (
	tileMargin  = 10
	tileOverlap = 10
	// MostTiles is how many sheets a poster may be made of.
	MostTiles = 400
)

// Divide returns how a poster is made of tiles, lying down or standing up,
// whichever needs fewer. Errors wrap [ErrPaper].
func Divide(poster, tile Sheet) (Tiling, error) {
	best := Tiling{}
	for _, t := range []Sheet{tile.Landscape(), tile.Portrait()} {
		if err := wideEnough(t); err != nil {
			return Tiling{}, err
		}
		wide, high := step(t)
		g := Tiling{t, count(poster.Width, wide), count(poster.Height, high), poster}
		if best.Columns == 0 || g.Columns*g.Rows < best.Columns*best.Rows {
			best = g
		}
	}
	return best, best.check()
}

// Grid returns the largest poster that can be made of so many tiles. They lie
// down or stand up, whichever brings the poster nearer to the shape of the A
// series, upright if portrait. Errors wrap [ErrPaper].
func Grid(tile Sheet, columns, rows int, portrait bool) (Tiling, error) {
	wanted := math.Log(math.Sqrt2)
	if portrait {
		wanted = -wanted
	}
	best, off := Tiling{}, math.Inf(1)
	for _, t := range []Sheet{tile.Landscape(), tile.Portrait()} {
		if err := wideEnough(t); err != nil {
			return Tiling{}, err
		}
		wide, high := step(t)
		poster := Sheet{Width: float64(columns)*wide + tileOverlap, Height: float64(rows)*high + tileOverlap}
		if miss := math.Abs(math.Log(poster.Width/poster.Height) - wanted); miss < off {
			best, off = Tiling{t, columns, rows, poster}, miss
		}
	}
	if err := best.check(); err != nil {
		return Tiling{}, err
	}
	return best, best.poster.check()
}

// step returns how far apart tiles lie on the poster.
func step(tile Sheet) (x, y float64) {
	return tile.Width - 2*tileMargin - tileOverlap, tile.Height - 2*tileMargin - tileOverlap
}

func wideEnough(tile Sheet) error {
	if x, y := step(tile); x < 20 || y < 20 {
		return fmt.Errorf("%w: tiles of %s leave no room between their margins", ErrPaper, tile)
	}
	return nil
}

func count(side, step float64) int {
	return max(1, int(math.Ceil((side-tileOverlap)/step-1e-9)))
}

func (t Tiling) check() error {
	if t.Columns < 1 || t.Rows < 1 || t.Columns > MostTiles || t.Rows > MostTiles || t.Columns*t.Rows > MostTiles {
		return fmt.Errorf("%w: a poster of %d × %d sheets; it can have 1…%d", ErrPaper, t.Columns, t.Rows, MostTiles)
	}
	return nil
}

// Poster returns the size of the whole.
func (t Tiling) Poster() Sheet { return t.poster }

// Pages returns the tiles of a picture that is as large as the poster, row by
// row from the upper left.
func (t Tiling) Pages(picture *scene.Scene) []scene.Page {
	var pages []scene.Page
	for row := range t.Rows {
		for column := range t.Columns {
			pages = append(pages, scene.Page{Scene: t.page(picture, column, row)})
		}
	}
	return pages
}

func (t Tiling) page(picture *scene.Scene, column, row int) *scene.Scene {
	margin := float64(tileMargin * Points)
	sheet := scene.Box{W: t.Tile.Width * Points, H: t.Tile.Height * Points}
	printed := sheet.Inset(margin)
	stepX, stepY := step(t.Tile)
	window := scene.Box{X: float64(column) * stepX * Points, Y: float64(row) * stepY * Points, W: printed.W, H: printed.H}

	page := *picture
	page.Width, page.Height, page.Background, page.Shapes = sheet.W, sheet.H, scene.Colour{}, nil
	var shapes []scene.Shape
	if !picture.Background.None() {
		shapes = append(shapes, scene.Rectangle{Box: scene.Box{W: picture.Width, H: picture.Height}, Style: scene.Style{Fill: picture.Background}})
	}
	shapes = append(shapes, scene.Within(picture.Shapes, window)...)
	page.Shapes = append(page.Shapes, scene.Scaled(shapes, 1, margin-window.X, margin-window.Y)...)
	page.Shapes = append(page.Shapes, mask(sheet, printed)...)
	page.Shapes = append(page.Shapes, t.marks(printed, column, row)...)
	page.Shapes = append(page.Shapes, t.place(printed, picture.Title, column, row)...)
	return &page
}

// mask covers what reaches over the edge of what is printed.
func mask(sheet, printed scene.Box) []scene.Shape {
	// A little beyond the sheet, so that no hair of it shows.
	out := sheet.Inset(-1)
	right, bottom := printed.X+printed.W, printed.Y+printed.H
	var shapes []scene.Shape
	for _, b := range []scene.Box{
		{X: out.X, Y: out.Y, W: out.W, H: printed.Y - out.Y},
		{X: out.X, Y: bottom, W: out.W, H: out.Y + out.H - bottom},
		{X: out.X, Y: out.Y, W: printed.X - out.X, H: out.H},
		{X: right, Y: out.Y, W: out.X + out.W - right, H: out.H},
	} {
		shapes = append(shapes, scene.Rectangle{Box: b, Style: scene.Style{Fill: scene.RGB(255, 255, 255)}})
	}
	return shapes
}

// marks draws where to cut, and in the margins where the edge of the next tile
// comes to lie.
func (t Tiling) marks(printed scene.Box, column, row int) []scene.Shape {
	const gap, length = 1 * Points, 4 * Points
	shapes := corners(printed, gap, length)
	right, bottom := printed.X+printed.W, printed.Y+printed.H
	glue := func(from, to scene.Point) {
		shapes = append(shapes, scene.Path{
			Start: from, Segments: []scene.Segment{scene.Line(to)},
			Style: scene.Style{Stroke: scene.RGB(0x60, 0x60, 0x60), Width: 0.5, Dash: []float64{1.5, 1.5}},
		})
	}
	if column < t.Columns-1 {
		x := right - tileOverlap*Points
		glue(scene.Point{X: x, Y: printed.Y - gap - length}, scene.Point{X: x, Y: printed.Y - gap})
		glue(scene.Point{X: x, Y: bottom + gap}, scene.Point{X: x, Y: bottom + gap + length})
	}
	if row < t.Rows-1 {
		y := bottom - tileOverlap*Points
		glue(scene.Point{X: printed.X - gap - length, Y: y}, scene.Point{X: printed.X - gap, Y: y})
		glue(scene.Point{X: right + gap, Y: y}, scene.Point{X: right + gap + length, Y: y})
	}
	return []scene.Shape{scene.Group{Classes: []string{"crop-marks"}, Shapes: shapes}}
}

// place says in the lower margin which tile of which picture this is: a small
// plan of all tiles, and the tile's own letter and number.
func (t Tiling) place(printed scene.Box, title string, column, row int) []scene.Shape {
	grey := scene.RGB(0x60, 0x60, 0x60)
	high := 3.4 * Points
	cell := high / float64(t.Rows)
	wide := min(cell*t.Tile.Width/t.Tile.Height, 12*Points/float64(t.Columns))
	left, top := printed.X+8*Points, printed.Y+printed.H+1.6*Points
	var shapes []scene.Shape
	for y := range t.Rows {
		for x := range t.Columns {
			style := scene.Style{Stroke: grey, Width: 0.4}
			if x == column && y == row {
				style.Fill = grey
			}
			shapes = append(shapes, scene.Rectangle{Box: scene.Box{X: left + float64(x)*wide, Y: top + float64(y)*cell, W: wide, H: cell}, Style: style})
		}
	}
	font := scene.Font{Size: 7}
	x := left + float64(t.Columns)*wide + 2*Points
	text := Tile(column, row)
	if title != "" {
		text += " · " + title
	}
	text = scene.Ellipsis(text, font, printed.X+printed.W-14*Points-x)
	shapes = append(shapes, scene.Text{At: scene.Point{X: x, Y: top + high/2 + scene.CapHeight(font)/2}, String: text, Font: font, Colour: grey})
	return []scene.Shape{scene.Group{Classes: []string{"tile"}, Shapes: shapes}}
}

// Tile names a tile by its column and row, counted from 0: "A1" is the upper
// left, "B1" stands right of it.
func Tile(column, row int) string {
	name := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return fmt.Sprintf("%s%d", name, row+1)
}
