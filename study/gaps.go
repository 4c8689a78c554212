package study

import (
	"slices"
	"sort"

	"sysmap/maps"
)

// Gaps is what a map does not say, or says with doubt. What is missing is
// listed where it would matter most first: links by how many feedback loops run
// through them, variables of the goal first and then by what a press on them
// does to it, or by betweenness where the map has no goal.
type Gaps struct {
	// Evidence is how many links name evidence of each kind; a link may name
	// several. NoEvidence are the links without any, as indices in the map.
	Evidence   map[maps.EvidenceKind]int
	NoEvidence []int
	// UnknownSign are links whose sign nobody knows, LowConfidence those that
	// are said to be unsure, Uncertain those that may not exist, and
	// NoStrength those of which no strength is stated.
	UnknownSign, LowConfidence, Uncertain, NoStrength []int
	// NoMeasure are the variables without an indicator, as ids.
	NoMeasure []string
	// GoalMeasured is how many of the goal's variables have one, of Goal.
	Goal, GoalMeasured int
}

func gapsOf(s *Study) Gaps {
	g := Gaps{Evidence: map[maps.EvidenceKind]int{}}
	for _, k := range s.linksByLoops() {
		l := s.Map.Links[k]
		kinds := map[maps.EvidenceKind]bool{}
		for _, e := range l.Evidence {
			if !kinds[e.Kind] {
				kinds[e.Kind] = true
				g.Evidence[e.Kind]++
			}
		}
		for _, gap := range []struct {
			open bool
			list *[]int
		}{
			{len(l.Evidence) == 0, &g.NoEvidence},
			{l.Sign == maps.Unknown, &g.UnknownSign},
			{l.Confidence == maps.LowConfidence, &g.LowConfidence},
			{l.Probability < 1, &g.Uncertain},
			{!l.StrengthStated, &g.NoStrength},
		} {
			if gap.open {
				*gap.list = append(*gap.list, k)
			}
		}
	}
	goal := slices.Concat(s.Map.Goal.Raise, s.Map.Goal.Lower)
	g.Goal = len(goal)
	for _, id := range s.variablesByMatter() {
		v := s.Map.Variable(id)
		switch {
		case v.Measure == nil:
			g.NoMeasure = append(g.NoMeasure, id)
		case slices.Contains(goal, id):
			g.GoalMeasured++
		}
	}
	return g
}

// linksByLoops lists the links of the map, those with most loops first.
func (s *Study) linksByLoops() []int {
	return s.Loops.Census.LinksByLoops()
}

// variablesByMatter lists ids: the goal's first, then those whose press does
// most to it, or that lie between most others.
func (s *Study) variablesByMatter() []string {
	place := map[string]int{}
	if s.Effects != nil {
		for _, e := range s.Effects.Variables {
			place[e.Variable] = e.Rank
		}
	} else if rows, err := s.Leverage.Ranking(""); err == nil {
		for _, row := range rows {
			place[row.Variable] = row.Place
		}
	}
	for i, id := range slices.Concat(s.Map.Goal.Raise, s.Map.Goal.Lower) {
		place[id] = i - len(s.Map.Variables)
	}
	ids := make([]string, len(s.Map.Variables))
	for i, v := range s.Map.Variables {
		ids[i] = v.ID
	}
	sort.SliceStable(ids, func(a, b int) bool { return place[ids[a]] < place[ids[b]] })
	return ids
}
