package main

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"sysmap/graph"
	"sysmap/graph/loop"
	"sysmap/maps"
)

// runListing lists loops as they are found, so that a list may be longer than
// memory.
func (s *session) runListing(c *cobra.Command, g *graph.Graph, f loopFlags, filter loop.Filter, l maps.Language) error {
	limit := f.limit
	if limit == 0 && f.maxLength == 0 && !c.Flags().Changed("limit") {
		limit = defaultLimit
	}
	list, err := loop.List(g, loop.ListOptions{Filter: filter, Limit: limit})
	if err != nil {
		return err
	}
	total := ""
	if f.unfiltered() {
		total = s.total(c.Context(), g, l)
	}
	return s.writeOutput(c.Flag("output").Value.String(), func(w io.Writer) error {
		p := listingPrinter{w: bufio.NewWriter(w), g: g, l: l, format: c.Flag("format").Value.String(), stories: f.stories, names: namesOf(g), limited: limit > 0}
		p.begin()
		for k := range list.Loops(c.Context()) {
			p.loop(k)
		}
		p.end(list.Extent(), total)
		if err := p.w.Flush(); err != nil {
			return err
		}
		return c.Context().Err()
	})
}

// unfiltered reports whether all loops of the map are asked for, if perhaps
// not all are listed.
func (f loopFlags) unfiltered() bool {
	return f.minLength == 0 && f.through == nil && f.avoid == nil && f.cluster == "" && f.polarity.value == "" && f.delay.value == ""
}

// total says how many loops the map has in all, where that can be counted at
// once.
func (s *session) total(ctx context.Context, g *graph.Graph, l maps.Language) string {
	r, err := loop.Census(ctx, g, loop.CensusOptions{MaxStates: 1 << 20, MaxSteps: 1})
	if err != nil || !r.Complete {
		return ""
	}
	return censusSentence(r, l)
}

// listingPrinter writes loops one at a time.
type listingPrinter struct {
	w       *bufio.Writer
	g       *graph.Graph
	l       maps.Language
	format  string
	stories bool
	names   loopNames
	written int
	csv     *csv.Writer
	// limited: the list may be cut; its rows wait until that is known.
	limited bool
	rows    [][]string
}

func (p *listingPrinter) begin() {
	w := loopWords[p.l]
	switch p.format {
	case "json":
		p.w.WriteString("{\n  \"loops\": [")
	case "csv":
		p.csv = csv.NewWriter(p.w)
		p.csv.Write([]string{"polarity", "length", "delayed", "name", "loop", "variables", "complete"})
	case "markdown":
		fmt.Fprintf(p.w, "| %s | %s | %s | %s | %s |\n| --- | --: | --- | --- | --- |\n", w["polarity"], w["length"], w["delayed"], w["name"], w["loop"])
	}
}

func (p *listingPrinter) loop(k loop.Loop) {
	j := loopValue(p.g, k, p.names, p.stories, p.l)
	switch p.format {
	case "json":
		if p.written > 0 {
			p.w.WriteString(",")
		}
		p.w.WriteString("\n    ")
		var b strings.Builder
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if e.Encode(j) == nil {
			p.w.WriteString(strings.TrimRight(b.String(), "\n"))
		}
	case "csv":
		row := loopRow(p.g, k, j, p.l)
		cells := []string{row[0], row[1], fmt.Sprint(j.Delayed), row[3], defuse(row[4]), strings.Join(j.Variables, " ")}
		if p.limited {
			// Whether the list is complete is known when it is at its end.
			p.rows = append(p.rows, cells)
		} else {
			p.csv.Write(append(cells, "true"))
		}
	case "markdown":
		p.w.WriteString("|")
		for _, cell := range loopRow(p.g, k, j, p.l) {
			p.w.WriteString(" " + markdownCell(cell) + " |")
		}
		p.w.WriteString("\n")
	default:
		if p.written == 0 {
			w := loopWords[p.l]
			fmt.Fprintf(p.w, "R/B %s ‖ %-4s %s   (‖ %s)\n", w["length"], w["name"], w["loop"], w["with-delay"])
		}
		row := loopRow(p.g, k, j, p.l)
		mark := ""
		if j.Delayed {
			mark = "‖"
		}
		fmt.Fprintf(p.w, "%s   %*s %-1s %-4s %s\n", row[0], len([]rune(loopWords[p.l]["length"])), row[1], mark, plain(row[3]), plain(row[4]))
	}
	p.written++
}

func (p *listingPrinter) end(e loop.Extent, total string) {
	switch p.format {
	case "json":
		if p.written > 0 {
			p.w.WriteString("\n  ")
		}
		extent, err := json.MarshalIndent(e, "", "  ")
		if err == nil {
			// The extent's keys stand beside the loops.
			statement, _ := json.Marshal(strings.TrimSpace(e.In(p.l) + " " + total))
			fmt.Fprintf(p.w, "],\n  \"statement\": %s,\n  \"map_digest\": %q,\n  \"version\": %q,%s\n",
				statement, p.g.Map().Digest(), version, strings.TrimPrefix(string(extent), "{"))
		}
	case "csv":
		for _, cells := range p.rows {
			p.csv.Write(append(cells, fmt.Sprint(e.Complete)))
		}
		p.csv.Flush()
	default:
		if p.written > 0 {
			p.w.WriteString("\n")
		}
		p.w.WriteString(e.In(p.l) + "\n")
		if total != "" {
			if p.format == "markdown" {
				p.w.WriteString("\n")
			}
			p.w.WriteString(total + "\n")
		}
	}
}
