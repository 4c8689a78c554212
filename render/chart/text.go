package chart

import (
	"strings"
	"unicode"

	"sysmap/render/scene"
)

// longest is how much of a text is looked at: no sheet shows more, and
// breaking lines takes time.
const longest = 2000

// plain returns a text on one line, with single spaces, and cut where nobody
// would read on.
func plain(s string) string {
	if len(s) > longest {
		// Ranging over the text keeps its last character whole.
		for i := range s {
			if i >= longest {
				s = s[:i] + "…"
				break
			}
		}
	}
	s = strings.ToValidUTF8(s, "�")
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r != '\u00a0' && unicode.IsSpace(r) }), " ")
}

// fit breaks a text into at most most lines no wider than width; what does not
// fit ends in an ellipsis.
func fit(s string, font scene.Font, width float64, most int) []string {
	lines := scene.Wrap(plain(s), font, width)
	if len(lines) <= most {
		return narrow(lines, font, width)
	}
	rest := strings.Join(lines[most-1:], " ")
	return narrow(append(lines[:most-1:most-1], rest+"…"), font, width)
}

// narrow cuts lines that even breaking words could not make narrow enough.
func narrow(lines []string, font scene.Font, width float64) []string {
	for i, line := range lines {
		lines[i] = scene.Ellipsis(line, font, width)
	}
	return lines
}

// widest returns the width of the widest line.
func widest(lines []string, font scene.Font) float64 {
	w := 0.0
	for _, line := range lines {
		w = max(w, scene.Measure(line, font))
	}
	return w
}

// height returns how high lines are together.
func height(lines []string, font scene.Font) float64 {
	return float64(len(lines)) * scene.LineHeight(font)
}

// write sets lines under each other, from top down, at x as anchor says.
func write(lines []string, x, top float64, anchor scene.Anchor, font scene.Font, colour scene.Colour) []scene.Shape {
	var shapes []scene.Shape
	// Half the leading goes above the letters, so that a block looks centred in
	// its height.
	base := top + (scene.LineHeight(font)+scene.Ascent(font)-scene.Descent(font))/2
	for i, line := range lines {
		shapes = append(shapes, scene.Text{
			At: scene.Point{X: x, Y: base + float64(i)*scene.LineHeight(font)}, Anchor: anchor,
			String: line, Font: font, Colour: colour,
		})
	}
	return shapes
}

// centred sets lines so that their capitals are centred on a height.
func centred(lines []string, x, middle float64, anchor scene.Anchor, font scene.Font, colour scene.Colour) []scene.Shape {
	var shapes []scene.Shape
	first := middle - float64(len(lines)-1)*scene.LineHeight(font)/2 + scene.CapHeight(font)/2
	for i, line := range lines {
		shapes = append(shapes, scene.Text{
			At: scene.Point{X: x, Y: first + float64(i)*scene.LineHeight(font)}, Anchor: anchor,
			String: line, Font: font, Colour: colour,
		})
	}
	return shapes
}
