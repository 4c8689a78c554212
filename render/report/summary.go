package report

import (
	"sysmap/render/report/document"
	"sysmap/study"
)

// mostScenarios is how many scenarios the summary tells of.
const mostScenarios = 5

// summary is what the map says, each sentence with its number and where to
// read on.
func (r *reporter) summary() []document.Block {
	var list document.Findings
	scenarios := 0
	for _, h := range r.Headlines(r.l) {
		if h.Topic == study.ScenarioTopic {
			if scenarios++; scenarios == mostScenarios+1 {
				list = append(list, document.Finding{Number: "+ " + r.l.Count(len(r.Scenarios)-mostScenarios), Text: document.Say(r.say("More scenarios have been tried.", "Flere scenarier er prøvet.")), Ref: "scenarios"})
			}
			if scenarios > mostScenarios {
				continue
			}
		}
		list = append(list, r.finding(h))
	}
	return append([]document.Block{list}, document.Paragraph{Small: true, Text: document.Say(r.say(
		"Every number comes from the map itself. A map is what people believe to be so; none of it has been measured by drawing it.",
		"Hvert tal kommer fra kortet selv. Et kort er det, mennesker mener; intet er målt, fordi det er tegnet."))})
}

// finding is a headline with its number. That of a push or a scenario is how far
// the goal moves, which tells more than how sure its direction is.
func (r *reporter) finding(h study.Headline) document.Finding {
	number, text := h.Number, h.Text
	switch h.Topic {
	case study.PressTopic:
		if best := r.BestPresses(); len(best) > 0 {
			number = r.l.Signed(best[0].Size, 2)
			text += r.sayf(" The first of them moves it by %s (median).", " Det første flytter målet med %s (median).", number)
		}
	case study.ScenarioTopic:
		for _, one := range r.Scenarios {
			watched := r.Watched(one)
			if one.ID != h.Of || one.Summary == nil || len(watched) == 0 || h.Number == "" {
				continue
			}
			if v := one.Series(watched[0]); v != nil {
				number = r.l.Signed(v.Median[len(v.Median)-1], 2)
				text += r.sayf(" Median of “%s”: %s.", " Medianen for “%s”: %s.", r.label(watched[0]), number)
			}
		}
	}
	return document.Finding{Number: number, Text: document.Say(text), Ref: r.partOf(h)}
}

// partOf returns the key of the part that says more of a headline.
func (r *reporter) partOf(h study.Headline) string {
	switch h.Topic {
	case study.SizeTopic:
		return "map"
	case study.LoopTopic:
		return "loops"
	case study.PressTopic:
		return "leverage"
	case study.ScenarioTopic:
		return "scenario-" + h.Of
	case study.CoverageTopic, study.AloneTopic:
		return "responsibility"
	case study.GapTopic:
		return "gaps"
	}
	return ""
}
