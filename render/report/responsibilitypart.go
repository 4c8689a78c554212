package report

import (
	"context"
	"slices"
	"strings"

	"sysmap/alliance"
	"sysmap/maps"
	"sysmap/render/diagram"
	"sysmap/render/figure"
	"sysmap/render/overlay"
	"sysmap/render/report/document"
	"sysmap/render/scene"
)

const (
	mostOrphans = 12
	mostPairs   = 12
)

// responsibilityPart tells who is responsible; nothing for a map without
// actors.
func (r *reporter) responsibilityPart() {
	if len(r.m.Actors) == 0 {
		return
	}
	a := r.Alliance
	r.part("responsibility", r.say("Who is responsible?", "Hvem har ansvaret?"))
	r.text(r.say(
		"An actor holds a variable when it must or can act on it. To know of something or to be affected by it is a role, too, but moves nothing. Nothing here is a score: every sentence is read from what people have written on the map.",
		"En aktør holder en faktor, når den har ansvar for den eller kan handle på den. At have viden om noget eller være berørt af det er også en rolle, men flytter ikke noget. Intet her er en score: hver sætning er læst af det, mennesker har skrevet på kortet."))
	r.chapter("coverage", r.say("Who holds what", "Hvem har hvad"))
	r.statements(a.Coverage.Statements)
	r.allianceChart("figure-coverage", r.say("Actors and clusters: the strongest role each has, and on how many variables", "Aktører og klynger: den stærkeste rolle, hver har, og på hvor mange faktorer"), "coverage", figure.Coverage)
	r.coverageTable()
	r.overlaid("figure-roles", r.say("Who holds what, by sector", "Hvem har hvad, efter sektor"), "roles", func() (diagram.Overlay, error) { return overlay.Roles(r.m, r.l) })
	if a.GoalLoops != nil {
		r.chapter("goal-loops", r.say("The loops of the goal", "Målets sløjfer"))
		r.statements(a.GoalLoops.Statements)
	}
	r.orphans()
	r.sharedSpace()
	r.interfaces()
	r.alone()
	r.readiness()
}

// allianceChart draws a chart of who is responsible, by the name that the
// command knows it by; nothing where there is nothing to show.
func (r *reporter) allianceChart(key, caption, name string, draw func(*maps.Map, *alliance.Result, figure.Options) (*scene.Scene, error)) {
	o := r.chart()
	drawn, err := draw(r.m, r.Alliance, o)
	if err != nil {
		return // the sentences say what there is
	}
	f := r.figure(key, caption, r.allied("--chart", name, "-o", name+".svg"), func(context.Context) (*scene.Scene, error) { return drawn, nil })
	r.add(f)
}

// statements adds the sentences of an analysis.
func (r *reporter) statements(list []alliance.Statement) {
	var sentences []string
	for _, s := range list {
		sentences = append(sentences, s.In(r.l))
	}
	r.list(sentences)
}

// overlaid shows the map with a result over it, by the name that the command
// knows it by; nothing where there is no such result.
func (r *reporter) overlaid(key, caption, name string, make func() (diagram.Overlay, error)) {
	over, err := make()
	if err != nil {
		return // the map has nothing of the kind, which the text says
	}
	kind, _, _ := strings.Cut(name, ":")
	rest := []string{"--overlay", name}
	if r.o.Anonymous {
		rest = append(rest, "--anonymous")
	}
	f := r.figure(key, caption, r.render(kind, rest...), r.whole(over))
	f.Wide = true
	r.add(f)
}

// coverageTable is actors by clusters, with how many variables each has which
// role on.
func (r *reporter) coverageTable() {
	c := r.Alliance.Coverage
	t := document.Table{
		Key: "table-coverage", Caption: r.say("Actors and clusters: on how many variables each has which role", "Aktører og klynger: på hvor mange faktorer hver har hvilken rolle"),
		Columns: []document.Column{{Title: r.say("Actor", "Aktør"), Weight: 2}},
		Notes:   []string{r.say("M must act, C can act, A is affected, K knows; the number is of variables.", "A har ansvar, K kan handle, B er berørt, V har viden; tallet er antallet af faktorer.")},
		How:     r.how(r.allied("--format", "markdown")),
	}
	for _, k := range c.Clusters {
		name := r.say("without a cluster", "uden klynge")
		if of := r.m.Cluster(k.Cluster); of != nil {
			name = of.Label.In(r.l)
		}
		t.Columns = append(t.Columns, document.Column{Title: name})
	}
	letters := strings.Split(r.say("M C A K", "A K B V"), " ")
	for _, a := range c.Actors {
		row := cells(r.actor(a.Actor))
		for _, at := range a.Cells {
			var parts []string
			for i, list := range [][]string{at.MustAct, at.CanAct, at.Affected, at.Knows} {
				if len(list) > 0 {
					parts = append(parts, letters[i]+r.l.Count(len(list)))
				}
			}
			row = append(row, cell(strings.Join(parts, " ")))
		}
		t.Rows = append(t.Rows, row)
	}
	r.add(t)
}

// orphans are the variables that nobody holds.
func (r *reporter) orphans() {
	o := r.Alliance.Orphans
	r.chapter("orphans", r.say("Where nobody acts", "Uden ansvarlig"))
	r.statements(o.Statements)
	if len(o.Variables) == 0 {
		r.text(r.say("Somebody must or can act on every variable of the map.", "Nogen har ansvar for eller kan handle på hver af kortets faktorer."))
		return
	}
	pushed := o.Variables[0].Push != nil
	t := document.Table{
		Key: "table-orphans", Caption: r.say("Variables that nobody must or can act on, those that matter most first", "Faktorer, som ingen har ansvar for eller kan handle på, de vigtigste først"),
		Columns: []document.Column{{Title: r.say("Variable", "Faktor")}},
		How:     r.how(r.allied()),
	}
	if pushed {
		t.Columns = append(t.Columns, document.Column{Title: r.say("A push would move the goal", "Et tryk ville flytte målet"), Number: true})
	}
	t.Columns = append(t.Columns, document.Column{Title: r.say("Place by betweenness", "Plads efter mellemposition"), Number: true}, document.Column{Title: r.say("Whom to ask", "Hvem man kan spørge"), Weight: 2})
	for _, v := range o.Variables[:min(mostOrphans, len(o.Variables))] {
		row := cells(r.label(v.Variable))
		if pushed {
			text := ""
			if v.Push != nil {
				text = r.l.Signed(v.Push.Effect.Mean, 3)
			}
			row = append(row, cell(text))
		}
		ask := slices.Concat(v.Affected, v.Knowing)
		slices.Sort(ask)
		row = append(row, cell(r.l.Count(v.BetweennessRank)), cell(r.l.List(r.actors(slices.Compact(ask)))))
		t.Rows = append(t.Rows, row)
	}
	if more := len(o.Variables) - len(t.Rows); more > 0 {
		t.Notes = append(t.Notes, r.sayf("The first %s of %s; the command with --format json has all.", "De første %s af %s; kommandoen med --format json har dem alle.", r.l.Count(len(t.Rows)), r.l.Count(len(o.Variables))))
	}
	if pushed {
		t.Notes = append(t.Notes, r.sayf("A push: a lasting press of %s in the direction that helps, on the middle of what the map leaves open; the mean change of the goal over %s %s.",
			"Et tryk: et vedvarende tryk på %s i den retning, der hjælper, på midten af det, kortet lader stå åbent; målets gennemsnitlige ændring over %s %s.",
			r.l.Decimal(r.Alliance.Press, 2), r.l.Number(r.Alliance.Horizon), r.Unit(r.l)))
	}
	r.add(t)
	r.overlaid("figure-orphans", r.say("Variables that nobody must or can act on", "Faktorer, som ingen har ansvar for eller kan handle på"), "orphans",
		func() (diagram.Overlay, error) { return overlay.Orphans(r.m, r.Alliance, r.l) })
}

func (r *reporter) sharedSpace() {
	if len(r.Alliance.Shared.Statements) == 0 {
		return
	}
	r.chapter("shared", r.say("Shared space", "Samarbejdsrum"))
	r.statements(r.Alliance.Shared.Statements)
}

// interfaces tells who needs to coordinate with whom.
func (r *reporter) interfaces() {
	x := r.Alliance.Interfaces
	if len(x.Pairs) == 0 {
		return
	}
	r.chapter("interfaces", r.say("Interfaces", "Snitflader"))
	r.statements(x.Statements)
	t := document.Table{
		Key: "table-interfaces", Caption: r.say("Who needs to coordinate with whom", "Hvem der har brug for at koordinere med hvem"),
		Columns: []document.Column{
			{Title: r.say("Actors", "Aktører")},
			{Title: r.say("Influences there", "Påvirkninger frem"), Number: true},
			{Title: r.say("and back", "og tilbage"), Number: true},
			{Title: r.say("Both hold", "Begge holder"), Weight: 2},
			{Title: r.say("Shared efforts", "Fælles indsatser"), Weight: 2},
		},
		How: r.how(r.allied()),
	}
	for _, p := range x.Pairs[:min(mostPairs, len(x.Pairs))] {
		efforts := make([]string, len(p.Efforts))
		for i, id := range p.Efforts {
			efforts[i] = r.effort(id)
		}
		shared := r.few(efforts, 3)
		if shared == "" {
			shared = r.say("none", "ingen")
		}
		t.Rows = append(t.Rows, cells(r.actor(p.First)+" – "+r.actor(p.Second), r.l.Count(len(p.There)), r.l.Count(len(p.Back)), r.few(r.labels(p.Variables), 3), shared))
	}
	if more := len(x.Pairs) - len(t.Rows); more > 0 {
		t.Notes = append(t.Notes, r.sayf("The first %s of %s pairs.", "De første %s af %s par.", r.l.Count(len(t.Rows)), r.l.Count(len(x.Pairs))))
	}
	r.allianceChart("figure-coordination", r.say("Who needs to coordinate with whom: influences and shared variables between the two; a ring where they share no effort", "Hvem der har brug for at koordinere med hvem: påvirkninger og fælles faktorer imellem de to; en ring, hvor de ingen fælles indsats har"), "coordination", figure.Coordination)
	r.add(t)
	r.overlaid("figure-interfaces", r.say("The influences that cross from one actor’s ground to another’s", "De påvirkninger, der går fra den ene aktørs område til den andens"), "interfaces",
		func() (diagram.Overlay, error) { return overlay.Interfaces(r.m, r.Alliance.Interfaces, r.l) })
}

// alone tells how far each actor reaches, and which alliance is the smallest.
func (r *reporter) alone() {
	a := r.Alliance.Alone
	if a == nil {
		return
	}
	r.chapter("alone", r.say("Nobody alone", "Ingen alene"))
	r.statements(a.Statements)
	r.allianceChart("figure-reach", r.say("How many of the goal’s loops each actor can act on, of those that anybody can", "Hvor mange af målets sløjfer hver aktør kan handle på, af dem, nogen kan"), "reach", figure.Reach)
	t := document.Table{
		Key: "table-alone", Caption: r.say("How far each actor reaches alone", "Hvor langt hver aktør når alene"),
		Columns: []document.Column{
			{Title: r.say("Actor", "Aktør")},
			{Title: r.say("Loops of the goal", "Målets sløjfer"), Number: true},
			{Title: r.say("Share", "Andel"), Number: true},
			{Title: r.say("Change of the goal", "Målets ændring"), Number: true},
			{Title: r.say("Share of what all reach", "Andel af det, alle når"), Number: true},
		},
		Notes: []string{r.say("Shares add up to more than the whole, since several actors can act on the same variables.", "Andelene giver tilsammen mere end det hele, fordi flere aktører kan handle på de samme faktorer.")},
		How:   r.how(r.allied("--format", "json")),
	}
	for _, of := range a.Actors {
		t.Rows = append(t.Rows, cells(r.actor(of.Actor), r.l.Count(of.Loops), r.l.Percent(of.LoopShare), r.l.Signed(of.Effect.Mean, 3), r.l.Percent(of.EffectShare)))
	}
	r.add(t)
}

// readiness tells of the six elements.
func (r *reporter) readiness() {
	if len(r.Alliance.Readiness) == 0 {
		return
	}
	r.chapter("readiness", r.say("Readiness", "Modenhed"))
	r.text(r.say(
		"Six elements that alliances need: five from Collective Impact and the involvement of the people concerned, which Danish practice adds. Each is judged by what the map holds; what an alliance does without having drawn it is not seen here.",
		"Seks elementer, som alliancer har brug for: fem fra Collective Impact og brugerinddragelse, som dansk praksis føjer til. Hvert er vurderet efter det, kortet rummer; det, en alliance gør uden at have tegnet det, ses ikke her."))
	for _, e := range r.Alliance.Readiness {
		r.add(document.Heading{Level: 3, Text: sentence(e.Key.Label(r.l)) + ": " + e.Standing.Label(r.l)})
		r.statements(slices.Concat(e.There, e.Missing))
		r.add(document.Paragraph{Text: document.Join(document.Bold(r.say("Next:", "Næste skridt:")), document.Say(" "+e.Next.In(r.l)))})
	}
}
