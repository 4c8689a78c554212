package leverage

import (
	"slices"

	"sysmap/maps"
)

// LevelUse is what goes on at one level of intervention: at which of the five
// levels of the Intervention Level Framework (Malhi et al. 2009; Johnston,
// Matteson, Finegood 2014) the efforts are that people have tagged. It is
// their judgement, not a score.
type LevelUse struct {
	// Level is empty for efforts that nobody has tagged.
	Level maps.Level `json:"level"`
	// Efforts are the ids of those at the level, in the order of the map.
	Efforts []string `json:"efforts"`
	// Active is how many of them have not ended.
	Active int `json:"active"`
	// Variables are the ids of what those that have not ended act on,
	// directly or as an end of a link, in the order of the map.
	Variables []string `json:"variables"`
	// Empty: every effort at the level, if there ever was one, has ended.
	Empty bool `json:"empty"`
}

// LevelsOf returns how the efforts of a map are spread over the levels of
// intervention: one entry a level, deepest first, and, where some efforts have
// no level, one more without.
func LevelsOf(m *maps.Map) []LevelUse {
	var uses []LevelUse
	for _, level := range append(maps.Levels(), "") {
		use := useOf(m, level)
		if level != "" || len(use.Efforts) > 0 {
			uses = append(uses, use)
		}
	}
	return uses
}

func useOf(m *maps.Map, level maps.Level) LevelUse {
	use := LevelUse{Level: level, Efforts: []string{}, Variables: []string{}}
	if m == nil {
		use.Empty = true
		return use
	}
	touched := map[string]bool{}
	for _, effort := range m.Efforts {
		if effort.Level != level {
			continue
		}
		use.Efforts = append(use.Efforts, effort.ID)
		if effort.Status == maps.Ended {
			continue
		}
		use.Active++
		for _, on := range effort.On {
			touched[on.Variable] = true
			if on.Link != nil {
				touched[on.Link.From], touched[on.Link.To] = true, true
			}
		}
	}
	for _, variable := range m.Variables {
		if touched[variable.ID] {
			use.Variables = append(use.Variables, variable.ID)
		}
	}
	use.Empty = use.Active == 0
	return use
}

// ExplainLevel says what a level of intervention is, with the places to
// intervene in a system that belong to it, counted from the most powerful
// (Meadows 1999, Leverage Points); nothing for what is not a level.
func ExplainLevel(level maps.Level, l maps.Language) string {
	i := slices.Index(maps.Levels(), level)
	if i < 0 {
		return ""
	}
	return [...]bilingual{{
		"The deepest beliefs that the system grows out of. Meadows' places 1 and 2: rising above paradigms; the paradigm itself.",
		"De dybeste antagelser, som systemet vokser ud af. Meadows' steder 1 og 2: at hæve sig over paradigmer; selve paradigmet.",
	}, {
		"What the system is there to achieve. Meadows' place 3: its goals.",
		"Det, systemet er til for at opnå. Meadows' sted 3: dets mål.",
	}, {
		"How the parts are connected, and who may change that. Meadows' places 4 to 6: the power to organise itself anew; rules; who gets to know what.",
		"Hvordan delene hænger sammen, og hvem der kan ændre det. Meadows' steder 4 til 6: evnen til at organisere sig på ny; regler; hvem der får hvad at vide.",
	}, {
		"What the system does about its own changes, and how soon. Meadows' places 7 to 9: reinforcing loops; balancing loops; delays.",
		"Hvad systemet gør ved sine egne ændringer, og hvor hurtigt. Meadows' steder 7 til 9: forstærkende sløjfer; balancerende sløjfer; forsinkelser.",
	}, {
		"The single parts, people, places and amounts. Meadows' places 10 to 12: stocks and flows; buffers; numbers such as grants, limits and prices.",
		"De enkelte dele, mennesker, steder og mængder. Meadows' steder 10 til 12: beholdninger og strømme; buffere; tal som tilskud, grænser og priser.",
	}}[i].in(l)
}
