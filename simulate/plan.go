package simulate

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"sysmap/maps"
)

// plan is a scenario on a model: what drives each variable and what becomes of
// each link, from regime to regime. Within a regime nothing but ramps changes.
type plan struct {
	model *Model
	// links are the model's, and after them those that the scenario adds.
	links []link
	// resigned marks links whose sign the scenario makes unknown.
	resigned []bool
	// into lists link numbers by target; those into variable i are
	// into[first[i]:first[i+1]], in the order of links.
	into, first []int
	regimes     []regime
	until       float64
	// onLinks counts interventions on links.
	onLinks int
	notes   []Note
}

// regime is a stretch of time.
type regime struct {
	from, until float64
	// What drives variable i at time t is push[i] + growth[i]·(t − from).
	push, growth []float64
	// held says that variable i is kept at level[i].
	held  []bool
	level []float64
	// pulses move variables once, when the regime begins, and pressed are the
	// presses that begin with it.
	pulses, pressed []impulse
	// factor multiplies the strength of each link and turn changes its sign;
	// both are nil where all links are as the model has them.
	factor []float64
	turn   []turn
}

type impulse struct {
	variable int
	amount   float64
}

// turn is what becomes of a link's sign.
type turn int8

const (
	asDrawn turn = iota
	toPositive
	toNegative
	toUnknown
)

// ErrTooLarge is in the chain of the error that says that something would need
// more memory than it may have.
var ErrTooLarge = errors.New("too large")

// maxPlan bounds the numbers that a plan may consist of.
const maxPlan = 50_000_000

func newPlan(model *Model, s Scenario, until float64) (*plan, error) {
	p := &plan{model: model, links: slices.Clone(model.links), until: until}
	targets, err := p.targets(s)
	if err != nil {
		return nil, err
	}
	bounds := []float64{0}
	late := 0
	for _, iv := range s.Interventions {
		if iv.Link != nil {
			p.onLinks++
		}
		if iv.From >= until {
			late++
			continue
		}
		bounds = append(bounds, iv.From)
		if iv.Until != nil && *iv.Until < until {
			bounds = append(bounds, *iv.Until)
		}
	}
	slices.Sort(bounds)
	bounds = slices.Compact(bounds)
	if size := float64(len(bounds)) * float64(4*model.Len()+2*len(p.links)); size > maxPlan {
		return nil, fmt.Errorf("%d changes of regime in a map of %d links: %w; use fewer interventions", len(bounds), len(p.links), ErrTooLarge)
	}
	for k, from := range bounds {
		end := until
		if k+1 < len(bounds) {
			end = bounds[k+1]
		}
		p.regimes = append(p.regimes, p.regime(s, targets, from, end))
	}
	p.sortLinks()
	if late > 0 {
		p.notes = append(p.notes, Note{Kind: BeginsLate, Count: late})
	}
	return p, nil
}

// targets checks every intervention, adds the links that they add, and returns
// the number of the variable or link that each is about.
func (p *plan) targets(s Scenario) ([]int, error) {
	numbers := make(map[maps.LinkRef]int, len(p.links))
	for l := range p.links {
		numbers[p.links[l].ref] = l
	}
	out := make([]int, len(s.Interventions))
	for k, iv := range s.Interventions {
		if iv.Action != maps.Add {
			continue
		}
		if iv.Link == nil {
			return nil, interventionError(k, iv, errors.New("it names no link"))
		}
		if l, exists := numbers[*iv.Link]; exists {
			if p.links[l].added {
				continue
			}
			return nil, interventionError(k, iv, errors.New("the link that it adds exists already; use scale to change its strength"))
		}
		made, err := p.model.link(maps.Link{
			From: iv.Link.From, To: iv.Link.To, Sign: iv.Link.Sign,
			Strength: maps.Exactly(1), StrengthStated: true, Probability: 1,
		})
		if err != nil {
			return nil, interventionError(k, iv, err)
		}
		made.added = true
		numbers[made.ref] = len(p.links)
		p.links = append(p.links, made)
	}
	p.resigned = make([]bool, len(p.links))
	for k, iv := range s.Interventions {
		var err error
		if out[k], err = p.target(iv, numbers); err != nil {
			return nil, interventionError(k, iv, err)
		}
		if iv.Action == maps.Resign && iv.NewSign == maps.Unknown {
			p.resigned[out[k]] = true
		}
	}
	return out, nil
}

func interventionError(k int, iv maps.Intervention, err error) error {
	subject := iv.Variable
	if iv.Link != nil {
		subject = iv.Link.String()
	}
	return fmt.Errorf("intervention %d (%s %q): %w", k+1, iv.Action, shortened(subject), err)
}

func (p *plan) target(iv maps.Intervention, numbers map[maps.LinkRef]int) (int, error) {
	low, high, onLink := -1.0, 1.0, false
	switch iv.Action {
	case maps.Press, maps.Pulse, maps.Ramp, maps.Hold:
	case maps.Cut, maps.Resign:
		low, high, onLink = math.Inf(-1), math.Inf(1), true
	case maps.Scale:
		low, high, onLink = 0, 100, true
	case maps.Add:
		low, high, onLink = 0, 1, true
	default:
		return 0, fmt.Errorf("%q is nothing that can be done", iv.Action)
	}
	switch {
	case !(iv.Amount >= low && iv.Amount <= high):
		return 0, fmt.Errorf("the amount %v is not within %v…%v", iv.Amount, low, high)
	case !(iv.From >= 0 && iv.From <= longest):
		return 0, fmt.Errorf("it begins at %v", iv.From)
	case iv.Until != nil && !(*iv.Until > iv.From && *iv.Until <= longest):
		return 0, fmt.Errorf("it begins at %v and ends at %v", iv.From, *iv.Until)
	case iv.Action == maps.Pulse && iv.Until != nil:
		return 0, errors.New("a pulse happens once and has no end; leave until out, or use press for a push that lasts")
	case onLink && (iv.Link == nil || iv.Variable != ""):
		return 0, errors.New("this is done to a link, and only to a link")
	case !onLink && (iv.Link != nil || iv.Variable == ""):
		return 0, errors.New("this is done to a variable, and only to a variable")
	case iv.Action == maps.Resign && (iv.NewSign < maps.Negative || iv.NewSign > maps.Positive):
		return 0, fmt.Errorf("the sign %d is none", iv.NewSign)
	}
	if onLink {
		l, ok := numbers[*iv.Link]
		if !ok {
			return 0, errors.New("the map has no such link")
		}
		return l, nil
	}
	v, ok := p.model.index[iv.Variable]
	if !ok {
		return 0, errors.New("the map has no such variable")
	}
	return v, nil
}

// regime gathers what holds from a moment on.
func (p *plan) regime(s Scenario, targets []int, from, until float64) regime {
	n := p.model.Len()
	r := regime{from: from, until: until, push: make([]float64, n), growth: make([]float64, n), held: make([]bool, n), level: make([]float64, n)}
	for _, l := range p.links {
		if l.added {
			r.touchLinks(p.links)
			break
		}
	}
	for k, iv := range s.Interventions {
		if iv.From > from || iv.From >= p.until {
			continue
		}
		over := iv.Until != nil && *iv.Until <= from
		at := targets[k]
		if iv.Action == maps.Ramp {
			r.ramp(iv, at, p.until)
			continue
		}
		if over {
			continue
		}
		switch iv.Action {
		case maps.Press:
			r.push[at] += iv.Amount
			if iv.From == from {
				r.pressed = append(r.pressed, impulse{at, iv.Amount})
			}
		case maps.Pulse:
			if iv.From == from {
				r.pulses = append(r.pulses, impulse{at, iv.Amount})
			}
		case maps.Hold:
			r.held[at], r.level[at] = true, iv.Amount
		default:
			r.touchLinks(p.links)
			r.change(iv, at)
		}
	}
	return r
}

// ramp adds what a ramp that has begun does from the regime's start on.
func (r *regime) ramp(iv maps.Intervention, at int, horizon float64) {
	end := horizon
	if iv.Until != nil {
		end = *iv.Until
	}
	if r.from >= end {
		r.push[at] += iv.Amount
		return
	}
	speed := iv.Amount / (end - iv.From)
	r.push[at] += speed * (r.from - iv.From)
	r.growth[at] += speed
}

// touchLinks makes room for changed links; those that a scenario adds are not
// there unless it says so.
func (r *regime) touchLinks(links []link) {
	if r.factor != nil {
		return
	}
	r.factor, r.turn = make([]float64, len(links)), make([]turn, len(links))
	for l := range links {
		if !links[l].added {
			r.factor[l] = 1
		}
	}
}

func (r *regime) change(iv maps.Intervention, l int) {
	switch iv.Action {
	case maps.Cut:
		r.factor[l] = 0
	case maps.Scale:
		r.factor[l] *= iv.Amount
	case maps.Add:
		r.factor[l] = iv.Amount
	case maps.Resign:
		r.turn[l] = map[maps.Sign]turn{maps.Positive: toPositive, maps.Negative: toNegative, maps.Unknown: toUnknown}[iv.NewSign]
	}
}

func (p *plan) sortLinks() {
	n := p.model.Len()
	p.first = make([]int, n+1)
	for _, l := range p.links {
		p.first[l.to+1]++
	}
	for i := range n {
		p.first[i+1] += p.first[i]
	}
	p.into = make([]int, len(p.links))
	next := slices.Clone(p.first[:n])
	for k, l := range p.links {
		p.into[next[l.to]] = k
		next[l.to]++
	}
}

// weights writes the signed strength that each link has for a member in a
// regime.
func (p *plan) weights(m *member, r *regime, into []float64) {
	for l := range p.links {
		w, sign := m.strength[l], m.sign[l]
		if r.factor != nil {
			w *= r.factor[l]
			switch r.turn[l] {
			case toPositive:
				sign = +1
			case toNegative:
				sign = -1
			case toUnknown:
				sign = m.resigned[l]
			}
		}
		into[l] = w * sign
	}
}

// driven reports whether something moves a variable or holds it away from
// today.
func (p *plan) driven(i int) bool {
	for k := range p.regimes {
		r := &p.regimes[k]
		if r.push[i] != 0 || r.growth[i] != 0 || r.held[i] && r.level[i] != 0 {
			return true
		}
		moves := func(q impulse) bool { return q.variable == i && q.amount != 0 }
		if slices.ContainsFunc(r.pulses, moves) || slices.ContainsFunc(r.pressed, moves) {
			return true
		}
	}
	return false
}

// rests reports whether a system at rest stays at rest.
func (p *plan) rests() bool {
	for i := range p.model.variables {
		if p.driven(i) {
			return false
		}
	}
	return true
}

// reach marks the variables that are driven and all that links lead to from
// there.
func (p *plan) reach(reached []bool) {
	out := make([][]int, len(reached))
	for _, l := range p.links {
		out[l.from] = append(out[l.from], l.to)
	}
	var front []int
	visit := func(i int) {
		if !reached[i] {
			reached[i] = true
			front = append(front, i)
		}
	}
	for i := range reached {
		if reached[i] {
			front = append(front, i)
		} else if p.driven(i) {
			visit(i)
		}
	}
	for len(front) > 0 {
		i := front[len(front)-1]
		front = front[:len(front)-1]
		for _, to := range out[i] {
			visit(to)
		}
	}
}
