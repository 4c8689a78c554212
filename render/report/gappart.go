package report

import (
	"strings"

	"sysmap/maps"
	"sysmap/render/diagram"
	"sysmap/render/overlay"
	"sysmap/render/report/document"
)

const mostGaps = 10

// gapPart counts what the map does not say, what matters most first.
func (r *reporter) gapPart() {
	r.part("gaps", r.say("What is not known", "Det, der ikke vides"))
	r.text(r.say("A map shows what people believe. These are the places where it does not say why, or is in doubt; those that would matter most come first.", "Et kort viser, hvad mennesker mener. Her er de steder, hvor det ikke siger hvorfor eller er i tvivl; dem, der ville betyde mest, kommer først."))
	r.list(r.OfGaps(r.l))
	g := r.Gaps
	r.evidenceTable()
	r.overlaid("figure-evidence", r.say("What the influences rest on", "Hvad påvirkningerne hviler på"), "evidence", func() (diagram.Overlay, error) { return overlay.Evidence(r.m, r.l) })
	r.linkGaps("table-no-evidence", r.say("Influences without evidence", "Påvirkninger uden belæg"), g.NoEvidence)
	r.linkGaps("table-unknown", r.say("Influences whose sign nobody knows", "Påvirkninger, hvis fortegn ingen kender"), g.UnknownSign)
	r.linkGaps("table-low", r.say("Influences held with low confidence", "Påvirkninger med lav tillid"), g.LowConfidence)
	r.linkGaps("table-uncertain", r.say("Influences that may not exist", "Påvirkninger, der måske ikke findes"), g.Uncertain)
	r.unmeasured(g.NoMeasure)
}

// evidenceTable counts influences by what they rest on.
func (r *reporter) evidenceTable() {
	if len(r.m.Links) == 0 {
		return
	}
	t := document.Table{
		Key: "table-evidence", Caption: r.say("What the influences rest on", "Hvad påvirkningerne hviler på"),
		Columns: []document.Column{{Title: r.say("Evidence", "Belæg")}, {Title: r.say("Influences", "Påvirkninger"), Number: true}},
		Notes:   []string{r.say("An influence may name several kinds.", "En påvirkning kan angive flere slags.")},
		How:     r.how(r.document()),
	}
	for _, kind := range []maps.EvidenceKind{maps.Study, maps.Expert, maps.LivedExperience, ""} {
		n := r.Gaps.Evidence[kind]
		if n == 0 && kind == "" {
			continue
		}
		name := r.say("of a kind not said", "af en art, der ikke er sagt")
		if kind != "" {
			name = kind.Label(r.l)
		}
		t.Rows = append(t.Rows, cells(name, r.l.Count(n)))
	}
	t.Rows = append(t.Rows, cells(r.say("none", "intet"), r.l.Count(len(r.Gaps.NoEvidence))))
	r.add(t)
}

// linkGaps lists links with how many loops run through each.
func (r *reporter) linkGaps(key, caption string, links []int) {
	if len(links) == 0 {
		return
	}
	shown := min(mostGaps, len(links))
	t := document.Table{
		Key: key, Caption: caption + r.sayf(": %s of %s, those with most loops first", ": %s af %s, dem med flest sløjfer først", r.l.Count(len(links)), r.l.Count(len(r.m.Links))),
		Columns: []document.Column{{Title: r.say("Influence", "Påvirkning"), Weight: 3}, {Title: r.say("Loops through it", "Sløjfer gennem den"), Number: true}},
		How:     r.how(r.command("loops", "--census", "--by", "links")),
	}
	for _, k := range links[:shown] {
		loops := ""
		if counts := r.Loops.Census.Links; counts != nil {
			loops = r.l.Integer(counts[k].Total)
		}
		t.Rows = append(t.Rows, cells(r.link(r.m.Links[k]), loops))
	}
	if shown < len(links) {
		t.Notes = append(t.Notes, r.sayf("The first %s.", "De første %s.", r.l.Count(shown)))
	}
	r.add(t)
}

// unmeasured names the variables without an indicator.
func (r *reporter) unmeasured(ids []string) {
	if len(ids) == 0 {
		return
	}
	r.add(document.Heading{Level: 3, Text: r.say("Variables that nothing would show to change", "Faktorer, hvor intet ville vise en forandring")})
	r.text(r.sayf("%s of %s variables name no indicator. First those that matter most: %s.", "%s af %s faktorer nævner ingen indikator. Først dem, der betyder mest: %s.",
		r.l.Count(len(ids)), r.l.Count(len(r.m.Variables)), r.few(r.labels(ids), mostGaps)))
}

// additionPart says what could be added to the map.
func (r *reporter) additionPart() {
	type addition struct{ what, example string }
	var list []addition
	add := func(missing bool, english, danish, example string) {
		if missing {
			list = append(list, addition{r.say(english, danish), example})
		}
	}
	add(len(r.m.Clusters) == 0, "Clusters: which parts the map has. The report then shows each part by itself.", "Klynger: hvilke dele kortet har. Så viser rapporten hver del for sig.", "clusters:\n  everyday: {label: "+r.say("Everyday life", "Hverdag")+"}")
	for _, a := range r.Alliance.Advice {
		list = append(list, addition{a.What.In(r.l), a.Example})
	}
	add(len(r.m.Scenarios) == 0 && len(r.m.Variables) > 0, "Scenarios: what if something were done? The report then shows what changes, and how sure that is.", "Scenarier: hvad nu hvis noget blev gjort? Så viser rapporten, hvad der ændrer sig, og hvor sikkert det er.", r.scenarioExample())
	add(len(r.m.Loops) == 0 && r.Loops.Census.Total.Sign() > 0, "Names for the loops that people talk about. The report then tells the story of each.", "Navne på de sløjfer, folk taler om. Så fortæller rapporten hver sløjfes historie.", r.loopExample())
	if len(list) == 0 {
		return
	}
	r.part("additions", r.say("What could be added", "Hvad der kan føjes til"))
	r.text(r.say("The more a map says, the more can be read from it. Names in the examples are made up; ids are those of this map.", "Jo mere et kort siger, desto mere kan læses af det. Navne i eksemplerne er opdigtede; id’er er dette korts."))
	for _, a := range list {
		r.text(a.what)
		if a.example != "" {
			r.add(document.Code(a.example))
		}
	}
}

func (r *reporter) scenarioExample() string {
	if len(r.m.Variables) == 0 {
		return ""
	}
	return "scenarios:\n  try-out:\n    label: " + r.say("A try-out", "En prøve") + "\n    interventions:\n      - {variable: " + r.m.Variables[0].ID + ", press: 0.3}"
}

func (r *reporter) loopExample() string {
	if len(r.Loops.Short) == 0 {
		return ""
	}
	l := r.Loops.Short[0]
	var ids []string
	for _, v := range l.Variables {
		ids = append(ids, r.Graph.ID(v))
	}
	return "loops:\n  " + l.Polarity.String() + "1: {label: " + r.say("Its name", "Dens navn") + ", through: [" + strings.Join(ids, ", ") + "]}"
}
