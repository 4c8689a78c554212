package deck

import (
	"fmt"
	"strings"

	"sysmap/graph/loop"
	"sysmap/maps"
	"sysmap/render"
	"sysmap/render/deck/slides"
	"sysmap/render/diagram"
	"sysmap/render/overlay"
	"sysmap/render/scene"
)

// mostTold is how many named loops are told one by one; the others are in the
// appendix.
const mostTold = 5

// loops shows how many feedback loops there are, and those that people have
// named, one by one.
func (k *maker) loops() error {
	if k.s.Loops.Census.Total.Sign() == 0 && len(k.s.Loops.Named) == 0 {
		k.section = ""
		return nil
	}
	if k.section == "" && !k.hasSection(k.w["loops"]) {
		k.section = k.w["loops"]
	}
	k.loopTable()
	told := k.told()
	for i, named := range k.s.Loops.Named {
		if !told[i] {
			k.aside(func() error { return k.loop(named) })
			continue
		}
		if err := k.loop(named); err != nil {
			return err
		}
	}
	return nil
}

// told says which of the named loops belong to the story: those that somebody
// has written about before the others.
func (k *maker) told() map[int]bool {
	told := map[int]bool{}
	for _, written := range []bool{true, false} {
		for i, named := range k.s.Loops.Named {
			if len(told) < mostTold && (named.Note.In(k.l) != "") == written {
				told[i] = true
			}
		}
	}
	return told
}

func (k *maker) hasSection(name string) bool {
	for _, s := range k.deck.Slides {
		if s.Section == name {
			return true
		}
	}
	return false
}

// polarity says in a word what a loop does.
func (k *maker) polarity(p loop.Polarity) string { return p.Word(k.l) }

// loopTable lists the loops that have names, or else the shortest.
func (k *maker) loopTable() {
	count := k.w["counted"]
	if c := k.s.Loops.Census; !c.Complete {
		count = fmt.Sprintf(k.w["countedpart"], c.MaxLength)
	}
	c := k.s.Loops.Census
	said := fmt.Sprintf(count, k.l.Integer(c.Total), k.l.Integer(c.Reinforcing), k.l.Integer(c.Balancing))
	if c.Undetermined.Sign() > 0 {
		said += " " + fmt.Sprintf(k.w["countedopen"], k.l.Integer(c.Undetermined))
	}
	table := &slides.Table{
		Common: slides.Common{Name: k.w["loops"], Alt: k.w["loopsalt"]},
		Head:   true, Size: 14,
		Rows: [][]slides.Cell{{{Text: k.w["loop"]}, {Text: k.w["through"]}, {Text: k.w["does"]}, {Text: k.w["length"], Anchor: scene.EndAnchor}}},
	}
	row := func(name, through string, p loop.Polarity, n int) {
		table.Rows = append(table.Rows, []slides.Cell{{Text: name, Bold: true}, {Text: through}, {Text: k.polarity(p)}, {Text: k.l.Count(n), Anchor: scene.EndAnchor}})
	}
	title := k.w["namedloops"]
	if len(k.s.Loops.Named) == 0 {
		title = k.w["shortloops"]
		for i, short := range k.s.Loops.Short {
			if i == mostShort {
				break
			}
			row(k.l.Count(i+1), k.through(short.Variables), short.Polarity, short.Len())
		}
	}
	for _, named := range k.s.Loops.Named {
		row(strings.TrimSpace(named.ID+" "+named.Label.In(k.l)), k.through(named.Variables), named.Polarity, len(named.Variables))
	}
	names := 3.0
	if len(k.s.Loops.Named) == 0 {
		names = 0.9
	}
	k.tableSlides(title, said, table, []float64{names, 6, 1.6, 1.1}, notes(said, k.how("loops", "--census"), k.how("loops")))
}

// mostShort is how many short loops are listed where none has a name.
const mostShort = 12

// through names the variables of a loop.
func (k *maker) through(nodes []int) string {
	var list []string
	for _, v := range nodes {
		list = append(list, k.label(k.s.Graph.ID(v)))
	}
	return strings.Join(list, " → ")
}

// loop shows one named loop as a ring that grows click by click, beside what it
// is called and does; its story is the presenter's.
func (k *maker) loop(named loop.Named) error {
	var one loop.Loop
	for v := range named.Variants() {
		one = v
		break
	}
	if len(one.Variables) == 0 {
		return nil
	}
	one = one.StartingAt(named.Variables[0])
	mark := diagram.LoopMark{Name: named.ID, Polarity: maps.Sign(named.Polarity)}
	var refs []maps.LinkRef
	n := len(one.Variables)
	clicks := steps{variables: map[string]int{}, links: map[[2]string]int{}, marks: n, alone: true}
	for i, v := range one.Variables {
		id := k.s.Graph.ID(v)
		mark.Through = append(mark.Through, id)
		ref := overlay.Ref(k.s.Graph, one.Links[i])
		refs = append(refs, ref)
		clicks.variables[id] = i
		clicks.links[[2]string{ref.From, ref.To}] = i + 1
	}
	sc, err := render.Ring(k.m, mark, refs, render.Options{Theme: k.theme.Name, Language: k.l})
	if err != nil {
		return err
	}
	story := loop.Story(k.s.Graph, one, k.l)
	area := k.room()
	side := area
	side.W = max(area.W*0.3, 180)
	side.X = area.X + area.W - side.W
	area.W -= side.W + 24
	shapes, err := k.draw(sc, area, story, clicks)
	if err != nil {
		return err
	}
	shapes = append(shapes, k.beside(named, story, side))
	title := strings.TrimSpace(named.ID + " " + named.Label.In(k.l))
	k.add(&slides.Slide{Kind: slides.TitleOnly, Title: title, Shapes: shapes, Notes: notes(story, named.Note.In(k.l), k.w["clicks"], k.how("render", "--loop", named.ID, "-o", named.ID+".svg"))})
	return nil
}

// beside writes what a loop does next to its ring.
func (k *maker) beside(named loop.Named, story string, area scene.Box) *slides.Box {
	text := slides.Text{Paint: ink, Paragraphs: []slides.Paragraph{
		{Runs: []slides.Run{{Text: k.w[map[loop.Polarity]string{loop.Reinforcing: "reinforcingloop", loop.Balancing: "balancingloop", loop.Undetermined: "undeterminedloop"}[named.Polarity]], Bold: true}}},
	}}
	note := named.Note.In(k.l)
	if note == "" {
		note = story
	}
	p := slides.Para(note)
	p.Before = 10
	text.Paragraphs = append(text.Paragraphs, p)
	size, fits := text.Fit(area.W, area.H, 18, smallest)
	if !fits {
		text = text.Cut(size, area.W, area.H)
	}
	text.Size = size
	return &slides.Box{Common: slides.Common{Name: k.w["what"]}, Area: area, Label: true, Middle: true, Text: text}
}
