package alliance

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"sysmap/graph/loop"
	"sysmap/maps"
)

// Advice is something to add to a map so that more can be said of who is
// responsible.
type Advice struct {
	// Section is the key of the map file that it is about: goal, actors,
	// roles, efforts or variables.
	Section string `json:"section"`
	// What to add, and what it will tell.
	What Sentence `json:"what"`
	// Example is how it could look for this very map, to be put into the file
	// and changed. Where the section is variables, it is one line of it, and
	// otherwise a section of its own. Who is in it is made up.
	Example string `json:"example"`
}

// AdviceFor returns what to add to a map, in the order in which to do it;
// nothing where all that is looked for is there. The error says that the map is
// not valid or is [ErrTooMany].
func AdviceFor(m *maps.Map) ([]Advice, error) {
	s, err := survey(m)
	if err != nil {
		return nil, err
	}
	return s.advice(), nil
}

func (s *ground) advice() []Advice {
	out := []Advice{}
	hubs := s.hubs()
	if len(hubs) == 0 {
		return out
	}
	add := func(section string, what Sentence, example string) { out = append(out, Advice{section, what, example}) }
	goal := hubs[0]
	if len(s.goal) > 0 {
		goal = s.goal[0]
	} else {
		add("goal", say("Say what the alliance wants to raise or lower. Effects, loops and reach are all told for the goal.",
			"Sig, hvad alliancen vil hæve eller sænke. Virkninger, sløjfer og rækkevidde fortælles alle i forhold til målet."),
			fmt.Sprintf("goal: {raise: [%s]}\n", yamlID(s.m.Variables[goal].ID)))
	}
	actor := "municipality"
	if len(s.m.Actors) > 0 {
		actor = s.m.Actors[0].ID
	} else {
		add("actors", say("Name who has to do with the map, in which sector, and who holds the shared secretariat.",
			"Nævn, hvem der har med kortet at gøre, i hvilken sektor, og hvem der er fælles sekretariat."), exampleActors)
	}
	if !slices.ContainsFunc(s.roles, func(r roles) bool { return len(r.any) > 0 }) {
		add("roles", say("Say who must act, can act, is affected and knows. Then coverage, interfaces, the smallest alliance and what is without anyone responsible can be told.",
			"Sig, hvem der har ansvar, kan handle, er berørt og har viden. Så kan dækning, snitflader, den mindste alliance og det, der er uden ansvarlig, fortælles."),
			s.exampleRoles(hubs, actor))
	}
	if len(s.m.Efforts) == 0 {
		add("efforts", say("Draw what is already going on: who makes it, and which variables it presses on. Then the pressure on the system can be told.",
			"Tegn det, der allerede er i gang: hvem der står for det, og hvilke faktorer det trykker på. Så kan presset på systemet fortælles."),
			s.exampleEfforts(s.pushable(hubs), actor))
	}
	if !slices.ContainsFunc(s.m.Variables, func(v maps.Variable) bool { return v.Measure != nil || v.Horizon != "" }) {
		add("variables", say("Say when change is expected to show, and which indicator would show it. Together they are the shared measurement plan.",
			"Sig, hvornår forandringen ventes at vise sig, og hvilken indikator der ville vise den. Tilsammen er det de fælles målemetoder."),
			fmt.Sprintf("%s: {horizon: population, measure: {indicator: {da: Svar i en årlig måling, en: Answers in a yearly survey}, unit: \"%%\", source: %s}}\n",
				yamlID(s.m.Variables[goal].ID), s.word("Den årlige måling", "The yearly survey")))
	}
	return out
}

// word is a text in the language of the map.
func (s *ground) word(danish, english string) string {
	if s.m.Language == maps.Danish {
		return danish
	}
	return english
}

const exampleActors = `actors:
  municipality: {label: {da: Kommunen, en: The municipality}, sector: public, backbone: true}
  local-club: {label: {da: Foreningen, en: The local club}, sector: civil-society}
  people-panel: {label: {da: Panelet af berørte, en: The panel of people concerned}, sector: people}
`

func (s *ground) exampleRoles(hubs []int, actor string) string {
	pick := func(k int) string { return yamlID(s.m.Variables[hubs[k%len(hubs)]].ID) }
	text := fmt.Sprintf("roles:\n  - {actor: %s, must-act: [%s], can-act: [%s]}\n", yamlID(actor), pick(0), pick(1))
	others := [2]string{"local-club", "people-panel"}
	for k := range others {
		if len(s.m.Actors) == 0 {
			continue
		}
		if k+1 >= len(s.m.Actors) {
			return text
		}
		others[k] = s.m.Actors[k+1].ID
	}
	return text + fmt.Sprintf("  - {actor: %s, can-act: [%s]}\n  - {actor: %s, affected: [%s], knows: [%s]}\n",
		yamlID(others[0]), pick(2), yamlID(others[1]), pick(0), pick(1))
}

func (s *ground) exampleEfforts(variable int, actor string) string {
	return fmt.Sprintf("efforts:\n  first-effort:\n    label: {da: Den første indsats, en: The first effort}\n    by: [%s]\n    status: running\n    on: [{variable: %s, press: %s}]\n",
		yamlID(actor), yamlID(s.m.Variables[variable].ID), s.helpfulPress(variable))
}

// pushable is the last of some variables that influences something and is not
// the goal itself; the last where there is none.
func (s *ground) pushable(variables []int) int {
	for _, v := range slices.Backward(variables) {
		if len(s.g.Out(v)) > 0 && !slices.Contains(s.goal, v) {
			return v
		}
	}
	return variables[len(variables)-1]
}

// helpfulPress is a press in the direction that helps the goal along the
// shortest way there; upwards where there is none, or no goal.
func (s *ground) helpfulPress(variable int) string {
	if len(s.goal) == 0 {
		return "0.3"
	}
	sign := maps.Positive
	if variable != s.goal[0] {
		paths, err := loop.Paths(s.g, variable, s.goal[0], loop.ListOptions{Limit: 1})
		if err != nil {
			return "0.3"
		}
		for p := range paths.Paths(context.Background()) {
			sign = p.Sign
		}
	}
	if float64(sign)*s.wanted[0] < 0 {
		return "-0.3"
	}
	return "0.3"
}

// hubs are up to three variables to make examples with: those with most links
// in and out.
func (s *ground) hubs() []int {
	order := make([]int, len(s.m.Variables))
	for v := range order {
		order[v] = v
	}
	links := func(v int) int { return len(s.g.In(v)) + len(s.g.Out(v)) }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(links(b), links(a)) })
	return order[:min(3, len(order))]
}

// yamlID writes an id as YAML reads it back: in quotes where it could be taken
// for something else.
func yamlID(id string) string {
	switch strings.ToLower(id) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		return `"` + id + `"`
	}
	if strings.ContainsAny(id[:min(1, len(id))], "0123456789") {
		return `"` + id + `"`
	}
	return id
}
