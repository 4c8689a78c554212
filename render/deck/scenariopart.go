package deck

import (
	"strings"

	"sysmap/render/deck/slides"
	"sysmap/render/figure"
	"sysmap/render/overlay"
	"sysmap/render/scene"
	"sysmap/study"
)

// fewScenarios is how many scenarios are told whole; of more, only the first is
// shown on the map before the appendix.
const fewScenarios = 2

// scenarios shows what each scenario changes: over time, and on the map.
func (k *maker) scenarios() error {
	k.section = k.w["scenarios"]
	k.compared()
	for i, one := range k.s.Scenarios {
		if one.Summary == nil {
			k.sentencesSlides(k.scenario(one), k.s.OfScenario(one, k.l), notes(k.how("simulate", k.simulateFlags(one.ID)...)))
			continue
		}
		if err := k.overTime(one); err != nil {
			return err
		}
		if i > 0 && len(k.s.Scenarios) > fewScenarios {
			k.aside(func() error { return k.change(one) })
			continue
		}
		if err := k.change(one); err != nil {
			return err
		}
	}
	k.section = ""
	return nil
}

// scenario returns what people call a scenario.
func (k *maker) scenario(one study.Scenario) string {
	return k.w["scenario"] + ": " + k.scenarioLabel(one)
}

func (k *maker) scenarioLabel(one study.Scenario) string {
	if label := one.Label.In(k.l); label != "" {
		return label
	}
	return one.ID
}

// mostPanels is how many variables a slide shows over time.
const mostPanels = 6

// overTime is the chart of a scenario, with what it comes to beside or below it
// where there is room, and else on a slide of its own.
func (k *maker) overTime(one study.Scenario) error {
	said := k.s.OfScenario(one, k.l)
	about := ""
	if s := k.m.Scenario(one.ID); s != nil {
		about = s.Note.In(k.l)
	}
	area := k.room()
	top, shapes := k.lead(about, area)
	area.H -= top - area.Y
	area.Y = top
	told := notes(append(append([]string{k.w["reading"]}, said...), k.how("simulate", k.simulateFlags(one.ID)...))...)
	slide := &slides.Slide{Kind: slides.TitleOnly, Title: k.scenario(one), Shapes: shapes, Notes: told}
	all := k.arrangements(area, said)
	if more := len(all) - 1; len(said) > 1 {
		// What becomes of the goal stands by the chart even if the rest does not.
		all = append(all[:more:more], k.arrangements(area, said[:1])...)
		for i := range all[:more] {
			all[i].complete = true
		}
	} else {
		for i := range all {
			all[i].complete = all[i].text != nil
		}
	}
	for _, arrangement := range all {
		chart, legible, err := k.curves(arrangement.chart, one, strings.Join(said, " "))
		if nothing(err) {
			return nil
		}
		if err != nil {
			return err
		}
		if !legible && arrangement.text != nil {
			continue
		}
		slide.Shapes = append(slide.Shapes, chart)
		if arrangement.text != nil {
			slide.Shapes = append(slide.Shapes, arrangement.text)
		}
		k.add(slide)
		if !arrangement.complete {
			sure := func() error {
				k.sentencesSlides(k.scenario(one)+" – "+k.w["sure"], said, notes(k.how("agree", append([]string{one.ID}, k.seed()...)...)))
				return nil
			}
			if len(k.s.Scenarios) > fewScenarios {
				k.aside(sure)
				return nil
			}
			return sure()
		}
		return nil
	}
	return nil
}

// arrangement is a chart's place and the text that stands with it; nil for a
// chart alone.
type arrangement struct {
	chart scene.Box
	text  *slides.Box
	// complete says that the text is all that there is to say.
	complete bool
}

// Text beside a chart is set in one of these sizes.
var besideSizes = []float64{18, 16, 15, 14}

// arrangements lists how a chart and some sentences can share an area, best
// first, and last the chart alone.
func (k *maker) arrangements(area scene.Box, said []string) []arrangement {
	text := texts(said)
	for i := range text.Paragraphs {
		text.Paragraphs[i].Before = min(text.Paragraphs[i].Before, 5)
	}
	var list []arrangement
	add := func(chart, box scene.Box) {
		list = append(list, arrangement{chart: chart, text: &slides.Box{Common: slides.Common{Name: k.w["what"]}, Area: box, Label: true, Text: text}})
	}
	for _, text.Size = range besideSizes {
		if h := text.Height(text.Size, area.W) + 4; h < 0.5*area.H {
			above := area
			above.H -= h + 12
			add(above, scene.Box{X: area.X, Y: area.Y + area.H - h, W: area.W, H: h})
		}
		w := 0.36 * area.W
		if _, fits := text.Fit(w, area.H, text.Size, text.Size-0.5); fits && text.Height(text.Size, w) <= area.H {
			left := area
			left.W -= w + 24
			add(left, scene.Box{X: area.X + area.W - w, Y: area.Y, W: w, H: area.H})
		}
	}
	return append(list, arrangement{chart: area})
}

// curves draws what people look at first in a scenario.
func (k *maker) curves(area scene.Box, one study.Scenario, alt string) (slides.Shape, bool, error) {
	watched := k.s.Watched(one)
	watched = watched[:min(len(watched), mostPanels)]
	in := func(columns int) func(figure.Options) (*scene.Scene, error) {
		return func(o figure.Options) (*scene.Scene, error) {
			return figure.Curves(k.m, []figure.Curve{{Times: one.Summary.Times, Variables: one.Summary.Variables, Band: one.Summary.Runs > 1}},
				figure.CurvesOptions{Options: o, Title: one.Label.In(k.l), Variables: watched, Columns: columns})
		}
	}
	return k.chart(area, alt, in(0), in((len(watched)+1)/2), in(len(watched)))
}

// change is the map tinted by what a scenario changes in the end.
func (k *maker) change(one study.Scenario) error {
	over := overlay.Scenario(k.m, one.Label.In(k.l), one.Summary, len(one.Summary.Times)-1, k.l)
	sc, err := k.all(over)
	if err != nil {
		return err
	}
	return k.drawingSlide(k.scenario(one)+" – "+k.w["onmap"], sc, over.Title+". "+over.Note,
		notes(over.Note, k.how("render", "--overlay", "scenario:"+one.ID, "-o", one.ID+".svg")), steps{})
}
