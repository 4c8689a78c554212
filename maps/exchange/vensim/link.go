package vensim

import (
	"fmt"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// dependencies takes the links from the equations.
func (r *reader) dependencies(all []equation) error {
	known := func(name string) bool {
		_, known := r.variable[key(name)]
		return known
	}
	for i := range all {
		e := &all[i]
		to, isVariable := r.variable[key(e.left)]
		if !isVariable || e.kind == macro || e.kind == subscript {
			continue
		}
		where := fmt.Sprintf("line %d: %s", e.line, format.Shorten(e.left))
		found, causal := dependencies(r.influences.EquationText(e.right, where), known)
		if !causal && e.right != "" {
			r.Report.Lose("equations, of which only the dependencies are kept", where)
		}
		for _, d := range found {
			from := r.variable[key(d.name)]
			err := error(nil)
			if d.flow {
				err = r.influences.Flow(from, to, d.sign, where)
			} else {
				err = r.influences.Equation(from, to, d.sign, where)
			}
			if err != nil {
				return err
			}
			if d.initial {
				r.Report.Note("links from what sets the start of a stock only", where)
			}
		}
		if err := r.ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// arrows takes the links from the sketch.
func (r *reader) arrows(s *sketch) error {
	for i := range s.views {
		v := &s.views[i]
		ends := make(map[int]int, len(v.boxes))
		place := make(map[int]*box, len(v.boxes))
		valves := map[int]bool{}
		for k := range v.boxes {
			b := &v.boxes[k]
			at, known := r.variable[key(b.name)]
			if !known {
				continue
			}
			ends[b.id], place[b.id] = at, b
			if b.valve != 0 {
				ends[b.valve], valves[b.valve] = at, true
			}
		}
		for k := range v.arrows {
			a := &v.arrows[k]
			where := fmt.Sprint("line ", a.line)
			from, okFrom := ends[a.from]
			to, okTo := ends[a.to]
			err := error(nil)
			switch {
			case a.pipe && (!okFrom || !okTo):
				r.Report.Lose("flows from or to beyond the model", where)
			case !okFrom || !okTo:
				r.Report.Lose("arrows that do not join two variables", where)
			case a.pipe && valves[a.from]:
				err = r.influences.Flow(from, to, a.fills, where)
			default:
				err = r.influences.Arrow(from, to, format.Arrow{Sign: a.sign, Delayed: a.delayed, Bend: bend(a, place[a.from], place[a.to]), Where: where})
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// bend returns how far an arrow bends; nil for a straight one.
func bend(a *arrow, from, to *box) *float64 {
	if !a.curved || from == nil || to == nil || from == to {
		return nil
	}
	return format.BendThrough(maps.Position{X: from.x, Y: from.y}, maps.Position{X: to.x, Y: to.y}, maps.Position{X: a.x, Y: a.y})
}
