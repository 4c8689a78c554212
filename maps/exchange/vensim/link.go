package vensim

import (
	"fmt"
	"math"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// pair is all that the file says of how one variable depends on another.
type pair struct {
	from, to int
	where    string
	// flows and minus hold the signs that equations or pipes give, by
	// [slot].
	flows, formula [3]bool
	arrows         []drawn
}

// drawn is an arrow of the sketch between variables.
type drawn struct {
	arrow
	where string
	bend  *float64
}

// slot is the place of a sign in an array.
func slot(s maps.Sign) int { return int(s) + 1 }

// pair returns what is known of two variables, to add to it. It is valid until
// the next call.
func (r *reader) pair(from, to int, where string) (*pair, error) {
	at, known := r.pairOf[[2]int{from, to}]
	if !known {
		if len(r.pairs) >= r.Limits.Links {
			return nil, fmt.Errorf("%w: %s: more than %d links", format.ErrLimit, where, r.Limits.Links)
		}
		at = len(r.pairs)
		r.pairOf[[2]int{from, to}] = at
		r.pairs = append(r.pairs, pair{from: from, to: to, where: where})
	}
	return &r.pairs[at], nil
}

// dependencies takes the links from the equations.
func (r *reader) dependencies(all []equation) error {
	for i := range all {
		e := &all[i]
		to, known := r.variable[key(e.left)]
		if !known || e.kind == macro || e.kind == subscript {
			continue
		}
		where := fmt.Sprintf("line %d: %s", e.line, format.Shorten(e.left))
		found, causal := dependencies(e.right, func(name string) bool {
			_, known := r.variable[key(name)]
			return known
		})
		if !causal && e.right != "" {
			r.Report.Lose("equations, of which only the dependencies are kept", where)
		}
		for _, d := range found {
			p, err := r.pair(r.variable[key(d.name)], to, where)
			if err != nil {
				return err
			}
			if d.flow {
				p.flows[slot(d.sign)] = true
			} else {
				p.formula[slot(d.sign)] = true
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
				ends[b.valve] = at
				valves[b.valve] = true
			}
		}
		for k := range v.arrows {
			a := &v.arrows[k]
			where := fmt.Sprint("line ", a.line)
			from, okFrom := ends[a.from]
			to, okTo := ends[a.to]
			switch {
			case a.pipe && (!okFrom || !okTo):
				r.Report.Lose("flows from or to beyond the model", where)
				continue
			case !okFrom || !okTo:
				r.Report.Lose("arrows that do not join two variables", where)
				continue
			}
			p, err := r.pair(from, to, where)
			if err != nil {
				return err
			}
			if a.pipe && valves[a.from] {
				p.flows[slot(a.fills)] = true
				continue
			}
			p.arrows = append(p.arrows, drawn{arrow: *a, where: where, bend: bend(a, place[a.from], place[a.to])})
		}
	}
	return nil
}

// bend returns how far an arrow bends, in hundredths; nil for a straight one.
func bend(a *arrow, from, to *box) *float64 {
	if !a.curved || from == nil || to == nil {
		return nil
	}
	dx, dy := to.x-from.x, to.y-from.y
	length := dx*dx + dy*dy
	if length == 0 {
		return nil
	}
	// On a sheet with y down, left of the direction of travel is (dy, −dx).
	bend := ((a.x-(from.x+to.x)/2)*dy - (a.y-(from.y+to.y)/2)*dx) / length
	if bend = math.Round(bend*100) / 100; math.IsNaN(bend) || math.Abs(bend) > 5 {
		return nil
	}
	bend += 0
	return &bend
}

// links makes the links of what has been gathered.
func (r *reader) links() error {
	for i := range r.pairs {
		p := &r.pairs[i]
		signed := false
		for _, a := range p.arrows {
			signed = signed || a.sign != maps.Unknown
		}
		for _, a := range p.arrows {
			if signed && a.sign == maps.Unknown {
				r.Report.Note("arrows without a sign beside one that has it, merged", a.where)
				continue
			}
			if err := r.arrowLink(p, &a, signed); err != nil {
				return err
			}
		}
		if len(p.arrows) > 0 {
			continue
		}
		if err := r.Link(maps.NewLink(r.Map.Variables[p.from].ID, r.Map.Variables[p.to].ID, r.sign(p)), p.where); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) arrowLink(p *pair, a *drawn, signed bool) error {
	l := maps.NewLink(r.Map.Variables[p.from].ID, r.Map.Variables[p.to].ID, a.sign)
	if !signed {
		l.Sign = r.sign(p)
	} else if said := p.formula[slot(maps.Negative)]; said && a.sign == maps.Positive && len(p.arrows) == 1 {
		r.Report.Lose("signs of equations that differ from those of arrows", p.where)
	}
	l.Bend = a.bend
	if a.delayed {
		l.Delay = r.DelayMark(a.where)
	}
	return r.Link(l, a.where)
}

// sign returns what pipes and equations say of a sign, where no arrow does.
func (r *reader) sign(p *pair) maps.Sign {
	positive, negative := p.flows[slot(maps.Positive)], p.flows[slot(maps.Negative)]
	switch {
	case positive && negative:
		r.Report.Note("flows that fill and drain the same stock, kept as unknown", p.where)
	case positive:
		r.Report.Note("signs read from flows and their stocks", p.where)
		return maps.Positive
	case negative:
		r.Report.Note("signs read from flows and their stocks", p.where)
		return maps.Negative
	case p.formula[slot(maps.Negative)]:
		r.Report.Note("signs read from the minus in A FUNCTION OF", p.where)
		return maps.Negative
	}
	return maps.Unknown
}
