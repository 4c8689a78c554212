package scene

import (
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// outlines reads the shapes of glyphs and remembers them. The zero value is
// ready; it is not safe for concurrent use.
type outlines struct {
	buffer sfnt.Buffer
	known  map[glyphKey][]Path
}

type glyphKey struct {
	face  *typeface
	index sfnt.GlyphIndex
}

// of returns the closed paths of a glyph in em, with the pen at the origin and
// y down. A glyph that cannot be read is empty.
func (o *outlines) of(face *typeface, index sfnt.GlyphIndex) []Path {
	key := glyphKey{face, index}
	if paths, ok := o.known[key]; ok {
		return paths
	}
	if o.known == nil {
		o.known = map[glyphKey][]Path{}
	}
	segments, err := face.font.LoadGlyph(&o.buffer, index, face.unhinted(), nil)
	if err != nil {
		segments = nil
	}
	o.known[key] = glyphPaths(segments, face.perEm)
	return o.known[key]
}

func glyphPaths(segments sfnt.Segments, perEm int) []Path {
	at := func(p fixed.Point26_6) Point {
		return Point{float64(p.X) / 64 / float64(perEm), float64(p.Y) / 64 / float64(perEm)}
	}
	var paths []Path
	var pen Point
	for _, s := range segments {
		to := at(s.Args[0])
		if s.Op == sfnt.SegmentOpMoveTo {
			paths = append(paths, Path{Start: to, Closed: true})
			pen = to
			continue
		}
		segment := Line(to)
		switch s.Op {
		case sfnt.SegmentOpQuadTo:
			c := to
			to = at(s.Args[1])
			segment = Curve(between(pen, c, 2.0/3), between(to, c, 2.0/3), to)
		case sfnt.SegmentOpCubeTo:
			segment = Curve(to, at(s.Args[1]), at(s.Args[2]))
			to = segment.To
		}
		last := &paths[len(paths)-1]
		last.Segments = append(last.Segments, segment)
		pen = to
	}
	return paths
}

// line returns the outlines of glyphs on a baseline that starts at a point.
func (o *outlines) line(glyphs []placed, start Point, size float64) []Path {
	var paths []Path
	for _, g := range glyphs {
		for _, p := range o.of(g.face, g.index) {
			paths = append(paths, p.moved(start.X+g.x*size, start.Y, size))
		}
	}
	return paths
}

// start returns where the baseline of the text begins on the left.
func (t Text) start(width float64) Point {
	switch t.Anchor {
	case MiddleAnchor:
		return Point{t.At.X - width/2, t.At.Y}
	case EndAnchor:
		return Point{t.At.X - width, t.At.Y}
	}
	return t.At
}
