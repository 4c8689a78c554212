package diagram

import "sysmap/render/scene"

// Tone is one of a few colours that say what belongs together, told apart by
// readers with any kind of colour vision. The zero value is the colour of text.
// Where a theme has no colours, tones are dashes of an outline, and badges are
// told apart by their shape and text.
type Tone int

// Tones is how many tones there are before they repeat.
const Tones = 6

// tones by the lightness of the ground that they stand on: blue, orange, green,
// pink, slate and brown, or ochre where it is dark. They contrast with it at 4.5 to 1 or more.
var (
	tonesOnLight = [Tones]scene.Colour{
		scene.RGB(0x0b, 0x62, 0xa4), scene.RGB(0xc0, 0x4c, 0x08), scene.RGB(0x00, 0x7d, 0x68),
		scene.RGB(0xa8, 0x3f, 0x86), scene.RGB(0x3f, 0x46, 0x50), scene.RGB(0x5e, 0x3c, 0x14),
	}
	tonesOnDark = [Tones]scene.Colour{
		scene.RGB(0x6c, 0xb6, 0xf0), scene.RGB(0xff, 0x9d, 0x5c), scene.RGB(0x4f, 0xd1, 0xb3),
		scene.RGB(0xf0, 0xa3, 0xd8), scene.RGB(0xd5, 0xda, 0xe0), scene.RGB(0xe8, 0xcc, 0x5a),
	}
)

// Tone returns the colour of a tone: the ink for the zero value and where the
// theme is for black and white.
func (t Theme) Tone(n Tone) scene.Colour {
	switch {
	case n <= 0 || t.Symbols:
		return t.Ink
	case t.Background.Luminance() < 0.2:
		return tonesOnDark[(n-1)%Tones]
	}
	return tonesOnLight[(n-1)%Tones]
}

// toneDash returns how an outline of a tone is dashed where tones have no
// colour, in multiples of its width.
func (t Theme) toneDash(n Tone) []float64 {
	if !t.Symbols || n <= 0 {
		return nil
	}
	return [Tones][]float64{nil, {2.6, 1.3}, {0.9, 0.9}, {3.2, 1, 0.9, 1}, {5, 1.2}, {1.6, 2}}[(n-1)%Tones]
}
