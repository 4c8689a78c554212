package simulate

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"sysmap/graph"
	"sysmap/graph/loop"
	"sysmap/maps"
)

// MatterOptions say for which loops, and how closely, it is asked when they
// matter. The zero value asks for the loops that the map names and for those of
// at most six links, by the method [Flow].
type MatterOptions struct {
	// Method is nil for [Flow]; [Linear] is the other that there is.
	Method Method
	// Until is how long to run; 0 is [Model.Horizon].
	Until float64
	// Points is how many moments the run is cut at, evenly; 0 is 501.
	Points int
	// MaxLength is up to how many links loops are listed; 0 is 6, and less
	// than 0 lists only loops that the map names.
	MaxLength int
	// Limit is how many loops are listed at most; 0 is 2,000.
	Limit int
}

// Matter is which loops drive a run, and when (Schoenberg, Davidsen, Eberlein
// 2020, Syst. Dyn. Rev. 36:158; with the link into a stock as corrected by
// Schoenberg, Hayward, Eberlein 2023, Syst. Dyn. Rev. 39:140).
//
// From one moment to the next, a link from x scores
//
//	|Δₓż / Δż| · sign(Δₓż / Δx)
//
// where ż is the speed at which its target changes, Δż how that speed changes,
// and Δₓż how it would if x alone did: its share in the bend of the target's
// curve. It is 0 where Δż or Δx is. A delayed link's x is what arrives. A loop
// scores the product of its links, above 0 if it reinforces and below if it
// balances; its share is its score by the sum of the sizes of all scores in its
// strong component.
//
// To relax, with its inertia, is a balancing loop of each variable by itself,
// which is not drawn in the map but counts here like any other.
type Matter struct {
	Method string `json:"method"`
	// Map is the digest of the map, and Unit its unit of time.
	Map      string        `json:"map"`
	Unit     maps.TimeUnit `json:"unit,omitempty"`
	Scenario string        `json:"scenario"`
	// Times are the ends of the steps that scores are of.
	Times []float64 `json:"times"`
	// Extent says which loops were listed; shares are among the loops here,
	// and those of all loops only if it is complete.
	Extent     loop.Extent       `json:"extent"`
	Components []MatterComponent `json:"components"`
	// Loops are ordered by Mean, the largest first.
	Loops []MatterLoop `json:"loops"`
	// Silent says that no loop has a score at any time: nothing moves, or
	// nothing that moves is in a loop.
	Silent bool `json:"silent"`
	// Missing says which loops that the map names are not in it.
	Missing []string `json:"missing,omitempty"`
	Notes   []Note   `json:"notes,omitempty"`
}

// MatterComponent is variables that all influence each other.
type MatterComponent struct {
	Variables []string `json:"variables"`
	// ReachesGoal says that a variable of the goal is among them or is
	// influenced by them.
	ReachesGoal bool `json:"reaches_goal"`
	// Leading is the loop with the largest share at each time, by its place in
	// [Matter.Loops]; −1 where all are silent: at equilibrium, where nothing
	// bends, no loop drives anything, and in a step in which an intervention
	// begins or ends.
	Leading []int `json:"leading"`
}

// MatterLoop is one loop over time.
type MatterLoop struct {
	// ID and Label are those that the map gives it; they may be empty.
	ID    string    `json:"id,omitempty"`
	Label maps.Text `json:"-"`
	// Variables are in the order of influence, and Links in shorthand, the
	// last one back to the first variable.
	Variables []string `json:"variables"`
	Links     []string `json:"links"`
	// Inertia says that it is what holds one variable back, not a loop of the
	// map.
	Inertia bool `json:"inertia,omitempty"`
	// Polarity is that of the links as they are in the map: "R", "B" or "U".
	Polarity string `json:"polarity"`
	// Component is its place in [Matter.Components].
	Component int       `json:"component"`
	Score     []float64 `json:"score"`
	// Share is of the sum of sizes, −1…1.
	Share []float64 `json:"share"`
	// Mean is the mean size of Share over the times at which the component is
	// not silent.
	Mean float64 `json:"mean"`

	links, nodes []int
}

// Matter runs a scenario once, as [Model.Run] does, and says which loops drive
// it when. Errors: those of [Model.Run], a method that has no speeds, and
// [ErrTooLarge].
func (m *Model) Matter(ctx context.Context, s Scenario, o MatterOptions) (*Matter, error) {
	if o.Points == 0 {
		o.Points = 501
	}
	if o.Limit == 0 {
		o.Limit = 2000
	}
	if o.MaxLength == 0 {
		o.MaxLength = 6
	}
	if o.Limit < 0 {
		return nil, fmt.Errorf("%d loops cannot be listed; give 1 or more", o.Limit)
	}
	c, err := m.compare(s, Options{Method: precisely(o.Method), Until: o.Until, Points: o.Points})
	if err != nil {
		return nil, err
	}
	out := &Matter{Method: c.method.Name(), Map: m.digest, Unit: m.m.Time, Scenario: s.ID, Times: c.times[1:]}
	if err := out.findLoops(ctx, c.scenario, o); err != nil {
		return nil, err
	}
	if len(out.Loops) > maxScores/len(out.Times) {
		return nil, fmt.Errorf("%d loops at %d moments: %w; list fewer", len(out.Loops), len(out.Times), ErrTooLarge)
	}
	run, err := newScores(ctx, c)
	if err != nil {
		return nil, err
	}
	out.Notes = append(c.notes(), c.scenario.middleNotes()...)
	for step := range out.Times {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		run.take(step)
		out.score(step, run)
	}
	out.finish()
	return out, nil
}

// maxScores bounds the scores that are kept.
const maxScores = 10_000_000

// precisely gives the methods that choose their steps by the error a smaller
// one: scores are differences of differences.
func precisely(method Method) Method {
	const fine = 1e-10
	switch now := method.(type) {
	case nil:
		return Flow{Tolerance: fine}
	case Flow:
		if now.Tolerance == 0 {
			now.Tolerance = fine
		}
		return now
	case Linear:
		if now.Tolerance == 0 {
			now.Tolerance = fine
		}
		return now
	}
	return method
}

// findLoops lists the loops that scores are of, and their components.
func (r *Matter) findLoops(ctx context.Context, p *plan, o MatterOptions) error {
	n := p.model.Len()
	links := make([]graph.Link, len(p.links))
	for k, l := range p.links {
		links[k] = graph.Link{From: l.from, To: l.to, Sign: l.ref.Sign}
	}
	g, err := graph.FromLinks(n, links)
	if err != nil {
		return err
	}
	known := make(map[string]bool)
	keep := func(l loop.Loop, id string, label maps.Text) {
		if key := loopKey(l.Links); !known[key] {
			known[key] = true
			r.Loops = append(r.Loops, matterLoop(p, l, id, label))
		}
	}
	drawn := graph.New(p.model.m)
	for _, named := range p.model.m.Loops {
		found, err := loop.Resolve(drawn, named)
		if err != nil {
			r.Missing = append(r.Missing, err.Error())
			continue
		}
		count := 0
		for variant := range found.Variants() {
			if count++; count > o.Limit {
				r.Missing = append(r.Missing, fmt.Sprintf("loop %s: there are more than %d of it by parallel links, and only so many are here", named.ID, o.Limit))
				break
			}
			keep(variant.Clone(), named.ID, named.Label)
		}
	}
	if o.MaxLength > 0 {
		list, err := loop.List(g, loop.ListOptions{Filter: loop.Filter{MaxLength: o.MaxLength}, Limit: o.Limit})
		if err != nil {
			return err
		}
		for l := range list.Loops(ctx) {
			keep(l.Clone(), "", maps.Text{})
		}
		if r.Extent = list.Extent(); ctx.Err() != nil {
			return ctx.Err()
		}
	}
	r.findComponents(g, p)
	return nil
}

func loopKey(links []int) string {
	links = slices.Clone(links)
	slices.Sort(links)
	return setKey(links)
}

func matterLoop(p *plan, l loop.Loop, id string, label maps.Text) MatterLoop {
	out := MatterLoop{ID: id, Label: label, Polarity: l.Polarity.String(), links: l.Links, nodes: l.Variables}
	for _, v := range l.Variables {
		out.Variables = append(out.Variables, p.model.variables[v].id)
	}
	for _, k := range l.Links {
		out.Links = append(out.Links, p.links[k].ref.String())
	}
	return out
}

// findComponents numbers the components that have loops and adds the loops of
// inertia.
func (r *Matter) findComponents(g *graph.Graph, p *plan) {
	parts := g.StrongComponents()
	part := make([]int, g.Len())
	for c, nodes := range parts {
		for _, v := range nodes {
			part[v] = c
		}
	}
	place := make(map[int]int)
	for k := range r.Loops {
		l := &r.Loops[k]
		c := part[l.nodes[0]]
		at, known := place[c]
		if !known {
			at = len(r.Components)
			place[c] = at
			r.Components = append(r.Components, component(g, p, parts[c]))
		}
		l.Component = at
	}
	for c, nodes := range parts {
		at, known := place[c]
		for _, v := range nodes {
			if known {
				id := p.model.variables[v].id
				r.Loops = append(r.Loops, MatterLoop{
					Variables: []string{id}, Links: []string{}, Inertia: true, Polarity: loop.Balancing.String(), Component: at, nodes: []int{v},
				})
			}
		}
	}
}

func component(g *graph.Graph, p *plan, nodes []int) MatterComponent {
	c := MatterComponent{}
	for _, v := range nodes {
		c.Variables = append(c.Variables, p.model.variables[v].id)
	}
	for v, d := range g.DistancesFrom(nodes[0]) {
		id := p.model.variables[v].id
		if d != graph.Unreachable && (slices.Contains(p.model.m.Goal.Raise, id) || slices.Contains(p.model.m.Goal.Lower, id)) {
			c.ReachesGoal = true
		}
	}
	return c
}

// score adds the scores and shares of one step. Sizes are compared as
// logarithms, because the product of many large scores may be past all numbers.
func (r *Matter) score(step int, s *scores) {
	sizes := make([]float64, len(r.Loops))
	signs := make([]float64, len(r.Loops))
	most := make([]float64, len(r.Components))
	for c := range most {
		most[c] = math.Inf(-1)
	}
	for k := range r.Loops {
		l := &r.Loops[k]
		sizes[k], signs[k] = s.loop(l)
		most[l.Component] = max(most[l.Component], sizes[k])
	}
	sums := make([]float64, len(r.Components))
	for k := range r.Loops {
		if c := r.Loops[k].Component; signs[k] != 0 {
			sums[c] += math.Exp(sizes[k] - most[c])
		}
	}
	for k := range r.Loops {
		l := &r.Loops[k]
		score, share := 0.0, 0.0
		if signs[k] != 0 {
			score = signs[k] * finite(math.Exp(sizes[k]))
			share = signs[k] * math.Exp(sizes[k]-most[l.Component]) / sums[l.Component]
		}
		l.Score, l.Share = append(l.Score, score), append(l.Share, share)
	}
}

// finish adds what is said of the whole run, and orders the loops.
func (r *Matter) finish() {
	for k := range r.Loops {
		for _, share := range r.Loops[k].Share {
			r.Loops[k].Mean += math.Abs(share)
		}
	}
	// Means are over the same times within a component, but not between them.
	moving := make([]int, len(r.Components))
	for c, leading := range r.leading() {
		for _, k := range leading {
			if k >= 0 {
				moving[c]++
			}
		}
	}
	r.Silent = true
	for k := range r.Loops {
		l := &r.Loops[k]
		if times := moving[l.Component]; times > 0 {
			r.Silent = false
			l.Mean /= float64(times)
		}
	}
	slices.SortStableFunc(r.Loops, func(a, b MatterLoop) int { return cmp.Compare(b.Mean, a.Mean) })
	for c, leading := range r.leading() {
		r.Components[c].Leading = leading
	}
}

// leading returns, for each component and step, the loop with the largest
// share, −1 where there is none.
func (r *Matter) leading() [][]int {
	out := make([][]int, len(r.Components))
	for c := range out {
		out[c] = slices.Repeat([]int{-1}, len(r.Times))
	}
	for k := range r.Loops {
		for step, share := range r.Loops[k].Share {
			best := &out[r.Loops[k].Component][step]
			if share != 0 && (*best < 0 || math.Abs(share) > math.Abs(r.Loops[*best].Share[step])) {
				*best = k
			}
		}
	}
	return out
}

// errNoSpeeds refuses methods that are no differential equations.
var errNoSpeeds = errors.New("loops that matter are told from speeds, which only the methods flow and linear have")
