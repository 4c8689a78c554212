package report

import (
	"context"

	"sysmap/graph/leverage"
	"sysmap/maps"
	"sysmap/render"
	"sysmap/render/diagram"
	"sysmap/render/overlay"
	"sysmap/render/report/document"
	"sysmap/render/scene"
)

// mapPart shows the map: whole, in its views, and cluster by cluster.
func (r *reporter) mapPart() {
	r.part("map", r.say("The map", "Kortet"))
	r.text(r.m.Note.In(r.l))
	r.text(r.say(
		"Every box is a variable: something there can be more or less of. An arrow says that one influences another. A solid line with a plus means that more leads to more; a dashed line with a minus that more leads to less. A question mark means that nobody knows which.",
		"Hver boks er en faktor: noget, der kan være mere eller mindre af. En pil siger, at den ene påvirker den anden. En fuldt optrukket linje med plus betyder, at mere fører til mere; en stiplet med minus, at mere fører til mindre. Et spørgsmålstegn betyder, at ingen ved hvilken af delene."))
	r.text(r.goal())
	r.mapFigure("figure-map", r.title(), "", "map", true)
	r.clusterTable()
	r.views()
	r.clusters()
}

// goal says what the map wants to move.
func (r *reporter) goal() string {
	g := r.m.Goal
	if g.Empty() {
		return ""
	}
	name := ""
	if label := g.Label.In(r.l); label != "" {
		name = " (" + label + ")"
	}
	text := r.sayf("The goal%s is", "Målet%s er", name)
	if len(g.Raise) > 0 {
		text += r.sayf(" to raise %s", " at få mere af %s", r.l.List(r.quotedLabels(g.Raise)))
	}
	if len(g.Lower) > 0 {
		if len(g.Raise) > 0 {
			text += r.say(" and", " og")
		}
		text += r.sayf(" to lower %s", " at få mindre af %s", r.l.List(r.quotedLabels(g.Lower)))
	}
	return text + "."
}

// mapFigure shows the map or a part of it.
func (r *reporter) mapFigure(key, caption, view, file string, wide bool) {
	var rest []string
	if view != "" {
		rest = append(rest, "--view", view)
	}
	draw := r.whole(diagram.Overlay{})
	if view != "" {
		draw = func(ctx context.Context) (*scene.Scene, error) {
			o := r.options()
			o.View, o.Bare = view, true
			return render.Picture(ctx, r.m, o)
		}
	}
	f := r.figure(key, caption, r.render(file, rest...), draw)
	f.Wide, f.Low = wide, !wide
	r.add(f)
}

// clusterTable counts what is in each cluster.
func (r *reporter) clusterTable() {
	if len(r.m.Clusters) == 0 {
		return
	}
	type count struct{ variables, inside, out, in int }
	counts := map[string]*count{}
	of := map[string]string{}
	for _, c := range r.m.Clusters {
		counts[c.ID] = &count{}
	}
	none := &count{}
	at := func(cluster string) *count {
		if c := counts[cluster]; c != nil {
			return c
		}
		return none
	}
	for _, v := range r.m.Variables {
		of[v.ID] = v.Cluster
		at(v.Cluster).variables++
	}
	for _, k := range r.m.Links {
		from, to := of[k.From], of[k.To]
		if from == to {
			at(from).inside++
			continue
		}
		at(from).out++
		at(to).in++
	}
	t := document.Table{
		Key: "table-clusters", Caption: r.say("The clusters of the map", "Kortets klynger"),
		Columns: []document.Column{
			{Title: r.say("Cluster", "Klynge")},
			{Title: r.say("Variables", "Faktorer"), Number: true},
			{Title: r.say("Influences inside", "Påvirkninger indenfor"), Number: true},
			{Title: r.say("out of it", "ud af den"), Number: true},
			{Title: r.say("into it", "ind i den"), Number: true},
		},
		How: r.how(r.command("show", "--format", "json")),
	}
	row := func(label string, c *count) {
		t.Rows = append(t.Rows, cells(label, r.l.Count(c.variables), r.l.Count(c.inside), r.l.Count(c.out), r.l.Count(c.in)))
	}
	for _, c := range r.m.Clusters {
		row(c.Label.In(r.l), counts[c.ID])
	}
	if none.variables > 0 {
		row(r.say("without a cluster", "uden klynge"), none)
	}
	r.add(t)
}

// views shows the named parts of the map with what is to be said of them.
func (r *reporter) views() {
	for i, v := range r.m.Views {
		if len(r.m.ViewVariables(v)) == 0 {
			continue
		}
		if i == 0 {
			r.chapter("views", r.say("Views", "Udsnit"))
		}
		r.add(document.Heading{Level: 3, Text: labelOr(v.Label, v.ID, r.l)})
		r.lead(v.Text.In(r.l))
		r.mapFigure("figure-view-"+v.ID, labelOr(v.Label, v.ID, r.l), v.ID, v.ID, false)
	}
}

// clusters shows each cluster by itself.
func (r *reporter) clusters() {
	shown := 0
	for _, c := range r.m.Clusters {
		if r.m.View(c.ID) != nil || !r.populated(c.ID) {
			continue // a view of that name hides the cluster
		}
		if shown++; shown == 1 {
			r.chapter("clusters", r.say("Cluster by cluster", "Klynge for klynge"))
		}
		r.add(document.Heading{Level: 3, Text: labelOr(c.Label, c.ID, r.l)})
		r.lead(c.Note.In(r.l))
		r.mapFigure("figure-cluster-"+c.ID, labelOr(c.Label, c.ID, r.l), c.ID, c.ID, false)
	}
}

func (r *reporter) populated(cluster string) bool {
	for _, v := range r.m.Variables {
		if v.Cluster == cluster {
			return true
		}
	}
	return false
}

// leverageMap tints the map by betweenness.
func (r *reporter) leverageMap() {
	by := leverage.DefaultMeasure
	r.overlaid("figure-leverage", r.sayf("The map by %s", "Kortet efter %s", by.Label(r.l)), "leverage:"+string(by),
		func() (diagram.Overlay, error) { return overlay.Leverage(r.Leverage, by, r.l) })
}

func labelOr(label maps.Text, id string, l maps.Language) string {
	if text := label.In(l); text != "" {
		return text
	}
	return id
}
