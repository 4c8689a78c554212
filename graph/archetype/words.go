package archetype

import "sysmap/maps"

// Words is what people read of a kind.
type Words struct {
	// Name is what it is called; Explanation says in a paragraph what happens
	// and why, Advice what the literature recommends.
	Name, Explanation, Advice string
}

// In returns the words of a kind in Danish or, for any other language, English.
func (k Kind) In(language maps.Language) Words {
	if language == maps.Danish {
		return danish(k)
	}
	return english(k)
}

// In returns what a part is called in Danish or, for any other language, in
// English.
func (p Part) In(language maps.Language) string {
	e, d := p.words()
	if language == maps.Danish {
		return d
	}
	return e
}

func (p Part) words() (english, danish string) {
	switch p {
	case Growing:
		return "what grows", "det, der vokser"
	case Engine:
		return "engine of growth", "vækstmotor"
	case Limit:
		return "limit", "grænse"
	case Standard:
		return "performance", "ydeevne"
	case Investment:
		return "investment in capacity", "investering i kapacitet"
	case Problem:
		return "problem", "problem"
	case Response:
		return "response", "reaktion"
	case Fix:
		return "fix", "løsning"
	case Relief:
		return "relief", "lettelse"
	case Consequence:
		return "unintended consequence", "utilsigtet følge"
	case Symptomatic:
		return "symptomatic solution", "symptombehandling"
	case Fundamental:
		return "fundamental solution", "grundlæggende løsning"
	case SideEffect:
		return "side effect", "bivirkning"
	case Comparison:
		return "comparison", "sammenligning"
	case Allocation:
		return "allocation", "fordeling"
	case FirstParty:
		return "first party", "første part"
	case SecondParty:
		return "second party", "anden part"
	case Commons:
		return "common resource", "fælles ressource"
	case Gap:
		return "gap", "afstand til målet"
	case Corrective:
		return "corrective action", "afhjælpning"
	case Goal:
		return "goal", "mål"
	case Outcome:
		return "outcome", "udfald"
	case Intended:
		return "intended effect", "tilsigtet virkning"
	default:
		return "reaction of the system", "systemets reaktion"
	}
}

func english(k Kind) Words {
	switch k {
	case LimitsToGrowth:
		return Words{
			"Limits to growth",
			"Something grows by feeding itself, and in growing it wears on a limit that slows it down. Growth comes easily at first, then takes ever more effort, and ends or turns. Pushing harder on what used to work only meets the limit sooner.",
			"Look for the limit before it is felt, and weaken it or make room, rather than pushing on the engine of growth. Ask how much growth is wanted at all.",
		}
	case FixesThatFail:
		return Words{
			"Fixes that fail",
			"A fix relieves a problem quickly, so it is used again. Its unintended consequence comes later and makes the problem worse, which calls for more of the same fix. Because of the delay hardly anyone connects the two.",
			"Say aloud that the fix only relieves. Follow its consequences further in time before using more of it, choose fixes whose consequences can be borne, and use the relief to work on the cause.",
		}
	case ShiftingTheBurden:
		return Words{
			"Shifting the burden",
			"A problem can be met by treating its symptoms or by a fundamental solution that takes longer. Treating the symptoms takes away the pressure to do more, and its side effect wears down the ability to do the fundamental thing. In the end people depend on the treatment.",
			"Strengthen the fundamental solution and hold to it while it takes its time. Treat symptoms only to gain that time, in ways that build up the ability to do without.",
		}
	case Escalation:
		return Words{
			"Escalation",
			"Two parties each watch how they stand compared with the other, and each acts to restore its own position. What reassures one threatens the other, so both end up doing far more than either wanted.",
			"Find a way for both to reach their aims, or a measure in which they do not stand against each other. One party that calmly does less can turn the spiral round.",
		}
	case SuccessToTheSuccessful:
		return Words{
			"Success to the successful",
			"Two activities draw on the same limited resource. The one that does a little better gets more of it, does better still, and leaves the other with less. The difference may have begun by chance.",
			"Ask what the common aim is and share the resource by that, not by past results. Give both enough to show what they can do, or make them independent of each other.",
		}
	case DriftingGoals:
		return Words{
			"Drifting goals",
			"There is a gap between a goal and how things are. Closing it by action takes time; lowering the goal closes it at once. Each time the goal gives a little, and standards sink without anyone having decided so.",
			"Hold on to the goal, and tie it to something outside the system, such as the needs of the people concerned. Make the delay of the corrective action visible, so that patience has a reason.",
		}
	case GrowthAndUnderinvestment:
		return Words{
			"Growth and underinvestment",
			"Growth strains a capacity, and performance suffers. Investing in capacity would help, but it takes time, and meanwhile the lower performance holds growth back, so that the investment no longer seems needed.",
			"Invest ahead of demand, by a standard of performance that is kept even while demand falls. Judge the need for capacity by the potential, not by the demand that poor performance has left.",
		}
	case TragedyOfTheCommons:
		return Words{
			"Tragedy of the commons",
			"Several parties gain from using a common resource, each with good reason to use more. Together they wear it down, which shows only later, and then it gives less to all of them.",
			"Agree on common rules, or let those who use the resource feel its state early. Make the shared limit visible, and give someone the mandate to look after the whole.",
		}
	case Underachievement:
		return Words{
			"Underachievement",
			"An action is meant to set off growth that feeds itself. Later, elsewhere in the system, a reaction sets in that holds it back, and the result stays below what was hoped for.",
			"Together with those on whose ground the reaction arises, loosen what holds the growth back at the same time as the growth is set going.",
		}
	case OutOfControl:
		return Words{
			"Out of control",
			"An action is meant to bring something under control. Later, elsewhere in the system, a reaction sets in that feeds the problem, so that control slips away the more it is exercised.",
			"Find a direct tie between the action and the cause of the problem, and agree with those on whose ground the reaction arises how it can be kept small.",
		}
	case RelativeAchievement:
		return Words{
			"Relative achievement",
			"One part of the system grows at the expense of another. What it gains, the other loses, and the loss in time strengthens the winner's position further.",
			"Regulate for the whole: make the resource larger, share it by need, or set a floor below which the other part cannot fall.",
		}
	default:
		return Words{
			"Relative control",
			"Two parts of the system each try to bring the same thing to where they want it. What one does, the other after some time undoes, and both end in effort without result.",
			"Let both agree on one goal for what they share, and one measure of it, so that neither has to act against the other.",
		}
	}
}

func danish(k Kind) Words {
	switch k {
	case LimitsToGrowth:
		return Words{
			"Grænser for vækst",
			"Noget vokser, fordi det nærer sig selv, og jo mere det vokser, desto mere slider det på en grænse, der bremser det. Væksten kommer let i begyndelsen, kræver så stadig større indsats og går til sidst i stå eller vender. Skubber man mere til det, der plejede at virke, når man blot grænsen før.",
			"Se efter grænsen, før den kan mærkes, og svæk den eller skab plads, frem for at skubbe til vækstmotoren. Spørg også, hvor meget vækst der egentlig ønskes.",
		}
	case FixesThatFail:
		return Words{
			"Løsninger, der giver bagslag",
			"En løsning letter hurtigt et problem og bliver derfor brugt igen. Den utilsigtede følge kommer senere og gør problemet værre, og så er der brug for mere af den samme løsning. På grund af forsinkelsen er der næsten ingen, der ser sammenhængen.",
			"Sig højt, at løsningen kun lindrer. Følg virkningerne længere frem i tiden, før den bruges mere, vælg løsninger, hvis følger man kan leve med, og brug pusterummet til at arbejde med årsagen.",
		}
	case ShiftingTheBurden:
		return Words{
			"Byrden flyttes",
			"Et problem kan mødes med symptombehandling eller med en grundlæggende løsning, der tager længere tid. Symptombehandlingen fjerner presset for at gøre mere, og dens bivirkning slider på evnen til at gøre det grundlæggende. Til sidst er man afhængig af behandlingen.",
			"Styrk den grundlæggende løsning, og hold fast i den, mens den får den tid, den kræver. Behandl kun symptomer for at vinde den tid, og gør det på måder, der gør behandlingen overflødig.",
		}
	case Escalation:
		return Words{
			"Optrapning",
			"To parter ser hver især på, hvordan de står i forhold til den anden, og handler for at genoprette deres egen stilling. Det, der beroliger den ene, truer den anden, og begge ender med at gøre langt mere, end nogen af dem ønskede.",
			"Find en vej, hvor begge kan nå deres mål, eller en målestok, hvor de ikke står over for hinanden. Den part, der roligt gør mindre, kan vende spiralen.",
		}
	case SuccessToTheSuccessful:
		return Words{
			"Succes avler succes",
			"To aktiviteter trækker på den samme knappe ressource. Den, der klarer sig lidt bedre, får mere af den, klarer sig endnu bedre og efterlader mindre til den anden. Forskellen kan være begyndt ved et tilfælde.",
			"Spørg, hvad det fælles mål er, og fordel ressourcen efter det og ikke efter tidligere resultater. Giv begge nok til at vise, hvad de kan, eller gør dem uafhængige af hinanden.",
		}
	case DriftingGoals:
		return Words{
			"Glidende mål",
			"Der er en afstand mellem et mål og tingenes tilstand. At lukke den ved at handle tager tid; at sænke målet lukker den straks. Hver gang giver målet sig lidt, og niveauet synker, uden at nogen har besluttet det.",
			"Hold fast i målet, og knyt det til noget uden for systemet, for eksempel målgruppens behov. Gør det synligt, hvor længe afhjælpningen er om at virke, så tålmodigheden har en grund.",
		}
	case GrowthAndUnderinvestment:
		return Words{
			"Vækst og underinvestering",
			"Vækst belaster en kapacitet, og ydeevnen lider. Investering i kapacitet ville hjælpe, men den tager tid, og imens holder den dårligere ydeevne væksten nede, så investeringen ikke længere synes nødvendig.",
			"Invester på forkant med efterspørgslen, efter en standard for ydeevnen, der holdes, også mens efterspørgslen falder. Bedøm behovet for kapacitet efter mulighederne og ikke efter den efterspørgsel, som den dårlige ydeevne har levnet.",
		}
	case TragedyOfTheCommons:
		return Words{
			"Fælledens tragedie",
			"Flere parter har gavn af en fælles ressource, og hver har god grund til at bruge mere. Tilsammen slider de den ned, hvilket først viser sig senere, og så giver den mindre til dem alle.",
			"Aftal fælles regler, eller lad dem, der bruger ressourcen, mærke dens tilstand tidligt. Gør den fælles grænse synlig, og giv nogen mandat til at tage vare på helheden.",
		}
	case Underachievement:
		return Words{
			"Udeblevet fremgang",
			"En handling skal sætte gang i en vækst, der nærer sig selv. Senere, et andet sted i systemet, opstår en reaktion, der holder den tilbage, og resultatet bliver mindre end håbet.",
			"Løsn det, der holder væksten tilbage, samtidig med at væksten sættes i gang, og gør det sammen med dem, hos hvem reaktionen opstår.",
		}
	case OutOfControl:
		return Words{
			"Ude af kontrol",
			"En handling skal bringe noget under kontrol. Senere, et andet sted i systemet, opstår en reaktion, der nærer problemet, så kontrollen glipper, jo mere den udøves.",
			"Find en direkte forbindelse mellem handlingen og problemets årsag, og aftal med dem, hos hvem reaktionen opstår, hvordan den kan holdes nede.",
		}
	case RelativeAchievement:
		return Words{
			"Relativ fremgang",
			"En del af systemet vokser på bekostning af en anden. Det, den vinder, taber den anden, og tabet styrker med tiden vinderens stilling yderligere.",
			"Reguler for helhedens skyld: gør ressourcen større, fordel den efter behov, eller sæt en bund, som den anden del ikke kan falde under.",
		}
	default:
		return Words{
			"Relativ kontrol",
			"To dele af systemet forsøger hver især at bringe det samme derhen, hvor de vil have det. Det, den ene gør, ophæver den anden efter nogen tid, og begge ender med anstrengelse uden resultat.",
			"Lad begge enes om ét mål for det, de deler, og én måde at måle det på, så ingen af dem behøver at handle mod den anden.",
		}
	}
}
