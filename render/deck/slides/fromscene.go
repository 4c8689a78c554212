package slides

import (
	"math"

	"sysmap/render/scene"
)

// Frame says where the shapes of a scene go on a slide: a point p of the scene
// stands at Origin + (p − From) · Scale.
type Frame struct {
	From, Origin scene.Point
	Scale        float64
}

// FrameOf returns the frame that puts a part of a scene into the middle of an
// area, as large as fits, but not larger than most times its size.
func FrameOf(part, area scene.Box, most float64) Frame {
	scale := most
	if part.W > 0 {
		scale = min(scale, area.W/part.W)
	}
	if part.H > 0 {
		scale = min(scale, area.H/part.H)
	}
	return Frame{
		From:  scene.Point{X: part.X, Y: part.Y},
		Scale: scale,
		Origin: scene.Point{
			X: area.X + (area.W-part.W*scale)/2,
			Y: area.Y + (area.H-part.H*scale)/2,
		},
	}
}

// Point returns where a point of the scene stands on the slide.
func (f Frame) Point(p scene.Point) scene.Point {
	return scene.Point{X: f.Origin.X + (p.X-f.From.X)*f.Scale, Y: f.Origin.Y + (p.Y-f.From.Y)*f.Scale}
}

// Box returns where a box of the scene stands on the slide.
func (f Frame) Box(b scene.Box) scene.Box {
	p := f.Point(scene.Point{X: b.X, Y: b.Y})
	return scene.Box{X: p.X, Y: p.Y, W: b.W * f.Scale, H: b.H * f.Scale}
}

// Path returns a path of the scene as it stands on the slide.
func (f Frame) Path(p scene.Path) scene.Path {
	out := scene.Path{Start: f.Point(p.Start), Closed: p.Closed, Style: p.Style}
	for _, s := range p.Segments {
		out.Segments = append(out.Segments, f.Segment(s))
	}
	return out
}

// Segment returns a piece of a path as it stands on the slide.
func (f Frame) Segment(s scene.Segment) scene.Segment {
	return scene.Segment{C1: f.Point(s.C1), C2: f.Point(s.C2), To: f.Point(s.To), Straight: s.Straight}
}

// FromScene turns shapes of a scene into shapes of a slide: rectangles become
// boxes, paths freeforms, texts text boxes of one line. Groups are opened; their
// titles become the alternative text of what they hold. least is the size below
// which no text may come out; smaller text is made as large.
func FromScene(list []scene.Shape, f Frame, least float64) []Shape {
	c := converter{f, least}
	return c.shapes(list, Common{}, 1)
}

type converter struct {
	Frame
	least float64
}

func (c converter) shapes(list []scene.Shape, about Common, opacity float64) []Shape {
	var out []Shape
	for _, s := range list {
		switch s := s.(type) {
		case scene.Group:
			own := about
			if s.Title != "" {
				own.Name, own.Alt = shortened(s.Title), joined(s.Title, s.Description)
			}
			through := opacity
			if s.Opacity > 0 {
				through *= s.Opacity
			}
			out = append(out, c.shapes(s.Shapes, own, through)...)
		case scene.Rectangle:
			out = append(out, c.rectangle(s, about, opacity))
		case scene.Path:
			out = append(out, c.path(s, about, opacity))
		case scene.Text:
			out = append(out, c.text(s, about, opacity))
		}
	}
	return out
}

// shortened makes a name for the list of shapes from a longer text.
func shortened(s string) string {
	line := splitLines(s)[0]
	if r := []rune(line); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return line
}

func joined(a, b string) string {
	if b == "" {
		return a
	}
	return a + "\n" + b
}

func faded(c scene.Colour, opacity float64) Paint {
	if c.None() {
		return Paint{}
	}
	c.A = uint8(math.Round(float64(c.A) * opacity))
	return Solid(c)
}

// StrokeOf returns how a line of a scene is drawn at a scale.
func StrokeOf(s scene.Style, scale, opacity float64) Stroke {
	stroke := Stroke{Paint: faded(s.Stroke, opacity), Width: s.Width * scale, Round: s.RoundCap || s.RoundJoin}
	if s.Width == 0 && !s.Stroke.None() {
		stroke.Width = scale
	}
	if len(s.Dash) > 0 {
		stroke.Dash = Dashed
		if s.Dash[0] < s.Width {
			stroke.Dash = Dotted
		}
	}
	return stroke
}

func (c converter) rectangle(r scene.Rectangle, about Common, opacity float64) Shape {
	return &Box{Common: titled(about, "Rectangle"), Area: c.Box(r.Box), Round: r.Radius * c.Scale, Fill: faded(r.Style.Fill, opacity), Stroke: StrokeOf(r.Style, c.Scale, opacity)}
}

func (c converter) path(p scene.Path, about Common, opacity float64) Shape {
	return &Freeform{Common: titled(about, "Line"), Path: c.Path(p), Fill: faded(p.Style.Fill, opacity), Stroke: StrokeOf(p.Style, c.Scale, opacity)}
}

func titled(about Common, other string) Common {
	if about.Name == "" {
		about.Name = other
	}
	return about
}

// text makes a text box that is as wide as its text, so that any anchor
// stands where it stood.
func (c converter) text(t scene.Text, about Common, opacity float64) Shape {
	font := t.Font
	font.Size = max(font.Size*c.Scale, c.least)
	at := c.Point(t.At)
	w := scene.Measure(t.String, font)*slack + 2
	area := scene.Box{X: at.X, Y: at.Y - ascent*font.Size, W: w, H: lineHeight * font.Size}
	switch t.Anchor {
	case scene.MiddleAnchor:
		area.X -= w / 2
	case scene.EndAnchor:
		area.X -= w
	}
	about.Name, about.Alt = shortened(t.String), ""
	return &Box{
		Common: about, Area: area, Label: true, Unbroken: true,
		Text: Text{
			Paragraphs: []Paragraph{{Runs: []Run{{Text: t.String, Bold: font.Bold, Italic: font.Italic}}, Anchor: t.Anchor}},
			Size:       font.Size, Paint: faded(t.Colour, opacity),
		},
	}
}

// ascent is how far programs put the baseline of Arial below the top of a line,
// for text of 1 pt.
const ascent = 0.905

// BoundsOf returns the box around some shapes of a scene.
func BoundsOf(list []scene.Shape) scene.Box {
	var all scene.Box
	for _, s := range list {
		switch s := s.(type) {
		case scene.Group:
			all = all.Union(BoundsOf(s.Shapes))
		case scene.Rectangle:
			all = all.Union(s.Box)
		case scene.Path:
			if b := extent(s); b.W > 0 || b.H > 0 {
				all = all.Union(b)
			}
		case scene.Text:
			w := scene.Measure(s.String, s.Font)
			b := scene.Box{X: s.At.X, Y: s.At.Y - scene.CapHeight(s.Font), W: w, H: scene.CapHeight(s.Font)}
			switch s.Anchor {
			case scene.MiddleAnchor:
				b.X -= w / 2
			case scene.EndAnchor:
				b.X -= w
			}
			all = all.Union(b)
		}
	}
	return all
}

// extent returns the box around a path itself, whose curves stay well inside
// their handles.
func extent(p scene.Path) scene.Box {
	outline := scene.Path{Start: p.Start}
	from := p.Start
	for _, s := range p.Segments {
		if s.Straight {
			outline.Segments = append(outline.Segments, s)
		} else {
			for _, q := range bow(from, s.C1, s.C2, s.To) {
				outline.Segments = append(outline.Segments, scene.Line(q))
			}
		}
		from = s.To
	}
	return bounds(outline)
}
