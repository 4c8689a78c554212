package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"sysmap/maps"
)

func itoa(n int) string { return strconv.Itoa(n) }

func newShow(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "show MAP [VARIABLE]",
		Short: "Print what a map says, or what it says of one variable",
		Long: `show prints a map as a table of variables, with how many links lead in and out
of each. With a VARIABLE (its id or its label) it prints what leads to it and
what it leads to, in words.`,
		Example: `  sysmap show foresight
  sysmap show foresight stress --lang da
  sysmap show foresight --format json`,
		Args:              wordCount(1, 2, "which map, and perhaps which variable"),
		ValidArgsFunction: s.completeMaps,
	}
	language := languageFlag(c)
	print := s.formatFlags(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		m, err := s.loader.Load(c.Context(), args[0])
		if err != nil {
			return err
		}
		l := languageOf(language(), m)
		if len(args) == 1 {
			return print(showMap(m, l))
		}
		v, err := m.FindVariable(args[1])
		if err != nil {
			return err
		}
		return print(showVariable(m, v, l))
	}
	return c
}

// words of this command, by language.
var showWords = map[maps.Language]map[string]string{
	maps.English: {
		"id": "Id", "label": "Variable", "category": "Category", "cluster": "Cluster", "in": "In", "out": "Out",
		"variables": "variables", "links": "links", "positive": "positive", "negative": "negative", "unknown": "unknown",
		"direction": "Direction", "leads-in": "leads to it", "leads-out": "it leads to", "other": "Variable at the other end",
		"sign": "Sign", "meaning": "Meaning", "delay": "Delay", "strength": "Strength", "confidence": "Confidence",
		"raise": "Goal: raise", "lower": "Goal: lower", "source": "Source", "more-more": "more leads to more",
		"more-less": "more leads to less", "not-known": "not known", "measure": "Measured by", "illustrative": "Illustrative example",
	},
	maps.Danish: {
		"id": "Id", "label": "Faktor", "category": "Kategori", "cluster": "Klynge", "in": "Ind", "out": "Ud",
		"variables": "faktorer", "links": "påvirkninger", "positive": "positive", "negative": "negative", "unknown": "ukendte",
		"direction": "Retning", "leads-in": "påvirker den", "leads-out": "påvirkes af den", "other": "Faktor i den anden ende",
		"sign": "Fortegn", "meaning": "Betydning", "delay": "Forsinkelse", "strength": "Styrke", "confidence": "Sikkerhed",
		"raise": "Mål: mere af", "lower": "Mål: mindre af", "source": "Kilde", "more-more": "mere fører til mere",
		"more-less": "mere fører til mindre", "not-known": "ikke kendt", "measure": "Måles ved", "illustrative": "Illustrativt eksempel",
	},
}

type variableJSON struct {
	ID       string      `json:"id"`
	Label    string      `json:"label"`
	Note     string      `json:"note,omitempty"`
	Category string      `json:"category,omitempty"`
	Cluster  string      `json:"cluster,omitempty"`
	At       *[2]float64 `json:"at,omitempty"`
	Horizon  string      `json:"horizon,omitempty"`
	In       int         `json:"in"`
	Out      int         `json:"out"`
}

type linkJSON struct {
	From        string      `json:"from"`
	To          string      `json:"to"`
	Sign        string      `json:"sign"`
	Strength    *[2]float64 `json:"strength,omitempty"`
	Delay       *[2]float64 `json:"delay,omitempty"`
	Confidence  string      `json:"confidence,omitempty"`
	Probability float64     `json:"probability"`
	Core        bool        `json:"core,omitempty"`
	Note        string      `json:"note,omitempty"`
}

type labelJSON struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

type mapJSON struct {
	Title      string         `json:"title"`
	Note       string         `json:"note,omitempty"`
	Language   maps.Language  `json:"language"`
	Digest     string         `json:"digest"`
	Sources    []string       `json:"sources"`
	Categories []labelJSON    `json:"categories"`
	Clusters   []labelJSON    `json:"clusters"`
	Variables  []variableJSON `json:"variables"`
	Links      []linkJSON     `json:"links"`
	Raise      []string       `json:"raise"`
	Lower      []string       `json:"lower"`
}

func showMap(m *maps.Map, l maps.Language) answer {
	w := showWords[l]
	in, out := degrees(m)
	a := answer{Title: m.Title.In(l), Language: l, Columns: []column{
		{"id", w["id"], words},
		{"label", w["label"], words},
		{"category", w["category"], words},
		{"cluster", w["cluster"], words},
		{"in", w["in"], number},
		{"out", w["out"], number},
	}}
	j := mapJSON{
		Title: m.Title.In(l), Note: m.Note.In(l), Language: m.Language, Digest: m.Digest(),
		Sources: []string{}, Categories: []labelJSON{}, Clusters: []labelJSON{}, Variables: []variableJSON{}, Links: []linkJSON{},
		Raise: append([]string{}, m.Goal.Raise...), Lower: append([]string{}, m.Goal.Lower...),
	}
	category, cluster := map[string]string{}, map[string]string{}
	for _, c := range m.Categories {
		category[c.ID] = c.Label.In(l)
		j.Categories = append(j.Categories, labelJSON{c.ID, c.Label.In(l)})
	}
	for _, c := range m.Clusters {
		cluster[c.ID] = c.Label.In(l)
		j.Clusters = append(j.Clusters, labelJSON{c.ID, c.Label.In(l)})
	}
	for _, v := range m.Variables {
		a.Rows = append(a.Rows, []string{v.ID, v.Label.In(l), category[v.Category], cluster[v.Cluster], itoa(in[v.ID]), itoa(out[v.ID])})
		j.Variables = append(j.Variables, variableValue(v, l, in[v.ID], out[v.ID]))
	}
	signs := map[maps.Sign]int{}
	for _, k := range m.Links {
		signs[k.Sign]++
		j.Links = append(j.Links, linkValue(k, l))
	}
	a.Notes = []string{fmt.Sprintf("%d %s · %d %s: %d %s, %d %s, %d %s", len(m.Variables), w["variables"], len(m.Links), w["links"],
		signs[maps.Positive], w["positive"], signs[maps.Negative], w["negative"], signs[maps.Unknown], w["unknown"])}
	a.Notes = append(a.Notes, goalNotes(m, l)...)
	if m.Illustrative {
		a.Notes = append(a.Notes, w["illustrative"])
	}
	for _, source := range m.Sources {
		text := strings.TrimSpace(source.Text.In(l) + " " + source.URL)
		a.Notes = append(a.Notes, w["source"]+": "+text)
		j.Sources = append(j.Sources, text)
	}
	a.Tidy = &tidy{Columns: []string{"id", "label", "category", "cluster", "in", "out"}}
	for _, v := range j.Variables {
		a.Tidy.Rows = append(a.Tidy.Rows, []string{v.ID, defuse(v.Label), v.Category, v.Cluster, itoa(v.In), itoa(v.Out)})
	}
	a.JSON = j
	return a
}

func goalNotes(m *maps.Map, l maps.Language) []string {
	var notes []string
	name := func(ids []string) string {
		var labels []string
		for _, id := range ids {
			if v := m.Variable(id); v != nil {
				labels = append(labels, v.Label.In(l))
			}
		}
		return strings.Join(labels, ", ")
	}
	if len(m.Goal.Raise) > 0 {
		notes = append(notes, showWords[l]["raise"]+": "+name(m.Goal.Raise))
	}
	if len(m.Goal.Lower) > 0 {
		notes = append(notes, showWords[l]["lower"]+": "+name(m.Goal.Lower))
	}
	return notes
}

func degrees(m *maps.Map) (in, out map[string]int) {
	in, out = map[string]int{}, map[string]int{}
	for _, l := range m.Links {
		out[l.From]++
		in[l.To]++
	}
	return in, out
}

func variableValue(v maps.Variable, l maps.Language, in, out int) variableJSON {
	j := variableJSON{ID: v.ID, Label: v.Label.In(l), Note: v.Note.In(l), Category: v.Category, Cluster: v.Cluster, Horizon: string(v.Horizon), In: in, Out: out}
	if v.At != nil {
		j.At = &[2]float64{v.At.X, v.At.Y}
	}
	return j
}

func linkValue(k maps.Link, l maps.Language) linkJSON {
	j := linkJSON{From: k.From, To: k.To, Sign: k.Sign.String(), Confidence: string(k.Confidence), Probability: k.Probability, Core: k.Core, Note: k.Note.In(l)}
	if k.StrengthStated {
		j.Strength = &[2]float64{k.Strength.Low, k.Strength.High}
	}
	if k.Delay != nil {
		j.Delay = &[2]float64{k.Delay.Low, k.Delay.High}
	}
	return j
}
