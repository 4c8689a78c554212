package simulate

import (
	"context"
	"math"
	"slices"

	"sysmap/maps"
)

// gains is the system of [search.flowBound].
type gains struct {
	s    *search
	wide *Model
	// done is what each candidate does, and the last what all do at once, unless
	// one holds a variable.
	done  []Scenario
	whole bool
	// first is the plan of the first of them; all have its links.
	first *plan
	// half says that the baseline moves.
	half bool
	// from[e] is the link of the model that link e of the wide one stands for,
	// and sign the sign for which it does.
	from []int
	sign []float64
	size int
}

// newGains returns nil where the gains are not known to be bounds: where the
// baseline changes links or holds variables, a candidate holds a variable
// beside a baseline that moves, or two candidates change the same link.
func (s *search) newGains() (*gains, error) {
	t := s.t
	if t.steps == 0 {
		return nil, nil
	}
	g := &gains{s: s, size: t.model.Len(), whole: true}
	for _, iv := range t.baseline.Interventions {
		if iv.Link != nil || iv.Action == maps.Hold {
			return nil, nil
		}
		g.half = g.half || iv.Amount != 0
	}
	if !s.suitGains(g.half) {
		return nil, nil
	}
	g.widen()
	var everything Scenario
	for _, c := range s.shelf.of {
		pushed := g.pushed(c.Interventions)
		everything.Interventions = append(everything.Interventions, pushed...)
		g.done = append(g.done, Scenario{Interventions: pushed})
		for _, iv := range c.Interventions {
			g.whole = g.whole && iv.Action != maps.Hold
		}
	}
	// All at once may change more often than a plan can hold.
	if _, err := newPlan(g.wide, everything, t.until); err != nil {
		g.whole = false
	}
	if g.whole {
		g.done = append(g.done, everything)
	}
	var err error
	if g.first, err = newPlan(g.wide, g.done[0], t.until); err != nil {
		return nil, err
	}
	if b := newBlock(g.first, t.grid(2*t.steps)); b == nil {
		return nil, nil
	}
	return g, nil
}

func (s *search) suitGains(moves bool) bool {
	changed := make(map[maps.LinkRef]int)
	for k, c := range s.shelf.of {
		for at, iv := range c.Interventions {
			if iv.Action == maps.Hold && moves {
				return false
			}
			if iv.Link == nil {
				continue
			}
			again := slices.ContainsFunc(c.Interventions[:at], func(o maps.Intervention) bool { return o.Link != nil && *o.Link == *iv.Link })
			group, known := changed[*iv.Link]
			if again || known && group != s.shelf.group[k] {
				return false
			}
			changed[*iv.Link] = s.shelf.group[k]
		}
	}
	return true
}

// widen makes the model of ups and downs: variable i is up at i and down at
// i + size.
func (g *gains) widen() {
	m := g.s.t.model
	down := make([]string, g.size)
	for i, v := range m.variables {
		down[i] = "\x00" + v.id
	}
	g.wide = m.widened(down...)
	g.wide.links = nil
	for i, v := range m.variables {
		g.wide.variables[g.size+i].inertia = v.inertia
	}
	for k, l := range m.links {
		for _, sign := range []maps.Sign{maps.Positive, maps.Negative} {
			if l.ref.Sign == -sign {
				continue
			}
			for side := range 2 {
				e := l
				e.from = l.from + side*g.size
				e.to = l.to + side*g.size
				if sign == maps.Negative {
					e.to = l.to + (1-side)*g.size
				}
				g.wide.links = append(g.wide.links, e)
				g.from, g.sign = append(g.from, k), append(g.sign, float64(sign))
			}
		}
	}
}

// pushed is what interventions do to ups and downs. A change of a link is at
// most a push as strong as the change, either way.
func (g *gains) pushed(list []maps.Intervention) []maps.Intervention {
	m := g.s.t.model
	var out []maps.Intervention
	push := func(v int, action maps.Action, amount float64, like maps.Intervention) {
		if g.half {
			amount /= 2
		}
		// More than 16 is no more than 16 to single precision.
		for left := min(amount, 16); left > 0; left-- {
			out = append(out, maps.Intervention{
				Variable: g.wide.variables[v].id, Action: action, Amount: min(left, 1), From: like.From, Until: like.Until,
			})
		}
	}
	for _, iv := range list {
		if iv.Link != nil {
			to := m.index[iv.Link.To]
			push(to, maps.Press, g.change(iv), iv)
			push(to+g.size, maps.Press, g.change(iv), iv)
			continue
		}
		v := m.index[iv.Variable]
		if iv.Action == maps.Hold {
			for side, level := range []float64{max(iv.Amount, 0), max(-iv.Amount, 0)} {
				out = append(out, maps.Intervention{
					Variable: g.wide.variables[v+side*g.size].id, Action: maps.Hold, Amount: level, From: iv.From, Until: iv.Until,
				})
			}
			continue
		}
		if iv.Amount < 0 {
			v += g.size
		}
		push(v, iv.Action, math.Abs(iv.Amount), iv)
	}
	return out
}

// change is the most by which an intervention changes the strength of a link.
func (g *gains) change(iv maps.Intervention) float64 {
	strength := 1.0
	for _, l := range g.s.t.model.links {
		if l.ref == *iv.Link {
			strength = l.strength.High
		}
	}
	switch iv.Action {
	case maps.Scale:
		return strength * math.Abs(iv.Amount-1)
	case maps.Cut:
		return strength
	case maps.Add:
		return iv.Amount
	}
	return 2 * strength
}

// largest returns for each member what no set can exceed by the gains.
func (g *gains) largest(ctx context.Context, progress Progress) ([]float64, error) {
	t := g.s.t
	rows := make([][]float64, len(g.done))
	for k := range rows {
		rows[k] = make([]float64, t.runs)
	}
	blocks := (t.runs + lanes - 1) / lanes
	err := t.share(ctx, blocks*len(g.done), progress, func() func(int) error {
		b := newBlock(g.first, t.grid(2*t.steps))
		loaded := -1
		return func(task int) error {
			k, first := task%len(g.done), task/len(g.done)*lanes
			p, err := newPlan(g.wide, g.done[k], t.until)
			if err != nil {
				return err
			}
			if loaded != first {
				g.load(b, first, min(lanes, t.runs-first))
				loaded = first
			}
			b.p, b.begins = p, b.g.begins(p)
			g.follow(b, rows[k][first:])
			return nil
		}
	})
	if err != nil {
		return nil, err
	}
	out, alone := make([]float64, t.runs), make([]float64, len(g.s.shelf.of))
	for j := range out {
		for k := range alone {
			alone[k] = rows[k][j]
		}
		out[j] = g.s.shelf.largestSum(alone)
		if g.whole {
			out[j] = min(out[j], rows[len(rows)-1][j])
		}
	}
	return out, nil
}

// load takes members of the model into a block of the wide one.
func (g *gains) load(b *block, first, count int) {
	t := g.s.t
	narrow, err := t.plan(Scenario{})
	if err != nil {
		return // the trial ran it
	}
	factors, m := t.factors(narrow), narrow.middle()
	b.load(nil, 0, lanes, 1)
	b.members = count
	for j := range count {
		m.draw(factors, first+j, t.runs)
		for e, l := range g.from {
			b.sign[e][j], b.strength[e][j] = 1, 0
			if m.sign[l] == g.sign[e] {
				b.strength[e][j] = float32(m.strength[l])
			}
		}
		for i, τ := range m.inertia {
			b.inertia[i][j], b.inertia[g.size+i][j] = float32(τ), float32(τ)
		}
		for k := range b.late {
			b.late[k].delay[j] = m.delay[g.from[b.late[k].number]]
		}
	}
}

// follow writes how far the goal can be moved in each member.
func (g *gains) follow(b *block, out []float64) {
	last := len(g.s.t.times) - 1
	b.run(func(point int, x []lane) {
		if point < last {
			return
		}
		for j := range b.members {
			sum := 0.0
			for _, a := range g.s.t.goal {
				v := a.variable
				if a.share < 0 {
					v += g.size
				}
				sum += math.Abs(a.share) * float64(x[v][j])
			}
			if g.half {
				sum *= 2
			}
			out[j] = sum
		}
	})
}
