// Package mermaid writes maps as Mermaid flowcharts (version 11), which
// documents, wikis and code hosts draw from text. It is not read.
//
// Variables are boxes in the colour of their category, clusters are subgraphs,
// and links are arrows with +, − or ? on them, dashed for negative, thick on
// the core loop, and with ‖ after the sign where there is a delay. Positions,
// and how strong a link is, have no place; what else is left behind is counted
// in the report.
//
// Mermaid reads Markdown, HTML and codes of its own within labels; everything
// that could be one of these is written as a numeric code.
package mermaid

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// Format is the Mermaid flowchart.
func Format() format.Format {
	return format.Format{Name: "mermaid", Title: "Mermaid flowchart", Endings: []string{"mmd", "mermaid"}, Write: write}
}

// Mermaid refuses larger charts unless it is configured otherwise.
const (
	mostLinks      = 500
	mostCharacters = 50_000
)

func write(w io.Writer, m *maps.Map, o format.WriteOptions) (*format.Report, error) {
	language := o.LanguageOf(m)
	report := format.ReportWritten("mermaid", m, language, format.Kept{Title: true, Colours: true, Categories: true, Clusters: true, DelayMarks: true, Core: true})
	c := &chart{m: m, language: language, to: bufio.NewWriter(w), boxes: make(map[string]string, len(m.Variables))}
	c.head()
	c.variables()
	c.links()
	c.colours()
	if len(m.Links) > mostLinks {
		report.Note("charts that Mermaid only draws when maxEdges is raised from 500", strconv.Itoa(len(m.Links))+" links")
	}
	if c.characters > mostCharacters {
		report.Note("charts that Mermaid only draws when maxTextSize is raised from 50000", strconv.Itoa(c.characters)+" characters")
	}
	return report, c.to.Flush()
}

// chart is the text as far as it is written.
type chart struct {
	m        *maps.Map
	language maps.Language
	to       *bufio.Writer
	// boxes are the names of variables in the chart. Ids will not do: a word
	// such as "end" has a meaning of its own.
	boxes      map[string]string
	characters int
}

// line writes a line. Errors stay in the writer until it is flushed.
func (c *chart) line(words string, parts ...any) {
	n, _ := fmt.Fprintf(c.to, words+"\n", parts...)
	c.characters += n
}

func (c *chart) head() {
	if title := format.OneLine(c.m.Title.In(c.language)); title != "" {
		c.line("---\ntitle: %s\n---", quotedTitle(title))
	}
	c.line("flowchart LR")
}

// quotedTitle writes a title as YAML in double quotes. Braces become codes,
// because %%{ begins a directive even there.
func quotedTitle(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "{", `\x7b`).Replace(printable(s)) + `"`
}

// variables writes the boxes, cluster by cluster.
func (c *chart) variables() {
	members := make(map[string][]*maps.Variable)
	for i := range c.m.Variables {
		v := &c.m.Variables[i]
		c.boxes[v.ID] = "v" + strconv.Itoa(i+1)
		members[v.Cluster] = append(members[v.Cluster], v)
	}
	for _, v := range members[""] {
		c.box("  ", v)
	}
	for i := range c.m.Clusters {
		cluster := &c.m.Clusters[i]
		if len(members[cluster.ID]) == 0 {
			continue
		}
		c.line("  subgraph c%d[\"%s\"]", i+1, escape(format.Named(cluster.Label, cluster.ID, c.language)))
		for _, v := range members[cluster.ID] {
			c.box("    ", v)
		}
		c.line("  end")
	}
}

func (c *chart) box(indent string, v *maps.Variable) {
	c.line("%s%s[\"%s\"]", indent, c.boxes[v.ID], escape(format.Named(v.Label, v.ID, c.language)))
}

func (c *chart) links() {
	for i := range c.m.Links {
		l := &c.m.Links[i]
		arrow := "-->"
		switch {
		case l.Core:
			arrow = "==>"
		case l.Sign == maps.Negative:
			arrow = "-.->"
		}
		sign := escape(l.Sign.String())
		if l.Sign == maps.Negative {
			sign = "−"
		}
		if l.Delay != nil {
			sign += " ‖"
		}
		c.line("  %s %s|\"%s\"| %s", c.boxes[l.From], arrow, sign, c.boxes[l.To])
	}
}

// colours gives the boxes the colours of their categories.
func (c *chart) colours() {
	members := make(map[string][]string)
	for i := range c.m.Variables {
		v := &c.m.Variables[i]
		members[v.Category] = append(members[v.Category], c.boxes[v.ID])
	}
	for i := range c.m.Categories {
		k := &c.m.Categories[i]
		if boxes := members[k.ID]; len(boxes) > 0 && k.Colour != "" {
			c.line("  %%%% %s", escape(format.Named(k.Label, k.ID, c.language)))
			c.line("  classDef k%d fill:%s,color:%s", i+1, k.Colour, ink(k.Colour))
			c.line("  class %s k%d", strings.Join(boxes, ","), i+1)
		}
	}
}

// ink is black or white, whichever is easier to read on a colour #rrggbb.
func ink(colour string) string {
	v, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 32)
	if err != nil {
		return "#000000"
	}
	// The weights of ITU-R BT.601, in thousandths.
	if 299*(v>>16&0xff)+587*(v>>8&0xff)+114*(v&0xff) < 128_000 {
		return "#ffffff"
	}
	return "#000000"
}

// printable takes out what has no place in a text file.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, s)
}

// escape writes a label for use within double quotes. Letters, digits and
// harmless punctuation stay; everything else of ASCII becomes a code, because
// it may be Markdown, HTML or Mermaid's own.
func escape(s string) string {
	var b strings.Builder
	number := true
	for i, r := range printable(s) {
		switch {
		case r == '-' && i > 0, r == '.' && !number, r == ',', r == '(', r == ':', r == '\'', r == '/', r == '?', r == '!', r == '%', r == ' ',
			r == ')' && !number, r > unicode.MaxASCII, unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "#%d;", r)
		}
		// A number with a point at the beginning would be a list.
		number = number && unicode.IsDigit(r)
	}
	return b.String()
}
