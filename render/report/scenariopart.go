package report

import (
	"context"
	"math"
	"slices"
	"strconv"

	"sysmap/maps"
	"sysmap/render/figure"
	"sysmap/render/overlay"
	"sysmap/render/report/document"
	"sysmap/render/scene"
	"sysmap/simulate"
	"sysmap/study"
)

// mostMoved is how many variables a scenario's table has besides the goal's.
const mostMoved = 8

// scenarioPart tells what each scenario changes, and how sure that is.
func (r *reporter) scenarioPart() {
	if len(r.Scenarios) == 0 {
		return
	}
	r.part("scenarios", r.say("What if? The scenarios", "Hvad nu hvis? Scenarierne"))
	r.text(r.sayf(
		"A scenario is a set of things done at once. Each is run on %s systems drawn from what the map leaves open: how strong an influence is, which way it works where nobody knows, whether it exists. A result is therefore a range: the median, and the band that holds nine systems of ten. Changes are against nothing being done, on a scale where 0 is today and 1 or −1 is as far as a variable goes. Read the direction and the order before the size.",
		"Et scenarie er noget, der gøres på én gang. Hvert er kørt i %s systemer trukket ud fra det, kortet lader stå åbent: hvor stærk en påvirkning er, hvilken vej den virker, hvor ingen ved det, og om den findes. Et resultat er derfor et spænd: medianen og det bånd, der rummer ni systemer af ti. Ændringer er i forhold til, at intet gøres, på en skala, hvor 0 er i dag, og 1 eller −1 er så langt, en faktor kan nå. Læs retningen og rækkefølgen før størrelsen.",
		r.l.Count(r.Options.Runs)))
	r.comparison()
	for _, one := range r.Scenarios {
		r.scenario(one)
	}
}

// comparison shows up to four scenarios in one chart.
func (r *reporter) comparison() {
	var list []study.Scenario
	for _, one := range r.Scenarios {
		if one.Summary != nil && len(list) < figure.MostCurves {
			list = append(list, one)
		}
	}
	if len(list) < 2 {
		return
	}
	var ids []string
	var curves []figure.Curve
	for _, one := range list {
		ids = append(ids, one.ID)
		curves = append(curves, r.curve(one))
	}
	command := r.command("simulate", append(append(ids, "--runs", strconv.Itoa(r.Options.Runs), "--seed", r.seed), append(r.until(), "-o", "scenarios.svg")...)...)
	watched := r.Watched(list[0])
	f := r.figure("figure-scenarios", r.say("The scenarios side by side: the change over time, with bands that hold nine systems of ten", "Scenarierne side om side: ændringen over tid, med bånd, der rummer ni systemer af ti"), command,
		func(context.Context) (*scene.Scene, error) {
			return figure.Curves(r.m, curves, figure.CurvesOptions{Options: r.chart(), Variables: watched})
		})
	if len(list) < len(r.Scenarios) {
		f.Notes = append(f.Notes, r.sayf("The first %s of %s scenarios.", "De første %s af %s scenarier.", r.l.Count(len(list)), r.l.Count(len(r.Scenarios))))
	}
	r.add(f)
}

func (r *reporter) curve(one study.Scenario) figure.Curve {
	return figure.Curve{Label: r.scenarioName(one), Times: one.Summary.Times, Variables: one.Summary.Variables, Band: r.Options.Runs > 1}
}

func (r *reporter) scenarioName(one study.Scenario) string {
	return labelOr(one.Label, one.ID, r.l)
}

func (r *reporter) scenario(one study.Scenario) {
	r.chapter("scenario-"+one.ID, r.scenarioName(one))
	if of := r.m.Scenario(one.ID); of != nil {
		r.text(of.Note.In(r.l))
		r.done(*of)
	}
	r.lead(r.say("What comes of it:", "Det, der kommer ud af det:"))
	r.list(r.OfScenario(one, r.l))
	if one.Summary == nil {
		return
	}
	r.curves(one)
	r.mapOfChange(one)
	r.certainty(one)
	r.agreement(one)
	r.drivers(one)
}

// done says what is done in a scenario.
func (r *reporter) done(of maps.Scenario) {
	var parts []string
	if of.BasedOn != "" {
		base := r.m.Scenario(of.BasedOn)
		if base != nil {
			parts = append(parts, r.sayf("All that is done in %s.", "Alt, der gøres i %s.", r.quote(labelOr(base.Label, base.ID, r.l))))
		}
	}
	for _, id := range of.Efforts {
		text := r.sayf("The effort %s", "Indsatsen %s", r.quote(r.effort(id)))
		if e := r.m.Effort(id); e != nil && len(e.On) > 0 {
			var on []string
			for _, i := range e.On {
				on = append(on, r.intervention(i))
			}
			text += ": " + r.few(on, 6)
		}
		parts = append(parts, text+".")
	}
	for _, i := range of.Interventions {
		parts = append(parts, sentence(r.intervention(i))+".")
	}
	if parts != nil {
		r.lead(r.say("What is done:", "Det, der gøres:"))
		r.list(parts)
	}
}

// curves shows one scenario over time.
func (r *reporter) curves(one study.Scenario) {
	watched := r.shown(one)
	f := r.figure("figure-curves-"+one.ID, r.sayf("%s: what changes over time", "%s: hvad der ændrer sig over tid", r.scenarioName(one)), r.simulated(one.ID, "-o", one.ID+".svg"),
		func(context.Context) (*scene.Scene, error) {
			return figure.Curves(r.m, []figure.Curve{r.curve(one)}, figure.CurvesOptions{Options: r.chart(), Variables: watched})
		})
	r.add(f)
}

// shown are the variables of a scenario's chart: the goal's and those that move
// most.
func (r *reporter) shown(one study.Scenario) []string {
	return figure.Watched(r.m, []figure.Curve{r.curve(one)}, max(4, min(8, len(r.Watched(one))+2)))
}

// mapOfChange tints the map by what a scenario changes in the end.
func (r *reporter) mapOfChange(one study.Scenario) {
	last := len(one.Summary.Times) - 1
	f := r.figure("figure-change-"+one.ID, r.sayf("%s: the map of change after %s %s", "%s: forandringens kort efter %s %s", r.scenarioName(one), r.l.Number(one.Summary.Times[last]), r.Unit(r.l)),
		r.simulated(one.ID, "--format", "csv"), r.whole(overlay.Scenario(r.m, r.scenarioName(one), one.Summary, last, r.l)))
	f.Notes = append(f.Notes, r.say("The command prints the numbers behind the colours.", "Kommandoen skriver tallene bag farverne."))
	f.Wide = true
	r.add(f)
}

// certainty is the table of medians, bands and probabilities.
func (r *reporter) certainty(one study.Scenario) {
	last := len(one.Summary.Times) - 1
	t := document.Table{
		Key: "table-scenario-" + one.ID, Caption: r.sayf("%s: how far, and how sure, after %s %s", "%s: hvor langt, og hvor sikkert, efter %s %s", r.scenarioName(one), r.l.Number(one.Summary.Times[last]), r.Unit(r.l)),
		Columns: []document.Column{
			{Title: r.say("Variable", "Faktor")},
			{Title: r.say("Median change", "Ændring, median"), Number: true},
			{Title: "5 %", Number: true},
			{Title: "95 %", Number: true},
			{Title: r.say("Rises in", "Stiger i"), Number: true},
			{Title: r.say("Falls in", "Falder i"), Number: true},
		},
		How: r.how(r.simulated(one.ID)),
	}
	if r.l == maps.English {
		t.Columns[2].Title, t.Columns[3].Title = "5%", "95%"
	}
	for _, v := range r.moved(one) {
		t.Rows = append(t.Rows, cells(r.label(v.Variable), r.l.Signed(v.Median[last], 2), r.l.Signed(v.Low[last], 2), r.l.Signed(v.High[last], 2),
			r.l.Percent(v.ProbabilityPositive[last]), r.l.Percent(v.ProbabilityNegative[last])))
	}
	t.Notes = append(t.Notes, r.say("The variables of the goal first, then those that move most.", "Målets faktorer først, derefter dem, der flytter sig mest."))
	if lost := one.Summary.Unstable + one.Summary.Failed; lost > 0 {
		t.Notes = append(t.Notes, r.sayf("%s of the systems gave no result and are left out.", "%s af systemerne gav intet resultat og er udeladt.", r.l.Count(lost)))
	}
	t.Notes = append(t.Notes, r.notes(one.Summary.Notes)...)
	r.add(t)
}

// moved are the series of the goal, then of those that move most at the end.
func (r *reporter) moved(one study.Scenario) []simulate.SummarySeries {
	last := len(one.Summary.Times) - 1
	watched := r.Watched(one)
	var list []simulate.SummarySeries
	for _, id := range watched {
		if v := one.Series(id); v != nil {
			list = append(list, *v)
		}
	}
	rest := slices.DeleteFunc(slices.Clone(one.Summary.Variables), func(v simulate.SummarySeries) bool {
		return slices.Contains(watched, v.Variable) || math.Abs(v.Median[last]) < 0.005
	})
	slices.SortStableFunc(rest, func(a, b simulate.SummarySeries) int {
		switch x, y := math.Abs(a.Median[last]), math.Abs(b.Median[last]); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	return append(list, rest[:min(mostMoved, len(rest))]...)
}

// agreement shows what every method says of the goal.
func (r *reporter) agreement(one study.Scenario) {
	a := one.Agreement
	if a == nil || len(a.Rows) == 0 {
		return
	}
	t := document.Table{
		Key: "table-agree-" + one.ID, Caption: r.sayf("%s: the direction by each method, and the share of systems that agree on it", "%s: retningen efter hver metode og den andel af systemerne, der er enige om den", r.scenarioName(one)),
		Columns: []document.Column{{Title: r.say("Variable", "Faktor")}},
		How:     r.how(r.command("agree", append([]string{one.ID, "--runs", strconv.Itoa(a.Runs), "--seed", r.seed}, r.until()...)...)),
	}
	for _, m := range a.Methods {
		t.Columns = append(t.Columns, document.Column{Title: m.Method})
	}
	t.Columns = append(t.Columns, document.Column{Title: r.say("Agree", "Enige")})
	var why []string
	for _, row := range a.Rows {
		list := []string{r.label(row.Variable)}
		for _, c := range row.Cells {
			list = append(list, r.direction(c))
		}
		verdict := r.say("no", "nej")
		if row.Agree {
			verdict = r.say("yes", "ja")
		} else if len(row.Reasons) == 0 {
			verdict = "–"
		}
		t.Rows = append(t.Rows, cells(append(list, verdict)...))
		for _, reason := range row.Reasons {
			why = append(why, r.quote(r.label(row.Variable))+", "+reason.In(r.l)+".")
		}
	}
	for _, m := range a.Methods {
		switch {
		case m.Refused != "":
			t.Notes = append(t.Notes, m.Method+": "+m.Refused+".")
		case m.Members < a.Runs:
			t.Notes = append(t.Notes, r.sayf("%s rests on %s of the %s systems; the others have no result by it.", "%s hviler på %s af de %s systemer; de andre har intet resultat efter den.", m.Method, r.l.Count(m.Members), r.l.Count(a.Runs)))
		}
	}
	r.add(t)
	if why != nil {
		r.lead(r.say("Why methods differ:", "Hvorfor metoderne er uenige:"))
		r.list(why)
	}
}

func (r *reporter) direction(c simulate.AgreementCell) string {
	if !c.Result {
		return "–"
	}
	return map[int]string{1: "↑", -1: "↓", 0: "="}[c.Sign] + " " + r.l.Percent(c.Certainty)
}

// drivers shows what the outcome depends on.
func (r *reporter) drivers(one study.Scenario) {
	for _, d := range one.Drivers {
		if len(d.Factors) == 0 {
			continue
		}
		f := r.figure("figure-drivers-"+one.ID, r.sayf("%s: what the outcome for %s depends on most", "%s: hvad udfaldet for %s afhænger mest af", r.scenarioName(one), r.quote(r.label(d.Variable))),
			r.simulated(one.ID, "--drivers", "-o", one.ID+"-drivers.svg"), func(context.Context) (*scene.Scene, error) {
				return figure.Drivers(r.m, d, figure.DriversOptions{Options: r.chart(), Scenario: r.scenarioName(one), Most: 10})
			})
		f.Notes = append(f.Notes, r.say("The bars are rank correlations over the systems: how far knowing more of this would narrow the outcome. It is where a measurement or a study pays.",
			"Søjlerne er rangkorrelationer over systemerne: hvor meget det ville indsnævre udfaldet at vide mere om netop dette. Her betaler en måling eller en undersøgelse sig."))
		r.add(f)
		return // the chart of the goal's first variable; the others are in the sentences
	}
}
