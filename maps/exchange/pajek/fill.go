package pajek

import (
	"context"
	"fmt"
	"math"
	"strconv"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// sheet is how wide the square of Pajek's positions is on ours, in points.
const sheet = 1000

// fill makes the map of what was parsed.
func (r *reading) fill(ctx context.Context) error {
	place := r.places()
	for i := range r.vertices {
		v := &r.vertices[i]
		where := fmt.Sprintf("vertex %d", i+1)
		label := v.label
		if label == "" {
			label = strconv.Itoa(i + 1)
			r.Report.Note("vertices without a label, called by their number", where)
		}
		where += " (" + format.Shorten(label) + ")"
		next := maps.Variable{Label: maps.Plain(r.Label(label, where)), Category: r.Category(v.colour, "", "", where)}
		if v.x != nil {
			x, y := place(*v.x, *v.y)
			next.At = r.Position(x, y, where)
		}
		if _, err := r.Variable(next, where); err != nil {
			return err
		}
	}
	signed := false
	for i := range r.lines {
		signed = signed || r.lines[i].weight < 0
	}
	for i := range r.lines {
		if i%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := r.link(&r.lines[i], signed); err != nil {
			return err
		}
	}
	return nil
}

// places returns how positions become ours.
func (r *reading) places() func(x, y float64) (float64, float64) {
	if o := r.origin; o != nil {
		return func(x, y float64) (float64, float64) { return fine(o.x + x*o.scale), fine(o.y + y*o.scale) }
	}
	some, within := false, true
	for i := range r.vertices {
		if v := &r.vertices[i]; v.x != nil {
			some = true
			within = within && *v.x >= 0 && *v.x <= 1 && *v.y >= 0 && *v.y <= 1
		}
	}
	if !some || !within {
		return func(x, y float64) (float64, float64) { return x, y }
	}
	r.Report.Note("positions between 0 and 1, multiplied by 1000", "")
	return func(x, y float64) (float64, float64) { return fine(x * sheet), fine(y * sheet) }
}

// fine rounds to a millionth of a point, which undoes what dividing by the
// scale did to the last digits.
func fine(v float64) float64 { return math.Round(v*1e6) / 1e6 }

func (r *reading) link(l *line, signed bool) error {
	a, b := &r.Map.Variables[l.from], &r.Map.Variables[l.to]
	where := fmt.Sprintf("line %d (%s → %s)", l.number, format.Shorten(a.Label.Plain), format.Shorten(b.Label.Plain))
	next := maps.NewLink(a.ID, b.ID, r.sign(l, signed, where))
	switch size := math.Abs(l.weight); {
	case !l.weighted, size == 1:
	case size > 1:
		r.Report.Lose("weights beyond −1…1", where)
	default:
		next.Strength, next.StrengthStated = maps.Exactly(size), true
	}
	if _, isSign := format.SignLabel(l.label); l.label != "" && !isSign {
		r.Report.Note("labels of links, put into their notes", where)
		next.Note = maps.Plain(r.Text(l.label, where))
	}
	if l.mutual {
		r.Report.Note("edges, read as a link each way", where)
		turned := next
		turned.From, turned.To = next.To, next.From
		if err := r.Link(turned, where); err != nil {
			return err
		}
	}
	return r.Link(next, where)
}

func (r *reading) sign(l *line, signed bool, where string) maps.Sign {
	if sign, ok := format.SignLabel(l.label); ok {
		return sign
	}
	switch {
	case l.weight < 0:
		r.Report.Note("signs read from weights", where)
		return maps.Negative
	case l.dashed && r.dashedIsNegative:
		r.Report.Note("dashed links, taken for negative", where)
		return maps.Negative
	case l.weight > 0 && signed:
		r.Report.Note("signs read from weights", where)
		return maps.Positive
	case l.weight > 0:
		r.Report.Note("links with a weight above 0 in a network without negative ones, kept as unknown", where)
	}
	if l.dashed {
		r.Report.Lose("looks of lines", where)
	}
	return maps.Unknown
}
