package xmile

import (
	"math"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// places takes positions and texts from the views of a model.
func (r *reader) places(m *model) error {
	shift := r.shift(m)
	for i := range m.Views {
		v := &m.Views[i]
		if v.interactive() {
			r.Report.Lose("views of interfaces", format.Shorten(v.Name))
			continue
		}
		for k := range v.Items {
			r.item(&v.Items[k], shift)
		}
	}
	for i := range r.Map.Variables {
		if at := r.Map.Variables[i].At; at != nil {
			r.bottom = max(r.bottom, at.Y)
		}
	}
	return nil
}

func (v *view) interactive() bool {
	return strings.EqualFold(v.Kind, "interface") || strings.EqualFold(v.Kind2, "interface")
}

// shift returns how far the views of a module are moved down, so that they do
// not lie on those of the models before it.
func (r *reader) shift(m *model) float64 {
	if r.module == "" {
		return 0
	}
	top := math.Inf(1)
	for i := range m.Views {
		for k := range m.Views[i].Items {
			if at, ok := m.Views[i].Items[k].at(); ok {
				top = min(top, at.Y)
			}
		}
	}
	if math.IsInf(top, 1) {
		return 0
	}
	const gap = 150
	r.Report.Note("views of modules, set out below the first", format.Shorten(m.Name))
	return r.bottom + gap - top
}

func (r *reader) item(it *item, shift float64) {
	where := it.XMLName.Local + " " + format.Shorten(label(it.Name))
	switch it.XMLName.Local {
	case "stock", "flow", "aux", "gf":
		at, placed := it.at()
		on, ok := r.variable[r.module+key(it.Name)]
		switch {
		case !ok:
			r.Report.Lose("boxes of variables that do not exist", where)
		case !placed:
		case r.Map.Variables[on].At != nil:
			r.Report.Lose("second places of variables", where)
		default:
			r.Map.Variables[on].At = r.Position(at.X, at.Y+shift, where)
		}
	case "text_box":
		if text := r.Text(it.Text, where); text != "" {
			r.Report.Note("texts on the views, put into the note about the map", format.Shorten(text))
			r.texts = append(r.texts, text)
		}
	case "loop_indicator":
		r.Report.Lose("marks of loops, which do not say what they go through", "")
	case "connector", "alias", "style", "module", "group", "simulation_delay", "pages":
		// Connectors are read when all places are known; the rest is how
		// things look, or says again what variables say.
	default:
		r.Report.Lose("pictures, graphs and controls of views", it.XMLName.Local)
	}
}

// connectors takes the arrows of the views.
func (r *reader) connectors(m *model) error {
	for i := range m.Views {
		v := &m.Views[i]
		if v.interactive() {
			continue
		}
		// Aliases stand in for variables, at places of their own.
		alias := map[string]*item{}
		for k := range v.Items {
			if it := &v.Items[k]; it.XMLName.Local == "alias" && it.UID != "" {
				alias[it.UID] = it
			}
		}
		for k := range v.Items {
			if it := &v.Items[k]; it.XMLName.Local == "connector" {
				if err := r.connector(it, alias); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (r *reader) connector(it *item, alias map[string]*item) error {
	where := "connector " + format.Shorten(it.UID)
	from, fromAt, okFrom := r.end(&it.From, alias)
	to, toAt, okTo := r.end(&it.To, alias)
	if !okFrom || !okTo {
		r.Report.Lose("connectors that do not join two variables", where)
		return nil
	}
	a := format.Arrow{Where: where, Note: r.Text(it.Reasoning, where)}
	a.Where += " " + r.Map.Variables[from].ID + " → " + r.Map.Variables[to].ID
	if said := strings.TrimSpace(it.Polarity); said != "" {
		sign, ok := format.ParseSign(said)
		if !ok {
			r.Report.Lose("signs that are neither positive nor negative", where+": "+format.Shorten(said))
		}
		a.Sign = sign
	}
	switch strings.ToLower(strings.TrimSpace(it.DelayMark)) {
	case "true", "1":
		a.Delayed = true
	}
	if angle, ok := number(it.Angle); ok && from != to && fromAt != nil && toAt != nil {
		a.Bend = format.BendAtAngle(*fromAt, *toAt, angle)
	}
	return r.influences.Arrow(from, to, a)
}

// end returns the variable at an end of a connector, and where it stands
// there.
func (r *reader) end(e *end, alias map[string]*item) (int, *maps.Position, bool) {
	if uid := e.Alias.UID; uid != "" {
		it := alias[uid]
		if it == nil {
			return 0, nil, false
		}
		on, ok := r.find(it.Of)
		if at, placed := it.at(); ok && placed {
			return on, &at, true
		}
		return on, nil, ok
	}
	on, ok := r.find(e.Name)
	if !ok {
		return 0, nil, false
	}
	return on, r.Map.Variables[on].At, true
}
