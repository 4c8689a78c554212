package simulate

// member is one of the systems that a map allows: every uncertain quantity has
// a value. Links are numbered as in the plan that it was drawn for.
type member struct {
	// inertia is the time constant of each variable.
	inertia []float64
	// strength is the size of each link, 0 where it does not exist, and sign
	// is +1 or −1, or 0 where it is not known and not drawn. resigned is the
	// sign where a scenario makes the link's sign unknown.
	strength, sign, resigned []float64
	delay                    []float64
}

func newMember(p *plan) *member {
	n, l := len(p.model.variables), len(p.links)
	return &member{
		inertia: make([]float64, n), strength: make([]float64, l),
		sign: make([]float64, l), resigned: make([]float64, l), delay: make([]float64, l),
	}
}

// middle returns the member with the middle of every range, without links that
// are less likely than not, and with no influence where the sign is not known.
func (p *plan) middle() *member {
	m := newMember(p)
	for i, v := range p.model.variables {
		m.inertia[i] = v.inertia.Middle()
	}
	for i, l := range p.links {
		if l.probability >= 0.5 {
			m.strength[i] = l.strength.Middle()
		}
		m.sign[i], m.delay[i] = float64(l.ref.Sign), l.delay.Middle()
	}
	return m
}
