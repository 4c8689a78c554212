package scene

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Colour is an sRGB colour with straight (not premultiplied) alpha. The zero
// value is fully transparent, which is no colour at all.
type Colour struct{ R, G, B, A uint8 }

// RGB returns an opaque colour.
func RGB(r, g, b uint8) Colour { return Colour{r, g, b, 255} }

// ParseColour reads "#rrggbb" or "#rgb".
func ParseColour(s string) (Colour, error) {
	digits, found := strings.CutPrefix(s, "#")
	value, err := strconv.ParseUint(digits, 16, 32)
	switch {
	case found && err == nil && len(digits) == 6:
		return RGB(uint8(value>>16), uint8(value>>8), uint8(value)), nil
	case found && err == nil && len(digits) == 3:
		return RGB(uint8(value>>8&15)*17, uint8(value>>4&15)*17, uint8(value&15)*17), nil
	}
	return Colour{}, fmt.Errorf("colour %q is not written #rrggbb or #rgb", s)
}

// Hex returns the colour as "#rrggbb", without its alpha.
func (c Colour) Hex() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// None reports whether the colour is fully transparent.
func (c Colour) None() bool { return c.A == 0 }

// Fade returns the colour at the given opacity, 0…1.
func (c Colour) Fade(opacity float64) Colour {
	c.A = uint8(math.Round(255 * min(max(opacity, 0), 1)))
	return c
}

// Mix returns the colour moved towards other by share, 0…1, in linear light.
func (c Colour) Mix(other Colour, share float64) Colour {
	blend := func(a, b uint8) uint8 {
		return fromLinear(toLinear(a)*(1-share) + toLinear(b)*share)
	}
	return Colour{
		blend(c.R, other.R), blend(c.G, other.G), blend(c.B, other.B),
		uint8(math.Round(float64(c.A)*(1-share) + float64(other.A)*share)),
	}
}

// Luminance returns the relative luminance of WCAG 2, 0 for black to 1 for
// white, ignoring alpha.
func (c Colour) Luminance() float64 {
	return 0.2126*toLinear(c.R) + 0.7152*toLinear(c.G) + 0.0722*toLinear(c.B)
}

// Contrast returns the contrast ratio of WCAG 2 between two colours, 1…21.
func Contrast(a, b Colour) float64 {
	la, lb := a.Luminance(), b.Luminance()
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func toLinear(v uint8) float64 {
	s := float64(v) / 255
	if s <= 0.04045 {
		return s / 12.92
	}
	return math.Pow((s+0.055)/1.055, 2.4)
}

func fromLinear(v float64) uint8 {
	s := v * 12.92
	if v > 0.0031308 {
		s = 1.055*math.Pow(v, 1/2.4) - 0.055
	}
	return uint8(math.Round(255 * min(max(s, 0), 1)))
}

// HSL makes an opaque colour from hue in degrees and saturation and lightness
// in 0…1.
func HSL(h, s, l float64) Colour {
	h = math.Mod(math.Mod(h, 360)+360, 360)
	channel := func(n float64) uint8 {
		k := math.Mod(n+h/30, 12)
		v := l - s*min(l, 1-l)*max(-1, min(k-3, 9-k, 1))
		return uint8(math.Round(255 * min(max(v, 0), 1)))
	}
	return RGB(channel(0), channel(8), channel(4))
}

// HSL returns the hue in degrees and the saturation and lightness in 0…1.
func (c Colour) HSL() (h, s, l float64) {
	r, g, b := float64(c.R)/255, float64(c.G)/255, float64(c.B)/255
	hi, lo := max(r, g, b), min(r, g, b)
	l = (hi + lo) / 2
	d := hi - lo
	if d == 0 {
		return 0, 0, l
	}
	s = d / (1 - math.Abs(2*l-1))
	switch hi {
	case r:
		h = math.Mod((g-b)/d+6, 6)
	case g:
		h = (b-r)/d + 2
	default:
		h = (r-g)/d + 4
	}
	return h * 60, s, l
}
