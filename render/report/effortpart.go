package report

import (
	"sysmap/alliance"
	"sysmap/maps"
	"sysmap/render/diagram"
	"sysmap/render/overlay"
	"sysmap/render/report/document"
)

// effortPart tells what is going on and what it comes to; nothing for a map
// without efforts.
func (r *reporter) effortPart() {
	thread := r.Alliance.Thread
	if thread == nil {
		return
	}
	r.part("efforts", r.say("What is going on: the efforts", "Det, der er i gang: indsatserne"))
	r.chapter("thread", r.say("The sewing-thread method", "Sytrådsmetoden"))
	r.text(r.say("Existing efforts are drawn over the map like threads: what they take hold of, where they meet, and what is left.", "De indsatser, der findes, tegnes over kortet som tråde: hvad de tager fat i, hvor de mødes, og hvad der er tilbage."))
	r.statements(thread.Statements)
	r.effortTable(thread)
	r.overlaid("figure-efforts", r.say("The efforts as threads over the map", "Indsatserne som tråde over kortet"), "efforts", func() (diagram.Overlay, error) { return overlay.Efforts(r.m, r.l) })
	r.meetings(thread)
	r.pressure()
}

func (r *reporter) effortTable(thread *alliance.Thread) {
	t := document.Table{
		Key: "table-efforts", Caption: r.say("The efforts, and how far each reaches", "Indsatserne, og hvor langt hver når"),
		Columns: []document.Column{
			{Title: r.say("Effort", "Indsats"), Weight: 2},
			{Title: r.say("Status", "Status")},
			{Title: r.say("By", "Ved"), Weight: 2},
			{Title: r.say("Acts on", "Virker ind på"), Weight: 2},
			{Title: r.say("Loops of the goal", "Målets sløjfer"), Number: true},
			{Title: r.say("Moves", "Flytter"), Number: true},
			{Title: r.say("Change of the goal", "Målets ændring"), Number: true},
		},
		Notes: []string{r.sayf("Moves: how many variables it moves noticeably. Change of the goal: by this effort alone, the mean over %s %s.", "Flytter: hvor mange faktorer den flytter mærkbart. Målets ændring: ved denne indsats alene, gennemsnit over %s %s.", r.l.Number(r.Alliance.Horizon), r.Unit(r.l))},
		How:   r.how(r.allied("--format", "json")),
	}
	for _, e := range thread.Efforts {
		status := ""
		if e.Status != "" {
			status = e.Status.Label(r.l)
		}
		t.Rows = append(t.Rows, cells(r.effort(e.Effort), status, r.l.List(r.actors(e.By)), r.few(r.labels(e.On), 4), r.l.Count(e.Loops), r.l.Count(e.Moves), r.l.Signed(e.Effect.Mean, 3)))
	}
	r.add(t)
}

// meetings lists the efforts that do not pull the same way.
func (r *reporter) meetings(thread *alliance.Thread) {
	var list []string
	together := 0
	for _, p := range thread.Pairs {
		if p.Relation == alliance.Strengthen {
			together++
			continue
		}
		word := r.say("hinder each other", "modarbejder hinanden")
		if p.Relation == alliance.Mixed {
			word = r.say("pull the same way in some places and apart in others", "trækker samme vej nogle steder og hver sin vej andre")
		}
		list = append(list, r.quote(r.effort(p.First))+r.say(" and ", " og ")+r.quote(r.effort(p.Second))+" "+word+".")
	}
	if together+len(list) == 0 {
		return
	}
	r.chapter("meetings", r.say("Where efforts meet", "Hvor indsatser mødes"))
	r.text(r.sayf("Pairs of efforts that meet: %s. Pairs that pull the same way wherever they meet: %s.", "Par af indsatser, der mødes: %s. Par, der trækker samme vej overalt, hvor de mødes: %s.", r.l.Count(len(thread.Pairs)), r.l.Count(together)))
	r.list(list)
}

// pressure tells what all efforts do together.
func (r *reporter) pressure() {
	p := r.Alliance.Pressure
	if p == nil {
		return
	}
	r.chapter("pressure", r.say("Pressure on the system", "Pres på systemet"))
	r.statements(p.Statements)
	t := document.Table{
		Key: "table-pressure", Caption: r.say("Each effort alone, and its part in what all do together", "Hver indsats alene og dens del i det, alle gør tilsammen"),
		Columns: []document.Column{{Title: r.say("Effort", "Indsats")}, {Title: r.say("Alone", "Alene"), Number: true}, {Title: r.say("Part of the whole", "Del af det hele"), Number: true}},
		How:     r.how(r.allied("--format", "json")),
	}
	for i, e := range p.Alone {
		part := ""
		if i < len(p.Values.Value) {
			part = r.l.Signed(p.Values.Value[i], 3)
		}
		t.Rows = append(t.Rows, cells(r.effort(e.Effort), r.l.Signed(e.Effect.Mean, 3), part))
	}
	t.Rows = append(t.Rows, cells(r.say("added up", "lagt sammen"), r.l.Signed(p.Sum, 3), ""), cells(r.say("together", "tilsammen"), r.l.Signed(p.Together.Mean, 3), r.l.Signed(p.Together.Mean, 3)))
	how := r.say("The parts are Shapley values: what each effort adds on average over all orders in which efforts can be added", "Delene er Shapley-værdier: det, hver indsats lægger til i gennemsnit over alle de rækkefølger, indsatser kan komme i")
	if !p.Values.Exact {
		how += r.sayf("; estimated from %s orders", "; anslået ud fra %s rækkefølger", r.l.Count(p.Values.Orders))
	}
	t.Notes = append(t.Notes, how+".", r.sayf("Changes are of the goal, the mean over %s %s.", "Ændringer er målets, gennemsnit over %s %s.", r.l.Number(r.Alliance.Horizon), r.Unit(r.l)))
	t.Notes = append(t.Notes, r.notes(r.Alliance.Notes)...)
	r.add(t)
}

const mostMeasures = 40

// measurePart tells what would show that something changes.
func (r *reporter) measurePart() {
	p := r.Alliance.Pressure
	var measured []string
	for _, v := range r.m.Variables {
		if v.Measure != nil {
			measured = append(measured, v.ID)
		}
	}
	if len(measured) == 0 && p == nil {
		return
	}
	r.part("measure", r.say("What to measure", "Hvad der skal måles"))
	r.text(r.say(
		"Measuring the goal alone tells too late. Early changes show whether the efforts take hold, changes of the system whether the loops turn, and changes in the population whether the goal is reached.",
		"At måle målet alene fortæller det for sent. Tidlige forandringer viser, om indsatserne får fat, systemforandringer, om sløjferne vender, og befolkningsforandringer, om målet nås."))
	if p != nil && len(p.Changes) > 0 {
		r.changeTable(p)
		return
	}
	t := document.Table{
		Key: "table-measures", Caption: r.say("The indicators that the map names", "De indikatorer, kortet nævner"),
		Columns: []document.Column{{Title: r.say("Variable", "Faktor")}, {Title: r.say("Change", "Forandring")}, {Title: r.say("Indicator", "Indikator"), Weight: 2}, {Title: r.say("Unit", "Enhed")}, {Title: r.say("Source", "Kilde")}},
		How:     r.how(r.document()),
	}
	for _, id := range measured[:min(mostMeasures, len(measured))] {
		v := r.m.Variable(id)
		t.Rows = append(t.Rows, cells(r.label(id), horizon(v.Horizon, r.l), v.Measure.Indicator.In(r.l), v.Measure.Unit, v.Measure.Source))
	}
	r.add(t)
}

func horizon(h maps.Horizon, l maps.Language) string {
	if h == "" {
		return ""
	}
	return h.Label(l)
}

// changeTable is the plan of measurement: what all efforts together would
// change, when it shows, and what would show it.
func (r *reporter) changeTable(p *alliance.Pressure) {
	t := document.Table{
		Key: "table-changes", Caption: r.say("What all efforts together would change, when it shows, and what would show it", "Hvad alle indsatser tilsammen ville ændre, hvornår det viser sig, og hvad der ville vise det"),
		Columns: []document.Column{
			{Title: r.say("Variable", "Faktor")},
			{Title: r.say("Change", "Forandring")},
			{Title: r.say("Largest", "Størst"), Number: true},
			{Title: r.say("Systems that agree", "Systemer, der er enige"), Number: true},
			{Title: r.sayf("Half of it after, %s", "Halvdelen efter, %s", r.Unit(r.l)), Number: true},
			{Title: r.say("Indicator", "Indikator"), Weight: 2},
		},
		How: r.how(r.allied("--format", "json")),
	}
	for _, c := range p.Changes[:min(mostMeasures, len(p.Changes))] {
		agree := max(c.ProbabilityPositive, c.ProbabilityNegative)
		shows, indicator := "–", r.say("none named", "ingen nævnt")
		if c.Shows != nil {
			shows = r.l.Number(*c.Shows)
		}
		if i := c.Indicator; i != nil {
			indicator = i.Text.In(r.l)
			if i.Source != "" {
				indicator += " (" + i.Source + ")"
			}
		}
		name := r.label(c.Variable)
		if c.InGoal {
			name += r.say(" (goal)", " (mål)")
		}
		t.Rows = append(t.Rows, cells(name, horizon(c.Horizon, r.l), r.l.Signed(c.Median, 2), r.l.Percent(agree), shows, indicator))
	}
	t.Notes = append(t.Notes, r.sayf("On %s systems drawn from the map.", "I %s systemer trukket fra kortet.", r.l.Count(p.Members)))
	r.add(t)
}
