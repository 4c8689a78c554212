package kumu

import (
	"fmt"
	"strconv"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// connection is one as it stands in the file.
type connection struct {
	id, from, to, where string
	direction           string
	kind, label         string
	reversed            bool
	// link holds what is said of it besides ends and sign.
	link maps.Link
	// ends are what it became, from and to in the direction of influence;
	// ok is false for one that was dropped.
	ends maps.LinkRef
	ok   bool
}

func (d *draft) connection(s *stream, i int) error {
	if i%1000 == 0 && d.ctx.Err() != nil {
		return d.ctx.Err()
	}
	where := fmt.Sprintf("connection %d", i+1)
	if i >= d.limits.Links {
		return fmt.Errorf("%w: %s: more than %d links", format.ErrLimit, where, d.limits.Links)
	}
	e, err := d.entry(s, where)
	if err != nil {
		return err
	}
	d.addConnection(e, where)
	return nil
}

func (d *draft) addConnection(e entry, where string) {
	c := connection{
		id: e.take("_id", "id"), from: e.take("from"), to: e.take("to"), where: where, direction: strings.ToLower(e.take("direction")),
		kind: e.take("connection type", "type"), label: d.label(e.take("label"), where), reversed: e.take("reversed") == "true", link: maps.NewLink("", "", maps.Unknown),
	}
	l := &c.link
	d.delay(l, e.take("delay"), e.take("delayed") == "true", where)
	if text := e.take("strength"); text != "" {
		if r, ok := span(text, 0, 1); ok {
			l.Strength, l.StrengthStated = r, true
		} else {
			d.report.Lose("strengths that are not within 0…1", where+": "+shorten(text))
		}
	}
	if text := strings.ToLower(e.take("confidence")); text == "low" || text == "medium" || text == "high" {
		l.Confidence = maps.Confidence(text)
	} else if text != "" {
		d.report.Lose("confidences other than low, medium and high", where+": "+shorten(text))
	}
	if text := e.take("probability"); text != "" {
		if r, ok := span(text, 0, 1); ok && r.Certain() && r.Low > 0 {
			l.Probability = r.Low
		} else {
			d.report.Lose("probabilities that are not above 0 and at most 1", where+": "+shorten(text))
		}
	}
	l.Note = maps.Plain(d.text(e.take("description"), where))
	d.tags(e, where)
	d.rest(e, "attributes of connections", where)
	d.connections = append(d.connections, c)
}

func (d *draft) delay(l *maps.Link, text string, marked bool, where string) {
	if text != "" {
		if r, ok := span(text, 0, farthest); ok {
			l.Delay = &r
			return
		}
		d.report.Lose("delays that are not numbers", where+": "+shorten(text))
	}
	if marked {
		one := maps.Exactly(1)
		l.Delay = &one
		d.report.Note("delay marks without a length, taken for one unit of time", where)
	}
}

// span reads a number, or two with dots between, as [spanText] writes them.
func span(s string, low, high float64) (maps.Range, bool) {
	first, second, two := strings.Cut(s, "..")
	if !two {
		second = first
	}
	a, ok1 := number(first)
	b, ok2 := number(second)
	return maps.Range{Low: a, High: b}, ok1 && ok2 && a >= low && a <= b && b <= high
}

// number reads a decimal number, and nothing else that a parser may accept.
func number(s string) (float64, bool) {
	s = strings.TrimSpace(s)
	if strings.Trim(s, "0123456789.+-eE") != "" {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v + 0, err == nil
}

func spanText(r maps.Range) string {
	text := strconv.FormatFloat(r.Low, 'f', -1, 64)
	if !r.Certain() {
		text += ".." + strconv.FormatFloat(r.High, 'f', -1, 64)
	}
	return text
}

// join makes links of connections.
func (d *draft) join() error {
	for i := range d.connections {
		c := &d.connections[i]
		if i%1000 == 0 && d.ctx.Err() != nil {
			return d.ctx.Err()
		}
		from, err := d.end(c.from, c.where)
		if err != nil {
			return err
		}
		to, err := d.end(c.to, c.where)
		if err != nil {
			return err
		}
		if from == "" || to == "" {
			d.report.Lose("connections to deleted elements", c.where)
			continue
		}
		if c.reversed {
			from, to = to, from
		}
		if err := d.link(c, from, to); err != nil {
			return err
		}
	}
	return nil
}

// end finds what a connection refers to, by id or by label. It is empty for
// what was deleted; in a blueprint, a label that is not in the list becomes a
// variable.
func (d *draft) end(ref, where string) (string, error) {
	if at, ok := d.byKey[ref]; ok {
		return d.m.Variables[at].ID, nil
	}
	label := d.label(ref, where)
	if at, ok := d.byLabel[key(label)]; ok {
		return d.m.Variables[at].ID, nil
	}
	if label == "" || d.export || strings.HasPrefix(ref, "elem-") {
		return "", nil
	}
	d.report.Note("elements that only connections name", where+": "+shorten(label))
	at, err := d.variable(maps.Variable{}, label, where)
	if err != nil {
		return "", err
	}
	return d.m.Variables[at].ID, nil
}

// link adds the links of a connection.
func (d *draft) link(c *connection, from, to string) error {
	forth, back := d.signs(c)
	c.ends, c.ok = maps.LinkRef{From: from, To: to, Sign: forth}, true
	l := c.link
	l.From, l.To, l.Sign = from, to, forth
	if err := d.addLink(l, c.where); err != nil {
		return err
	}
	switch c.direction {
	case "mutual":
	case "undirected":
		d.report.Note("undirected connections, read as links in both directions", c.where)
	case "", "directed":
		return nil
	default:
		d.report.Lose("directions that are not understood, taken for directed", c.where+": "+shorten(c.direction))
		return nil
	}
	l.From, l.To, l.Sign = to, from, back
	return d.addLink(l, c.where)
}

// signs reads the sign of a connection and, for those in both directions, of
// the way back.
func (d *draft) signs(c *connection) (forth, back maps.Sign) {
	kind := strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(c.kind, "−", "-"), "–", "-"))
	if kind == "+-" || kind == "-+" {
		atStart, atEnd := maps.Positive, maps.Negative
		if kind == "-+" {
			atStart, atEnd = atEnd, atStart
		}
		if c.direction == "mutual" || c.direction == "undirected" {
			d.report.Note("types that mark both ends, each read as the influence on that end", c.where)
			if c.reversed {
				return atStart, atEnd
			}
			return atEnd, atStart
		}
		d.report.Note("types that mark both ends of a connection in one direction, left unknown", c.where)
		return maps.Unknown, maps.Unknown
	}
	sign, ok := signOf(kind)
	fromLabel, labelled := signOf(c.label)
	switch {
	case ok && kind != "":
	case labelled && c.label != "":
		d.report.Note("signs that were read from labels", c.where)
		sign = fromLabel
		c.label = ""
	case !ok:
		d.report.Note("signs of connections whose type is none, left unknown", c.where+": "+shorten(c.kind))
	}
	if !ok {
		d.report.Lose("types of connections that are no signs", c.where+": "+shorten(c.kind))
	}
	if c.label != "" {
		// The words on an arrow belong to what is said of it.
		c.link.Note = maps.Plain(strings.TrimSpace(c.label + "\n" + c.link.Note.Plain))
		d.report.Note("labels of connections, put into their notes", c.where)
	}
	return sign, sign
}

// signOf reads a word as a sign; an empty one is unknown.
func signOf(s string) (maps.Sign, bool) {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "same", "s", "+", "++", "positive", "plus":
		return maps.Positive, true
	case "opposite", "o", "-", "--", "−", "–", "negative", "minus":
		return maps.Negative, true
	case "", "?", "unknown":
		return maps.Unknown, true
	}
	return maps.Unknown, false
}

// addLink adds a link, or what it says to the one that stands already.
func (d *draft) addLink(l maps.Link, where string) error {
	if i, twice := d.links[l.Ref()]; twice {
		d.report.Note("connections that stand more than once, merged", where+": "+l.Ref().String())
		if merge(&d.m.Links[i], l) {
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
// reports whether they differ.
func merge(into *maps.Link, l maps.Link) (differs bool) {
	if !into.StrengthStated {
		into.Strength, into.StrengthStated = l.Strength, l.StrengthStated
	}
	if into.Delay == nil {
		into.Delay = l.Delay
	}
	if into.Confidence == "" {
		into.Confidence = l.Confidence
	}
	if into.Probability == 1 {
		into.Probability = l.Probability
	}
	if into.Note.Empty() {
		into.Note = l.Note
	}
	return l.StrengthStated && l.Strength != into.Strength || l.Delay != nil && *l.Delay != *into.Delay ||
		l.Confidence != "" && l.Confidence != into.Confidence || l.Probability != 1 && l.Probability != into.Probability ||
		!l.Note.Empty() && l.Note.Plain != into.Note.Plain
}
