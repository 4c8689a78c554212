package scene

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image/png"
	"io"
	"math"
)

const (
	// MaxPixels is how large a PNG may be.
	MaxPixels = 100_000_000
	// longestSide is how many pixels a side of a PNG may have.
	longestSide = 65_536
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
// wrap [ErrInvalid], name a size above [MaxPixels] or a side above 65,536
// pixels, or come from w.
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
	if max(width, height) > longestSide {
		return fmt.Errorf("PNG of %.0f × %.0f pixels has a side above the limit of %d pixels; ask for a smaller width or resolution",
			width, height, longestSide)
	}
	picture := s.raster(int(width), int(height), scale, o.Transparent)
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	return encoder.Encode(&resolution{w: w, dpi: scale * pointsPerInch, before: headerLength}, picture)
}

// headerLength is that of a PNG's signature and first chunk.
const headerLength = 8 + 25

// resolution puts the chunk that says how large a pixel is, which Go's encoder
// leaves out, after the header of the PNG that passes through it.
type resolution struct {
	w   io.Writer
	dpi float64
	// before is how many bytes are still to come before the chunk.
	before int
}

func (r *resolution) Write(b []byte) (int, error) {
	if r.before == 0 {
		return r.w.Write(b)
	}
	n, err := r.w.Write(b[:min(r.before, len(b))])
	if r.before -= n; err != nil || r.before > 0 {
		return n, err
	}
	if _, err := r.w.Write(r.chunk()); err != nil {
		return n, err
	}
	rest, err := r.w.Write(b[n:])
	return n + rest, err
}

// chunk returns pHYs: pixels per metre in both directions.
func (r *resolution) chunk() []byte {
	perMetre := uint32(min(math.Round(r.dpi/0.0254), math.MaxInt32))
	b := append([]byte{0, 0, 0, 9}, "pHYs"...)
	b = binary.BigEndian.AppendUint32(b, perMetre)
	b = binary.BigEndian.AppendUint32(b, perMetre)
	b = append(b, 1)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}
