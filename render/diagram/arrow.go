package diagram

import (
	"math"
	"slices"

	"sysmap/maps"
	"sysmap/render/route"
	"sysmap/render/scene"
)

// Sizes of an arrow for text of 1 pt.
const (
	headLength = 0.62
	headWidth  = 0.52
	squareSide = 0.46
	// circleRadius is a part of the head's length.
	circleRadius = 0.36
	coreWidth    = 0.62
	dashOn       = 0.42
	dashOff      = 0.26
	dotOff       = 0.3
	delayMark    = 0.62
	bandWidth    = 0.85
)

// manySigns is the number of links above which the sign is no longer written
// beside each arrowhead: the head and the dash say it already.
const manySigns = 60

func (d *drawing) lineWidth() float64 { return d.o.Theme.LineWidth * d.size / 12 }

// linkClass names a link's polarity, in pictures and for viewers.
func linkClass(s maps.Sign) string {
	switch s {
	case maps.Positive:
		return "positive"
	case maps.Negative:
		return "negative"
	}
	return "unknown"
}

// core draws the band under the links of the core loop.
func (d *drawing) core() []scene.Shape {
	var bands []scene.Shape
	for i, l := range d.links {
		if !l.Core {
			continue
		}
		// The ends reach under the boxes, so that no corner of a band shows.
		c, reach := d.curves[i], 0.45*d.size
		out, in := c.Direction(0), c.Direction(1)
		bands = append(bands, scene.Path{
			Start: scene.Point{X: c.P0.X - out.X*reach, Y: c.P0.Y - out.Y*reach},
			Segments: []scene.Segment{
				scene.Line(c.P0), scene.Curve(c.P1, c.P2, c.P3), scene.Line(scene.Point{X: c.P3.X + in.X*reach, Y: c.P3.Y + in.Y*reach}),
			},
			Style: scene.Style{Stroke: d.o.Theme.Core, Width: coreWidth * d.size, RoundJoin: true},
		})
	}
	if bands == nil {
		return nil
	}
	g := scene.Group{ID: d.ids.unique("core-loop"), Classes: []string{"core"}, Title: d.words.core, Shapes: bands}
	if !d.o.Overlay.silent() {
		// What the overlay has to say comes first.
		g.Opacity = 0.22
		if d.o.Overlay.Plain {
			g.Opacity = 0.1
		}
	}
	return []scene.Shape{g}
}

// arrows draws the links: those between clusters first, so that what holds a
// part of the map together lies on top, and marked ones last.
func (d *drawing) arrows() []scene.Shape {
	order := make([]int, len(d.links))
	for i := range order {
		order[i] = i
	}
	rank := func(i int) int {
		r := 0
		if d.within(i) {
			r = 1
		}
		if d.o.Overlay.Links[d.links[i].Ref()].Emphasis {
			r += 2
		}
		return r
	}
	slices.SortStableFunc(order, func(a, b int) int { return rank(a) - rank(b) })
	var groups []scene.Shape
	for _, i := range order {
		groups = append(groups, d.arrow(i))
	}
	return groups
}

func (d *drawing) within(link int) bool {
	a, b := d.cluster[d.ends[link][0]], d.cluster[d.ends[link][1]]
	return a == b
}

func (d *drawing) arrow(i int) scene.Shape {
	l, c := d.links[i], d.curves[i]
	mark := d.o.Overlay.Links[l.Ref()]
	colour := d.o.Theme.line(d.colour(d.ends[i][0]))
	if d.o.Overlay.Scale != nil || d.o.Overlay.Plain {
		// Boxes show values, so the colours of categories mean nothing here.
		colour = d.o.Theme.Faint
	}
	colour = d.linkColour(mark, colour)
	width := d.lineWidth()
	if mark.Width > 0 {
		width *= mark.Width
	}
	scale := 1.0
	if mark.Emphasis {
		width *= 2.2
		scale = 1.5
	}
	g := scene.Group{
		ID:      d.linkIDs[i],
		Classes: []string{"link", linkClass(l.Sign)},
		Title:   d.linkTitle(i, mark),
	}
	switch {
	case d.o.Overlay.Fade && !mark.Emphasis && mark.Width == 0:
		g.Opacity = fadedLine
	case !d.within(i) && !l.Core && !mark.Emphasis && mark.Width == 0:
		g.Opacity = 0.72
	}
	if l.Core {
		g.Classes = append(g.Classes, "core")
	}
	if l.Delay != nil {
		g.Classes = append(g.Classes, "delayed")
	}
	g.Shapes = append(d.band(c, mark), d.stroke(d.clear(c, l.Sign, scale, d.boxes[d.ends[i][1]]), l, colour, width, scale)...)
	if len(d.links) <= manySigns {
		g.Shapes = append(g.Shapes, d.signs.place(c, l.Sign, headLength*d.size*scale, colour))
	}
	return g
}

// linkColour returns the colour of a marked line that has another without.
func (d *drawing) linkColour(mark LinkMark, colour scene.Colour) scene.Colour {
	switch {
	case mark.Tone > 0:
		return d.o.Theme.Tone(mark.Tone)
	case mark.Band != NoBand:
		return d.o.Theme.Ink
	}
	return colour
}

// band draws the stripe under a marked line, or nothing.
func (d *drawing) band(c route.Curve, mark LinkMark) []scene.Shape {
	if mark.Band == NoBand {
		return nil
	}
	style := scene.Style{Stroke: d.o.Theme.Tone(mark.Tone).Fade(0.28), Width: bandWidth * d.mark}
	if mark.Band == BrokenBand {
		style.Dash = []float64{0.75 * d.mark, 0.55 * d.mark}
	}
	return []scene.Shape{scene.Path{Start: c.P0, Segments: []scene.Segment{scene.Curve(c.P1, c.P2, c.P3)}, Style: style}}
}

// clear returns as much of a curve as keeps the whole of its head off the box
// that it leads to: a square or a circle that comes in at a slant would reach
// under it.
func (d *drawing) clear(c route.Curve, sign maps.Sign, scale float64, box scene.Box) route.Curve {
	tip := d.tip(sign) * scale
	if sign == maps.Positive {
		return c
	}
	const steps = 12
	shorter := c
	for i := range steps {
		if i > 0 {
			shorter = c.Part(0, back(c, 0.6*tip*float64(i)/steps))
		}
		at := aim(shorter, tip)
		hit := box.Inset(0.02 * d.size)
		if sign == maps.Negative && !hit.Contains(at(0, tip/2)) && !hit.Contains(at(0, -tip/2)) {
			return shorter
		}
		centre, r := at(circleRadius*tip, 0), circleRadius*tip
		nearest := scene.Point{X: min(max(centre.X, hit.X), hit.X+hit.W), Y: min(max(centre.Y, hit.Y), hit.Y+hit.H)}
		if sign == maps.Unknown && math.Hypot(centre.X-nearest.X, centre.Y-nearest.Y) >= r {
			return shorter
		}
	}
	return shorter
}

// tip returns how long a head is.
func (d *drawing) tip(sign maps.Sign) float64 {
	if sign == maps.Negative {
		return squareSide * d.size
	}
	return headLength * d.size
}

// stroke draws the line of a link, its delay mark and its head.
func (d *drawing) stroke(c route.Curve, l maps.Link, colour scene.Colour, width, scale float64) []scene.Shape {
	tip := d.tip(l.Sign) * scale
	// No more than a hair of the line reaches into the head, where it would show
	// through a faded one.
	stop := back(c, tip*0.98)
	line := c.Part(0, stop)
	style := scene.Style{Stroke: colour, Width: width}
	switch l.Sign {
	case maps.Negative:
		stretch := max(math.Sqrt(scale), width/(1.6*d.lineWidth()))
		style.Dash = []float64{dashOn * d.size * stretch, dashOff * d.size * stretch}
	case maps.Unknown:
		style.Dash = []float64{0.01, dotOff * d.size}
		style.RoundCap = true
		style.Width *= 1.3
	}
	shapes := []scene.Shape{scene.Path{Start: line.P0, Segments: []scene.Segment{scene.Curve(line.P1, line.P2, line.P3)}, Style: style}}
	if l.Delay != nil {
		shapes = append(shapes, d.delay(line, colour, width))
	}
	return append(shapes, d.head(c, l.Sign, tip, colour)...)
}

// sample draws a link of the given kind for the legend, y being its middle.
func (d *drawing) sample(l maps.Link, x, y, w, unit float64) []scene.Shape {
	big := *d
	own := *d.Diagram
	own.size = unit
	big.Diagram = &own
	c := route.Straight(scene.Point{X: x, Y: y}, scene.Point{X: x + w, Y: y})
	return big.stroke(c, l, d.o.Theme.Ink, big.lineWidth(), 1)
}

// linkTitle says in words what a link says.
func (d *drawing) linkTitle(i int, mark LinkMark) string {
	from, to := d.vars[d.ends[i][0]].Label.In(d.o.Language), d.vars[d.ends[i][1]].Label.In(d.o.Language)
	title := from + " → " + to + " (" + d.words.leadsTo[d.links[i].Sign] + ")"
	if mark.Note != "" {
		title += ". " + mark.Note
	}
	return title
}

// back returns the parameter at which a curve has the given length left.
func back(c route.Curve, length float64) float64 {
	low, high := 0.0, 1.0
	for range 24 {
		half := (low + high) / 2
		p := c.At(half)
		if math.Hypot(p.X-c.P3.X, p.Y-c.P3.Y) > length {
			low = half
		} else {
			high = half
		}
	}
	return low
}

// aim returns the points along and across the last stretch of a curve, from its
// end, which is as long as the tip of an arrow.
func aim(c route.Curve, tip float64) func(along, across float64) scene.Point {
	foot := c.At(back(c, tip))
	dir := scene.Point{X: c.P3.X - foot.X, Y: c.P3.Y - foot.Y}
	if n := math.Hypot(dir.X, dir.Y); n > 1e-9 {
		dir.X, dir.Y = dir.X/n, dir.Y/n
	} else {
		dir = c.Direction(1)
	}
	return func(along, across float64) scene.Point {
		return scene.Point{X: c.P3.X - dir.X*along - dir.Y*across, Y: c.P3.Y - dir.Y*along + dir.X*across}
	}
}

// head draws the end of an arrow: a triangle for positive, a square for
// negative, an open circle for unknown.
func (d *drawing) head(c route.Curve, sign maps.Sign, tip float64, colour scene.Colour) []scene.Shape {
	at := aim(c, tip)
	fill := scene.Style{Fill: colour}
	switch sign {
	case maps.Positive:
		half := tip * headWidth / headLength / 2
		return []scene.Shape{scene.Path{Start: at(0, 0), Segments: []scene.Segment{scene.Line(at(tip, half)), scene.Line(at(tip, -half))}, Closed: true, Style: fill}}
	case maps.Negative:
		half := tip / 2
		return []scene.Shape{scene.Path{Start: at(0, half), Segments: []scene.Segment{scene.Line(at(tip, half)), scene.Line(at(tip, -half)), scene.Line(at(0, -half))}, Closed: true, Style: fill}}
	}
	r := tip * circleRadius
	centre := at(r, 0)
	return []scene.Shape{scene.Rectangle{
		Box: scene.Around(centre, 2*r, 2*r), Radius: r,
		Style: scene.Style{Fill: d.o.Theme.Background, Stroke: colour, Width: d.lineWidth()},
	}}
}

// delay draws two short strokes across the middle of a line, as far apart and as
// long as it takes to tell them on a wide one.
func (d *drawing) delay(c route.Curve, colour scene.Colour, width float64) scene.Shape {
	var g scene.Group
	g.Classes = []string{"delay"}
	g.Title = d.words.delayed
	dir := c.Direction(0.5)
	mid := c.At(0.5)
	half := delayMark * d.size / 2 * math.Sqrt(max(width/d.lineWidth(), 1))
	stroke := max(width*1.3, 1)
	apart := max(0.11*d.size, 0.75*stroke)
	for _, along := range []float64{-apart, apart} {
		x, y := mid.X+dir.X*along, mid.Y+dir.Y*along
		g.Shapes = append(g.Shapes, scene.Path{
			Start:    scene.Point{X: x - dir.Y*half, Y: y + dir.X*half},
			Segments: []scene.Segment{scene.Line(scene.Point{X: x + dir.Y*half, Y: y - dir.X*half})},
			Style:    scene.Style{Stroke: colour, Width: stroke},
		})
	}
	return g
}
