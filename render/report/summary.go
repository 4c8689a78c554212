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
		list = append(list, document.Finding{Number: h.Number, Text: document.Say(h.Text), Ref: r.partOf(h)})
	}
	return append([]document.Block{list}, document.Paragraph{Small: true, Text: document.Say(r.say(
		"Every number comes from the map itself. A map is what people believe to be so; none of it has been measured by drawing it.",
		"Hvert tal kommer fra kortet selv. Et kort er det, mennesker mener; intet er målt, fordi det er tegnet."))})
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
