package diagram

import (
	"math"
	"slices"
	"strings"

	"sysmap/render/route"
	"sysmap/render/scene"
)

// sewn is a thread in its place: from its label through one variable after
// the other.
type sewn struct {
	Thread
	label scene.Box
	lines []string // of the name, then of the detail
	names int      // how many of lines are the name
	// curves lead from the label to the first stop and on from stop to stop.
	curves []route.Curve
}

// Sizes of a thread for text of 1 pt.
const (
	threadWidth = 0.26
	threadLabel = 13.0
	labelPad    = 0.45
	threadLines = 4 // of a name; the rest is said on hovering
)

// sew finds a way and a label for every thread that has a variable on the
// sheet.
func (d *drawing) sew() {
	place := map[string]int{}
	for i, v := range d.vars {
		place[v.ID] = i
	}
	avoid := d.headings()
	for i := range d.vars {
		if row, ok := d.rows[i]; ok {
			avoid = append(avoid, row)
		}
	}
	taken := append(slices.Clone(avoid), d.boxes...)
	sheet := route.Sheet{Boxes: slices.Clone(d.boxes), Avoid: avoid, Clearance: 0.5 * d.size, Head: 1.2 * d.mark}
	var stops [][]int
	for _, t := range d.o.Overlay.Threads {
		var on []int
		for _, id := range t.Through {
			if i, ok := place[id]; ok && !slices.Contains(on, i) {
				on = append(on, i)
			}
		}
		if len(on) == 0 {
			continue
		}
		s := sewn{Thread: t}
		var first int
		s.label, first = d.threadLabel(&s, on, taken)
		taken = append(taken, s.label.Inset(-0.3*d.mark))
		sheet.Boxes = append(sheet.Boxes, s.label)
		d.threads, stops = append(d.threads, s), append(stops, d.tour(on, first))
	}
	for n, way := range stops {
		from := len(d.boxes) + n
		for _, to := range way {
			sheet.Links = append(sheet.Links, route.Link{From: from, To: to, Width: threadWidth * d.mark})
			from = to
		}
	}
	curves := route.Arcs(sheet)
	for n := range d.threads {
		d.threads[n].curves, curves = curves[:len(stops[n])], curves[len(stops[n]):]
	}
}

// threadLabel sets the name of a thread and finds room for it, as near to one
// of the stops as can be, and returns which that is.
func (d *drawing) threadLabel(s *sewn, stops []int, taken []scene.Box) (scene.Box, int) {
	font, small := d.labelFonts()
	s.lines = scene.Wrap(s.Name, font, threadLabel*d.mark)
	if len(s.lines) > threadLines {
		last := strings.Join(s.lines[threadLines-1:], " ")
		s.lines = append(s.lines[:threadLines-1:threadLines-1], scene.Ellipsis(last, font, threadLabel*d.mark))
	}
	s.names = len(s.lines)
	w, h := 0.0, 2*labelPad*d.mark
	for _, line := range s.lines {
		w, h = max(w, scene.Measure(line, font)), h+scene.LineHeight(font)
	}
	for _, line := range scene.Wrap(s.Detail, small, threadLabel*d.mark) {
		s.lines = append(s.lines, line)
		w, h = max(w, scene.Measure(line, small)), h+scene.LineHeight(small)
	}
	w += 2 * labelPad * d.mark
	var centre scene.Point
	for _, i := range stops {
		c := d.boxes[i].Centre()
		centre.X, centre.Y = centre.X+c.X/float64(len(stops)), centre.Y+c.Y/float64(len(stops))
	}
	var best scene.Box
	first, lowest := stops[0], math.Inf(1)
	for _, i := range stops {
		box := freeBox(d.boxes[i].Centre(), w, h, 1.1*d.mark, taken)
		// Among the stops, those in the middle of the thread are as good as
		// its ends, so only the way from the label counts.
		cost := distance(box.Centre(), d.boxes[i].Centre()) + 0.05*distance(box.Centre(), centre)
		if cost < lowest {
			best, first, lowest = box, i, cost
		}
	}
	return best, first
}

func (d *drawing) labelFonts() (name, detail scene.Font) {
	return scene.Font{Size: d.mark, Bold: true}, scene.Font{Size: 0.85 * d.mark}
}

// freeBox returns the place nearest to a point for a box that stays a margin
// away from those that are taken, searching outwards in a spiral; the point
// itself if all is full.
func freeBox(p scene.Point, w, h, margin float64, taken []scene.Box) scene.Box {
	step := 0.35 * h
	for n := range 6000 {
		s, c := math.Sincos(float64(n) * 2.399963)
		reach := step * math.Sqrt(float64(n))
		box := scene.Around(scene.Point{X: p.X + 1.6*reach*c, Y: p.Y + reach*s}, w, h)
		if !slices.ContainsFunc(taken, box.Inset(-margin).Overlaps) {
			return box
		}
	}
	return scene.Around(p, w, h)
}

// tour orders stops so that each is the nearest of those that are left.
func (d *drawing) tour(stops []int, first int) []int {
	way := []int{first}
	rest := slices.DeleteFunc(slices.Clone(stops), func(i int) bool { return i == first })
	for len(rest) > 0 {
		from := d.boxes[way[len(way)-1]].Centre()
		near := 0
		for n, i := range rest {
			if distance(from, d.boxes[i].Centre()) < distance(from, d.boxes[rest[near]].Centre()) {
				near = n
			}
		}
		way = append(way, rest[near])
		rest = slices.Delete(rest, near, near+1)
	}
	return way
}

// threadLines draws the threads, under the boxes.
func (d *drawing) threadLines() []scene.Shape {
	var groups []scene.Shape
	for _, s := range d.threads {
		g := scene.Group{ID: d.ids.unique("thread-" + s.ID), Classes: []string{"thread"}, Title: s.title()}
		for _, c := range s.curves {
			g.Shapes = append(g.Shapes, d.o.Theme.stitches(c, s.Thread, d.mark)...)
		}
		groups = append(groups, g)
	}
	return groups
}

func (s sewn) title() string {
	if s.Note == "" {
		return s.Name
	}
	return s.Name + "\n" + s.Note
}

// stitches draws one piece of a thread: a fine line that holds the stitches
// together, on a rim that keeps it apart from links.
func (t Theme) stitches(c route.Curve, thread Thread, size float64) []scene.Shape {
	line := func(style scene.Style) scene.Shape {
		return scene.Path{Start: c.P0, Segments: []scene.Segment{scene.Curve(c.P1, c.P2, c.P3)}, Style: style}
	}
	colour, width := t.Tone(thread.Tone), threadWidth*size
	shapes := []scene.Shape{line(scene.Style{Stroke: t.Background.Fade(0.85), Width: 2.2 * width})}
	if thread.Stitch != Dots {
		shapes = append(shapes, line(scene.Style{Stroke: colour, Width: 0.22 * width}))
	}
	dash := map[Stitch][]float64{Tight: {1.1, 0.45}, Loose: {0.7, 0.85}, Dots: {0.01, 0.62}, Worn: {0.25, 0.9}}[thread.Stitch]
	style := scene.Style{Stroke: colour, Width: width, RoundCap: true}
	if thread.Stitch == Worn {
		style.Width *= 0.5
	}
	for _, x := range dash {
		style.Dash = append(style.Dash, x*size)
	}
	return append(shapes, line(style))
}

// knots draws where threads go through boxes, and their names, over all else.
func (d *drawing) knots() []scene.Shape {
	var groups []scene.Shape
	font, small := d.labelFonts()
	for _, s := range d.threads {
		g := scene.Group{ID: d.ids.unique("knots-" + s.ID), Classes: []string{"thread", "knots"}, Title: s.title()}
		for _, c := range s.curves {
			_, h := BadgeSize(s.Knot, d.mark)
			g.Shapes = append(g.Shapes, d.o.Theme.Badge(s.Knot, c.At(back(c, 0.42*h)), d.mark)...)
		}
		colour := d.o.Theme.Tone(s.Tone)
		g.Shapes = append(g.Shapes, scene.Rectangle{
			Box: s.label, Radius: 0.5 * d.mark, Style: scene.Style{Fill: d.o.Theme.Background, Stroke: colour, Width: 0.14 * d.mark},
		})
		y := s.label.Y + labelPad*d.mark
		for n, line := range s.lines {
			f, ink := font, colour
			if n >= s.names {
				f, ink = small, d.o.Theme.Ink
			}
			g.Shapes = append(g.Shapes, scene.Text{
				At: scene.Point{X: s.label.Centre().X, Y: y + scene.Ascent(f)}, Anchor: scene.MiddleAnchor, String: line, Font: f, Colour: ink,
			})
			y += scene.LineHeight(f)
		}
		groups = append(groups, g)
	}
	return groups
}
