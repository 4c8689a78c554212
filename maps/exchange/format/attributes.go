package format

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"sysmap/maps"
)

// Attribute is one named value of a node or an edge, as formats for graphs of
// any kind have them. The names that this package writes, and what they mean:
//
//	label                     label of a variable
//	note                      note of a variable or a link
//	category, colour, cluster of a variable: labels, and the category's colour
//	x, y                      position
//	unit, horizon             of a variable
//	inertia, inertia_low, inertia_high
//	sign                      of a link: +, - or ?
//	strength, strength_low, strength_high
//	delay, delay_low, delay_high
//	confidence, probability, bend, core
//
// A number that is uncertain is written as its middle, low and high end.
type Attribute struct{ Name, Value string }

// Numeric lists the attributes that are numbers when this package writes them.
var Numeric = []string{
	"x", "y", "inertia", "inertia_low", "inertia_high", "weight", "strength", "strength_low", "strength_high", "delay", "delay_low", "delay_high", "probability", "bend",
}

// AttributesKept is what of a map attributes hold.
var AttributesKept = Kept{
	Categories: true, Colours: true, Clusters: true, Positions: true, Notes: true, Units: true, Inertias: true, Horizons: true,
	Strengths: true, Delays: true, Ranges: true, Confidences: true, Probabilities: true, Bends: true, Core: true, LinkNotes: true,
}

// VariableAttributes returns what is said of a variable, without its label.
func VariableAttributes(m *maps.Map, v *maps.Variable, l maps.Language) []Attribute {
	var a attributes
	if c := m.Category(v.Category); c != nil {
		a.text("category", c.Label.In(l))
		a.text("colour", c.Colour)
	}
	if c := m.Cluster(v.Cluster); c != nil {
		a.text("cluster", c.Label.In(l))
	}
	if v.At != nil {
		a.number("x", v.At.X)
		a.number("y", v.At.Y)
	}
	if v.Measure != nil {
		a.text("unit", v.Measure.Unit)
	}
	a.text("horizon", string(v.Horizon))
	if v.Inertia != nil {
		a.span("inertia", *v.Inertia)
	}
	a.text("note", v.Note.In(l))
	return a
}

// LinkAttributes returns what is said of a link, its sign first.
func LinkAttributes(k *maps.Link, l maps.Language) []Attribute {
	a := attributes{{"sign", k.Sign.String()}}
	if k.StrengthStated {
		a.span("strength", k.Strength)
	}
	if k.Delay != nil {
		a.span("delay", *k.Delay)
	}
	a.text("confidence", string(k.Confidence))
	if k.Probability != 1 {
		a.number("probability", k.Probability)
	}
	if k.Bend != nil {
		a.number("bend", *k.Bend)
	}
	if k.Core {
		a.text("core", "true")
	}
	a.text("note", k.Note.In(l))
	return a
}

type attributes []Attribute

func (a *attributes) text(name, value string) {
	if value != "" {
		*a = append(*a, Attribute{name, value})
	}
}

func (a *attributes) number(name string, v float64) {
	*a = append(*a, Attribute{name, strconv.FormatFloat(v, 'g', -1, 64)})
}

func (a *attributes) span(name string, r maps.Range) {
	a.number(name, r.Middle())
	if !r.Certain() {
		a.number(name+"_low", r.Low)
		a.number(name+"_high", r.High)
	}
}

// key is how names of attributes are compared: "Element Type" and
// "element_type" are the same.
func key(name string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '_' || r == '-' || r == '.' || r == '\t' {
			return -1
		}
		return r
	}, strings.ToLower(name))
}

// VariableOf makes a variable of what a node says, without adding it. Names of
// attributes are compared without regard to case, blanks and hyphens, and other
// names that tools give to the same are known. Attributes that a map has no
// place for are counted. label is used where no attribute gives one.
func (d *Draft) VariableOf(label string, said []Attribute, where string) maps.Variable {
	var v maps.Variable
	var x, y *float64
	category, cluster, colour := "", "", ""
	var inertia spanned
	for _, a := range said {
		if strings.TrimSpace(a.Value) == "" {
			continue
		}
		switch name := key(a.Name); name {
		case "label", "name", "title":
			if strings.TrimSpace(label) == "" {
				label = a.Value
			} else if d.Label(a.Value, where) != d.Label(label, where) {
				d.Report.Lose("second labels of variables", where)
			}
		case "note", "notes", "description", "desc", "comment", "tooltip":
			d.addNote(&v.Note, a.Value, where)
		case "category", "type", "group", "kind", "elementtype":
			d.once(&category, d.Label(a.Value, where), "second categories of variables", where)
		case "colour", "color", "fillcolor":
			d.once(&colour, d.colour(a.Value, where), "second colours of variables", where)
		case "cluster":
			d.once(&cluster, d.Label(a.Value, where), "second clusters of variables", where)
		case "x":
			x = d.number("positions that are not numbers", a.Value, where)
		case "y":
			y = d.number("positions that are not numbers", a.Value, where)
		case "unit", "units":
			v.Measure = &maps.Measure{Unit: d.Label(a.Value, where)}
		case "horizon":
			h := maps.Horizon(strings.ToLower(strings.TrimSpace(a.Value)))
			if slices.Contains([]maps.Horizon{maps.EarlyChange, maps.SystemChange, maps.PopulationChange}, h) {
				v.Horizon = h
			} else {
				d.Report.Lose("horizons of other names", where+": "+Shorten(a.Value))
			}
		case "inertia", "inertialow", "inertiahigh":
			inertia.set(strings.TrimPrefix(name, "inertia"), d.number("inertias that are not numbers", a.Value, where))
		default:
			d.unheld("variables", a.Name, where)
		}
	}
	v.Label = maps.Plain(d.Label(label, where))
	v.Inertia = d.span(inertia, 1e6, "inertias beyond what a map can hold", where)
	if v.Inertia != nil && v.Inertia.Low == 0 {
		d.Report.Lose("inertias of 0", where)
		v.Inertia = nil
	}
	v.Cluster = d.Cluster(cluster, "", where)
	v.Category = d.colourCategory(category, colour, where)
	switch {
	case x != nil && y != nil:
		v.At = d.Position(*x, *y, where)
	case x != nil || y != nil:
		d.Report.Lose("positions with one number", where)
	}
	return v
}

// once keeps the first of several values for what a map holds one of.
func (d *Draft) once(have *string, value, what, where string) {
	switch {
	case *have == "":
		*have = value
	case value != "" && value != *have:
		d.Report.Lose(what, where+": "+Shorten(value))
	}
}

// mostNames is how many attributes without a place in a map are counted by
// name.
const mostNames = 100

func (d *Draft) unheld(of, name, where string) {
	if name = of + " called " + Shorten(name); !d.unheldNames[name] {
		if len(d.unheldNames) >= mostNames {
			d.Report.Lose("attributes of "+of+" of many other names", where)
			return
		}
		if d.unheldNames == nil {
			d.unheldNames = map[string]bool{}
		}
		d.unheldNames[name] = true
	}
	d.Report.Lose("attributes of "+name, where)
}

// colourCategory returns the category of a label and a colour. A colour without
// a label is a category of its own, since people colour boxes to sort them.
func (d *Draft) colourCategory(label, colour, where string) string {
	if label == "" && colour != "" {
		d.Report.Note("colours without a category, made into one each", where)
		label = colour
	}
	id := d.Category(label, "", colour, where)
	if id == "" || colour == "" {
		return id
	}
	switch c := &d.Map.Categories[d.categoryOf[label]]; {
	case c.Colour == "":
		c.Colour = colour
	case c.Colour != colour:
		d.Report.Lose("colours that differ within a category", where)
	}
	return id
}

// colour reads #rrggbb, the only form that maps hold.
func (d *Draft) colour(s, where string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	if len(s) == len("#rrggbb") && s[0] == '#' && strings.Trim(s[1:], "0123456789abcdef") == "" {
		return s
	}
	d.Report.Lose("colours that are not #rrggbb", where+": "+Shorten(s))
	return ""
}

// LinkOf makes a link of what an edge says, without adding it. Of the ways to
// state a sign, the first wins that the edge has: a sign or polarity, a
// label that is nothing but a sign, a weight below 0; the last two are noted.
func (d *Draft) LinkOf(from, to string, said []Attribute, where string) maps.Link {
	l := maps.NewLink(from, to, maps.Unknown)
	stated := false
	var weight *float64
	var strength, delay spanned
	label := ""
	for _, a := range said {
		if strings.TrimSpace(a.Value) == "" {
			continue
		}
		switch name := key(a.Name); name {
		case "sign", "polarity":
			sign, ok := ParseSign(a.Value)
			switch {
			case !ok:
				d.Report.Lose("signs that are neither positive nor negative", where+": "+Shorten(a.Value))
			case stated && sign != l.Sign:
				d.Report.Lose("second signs of a link", where)
			default:
				l.Sign, stated = sign, true
			}
		case "label", "name":
			d.once(&label, strings.TrimSpace(a.Value), "second labels of links", where)
		case "weight", "value":
			weight = d.number("weights that are not numbers", a.Value, where)
		case "strength", "strengthlow", "strengthhigh":
			strength.set(strings.TrimPrefix(name, "strength"), d.number("strengths that are not numbers", a.Value, where))
		case "delay", "delaylow", "delayhigh":
			delay.set(strings.TrimPrefix(name, "delay"), d.number("delays that are not numbers", a.Value, where))
		case "note", "notes", "description", "desc", "comment":
			d.addNote(&l.Note, a.Value, where)
		default:
			d.linkAttribute(&l, name, a, where)
		}
	}
	d.signAndStrength(&l, stated, label, weight, strength, where)
	l.Delay = d.span(delay, 1e6, "delays beyond what a map can hold", where)
	return l
}

func (d *Draft) linkAttribute(l *maps.Link, name string, a Attribute, where string) {
	value := strings.ToLower(strings.TrimSpace(a.Value))
	switch name {
	case "confidence":
		c := maps.Confidence(value)
		if slices.Contains([]maps.Confidence{maps.LowConfidence, maps.MediumConfidence, maps.HighConfidence}, c) {
			l.Confidence = c
			return
		}
		d.Report.Lose("confidences other than low, medium and high", where+": "+Shorten(value))
	case "probability":
		if p := d.number("probabilities that are not numbers", value, where); p != nil && *p > 0 && *p <= 1 {
			l.Probability = *p
		} else if p != nil {
			d.Report.Lose("probabilities that are not above 0 and at most 1", where)
		}
	case "bend":
		if b := d.number("bends that are not numbers", value, where); b != nil && math.Abs(*b) <= 5 {
			l.Bend = b
		} else if b != nil {
			d.Report.Lose("bends beyond what a map can hold", where)
		}
	case "core":
		core, err := strconv.ParseBool(value)
		if l.Core = core; err != nil {
			d.Report.Lose("marks of the core loop that are neither true nor false", where)
		}
	default:
		d.unheld("links", a.Name, where)
	}
}

func (d *Draft) addNote(to *maps.Text, s, where string) {
	s = d.Text(s, where)
	if have := to.Plain; have != "" && s != "" {
		s = d.Text(have+"\n\n"+s, where)
	}
	if s != "" {
		*to = maps.Plain(s)
	}
}

// number reads a finite number, and counts what is none.
func (d *Draft) number(what, s, where string) *float64 {
	v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		d.Report.Lose(what, where+": "+Shorten(s))
		return nil
	}
	return &v
}

// spanned is an uncertain number as it stands in three attributes.
type spanned struct{ middle, low, high *float64 }

func (s *spanned) set(part string, v *float64) {
	switch part {
	case "low":
		s.low = v
	case "high":
		s.high = v
	default:
		s.middle = v
	}
}

// span makes a range in 0…most of three attributes; nil where there is none.
func (d *Draft) span(s spanned, most float64, beyond, where string) *maps.Range {
	var r maps.Range
	switch {
	case s.low != nil && s.high != nil:
		r = maps.Range{Low: *s.low, High: *s.high}
	case s.middle != nil:
		r = maps.Exactly(*s.middle)
	case s.low != nil || s.high != nil:
		d.Report.Lose("ranges with one end", where)
		return nil
	default:
		return nil
	}
	if !(0 <= r.Low && r.Low <= r.High && r.High <= most) {
		d.Report.Lose(beyond, where)
		return nil
	}
	return &r
}
