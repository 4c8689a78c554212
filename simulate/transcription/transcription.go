// Package transcription writes the method flow of package simulate as a
// stock-and-flow model, which system dynamics tools run and draw: one system,
// the middle of everything that a map leaves open, with every scenario behind a
// switch.
//
//	model, report, err := transcription.Of(simulated, scenarios, transcription.Options{})
//
// Each variable x is a stock that begins at 0 and is filled by a flow,
//
//	(1 − 2 / (1 + exp(2·(Σ w·x + push))) − x) / inertia
//
// in which the first part is tanh(Σ w·x + push). A delayed link reads what its
// source was, which is an element of its own; so is what scenarios push a
// variable with, and the strength of a link that they change. A variable that a
// scenario moves at once or holds is what is shown of its stock, "state":
//
//	x     = level while it is held, otherwise state + jumps, within −1…1
//	state = ∫ (flow, while it is not held) + (x − state − jumps) / step
//
// so that the stock follows what is shown in one step.
//
// Everything is meant for Euler's method, which every tool has. With the steps
// that are chosen by default, 128 to the quickest inertia, curves were within
// 0.003 of those that simulate.Flow follows with controlled errors, on a scale
// from −1 to 1, wherever it was measured; half the step is half the error. Times
// that are no multiple of the step are rounded to one.
package transcription

import (
	"cmp"
	"errors"
	"slices"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/stockflow"
	"sysmap/simulate"
)

// Options say how a model is written. The zero value takes the language of the
// map, runs for as long as Model.Horizon says, and chooses the step.
type Options struct {
	Language maps.Language
	// Until is how long the model runs, which is also when ramps without an
	// end are complete.
	Until float64
	// Step is the width of a time step.
	Step float64
}

// builder is a model as far as it has been written.
type builder struct {
	m         *maps.Map
	scenarios []simulate.Scenario
	language  maps.Language
	report    *format.Report
	out       *stockflow.Model
	names     stockflow.Names
	links     []link
	index     map[string]int
	// shown is the name of each variable, places where it stands and into the
	// numbers of the links that lead to it.
	shown  []string
	places []maps.Position
	into   [][]int
	// onVariable are the interventions on each variable, by scenario.
	onVariable map[int][][]maps.Intervention
	// delays are the names of delays, by source and length, and lags the
	// lengths of those of each variable.
	delays map[lookback]string
	lags   [][]float64
	// periods are the names of stretches of time, and corner is where they
	// begin to stand.
	periods map[period]string
	corner  maps.Position
}

// Of writes a model. Scenarios are in the order of the switch, which is set to
// the first. The report counts what of the map and its scenarios the model does
// not hold. Errors: interventions that do not suit the map, options out of
// range, and a model that would take more than MostSteps.
func Of(model *simulate.Model, scenarios []simulate.Scenario, o Options) (*stockflow.Model, *format.Report, error) {
	m := model.Map()
	if len(m.Variables) == 0 {
		return nil, nil, errors.New("the map has no variables to simulate")
	}
	b := &builder{
		m: m, scenarios: scenarios, language: cmp.Or(o.Language, m.Language), index: map[string]int{},
		onVariable: map[int][][]maps.Intervention{}, delays: map[lookback]string{}, periods: map[period]string{},
	}
	b.report = format.ReportWritten("", m, b.language, kept)
	b.report.Scenarios = len(scenarios)
	b.out = &stockflow.Model{
		Title: m.Title.In(b.language), Note: b.noteOfModel(),
		Unit: cmp.Or(m.Time, maps.Month), Until: o.Until, Step: o.Step,
	}
	if m.Time == "" {
		b.report.Note("time without a unit, taken for months", "")
	}
	if o.Until == 0 {
		b.out.Until = model.Horizon(scenarios...)
	}
	for i := range m.Variables {
		b.index[m.Variables[i].ID] = i
	}
	b.takeLinks()
	if err := b.takeScenarios(); err != nil {
		return nil, nil, err
	}
	if err := b.clock(); err != nil {
		return nil, nil, err
	}
	b.name()
	b.nameDelays()
	b.places = b.spread(format.Places(m, b.report))
	b.scenarioSwitch()
	for i := range m.Variables {
		b.variable(i)
	}
	for _, id := range slices.Concat(m.Goal.Raise, m.Goal.Lower) {
		b.out.Shown = append(b.out.Shown, b.shown[b.index[id]])
	}
	return b.out, b.report, nil
}

// kept is what of a map a model holds: much of it in the documentation of its
// elements.
var kept = format.Kept{
	Title: true, Note: true, Time: true, Clusters: true, Positions: true, Notes: true, Units: true, Inertias: true,
	Strengths: true, Delays: true, Confidences: true, LinkNotes: true, Scenarios: true, Sources: true,
}

// name gives every variable its name.
func (b *builder) name() {
	for i := range b.m.Variables {
		v := &b.m.Variables[i]
		label := format.OneLine(v.Label.In(b.language))
		name := b.names.Name(label, v.ID)
		if name != label {
			b.report.Note("labels that are not fit for names, changed; they are in the documentation", v.ID)
		}
		b.shown = append(b.shown, name)
	}
}

// variable adds everything that makes up one variable.
func (b *builder) variable(i int) {
	v := &b.m.Variables[i]
	inputs, signs := b.inputs(i)
	if push := b.byScenario(b.onVariable[i], b.push); push != stockflow.Number(0) {
		name := b.names.Name(b.say(sayPush, b.shown[i]), "")
		b.add(i, stockflow.Element{Kind: stockflow.Auxiliary, Name: name, Value: push, About: b.say(aboutPush, b.label(v))}, -70, 48)
		inputs, signs[name] = append(inputs, stockflow.Ref(name)), maps.Positive
	}
	x := stockflow.Ref(b.shown[i])
	signs[b.shown[i]] = maps.Negative
	relaxing := stockflow.Expr(stockflow.Binary{
		Op:    stockflow.Over,
		Left:  stockflow.Sum(saturated(stockflow.Sum(inputs...), b.largest(i)), stockflow.Product(stockflow.Number(-1), x)),
		Right: stockflow.Number(inertia(v)),
	})
	stock := stockflow.Element{
		Kind: stockflow.Stock, Name: b.shown[i], Variable: v.ID, About: b.aboutVariable(i),
		Other: b.names.Name(b.say(sayChange, b.shown[i]), ""),
	}
	height := 0.0
	if b.jumps(i) {
		stock, relaxing = b.moved(i, stock, relaxing)
		height = -48
	}
	b.add(i, stock, 0, height)
	b.add(i, stockflow.Element{
		Kind: stockflow.Flow, Name: stock.Other, Value: relaxing, Other: stock.Name, About: b.say(aboutChange, b.label(v)), Signs: signs,
	}, -80, height)
	for n, lag := range b.lags[i] {
		b.add(i, b.lookback(i, lag), 75, 40+28*float64(n))
	}
}

// add adds an element that belongs to a variable, so far from its place.
func (b *builder) add(i int, e stockflow.Element, dx, dy float64) {
	if c := b.m.Cluster(b.m.Variables[i].Cluster); c != nil {
		e.Group = format.Named(c.Label, c.ID, b.language)
	}
	e.At = maps.Position{X: b.places[i].X + dx, Y: b.places[i].Y + dy}
	b.out.Elements = append(b.out.Elements, e)
}

// saturated is tanh of an expression that is at most so large, written with what
// every tool has. Tools that reckon in single precision cannot hold the
// exponential of much more than 80.
func saturated(e stockflow.Expr, largest float64) stockflow.Expr {
	if e == stockflow.Number(0) {
		return e
	}
	const enough = 20
	if largest > enough {
		e = stockflow.Call{Function: stockflow.Min, Arguments: []stockflow.Expr{stockflow.Number(enough), e}}
	}
	power := stockflow.Call{Function: stockflow.Exp, Arguments: []stockflow.Expr{stockflow.Product(stockflow.Number(2), e)}}
	return stockflow.Binary{
		Op: stockflow.Minus, Left: stockflow.Number(1),
		Right: stockflow.Binary{Op: stockflow.Over, Left: stockflow.Number(2), Right: stockflow.Binary{Op: stockflow.Plus, Left: stockflow.Number(1), Right: power}},
	}
}
