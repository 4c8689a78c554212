package report

import (
	"context"
	"slices"
	"strings"

	"sysmap/graph/archetype"
	"sysmap/graph/loop"
	"sysmap/maps"
	"sysmap/render"
	"sysmap/render/diagram"
	"sysmap/render/overlay"
	"sysmap/render/report/document"
	"sysmap/render/scene"
)

const (
	mostLengths = 16
	mostRanked  = 12
	mostRings   = 24
	mostShort   = 15
)

// loopPart tells of the feedback loops.
func (r *reporter) loopPart() {
	r.part("loops", r.say("Feedback loops", "Feedbacksløjfer"))
	r.text(r.say(
		"A feedback loop is a chain of influences that leads back to where it began. In a reinforcing loop (R) a change comes back as more of itself; in a balancing loop (B) it comes back as a brake. Loops are why a system can resist what is done to it, and why a small push can grow.",
		"En feedbacksløjfe er en kæde af påvirkninger, der fører tilbage til sit udgangspunkt. I en forstærkende sløjfe (R) kommer en forandring tilbage som mere af det samme; i en balancerende (B) kommer den tilbage som en bremse. Sløjferne er grunden til, at et system kan modstå det, man gør ved det, og til, at et lille skub kan vokse."))
	r.census()
	if r.Loops.Census.Total.Sign() == 0 {
		return
	}
	r.namedLoops()
	r.shortLoops()
	r.archetypes()
}

// census counts loops, and says how far it is complete.
func (r *reporter) census() {
	c := r.Loops.Census
	for _, h := range r.Headlines(r.l) {
		if h.Topic == "loops" {
			r.text(h.Text)
		}
	}
	if c.Complete {
		r.text(r.say("The count is complete: every loop of every length is in it, each once.", "Optællingen er fuldstændig: hver sløjfe af enhver længde er med, hver én gang."))
	} else {
		r.text(r.sayf("The count is not complete: it holds every loop of up to %s influences and none that is longer.",
			"Optællingen er ikke fuldstændig: den rummer hver sløjfe på op til %s påvirkninger og ingen længere.", r.l.Count(c.MaxLength)))
	}
	if c.Total.Sign() == 0 {
		return
	}
	r.lengths(c)
	r.through(c)
}

func (r *reporter) lengths(c loop.CensusResult) {
	if len(c.ByLength) == 0 {
		return
	}
	t := document.Table{
		Key: "table-census", Caption: r.say("Feedback loops by length", "Feedbacksløjfer efter længde"),
		Columns: []document.Column{
			{Title: r.say("Influences", "Påvirkninger"), Number: true},
			{Title: r.say("Loops", "Sløjfer"), Number: true},
			{Title: r.say("Reinforcing", "Forstærkende"), Number: true},
			{Title: r.say("Balancing", "Balancerende"), Number: true},
		},
		How: r.how(r.command("loops", "--census")),
	}
	open := c.Undetermined.Sign() > 0
	if open {
		t.Columns = append(t.Columns, document.Column{Title: r.say("Undetermined", "Ubestemte"), Number: true})
	}
	row := func(head string, n loop.Count) {
		list := []string{head, r.l.Integer(n.Total), r.l.Integer(n.Reinforcing), r.l.Integer(n.Balancing)}
		if open {
			list = append(list, r.l.Integer(n.Undetermined))
		}
		t.Rows = append(t.Rows, cells(list...))
	}
	for _, n := range c.ByLength[:min(mostLengths, len(c.ByLength))] {
		row(r.l.Count(n.Length), n.Count)
	}
	row(r.say("all", "i alt"), c.Count)
	if more := len(c.ByLength) - mostLengths; more > 0 {
		longest := c.ByLength[len(c.ByLength)-1]
		t.Notes = append(t.Notes, r.sayf("The %s shortest lengths of %s; the longest loops counted have %s influences. The command prints all lengths.",
			"De %s korteste længder af %s; de længste talte sløjfer har %s påvirkninger. Kommandoen skriver alle længder.",
			r.l.Count(mostLengths), r.l.Count(len(c.ByLength)), r.l.Count(longest.Length)))
	}
	r.add(t)
}

// through ranks variables by the loops that run through them.
func (r *reporter) through(c loop.CensusResult) {
	if c.Variables == nil {
		return
	}
	t := document.Table{
		Key: "table-participation", Caption: r.say("The variables that most loops run through", "De faktorer, som flest sløjfer løber igennem"),
		Columns: []document.Column{
			{Title: r.say("Variable", "Faktor")},
			{Title: r.say("Loops", "Sløjfer"), Number: true},
			{Title: r.say("Reinforcing", "Forstærkende"), Number: true},
			{Title: r.say("Balancing", "Balancerende"), Number: true},
		},
		How: r.how(r.command("loops", "--census", "--by", "variables")),
	}
	for _, v := range c.VariablesByLoops() {
		n := c.Variables[v]
		if len(t.Rows) == mostRanked || n.Total.Sign() == 0 {
			break
		}
		t.Rows = append(t.Rows, cells(r.label(n.Variable), r.l.Integer(n.Total), r.l.Integer(n.Reinforcing), r.l.Integer(n.Balancing)))
	}
	r.add(t)
}

// namedLoops tells the loops that people have named, each with its ring.
func (r *reporter) namedLoops() {
	named := r.Loops.Named
	if len(named) == 0 {
		return
	}
	r.chapter("named-loops", r.say("The loops that have names", "De sløjfer, der har navne"))
	for i, n := range named {
		if i == mostRings {
			r.text(r.sayf("%s more named loops are left out here.", "%s navngivne sløjfer mere er udeladt her.", r.l.Count(len(named)-mostRings)))
			break
		}
		r.namedLoop(n)
	}
}

func (r *reporter) namedLoop(n loop.Named) {
	var first loop.Loop
	variants := 0
	for v := range n.Variants() {
		if variants == 0 {
			first = v
		}
		if variants++; variants > 1 {
			break
		}
	}
	title := n.ID
	if label := n.Label.In(r.l); label != "" {
		title += " · " + label
	}
	b := document.Beside{Figure: r.ring(n.ID, first)}
	b.Blocks = append(b.Blocks, document.Heading{Level: 3, Text: title})
	kind := n.Polarity.Word(r.l)
	if variants > 1 {
		kind += r.say(" (there are parallel influences; this is one way round)", " (der er parallelle påvirkninger; dette er én vej rundt)")
	}
	b.Blocks = append(b.Blocks, document.Paragraph{Text: document.Say(loop.Story(r.Graph, first, r.l))})
	if note := n.Note.In(r.l); note != "" {
		b.Blocks = append(b.Blocks, document.Paragraph{Text: document.Say(note)})
	}
	text := r.sayf("%s influences; %s", "%s påvirkninger; %s", r.l.Count(len(first.Links)), kind)
	if claimed, ok := n.Claimed(); ok && claimed != n.Polarity {
		text += r.sayf(". Its name says otherwise: %s", ". Dens navn siger noget andet: %s", claimed.Word(r.l))
	}
	b.Blocks = append(b.Blocks, document.Paragraph{Small: true, Text: document.Say(text + ".")})
	r.add(b)
}

// ring draws one loop alone.
func (r *reporter) ring(id string, l loop.Loop) document.Figure {
	return r.figure("figure-loop-"+id, r.sayf("Loop %s", "Sløjfe %s", id), r.render(strings.ToLower(id), "--loop", id),
		func(context.Context) (*scene.Scene, error) {
			mark := diagram.LoopMark{Name: id, Polarity: maps.Sign(l.Polarity)}
			var links []maps.LinkRef
			for i, v := range l.Variables {
				mark.Through = append(mark.Through, r.Graph.ID(v))
				links = append(links, overlay.Ref(r.Graph, l.Links[i]))
			}
			o := r.options()
			o.Bare = true
			return render.Ring(r.plainMap(), mark, links, o)
		})
}

// plainMap is the map without clusters: the ground of one behind a few boxes of a
// ring says nothing.
func (r *reporter) plainMap() *maps.Map {
	m := *r.m
	m.Clusters = nil
	m.Variables = slices.Clone(m.Variables)
	for i := range m.Variables {
		m.Variables[i].Cluster = ""
	}
	return &m
}

// shortLoops lists the shortest loops.
func (r *reporter) shortLoops() {
	if len(r.Loops.Short) == 0 {
		return
	}
	names := r.loopNames()
	shown := min(mostShort, len(r.Loops.Short))
	t := document.Table{
		Key: "table-short", Caption: r.say("The shortest feedback loops", "De korteste feedbacksløjfer"),
		Columns: []document.Column{{Title: "R/B"}, {Title: r.say("Influences", "Påvirkninger"), Number: true}, {Title: r.say("Loop", "Sløjfe"), Weight: 4}},
		How:     r.how(r.command("loops", "--limit", r.l.Count(shown))),
	}
	for _, l := range r.Loops.Short[:shown] {
		mark := l.Polarity.String()
		if name := names[key(l.Links)]; name != "" {
			mark += " " + name
		}
		t.Rows = append(t.Rows, []document.Cell{{Mark: mark}, cell(r.l.Count(len(l.Links))), cell(r.walk(l))})
	}
	if shown < len(r.Loops.Short) || !r.Loops.Extent.Complete {
		t.Notes = append(t.Notes, r.say("The list is cut here; there are more of the same length or longer.", "Listen er afkortet her; der er flere af samme længde eller længere."))
	}
	r.chapter("short-loops", r.say("The shortest loops", "De korteste sløjfer"))
	r.lead(r.say("Short loops act first and are the easiest to check with people who know them.", "Korte sløjfer virker først og er de letteste at efterprøve sammen med folk, der kender dem."))
	r.add(t)
}

// loopNames returns the names of loops by their links.
func (r *reporter) loopNames() map[string]string {
	names := map[string]string{}
	for _, n := range r.Loops.Named {
		for v := range n.Variants() {
			if k := key(v.Links); names[k] == "" {
				names[k] = n.ID
			}
			if len(names) > 1000 {
				return names
			}
		}
	}
	return names
}

// key is the same for loops of the same links, wherever they begin.
func key(links []int) string {
	list := slices.Clone(links)
	slices.Sort(list)
	var b strings.Builder
	for _, k := range list {
		b.WriteString(" ")
		b.WriteString(maps.English.Count(k))
	}
	return b.String()
}

// walk writes a loop as a chain of labels.
func (r *reporter) walk(l loop.Loop) string {
	var b strings.Builder
	for i, v := range l.Variables {
		b.WriteString(r.m.Variables[v].Label.In(r.l))
		b.WriteString(" →" + sign(r.m.Links[l.Links[i]].Sign) + " ")
	}
	b.WriteString(r.m.Variables[l.Variables[0]].Label.In(r.l))
	return b.String()
}

// archetypes tells of patterns of loops.
func (r *reporter) archetypes() {
	r.chapter("archetypes", r.say("Patterns of loops: archetypes", "Mønstre af sløjfer: arketyper"))
	r.text(r.say(
		"Some small patterns of loops tend to make the same kind of trouble wherever they occur. A pattern is counted where its definition is met, link by link. Whether it means what its name says, only people who know the field can judge; the example is the smallest one found.",
		"Nogle små mønstre af sløjfer giver gerne den samme slags vanskeligheder, hvor de end optræder. Et mønster er talt med, hvor dets definition er opfyldt, påvirkning for påvirkning. Om det betyder det, navnet siger, kan kun folk med kendskab til feltet vurdere; eksemplet er det mindste, der er fundet."))
	t := document.Table{
		Key: "table-archetypes", Caption: r.say("Archetypes found, and an example of each", "Fundne arketyper og et eksempel på hver"),
		Columns: []document.Column{{Title: r.say("Archetype", "Arketype")}, {Title: r.say("Found", "Fundet"), Number: true}, {Title: r.say("Example", "Eksempel"), Weight: 4}},
		How:     r.how(r.command("archetypes")),
	}
	var terms document.Terms
	for _, c := range r.Archetypes.Counts {
		if c.Found == 0 {
			continue
		}
		words := c.Kind.In(r.l)
		t.Rows = append(t.Rows, cells(words.Name, r.l.Count(c.Found), r.example(c.Kind)))
		terms = append(terms, document.Term{Name: words.Name, Meaning: words.Explanation + " " + words.Advice})
	}
	if len(t.Rows) == 0 {
		r.text(r.say("None was found among the loops that were looked at.", "Ingen blev fundet blandt de sløjfer, der blev set på."))
		return
	}
	t.Notes = append(t.Notes, r.sayf("Looked for among %s feedback loops. Of these: %s", "Der er søgt blandt %s feedbacksløjfer. Om dem gælder: %s",
		r.l.Count(r.Archetypes.Loops.Count), r.Archetypes.Loops.In(r.l)))
	r.add(t, terms)
}

// example names the parts of the first archetype of a kind.
func (r *reporter) example(kind archetype.Kind) string {
	for _, f := range r.Archetypes.Findings {
		if f.Kind != kind {
			continue
		}
		var roles []string
		for _, role := range f.Roles {
			var names []string
			for _, v := range role.Variables {
				names = append(names, r.m.Variables[v].Label.In(r.l))
			}
			roles = append(roles, role.Part.In(r.l)+": "+strings.Join(names, ", "))
		}
		return strings.Join(roles, "; ")
	}
	return ""
}
