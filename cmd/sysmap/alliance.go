package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sysmap/alliance"
	"sysmap/maps"
	"sysmap/render/diagram"
	"sysmap/render/figure"
	"sysmap/render/scene"
	"sysmap/simulate"
)

func newAlliance(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "alliance MAP",
		Short: "Who is responsible, who must work with whom, and what is not done yet",
		Long: `alliance reads the actors, roles and efforts of a map and tells who is
responsible: what somebody can act on and what nobody does, where sectors meet,
who needs to coordinate with whom, how far each actor reaches alone, what the
efforts do together, and how ready the alliance is, in sentences that can be
read aloud. Nothing is a score; every sentence is read from the map.

A map without actors works too: alliance then says what to add, with an example
for this very map. --format csv gives the table of actors and clusters, json
everything. An output that ends in .svg, .png or .pdf is a chart: who holds
what, or what --chart names. For the map itself with this drawn over it, see
"sysmap render --overlay roles".

--handout ACTOR writes a sheet for one actor, or for all, to print and take home:
what it must and can act on, whom to talk to about what, and what to do next, as
in "sysmap alliance my-map.yaml --handout all -o who-does-what.pdf". It is a
.pdf, .html or .md; Markdown where no file is named.`,
		Example: `  sysmap alliance foresight
  sysmap alliance my-map.yaml --lang da --format markdown -o alliance.md`,
		Args:              wordCount(1, 1, "which map"),
		ValidArgsFunction: s.completeMaps,
	}
	anonymous := c.Flags().Bool("anonymous", false, "replace the names of actors in everything that is printed")
	until := c.Flags().Float64("until", 0, "how long effects are looked at, in the map's unit of time (0: as long as the efforts are planned)")
	maxLength := c.Flags().Int("max-length", 0, "longest loop of the goal to look at, in links (default 8)")
	runs := c.Flags().Int("runs", alliance.DefaultMembers, "systems on which all efforts together are simulated")
	seed := c.Flags().Uint64("seed", 1, "seed of the simulation")
	language := languageFlag(c)
	format := choiceFlag(c, "format", "table", "how to print the answer", "table", "csv", "json", "markdown")
	output := c.Flags().StringP("output", "o", "", "write to this file instead of the terminal; .svg, .png and .pdf are charts")
	drawn := choiceFlag(c, "chart", "coverage", "what a chart shows", allianceCharts...)
	theme := choiceFlag(c, "theme", "foresight", "look of a chart or a handout", diagram.Themes()...)
	sheet := c.Flags().String("handout", "", `write a sheet to print for an actor, for several ("schools,youth-panel") or for "all"`)
	c.RunE = func(c *cobra.Command, args []string) error {
		if *sheet != "" {
			if err := oneOf(c, "handout", "chart", "format"); err != nil {
				return err
			}
			if _, err := handoutKind(*output); err != nil {
				return err
			}
		} else if isPicture(*output) && c.Flags().Changed("format") {
			return usagef("--format is for tables, and %q is a picture", *output)
		} else if c.Flags().Changed("chart") && !isPicture(*output) {
			return usagef("--chart draws a picture; name one with -o that ends in .svg, .png or .pdf")
		}
		if *until < 0 || *maxLength < 0 || *runs < 1 {
			return usagef("--until and --max-length take a number from 0, --runs one from 1")
		}
		m, err := s.loader.Load(c.Context(), args[0])
		if err != nil {
			return err
		}
		recipients := handoutActors(m, *sheet)
		if *anonymous {
			named := m
			m = alliance.Anonymous(m)
			for i, id := range recipients {
				recipients[i] = sameActor(named, m, id)
			}
		}
		report, done := s.bar("Analysing")
		r, err := alliance.Analyse(c.Context(), m, alliance.Options{Until: *until, MaxLength: *maxLength, Members: *runs, Seed: *seed, Progress: report})
		done()
		if err != nil {
			return err
		}
		l := languageOf(language(), m)
		if *sheet != "" {
			return s.writeHandout(c.Context(), m, r, recipients, *output, theme.value, l)
		}
		if isPicture(*output) {
			return s.drawAlliance(m, r, *output, drawn.value, theme.value, l)
		}
		return s.writeOutput(*output, func(w io.Writer) error {
			switch format.value {
			case "json":
				return writeJSON(w, struct {
					*alliance.Result
					Version string `json:"version"`
				}{r, version})
			case "csv":
				return coverageTable(m, r, l).writeCSV(w)
			}
			_, err := io.WriteString(w, allianceText(m, r, format.value == "markdown", terminalWidth(w), l))
			return err
		})
	}
	return c
}

// allianceCharts are what there is to draw of an alliance besides its map.
var allianceCharts = []string{"coverage", "coordination", "reach", "contribution"}

// drawAlliance writes a chart as the kind of picture that the name asks for.
func (s *session) drawAlliance(m *maps.Map, r *alliance.Result, path, what, theme string, l maps.Language) error {
	look, err := diagram.ThemeNamed(theme)
	if err != nil {
		return err
	}
	draw := map[string]func(*maps.Map, *alliance.Result, figure.Options) (*scene.Scene, error){
		"coverage": figure.Coverage, "coordination": figure.Coordination, "reach": figure.Reach, "contribution": figure.Contribution,
	}[what]
	picture, err := draw(m, r, figure.Options{Language: l, Theme: look})
	if err != nil {
		return err
	}
	return s.drawChart(picture, path)
}

var allianceWords = map[maps.Language]map[string]string{
	maps.English: {
		"who": "Who is responsible?", "coverage": "Who holds what", "loops": "The loops of the goal", "orphans": "Where nobody acts", "shared": "Shared space",
		"interfaces": "Interfaces", "alone": "Nobody alone", "thread": "The sewing-thread method: what is going on", "pressure": "Pressure on the system",
		"readiness": "Readiness", "advice": "What to add to the map", "cluster": "Cluster", "actor": "Actor", "none": "without cluster",
		"key": "M must act, C can act, A affected, K knows; the number is of variables.", "must": "M", "can": "C", "affected": "A", "knows": "K",
		"how": "Effects: method %s, over %s %s, seed %d; the map's digest is %s.",
	},
	maps.Danish: {
		"who": "Hvem har ansvaret?", "coverage": "Hvem har hvad", "loops": "Målets sløjfer", "orphans": "Uden ansvarlig", "shared": "Samarbejdsrum",
		"interfaces": "Snitflader", "alone": "Ingen alene", "thread": "Sytrådsmetoden: det, der er i gang", "pressure": "Pres på systemet",
		"readiness": "Modenhed", "advice": "Hvad der kan føjes til kortet", "cluster": "Klynge", "actor": "Aktør", "none": "uden klynge",
		"key": "A har ansvar, K kan handle, B er berørt, V har viden; antallet af faktorer.", "must": "A", "can": "K", "affected": "B", "knows": "V",
		"how": "Effekter: metode %s, over %s %s, frø %d; kortets aftryk er %s.",
	},
}

// allianceText writes the whole answer as sections of sentences.
func allianceText(m *maps.Map, r *alliance.Result, markdown bool, width int, l maps.Language) string {
	w := allianceWords[l]
	t := &sections{markdown: markdown, width: min(width, 110), l: l}
	t.title(m.Title.In(l) + " – " + w["who"])
	t.section(w["coverage"], r.Coverage.Statements)
	if len(m.Actors) > 0 {
		t.table(coverageTable(m, r, l))
	}
	if r.GoalLoops != nil {
		t.section(w["loops"], r.GoalLoops.Statements)
	}
	t.section(w["orphans"], r.Orphans.Statements)
	t.section(w["shared"], r.Shared.Statements)
	t.section(w["interfaces"], r.Interfaces.Statements)
	if r.Alone != nil {
		t.section(w["alone"], r.Alone.Statements)
	}
	if r.Thread != nil {
		t.section(w["thread"], r.Thread.Statements)
	}
	if r.Pressure != nil {
		t.section(w["pressure"], r.Pressure.Statements)
	}
	for _, e := range r.Readiness {
		t.section(w["readiness"]+" · "+e.Key.Label(l)+": "+e.Standing.Label(l), slices.Concat(e.There, e.Missing, []alliance.Statement{e.Next}))
	}
	for i, a := range r.Advice {
		if i == 0 {
			t.section(w["advice"], nil)
		}
		t.item(a.What.In(l))
		t.example(a.Example)
	}
	unit := simulateWords[l]["time"]
	if r.Unit != "" {
		unit = r.Unit.Label(l)
	}
	t.blank()
	t.line(fmt.Sprintf(w["how"], r.Method, exact(r.Horizon), unit, r.Seed, r.Map))
	for _, note := range simulate.Sentences(r.Notes, l) {
		t.line(note)
	}
	return t.text.String()
}

// coverageTable is actors by clusters, with how many variables each has which
// role on.
func coverageTable(m *maps.Map, r *alliance.Result, l maps.Language) answer {
	w := allianceWords[l]
	a := answer{Language: l, Columns: []column{{"actor", w["actor"], words}}, Notes: []string{w["key"]}}
	a.Tidy = &tidy{Columns: []string{"actor", "sector", "cluster", "must_act", "can_act", "affected", "knows"}}
	for _, c := range r.Coverage.Clusters {
		label := w["none"]
		if k := m.Cluster(c.Cluster); k != nil {
			label = k.Label.In(l)
		}
		a.Columns = append(a.Columns, column{c.Cluster, label, words})
	}
	for _, actor := range r.Coverage.Actors {
		label := actor.Actor
		if k := m.Actor(actor.Actor); k != nil {
			label = k.Label.In(l)
		}
		row := []string{label}
		for i, cell := range actor.Cells {
			text := ""
			for _, role := range []struct {
				key  string
				list []string
			}{{"must", cell.MustAct}, {"can", cell.CanAct}, {"affected", cell.Affected}, {"knows", cell.Knows}} {
				if n := len(role.list); n > 0 {
					text += " " + w[role.key] + itoa(n)
				}
			}
			row = append(row, strings.TrimSpace(text))
			a.Tidy.Rows = append(a.Tidy.Rows, []string{
				actor.Actor, string(actor.Sector), r.Coverage.Clusters[i].Cluster,
				itoa(len(cell.MustAct)), itoa(len(cell.CanAct)), itoa(len(cell.Affected)), itoa(len(cell.Knows)),
			})
		}
		a.Rows = append(a.Rows, row)
	}
	return a
}

// sections writes headings and sentences for a terminal or as Markdown.
type sections struct {
	text     strings.Builder
	markdown bool
	width    int
	l        maps.Language
}

func (t *sections) title(s string) {
	if t.markdown {
		t.text.WriteString("# " + markdownCell(s) + "\n")
		return
	}
	t.text.WriteString(plain(s) + "\n")
}

// section begins a part with its sentences; nothing is written for none,
// unless list is nil.
func (t *sections) section(heading string, list []alliance.Statement) {
	if list != nil && len(list) == 0 {
		return
	}
	if t.markdown {
		t.text.WriteString("\n## " + markdownCell(heading) + "\n\n")
	} else {
		t.text.WriteString("\n" + plain(heading) + "\n" + strings.Repeat("─", len([]rune(heading))) + "\n")
	}
	for _, s := range list {
		t.item(s.In(t.l))
	}
}

func (t *sections) item(s string) {
	if t.markdown {
		t.text.WriteString("- " + markdownCell(s) + "\n")
		return
	}
	width := 0
	if t.width > 2 {
		width = t.width - 2
	}
	t.text.WriteString("• " + strings.Join(wrapWords(plain(s), width), "\n  ") + "\n")
}

func (t *sections) table(a answer) {
	t.blank()
	if t.markdown {
		_ = a.writeMarkdown(&t.text) // a strings.Builder does not fail
		return
	}
	_ = a.writeTable(&t.text, 0)
}

func (t *sections) example(s string) {
	if t.markdown {
		t.text.WriteString("\n```yaml\n" + strings.TrimRight(s, "\n") + "\n```\n\n")
		return
	}
	for line := range strings.Lines(strings.TrimRight(s, "\n") + "\n") {
		t.text.WriteString("    " + line)
	}
}

func (t *sections) blank() { t.text.WriteString("\n") }

func (t *sections) line(s string) {
	if t.markdown {
		t.text.WriteString(markdownCell(s) + "\n\n")
		return
	}
	t.text.WriteString(strings.Join(wrapWords(plain(s), t.width), "\n") + "\n")
}
