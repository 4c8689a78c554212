package mentalmodeler

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// fill makes the map of a model.
func (d *reading) fill(ctx context.Context, doc *document) error {
	if title := d.Label(string(doc.Info.Name), "the model's name"); title != "" {
		d.Map.Title = maps.Plain(title)
	}
	d.Map.Note = maps.Plain(d.Text(string(doc.Info.Description), "the model's description"))
	if author := d.Text(string(doc.Info.Author), "the model's author"); author != "" {
		d.Map.Sources = append(d.Map.Sources, maps.Source{Text: maps.Plain(author)})
	}
	if date := plain(doc.Info.Date); date != "" {
		d.Report.Lose("dates of the model", format.Shorten(date))
	}
	known := make(map[string]int, len(doc.Concepts))
	for i := range doc.Concepts {
		if err := d.concept(&doc.Concepts[i], i, known, doc.Groups); err != nil {
			return err
		}
	}
	for i := range doc.Concepts {
		if err := ctx.Err(); err != nil {
			return err
		}
		for j := range doc.Concepts[i].Relationships {
			if err := d.relationship(i, &doc.Concepts[i].Relationships[j], known); err != nil {
				return err
			}
		}
	}
	for i := range doc.Scenarios {
		d.scenario(&doc.Scenarios[i], i, known)
	}
	return nil
}

func (d *reading) concept(c *concept, i int, known map[string]int, named groups) error {
	where := fmt.Sprintf("concept %d", i+1)
	v := maps.Variable{Label: maps.Plain(d.Label(string(c.Name), where))}
	if !v.Label.Empty() {
		where += " (" + format.Shorten(v.Label.Plain) + ")"
	}
	v.Note = maps.Plain(d.Text(string(c.Notes), where))
	if unit := d.Label(string(c.Units), where); unit != "" {
		v.Measure = &maps.Measure{Unit: unit}
	}
	x, okX := number(c.X)
	y, okY := number(c.Y)
	if okX && okY {
		v.At = d.Position(x, y, where)
	} else if plain(c.X)+plain(c.Y) != "" {
		d.Report.Lose("positions that are not numbers", where)
	}
	group := plain(c.Group)
	if name := d.Label(named[group], "group "+format.Shorten(group)); name != "" {
		v.Category = d.Category(name, name, "", where)
	} else if group != "" && group != "0" {
		v.Category = d.Category("Group "+group, "", "", where)
	}
	id, err := d.Variable(v, where)
	if err != nil {
		return err
	}
	if _, taken := known[plain(c.ID)]; taken {
		d.Report.Lose("numbers of concepts that are taken, so that relationships cannot reach them", where)
	} else {
		known[plain(c.ID)] = len(d.Map.Variables) - 1
	}
	d.goal(id, c.Preferred, where)
	return nil
}

// goal adds a concept to the goal that people want to change.
func (d *reading) goal(id string, preferred scalar, where string) {
	v, ok := number(preferred)
	switch {
	case !ok && plain(preferred) != "":
		d.Report.Lose("preferred states that are not numbers", where)
	case v > 0:
		d.Map.Goal.Raise = append(d.Map.Goal.Raise, id)
	case v < 0:
		d.Map.Goal.Lower = append(d.Map.Goal.Lower, id)
	}
	if math.Abs(v) != 1 && v != 0 {
		d.Report.Lose("sizes of preferred states, of which a goal keeps the direction", where)
	}
}

func (d *reading) relationship(from int, r *relationship, known map[string]int) error {
	a := &d.Map.Variables[from]
	to, ok := known[plain(r.ID)]
	if !ok {
		d.Report.Lose("relationships to concepts that do not exist", format.Shorten(a.Label.Plain)+" → "+format.Shorten(plain(r.ID)))
		return nil
	}
	b := &d.Map.Variables[to]
	where := format.Shorten(a.Label.Plain) + " → " + format.Shorten(b.Label.Plain)
	v, said := d.influence(r.Influence, where)
	if !said {
		d.Report.Note("relationships without an influence, which are no links", where)
		return nil
	}
	l := maps.NewLink(a.ID, b.ID, maps.Unknown)
	switch {
	case math.IsNaN(v):
		d.Report.Note("influences that cannot be read, so that the sign is not known", where+": "+format.Shorten(plain(r.Influence)))
	case v > 0:
		l.Sign = maps.Positive
	default:
		l.Sign = maps.Negative
	}
	if !math.IsNaN(v) {
		l.Strength, l.StrengthStated = maps.Exactly(math.Abs(v)), true
	}
	l.Note = maps.Plain(d.Text(string(r.Notes), where))
	if c := plain(r.Confidence); c != "" && c != "0" {
		d.Report.Lose("confidences on Mental Modeler's own scale", where)
	}
	return d.Link(l, where)
}

// words are how older files write influences.
var words = map[string]float64{"H+": 1, "M+": 0.62, "L+": 0.25, "L-": -0.25, "M-": -0.62, "H-": -1}

// influence reads an influence, within −1…1. It is not said when it is empty
// or 0, and not a number when it cannot be read.
func (d *reading) influence(s scalar, where string) (v float64, said bool) {
	text := strings.ToUpper(strings.ReplaceAll(plain(s), "−", "-"))
	if v, ok := words[text]; ok {
		d.Report.Note("influences in words, read as 1, 0.62 and 0.25", where+": "+text)
		return v, true
	}
	if text == "" {
		return 0, false
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return math.NaN(), true
	}
	if math.Abs(v) > 1 {
		d.Report.Note("influences beyond 1, taken for 1", where+": "+format.Shorten(text))
		v = math.Copysign(1, v)
	}
	return v, v != 0
}

func (d *reading) scenario(s *scenario, i int, known map[string]int) {
	where := fmt.Sprintf("scenario %d", i+1)
	label := d.Label(string(s.Name), where)
	if label == "" {
		label = fmt.Sprintf("Scenario %d", i+1)
	}
	where += " (" + format.Shorten(label) + ")"
	held := maps.Scenario{Label: maps.Plain(label)}
	seen := map[int]bool{}
	for _, c := range s.Concepts {
		at, found := known[plain(c.ID)]
		v, said := d.influence(c.Influence, where)
		if c.Selected != "" && !strings.EqualFold(plain(c.Selected), "true") && plain(c.Selected) != "1" {
			d.Report.Lose("concepts that a scenario leaves out of sight", where+": "+format.Shorten(plain(c.Name)))
		}
		switch {
		case !said:
		case !found || seen[at] || math.IsNaN(v):
			d.Report.Lose("states in scenarios that cannot be read", where+": "+format.Shorten(plain(c.Name)))
		default:
			seen[at] = true
			held.Interventions = append(held.Interventions, maps.Intervention{Variable: d.Map.Variables[at].ID, Action: maps.Hold, Amount: v})
		}
	}
	if len(held.Interventions) == 0 {
		d.Report.Lose("scenarios that change nothing", where)
		return
	}
	held.ID = d.scenarioID(label)
	d.Map.Scenarios = append(d.Map.Scenarios, held)
}

// scenarioID returns an id that no other scenario has. Numbers are tried from
// where the last search ended, so that thousands of equal names take no longer
// than different ones.
func (d *reading) scenarioID(label string) string {
	const most = 100
	if r := []rune(label); len(r) > most {
		label = string(r[:most])
	}
	base := cmp.Or(maps.MakeID(label), "scenario")
	if d.scenarioNames == nil {
		d.scenarioNames = map[string]int{}
	}
	d.scenarioNames[base]++
	if n := d.scenarioNames[base]; n > 1 {
		base += "-" + strconv.Itoa(n)
	}
	return d.scenarioIDs.ID(base)
}

// number returns a number, if it is a finite one.
func number(s scalar) (float64, bool) {
	v, err := strconv.ParseFloat(plain(s), 64)
	return v, err == nil && !math.IsInf(v, 0) && !math.IsNaN(v)
}
