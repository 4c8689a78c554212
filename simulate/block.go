package simulate

import "math"

// lanes is how many members step together. Enough to keep a processor's vector
// units busy, few enough for a block's state to stay in its nearest memory.
const lanes = 64

// lane is one number of each member of a block.
type lane [lanes]float32

// block follows [lanes] members of a plan at once by the method [Flow], in
// steps that are the same for all. Of each step τx' = −x + N, the relaxation is
// solved exactly and the influences N are taken to change evenly: as they did
// in the step before, or, where a regime begins, as a first try of the step
// itself has it (exponential Adams–Bashforth and Runge–Kutta methods of order
// two: Cox and Matthews 2002, J. Comput. Phys. 176:430). What arrives late is
// interpolated between the ends of earlier steps.
type block struct {
	p      *plan
	g      *grid
	begins []int

	// Direct links, sorted by target: those into variable i are
	// first[i]…first[i+1] of number, from and weight.
	first  []int
	number []int
	from   []int
	weight []lane
	// late are the delayed links, sorted by target likewise.
	late      []lateLink
	firstLate []int

	inertia []lane
	// delay of each late link is in its own struct; strengths and signs of all
	// links are here, by the plan's numbers.
	strength, sign, resigned []lane

	// keep, through and blend are what a step multiplies the state, the
	// influences and their change with; they belong to steps of one width.
	keep, through, blend []lane
	width                float64

	x, try, now, before, next []lane
	// past holds the state of each variable that is looked back to, at each
	// place of the grid: past[place·sources + s].
	past    []lane
	source  []int // variables that are looked back to
	regime  *regime
	members int
	// stop ends a run early when it is closed, with what it then has; nil
	// never does.
	stop <-chan struct{}
}

// lateLink is a delayed link.
type lateLink struct {
	number, source int
	// certain says that all members have the same delay.
	certain bool
	delay   [lanes]float64
	// place is where in the grid each member looks, as far as it got.
	place  [lanes]int
	weight lane
}

// maxPast bounds what a block remembers, in lanes.
const maxPast = 1 << 20

// newBlock returns a block, or nil if it would have to remember too much.
func newBlock(p *plan, g *grid) *block {
	n := p.model.Len()
	b := &block{p: p, g: g, begins: g.begins(p), first: make([]int, n+1), firstLate: make([]int, n+1)}
	sources := make(map[int]int)
	for i := range n {
		for _, l := range p.into[p.first[i]:p.first[i+1]] {
			from := p.links[l].from
			if p.links[l].delay.High == 0 {
				b.number, b.from = append(b.number, l), append(b.from, from)
				continue
			}
			s, known := sources[from]
			if !known {
				s = len(b.source)
				sources[from] = s
				b.source = append(b.source, from)
			}
			b.late = append(b.late, lateLink{number: l, source: s, certain: p.links[l].delay.Certain()})
		}
		b.first[i+1], b.firstLate[i+1] = len(b.number), len(b.late)
	}
	if len(b.source) > maxPast/len(g.at) {
		return nil
	}
	b.weight = make([]lane, len(b.number))
	b.strength, b.sign, b.resigned = make([]lane, len(p.links)), make([]lane, len(p.links)), make([]lane, len(p.links))
	b.past = make([]lane, len(b.source)*len(g.at))
	for _, list := range []*[]lane{&b.inertia, &b.keep, &b.through, &b.blend, &b.x, &b.try, &b.now, &b.before, &b.next} {
		*list = make([]lane, n)
	}
	return b
}

// load takes members into the block; what is left of its lanes stands still.
func (b *block) load(factors []Factor, first, count, runs int) {
	m := b.p.middle()
	b.members = count
	for j := range lanes {
		if j < count {
			m.draw(factors, first+j, runs)
		}
		for l := range b.p.links {
			b.strength[l][j], b.sign[l][j], b.resigned[l][j] = float32(m.strength[l]), float32(m.sign[l]), float32(m.resigned[l])
			if j >= count {
				b.strength[l][j] = 0
			}
		}
		for i, τ := range m.inertia {
			b.inertia[i][j] = float32(τ)
		}
		for k := range b.late {
			b.late[k].delay[j] = m.delay[b.late[k].number]
		}
	}
	b.width = 0
}

// run follows the block and hands over the state at every reported moment.
func (b *block) run(report func(point int, x []lane)) {
	clear(b.x)
	clear(b.past)
	for k := range b.late {
		clear(b.late[k].place[:])
	}
	points, regimes := 0, 0
	for s := range b.g.at {
		select {
		case <-b.stop:
			return
		default:
		}
		fresh := false
		for ; regimes < len(b.begins) && b.begins[regimes] == s; regimes++ {
			b.begin(&b.p.regimes[regimes])
			fresh = true
		}
		b.remember(s, b.x)
		for ; points < len(b.g.report) && b.g.report[points] == s; points++ {
			report(points, b.x)
		}
		if s+1 < len(b.g.at) {
			b.step(s, fresh)
		}
	}
}

// begin enters a regime.
func (b *block) begin(r *regime) {
	b.regime = r
	for k, l := range b.number {
		b.weigh(l, &b.weight[k])
	}
	for k := range b.late {
		b.weigh(b.late[k].number, &b.late[k].weight)
	}
	for _, q := range r.pulses {
		x := &b.x[q.variable]
		for j := range x {
			x[j] = min(max(x[j]+float32(q.amount), -1), 1)
		}
	}
	for i, held := range r.held {
		if held {
			fill(&b.x[i], float32(r.level[i]))
		}
	}
}

// weigh writes the signed strength of a link, as [plan.weights] has it.
func (b *block) weigh(l int, into *lane) {
	factor, turned, sign := float32(1), asDrawn, &b.sign[l]
	if b.regime.factor != nil {
		factor, turned = float32(b.regime.factor[l]), b.regime.turn[l]
	}
	switch turned {
	case toNegative:
		factor = -factor
	case toUnknown:
		sign = &b.resigned[l]
	}
	for j := range into {
		into[j] = b.strength[l][j] * factor
		if turned == asDrawn || turned == toUnknown {
			into[j] *= sign[j]
		}
	}
}

func fill(l *lane, v float32) {
	for j := range l {
		l[j] = v
	}
}

func (b *block) remember(s int, x []lane) {
	for k, v := range b.source {
		b.past[s*len(b.source)+k] = x[v]
	}
}

// step goes from place s of the grid to the next.
func (b *block) step(s int, fresh bool) {
	t, h := b.g.at[s], b.g.at[s+1]-b.g.at[s]
	b.influences(s, t, b.x, b.now)
	b.measure(h)
	if fresh {
		for i := range b.x {
			b.relax(i, &b.try[i])
		}
		b.remember(s+1, b.try)
		b.influences(s+1, b.g.at[s+1], b.try, b.next)
		for i := range b.x {
			x, try, now, next, blend := &b.x[i], &b.try[i], &b.now[i], &b.next[i], &b.blend[i]
			if b.regime.held[i] {
				continue
			}
			for j := range x {
				x[j] = try[j] + float32(blend[j]*(next[j]-now[j]))
			}
		}
	} else {
		ratio := float32(h / (t - b.g.at[s-1]))
		for i := range b.x {
			if b.regime.held[i] {
				continue
			}
			advance(&b.x[i], &b.now[i], &b.before[i], &b.keep[i], &b.through[i], &b.blend[i], ratio)
		}
	}
	b.now, b.before = b.before, b.now
}

// advanceGo writes the end of a step in which influences change as they did in
// the step before, over ratio times its width.
func advanceGo(x, now, before, keep, through, blend *lane, ratio float32) {
	for j := range x {
		change := float32(blend[j] * (ratio * (now[j] - before[j])))
		x[j] = float32(keep[j]*x[j]) + float32(through[j]*now[j]) + change
	}
}

// relax writes the end of a step in which the influences do not change.
func (b *block) relax(i int, into *lane) {
	if b.regime.held[i] {
		*into = b.x[i]
		return
	}
	x, now, keep, through := &b.x[i], &b.now[i], &b.keep[i], &b.through[i]
	for j := range into {
		into[j] = float32(keep[j]*x[j]) + float32(through[j]*now[j])
	}
}

// measure computes the coefficients of steps of width h. Widths that differ by
// rounding alone are the same.
func (b *block) measure(h float64) {
	if math.Abs(h-b.width) <= 1e-9*h {
		return
	}
	b.width = h
	for i := range b.inertia {
		last, keep, blend := float32(0), 0.0, 0.0
		for j, τ := range &b.inertia[i] {
			if τ != last {
				// N(s) = N₀ + (N₁ − N₀)s on 0…1 adds (1 − e^{−r})N₀ and, for
				// its change, 1 − (1 − e^{−r})/r, where r = h/τ.
				r := h / float64(τ)
				keep = math.Exp(-r)
				blend = 1 + math.Expm1(-r)/r
				if r < 1e-3 {
					blend = r / 2 * (1 - r/3)
				}
				last = τ
			}
			b.keep[i][j], b.through[i][j], b.blend[i][j] = float32(keep), float32(1-keep), float32(blend)
		}
	}
}
