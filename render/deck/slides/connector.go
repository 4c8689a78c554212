package slides

import (
	"fmt"
	"math"

	"sysmap/render/scene"
)

// side is one of the four sides of a box, in the order in which the format
// counts where connectors can be glued to a rectangle.
type side int

const (
	top side = iota
	left
	bottom
	right
)

// out returns the direction that leaves a box through the side.
func (s side) out() scene.Point {
	return [4]scene.Point{{Y: -1}, {X: -1}, {Y: 1}, {X: 1}}[s]
}

// angle returns that direction in the format's units.
func (s side) angle() int { return [4]int{16200000, 10800000, 5400000, 0}[s] }

// site is where a connector is glued to a box.
type site struct {
	side side
	at   scene.Point
}

// standardSites are the four that every rectangle has.
func standardSites(b scene.Box) []site {
	c := b.Centre()
	return []site{{top, scene.Point{X: c.X, Y: b.Y}}, {left, scene.Point{X: b.X, Y: c.Y}}, {bottom, scene.Point{X: c.X, Y: b.Y + b.H}}, {right, scene.Point{X: b.X + b.W, Y: c.Y}}}
}

// manySites are spread along all sides of a box.
func manySites(b scene.Box) []site {
	list := standardSites(b)
	for _, share := range []float64{1.0 / 6, 2.0 / 6, 4.0 / 6, 5.0 / 6} {
		x, y := b.X+share*b.W, b.Y+share*b.H
		list = append(list, site{top, scene.Point{X: x, Y: b.Y}}, site{left, scene.Point{X: b.X, Y: y}}, site{bottom, scene.Point{X: x, Y: b.Y + b.H}}, site{right, scene.Point{X: b.X + b.W, Y: y}})
	}
	return list
}

// dock returns the number of a site of the box, which gets it if it has not.
func (b *Box) dock(s site) int {
	if b.sites == nil {
		b.sites = standardSites(b.Area)
	}
	for i, other := range b.sites {
		if other == s {
			return i
		}
	}
	b.sites = append(b.sites, s)
	return len(b.sites) - 1
}

// docked is a connector with its ends in place.
type docked struct {
	start, end site
	form       way
}

// way is the form of a connector between its ends.
type way struct {
	preset string
	turned bool // by a right angle
	adjust float64
	bends  bool // adjust counts
	points []scene.Point
}

// straight is the line between two points.
func straight(p, q scene.Point) way {
	form := way{preset: "straightConnector1"}
	for i := range samples {
		t := float64(i) / (samples - 1)
		form.points = append(form.points, scene.Point{X: p.X + (q.X-p.X)*t, Y: p.Y + (q.Y-p.Y)*t})
	}
	return form
}

// corners returns as few points of the line as describe it.
func (f way) corners() []scene.Point {
	if f.preset == "straightConnector1" {
		return []scene.Point{f.points[0], f.points[len(f.points)-1]}
	}
	return f.points
}

// samples is at how many points the way of a connector is looked at.
const samples = 17

// reaches is how far a curve that comes back swings out, in points.
var reaches = []float64{18, 36, 60, 90}

// curves returns the curves that leave one site and arrive at another at right
// angles, as far as there are simple ones.
func curves(from, to site) []way {
	p, q := from.at, to.at
	leave, arrive := from.side.out(), to.side.out()
	arrive = scene.Point{X: -arrive.X, Y: -arrive.Y}
	along := func(v scene.Point) float64 { return (q.X-p.X)*v.X + (q.Y-p.Y)*v.Y }
	turned := leave.X == 0
	gap := q.Y - p.Y
	if turned {
		gap = q.X - p.X
	}
	switch dot := leave.X*arrive.X + leave.Y*arrive.Y; {
	case dot == 0 && along(leave) > 12 && along(arrive) > 12:
		corner := scene.Point{X: q.X, Y: p.Y}
		if turned {
			corner = scene.Point{X: p.X, Y: q.Y}
		}
		return []way{{preset: "curvedConnector2", turned: turned, points: bow(p, middleOf(p, corner), middleOf(corner, q), q)}}
	case dot > 0 && along(leave) > 16 && math.Abs(gap) > 0.6*along(leave):
		// Ends that nearly face each other are better joined straight.
		return []way{third(p, q, turned, 0.5)}
	case dot < 0 && math.Abs(along(leave)) > 4:
		var list []way
		for _, reach := range reaches {
			list = append(list, third(p, q, turned, (max(along(leave), 0)+reach)/along(leave)))
		}
		return list
	}
	return nil
}

// third is the curve that leaves and arrives along the same axis.
func third(p, q scene.Point, turned bool, adjust float64) way {
	at := func(u, v float64) scene.Point {
		if turned {
			return scene.Point{X: p.X + (q.X-p.X)*v, Y: p.Y + (q.Y-p.Y)*u}
		}
		return scene.Point{X: p.X + (q.X-p.X)*u, Y: p.Y + (q.Y-p.Y)*v}
	}
	half := at(adjust, 0.5)
	points := bow(p, at(adjust/2, 0), at(adjust, 0.25), half)
	points = append(points, bow(half, at(adjust, 0.75), at((1+adjust)/2, 1), q)...)
	return way{preset: "curvedConnector3", turned: turned, adjust: adjust, bends: true, points: points}
}

func middleOf(a, b scene.Point) scene.Point {
	return scene.Point{X: (a.X + b.X) / 2, Y: (a.Y + b.Y) / 2}
}

// bow returns points along a cubic curve.
func bow(a, b, c, d scene.Point) []scene.Point {
	var list []scene.Point
	for i := range 17 {
		t := float64(i) / 16
		u := 1 - t
		list = append(list, scene.Point{
			X: u*u*u*a.X + 3*u*u*t*b.X + 3*u*t*t*c.X + t*t*t*d.X,
			Y: u*u*u*a.Y + 3*u*u*t*b.Y + 3*u*t*t*c.Y + t*t*t*d.Y,
		})
	}
	return list
}

// Connect glues connectors to their boxes: each leaves and arrives where its
// way comes nearest to the curve that it should follow, crosses fewest other
// boxes and meets fewest other ends. A connector without a box at both ends
// stays a straight line. Writing a slide does it for those that are not
// connected yet; who wants to know their ways beforehand calls it.
func Connect(list []*Connector, boxes []*Box) {
	ends := map[*Box][]scene.Point{}
	for _, c := range list {
		if c.laid != nil {
			continue
		}
		if c.From == nil || c.To == nil {
			c.laid = &docked{form: straight(c.Start, c.Segment.To)}
			c.laid.start.at, c.laid.end.at = c.Start, c.Segment.To
			continue
		}
		d := c.lay(boxes, ends)
		c.laid = &d
		ends[c.From] = append(ends[c.From], d.start.at)
		ends[c.To] = append(ends[c.To], d.end.at)
		c.From.dock(d.start)
		c.To.dock(d.end)
	}
}

// Points returns places along a connected line, from its start to its end.
func (c *Connector) Points() []scene.Point {
	if c.laid == nil {
		return straight(c.Start, c.Segment.To).points
	}
	return c.laid.form.points
}

// Copy returns a connector that runs where another does.
func (c *Connector) Copy() *Connector {
	other := *c
	return &other
}

// lay chooses the ends and the form of a connector.
func (c *Connector) lay(boxes []*Box, ends map[*Box][]scene.Point) docked {
	wish := straight(c.Start, c.Segment.To).points
	if !c.Segment.Straight {
		wish = bow(c.Start, c.Segment.C1, c.Segment.C2, c.Segment.To)
	}
	froms, tos := standardSites(c.From.Area), standardSites(c.To.Area)
	if !c.Curved {
		froms, tos = manySites(c.From.Area), manySites(c.To.Area)
	}
	var best docked
	least := math.Inf(1)
	try := func(d docked, extra float64) {
		cost := extra + crowd(ends[c.From], d.start.at) + crowd(ends[c.To], d.end.at)
		if cost >= least {
			return
		}
		if cost += astray(d.form.points, wish); cost >= least {
			return
		}
		line := d.form.corners()
		for _, b := range boxes {
			if b != c.From && b != c.To && crosses(line, b.Area) {
				cost += 60
			}
		}
		// A line that goes back through its own box cannot be read.
		if crosses(line, c.From.Area) || crosses(line, c.To.Area) {
			cost += 200
		}
		if cost < least {
			best, least = d, cost
		}
	}
	for _, from := range froms {
		for _, to := range tos {
			try(docked{from, to, straight(from.at, to.at)}, c.stiffness())
			// Programs agree on curves at a box's own sites only where these go
			// straight on from its left or right.
			if c.Curved || from.side%2 == 1 && to.side%2 == 1 && from.side != to.side {
				for _, form := range curves(from, to) {
					try(docked{from, to, form}, 12-c.stiffness())
				}
			}
		}
	}
	return best
}

// stiffness is what a straight line costs.
func (c *Connector) stiffness() float64 {
	if c.Curved {
		return 12
	}
	return 0
}

// crowd is what it costs to end near other ends.
func crowd(ends []scene.Point, p scene.Point) float64 {
	cost := 0.0
	for _, q := range ends {
		if d := math.Hypot(p.X-q.X, p.Y-q.Y); d < 16 {
			cost += 1.5 * (16 - d)
		}
	}
	return cost
}

// astray is how far some points are from a curve on average.
func astray(points, wish []scene.Point) float64 {
	sum := 0.0
	for i, p := range points {
		near := math.Inf(1)
		for _, q := range wish {
			near = min(near, math.Hypot(p.X-q.X, p.Y-q.Y))
		}
		if i == 0 || i == len(points)-1 {
			near *= 3
		}
		sum += near
	}
	return sum / float64(len(points))
}

// crosses reports whether a line through some points meets a box.
func crosses(points []scene.Point, b scene.Box) bool {
	b = b.Inset(1)
	for i := 1; i < len(points); i++ {
		if meets(points[i-1], points[i], b) {
			return true
		}
	}
	return false
}

// meets reports whether the straight line between two points meets a box
// (Liang and Barsky 1984, ACM Trans. Graph. 3:1).
func meets(p, q scene.Point, b scene.Box) bool {
	enter, leave := 0.0, 1.0
	for _, side := range [4][2]float64{{p.X - q.X, p.X - b.X}, {q.X - p.X, b.X + b.W - p.X}, {p.Y - q.Y, p.Y - b.Y}, {q.Y - p.Y, b.Y + b.H - p.Y}} {
		step, room := side[0], side[1]
		switch {
		case step == 0:
			if room < 0 {
				return false
			}
		case step < 0:
			enter = max(enter, room/step)
		default:
			leave = min(leave, room/step)
		}
	}
	return enter < leave
}

func (w *slideWriter) connector(m *markup, c *Connector) error {
	if err := sound(c.Start.X, c.Start.Y, c.Segment.To.X, c.Segment.To.Y); err != nil {
		return err
	}
	d := *c.laid
	form := d.form
	glue := ""
	for _, end := range []struct {
		name string
		box  *Box
		site site
	}{{"stCxn", c.From, d.start}, {"endCxn", c.To, d.end}} {
		if end.box == nil || c.From == nil || c.To == nil {
			continue
		}
		id, known := w.ids[end.box]
		if !known {
			return fmt.Errorf("%w: a connector to a box that is not on the slide", ErrInvalid)
		}
		glue += fmt.Sprintf(`<a:%s id="%d" idx="%d"/>`, end.name, id, end.box.dock(end.site))
	}
	m.add(`<p:cxnSp><p:nvCxnSpPr>%s<p:cNvCxnSpPr>%s</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr><p:spPr>`, w.properties(c), glue)
	m.add(`<a:xfrm%s</a:xfrm><a:prstGeom prst="%s"><a:avLst>`, form.place(d.start.at, d.end.at), form.preset)
	if form.bends {
		m.add(`<a:gd name="adj1" fmla="val %d"/>`, int(math.Round(form.adjust*100000)))
	}
	m.add(`</a:avLst></a:prstGeom>%s</p:spPr></p:cxnSp>`, c.Stroke.line())
	return nil
}

// place writes how the form is flipped and turned so that it runs from one
// point to another, and the box that it then stands in.
func (f way) place(p, q scene.Point) string {
	dx, dy := q.X-p.X, q.Y-p.Y
	flips := ""
	flip := func(name string, yes bool) {
		if yes {
			flips += ` ` + name + `="1"`
		}
	}
	size := scene.Point{X: math.Abs(dx), Y: math.Abs(dy)}
	if f.turned {
		// A quarter turn clockwise sends the form's x down and its y to the left.
		size.X, size.Y = size.Y, size.X
		flip("flipH", dy < 0)
		flip("flipV", dx > 0)
		return ` rot="5400000"` + flips + `>` + offset(scene.Around(middleOf(p, q), size.X, size.Y))
	}
	flip("flipH", dx < 0)
	flip("flipV", dy < 0)
	return flips + `>` + offset(scene.Around(middleOf(p, q), size.X, size.Y))
}

// ported writes the form of a box that has sites of its own: a rectangle with
// round corners, as the preset one is.
func ported(b *Box, sites []site) string {
	r := min(b.Round, b.Area.W/2, b.Area.H/2)
	w, h, e := emu(b.Area.W), emu(b.Area.H), emu(r)
	text := `<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst>`
	for _, s := range sites {
		text += fmt.Sprintf(`<a:cxn ang="%d"><a:pos x="%d" y="%d"/></a:cxn>`, s.side.angle(), emu(s.at.X-b.Area.X), emu(s.at.Y-b.Area.Y))
	}
	text += fmt.Sprintf(`</a:cxnLst><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="%d" h="%d">`, w, h)
	point := func(x, y int64) string { return fmt.Sprintf(`<a:pt x="%d" y="%d"/>`, x, y) }
	arc := func(start int) string {
		if e == 0 {
			return ""
		}
		return fmt.Sprintf(`<a:arcTo wR="%d" hR="%d" stAng="%d" swAng="5400000"/>`, e, e, start)
	}
	text += `<a:moveTo>` + point(0, e) + `</a:moveTo>` + arc(10800000) + `<a:lnTo>` + point(w-e, 0) + `</a:lnTo>` + arc(16200000)
	text += `<a:lnTo>` + point(w, h-e) + `</a:lnTo>` + arc(0) + `<a:lnTo>` + point(e, h) + `</a:lnTo>` + arc(5400000)
	return text + `<a:close/></a:path></a:pathLst></a:custGeom>`
}
