// Package stockflow describes stock-and-flow models: what system dynamics tools
// run. A [Model] is the one description from which the folders of such tools
// write their files; each brings a [Syntax] for its equations.
package stockflow

import "sysmap/maps"

// Model is a model with everything that a tool needs to run it and to draw it.
type Model struct {
	Title, Note string
	// Unit of time; tools want one, so that none is a month.
	Unit maps.TimeUnit
	// It runs from 0 to Until in steps of this width, by Euler's method.
	Until, Step float64
	Elements    []Element
	// Switch is the name of the constant that says which scenario runs, and
	// Chosen the value that it has: 0 is none, k is Scenarios[k−1]. Switch is
	// empty where there are no scenarios.
	Switch    string
	Chosen    int
	Scenarios []Scenario
	// Shown are the names of elements whose curves people want to see first.
	Shown []string
}

// Kind is what an element is.
type Kind int

const (
	// Constant has a number as its Value.
	Constant Kind = iota
	// Auxiliary is computed from others at every moment.
	Auxiliary
	// Stock is 0 at the start and gathers what its flow brings.
	Stock
	// Flow fills a stock, or empties it where it is below 0.
	Flow
	// Delay is what another element was a while ago, and 0 before the start.
	Delay
)

// Element is one quantity of a model.
type Element struct {
	Kind Kind
	// Name is one that [Names] gave.
	Name string
	// Variable is the id of the variable of the map whose curve this is; empty
	// for everything else.
	Variable string
	// Value is the equation of a constant, an auxiliary or a flow.
	Value Expr
	// Other is the flow that fills a stock, or the stock that a flow fills, or
	// what a delay looks back to, by Lag.
	Other string
	Lag   float64
	// About documents it, in lines.
	About string
	// Group is the part of the model it belongs to; empty is none.
	Group string
	// Signs of what it depends on, as the sketch shows them.
	Signs map[string]maps.Sign
	// Shared says that so much depends on it that a sketch shows a shadow of
	// it beside each.
	Shared bool
	// At is where it stands: the middle of its box or valve.
	At maps.Position
}

// Scenario is one setting of the switch.
type Scenario struct{ Name, About string }

// Causes lists what an element depends on, each once, in the order in which it
// is named. What fills a stock is not among it.
func (e *Element) Causes() []string {
	var all []string
	seen := map[string]bool{}
	add := func(name string) {
		if !seen[name] {
			seen[name] = true
			all = append(all, name)
		}
	}
	switch e.Kind {
	case Delay:
		add(e.Other)
	case Stock:
	default:
		e.Value.each(add)
	}
	return all
}

// Group is a part of a model.
type Group struct {
	Name     string
	Elements []*Element
}

// Groups sorts the elements into their groups, by first mention; those without
// one come first, in a group without a name.
func (m *Model) Groups() []Group {
	all, at := []Group{{}}, map[string]int{"": 0}
	for i := range m.Elements {
		e := &m.Elements[i]
		k, known := at[e.Group]
		if !known {
			k = len(all)
			at[e.Group], all = k, append(all, Group{Name: e.Group})
		}
		all[k].Elements = append(all[k].Elements, e)
	}
	return all
}

// Bottom is how far down the lowest element stands.
func (m *Model) Bottom() float64 {
	bottom := 0.0
	for i := range m.Elements {
		bottom = max(bottom, m.Elements[i].At.Y)
	}
	return bottom
}

// UnitOfFlow is what flows are measured in: stocks have no dimension.
func (m *Model) UnitOfFlow() string { return "1/" + UnitName(m.Unit) }

// UnitName is a unit of time as a word with a capital.
func UnitName(u maps.TimeUnit) string {
	switch u {
	case maps.Day:
		return "Day"
	case maps.Week:
		return "Week"
	case maps.Year:
		return "Year"
	}
	return "Month"
}
