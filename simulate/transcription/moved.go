package transcription

import (
	"sysmap/maps"
	"sysmap/maps/exchange/stockflow"
)

// jumps reports whether a scenario moves a variable at once or holds it.
func (b *builder) jumps(i int) bool {
	for _, done := range b.onVariable[i] {
		for _, iv := range done {
			if iv.Action == maps.Pulse || iv.Action == maps.Hold {
				return true
			}
		}
	}
	return false
}

// moved returns what is shown of a variable that scenarios move or hold, the
// name of its stock, and the flow that makes the stock follow what is shown. It
// adds the element that sums up the jumps, where there are any.
func (b *builder) moved(i int, x stockflow.Ref, add func(e stockflow.Element, dx, dy float64) string) (shown stockflow.Expr, state string, closing stockflow.Expr) {
	state = b.names.Name(b.say(sayState, b.shown[i]), "")
	shown = stockflow.Ref(state)
	gap := []stockflow.Expr{x, stockflow.Product(stockflow.Number(-1), shown)}
	if sum := b.byScenario(b.onVariable[i], b.jumped); sum != stockflow.Number(0) {
		name := add(stockflow.Element{
			Kind: stockflow.Auxiliary, Name: b.names.Name(b.say(sayJumps, b.shown[i]), ""), Value: sum, About: b.say(aboutJumps, b.label(&b.m.Variables[i])),
		}, 80, -48)
		gap = append(gap, stockflow.Product(stockflow.Number(-1), stockflow.Ref(name)))
		shown = within(stockflow.Sum(shown, stockflow.Ref(name)))
	}
	for _, h := range b.holds(i) {
		shown = stockflow.When(h.when, stockflow.Number(h.level), shown)
	}
	return shown, state, stockflow.Binary{Op: stockflow.Over, Left: stockflow.Sum(gap...), Right: stockflow.Step{}}
}

// within keeps an expression on the scale.
func within(e stockflow.Expr) stockflow.Expr {
	above := stockflow.Call{Function: stockflow.Max, Arguments: []stockflow.Expr{stockflow.Number(-1), e}}
	return stockflow.Call{Function: stockflow.Min, Arguments: []stockflow.Expr{stockflow.Number(1), above}}
}

// jumped is the sum of the pulses so far.
func (b *builder) jumped(done []maps.Intervention) stockflow.Expr {
	var terms []stockflow.Expr
	for _, iv := range done {
		if iv.Action != maps.Pulse {
			continue
		}
		terms = append(terms, stockflow.Product(stockflow.Number(iv.Amount), b.during(periodOf(iv))))
	}
	return stockflow.Sum(terms...)
}

// hold keeps a variable at a level under a condition.
type hold struct {
	when  stockflow.Expr
	level float64
}

// holds are those on a variable. Of several at once the last one counts.
func (b *builder) holds(i int) []hold {
	var all []hold
	for k, done := range b.onVariable[i] {
		for _, iv := range done {
			if iv.Action != maps.Hold {
				continue
			}
			when := b.running([]int{k})
			if during := b.during(periodOf(iv)); during != stockflow.Number(1) {
				when = stockflow.Both(when, stockflow.Binary{Op: stockflow.Greater, Left: during, Right: stockflow.Number(0)})
			}
			all = append(all, hold{when, iv.Amount})
		}
	}
	return all
}

// held holds while a variable is held; nil if it never is.
func (b *builder) held(i int) stockflow.Expr {
	var all []stockflow.Expr
	for _, h := range b.holds(i) {
		all = append(all, h.when)
	}
	return stockflow.Any(all...)
}
