package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sysmap/graph"
	"sysmap/graph/loop"
	"sysmap/maps"
)

// defaultLimit is how many loops are listed when no bound is given: as many as
// people read.
const defaultLimit = 50

// loopFlags is the command line of `loops`.
type loopFlags struct {
	maxLength, minLength, limit, sample, strongest, maxStates int

	through, avoid                                  []string
	cluster                                         string
	polarity, delay, by                             *choice
	seed                                            uint64
	census, independent, discounted, named, stories bool
}

func newLoops(s *session) *cobra.Command {
	var f loopFlags
	c := &cobra.Command{
		Use:   "loops MAP",
		Short: "Find the feedback loops of a map",
		Long: `loops lists feedback loops, the shortest first: ways along the links that lead
back to where they began. Reinforcing loops (R) feed a change, balancing loops
(B) resist it; where a sign is not known the loop is undetermined (U).

A large map has more loops than anyone can read, so every list says whether it
is complete. Without a bound the first ` + fmt.Sprint(defaultLimit) + ` are listed; with --max-length all up
to that many links. --census counts all loops exactly without listing them.`,
		Example: `  sysmap loops foresight --max-length 3
  sysmap loops foresight --through stress --polarity B --limit 10 --stories
  sysmap loops foresight --census
  sysmap loops foresight --census --by links
  sysmap loops foresight --census --through stress --max-length 10
  sysmap loops foresight --independent
  sysmap loops foresight --strongest 10 --stories
  sysmap loops foresight --sample 5 --seed 7
  sysmap loops foresight --named`,
		Args:              wordCount(1, 1, "which map"),
		ValidArgsFunction: s.completeMaps,
	}
	flags := c.Flags()
	flags.IntVar(&f.maxLength, "max-length", 0, "longest loop to list, in links")
	flags.IntVar(&f.minLength, "min-length", 0, "shortest loop to list, in links")
	flags.IntVar(&f.limit, "limit", 0, "list at most this many (0 with --max-length: all)")
	flags.StringArrayVar(&f.through, "through", nil, "a variable, or a link \"a ->+ b\", that the loop must pass (may be repeated)")
	flags.StringArrayVar(&f.avoid, "avoid", nil, "a variable or a link that the loop must not pass (may be repeated)")
	flags.StringVar(&f.cluster, "cluster", "", "only loops that stay within this cluster")
	f.polarity = choiceFlag(c, "polarity", "", "only loops of this polarity", "R", "B", "U")
	f.delay = choiceFlag(c, "delay", "", "only loops with or without a delayed link", "with", "without")
	flags.BoolVar(&f.stories, "stories", false, "tell each loop in words")
	flags.BoolVar(&f.census, "census", false, "count all loops instead of listing them")
	f.by = choiceFlag(c, "by", "length", "what the census is broken down by", "length", "variables", "links")
	flags.BoolVar(&f.named, "named", false, "list the loops that the map names, checked against its links")
	flags.BoolVar(&f.independent, "independent", false, "list the shortest independent loop set")
	flags.IntVar(&f.strongest, "strongest", 0, "list this many loops that carry most: the largest product of strengths")
	flags.BoolVar(&f.discounted, "discounted", false, "rank variables by the loops through them, similar loops counting less")
	flags.IntVar(&f.sample, "sample", 0, "list this many loops drawn at random, each as likely as any other")
	flags.Uint64Var(&f.seed, "seed", 1, "seed of --sample")
	flags.IntVar(&f.maxStates, "max-states", 0, "budget of exact counting, in states (0: about three million; a million take up to 50 MB)")
	language := languageFlag(c)
	out := s.formatFlags(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := f.check(c); err != nil {
			return err
		}
		m, err := s.loader.Load(c.Context(), args[0])
		if err != nil {
			return err
		}
		g, l := graph.New(m), languageOf(language(), m)
		filter, err := f.filter(g)
		if err != nil {
			return err
		}
		switch {
		case f.census && f.unfiltered() && f.maxLength == 0:
			return s.runCensus(c, g, f, l, out)
		case f.census:
			return s.runTally(c.Context(), g, filter, l, out)
		case f.independent:
			return s.runIndependent(c.Context(), g, f, l, out)
		case f.strongest > 0:
			return s.runStrongest(c.Context(), g, f, filter, l, out)
		case f.discounted:
			return s.runDiscounted(c.Context(), g, f, filter, l, out)
		case f.named:
			return runNamed(g, l, out)
		case f.sample > 0:
			return s.runSample(c.Context(), g, f, l, out)
		}
		return s.runListing(c, g, f, filter, l)
	}
	return c
}

// check refuses numbers that make no sense and flags that would be ignored.
func (f loopFlags) check(c *cobra.Command) error {
	if min(f.maxLength, f.minLength, f.limit, f.sample, f.strongest, f.maxStates) < 0 {
		return usagef("lengths and numbers of loops cannot be below 0")
	}
	for _, name := range []string{"sample", "strongest"} {
		if c.Flags().Changed(name) && c.Flag(name).Value.String() == "0" {
			return usagef("--%s takes a number above 0", name)
		}
	}
	if err := oneOf(c, "census", "independent", "strongest", "discounted", "named", "sample"); err != nil {
		return err
	}
	bounded := !f.unfiltered() || f.maxLength > 0
	for _, mode := range []struct {
		name string
		on   bool
	}{{"independent", f.independent}, {"named", f.named}, {"sample", f.sample > 0}} {
		if mode.on && (bounded || c.Flags().Changed("limit")) {
			return usagef("--%s is about the whole map; leave out --limit, lengths and filters", mode.name)
		}
	}
	if c.Flags().Changed("by") && (!f.census || bounded) && f.by.value != "length" {
		return usagef("--by %s needs --census of the whole map, without lengths and filters", f.by.value)
	}
	if f.census && c.Flags().Changed("limit") {
		return usagef("a census counts all loops; leave out --limit")
	}
	return nil
}

// filter turns the flags into a filter for the graph.
func (f loopFlags) filter(g *graph.Graph) (loop.Filter, error) {
	if f.cluster != "" && g.Map().Cluster(f.cluster) == nil {
		var names []string
		for _, c := range g.Map().Clusters {
			names = append(names, c.ID)
		}
		return loop.Filter{}, fmt.Errorf("the map has no cluster %q; it has %s", f.cluster, strings.Join(names, ", "))
	}
	filter := loop.Filter{MinLength: f.minLength, MaxLength: f.maxLength, Cluster: f.cluster}
	switch f.polarity.value {
	case "R":
		filter.Polarities = []loop.Polarity{loop.Reinforcing}
	case "B":
		filter.Polarities = []loop.Polarity{loop.Balancing}
	case "U":
		filter.Polarities = []loop.Polarity{loop.Undetermined}
	}
	switch f.delay.value {
	case "with":
		filter.Delay = loop.WithDelay
	case "without":
		filter.Delay = loop.WithoutDelay
	}
	var err error
	if filter.Through, filter.ThroughLinks, err = findAll(g, f.through); err != nil {
		return filter, err
	}
	filter.Avoid, filter.AvoidLinks, err = findAll(g, f.avoid)
	return filter, err
}

// findAll looks up variables and links by what people call them.
func findAll(g *graph.Graph, names []string) (variables, links []int, err error) {
	for _, name := range names {
		if strings.Contains(name, "->") {
			l, err := findLink(g, name)
			if err != nil {
				return nil, nil, err
			}
			links = append(links, l)
			continue
		}
		v, err := findNode(g, name)
		if err != nil {
			return nil, nil, err
		}
		variables = append(variables, v)
	}
	return variables, links, nil
}

// findNode returns the node of the variable that a person means.
func findNode(g *graph.Graph, name string) (int, error) {
	v, err := g.Map().FindVariable(name)
	if err != nil {
		return 0, err
	}
	node, _ := g.Find(v.ID)
	return node, nil
}

// findLink returns the number of a link written "a ->+ b".
func findLink(g *graph.Graph, text string) (int, error) {
	ref, err := maps.ParseLink(text)
	if err != nil {
		return 0, err
	}
	for i, l := range g.Map().Links {
		if l.Ref() == ref {
			return i, nil
		}
	}
	return 0, fmt.Errorf("the map has no link %s", ref)
}

// loopWords are the headings of tables of loops.
var loopWords = map[maps.Language]map[string]string{
	maps.English: {
		"polarity": "Polarity", "length": "Links", "name": "Name", "loop": "Loop", "total": "Loops", "reinforcing": "Reinforcing",
		"balancing": "Balancing", "undetermined": "Undetermined", "variable": "Variable", "share": "Share", "left": "Left without it",
		"delayed": "Delay", "yes": "yes", "id": "Id", "from": "From", "to": "To", "strength": "Strength", "discounted": "Discounted",
		"with-delay": "with a delay",
		"claim":      "The name %s says %s, but the loop is %s.",
	},
	maps.Danish: {
		"polarity": "Polaritet", "length": "Led", "name": "Navn", "loop": "Sløjfe", "total": "Sløjfer", "reinforcing": "Forstærkende",
		"balancing": "Balancerende", "undetermined": "Ubestemte", "variable": "Faktor", "share": "Andel", "left": "Tilbage uden den",
		"delayed": "Forsinkelse", "yes": "ja", "id": "Id", "from": "Fra", "to": "Til", "strength": "Styrke", "discounted": "Nedvægtet",
		"with-delay": "med forsinkelse",
		"claim":      "Navnet %s siger %s, men sløjfen er %s.",
	},
}

// loopJSON is one loop as programs read it.
type loopJSON struct {
	Name      string   `json:"name,omitempty"`
	Polarity  string   `json:"polarity"`
	Length    int      `json:"length"`
	Delayed   bool     `json:"delayed"`
	Variables []string `json:"variables"`
	Links     []string `json:"links"`
	Story     string   `json:"story,omitempty"`
}

// loopNames finds the loops that the map names, to tell them by their name.
type loopNames map[string]string

func namesOf(g *graph.Graph) loopNames {
	names := loopNames{}
	// What cannot be resolved has no name here; `loops --named` says why.
	all, _ := loop.ResolveAll(g)
	for _, n := range all {
		for l := range n.Variants() {
			names[loopKey(l)] = n.ID
		}
	}
	return names
}

// loopKey is the same for a loop wherever it is told from.
func loopKey(l loop.Loop) string {
	least := slices.Index(l.Links, slices.Min(l.Links))
	return fmt.Sprint(l.Links[least:], l.Links[:least])
}

func loopValue(g *graph.Graph, l loop.Loop, names loopNames, stories bool, language maps.Language) loopJSON {
	j := loopJSON{Name: names[loopKey(l)], Polarity: l.Polarity.String(), Length: l.Len(), Delayed: l.Delayed}
	for _, v := range l.Variables {
		j.Variables = append(j.Variables, g.ID(v))
	}
	for _, k := range l.Links {
		j.Links = append(j.Links, g.Map().Links[g.LinkOrigin(k)].Ref().String())
	}
	if stories {
		j.Story = loop.Story(g, l, language)
	}
	return j
}

// ring writes a loop as its labels with arrows, back to the first.
func ring(g *graph.Graph, l loop.Loop, language maps.Language) string {
	var b strings.Builder
	for i, v := range l.Variables {
		b.WriteString(g.Map().Variables[g.Origin(v)].Label.In(language))
		b.WriteString(" →" + g.Links()[l.Links[i]].Sign.String() + " ")
	}
	b.WriteString(g.Map().Variables[g.Origin(l.Variables[0])].Label.In(language))
	return b.String()
}

// table makes an answer of some loops.
func loopTable(g *graph.Graph, loops []loop.Loop, stories bool, l maps.Language) (answer, []loopJSON) {
	w, names := loopWords[l], namesOf(g)
	a := answer{Language: l, Columns: []column{
		{"polarity", w["polarity"], words}, {"length", w["length"], number}, {"delayed", w["delayed"], words}, {"name", w["name"], words}, {"loop", w["loop"], words},
	}}
	a.Tidy = &tidy{Columns: []string{"polarity", "length", "delayed", "name", "loop", "variables"}}
	values := []loopJSON{}
	for _, k := range loops {
		j := loopValue(g, k, names, stories, l)
		values = append(values, j)
		row := loopRow(g, k, j, l)
		a.Rows = append(a.Rows, row)
		a.Tidy.Rows = append(a.Tidy.Rows, []string{j.Polarity, itoa(j.Length), fmt.Sprint(j.Delayed), j.Name, defuse(row[4]), strings.Join(j.Variables, " ")})
	}
	return a, values
}

func loopRow(g *graph.Graph, k loop.Loop, j loopJSON, l maps.Language) []string {
	text, delayed := j.Story, ""
	if text == "" {
		text = ring(g, k, l)
	}
	if j.Delayed {
		delayed = loopWords[l]["yes"]
	}
	return []string{j.Polarity, itoa(j.Length), delayed, j.Name, text}
}

// runNamed checks the loops that the map names.
func runNamed(g *graph.Graph, l maps.Language, out func(answer) error) error {
	named, failure := loop.ResolveAll(g)
	var loops []loop.Loop
	var notes []string
	for _, n := range named {
		for k := range n.Variants() {
			loops = append(loops, k.Clone())
		}
		if claimed, ok := n.Claimed(); ok && claimed != n.Polarity {
			notes = append(notes, fmt.Sprintf(loopWords[l]["claim"], n.ID, claimed.Word(l), n.Polarity.Word(l)))
		}
	}
	a, values := loopTable(g, loops, true, l)
	a.Notes = notes
	if failure != nil {
		a.Notes = append(a.Notes, strings.Split(failure.Error(), "\n")...)
	}
	a.JSON = map[string]any{"loops": values, "problems": append([]string{}, a.Notes...)}
	if err := out(a); err != nil {
		return err
	}
	if len(a.Notes) > 0 {
		return errSaid
	}
	return nil
}
