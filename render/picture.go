package render

import (
	"context"
	"fmt"

	"sysmap/maps"
	"sysmap/render/diagram"
	"sysmap/render/layout"
	"sysmap/render/scene"
)

// Options say what a picture shows and how it looks. The zero value draws the
// whole map in the default theme and the map's own language.
type Options struct {
	// View is the id of a view or a cluster; empty draws the whole map.
	View string
	// Theme is one of [diagram.Themes]; empty is the first.
	Theme string
	// Language of labels and legend; empty is the map's own.
	Language maps.Language
	// Overlay is what an analysis has to say about the map.
	Overlay diagram.Overlay
	// Bare leaves out the title, the legend and the source.
	Bare bool
	// Sheet composes the picture for paper; nil gives it the size that it needs.
	Sheet *diagram.Sheet
	// Worker lays out what is not pinned; the zero value is ready to use.
	Worker layout.Worker
}

// Picture draws a map. Boxes with a position stand there; Graphviz places the
// others. It fails for a view or theme that does not exist, for a map without
// variables, and as [layout.Worker.Arrange] does.
func Picture(ctx context.Context, m *maps.Map, o Options) (*scene.Scene, error) {
	plan, err := measure(m, o)
	if err != nil {
		return nil, err
	}
	wanted := request(m, plan)
	if o.Sheet != nil {
		wanted.Aspect = o.Sheet.Aspect()
	}
	result, err := o.Worker.Arrange(ctx, wanted)
	if err != nil {
		return nil, err
	}
	centres := points(result.Centres)
	if o.View != "" && len(result.Regions) == 0 {
		condense(plan, centres)
	}
	return plan.Draw(centres, regions(m, plan, result)), nil
}

// measure chooses what is drawn and how large its boxes are.
func measure(m *maps.Map, o Options) (*diagram.Diagram, error) {
	theme, err := diagram.ThemeNamed(o.Theme)
	if err != nil {
		return nil, err
	}
	options := diagram.Options{Theme: theme, Language: o.Language, Overlay: o.Overlay, Bare: o.Bare, Sheet: o.Sheet}
	var show map[string]bool
	if o.View != "" {
		ids, err := m.Select(o.View)
		if err != nil {
			return nil, err
		}
		show = make(map[string]bool, len(ids))
		for _, id := range ids {
			show[id] = true
		}
		options.View = viewLabel(m, o.View).In(options.LanguageFor(m))
	}
	plan := diagram.Measure(m, show, options)
	if len(plan.Variables()) == 0 {
		return nil, fmt.Errorf("there is nothing to draw: %s", emptiness(o.View))
	}
	return plan, nil
}

// viewLabel returns what people call a view or a cluster.
func viewLabel(m *maps.Map, name string) maps.Text {
	if v := m.View(name); v != nil {
		return v.Label
	}
	return m.Cluster(name).Label
}

func emptiness(view string) string {
	if view != "" {
		return fmt.Sprintf("no variable belongs to %q", view)
	}
	return "the map has no variables yet"
}

// request describes the diagram to the layout.
func request(m *maps.Map, d *diagram.Diagram) layout.Request {
	r := layout.Request{Links: d.Ends(), Gap: 1.9 * d.TextSize(), Padding: d.Padding()}
	clusters := drawnClusters(m, d)
	place := map[int]int{}
	for n, c := range clusters {
		place[c] = n
		w, h := d.HeadingSize(c)
		r.Clusters = append(r.Clusters, layout.Cluster{W: w, H: h})
	}
	for i, v := range d.Variables() {
		w, h := d.Size(i)
		box := layout.Box{W: w, H: h, Cluster: layout.NoCluster}
		if n, ok := place[d.Cluster(i)]; ok {
			box.Cluster = n
		}
		if v.At != nil {
			box.Pinned = &layout.Point{X: v.At.X, Y: v.At.Y}
		}
		r.Boxes = append(r.Boxes, box)
	}
	return r
}

// drawnClusters lists the clusters that have variables in the diagram, by
// index in the map. A single one is no division, so it is none.
func drawnClusters(m *maps.Map, d *diagram.Diagram) []int {
	used := make([]bool, len(m.Clusters))
	for i := range d.Variables() {
		if c := d.Cluster(i); c >= 0 {
			used[c] = true
		}
	}
	var list []int
	for c, drawn := range used {
		if drawn {
			list = append(list, c)
		}
	}
	if len(list) == 1 {
		return nil
	}
	return list
}

// regions returns the ground of every cluster by its index in the map.
func regions(m *maps.Map, d *diagram.Diagram, r layout.Result) map[int]scene.Box {
	clusters := drawnClusters(m, d)
	grounds := map[int]scene.Box{}
	for _, g := range r.Regions {
		grounds[clusters[g.Cluster]] = scene.Box{X: g.X, Y: g.Y, W: g.W, H: g.H}
	}
	return grounds
}

func points(list []layout.Point) []scene.Point {
	out := make([]scene.Point, len(list))
	for i, p := range list {
		out[i] = scene.Point(p)
	}
	return out
}
