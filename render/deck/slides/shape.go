package slides

import "sysmap/render/scene"

// Shape is one of [*Box], [*Connector], [*Freeform], [*Group], [*Picture] and [*Table].
type Shape interface{ shape() }

// Common is what all shapes have.
type Common struct {
	// Name stands in the list of a slide's shapes; Alt says what is there to
	// those who cannot see it.
	Name, Alt string
	// Step is at which click the shape appears; 0 is there from the start.
	Step int
}

// Box is a rectangle with text in its middle, or a line of text without one.
type Box struct {
	Common
	Area scene.Box
	// Round is the radius of the corners in points; Ellipse makes all of it
	// round.
	Round   float64
	Ellipse bool
	Fill    Paint
	Stroke  Stroke
	Text    Text
	// Label makes it a text box: text at the top left, which does not belong to
	// a shape.
	Label bool
	// Middle centres a label between top and bottom.
	Middle bool
	// Inset is the margin of the text in points, on all sides.
	Inset float64
	// Unbroken keeps the text from being broken at the box's edge.
	Unbroken bool

	sites []site // where connectors are glued; see Connect
}

// Connector is a line from one box to another, which follows them when they
// are moved.
type Connector struct {
	Common
	// From and To are boxes of the same slide; either may be nil.
	From, To *Box
	// The line should follow the segment from Start to its end, as far as
	// connectors can.
	Start   scene.Point
	Segment scene.Segment
	// Curved lines leave and arrive in the middle of a side, at right angles;
	// the others are straight where they can be and end anywhere on a side.
	// Curves look better where few lines meet at a box.
	Curved bool
	Stroke Stroke

	laid *docked // see Connect
}

// Freeform is a line or an area of any form.
type Freeform struct {
	Common
	Path   scene.Path
	Fill   Paint
	Stroke Stroke
}

// Picture is an image: SVG for programs that know it, PNG for the others. The
// SVG may be missing. Without an area, it fills the place that the layout keeps.
type Picture struct {
	Common
	Area     scene.Box
	PNG, SVG []byte
}

// Table is a native table. Columns holds the width of each in points, and Rows
// as many cells in each.
type Table struct {
	Common
	At      scene.Point
	Columns []float64
	Rows    [][]Cell
	// Size of the text in points.
	Size float64
	// Head makes the first row a heading.
	Head bool
	// First makes the first column one of headings.
	First bool
}

// Cell is a field of a table.
type Cell struct {
	Text   string
	Bold   bool
	Anchor scene.Anchor
	Fill   Paint
	Paint  Paint
}

func (*Box) shape()       {}
func (*Connector) shape() {}
func (*Freeform) shape()  {}
func (*Picture) shape()   {}
func (*Table) shape()     {}

func (c *Common) common() *Common { return c }

// commonOf returns what all shapes have.
func commonOf(s Shape) *Common {
	if c, ok := s.(interface{ common() *Common }); ok {
		return c.common()
	}
	return &Common{}
}

// Group holds shapes that belong together and are moved as one. Clicks count
// for the group alone.
type Group struct {
	Common
	Shapes []Shape
}

func (*Group) shape() {}
