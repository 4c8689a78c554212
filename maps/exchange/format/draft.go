package format

import (
	"fmt"
	"math"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sysmap/maps"
)

// Draft is a map as far as a reader has got with it. It keeps the rules that
// hold for every format: ids are given once, limits are kept, texts are made
// fit to be written, and what cannot be held is counted in the report.
type Draft struct {
	Map    *maps.Map
	Report *Report
	Limits Limits

	variables, categories, clusters, loops Names
	links                                  map[maps.LinkRef]int
	clusterOf                              map[string]string
	// categoryOf holds indices.
	categoryOf  map[string]int
	unheldNames map[string]bool
	weights     weights
}

// NewDraft begins a map for a format, with the file's name as its title.
func NewDraft(name string, o ReadOptions) *Draft {
	d := &Draft{
		Map: &maps.Map{Language: maps.English}, Report: &Report{Format: name}, Limits: o.Limits.OrDefaults(),
		links: map[maps.LinkRef]int{}, categoryOf: map[string]int{}, clusterOf: map[string]string{},
	}
	title := path.Base(strings.ReplaceAll(o.Name, `\`, "/"))
	if title = strings.TrimSuffix(title, path.Ext(title)); title != "." && title != "/" && title != "-" {
		d.Map.Title = maps.Plain(d.Label(title, "the file's name"))
	}
	return d
}

// Finish counts what was read and hands it over.
func (d *Draft) Finish() (*maps.Map, *Report, error) {
	d.settleWeights()
	d.Report.Count(d.Map)
	return d.Map, d.Report, nil
}

// mostLabel is the longest label of a map, in characters.
const mostLabel = 2000

// Label makes a text fit for a label: one line, without what cannot be read.
func (d *Draft) Label(s, where string) string {
	s = strings.Join(strings.Fields(d.Text(s, where)), " ")
	if utf8.RuneCountInString(s) > mostLabel {
		d.Report.Lose("ends of labels that are too long", where)
		s = strings.TrimSpace(string([]rune(s)[:mostLabel]))
	}
	return s
}

// Text makes a text fit for a note: what cannot be read is taken out, and
// what is longer than the limit is cut.
func (d *Draft) Text(s, where string) string {
	if len(s) > d.Limits.LabelBytes {
		d.Report.Lose("ends of texts that are too long", where)
		s = strings.ToValidUTF8(s[:d.Limits.LabelBytes], "")
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	if !utf8.ValidString(s) || strings.ContainsFunc(s, unreadable) {
		d.Report.Lose("texts with characters that cannot be read", where)
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

// TakeID reserves an id that the file states for a variable, and reports whether
// it is one and was free. [Draft.Variable] keeps it if the variable has it.
func (d *Draft) TakeID(id string) bool { return maps.ValidID(id) && d.variables.Take(id) }

// Variable adds a variable, gives it an id unless it has one of [Draft.TakeID],
// and returns that. One without a label gets a stand-in, which is noted.
func (d *Draft) Variable(v maps.Variable, where string) (string, error) {
	if len(d.Map.Variables) >= d.Limits.Variables {
		return "", fmt.Errorf("%w: %s: more than %d variables", ErrLimit, where, d.Limits.Variables)
	}
	if v.Label.Empty() {
		d.Report.Note(`variables without a label, called "Unnamed"`, where)
		v.Label = maps.Plain("Unnamed")
	}
	if v.ID == "" {
		v.ID = d.variables.IDOr(v.Label.Plain, "variable")
	}
	d.Map.Variables = append(d.Map.Variables, v)
	return v.ID, nil
}

// Position makes a place of two numbers; nil where a map cannot hold it,
// which is counted.
func (d *Draft) Position(x, y float64, where string) *maps.Position {
	const farthest = 1e6
	if !(math.Abs(x) <= farthest && math.Abs(y) <= farthest) {
		d.Report.Lose("positions beyond any sheet", where)
		return nil
	}
	// Adding zero makes a negative zero an ordinary one.
	return &maps.Position{X: x + 0, Y: y + 0}
}

// Category returns the id of the category that the file knows by a key, which
// is made with this label and colour if it is new. The label may be empty: the
// key then stands in. No key is no category.
func (d *Draft) Category(key, label, colour, where string) string {
	if key == "" {
		return ""
	}
	if at, ok := d.categoryOf[key]; ok {
		return d.Map.Categories[at].ID
	}
	if label = d.Label(label, where); label == "" {
		label = d.Label(key, where)
	}
	id := d.categories.IDOr(label, "category")
	d.categoryOf[key] = len(d.Map.Categories)
	d.Map.Categories = append(d.Map.Categories, maps.Category{ID: id, Label: groupLabel(label, id), Colour: colour})
	return id
}

// Cluster returns the id of the cluster that the file knows by a key, which is
// made with this label if it is new. The label may be empty: the key then
// stands in. No key is no cluster.
func (d *Draft) Cluster(key, label, where string) string {
	id, ok := d.clusterOf[key]
	if !ok && key != "" {
		if label = d.Label(label, where); label == "" {
			label = d.Label(key, where)
		}
		id = d.clusters.IDOr(label, "cluster")
		d.clusterOf[key] = id
		d.Map.Clusters = append(d.Map.Clusters, maps.Cluster{ID: id, Label: groupLabel(label, id)})
	}
	return id
}

func groupLabel(label, id string) maps.Text {
	if label == "" {
		label = id
	}
	return maps.Plain(label)
}

// Loop adds a named loop through variables, and gives it an id made of its
// label or, where that is empty, of the noun.
func (d *Draft) Loop(label, noun string, through []string, where string) {
	label = d.Label(label, where)
	id := d.loops.IDOr(label, noun)
	d.Map.Loops = append(d.Map.Loops, maps.Loop{ID: id, Label: groupLabel(label, id), Through: through})
}

// Link adds a link between ids that [Draft.Variable] gave, or adds what it says
// to the one with the same ends and sign that stands already.
func (d *Draft) Link(l maps.Link, where string) error {
	if i, twice := d.links[l.Ref()]; twice {
		d.Report.Note("links that stand more than once, merged", where)
		if merge(&d.Map.Links[i], &l) {
			d.Report.Lose("statements about a link that differ from earlier ones", where)
		}
		return nil
	}
	if len(d.Map.Links) >= d.Limits.Links {
		return fmt.Errorf("%w: %s: more than %d links", ErrLimit, where, d.Limits.Links)
	}
	d.links[l.Ref()] = len(d.Map.Links)
	d.Map.Links = append(d.Map.Links, l)
	return nil
}

// DelayMark is the delay of a link that is marked as delayed by a tool that
// does not say by how much: one unit of time, which is noted.
func (d *Draft) DelayMark(where string) *maps.Range {
	d.Report.Note("delay marks without a length, taken for one unit of time", where)
	one := maps.Exactly(1)
	return &one
}

// merge adds to a link what another with the same ends and sign says, and
// reports whether they differ in something that only one of them can have.
func merge(into, l *maps.Link) (differs bool) {
	take := func(have, says, equal bool, add func()) {
		switch {
		case !says:
		case !have:
			add()
		case !equal:
			differs = true
		}
	}
	take(into.StrengthStated, l.StrengthStated, into.Strength == l.Strength, func() { into.Strength, into.StrengthStated = l.Strength, true })
	take(into.Delay != nil, l.Delay != nil, into.Delay != nil && l.Delay != nil && *into.Delay == *l.Delay, func() { into.Delay = l.Delay })
	take(into.Confidence != "", l.Confidence != "", into.Confidence == l.Confidence, func() { into.Confidence = l.Confidence })
	take(into.Probability != 1, l.Probability != 1, into.Probability == l.Probability, func() { into.Probability = l.Probability })
	take(into.Bend != nil, l.Bend != nil, into.Bend != nil && l.Bend != nil && *into.Bend == *l.Bend, func() { into.Bend = l.Bend })
	take(!into.Note.Empty(), !l.Note.Empty(), into.Note.Plain == l.Note.Plain, func() { into.Note = l.Note })
	into.Core = into.Core || l.Core
	for _, e := range l.Evidence {
		if !slices.ContainsFunc(into.Evidence, func(have maps.Evidence) bool { return have.Source == e.Source && have.URL == e.URL }) {
			into.Evidence = append(into.Evidence, e)
		}
	}
	return differs
}

// Shorten keeps what reports and errors quote on one short line.
func Shorten(s string) string {
	const most = 60
	if len(s) > 8*most {
		s = s[:8*most]
	}
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ")
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}
