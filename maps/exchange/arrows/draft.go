package arrows

import (
	"fmt"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// draft is the map as far as it has been read.
type draft struct {
	m      *maps.Map
	report *format.Report
	limits format.Limits
	ids    ids
	byName map[string]int
	links  map[maps.LinkRef]int
}

func newDraft(o format.ReadOptions) *draft {
	d := &draft{
		m: &maps.Map{Language: maps.English}, report: &format.Report{Format: "arrows"}, limits: o.Limits.OrDefaults(),
		byName: map[string]int{}, links: map[maps.LinkRef]int{},
	}
	title := path.Base(strings.ReplaceAll(o.Name, `\`, "/"))
	if title != "." && title != "/" && title != "-" {
		d.m.Title = maps.Plain(d.label(strings.TrimSuffix(title, path.Ext(title)), "the file's name"))
	}
	return d
}

// find returns the variable of a name, and adds it if there is none.
func (d *draft) find(name, where string) (string, error) {
	name = d.label(name, where)
	k := key(name)
	i, ok := d.byName[k]
	if !ok {
		if len(d.m.Variables) >= d.limits.Variables {
			return "", fmt.Errorf("%w: %s: more than %d variables", format.ErrLimit, where, d.limits.Variables)
		}
		label := name
		if label == "" {
			d.report.Note("variables without a name, which are numbered", where)
			label = fmt.Sprintf("Variable %d", len(d.m.Variables)+1)
		}
		i = len(d.m.Variables)
		d.byName[k] = i
		d.m.Variables = append(d.m.Variables, maps.Variable{ID: d.ids.of(label, "variable"), Label: maps.Plain(label)})
	}
	v := &d.m.Variables[i]
	if name != "" && v.Label.Plain != name {
		d.report.Note("names that differ in case or spacing, taken for one", fmt.Sprintf("%s: %q is %q", where, shorten(name), shorten(v.Label.Plain)))
	}
	return v.ID, nil
}

func (d *draft) addLink(l maps.Link, where string) error {
	if i, twice := d.links[l.Ref()]; twice {
		d.report.Note("links that stand more than once, merged", where+": "+l.Ref().String())
		if l.Confidence == "" {
			// Once without doubt is enough.
			d.m.Links[i].Confidence = ""
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

// mostLabel is the longest label of a map, in characters.
const mostLabel = 2000

// label makes a text fit for a label: one line, without what cannot be read.
func (d *draft) label(s, where string) string {
	if strings.ContainsFunc(s, unreadable) || !utf8.ValidString(s) {
		d.report.Lose("texts with characters that cannot be read", where)
		s = strings.Map(func(r rune) rune {
			if unreadable(r) {
				return -1
			}
			return r
		}, strings.ToValidUTF8(s, ""))
	}
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > mostLabel || len(s) > d.limits.LabelBytes {
		d.report.Lose("ends of labels that are too long", where)
		s = strings.TrimSpace(string(r[:min(len(r), mostLabel, d.limits.LabelBytes/utf8.UTFMax)]))
	}
	return s
}

// unreadable reports whether a map cannot hold a character.
func unreadable(r rune) bool {
	return unicode.IsControl(r) && !unicode.IsSpace(r) || r == '\u2028' || r == '\u2029' || r == '\ufeff' || r&0xfffe == 0xfffe
}

// key is how names are compared: without regard to case and spacing.
func key(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(norm.NFC.String(s)), " "))
}

// shorten keeps what reports quote on one short line.
func shorten(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ")
	if r := []rune(s); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}
