package chart

import (
	"fmt"

	"sysmap/render/scene"
)

// headingHeight is how much room the heading of a panel takes, with the space
// to its plot.
func (m *multiples) headingHeight(p Panel) float64 {
	h := height(m.heading(p.Title), m.headingFont()) + height(m.note(p.Note), m.tickFont())
	if h > 0 {
		h += 0.8 * m.size
	} else {
		h = 0.5 * m.size
	}
	return h
}

func (m *multiples) heading(title string) []string { return fit(title, m.headingFont(), m.panel, 3) }

func (m *multiples) note(note string) []string { return fit(note, m.tickFont(), m.panel, 3) }

// drawPanel draws one panel, whose heading is head high, with its left edge at
// x. The lowest panel of a column names the unit of time.
func (m *multiples) drawPanel(i int, x, head float64, lowest bool) {
	p := m.panels[i]
	g := scene.Group{ID: fmt.Sprintf("panel-%d", i+1), Classes: []string{"panel"}, Title: plain(p.Title), Description: plain(p.Note)}
	// Headings stand on their plots, however many lines their neighbours need.
	top := m.y + head - m.headingHeight(p)
	lines := m.heading(p.Title)
	g.Shapes = append(g.Shapes, write(lines, x, top, scene.StartAnchor, m.headingFont(), m.look.ink)...)
	g.Shapes = append(g.Shapes, write(m.note(p.Note), x, top+height(lines, m.headingFont()), scene.StartAnchor, m.tickFont(), m.look.faint)...)

	plot := scene.Box{X: x + m.left, Y: m.y + head, W: m.plot, H: m.high}
	time, values := m.time, m.values[i]
	time.start, time.end = plot.X, plot.X+plot.W
	values.start, values.end = plot.Y+plot.H, plot.Y
	g.Shapes = append(g.Shapes, m.scaffold(plot, time, values, m.numbers[i], lowest)...)
	g.Shapes = append(g.Shapes, m.drawSeries(i, time, values)...)
	if m.direct != nil {
		g.Shapes = append(g.Shapes, m.drawNames(p, plot, time, values)...)
	}
	m.shapes = append(m.shapes, g)
}

// scaffold draws what the lines are read against: grid, zero, marks and
// numbers.
func (m *multiples) scaffold(plot scene.Box, time, values axis, n numerals, lowest bool) []scene.Shape {
	font := m.tickFont()
	g := scene.Group{Classes: []string{"axes"}}
	bottom := plot.Y + plot.H
	g.Shapes = append(g.Shapes, segment(plot.X, bottom, plot.X+plot.W, bottom, scene.Style{Stroke: m.look.faint.Fade(0.7), Width: 0.6 * m.look.line}))
	for _, v := range values.ticks {
		y := values.at(v)
		style := scene.Style{Stroke: m.look.grid, Width: 0.6 * m.look.line}
		if v == 0 {
			style = scene.Style{Stroke: m.look.ink, Width: 0.9 * m.look.line}
		}
		g.Shapes = append(g.Shapes, segment(plot.X, y, plot.X+plot.W, y, style))
		g.Shapes = append(g.Shapes, centred([]string{n.write(v)}, plot.X-0.5*m.size, y, scene.EndAnchor, font, m.look.faint)...)
	}
	for _, t := range time.ticks {
		x := time.at(t)
		g.Shapes = append(g.Shapes, segment(x, bottom, x, bottom+0.32*m.size, scene.Style{Stroke: m.look.faint, Width: 0.6 * m.look.line}))
		g.Shapes = append(g.Shapes, write([]string{m.times.write(t)}, x, bottom+0.5*m.size, scene.MiddleAnchor, font, m.look.faint)...)
	}
	if lowest {
		// Centred under the plot, it must stay in the panel.
		centre := m.left + m.plot/2
		unit := fit(m.o.Time, font, 2*min(centre, m.panel-centre), 1)
		g.Shapes = append(g.Shapes, write(unit, plot.X+plot.W/2, bottom+m.tickRoom(), scene.MiddleAnchor, font, m.look.faint)...)
	}
	return []scene.Shape{g}
}

// drawSeries draws the bands and then, over all of them, the lines.
func (m *multiples) drawSeries(i int, time, values axis) []scene.Shape {
	var bands, lines []scene.Shape
	for k, s := range m.panels[i].Series {
		look := m.look.stroke(m.place(s.Name), m.size)
		id := fmt.Sprintf("panel-%d-%d", i+1, k+1)
		name := plain(s.Name)
		if len(s.Low) > 0 {
			bands = append(bands, scene.Group{ID: id + "-band", Classes: []string{"band"}, Title: sentence(name, m.band()), Shapes: m.drawBand(s, look, time, values)})
		}
		g := scene.Group{ID: id, Classes: []string{"series"}, Title: name, Description: m.describe(s, m.numbers[i])}
		points := curve(s.Times, s.Median, time, values)
		if len(points) == 1 {
			g.Shapes = append(g.Shapes, disc(points[0], 0.3*m.size, scene.Style{Fill: look.colour}))
		} else {
			if len(m.names) > 1 {
				// A rim keeps lines apart where they cross.
				rim := scene.Style{Stroke: m.look.ground.Fade(0.75), Width: 3.2 * m.look.line, RoundJoin: true}
				g.Shapes = append(g.Shapes, polyline(points, rim))
			}
			g.Shapes = append(g.Shapes, polyline(points, m.look.median(look)))
		}
		lines = append(lines, g)
	}
	return append(bands, lines...)
}

// drawBand fills a band. Where bands may overlap they have an edge, because what
// is seen through another looks like neither; in black and white in the dash of
// its line.
func (m *multiples) drawBand(s Series, look stroke, time, values axis) []scene.Shape {
	upper, lower := curve(s.Times, s.High, time, values), curve(s.Times, s.Low, time, values)
	if len(s.Times) == 1 {
		return []scene.Shape{segment(upper[0].X, upper[0].Y, lower[0].X, lower[0].Y,
			scene.Style{Stroke: look.colour.Fade(2 * look.band), Width: 0.35 * m.size, RoundCap: true})}
	}
	shapes := []scene.Shape{area(upper, lower, scene.Style{Fill: look.colour.Fade(look.band)})}
	if len(m.names) > 1 {
		edge := scene.Style{Stroke: look.colour.Fade(0.45), Width: 0.5 * m.look.line}
		if m.look.mono {
			edge.Stroke, edge.Dash = m.look.ink.Fade(0.55), look.dash
		}
		shapes = append(shapes, polyline(upper, edge), polyline(lower, edge))
	}
	return shapes
}

// describe says in words where a series begins and ends.
func (m *multiples) describe(s Series, n numerals) string {
	n.decimals++
	last := len(s.Times) - 1
	says := func(i int) string {
		text := n.write(s.Median[i])
		if len(s.Low) > 0 {
			text += " (" + n.write(s.Low[i]) + " " + m.words.to + " " + n.write(s.High[i]) + ")"
		}
		return text + " " + m.words.at + " " + m.times.write(s.Times[i])
	}
	if last == 0 {
		return sentence(says(0), plain(m.o.Time))
	}
	return sentence(says(0), says(last), plain(m.o.Time))
}

func (m *multiples) band() string {
	if band := plain(m.o.Band); band != "" {
		return band
	}
	return m.words.band
}
