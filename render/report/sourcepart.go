package report

import (
	"sysmap/render/report/document"
)

// paper is a publication that a method follows.
type paper struct{ key, short, full string }

var papers = []paper{
	{"cataldo", "Cataldo et al. 2006", "Cataldo, Wagstrom, Herbsleb, Carley: Identification of coordination requirements. CSCW 2006."},
	{"cowan", "Cowan et al. 2012", "Cowan, Chastain, Vilhena, Freudenberg, Bergstrom: Nodal dynamics, not degree distributions, determine the structural controllability of complex networks. PLoS ONE 7, 2012."},
	{"crielaard", "Crielaard, Uleman et al. 2022", "Crielaard, Uleman, Châtel, Epskamp, Sloot, Quax: Refining the causal loop diagram. Psychological Methods, 2022."},
	{"dambacher", "Dambacher, Li and Rossignol 2002, 2003", "Dambacher, Li, Rossignol: work on qualitative press perturbation of community models, 2002 and 2003, after Levins."},
	{"fiedler", "Fiedler, Mochizuki et al. 2013", "Fiedler, Mochizuki, Kurosawa, Saito: Dynamics and control at feedback vertex sets I. Journal of Dynamics and Differential Equations 25:563, 2013."},
	{"freeman", "Freeman 1977", "Freeman: A set of measures of centrality based on betweenness. Sociometry 40, 1977."},
	{"gupta", "Gupta and Suzumura 2021", "Gupta, Suzumura: Finding all bounded-length simple cycles in a directed graph. arXiv:2105.10094, 2021."},
	{"iman", "Iman and Conover 1979", "Iman, Conover: The use of the rank transform in regression. Technometrics 21, 1979."},
	{"johnson", "Johnson 1975", "Johnson: Finding all the elementary circuits of a directed graph. SIAM Journal on Computing 4:77, 1975."},
	{"kania", "Kania and Kramer 2011", "Kania, Kramer: Collective impact. Stanford Social Innovation Review, 2011."},
	{"kawahara", "Kawahara et al. 2017", "Kawahara, Inoue, Iwashita, Minato: Frontier-based search for enumerating all constrained subgraphs with compressed representation. IEICE Transactions on Fundamentals E100-A:1773, 2017."},
	{"kosko", "Kosko 1986", "Kosko: Fuzzy cognitive maps. International Journal of Man-Machine Studies 24, 1986."},
	{"liu", "Liu, Slotine and Barabási 2011", "Liu, Slotine, Barabási: Controllability of complex networks. Nature 473:167, 2011."},
	{"malhi", "Malhi et al. 2009", "Malhi, Karanfil, Merth, Acheson, Palmer, Finegood: Places to intervene to make complex food systems more healthy, green, fair, and affordable. Journal of Hunger & Environmental Nutrition 4, 2009."},
	{"marino", "Marino et al. 2008", "Marino, Hogue, Ray, Kirschner: A methodology for performing global uncertainty and sensitivity analysis in systems biology. Journal of Theoretical Biology 254:178, 2008."},
	{"meadows", "Meadows 1999", "Meadows: Leverage points: places to intervene in a system. Sustainability Institute, 1999."},
	{"melbourne", "Melbourne-Thomas et al. 2012", "Melbourne-Thomas, Wotherspoon, Raymond, Constable: Comprehensive evaluation of model uncertainty in qualitative network analyses. Ecological Monographs 82:505, 2012."},
	{"roberts", "Roberts 1976", "Roberts: Discrete Mathematical Models. Prentice-Hall, 1976."},
	{"schoenenberger", "Schoenenberger, Schmid and Schwaninger 2015", "Schoenenberger, Schmid, Schwaninger: Towards the algorithmic detection of archetypal structures in system dynamics. System Dynamics Review 31:66, 2015."},
	{"senge", "Senge 1990", "Senge: The Fifth Discipline. Doubleday, 1990."},
	{"shapley", "Shapley 1953", "Shapley: A value for n-person games. Contributions to the Theory of Games II, 1953."},
	{"wolstenholme", "Wolstenholme 2003", "Wolstenholme: Towards the definition and use of a core set of archetypal structures in system dynamics. System Dynamics Review 19:7, 2003."},
	{"zanudo", "Zañudo, Yang and Albert 2017", "Zañudo, Yang, Albert: Structure-based control of complex networks with nonlinear dynamics. PNAS 114:7234, 2017."},
}

// paperNamed returns a paper of the list.
func paperNamed(key string) paper {
	for _, p := range papers {
		if p.key == key {
			return p
		}
	}
	return paper{key: key, short: key, full: key}
}

// sourcePart lists where the map comes from, and what the methods follow.
func (r *reporter) sourcePart() {
	r.part("sources", r.say("Sources", "Kilder"))
	if len(r.m.Sources) > 0 {
		r.chapter("", r.say("The map", "Kortet"))
		var list document.List
		for _, s := range r.m.Sources {
			text := document.Say(s.Text.In(r.l))
			if s.URL != "" {
				text = document.Join(text, document.Say(" "), document.Web("", s.URL))
			}
			list.Items = append(list.Items, text)
		}
		r.add(list)
	}
	r.evidenceSources()
	used := map[string]bool{}
	for _, m := range methods {
		if m.alwaysPrinted || m.needs(r) {
			for _, p := range m.papers {
				used[p] = true
			}
		}
	}
	r.chapter("", r.say("The methods", "Metoderne"))
	var list document.List
	for _, p := range papers {
		if used[p.key] {
			list.Items = append(list.Items, document.Say(p.full))
		}
	}
	r.add(list)
}

// mostEvidence is how many sources of evidence are listed.
const mostEvidence = 200

// evidenceSources lists what the map's influences rest on, each source once.
func (r *reporter) evidenceSources() {
	seen := map[string]bool{}
	var list document.List
	more := 0
	for _, k := range r.m.Links {
		for _, e := range k.Evidence {
			id := e.Source + "\x00" + e.URL
			if e.Source == "" && e.URL == "" || seen[id] {
				continue
			}
			seen[id] = true
			if len(list.Items) == mostEvidence {
				more++
				continue
			}
			text := document.Say(e.Source)
			if e.Kind != "" {
				text = document.Join(text, document.Say(" ("+e.Kind.Label(r.l)+")"))
			}
			if e.URL != "" {
				text = document.Join(text, document.Say(" "), document.Web("", e.URL))
			}
			list.Items = append(list.Items, text)
		}
	}
	if len(list.Items) == 0 {
		return
	}
	r.chapter("", r.say("Evidence named on the map", "Belæg, der er angivet på kortet"))
	r.add(list)
	if more > 0 {
		r.text(r.sayf("%s more are left out.", "%s flere er udeladt.", r.l.Count(more)))
	}
}
