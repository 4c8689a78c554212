package alliance

import (
	"cmp"
	"math"
	"slices"
)

// Relation is what two efforts do to each other.
type Relation string

const (
	// Strengthen: all that they noticeably do to each other is in the other's
	// direction.
	Strengthen Relation = "strengthen"
	// Hinder: it is against the other's direction.
	Hinder Relation = "hinder"
	// Mixed: some of it is, and some is not.
	Mixed Relation = "mixed"
)

// EffortPair is two efforts that meet.
type EffortPair struct {
	First  string `json:"first"`
	Second string `json:"second"`
	// Overlap are the variables both act on.
	Overlap []string `json:"overlap"`
	// ByFirst is what the first does to the variables the second acts on, and
	// BySecond the other way round; Goal is what both do to the variables of
	// the goal. Only noticeable changes are there.
	ByFirst  []Pull   `json:"by_first"`
	BySecond []Pull   `json:"by_second"`
	Goal     []Pull   `json:"goal"`
	Relation Relation `json:"relation"`
}

// Pull is what two efforts do to one variable.
type Pull struct {
	Variable string `json:"variable"`
	// First and Second are the changes that each makes by itself, averaged
	// over the time looked at.
	First  float64 `json:"first"`
	Second float64 `json:"second"`
	// Agree: both move it the same way.
	Agree bool `json:"agree"`
}

// pair says whether and how two efforts meet.
func (s *ground) pair(efforts []EffortReach, a, c int) (EffortPair, bool) {
	p := EffortPair{First: efforts[a].Effort, Second: efforts[c].Effort, Overlap: s.ids(shared(s.ends(a), s.ends(c)))}
	agree, against := 0, 0
	pulls := func(variables []int) []Pull {
		list := []Pull{}
		for _, v := range variables {
			x, y := efforts[a].mean[v], efforts[c].mean[v]
			if math.Abs(x) < Noticeable || math.Abs(y) < Noticeable {
				continue
			}
			same := x > 0 == (y > 0)
			if same {
				agree++
			} else {
				against++
			}
			list = append(list, Pull{Variable: s.m.Variables[v].ID, First: x, Second: y, Agree: same})
		}
		return list
	}
	p.ByFirst, p.BySecond, p.Goal = pulls(s.ends(c)), pulls(s.ends(a)), pulls(s.goal)
	switch {
	case against == 0:
		p.Relation = Strengthen
	case agree == 0:
		p.Relation = Hinder
	default:
		p.Relation = Mixed
	}
	return p, agree+against > 0
}

// against are the pairs that do not only strengthen each other, those first
// that pull hardest against each other.
func (x *Thread) against() []EffortPair {
	var out []EffortPair
	for _, p := range x.Pairs {
		if p.Relation != Strengthen {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(a, b EffortPair) int { return cmp.Compare(b.opposition(), a.opposition()) })
	return out
}

// opposition is how far two efforts pull one variable apart at most: as far as
// the weaker of the two.
func (p EffortPair) opposition() float64 {
	most := 0.0
	for _, pull := range slices.Concat(p.ByFirst, p.BySecond, p.Goal) {
		if !pull.Agree {
			most = max(most, min(math.Abs(pull.First), math.Abs(pull.Second)))
		}
	}
	return most
}

// tension says on what two efforts pull against each other, without a full
// stop.
func (s *ground) tension(p EffortPair) Sentence {
	var where []int
	for _, pull := range slices.Concat(p.ByFirst, p.BySecond, p.Goal) {
		if !pull.Agree {
			where = append(where, s.variables[pull.Variable])
		}
	}
	slices.Sort(where)
	return say("%s and %s pull against each other on %s", "%s og %s trækker hver sin vej i %s",
		s.effortNamed(p.First), s.effortNamed(p.Second), s.named(slices.Compact(where)))
}
