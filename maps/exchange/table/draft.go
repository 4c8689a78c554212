package table

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// draft is the map as far as it has been read.
type draft struct {
	m      *maps.Map
	report *format.Report
	limits format.Limits
	ids    ids
	// byName finds a variable by its label or id as [key] makes it, byID by
	// an id that the file states, as it is written, which comes first.
	byName, byID map[string]int
	links        map[maps.LinkRef]int
	categories   group
	clusters     group
}

// group finds categories or clusters by their label.
type group struct {
	ids    ids
	byName map[string]string
}

func newDraft(name string, o format.ReadOptions) *draft {
	d := &draft{
		m: &maps.Map{Language: maps.English}, report: &format.Report{Format: name}, limits: o.Limits.OrDefaults(),
		byName: map[string]int{}, byID: map[string]int{}, links: map[maps.LinkRef]int{},
		categories: group{byName: map[string]string{}}, clusters: group{byName: map[string]string{}},
	}
	title := path.Base(strings.ReplaceAll(o.Name, `\`, "/"))
	title = strings.TrimSuffix(title, path.Ext(title))
	if title != "." && title != "/" && title != "-" {
		d.m.Title = maps.Plain(d.label(title, "the file's name"))
	}
	return d
}

// read makes the map of the blocks: variables first, so that links find them.
func (d *draft) read(ctx context.Context, b *blocks) (*maps.Map, *format.Report, error) {
	d.settle(b)
	if len(b.list) == 0 {
		return nil, nil, fmt.Errorf("%w: no row of titles names the columns from and to (or fra and til); write them above the links", format.ErrFormat)
	}
	listed := false
	for _, kind := range []blockKind{variableBlock, linkBlock} {
		for _, block := range b.list {
			if block.columns.kind != kind {
				continue
			}
			listed = listed || kind == variableBlock
			if block.columns.time != "" && d.m.Time == "" {
				d.m.Time = block.columns.time
			}
			for i, r := range block.rows {
				if i%1000 == 0 && ctx.Err() != nil {
					return nil, nil, ctx.Err()
				}
				var err error
				if kind == variableBlock {
					err = d.variable(block, r)
				} else {
					err = d.link(block, r, listed)
				}
				if err != nil {
					return nil, nil, err
				}
			}
		}
	}
	d.report.Count(d.m)
	return d.m, d.report, nil
}

// mostLabel is the longest label of a map, in characters.
const mostLabel = 2000

// label makes a text fit for a label: one line, without what cannot be read.
func (d *draft) label(s, where string) string {
	s = d.text(strings.Join(strings.Fields(s), " "), where)
	if utf8.RuneCountInString(s) > mostLabel {
		d.report.Lose("ends of labels that are too long", where)
		s = string([]rune(s)[:mostLabel])
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

// group returns the id of a category or cluster by its label.
func (d *draft) group(g *group, label, noun string, add func(id string, label maps.Text)) string {
	if label == "" {
		return ""
	}
	k := format.NameKey(label)
	id, ok := g.byName[k]
	if !ok {
		id = g.ids.of(label, noun)
		g.byName[k] = id
		add(id, maps.Plain(label))
	}
	return id
}

// addVariable adds a variable under its label and its id, which is made if
// it has none.
func (d *draft) addVariable(v maps.Variable, where string) error {
	if len(d.m.Variables) >= d.limits.Variables {
		return fmt.Errorf("%w: %s: more than %d variables", format.ErrLimit, where, d.limits.Variables)
	}
	names := []string{v.Label.Plain}
	if v.ID != "" {
		d.byID[v.ID] = len(d.m.Variables)
		names = append(names, v.ID)
	} else {
		v.ID = d.ids.of(v.Label.Plain, "variable")
	}
	for _, name := range names {
		if _, taken := d.byName[format.NameKey(name)]; !taken {
			d.byName[format.NameKey(name)] = len(d.m.Variables)
		}
	}
	d.m.Variables = append(d.m.Variables, v)
	return nil
}

// find returns the variable that an end of a link names, and adds it if there
// is none.
func (d *draft) find(name, where string, listed bool) (string, error) {
	name = d.label(name, where)
	k := format.NameKey(name)
	i, ok := d.byID[name]
	if !ok {
		i, ok = d.byName[k]
	}
	if !ok {
		if listed {
			d.report.Note("variables that only links name", where+": "+shorten(name))
		}
		if err := d.addVariable(maps.Variable{Label: maps.Plain(name)}, where); err != nil {
			return "", err
		}
		i = d.byName[k]
	}
	v := &d.m.Variables[i]
	if v.Label.Plain != name && v.ID != name {
		d.report.Note("names that differ in case or spacing, taken for one", fmt.Sprintf("%s: %q is %q", where, shorten(name), shorten(v.Label.Plain)))
	}
	return v.ID, nil
}

// addLink adds a link, or what it says to the one that stands already.
func (d *draft) addLink(l maps.Link, where string) error {
	i, twice := d.links[l.Ref()]
	if twice {
		d.report.Note("links that stand more than once, merged", where+": "+l.Ref().String())
		if differs := merge(&d.m.Links[i], l); differs {
			d.report.Lose("statements about a link that differ from earlier ones", where+": "+l.Ref().String())
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
	case into.Confidence == "":
		into.Confidence = l.Confidence
	case l.Confidence != "" && l.Confidence != into.Confidence:
		differs = true
	}
	switch {
	case into.Probability == 1:
		into.Probability = l.Probability
	case l.Probability != 1 && l.Probability != into.Probability:
		differs = true
	}
	switch {
	case into.Note.Empty():
		into.Note = l.Note
	case !l.Note.Empty() && l.Note.Plain != into.Note.Plain:
		differs = true
	}
	into.Core = into.Core || l.Core
	for _, e := range l.Evidence {
		if !slices.ContainsFunc(into.Evidence, func(have maps.Evidence) bool { return have.Source == e.Source && have.URL == e.URL }) {
			into.Evidence = append(into.Evidence, e)
		}
	}
	return differs
}

// shorten keeps what reports quote on one short line.
func shorten(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ")
	if r := []rune(s); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}
