package study

import (
	"fmt"
	"math"
	"slices"

	"sysmap/maps"
	"sysmap/simulate"
)

// Findings returns what the map says on the whole, most important first and a
// sentence or two each: what can be read aloud in a minute. See
// [Study.Headlines] for the number that each rests on.
func (s *Study) Findings(l maps.Language) []string {
	var list []string
	for _, h := range s.Headlines(l) {
		list = append(list, h.Text)
	}
	return list
}

var words = map[maps.Language]map[string]string{
	maps.English: {
		"size": "The map has %s and %s between them",
		"in":   " in %s clusters", "var": "variable", "vars": "variables", "link": "influence", "links": "influences",
		"loops": "They make %s feedback loops: %s reinforcing (any change grows) and %s balancing (any change is held back)%s.",
		"loop":  "They make one feedback loop, and it is %s.", "R": "reinforcing: any change grows", "B": "balancing: any change is held back", "U": "undetermined, since a sign is not known",
		"part": "Counted exactly up to a length of %s links, longer ones not at all: %s feedback loops, %s reinforcing and %s balancing%s.",
		"open": "; of %s nobody can say", "none": "No influence leads back to where it began: the map has no feedback loops.",
		"press": "A lasting push moves the goal most when it is on %s.", "pressed": "%s (%s in %s of the systems)", "better": "for the better", "worse": "for the worse",
		"pattern": "Nothing that can be pushed moves the goal.",
		"moves":   "%s: after %s %s, %s.", "rises": "%s rises in %s of the systems", "falls": "%s falls in %s of the systems", "still": "%s does not change",
		"rise": "%s rise in %s of the systems", "fall": "%s fall in %s of the systems", "stills": "%s do not change",
		"median": " (median %s, nine of ten between %s and %s)", "noresult": "%s gave no result on any system that the map allows.",
		"disagree": "The methods disagree about %s.", "agreed": "All methods that have an answer agree on the direction of %s.",
		"depends":   "What becomes of %s depends most on %s.",
		"influence": "the influence of %s on %s", "lateness": "how late the influence of %s on %s comes", "inertia": "how slowly %s changes",
		"evidence": "%s of %s influences name their evidence; %s do not.", "evidences": "All %s influences name their evidence.",
		"unproven": "None of the %s influences names its evidence.", "unproven1": "The influence does not name its evidence.",
		"strengths": "No influence states its strength, so that simulations try all that are possible.", "sign": "Of %s influences nobody knows the sign.", "doubt": "%s influences are held with low confidence.", "sign1": "Of 1 influence nobody knows the sign.", "doubt1": "1 influence is held with low confidence.",
		"strength": "Of %s of %s influences no strength is stated, so that simulations try all that are possible.",
		"measure":  "%s of %s variables have no indicator that would show a change; of the goal’s variables %[4]s of %[3]s have one.", "units": "units of time",
	},
	maps.Danish: {
		"size": "Kortet har %s og %s mellem dem",
		"in":   " i %s klynger", "var": "faktor", "vars": "faktorer", "link": "påvirkning", "links": "påvirkninger",
		"loops": "De danner %s feedbacksløjfer: %s forstærkende (enhver forandring vokser) og %s balancerende (enhver forandring holdes tilbage)%s.",
		"loop":  "De danner én feedbacksløjfe, og den er %s.", "R": "forstærkende: enhver forandring vokser", "B": "balancerende: enhver forandring holdes tilbage", "U": "ubestemt, fordi et fortegn ikke kendes",
		"part": "Talt nøjagtigt op til en længde på %s påvirkninger, længere slet ikke: %s feedbacksløjfer, %s forstærkende og %s balancerende%s.",
		"open": "; om %s kan ingen sige det", "none": "Ingen påvirkning fører tilbage til sit udgangspunkt: kortet har ingen feedbacksløjfer.",
		"press": "Et vedvarende tryk flytter målet mest, når det er på %s.", "pressed": "%s (%s i %s af systemerne)", "better": "til det bedre", "worse": "til det værre",
		"pattern": "Intet, der kan trykkes på, flytter målet.",
		"moves":   "%s: efter %s %s %s.", "rises": "stiger %s i %s af systemerne", "falls": "falder %s i %s af systemerne", "still": "ændrer %s sig ikke",
		"rise": "stiger %s i %s af systemerne", "fall": "falder %s i %s af systemerne", "stills": "ændrer %s sig ikke",
		"median": " (median %s, ni af ti mellem %s og %s)", "noresult": "%s gav intet resultat på noget system, som kortet tillader.",
		"disagree": "Metoderne er uenige om %s.", "agreed": "Alle metoder, der har et svar, er enige om retningen for %s.",
		"depends":   "Hvad der sker med %s, afhænger mest af %s.",
		"influence": "påvirkningen fra %s til %s", "lateness": "hvor sent påvirkningen fra %s til %s kommer", "inertia": "hvor langsomt %s ændrer sig",
		"evidence": "%s af %s påvirkninger angiver deres belæg; det gør %s ikke.", "evidences": "Alle %s påvirkninger angiver deres belæg.",
		"unproven": "Ingen af de %s påvirkninger angiver sit belæg.", "unproven1": "Påvirkningen angiver ikke sit belæg.",
		"strengths": "Ingen påvirkning angiver sin styrke, så simuleringerne prøver alle mulige.", "sign": "Om %s påvirkninger kender ingen fortegnet.", "doubt": "Der er lav tillid til %s påvirkninger.", "sign1": "Om 1 påvirkning kender ingen fortegnet.", "doubt1": "Der er lav tillid til 1 påvirkning.",
		"strength": "Om %s af %s påvirkninger er ingen styrke angivet, så simuleringerne prøver alle mulige.",
		"measure":  "%s af %s faktorer har ingen indikator, der ville vise en forandring; af målets faktorer har %[4]s ud af %[3]s en.", "units": "tidsenheder",
	},
}

func (s *Study) size(l maps.Language) string {
	w := words[l]
	counted := func(n int, one, many string) string {
		if n == 1 {
			return "1 " + w[one]
		}
		return l.Count(n) + " " + w[many]
	}
	text := fmt.Sprintf(w["size"], counted(len(s.Map.Variables), "var", "vars"), counted(len(s.Map.Links), "link", "links"))
	if n := len(s.Map.Clusters); n > 1 {
		text += fmt.Sprintf(w["in"], l.Count(n))
	}
	return text + "."
}

// loopCount says how many loops there are, and how far they were counted.
func (s *Study) loopCount(l maps.Language) string {
	w, c := words[l], s.Loops.Census
	if c.Complete && c.Total.Sign() == 0 {
		return w["none"]
	}
	open := ""
	if c.Undetermined.Sign() > 0 {
		open = fmt.Sprintf(w["open"], l.Integer(c.Undetermined))
	}
	if !c.Complete {
		return fmt.Sprintf(w["part"], l.Count(c.MaxLength), l.Integer(c.Total), l.Integer(c.Reinforcing), l.Integer(c.Balancing), open)
	}
	if c.Total.IsInt64() && c.Total.Int64() == 1 {
		kind := "U"
		switch {
		case c.Reinforcing.Sign() > 0:
			kind = "R"
		case c.Balancing.Sign() > 0:
			kind = "B"
		}
		return fmt.Sprintf(w["loop"], w[kind])
	}
	return fmt.Sprintf(w["loops"], l.Integer(c.Total), l.Integer(c.Reinforcing), l.Integer(c.Balancing), open)
}

// mostNamed is how many of a ranking are named in a sentence.
const mostNamed = 3

// BestPresses returns the effects of a press on the variables that are not in
// the goal themselves, the largest first; none for a map without a goal.
func (s *Study) BestPresses() []simulate.Effect {
	if s.Effects == nil {
		return nil
	}
	list := slices.DeleteFunc(slices.Clone(s.Effects.Variables), func(e simulate.Effect) bool { return e.InGoal || e.Sign == 0 })
	slices.SortStableFunc(list, func(a, b simulate.Effect) int { return a.Rank - b.Rank })
	return list
}

func (s *Study) strongestPresses(l maps.Language) string {
	if s.Effects == nil {
		return ""
	}
	w := words[l]
	var list []string
	for _, e := range s.BestPresses() {
		if len(list) == mostNamed {
			break
		}
		way := w["better"]
		if e.Size < 0 {
			way = w["worse"]
		}
		list = append(list, fmt.Sprintf(w["pressed"], s.label(e.Variable, l), way, l.Percent(e.Certainty)))
	}
	if list == nil {
		return w["pattern"]
	}
	return fmt.Sprintf(w["press"], l.List(list))
}

// OfScenario returns what one of the study's scenarios comes to, a sentence
// each: what becomes of the goal, what it depends on, and where other methods
// say otherwise.
func (s *Study) OfScenario(one Scenario, l maps.Language) []string {
	w := words[l]
	list := []string{s.moves(one, l, true)}
	if one.Summary == nil {
		return list
	}
	for _, d := range one.Drivers {
		if len(d.Factors) > 0 && math.Abs(strength(d, d.Factors[0])) >= 0.1 {
			list = append(list, fmt.Sprintf(w["depends"], quoted(s.label(d.Variable, l)), s.factor(d.Factors[0], l)))
		}
	}
	if one.Agreement != nil {
		var agree, not []string
		for _, row := range one.Agreement.Rows {
			label := quoted(s.label(row.Variable, l))
			if row.Agree {
				agree = append(agree, label)
			} else if len(row.Reasons) > 0 {
				not = append(not, label)
			}
		}
		if not != nil {
			list = append(list, fmt.Sprintf(w["disagree"], l.List(not)))
		}
		if agree != nil {
			list = append(list, fmt.Sprintf(w["agreed"], l.List(agree)))
		}
	}
	return list
}

// moves says what becomes of the variables that people look at first, with
// medians and bands if they are asked for.
func (s *Study) moves(one Scenario, l maps.Language, bands bool) string {
	w, name := words[l], one.Label.In(l)
	if name == "" {
		name = one.ID
	}
	if one.Summary == nil {
		return fmt.Sprintf(w["noresult"], name)
	}
	last := len(one.Summary.Times) - 1
	// Neighbours of which the same is said share a sentence.
	type move struct {
		key, share string
		labels     []string
		band       string
	}
	var list []move
	for _, id := range s.Watched(one) {
		v := one.Series(id)
		m := move{key: "rise", labels: []string{quoted(s.label(id, l))}}
		certain := v.ProbabilityPositive[last]
		if v.ProbabilityNegative[last] > certain {
			certain, m.key = v.ProbabilityNegative[last], "fall"
		}
		if certain == 0 {
			m.key = "still"
		} else {
			m.share = l.Percent(certain)
			if bands {
				m.band = fmt.Sprintf(w["median"], l.Signed(v.Median[last], 2), l.Signed(v.Low[last], 2), l.Signed(v.High[last], 2))
			}
		}
		if k := len(list) - 1; k >= 0 && list[k].key == m.key && list[k].share == m.share && list[k].band == "" && m.band == "" {
			list[k].labels = append(list[k].labels, m.labels...)
			continue
		}
		list = append(list, m)
	}
	var moves []string
	for _, m := range list {
		labels, many := l.List(m.labels), len(m.labels) > 1
		switch {
		case m.key == "still" && many:
			moves = append(moves, fmt.Sprintf(w["stills"], labels))
		case m.key == "still":
			moves = append(moves, fmt.Sprintf(w["still"], labels))
		case many:
			moves = append(moves, fmt.Sprintf(w[m.key], labels, m.share)+m.band)
		default:
			moves = append(moves, fmt.Sprintf(w[m.key+"s"], labels, m.share)+m.band)
		}
	}
	return fmt.Sprintf(w["moves"], name, l.Number(one.Summary.Times[last]), s.Unit(l), l.List(moves))
}

// factor says in a sentence what a driver is about.
func (s *Study) factor(d simulate.Driver, l maps.Language) string {
	w := words[l]
	if ref, err := maps.ParseLink(d.Of); err == nil && s.Map.Link(ref) != nil {
		key := "influence"
		if d.Kind == simulate.DelayFactor {
			key = "lateness"
		}
		return fmt.Sprintf(w[key], quoted(s.label(ref.From, l)), quoted(s.label(ref.To, l)))
	}
	return fmt.Sprintf(w["inertia"], quoted(s.label(d.Of, l)))
}

func strength(d simulate.Drivers, f simulate.Driver) float64 {
	if d.Partial {
		return f.PRCC
	}
	return f.RankCorrelation
}

// Watched lists what people look at first in a scenario: the variables of the
// goal, those to be raised first, or for a map without a goal the three that
// move most at the end.
func (s *Study) Watched(one Scenario) []string {
	if !s.Map.Goal.Empty() || one.Summary == nil {
		return slices.Concat(s.Map.Goal.Raise, s.Map.Goal.Lower)
	}
	last := len(one.Summary.Times) - 1
	list := slices.Clone(one.Summary.Variables)
	slices.SortStableFunc(list, func(a, b simulate.SummarySeries) int {
		switch x, y := math.Abs(a.Median[last]), math.Abs(b.Median[last]); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	var ids []string
	for _, v := range list[:min(mostNamed, len(list))] {
		ids = append(ids, v.Variable)
	}
	return ids
}

// OfGaps returns what the map does not say, a sentence each.
func (s *Study) OfGaps(l maps.Language) []string {
	w, g, links := words[l], s.Gaps, len(s.Map.Links)
	var list []string
	if links > 0 {
		switch n := len(g.NoEvidence); n {
		case 0:
			list = append(list, fmt.Sprintf(w["evidences"], l.Count(links)))
		case links:
			if links == 1 {
				list = append(list, w["unproven1"])
			} else {
				list = append(list, fmt.Sprintf(w["unproven"], l.Count(links)))
			}
		default:
			list = append(list, fmt.Sprintf(w["evidence"], l.Count(links-n), l.Count(links), l.Count(n)))
		}
	}
	for _, gap := range []struct {
		key  string
		size int
	}{{"sign", len(g.UnknownSign)}, {"doubt", len(g.LowConfidence)}} {
		switch {
		case gap.size == 1:
			list = append(list, w[gap.key+"1"])
		case gap.size > 1:
			list = append(list, fmt.Sprintf(w[gap.key], l.Count(gap.size)))
		}
	}
	if n := len(g.NoStrength); n > 0 && n == links {
		list = append(list, w["strengths"])
	} else if n > 0 {
		list = append(list, fmt.Sprintf(w["strength"], l.Count(n), l.Count(links)))
	}
	if n := len(g.NoMeasure); n > 0 && g.Goal > 0 {
		list = append(list, fmt.Sprintf(w["measure"], l.Count(n), l.Count(len(s.Map.Variables)), l.Count(g.Goal), l.Count(g.GoalMeasured)))
	}
	return list
}

// Unit returns what the map counts time in.
func (s *Study) Unit(l maps.Language) string {
	if s.Map.Time == "" {
		return words[l]["units"]
	}
	return s.Map.Time.Label(l)
}

func (s *Study) label(variable string, l maps.Language) string {
	return s.Map.Variable(variable).Label.In(l)
}

func quoted(text string) string { return "“" + text + "”" }
