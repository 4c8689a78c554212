package viewer

import (
	"sysmap/graph/leverage"
	"sysmap/graph/loop"
	"sysmap/maps"
)

// roleWords are what actors have to do with variables.
var roleWords = []struct {
	id      string
	english string
	danish  string
	of      func(maps.Role) []string
}{
	{"must_act", "must act", "har ansvar", func(r maps.Role) []string { return r.MustAct }},
	{"can_act", "can act", "kan handle", func(r maps.Role) []string { return r.CanAct }},
	{"affected", "is affected", "er berørt", func(r maps.Role) []string { return r.Affected }},
	{"knows", "knows", "har viden", func(r maps.Role) []string { return r.Knows }},
}

// variables lists the variables of the map with all that was found about them.
func (a *author) variables() []Variable {
	roles, efforts := a.rolesByVariable(), a.effortsByVariable()
	variables := []Variable{}
	for i, v := range a.Map.Variables {
		one := Variable{
			ID: v.ID, Group: "v-" + v.ID, Label: a.textOf(v.Label), Note: a.textOf(v.Note),
			Category: v.Category, Cluster: v.Cluster,
			Horizon: say(v.Horizon.Label),
			Roles:   list(roles[v.ID]), Efforts: list(efforts[v.ID]),
			Measures: map[string]float64{}, Ranks: map[string]int{},
		}
		if v.Measure != nil {
			one.Measure = &Indicator{a.textOf(v.Measure.Indicator), v.Measure.Unit, v.Measure.Source}
		}
		if v.Inertia != nil {
			one.Inertia = &[2]float64{v.Inertia.Low, v.Inertia.High}
		}
		if through := a.Loops.Census.Variables; through != nil {
			c := count(through[i].Count)
			one.Loops = &c
		}
		variables = append(variables, one)
	}
	a.rank(variables)
	a.addEffects(variables)
	return variables
}

// rank adds the values and places of every measure that the map has.
func (a *author) rank(variables []Variable) {
	place := map[string]int{}
	for i, v := range variables {
		place[v.ID] = i
	}
	for _, c := range a.Leverage.Columns {
		rows, err := a.Leverage.Ranking(c.Measure)
		if err != nil {
			continue // this map has no values of it
		}
		for _, row := range rows {
			v := &variables[place[row.Variable]]
			v.Ranks[string(c.Measure)] = row.Place
			if c.Measure == leverage.DefaultMeasure {
				v.Why = a.textOf(row.Why)
			}
		}
		for i, value := range c.Values {
			variables[i].Measures[string(c.Measure)] = value
		}
	}
}

// addEffects adds what a press on each variable does to the goal.
func (a *author) addEffects(variables []Variable) {
	if a.Effects == nil {
		return
	}
	for i, e := range a.Effects.Variables {
		variables[i].Effect = &Effect{Size: e.Size, Low: e.Low, High: e.High, Sign: e.Sign, Certainty: e.Certainty, Rank: e.Rank, InGoal: e.InGoal}
	}
}

func (a *author) rolesByVariable() map[string][]Role {
	roles := map[string][]Role{}
	for _, r := range a.Map.Roles {
		for _, w := range roleWords {
			for _, id := range w.of(r) {
				roles[id] = append(roles[id], Role{r.Actor, w.id, Text{"en": w.english, "da": w.danish}})
			}
		}
	}
	return roles
}

// measures lists what the structure says, as far as this map has it.
func (a *author) measures() []Measure {
	measures := []Measure{}
	for _, c := range a.Leverage.Columns {
		if _, err := a.Leverage.Ranking(c.Measure); err == nil {
			measures = append(measures, Measure{string(c.Measure), say(c.Measure.Label), say(c.Measure.Explain)})
		}
	}
	return measures
}

// links lists the influences of the map.
func (a *author) links() []Link {
	links := []Link{}
	for i, k := range a.Map.Links {
		one := Link{
			Group: a.groups[i], Ref: k.Ref().String(), From: k.From, To: k.To, Sign: int(k.Sign),
			Words:    say(func(l maps.Language) string { return a.influence(i, l) }),
			Strength: [2]float64{k.Strength.Low, k.Strength.High}, StrengthStated: k.StrengthStated,
			Confidence: string(k.Confidence), Probability: k.Probability, Core: k.Core, Note: a.textOf(k.Note),
		}
		if k.Delay != nil {
			one.Delay = &[2]float64{k.Delay.Low, k.Delay.High}
		}
		for _, e := range k.Evidence {
			one.Evidence = append(one.Evidence, Evidence{e.Source, string(e.Kind), say(e.Kind.Label), a.textOf(e.Quote), safeURL(e.URL)})
		}
		if through := a.Loops.Census.Links; through != nil {
			c := count(through[i].Count)
			one.Loops = &c
		}
		links = append(links, one)
	}
	return links
}

// influence tells one link in a sentence.
func (a *author) influence(link int, l maps.Language) string {
	k := a.Graph.Links()[link]
	if k.From == k.To {
		return loop.Story(a.Graph, loop.Loop{
			Variables: []int{k.From}, Links: []int{link}, Polarity: loop.PolarityOf(k.Sign), Delayed: k.Delayed,
		}, l)
	}
	return loop.Path{Variables: []int{k.From, k.To}, Links: []int{link}, Sign: k.Sign, Delayed: k.Delayed}.Story(a.Graph, l)
}
