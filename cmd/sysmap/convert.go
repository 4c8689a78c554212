package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sysmap/maps"
	"sysmap/maps/exchange"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/table"
)

func newConvert(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "convert IN -o OUT",
		Short: "Read files of other tools, and write files for them",
		Long: `convert reads a map from a file of another tool, or writes one for it. What a
file is, is told by what is in it; what to write, by the ending of OUT. --from
and --to say so where that is not enough; --formats lists what there is.

It prints what it read and, by kind and number, what could not be carried
over. Every other command reads the same files directly.

A table of links (CSV or TSV) may have a table of variables beside it: give it
with --variables, whether they are read or, as CSV, written.

With --model it writes a stock-and-flow model that runs, for Vensim (.mdl),
Stella (.stmx, .xmile) or Insight Maker (.json): the equations that simulate
follows with --method flow, on the middle of what the map leaves open, and its
scenarios behind a switch.`,
		Example: `  sysmap convert foresight -o foresight.csv
  sysmap convert foresight.csv -o back.yaml
  sysmap convert foresight -o links.csv --variables variables.csv
  sysmap convert links.csv --variables variables.csv -o both.yaml
  sysmap convert my-map.yaml -o model.mdl --model
  sysmap convert --formats`,
		Args:              wordCount(0, 1, "which file to convert"),
		ValidArgsFunction: s.completeMaps,
	}
	output := c.Flags().StringP("output", "o", "", `file to write ("-" for standard output)`)
	from := c.Flags().String("from", "", "format of IN, where the file does not tell")
	to := c.Flags().String("to", "", "format of OUT, where its name does not tell")
	strict := c.Flags().Bool("strict", false, "write nothing if something cannot be carried over")
	transposed := c.Flags().Bool("transposed", false, "of a matrix: effects in rows, causes in columns")
	dashed := c.Flags().Bool("dashed-is-negative", false, "take dashed and red lines for negative where nothing else says the sign")
	variables := c.Flags().String("variables", "", "table of variables that goes with a table of links")
	model := modelFlags(c)
	list := c.Flags().Bool("formats", false, "list the formats")
	reportFormat := choiceFlag(c, "report", "table", "how to print what was carried over", "table", "json")
	language := languageFlag(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		*from, *to = ownName(*from), ownName(*to)
		if *list {
			return listFormats().write(s.out, "table")
		}
		if len(args) == 0 {
			return usagef("say which file to convert")
		}
		if *output == "" {
			return usagef("say where the map goes, for example -o map.yaml")
		}
		if err := model.check(c); err != nil {
			return err
		}
		var reports []*format.Report
		paired := *variables != "" && takesVariables(*to, *output)
		source := foreign{ref: args[0], from: *from, variables: *variables}
		if paired {
			source.variables = ""
		}
		m, in, err := s.readForeign(c.Context(), source, format.ReadOptions{Transposed: *transposed, DashedIsNegative: *dashed})
		if err != nil {
			return err
		}
		if in != nil {
			reports = append(reports, in)
		}
		var text, second bytes.Buffer
		var out *format.Report
		switch {
		case *model.wanted:
			out, err = model.write(&text, m, *to, *output, language())
		case paired:
			out, err = table.WriteFiles(&text, &second, m, format.WriteOptions{Language: language()})
		default:
			out, err = writeForeign(&text, m, *to, *output, format.WriteOptions{Language: language(), Transposed: *transposed})
		}
		if err != nil {
			return err
		}
		if out != nil {
			reports = append(reports, out)
		}
		if err := s.printReports(reports, reportFormat.value, *output == "-"); err != nil {
			return err
		}
		if *strict && losses(reports) > 0 {
			fmt.Fprintln(s.err, "sysmap: nothing was written, because of --strict")
			return errSaid
		}
		if paired {
			if err := maps.ReplaceFile(*variables, second.Bytes()); err != nil {
				return err
			}
		}
		return s.writeOutput(*output, func(w io.Writer) error {
			_, err := w.Write(text.Bytes())
			return err
		})
	}
	return c
}

// ownName returns the name of a format, which for our own may as well be that of
// its ending.
func ownName(name string) string {
	if name == "yaml" || name == "yml" {
		return exchange.Native
	}
	return name
}

// takesVariables reports whether what is written is a table of links that a table of
// variables may go with.
func takesVariables(to, path string) bool {
	return to == "csv" || to == "" && strings.EqualFold(filepath.Ext(path), ".csv")
}

// foreign is a file of any format: the format, if that is said, and the table of
// variables that goes with it, if there is one.
type foreign struct{ ref, from, variables string }

// readForeign reads a map of any format; the report is nil for one of ours.
func (s *session) readForeign(ctx context.Context, f foreign, o format.ReadOptions) (*maps.Map, *format.Report, error) {
	ref, from := f.ref, f.from
	text, err := os.ReadFile(ref)
	switch {
	case ref == "-":
		if text, err = io.ReadAll(s.in); err != nil {
			return nil, nil, err
		}
		ref = "standard input"
	case err != nil && f.variables != "":
		return nil, nil, notLinks(ref)
	case err != nil:
		// A library map, or an error that the loader words.
		m, err := s.loader.Load(ctx, ref)
		return m, nil, err
	}
	o.Name = filepath.Base(ref)
	if f.variables != "" {
		return readPair(ctx, text, f, o)
	}
	if from == exchange.Native || from == "" && exchange.IsNative(text) {
		if ref == "standard input" {
			m, err := s.loader.Parse(ctx, ref, text)
			return m, nil, err
		}
		m, err := s.loader.Load(ctx, ref)
		return m, nil, err
	}
	m, report, err := exchange.Read(ctx, from, text, o)
	if errors.Is(err, exchange.ErrUnknown) {
		return nil, nil, fmt.Errorf("%w; say what it is with --from (see sysmap convert --formats)", err)
	}
	return m, report, err
}

// readPair reads a table of links with its table of variables.
func readPair(ctx context.Context, links []byte, f foreign, o format.ReadOptions) (*maps.Map, *format.Report, error) {
	variables, err := os.ReadFile(f.variables)
	if err != nil {
		return nil, nil, err
	}
	kind := f.from
	if known, ok := exchange.Recognise(o.Name, links); kind == "" && ok {
		kind = known.Name
	}
	var m *maps.Map
	var report *format.Report
	switch kind {
	case "csv", "tsv":
		m, report, err = table.ReadFiles(ctx, links, variables, o)
	case "fcm-tuples":
		m, report, err = exchange.Read(ctx, kind, slices.Concat(links, []byte("\n"), variables), o)
	default:
		return nil, nil, notLinks(f.ref)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%s with %s: %w", o.Name, filepath.Base(f.variables), err)
	}
	return m, report, nil
}

func notLinks(ref string) error {
	return usagef("%s is no table of links; --variables goes with one (CSV, TSV or tuples) that is read, or with one as CSV that is written", ref)
}

// writeForeign writes a map in any format; the report is nil for ours.
func writeForeign(w io.Writer, m *maps.Map, to, path string, o format.WriteOptions) (*format.Report, error) {
	ending := strings.ToLower(filepath.Ext(path))
	if to == exchange.Native || to == "" && (ending == ".yaml" || ending == ".yml") {
		return nil, maps.Write(w, m)
	}
	report, err := exchange.Write(w, to, path, m, o)
	if err != nil {
		return nil, err
	}
	return report, nil
}

func losses(reports []*format.Report) int {
	n := 0
	for _, r := range reports {
		n += len(r.Losses)
	}
	return n
}

// printReports says what was carried over: on standard output, or beside it
// where that takes the map.
func (s *session) printReports(reports []*format.Report, as string, aside bool) error {
	w := s.out
	if aside {
		w = s.err
	}
	if as == "json" {
		return writeJSON(w, map[string]any{"reports": reports})
	}
	for _, r := range reports {
		fmt.Fprint(w, reportText(r))
	}
	return nil
}

// reportText writes a report for people.
func reportText(r *format.Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s, %s (%d positive, %d negative, %d unknown)", r.Format, counted(r.Variables, "variable", "variables"),
		counted(r.Positive+r.Negative+r.Unknown, "link", "links"), r.Positive, r.Negative, r.Unknown)
	for _, extra := range []struct {
		n         int
		one, many string
	}{
		{r.Clusters, "cluster", "clusters"}, {r.Positions, "position", "positions"}, {r.Loops, "named loop", "named loops"}, {r.Scenarios, "scenario", "scenarios"},
	} {
		if extra.n > 0 {
			b.WriteString(", " + counted(extra.n, extra.one, extra.many))
		}
	}
	b.WriteString("\n")
	for _, group := range []struct {
		title string
		items []format.Item
	}{{"note", r.Notes}, {"not carried over", r.Losses}} {
		for _, item := range group.items {
			fmt.Fprintf(&b, "  %s: %d %s", group.title, item.Count, plain(item.What))
			if len(item.Where) > 0 {
				b.WriteString(" (" + plain(strings.Join(item.Where, "; ")))
				if item.Count > len(item.Where) {
					b.WriteString("; …")
				}
				b.WriteString(")")
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

func listFormats() answer {
	a := answer{Columns: []column{{"name", "Name", words}, {"in", "Reads", words}, {"out", "Writes", words}, {"model", "Models", words}, {"endings", "Endings", words}, {"title", "What", words}}}
	mark := func(yes bool) string {
		if yes {
			return "yes"
		}
		return ""
	}
	a.Rows = append(a.Rows, []string{exchange.Native, "yes", "yes", "", "yaml yml json", "sysmap's own format"})
	for _, f := range exchange.Formats() {
		a.Rows = append(a.Rows, []string{f.Name, mark(f.Read != nil), mark(f.Write != nil), mark(f.WriteModel != nil), strings.Join(f.Endings, " "), f.Title})
	}
	return a
}

// said tells on standard error that a file of another tool was read, and how
// much of it was left behind.
func (s *session) said(name string, r *format.Report) {
	fmt.Fprintf(s.err, "%s was read as %s", name, r.Format)
	if len(r.Losses) > 0 {
		fmt.Fprintf(s.err, "; %s of things could not be carried over (see sysmap convert)", counted(len(r.Losses), "kind", "kinds"))
	}
	fmt.Fprintln(s.err)
}
