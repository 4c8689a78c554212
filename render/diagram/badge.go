package diagram

import (
	"sysmap/render/scene"
)

// Sizes of a badge for text of 1 pt.
const (
	badgeHeight = 1.3
	badgeLetter = 0.85
	smallBadge  = 0.66
	badgeGap    = 0.14
)

// badgeScale is how large a badge is beside others.
func badgeScale(b Badge) float64 {
	if b.Small {
		return smallBadge
	}
	return 1
}

// BadgeSize returns the room that a badge takes, for text of a size.
func BadgeSize(b Badge, size float64) (w, h float64) {
	size *= badgeScale(b)
	h = badgeHeight * size
	text := scene.Measure(b.Text, scene.Font{Size: badgeLetter * size, Bold: true})
	switch b.Shape {
	case Pill:
		return max(text+0.6*size, h), h
	case Square:
		return max(text+0.4*size, h), h
	case Diamond:
		return max(text+0.9*size, 1.2*h), 1.2 * h
	case Triangle:
		return max(text+1.1*size, 1.2*h), 1.1 * h
	case Hexagon:
		return max(text+0.75*size, 1.15*h), h
	}
	return max(text+0.5*size, h), h
}

// Badge draws a badge around a centre, on a rim that keeps it apart from what
// lies under it.
func (t Theme) Badge(b Badge, centre scene.Point, size float64) []scene.Shape {
	w, h := BadgeSize(b, size)
	size *= badgeScale(b)
	colour := t.Tone(b.Tone)
	rim, line := 0.2*size, 0.16*size
	style := scene.Style{Fill: colour}
	ink := readable(colour, scene.RGB(255, 255, 255), scene.RGB(0x10, 0x15, 0x1c))
	if b.Open {
		w, h = w-line, h-line
		style = scene.Style{Fill: t.Background, Stroke: colour, Width: line}
		ink = colour
	}
	shapes := []scene.Shape{
		badgeOutline(b.Shape, centre, w, h, scene.Style{Fill: t.Background, Stroke: t.Background, Width: rim + style.Width, RoundJoin: true}),
		badgeOutline(b.Shape, centre, w, h, style),
	}
	if b.Text == "" || b.Shape == Person {
		return shapes
	}
	font := scene.Font{Size: badgeLetter * size, Bold: true}
	return append(shapes, scene.Text{
		At: scene.Point{X: centre.X, Y: centre.Y + scene.CapHeight(font)/2}, Anchor: scene.MiddleAnchor, String: b.Text, Font: font, Colour: ink,
	})
}

// badgeOutline returns the shape of a badge.
func badgeOutline(shape Shape, c scene.Point, w, h float64, style scene.Style) scene.Shape {
	x, y := w/2, h/2
	switch shape {
	case Square:
		return scene.Rectangle{Box: scene.Around(c, w, h), Radius: 0.14 * h, Style: style}
	case Diamond:
		return polygon(c, style, []scene.Point{{X: 0, Y: -y}, {X: x, Y: 0}, {X: 0, Y: y}, {X: -x, Y: 0}})
	case Hexagon:
		side := min(0.28*h, x)
		return polygon(c, style, []scene.Point{{X: side - x, Y: -y}, {X: x - side, Y: -y}, {X: x, Y: 0}, {X: x - side, Y: y}, {X: side - x, Y: y}, {X: -x, Y: 0}})
	case Triangle:
		return polygon(c, style, []scene.Point{{X: 0, Y: -y}, {X: x, Y: y}, {X: -x, Y: y}})
	case Person:
		return person(c, w, h, style)
	}
	return scene.Rectangle{Box: scene.Around(c, w, h), Radius: h / 2, Style: style}
}

// person draws a head on shoulders in one line: three quarters of a circle
// over a rounded bust.
func person(c scene.Point, w, h float64, style scene.Style) scene.Shape {
	at := func(x, y float64) scene.Point { return scene.Point{X: c.X + x*w, Y: c.Y + y*h} }
	style.RoundJoin = true
	return scene.Path{Start: at(-0.13, -0.06), Closed: true, Style: style, Segments: []scene.Segment{
		scene.Curve(at(-0.3, -0.16), at(-0.28, -0.5), at(0, -0.5)),
		scene.Curve(at(0.28, -0.5), at(0.3, -0.16), at(0.13, -0.06)),
		scene.Curve(at(0.36, 0.0), at(0.46, 0.2), at(0.46, 0.5)),
		scene.Line(at(-0.46, 0.5)),
		scene.Curve(at(-0.46, 0.2), at(-0.36, 0.0), at(-0.13, -0.06)),
	}}
}

// rowSize returns the room that badges take beside each other.
func rowSize(badges []Badge, size float64) (w, h float64) {
	for i, b := range badges {
		bw, bh := BadgeSize(b, size)
		if i > 0 {
			w += badgeGap * size
		}
		w, h = w+bw, max(h, bh)
	}
	return w, h
}

// row draws badges beside each other in a box. Where they do not fit, each
// covers a part of the one before it.
func (t Theme) row(badges []Badge, box scene.Box, size float64) []scene.Shape {
	wanted, _ := rowSize(badges, size)
	tight := min(badgeGap*size, badgeGap*size-(wanted-box.W)/float64(max(len(badges)-1, 1)))
	var shapes []scene.Shape
	x := box.X
	for _, b := range badges {
		w, _ := BadgeSize(b, size)
		shapes = append(shapes, t.Badge(b, scene.Point{X: x + w/2, Y: box.Y + box.H/2}, size)...)
		x += w + tight
	}
	return shapes
}
