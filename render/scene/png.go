package scene

import (
	"fmt"
	"image"
	"io"
	"math"
)

const (
	// MaxPixels is how large a PNG may be.
	MaxPixels = 100_000_000
	// defaultDPI draws two pixels a point.
	defaultDPI    = 144
	pointsPerInch = 72
)

// PNGOptions say how a scene is written as PNG.
type PNGOptions struct {
	// Width in pixels. If it is 0, DPI counts.
	Width int
	// DPI is pixels per inch, where an inch is 72 points; 0 is 144.
	DPI float64
	// Transparent leaves out the scene's background.
	Transparent bool
}

// scale returns pixels per point.
func (o PNGOptions) scale(s *Scene) (float64, error) {
	switch {
	case o.Width < 0 || o.DPI < 0 || math.IsNaN(o.DPI):
		return 0, fmt.Errorf("PNG of %d pixels at %g dpi: neither may be below 0", o.Width, o.DPI)
	case o.Width > 0:
		return float64(o.Width) / s.Width, nil
	case o.DPI > 0:
		return o.DPI / pointsPerInch, nil
	}
	return defaultDPI / pointsPerInch, nil
}

// WritePNG writes the scene as a PNG with its resolution. The letters are drawn
// from their outlines; characters that the shipped fonts lack are boxes. Errors
// wrap [ErrInvalid], name a size above [MaxPixels], or come from w.
func (s *Scene) WritePNG(w io.Writer, o PNGOptions) error {
	if err := s.Check(); err != nil {
		return err
	}
	scale, err := o.scale(s)
	if err != nil {
		return err
	}
	width, height := math.Ceil(s.Width*scale-1e-6), math.Ceil(s.Height*scale-1e-6)
	width, height = max(width, 1), max(height, 1)
	if width*height > MaxPixels {
		return fmt.Errorf("PNG of %.0f × %.0f pixels is above the limit of %d million pixels; ask for a smaller width or resolution",
			width, height, MaxPixels/1_000_000)
	}
	picture := s.raster(int(width), int(height), scale, o.Transparent)
	return writePNGFile(w, picture, scale*pointsPerInch)
}

// raster draws the scene.
func (s *Scene) raster(width, height int, scale float64, transparent bool) *image.RGBA {
	picture := newCanvas(width, height)
	if !transparent && !s.Background.None() {
		picture.flood(s.Background)
	}
	p := painter{on: picture, coverage: newCoverage(width, height), outlines: &outlines{}, scale: scale}
	p.shapes(s.Shapes)
	return picture.RGBA
}

// painter draws shapes on a picture.
type painter struct {
	on       *canvas
	coverage *coverage
	outlines *outlines
	scale    float64
	// layers are empty canvases for faded groups inside each other, as many as
	// were needed so far at once.
	layers []*canvas
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

func (p *painter) group(g Group) {
	if g.opacity() >= 1 {
		p.shapes(g.Shapes)
		return
	}
	on := p.on
	if n := len(p.layers); n > 0 {
		p.on, p.layers = p.layers[n-1], p.layers[:n-1]
	} else {
		p.on = newCanvas(on.Rect.Max.X, on.Rect.Max.Y)
	}
	p.shapes(g.Shapes)
	on.lay(p.on, g.opacity())
	p.on, p.layers = on, append(p.layers, p.on)
}

func (p *painter) path(path Path) {
	outline := path.flatten(p.scale)
	if !path.Style.Fill.None() {
		p.coverage.contour(outline)
		p.coverage.paint(p.on, path.Style.Fill)
	}
	if !path.Style.stroked() {
		return
	}
	p.stroke(outline, path.Style)
	p.coverage.paint(p.on, path.Style.Stroke)
}

func (p *painter) stroke(outline contour, s Style) {
	pen := newPen(p.coverage, s.Width*p.scale, s.RoundCap, s.RoundJoin)
	pattern := s.dash()
	if pattern == nil {
		pen.draw(outline)
		return
	}
	scaled := make([]float64, len(pattern))
	for i, d := range pattern {
		scaled[i] = d * p.scale
	}
	for _, dash := range dashed(outline, scaled) {
		pen.draw(dash)
	}
}

func (p *painter) text(t Text) {
	line := setLine(printable(t.String), t.Font)
	start := t.start(line.width * t.Font.Size)
	if !t.Halo.None() && t.HaloWidth > 0 {
		pen := newPen(p.coverage, 2*t.HaloWidth*p.scale, true, true)
		for c := range p.outlines.contours(line, start, t.Font.Size, p.scale) {
			pen.draw(c)
		}
		p.coverage.paint(p.on, t.Halo)
	}
	if t.Colour.None() {
		return
	}
	for c := range p.outlines.contours(line, start, t.Font.Size, p.scale) {
		p.coverage.contour(c)
	}
	p.coverage.paint(p.on, t.Colour)
}
