package maps

import (
	"sync"

	"github.com/google/jsonschema-go/jsonschema"
)

// longest is the largest delay, inertia or time of an intervention, in the
// map's unit of time.
const longest = 1e6

var sourceTable = sync.OnceValue(func() *table[Source] {
	return &table[Source]{
		noun: "source",
		fields: []field[Source]{
			of("text", "The source as it is to be credited.", noteKind(), func(s *Source) *Text { return &s.Text }),
			of("url", "Where it can be read.", addressKind(), func(s *Source) *string { return &s.URL }),
		},
	}
})

var categoryTable = sync.OnceValue(func() *table[Category] {
	return &table[Category]{
		noun: "category",
		fields: []field[Category]{
			of("label", "What the legend says.", labelKind(), func(c *Category) *Text { return &c.Label }),
			of("colour", "The colour of the boxes.", colourKind(), func(c *Category) *string { return &c.Colour }),
			of("accent", "The colour of accented boxes.", colourKind(), func(c *Category) *string { return &c.Accent }),
		},
	}
})

var clusterTable = sync.OnceValue(func() *table[Cluster] {
	return &table[Cluster]{
		noun: "cluster",
		fields: []field[Cluster]{
			of("label", "What the region is called.", labelKind(), func(c *Cluster) *Text { return &c.Label }),
			of("note", "A longer text about it.", noteKind(), func(c *Cluster) *Text { return &c.Note }),
			of("colour", "The tint of the region.", colourKind(), func(c *Cluster) *string { return &c.Colour }),
		},
	}
})

var variableTable = sync.OnceValue(func() *table[Variable] {
	return &table[Variable]{
		noun: "variable",
		fields: []field[Variable]{
			of("label", "What the box says; without it, the id in words.", labelKind(), func(v *Variable) *Text { return &v.Label }),
			of("note", "A longer text about it.", noteKind(), func(v *Variable) *Text { return &v.Note }),
			of("category", "The id of its category.", idKind(categorySection), func(v *Variable) *string { return &v.Category }),
			of("cluster", "The id of its cluster.", idKind(clusterSection), func(v *Variable) *string { return &v.Cluster }),
			of("at", "The centre of the box, [x, y] in points, y down.", positionKind(), func(v *Variable) **Position { return &v.At }),
			of("accent", "True for the category's accent colour.", flagKind(), func(v *Variable) *bool { return &v.Accent }),
			of("measure", "The indicator that would show it change.", insideKind(measureTable), func(v *Variable) **Measure { return &v.Measure }),
			of("horizon", "When change is expected to show.",
				enumKind("a horizon", EarlyChange, SystemChange, PopulationChange), func(v *Variable) *Horizon { return &v.Horizon }),
			of("inertia", "Its time constant, a number or [low, high], in the map's unit of time.",
				rangeKind(smallestPositive, longest), func(v *Variable) **Range { return &v.Inertia }),
		},
	}
})

var measureTable = sync.OnceValue(func() *table[Measure] {
	return &table[Measure]{
		noun: "measure",
		fields: []field[Measure]{
			of("indicator", "What is measured.", labelKind(), func(m *Measure) *Text { return &m.Indicator }),
			of("unit", "Its unit.", lineKind(), func(m *Measure) *string { return &m.Unit }),
			of("source", "Where the numbers come from.", lineKind(), func(m *Measure) *string { return &m.Source }),
		},
	}
})

var evidenceTable = sync.OnceValue(func() *table[Evidence] {
	return &table[Evidence]{
		noun: "piece of evidence",
		fields: []field[Evidence]{
			of("source", "Who or what says so.", lineKind(), func(e *Evidence) *string { return &e.Source }),
			of("kind", "Where the evidence comes from.",
				enumKind("a kind of evidence", Study, Expert, LivedExperience), func(e *Evidence) *EvidenceKind { return &e.Kind }),
			of("quote", "What it says.", noteKind(), func(e *Evidence) *Text { return &e.Quote }),
			of("url", "Where it can be read.", addressKind(), func(e *Evidence) *string { return &e.URL }),
		},
	}
})

var goalTable = sync.OnceValue(func() *table[Goal] {
	return &table[Goal]{
		noun: "goal",
		fields: []field[Goal]{
			of("label", "The goal in words.", labelKind(), func(g *Goal) *Text { return &g.Label }),
			of("raise", "Variables that should become more.", idsKind(variableSection), func(g *Goal) *[]string { return &g.Raise }),
			of("lower", "Variables that should become less.", idsKind(variableSection), func(g *Goal) *[]string { return &g.Lower }),
		},
	}
})

var actorTable = sync.OnceValue(func() *table[Actor] {
	return &table[Actor]{
		noun: "actor",
		fields: []field[Actor]{
			of("label", "Its name.", labelKind(), func(a *Actor) *Text { return &a.Label }),
			of("sector", "The part of society it belongs to.",
				enumKind("a sector", Sectors()...), func(a *Actor) *Sector { return &a.Sector }),
			of("note", "A longer text about it.", noteKind(), func(a *Actor) *Text { return &a.Note }),
			of("backbone", "True for the actor that holds the shared secretariat.", flagKind(), func(a *Actor) *bool { return &a.Backbone }),
		},
	}
})

var roleTable = sync.OnceValue(func() *table[Role] {
	return &table[Role]{
		noun: "role",
		fields: []field[Role]{
			of("actor", "The id of the actor.", idKind(actorSection), func(r *Role) *string { return &r.Actor }),
			of("must-act", "Variables it is responsible for.", idsKind(variableSection), func(r *Role) *[]string { return &r.MustAct }),
			of("can-act", "Variables it can do something about.", idsKind(variableSection), func(r *Role) *[]string { return &r.CanAct }),
			of("affected", "Variables whose change it feels.", idsKind(variableSection), func(r *Role) *[]string { return &r.Affected }),
			of("knows", "Variables it knows about.", idsKind(variableSection), func(r *Role) *[]string { return &r.Knows }),
		},
		required: []string{"actor"},
	}
})

var effortTable = sync.OnceValue(func() *table[Effort] {
	return &table[Effort]{
		noun: "effort",
		fields: []field[Effort]{
			of("label", "What it is called.", labelKind(), func(e *Effort) *Text { return &e.Label }),
			of("note", "A longer text about it.", noteKind(), func(e *Effort) *Text { return &e.Note }),
			of("by", "The actors behind it.", idsKind(actorSection), func(e *Effort) *[]string { return &e.By }),
			of("status", "How far it has come.",
				enumKind("a status", Idea, Planned, Running, Ended), func(e *Effort) *Status { return &e.Status }),
			of("level", "Where in the system it intervenes.", enumKind("a level", Levels()...), func(e *Effort) *Level { return &e.Level }),
			of("cost", "What it costs, in the unit used throughout the map.", optionalKind(0, 1e15), func(e *Effort) **float64 { return &e.Cost }),
			of("on", "What it changes.", entriesKind(interventionTable), func(e *Effort) *[]Intervention { return &e.On }),
		},
	}
})

var scenarioTable = sync.OnceValue(func() *table[Scenario] {
	return &table[Scenario]{
		noun: "scenario",
		fields: []field[Scenario]{
			of("label", "What it is called.", labelKind(), func(s *Scenario) *Text { return &s.Label }),
			of("note", "A longer text about it.", noteKind(), func(s *Scenario) *Text { return &s.Note }),
			of("based-on", "The scenario it builds on.", idKind(scenarioSection), func(s *Scenario) *string { return &s.BasedOn }),
			of("efforts", "The efforts it is made of.", idsKind(effortSection), func(s *Scenario) *[]string { return &s.Efforts }),
			of("interventions", "What else it changes.",
				entriesKind(interventionTable), func(s *Scenario) *[]Intervention { return &s.Interventions }),
		},
	}
})

var viewTable = sync.OnceValue(func() *table[View] {
	return &table[View]{
		noun: "view",
		fields: []field[View]{
			of("label", "What it is called.", labelKind(), func(v *View) *Text { return &v.Label }),
			of("text", "What the presenter says of it.", noteKind(), func(v *View) *Text { return &v.Text }),
			of("clusters", "Clusters it shows.", idsKind(clusterSection), func(v *View) *[]string { return &v.Clusters }),
			of("categories", "Categories it shows.", idsKind(categorySection), func(v *View) *[]string { return &v.Categories }),
			of("variables", "Variables it shows.", idsKind(variableSection), func(v *View) *[]string { return &v.Variables }),
			of("loops", "Named loops it shows.", idsKind(loopSection), func(v *View) *[]string { return &v.Loops }),
			of("neighbours", "True to show the variables one link away, too.", flagKind(), func(v *View) *bool { return &v.Neighbours }),
		},
	}
})

var loopTable = sync.OnceValue(func() *table[Loop] {
	return &table[Loop]{
		noun: "loop",
		fields: []field[Loop]{
			of("label", "What it is called.", labelKind(), func(l *Loop) *Text { return &l.Label }),
			of("note", "A longer text about it.", noteKind(), func(l *Loop) *Text { return &l.Note }),
			of("through", "Its variables in the order of influence, the first not repeated.",
				idsKind(variableSection), func(l *Loop) *[]string { return &l.Through }),
		},
	}
})

// enumSchema lists the words that are allowed.
func enumSchema[E ~string](values []E) *jsonschema.Schema {
	s := &jsonschema.Schema{Enum: []any{nil}}
	for _, v := range values {
		s.Enum = append(s.Enum, string(v))
	}
	return s
}
