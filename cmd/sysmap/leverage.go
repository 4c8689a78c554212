package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"sysmap/graph"
	"sysmap/graph/leverage"
	"sysmap/maps"
	"sysmap/render/diagram"
	"sysmap/simulate"
)

func newLeverage(s *session) *cobra.Command {
	var ids []string
	for _, m := range leverage.Measures() {
		ids = append(ids, string(m))
	}
	c := &cobra.Command{
		Use:   "leverage MAP",
		Short: "Rank variables by where a push goes furthest",
		Long: `leverage ranks the variables of a map by what its structure says of them, and
tells in a sentence why each ranks where it does. There are many measures,
because they answer different questions; --explain says what each means.

Where the map states a goal, the simulated effect of a push on each variable
stands beside its rank, since structure alone misleads.

--control prints which variables have to be held to steer the whole system, and
the fewest variables or links that break every feedback loop. --levels prints
at which levels of intervention the efforts of the map are.

With -o a file that ends in .svg, .png or .pdf it draws the simulated effects.`,
		Example: `  sysmap leverage foresight
  sysmap leverage foresight --by out_degree --lang da
  sysmap leverage foresight --control
  sysmap leverage foresight -o effects.svg
  sysmap leverage --explain`,
		Args:              wordCount(0, 1, "which map"),
		ValidArgsFunction: s.completeMaps,
	}
	by := choiceFlag(c, "by", string(leverage.DefaultMeasure), "measure to rank by", ids...)
	limit := c.Flags().Int("limit", 0, "print only this many variables (0: all)")
	explain := c.Flags().Bool("explain", false, "say in plain words what each measure means")
	control := c.Flags().Bool("control", false, "print what it takes to steer the system and to break its loops")
	levels := c.Flags().Bool("levels", false, "print at which levels of intervention the efforts are")
	short := c.Flags().Int("short", 0, "up to how many links a loop counts as short (default 6)")
	runs := c.Flags().Int("runs", 50, "systems on which the effect of each variable is simulated (0: none)")
	seed := c.Flags().Uint64("seed", 1, "seed of the simulation")
	theme := choiceFlag(c, "theme", "foresight", "look of the chart", diagram.Themes()...)
	language := languageFlag(c)
	out := s.formatFlags(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := oneOf(c, "explain", "control", "levels"); err != nil {
			return err
		}
		if *limit < 0 || *short < 0 || *runs < 0 {
			return usagef("--limit, --short and --runs take a number from 0")
		}
		if *explain {
			return out(explainMeasures(firstLanguage(language())))
		}
		if len(args) == 0 {
			return usagef("say which map")
		}
		m, err := s.loader.Load(c.Context(), args[0])
		if err != nil {
			return err
		}
		l := languageOf(language(), m)
		if *levels {
			return out(levelTable(m, l))
		}
		r, err := s.analyse(c.Context(), m, *short)
		if err != nil {
			return err
		}
		if *control {
			return out(controlTable(m, r, l))
		}
		e, err := s.effects(c.Context(), m, *runs, *seed)
		if err != nil {
			return err
		}
		if path := c.Flag("output").Value.String(); isPicture(path) && !c.Flags().Changed("format") {
			return s.drawEffects(m, e, path, theme.value, l)
		}
		a, err := leverageTable(m, r, e, leverage.Measure(by.value), *limit, l)
		if err != nil {
			return err
		}
		return out(a)
	}
	return c
}

// analyse computes every measure, with a bar on a terminal.
func (s *session) analyse(ctx context.Context, m *maps.Map, short int) (*leverage.Result, error) {
	report, done := s.bar("Analysing")
	defer done()
	return leverage.Analyse(ctx, graph.New(m), leverage.Options{ShortLength: short, Progress: report})
}

var leverageWords = map[maps.Language]map[string]string{
	maps.English: {
		"rank": "Rank", "id": "Id", "variable": "Variable", "why": "Why", "measure": "Measure", "meaning": "What it means", "what": "What", "size": "Size",
		"members": "Members", "proved": "Proved smallest", "yes": "yes", "no": "no, at least %d", "level": "Level", "efforts": "Efforts", "on": "Act on",
		"none": "untagged", "empty": "(none)",
	},
	maps.Danish: {
		"rank": "Plads", "id": "Id", "variable": "Faktor", "why": "Hvorfor", "measure": "Mål", "meaning": "Hvad det betyder", "what": "Hvad", "size": "Størrelse",
		"members": "Medlemmer", "proved": "Bevist mindst", "yes": "ja", "no": "nej, mindst %d", "level": "Niveau", "efforts": "Indsatser", "on": "Virker på",
		"none": "uden niveau", "empty": "(ingen)",
	},
}

func leverageTable(m *maps.Map, r *leverage.Result, e *simulate.Effects, by leverage.Measure, limit int, l maps.Language) (answer, error) {
	rows, err := r.Ranking(by)
	if err != nil {
		return answer{}, err
	}
	w := leverageWords[l]
	a := answer{Language: l, Title: m.Title.In(l), Columns: []column{
		{"rank", w["rank"], number}, {"variable", w["id"], words}, {"label", w["variable"], words}, {string(by), by.Label(l), number}, {"why", w["why"], words},
	}}
	column := 0
	for i, k := range r.Columns {
		if k.Measure == by {
			column = i
		}
	}
	for i, row := range rows {
		if limit > 0 && i == limit {
			a.Notes = append(a.Notes, map[maps.Language]string{
				maps.English: "The first %d of %d variables.", maps.Danish: "De første %d af %d faktorer.",
			}[l])
			a.Notes[0] = fmt.Sprintf(a.Notes[0], limit, len(rows))
			break
		}
		a.Rows = append(a.Rows, []string{itoa(row.Place), row.Variable, row.Label.In(l), digits(row.Values[column]), row.Why.In(l)})
	}
	if err := joinEffects(&a, m, r, rows, by, e, l); err != nil {
		return a, err
	}
	a.Notes = append(a.Notes, r.Statements(l)...)
	if e == nil {
		a.Notes = append(a.Notes, leverage.StructureCaution().In(l))
	}
	a.Facts = []fact{{"of_variables", itoa(len(rows))}}
	if limit > 0 {
		rows = rows[:min(limit, len(rows))]
	}
	shown, err := rowsWithEffects(rows, e)
	if err != nil {
		return a, err
	}
	value := map[string]any{
		"by": by, "rows": shown, "control": r.Control(), "loops": r.Loops, "communities": communitiesValue(r), "levels": r.Levels,
		"statements": r.Statements(l), "caution": leverage.StructureCaution().In(l), "map_digest": m.Digest(), "version": version,
	}
	if e != nil {
		value["effect"] = map[string]any{"method": e.Method, "press": e.Press, "until": e.Until, "time_unit": e.Unit, "seed": e.Seed, "runs": e.Runs}
	}
	a.JSON = value
	return a, nil
}

// digits writes a value with as many digits as say something.
func digits(v float64) string {
	if v == float64(int64(v)) {
		return strconv.FormatInt(int64(v), 10)
	}
	return strconv.FormatFloat(v, 'f', 4, 64)
}

func communitiesValue(r *leverage.Result) map[string]any {
	value := map[string]any{"count": r.Communities.Count, "modularity": r.Communities.Modularity}
	if d := r.Communities.Declared; d != nil {
		value["agreement_with_clusters"] = map[string]any{"adjusted_rand": d.AdjustedRand, "normalised_mutual_information": d.MutualInformation, "clusters_modularity": d.Modularity}
	}
	return value
}

// firstLanguage is the language of answers that are about no map.
func firstLanguage(asked maps.Language) maps.Language {
	if asked == "" {
		return maps.English
	}
	return asked
}

func explainMeasures(l maps.Language) answer {
	w := leverageWords[l]
	a := answer{Language: l, Columns: []column{{"measure", w["id"], words}, {"label", w["measure"], words}, {"meaning", w["meaning"], words}}}
	type measureJSON struct {
		Measure leverage.Measure `json:"measure"`
		Label   string           `json:"label"`
		Meaning string           `json:"meaning"`
	}
	list := []measureJSON{}
	for _, m := range leverage.Measures() {
		a.Rows = append(a.Rows, []string{string(m), m.Label(l), m.Explain(l)})
		list = append(list, measureJSON{m, m.Label(l), m.Explain(l)})
	}
	a.Notes = []string{leverage.StructureCaution().In(l)}
	a.JSON = map[string]any{"measures": list, "caution": a.Notes[0]}
	return a
}

func controlTable(m *maps.Map, r *leverage.Result, l maps.Language) answer {
	w := leverageWords[l]
	c := r.Control()
	text := map[maps.Language][4]string{
		maps.English: {"Maximum matching", "Driver nodes", "Fewest variables that break every loop", "Fewest links that break every loop"},
		maps.Danish:  {"Største parring", "Styrepunkter", "Færreste faktorer, der bryder hver sløjfe", "Færreste påvirkninger, der bryder hver sløjfe"},
	}[l]
	proof := func(minimum bool, least int) string {
		if minimum {
			return w["yes"]
		}
		return fmt.Sprintf(w["no"], least)
	}
	labels := func(ids []string) string {
		var list []string
		for _, id := range ids {
			list = append(list, m.Variable(id).Label.In(l))
		}
		return strings.Join(list, "; ")
	}
	var arcs []string
	for _, k := range c.FeedbackArcSet {
		arcs = append(arcs, m.Variable(k.From).Label.In(l)+" →"+k.Sign+" "+m.Variable(k.To).Label.In(l))
	}
	a := answer{Language: l, Title: m.Title.In(l), Columns: []column{{"what", w["what"], words}, {"size", w["size"], number}, {"proved", w["proved"], words}, {"members", w["members"], words}}}
	a.Rows = [][]string{
		{text[0], itoa(c.MaximumMatching), w["yes"], ""},
		{text[1], itoa(c.DriverNodeCount), w["yes"], labels(c.DriverNodes)},
		{text[2], itoa(c.FeedbackVertexSetSize), proof(c.FeedbackVertexSetMinimum, c.FeedbackVertexSetAtLeast), labels(c.FeedbackVertexSet)},
		{text[3], itoa(c.FeedbackArcSetSize), proof(c.FeedbackArcSetMinimum, c.FeedbackArcSetAtLeast), strings.Join(arcs, "; ")},
	}
	for _, caution := range leverage.ControlCautions() {
		a.Notes = append(a.Notes, caution.In(l))
	}
	a.JSON = map[string]any{"control": c, "map_digest": m.Digest(), "version": version}
	return a
}

// levelTable says at which levels of intervention the efforts of a map are.
func levelTable(m *maps.Map, l maps.Language) answer {
	w := leverageWords[l]
	a := answer{Language: l, Title: m.Title.In(l), Columns: []column{
		{"level", w["level"], words}, {"efforts", w["efforts"], words}, {"acts_on", w["on"], words}, {"meaning", w["meaning"], words},
	}}
	levels := leverage.LevelsOf(m)
	for _, use := range levels {
		label := use.Level.Label(l)
		if use.Level == "" {
			label = w["none"]
		}
		var efforts, on []string
		for _, id := range use.Efforts {
			efforts = append(efforts, m.Effort(id).Label.In(l))
		}
		for _, id := range use.Variables {
			on = append(on, m.Variable(id).Label.In(l))
		}
		if use.Empty {
			efforts = append(efforts, w["empty"])
		}
		a.Rows = append(a.Rows, []string{label, strings.Join(efforts, "; "), strings.Join(on, "; "), leverage.ExplainLevel(use.Level, l)})
	}
	a.JSON = map[string]any{"levels": levels, "map_digest": m.Digest(), "version": version}
	return a
}
