package chart

import (
	"strings"

	"sysmap/render/scene"
)

// sheet is a chart that is being drawn, from top to bottom.
type sheet struct {
	o     Options
	look  look
	words words
	// size is that of labels, margin what stays free around the chart, and y how
	// far down it is drawn.
	size, margin, y float64
	shapes          []scene.Shape
}

func newSheet(o Options) *sheet {
	s := &sheet{o: o, look: lookOf(o.Theme, o.TextSize), words: wordsIn(o.Language), size: o.TextSize, margin: 2 * o.TextSize}
	s.y = s.margin
	return s
}

// inner is the width between the margins.
func (s *sheet) inner() float64 { return s.o.Width - 2*s.margin }

// Sizes of type, in label sizes.
func (s *sheet) titleFont() scene.Font    { return scene.Font{Size: 1.7 * s.size, Bold: true} }
func (s *sheet) subtitleFont() scene.Font { return scene.Font{Size: 1.05 * s.size} }
func (s *sheet) headingFont() scene.Font  { return scene.Font{Size: s.size, Bold: true} }
func (s *sheet) labelFont() scene.Font    { return scene.Font{Size: s.size} }
func (s *sheet) tickFont() scene.Font     { return scene.Font{Size: 0.88 * s.size} }
func (s *sheet) footFont() scene.Font     { return scene.Font{Size: 0.82 * s.size} }

// paragraph writes a text across the sheet and moves on below it.
func (s *sheet) paragraph(text string, font scene.Font, colour scene.Colour, most int) {
	lines := fit(text, font, s.inner(), most)
	s.shapes = append(s.shapes, write(lines, s.margin, s.y, scene.StartAnchor, font, colour)...)
	s.y += height(lines, font)
}

// head writes title and subtitle.
func (s *sheet) head() {
	if plain(s.o.Title) != "" {
		s.paragraph(s.o.Title, s.titleFont(), s.look.ink, 4)
		s.y += 0.15 * s.size
	}
	if plain(s.o.Subtitle) != "" {
		s.paragraph(s.o.Subtitle, s.subtitleFont(), s.look.faint, 6)
	}
	if s.y > s.margin {
		s.y += 0.9 * s.size
	}
}

// foot writes notes and source, and returns the finished scene.
func (s *sheet) foot(notes ...string) *scene.Scene {
	notes = append(notes, s.o.Notes...)
	if source := plain(s.o.Source); source != "" {
		notes = append(notes, s.words.source+": "+source)
	}
	s.y += 0.6 * s.size
	for _, note := range notes {
		if plain(note) != "" {
			s.y += 0.35 * s.size
			s.paragraph(note, s.footFont(), s.look.faint, 12)
		}
	}
	description := plain(s.o.Description)
	if description == "" {
		description = plain(s.o.Subtitle)
	}
	return &scene.Scene{
		Width: s.o.Width, Height: s.y + 0.8*s.margin,
		Title: plain(s.o.Title), Description: description, Language: string(s.o.Language),
		Background: s.look.ground, Shapes: s.shapes,
	}
}

// sentence joins what is not empty.
func sentence(parts ...string) string {
	var said []string
	for _, p := range parts {
		if p != "" {
			said = append(said, p)
		}
	}
	return strings.Join(said, " · ")
}

// segment returns a straight line from one point to another.
func segment(x1, y1, x2, y2 float64, style scene.Style) scene.Path {
	return scene.Path{Start: scene.Point{X: x1, Y: y1}, Segments: []scene.Segment{scene.Line(scene.Point{X: x2, Y: y2})}, Style: style}
}
