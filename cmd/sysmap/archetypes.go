package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"sysmap/graph"
	"sysmap/graph/archetype"
	"sysmap/graph/loop"
	"sysmap/maps"
)

func newArchetypes(s *session) *cobra.Command {
	var names []string
	for _, k := range archetype.Kinds() {
		names = append(names, string(k))
	}
	c := &cobra.Command{
		Use:   "archetypes MAP",
		Short: "Find system archetypes: patterns of loops that make the same trouble everywhere",
		Long: `archetypes finds patterns such as "limits to growth" or "fixes that fail" in a
map, each with its loops and the part that every variable plays. A pattern is
reported only where its definition is met, delays included. What it means is
for people to judge; --explain says what each is and what the literature
advises.`,
		Example: `  sysmap archetypes foresight --max-length 4 --limit 3
  sysmap archetypes my-map.yaml --kind fixes-that-fail --lang da
  sysmap archetypes --explain`,
		Args:              wordCount(0, 1, "which map"),
		ValidArgsFunction: s.completeMaps,
	}
	kind := choiceFlag(c, "kind", "", "look for this one only", names...)
	maxLength := c.Flags().Int("max-length", 0, "longest loop to look at, in links (default 6)")
	maxLoops := c.Flags().Int("max-loops", 0, "look at this many loops at the most, shortest first (default 500)")
	limit := c.Flags().Int("limit", 0, "report at most this many of each kind (default 100)")
	explain := c.Flags().Bool("explain", false, "say what each archetype is and what is advised")
	language := languageFlag(c)
	out := s.formatFlags(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		if *explain {
			return out(explainArchetypes(firstLanguage(language())))
		}
		if len(args) == 0 {
			return usagef("say which map")
		}
		if min(*maxLength, *maxLoops, *limit) < 0 {
			return usagef("--max-length, --max-loops and --limit take a number above 0")
		}
		m, err := s.loader.Load(c.Context(), args[0])
		if err != nil {
			return err
		}
		o := archetype.Options{MaxLength: *maxLength, MaxLoops: *maxLoops, Limit: *limit}
		if kind.value != "" {
			o.Kinds = []archetype.Kind{archetype.Kind(kind.value)}
		}
		g := graph.New(m)
		done := s.progress("Searching", len(m.Variables))
		r, err := archetype.Find(c.Context(), g, o)
		done()
		if err != nil {
			return err
		}
		return out(archetypeTable(g, r, languageOf(language(), m)))
	}
	return c
}

var archetypeWords = map[maps.Language]map[string]string{
	maps.English: {
		"archetype": "Archetype", "loops": "Loops", "roles": "Parts", "explanation": "What happens", "advice": "What is advised",
		"found": "%s: %d found, %d listed", "none": "No archetype was found.",
	},
	maps.Danish: {
		"archetype": "Arketype", "loops": "Sløjfer", "roles": "Roller", "explanation": "Hvad der sker", "advice": "Hvad der anbefales",
		"found": "%s: %d fundet, %d vist", "none": "Ingen arketype blev fundet.",
	},
}

func archetypeTable(g *graph.Graph, r archetype.Result, l maps.Language) answer {
	w := archetypeWords[l]
	a := answer{Language: l, Title: g.Map().Title.In(l), Columns: []column{
		{"name", w["archetype"], words}, {"roles", w["roles"], words}, {"loops", w["loops"], words},
	}}
	type roleJSON struct {
		Part      archetype.Part `json:"part"`
		Variables []string       `json:"variables"`
	}
	type findingJSON struct {
		Archetype archetype.Kind `json:"archetype"`
		Name      string         `json:"name"`
		Roles     []roleJSON     `json:"roles"`
		Loops     []loopJSON     `json:"loops"`
		Links     []string       `json:"links"`
	}
	list := []findingJSON{}
	a.Tidy = &tidy{Columns: []string{"finding", "archetype", "part", "variable"}}
	names := namesOf(g)
	for _, f := range r.Findings {
		j := findingJSON{Archetype: f.Kind, Name: f.Kind.In(l).Name, Links: []string{}}
		var roles, loops []string
		for _, role := range f.Roles {
			part := roleJSON{Part: role.Part}
			var labels []string
			for _, v := range role.Variables {
				part.Variables = append(part.Variables, g.ID(v))
				labels = append(labels, g.Map().Variables[g.Origin(v)].Label.In(l))
			}
			j.Roles = append(j.Roles, part)
			roles = append(roles, role.Part.In(l)+": "+strings.Join(labels, ", "))
		}
		for _, k := range f.Loops {
			j.Loops = append(j.Loops, loopValue(g, k, names, false, l))
			loops = append(loops, k.Polarity.String()+" "+ring(g, k, l))
		}
		for _, k := range f.Links {
			j.Links = append(j.Links, g.Map().Links[g.LinkOrigin(k)].Ref().String())
		}
		list = append(list, j)
		for _, role := range j.Roles {
			for _, v := range role.Variables {
				a.Tidy.Rows = append(a.Tidy.Rows, []string{itoa(len(list)), string(f.Kind), string(role.Part), v})
			}
		}
		a.Rows = append(a.Rows, []string{j.Name, strings.Join(roles, "; "), strings.Join(loops, " | ")})
	}
	if len(list) == 0 {
		a.Notes = append(a.Notes, w["none"])
	}
	counts := map[archetype.Kind]map[string]int{}
	for _, count := range r.Counts {
		counts[count.Kind] = map[string]int{"found": count.Found, "listed": count.Listed}
		if count.Found > 0 {
			a.Notes = append(a.Notes, fmt.Sprintf(w["found"], count.Kind.In(l).Name, count.Found, count.Listed))
		}
	}
	a.Notes = append(a.Notes, extentOfSearch(r.Loops, l))
	a.Facts = []fact{{"complete", fmt.Sprint(r.Complete())}, {"max_length", itoa(r.Loops.MaxLength)}}
	a.JSON = map[string]any{"complete": r.Complete(), "max_length": r.Loops.MaxLength, "loops_looked_at": r.Loops, "archetypes": list, "counts": counts, "map_digest": g.Map().Digest(), "version": version}
	return a
}

// extentOfSearch says among which loops patterns were looked for.
func extentOfSearch(e loop.Extent, l maps.Language) string {
	text := map[maps.Language]string{
		maps.English: "Searched among %s feedback loops. Of these: %s",
		maps.Danish:  "Der er søgt blandt %s feedbacksløjfer. Om dem gælder: %s",
	}[l]
	return fmt.Sprintf(text, l.Count(e.Count), e.In(l))
}

func explainArchetypes(l maps.Language) answer {
	w := archetypeWords[l]
	a := answer{Language: l, Columns: []column{
		{"archetype", "Id", words}, {"name", w["archetype"], words}, {"explanation", w["explanation"], words}, {"advice", w["advice"], words},
	}}
	list := []map[string]string{}
	for _, k := range archetype.Kinds() {
		about := k.In(l)
		a.Rows = append(a.Rows, []string{string(k), about.Name, about.Explanation, about.Advice})
		list = append(list, map[string]string{"archetype": string(k), "name": about.Name, "explanation": about.Explanation, "advice": about.Advice})
	}
	a.JSON = map[string]any{"archetypes": list}
	return a
}
