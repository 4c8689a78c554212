package figure

import (
	"fmt"
	"slices"
	"strings"

	"sysmap/alliance"
	"sysmap/maps"
	"sysmap/render/chart"
	"sysmap/render/diagram"
	"sysmap/render/scene"
)

// ErrNoActors is in the chain of the error that says that a map has nobody who
// could be responsible.
var ErrNoActors = fmt.Errorf(`%w: the map has no actors; add "actors:" and "roles:"`, ErrNothing)

// Coverage draws who holds what: actors by clusters, with a mark for the
// strongest role that an actor has in a cluster and on how many variables it
// has any. The shade is how many it must or can act on. The last row is what
// nobody does. The error is [ErrNoActors] or that of [chart.Matrix].
func Coverage(m *maps.Map, r *alliance.Result, o Options) (*scene.Scene, error) {
	l, c := o.language(), r.Coverage
	if len(c.Actors) == 0 {
		return nil, ErrNoActors
	}
	w := responsibility[l]
	table := chart.Table{}
	for _, k := range c.Clusters {
		name := w["none"]
		if found := m.Cluster(k.Cluster); found != nil {
			name = found.Label.In(l)
		}
		table.Columns = append(table.Columns, name)
	}
	most := 1.0
	for _, a := range c.Actors {
		var row []chart.Cell
		for _, cell := range a.Cells {
			row = append(row, coverageCell(m, cell, l))
			if v := row[len(row)-1].Value; v != nil {
				most = max(most, *v)
			}
		}
		table.Rows, table.Cells = append(table.Rows, actor(m, a.Actor, l)), append(table.Cells, row)
	}
	var nobody []chart.Cell
	for _, k := range c.Clusters {
		cell := chart.Cell{}
		if free := k.Variables - k.Held; free > 0 {
			cell.Text = fmt.Sprintf(w["of"], l.Count(free), l.Count(k.Variables))
			cell.Note = w["nobody"]
		}
		nobody = append(nobody, cell)
	}
	table.Rows, table.Cells = append(table.Rows, w["nobody"]), append(table.Cells, nobody)
	around := o.around(m, w["coverage"], w["coverage-sub"])
	around.Signed = false
	return chart.Matrix(table, chart.MatrixOptions{
		Options: around, Scale: &diagram.Scale{Title: w["held"], Low: 0, High: most, LowLabel: "1", HighLabel: l.Count(int(most))},
		Marks: []chart.MarkName{{Mark: chart.Full, Text: w["must"]}, {Mark: chart.Open, Text: w["can"]}, {Mark: chart.Small, Text: w["touched"]}},
	})
}

// coverageCell is the strongest role, and on how many variables there is any.
func coverageCell(m *maps.Map, c alliance.Cell, l maps.Language) chart.Cell {
	w := responsibility[l]
	var out chart.Cell
	any := map[string]bool{}
	var notes []string
	for _, role := range []struct {
		key  string
		ids  []string
		mark chart.Mark
	}{{"must", c.MustAct, chart.Full}, {"can", c.CanAct, chart.Open}, {"affected", c.Affected, chart.Small}, {"knows", c.Knows, chart.Small}} {
		if len(role.ids) == 0 {
			continue
		}
		if out.Mark == chart.NoMark {
			out.Mark = role.mark
		}
		var names []string
		for _, id := range role.ids {
			any[id] = true
			names = append(names, variable(m, id, l))
		}
		notes = append(notes, w[role.key]+": "+strings.Join(names, ", "))
	}
	if len(any) == 0 {
		return out
	}
	held := slices.Concat(c.MustAct, c.CanAct)
	slices.Sort(held)
	if n := len(slices.Compact(held)); n > 0 {
		value := float64(n)
		out.Value = &value
	}
	out.Text, out.Note = l.Count(len(any)), strings.Join(notes, ". ")
	return out
}

// Coordination draws who needs to coordinate with whom: the number in a cell is
// how many links and shared variables are between the two, and a ring says that
// they share no effort today. Actors who need to talk to nobody are left out.
// The error is [ErrNoActors], [ErrNothing] where nobody needs to coordinate, or
// that of [chart.Matrix].
func Coordination(m *maps.Map, r *alliance.Result, o Options) (*scene.Scene, error) {
	l, w := o.language(), responsibility[o.language()]
	if len(m.Actors) == 0 {
		return nil, ErrNoActors
	}
	if len(r.Interfaces.Pairs) == 0 {
		return nil, fmt.Errorf("%w: no two actors hold the same variable or the two ends of a link", ErrNothing)
	}
	var ids []string
	for _, a := range m.Actors {
		if slices.ContainsFunc(r.Interfaces.Pairs, func(p alliance.Pair) bool { return p.First == a.ID || p.Second == a.ID }) {
			ids = append(ids, a.ID)
		}
	}
	table := chart.Table{Cells: make([][]chart.Cell, len(ids))}
	for i, id := range ids {
		name := actor(m, id, l)
		table.Rows, table.Columns = append(table.Rows, name), append(table.Columns, name)
		table.Cells[i] = make([]chart.Cell, len(ids))
	}
	most, shared, lonely := 1.0, false, false
	for _, p := range r.Interfaces.Pairs {
		value := float64(p.Weight())
		most = max(most, value)
		cell := chart.Cell{Value: &value, Text: l.Count(p.Weight()), Note: pairNote(m, p, l)}
		if len(p.Efforts) == 0 {
			cell.Mark, lonely = chart.Open, true
		} else {
			shared = true
		}
		i, k := slices.Index(ids, p.First), slices.Index(ids, p.Second)
		table.Cells[i][k], table.Cells[k][i] = cell, cell
	}
	marks := []chart.MarkName{}
	if lonely {
		marks = append(marks, chart.MarkName{Mark: chart.Open, Text: w["apart"]})
	}
	subtitle := w["coordination-sub"]
	if lonely && shared {
		subtitle += " " + w["together"]
	}
	around := o.around(m, w["coordination"], subtitle)
	around.Signed = false
	return chart.Matrix(table, chart.MatrixOptions{
		Options: around, Scale: &diagram.Scale{Title: w["between"], High: most, LowLabel: "1", HighLabel: l.Count(int(most))}, Marks: marks,
	})
}

func pairNote(m *maps.Map, p alliance.Pair, l maps.Language) string {
	w := responsibility[l]
	var names []string
	for _, id := range p.Efforts {
		name := id
		if e := m.Effort(id); e != nil {
			name = e.Label.In(l)
		}
		names = append(names, name)
	}
	text := w["apart"]
	if names != nil {
		text = w["efforts"] + ": " + strings.Join(names, ", ")
	}
	if len(p.Variables) > 0 {
		var both []string
		for _, id := range p.Variables {
			both = append(both, variable(m, id, l))
		}
		text += ". " + w["both"] + ": " + strings.Join(both, ", ")
	}
	return text
}

// Reach draws how far each actor reaches alone: the share of the goal's loops
// that it can act on, of those that anybody can. The error is [ErrNothing] for a
// map without actors or a goal, or that of [chart.Bars].
func Reach(m *maps.Map, r *alliance.Result, o Options) (*scene.Scene, error) {
	if r.Alone == nil || r.Alone.Loops == 0 {
		return nil, fmt.Errorf("%w: reach needs a goal, and actors who can act on its loops", ErrNothing)
	}
	l, w := o.language(), responsibility[o.language()]
	var rows []chart.Bar
	for _, a := range r.Alone.Actors {
		rows = append(rows, chart.Bar{
			Label: actor(m, a.Actor, l), Value: a.LoopShare, Emphasis: slices.Contains(r.Alone.Smallest.InEvery, a.Actor),
			Note: fmt.Sprintf(w["reach-note"], l.Count(a.Loops), l.Count(r.Alone.Loops)),
		})
	}
	subtitle := fmt.Sprintf(w["reach-sub"], l.Count(r.Alone.Loops))
	if len(r.Alone.Smallest.InEvery) > 0 {
		subtitle += " " + w["bold"]
	}
	around := o.around(m, w["reach"], subtitle)
	around.Signed, around.Percent = false, true
	return chart.Bars(rows, chart.BarsOptions{Options: around, Order: chart.BySize})
}

// Contribution draws how the effect that all actors can reach together is
// parted among them by their Shapley values, with twice the standard error
// where it was sampled. The error is as for [Reach].
func Contribution(m *maps.Map, r *alliance.Result, o Options) (*scene.Scene, error) {
	if r.Alone == nil || len(r.Alone.EffectValues.Value) == 0 {
		return nil, fmt.Errorf("%w: contributions need a goal and actors", ErrNothing)
	}
	l, w, values := o.language(), responsibility[o.language()], r.Alone.EffectValues
	var rows []chart.Bar
	for i, a := range r.Alone.Actors {
		bar := chart.Bar{Label: actor(m, a.Actor, l), Value: values.Value[i]}
		if !values.Exact && i < len(values.StandardError) {
			e := 2 * values.StandardError[i]
			bar.Interval = &chart.Interval{Low: bar.Value - e, High: bar.Value + e}
		}
		rows = append(rows, bar)
	}
	around := o.around(m, w["contribution"], fmt.Sprintf(w["contribution-sub"], l.Decimal(r.Press, 2), l.Decimal(r.Horizon, 0), unit(m, l)))
	return chart.Bars(rows, chart.BarsOptions{Options: around, Order: chart.BySize, Interval: w["error"]})
}

// actor returns what people call an actor.
func actor(m *maps.Map, id string, l maps.Language) string {
	if a := m.Actor(id); a != nil {
		return a.Label.In(l)
	}
	return id
}

// variable returns what people call a variable.
func variable(m *maps.Map, id string, l maps.Language) string {
	if v := m.Variable(id); v != nil {
		return v.Label.In(l)
	}
	return id
}

var responsibility = map[maps.Language]map[string]string{
	maps.English: {
		"none": "without cluster", "nobody": "Held by nobody", "of": "%s of %s", "must": "Must act", "can": "Can act", "affected": "Affected", "knows": "Knows",
		"touched": "Affected or knows", "held": "Must or can act on, variables",
		"coverage": "Who holds what", "coverage-sub": "The strongest role of each actor in each cluster, and on how many variables it has one",
		"coordination": "Who needs to coordinate with whom", "coordination-sub": "Links that cross from one to the other, and variables that both hold.",
		"together": "Without a ring, the two share an effort.", "apart": "No shared effort today", "between": "Links and shared variables", "efforts": "Together in", "both": "Both hold",
		"reach": "How far each actor reaches alone", "reach-sub": "Share of the %s loops of the goal that anybody can act on.", "bold": "Bold: no smallest alliance is without them.",
		"reach-note": "%s of %s loops", "contribution": "What each actor adds",
		"contribution-sub": "Shapley value: the part of the joint effect on the goal that is each one's (press %s, mean over %s %s)", "error": "± two standard errors",
	},
	maps.Danish: {
		"none": "uden klynge", "nobody": "Uden ansvarlig", "of": "%s af %s", "must": "Har ansvar", "can": "Kan handle", "affected": "Er berørt", "knows": "Har viden",
		"touched": "Er berørt eller har viden", "held": "Ansvar for eller kan handle på, faktorer",
		"coverage": "Hvem har hvad", "coverage-sub": "Hver aktørs stærkeste rolle i hver klynge, og på hvor mange faktorer den har en rolle",
		"coordination": "Hvem skal koordinere med hvem", "coordination-sub": "Påvirkninger, der går fra den ene til den anden, og faktorer, begge har fat i.",
		"together": "Uden ring har de to en fælles indsats.", "apart": "Ingen fælles indsats i dag", "between": "Påvirkninger og fælles faktorer", "efforts": "Sammen om", "both": "Begge har fat i",
		"reach": "Hvor langt hver aktør når alene", "reach-sub": "Andel af de %s sløjfer om målet, som nogen kan handle på.", "bold": "Fed: med i hver mindste alliance.",
		"reach-note": "%s af %s sløjfer", "contribution": "Hvad hver aktør bidrager med",
		"contribution-sub": "Shapley-værdi: den del af den fælles effekt på målet, der er hver enkelts (tryk på %s, gennemsnit over %s %s)", "error": "± to standardfejl",
	},
}
