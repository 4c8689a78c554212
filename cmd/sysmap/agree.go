package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sysmap/maps"
	"sysmap/simulate"
)

func newAgree(s *session) *cobra.Command {
	var methods []string
	for _, m := range simulate.Methods() {
		methods = append(methods, m.Name())
	}
	c := &cobra.Command{
		Use:   "agree MAP [SCENARIO]",
		Short: "Ask several schools of simulation and see where they disagree",
		Long: `agree runs one scenario under every method and says of each variable of the
goal whether it rises or falls. Where methods differ it says why. Sizes are on
scales of their own; only the signs can be compared, and the sizes of flow and
linear.`,
		Example: `  sysmap agree foresight --press physical-activity=0.5 --runs 30
  sysmap agree foresight --press stress=-0.5 --runs 30 --methods flow,fcm,sdm`,
		Args:              wordCount(1, 2, "which map, and perhaps which scenario"),
		ValidArgsFunction: s.completeMaps,
	}
	scenarios := addScenarioFlags(c)
	ask := c.Flags().StringSlice("methods", nil, "ask only these: "+strings.Join(methods, ", "))
	variables := c.Flags().StringSlice("variables", nil, "ask about these variables instead of the goal")
	runs := c.Flags().Int("runs", simulate.DefaultTrialRuns, "how many systems to run")
	seed := c.Flags().Uint64("seed", 1, "seed of the draws")
	until := c.Flags().Float64("until", 0, "how long to run, in the map's unit of time (0: long enough)")
	language := languageFlag(c)
	out := s.formatFlags(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		if *runs < 1 || *until < 0 {
			return usagef("--runs takes a number from 1, --until one from 0")
		}
		m, err := s.loader.Load(c.Context(), args[0])
		if err != nil {
			return err
		}
		l := languageOf(language(), m)
		list, err := scenarios.scenarios(m, args[1:])
		if err != nil {
			return err
		}
		if len(list) != 1 {
			var names []string
			for _, k := range m.Scenarios {
				names = append(names, k.ID)
			}
			return usagef("agree asks about one scenario; name one of %s", strings.Join(names, ", "))
		}
		o := simulate.AgreeOptions{Until: *until, Runs: *runs, Seed: *seed}
		for _, name := range *ask {
			method, err := simulate.MethodNamed(strings.TrimSpace(name))
			if err != nil {
				return usageError{err}
			}
			o.Methods = append(o.Methods, method)
		}
		for _, name := range *variables {
			v, err := m.FindVariable(name)
			if err != nil {
				return err
			}
			o.Variables = append(o.Variables, v.ID)
		}
		if m.Goal.Empty() && len(o.Variables) == 0 {
			return usagef("the map states no goal; say with --variables what to look at")
		}
		model, err := simulate.NewModel(m)
		if err != nil {
			return err
		}
		report, done := s.bar("Asking every method")
		o.Progress = report
		r, err := model.Agree(c.Context(), list[0], o)
		done()
		if err != nil {
			return err
		}
		return out(agreementTable(m, list[0], r, l))
	}
	return c
}

var agreeWords = map[maps.Language]map[string]string{
	maps.English: {
		"variable": "Variable", "agree": "Agree", "yes": "yes", "no": "no", "none": "no result", "sure": "↑ and ↓ with the share of systems that agree on it.",
		"how": "After %s %s, %s systems drawn from the map with seed %d: %s", "why": "%s, %s: %s",
	},
	maps.Danish: {
		"variable": "Faktor", "agree": "Enige", "yes": "ja", "no": "nej", "none": "intet resultat", "sure": "↑ og ↓ med den andel af systemerne, der er enige om det.",
		"how": "Efter %s %s, %s systemer trukket fra kortet med frø %d: %s", "why": "%s, %s: %s",
	},
}

func agreementTable(m *maps.Map, scenario simulate.Scenario, r *simulate.Agreement, l maps.Language) answer {
	w := agreeWords[l]
	a := answer{Language: l, Title: strings.Join(slices.DeleteFunc([]string{m.Title.In(l), scenario.Label.In(l)}, func(s string) bool { return s == "" }), " · ")}
	a.Columns = []column{{"variable", w["variable"], words}}
	for _, method := range r.Methods {
		a.Columns = append(a.Columns, column{method.Method, method.Method, words})
	}
	a.Columns = append(a.Columns, column{"agree", w["agree"], words})
	a.Tidy = &tidy{Columns: []string{"scenario", "variable", "method", "result", "sign", "median", "low", "high", "certainty", "agree", "seed", "runs"}}
	for _, row := range r.Rows {
		cells := []string{m.Variable(row.Variable).Label.In(l)}
		for _, k := range row.Cells {
			a.Tidy.Rows = append(a.Tidy.Rows, []string{
				r.Scenario, row.Variable, k.Method, fmt.Sprint(k.Result), itoa(k.Sign), exact(k.Median), exact(k.Low), exact(k.High), exact(k.Certainty),
				fmt.Sprint(row.Agree), fmt.Sprint(r.Seed), itoa(r.Runs),
			})
			text := w["none"]
			if k.Result {
				text = map[int]string{1: "↑", -1: "↓", 0: "0"}[k.Sign] + " " + l.Percent(k.Certainty)
			}
			cells = append(cells, text)
		}
		agree := w["no"]
		if row.Agree {
			agree = w["yes"]
		}
		a.Rows = append(a.Rows, append(cells, agree))
		for _, reason := range row.Reasons {
			a.Notes = append(a.Notes, fmt.Sprintf(w["why"], cells[0], reason.Method, reason.In(l)))
		}
	}
	unit := simulateWords[l]["time"]
	if r.Unit != "" {
		unit = r.Unit.Label(l)
	}
	a.Notes = append(a.Notes, fmt.Sprintf(w["how"], exact(r.Until), unit, l.Count(r.Runs), r.Seed, w["sure"]))
	for _, method := range r.Methods {
		a.Notes = append(a.Notes, methodNotes(method, l)...)
	}
	a.JSON = struct {
		*simulate.Agreement
		Version string `json:"version"`
	}{r, version}
	return a
}

// methodNotes says what is to be known of one method's figures.
func methodNotes(r simulate.MethodReport, l maps.Language) []string {
	text := map[maps.Language][2]string{
		maps.English: {"%s could not be asked: %s", "%s: %d of the systems gave no result, %d of them because they are unstable."},
		maps.Danish:  {"%s kunne ikke spørges: %s", "%s: %d af systemerne gav intet resultat, heraf %d fordi de er ustabile."},
	}[l]
	var notes []string
	if r.Refused != "" {
		notes = append(notes, fmt.Sprintf(text[0], r.Method, r.Refused))
	}
	if none := r.Unstable + r.Failed; none > 0 {
		notes = append(notes, fmt.Sprintf(text[1], r.Method, none, r.Unstable))
	}
	for _, note := range simulate.Sentences(r.Notes, l) {
		notes = append(notes, r.Method+": "+note)
	}
	return notes
}
