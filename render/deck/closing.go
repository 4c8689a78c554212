package deck

import (
	"fmt"

	"sysmap/render/deck/slides"
)

// missing is what the map does not say, where it does not say something.
func (k *maker) missing() error {
	k.section = ""
	list := k.s.OfGaps(k.l)
	if k.s.Alliance != nil {
		for _, a := range k.s.Alliance.Advice {
			list = append(list, a.What.In(k.l))
		}
	}
	if len(list) == 0 {
		return nil
	}
	k.section = k.w["missing"]
	k.sentencesSlides(k.w["missing"], list, notes(k.w["missingnote"]))
	return nil
}

// sources credits those that the map is from, and says how each number was
// made.
func (k *maker) sources() error {
	k.section = k.w["sources"]
	var credit slides.Text
	for _, s := range k.m.Sources {
		p := slides.Paragraph{Bullet: true, Runs: []slides.Run{{Text: s.Text.In(k.l)}}}
		if len(credit.Paragraphs) > 0 {
			p.Before = 8
		}
		if s.URL != "" {
			p.Runs = append(p.Runs, slides.Run{Text: " "}, slides.Run{Text: s.URL, URL: s.URL})
		}
		credit.Paragraphs = append(credit.Paragraphs, p)
	}
	if len(credit.Paragraphs) > 0 {
		k.add(&slides.Slide{Kind: slides.Body, Title: k.w["sources"], Bodies: []slides.Text{credit}})
	}
	if k.s != nil {
		k.made()
	}
	return nil
}

// made is the table of commands that make every number of the deck again.
func (k *maker) made() {
	table := &slides.Table{Common: slides.Common{Name: k.w["made"], Alt: k.w["madealt"]}, Head: true, Size: 14}
	table.Rows = append(table.Rows, []slides.Cell{{Text: k.w["number"]}, {Text: k.w["commandhead"]}})
	row := func(what, command string) {
		table.Rows = append(table.Rows, []slides.Cell{{Text: what}, {Text: command}})
	}
	said := fmt.Sprintf(k.w["digest"], k.m.Digest())
	if len(k.s.Scenarios) > 0 || k.s.Effects != nil {
		said += " " + fmt.Sprintf(k.w["seeded"], k.s.Options.Seed, k.l.Count(k.s.Options.Runs), k.l.Count(k.s.Options.EffectRuns))
	}
	row(k.w["loops"], k.command("loops", "--census"))
	if k.hasSection(k.w["leverage"]) {
		row(k.w["leverage"], k.command("leverage", k.leverageFlags()...))
	}
	for _, one := range k.s.Scenarios {
		row(k.scenario(one), k.command("simulate", k.simulateFlags(one.ID)...))
	}
	if len(k.s.Scenarios) > 0 && !k.m.Goal.Empty() {
		row(k.w["agreement"], k.command("agree", append([]string{k.s.Scenarios[0].ID}, k.seed()...)...))
	}
	if len(k.m.Actors) > 0 {
		row(k.w["who"], k.command("alliance", k.seed()...))
	}
	if k.o.Version != "" {
		said += " " + fmt.Sprintf(k.w["version"], k.o.Version)
	}
	k.tableSlides(k.w["made"], said, table, []float64{3, 7}, nil)
}
