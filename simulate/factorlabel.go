package simulate

import "sysmap/maps"

// Label writes what the driver is about in people's words: a link by both its
// ends, "Stress →− Sleep", a variable by its label, and whether it is their
// delay or inertia. What the map does not know is written as it is.
func (d Driver) Label(m *maps.Map, l maps.Language) string {
	return d.about(m, l) + map[FactorKind]map[maps.Language]string{
		DelayFactor:   {maps.English: " (delay)", maps.Danish: " (forsinkelse)"},
		InertiaFactor: {maps.English: " (inertia)", maps.Danish: " (træghed)"},
	}[d.Kind][l]
}

func (d Driver) about(m *maps.Map, l maps.Language) string {
	if ref, err := maps.ParseLink(d.Of); err == nil && m.Variable(ref.From) != nil && m.Variable(ref.To) != nil {
		sign := map[maps.Sign]string{maps.Positive: "+", maps.Negative: "−", maps.Unknown: "?"}[ref.Sign]
		return m.Variable(ref.From).Label.In(l) + " →" + sign + " " + m.Variable(ref.To).Label.In(l)
	}
	if v := m.Variable(d.Of); v != nil {
		return v.Label.In(l)
	}
	return d.Of
}
