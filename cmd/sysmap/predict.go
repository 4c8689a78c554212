package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"sysmap/maps"
	"sysmap/simulate"
	"sysmap/simulate/press"
)

func newPredict(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "predict MAP",
		Short: "Read from the signs alone which way a lasting push on each variable moves the goal",
		Long: `predict works out exactly, from the signs of the links alone, which way a
lasting push upwards on each variable moves the goal in the long run (press
perturbation: Levins; Dambacher, Li, Rossignol 2002, 2003). The weight says how
far the ways agree: 1 if all push the same way, 0 if they cancel. Strengths and
delays play no part; variables hold themselves back where the map says nothing.`,
		Example:           `  sysmap predict my-map.yaml`,
		Args:              wordCount(1, 1, "which map"),
		ValidArgsFunction: s.completeMaps,
	}
	variables := c.Flags().StringSlice("variables", nil, "answers of these variables instead of the goal's")
	language := languageFlag(c)
	out := s.formatFlags(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		m, err := s.loader.Load(c.Context(), args[0])
		if err != nil {
			return err
		}
		watch := slices.Concat(m.Goal.Raise, m.Goal.Lower)
		if len(*variables) > 0 {
			watch = nil
		}
		for _, name := range *variables {
			v, err := m.FindVariable(name)
			if err != nil {
				return err
			}
			watch = append(watch, v.ID)
		}
		if len(watch) == 0 {
			return usagef("the map states no goal; say with --variables what to look at")
		}
		model, err := simulate.NewModel(m)
		if err != nil {
			return err
		}
		signs, _, notCounted, err := model.PressSigns(simulate.Scenario{})
		if err != nil {
			return err
		}
		done := s.progress("Predicting from", len(m.Variables))
		p, err := press.Predict(c.Context(), signs, press.PredictOptions{})
		done()
		if err != nil {
			return err
		}
		return out(predictionTable(m, p, watch, notCounted, languageOf(language(), m)))
	}
	return c
}

var predictWords = map[maps.Language]map[string]string{
	maps.English: {
		"pressed": "More of", "answer": "Leads to", "of": "of", "weight": "Weight", "1": "more", "-1": "less", "0": "neither",
		"stable": "With all strengths alike the system is stable.", "unstable": "With all strengths alike the system is not stable, so the signs say nothing certain.",
		"costly": "No weights: %v.", "left": "Links not counted, because their sign is unknown or contradicted: %d.",
	},
	maps.Danish: {
		"pressed": "Mere af", "answer": "Fører til", "of": "af", "weight": "Vægt", "1": "mere", "-1": "mindre", "0": "ingen af delene",
		"stable": "Med ens styrker er systemet stabilt.", "unstable": "Med ens styrker er systemet ikke stabilt, så fortegnene siger intet sikkert.",
		"costly": "Ingen vægte: %v.", "left": "Påvirkninger, der ikke tæller med, fordi fortegnet er ukendt eller modsagt: %d.",
	},
}

func predictionTable(m *maps.Map, p press.Prediction, watch []string, notCounted int, l maps.Language) answer {
	w := predictWords[l]
	a := answer{Language: l, Title: m.Title.In(l), Columns: []column{
		{"pressed", w["pressed"], words}, {"answer", w["answer"], words}, {"of", w["of"], words}, {"weight", w["weight"], number},
	}}
	a.Tidy = &tidy{Columns: []string{"pressed", "variable", "sign", "weight"}}
	type predictionJSON struct {
		Pressed  string   `json:"pressed"`
		Variable string   `json:"variable"`
		Sign     int      `json:"sign"`
		Weight   *float64 `json:"weight"`
	}
	list := []predictionJSON{}
	for j, pressed := range m.Variables {
		for i, v := range m.Variables {
			if !slices.Contains(watch, v.ID) {
				continue
			}
			row := predictionJSON{Pressed: pressed.ID, Variable: v.ID, Sign: p.Sign(i, j)}
			weight, tidyWeight := "", ""
			if x, ok := p.Weight(i, j); ok {
				row.Weight, weight, tidyWeight = &x, change(x), exact(x)
			}
			list = append(list, row)
			a.Rows = append(a.Rows, []string{pressed.Label.In(l), w[itoa(row.Sign)], v.Label.In(l), weight})
			a.Tidy.Rows = append(a.Tidy.Rows, []string{row.Pressed, row.Variable, itoa(row.Sign), tidyWeight})
		}
	}
	a.Notes = []string{w["unstable"]}
	if p.Stable {
		a.Notes[0] = w["stable"]
	}
	if p.TooCostly != nil {
		a.Notes = append(a.Notes, fmt.Sprintf(w["costly"], p.TooCostly))
	}
	if notCounted > 0 {
		a.Notes = append(a.Notes, fmt.Sprintf(w["left"], notCounted))
	}
	a.JSON = map[string]any{
		"predictions": list, "stable": p.Stable, "determinant": p.Determinant, "weights": p.TooCostly == nil, "links_not_counted": notCounted,
		"map_digest": m.Digest(), "version": version,
	}
	return a
}
