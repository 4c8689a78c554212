package simulate

import "sysmap/maps"

// FactorKind is what about a map is uncertain.
type FactorKind string

const (
	// LinkFactor is a link: how strong it is, of what sign, and whether it
	// exists.
	LinkFactor FactorKind = "link"
	// NewSignFactor is the sign of a link that a scenario makes unknown.
	NewSignFactor FactorKind = "new_sign"
	// DelayFactor is the delay of a link.
	DelayFactor FactorKind = "delay"
	// InertiaFactor is the inertia of a variable.
	InertiaFactor FactorKind = "inertia"
)

// Factor is something uncertain, and the draws that decide it.
type Factor struct {
	Kind FactorKind `json:"kind"`
	// Of is the link, in shorthand, or the variable.
	Of string `json:"of"`
	// Span is what its size may be; for a new sign it means nothing.
	Low  float64 `json:"low"`
	High float64 `json:"high"`
	// Probability that a link exists.
	Probability float64 `json:"probability"`
	// Sign of a link; [maps.Unknown] is drawn.
	Sign maps.Sign `json:"sign"`
	// Positive is how likely an unknown sign is to be positive; 0 is as likely
	// as not.
	Positive float64 `json:"positive,omitempty"`

	// of is the number of the link or variable in the plan.
	of                    int
	size, existence, side stream
}

// seeded gives a factor its streams. They are named after what is decided, so
// that a link has the same draws in every scenario.
func (f *Factor) seeded(seed uint64) {
	name := string(f.Kind) + " " + f.Of
	f.size, f.existence, f.side = newStream(seed, "size of "+name), newStream(seed, "existence of "+name), newStream(seed, "sign of "+name)
}

// drawn returns the size, zero if it does not exist, and the sign that the
// factor has in member k of the runs.
func (f *Factor) drawn(k, runs int) (size, sign float64) {
	size, sign = f.Low, float64(f.Sign)
	if f.Low < f.High {
		size += (f.High - f.Low) * f.size.stratified(k, runs)
	}
	if f.Probability < 1 && f.existence.stratified(k, runs) >= f.Probability {
		size = 0
	}
	if f.Sign == maps.Unknown {
		sign = +1
		if f.side.stratified(k, runs) >= f.positive() {
			sign = -1
		}
	}
	return size, sign
}

func (f *Factor) positive() float64 {
	if f.Positive == 0 {
		return 0.5
	}
	return f.Positive
}

// value is the factor in member k as one number: a signed strength, a delay, an
// inertia.
func (f *Factor) value(k, runs int) float64 {
	size, sign := f.drawn(k, runs)
	return size * sign
}

// factors lists everything that is uncertain about a plan: links, then new
// signs, delays and inertias, each in the order of the map.
func (p *plan) factors(seed uint64) []Factor {
	var out []Factor
	add := func(kind FactorKind, of int, name string, span maps.Range, probability float64, sign maps.Sign) {
		f := Factor{Kind: kind, Of: name, Low: span.Low, High: span.High, Probability: probability, Sign: sign, of: of}
		f.seeded(seed)
		out = append(out, f)
	}
	for i, l := range p.links {
		if !l.strength.Certain() || l.probability < 1 || l.ref.Sign == maps.Unknown {
			add(LinkFactor, i, l.ref.String(), l.strength, l.probability, l.ref.Sign)
			if l.ref.Sign == maps.Unknown {
				out[len(out)-1].Positive = l.positive
			}
		}
	}
	for i, l := range p.links {
		if p.resigned[i] {
			add(NewSignFactor, i, l.ref.String(), maps.Exactly(1), 1, maps.Unknown)
		}
	}
	for i, l := range p.links {
		if !l.delay.Certain() {
			add(DelayFactor, i, l.ref.String(), l.delay, 1, maps.Positive)
		}
	}
	for i, v := range p.model.variables {
		if !v.inertia.Certain() {
			add(InertiaFactor, i, v.id, v.inertia, 1, maps.Positive)
		}
	}
	return out
}

// draw writes what the factors are in member k of the runs into a member of
// the same plan.
func (m *member) draw(factors []Factor, k, runs int) {
	for i := range factors {
		f := &factors[i]
		size, sign := f.drawn(k, runs)
		switch f.Kind {
		case LinkFactor:
			m.strength[f.of], m.sign[f.of] = size, sign
		case NewSignFactor:
			m.resigned[f.of] = sign
		case DelayFactor:
			m.delay[f.of] = size
		case InertiaFactor:
			m.inertia[f.of] = size
		}
	}
}
