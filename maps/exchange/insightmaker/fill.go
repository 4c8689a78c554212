package insightmaker

import (
	"context"
	"fmt"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// reading is a file on its way to a map.
type reading struct {
	*format.Draft
	title, note string
	primitives  []primitive
	// at is the place of each variable by its key.
	at      map[string]int
	remarks []string
	// several is whether the variables are of more than one kind.
	several bool
}

// primitive is an element of a model, of either kind of file.
type primitive struct {
	// kind is in lower case.
	kind string
	// key is what links know it by.
	key, name, note, unit string
	from, to              string
	sign                  maps.Sign
	// strange is a polarity that ModelJSON does not have.
	strange                       string
	folder                        string
	shows                         string // what a ghost stands for
	equation, table, slider, both bool
	placed                        bool
	x, y                          float64
}

// kinds are the kinds that are variables, and what their category is called.
var kinds = map[string]string{
	"variable": "Variable", "parameter": "Variable", "stock": "Stock", "converter": "Converter", "state": "State", "flow": "Flow", "transition": "Transition",
}

// others are the kinds that have no place in a map.
var others = map[string]string{
	"picture": "pictures", "display": "displays of results", "button": "buttons", "agents": "populations of agents", "action": "actions",
}

// fill makes the map of the elements.
func (r *reading) fill(ctx context.Context) error {
	if title := r.Label(r.title, "the model's name"); title != "" {
		r.Map.Title = maps.Plain(title)
	}
	r.at = make(map[string]int, len(r.primitives))
	r.several = r.severalKinds()
	for _, pass := range []func(*primitive, string) error{r.folder, r.variable, r.ghost, r.link} {
		for i := range r.primitives {
			if i%1024 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			p := &r.primitives[i]
			where := fmt.Sprintf("element %d", i+1)
			if p.name != "" {
				where += " (" + shorten(p.name) + ")"
			}
			if err := pass(p, where); err != nil {
				return err
			}
		}
	}
	note := append([]string{r.Text(r.note, "the model's description")}, r.remarks...)
	r.Map.Note = maps.Plain(r.Text(strings.TrimSpace(strings.Join(note, "\n\n")), "the texts on the sheet"))
	return nil
}

// severalKinds reports whether the variables are of more than one kind.
func (r *reading) severalKinds() bool {
	first := ""
	for i := range r.primitives {
		switch kind := kinds[r.primitives[i].kind]; {
		case kind == "":
		case first == "":
			first = kind
		case kind != first:
			return true
		}
	}
	return false
}

// folder adds a folder as a cluster, before what lies in it.
func (r *reading) folder(p *primitive, where string) error {
	if p.kind != "folder" || p.key == "" {
		return nil
	}
	before := len(r.Map.Clusters)
	r.Cluster(p.key, p.name, where)
	if len(r.Map.Clusters) > before {
		r.Map.Clusters[before].Note = maps.Plain(r.Text(r.Markup(p.note, where), where))
	}
	if p.folder != "" {
		r.Report.Lose("folders within folders, of which the inner one is kept", where)
	}
	return nil
}

// variable adds an element that is a variable, and counts what else is not a
// link.
func (r *reading) variable(p *primitive, where string) error {
	kind, is := kinds[p.kind]
	switch {
	case is:
	case p.kind == "text":
		if text := r.Text(p.name, where); text != "" {
			r.Report.Note("texts on the sheet, put into the note about the map", where)
			r.remarks = append(r.remarks, text)
		}
		return nil
	case p.kind == "link" || p.kind == "ghost" || p.kind == "folder":
		return nil
	case others[p.kind] != "":
		r.Report.Lose(others[p.kind], where)
		return nil
	default:
		r.Report.Lose("elements of kinds that Insight Maker does not have", where+": "+shorten(p.kind))
		return nil
	}
	v := maps.Variable{Label: maps.Plain(r.Label(p.name, where)), Note: maps.Plain(r.Text(r.Markup(p.note, where), where))}
	if unit := r.Label(p.unit, where); unit != "" {
		v.Measure = &maps.Measure{Unit: unit}
	}
	if p.placed && p.kind != "flow" && p.kind != "transition" {
		v.At = r.Position(p.x, p.y, where)
	}
	if r.several {
		v.Category = r.Category(kind, kind, "", where)
	}
	if p.folder != "" {
		v.Cluster = r.Cluster(p.folder, "", where)
	}
	r.leave(p, where)
	if _, err := r.Variable(v, where); err != nil {
		return err
	}
	if _, taken := r.at[p.key]; taken || p.key == "" {
		r.Report.Lose("names of elements that are missing or taken, so that links cannot reach them", where)
		return nil
	}
	r.at[p.key] = len(r.Map.Variables) - 1
	return nil
}

// leave counts what makes a model run.
func (r *reading) leave(p *primitive, where string) {
	for _, part := range []struct {
		has  bool
		what string
	}{{p.equation, "equations"}, {p.table, "tables of converters"}, {p.slider, "sliders"}} {
		if part.has {
			r.Report.Lose(part.what, where)
		}
	}
}

// ghost lets links to a ghost go to what it shows.
func (r *reading) ghost(p *primitive, where string) error {
	if p.kind != "ghost" {
		return nil
	}
	if at, ok := r.at[p.shows]; ok {
		r.Report.Note("ghosts, taken for what they show", where)
		if _, taken := r.at[p.key]; !taken {
			r.at[p.key] = at
		}
		return nil
	}
	r.Report.Lose("ghosts of elements that do not exist", where)
	return nil
}

// link adds a link, or those that a flow or a transition stands for.
func (r *reading) link(p *primitive, where string) error {
	switch p.kind {
	case "link":
		return r.drawn(p, where)
	case "flow", "transition":
	default:
		return nil
	}
	self, ok := r.at[p.key]
	if !ok {
		return nil
	}
	for _, end := range []struct {
		key  string
		sign maps.Sign
	}{{p.from, maps.Negative}, {p.to, maps.Positive}} {
		at, ok := r.at[end.key]
		switch {
		case end.key == "":
		case !ok:
			r.Report.Lose("ends of flows at elements that do not exist", where)
		default:
			r.Report.Note("flows and transitions, read as links to what they fill (+) and empty (-)", where)
			l := maps.NewLink(r.Map.Variables[self].ID, r.Map.Variables[at].ID, end.sign)
			if err := r.Link(l, where); err != nil {
				return err
			}
		}
	}
	return nil
}

// drawn adds a link that people drew.
func (r *reading) drawn(p *primitive, where string) error {
	from, okFrom := r.at[p.from]
	to, okTo := r.at[p.to]
	switch {
	case p.from == "" || p.to == "":
		r.Report.Lose("links that begin or end nowhere", where)
		return nil
	case !okFrom || !okTo:
		r.Report.Lose("links from or to elements that do not exist", where)
		return nil
	}
	a, b := &r.Map.Variables[from], &r.Map.Variables[to]
	where = fmt.Sprintf("%s → %s", shorten(a.Label.Plain), shorten(b.Label.Plain))
	label := r.Label(p.name, where)
	if strings.EqualFold(label, "link") {
		label = ""
	}
	l := maps.NewLink(a.ID, b.ID, p.sign)
	if sign, is := format.SignLabel(label); is {
		if l.Sign == maps.Unknown && sign != maps.Unknown {
			l.Sign = sign
			r.Report.Note("signs read from the label of a link", where)
		}
		label = ""
	}
	if p.strange != "" {
		r.Report.Note("polarities that Insight Maker does not have, so that the sign is not known", where+": "+shorten(p.strange))
	}
	l.Note = maps.Plain(strings.TrimSpace(label + "\n" + r.Text(p.note, where)))
	if p.both && from != to {
		r.Report.Note("links that go both ways, read as two", where)
		turned := l
		turned.From, turned.To = l.To, l.From
		if err := r.Link(turned, where); err != nil {
			return err
		}
	}
	return r.Link(l, where)
}

// unitOfTime takes over the unit in which the model counts time.
func (r *reading) unitOfTime(unit string) {
	switch strings.ToLower(unit) {
	case "days":
		r.Map.Time = maps.Day
	case "weeks":
		r.Map.Time = maps.Week
	case "months":
		r.Map.Time = maps.Month
	case "years":
		r.Map.Time = maps.Year
	case "":
	default:
		r.Report.Lose("units of time that a map does not have", shorten(unit))
	}
}

func shorten(s string) string { return format.Shorten(s) }
