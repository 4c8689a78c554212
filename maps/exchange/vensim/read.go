package vensim

import (
	"context"
	"fmt"
	"math"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// reader is a map as far as it has been read.
type reader struct {
	*format.Draft
	ctx context.Context
	// variable holds indices by key of the name.
	variable   map[string]int
	influences *format.Influences
	// bottom is the lowest position so far.
	bottom float64
}

func read(ctx context.Context, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
	draft := format.NewDraft("vensim", o)
	r := &reader{Draft: draft, ctx: ctx, variable: map[string]int{}, influences: draft.Influences()}
	decoded, err := r.Decode(text)
	if err != nil {
		return nil, nil, err
	}
	whole := "\n" + strings.ReplaceAll(string(decoded), "\r\n", "\n")
	// In a comment or a name the divider is never at the beginning of a line.
	first, second, _ := strings.Cut(whole, "\n"+divider)
	entries := equations(strings.TrimPrefix(first, "\n"))
	s := parseSketch(second, 1+strings.Count(first, "\n"))
	if len(s.views) == 0 && !modelled(entries) {
		return nil, nil, fmt.Errorf("%w: there is neither a sketch nor an equation with its units and comment", format.ErrFormat)
	}
	steps := []func() error{
		func() error { return r.boxes(s) },
		func() error { return r.entries(entries) },
		func() error { return r.dependencies(entries) },
		func() error { return r.arrows(s) },
		r.influences.Links,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, nil, err
		}
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
	}
	r.cluster(s, entries)
	return r.Finish()
}

// modelled reports whether there is an equation.
func modelled(entries []equation) bool {
	for i := range entries {
		if entries[i].left != "" && (entries[i].right != "" || entries[i].kind != formula) {
			return true
		}
	}
	return false
}

// boxes adds the variables of the sketch, at their places.
func (r *reader) boxes(s *sketch) error {
	for _, line := range s.broken {
		r.Report.Lose("parts of the sketch that cannot be read", fmt.Sprint("line ", line))
	}
	// A shadow may stand before the variable itself, in an earlier view.
	for _, shadows := range []bool{false, true} {
		drawn := 0
		for i := range s.views {
			v := &s.views[i]
			shift := r.shift(v, drawn, shadows)
			for k := range v.boxes {
				if b := &v.boxes[k]; b.shadow == shadows {
					if err := r.box(b, shift); err != nil {
						return err
					}
				}
			}
			if len(v.boxes) > 0 {
				drawn++
			}
		}
	}
	var texts []string
	for i := range s.views {
		v := &s.views[i]
		for range v.loops {
			r.Report.Lose("marks of loops, which do not say what they go through", v.name)
		}
		for range v.clouds {
			r.Report.Lose("clouds and pictures", v.name)
		}
		for _, t := range v.texts {
			r.Report.Note("texts on the sheet, put into the note about the map", format.Shorten(t))
			texts = append(texts, t)
		}
	}
	if note := r.Text(strings.Join(texts, "\n"), "texts on the sheet"); note != "" {
		r.Map.Note = maps.Plain(note)
	}
	return nil
}

// shift returns how far a view is moved down, so that views do not lie on each
// other.
func (r *reader) shift(v *view, drawn int, shadows bool) float64 {
	if drawn == 0 || shadows || len(v.boxes) == 0 {
		return 0
	}
	const gap = 150
	top := math.Inf(1)
	for i := range v.boxes {
		top = min(top, v.boxes[i].y)
	}
	r.Report.Note("views beyond the first, set out below it", v.name)
	return r.bottom + gap - top
}

func (r *reader) box(b *box, shift float64) error {
	where := fmt.Sprintf("line %d: %s", b.line, format.Shorten(b.name))
	if setting(b.name) {
		r.Report.Lose("appearances of the time and of simulation settings", where)
		return nil
	}
	if _, known := r.variable[key(b.name)]; known {
		if !b.shadow {
			r.Report.Lose("second places of variables", where)
		}
		return nil
	}
	v := maps.Variable{Label: maps.Plain(r.Label(b.name, where))}
	if b.shadow {
		r.Report.Lose("places of variables that are only shown as shadows", where)
	} else if v.At = r.Position(b.x, b.y+shift, where); v.At != nil {
		r.bottom = max(r.bottom, v.At.Y)
	}
	return r.add(b.name, v, where)
}

func (r *reader) add(name string, v maps.Variable, where string) error {
	if _, err := r.Variable(v, where); err != nil {
		return err
	}
	r.variable[key(name)] = len(r.Map.Variables) - 1
	return nil
}

// entries adds what equations say of variables apart from links.
func (r *reader) entries(all []equation) error {
	for i := range all {
		e := &all[i]
		where := fmt.Sprintf("line %d: %s", e.line, format.Shorten(e.left))
		switch {
		case e.kind == macro:
			r.Report.Lose("parts of macros", where)
			continue
		case e.kind == subscript:
			r.Report.Lose("ranges of subscripts", where)
			continue
		case setting(e.left):
			r.Report.Lose("simulation settings", where)
			continue
		case key(e.left) == "":
			r.Report.Lose("entries without a name", fmt.Sprint("line ", e.line))
			continue
		case e.kind == lookup:
			r.Report.Lose("tables of lookups", where)
		}
		if e.subscripted {
			r.Report.Note("variables with subscripts, read as one", where)
		}
		at, known := r.variable[key(e.left)]
		if !known {
			if err := r.add(e.left, maps.Variable{Label: maps.Plain(r.Label(e.left, where))}, where); err != nil {
				return err
			}
			at = len(r.Map.Variables) - 1
		}
		r.describe(&r.Map.Variables[at], e, where)
	}
	return nil
}

// describe adds comment and units.
func (r *reader) describe(v *maps.Variable, e *equation, where string) {
	lines := strings.Split(e.remark, "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	if note := r.Text(strings.Join(lines, "\n"), where); note != "" && v.Note.Empty() {
		v.Note = maps.Plain(note)
	} else if note != "" && note != v.Note.Plain {
		r.Report.Lose("second comments of variables", where)
	}
	units, limits, found := strings.Cut(e.units, "[")
	if found && strings.TrimSpace(limits) != "" {
		r.Report.Lose("ranges of variables", where)
	}
	if units = r.Label(units, where); units != "" && v.Measure == nil {
		v.Measure = &maps.Measure{Unit: units}
	} else if units != "" && units != v.Measure.Unit {
		r.Report.Lose("second units of variables", where)
	}
}

// cluster makes clusters of groups or, where there are none, of views.
func (r *reader) cluster(s *sketch, all []equation) {
	grouped := false
	for i := range all {
		e := &all[i]
		if at, known := r.variable[key(e.left)]; known && e.group != "" && e.kind != macro && e.kind != subscript {
			r.Map.Variables[at].Cluster = r.Cluster(e.group, "", "group "+format.Shorten(e.group))
			grouped = true
		}
	}
	drawn := 0
	for i := range s.views {
		if len(s.views[i].boxes) > 0 {
			drawn++
		}
	}
	if drawn < 2 {
		return
	}
	for i := range s.views {
		v := &s.views[i]
		if grouped {
			r.Report.Lose("names of views", v.name)
			continue
		}
		r.Report.Note("views, read as clusters", v.name)
		for k := range v.boxes {
			if at, known := r.variable[key(v.boxes[k].name)]; known && !v.boxes[k].shadow && r.Map.Variables[at].Cluster == "" {
				r.Map.Variables[at].Cluster = r.Cluster(fmt.Sprint("view ", i), v.name, "view "+format.Shorten(v.name))
			}
		}
	}
}
