package report

import (
	"strconv"
	"strings"

	"sysmap/render/report/document"
)

// method is one way of working, with what it cannot tell.
type method struct {
	// needs says which results the report must have for it to be explained.
	needs         func(*reporter) bool
	english       [3]string // name, what is done, limits
	danish        [3]string
	papers        []string
	alwaysPrinted bool
}

var methods = []method{
	{
		alwaysPrinted: true,
		english: [3]string{
			"Counting feedback loops",
			"A feedback loop is a chain of influences that passes no variable twice and ends where it began. All loops are counted exactly without being listed one by one, by going through the map variable by variable and keeping only what can still matter. A loop is reinforcing if it has an even number of negative influences, and balancing if it has an odd number.",
			"A count says nothing of strength: a thousand weak loops may matter less than one strong one. Maps drawn in finer detail have more loops. Where the count would cost too much it stops at a length and says so.",
		},
		danish: [3]string{
			"Optælling af feedbacksløjfer",
			"En feedbacksløjfe er en kæde af påvirkninger, der ikke kommer forbi nogen faktor to gange og ender, hvor den begyndte. Alle sløjfer tælles nøjagtigt uden at blive skrevet op en for en: kortet gennemgås faktor for faktor, og kun det, der stadig kan få betydning, huskes. En sløjfe er forstærkende, hvis den har et lige antal negative påvirkninger, og balancerende, hvis antallet er ulige.",
			"Et antal siger intet om styrke: tusind svage sløjfer kan betyde mindre end én stærk. Kort, der er tegnet mere fint opdelt, har flere sløjfer. Hvor optællingen ville koste for meget, standser den ved en længde og siger det.",
		},
		papers: []string{"johnson", "gupta", "kawahara"},
	},
	{
		needs: func(r *reporter) bool { return len(r.Archetypes.Findings) > 0 },
		english: [3]string{
			"Archetypes",
			"Patterns of two or more loops that share a variable are found by their definition: signs, delays and which part is shared. The names are those that the literature uses.",
			"A pattern is a question, not a finding: it says that the map has the shape, not that people behave so. Large maps have very many.",
		},
		danish: [3]string{
			"Arketyper",
			"Mønstre af to eller flere sløjfer, der deler en faktor, findes efter deres definition: fortegn, forsinkelser og hvilken del der deles. Navnene er dem, litteraturen bruger.",
			"Et mønster er et spørgsmål, ikke et fund: det siger, at kortet har den form, ikke at folk opfører sig sådan. Store kort har meget mange.",
		},
		papers: []string{"senge", "wolstenholme", "schoenenberger"},
	},
	{
		alwaysPrinted: true,
		english: [3]string{
			"Leverage by structure",
			"Betweenness counts how many of the shortest chains between other variables run through one. Driver nodes are the variables that would have to be steered from outside to bring linear dynamics along the arrows to any state. A feedback vertex set is as few variables as possible that together lie on every loop: holding them and the sources decides where the whole goes.",
			"Structure knows nothing of strength, delay or of what is better. If variables also settle by themselves, a single input may be enough to control a network, so the number of driver nodes is an upper figure, not a plan.",
		},
		danish: [3]string{
			"Løftestangspunkter efter struktur",
			"Mellemposition tæller, hvor mange af de korteste kæder mellem andre faktorer der løber gennem en faktor. Styrepunkter er de faktorer, der skulle styres udefra for at bringe lineær dynamik langs pilene i en hvilken som helst tilstand. En sløjfebrydende mængde er så få faktorer som muligt, der tilsammen ligger på hver sløjfe: den, der holder dem og kilderne, afgør, hvor helheden ender.",
			"Strukturen ved intet om styrke, forsinkelse eller om, hvad der er bedre. Falder faktorer også til ro af sig selv, kan en enkelt styring være nok til at styre et netværk, så antallet af styrepunkter er et højt tal og ikke en plan.",
		},
		papers: []string{"freeman", "liu", "cowan", "fiedler", "zanudo", "malhi", "meadows"},
	},
	{
		needs: func(r *reporter) bool { return r.Effects != nil || len(r.Scenarios) > 0 },
		english: [3]string{
			"Simulation",
			"Every variable has a value from −1 to 1 that says how far it is from today. It moves towards what its influences add up to, as fast as its inertia allows and after the delays of its influences. What the map leaves open – strengths, unknown signs, doubtful influences – is drawn at random many times, spread evenly over what is possible, and each draw is one system that the map allows. The median, the band of nine in ten and the share of systems that rise or fall come from all of them.",
			"The scale has no unit: sizes can be compared within a map, not with the world. Where the map states no inertia a variable is taken to answer within one unit of time. Reinforcing loops that are drawn strong carry everything to an end of the scale; then when a push begins matters more than how large it is. The band is the map’s own doubt; what the map has left out is not in it.",
		},
		danish: [3]string{
			"Simulering",
			"Hver faktor har en værdi fra −1 til 1, der siger, hvor langt den er fra i dag. Den bevæger sig mod det, dens påvirkninger bliver til tilsammen, så hurtigt dens træghed tillader og efter påvirkningernes forsinkelser. Det, kortet lader stå åbent – styrker, ukendte fortegn, tvivlsomme påvirkninger – trækkes tilfældigt mange gange, jævnt fordelt over det mulige, og hver trækning er ét system, som kortet tillader. Medianen, båndet med ni ud af ti og andelen af systemer, der stiger eller falder, kommer fra dem alle.",
			"Skalaen har ingen enhed: størrelser kan sammenlignes inden for et kort, ikke med verden. Hvor kortet ingen træghed angiver, regnes en faktor for at svare inden for én tidsenhed. Forstærkende sløjfer, der er tegnet stærke, fører alt ud til skalaens ende; så betyder det mere, hvornår et tryk begynder, end hvor stort det er. Båndet er kortets egen tvivl; det, kortet har udeladt, er ikke i det.",
		},
		papers: []string{"roberts", "melbourne", "iman", "marino"},
	},
	{
		needs: func(r *reporter) bool { return len(r.Scenarios) > 0 && !r.m.Goal.Empty() },
		english: [3]string{
			"Agreement between methods",
			"The same scenario is asked of six schools of simulation: flow and its linear form, sampled system dynamics, fuzzy cognitive maps, pulse processes and press perturbation. They share the map and differ in what they assume of time, memory and limits. Only their directions are compared. Where one differs from flow, flow is run again with the assumption in question changed; if its direction then turns, that is shown to be the reason.",
			"Agreement is not proof: all methods read the same map. Linear methods and press perturbation have no answer for systems that are unstable, so they speak of the stable ones alone.",
		},
		danish: [3]string{
			"Enighed mellem metoder",
			"Det samme scenarie forelægges seks skoler i simulering: flow og dets lineære form, sampled system dynamics, fuzzy cognitive maps, pulsprocesser og press perturbation. De deler kortet og er forskellige i, hvad de antager om tid, hukommelse og grænser. Kun deres retninger sammenlignes. Er en metode uenig med flow, køres flow igen med den pågældende antagelse ændret; vender retningen så, er det vist, at den er grunden.",
			"Enighed er intet bevis: alle metoder læser det samme kort. Lineære metoder og press perturbation har intet svar for systemer, der er ustabile, og taler derfor kun om de stabile.",
		},
		papers: []string{"kosko", "roberts", "dambacher", "melbourne", "crielaard"},
	},
	{
		needs: func(r *reporter) bool { return len(r.m.Actors) > 0 },
		english: [3]string{
			"Who is responsible",
			"Roles are read from the map. An interface is an influence from what one actor can act on to what another can: the two need to coordinate. The smallest alliance is as few actors as can act on every loop of the goal that anybody can act on; it is found exactly. The part of each effort in what all do together is its Shapley value: what it adds on average, whatever the order.",
			"Only what has been drawn is seen. An actor that nobody has written down does not exist here, and a role says nothing of will, money or power.",
		},
		danish: [3]string{
			"Hvem har ansvaret",
			"Rollerne læses af kortet. En snitflade er en påvirkning fra det, den ene aktør kan handle på, til det, den anden kan: de to har brug for at koordinere. Den mindste alliance er så få aktører som muligt, der tilsammen kan handle på hver sløjfe om målet, som nogen kan handle på; den findes nøjagtigt. Hver indsats’ del af det, alle gør tilsammen, er dens Shapley-værdi: det, den lægger til i gennemsnit, uanset rækkefølgen.",
			"Kun det, der er tegnet, ses. En aktør, som ingen har skrevet på, findes ikke her, og en rolle siger intet om vilje, penge eller magt.",
		},
		papers: []string{"cataldo", "shapley", "kania"},
	},
}

// methodPart explains how results came about, and what they cannot tell.
func (r *reporter) methodPart() {
	r.part("methods", r.say("How it was done, and what it cannot tell", "Hvordan det er gjort, og hvad det ikke kan sige"))
	for _, m := range methods {
		if !m.alwaysPrinted && !m.needs(r) {
			continue
		}
		words := m.english
		if r.l == "da" {
			words = m.danish
		}
		r.chapter("", words[0])
		r.text(words[1])
		r.add(document.Paragraph{Text: document.Join(document.Bold(r.say("Limits.", "Grænser.")), document.Say(" "+words[2]))})
		var names []string
		for _, p := range m.papers {
			names = append(names, strings.ReplaceAll(paperNamed(p).short, " and ", r.say(" and ", " og ")))
		}
		r.add(document.Paragraph{Small: true, Text: document.Join(document.Say(r.say("After ", "Efter ")+strings.Join(names, "; ")+". "), document.Text{{String: r.say("Sources", "Kilder"), Ref: "sources"}}, document.Say("."))})
	}
	r.again()
}

// again says how the whole report is made again.
func (r *reporter) again() {
	r.chapter("again", r.say("How to make this report again", "Sådan laves rapporten igen"))
	r.text(r.sayf("The same map, options and seed give the same report to the last letter. The map has the digest %s: if the digest differs, the map has changed. Each figure and table names the command that makes it.",
		"Det samme kort, de samme valg og det samme frø giver den samme rapport til sidste bogstav. Kortet har aftrykket %s: er aftrykket et andet, er kortet ændret. Hver figur og tabel nævner den kommando, der laver den.", r.digest))
	rest := []string{"-o", "report.html", "--runs", strconv.Itoa(r.Options.Runs), "--seed", r.seed}
	if r.Options.Until != 0 {
		rest = append(rest, r.until()...)
	}
	if r.o.Theme != "" && r.o.Theme != "foresight" {
		rest = append(rest, "--theme", r.o.Theme)
	}
	if r.o.Anonymous {
		rest = append(rest, "--anonymous")
	}
	r.add(document.Code(r.command("report", rest...)))
}

// term is a word with its meaning in both languages.
type term struct{ english, danish, inEnglish, inDanish string }

var terms = []term{
	{"Systems map", "Systemkort", "Variables and the influences between them, with what people have said of both.", "Faktorer og påvirkningerne imellem dem med det, mennesker har sagt om begge dele."},
	{"Variable", "Faktor", "Something that can be more or less.", "Noget, der kan være mere eller mindre af."},
	{"Influence", "Påvirkning", "An arrow from one variable to another: positive if more leads to more, negative if more leads to less, unknown if nobody can say.", "En pil fra en faktor til en anden: positiv, hvis mere fører til mere, negativ, hvis mere fører til mindre, ukendt, hvis ingen kan sige det."},
	{"Feedback loop", "Feedbacksløjfe", "A chain of influences that leads back to where it began: reinforcing (R), balancing (B) or undetermined (U).", "En kæde af påvirkninger, der fører tilbage til sit udgangspunkt: forstærkende (R), balancerende (B) eller ubestemt (U)."},
	{"Cluster", "Klynge", "A thematic part of the map.", "En tematisk del af kortet."},
	{"Leverage point", "Løftestangspunkt", "Where a push goes furthest.", "Dér, hvor et tryk når længst."},
	{"Driver node", "Styrepunkt", "A variable that would have to be steered from outside to control the whole.", "En faktor, der skulle styres udefra for at styre helheden."},
	{"Delay; inertia", "Forsinkelse; træghed", "How long an influence takes to arrive; how slowly a variable answers.", "Hvor længe en påvirkning er om at nå frem; hvor langsomt en faktor svarer."},
	{"Scenario; intervention", "Scenarie; indgreb", "A set of things done at once; one of them: a lasting press, a single pulse, a hold.", "Noget, der gøres på én gang; ét af dem: et vedvarende tryk, et enkelt stød, en fastholdelse."},
	{"Uncertainty band", "Usikkerhedsbånd", "The range that holds nine systems of ten that the map allows.", "Det spænd, der rummer ni af ti systemer, som kortet tillader."},
	{"Probability of the sign", "Sandsynlighed for fortegnet", "The share of those systems in which a variable rises, or falls.", "Den andel af systemerne, hvor en faktor stiger eller falder."},
	{"Role", "Rolle", "What an actor has to do with a variable: must act, can act, is affected, knows.", "Hvad en aktør har med en faktor at gøre: har ansvar, kan handle, er berørt, har viden."},
	{"Effort", "Indsats", "Something that is going on or planned.", "Noget, der er i gang eller planlagt."},
	{"Orphan", "Uden ansvarlig", "A variable where a push goes far and that nobody holds.", "En faktor, hvor et tryk når langt, og som ingen holder."},
	{"Interface; shared space", "Snitflade; samarbejdsrum", "An influence from one actor’s ground to another’s; ground where sectors meet.", "En påvirkning fra den ene aktørs område til den andens; det område, hvor sektorer mødes."},
	{"Smallest alliance", "Mindste alliance", "As few actors as can act on every loop of the goal that anybody can act on.", "Så få aktører som muligt, der tilsammen kan handle på hver sløjfe om målet, som nogen kan handle på."},
	{"Evidence", "Belæg", "What an influence rests on: a study, an expert, lived experience.", "Det, en påvirkning hviler på: en undersøgelse, en fagperson, levet erfaring."},
}

func (r *reporter) glossaryPart() {
	r.part("glossary", r.say("Words", "Ord"))
	var list document.Terms
	for _, t := range terms {
		list = append(list, document.Term{Name: r.say(t.english, t.danish), Meaning: r.say(t.inEnglish, t.inDanish)})
	}
	r.add(list)
}
