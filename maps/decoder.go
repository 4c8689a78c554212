package maps

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// section is one of the lists of a map whose entries have ids.
type section uint8

const (
	categorySection section = iota
	clusterSection
	variableSection
	actorSection
	effortSection
	scenarioSection
	viewSection
	loopSection
	sections
)

// noun is what one entry of the section is called in messages.
func (s section) noun() string {
	return [sections]string{"category", "cluster", "variable", "actor", "effort", "scenario", "view", "loop"}[s]
}

// reference is one mention of an id, to be looked up once the map is composed.
type reference struct {
	to section
	id string
	at place
}

// linkReference is one mention of a link by an intervention.
type linkReference struct {
	link LinkRef
	// added is set where the intervention adds the link, so that it must
	// not exist yet.
	added bool
	at    place
}

// decoder turns the tree of one file into values and notes what is wrong.
type decoder struct {
	file   string
	limits Limits
	report *report

	references []reference
	links      []linkReference
	// partial tells that ids may be missing because their entries could not
	// be read, partialLinks the same of links; looking such ids up would
	// only repeat the complaint.
	partial, partialLinks bool
}

func (d *decoder) at(n *yaml.Node) place {
	return place{file: d.file, line: n.Line, column: n.Column}
}

// complain notes a mistake at a node, quoting the node when it is a scalar.
func (d *decoder) complain(n *yaml.Node, message, suggestion string) {
	near := ""
	if n.Kind == yaml.ScalarNode {
		near = n.Value
	}
	d.report.add(d.at(n), message, near, suggestion)
}

// refer notes that an id is mentioned.
func (d *decoder) refer(to section, id string, n *yaml.Node) {
	d.references = append(d.references, reference{to: to, id: id, at: d.at(n)})
}

// plain refuses what YAML has beyond keys, lists and texts. Aliases make
// files that grow without bound and that no edit can be made to; tags ask for
// types this format does not have.
func (d *decoder) plain(n *yaml.Node) bool {
	switch {
	case n.Kind == yaml.AliasNode:
		d.report.add(d.at(n), "aliases are not used in maps", "*"+n.Value, "write the value out")
	case n.Anchor != "":
		d.report.add(d.at(n), "anchors are not used in maps", "&"+n.Anchor, "delete it, and write the value out where it is needed")
	case n.Style&yaml.TaggedStyle != 0:
		d.report.add(d.at(n), "tags are not used in maps", n.Tag, "delete it")
	default:
		return true
	}
	return false
}

// kind reports whether a node is of the kind that is wanted, and else says so.
func (d *decoder) kind(n *yaml.Node, kind yaml.Kind, wanted string) bool {
	if !d.plain(n) {
		return false
	}
	if n.Kind != kind || kind == yaml.ScalarNode && n.Value == "" && isNull(n) {
		d.complain(n, fmt.Sprintf("expected %s, found %s", wanted, called(n)), "")
		return false
	}
	return true
}

// words reads a scalar as it is written, whatever type YAML would give it, and
// checks that people can read it.
func (d *decoder) words(n *yaml.Node, limit int) (string, bool) {
	if !d.kind(n, yaml.ScalarNode, "a text") {
		return "", false
	}
	text := tidy(n.Value)
	if len(text) > limit && utf8.RuneCountInString(text) > limit {
		d.complain(n, fmt.Sprintf("the text has more than %d characters", limit), "shorten it")
		return "", false
	}
	for _, r := range text {
		if complaint := unreadable(r); complaint != "" {
			d.complain(n, complaint, "delete it")
			return "", false
		}
	}
	return text, true
}

// tidy takes line breaks off the end of a text, which every text after | has,
// and makes those of other systems ours.
func tidy(s string) string {
	if strings.Contains(s, "\r") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	return strings.TrimRight(s, "\n")
}

// unreadable says what is wrong with a character in a text. Escapes in double
// quotes can bring in what [source.checkText] keeps out.
func unreadable(r rune) string {
	switch {
	case r == '\n' || r == '\t':
		return ""
	case r < ' ' || r >= 0x7f && r < 0xa0:
		return fmt.Sprintf("the text holds a control character (U+%04X)", r)
	case r&0xfffe == 0xfffe:
		return fmt.Sprintf("the text holds something that is not a character (U+%04X)", r)
	}
	return ""
}

// id reads an id as it is written: 007, yes and null are ids too.
func (d *decoder) id(n *yaml.Node) (string, bool) {
	if !d.kind(n, yaml.ScalarNode, "an id") {
		return "", false
	}
	if err := checkID(n.Value); err != nil {
		d.complain(n, err.message, err.suggestion)
		return "", false
	}
	return n.Value, true
}

// number reads a number within bounds.
func (d *decoder) number(n *yaml.Node, low, high float64) (float64, bool) {
	if !d.kind(n, yaml.ScalarNode, "a number") {
		return 0, false
	}
	v, complaint, suggestion := parseNumber(n.Value)
	switch {
	case complaint != "":
		d.complain(n, complaint, suggestion)
		return 0, false
	case n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		d.complain(n, "expected a number, found a text in quotes", "delete the quotes")
		return 0, false
	case v < low || v > high:
		d.complain(n, "the number is out of range", between(low, high))
		return 0, false
	}
	return v, true
}

// between says which numbers are allowed.
func between(low, high float64) string {
	if low == smallestPositive {
		return fmt.Sprintf("write a number above 0, at most %s", formatNumber(high))
	}
	return fmt.Sprintf("write a number from %s to %s", formatNumber(low), formatNumber(high))
}

// parseNumber reads a decimal number, and only that: no NaN, no infinity, no
// hexadecimal, no digit groups. It says what is wrong otherwise.
func parseNumber(s string) (v float64, complaint, suggestion string) {
	for _, r := range s {
		if !strings.ContainsRune("0123456789+-.eE", r) {
			complaint = "expected a number"
			if t := strings.Replace(s, ",", ".", 1); t != s {
				if _, bad, _ := parseNumber(t); bad == "" {
					suggestion = "write a point instead of the comma: " + t
				}
			}
			return 0, complaint, suggestion
		}
	}
	v, err := strconv.ParseFloat(s, 64)
	switch {
	case err != nil && math.IsInf(v, 0):
		return 0, "the number is too large", ""
	case err != nil:
		return 0, "expected a number", ""
	}
	// Adding zero turns −0 into 0, which would be written differently.
	return v + 0, "", ""
}

// formatNumber writes a number the way people do, so that it reads back equal.
func formatNumber(v float64) string {
	if a := math.Abs(v); a != 0 && (a < 1e-6 || a >= 1e15) {
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return strconv.FormatFloat(v+0, 'f', -1, 64)
}
