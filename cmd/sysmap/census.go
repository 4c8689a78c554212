package main

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/spf13/cobra"

	"sysmap/graph"
	"sysmap/graph/loop"
	"sysmap/maps"
)

// censusJSON is a census as programs read it.
type censusJSON struct {
	loop.CensusResult
	// These are there even where the map has none.
	ByLength  []loop.LengthCount   `json:"by_length"`
	Variables []loop.VariableCount `json:"variables"`
	Links     []loop.LinkCount     `json:"links"`
	Statement string               `json:"statement"`
	Map       string               `json:"map_digest"`
	Version   string               `json:"version"`
}

func (s *session) runCensus(c *cobra.Command, g *graph.Graph, f loopFlags, l maps.Language, out func(answer) error) error {
	report, done := s.bar("Counting feedback loops")
	r, err := loop.Census(c.Context(), g, loop.CensusOptions{ByLength: true, Participation: true, MaxStates: f.maxStates, Progress: report})
	done()
	if err != nil {
		return err
	}
	a := censusTable(g, r, f.by.value, l)
	a.Title = g.Map().Title.In(l)
	a.Notes = []string{censusSentence(r, l)}
	a.Facts = []fact{{"complete", fmt.Sprint(r.Complete)}, {"max_length", itoa(r.MaxLength)}}
	a.JSON = censusJSON{
		r, append([]loop.LengthCount{}, r.ByLength...), append([]loop.VariableCount{}, r.Variables...), append([]loop.LinkCount{}, r.Links...),
		censusSentence(r, l), g.Map().Digest(), version,
	}
	return out(a)
}

// censusSentence says what was counted and whether that is all.
func censusSentence(r loop.CensusResult, l maps.Language) string {
	text := map[maps.Language][3]string{
		maps.English: {
			"The map has exactly %s feedback loops: %s reinforcing, %s balancing, %s undetermined.",
			"Up to %d links the map has exactly %s feedback loops: %s reinforcing, %s balancing, %s undetermined. Longer loops are not counted: %v.",
			"",
		},
		maps.Danish: {
			"Kortet har nøjagtig %s feedbacksløjfer: %s forstærkende, %s balancerende, %s ubestemte.",
			"Op til %d led har kortet nøjagtig %s feedbacksløjfer: %s forstærkende, %s balancerende, %s ubestemte. Længere sløjfer er ikke talt med: %v.",
			"",
		},
	}[l]
	total, reinforcing, balancing, undetermined := l.Integer(r.Total), l.Integer(r.Reinforcing), l.Integer(r.Balancing), l.Integer(r.Undetermined)
	if r.Complete {
		return fmt.Sprintf(text[0], total, reinforcing, balancing, undetermined)
	}
	return fmt.Sprintf(text[1], r.MaxLength, total, reinforcing, balancing, undetermined, r.TooCostly)
}

// censusTable breaks a census down by length, by variable or by link.
func censusTable(g *graph.Graph, r loop.CensusResult, by string, l maps.Language) answer {
	w := loopWords[l]
	counts := []column{{"total", w["total"], number}, {"reinforcing", w["reinforcing"], number}, {"balancing", w["balancing"], number}, {"undetermined", w["undetermined"], number}}
	cells := func(c loop.Count) []string {
		return []string{c.Total.String(), c.Reinforcing.String(), c.Balancing.String(), c.Undetermined.String()}
	}
	part := func(n *big.Int) string {
		if r.Total.Sign() == 0 {
			return ""
		}
		return new(big.Rat).SetFrac(n, r.Total).FloatString(6)
	}
	a := answer{Language: l}
	switch by {
	case "variables":
		a.Columns = append([]column{{"variable", w["id"], words}, {"label", w["variable"], words}}, append(counts, column{"share", w["share"], share}, column{"left", w["left"], number})...)
		for _, v := range r.VariablesByLoops() {
			k := r.Variables[v]
			label := g.Map().Variables[g.Origin(v)].Label.In(l)
			a.Rows = append(a.Rows, append(append([]string{k.Variable, label}, cells(k.Count)...), part(k.Total), r.WithoutVariable(v).Total.String()))
		}
	case "links":
		a.Columns = append([]column{{"from", w["from"], words}, {"sign", "±", words}, {"to", w["to"], words}}, append(counts, column{"share", w["share"], share}, column{"left", w["left"], number})...)
		for _, i := range r.LinksByLoops() {
			k, link := r.Links[i], g.Links()[i]
			a.Rows = append(a.Rows, append(append([]string{g.ID(link.From), link.Sign.String(), g.ID(link.To)}, cells(k.Count)...), part(k.Total), r.WithoutLink(i).Total.String()))
		}
	default:
		a.Columns = slices.Concat([]column{{"length", w["length"], number}}, counts)
		for _, k := range r.ByLength {
			a.Rows = append(a.Rows, append([]string{itoa(k.Length)}, cells(k.Count)...))
		}
	}
	return a
}
