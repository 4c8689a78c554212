package mentalmodeler

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"

	"sysmap/maps"
)

// fill makes the map of a model.
func (d *draft) fill(ctx context.Context, doc *document) error {
	if title := d.label(string(doc.Info.Name), "the model's name"); title != "" {
		d.m.Title = maps.Plain(title)
	}
	d.m.Note = maps.Plain(d.text(string(doc.Info.Description), "the model's description"))
	if author := d.text(string(doc.Info.Author), "the model's author"); author != "" {
		d.m.Sources = append(d.m.Sources, maps.Source{Text: maps.Plain(author)})
	}
	if date := doc.Info.Date.plain(); date != "" {
		d.report.Lose("dates of the model", shorten(date))
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
	var names ids
	for i := range doc.Scenarios {
		d.scenario(&doc.Scenarios[i], i, known, &names)
	}
	return nil
}

func (d *draft) concept(c *concept, i int, known map[string]int, named groups) error {
	where := fmt.Sprintf("concept %d", i+1)
	v := maps.Variable{Label: maps.Plain(d.label(string(c.Name), where))}
	if !v.Label.Empty() {
		where += " (" + shorten(v.Label.Plain) + ")"
	}
	v.Note = maps.Plain(d.text(string(c.Notes), where))
	if unit := d.label(string(c.Units), where); unit != "" {
		v.Measure = &maps.Measure{Unit: unit}
	}
	x, okX := number(c.X)
	y, okY := number(c.Y)
	if okX && okY {
		v.At = d.position(x, y, where)
	} else if c.X.plain()+c.Y.plain() != "" {
		d.report.Lose("positions that are not numbers", where)
	}
	group := c.Group.plain()
	if name := d.label(named[group], "group "+shorten(group)); name != "" {
		v.Category = d.category(name, "")
	} else if group != "" && group != "0" {
		v.Category = d.category(d.label("Group "+group, where), "")
	}
	id, err := d.variable(v, where)
	if err != nil {
		return err
	}
	if _, taken := known[c.ID.plain()]; taken {
		d.report.Lose("numbers of concepts that are taken, so that relationships cannot reach them", where)
	} else {
		known[c.ID.plain()] = len(d.m.Variables) - 1
	}
	d.goal(id, c.Preferred, where)
	return nil
}

// goal adds a concept to the goal that people want to change.
func (d *draft) goal(id string, preferred scalar, where string) {
	v, ok := number(preferred)
	switch {
	case !ok && preferred.plain() != "":
		d.report.Lose("preferred states that are not numbers", where)
	case v > 0:
		d.m.Goal.Raise = append(d.m.Goal.Raise, id)
	case v < 0:
		d.m.Goal.Lower = append(d.m.Goal.Lower, id)
	}
	if math.Abs(v) != 1 && v != 0 {
		d.report.Lose("sizes of preferred states, of which a goal keeps the direction", where)
	}
}

func (d *draft) relationship(from int, r *relationship, known map[string]int) error {
	a := &d.m.Variables[from]
	to, ok := known[r.ID.plain()]
	if !ok {
		d.report.Lose("relationships to concepts that do not exist", shorten(a.Label.Plain)+" → "+shorten(r.ID.plain()))
		return nil
	}
	b := &d.m.Variables[to]
	where := shorten(a.Label.Plain) + " → " + shorten(b.Label.Plain)
	v, said := d.influence(r.Influence, where)
	if !said {
		d.report.Note("relationships without an influence, which are no links", where)
		return nil
	}
	l := maps.NewLink(a.ID, b.ID, maps.Unknown)
	switch {
	case math.IsNaN(v):
		d.report.Note("influences that cannot be read, so that the sign is not known", where+": "+shorten(r.Influence.plain()))
	case v > 0:
		l.Sign = maps.Positive
	default:
		l.Sign = maps.Negative
	}
	if !math.IsNaN(v) {
		l.Strength, l.StrengthStated = maps.Exactly(math.Abs(v)), true
	}
	l.Note = maps.Plain(d.text(string(r.Notes), where))
	if c := r.Confidence.plain(); c != "" && c != "0" {
		d.report.Lose("confidences on Mental Modeler's own scale", where)
	}
	return d.link(l, where)
}

// words are how older files write influences.
var words = map[string]float64{"H+": 1, "M+": 0.62, "L+": 0.25, "L-": -0.25, "M-": -0.62, "H-": -1}

// influence reads an influence, within −1…1. It is not said when it is empty
// or 0, and not a number when it cannot be read.
func (d *draft) influence(s scalar, where string) (v float64, said bool) {
	text := strings.ToUpper(strings.ReplaceAll(s.plain(), "−", "-"))
	if v, ok := words[text]; ok {
		d.report.Note("influences in words, read as 1, 0.62 and 0.25", where+": "+text)
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
		d.report.Note("influences beyond 1, taken for 1", where+": "+shorten(text))
		v = math.Copysign(1, v)
	}
	return v, v != 0
}

func (d *draft) scenario(s *scenario, i int, known map[string]int, names *ids) {
	where := fmt.Sprintf("scenario %d", i+1)
	label := d.label(string(s.Name), where)
	if label == "" {
		label = fmt.Sprintf("Scenario %d", i+1)
	}
	where += " (" + shorten(label) + ")"
	held := maps.Scenario{Label: maps.Plain(label)}
	seen := map[int]bool{}
	for _, c := range s.Concepts {
		at, found := known[c.ID.plain()]
		v, said := d.influence(c.Influence, where)
		if c.Selected != "" && !strings.EqualFold(c.Selected.plain(), "true") && c.Selected.plain() != "1" {
			d.report.Lose("concepts that a scenario leaves out of sight", where+": "+shorten(c.Name.plain()))
		}
		switch {
		case !said:
		case !found || seen[at] || math.IsNaN(v):
			d.report.Lose("states in scenarios that cannot be read", where+": "+shorten(c.Name.plain()))
		default:
			seen[at] = true
			held.Interventions = append(held.Interventions, maps.Intervention{Variable: d.m.Variables[at].ID, Action: maps.Hold, Amount: v})
		}
	}
	if len(held.Interventions) == 0 {
		d.report.Lose("scenarios that change nothing", where)
		return
	}
	held.ID = names.of(label, "scenario")
	d.m.Scenarios = append(d.m.Scenarios, held)
}

// number returns a number, if it is a finite one.
func number(s scalar) (float64, bool) {
	v, err := strconv.ParseFloat(s.plain(), 64)
	return v, err == nil && !math.IsInf(v, 0) && !math.IsNaN(v)
}
