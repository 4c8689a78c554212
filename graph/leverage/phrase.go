package leverage

import "sync"

// phrase is what is said of a measure.
type phrase struct {
	measure Measure
	// name fits after "by" and "efter".
	name    bilingual
	meaning bilingual
	// fact is a clause about a variable with a value written into %s, nothing
	// the clause where the value is 0.
	fact, nothing bilingual
	// one is the clause for exactly 1, where grammar asks for it.
	one    bilingual
	number number
}

// phrases holds one phrase for each measure, in their order.
var phrases = sync.OnceValue(func() []phrase {
	return []phrase{{
		measure: InDegree, name: bilingual{"links in", "påvirkninger ind"}, number: whole,
		meaning: bilingual{
			"How many links lead to the variable. High: many things decide it, and it shows what the system does.",
			"Hvor mange påvirkninger der peger på faktoren. Høj: meget er med til at bestemme den, og den viser, hvad systemet gør.",
		},
		fact: bilingual{"%s links lead to it", "%s påvirkninger peger på den"},
		one:  bilingual{"one link leads to it", "én påvirkning peger på den"}, nothing: bilingual{"no link leads to it", "ingen påvirkning peger på den"},
	}, {
		measure: OutDegree, name: bilingual{"links out", "påvirkninger ud"}, number: whole,
		meaning: bilingual{
			"How many links the variable sends out. High: a push spreads in many directions at once.",
			"Hvor mange påvirkninger faktoren sender ud. Høj: et tryk breder sig i mange retninger på én gang.",
		},
		fact: bilingual{"%s links lead from it", "%s påvirkninger udgår fra den"},
		one:  bilingual{"one link leads from it", "én påvirkning udgår fra den"}, nothing: bilingual{"no link leads from it", "ingen påvirkning udgår fra den"},
	}, {
		measure: TotalDegree, name: bilingual{"links in and out", "påvirkninger ind og ud"}, number: whole,
		meaning: bilingual{
			"How many links the variable has, in and out together. High: it is a junction of the map.",
			"Hvor mange påvirkninger faktoren har, ind og ud tilsammen. Høj: den er et knudepunkt på kortet.",
		},
		fact: bilingual{"it has %s links in and out", "den har %s påvirkninger ind og ud"},
		one:  bilingual{"it has a single link", "den har en enkelt påvirkning"}, nothing: bilingual{"it has no links", "den har ingen påvirkninger"},
	}, {
		measure: Betweenness, name: bilingual{"betweenness", "mellemposition"}, number: decimal,
		meaning: bilingual{
			"How many of the shortest chains from one variable to another run through this one; where several are equally short, each counts in part. High: much of the map meets much of the rest here.",
			"Hvor mange af de korteste kæder fra én faktor til en anden der løber gennem denne; hvor flere er lige korte, tæller hver en del. Høj: her mødes meget af kortet med meget af resten.",
		},
		fact:    bilingual{"it lies on %s of the shortest chains between other variables", "den ligger på %s af de korteste kæder mellem andre faktorer"},
		nothing: bilingual{"it lies on no shortest chain between other variables", "den ligger ikke på nogen af de korteste kæder mellem andre faktorer"},
	}, {
		measure: HarmonicOut, name: bilingual{"closeness downstream", "nærhed nedstrøms"}, number: decimal,
		meaning: bilingual{
			"How near the variable is to what it influences: each variable that it reaches counts 1 at one link's distance, 1/2 at two, 1/3 at three and so on (harmonic closeness). High: a push soon gets far.",
			"Hvor tæt faktoren er på det, den påvirker: hver faktor, den når, tæller 1 ved én påvirknings afstand, 1/2 ved to, 1/3 ved tre og så videre (harmonisk nærhed). Høj: et tryk når hurtigt vidt omkring.",
		},
		fact:    bilingual{"its nearness to what it influences adds up to %s", "dens nærhed til det, den påvirker, er i alt %s"},
		nothing: bilingual{"it influences nothing else", "den påvirker ikke andet"},
	}, {
		measure: HarmonicIn, name: bilingual{"closeness upstream", "nærhed opstrøms"}, number: decimal,
		meaning: bilingual{
			"How near the variable is to what influences it, counted as downstream. High: whatever happens on the map is soon felt here.",
			"Hvor tæt faktoren er på det, der påvirker den, regnet som nedstrøms. Høj: hvad der end sker på kortet, mærkes det hurtigt her.",
		},
		fact:    bilingual{"its nearness to what influences it adds up to %s", "dens nærhed til det, der påvirker den, er i alt %s"},
		nothing: bilingual{"nothing else influences it", "intet andet påvirker den"},
	}, {
		measure: ReachDown, name: bilingual{"reach downstream", "rækkevidde nedstrøms"}, number: whole,
		meaning: bilingual{
			"How many other variables a change can spread to, however many links away. On a map where everything hangs together it says little.",
			"Hvor mange andre faktorer en ændring kan brede sig til, uanset hvor mange påvirkninger der er undervejs. På et kort, hvor alt hænger sammen, siger det kun lidt.",
		},
		fact: bilingual{"a change in it can spread to %s other variables", "en ændring i den kan brede sig til %s andre faktorer"},
		one:  bilingual{"a change in it can spread to one other variable", "en ændring i den kan brede sig til én anden faktor"}, nothing: bilingual{"a change in it spreads to nothing else", "en ændring i den breder sig ikke til andet"},
	}, {
		measure: ReachUp, name: bilingual{"reach upstream", "rækkevidde opstrøms"}, number: whole,
		meaning: bilingual{
			"From how many other variables a change can come here, however many links away.",
			"Fra hvor mange andre faktorer en ændring kan nå hertil, uanset hvor mange påvirkninger der er undervejs.",
		},
		fact: bilingual{"changes in %s other variables can come to it", "ændringer i %s andre faktorer kan nå frem til den"},
		one:  bilingual{"changes in one other variable can come to it", "ændringer i én anden faktor kan nå frem til den"}, nothing: bilingual{"no change elsewhere comes to it", "ingen ændring andre steder når frem til den"},
	}, {
		measure: EigenvectorOut, name: bilingual{"eigenvector centrality, out", "egenvektorcentralitet, ud"}, number: decimal,
		meaning: bilingual{
			"A variable counts for the variables that it influences, and these for theirs, round and round until the values settle. High: it feeds the most entangled part of the map.",
			"En faktor tæller for de faktorer, den påvirker, og de igen for deres, rundt og rundt, til tallene falder på plads. Høj: den nærer den mest sammenfiltrede del af kortet.",
		},
		fact:    bilingual{"what it influences, and what that influences, gives it a weight of %s", "det, den påvirker, og det, som det igen påvirker, giver den vægten %s"},
		nothing: bilingual{"nothing leads from it into the most entangled part of the map", "intet fører fra den ind i den mest sammenfiltrede del af kortet"},
	}, {
		measure: EigenvectorIn, name: bilingual{"eigenvector centrality, in", "egenvektorcentralitet, ind"}, number: decimal,
		meaning: bilingual{
			"A variable counts for the variables that influence it, and these for theirs, round and round until the values settle. High: it is driven by the most entangled part of the map.",
			"En faktor tæller for de faktorer, der påvirker den, og de igen for deres, rundt og rundt, til tallene falder på plads. Høj: den drives af den mest sammenfiltrede del af kortet.",
		},
		fact:    bilingual{"what influences it, and what influences that, gives it a weight of %s", "det, der påvirker den, og det, som igen påvirker det, giver den vægten %s"},
		nothing: bilingual{"nothing leads to it from the most entangled part of the map", "intet fører til den fra den mest sammenfiltrede del af kortet"},
	}, {
		measure: KatzOut, name: bilingual{"Katz centrality, out", "Katz-centralitet, ud"}, number: decimal,
		meaning: bilingual{
			"Counts every chain of links that begins at the variable, long ones for less and less; the variable itself counts 1. High: its influence has many ways to spread.",
			"Tæller hver kæde af påvirkninger, der begynder ved faktoren, de lange for mindre og mindre; faktoren selv tæller 1. Høj: dens indflydelse har mange veje at brede sig ad.",
		},
		fact:    bilingual{"the chains that begin at it add up to %s", "de kæder, der begynder ved den, er i alt %s værd"},
		one:     bilingual{"no chain begins at it", "ingen kæde begynder ved den"},
		nothing: bilingual{"no chain begins at it", "ingen kæde begynder ved den"},
	}, {
		measure: KatzIn, name: bilingual{"Katz centrality, in", "Katz-centralitet, ind"}, number: decimal,
		meaning: bilingual{
			"Counts every chain of links that ends at the variable, long ones for less and less; the variable itself counts 1. High: influence arrives here in many ways.",
			"Tæller hver kæde af påvirkninger, der ender ved faktoren, de lange for mindre og mindre; faktoren selv tæller 1. Høj: indflydelse når hertil ad mange veje.",
		},
		fact:    bilingual{"the chains that end at it add up to %s", "de kæder, der ender ved den, er i alt %s værd"},
		one:     bilingual{"no chain ends at it", "ingen kæde ender ved den"},
		nothing: bilingual{"no chain ends at it", "ingen kæde ender ved den"},
	}, {
		measure: PageRankOut, name: bilingual{"PageRank, out", "PageRank, ud"}, number: percent,
		meaning: bilingual{
			"How often a walker is here who goes along random links backwards, from effect to cause, and now and then starts afresh anywhere. High: much of what happens can be traced back to it.",
			"Hvor ofte en vandrer er her, som går tilfældige påvirkninger baglæns, fra virkning til årsag, og en gang imellem begynder forfra et vilkårligt sted. Høj: meget af det, der sker, kan føres tilbage til den.",
		},
		fact:    bilingual{"a walker from effects to causes is at it %s of the time", "en vandrer fra virkninger til årsager er ved den %s af tiden"},
		nothing: bilingual{"a walker from effects to causes is never at it", "en vandrer fra virkninger til årsager er aldrig ved den"},
	}, {
		measure: PageRankIn, name: bilingual{"PageRank, in", "PageRank, ind"}, number: percent,
		meaning: bilingual{
			"How often a walker is here who goes along random links, from cause to effect, and now and then starts afresh anywhere. High: much of what happens ends up here.",
			"Hvor ofte en vandrer er her, som går tilfældige påvirkninger fra årsag til virkning og en gang imellem begynder forfra et vilkårligt sted. Høj: meget af det, der sker, ender her.",
		},
		fact:    bilingual{"a walker from causes to effects is at it %s of the time", "en vandrer fra årsager til virkninger er ved den %s af tiden"},
		nothing: bilingual{"a walker from causes to effects is never at it", "en vandrer fra årsager til virkninger er aldrig ved den"},
	}, {
		measure: MICMACInfluence, name: bilingual{"indirect influence", "indirekte indflydelse"}, number: percent,
		meaning: bilingual{
			"The variable's share of all chains of links by where they begin, at the chain length from which the ranking no longer changes (MICMAC). High: it drives others, also where the direct links do not show it.",
			"Faktorens andel af alle kæder af påvirkninger, efter hvor de begynder, ved den kædelængde, hvorfra rækkefølgen ikke længere ændrer sig (MICMAC). Høj: den driver andre, også hvor de direkte påvirkninger ikke viser det.",
		},
		fact:    bilingual{"%s of the chains begin at it", "%s af kæderne begynder ved den"},
		nothing: bilingual{"none of the chains begins at it", "ingen af kæderne begynder ved den"},
	}, {
		measure: MICMACDependence, name: bilingual{"indirect dependence", "indirekte afhængighed"}, number: percent,
		meaning: bilingual{
			"The variable's share of the chains that count for indirect influence, by where they end (MICMAC). High: it is driven by others.",
			"Faktorens andel af de kæder, der tæller for indirekte indflydelse, efter hvor de ender (MICMAC). Høj: den drives af andre.",
		},
		fact:    bilingual{"%s of the chains end at it", "%s af kæderne ender ved den"},
		nothing: bilingual{"none of the chains ends at it", "ingen af kæderne ender ved den"},
	}, {
		measure: AllLoops, name: bilingual{"feedback loops", "feedbacksløjfer"}, number: whole,
		meaning: bilingual{
			"How many feedback loops run through the variable. High: a change in it comes back in many ways. Long loops far outnumber short ones, and many are variants of each other.",
			"Hvor mange feedbacksløjfer der løber gennem faktoren. Høj: en ændring i den vender tilbage ad mange veje. Der er langt flere lange sløjfer end korte, og mange er varianter af hinanden.",
		},
		fact: bilingual{"%s feedback loops run through it", "%s feedbacksløjfer løber gennem den"},
		one:  bilingual{"one feedback loop runs through it", "én feedbacksløjfe løber gennem den"}, nothing: bilingual{"no feedback loop runs through it", "ingen feedbacksløjfe løber gennem den"},
	}, {
		measure: ShortLoops, name: bilingual{"short feedback loops", "korte feedbacksløjfer"}, number: whole,
		meaning: bilingual{
			"How many short feedback loops run through the variable: those that people can follow with a finger, and that answer first.",
			"Hvor mange korte feedbacksløjfer der løber gennem faktoren: dem, man kan følge med en finger, og som svarer først.",
		},
		fact: bilingual{"%s short feedback loops run through it", "%s korte feedbacksløjfer løber gennem den"},
		one:  bilingual{"one short feedback loop runs through it", "én kort feedbacksløjfe løber gennem den"}, nothing: bilingual{"no short feedback loop runs through it", "ingen kort feedbacksløjfe løber gennem den"},
	}, {
		measure: LoopLeverage, name: bilingual{"feedback loops without repeats", "feedbacksløjfer uden gentagelser"}, number: decimal,
		meaning: bilingual{
			"How many feedback loops run through the variable when variants of the same loop hardly count: the shortest loop counts 1, each longer one as much as it differs from the one most like it. High: many different loops meet here.",
			"Hvor mange feedbacksløjfer der løber gennem faktoren, når varianter af den samme sløjfe næsten ikke tæller: den korteste sløjfe tæller 1, hver længere så meget, som den afviger fra den, der ligner den mest. Høj: her mødes mange forskellige sløjfer.",
		},
		fact: bilingual{"the feedback loops through it come to %s once repeats are discounted", "feedbacksløjferne gennem den bliver til %s, når gentagelser er trukket fra"},
		one:  bilingual{"one feedback loop runs through it", "én feedbacksløjfe løber gennem den"}, nothing: bilingual{"no feedback loop runs through it", "ingen feedbacksløjfe løber gennem den"},
	}, {
		measure: FeedbackShare, name: bilingual{"share of the smallest loop-breaking sets", "andel af de mindste sløjfebrydende mængder"}, number: percent,
		meaning: bilingual{
			"Of all smallest sets of variables that every feedback loop runs through (minimum feedback vertex sets), the share that the variable is in. 100 %: no such set does without it.",
			"Af alle de mindste mængder af faktorer, som hver eneste feedbacksløjfe løber igennem (minimum feedback vertex set), den andel, som faktoren er med i. 100 %: ingen af dem kan undvære den.",
		},
		fact:    bilingual{"it is in %s of the smallest sets of variables that break every loop", "den er med i %s af de mindste mængder af faktorer, der bryder alle sløjfer"},
		nothing: bilingual{"it is in none of the smallest sets of variables that break every loop", "den er ikke med i nogen af de mindste mængder af faktorer, der bryder alle sløjfer"},
	}}
})
