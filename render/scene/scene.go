package scene

// Scene is one picture. Shapes are drawn in order, later ones on top.
type Scene struct {
	// Width and Height of the sheet in points.
	Width, Height float64
	// Title and Description are what a screen reader says of the picture.
	Title, Description string
	// Language is a BCP 47 tag such as "da".
	Language string
	// Background fills the sheet; the zero value leaves it transparent.
	Background Colour
	Shapes     []Shape
}

// Shape is one of [Group], [Rectangle], [Path] and [Text].
type Shape interface{ shape() }

// Group holds shapes that belong together, so that a viewer can address them.
type Group struct {
	// ID is unique in the scene, or empty.
	ID string
	// Classes name what the group shows, most general first.
	Classes []string
	// Title is what a reader sees on hovering; Description adds to it for
	// screen readers. Either may be empty.
	Title, Description string
	// Opacity of the whole group in 0…1; the zero value is opaque.
	Opacity float64
	Shapes  []Shape
}

// Rectangle is a box, with rounded corners if Radius is above 0.
type Rectangle struct {
	Box    Box
	Radius float64
	Style  Style
}

// Path is a line or an area made of straight and curved pieces.
type Path struct {
	Start    Point
	Segments []Segment
	Closed   bool
	Style    Style
}

// Segment is one piece of a path: a cubic Bézier curve to To, or a straight
// line if Straight is set, in which case C1 and C2 are unused.
type Segment struct {
	C1, C2, To Point
	Straight   bool
}

// Line returns a straight segment.
func Line(to Point) Segment { return Segment{To: to, Straight: true} }

// Curve returns a cubic Bézier segment.
func Curve(c1, c2, to Point) Segment { return Segment{C1: c1, C2: c2, To: to} }

// Text is one line of text, at most 100,000 bytes. Wrap longer text before it
// gets here.
type Text struct {
	// At is where the baseline starts, is centred, or ends, as Anchor says.
	At     Point
	Anchor Anchor
	String string
	Font   Font
	Colour Colour
	// Halo draws an outline of this colour behind the letters, so that text
	// over lines stays readable; the zero value draws none. HaloWidth is how
	// far it reaches beyond the letters, in points.
	Halo      Colour
	HaloWidth float64
}

func (Group) shape()     {}
func (Rectangle) shape() {}
func (Path) shape()      {}
func (Text) shape()      {}

// Point is a place on the sheet in points.
type Point struct{ X, Y float64 }

// Box is a rectangle by its top left corner and its size.
type Box struct{ X, Y, W, H float64 }

// Centre returns the middle of the box.
func (b Box) Centre() Point { return Point{b.X + b.W/2, b.Y + b.H/2} }

// Around returns the box of the given size around a centre.
func Around(c Point, w, h float64) Box { return Box{c.X - w/2, c.Y - h/2, w, h} }

// Inset returns the box made smaller by d on every side; larger if d is below 0.
func (b Box) Inset(d float64) Box { return Box{b.X + d, b.Y + d, b.W - 2*d, b.H - 2*d} }

// Contains reports whether the point is inside the box or on its edge.
func (b Box) Contains(p Point) bool {
	return p.X >= b.X && p.X <= b.X+b.W && p.Y >= b.Y && p.Y <= b.Y+b.H
}

// Overlaps reports whether the two boxes share more than an edge.
func (b Box) Overlaps(o Box) bool {
	return b.X < o.X+o.W && o.X < b.X+b.W && b.Y < o.Y+o.H && o.Y < b.Y+b.H
}

// Union returns the smallest box that holds both. A box without size is
// treated as empty.
func (b Box) Union(o Box) Box {
	switch {
	case b.W == 0 && b.H == 0:
		return o
	case o.W == 0 && o.H == 0:
		return b
	}
	x, y := min(b.X, o.X), min(b.Y, o.Y)
	return Box{x, y, max(b.X+b.W, o.X+o.W) - x, max(b.Y+b.H, o.Y+o.H) - y}
}

// Style is how a shape is filled and outlined. The zero value draws nothing.
type Style struct {
	Fill   Colour
	Stroke Colour
	// Width of the stroke in points.
	Width float64
	// Dash lists the lengths of strokes and gaps in points; empty is solid.
	Dash []float64
	// RoundCap and RoundJoin soften ends and corners.
	RoundCap, RoundJoin bool
}

// Anchor is which part of a text stands at its point.
type Anchor int

const (
	StartAnchor Anchor = iota
	MiddleAnchor
	EndAnchor
)

// Font is a cut of the shipped typeface at a size in points.
type Font struct {
	Size         float64
	Bold, Italic bool
}
