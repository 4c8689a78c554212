package alliance

import (
	"slices"

	"sysmap/maps"
)

// ElementKey is one of the six elements of readiness: the five of Collective
// Impact (Kania and Kramer 2011, Stanford Social Innovation Review) and the
// involvement of the people concerned, which Danish practice adds.
type ElementKey string

const (
	CommonAgenda            ElementKey = "common_agenda"
	SharedMeasurement       ElementKey = "shared_measurement"
	ReinforcingActivities   ElementKey = "mutually_reinforcing_activities"
	ContinuousCommunication ElementKey = "continuous_communication"
	Backbone                ElementKey = "backbone"
	UserInvolvement         ElementKey = "user_involvement"
)

// Label returns the element's name; an unknown one as it is written.
func (k ElementKey) Label(l maps.Language) string {
	name, known := map[ElementKey]Sentence{
		CommonAgenda:            {"common agenda", "fælles dagsorden"},
		SharedMeasurement:       {"shared measurement", "fælles målemetoder"},
		ReinforcingActivities:   {"mutually reinforcing activities", "gensidigt forpligtende aktiviteter"},
		ContinuousCommunication: {"continuous communication", "hyppig og åben kommunikation"},
		Backbone:                {"backbone", "fælles sekretariat"},
		UserInvolvement:         {"user involvement", "brugerinddragelse"},
	}[k]
	if !known {
		return string(k)
	}
	return name.In(l)
}

// Standing is where an element stands, by what the map holds of it.
type Standing string

const (
	// InPlace: there is something, and nothing that was looked for is missing.
	InPlace Standing = "in_place"
	// Partly: there is something, and something is missing.
	Partly Standing = "partly"
	// Absent: nothing is there.
	Absent Standing = "absent"
)

// Label returns the standing in words; an unknown one as it is written.
func (x Standing) Label(l maps.Language) string {
	name, known := map[Standing]Sentence{
		InPlace: {"in place", "på plads"}, Partly: {"partly in place", "delvist på plads"}, Absent: {"not on the map", "ikke på kortet"},
	}[x]
	if !known {
		return string(x)
	}
	return name.In(l)
}

// Element is one of the six, as the map shows it (modenhedsanalyse). It is read
// from the map alone: what an alliance does without having drawn it is not
// seen.
type Element struct {
	Key ElementKey `json:"key"`
	// Standing follows from There and Missing alone, which are its evidence.
	Standing Standing    `json:"standing"`
	There    []Statement `json:"there"`
	Missing  []Statement `json:"missing"`
	// Next is the step to take next.
	Next Statement `json:"next"`
}

func (s *ground) readiness(r *Result) []Element {
	out := []Element{s.agenda(r), s.measurement(r), s.activities(r), s.communication(r), s.backbone(), s.involvement()}
	for i := range out {
		e := &out[i]
		switch {
		case len(e.There) == 0:
			e.Standing = Absent
		case len(e.Missing) > 0:
			e.Standing = Partly
		default:
			e.Standing = InPlace
		}
		if e.There == nil {
			e.There = []Statement{}
		}
		if e.Missing == nil {
			e.Missing = []Statement{}
		}
	}
	return out
}

func (e *Element) there(s Sentence, about ...string) { e.There = append(e.There, state(s, about...)) }

func (e *Element) missing(s Sentence, about ...string) {
	e.Missing = append(e.Missing, state(s, about...))
}

// agenda: the goal, and who shares it.
func (s *ground) agenda(r *Result) Element {
	e := Element{Key: CommonAgenda}
	if len(s.goal) == 0 {
		e.missing(say("The map states no goal.", "Kortet angiver intet mål."))
		e.Next = state(say("Agree which variables the alliance wants to raise or lower, and write them under goal:.", "Bliv enige om, hvilke faktorer alliancen vil hæve eller sænke, og skriv dem under goal:."))
		return e
	}
	e.there(say("The goal is stated in %s: %s.", "Målet er udtrykt i %s: %s.", variableCount(len(s.goal)), s.named(s.goal)), s.ids(s.goal)...)
	if sectors := s.goalSectors(); len(sectors) > 1 {
		e.there(say("Actors from %s sectors have a role on the goal itself: %s.", "Aktører fra %s sektorer har en rolle ved selve målet: %s.", len(sectors), sectorNames(sectors)))
	}
	var lost []int
	for _, v := range s.goal {
		if len(s.touching[v]) == 0 {
			lost = append(lost, v)
		}
	}
	if len(lost) > 0 {
		e.missing(say("Nobody has a role on the goal's %s.", "Ingen har en rolle ved målets %s.", s.named(lost)), s.ids(lost)...)
		e.Next = state(say("Ask in the alliance who answers for %s, and note the role.", "Spørg i alliancen, hvem der står inde for %s, og notér rollen.", s.named(lost[:1])), s.ids(lost[:1])...)
	}
	apart := s.apart(r)
	if len(apart) > 0 {
		e.missing(say("On the map, nothing that they can act on reaches the goal: %s.", "På kortet når intet af det, de kan handle på, frem til målet: %s.", s.actorsNamed(apart)), s.actorIDs(apart)...)
	}
	switch {
	case len(lost) > 0:
	case len(apart) > 0:
		e.Next = state(say("Ask %s what the goal means to them, and where they touch it.", "Spørg %s, hvad målet betyder for dem, og hvor de rører ved det.", s.actorsNamed(apart[:1])), s.actorIDs(apart[:1])...)
	default:
		e.Next = state(say("Read the goal aloud with all actors, and ask each what they will do less of for its sake.", "Læs målet højt med alle aktører, og spørg hver, hvad de vil gøre mindre af for dets skyld."))
	}
	return e
}

func (s *ground) goalSectors() []maps.Sector {
	var at []int
	for _, v := range s.goal {
		at = union(at, s.touching[v])
	}
	return s.sectors(at)
}

// apart are the actors that neither have a role on the goal nor move it.
func (s *ground) apart(r *Result) []int {
	var out []int
	for a := range s.m.Actors {
		onGoal := slices.ContainsFunc(s.goal, func(v int) bool { return slices.Contains(s.touching[v], a) })
		if !onGoal && r.Alone != nil && r.Alone.Actors[a].Effect.Mean < Noticeable {
			out = append(out, a)
		}
	}
	return out
}

func sectorNames(sectors []maps.Sector) []Sentence {
	var out []Sentence
	for _, x := range sectors {
		out = append(out, Sentence{x.Label(maps.English), x.Label(maps.Danish)})
	}
	return out
}

// measurement: indicators on the goal, on its loops and at every horizon.
func (s *ground) measurement(r *Result) Element {
	e := Element{Key: SharedMeasurement}
	var all, with, without, sourceless []int
	for v, variable := range s.m.Variables {
		if s.measured(v) {
			all = append(all, v)
			if variable.Measure.Source == "" {
				sourceless = append(sourceless, v)
			}
		}
	}
	for _, v := range s.goal {
		if s.measured(v) {
			with = append(with, v)
		} else {
			without = append(without, v)
		}
	}
	if len(all) == 0 {
		e.missing(say("No variable has an indicator.", "Ingen faktor har en indikator."))
	} else {
		e.there(say("%s "+verb(len(all), "has", "have")+" an indicator: %s.", "%s har en indikator: %s.", variableCount(len(all)), s.named(all)), s.ids(all)...)
	}
	if len(s.goal) > 0 && len(without) == 0 {
		e.there(say("Every variable of the goal has an indicator.", "Hver faktor i målet har en indikator."), s.ids(with)...)
	}
	if len(without) > 0 {
		e.missing(say("The goal is without an indicator on %s.", "Målet er uden indikator for %s.", s.named(without)), s.ids(without)...)
	}
	if len(sourceless) > 0 {
		e.missing(say("Nobody has said where the figures come from for %s.", "Ingen har sagt, hvor tallene kommer fra, for %s.", s.named(sourceless)), s.ids(sourceless)...)
	}
	s.measuredHorizons(&e)
	next, dark := s.measuredLoops(&e, r.GoalLoops)
	switch {
	case len(without) > 0:
		e.Next = state(say("Choose an indicator for %s, and who reads it how often.", "Vælg en indikator for %s, og hvem der aflæser den hvor tit.", s.named(without[:1])), s.ids(without[:1])...)
	case dark > 0:
		e.Next = state(say(
			"Put an indicator on %s: it lies on %s of the goal that nothing shows today.",
			"Sæt en indikator på %s: Den ligger på %s om målet, som intet viser i dag.", s.named([]int{next}), loopCount(dark),
		), s.m.Variables[next].ID)
	case len(all) == 0:
		e.Next = state(say("Choose an indicator for what the alliance wants to change, and who reads it how often.", "Vælg en indikator for det, alliancen vil ændre, og hvem der aflæser den hvor tit."))
	default:
		e.Next = state(say("Put the figures on one page, and look at it together at fixed times.", "Saml tallene på én side, og se på den sammen til faste tider."))
	}
	return e
}

func (s *ground) measured(v int) bool {
	measure := s.m.Variables[v].Measure
	return measure != nil && !measure.Indicator.Empty()
}

func (s *ground) measuredHorizons(e *Element) {
	for _, horizon := range []maps.Horizon{maps.EarlyChange, maps.SystemChange, maps.PopulationChange} {
		name := Sentence{horizon.Label(maps.English), horizon.Label(maps.Danish)}
		if !slices.ContainsFunc(s.m.Variables, func(v maps.Variable) bool {
			return v.Horizon == horizon && v.Measure != nil && !v.Measure.Indicator.Empty()
		}) {
			e.missing(say("No indicator shows %s.", "Ingen indikator viser %s.", name))
		}
	}
}

// measuredLoops says on how many loops of the goal an indicator beside the
// goal's own shows what happens, and returns the variable on most of the
// others, with how many.
func (s *ground) measuredLoops(e *Element, loops *GoalLoops) (variable, on int) {
	seen := 0
	counts := make([]int, len(s.m.Variables))
	for _, l := range loops.Loops {
		if slices.ContainsFunc(l.nodes, func(v int) bool { return s.measured(v) && !slices.Contains(s.goal, v) }) {
			seen++
			continue
		}
		for _, v := range l.nodes {
			if !slices.Contains(s.goal, v) {
				counts[v]++
			}
		}
	}
	if len(loops.Loops) == 0 {
		return 0, 0
	}
	text := say(
		"Of the %s of the goal, %s "+verb(seen, "has", "have")+" an indicator on the way, beside those of the goal itself.",
		"Af de %s om målet har %s en indikator undervejs, ud over målets egne.", loopCount(len(loops.Loops)), seen,
	)
	if seen > 0 {
		e.there(text)
	}
	if seen == len(loops.Loops) {
		return 0, 0
	}
	e.missing(say(
		"%s of the goal "+verb(len(loops.Loops)-seen, "has", "have")+" no indicator on the way, so that a change is seen only when it has arrived.",
		"%s om målet har ingen indikator undervejs, så en forandring først ses, når den er nået frem.", loopCount(len(loops.Loops)-seen),
	))
	for v, n := range counts {
		if n > on {
			variable, on = v, n
		}
	}
	return variable, on
}
