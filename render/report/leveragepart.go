package report

import (
	"context"
	"math"

	"sysmap/graph/leverage"
	"sysmap/render/figure"
	"sysmap/render/report/document"
	"sysmap/render/scene"
	"sysmap/simulate"
)

const (
	mostEffects = 15
	mostReasons = 5
	mostShifts  = 5
	mostSteered = 40
)

// leveragePart ranks variables by structure and by simulated effect.
func (r *reporter) leveragePart() {
	r.part("leverage", r.say("Where a push goes furthest", "Hvor et tryk når længst"))
	r.text(r.say(
		"There are two ways to look for leverage. Structure asks where a variable stands in the net of influences. Simulation asks what happens to the goal when the variable is pushed. They answer different questions, and where they differ the simulation is closer to what people want to know.",
		"Man kan lede efter løftestangspunkter på to måder. Strukturen spørger, hvor en faktor står i nettet af påvirkninger. Simuleringen spørger, hvad der sker med målet, når der trykkes på faktoren. De svarer på hvert sit spørgsmål, og hvor de er uenige, er simuleringen nærmest det, man vil vide."))
	r.effects()
	r.ranking()
	r.leverageMap()
	r.misleading()
	r.steering()
	r.levels()
}

// effects shows what a press on each variable does to the goal.
func (r *reporter) effects() {
	r.chapter("effects", r.say("What a push does to the goal", "Hvad et tryk gør ved målet"))
	if r.Effects == nil {
		r.text(r.say("The map states no goal, so no effect could be simulated: nobody has said what is better.", "Kortet angiver intet mål, så ingen effekt kunne simuleres: ingen har sagt, hvad der er bedre."))
		return
	}
	e := r.Effects
	for _, h := range r.Headlines(r.l) {
		if h.Topic == "presses" {
			r.text(h.Text)
		}
	}
	r.text(r.sayf("Each variable is pushed alone, by a lasting press of %s, on %s systems drawn from what the map leaves open; the effect is the median change of the goal after %s %s, where more is better.",
		"Der trykkes på hver faktor for sig, vedvarende med %s, i %s systemer trukket ud fra det, kortet lader stå åbent; effekten er medianen af målets ændring efter %s %s, hvor mere er bedre.",
		r.l.Decimal(e.Press, 1), r.l.Count(e.Runs), r.l.Number(e.Until), r.Unit(r.l)))
	f := r.figure("figure-effects", r.say("The largest effects of a push on the goal: the median, and the band that holds nine systems of ten", "De største effekter af et tryk på målet: medianen og det bånd, der rummer ni systemer af ti"),
		r.leveraged("-o", "effects.svg"), func(context.Context) (*scene.Scene, error) {
			return figure.Effects(r.m, e, figure.EffectsOptions{Options: r.chart(), Most: mostEffects})
		})
	f.Notes = r.notes(e.Notes)
	r.add(f)
}

// chart is how charts look here.
func (r *reporter) chart() figure.Options {
	return figure.Options{Language: r.l, Theme: r.theme, Bare: true, Width: 560, TextSize: 10.5}
}

// ranking is the table of structure and effect side by side.
func (r *reporter) ranking() {
	r.chapter("ranking", r.say("What the structure says", "Hvad strukturen siger"))
	by := leverage.DefaultMeasure
	rows, err := r.Leverage.Ranking(by)
	if err != nil {
		r.text(err.Error())
		return
	}
	r.text(by.Explain(r.l))
	column := 0
	for i, c := range r.Leverage.Columns {
		if c.Measure == by {
			column = i
		}
	}
	shown := min(mostRanked, len(rows))
	t := document.Table{
		Key: "table-ranking", Caption: r.sayf("The first variables by %s, with what a push does", "De første faktorer efter %s, med hvad et tryk gør", by.Label(r.l)),
		Columns: []document.Column{{Title: r.say("Place", "Plads"), Number: true}, {Title: r.say("Variable", "Faktor")}, {Title: sentence(by.Label(r.l)), Number: true}},
		How:     r.how(r.leveraged("--limit", r.l.Count(shown))),
	}
	if r.Effects != nil {
		t.Columns = append(t.Columns, document.Column{Title: r.say("Effect on goal", "Effekt på målet"), Number: true},
			document.Column{Title: r.say("Place by effect", "Plads efter effekt"), Number: true}, document.Column{Title: r.say("Systems that agree", "Systemer, der er enige"), Number: true})
		t.Notes = append(t.Notes, r.say("A plus is for the better, a minus for the worse.", "Plus er til det bedre, minus til det værre."))
	} else {
		t.Notes = append(t.Notes, leverage.StructureCaution().In(r.l))
	}
	var why document.List
	for i, row := range rows[:shown] {
		list := []string{r.l.Count(row.Place), row.Label.In(r.l), r.l.Number(row.Values[column])}
		if r.Effects != nil {
			e := r.Effects.Variables[row.Node]
			list = append(list, r.l.Signed(e.Size, 3), r.l.Count(e.Rank), r.l.Percent(e.Certainty))
		}
		t.Rows = append(t.Rows, cells(list...))
		if i < mostReasons {
			why.Items = append(why.Items, document.Say(row.Why.In(r.l)))
		}
	}
	r.add(t, why)
}

// misleading tells where structure and effect differ most.
func (r *reporter) misleading() {
	if r.Effects == nil {
		return
	}
	sizes := make([]float64, len(r.Effects.Variables))
	for i, e := range r.Effects.Variables {
		sizes[i] = math.Abs(e.Size)
	}
	column := r.Leverage.Column(leverage.DefaultMeasure)
	if column == nil || column.Values == nil {
		return
	}
	compared, err := simulate.CompareRanks(column.Values, sizes)
	if err != nil || len(compared.Shifts) == 0 {
		return
	}
	r.chapter("misleading", r.say("Where structure misleads", "Hvor strukturen vildleder"))
	if compared.TauB != nil {
		r.text(r.sayf("The order by %s and the order by size of effect agree to %s, where 1 is the same order and 0 is what chance gives (Kendall’s τ).",
			"Rækkefølgen efter %s og rækkefølgen efter effektens størrelse stemmer overens i graden %s, hvor 1 er samme rækkefølge og 0 det, tilfældet giver (Kendalls τ).",
			leverage.DefaultMeasure.Label(r.l), r.l.Decimal(*compared.TauB, 2)))
	}
	t := document.Table{
		Key: "table-misleading", Caption: r.say("The variables on which structure and simulation disagree most", "De faktorer, som struktur og simulering er mest uenige om"),
		Columns: []document.Column{
			{Title: r.say("Variable", "Faktor")},
			{Title: r.say("Place by structure", "Plads efter struktur"), Number: true},
			{Title: r.say("Place by effect", "Plads efter effekt"), Number: true},
			{Title: r.say("Effect on goal", "Effekt på målet"), Number: true},
		},
		Notes: []string{r.say("Equal values share the mean of their places.", "Lige værdier deler gennemsnittet af deres pladser.")},
		How:   r.how(r.leveraged()),
	}
	for _, s := range compared.Shifts[:min(mostShifts, len(compared.Shifts))] {
		t.Rows = append(t.Rows, cells(r.m.Variables[s.Of].Label.In(r.l), r.l.Number(s.First), r.l.Number(s.Second), r.l.Signed(r.Effects.Variables[s.Of].Size, 3)))
	}
	r.add(t)
}

// steering says what it takes to steer the whole system.
func (r *reporter) steering() {
	r.chapter("steering", r.say("What it takes to steer", "Hvad der skal til for at styre"))
	r.list(r.Leverage.Statements(r.l))
	c := r.Leverage.Control()
	t := document.Table{
		Key: "table-control", Caption: r.say("What would have to be held or steered", "Hvad der skulle holdes eller styres"),
		Columns: []document.Column{{Title: r.say("To", "For at")}, {Title: r.say("Number", "Antal"), Number: true}, {Title: r.say("One such set", "Én sådan mængde"), Weight: 5}},
		How:     r.how(r.command("leverage", "--control", "--seed", r.seed)),
	}
	name := func(ids []string) string { return r.few(r.labels(ids), mostSteered) }
	t.Rows = append(t.Rows,
		cells(r.say("steer linear dynamics", "styre lineær dynamik"), r.l.Count(c.DriverNodeCount), name(c.DriverNodes)),
		cells(r.say("break every loop", "bryde hver sløjfe"), r.l.Count(c.FeedbackVertexSetSize), name(c.FeedbackVertexSet)))
	if !c.FeedbackVertexSetMinimum {
		t.Notes = append(t.Notes, r.sayf("It is not proved that no smaller set breaks every loop; at least %s variables are needed.", "Det er ikke bevist, at ingen mindre mængde bryder hver sløjfe; mindst %s faktorer skal der til.", r.l.Count(c.FeedbackVertexSetAtLeast)))
	}
	r.add(t)
	box := document.Box{Title: r.say("Read with care", "Læs med omtanke")}
	for _, caution := range leverage.ControlCautions() {
		box.Blocks = append(box.Blocks, document.Paragraph{Text: document.Say(caution.In(r.l))})
	}
	r.add(box)
}

// levels tells at which levels of intervention the efforts are.
func (r *reporter) levels() {
	if len(r.m.Efforts) == 0 {
		return
	}
	r.chapter("levels", r.say("At which levels the efforts are", "På hvilke niveauer indsatserne ligger"))
	t := document.Table{
		Key: "table-levels", Caption: r.say("Efforts by level of intervention, deepest first", "Indsatser efter indgrebsniveau, dybest først"),
		Columns: []document.Column{{Title: r.say("Level", "Niveau")}, {Title: r.say("Efforts", "Indsatser"), Number: true}, {Title: r.say("Not ended", "Ikke afsluttet"), Number: true}, {Title: r.say("Which", "Hvilke"), Weight: 4}},
		Notes:   []string{r.say("The level is people’s own judgement, not a score.", "Niveauet er menneskers egen vurdering, ikke en score.")},
		How:     r.how(r.command("leverage", "--levels", "--seed", r.seed)),
	}
	for _, use := range r.Leverage.Levels {
		name := r.say("not tagged", "uden niveau")
		if use.Level != "" {
			name = use.Level.Label(r.l)
		}
		var which []string
		for _, id := range use.Efforts {
			which = append(which, r.effort(id))
		}
		t.Rows = append(t.Rows, cells(name, r.l.Count(len(use.Efforts)), r.l.Count(use.Active), r.few(which, 12)))
	}
	r.add(t)
}
