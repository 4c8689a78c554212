package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"sysmap/maps"
	"sysmap/render/diagram"
	"sysmap/render/figure"
	"sysmap/simulate"
)

// mostRows is how many variables a table of results shows; csv and json have
// them all.
const mostRows = 12

func newSimulate(s *session) *cobra.Command {
	var methods []string
	for _, m := range simulate.Methods() {
		methods = append(methods, m.Name())
	}
	c := &cobra.Command{
		Use:   "simulate MAP [SCENARIO…]",
		Short: "Try out what a scenario changes, over everything the map leaves open",
		Long: `simulate asks what happens if something is done: a scenario of the map, or
interventions given with --press, --cut and so on. Every figure is the change
against doing nothing (or against --baseline), on a scale where 0 is today and
1 or -1 is as far as a variable goes.

A map leaves much open: how strong a link is, of what sign, whether it exists.
So the scenario is run on many systems that the map allows, and the answer is a
median, a band that holds 90 % of them, and the share in which the variable
rises. --runs 1 runs the middle of everything instead.

A large run can be split: --members 0..4999 runs a part and writes it to a file
with -o, and "sysmap merge" puts the parts together.

With --voices every system follows what one of several people says of the map
(see "sysmap voices"), and the answer says how much of the uncertainty comes from
their disagreement. To mix what they say link by link instead, simulate the
merged map that "sysmap voices -o merged.yaml" writes.

With -o a file that ends in .svg, .png or .pdf it draws the change over time, or
with --drivers the uncertainties that the first variable of the goal depends on.`,
		Example: `  sysmap simulate foresight --press stress=-0.5
  sysmap simulate foresight --press "physical-activity=0.3@0..24" --runs 200 --seed 7 --format csv
  sysmap simulate foresight --press stress=-0.5 -o stress.svg
  sysmap simulate foresight --cut "stress ->+ perceived-lack-of-time" --press stress=0.2 --drivers`,
		Args:              wordCount(1, -1, "which map"),
		ValidArgsFunction: s.completeMaps,
	}
	scenarios := addScenarioFlags(c)
	method := choiceFlag(c, "method", methods[0], "school of simulation", methods...)
	runs := c.Flags().Int("runs", simulate.DefaultRuns, "how many systems to run (1: the middle of everything)")
	seed := c.Flags().Uint64("seed", 1, "seed of the draws")
	until := c.Flags().Float64("until", 0, "how long to run, in the map's unit of time (0: long enough)")
	points := c.Flags().Int("points", 0, "at how many moments values are reported (default 101)")
	baseline := c.Flags().String("baseline", "", "compare with this scenario instead of doing nothing")
	drivers := c.Flags().Bool("drivers", false, "say which uncertain links the outcome for the goal depends on")
	members := c.Flags().String("members", "", `run only these members, "0..4999", and write them to the file of -o`)
	follow := addVoiceFlags(c)
	theme := choiceFlag(c, "theme", "foresight", "look of the chart", diagram.Themes()...)
	language := languageFlag(c)
	out := s.formatFlags(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		if *runs < 1 || *points < 0 || *until < 0 {
			return usagef("--runs takes a number from 1, --points and --until one from 0")
		}
		if err := follow.check(c, *runs); err != nil {
			return err
		}
		m, h, err := s.loadWithVoices(c.Context(), args[0], follow)
		if err != nil {
			return err
		}
		l := languageOf(language(), m)
		list, err := scenarios.scenarios(m, args[1:])
		if err != nil {
			return err
		}
		model, err := simulate.NewModel(m)
		if err != nil {
			return err
		}
		chosen, err := simulate.MethodNamed(method.value)
		if err != nil {
			return err
		}
		o := simulate.EnsembleOptions{Options: simulate.Options{Method: chosen, Until: *until, Points: *points}, Runs: *runs, Seed: *seed}
		if *baseline != "" {
			if o.Baseline, err = simulate.FromMap(m, *baseline); err != nil {
				return err
			}
		}
		if o.Until == 0 {
			o.Until = model.Horizon(append(slices.Clone(list), o.Baseline)...)
		}
		if *members != "" {
			return s.runMembers(c, model, list, o, *members)
		}
		result := simulation{m: m, method: method.value, seed: *seed, runs: *runs, l: l, options: map[string]any{"until": o.Until, "points": *points, "baseline": *baseline}}
		if h != nil {
			result.options["voices"] = follow.names(h)
			err = result.follow(c.Context(), s, h, list, o)
		} else if *runs == 1 {
			err = result.point(c.Context(), s, model, list, o.Options)
		} else {
			err = result.ensembles(c.Context(), s, model, list, o, *drivers)
		}
		if err != nil {
			return err
		}
		if isPicture(c.Flag("output").Value.String()) && !c.Flags().Changed("format") {
			return s.drawSimulation(&result, c.Flag("output").Value.String(), theme.value, *drivers)
		}
		return out(result.answer())
	}
	return c
}

// runMembers runs a part of an ensemble and writes it to a file.
func (s *session) runMembers(c *cobra.Command, model *simulate.Model, list []simulate.Scenario, o simulate.EnsembleOptions, members string) error {
	span, err := simulate.ParseSpan(members)
	if err != nil {
		return usageError{err}
	}
	path := c.Flag("output").Value.String()
	if path == "" {
		return usagef("say with -o which file the members go to")
	}
	if len(list) != 1 {
		return usagef("--members runs one scenario; %d were named", len(list))
	}
	o.Members = span
	report, done := s.bar("Simulating")
	o.Progress = report
	ensemble, err := model.Ensemble(c.Context(), list[0], o)
	done()
	if err != nil {
		return err
	}
	return s.writeOutput(path, func(w io.Writer) error {
		_, err := ensemble.WriteTo(w)
		return err
	})
}

// simulation is what a run of scenarios gave.
type simulation struct {
	m         *maps.Map
	method    string
	seed      uint64
	runs      int
	l         maps.Language
	scenarios []scenarioJSON
	options   map[string]any // as given, for programs; nil of merged parts
	voices    []maps.Text    // whom the systems follow; nil where they follow nobody
}

type scenarioJSON struct {
	Scenario    string                   `json:"scenario"`
	Label       string                   `json:"label"`
	Complete    bool                     `json:"complete"`
	Members     int                      `json:"members"`
	Unstable    int                      `json:"unstable"`
	Failed      int                      `json:"failed"`
	Times       []float64                `json:"times"`
	Variables   []simulate.SummarySeries `json:"variables"`
	Convergence []simulate.Convergence   `json:"convergence,omitempty"`
	Drivers     []simulate.Drivers       `json:"drivers,omitempty"`
	// Disagreement says how much of the uncertainty comes from the voices.
	Disagreement []simulate.Spread `json:"disagreement,omitempty"`
	Notes        []string          `json:"notes"`
}

// point runs each scenario once, on the middle of everything.
func (r *simulation) point(ctx context.Context, s *session, model *simulate.Model, list []simulate.Scenario, o simulate.Options) error {
	for _, scenario := range list {
		done := s.progress("Simulating", model.Len())
		run, err := model.Run(ctx, scenario, o)
		done()
		if err != nil {
			return err
		}
		r.scenarios = append(r.scenarios, scenarioValue(run.Summary(), scenario.Label.In(r.l), r.l))
	}
	return nil
}

// scenarioValue is a summary as programs read it.
func scenarioValue(sum *simulate.Summary, label string, l maps.Language) scenarioJSON {
	return scenarioJSON{
		Scenario: sum.Scenario, Label: label, Complete: sum.Complete, Members: sum.Members, Unstable: sum.Unstable, Failed: sum.Failed,
		Times: sum.Times, Variables: sum.Variables, Convergence: sum.Convergence, Notes: simulate.Sentences(sum.Notes, l),
	}
}

// ensembles runs each scenario on many systems.
func (r *simulation) ensembles(ctx context.Context, s *session, model *simulate.Model, list []simulate.Scenario, o simulate.EnsembleOptions, drivers bool) error {
	for _, scenario := range list {
		report, done := s.bar("Simulating")
		o.Progress = report
		ensemble, err := model.Ensemble(ctx, scenario, o)
		done()
		if err != nil {
			return err
		}
		if err := r.add(ctx, ensemble, scenario.Label.In(r.l), drivers); err != nil {
			return err
		}
	}
	return nil
}

// add summarises an ensemble.
func (r *simulation) add(ctx context.Context, ensemble *simulate.Ensemble, label string, drivers bool) error {
	sum, err := ensemble.Summary()
	if err != nil {
		return err
	}
	j := scenarioValue(sum, label, r.l)
	if drivers {
		if j.Drivers, err = ensemble.Drivers(ctx); err != nil {
			return err
		}
	}
	r.method, r.seed, r.runs = sum.Method, sum.Seed, sum.Runs
	r.scenarios = append(r.scenarios, j)
	return nil
}

var simulateWords = map[maps.Language]map[string]string{
	maps.English: {
		"scenario": "Scenario", "id": "Id", "variable": "Variable", "median": "Change", "low": "5 %", "high": "95 %", "rises": "Rises in", "falls": "Falls in",
		"result": "Change at the end, after %s %s, against the baseline. Method %s, %s systems drawn from the map with seed %d: median, and the band that holds 90%% of them.",
		"point":  "Change at the end, after %s %s, against the baseline. Method %s, one run on the middle of what the map leaves open.",
		"rest":   "The %d variables that are the goal or move most; --format csv or json has all %d over time.",
		"left":   "%s: %d of %d systems gave no result (%d unstable).", "part": "%s: this is a part, %d of %d systems.",
		"drivers": "%s, %s depends most on: %s", "certain": "%s of the systems agree on the sign", "time": "units of time",
	},
	maps.Danish: {
		"scenario": "Scenarie", "id": "Id", "variable": "Faktor", "median": "Ændring", "low": "5 %", "high": "95 %", "rises": "Stiger i", "falls": "Falder i",
		"result": "Ændring til sidst, efter %s %s, i forhold til udgangspunktet. Metode %s, %s systemer trukket fra kortet med frø %d: median og det bånd, der rummer 90 %% af dem.",
		"point":  "Ændring til sidst, efter %s %s, i forhold til udgangspunktet. Metode %s, én kørsel på midten af det, kortet lader stå åbent.",
		"rest":   "De %d faktorer, der er målet eller flytter sig mest; --format csv eller json har alle %d over tid.",
		"left":   "%s: %d af %d systemer gav intet resultat (%d ustabile).", "part": "%s: dette er en del, %d af %d systemer.",
		"drivers": "%s, %s afhænger mest af: %s", "certain": "%s af systemerne er enige om fortegnet", "time": "tidsenheder",
	},
}

// answer makes the tables: for people what the goal comes to, for programs
// everything over time.
func (r *simulation) answer() answer {
	w := simulateWords[r.l]
	a := answer{Language: r.l, Title: r.m.Title.In(r.l), Columns: []column{
		{"scenario", w["scenario"], words},
		{"label", w["variable"], words},
		{"median", w["median"], number},
		{"low", w["low"], number},
		{"high", w["high"], number},
		{"probability_positive", w["rises"], share},
		{"probability_negative", w["falls"], share},
	}}
	a.Tidy = &tidy{Columns: []string{"scenario", "variable", "time", "median", "low", "high", "probability_positive", "probability_negative", "method", "seed", "runs"}}
	var notes []string
	for _, j := range r.scenarios {
		last := len(j.Times) - 1
		at := map[string]simulate.SummarySeries{}
		for _, v := range j.Variables {
			at[v.Variable] = v
			for i, t := range j.Times {
				a.Tidy.Rows = append(a.Tidy.Rows, []string{
					j.Scenario, v.Variable, exact(t), exact(v.Median[i]), exact(v.Low[i]), exact(v.High[i]),
					exact(v.ProbabilityPositive[i]), exact(v.ProbabilityNegative[i]), r.method, strconv.FormatUint(r.seed, 10), itoa(r.runs),
				})
			}
		}
		for _, id := range figure.Watched(r.m, []figure.Curve{{Variables: j.Variables}}, mostRows) {
			v := at[id]
			a.Rows = append(a.Rows, []string{
				j.Label, r.m.Variable(id).Label.In(r.l), change(v.Median[last]), change(v.Low[last]), change(v.High[last]),
				exact(v.ProbabilityPositive[last]), exact(v.ProbabilityNegative[last]),
			})
		}
		if j.Unstable+j.Failed > 0 {
			notes = append(notes, fmt.Sprintf(w["left"], j.Label, j.Unstable+j.Failed, j.Members, j.Unstable))
		}
		if !j.Complete {
			notes = append(notes, fmt.Sprintf(w["part"], j.Label, j.Members, r.runs))
		}
		for _, note := range j.Notes {
			if !slices.Contains(notes, note) {
				notes = append(notes, note)
			}
		}
		notes = append(notes, r.driverNotes(j)...)
		notes = append(notes, r.disagreementNotes(j)...)
	}
	a.Notes = append(r.provenance(), notes...)
	a.Facts = []fact{{"map_digest", r.m.Digest()}, {"version", version}}
	a.JSON = map[string]any{
		"method": r.method, "seed": r.seed, "runs": r.runs, "time_unit": r.m.Time, "options": r.options, "scenarios": r.scenarios, "map_digest": r.m.Digest(), "version": version,
	}
	return a
}

// provenance says how the figures came about.
func (r *simulation) provenance() []string {
	w := simulateWords[r.l]
	end := ""
	if len(r.scenarios) > 0 {
		times := r.scenarios[0].Times
		end = exact(times[len(times)-1])
	}
	unit := w["time"]
	if r.m.Time != "" {
		unit = r.m.Time.Label(r.l)
	}
	first := fmt.Sprintf(w["result"], end, unit, r.method, r.l.Count(r.runs), r.seed)
	if r.runs == 1 {
		first = fmt.Sprintf(w["point"], end, unit, r.method)
	}
	if r.voices != nil {
		first += " " + r.voicesNote()
	}
	return []string{first, fmt.Sprintf(w["rest"], min(max(mostRows, len(r.m.Goal.Raise)+len(r.m.Goal.Lower)), len(r.m.Variables)), len(r.m.Variables))}
}

// driverNotes says which uncertainties matter most, three for each variable of
// the goal.
func (r *simulation) driverNotes(j scenarioJSON) []string {
	w := simulateWords[r.l]
	var notes []string
	for _, d := range j.Drivers {
		text := ""
		for i, f := range d.Factors {
			if i == 3 {
				break
			}
			if i > 0 {
				text += "; "
			}
			value := f.RankCorrelation
			if d.Partial {
				value = f.PRCC
			}
			text += f.Of + " (" + r.l.Decimal(value, 2) + ")"
		}
		notes = append(notes, fmt.Sprintf(w["drivers"], j.Label, r.m.Variable(d.Variable).Label.In(r.l), text)+" – "+fmt.Sprintf(w["certain"], r.l.Percent(d.Certainty)))
	}
	return notes
}

// exact writes a number as programs read it, in as few digits as it needs.
func exact(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// change writes a change on the map's scale for people.
func change(v float64) string { return strconv.FormatFloat(v, 'f', 3, 64) }
