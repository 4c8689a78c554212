package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
	"github.com/spf13/cobra"
	"github.com/vbauerster/mpb/v8/cwriter"

	"sysmap/maps"
)

// answer is what a command has to say: a table with a few lines around it for
// people, and the same as a value for programs.
type answer struct {
	// Title and Notes stand above and below the table. Notes carry what is
	// needed to trust the numbers.
	Title string
	Notes []string
	// Columns and Rows hold the table. Cells with numbers are written as
	// programs read them, 0.25 and 283457624; people get them in Language.
	Columns  []column
	Rows     [][]string
	Language maps.Language
	// Facts are what CSV, which has no room for notes, carries as further
	// columns that are the same in every row.
	Facts []fact
	// Tidy is what CSV prints instead of the table, one observation a row.
	Tidy *tidy
	// JSON is what --format json prints: keys in snake_case that stay.
	JSON any
}

// column is one column of a table: a key for programs, a title for people,
// and what its cells hold.
type column struct {
	Key, Title string
	Kind       kind
}

// kind is what the cells of a column hold.
type kind int

const (
	words kind = iota
	number
	share // of one, shown as a percentage
)

// show writes a cell for people.
func (k kind) show(cell string, l maps.Language) string {
	switch k {
	case number:
		if n, ok := new(big.Int).SetString(cell, 10); ok {
			return l.Integer(n)
		}
		if v, err := strconv.ParseFloat(cell, 64); err == nil {
			decimals := 0
			if _, fraction, found := strings.Cut(cell, "."); found {
				decimals = len(fraction)
			}
			return l.Decimal(v, decimals)
		}
	case share:
		if v, err := strconv.ParseFloat(cell, 64); err == nil {
			return l.Percent(v)
		}
	}
	return cell
}

// tidy is a table for programs.
type tidy struct {
	Columns []string
	Rows    [][]string
}

type fact struct{ Key, Value string }

// formatFlags adds --format and -o and returns what prints an answer.
func (s *session) formatFlags(c *cobra.Command) func(answer) error {
	format := choiceFlag(c, "format", "table", "how to print the answer", "table", "csv", "json", "markdown")
	output := c.Flags().StringP("output", "o", "", "write to this file instead of the terminal")
	return func(a answer) error {
		return s.writeOutput(*output, func(w io.Writer) error { return a.write(w, format.value) })
	}
}

func (a answer) write(w io.Writer, format string) error {
	switch format {
	case "csv":
		return a.writeCSV(w)
	case "json":
		return writeJSON(w, a.JSON)
	case "markdown":
		return a.writeMarkdown(w)
	}
	return a.writeTable(w, terminalWidth(w))
}

// terminalWidth returns how many letters fit a line of the terminal that is
// written to; 0 if it is none.
func terminalWidth(w io.Writer) int {
	f, ok := w.(*os.File)
	if !ok || !terminal(f) {
		return 0
	}
	width, _, err := cwriter.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return width
}

// writeJSON writes a value as indented JSON that is not escaped for HTML.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// writeCSV writes the table and the facts, with cells that a spreadsheet will
// not take for formulas.
func (a answer) writeCSV(w io.Writer) error {
	c := csv.NewWriter(w)
	if a.Tidy != nil {
		return a.writeTidy(c)
	}
	var head []string
	for _, column := range a.Columns {
		head = append(head, column.Key)
	}
	for _, f := range a.Facts {
		head = append(head, f.Key)
	}
	if err := c.Write(head); err != nil {
		return err
	}
	for _, row := range a.Rows {
		var cells []string
		for i, cell := range row {
			if a.Columns[i].Kind == words {
				cell = defuse(cell)
			}
			cells = append(cells, cell)
		}
		for _, f := range a.Facts {
			cells = append(cells, f.Value)
		}
		if err := c.Write(cells); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// writeTidy writes the table for programs, with the facts behind it.
func (a answer) writeTidy(c *csv.Writer) error {
	head := slices.Clone(a.Tidy.Columns)
	var facts []string
	for _, f := range a.Facts {
		head, facts = append(head, f.Key), append(facts, f.Value)
	}
	if err := c.Write(head); err != nil {
		return err
	}
	for _, row := range a.Tidy.Rows {
		if err := c.Write(slices.Concat(row, facts)); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// defuse puts an apostrophe before a text that a spreadsheet would run as a
// formula. A lone sign is no formula.
func defuse(cell string) string {
	if len(cell) > 1 && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

func (a answer) writeMarkdown(w io.Writer) error {
	var b strings.Builder
	if a.Title != "" {
		fmt.Fprintf(&b, "## %s\n\n", markdownCell(a.Title))
	}
	if len(a.Columns) > 0 {
		b.WriteString("|")
		for _, c := range a.Columns {
			b.WriteString(" " + markdownCell(c.Title) + " |")
		}
		b.WriteString("\n|")
		for _, c := range a.Columns {
			if c.Kind != words {
				b.WriteString(" --: |")
			} else {
				b.WriteString(" --- |")
			}
		}
		b.WriteString("\n")
		for _, row := range a.Rows {
			b.WriteString("|")
			for i, cell := range row {
				b.WriteString(" " + markdownCell(a.Columns[i].Kind.show(cell, a.Language)) + " |")
			}
			b.WriteString("\n")
		}
	}
	for _, note := range a.Notes {
		fmt.Fprintf(&b, "\n%s\n", markdownCell(note))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

var markdownEscapes = strings.NewReplacer("\\", "\\\\", "|", "\\|", "<", "&lt;", ">", "&gt;", "&", "&amp;", "*", "\\*", "_", "\\_", "`", "\\`", "[", "\\[", "]", "\\]", "\n", " ", "\r", " ")

func markdownCell(s string) string { return markdownEscapes.Replace(s) }

// writeTable writes the table for people. On a terminal of the given width the
// last column and the notes are wrapped; a width of 0 wraps nothing.
func (a answer) writeTable(w io.Writer, width int) error {
	var b strings.Builder
	if a.Title != "" {
		b.WriteString(plain(a.Title) + "\n\n")
	}
	if len(a.Columns) > 0 && len(a.Rows) > 0 {
		a.writeRows(&b, width)
	}
	for i, note := range a.Notes {
		if i == 0 && len(a.Rows) > 0 {
			b.WriteString("\n")
		}
		b.WriteString(strings.Join(wrapWords(plain(note), min(width, 110)), "\n") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (a answer) writeRows(b *strings.Builder, width int) {
	rows := make([][]string, 0, len(a.Rows)+1)
	head := make([]string, len(a.Columns))
	widths := make([]int, len(a.Columns))
	for i, c := range a.Columns {
		head[i] = c.Title
		widths[i] = runewidth.StringWidth(c.Title)
	}
	last := len(widths) - 1
	for _, row := range a.Rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = plain(a.Columns[i].Kind.show(cell, a.Language))
			// Nothing stands after the last column, so it needs no room.
			if i < last || a.Columns[i].Kind != words {
				widths[i] = max(widths[i], runewidth.StringWidth(cells[i]))
			}
		}
		rows = append(rows, cells)
	}
	indent := 0
	for _, n := range widths[:last] {
		indent += n + 2
	}
	room := 0
	if a.Columns[last].Kind == words && width > 0 {
		room = max(width-indent, 30)
	}
	line := func(cells []string) {
		var l strings.Builder
		for i, cell := range cells {
			lines := []string{cell}
			if i == last && room > 0 {
				lines = wrapWords(cell, room)
			}
			space := strings.Repeat(" ", max(widths[i]-runewidth.StringWidth(lines[0]), 0))
			if i > 0 {
				l.WriteString("  ")
			}
			if a.Columns[i].Kind != words {
				l.WriteString(space + lines[0])
			} else {
				l.WriteString(lines[0] + space)
			}
			for _, more := range lines[1:] {
				l.WriteString("\n" + strings.Repeat(" ", indent) + more)
			}
		}
		b.WriteString(strings.TrimRight(l.String(), " ") + "\n")
	}
	line(head)
	rule := make([]string, len(widths))
	for i, n := range widths {
		rule[i] = strings.Repeat("─", n)
	}
	line(rule)
	for _, row := range rows {
		line(row)
	}
}

// wrapWords breaks a text at spaces into lines of at most width letters, or not
// at all if width is 0. A longer word has a line of its own.
func wrapWords(text string, width int) []string {
	if width <= 0 || runewidth.StringWidth(text) <= width {
		return []string{text}
	}
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		switch {
		case line == "":
			line = word
		case runewidth.StringWidth(line)+1+runewidth.StringWidth(word) <= width:
			line += " " + word
		default:
			lines = append(lines, line)
			line = word
		}
	}
	return append(lines, line)
}

// plain makes a stranger's text safe for a terminal: on one line, without
// control characters.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case r < ' ' || r >= 0x7f && r < 0xa0 || r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
}
