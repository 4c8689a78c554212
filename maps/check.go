package maps

import (
	"context"
	"fmt"
	"math"
	"strings"
)

// Check returns what is questionable in a valid map: nothing that keeps it from
// being used, but worth a look. Problems have no places; [Loader.Check] gives
// them with places.
func Check(m *Map) Problems { return checkAt(m, nowhere{}) }

// Check loads a map as [Loader.Load] does, and returns with it what is
// questionable, at the places in the files where it stands.
func (l *Loader) Check(ctx context.Context, ref string) (*Map, Problems, error) {
	found, err := l.find(ctx, ref)
	if err != nil {
		return nil, nil, err
	}
	c := l.composer(ctx)
	m, whole, err := c.load(found)
	if err != nil {
		return nil, nil, err
	}
	return m, checkAt(m, whole.whereabouts(c.report.files)), nil
}

// checker goes through a map and notes what is questionable.
type checker struct {
	m      *Map
	at     whereabouts
	report *report
	// into and outOf count each variable's links, not counting those to
	// itself.
	into, outOf map[string]int
}

func checkAt(m *Map, at whereabouts) Problems {
	c := &checker{m: m, at: at, report: &report{files: at.files()}, into: make(map[string]int), outOf: make(map[string]int)}
	for _, l := range m.Links {
		if l.From != l.To {
			c.outOf[l.From]++
			c.into[l.To]++
		}
	}
	c.variables()
	c.groups()
	c.links()
	c.goal()
	c.alliance()
	c.plans()
	c.loops()
	c.time()
	if c.report.err() == nil {
		return nil
	}
	for i := range c.report.problems {
		c.report.problems[i].Severity = Warning
	}
	return c.report.problems
}

func (c *checker) warn(of section, id, message, suggestion string) {
	c.report.add(c.at.entry(of, id), message, id, suggestion)
}

func (c *checker) variables() {
	if len(c.m.Variables) == 0 {
		c.report.add(place{}, "the map has no variables", "", "")
	}
	first := make(map[string]string, len(c.m.Variables))
	c.stacked()
	for _, v := range c.m.Variables {
		if c.into[v.ID]+c.outOf[v.ID] == 0 {
			c.warn(variableSection, v.ID, "no link leads to this variable or from it", "")
		}
		label := strings.ToLower(v.Label.In(c.m.Language))
		if other, twice := first[label]; twice {
			c.warn(variableSection, v.ID, fmt.Sprintf("this variable has the same label as %q", other), "")
			continue
		}
		first[label] = v.ID
	}
}

// near is how close two centres must be, in points, for one box to hide the
// other.
const near = 12.0

// stacked notes boxes that people have put on top of each other.
func (c *checker) stacked() {
	at := make(map[[2]int][]*Variable)
	for i := range c.m.Variables {
		v := &c.m.Variables[i]
		if v.At == nil {
			continue
		}
		x, y := int(math.Floor(v.At.X/near)), int(math.Floor(v.At.Y/near))
		for dx := -1; dx <= 1; dx++ {
			for dy := -1; dy <= 1; dy++ {
				for _, other := range at[[2]int{x + dx, y + dy}] {
					if math.Abs(other.At.X-v.At.X) < near && math.Abs(other.At.Y-v.At.Y) < near {
						c.warn(variableSection, v.ID, fmt.Sprintf("this variable stands on top of %q", other.ID), "change one of the positions")
					}
				}
			}
		}
		at[[2]int{x, y}] = append(at[[2]int{x, y}], v)
	}
}

func (c *checker) groups() {
	clusters, categories := make(map[string]bool), make(map[string]bool)
	for _, v := range c.m.Variables {
		clusters[v.Cluster], categories[v.Category] = true, true
	}
	for _, x := range c.m.Clusters {
		if !clusters[x.ID] {
			c.warn(clusterSection, x.ID, "no variable is in this cluster", "")
		}
	}
	for _, x := range c.m.Categories {
		if !categories[x.ID] {
			c.warn(categorySection, x.ID, "no variable is of this category", "")
		}
	}
}

func (c *checker) links() {
	for _, l := range c.m.Links {
		if l.From == l.To {
			c.report.add(c.at.link(l.Ref()), "this link leads from a variable to itself", l.Ref().String(), "")
		}
	}
}

func (c *checker) goal() {
	for _, id := range append(c.m.Goal.Raise[:len(c.m.Goal.Raise):len(c.m.Goal.Raise)], c.m.Goal.Lower...) {
		if c.into[id] == 0 {
			c.report.add(c.at.goal(), "the goal names a variable that no link leads to", id, "")
		}
	}
}

func (c *checker) alliance() {
	busy := make(map[string]bool)
	for _, r := range c.m.Roles {
		if len(r.MustAct)+len(r.CanAct)+len(r.Affected)+len(r.Knows) > 0 {
			busy[r.Actor] = true
		}
	}
	for _, e := range c.m.Efforts {
		for _, id := range e.By {
			busy[id] = true
		}
		if len(e.On) == 0 {
			c.warn(effortSection, e.ID, "this effort does not say what it changes", "write on: [{variable: …, press: 0.3}]")
		}
	}
	for _, a := range c.m.Actors {
		if !busy[a.ID] {
			c.warn(actorSection, a.ID, "this actor has no role and no effort", "")
		}
	}
}

func (c *checker) plans() {
	for _, s := range c.m.Scenarios {
		if len(s.Efforts)+len(s.Interventions) == 0 && s.BasedOn == "" {
			c.warn(scenarioSection, s.ID, "nothing happens in this scenario", "")
		}
	}
	for _, v := range c.m.Views {
		if len(c.m.ViewVariables(v)) == 0 {
			c.warn(viewSection, v.ID, "this view shows no variable", "")
		}
	}
}

// loops looks for named loops that are none, because a link is missing.
func (c *checker) loops() {
	signs := make(map[[2]string][]Sign, len(c.m.Links))
	for _, l := range c.m.Links {
		ends := [2]string{l.From, l.To}
		signs[ends] = append(signs[ends], l.Sign)
	}
	for _, l := range c.m.Loops {
		product, sure := Positive, true
		for i, from := range l.Through {
			to := l.Through[(i+1)%len(l.Through)]
			hop := signs[[2]string{from, to}]
			if len(hop) == 0 {
				c.warn(loopSection, l.ID, fmt.Sprintf("this loop is not closed: no link leads from %q to %q", from, to), "")
			}
			if len(hop) != 1 {
				sure = false
				continue
			}
			product *= hop[0]
		}
		if sure {
			c.claim(l.ID, product)
		}
	}
}

// claim compares what the name of a loop says, R1 or B2, with what it is.
func (c *checker) claim(id string, product Sign) {
	claimed := map[byte]Sign{'R': Positive, 'B': Negative}
	if len(id) < 2 || id[1] < '0' || id[1] > '9' || claimed[id[0]] == 0 || product == Unknown || claimed[id[0]] == product {
		return
	}
	is := "reinforcing, so a name with R would fit"
	if product == Negative {
		is = "balancing, so a name with B would fit"
	}
	c.warn(loopSection, id, "this loop is "+is, "")
}

// time looks for times without a unit.
func (c *checker) time() {
	if c.m.Time != "" {
		return
	}
	timed := false
	for _, v := range c.m.Variables {
		timed = timed || v.Inertia != nil
	}
	for _, l := range c.m.Links {
		timed = timed || l.Delay != nil
	}
	if timed {
		c.report.add(place{}, "delays or inertias are given without a unit of time", "", "write time: month")
	}
}
