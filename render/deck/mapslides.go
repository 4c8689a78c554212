package deck

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sysmap/maps"
	"sysmap/render"
	"sysmap/render/deck/slides"
	"sysmap/render/diagram"
	"sysmap/render/scene"
	"sysmap/study"
)

// cover is the first slide: what the map is called and what it is about.
func (k *maker) cover() error {
	var about slides.Text
	add := func(text string) {
		if text = strings.TrimSpace(text); text != "" {
			p := slides.Para(text)
			if len(about.Paragraphs) > 0 {
				p.Before = 8
			}
			about.Paragraphs = append(about.Paragraphs, p)
		}
	}
	add(k.m.Note.In(k.l))
	add(k.extent())
	if k.m.Illustrative {
		add(k.w["illustrative"])
	}
	k.section = k.title()
	k.add(&slides.Slide{Kind: slides.Cover, Title: k.title(), Bodies: []slides.Text{about}, Notes: notes(k.m.Note.In(k.l), fmt.Sprintf(k.w["digest"], k.m.Digest()))})
	return nil
}

// extent counts what the map holds.
func (k *maker) extent() string {
	parts := []string{k.counted(len(k.m.Variables), "variable"), k.counted(len(k.m.Links), "link")}
	if n := len(k.m.Actors); n > 0 {
		parts = append(parts, k.counted(n, "actor"))
	}
	return strings.Join(parts, " · ")
}

// counted writes how many of something there are.
func (k *maker) counted(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return k.l.Count(n) + " " + k.w[what]
}

// notes makes the notes of a slide, leaving out what is empty.
func notes(list ...string) []string {
	var out []string
	for _, s := range list {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// says is what the map says in at most five sentences.
func (k *maker) says() error {
	all := k.s.Findings(k.l)
	var list []string
	scenario := false
	for _, h := range k.s.Headlines(k.l) {
		// One scenario is enough for the beginning.
		if h.Topic == study.ScenarioTopic {
			if scenario {
				continue
			}
			scenario = true
		}
		list = append(list, h.Text)
	}
	list = list[:min(len(list), 5)]
	k.sentencesSlides(k.w["says"], list, notes(append([]string{k.w["saysnote"]}, all...)...))
	return nil
}

// whole shows all of the map.
func (k *maker) whole() error {
	sc, err := k.all(diagram.Overlay{})
	if err != nil {
		return err
	}
	k.section = k.w["parts"]
	return k.drawingSlide(k.w["whole"], sc, k.title()+": "+k.extent(), notes(k.m.Note.In(k.l), k.extent(), k.how("render", "-o", "map.svg")), steps{})
}

// drawingSlide adds a slide with a drawing of a map under a title.
func (k *maker) drawingSlide(title string, sc *scene.Scene, alt string, said []string, clicks steps) error {
	shapes, err := k.draw(sc, k.room(), alt, clicks)
	if err != nil {
		return err
	}
	s := &slides.Slide{Kind: slides.TitleOnly, Title: title, Shapes: shapes, Notes: said}
	if picture, ok := shapes[0].(*slides.Picture); ok {
		s.Kind, s.Picture, s.Shapes = slides.Plate, picture, shapes[1:]
	}
	k.add(s)
	return nil
}

// fewViews is how many views a map has that do not yet tell its story.
const fewViews = 2

// clusters shows each cluster of the map, in the appendix where the map has
// views, in which its authors want it seen. A single cluster is no division.
func (k *maker) clusters() error {
	var drawn []maps.Cluster
	core := k.coreOrder()
	for _, c := range k.m.Clusters {
		if ids, err := k.m.Select(c.ID); err == nil && len(ids) > 0 && k.m.View(c.ID) == nil && !same(ids, core) {
			drawn = append(drawn, c)
		}
	}
	if len(drawn) < 2 {
		return nil
	}
	show := func() error {
		for _, c := range drawn {
			if err := k.cluster(c); err != nil {
				return err
			}
		}
		return nil
	}
	if len(k.m.Views) > fewViews {
		k.aside(show)
		return nil
	}
	return show()
}

// same reports whether two lists hold the same ids, in whatever order.
func same(a, b []string) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(id string) bool { return !slices.Contains(b, id) })
}

// coreView returns the view that shows the core loop and nothing else; nil where
// there is none.
func (k *maker) coreView() *maps.View {
	core := k.coreOrder()
	if len(core) < 2 {
		return nil
	}
	for i, v := range k.m.Views {
		if same(k.m.ViewVariables(v), core) {
			return &k.m.Views[i]
		}
	}
	return nil
}

// Small clusters are shown with what is one link away, as far as that leaves
// them readable.
const (
	smallCluster   = 8
	mostNeighbours = 18
)

// cluster shows a cluster, and its neighbours if it is small.
func (k *maker) cluster(c maps.Cluster) error {
	title, said := k.w["cluster"]+": "+c.Label.In(k.l), c.Note.In(k.l)
	own, err := k.m.Select(c.ID)
	if err != nil {
		return err
	}
	view := maps.View{ID: freeID(k.m, "cluster-"+c.ID), Label: c.Label, Clusters: []string{c.ID}, Neighbours: true}
	if with := k.m.ViewVariables(view); len(own) >= smallCluster || len(with) == len(own) || len(with) > mostNeighbours {
		return k.part(k.m, c.ID, c.ID, title, said)
	}
	part := *k.m
	part.Views = append(slices.Clone(k.m.Views), view)
	part.Links = slices.DeleteFunc(slices.Clone(k.m.Links), func(l maps.Link) bool {
		return !slices.Contains(own, l.From) && !slices.Contains(own, l.To)
	})
	return k.part(&part, view.ID, c.ID, title+" "+k.w["around"], said)
}

// views shows each view of the map that has something in it. That of the core
// loop is built up later, among the loops, unless only a story is told.
func (k *maker) views() error {
	k.section = k.w["views"]
	core := k.coreView()
	for _, v := range k.m.Views {
		if len(k.m.ViewVariables(v)) == 0 || k.s != nil && core != nil && core.ID == v.ID {
			continue
		}
		if err := k.part(k.m, v.ID, v.ID, v.Label.In(k.l), v.Text.In(k.l)); err != nil {
			return err
		}
	}
	k.section = ""
	return nil
}

// part shows a view or a cluster of a map, with what is said of it as notes;
// name is what the command line calls it.
func (k *maker) part(m *maps.Map, id, name, title, said string) error {
	options := k.pictureOptions()
	options.View = id
	sc, err := render.Picture(k.ctx, m, options)
	if err != nil {
		return err
	}
	ids, err := m.Select(id)
	if err != nil {
		return err
	}
	extent := fmt.Sprintf(k.w["part"], len(ids), k.counted(len(k.m.Variables), "variable"))
	alt := fmt.Sprintf("%s. %s: %s", title, extent, k.labels(ids))
	return k.drawingSlide(title, sc, alt, notes(said, extent+".", k.how("render", "--view", name, "-o", name+".svg")), steps{})
}

// core shows the core loop of a map, built up click by click.
func (k *maker) core() error {
	through := k.coreOrder()
	if len(through) < 2 {
		return nil
	}
	part := *k.m
	view := maps.View{ID: freeID(k.m, "core-loop"), Label: maps.Plain(k.w["core"]), Variables: through}
	part.Views = append(slices.Clone(k.m.Views), view)
	part.Links = nil
	part.Variables = k.ring(through)
	clicks := steps{variables: map[string]int{}, links: map[[2]string]int{}}
	place := map[string]int{}
	for i, id := range through {
		place[id] = i
		clicks.variables[id] = i
	}
	var told []string
	for _, link := range k.m.Links {
		if !link.Core {
			continue
		}
		link.Bend = nil
		part.Links = append(part.Links, link)
		clicks.links[[2]string{link.From, link.To}] = max(place[link.From], place[link.To])
		told = append(told, k.label(link.From)+" → "+k.label(link.To)+": "+k.w[signWord(link.Sign)]+".")
	}
	options := k.pictureOptions()
	options.View = view.ID
	sc, err := render.Picture(k.ctx, &part, options)
	if err != nil {
		return err
	}
	k.section = k.w["loops"]
	title, said := k.w["core"], ""
	if v := k.coreView(); v != nil {
		said = v.Text.In(k.l)
		if label := v.Label.In(k.l); label != "" {
			title = label
		}
	}
	return k.drawingSlide(title, sc, title+": "+k.labels(through), notes(append([]string{said, k.w["corenote"]}, told...)...), clicks)
}

// ring returns the variables of a map, with some of them on a circle in the
// order given.
func (k *maker) ring(ids []string) []maps.Variable {
	list := slices.Clone(k.m.Variables)
	for i := range list {
		n := slices.Index(ids, list[i].ID)
		if n < 0 {
			continue
		}
		sin, cos := math.Sincos(2*math.Pi*float64(n)/float64(len(ids)) - math.Pi/2)
		radius := 70 + 26*float64(len(ids))
		list[i].At = &maps.Position{X: 1.7 * radius * cos, Y: radius * sin}
	}
	return list
}

func signWord(s maps.Sign) string {
	switch s {
	case maps.Positive:
		return "positive"
	case maps.Negative:
		return "negative"
	}
	return "unknown"
}

// coreOrder lists the variables of the core loop in the order in which its links
// lead from one to the next.
func (k *maker) coreOrder() []string {
	next := map[string][]string{}
	var all []string
	for _, link := range k.m.Links {
		if link.Core {
			next[link.From] = append(next[link.From], link.To)
			for _, id := range []string{link.From, link.To} {
				if !slices.Contains(all, id) {
					all = append(all, id)
				}
			}
		}
	}
	var order []string
	var walk func(id string)
	walk = func(id string) {
		if slices.Contains(order, id) {
			return
		}
		order = append(order, id)
		for _, to := range next[id] {
			walk(to)
		}
	}
	for _, id := range all {
		walk(id)
	}
	return order
}

// freeID returns an id that no view or cluster of a map has.
func freeID(m *maps.Map, id string) string {
	for m.View(id) != nil || m.Cluster(id) != nil {
		id += "-"
	}
	return id
}
