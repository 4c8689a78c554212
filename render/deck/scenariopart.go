package deck

import (
	"strings"

	"sysmap/render/deck/slides"
	"sysmap/render/figure"
	"sysmap/render/overlay"
	"sysmap/render/scene"
	"sysmap/study"
)

// scenarios shows what each scenario changes: over time, and on the map.
func (k *maker) scenarios() error {
	k.section = k.w["scenarios"]
	for _, one := range k.s.Scenarios {
		if one.Summary == nil {
			k.sentencesSlides(k.scenario(one), k.s.OfScenario(one, k.l), notes(k.how("simulate", k.simulateFlags(one.ID)...)))
			continue
		}
		if err := k.overTime(one); err != nil {
			return err
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
	label := one.Label.In(k.l)
	if label == "" {
		label = one.ID
	}
	return k.w["scenario"] + ": " + label
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
	slide := &slides.Slide{Kind: slides.TitleOnly, Title: k.scenario(one), Notes: told}
	for _, place := range []func(area scene.Box, text slides.Text) (scene.Box, *slides.Box){k.below, k.aside, nil} {
		room := area
		var box *slides.Box
		if place != nil {
			if room, box = place(area, texts(said)); box == nil {
				continue
			}
		}
		chart, legible, err := k.curves(room, one, strings.Join(said, " "))
		if nothing(err) {
			return nil
		}
		if err != nil {
			return err
		}
		if !legible && place != nil {
			continue
		}
		slide.Shapes = append(shapes, chart)
		if box != nil {
			slide.Shapes = append(slide.Shapes, box)
		}
		k.add(slide)
		if box == nil {
			k.sentencesSlides(k.scenario(one)+" – "+k.w["sure"], said, notes(k.how("agree", one.ID)))
		}
		return nil
	}
	return nil
}

// curves draws what people look at first in a scenario.
func (k *maker) curves(area scene.Box, one study.Scenario, alt string) (slides.Shape, bool, error) {
	watched := k.s.Watched(one)
	watched = watched[:min(len(watched), mostPanels)]
	return k.chart(area, alt, func(o figure.Options) (*scene.Scene, error) {
		return figure.Curves(k.m, []figure.Curve{{Times: one.Summary.Times, Variables: one.Summary.Variables, Band: one.Summary.Runs > 1}},
			figure.CurvesOptions{Options: o, Title: one.Label.In(k.l), Variables: watched})
	})
}

// leastBeside is the smallest text beside a chart.
const leastBeside = 13.0

// below parts an area between a chart and a text under it; no box where the
// text would leave too little.
func (k *maker) below(area scene.Box, text slides.Text) (scene.Box, *slides.Box) {
	text.Size, _ = text.Fit(area.W, 0.5*area.H, 16, leastBeside)
	h := text.Height(text.Size, area.W) + 4
	if h > 0.52*area.H {
		return area, nil
	}
	box := &slides.Box{Common: slides.Common{Name: k.w["what"]}, Area: scene.Box{X: area.X, Y: area.Y + area.H - h, W: area.W, H: h}, Label: true, Text: text}
	area.H -= h + 14
	return area, box
}

// aside parts an area between a chart and a text to the right of it.
func (k *maker) aside(area scene.Box, text slides.Text) (scene.Box, *slides.Box) {
	w := 0.36 * area.W
	size, fits := text.Fit(w, area.H, 16, leastBeside)
	if !fits {
		return area, nil
	}
	text.Size = size
	box := &slides.Box{Common: slides.Common{Name: k.w["what"]}, Area: scene.Box{X: area.X + area.W - w, Y: area.Y, W: w, H: area.H}, Label: true, Text: text}
	area.W -= w + 24
	return area, box
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
