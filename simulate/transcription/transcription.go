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
// that are chosen by default, 128 to the quickest inertia, curves are within
// 0.003 of those that simulate.Flow follows with controlled errors, on a scale
// from −1 to 1; the error halves with the step. Times that are no multiple of
// the step are rounded to one.
package transcription

import (
	"cmp"
	"errors"
	"fmt"
	"math"
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

// MostSteps is how many steps a model may make in one run.
const MostSteps = 1_000_000

// perInertia is how many steps are made, at least, while the quickest variable
// answers.
const perInertia = 128

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
		Title: m.Title.In(b.language), Note: b.noteOfModel(), Language: b.language,
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
	Strengths: true, Delays: true, Confidences: true, Probabilities: true, LinkNotes: true, Scenarios: true, Sources: true,
}

// clock checks how long the model runs, and chooses its steps: a power of two,
// so that tools add them up without rounding, fine enough for the quickest
// variable and, within reason, for every time that is stated.
func (b *builder) clock() error {
	quickest := math.Inf(1)
	for i := range b.m.Variables {
		quickest = min(quickest, inertia(&b.m.Variables[i]))
	}
	out := b.out
	if !(out.Until > 0 && out.Until <= 1e6) {
		return fmt.Errorf("a run until %v is not possible; give a time above 0, at most 1000000", out.Until)
	}
	switch {
	case out.Step == 0:
		out.Step = b.stepFor(quickest)
	case !(out.Step > 0 && out.Step <= quickest):
		return fmt.Errorf("a step of %v is not possible; give one above 0, and not above the quickest inertia, %v", out.Step, quickest)
	}
	if steps := out.Until / out.Step; steps > MostSteps {
		return fmt.Errorf("a run until %v in steps of %v takes %.0f steps, and %d are allowed: run for a shorter time, or state a larger inertia than %v", out.Until, out.Step, steps, MostSteps, quickest)
	}
	out.Until = math.Ceil(out.Until/out.Step-1e-9) * out.Step
	for _, t := range b.times() {
		if !multiple(t, out.Step) {
			b.report.Note("times that are no multiple of the time step, rounded to one", stockflow.Decimal(t))
		}
	}
	return nil
}

func (b *builder) stepFor(quickest float64) float64 {
	coarse := math.Exp2(math.Floor(math.Log2(quickest / perInertia)))
	const finest = 3
	for halvings := range finest + 1 {
		step := math.Ldexp(coarse, -halvings)
		fits := true
		for _, t := range b.times() {
			fits = fits && multiple(t, step)
		}
		if fits && b.out.Until/step <= MostSteps {
			return step
		}
	}
	return coarse
}

// multiple reports whether a time is a whole number of steps.
func multiple(t, step float64) bool {
	return math.Abs(t/step-math.Round(t/step)) < 1e-9
}

// times lists the delays, and when what is done begins and ends.
func (b *builder) times() []float64 {
	var all []float64
	for _, l := range b.links {
		all = append(all, l.lag)
	}
	for _, s := range b.scenarios {
		for _, iv := range s.Interventions {
			all = append(all, iv.From)
			if iv.Until != nil && iv.Action != maps.Ramp {
				all = append(all, *iv.Until)
			}
		}
	}
	return all
}

func inertia(v *maps.Variable) float64 {
	if v.Inertia == nil {
		return simulate.AssumedInertia
	}
	return v.Inertia.Middle()
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
	at := b.places[i]
	group := ""
	if c := b.m.Cluster(v.Cluster); c != nil {
		group = cmp.Or(format.OneLine(c.Label.In(b.language)), c.ID)
	}
	add := func(e stockflow.Element, dx, dy float64) string {
		e.Group, e.At = group, maps.Position{X: at.X + dx, Y: at.Y + dy}
		b.out.Elements = append(b.out.Elements, e)
		return e.Name
	}
	inputs, signs := b.inputs(i)
	push := b.byScenario(b.onVariable[i], b.push)
	if push != stockflow.Number(0) {
		name := add(stockflow.Element{Kind: stockflow.Auxiliary, Name: b.names.Name(b.say(sayPush, b.shown[i]), ""), Value: push, About: b.say(aboutPush, b.label(v))}, -70, 48)
		inputs = append(inputs, stockflow.Ref(name))
		signs[name] = maps.Positive
	}
	x := stockflow.Ref(b.shown[i])
	signs[b.shown[i]] = maps.Negative
	flow := stockflow.Expr(stockflow.Binary{
		Op:    stockflow.Over,
		Left:  stockflow.Sum(saturated(stockflow.Sum(inputs...), b.largest(i)), stockflow.Product(stockflow.Number(-1), x)),
		Right: stockflow.Number(inertia(v)),
	})
	change := b.names.Name(b.say(sayChange, b.shown[i]), "")
	stock := stockflow.Element{Kind: stockflow.Stock, Name: b.shown[i], Variable: v.ID, Other: change, About: b.aboutVariable(i)}
	if b.jumps(i) {
		shown, state, closing := b.moved(i, x, add)
		stock.Name, stock.Variable = state, ""
		add(stockflow.Element{Kind: stockflow.Auxiliary, Name: b.shown[i], Variable: v.ID, Value: shown, About: stock.About}, 0, 0)
		stock.About = b.say(aboutState, b.label(v))
		if held := b.held(i); held != nil {
			flow = stockflow.When(held, stockflow.Number(0), flow)
		}
		flow = stockflow.Sum(flow, closing)
		add(stock, 0, -48)
		add(stockflow.Element{Kind: stockflow.Flow, Name: change, Value: flow, Other: state, About: b.say(aboutChange, b.label(v)), Signs: signs}, -80, -48)
	} else {
		add(stock, 0, 0)
		add(stockflow.Element{Kind: stockflow.Flow, Name: change, Value: flow, Other: stock.Name, About: b.say(aboutChange, b.label(v)), Signs: signs}, -80, 0)
	}
	b.out.Elements = append(b.out.Elements, b.lookbacks(i)...)
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
