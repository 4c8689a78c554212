package scene

import (
	"image"
	"math"
)

// canvas is a picture that remembers, for each row, the pixels that may have
// been painted: as a layer it is laid over another and wiped at little more
// cost than what is on it.
type canvas struct {
	*image.RGBA
	painted []extent
}

// extent is a run of pixels in a row.
type extent struct{ from, to int }

// nowhere is the extent that holds nothing.
var nowhere = extent{math.MaxInt, 0}

func (e *extent) add(from, to int) { e.from, e.to = min(e.from, from), max(e.to, to) }

func newCanvas(width, height int) *canvas {
	c := &canvas{RGBA: image.NewRGBA(image.Rect(0, 0, width, height)), painted: make([]extent, height)}
	for i := range c.painted {
		c.painted[i] = nowhere
	}
	return c
}

// flood paints all of an empty canvas.
func (c *canvas) flood(colour Colour) {
	blend(c.Pix[:4], colour, float32(colour.A)/255)
	for n := 4; n < len(c.Pix); n *= 2 {
		copy(c.Pix[n:], c.Pix[:n])
	}
}

// fill paints a row from a pixel on, as much as the running sum of the
// differences says.
func (c *canvas) fill(row, from int, differences []float32, colour Colour) {
	differences = differences[:min(len(differences), c.Rect.Max.X-from)]
	c.painted[row].add(from, from+len(differences))
	pixels := c.Pix[c.PixOffset(from, row):][:4*len(differences)]
	alpha := float32(colour.A) / 255
	sum := float32(0)
	for i, d := range differences {
		sum += d
		if share := min(max(sum, -sum), 1) * alpha; share >= 1.0/512 {
			blend(pixels[4*i:4*i+4:4*i+4], colour, share)
		}
	}
}

// blend puts share of the colour over a premultiplied pixel.
func blend(pixel []uint8, colour Colour, share float32) {
	s := uint32(share*65536 + 0.5)
	rest := 65536 - s
	pixel[0] = uint8((uint32(colour.R)*s + uint32(pixel[0])*rest + 32768) >> 16)
	pixel[1] = uint8((uint32(colour.G)*s + uint32(pixel[1])*rest + 32768) >> 16)
	pixel[2] = uint8((uint32(colour.B)*s + uint32(pixel[2])*rest + 32768) >> 16)
	pixel[3] = uint8((255*s + uint32(pixel[3])*rest + 32768) >> 16)
}

// lay puts the layer, a canvas of the same size, over c at the given opacity,
// and wipes the layer.
func (c *canvas) lay(layer *canvas, opacity float64) {
	share := uint32(opacity*65536 + 0.5)
	for row, e := range layer.painted {
		if e.from >= e.to {
			continue
		}
		over := layer.Pix[layer.PixOffset(e.from, row):][:4*(e.to-e.from)]
		under := c.Pix[c.PixOffset(e.from, row):][:len(over)]
		for i := 0; i < len(over); i += 4 {
			if over[i+3] != 0 {
				layPixel(under[i:i+4:i+4], over[i:i+4:i+4], share)
			}
		}
		c.painted[row].add(e.from, e.to)
		clear(over)
		layer.painted[row] = nowhere
	}
}

func layPixel(under, over []uint8, share uint32) {
	rest := 65536 - uint32(over[3])*share/255
	for i := range under {
		under[i] = uint8((uint32(over[i])*share + uint32(under[i])*rest + 32768) >> 16)
	}
}
