package document

import (
	"strings"

	"sysmap/render/scene"
)

// piece is a part of a set line that looks alike.
type piece struct {
	text   string
	x      float64
	width  float64
	font   scene.Font
	colour scene.Colour
	ref    string // the key of what it leads to, if any
	url    string
}

// line is one line of set text.
type line struct {
	pieces []piece
	width  float64
}

// word is what is not broken unless it is wider than a line.
type word struct {
	pieces []piece
	width  float64
	// space is how much room there is before it if it does not begin a line.
	space float64
}

// set breaks text into lines no wider than a width, each as full as it can be.
func (x *index) set(t Text, size, width float64, ink scene.Colour) []line {
	var lines []line
	var now line
	flush := func() {
		lines = append(lines, now)
		now = line{}
	}
	add := func(w word) {
		for _, p := range w.pieces {
			p.x += now.width
			now.pieces = append(now.pieces, p)
		}
		now.width += w.width
	}
	for _, w := range x.parted(t, size, ink) {
		if len(now.pieces) > 0 && now.width+w.space+w.width > width+1e-9 {
			flush()
		}
		if len(now.pieces) > 0 {
			now.width += w.space
		}
		if w.width <= width {
			add(w)
			continue
		}
		for _, part := range broken(w, width) {
			if len(now.pieces) > 0 {
				flush()
			}
			add(part)
		}
	}
	if len(now.pieces) > 0 {
		flush()
	}
	return lines
}

// broken breaks a word that is wider than a line.
func broken(w word, width float64) []word {
	var parts []word
	for _, p := range w.pieces {
		for _, text := range scene.Wrap(p.text, p.font, width) {
			q := p
			q.text, q.x, q.width = text, 0, scene.Measure(text, p.font)
			parts = append(parts, word{pieces: []piece{q}, width: q.width})
		}
	}
	return parts
}

// parted parts text at its spaces. A word may be of several looks, such as a
// link with a comma after it.
func (x *index) parted(t Text, size float64, ink scene.Colour) []word {
	var list []word
	apart := true // a space came before
	gap := 0.0
	for _, s := range t {
		font, colour := scene.Font{Size: size, Bold: s.Bold}, ink
		if s.Code {
			font.Size *= 0.95
		}
		p := piece{font: font, colour: colour}
		if x.anchors[s.Ref] != "" {
			p.ref, p.colour = s.Ref, accent
		} else if p.url = address(s.Link); p.url != "" {
			p.colour = accent
		}
		text := x.say(s)
		for text != "" {
			if strings.HasPrefix(text, " ") {
				text = strings.TrimLeft(text, " ")
				apart, gap = true, scene.Measure(" ", font)
				continue
			}
			end := strings.IndexByte(text, ' ')
			if end < 0 {
				end = len(text)
			}
			q := p
			q.text, q.width = text[:end], scene.Measure(text[:end], font)
			text = text[end:]
			if apart || len(list) == 0 {
				list = append(list, word{space: gap})
			}
			last := &list[len(list)-1]
			q.x = last.width
			last.pieces = append(last.pieces, q)
			last.width += q.width
			apart, gap = false, 0
		}
	}
	return list
}

// shapes draws a line with its baseline at a height, from x on, and returns
// where its links are. Pieces that look alike and follow each other become one
// text, so that it can be searched.
func (l line) shapes(x, y float64) (shapes []scene.Shape, links []link) {
	for i := 0; i < len(l.pieces); {
		first := l.pieces[i]
		text, end := first.text, first.x+first.width
		j := i + 1
		for ; j < len(l.pieces) && alike(first, l.pieces[j]); j++ {
			next := l.pieces[j]
			if next.x > end+1e-9 {
				text += " "
			}
			text += next.text
			end = next.x + next.width
		}
		shapes = append(shapes, scene.Text{At: scene.Point{X: x + first.x, Y: y}, String: text, Font: first.font, Colour: first.colour})
		if first.ref != "" || first.url != "" {
			ascent, descent := scene.Ascent(first.font), scene.Descent(first.font)
			links = append(links, link{box: scene.Box{X: x + first.x, Y: y - ascent, W: end - first.x, H: ascent + descent}, ref: first.ref, url: first.url})
		}
		i = j
	}
	return shapes, links
}

func alike(a, b piece) bool {
	return a.font == b.font && a.colour == b.colour && a.ref == b.ref && a.url == b.url
}

// link is a place that leads elsewhere.
type link struct {
	box      scene.Box
	ref, url string
}

func (l link) moved(dx, dy float64) link {
	l.box.X += dx
	l.box.Y += dy
	return l
}
