package transcription

import (
	"errors"
	"fmt"
	"math"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/stockflow"
	"sysmap/simulate"
)

// takeScenarios sorts what scenarios do by what they do it to.
func (b *builder) takeScenarios() error {
	number := make(map[maps.LinkRef]int, len(b.links))
	for k := range b.links {
		number[b.links[k].ref] = k
	}
	for k, s := range b.scenarios {
		for n, iv := range s.Interventions {
			if err := b.take(k, iv, number); err != nil {
				return fmt.Errorf("scenario %q: intervention %d (%s): %w", s.ID, n+1, iv.Action, err)
			}
		}
		b.bothWays(s)
	}
	return nil
}

// bothWays counts variables that are moved up and down at the same moment: each
// jump ends at the end of the scale, but the model only knows their sum.
func (b *builder) bothWays(s simulate.Scenario) {
	type moment struct {
		variable string
		at       float64
	}
	ways := map[moment]float64{}
	for _, iv := range s.Interventions {
		if iv.Action != maps.Pulse {
			continue
		}
		m := moment{iv.Variable, iv.From}
		if ways[m]*iv.Amount < 0 {
			b.report.Lose("ends of the scale between jumps up and down at the same moment", iv.Variable)
		}
		ways[m] += iv.Amount
	}
}

func (b *builder) take(k int, iv maps.Intervention, number map[maps.LinkRef]int) error {
	if iv.Link == nil {
		i, ok := b.index[iv.Variable]
		switch {
		case !ok:
			return fmt.Errorf("the map has no variable %q", iv.Variable)
		case iv.Action == maps.Ramp && iv.Until == nil && iv.From >= b.out.Until:
			b.report.Lose("ramps that begin when the run is over", iv.Variable)
			return nil
		}
		b.onVariable[i] = b.put(b.onVariable[i], k, iv)
		return nil
	}
	at, ok := number[*iv.Link]
	switch {
	case ok && iv.Action == maps.Add && b.links[at].drawn != nil:
		return errors.New("the link that it adds exists already")
	case !ok && iv.Action == maps.Add:
		var err error
		if at, err = b.addLink(*iv.Link); err != nil {
			return err
		}
		number[*iv.Link] = at
	case !ok:
		return fmt.Errorf("the map has no link %q", iv.Link)
	}
	b.links[at].changes = b.put(b.links[at].changes, k, iv)
	return nil
}

// put adds an intervention to those of a scenario.
func (b *builder) put(by [][]maps.Intervention, k int, iv maps.Intervention) [][]maps.Intervention {
	if by == nil {
		by = make([][]maps.Intervention, len(b.scenarios))
	}
	by[k] = append(by[k], iv)
	return by
}

// scenarioSwitch adds the constant that says which scenario runs.
func (b *builder) scenarioSwitch() {
	if len(b.scenarios) == 0 {
		b.report.Note("models without a scenario, in which nothing moves", "")
		return
	}
	b.corner = b.places[0]
	for _, p := range b.places {
		b.corner = maps.Position{X: min(b.corner.X, p.X), Y: max(b.corner.Y, p.Y)}
	}
	b.corner.Y += 130
	b.out.Switch, b.out.Chosen = b.names.Name(b.say(sayScenario), ""), 1
	about := b.say(aboutScenario)
	for k, s := range b.scenarios {
		label := format.Named(s.Label, s.ID, b.language)
		made := stockflow.Scenario{Name: label}
		if own := b.m.Scenario(s.ID); own != nil {
			made.About = own.Note.In(b.language)
		}
		b.out.Scenarios = append(b.out.Scenarios, made)
		about += fmt.Sprintf("\n%d: %s", k+1, label)
	}
	b.out.Elements = append(b.out.Elements, stockflow.Element{
		Kind: stockflow.Constant, Name: b.out.Switch, Value: stockflow.Number(b.out.Chosen), About: about,
		Shared: true, At: b.corner,
	})
}

// group is scenarios that do the same.
type group struct {
	scenarios []int
	what      stockflow.Expr
}

// groups sorts scenarios by what comes of what they do.
func groups(done [][]maps.Intervention, of func([]maps.Intervention) stockflow.Expr) []group {
	var all []group
	known := map[string]int{}
	for k, interventions := range done {
		what := of(interventions)
		key := plain.Text(what)
		at, ok := known[key]
		if !ok {
			at = len(all)
			known[key] = at
			all = append(all, group{what: what})
		}
		all[at].scenarios = append(all[at].scenarios, k)
	}
	return all
}

// plain is a syntax of our own, for telling expressions apart.
var plain = stockflow.Syntax{
	Time: "now", Step: "step", And: "and", Or: "or", Functions: [3]string{"exp", "min", "max"},
	Choice: func(when, then, otherwise string) string { return "(" + when + " ? " + then + " : " + otherwise + ")" },
}

// running holds while one of the scenarios runs.
func (b *builder) running(scenarios []int) stockflow.Expr {
	var all []stockflow.Expr
	for _, k := range scenarios {
		all = append(all, stockflow.Binary{Op: stockflow.Equal, Left: stockflow.Ref(b.out.Switch), Right: stockflow.Number(k + 1)})
	}
	return stockflow.Any(all...)
}

// byScenario chooses by the switch between what comes of what scenarios do, and
// what is so when nothing is done.
func (b *builder) byScenario(done [][]maps.Intervention, of func([]maps.Intervention) stockflow.Expr) stockflow.Expr {
	result := of(nil)
	base := plain.Text(result)
	all := groups(done, of)
	for n := len(all) - 1; n >= 0; n-- {
		if plain.Text(all[n].what) != base {
			result = stockflow.When(b.running(all[n].scenarios), all[n].what, result)
		}
	}
	return result
}

// period is a stretch of time: until is +Inf where it has no end.
type period struct{ from, until float64 }

// periodOf is when an intervention is in force.
func periodOf(iv maps.Intervention) period {
	p := period{iv.From, math.Inf(1)}
	if iv.Until != nil && iv.Action != maps.Pulse {
		p.until = *iv.Until
	}
	return p
}

// during is 1 in a period and 0 otherwise: an element that all that happens
// then has in common.
func (b *builder) during(p period) stockflow.Expr {
	if p.from == 0 && math.IsInf(p.until, 1) {
		return stockflow.Number(1)
	}
	if name := b.periods[p]; name != "" {
		return stockflow.Ref(name)
	}
	var begun, going stockflow.Expr
	if p.from > 0 {
		begun = stockflow.Binary{Op: stockflow.Greater, Left: stockflow.Time{}, Right: nearly(p.from)}
	}
	said := b.say(saySince, b.span(p.from))
	if !math.IsInf(p.until, 1) {
		going = stockflow.Binary{Op: stockflow.Less, Left: stockflow.Time{}, Right: nearly(p.until)}
		said = b.say(sayPeriod, b.number(p.from), b.span(p.until))
	}
	name := b.names.Name(b.spelt(said), "")
	b.periods[p] = name
	b.out.Elements = append(b.out.Elements, stockflow.Element{
		Kind: stockflow.Auxiliary, Name: name, Value: stockflow.When(stockflow.Both(begun, going), stockflow.Number(1), stockflow.Number(0)),
		About: b.say(aboutPeriod), Shared: true, At: b.inRow(len(b.periods)),
	})
	return stockflow.Ref(name)
}

// nearly is half a step before a time, so that it does not matter how a tool
// rounds the time.
func nearly(at float64) stockflow.Expr {
	return stockflow.Binary{
		Op: stockflow.Minus, Left: stockflow.Number(at),
		Right: stockflow.Binary{Op: stockflow.Over, Left: stockflow.Step{}, Right: stockflow.Number(2)},
	}
}

// push is what presses and ramps add to what drives a variable.
func (b *builder) push(done []maps.Intervention) stockflow.Expr {
	var terms []stockflow.Expr
	for _, iv := range done {
		switch iv.Action {
		case maps.Press:
			terms = append(terms, stockflow.Product(stockflow.Number(iv.Amount), b.during(periodOf(iv))))
		case maps.Ramp:
			terms = append(terms, b.ramp(iv))
		}
	}
	return stockflow.Sum(terms...)
}

// ramp grows evenly from nothing to its amount, and stays.
func (b *builder) ramp(iv maps.Intervention) stockflow.Expr {
	end := b.out.Until
	if iv.Until != nil {
		end = *iv.Until
	}
	since := stockflow.Expr(stockflow.Time{})
	if iv.From > 0 {
		since = stockflow.Binary{Op: stockflow.Minus, Left: since, Right: stockflow.Number(iv.From)}
		since = stockflow.Call{Function: stockflow.Max, Arguments: []stockflow.Expr{stockflow.Number(0), since}}
	}
	share := stockflow.Binary{Op: stockflow.Over, Left: since, Right: stockflow.Number(end - iv.From)}
	return stockflow.Product(stockflow.Number(iv.Amount), stockflow.Call{Function: stockflow.Min, Arguments: []stockflow.Expr{stockflow.Number(1), share}})
}
