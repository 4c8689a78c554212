package table

import (
	"math"
	"net/url"
	"slices"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// farthest is the largest coordinate, delay and inertia that a map can hold.
const farthest = 1e6

// link reads a row of links.
func (d *draft) link(b *block, r row, listed bool) error {
	c, where := b.columns, b.where(r)
	d.strays(c, r, where)
	from, to := c.cell(r, fromField), c.cell(r, toField)
	switch {
	case from == "" && to == "":
		d.Report.Lose("rows without names", where)
		return nil
	case from == "" || to == "":
		// An edge list has no other place for a variable without links.
		_, err := d.find(from+to, where, listed)
		if c.cell(r, signField) != "" || from == "" {
			d.Report.Lose("links with only one end", where)
		}
		return err
	}
	fromID, err := d.find(from, where, listed)
	if err != nil {
		return err
	}
	toID, err := d.find(to, where, listed)
	if err != nil {
		return err
	}
	l := maps.NewLink(fromID, toID, maps.Unknown)
	d.sign(&l, c, r, where)
	d.delay(&l, c.cell(r, delayField), where)
	d.confidence(&l, c.cell(r, confidenceField), where)
	d.probability(&l, c.cell(r, probabilityField), where)
	l.Core = d.tick(c.cell(r, coreField), where)
	l.Note = maps.Plain(d.Text(c.cell(r, noteField), where))
	l.Evidence = d.evidence(c.cell(r, evidenceField), where)
	d.linkLabel(&l, c.cell(r, labelField), where)
	d.otherCells(c, r, where, idField, categoryField, clusterField, xField, yField, inertiaField, horizonField, indicatorField, unitField, typeField, effectField, voiceField, existsField, actorField, roleField)
	if err := d.Link(l, where+": "+l.Ref().String()); err != nil || !c.typed || !strings.EqualFold(c.cell(r, signField), "undirected") {
		return err
	}
	d.Report.Note("undirected links, read as one each way", where)
	l.From, l.To = l.To, l.From
	return d.Link(l, where+": "+l.Ref().String())
}

// linkLabel reads the words on an arrow, which may be its sign.
func (d *draft) linkLabel(l *maps.Link, s, where string) {
	if s == "" {
		return
	}
	if sign, ok := format.SignLabel(s); ok {
		if l.Sign == maps.Unknown {
			l.Sign = sign
			d.Report.Note("signs that were read from labels", where)
		} else if sign != l.Sign {
			d.Report.Lose("second signs of a link", where)
		}
		return
	}
	d.Report.Note("labels of links, put into their notes", where)
	l.Note = maps.Plain(d.Text(strings.TrimSpace(s+"\n\n"+l.Note.Plain), where))
}

// sign reads sign and strength, each of which may hold some of the other.
func (d *draft) sign(l *maps.Link, c *columns, r row, where string) {
	text := c.cell(r, signField)
	if c.typed && (strings.EqualFold(text, "directed") || strings.EqualFold(text, "undirected")) {
		text = ""
	}
	sign, size, understood := signOf(text)
	l.Sign = sign
	if !understood {
		d.Report.Lose("signs that are not understood, left unknown", where+": "+format.Shorten(text))
	}
	strength := c.cell(r, strengthField)
	if v, ok := number(strength); ok && v < 0 {
		if text == "" {
			l.Sign = maps.Negative
			d.Report.Note("signs that were read from the strength", where)
		} else if l.Sign == maps.Positive {
			d.Report.Lose("strengths whose sign is not that of the link", where)
		}
		strength = strings.TrimLeft(strength, "-−– ")
	} else if word, _, isSign := signOf(strength); !ok && text == "" && isSign && word != maps.Unknown {
		l.Sign, strength = word, ""
		d.Report.Note("signs that were read from the strength", where)
	} else if ok && v > 0 && text == "" && (c.both || v <= 1 && (c.typed || !c.has(signField))) {
		l.Sign = maps.Positive
		d.Report.Note("signs that were read from the strength", where)
	}
	switch {
	case strength == "" && size < 1:
		l.Strength, l.StrengthStated = maps.Exactly(size), true
		d.Report.Note("strengths that were read from the sign", where)
	case strength == "" && size > 1:
		d.Report.Lose("strengths outside 0…1", where+": "+format.Shorten(text))
	case strength == "":
	case degree(strength) >= 0:
		l.Strength, l.StrengthStated = degrees[degree(strength)].strength, true
	default:
		d.strength(l, c, strength, where)
	}
}

// strength reads a strength that is a number or two.
func (d *draft) strength(l *maps.Link, c *columns, s, where string) {
	_, known := span(s, -1e300, 1e300)
	v, ok := span(s, 0, 1)
	switch {
	case !ok && !known:
		d.Report.Lose("strengths that are not understood", where+": "+format.Shorten(s))
		return
	case strings.Contains(s, "%"):
	case c.most > 0:
		d.Report.Note("strengths on a scale that the title states, divided by its upper end", where)
		v, ok = span(s, 0, c.most)
		v.Low, v.High = v.Low/c.most, v.High/c.most
	case c.ranks:
		d.Report.Lose("strengths on a scale that no title states, as in Strength (1-5)", where+": "+format.Shorten(s))
		return
	}
	if !ok {
		d.Report.Lose("strengths outside 0…1", where+": "+format.Shorten(s))
		return
	}
	l.Strength, l.StrengthStated = v, true
}

func (d *draft) delay(l *maps.Link, s, where string) {
	if s == "" {
		return
	}
	if v, ok := span(s, 0, farthest); ok {
		l.Delay = &v
		return
	}
	if v, unit, ok := duration(s); ok {
		if d.Map.Time == "" {
			d.Map.Time = unit
		}
		if unit != d.Map.Time {
			d.Report.Note("delays in another unit of time, converted", where+": "+format.Shorten(s))
			scale := daysIn[unit] / daysIn[d.Map.Time]
			// A thousandth of a unit is finer than anybody means it.
			v = maps.Range{Low: math.Round(v.Low*scale*1000) / 1000, High: math.Round(v.High*scale*1000) / 1000}
		}
		if v.High <= farthest {
			l.Delay = &v
			return
		}
	}
	switch {
	case yes(s):
		l.Delay = d.DelayMark(where)
	case !no(s):
		d.Report.Lose("delays that are not understood", where+": "+format.Shorten(s))
	}
}

func (d *draft) confidence(l *maps.Link, s, where string) {
	if s == "" {
		return
	}
	if i := degree(s); i >= 0 {
		l.Confidence = degrees[i].confidence
		return
	}
	d.Report.Lose("confidences that are not understood", where+": "+format.Shorten(s))
}

func (d *draft) probability(l *maps.Link, s, where string) {
	if s == "" {
		return
	}
	if v, ok := span(s, 0, 1); ok && v.Certain() && v.Low > 0 {
		l.Probability = v.Low
		return
	}
	d.Report.Lose("probabilities that are not above 0 and at most 1", where+": "+format.Shorten(s))
}

func (d *draft) tick(s, where string) bool {
	if s != "" && !yes(s) && !no(s) {
		d.Report.Lose("marks that are neither yes nor no", where+": "+format.Shorten(s))
	}
	return yes(s)
}

// evidence reads sources divided by bars or line breaks, each with an address
// at its end if there is one.
func (d *draft) evidence(s, where string) (list []maps.Evidence) {
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == '|' || r == '\n' }) {
		part = d.label(part, where)
		if part == "" {
			continue
		}
		e := maps.Evidence{Source: part}
		at := strings.LastIndexByte(part, ' ') + 1
		if address(part[at:]) {
			e.Source, e.URL = strings.TrimSpace(part[:at]), part[at:]
		}
		list = append(list, e)
	}
	return list
}

// address reports whether a word is a web address.
func address(s string) bool {
	u, err := url.Parse(s)
	return err == nil && slices.Contains([]string{"http", "https", "doi"}, strings.ToLower(u.Scheme)) && u.Host+u.Opaque != ""
}

// variable reads a row of variables.
func (d *draft) variable(b *block, r row) error {
	c, where := b.columns, b.where(r)
	d.strays(c, r, where)
	label, id := d.label(c.cell(r, labelField), where), c.cell(r, idField)
	if label == "" && id == "" {
		d.Report.Lose("rows without names", where)
		return nil
	}
	if label == "" {
		label = d.label(id, where)
	}
	if i, twice := d.byName[format.NameKey(label)]; twice && (id == "" || id == d.Map.Variables[i].ID) {
		d.Report.Lose("variables that stand twice, of which the first is kept", where+": "+format.Shorten(d.Map.Variables[i].Label.Plain))
		return nil
	}
	if id != "" && !d.TakeID(id) {
		d.Report.Note("ids that cannot be used or stand twice, made anew", where+": "+format.Shorten(id))
		id = ""
	}
	v := maps.Variable{ID: id, Label: maps.Plain(label), Note: maps.Plain(d.Text(c.cell(r, noteField), where))}
	category, cluster := d.label(c.cell(r, categoryField), where), d.label(c.cell(r, clusterField), where)
	v.Category, v.Cluster = d.Category(format.NameKey(category), category, "", where), d.Cluster(format.NameKey(cluster), cluster, where)
	d.position(&v, c.cell(r, xField), c.cell(r, yField), where)
	d.inertia(&v, c.cell(r, inertiaField), where)
	d.horizon(&v, c.cell(r, horizonField), where)
	indicator, unit := d.label(c.cell(r, indicatorField), where), d.label(c.cell(r, unitField), where)
	if indicator != "" || unit != "" {
		v.Measure = &maps.Measure{Indicator: maps.Plain(indicator), Unit: unit}
	}
	d.otherCells(c, r, where, signField, strengthField, delayField, confidenceField, probabilityField, coreField, evidenceField, sourceField, typeField, effectField, voiceField, existsField, roleField)
	_, err := d.addVariable(v, where)
	return err
}

func (d *draft) position(v *maps.Variable, xText, yText, where string) {
	if xText == "" && yText == "" {
		return
	}
	x, ok1 := number(xText)
	y, ok2 := number(yText)
	if !ok1 || !ok2 || max(x, -x) > farthest || max(y, -y) > farthest {
		d.Report.Lose("positions that are not two numbers within ±1,000,000", where)
		return
	}
	v.At = &maps.Position{X: x, Y: y}
}

func (d *draft) inertia(v *maps.Variable, s, where string) {
	if s == "" {
		return
	}
	if r, ok := span(s, 0, farthest); ok && r.Low > 0 {
		v.Inertia = &r
		return
	}
	d.Report.Lose("inertias that are not above 0", where+": "+format.Shorten(s))
}

// horizonWords are how horizons are written and, by their first word, read.
var horizonWords = [...]struct {
	horizon         maps.Horizon
	english, danish string
	others          string
}{
	{maps.EarlyChange, "early", "tidlig", "tidlige"},
	{maps.SystemChange, "system", "system", "systemforandringer"},
	{maps.PopulationChange, "population", "befolkning", "befolkningsforandringer"},
}

func (d *draft) horizon(v *maps.Variable, s, where string) {
	word, _, _ := strings.Cut(strings.ToLower(s), " ")
	for _, h := range horizonWords {
		if word == h.english || word == h.danish || contains(h.others, word) {
			v.Horizon = h.horizon
			return
		}
	}
	if s != "" {
		d.Report.Lose("horizons that are not understood", where+": "+format.Shorten(s))
	}
}

// strays counts what stands under no title.
func (d *draft) strays(c *columns, r row, where string) {
	for i, cell := range r.cells {
		if (i >= len(c.titled) || !c.titled[i]) && strings.TrimSpace(cell) != "" {
			d.Report.Lose("cells under no title", where)
			return
		}
	}
}

// otherCells counts what stands under titles that have no meaning here.
func (d *draft) otherCells(c *columns, r row, where string, fields ...field) {
	for _, f := range fields {
		if c.cell(r, f) != "" {
			d.Report.Lose("cells of columns that are not for this table: "+f.title(maps.English), where)
		}
	}
}
