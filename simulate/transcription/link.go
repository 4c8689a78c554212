package transcription

import (
	"fmt"

	"sysmap/maps"
	"sysmap/maps/exchange/stockflow"
)

// link is an influence in the model: one of the map, or one that a scenario
// adds.
type link struct {
	ref      maps.LinkRef
	from, to int
	// size is the strength, 0 where the link is less likely than not.
	size, lag float64
	// drawn is nil for a link that the map does not have.
	drawn *maps.Link
	// changes are the interventions on it, by scenario.
	changes [][]maps.Intervention
}

// lookback is what a delay looks at.
type lookback struct {
	from int
	lag  float64
}

// takeLinks takes over the links of the map, with the middle of every range.
func (b *builder) takeLinks() {
	for i := range b.m.Links {
		l := &b.m.Links[i]
		made := link{ref: l.Ref(), from: b.index[l.From], to: b.index[l.To], size: l.Strength.Middle(), drawn: l}
		if !l.StrengthStated && l.Strength == (maps.Range{}) {
			made.size = 0.5
		}
		if l.Delay != nil {
			made.lag = l.Delay.Middle()
		}
		switch unlikely := l.Probability > 0 && l.Probability < 0.5; {
		case unlikely:
			made.size = 0
			b.report.Lose("links that are less likely than not, which have no influence", made.ref.String())
			switch l.Sign {
			case maps.Positive:
				b.report.Positive--
			case maps.Negative:
				b.report.Negative--
			}
		case l.Sign == maps.Unknown:
			b.report.Lose("links of unknown sign, which have no influence", made.ref.String())
		}
		b.links = append(b.links, made)
	}
	b.report.Unknown = 0
}

// addLink adds a link that a scenario makes, of strength 1 and in force as far as
// the scenario says.
func (b *builder) addLink(ref maps.LinkRef) (int, error) {
	from, ok := b.index[ref.From]
	to, okTo := b.index[ref.To]
	if !ok || !okTo {
		return 0, fmt.Errorf("the map does not have both ends of %q", ref)
	}
	b.links = append(b.links, link{ref: ref, from: from, to: to, size: 1})
	return len(b.links) - 1, nil
}

// nameDelays names what every delayed link reads, and sorts the links by what
// they lead to. A delay of less than half a step is none.
func (b *builder) nameDelays() {
	b.into, b.lags = make([][]int, len(b.m.Variables)), make([][]float64, len(b.m.Variables))
	for k := range b.links {
		l := &b.links[k]
		b.into[l.to] = append(b.into[l.to], k)
		if l.lag < b.out.Step/2 {
			l.lag = 0
		}
		if at := (lookback{l.from, l.lag}); l.lag > 0 && l.size > 0 && b.delays[at] == "" {
			b.delays[at] = b.names.Name(b.say(sayAgo, b.shown[l.from], b.spelt(b.span(l.lag))), "")
			b.lags[l.from] = append(b.lags[l.from], l.lag)
		}
	}
}

// lookback is what a variable was a while ago.
func (b *builder) lookback(i int, lag float64) stockflow.Element {
	return stockflow.Element{
		Kind: stockflow.Delay, Name: b.delays[lookback{i, lag}], Other: b.shown[i], Lag: lag,
		About: b.say(aboutAgo, b.label(&b.m.Variables[i]), b.span(lag)),
		Signs: map[string]maps.Sign{b.shown[i]: maps.Positive},
	}
}

// inputs are the influences on a variable, weighted, with the sign of each. Links
// whose strength scenarios change get an element for it.
func (b *builder) inputs(i int) ([]stockflow.Expr, map[string]maps.Sign) {
	var terms []stockflow.Expr
	signs := map[string]maps.Sign{}
	for _, k := range b.into[i] {
		l := &b.links[k]
		weight := b.byScenario(l.changes, func(changes []maps.Intervention) stockflow.Expr { return l.weight(b, changes) })
		if weight == stockflow.Number(0) {
			continue
		}
		source := b.shown[l.from]
		if l.lag > 0 {
			source = b.delays[lookback{l.from, l.lag}]
		}
		if _, constant := weight.(stockflow.Number); !constant {
			name := b.names.Name(b.say(sayStrength, b.shown[l.from], b.shown[i]), "")
			from, to := b.places[l.from], b.places[i]
			b.out.Elements = append(b.out.Elements, stockflow.Element{
				Kind: stockflow.Auxiliary, Name: name, Value: weight, About: b.say(aboutStrength, b.label(&b.m.Variables[l.from]), b.label(&b.m.Variables[i])),
				At: maps.Position{X: (from.X + to.X) / 2, Y: (from.Y+to.Y)/2 - 24},
			})
			weight = stockflow.Ref(name)
		}
		terms = append(terms, stockflow.Product(weight, stockflow.Ref(source)))
		if sign, twice := signs[source]; twice && sign != l.ref.Sign {
			signs[source] = maps.Unknown
		} else {
			signs[source] = l.ref.Sign
		}
	}
	return terms, signs
}

// weight is the signed strength of a link under changes, which follow each
// other.
func (l *link) weight(b *builder, changes []maps.Intervention) stockflow.Expr {
	factor, turn := stockflow.Expr(stockflow.Number(1)), stockflow.Expr(stockflow.Number(l.ref.Sign))
	if l.drawn == nil {
		factor = stockflow.Number(0)
	}
	for _, iv := range changes {
		during := b.during(periodOf(iv))
		switch iv.Action {
		case maps.Cut:
			factor = changed(factor, stockflow.Number(0), during)
		case maps.Scale:
			factor = stockflow.Product(changed(stockflow.Number(1), stockflow.Number(iv.Amount), during), factor)
		case maps.Add:
			factor = changed(factor, stockflow.Number(iv.Amount), during)
		case maps.Resign:
			turn = changed(turn, stockflow.Number(iv.NewSign), during)
		}
	}
	return stockflow.Product(stockflow.Number(l.size), stockflow.Product(factor, turn))
}

// changed is one expression, and a number during a period.
func changed(before stockflow.Expr, then stockflow.Number, during stockflow.Expr) stockflow.Expr {
	if during == stockflow.Number(1) {
		return then
	}
	if number, ok := before.(stockflow.Number); ok {
		return stockflow.Sum(number, stockflow.Product(then-number, during))
	}
	otherwise := stockflow.Binary{Op: stockflow.Minus, Left: stockflow.Number(1), Right: during}
	return stockflow.Sum(stockflow.Product(otherwise, before), stockflow.Product(then, during))
}

// largest bounds what drives a variable.
func (b *builder) largest(i int) float64 {
	sum := 0.0
	for _, k := range b.into[i] {
		size := b.links[k].size
		for _, changes := range b.links[k].changes {
			for _, iv := range changes {
				if iv.Action == maps.Scale {
					size *= max(1, iv.Amount)
				}
			}
		}
		sum += size
	}
	for _, done := range b.onVariable[i] {
		for _, iv := range done {
			sum += max(iv.Amount, -iv.Amount)
		}
	}
	return sum
}
