package deck

import (
	"math"
	"slices"
	"strings"

	"sysmap/maps"
	"sysmap/render/deck/slides"
	"sysmap/render/scene"
)

// link draws a link as a connector between its boxes.
func (d *drawing) link(g scene.Group) {
	line, ok := lineOf(g)
	if !ok {
		return
	}
	from, to := d.ends(g.ID, line)
	if from == "" {
		return
	}
	if from == to {
		// No connector leads back to its own box in a way that programs agree on.
		for _, s := range slides.FromScene([]scene.Shape{g}, d.frame, smallest) {
			d.appear(s, d.steps.links[[2]string{from, to}])
			d.selves = append(d.selves, s)
		}
		return
	}
	sign := maps.Unknown
	head, dash := slides.Oval, slides.Dotted
	switch {
	case slices.Contains(g.Classes, "positive"):
		sign, head, dash = maps.Positive, slides.Triangle, slides.SolidLine
	case slices.Contains(g.Classes, "negative"):
		sign, head, dash = maps.Negative, slides.Diamond, slides.Dashed
	}
	stroke := slides.StrokeOf(line.Style, d.frame.Scale, orOne(g.Opacity))
	stroke.Width = min(max(stroke.Width, 1.25), 4)
	stroke.Head, stroke.Dash = head, dash
	last := line.Segments[len(line.Segments)-1]
	c := &slides.Connector{
		Common: slides.Common{Name: firstLine(g.Title), Alt: g.Title, Step: d.steps.links[[2]string{from, to}]},
		From:   d.boxes[from], To: d.boxes[to],
		Start: d.frame.Point(line.Start), Segment: d.frame.Segment(last), Stroke: stroke,
		Curved: d.steps.alone,
	}
	if d.moved != nil {
		c.Start, c.Segment = c.From.Area.Centre(), scene.Line(c.To.Area.Centre())
	}
	d.list = append(d.list, c)
	d.signs[c] = sign
	d.delays[c] = slices.Contains(g.Classes, "delayed")
	d.cores[c] = slices.Contains(g.Classes, "core")
}

// lineOf returns the line of a link's group.
func lineOf(g scene.Group) (scene.Path, bool) {
	for _, s := range g.Shapes {
		if p, ok := s.(scene.Path); ok && !p.Closed && len(p.Segments) > 0 && !p.Style.Stroke.None() {
			return p, true
		}
	}
	return scene.Path{}, false
}

// ends finds the two variables of a link: its id names both, and where that
// can be read in two ways, it is the pair that the line runs between.
func (d *drawing) ends(id string, line scene.Path) (from, to string) {
	least := math.Inf(1)
	tip, start := line.Segments[len(line.Segments)-1].To, line.Start
	for _, a := range d.order {
		rest, ok := strings.CutPrefix(id, "l-"+a+"-")
		if !ok {
			continue
		}
		for _, b := range d.order {
			tail, ok := strings.CutPrefix(rest, b)
			if !ok || tail != "" && tail[0] != '.' {
				continue
			}
			if far := away(d.was[a], start) + away(d.was[b], tip); far < least {
				from, to, least = a, b, far
			}
		}
	}
	return from, to
}

// away returns how far a point is from a box.
func away(b scene.Box, p scene.Point) float64 {
	dx := max(b.X-p.X, p.X-b.X-b.W, 0)
	dy := max(b.Y-p.Y, p.Y-b.Y-b.H, 0)
	return math.Hypot(dx, dy)
}
