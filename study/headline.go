package study

import (
	"math"

	"sysmap/maps"
)

// Topic is what a [Headline] is about, for those who want to lead from it to
// more.
type Topic string

const (
	SizeTopic     Topic = "size"
	LoopTopic     Topic = "loops"
	PressTopic    Topic = "presses"
	ScenarioTopic Topic = "scenario"
	CoverageTopic Topic = "coverage"
	AloneTopic    Topic = "alone"
	GapTopic      Topic = "gaps"
)

// Headline is one of the [Study.Findings] with the number that it rests on.
type Headline struct {
	Topic Topic
	// Of is the id of the scenario, for a [ScenarioTopic].
	Of string
	// Number stands in Text as it is written here, except for a share of what
	// Text counts, such as "32 / 114". It may be empty.
	Number string
	Text   string
}

// Headlines returns what the map says on the whole, as [Study.Findings] does,
// each with its number.
func (s *Study) Headlines(l maps.Language) []Headline {
	var list []Headline
	add := func(h Headline) {
		if h.Text != "" {
			list = append(list, h)
		}
	}
	add(Headline{Topic: SizeTopic, Number: l.Count(len(s.Map.Variables)), Text: s.size(l)})
	loops := Headline{Topic: LoopTopic, Text: s.loopCount(l)}
	if s.Loops.Census.Total.Sign() > 0 {
		loops.Number = l.Integer(s.Loops.Census.Total)
	}
	add(loops)
	press := Headline{Topic: PressTopic, Text: s.strongestPresses(l)}
	if best := s.BestPresses(); len(best) > 0 {
		press.Number = l.Percent(best[0].Certainty)
	}
	add(press)
	for _, one := range s.Scenarios {
		add(Headline{Topic: ScenarioTopic, Of: one.ID, Number: s.certain(one, l), Text: s.moves(one, l, false)})
	}
	if len(s.Map.Actors) > 0 {
		if of := s.Alliance.Coverage.Statements; len(of) > 0 {
			add(Headline{Topic: CoverageTopic, Number: l.Count(s.Alliance.Coverage.Held) + " / " + l.Count(s.Alliance.Coverage.Variables), Text: of[0].In(l)})
		}
		if alone := s.Alliance.Alone; alone != nil && len(alone.Statements) > 0 {
			add(Headline{Topic: AloneTopic, Number: l.Count(alone.Loops), Text: alone.Statements[0].In(l)})
		}
	}
	if gaps := s.OfGaps(l); len(gaps) > 0 {
		links := len(s.Map.Links)
		add(Headline{Topic: GapTopic, Number: l.Count(links-len(s.Gaps.NoEvidence)) + " / " + l.Count(links), Text: gaps[0]})
	}
	return list
}

// certain returns the share of systems that the first sentence about a scenario
// speaks of first; "" where nothing changes.
func (s *Study) certain(one Scenario, l maps.Language) string {
	watched := s.Watched(one)
	if one.Summary == nil || len(watched) == 0 {
		return ""
	}
	v, last := one.Series(watched[0]), len(one.Summary.Times)-1
	if v == nil {
		return ""
	}
	share := math.Max(v.ProbabilityPositive[last], v.ProbabilityNegative[last])
	if share == 0 {
		return ""
	}
	return l.Percent(share)
}
