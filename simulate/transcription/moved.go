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

// moved turns the stock of a variable that scenarios move or hold into one that
// follows what is shown of the variable, which it adds with the sum of the
// jumps, and the flow that fills it likewise.
func (b *builder) moved(i int, stock stockflow.Element, flow stockflow.Expr) (stockflow.Element, stockflow.Expr) {
	x := stock
	x.Kind, x.Other = stockflow.Auxiliary, ""
	label := b.label(&b.m.Variables[i])
	stock.Name, stock.Variable, stock.About = b.names.Name(b.say(sayState, x.Name), ""), "", b.say(aboutState, label)
	x.Value = stockflow.Ref(stock.Name)
	gap := stockflow.Sum(stockflow.Ref(x.Name), stockflow.Product(stockflow.Number(-1), x.Value))
	if jumped := b.byScenario(b.onVariable[i], b.jumped); jumped != stockflow.Number(0) {
		name := b.names.Name(b.say(sayJumps, x.Name), "")
		b.add(i, stockflow.Element{Kind: stockflow.Auxiliary, Name: name, Value: jumped, About: b.say(aboutJumps, label)}, 80, -48)
		gap = stockflow.Sum(gap, stockflow.Product(stockflow.Number(-1), stockflow.Ref(name)))
		x.Value = within(stockflow.Sum(x.Value, stockflow.Ref(name)))
	}
	var held []stockflow.Expr
	for _, h := range b.holds(i) {
		x.Value = stockflow.When(h.when, stockflow.Number(h.level), x.Value)
		held = append(held, h.when)
	}
	b.add(i, x, 0, 0)
	if len(held) > 0 {
		flow = stockflow.When(stockflow.Any(held...), stockflow.Number(0), flow)
	}
	return stock, stockflow.Sum(flow, stockflow.Binary{Op: stockflow.Over, Left: gap, Right: stockflow.Step{}})
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
