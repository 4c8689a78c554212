package format

import (
	"fmt"
	"math"

	"sysmap/maps"
)

// Influences gathers what a simulation model says of how variables depend on
// each other, in its equations, its flows and its sketch, and makes links of it.
// Variables are given as indices into those of the draft.
type Influences struct {
	draft  *Draft
	pairs  []pair
	pairOf map[[2]int]int
}

// Influences begins to gather.
func (d *Draft) Influences() *Influences { return &Influences{draft: d, pairOf: map[[2]int]int{}} }

// Arrow is an arrow of a sketch. An unknown sign means that it has no mark.
type Arrow struct {
	Sign    maps.Sign
	Delayed bool
	Bend    *float64
	Note    string
	Where   string
}

// pair is what is said of one variable's influence on another.
type pair struct {
	from, to int
	where    string
	// fills and drains are for flows and stocks; minus is for equations.
	fills, drains, minus bool
	arrows               []Arrow
}

// Equation notes that an equation uses a variable. The sign is Unknown unless the
// equation is one that states nothing but signs.
func (f *Influences) Equation(from, to int, sign maps.Sign, where string) error {
	p, err := f.pair(from, to, where)
	if err == nil && sign == maps.Negative {
		p.minus = true
	}
	return err
}

// Flow notes that a flow fills a stock (Positive) or drains it.
func (f *Influences) Flow(from, to int, sign maps.Sign, where string) error {
	p, err := f.pair(from, to, where)
	if err == nil {
		p.fills, p.drains = p.fills || sign == maps.Positive, p.drains || sign == maps.Negative
	}
	return err
}

// MostEquation is how much of an equation is looked at, in bytes; none that a
// person writes is as long.
const MostEquation = 1 << 20

// EquationText returns an equation as far as it is looked at; what is cut off is
// counted.
func (f *Influences) EquationText(s, where string) string {
	if len(s) <= MostEquation {
		return s
	}
	f.draft.Report.Lose("ends of equations that are too long", where)
	return s[:MostEquation]
}

// Arrow notes an arrow of the sketch.
func (f *Influences) Arrow(from, to int, a Arrow) error {
	p, err := f.pair(from, to, a.Where)
	if err == nil {
		p.arrows = append(p.arrows, a)
	}
	return err
}

// pair returns what is known of two variables; it is valid until the next call.
func (f *Influences) pair(from, to int, where string) (*pair, error) {
	at, known := f.pairOf[[2]int{from, to}]
	if !known {
		if most := f.draft.Limits.Links; len(f.pairs) >= most {
			return nil, fmt.Errorf("%w: %s: more than %d links", ErrLimit, where, most)
		}
		at = len(f.pairs)
		f.pairOf[[2]int{from, to}] = at
		f.pairs = append(f.pairs, pair{from: from, to: to, where: where})
	}
	return &f.pairs[at], nil
}

// Links adds the links. The sign of one is that at its arrow; failing that, what
// it does to a stock; failing that, the minus in an equation. The last two are
// noted. Everything else is unknown.
func (f *Influences) Links() error {
	for i := range f.pairs {
		if err := f.links(&f.pairs[i]); err != nil {
			return err
		}
	}
	return nil
}

func (f *Influences) links(p *pair) error {
	d := f.draft
	l := maps.NewLink(d.Map.Variables[p.from].ID, d.Map.Variables[p.to].ID, maps.Unknown)
	if len(p.arrows) == 0 {
		l.Sign = f.sign(p)
		return d.Link(l, p.where)
	}
	positive, negative := false, false
	for _, a := range p.arrows {
		positive, negative = positive || a.Sign == maps.Positive, negative || a.Sign == maps.Negative
	}
	if positive && !negative && p.minus {
		d.Report.Lose("signs of equations that differ from those of arrows", p.where)
	}
	for _, a := range p.arrows {
		switch l.Sign = a.Sign; {
		case l.Sign != maps.Unknown:
		case positive || negative:
			d.Report.Note("arrows without a sign beside one that has it, merged", a.Where)
			continue
		default:
			l.Sign = f.sign(p)
		}
		l.Bend, l.Delay, l.Note = a.Bend, nil, maps.Text{}
		if a.Delayed {
			l.Delay = d.DelayMark(a.Where)
		}
		if a.Note != "" {
			l.Note = maps.Plain(a.Note)
		}
		if err := d.Link(l, a.Where); err != nil {
			return err
		}
	}
	return nil
}

// sign returns what flows and equations say of a sign.
func (f *Influences) sign(p *pair) maps.Sign {
	report := f.draft.Report
	switch {
	case p.fills && p.drains:
		report.Note("flows that fill and drain the same stock, kept as unknown", p.where)
	case p.fills:
		report.Note("signs read from flows and their stocks", p.where)
		return maps.Positive
	case p.drains:
		report.Note("signs read from flows and their stocks", p.where)
		return maps.Negative
	case p.minus:
		report.Note("signs read from the minus in an equation that states nothing but signs", p.where)
		return maps.Negative
	}
	return maps.Unknown
}

// BendThrough returns how far an arrow bends that goes through a point, in
// hundredths as [maps.Link] has it; nil if it cannot be told.
func BendThrough(from, to, through maps.Position) *float64 {
	dx, dy := to.X-from.X, to.Y-from.Y
	// With y down, left of the direction of travel is (dy, −dx).
	return bendOf(((through.X-(from.X+to.X)/2)*dy - (through.Y-(from.Y+to.Y)/2)*dx) / (dx*dx + dy*dy))
}

// BendAtAngle returns how far an arrow bends that is an arc and leaves in a
// direction, in degrees against the clock from the right; nil if it is straight
// or cannot be told.
func BendAtAngle(from, to maps.Position, angle float64) *float64 {
	if from == to {
		return nil
	}
	straight := math.Atan2(from.Y-to.Y, to.X-from.X)
	turn := math.Remainder(angle*math.Pi/180-straight, 2*math.Pi)
	if b := bendOf(math.Tan(turn/2) / 2); b != nil && *b != 0 {
		return b
	}
	return nil
}

// AngleOfBend is the inverse of [BendAtAngle].
func AngleOfBend(from, to maps.Position, bend float64) float64 {
	angle := (math.Atan2(from.Y-to.Y, to.X-from.X) + 2*math.Atan(2*bend)) * 180 / math.Pi
	return math.Mod(angle+720, 360)
}

func bendOf(bend float64) *float64 {
	const most = 5
	if bend = math.Round(bend*100)/100 + 0; !(math.Abs(bend) <= most) {
		return nil
	}
	return &bend
}

// Places returns where every variable stands, for formats that need to know.
// Those without a position go on a circle below the others, and a sheet that
// begins left of or above its corner is moved as a whole; both are noted.
func Places(m *maps.Map, r *Report) []maps.Position {
	const margin, gap = 100, 120
	var loose []int
	left, top, bottom := 0.0, 0.0, 0.0
	places := make([]maps.Position, len(m.Variables))
	for i := range m.Variables {
		at := m.Variables[i].At
		if at == nil {
			loose = append(loose, i)
			r.Note("variables without a position, set out on a circle", m.Variables[i].ID)
			continue
		}
		places[i] = *at
		left, top, bottom = min(left, at.X), min(top, at.Y), max(bottom, at.Y)
	}
	if left < 0 || top < 0 {
		r.Note("positions left of or above the sheet, which is moved as a whole", fmt.Sprintf("by %.0f and %.0f points", margin-left, margin-top))
		for i := range places {
			places[i].X += margin - left
			places[i].Y += margin - top
		}
		bottom += margin - top
	}
	radius := max(150, float64(len(loose))*gap/(2*math.Pi))
	for k, i := range loose {
		sin, cos := math.Sincos(2 * math.Pi * float64(k) / float64(len(loose)))
		places[i] = maps.Position{X: math.Round(margin + radius + radius*sin), Y: math.Round(bottom + margin + radius - radius*cos)}
	}
	return places
}
