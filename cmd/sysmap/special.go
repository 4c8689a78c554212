package main

import (
	"cmp"
	"context"
	"fmt"
	"math/big"
	"slices"
	"strconv"

	"sysmap/graph"
	"sysmap/graph/loop"
	"sysmap/maps"
)

// runSample draws loops at random, each as likely as any other.
func (s *session) runSample(ctx context.Context, g *graph.Graph, f loopFlags, l maps.Language, out func(answer) error) error {
	report, done := s.bar("Counting feedback loops")
	r, err := loop.Sample(ctx, g, loop.SampleOptions{Loops: f.sample, Seed: f.seed, MaxStates: f.maxStates, Progress: report})
	done()
	if err != nil {
		return err
	}
	a, values := loopTable(g, r.Loops, f.stories, l)
	text := map[maps.Language]string{
		maps.English: "%s loops drawn at random, with replacement, from all %s; seed %d. This is a sample, not a list.",
		maps.Danish:  "%s sløjfer trukket tilfældigt, med tilbagelægning, blandt alle %s; frø %d. Det er en stikprøve, ikke en liste.",
	}[l]
	a.Notes = []string{fmt.Sprintf(text, l.Count(len(r.Loops)), l.Integer(r.Of), r.Seed)}
	a.Facts = []fact{{"complete", "false"}, {"sample", "true"}, {"seed", fmt.Sprint(r.Seed)}}
	a.JSON = map[string]any{
		"complete": false, "sample": true, "of": r.Of, "seed": r.Seed, "loops": values, "statement": a.Notes[0], "map_digest": g.Map().Digest(), "version": version,
	}
	return out(a)
}

// runIndependent lists the shortest independent loop set.
func (s *session) runIndependent(ctx context.Context, g *graph.Graph, f loopFlags, l maps.Language, out func(answer) error) error {
	done := s.progress("Searching", g.Len())
	set, err := loop.Independent(ctx, g)
	done()
	if err != nil {
		return err
	}
	a, values := loopTable(g, set.Loops, f.stories, l)
	text := map[maps.Language]string{
		maps.English: "The map has %s independent loops: every other loop is a combination of these. The first %s cover every link; the set can hide loops that matter (Oliva 2004).",
		maps.Danish:  "Kortet har %s uafhængige sløjfer: alle andre sløjfer er kombinationer af dem. De første %s dækker hver påvirkning; sættet kan skjule sløjfer, der betyder noget (Oliva 2004).",
	}[l]
	a.Notes = []string{fmt.Sprintf(text, l.Count(set.Rank), l.Count(set.Covering))}
	a.Facts = []fact{{"complete", "true"}}
	a.JSON = map[string]any{"complete": true, "rank": set.Rank, "covering": set.Covering, "loops": values, "statement": a.Notes[0], "map_digest": g.Map().Digest(), "version": version}
	return out(a)
}

// runStrongest lists the loops that carry most.
func (s *session) runStrongest(ctx context.Context, g *graph.Graph, f loopFlags, filter loop.Filter, l maps.Language, out func(answer) error) error {
	done := s.progress("Searching", g.Len())
	strongest, err := loop.Strongest(ctx, g, loop.StrongestOptions{Filter: filter, Limit: f.strongest})
	done()
	if err != nil {
		return err
	}
	var loops []loop.Loop
	for _, k := range strongest {
		loops = append(loops, k.Loop)
	}
	a, values := loopTable(g, loops, f.stories, l)
	a.Columns = append([]column{{"strength", loopWords[l]["strength"], number}}, a.Columns...)
	a.Tidy.Columns = append([]string{"strength"}, a.Tidy.Columns...)
	type strongJSON struct {
		Strength float64 `json:"strength"`
		loopJSON
	}
	list := []strongJSON{}
	for i, k := range strongest {
		strength := strconv.FormatFloat(k.Strength, 'f', 4, 64)
		a.Rows[i] = append([]string{strength}, a.Rows[i]...)
		a.Tidy.Rows[i] = append([]string{strength}, a.Tidy.Rows[i]...)
		list = append(list, strongJSON{k.Strength, values[i]})
	}
	text := map[maps.Language]string{
		maps.English: "The strongest %s loops, exactly, by the product of the strengths of their links (the middle of each range; 0.5 where the map states none).",
		maps.Danish:  "De %s stærkeste sløjfer, nøjagtigt, efter produktet af deres påvirkningers styrke (midten af hvert interval; 0,5 hvor kortet ikke siger noget).",
	}[l]
	a.Notes = []string{fmt.Sprintf(text, l.Count(len(list)))}
	a.Facts = []fact{{"complete", "false"}}
	a.JSON = map[string]any{"complete": false, "loops": list, "statement": a.Notes[0], "map_digest": g.Map().Digest(), "version": version}
	return out(a)
}

// runDiscounted ranks variables by the loops through them, with loops that
// are alike counting less.
func (s *session) runDiscounted(ctx context.Context, g *graph.Graph, f loopFlags, filter loop.Filter, l maps.Language, out func(answer) error) error {
	done := s.progress("Comparing loops of", g.Len())
	r, err := loop.Discount(ctx, g, loop.DiscountOptions{Filter: filter, Limit: f.limit})
	done()
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return err
	}
	w := loopWords[l]
	a := answer{Language: l, Columns: []column{
		{"variable", w["id"], words}, {"label", w["variable"], words}, {"loops", w["total"], number}, {"discounted", w["discounted"], number},
	}}
	type rowJSON struct {
		Variable string `json:"variable"`
		loop.Participation
	}
	list := []rowJSON{}
	for i, p := range r.Variables {
		list = append(list, rowJSON{g.ID(i), p})
	}
	slices.SortStableFunc(list, func(a, b rowJSON) int { return cmp.Compare(b.Discounted, a.Discounted) })
	for _, row := range list {
		a.Rows = append(a.Rows, []string{row.Variable, g.Map().Variable(row.Variable).Label.In(l), itoa(row.Loops), strconv.FormatFloat(row.Discounted, 'f', 2, 64)})
	}
	text := map[maps.Language]string{
		maps.English: "Loops through each variable, similar ones discounted (Rozhkov, Zellner, Murphy 2025), over this list of %s loops: %s",
		maps.Danish:  "Sløjfer gennem hver faktor, hvor ens sløjfer tæller mindre (Rozhkov, Zellner, Murphy 2025), ud fra denne liste med %s sløjfer: %s",
	}[l]
	a.Notes = []string{fmt.Sprintf(text, l.Count(r.Count), r.Extent.In(l))}
	a.Facts = []fact{{"complete", fmt.Sprint(r.Complete)}, {"max_length", itoa(r.MaxLength)}}
	a.JSON = map[string]any{"complete": r.Complete, "max_length": r.MaxLength, "count": r.Count, "variables": list, "statement": a.Notes[0]}
	return out(a)
}

// runTally counts the loops that a filter asks for, by visiting each.
func (s *session) runTally(ctx context.Context, g *graph.Graph, filter loop.Filter, l maps.Language, out func(answer) error) error {
	done := s.progress("Visiting loops of", g.Len())
	r, err := loop.Tally(ctx, g, loop.TallyOptions{Filter: filter})
	done()
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return err
	}
	w := loopWords[l]
	a := answer{Language: l, Columns: []column{
		{"length", w["length"], number}, {"total", w["total"], number}, {"reinforcing", w["reinforcing"], number}, {"balancing", w["balancing"], number}, {"undetermined", w["undetermined"], number},
	}}
	decimal := func(n uint64) string { return strconv.FormatUint(n, 10) }
	for _, k := range r.ByLength {
		a.Rows = append(a.Rows, []string{itoa(k.Length), decimal(k.Reinforcing + k.Balancing + k.Undetermined), decimal(k.Reinforcing), decimal(k.Balancing), decimal(k.Undetermined)})
	}
	text := map[maps.Language]string{
		maps.English: "%s loops of this kind: %s reinforcing, %s balancing, %s undetermined. %s",
		maps.Danish:  "%s sløjfer af denne slags: %s forstærkende, %s balancerende, %s ubestemte. %s",
	}[l]
	count := func(n uint64) string { return l.Integer(new(big.Int).SetUint64(n)) }
	total := r.Reinforcing + r.Balancing + r.Undetermined
	a.Notes = []string{fmt.Sprintf(text, count(total), count(r.Reinforcing), count(r.Balancing), count(r.Undetermined), r.Extent.In(l))}
	a.Facts = []fact{{"complete", fmt.Sprint(r.Complete)}, {"max_length", itoa(r.MaxLength)}}
	a.JSON = struct {
		loop.TallyResult
		Total     uint64 `json:"total"`
		Statement string `json:"statement"`
		Map       string `json:"map_digest"`
		Version   string `json:"version"`
	}{r, total, a.Notes[0], g.Map().Digest(), version}
	return out(a)
}
