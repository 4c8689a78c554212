package diagram

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"sysmap/maps"
	"sysmap/render/route"
	"sysmap/render/scene"
)

// Options say how a map is drawn.
type Options struct {
	// Theme is [Foresight] if it has no name.
	Theme Theme
	// Language of labels and legend; the map's own if empty.
	Language maps.Language
	// View is what the picture shows, if not the whole map: a heading under
	// the title.
	View string
	// Overlay is what an analysis has to say; the zero value says nothing.
	Overlay Overlay
	// Bare leaves out the title, the legend and the source, for pages that
	// have their own.
	Bare bool
	// Sheet composes the picture for paper of that size; nil gives it the size
	// that it needs.
	Sheet *Sheet
}

// LanguageFor returns the language a map is drawn in: the one asked for, or
// else the map's own, or else English.
func (o Options) LanguageFor(m *maps.Map) maps.Language {
	return cmp.Or(o.Language, m.Language, maps.English)
}

// Diagram is a map, or a part of one, ready to be placed and drawn: its boxes
// are measured, nothing has a position yet.
type Diagram struct {
	m       *maps.Map
	o       Options
	words   words
	size    float64 // text size in points
	vars    []maps.Variable
	labels  []label
	links   []maps.Link
	linkIDs []string // of links, see LinkIDs
	ends    [][2]int // of links, as indices into vars
	kinds   []kind
	kind    []int // of each variable, an index into kinds, −1 for none
	cluster []int // of each variable, an index into the map's, −1 for none
	// whole is how many variables and links the map has that this is part of.
	whole [2]int
}

// Measure prepares the part of a map that shows the variables named, in the
// map's order, and the links between them. A nil show means all.
func Measure(m *maps.Map, show map[string]bool, o Options) *Diagram {
	if o.Theme.Name == "" {
		o.Theme = Foresight()
	}
	o.Language = o.LanguageFor(m)
	d := &Diagram{m: m, o: o, words: wordsIn(o.Language)}
	place := map[string]int{}
	for _, v := range m.Variables {
		if show == nil || show[v.ID] {
			place[v.ID] = len(d.vars)
			d.vars = append(d.vars, v)
		}
	}
	names := LinkIDs(m)
	for i, l := range m.Links {
		from, ok := place[l.From]
		to, also := place[l.To]
		if ok && also {
			d.links = append(d.links, l)
			d.linkIDs = append(d.linkIDs, names[i])
			d.ends = append(d.ends, [2]int{from, to})
		}
	}
	d.labels, d.size = newLettering(d.vars, d.ends, o.Language).labels()
	clusters := make([]string, len(m.Clusters))
	for i, c := range m.Clusters {
		clusters[i] = c.ID
	}
	for _, v := range d.vars {
		d.cluster = append(d.cluster, slices.Index(clusters, v.Cluster))
	}
	d.kinds, d.kind = kindsOf(m, d.vars, o.Theme)
	d.whole = [2]int{len(m.Variables), len(m.Links)}
	return d
}

// Of says of how many variables and links the diagram shows a part, where that
// is not those of the map it was made from.
func (d *Diagram) Of(variables, links int) *Diagram {
	d.whole = [2]int{variables, links}
	return d
}

// Variables returns what the diagram shows, in order.
func (d *Diagram) Variables() []maps.Variable { return d.vars }

// Ends returns the two variables of every link, as indices into
// [Diagram.Variables].
func (d *Diagram) Ends() [][2]int { return d.ends }

// Size returns the width and height of a variable's box in points.
func (d *Diagram) Size(variable int) (w, h float64) {
	return d.labels[variable].w, d.labels[variable].h
}

// Cluster returns the index of a variable's cluster in the map, or −1.
func (d *Diagram) Cluster(variable int) int { return d.cluster[variable] }

// HeadingSize returns the room that the name of a cluster takes in its region,
// in points.
func (d *Diagram) HeadingSize(cluster int) (w, h float64) {
	font := d.headingFont()
	return scene.Measure(d.m.Clusters[cluster].Label.In(d.o.Language), font), 1.5 * font.Size
}

func (d *Diagram) headingFont() scene.Font { return scene.Font{Size: 1.15 * d.size, Bold: true} }

// TextSize returns the size of the labels in points.
func (d *Diagram) TextSize() float64 { return d.size }

// colour returns the colour of a variable's kind, accented or not.
func (d *Diagram) colour(v int) scene.Colour {
	k := d.kind[v]
	switch {
	case k < 0:
		return unsorted
	case d.vars[v].Accent:
		return d.kinds[k].accent
	}
	return d.kinds[k].plain
}

// drawing is a diagram with its boxes in place.
type drawing struct {
	*Diagram
	boxes   []scene.Box
	curves  []route.Curve
	grounds map[int]scene.Box // of clusters, by index in the map
	// mark is the text size of the overlay's badges, outlines and threads. Rows
	// and tags are where its badges stand, of variables and of links.
	mark       float64
	rows, tags map[int]scene.Box
	threads    []sewn
	signs      *signs
	ids        ids
}

// Draw puts the boxes where they belong, routes the links and adds the frame.
// Centres has one point a variable; regions, if any, are the grounds of
// clusters by the cluster's index in the map. Without them, clusters get a ground
// each if their boxes stand apart, as they do where the layout put them.
func (d *Diagram) Draw(centres []scene.Point, regions map[int]scene.Box) *scene.Scene {
	w := &drawing{Diagram: d, grounds: regions, ids: ids{}}
	w.stand(centres)
	if len(regions) == 0 {
		w.grounds = w.apart()
	}
	w.curves = route.Arcs(w.sheet())
	w.mark = w.markSize()
	w.placeBadges()
	w.sew()
	w.signs = w.newSigns(w.headings())
	extent := scene.Box{}
	for _, b := range w.boxes {
		extent = extent.Union(b)
	}
	for _, c := range w.curves {
		extent = extent.Union(c.Bounds())
	}
	for _, r := range w.grounds {
		extent = extent.Union(r)
	}
	for _, t := range w.threads {
		extent = extent.Union(t.label)
		for _, c := range t.curves {
			extent = extent.Union(c.Bounds())
		}
	}
	return w.frame(w.content(), extent.Inset(-0.5*d.size))
}

// stand puts the boxes in their places.
func (d *drawing) stand(centres []scene.Point) {
	for i, c := range centres {
		d.boxes = append(d.boxes, scene.Around(c, d.labels[i].w, d.labels[i].h))
	}
}

// sheet describes the diagram to the router.
func (d *drawing) sheet() route.Sheet {
	s := route.Sheet{Boxes: d.boxes, Avoid: d.headings(), Clearance: 0.5 * d.size, Head: 0.75 * d.size}
	for i, l := range d.links {
		s.Links = append(s.Links, route.Link{From: d.ends[i][0], To: d.ends[i][1], Bend: l.Bend})
	}
	return s
}

// content draws everything inside the frame, in the map's own coordinates.
func (d *drawing) content() []scene.Shape {
	var shapes []scene.Shape
	shapes = append(shapes, d.regions()...)
	shapes = append(shapes, d.core()...)
	shapes = append(shapes, d.arrows()...)
	shapes = append(shapes, d.linkBadges()...)
	shapes = append(shapes, d.threadLines()...)
	shapes = append(shapes, d.variableBoxes()...)
	shapes = append(shapes, d.knots()...)
	shapes = append(shapes, d.loopMarks()...)
	return shapes
}

// LinkIDs returns the ids of the groups in which the links of a map are drawn, in
// the order of the map. They are the same in every picture of the map, whatever
// part of it that shows. The group of a variable is its id after "v-".
func LinkIDs(m *maps.Map) []string {
	list, taken := make([]string, len(m.Links)), ids{}
	for i, l := range m.Links {
		list[i] = taken.unique("l-" + l.From + "-" + l.To)
	}
	return list
}

// ids hands out ids that are unique in one picture.
type ids map[string]int

func (s ids) unique(id string) string {
	s[id]++
	if n := s[id]; n > 1 {
		return s.unique(id + "." + strconv.Itoa(n))
	}
	return id
}

func itoa(n int) string { return strconv.Itoa(n) }

func fields(s string) []string { return strings.Fields(s) }
