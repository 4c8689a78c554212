package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"sysmap/maps"
	"sysmap/simulate"
)

func newSearch(s *session) *cobra.Command {
	var methods []string
	for _, m := range simulate.Methods() {
		methods = append(methods, m.Name())
	}
	c := &cobra.Command{
		Use:   "search MAP",
		Short: "Find what to do together for the goal",
		Long: `search looks for the best set of at most --pick things to do for the map's
goal: presses on variables, changes of links, or the efforts that the map
holds, within a budget and what the actors named can do. Every set is really
simulated, on the same systems drawn from the map.

Where it is feasible all sets are tried and the answer is the best there is;
otherwise it says so, and how far from the best it can be at most where that is
known.`,
		Example: `  sysmap search foresight --pick 2 --runs 20
  sysmap search foresight --pick 3 --runs 20 --one-way --format json
  sysmap search foresight --pick 2 --middle --one-way`,
		Args:              wordCount(1, 1, "which map"),
		ValidArgsFunction: s.completeMaps,
	}
	pick := c.Flags().Int("pick", 3, "how many things to do at most")
	among := choiceFlag(c, "among", "variables", "what can be done", "variables", "links", "efforts")
	press := c.Flags().Float64("press", simulate.UnitPress, "how hard a variable can be pressed, up or down")
	actors := c.Flags().StringSlice("actors", nil, "only what these actors can do between them")
	budget := c.Flags().Float64("budget", 0, "what the set may cost together (0: no limit)")
	robust := c.Flags().Bool("robust", false, "judge by a bad case (5 % of the systems are worse) instead of the median")
	oneWay := c.Flags().Bool("one-way", false, "press each variable only the way that alone does more: far fewer sets")
	middle := c.Flags().Bool("middle", false, "try every set on one system, the middle of everything the map leaves open: far more sets are feasible")
	baseline := c.Flags().String("baseline", "", "a scenario that happens anyway")
	method := choiceFlag(c, "method", methods[0], "school of simulation", methods...)
	runs := c.Flags().Int("runs", simulate.DefaultTrialRuns, "how many systems to try each set on")
	seed := c.Flags().Uint64("seed", 1, "seed of the draws")
	until := c.Flags().Float64("until", 0, "how long to run, in the map's unit of time (0: long enough)")
	language := languageFlag(c)
	out := s.formatFlags(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		if *pick < 1 || *runs < 1 || *budget < 0 || *until < 0 {
			return usagef("--pick and --runs take a number from 1, --budget and --until one from 0")
		}
		if !(*press > 0 && *press <= 1) {
			return usagef("--press takes a number above 0 and up to 1")
		}
		m, err := s.loader.Load(c.Context(), args[0])
		if err != nil {
			return err
		}
		l := languageOf(language(), m)
		var candidates []simulate.Candidate
		switch among.value {
		case "links":
			candidates = simulate.LinkChanges(m, 0, 0.5)
		case "efforts":
			candidates = simulate.Efforts(m)
		default:
			candidates = simulate.Presses(m, *press, -*press)
		}
		if len(*actors) > 0 {
			if candidates, err = simulate.Doable(m, candidates, *actors...); err != nil {
				return err
			}
		}
		if len(candidates) == 0 {
			return fmt.Errorf("there is nothing to choose from: the map has no %s that could be tried", among.value)
		}
		chosen, err := simulate.MethodNamed(method.value)
		if err != nil {
			return err
		}
		o := simulate.SearchOptions{
			TrialOptions: simulate.TrialOptions{Method: chosen, Until: *until, Runs: *runs, Seed: *seed, Middle: *middle},
			Candidates:   candidates, Pick: *pick, Robust: *robust, OneWay: *oneWay,
		}
		if *budget > 0 {
			o.Budget = budget
		}
		if *baseline != "" {
			if o.Baseline, err = simulate.FromMap(m, *baseline); err != nil {
				return err
			}
		}
		model, err := simulate.NewModel(m)
		if err != nil {
			return err
		}
		report, done := s.bar("Searching")
		o.Progress = report
		r, err := model.Search(c.Context(), o)
		done()
		if err != nil {
			return err
		}
		return out(searchTable(m, r, candidates, l))
	}
	return c
}

var searchWords = map[maps.Language]map[string]string{
	maps.English: {
		"rank": "No.", "set": "What to do together", "cost": "Cost", "effect": "Effect on goal", "low": "5 %", "high": "95 %", "better": "Better in",
		"optimal": "The first is the best there is: all %s sets of at most %d of %d candidates were tried.",
		"greedy":  "Not proved best: %s sets of at most %d of %d candidates were tried, grown from what helps most and improved by exchanges.",
		"gap":     "No set can do more than %s; the best found is at most %s below that.",
		"how":     "Effect: the change of the goal at the end, after %s %s, where more is better; method %s, %s systems drawn from the map with seed %d.",
		"front":   "Best for its cost: %s", "none": "Nothing that was tried helps.", "nothing": "(nothing)", "up": "more %s", "down": "less %s", "left": "%d candidates were left out because the map gives no cost.",
	},
	maps.Danish: {
		"rank": "Nr.", "set": "Hvad der gøres sammen", "cost": "Pris", "effect": "Effekt på målet", "low": "5 %", "high": "95 %", "better": "Bedre i",
		"optimal": "Den første er den bedste, der findes: alle %s sæt med højst %d af %d muligheder er prøvet.",
		"greedy":  "Ikke bevist bedst: %s sæt med højst %d af %d muligheder er prøvet, bygget op af det, der hjælper mest, og forbedret ved ombytning.",
		"gap":     "Intet sæt kan gøre mere end %s; det bedste fundne ligger højst %s under.",
		"how":     "Effekt: målets ændring til sidst, efter %s %s, hvor mere er bedre; metode %s, %s systemer trukket fra kortet med frø %d.",
		"front":   "Bedst for prisen: %s", "none": "Intet af det, der er prøvet, hjælper.", "nothing": "(ingenting)", "up": "mere %s", "down": "mindre %s", "left": "%d muligheder er udeladt, fordi kortet ikke angiver en pris.",
	},
}

func searchTable(m *maps.Map, r *simulate.SearchResult, candidates []simulate.Candidate, l maps.Language) answer {
	w := searchWords[l]
	labels := map[string]string{}
	for _, c := range candidates {
		labels[c.ID] = candidateLabel(m, c, l)
	}
	name := func(c simulate.Choice) string {
		var list []string
		for _, id := range c.Candidates {
			list = append(list, labels[id])
		}
		if list == nil {
			return w["nothing"]
		}
		return strings.Join(list, " + ")
	}
	a := answer{Language: l, Title: m.Title.In(l), Columns: []column{
		{"rank", w["rank"], number},
		{"candidates", w["set"], words},
		{"cost", w["cost"], number},
		{"effect", w["effect"], number},
		{"low", w["low"], number},
		{"high", w["high"], number},
		{"probability_positive", w["better"], share},
	}}
	choices := append([]simulate.Choice{r.Best}, r.Next...)
	for i, c := range choices {
		cost := ""
		if c.Cost != nil {
			cost = exact(*c.Cost)
		}
		a.Rows = append(a.Rows, []string{itoa(i + 1), name(c), cost, change(c.Effect), change(c.Low), change(c.High), exact(c.ProbabilityPositive)})
	}
	if len(r.Best.Candidates) == 0 {
		a.Notes = append(a.Notes, w["none"])
	}
	sentence := w["greedy"]
	if r.Optimal {
		sentence = w["optimal"]
	}
	a.Notes = append(a.Notes, fmt.Sprintf(sentence, l.Count(r.Tried), r.Pick, r.Candidates))
	if r.Bound != nil && r.Gap != nil {
		a.Notes = append(a.Notes, fmt.Sprintf(w["gap"], l.Decimal(r.Bound.Value, 3), l.Decimal(*r.Gap, 3)))
	}
	unit := simulateWords[l]["time"]
	if r.Unit != "" {
		unit = r.Unit.Label(l)
	}
	a.Notes = append(a.Notes, fmt.Sprintf(w["how"], strconv.FormatFloat(r.Until, 'g', -1, 64), unit, r.Method, l.Count(r.Runs), r.Seed))
	if len(r.LeftOut) > 0 {
		a.Notes = append(a.Notes, fmt.Sprintf(w["left"], len(r.LeftOut)))
	}
	if len(r.Front) > 1 {
		var list []string
		for _, c := range r.Front {
			list = append(list, fmt.Sprintf("%s: %s (%s)", l.Decimal(*c.Cost, 0), name(c), l.Decimal(c.Effect, 3)))
		}
		a.Notes = append(a.Notes, fmt.Sprintf(w["front"], strings.Join(list, "; ")))
	}
	a.Notes = append(a.Notes, simulate.Sentences(r.Notes, l)...)
	a.Facts = []fact{{"optimal", fmt.Sprint(r.Optimal)}, {"tried", itoa(r.Tried)}}
	a.JSON = struct {
		*simulate.SearchResult
		Labels  map[string]string `json:"labels"`
		Version string            `json:"version"`
	}{r, labels, version}
	return a
}

// candidateLabel says in words what a candidate is.
func candidateLabel(m *maps.Map, c simulate.Candidate, l maps.Language) string {
	w := searchWords[l]
	if len(c.Interventions) == 1 && m.Effort(c.ID) == nil {
		i := c.Interventions[0]
		if v := m.Variable(i.Variable); v != nil {
			if i.Amount < 0 {
				return fmt.Sprintf(w["down"], v.Label.In(l))
			}
			return fmt.Sprintf(w["up"], v.Label.In(l))
		}
	}
	if text := c.Label.In(l); text != "" {
		return text
	}
	return c.ID
}
