package chart

import (
	"math"

	"sysmap/render/diagram"
	"sysmap/render/scene"
)

// shade returns the colour of a value, as the scales of diagrams are; in black
// and white from pale to dark, where a diverging scale shows its size and the sign is left to
// numbers and marks.
func (l look) shade(s diagram.Scale, v float64) scene.Colour {
	place := s.Place(v)
	switch {
	case l.mono && s.Diverging:
		return greys(2 * math.Abs(place-0.5))
	case l.mono:
		return greys(place)
	}
	return s.Colour(v)
}

// greys returns the grey at a place 0…1.
func greys(place float64) scene.Colour {
	stops := [...]scene.Colour{scene.RGB(0xe6, 0xe6, 0xe6), scene.RGB(0xc2, 0xc2, 0xc2), scene.RGB(0x8c, 0x8c, 0x8c), scene.RGB(0x40, 0x40, 0x40)}
	at := place * float64(len(stops)-1)
	i := min(int(at), len(stops)-2)
	return stops[i].Mix(stops[i+1], at-float64(i))
}

// empty is the colour of a cell without a value.
func (l look) empty() scene.Colour {
	if l.dark {
		return l.ground.Mix(l.ink, 0.01)
	}
	return l.ground.Mix(l.ink, 0.07)
}

// on returns the ink that reads best on a fill.
func on(fill scene.Colour) scene.Colour {
	dark, light := scene.RGB(0x16, 0x1a, 0x1f), scene.RGB(0xff, 0xff, 0xff)
	if scene.Contrast(fill, dark) >= scene.Contrast(fill, light) {
		return dark
	}
	return light
}

// key explains marks and shades.
func (m *matrix) key() {
	var entries []entry
	for _, name := range m.o.Marks {
		if name.Mark == NoMark {
			continue
		}
		entries = append(entries, entry{text: name.Text, width: 1.3, sign: func(x, middle, width float64) []scene.Shape {
			box := scene.Around(scene.Point{X: x + width/2, Y: middle}, min(width, 1.3*m.size), 1.3*m.size)
			return append([]scene.Shape{scene.Rectangle{Box: box, Radius: 0.15 * m.size, Style: scene.Style{Fill: m.look.empty()}}},
				name.Mark.shapes(box.Centre(), 0.42*m.size, m.look.ink, m.look.empty())...)
		}})
	}
	if m.shaded() {
		low, high := plain(m.scale.LowLabel), plain(m.scale.HighLabel)
		if low == "" {
			low = m.numbers.write(m.scale.Low)
		}
		if high == "" {
			high = m.numbers.write(m.scale.High)
		}
		// The ends are written in the order they are shaded in.
		text := low + " – " + high
		if title := plain(m.scale.Title); title != "" {
			text = title + ": " + text
		}
		entries = append(entries, entry{text: text, width: 5, sign: m.ramp})
	}
	m.keyRow(entries)
}

func (m *matrix) shaded() bool {
	for _, row := range m.table.Cells {
		for _, c := range row {
			if c.Value != nil {
				return true
			}
		}
	}
	return false
}

// ramp draws the scale from low to high.
func (m *matrix) ramp(x, middle, width float64) []scene.Shape {
	const pieces = 7
	var shapes []scene.Shape
	piece := width / pieces
	for i := range pieces {
		v := m.scale.Low + (m.scale.High-m.scale.Low)*float64(i)/(pieces-1)
		shapes = append(shapes, scene.Rectangle{
			Box:   scene.Box{X: x + float64(i)*piece, Y: middle - 0.45*m.size, W: piece, H: 0.9 * m.size},
			Style: scene.Style{Fill: m.look.shade(m.scale, v)},
		})
	}
	return shapes
}
