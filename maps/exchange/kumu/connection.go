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
	// polarity is what an attribute of that name says, which people add
	// when the type says something else.
	kind, label, polarity string
	reversed              bool
	// link holds what is said of it besides ends and sign.
	link maps.Link
	// ends are what it became, from and to in the direction of influence;
	// ok is false for one that was dropped.
	ends maps.LinkRef
	ok   bool
}

func (d *draft) connection(s *format.JSON, i int) error {
	if i%1000 == 0 && d.ctx.Err() != nil {
		return d.ctx.Err()
	}
	where := fmt.Sprintf("connection %d", i+1)
	if i >= d.Limits.Links {
		return fmt.Errorf("%w: %s: more than %d links", format.ErrLimit, where, d.Limits.Links)
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
		kind: e.take("connection type", "type"), label: d.Label(e.take("label"), where), reversed: e.take("reversed") == "true", link: maps.NewLink("", "", maps.Unknown),
	}
	l := &c.link
	d.delay(l, e.take("delay"), e.take("delayed") == "true", where)
	if text := e.take("strength"); text != "" {
		if r, ok := span(text, 0, 1); ok {
			l.Strength, l.StrengthStated = r, true
		} else {
			d.Report.Lose("strengths that are not within 0…1", where+": "+format.Shorten(text))
		}
	}
	if text := strings.ToLower(e.take("confidence")); text == "low" || text == "medium" || text == "high" {
		l.Confidence = maps.Confidence(text)
	} else if text != "" {
		d.Report.Lose("confidences other than low, medium and high", where+": "+format.Shorten(text))
	}
	if text := e.take("probability"); text != "" {
		if r, ok := span(text, 0, 1); ok && r.Certain() && r.Low > 0 {
			l.Probability = r.Low
		} else {
			d.Report.Lose("probabilities that are not above 0 and at most 1", where+": "+format.Shorten(text))
		}
	}
	c.polarity = e.take("polarity", "sign")
	l.Note = maps.Plain(d.Text(e.take("description"), where))
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
		d.Report.Lose("delays that are not numbers", where+": "+format.Shorten(text))
	}
	if marked {
		l.Delay = d.DelayMark(where)
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
			d.Report.Lose("connections to deleted elements", c.where)
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
		return d.Map.Variables[at].ID, nil
	}
	label := d.Label(ref, where)
	if at, ok := d.byLabel[format.NameKey(label)]; ok {
		return d.Map.Variables[at].ID, nil
	}
	if label == "" || d.export || strings.HasPrefix(ref, "elem-") {
		return "", nil
	}
	d.Report.Note("elements that only connections name", where+": "+format.Shorten(label))
	at, err := d.variable(maps.Variable{}, label, where)
	if err != nil {
		return "", err
	}
	return d.Map.Variables[at].ID, nil
}

// link adds the links of a connection.
func (d *draft) link(c *connection, from, to string) error {
	forth, back := d.signs(c)
	c.ends, c.ok = maps.LinkRef{From: from, To: to, Sign: forth}, true
	l := c.link
	l.From, l.To, l.Sign = from, to, forth
	if err := d.Link(l, c.where); err != nil {
		return err
	}
	switch c.direction {
	case "mutual":
	case "undirected":
		d.Report.Note("undirected connections, read as links in both directions", c.where)
	case "", "directed":
		return nil
	default:
		d.Report.Lose("directions that are not understood, taken for directed", c.where+": "+format.Shorten(c.direction))
		return nil
	}
	l.From, l.To, l.Sign = to, from, back
	return d.Link(l, c.where)
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
			d.Report.Note("types that mark both ends, each read as the influence on that end", c.where)
			if c.reversed {
				return atStart, atEnd
			}
			return atEnd, atStart
		}
		d.Report.Note("types that mark both ends of a connection in one direction, left unknown", c.where)
		return maps.Unknown, maps.Unknown
	}
	sign, ok := signOf(kind)
	fromLabel, labelled := signOf(c.label)
	attribute, stated := signOf(c.polarity)
	if !stated {
		d.Report.Lose("polarities that are no signs", c.where+": "+format.Shorten(c.polarity))
	}
	switch {
	case ok && kind != "":
		if labelled && fromLabel == sign {
			c.label = "" // says the same again
		}
		if stated && c.polarity != "" && attribute != sign {
			d.Report.Lose("polarities that differ from the type", c.where+": "+format.Shorten(c.polarity))
		}
	case stated && c.polarity != "":
		d.Report.Note("signs that were read from an attribute called polarity or sign", c.where)
		sign = attribute
	case labelled && c.label != "":
		d.Report.Note("signs that were read from labels", c.where)
		sign = fromLabel
		c.label = ""
	case !ok:
		d.Report.Note("signs of connections whose type is none, left unknown", c.where+": "+format.Shorten(c.kind))
	}
	if !ok {
		d.Report.Lose("types of connections that are no signs", c.where+": "+format.Shorten(c.kind))
	}
	if c.label != "" {
		// The words on an arrow belong to what is said of it.
		c.link.Note = maps.Plain(strings.TrimSpace(c.label + "\n" + c.link.Note.Plain))
		d.Report.Note("labels of connections, put into their notes", c.where)
	}
	return sign, sign
}

// signOf reads a word as a sign, which may go on to say of what: "Positive
// influence". An empty one is unknown.
func signOf(s string) (maps.Sign, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, of := range []string{"influence", "effect", "link", "relationship", "correlation", "feedback", "causation", "polarity", "connection", "direction", "påvirkning", "effekt"} {
		if word, is := strings.CutSuffix(s, " "+of); is {
			s = strings.TrimSpace(word)
			break
		}
	}
	switch s {
	case "same", "s", "+", "++", "(+)", "positive", "positiv", "plus":
		return maps.Positive, true
	case "opposite", "o", "-", "--", "−", "–", "(-)", "negative", "negativ", "minus":
		return maps.Negative, true
	case "", "?", "unknown":
		return maps.Unknown, true
	}
	return maps.Unknown, false
}
