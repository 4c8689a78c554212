package scene

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"slices"

	"git.sr.ht/~sbinet/gg"
)

// raster draws the scene.
func (s *Scene) raster(width, height int, scale float64, transparent bool) *image.RGBA {
	p := painter{scale: scale, sheet: image.Rect(0, 0, width, height)}
	p.on = p.newLayer()
	if !transparent && !s.Background.None() {
		p.on.SetColor(s.Background.nrgba())
		p.on.Clear()
	}
	p.shapes(s.Shapes)
	return p.on.picture
}

// painter draws shapes with gg, in pixels.
type painter struct {
	scale    float64
	sheet    image.Rectangle
	on       *layer
	outlines outlines
	// spare are empty layers for faded groups inside each other, as many as
	// were needed so far at once.
	spare []*layer
}

// layer is a picture of the sheet's size, and the part of it that may have
// been painted.
type layer struct {
	*gg.Context
	picture *image.RGBA
	painted image.Rectangle
}

func (p *painter) newLayer() *layer {
	picture := image.NewRGBA(p.sheet)
	return &layer{Context: gg.NewContextForRGBA(picture), picture: picture}
}

func (p *painter) shapes(shapes []Shape) {
	for _, shape := range shapes {
		switch s := shape.(type) {
		case Group:
			p.group(s)
		case Rectangle:
			p.path(s.path())
		case Path:
			p.path(s)
		case Text:
			p.text(s)
		}
	}
}

// group draws a faded group on a layer of its own, which is then laid over the
// picture: the opacity is that of the whole and not of its parts.
func (p *painter) group(g Group) {
	if g.opacity() >= 1 {
		p.shapes(g.Shapes)
		return
	}
	under := p.on
	if n := len(p.spare); n > 0 {
		p.on, p.spare = p.spare[n-1], p.spare[:n-1]
	} else {
		p.on = p.newLayer()
	}
	p.shapes(g.Shapes)
	over := p.on
	area := over.painted
	draw.DrawMask(under.picture, area, over.picture, area.Min, p.veil(g.opacity()), area.Min, draw.Over)
	draw.Draw(over.picture, area, image.Transparent, image.Point{}, draw.Src)
	over.painted = image.Rectangle{}
	under.painted = under.painted.Union(area)
	p.on, p.spare = under, append(p.spare, over)
}

// veil is a mask of one opacity. All of its rows are the same one; with an
// image.Uniform image/draw takes twice the time.
func (p *painter) veil(opacity float64) *image.Alpha {
	row := make([]uint8, p.sheet.Dx())
	for i := range row {
		row[i] = uint8(math.Round(255 * opacity))
	}
	return &image.Alpha{Pix: row, Rect: p.sheet}
}

// reaches notes that the box on the sheet, in points, is painted, and reports
// whether any of it is on the picture.
func (p *painter) reaches(b Box) bool {
	left, top := p.pixel(Point{b.X, b.Y})
	right, bottom := p.pixel(Point{b.X + b.W, b.Y + b.H})
	area := image.Rect(int(left)-1, int(top)-1, int(right)+2, int(bottom)+2).Intersect(p.sheet)
	p.on.painted = p.on.painted.Union(area)
	return !area.Empty()
}

func (p *painter) path(path Path) {
	if !p.reaches(path.reach()) {
		return
	}
	if !path.Style.Fill.None() {
		p.trace(path)
		p.on.SetColor(path.Style.Fill.nrgba())
		p.on.Fill()
	}
	if path.Style.stroked() {
		p.stroke(path)
	}
}

// trace adds a path to what is filled or stroked next.
func (p *painter) trace(path Path) {
	p.on.MoveTo(p.pixel(path.Start))
	for _, s := range path.Segments {
		x, y := p.pixel(s.To)
		if s.Straight {
			p.on.LineTo(x, y)
			continue
		}
		x1, y1 := p.pixel(s.C1)
		x2, y2 := p.pixel(s.C2)
		p.on.CubicTo(x1, y1, x2, y2, x, y)
	}
	if path.Closed {
		p.on.ClosePath()
	}
}

// farthestPixel is how far from the origin anything is drawn: beyond, the
// fixed-point numbers below gg overflow. What is farther is bent there.
const farthestPixel = longestSide

func (p *painter) pixel(q Point) (x, y float64) {
	return min(max(q.X*p.scale, -farthestPixel), farthestPixel), min(max(q.Y*p.scale, -farthestPixel), farthestPixel)
}

// mostGlyphs is how many glyphs are drawn at once: the time that the rasteriser
// below gg takes grows with the square of what is in a row of pixels.
const mostGlyphs = 200

func (p *painter) text(t Text) {
	line := setLine(printable(t.String), t.Font)
	start := t.start(line.width * t.Font.Size)
	line.glyphs = slices.DeleteFunc(line.glyphs, func(g placed) bool { return !p.reaches(t.reach(start, g)) })
	var parts [][]Path
	for glyphs := range slices.Chunk(line.glyphs, mostGlyphs) {
		parts = append(parts, p.outlines.line(glyphs, start, t.Font.Size))
	}
	if !t.Halo.None() && t.HaloWidth > 0 {
		p.on.SetDash()
		p.on.SetLineWidth(p.penWidth(2 * t.HaloWidth))
		p.on.SetLineCapRound()
		p.on.SetLineJoinRound()
		p.letters(parts, t.Halo, p.on.Stroke)
	}
	if !t.Colour.None() {
		p.letters(parts, t.Colour, p.on.Fill)
	}
}

// letters fills or strokes the outlines of letters, part by part.
func (p *painter) letters(parts [][]Path, colour Colour, draw func()) {
	p.on.SetColor(colour.nrgba())
	for _, paths := range parts {
		for _, path := range paths {
			p.trace(path)
		}
		draw()
	}
}

// reach returns a box that holds all that a glyph of the text may paint.
func (t Text) reach(start Point, g placed) Box {
	em := t.Font.Size
	return Box{start.X + g.x*em, start.Y - em, em, em}.Inset(-em - t.HaloWidth)
}

func (c Colour) nrgba() color.NRGBA { return color.NRGBA(c) }
