package prsm

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	xunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// draft is the map as far as it has been read.
type draft struct {
	m                     *maps.Map
	report                *format.Report
	limits                format.Limits
	variables, groups     ids
	links                 map[maps.LinkRef]int
	categoryOf, clusterOf map[string]string
}

func newDraft(name string, o format.ReadOptions) *draft {
	d := &draft{
		m: &maps.Map{Language: maps.English}, report: &format.Report{Format: name}, limits: o.Limits.OrDefaults(),
		links: map[maps.LinkRef]int{}, categoryOf: map[string]string{}, clusterOf: map[string]string{},
	}
	title := path.Base(strings.ReplaceAll(o.Name, `\`, "/"))
	if title = strings.TrimSuffix(title, path.Ext(title)); title != "." && title != "/" && title != "-" {
		d.m.Title = maps.Plain(d.label(title, "the file's name"))
	}
	return d
}

// finish counts what was read.
func (d *draft) finish() (*maps.Map, *format.Report, error) {
	d.report.Count(d.m)
	return d.m, d.report, nil
}

// decode returns a text as UTF-8 without byte order mark; it may be UTF-16 if
// it has one.
func decode(text []byte, o format.ReadOptions) ([]byte, error) {
	if most := o.Limits.OrDefaults().Bytes; int64(len(text)) > most {
		return nil, fmt.Errorf("%w: the file has %d bytes, and may have %d", format.ErrLimit, len(text), most)
	}
	decoded, _, err := transform.Bytes(xunicode.BOMOverride(transform.Nop), text)
	if err != nil {
		return nil, fmt.Errorf("%w: the text cannot be decoded: %w", format.ErrFormat, err)
	}
	if at := bytes.IndexByte(decoded, 0); at >= 0 {
		return nil, fmt.Errorf("%w: byte %d is zero, so the file is not text", format.ErrFormat, at)
	}
	return decoded, nil
}

// ids gives out ids, each once. It asks [format.Names] for one that is likely
// to be free, so that thousands of equal labels do not take quadratic time.
type ids struct {
	names format.Names
	given map[string]int
}

// mostOfID is how much of a label goes into an id, in characters.
const mostOfID = 100

// of returns an id for a label, made of the noun where the label has neither
// letters nor digits.
func (n *ids) of(label, noun string) string {
	if r := []rune(label); len(r) > mostOfID {
		label = string(r[:mostOfID])
	}
	base := maps.MakeID(label)
	if base == "" {
		base = noun
	}
	if n.given == nil {
		n.given = map[string]int{}
	}
	n.given[base]++
	if count := n.given[base]; count > 1 {
		base += "-" + strconv.Itoa(count)
	}
	return n.names.ID(base)
}

// mostLabel is the longest label of a map, in characters.
const mostLabel = 2000

// label makes a text fit for a label: one line, without what cannot be read.
func (d *draft) label(s, where string) string {
	s = strings.Join(strings.Fields(d.text(s, where)), " ")
	if utf8.RuneCountInString(s) > mostLabel {
		d.report.Lose("ends of labels that are too long", where)
		s = strings.TrimSpace(string([]rune(s)[:mostLabel]))
	}
	return s
}

// text makes a text fit for a note: what cannot be read is taken out.
func (d *draft) text(s, where string) string {
	if len(s) > d.limits.LabelBytes {
		d.report.Lose("ends of texts that are too long", where)
		s = strings.ToValidUTF8(s[:d.limits.LabelBytes], "")
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	if !utf8.ValidString(s) || strings.ContainsFunc(s, unreadable) {
		d.report.Lose("texts with characters that cannot be read", where)
		s = strings.Map(func(r rune) rune {
			if unreadable(r) {
				return -1
			}
			return r
		}, strings.ToValidUTF8(s, ""))
	}
	return strings.TrimSpace(s)
}

// unreadable reports whether a map cannot hold a character.
func unreadable(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\u2028' || r == '\u2029' || r == '\ufeff' || r&0xfffe == 0xfffe
}

// variable adds a variable and returns its id. One without a label gets a
// stand-in.
func (d *draft) variable(v maps.Variable, where string) (string, error) {
	if len(d.m.Variables) >= d.limits.Variables {
		return "", fmt.Errorf("%w: %s: more than %d variables", format.ErrLimit, where, d.limits.Variables)
	}
	if v.Label.Empty() {
		d.report.Note(`variables without a label, called "Unnamed"`, where)
		v.Label = maps.Plain("Unnamed")
	}
	v.ID = d.variables.of(v.Label.Plain, "variable")
	d.m.Variables = append(d.m.Variables, v)
	return v.ID, nil
}

// position makes a place of two numbers; nil where a map cannot hold it.
func (d *draft) position(x, y float64, where string) *maps.Position {
	const farthest = 1e6
	if !(math.Abs(x) <= farthest && math.Abs(y) <= farthest) {
		d.report.Lose("positions beyond any sheet", where)
		return nil
	}
	return &maps.Position{X: x + 0, Y: y + 0}
}

// category returns the id of the category with a label, which is made if
// there is none.
func (d *draft) category(label, colour string) string {
	id, ok := d.categoryOf[label]
	if !ok && label != "" {
		id = d.groups.of(label, "category")
		d.categoryOf[label] = id
		d.m.Categories = append(d.m.Categories, maps.Category{ID: id, Label: maps.Plain(label), Colour: colour})
	}
	return id
}

// cluster returns the id of the cluster with a label, which is made if there
// is none.
func (d *draft) cluster(label string) string {
	id, ok := d.clusterOf[label]
	if !ok && label != "" {
		id = d.groups.of(label, "cluster")
		d.clusterOf[label] = id
		d.m.Clusters = append(d.m.Clusters, maps.Cluster{ID: id, Label: maps.Plain(label)})
	}
	return id
}

// link adds a link, or what it says to the one that stands already.
func (d *draft) link(l maps.Link, where string) error {
	if i, twice := d.links[l.Ref()]; twice {
		d.report.Note("links that stand more than once, merged", where)
		if merge(&d.m.Links[i], l) {
			d.report.Lose("statements about a link that differ from earlier ones", where)
		}
		return nil
	}
	if len(d.m.Links) >= d.limits.Links {
		return fmt.Errorf("%w: %s: more than %d links", format.ErrLimit, where, d.limits.Links)
	}
	d.links[l.Ref()] = len(d.m.Links)
	d.m.Links = append(d.m.Links, l)
	return nil
}

// merge adds to a link what another with the same ends and sign says, and
// reports whether they differ in something that only one of them can have.
func merge(into *maps.Link, l maps.Link) (differs bool) {
	switch {
	case !into.StrengthStated:
		into.Strength, into.StrengthStated = l.Strength, l.StrengthStated
	case l.StrengthStated && l.Strength != into.Strength:
		differs = true
	}
	switch {
	case into.Delay == nil:
		into.Delay = l.Delay
	case l.Delay != nil && *l.Delay != *into.Delay:
		differs = true
	}
	switch {
	case into.Note.Empty():
		into.Note = l.Note
	case !l.Note.Empty() && l.Note.Plain != into.Note.Plain:
		differs = true
	}
	return differs
}

// shorten keeps what reports and errors quote on one short line.
func shorten(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ")
	if r := []rune(s); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}

var errNothing = errors.New("the file is empty")
