package chart

import "sysmap/render/scene"

// entry is one thing that a key explains: a sign drawn around a middle, and
// what it means.
type entry struct {
	text string
	// width of the sign in label sizes; [signWidth] if 0.
	width float64
	sign  func(x, middle, width float64) []scene.Shape
}

// signWidth is how wide the signs of a key are, in label sizes.
const signWidth = 2.2

// keyRow writes entries beside each other, in as many rows as they need.
func (s *sheet) keyRow(entries []entry) {
	if len(entries) == 0 {
		return
	}
	font := s.tickFont()
	gap, between := 0.5*s.size, 1.6*s.size
	row := 1.45 * s.size
	x := s.margin
	for _, e := range entries {
		sign := signWidth * s.size
		if e.width > 0 {
			sign = e.width * s.size
		}
		lines := fit(e.text, font, s.inner()-sign-gap, 1)
		w := sign + gap + widest(lines, font)
		if x > s.margin && x+w > s.margin+s.inner() {
			x, s.y = s.margin, s.y+row
		}
		middle := s.y + row/2
		g := scene.Group{Classes: []string{"key"}, Title: plain(e.text), Shapes: e.sign(x, middle, sign)}
		g.Shapes = append(g.Shapes, centred(lines, x+sign+gap, middle, scene.StartAnchor, font, s.look.ink)...)
		s.shapes = append(s.shapes, g)
		x += w + between
	}
	s.y += row + 0.9*s.size
}

// key explains lines that are not named where they are, and the bands.
func (m *multiples) key() {
	var entries []entry
	named := len(m.names) > 1 || m.names[0] != ""
	if m.direct == nil && named {
		for i, name := range m.names {
			look := m.look.stroke(i, m.size)
			entries = append(entries, entry{text: name, sign: func(x, middle, width float64) []scene.Shape {
				return []scene.Shape{segment(x, middle, x+width, middle, m.look.median(look))}
			}})
		}
	}
	if m.banded() {
		entries = append(entries, entry{text: m.band(), sign: m.bandSign})
	}
	m.keyRow(entries)
}

func (m *multiples) banded() bool {
	for _, p := range m.panels {
		for _, s := range p.Series {
			if len(s.Low) > 0 {
				return true
			}
		}
	}
	return false
}

// bandSign is a small band with its line, in no series' colour.
func (m *multiples) bandSign(x, middle, width float64) []scene.Shape {
	look := m.look.stroke(0, m.size)
	if len(m.names) > 1 {
		look.colour = m.look.faint
	}
	return []scene.Shape{
		scene.Rectangle{Box: scene.Box{X: x, Y: middle - 0.42*m.size, W: width, H: 0.84 * m.size}, Style: scene.Style{Fill: look.colour.Fade(1.3 * look.band)}},
		segment(x, middle, x+width, middle, scene.Style{Stroke: look.colour, Width: 1.5 * m.look.line}),
	}
}
