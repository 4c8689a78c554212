package loopy

import (
	"context"
	"fmt"
	"math"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// hues are LOOPY's colours, by number.
var hues = [...]struct{ label, colour string }{
	{"Red", "#ea3e3e"}, {"Orange", "#ea9d51"}, {"Yellow", "#feee43"}, {"Green", "#bfee3f"}, {"Blue", "#7fd4ff"}, {"Purple", "#a97fff"},
}

// fill makes the map of a model.
func (d *reading) fill(ctx context.Context, doc *document) error {
	ids := make(map[format.Scalar]int, len(doc.Nodes))
	several := false
	for i := range doc.Nodes {
		several = several || doc.Nodes[i].Hue != doc.Nodes[0].Hue
	}
	for i := range doc.Nodes {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := d.node(&doc.Nodes[i], i, ids, several); err != nil {
			return err
		}
	}
	for i := range doc.Edges {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := d.edge(&doc.Edges[i], i, ids, doc.Globals.Mode == "1"); err != nil {
			return err
		}
	}
	var remarks []string
	for i, l := range doc.Labels {
		where := fmt.Sprintf("label %d", i+1)
		if text := d.Text(string(l.Text), where); text != "" {
			d.Report.Note("texts on the sheet, put into the note about the map", format.Shorten(text))
			remarks = append(remarks, text)
		}
		if l.Href != "" {
			d.Report.Lose("addresses of texts on the sheet", format.Shorten(string(l.Href)))
		}
	}
	d.Map.Note = maps.Plain(d.Text(strings.Join(remarks, "\n\n"), "the texts on the sheet"))
	return nil
}

func (d *reading) node(n *node, i int, ids map[format.Scalar]int, several bool) error {
	where := fmt.Sprintf("node %d", i+1)
	v := maps.Variable{Label: maps.Plain(d.Label(string(n.Label), where))}
	if !v.Label.Empty() {
		where += " (" + format.Shorten(v.Label.Plain) + ")"
	}
	x, okX := number(n.X)
	y, okY := number(n.Y)
	if okX && okY {
		v.At = d.Position(x, y, where)
	} else {
		d.Report.Lose("positions that are not numbers", where)
	}
	if hue, ok := number(n.Hue); several && ok && hue == math.Trunc(hue) && hue >= 0 && int(hue) < len(hues) {
		v.Category = d.Category(hues[int(hue)].label, hues[int(hue)].label, hues[int(hue)].colour, where)
	} else if several {
		d.Report.Lose("colours that LOOPY does not have", where)
	}
	d.leave(where, "starting amounts", n.Init, "0.5")
	d.leave(where, "sizes of nodes", n.Size, "1")
	d.leave(where, "latencies of nodes", n.Latency, "0")
	d.leave(where, "thresholds of nodes", n.Overflow, "0")
	d.leave(where, "thresholds of nodes", n.Underflow, "1")
	d.leave(where, "nodes that can explode", n.Explode, "0")
	d.leave(where, "colour rules of nodes", n.Foreign, "0")
	if _, err := d.Variable(v, where); err != nil {
		return err
	}
	if _, twice := ids[n.ID]; twice || n.ID == "" {
		d.Report.Lose("numbers of nodes that are missing or taken, so that arrows cannot reach them", where)
		return nil
	}
	ids[n.ID] = len(d.Map.Variables) - 1
	return nil
}

// leave counts a setting that is not as LOOPY makes it.
func (d *reading) leave(where, what string, value format.Scalar, usual ...format.Scalar) {
	if value == "" {
		return
	}
	for _, u := range usual {
		if value == u {
			return
		}
	}
	d.Report.Lose(what, where)
}

func (d *reading) edge(e *edge, i int, ids map[format.Scalar]int, advanced bool) error {
	where := fmt.Sprintf("arrow %d", i+1)
	from, okFrom := ids[e.From]
	to, okTo := ids[e.To]
	if !okFrom || !okTo {
		d.Report.Lose("arrows from or to nodes that do not exist", where)
		return nil
	}
	a, b := &d.Map.Variables[from], &d.Map.Variables[to]
	where = fmt.Sprintf("%s (%s → %s)", where, format.Shorten(a.Label.Plain), format.Shorten(b.Label.Plain))
	l := maps.NewLink(a.ID, b.ID, d.sign(e, advanced, where))
	arc, ok := number(e.Arc)
	switch {
	case from == to:
		d.Report.Lose("shapes of arrows from a node to itself", where)
	case !ok || a.At == nil || b.At == nil:
	default:
		length := math.Hypot(b.At.X-a.At.X, b.At.Y-a.At.Y)
		if bend := math.Round(arc/length*1000) / 1000; math.Abs(bend) <= 5 {
			bend += 0 // no minus zero
			l.Bend = &bend
		} else {
			d.Report.Lose("arcs that are too wide", where)
		}
	}
	l.Note = maps.Plain(d.Text(string(e.Label), where))
	d.leave(where, "signal rules of arrows", e.Filter, "0")
	d.leave(where, "signal rules of arrows", e.Quantitative, "0")
	d.leave(where, "colour rules of arrows", e.FilterColour, "-1")
	d.leave(where, "colour rules of arrows", e.TargetColour, "-1")
	return d.Link(l, where)
}

// sign reads the sign of an arrow. Version 1.1 has arrows that let only
// increases or decreases pass (±8) and arrows that make one of both (±9),
// written with a behaviour of 2 and 1 later; version 2 numbers them anew, and
// heeds that only in its advanced mode.
func (d *reading) sign(e *edge, advanced bool, where string) maps.Sign {
	strength, ok := number(e.Strength)
	if !ok {
		strength = 1
		if !e.second || e.Behavior == "" || !advanced {
			d.Report.Note("arrows without a strength, which LOOPY takes for positive", where)
		}
	}
	filters, converts := math.Abs(strength) == 8, math.Abs(strength) == 9
	negative := strength < 0
	switch {
	case e.second && advanced:
		filters, converts = filters || e.Behavior == "2" || e.Behavior == "3", converts || e.Behavior == "4" || e.Behavior == "5"
		negative = e.Behavior == "1" || e.Behavior == "" && negative
	case !e.second:
		filters, converts = filters || e.Behavior == "2", converts || e.Behavior == "1"
	}
	switch {
	case converts:
		d.Report.Note("arrows that turn every signal into the same one, which have no sign", where)
		return maps.Unknown
	case filters:
		d.Report.Lose("arrows that let only increases or only decreases pass", where)
		return maps.Positive
	case strength == 0:
		return maps.Unknown
	case math.Abs(strength) != 1:
		d.Report.Lose("arrows of another strength than 1", where)
	}
	if negative {
		return maps.Negative
	}
	return maps.Positive
}
