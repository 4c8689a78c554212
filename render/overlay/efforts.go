package overlay

import (
	"fmt"
	"slices"
	"strings"

	"sysmap/alliance"
	"sysmap/maps"
	"sysmap/render/diagram"
)

// noEfforts says what a map needs before efforts can be drawn over it.
func noEfforts(m *maps.Map) error {
	if len(m.Efforts) > 0 {
		return nil
	}
	return fmt.Errorf(`%w: the map has no efforts yet; add "efforts:" with what is going on or planned (the alliance command shows an example for this map)`, ErrNothing)
}

// Efforts draws what is going on and planned as threads over the map
// (sytrådsmetoden): a thread joins what an effort acts on, sewn by its status,
// with a knot and a tone by the level at which it intervenes. Variables on
// which several act stand out. The error is [ErrNothing] for a map without
// efforts.
func Efforts(m *maps.Map, l maps.Language) (diagram.Overlay, error) {
	if err := noEfforts(m); err != nil {
		return diagram.Overlay{}, err
	}
	o := diagram.Overlay{
		Title: pick(l, "The sewing-thread method: efforts drawn over the map", "Sytrådsmetoden: indsatserne tegnet over kortet"), Fade: true, Plain: true,
		Variables: map[string]diagram.VariableMark{},
	}
	by := map[string][]string{}
	for _, e := range m.Efforts {
		t := thread(m, e, l)
		o.Threads = append(o.Threads, t)
		if e.Status == maps.Ended {
			continue
		}
		for _, id := range t.Through {
			by[id] = append(by[id], e.Label.In(l))
		}
	}
	meeting := 0
	for _, v := range m.Variables {
		switch names := by[v.ID]; {
		case len(names) > 1:
			meeting++
			o.Variables[v.ID] = diagram.VariableMark{Emphasis: true, Badges: []diagram.Badge{{Text: "×" + l.Count(len(names))}}, Note: listed(names, mostNames, l)}
		case len(names) == 1:
			o.Variables[v.ID] = diagram.VariableMark{Note: names[0]}
		}
	}
	for _, t := range o.Threads {
		for _, id := range t.Through {
			if _, ok := o.Variables[id]; !ok {
				o.Variables[id] = diagram.VariableMark{Note: t.Name}
			}
		}
	}
	o.Key = threadKey(m.Efforts, l)
	if meeting > 0 {
		o.Key = append(o.Key, diagram.KeyEntry{Badges: []diagram.Badge{{Text: "×2"}}, Text: pick(l, "So many efforts act here: who does what?", "Så mange indsatser virker ind her: Hvem gør hvad?")})
	}
	o.Note = effortsNote(m, len(by), meeting, l)
	return o, nil
}

func effortsNote(m *maps.Map, on, meeting int, l maps.Language) string {
	note := fmt.Sprintf(pick(l, "%s on %s of the map's %s variables.", "%s ind på %s af kortets %s faktorer."),
		effortCount(m, l), l.Count(on), l.Count(len(m.Variables)))
	if meeting > 0 {
		note += fmt.Sprintf(pick(l, " On %s of them two or more act.", " På %s af dem virker to eller flere ind."), l.Count(meeting))
	}
	var nowhere []string
	for _, e := range m.Efforts {
		if len(e.On) == 0 {
			nowhere = append(nowhere, "“"+thread(m, e, l).Name+"”")
		}
	}
	if nowhere != nil {
		note += pick(l, " Not drawn, since the map does not say what they act on: ", " Ikke tegnet, fordi kortet ikke siger, hvad de virker ind på: ") + listed(nowhere, mostNames, l) + "."
	}
	return note
}

func effortCount(m *maps.Map, l maps.Language) string {
	n := 0
	for _, e := range m.Efforts {
		if e.Status != maps.Ended && len(e.On) > 0 {
			n++
		}
	}
	return l.Count(n) + " " + pick(l, plural(n, "effort acts", "efforts act"), plural(n, "indsats virker", "indsatser virker"))
}

// thread is an effort as a line through what it acts on.
func thread(m *maps.Map, e maps.Effort, l maps.Language) diagram.Thread {
	t := diagram.Thread{
		ID: e.ID, Name: e.Label.In(l), Tone: levelTone(e.Level), Stitch: stitch(e.Status),
		Knot: diagram.Badge{Shape: levelShape(e.Level), Tone: levelTone(e.Level), Small: true},
	}
	if t.Name == "" {
		t.Name = e.ID
	}
	for _, on := range e.On {
		id := on.Variable
		if on.Link != nil {
			id = on.Link.To
		}
		if !slices.Contains(t.Through, id) {
			t.Through = append(t.Through, id)
		}
	}
	t.Detail = statusName(e.Status, l) + " · " + levelName(e.Level, l)
	var who []string
	for _, id := range e.By {
		who = append(who, actorName(m, id, l))
	}
	t.Note = t.Detail
	if who != nil {
		t.Note += "\n" + listed(who, mostNames, l)
	}
	return t
}

func statusName(s maps.Status, l maps.Language) string {
	if s == "" {
		return pick(l, "no status", "uden status")
	}
	return s.Label(l)
}

func levelName(v maps.Level, l maps.Language) string {
	if v == "" {
		return pick(l, "no level", "uden niveau")
	}
	return v.Label(l)
}

func stitch(s maps.Status) diagram.Stitch {
	switch s {
	case maps.Planned:
		return diagram.Loose
	case maps.Idea:
		return diagram.Dots
	case maps.Ended:
		return diagram.Worn
	}
	return diagram.Tight
}

// levelTone and levelShape tell levels apart, the deepest first.
func levelTone(v maps.Level) diagram.Tone {
	return diagram.Tone(slices.Index(maps.Levels(), v) + 1)
}

func levelShape(v maps.Level) diagram.Shape {
	switch v {
	case maps.LevelParadigm:
		return diagram.Diamond
	case maps.LevelGoals:
		return diagram.Hexagon
	case maps.LevelStructure:
		return diagram.Square
	case maps.LevelFeedback:
		return diagram.Disc
	case maps.LevelElements:
		return diagram.Triangle
	}
	return diagram.Pill
}

// threadKey explains the stitches and the knots that are used.
func threadKey(efforts []maps.Effort, l maps.Language) []diagram.KeyEntry {
	var key []diagram.KeyEntry
	for _, s := range []maps.Status{maps.Running, maps.Planned, maps.Idea, maps.Ended} {
		if slices.ContainsFunc(efforts, func(e maps.Effort) bool { return e.Status == s }) {
			key = append(key, diagram.KeyEntry{Thread: &diagram.Thread{Stitch: stitch(s)}, Text: upperFirst(s.Label(l))})
		}
	}
	for _, v := range append(maps.Levels(), "") {
		if slices.ContainsFunc(efforts, func(e maps.Effort) bool { return e.Level == v }) {
			key = append(key, diagram.KeyEntry{
				Badges: []diagram.Badge{{Shape: levelShape(v), Tone: levelTone(v), Small: true}},
				Text:   pick(l, "Level: ", "Niveau: ") + levelName(v, l),
			})
		}
	}
	return key
}

// Effort draws one effort as a thread, with the variables that it moves most by
// simulation: arrows say whether there is more or less of them. The error is
// [ErrNothing] for a map without efforts, or names the efforts that there are.
func Effort(m *maps.Map, r *alliance.Result, id string, l maps.Language) (diagram.Overlay, error) {
	if err := noEfforts(m); err != nil {
		return diagram.Overlay{}, err
	}
	e := m.Effort(id)
	if e == nil {
		var ids []string
		for _, e := range m.Efforts {
			ids = append(ids, e.ID)
		}
		return diagram.Overlay{}, fmt.Errorf("the map names no effort %q; it names %s", id, strings.Join(ids, ", "))
	}
	t := thread(m, *e, l)
	if len(t.Through) == 0 {
		return diagram.Overlay{}, fmt.Errorf("%w: the map does not say what %s changes; write on: [{variable: …, press: 0.3}]", ErrNothing, id)
	}
	o := diagram.Overlay{
		Title: pick(l, "Effort: ", "Indsats: ") + t.Name, Fade: true, Plain: true, Threads: []diagram.Thread{t},
		Variables: map[string]diagram.VariableMark{}, Key: threadKey([]maps.Effort{*e}, l),
	}
	for _, on := range t.Through {
		o.Variables[on] = diagram.VariableMark{Emphasis: true, Note: t.Name}
	}
	if r.Thread == nil {
		return o, nil
	}
	i := slices.IndexFunc(r.Thread.Efforts, func(x alliance.EffortReach) bool { return x.Effort == id })
	if i < 0 {
		return o, nil
	}
	reach := r.Thread.Efforts[i]
	for n, moved := range reach.Strongest {
		badge := diagram.Badge{Text: l.Count(n+1) + "↑", Tone: 1}
		if moved.Mean < 0 {
			badge = diagram.Badge{Text: l.Count(n+1) + "↓", Tone: 2}
		}
		text := "“" + label(m, moved.Variable, l) + "”: " + signed(moved.Mean, l)
		mark := o.Variables[moved.Variable]
		mark.Badges, mark.Note = append(mark.Badges, badge), text
		o.Variables[moved.Variable] = mark
		o.List = append(o.List, diagram.ListItem{Badge: badge, Text: text})
	}
	o.Note = effortNote(m, r, reach, l)
	if len(reach.Strongest) > 0 {
		o.Key = append(o.Key, diagram.KeyEntry{Badges: []diagram.Badge{{Text: "1↑", Tone: 1}, {Text: "2↓", Tone: 2}}, Text: pick(l, "Moved most: more ↑ or less ↓ of it", "Flyttes mest: mere ↑ eller mindre ↓ af den")})
	}
	return o, nil
}

// effortNote says how far an effort reaches by itself.
func effortNote(m *maps.Map, r *alliance.Result, reach alliance.EffortReach, l maps.Language) string {
	var who []string
	for _, id := range reach.By {
		who = append(who, actorName(m, id, l))
	}
	note := ""
	if who != nil {
		note = pick(l, "By: ", "Hvem: ") + listed(who, mostNames, l) + ". "
	}
	note += fmt.Sprintf(pick(l, "By itself it moves %s %s noticeably on average over %s %s",
		"Alene flytter den %s %s mærkbart i gennemsnit over %s %s"),
		l.Count(reach.Moves), pick(l, plural(reach.Moves, "variable", "variables"), plural(reach.Moves, "faktor", "faktorer")), figure(r.Horizon, l), unit(r.Unit, l))
	if !m.Goal.Empty() {
		note += pick(l, ", and the goal by ", ", og målet med ") + signed(reach.Effect.Mean, l)
	}
	return note + "."
}
