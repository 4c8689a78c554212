package chart

import (
	"sysmap/render/diagram"
	"sysmap/render/scene"
)

// look is what charts take from a theme, and what they add to it.
type look struct {
	ground, ink, faint, grid scene.Colour
	// mono is a theme for black and white, dark one with light text.
	mono, dark bool
	// line is the width that lines are multiples of, for the size of the text.
	line float64
}

func lookOf(t diagram.Theme, size float64) look {
	l := look{
		ground: t.Background, ink: t.Ink, faint: t.Faint,
		mono: t.Symbols, dark: t.Background.Luminance() < 0.2, line: max(t.LineWidth, 0.5) * size / defaultTextSize,
	}
	// Light on dark stands out more than dark on light, at the same distance.
	if l.dark {
		l.grid = t.Background.Mix(t.Ink, 0.035)
	} else {
		l.grid = t.Background.Mix(t.Ink, 0.2)
	}
	return l
}

// stroke is how one series is told from the others.
type stroke struct {
	colour scene.Colour
	dash   []float64
	// band is how dense its band is, 0…1.
	band float64
}

// mostSeries is how many series can be told apart by dash.
const mostSeries = 4

// stroke returns the look of a series by its place, for text of a size.
func (l look) stroke(i int, size float64) stroke {
	dashes := [mostSeries][]float64{nil, {0.75, 0.3}, {0.12, 0.28}, {0.9, 0.28, 0.12, 0.28}}
	s := stroke{band: 0.13}
	for _, d := range dashes[i%mostSeries] {
		s.dash = append(s.dash, d*size)
	}
	// Blue, orange, ink and rose stay apart for readers with any kind of colour
	// vision.
	list := [mostSeries]scene.Colour{scene.RGB(0x1f, 0x5a, 0x99), scene.RGB(0xb3, 0x58, 0x06), scene.RGB(0x2f, 0x33, 0x3a), scene.RGB(0x9c, 0x54, 0x78)}
	switch {
	case l.mono:
		list = [mostSeries]scene.Colour{l.ink, l.ink, l.ink, l.ink}
		s.band = 0.13
	case l.dark:
		list = [mostSeries]scene.Colour{scene.RGB(0x7c, 0xb8, 0xee), scene.RGB(0xff, 0xa5, 0x4d), scene.RGB(0xf2, 0xf2, 0xf2), scene.RGB(0xd9, 0x60, 0x9a)}
		s.band = 0.2
	}
	s.colour = list[i%mostSeries]
	return s
}

// median is how the line of a series is drawn.
func (l look) median(s stroke) scene.Style {
	return scene.Style{Stroke: s.colour, Width: 1.7 * l.line, Dash: s.dash, RoundCap: true, RoundJoin: true}
}
