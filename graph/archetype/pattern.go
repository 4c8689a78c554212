package archetype

import (
	"context"

	"sysmap/graph"
	"sysmap/maps"
)

// pattern is how to find a kind and who plays what in it.
type pattern struct {
	find  findFunc
	roles func([]*ring, *cast)
}

type findFunc func(context.Context, *survey, *finds) error

func patterns(kind Kind) pattern {
	switch kind {
	case LimitsToGrowth:
		return pattern{pairsThat(reinforcing, balancing, limiting), limitsRoles}
	case FixesThatFail:
		return pattern{pairsThat(balancing, reinforcing, failing), fixesRoles}
	case ShiftingTheBurden:
		return pattern{burdens, burdenRoles}
	case Escalation:
		return pattern{pairsThat(balancing, balancing, opposed), partyRoles(Comparison)}
	case SuccessToTheSuccessful:
		return pattern{pairsThat(reinforcing, reinforcing, opposed), partyRoles(Allocation)}
	case DriftingGoals:
		return pattern{pairsThat(balancing, balancing, drifting), driftRoles}
	case GrowthAndUnderinvestment:
		return pattern{underinvestments, underinvestmentRoles}
	case TragedyOfTheCommons:
		return pattern{tragedies, tragedyRoles}
	case Underachievement:
		return pattern{pairsThat(reinforcing, balancing, unintended), genericRoles}
	case OutOfControl:
		return pattern{pairsThat(balancing, reinforcing, unintended), genericRoles}
	case RelativeAchievement:
		return pattern{pairsThat(reinforcing, reinforcing, relative), genericRoles}
	default:
		return pattern{pairsThat(balancing, balancing, relative), genericRoles}
	}
}

// limiting reports whether the second loop has a variable of its own.
func limiting(_ *graph.Graph, m meeting) bool { return len(m.second.between) > 0 }

// opposed reports whether two loops pull the one variable that they share in
// opposite directions, the first one up.
func opposed(g *graph.Graph, m meeting) bool {
	return len(m.shared) == 1 && m.first.last(g) == maps.Positive && m.second.last(g) == maps.Negative
}

// unintended reports whether the second loop's effect comes later than the
// first one's, by way of a variable of its own.
func unintended(g *graph.Graph, m meeting) bool {
	return !delayed(g, m.first.links) && delayed(g, m.second.links) && len(m.second.between) > 0
}

// relative reports whether two loops pull in opposite directions, the second
// one later.
func relative(g *graph.Graph, m meeting) bool {
	swapped := meeting{shared: m.shared, first: m.second, second: m.first}
	return unintended(g, m) && (opposed(g, m) || opposed(g, swapped))
}

// failing reports whether two loops share the way from a problem to a fix,
// and what the second adds comes later.
func failing(g *graph.Graph, m meeting) bool { return len(m.shared) > 1 && unintended(g, m) }

// drifting reports whether the first loop closes a gap by acting, which takes
// time, and the second at once by moving the goal.
func drifting(g *graph.Graph, m meeting) bool {
	return len(m.shared) == 1 &&
		delayed(g, m.first.links) && m.first.last(g) == maps.Negative &&
		!delayed(g, m.second.links) && m.second.last(g) == maps.Positive
}

func limitsRoles(rings []*ring, c *cast) {
	m := meet(rings[0], rings[1])
	c.give(Growing, m.shared)
	c.give(Engine, m.first.between)
	c.give(Limit, m.second.between)
}

func fixesRoles(rings []*ring, c *cast) {
	m := meet(rings[0], rings[1])
	last := len(m.shared) - 1
	c.give(Problem, m.shared[:1])
	c.give(Response, m.shared[1:last])
	c.give(Fix, m.shared[last:])
	c.give(Relief, m.first.between)
	c.give(Consequence, m.second.between)
}

func partyRoles(between Part) func([]*ring, *cast) {
	return func(rings []*ring, c *cast) {
		m := meet(rings[0], rings[1])
		c.give(between, m.shared)
		c.give(FirstParty, m.first.between)
		c.give(SecondParty, m.second.between)
	}
}

func driftRoles(rings []*ring, c *cast) {
	m := meet(rings[0], rings[1])
	c.give(Gap, m.shared)
	c.give(Corrective, m.first.between)
	c.give(Goal, m.second.between)
}

func genericRoles(rings []*ring, c *cast) {
	m := meet(rings[0], rings[1])
	c.give(Outcome, m.shared)
	c.give(Intended, m.first.between)
	c.give(Reaction, m.second.between)
}
