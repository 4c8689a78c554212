package loop

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync"

	"sysmap/graph"
)

// DefaultMaxStates is the budget of exact counting where none is given: about a
// second and two hundred megabytes at most.
const DefaultMaxStates = 3 << 20

// mostStates is the most that any budget may allow; a state's number, and a
// transition's, has 32 bits.
const mostStates = 1 << 28

// optimism is how far the prediction may exceed the budget before counting is
// not even tried: on wide maps it is usually above what is then needed.
const optimism = 8

// TooCostlyError says that counting all loops of a graph exactly would exceed
// the budget.
type TooCostlyError struct {
	// Predicted is the number of states that was expected to be needed, from
	// how many variables each step has to keep in mind at once.
	Predicted float64 `json:"predicted_states"`
	// Made is how many had been made when the budget was used up; 0 if
	// counting was not tried.
	Made int `json:"states_made"`
	// Budget is how many were allowed.
	Budget int `json:"max_states"`
	// Width is set where not the states are too many but the variables that
	// each step has to keep in mind at once: how many those are.
	Width int `json:"width,omitempty"`
	// Bits is set where not the states are too many but the loops: how many
	// bits their number would have.
	Bits int `json:"bits,omitempty"`
}

// mostBits is the most that a number of loops may have: more is no map that
// people drew, and every number in the result would be as long.
const mostBits = 4096

// Error says what is needed, what is allowed and what to do.
func (e *TooCostlyError) Error() string {
	if e.Bits > 0 {
		return fmt.Sprintf("there may be as many as 2^%d loops, and numbers up to 2^%d are counted; bound the length, or count a part of the map", e.Bits, mostBits)
	}
	if e.Width > 0 {
		return fmt.Sprintf("counting every loop has to keep %d variables in mind at once, and %d is the most; bound the length, or count a part of the map", e.Width, slotCount)
	}
	if e.Made > 0 {
		return fmt.Sprintf("counting every loop needs more than the %d states allowed; allow more, or bound the length", e.Budget)
	}
	return fmt.Sprintf("counting every loop is predicted to need %.2g states and %d are allowed; allow more, or bound the length", e.Predicted, e.Budget)
}

// Progress is told how much of the work is done, from 0 to 1 and never less
// than before. It is called by one goroutine at a time.
type Progress func(done float64)

// meter adds up parts of the work for a Progress.
type meter struct {
	report Progress
	mutex  sync.Mutex
	whole  float64
	done   float64
}

func (m *meter) add(work float64) {
	if m.report == nil {
		return
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.done += work
	m.report(min(1, m.done/m.whole))
}

// restart makes a meter for what is left when one way of working is given up
// for another.
func (m *meter) restart() *meter {
	left := max(m.whole-m.done, 1e-6)
	return &meter{report: m.report, whole: m.whole / left, done: m.done / left}
}

func (m *meter) finish() {
	m.done = m.whole
	m.add(0)
}

// plan is a graph cut into the parts that loops stay in, with an order for
// each, before any counting.
type plan struct {
	parts     []plannedPart
	predicted float64
	maxStates int
}

type plannedPart struct {
	component
	kernel   *kernel
	frontier *frontier
	order    []int32
}

// newPlan prepares all strong components that have a loop.
func newPlan(ctx context.Context, g *graph.Graph, maxStates int) (*plan, error) {
	if maxStates <= 0 {
		maxStates = DefaultMaxStates
	}
	p := &plan{maxStates: min(maxStates, mostStates)}
	components, err := componentsOf(g)
	if err != nil {
		return nil, err
	}
	for _, c := range components {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		planned := plannedPart{component: c, kernel: newKernel(c.part)}
		planned.frontier = newFrontier(planned.kernel)
		var cost float64
		planned.order, cost = planned.frontier.arrange()
		// A number that JSON can hold, however hopeless the map.
		p.predicted = min(p.predicted+cost, math.MaxFloat64)
		p.parts = append(p.parts, planned)
	}
	return p, nil
}

// component is a strong component as a graph of its own.
type component struct {
	part *graph.Graph
	// nodes and links are the numbers that the part's have in the whole.
	nodes, links []int
}

// componentsOf returns the strong components that have a link.
func componentsOf(g *graph.Graph) ([]component, error) {
	all := g.StrongComponents()
	of, number := make([]int, g.Len()), make([]int, g.Len())
	for c, nodes := range all {
		for i, v := range nodes {
			of[v], number[v] = c, i
		}
	}
	numbers, links := make([][]int, len(all)), make([][]graph.Link, len(all))
	for l, link := range g.Links() {
		if c := of[link.From]; c == of[link.To] {
			link.From, link.To = number[link.From], number[link.To]
			links[c] = append(links[c], link)
			numbers[c] = append(numbers[c], l)
		}
	}
	var components []component
	for c, nodes := range all {
		if len(links[c]) == 0 {
			continue
		}
		part, err := graph.FromLinks(len(nodes), links[c])
		if err != nil {
			return nil, err
		}
		components = append(components, component{part: part, nodes: nodes, links: numbers[c]})
	}
	return components, nil
}

// surveys builds the diagrams of all parts, or returns a [TooCostlyError].
func (p *plan) surveys(ctx context.Context, done func(share float64)) (all []*survey, states int, err error) {
	if p.predicted > optimism*float64(p.maxStates) {
		return nil, 0, &TooCostlyError{Predicted: p.predicted, Budget: p.maxStates}
	}
	for _, part := range p.parts {
		progress := func(int) { done(1 / float64(len(part.order)*len(p.parts))) }
		if width := part.frontier.width(part.order); width > slotCount {
			return nil, 0, &TooCostlyError{Predicted: p.predicted, Budget: p.maxStates, Width: width}
		}
		d, err := build(ctx, part.kernel, part.frontier, part.order, p.maxStates-states, progress)
		if errors.Is(err, errTooManyStates) {
			return nil, 0, &TooCostlyError{Predicted: p.predicted, Budget: p.maxStates, Made: p.maxStates}
		}
		if err != nil {
			return nil, 0, err
		}
		states += d.states
		s := &survey{component: part.component, kernel: part.kernel, diagram: d}
		s.bits = s.boundBits()
		if s.bits > mostBits {
			return nil, 0, &TooCostlyError{Predicted: p.predicted, Budget: p.maxStates, Bits: s.bits}
		}
		all = append(all, s)
	}
	return all, states, nil
}
