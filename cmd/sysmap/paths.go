package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"sysmap/graph"
	"sysmap/graph/loop"
	"sysmap/maps"
)

// defaultPaths is how many paths are listed when no bound is given.
const defaultPaths = 20

func newPaths(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "paths MAP FROM [TO]",
		Short: "Find the ways from one variable to another",
		Long: `paths lists the ways along the links from one variable to another, the
shortest first, each with what more of the first leads to in the end, and
counts exactly how many ways there are.

Without TO it prints what FROM reaches, step by step; with --upstream, what
leads to FROM.`,
		Example: `  sysmap paths foresight stress physical-activity
  sysmap paths foresight education level-of-available-energy --max-length 5
  sysmap paths foresight stress --upstream --steps 2`,
		Args:              wordCount(2, 3, "which map, from which variable, and perhaps to which"),
		ValidArgsFunction: s.completeMaps,
	}
	maxLength := c.Flags().Int("max-length", 0, "longest path to list, in links")
	limit := c.Flags().Int("limit", 0, "list at most this many (0 with --max-length: all)")
	avoid := c.Flags().StringArray("avoid", nil, "a variable or a link \"a ->+ b\" that must not be passed (may be repeated)")
	stories := c.Flags().Bool("stories", false, "tell each path in words")
	upstream := c.Flags().Bool("upstream", false, "without TO: print what leads to FROM")
	steps := c.Flags().Int("steps", 0, "without TO: how many links to go (0: as far as they lead)")
	language := languageFlag(c)
	out := s.formatFlags(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		if min(*maxLength, *limit, *steps) < 0 {
			return usagef("lengths and numbers cannot be below 0")
		}
		m, err := s.loader.Load(c.Context(), args[0])
		if err != nil {
			return err
		}
		g, l := graph.New(m), languageOf(language(), m)
		from, err := findNode(g, args[1])
		if err != nil {
			return err
		}
		variables, links, err := findAll(g, *avoid)
		if err != nil {
			return err
		}
		if len(args) == 2 {
			a, err := reachTable(g, from, loop.ReachOptions{Upstream: *upstream, MaxSteps: *steps, Avoid: variables, AvoidLinks: links}, l)
			if err != nil {
				return err
			}
			return out(a)
		}
		to, err := findNode(g, args[2])
		if err != nil {
			return err
		}
		if from == to {
			return fmt.Errorf("a path needs two variables; the ways from one back to itself are its loops: sysmap loops --through %s", g.ID(from))
		}
		if *limit == 0 && *maxLength == 0 {
			*limit = defaultPaths
		}
		list, err := loop.Paths(g, from, to, loop.ListOptions{Limit: *limit, Filter: loop.Filter{MaxLength: *maxLength, Avoid: variables, AvoidLinks: links}})
		if err != nil {
			return err
		}
		a, err := s.pathTable(c.Context(), g, list, from, to, len(variables)+len(links) == 0, *stories, l)
		if err != nil {
			return err
		}
		return out(a)
	}
	return c
}

var pathWords = map[maps.Language]map[string]string{
	maps.English: {
		"effect": "Effect", "length": "Links", "delayed": "Delay", "path": "Path", "yes": "yes", "step": "Step", "variable": "Variable", "id": "Id",
		"+": "more", "-": "less", "?": "not known",
	},
	maps.Danish: {
		"effect": "Virkning", "length": "Led", "delayed": "Forsinkelse", "path": "Vej", "yes": "ja", "step": "Trin", "variable": "Faktor", "id": "Id",
		"+": "mere", "-": "mindre", "?": "ikke kendt",
	},
}

// pathTable lists paths and counts all of them, where nothing is left out.
func (s *session) pathTable(ctx context.Context, g *graph.Graph, list *loop.PathListing, from, to int, all, stories bool, l maps.Language) (answer, error) {
	w := pathWords[l]
	a := answer{Language: l, Columns: []column{
		{"sign", "±", words}, {"effect", w["effect"], words}, {"length", w["length"], number}, {"delayed", w["delayed"], words}, {"path", w["path"], words},
	}}
	type pathJSON struct {
		Sign      string   `json:"sign"`
		Length    int      `json:"length"`
		Delayed   bool     `json:"delayed"`
		Variables []string `json:"variables"`
		Story     string   `json:"story,omitempty"`
	}
	paths := []pathJSON{}
	for p := range list.Paths(ctx) {
		j := pathJSON{Sign: p.Sign.String(), Length: p.Len(), Delayed: p.Delayed}
		for _, v := range p.Variables {
			j.Variables = append(j.Variables, g.ID(v))
		}
		text, delayed := way(g, p, l), ""
		if stories {
			j.Story = p.Story(g, l)
			text = j.Story
		}
		if p.Delayed {
			delayed = w["yes"]
		}
		paths = append(paths, j)
		a.Rows = append(a.Rows, []string{j.Sign, w[j.Sign], itoa(j.Length), delayed, text})
	}
	if err := ctx.Err(); err != nil {
		return a, err
	}
	extent := list.Extent()
	a.Notes = []string{extent.In(l)}
	a.Facts = []fact{{"complete", fmt.Sprint(extent.Complete)}}
	result := map[string]any{
		"from": g.ID(from), "to": g.ID(to), "map_digest": g.Map().Digest(), "version": version, "statement": extent.In(l), "complete": extent.Complete, "max_length": extent.MaxLength, "count": extent.Count, "paths": paths,
	}
	if extent.Cut != loop.NotCut {
		result["cut"] = extent.Cut
	}
	if all {
		report, done := s.bar("Counting paths")
		ways, err := loop.Ways(ctx, g, from, to, loop.WaysOptions{ByLength: true, Progress: report})
		done()
		if err != nil {
			return a, err
		}
		a.Notes = append(a.Notes, waysSentence(ways, l))
		result["ways"] = ways
	}
	a.JSON = result
	return a, nil
}

// waysSentence says how many paths there are, and whether that is all.
func waysSentence(r loop.WaysResult, l maps.Language) string {
	text := map[maps.Language][2]string{
		maps.English: {
			"Paths in all, exactly: %s, of which %s to more, %s to less, %s not known.",
			"Paths of up to %d links, exactly: %s, of which %s to more, %s to less, %s not known. Longer paths are not counted: %v.",
		},
		maps.Danish: {
			"Veje i alt, nøjagtigt: %s, heraf %s til mere, %s til mindre, %s ikke kendt.",
			"Veje med op til %d led, nøjagtigt: %s, heraf %s til mere, %s til mindre, %s ikke kendt. Længere veje er ikke talt med: %v.",
		},
	}[l]
	total, positive, negative, unknown := l.Integer(r.Total), l.Integer(r.Positive), l.Integer(r.Negative), l.Integer(r.Unknown)
	if r.Complete {
		return fmt.Sprintf(text[0], total, positive, negative, unknown)
	}
	return fmt.Sprintf(text[1], r.MaxLength, total, positive, negative, unknown, r.TooCostly)
}

// way writes a path as its labels with arrows.
func way(g *graph.Graph, p loop.Path, l maps.Language) string {
	var b strings.Builder
	for i, v := range p.Variables {
		if i > 0 {
			b.WriteString(" →" + g.Links()[p.Links[i-1]].Sign.String() + " ")
		}
		b.WriteString(g.Map().Variables[g.Origin(v)].Label.In(l))
	}
	return b.String()
}

// reachTable lists what a variable reaches, or what reaches it, by step.
func reachTable(g *graph.Graph, from int, o loop.ReachOptions, l maps.Language) (answer, error) {
	steps, err := loop.Reach(g, from, o)
	if err != nil {
		return answer{}, err
	}
	w := pathWords[l]
	a := answer{Language: l, Title: g.Map().Variables[g.Origin(from)].Label.In(l), Columns: []column{
		{"step", w["step"], number}, {"variable", w["id"], words}, {"label", w["variable"], words},
	}}
	type stepJSON struct {
		Step      int      `json:"step"`
		Variables []string `json:"variables"`
	}
	list := []stepJSON{}
	reached := 0
	for i, variables := range steps {
		if i == 0 {
			continue
		}
		j := stepJSON{Step: i}
		for _, v := range variables {
			j.Variables = append(j.Variables, g.ID(v))
			a.Rows = append(a.Rows, []string{itoa(i), g.ID(v), g.Map().Variables[g.Origin(v)].Label.In(l)})
		}
		reached += len(variables)
		list = append(list, j)
	}
	text := map[maps.Language][2]string{
		maps.English: {"Reaches %d of %d other variables.", "Is reached by %d of %d other variables."},
		maps.Danish:  {"Når %d af %d andre faktorer.", "Nås af %d af %d andre faktorer."},
	}[l]
	sentence := text[0]
	if o.Upstream {
		sentence = text[1]
	}
	a.Notes = []string{fmt.Sprintf(sentence, reached, g.Len()-1)}
	a.JSON = map[string]any{"variable": g.ID(from), "upstream": o.Upstream, "reached": reached, "steps": list}
	return a, nil
}
