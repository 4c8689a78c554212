package simulate

import (
	"fmt"
	"math"

	"sysmap/maps"
	"sysmap/simulate/press"
)

// PressModel returns what [press.Sample] draws systems from, and the press, for
// the links that are there and what presses on variables at the end of a
// scenario: what lasts. Links keep their random numbers whatever the order of
// the map and the scenario.
//
// Delays and inertias are not part of the method, pulses and what has ended
// leave no trace, and a hold has no counterpart: it is an error.
func (m *Model) PressModel(s Scenario) (press.Model, []float64, error) {
	p, r, err := m.lasting(s)
	if err != nil {
		return press.Model{}, nil, err
	}
	model := press.Model{Variables: m.Len()}
	for _, v := range m.variables {
		model.Keys = append(model.Keys, uint64(newStream(0, "variable "+v.id)))
	}
	for l, k := range p.links {
		factor, sign := r.link(l, k.ref.Sign)
		if factor*k.strength.High == 0 {
			continue
		}
		positive := 0.0
		if k.ref.Sign == maps.Unknown {
			positive = k.positive
		}
		model.Links = append(model.Links, press.Link{
			From: k.from, To: k.to, Sign: int(sign), Positive: positive, Low: k.strength.Low * factor, High: k.strength.High * factor,
			Probability: k.probability, Key: uint64(newStream(0, "link "+k.ref.String())),
		})
	}
	return model, r.push, nil
}

// PressSigns returns what [press.Predict] works on, for what lasts of a
// scenario: the sign of the effect of variable j on variable i at [i][j], with
// self-limitation for variables without a link to themselves, and the press as
// signs. Links that are not counted are those of unknown sign and those that
// have a parallel link of the other sign; the map's probabilities, strengths
// and times are not part of the method.
func (m *Model) PressSigns(s Scenario) (a [][]int, pressed []int, notCounted int, err error) {
	p, r, err := m.lasting(s)
	if err != nil {
		return nil, nil, 0, err
	}
	if err := fitsMatrix(m.Len()); err != nil {
		return nil, nil, 0, err
	}
	a, pressed = make([][]int, m.Len()), make([]int, m.Len())
	count := make(map[[2]int][]maps.Sign)
	for i := range a {
		a[i] = make([]int, m.Len())
		a[i][i] = -1
		pressed[i] = sign(r.push[i])
	}
	for l, k := range p.links {
		if factor, sign := r.link(l, k.ref.Sign); factor*k.strength.High != 0 {
			at := [2]int{k.to, k.from}
			count[at] = append(count[at], sign)
		}
	}
	for at, signs := range count {
		agreed := signs[0]
		for _, s := range signs[1:] {
			if s != agreed {
				agreed = maps.Unknown
			}
		}
		if agreed == maps.Unknown {
			notCounted += len(signs)
			continue
		}
		a[at[0]][at[1]] = int(agreed)
	}
	return a, pressed, notCounted, nil
}

func sign(x float64) int {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

// lasting returns a scenario's plan and what holds at its end.
func (m *Model) lasting(s Scenario) (*plan, *regime, error) {
	p, err := newPlan(m, s, math.Nextafter(m.Horizon(s), math.Inf(1)))
	if err != nil {
		return nil, nil, err
	}
	r := p.regimes[len(p.regimes)-1]
	for i, held := range r.held {
		if held {
			return nil, nil, fmt.Errorf("%q is held, which this method does not know; use press", m.variables[i].id)
		}
		r.push[i] += r.growth[i] * (p.until - r.from)
	}
	return p, &r, nil
}

// link returns what a link's strength is multiplied with in a regime, and its
// sign.
func (r *regime) link(l int, sign maps.Sign) (factor float64, now maps.Sign) {
	if r.factor == nil {
		return 1, sign
	}
	switch r.turn[l] {
	case toPositive:
		sign = maps.Positive
	case toNegative:
		sign = maps.Negative
	case toUnknown:
		sign = maps.Unknown
	}
	return r.factor[l], sign
}
