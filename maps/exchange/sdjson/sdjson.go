// Package sdjson reads and writes SD-JSON, in which language-model tools for
// system dynamics (sd-ai, 2025) hand over causal loop diagrams and models.
//
// The meaning is in two lists: variables, each with name, type (stock, flow,
// variable), documentation and units, and relationships, each from and to a
// name, with polarity "+", "-" or "" for not known, and reasoning and
// polarityReasoning in words. The file may be the model alone or an answer with
// supportingInfo (title, explanation) and model.
//
// Types other than variable become categories, documentation and reasoning
// become notes, units the unit of the variable's measure, and
// specs.timeUnits the unit of time. Flows that a stock names as inflows or
// outflows and no relationship joins to it become links: what flows in adds,
// what flows out takes away. Equations and the other settings of a simulation
// are counted and left behind.
//
// Written out, the file is the model alone. It keeps labels and notes of
// variables in one language, the categories stock and flow, units, links with
// their signs and notes, and the unit of time.
package sdjson

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// Format is SD-JSON.
func Format() format.Format {
	return format.Format{
		Name: "sd-json", Title: "SD-JSON", Endings: []string{"json"},
		Recognise: recognise, Read: read, Write: write,
	}
}

func recognise(head []byte) format.Certainty {
	head = bytes.TrimSpace(format.Head(head))
	if !bytes.HasPrefix(head, []byte("{")) {
		return format.No
	}
	has := func(key string) bool { return bytes.Contains(head, []byte(`"`+key+`"`)) }
	switch {
	case has("relationships") && (has("polarity") || has("variables") && has("from")):
		return format.Surely
	case has("relationships"), has("variables") && (has("equation") || has("documentation")):
		return format.Perhaps
	}
	return format.No
}

// variable and relationship are the entries of the two lists.
type variable struct {
	Name, Type, Documentation, Units, Equation format.Words
	Inflows, Outflows                          []format.Words
	GraphicalFunction                          any
	Dimensions                                 any
}

type relationship struct {
	From, To, Polarity, Reasoning, PolarityReasoning format.Words
}

// draft is the map as far as it has been read.
type draft struct {
	*format.Draft
	ctx    context.Context
	byName map[string]int
	joined map[[2]string]bool
	// flows are what stocks say of flows, kept until all links are read.
	flows []flow
	// types holds the type of each variable, in order.
	types []string
	lists int
}

// flow is a flow that a stock names.
type flow struct {
	flow, stock, where string
	sign               maps.Sign
}

func read(ctx context.Context, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
	d := &draft{Draft: format.NewDraft("sd-json", o), ctx: ctx, byName: map[string]int{}, joined: map[[2]string]bool{}}
	text, err := d.Decode(text)
	if err != nil {
		return nil, nil, err
	}
	s, err := format.OpenJSON(text, d.Limits)
	if err != nil {
		return nil, nil, err
	}
	if err := d.model(s); err != nil {
		return nil, nil, err
	}
	if err := s.End("model"); err != nil {
		return nil, nil, err
	}
	if d.lists == 0 {
		return nil, nil, fmt.Errorf("%w: there is neither a list of variables nor one of relationships", format.ErrFormat)
	}
	if err := d.joinFlows(); err != nil {
		return nil, nil, err
	}
	d.categorise()
	return d.Finish()
}

// model reads the model, or what it is wrapped in.
func (d *draft) model(s *format.JSON) error {
	return s.Object(func(key string) error {
		switch key {
		case "model", "output":
			return d.model(s)
		case "variables":
			d.lists++
			return s.Array(func(i int) error { return d.variable(s, i) })
		case "relationships":
			d.lists++
			return s.Array(func(i int) error { return d.relationship(s, i) })
		case "supportingInfo":
			return d.supportingInfo(s)
		case "specs":
			return d.specs(s)
		case "title", "explanation":
			var text format.Words
			if err := s.Decode(&text); err != nil {
				return err
			}
			if label := d.Label(string(text), key); key == "title" && label != "" {
				d.Map.Title = maps.Plain(label)
			} else if key == "explanation" && d.Map.Note.Empty() {
				d.Map.Note = maps.Plain(d.Text(string(text), key))
			}
			return nil
		}
		d.Report.Lose("parts that are not understood", format.Shorten(key))
		return s.Skip()
	})
}

func (d *draft) supportingInfo(s *format.JSON) error {
	var info struct{ Title, Explanation format.Words }
	if err := s.Decode(&info); err != nil {
		return err
	}
	if title := d.Label(string(info.Title), "supportingInfo"); title != "" {
		d.Map.Title = maps.Plain(title)
	}
	d.Map.Note = maps.Plain(d.Text(string(info.Explanation), "supportingInfo"))
	return nil
}

func (d *draft) specs(s *format.JSON) error {
	return s.Object(func(key string) error {
		if key != "timeUnits" {
			d.Report.Lose("settings of the simulation", format.Shorten(key))
			return s.Skip()
		}
		var units format.Words
		if err := s.Decode(&units); err != nil {
			return err
		}
		unit := maps.TimeUnit(strings.TrimSuffix(strings.ToLower(units.Trimmed()), "s"))
		switch unit {
		case maps.Day, maps.Week, maps.Month, maps.Year:
			d.Map.Time = unit
		case "":
		default:
			d.Report.Lose("units of time other than day, week, month and year", format.Shorten(units.Trimmed()))
		}
		return nil
	})
}

func (d *draft) variable(s *format.JSON, i int) error {
	if i%1000 == 0 && d.ctx.Err() != nil {
		return d.ctx.Err()
	}
	where := fmt.Sprintf("variable %d", i+1)
	var v variable
	if err := s.Decode(&v); err != nil {
		return fmt.Errorf("%s: %w", where, err)
	}
	label := d.Label(string(v.Name), where)
	if j, twice := d.byName[format.NameKey(label)]; twice && label != "" && d.types[j] != "" {
		d.Report.Lose("variables that stand twice, of which the first is kept", where+": "+format.Shorten(label))
		return nil
	} else if twice && label != "" {
		// A relationship named it before the list of variables came.
		d.describe(j, &v, where)
		return nil
	}
	j, err := d.add(label, where)
	if err != nil {
		return err
	}
	d.describe(j, &v, where)
	return nil
}

// describe adds what a variable's entry says.
func (d *draft) describe(i int, v *variable, where string) {
	to := &d.Map.Variables[i]
	d.types[i] = strings.ToLower(d.Label(string(v.Type), where))
	if d.types[i] == "" {
		d.types[i] = plainType
	}
	to.Note = maps.Plain(d.Text(string(v.Documentation), where))
	if units := d.Label(string(v.Units), where); units != "" {
		to.Measure = &maps.Measure{Unit: units}
	}
	if v.Equation != "" {
		d.Report.Lose("equations", to.ID)
	}
	if v.GraphicalFunction != nil {
		d.Report.Lose("graphical functions", to.ID)
	}
	if v.Dimensions != nil {
		d.Report.Lose("dimensions of arrays", to.ID)
	}
	for _, f := range v.Inflows {
		d.flows = append(d.flows, flow{string(f), to.ID, where, maps.Positive})
	}
	for _, f := range v.Outflows {
		d.flows = append(d.flows, flow{string(f), to.ID, where, maps.Negative})
	}
}

func (d *draft) relationship(s *format.JSON, i int) error {
	if i%1000 == 0 && d.ctx.Err() != nil {
		return d.ctx.Err()
	}
	where := fmt.Sprintf("relationship %d", i+1)
	r, err := d.statement(s, where)
	if err != nil {
		return fmt.Errorf("%s: %w", where, err)
	}
	if r.From.Trimmed() == "" || r.To.Trimmed() == "" {
		d.Report.Lose("relationships without both ends", where)
		return nil
	}
	from, err := d.find(string(r.From), where)
	if err != nil {
		return err
	}
	to, err := d.find(string(r.To), where)
	if err != nil {
		return err
	}
	l := maps.NewLink(from, to, d.sign(r.Polarity.Trimmed(), where))
	note, why := d.Text(string(r.Reasoning), where), d.Text(string(r.PolarityReasoning), where)
	if note != "" && why != "" {
		d.Report.Note("reasons for a link and for its sign, joined into one note", where)
		note += "\n"
	}
	l.Note = maps.Plain(note + why)
	return d.link(l, where)
}

// statement reads the parts of a relationship.
func (d *draft) statement(s *format.JSON, where string) (r relationship, err error) {
	parts := map[string]*format.Words{"from": &r.From, "to": &r.To, "polarity": &r.Polarity, "reasoning": &r.Reasoning, "polarityreasoning": &r.PolarityReasoning}
	err = s.Object(func(key string) error {
		if part, known := parts[strings.ToLower(key)]; known {
			return s.Decode(part)
		}
		d.Report.Lose("parts of relationships that are not understood", where+": "+format.Shorten(key))
		return s.Skip()
	})
	return r, err
}

// sign reads a polarity; nothing else is said to stand there, but tools and
// people write words.
func (d *draft) sign(s, where string) maps.Sign {
	switch strings.ToLower(s) {
	case "+", "positive", "s":
		return maps.Positive
	case "-", "−", "–", "negative", "o":
		return maps.Negative
	case "", "?", "unknown", "undefined", "none":
		return maps.Unknown
	}
	d.Report.Lose("polarities that are not understood, left unknown", where+": "+format.Shorten(s))
	return maps.Unknown
}

// link adds a link, and remembers which variables it joins.
func (d *draft) link(l maps.Link, where string) error {
	d.joined[[2]string{l.From, l.To}] = true
	return d.Link(l, where)
}

// joinFlows links flows to their stocks where no relationship does.
func (d *draft) joinFlows() error {
	for _, f := range d.flows {
		if strings.TrimSpace(f.flow) == "" {
			continue
		}
		from, err := d.find(f.flow, f.where)
		if err != nil {
			return err
		}
		if d.joined[[2]string{from, f.stock}] {
			continue
		}
		l := maps.NewLink(from, f.stock, f.sign)
		d.Report.Note("links that were read from a stock's inflows and outflows", l.Ref().String())
		if err := d.link(l, f.where); err != nil {
			return err
		}
	}
	return nil
}

// plainType is the type of a variable that is nothing special.
const plainType = "variable"

// categorise makes categories of the types that are something special.
func (d *draft) categorise() {
	for i, t := range d.types {
		if t != "" && t != plainType {
			first, size := utf8.DecodeRuneInString(t)
			d.Map.Variables[i].Category = d.Category(t, string(unicode.ToUpper(first))+t[size:], "", d.Map.Variables[i].ID)
		}
	}
}

// find returns the variable of a name, and adds it if there is none.
func (d *draft) find(name, where string) (string, error) {
	name = d.Label(name, where)
	i, ok := d.byName[format.NameKey(name)]
	if !ok {
		// Equations have underscores for blanks, and so have names that are
		// taken from them.
		i, ok = d.byName[format.NameKey(strings.ReplaceAll(name, "_", " "))]
	}
	if !ok {
		var err error
		if i, err = d.add(name, where); err != nil {
			return "", err
		}
	}
	v := &d.Map.Variables[i]
	if name != "" && v.Label.Plain != name {
		d.Report.Note("names that differ in case or spacing, taken for one", fmt.Sprintf("%s: %q is %q", where, format.Shorten(name), format.Shorten(v.Label.Plain)))
	}
	return v.ID, nil
}

func (d *draft) add(label, where string) (int, error) {
	i := len(d.Map.Variables)
	if _, err := d.Variable(maps.Variable{Label: maps.Plain(label)}, where); err != nil {
		return 0, err
	}
	d.byName[format.NameKey(label)] = i
	d.types = append(d.types, "")
	return i, nil
}
