package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"sysmap/maps"
	"sysmap/simulate"
)

func newDominance(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "dominance MAP [SCENARIO…]",
		Short: "See which feedback loops drive a scenario, and when",
		Long: `dominance follows a scenario and scores every loop by its share in what happens
at each moment (Loops that Matter, Schoenberg, Davidsen, Eberlein 2020, as
corrected in 2023). Loops that the map names come with their names; others are
listed up to --max-length links, so shares are among the loops listed. Where
nothing bends, at equilibrium, no loop drives anything.

It runs on the middle of everything that the map leaves open.`,
		Example: `  sysmap dominance foresight --press stress=-0.5 --max-length 3
  sysmap dominance foresight --press stress=-0.5 --max-length 3 --format csv`,
		Args:              wordCount(1, -1, "which map"),
		ValidArgsFunction: s.completeMaps,
	}
	scenarios := addScenarioFlags(c)
	method := choiceFlag(c, "method", "flow", "school of simulation", "flow", "linear")
	until := c.Flags().Float64("until", 0, "how long to run, in the map's unit of time (0: long enough)")
	maxLength := c.Flags().Int("max-length", 0, "longest loop to look at, in links (default 6)")
	limit := c.Flags().Int("limit", 15, "how many loops to print; csv and json have all")
	language := languageFlag(c)
	out := s.formatFlags(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		if *until < 0 || *maxLength < 0 || *limit < 1 {
			return usagef("--until and --max-length take a number from 0, --limit one from 1")
		}
		m, err := s.loader.Load(c.Context(), args[0])
		if err != nil {
			return err
		}
		list, err := scenarios.scenarios(m, args[1:])
		if err != nil {
			return err
		}
		if len(list) != 1 {
			return usagef("dominance follows one scenario; %d were named", len(list))
		}
		model, err := simulate.NewModel(m)
		if err != nil {
			return err
		}
		chosen, err := simulate.MethodNamed(method.value)
		if err != nil {
			return err
		}
		done := s.progress("Simulating", model.Len())
		r, err := model.Matter(c.Context(), list[0], simulate.MatterOptions{Method: chosen, Until: *until, MaxLength: *maxLength})
		done()
		if err != nil {
			return err
		}
		return out(matterTable(m, r, *limit, languageOf(language(), m)))
	}
	return c
}

var matterWords = map[maps.Language]map[string]string{
	maps.English: {
		"share": "Mean share", "first": "Leads from", "time": "Leads for", "name": "Name", "loop": "Loop", "inertia": "%s holds itself back (inertia)",
		"silent": "Silent: nothing bends in any loop, so no loop drives anything.",
		"how":    "Method %s, from 0 to %s %s. A share is of all scores in the loop's part of the map, among these loops: %s",
		"shown":  "The first %d of %d loops.", "missing": "Not on the map: %s", "never": "–",
	},
	maps.Danish: {
		"share": "Andel i snit", "first": "Fører fra", "time": "Fører i", "name": "Navn", "loop": "Sløjfe", "inertia": "%s holder sig selv tilbage (træghed)",
		"silent": "Stille: intet ændrer kurs i nogen sløjfe, så ingen sløjfe driver noget.",
		"how":    "Metode %s, fra 0 til %s %s. En andel er af alle værdier i sløjfens del af kortet, blandt disse sløjfer: %s",
		"shown":  "De første %d af %d sløjfer.", "missing": "Ikke på kortet: %s", "never": "–",
	},
}

func matterTable(m *maps.Map, r *simulate.Matter, limit int, l maps.Language) answer {
	w := matterWords[l]
	a := answer{Language: l, Title: m.Title.In(l), Columns: []column{
		{"share", w["share"], share},
		{"polarity", loopWords[l]["polarity"], words},
		{"leads_from", w["first"], number},
		{"leads_for", w["time"], number},
		{"name", w["name"], words},
		{"loop", w["loop"], words},
	}}
	a.Tidy = &tidy{Columns: []string{"name", "loop", "polarity", "inertia", "time", "score", "share", "scenario", "method"}}
	first, total := leads(r)
	for i, k := range r.Loops {
		text := loopText(m, k, l)
		for n, t := range r.Times {
			a.Tidy.Rows = append(a.Tidy.Rows, []string{k.ID, strings.Join(k.Variables, " "), k.Polarity, fmt.Sprint(k.Inertia), exact(t), exact(k.Score[n]), exact(k.Share[n]), r.Scenario, r.Method})
		}
		if i >= limit {
			continue
		}
		from, time := w["never"], "0"
		if total[i] > 0 {
			from, time = change(first[i]), change(total[i])
		}
		a.Rows = append(a.Rows, []string{exact(k.Mean), k.Polarity, from, time, k.ID, text})
	}
	if r.Silent {
		a.Notes = append(a.Notes, w["silent"])
	}
	if len(r.Loops) > limit {
		a.Notes = append(a.Notes, fmt.Sprintf(w["shown"], limit, len(r.Loops)))
	}
	unit := simulateWords[l]["time"]
	if r.Unit != "" {
		unit = r.Unit.Label(l)
	}
	end := "0"
	if len(r.Times) > 0 {
		end = exact(r.Times[len(r.Times)-1])
	}
	a.Notes = append(a.Notes, fmt.Sprintf(w["how"], r.Method, end, unit, r.Extent.In(l)))
	if len(r.Missing) > 0 {
		a.Notes = append(a.Notes, fmt.Sprintf(w["missing"], strings.Join(r.Missing, ", ")))
	}
	a.Notes = append(a.Notes, simulate.Sentences(r.Notes, l)...)
	a.JSON = struct {
		*simulate.Matter
		Version string `json:"version"`
	}{r, version}
	return a
}

// leads says from when, and for how long in all, each loop leads its component.
func leads(r *simulate.Matter) (first, total []float64) {
	first, total = make([]float64, len(r.Loops)), make([]float64, len(r.Loops))
	for _, c := range r.Components {
		last := 0.0
		for n, t := range r.Times {
			if k := c.Leading[n]; k >= 0 {
				if total[k] == 0 {
					first[k] = last
				}
				total[k] += t - last
			}
			last = t
		}
	}
	return first, total
}

func loopText(m *maps.Map, k simulate.MatterLoop, l maps.Language) string {
	label := func(id string) string { return m.Variable(id).Label.In(l) }
	if k.Inertia {
		return fmt.Sprintf(matterWords[l]["inertia"], label(k.Variables[0]))
	}
	var b strings.Builder
	for i, id := range k.Variables {
		sign := "?"
		if ref, err := maps.ParseLink(k.Links[i]); err == nil {
			sign = ref.Sign.String()
		}
		b.WriteString(label(id) + " →" + sign + " ")
	}
	return b.String() + label(k.Variables[0])
}
