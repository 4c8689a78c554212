package handout

import "sysmap/maps"

// words are the texts of a sheet in one language.
type words struct {
	title, map_, noSector, noCluster, and, more, less, time string
	letters, roles                                          [4]string
	efforts, loops, partners, steps, notes, goal            string
	on, with, alone, both, together, apart                  string
	who, between, shared, place                             string
	andMore, source, illustrative                           string
	continued, page                                         string
	backbone, held, none, reach, onlyTogether               string
	loopNote, noLoops                                       string
	claim, meet, meetBoth, consider, join, tell, take       string
	noPartners, noEfforts                                   string
	linkOne, linkMany                                       string
	articles                                                []string
}

func wordsIn(l maps.Language) words {
	if l == maps.Danish {
		return words{
			title: "Hvem gør hvad", map_: "Systemkort", noSector: "uden sektor", noCluster: "Uden klynge", and: "og", more: "mere", less: "mindre", time: "tidsenheder",
			letters: [4]string{"A", "K", "B", "V"}, roles: [4]string{"I har ansvar for", "I kan handle på", "Det berører jer", "I har viden om"},
			efforts: "Jeres indsatser", loops: "Målets sløjfer, I kan handle på", partners: "Hvem I skal tale med", steps: "Næste skridt", notes: "Det aftaler vi", goal: "Målet",
			on: "virker ind på", with: "sammen med", alone: "alene", both: "Begge har fat i", together: "Sammen om", apart: "Ingen fælles indsats",
			who: "Hvem", between: "Hvad der går imellem jer", shared: "Fælles indsats", place: "Jeres plads på kortet",
			andMore: "og %s mere", source: "Lavet af kortet “%s” (aftryk %s). Effekter er simuleret: metode %s, over %s %s.",
			illustrative: "Illustrativt eksempel – ikke baseret på en undersøgelse.",
			continued:    "fortsat", page: "side %s af %s",
			backbone: "I varetager det fælles sekretariat.", held: "I har fat i %s af kortets %s faktorer.", none: "Kortet siger endnu ikke, hvad I kan handle på.",
			reach: "Alene kan I handle på %s af de %s sløjfer om målet, som nogen kan handle på.", onlyTogether: "Ingen når målet alene.",
			loopNote: "%s af målets %s feedbacksløjfer på op til %s påvirkninger går gennem det, I har fat i. For eksempel:",
			noLoops:  "Ingen af målets feedbacksløjfer på op til %s påvirkninger går gennem det, I har fat i.",
			claim:    "Aftal, hvad I gør ved %s: I har ansvaret, og ingen indsats virker ind dér endnu.",
			meet:     "Sæt jer sammen med %s om %s imellem jer: I har ingen fælles indsats i dag.", meetBoth: "Sæt jer sammen med %s om %s, som I begge har fat i: I har ingen fælles indsats i dag.",
			consider: "Overvej en indsats for %s %s: Af det, I kan handle på, og som ingen indsats virker ind på, ville det hjælpe målet mest.",
			join:     "Bed om at være med i “%s”: Den virker ind på %s, som berører jer.",
			tell:     "Fortæl de andre, hvad I ved om %s.", take: "Tal med alliancen om, hvad I kan handle på, og få det på kortet.",
			noPartners: "Ingen påvirkning på kortet går mellem jer og andre aktører.", noEfforts: "I er ikke med i nogen indsats på kortet.",
			linkOne: "den ene påvirkning", linkMany: "de %s påvirkninger", articles: []string{"De", "Den", "Det"},
		}
	}
	return words{
		title: "Who does what", map_: "Systems map", noSector: "no sector stated", noCluster: "Without cluster", and: "and", more: "more", less: "less", time: "units of time",
		letters: [4]string{"M", "C", "A", "K"}, roles: [4]string{"You must act on", "You can act on", "What affects you", "What you know about"},
		efforts: "Your efforts", loops: "Loops of the goal that you can act on", partners: "Whom to talk to", steps: "Next steps", notes: "What we agree", goal: "The goal",
		on: "acts on", with: "together with", alone: "alone", both: "Both hold", together: "Together in", apart: "No shared effort",
		who: "Who", between: "What runs between you", shared: "Shared effort", place: "Your place on the map",
		andMore: "and %s more", source: "Made from the map “%s” (digest %s). Effects are simulated: method %s, over %s %s.",
		illustrative: "Illustrative example – not based on a study.",
		continued:    "continued", page: "page %s of %s",
		backbone: "You hold the shared secretariat.", held: "You hold %s of the map's %s variables.", none: "The map does not say yet what you can act on.",
		reach: "Alone, you can act on %s of the %s loops of the goal that anybody can act on.", onlyTogether: "Nobody reaches the goal alone.",
		loopNote: "%s of the goal's %s feedback loops of up to %s links run through what you hold. For example:",
		noLoops:  "None of the goal's feedback loops of up to %s links runs through what you hold.",
		claim:    "Agree on what you do about %s: it is your responsibility, and no effort acts there yet.",
		meet:     "Sit down with %s about %s between you: you share no effort today.", meetBoth: "Sit down with %s about %s, which both of you hold: you share no effort today.",
		consider: "Consider an effort for %s %s: of what you can act on and no effort does, it would help the goal most.",
		join:     "Ask to take part in “%s”: it acts on %s, which affects you.",
		tell:     "Tell the others what you know about %s.", take: "Talk with the alliance about what you can act on, and have it put on the map.",
		noPartners: "No link on the map runs between you and other actors.", noEfforts: "You take part in no effort on the map.",
		linkOne: "the one link", linkMany: "the %s links", articles: []string{"The"},
	}
}
