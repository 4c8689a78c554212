package report

import (
	"sysmap/render/report/document"
	"sysmap/study"
)

// summary is what the map says, each sentence with its number and where to
// read on.
func (r *reporter) summary() []document.Block {
	var list document.Findings
	for _, h := range r.Headlines(r.l) {
		text := document.Say(h.Text)
		if key := r.partOf(h); key != "" {
			text = document.Join(text, document.Say(" "), document.Text{{String: r.say("Read on", "Læs mere"), Ref: key}}, document.Say("."))
		}
		list = append(list, document.Finding{Number: h.Number, Text: text})
	}
	blocks := []document.Block{list}
	if note := r.m.Note.In(r.l); note != "" {
		blocks = append([]document.Block{document.Paragraph{Text: document.Say(note)}}, blocks...)
	}
	return append(blocks, document.Paragraph{Small: true, Text: document.Say(r.say(
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
