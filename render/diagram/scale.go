package diagram

import (
	"math"

	"sysmap/render/scene"
)

// Colours of scales, chosen so that readers with any kind of colour vision see
// their order: lightness falls evenly towards the strong end, and the two arms
// of the diverging scale are blue and orange.
var (
	sequential = [...]string{"#f3f1e6", "#c9dcd2", "#8fbfc2", "#5197ae", "#2a6a92", "#123f6b"}
	diverging  = [...]string{"#b35806", "#e08a2e", "#f6c78f", "#f4f2ef", "#a9c8e2", "#4f8fc4", "#1f5a99"}
)

// The same on a dark ground, where the strong end is the light one.
var (
	sequentialDark = [...]string{"#222a33", "#26414f", "#2f6173", "#458797", "#77b3b8", "#c4e3dc"}
	divergingDark  = [...]string{"#ffb566", "#c9802f", "#7c5228", "#2b3138", "#2f557a", "#4a88bf", "#93c6f2"}
)

// The same in black and white: how far from nothing; which way is left to arrows.
var (
	sequentialGrey = [...]string{"#ffffff", "#e4e4e4", "#c4c4c4", "#9c9c9c", "#6a6a6a", "#333333"}
	divergingGrey  = [...]string{"#5c5c5c", "#a0a0a0", "#d8d8d8", "#ffffff", "#d8d8d8", "#a0a0a0", "#5c5c5c"}
)

// Colours returns the colours of the scale under a theme, evenly from the low
// end to the high one; those between are mixed in linear light.
func (s Scale) Colours(t Theme) []scene.Colour {
	switch {
	case s.Diverging && t.Symbols:
		return colours(divergingGrey[:]...)
	case t.Symbols:
		return colours(sequentialGrey[:]...)
	case s.Diverging && t.dark:
		return colours(divergingDark[:]...)
	case s.Diverging:
		return colours(diverging[:]...)
	case t.dark:
		return colours(sequentialDark[:]...)
	}
	return colours(sequential[:]...)
}

// Colour returns the colour of a value on a light ground: from pale to deep
// blue, or from orange over pale to blue where the scale is diverging.
func (s Scale) Colour(v float64) scene.Colour { return s.ColourUnder(Theme{}, v) }

// ColourUnder returns the colour of a value under a theme.
func (s Scale) ColourUnder(t Theme, v float64) scene.Colour { return s.at(t, s.Place(v)) }

// at returns the colour at a place 0…1 on the scale under a theme.
func (s Scale) at(t Theme, place float64) scene.Colour {
	list := s.Colours(t)
	at := min(max(place, 0), 1) * float64(len(list)-1)
	i := min(int(at), len(list)-2)
	return list[i].Mix(list[i+1], at-float64(i))
}

// slight is how far from its middle a place on a diverging scale says nothing of
// which way.
const slight = 0.01

// direction returns the arrow that says which way a value goes where colours
// cannot: on diverging scales in black and white.
func (s Scale) direction(t Theme, v float64) string {
	place := s.Place(v) - 0.5
	switch {
	case !t.Symbols || !s.Diverging || math.Abs(place) < slight:
		return ""
	case place > 0:
		return "↑"
	}
	return "↓"
}

// ends returns what the ends of a scale are called, with their arrows.
func (s Scale) ends(t Theme) (low, high string) {
	if !t.Symbols || !s.Diverging {
		return s.LowLabel, s.HighLabel
	}
	return "↓ " + s.LowLabel, s.HighLabel + " ↑"
}

// scaleBar draws the legend of a scale: its title, a bar, and what its ends
// are called.
func (d *drawing) scaleBar(s Scale, x, y, unit float64) block {
	var b block
	font := scene.Font{Size: unit}
	const pieces = 24
	if s.Title != "" {
		b.write(s.Title, x, y, 40*unit, scene.Font{Size: unit, Bold: true}, d.o.Theme.Ink)
		b.height += 0.3 * unit
	}
	lowLabel, highLabel := s.ends(d.o.Theme)
	low := scene.Measure(lowLabel, font)
	left, top, piece := x+low+0.6*unit, y+b.height, 0.5*unit
	g := scene.Group{Classes: []string{"legend", "scale"}, Title: s.Title}
	middle := top + 0.5*unit + scene.CapHeight(font)/2
	g.Shapes = append(g.Shapes, scene.Text{At: scene.Point{X: x, Y: middle}, String: lowLabel, Font: font, Colour: d.o.Theme.Ink})
	for i := range pieces {
		g.Shapes = append(g.Shapes, scene.Rectangle{
			// A hair of overlap hides the seams.
			Box:   scene.Box{X: left + float64(i)*piece, Y: top, W: piece * 1.05, H: unit},
			Style: scene.Style{Fill: s.at(d.o.Theme, (float64(i)+0.5)/pieces)},
		})
	}
	g.Shapes = append(g.Shapes,
		scene.Rectangle{Box: scene.Box{X: left, Y: top, W: pieces * piece, H: unit}, Style: scene.Style{Stroke: d.o.Theme.Faint, Width: 0.06 * unit}},
		scene.Text{At: scene.Point{X: left + pieces*piece + 0.6*unit, Y: middle}, String: highLabel, Font: font, Colour: d.o.Theme.Ink})
	b.shapes = append(b.shapes, g)
	b.height += 1.5 * unit
	return b
}
