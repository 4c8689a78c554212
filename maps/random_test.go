package maps_test

import (
	"fmt"

	"pgregory.net/rapid"

	"sysmap/maps"
)

// These generators make valid maps with everything in them that a map can
// hold, and texts that are hard to write down.

var hardTexts = []string{
	"a", "Stress", "yes", "null", "~", "007", "1e3", "- x", "a: b", "a #b", "# c", "'", "\"", "\\", "{x}", "[y]", "a, b", "x ", " y",
	"two\nlines", "three\n\n lines", "para one\n\npara two\nend", "tab\there", "æøå", "שלום עולם", "😀", "<script>alert(1)</script>", "&amp;",
	"\u00a0nbsp", "\u2028", "%", "@at", "`tick", "!bang", "|", ">", "?", "? x", "a ->? b", "x:y", "http://x.y/z?q#f", "...", "---", "=", "<<",
	"trailing: ", "it's", "0x1F", "1_000", "2024-01-01", "1:30", ".inf", ".5", "+1", "\ufeffbom", "e\u0301", "a\nb: c\n# d", "end\ttab\t",
}

func texts() *rapid.Generator[string] {
	return rapid.OneOf(rapid.SampledFrom(hardTexts), rapid.StringMatching(`[a-zæ:#,\-\n "'{}\[\]?&*!|>%@0-9]{0,12}[a-z.]`))
}

func labels() *rapid.Generator[maps.Text] {
	return rapid.Custom(func(t *rapid.T) maps.Text {
		if rapid.Bool().Draw(t, "plain") {
			return maps.Plain(texts().Draw(t, "text"))
		}
		by := map[maps.Language]string{}
		for _, l := range rapid.SliceOfNDistinct(rapid.SampledFrom([]maps.Language{"en", "da", "de", "no", "nn-NO"}), 1, 3, rapid.ID).Draw(t, "languages") {
			by[l] = texts().Draw(t, "text")
		}
		return maps.Text{By: by}
	})
}

// maybe draws a value, or the zero value.
func maybe[T any](t *rapid.T, g *rapid.Generator[T]) T {
	if rapid.Bool().Draw(t, "said") {
		return g.Draw(t, "value")
	}
	var zero T
	return zero
}

func optional[T any](t *rapid.T, g *rapid.Generator[T]) *T {
	if !rapid.Bool().Draw(t, "said") {
		return nil
	}
	v := g.Draw(t, "value")
	return &v
}

func number(low, high float64) *rapid.Generator[float64] {
	special := rapid.SampledFrom([]float64{low, high, (low + high) / 2, max(low, 1e-7*high)})
	return rapid.Map(rapid.OneOf(rapid.Float64Range(low, high), special), func(v float64) float64 { return v + 0 })
}

func span(low, high float64) *rapid.Generator[maps.Range] {
	return rapid.Custom(func(t *rapid.T) maps.Range {
		a, b := number(low, high).Draw(t, "low"), number(low, high).Draw(t, "high")
		return maps.Range{Low: min(a, b), High: max(a, b)}
	})
}

func ids() *rapid.Generator[string] {
	return rapid.OneOf(rapid.SampledFrom([]string{"a", "b", "c", "yes", "007", "1e3", "null", "true", "æble", "a.b", "x", "level-of-stress", "R1", "0x1", "no", "-"[:0] + "ord_2", "日本"}),
		rapid.StringMatching(`[a-z0-9][a-z0-9_.\-]{0,5}[a-z0-9]`).Filter(maps.ValidID))
}

func distinctIDs(t *rapid.T, most int) []string {
	return rapid.SliceOfNDistinct(ids(), 0, most, rapid.ID).Draw(t, "ids")
}

// some draws a few of the ids, each once; nil for none.
func some(t *rapid.T, of []string) []string {
	if len(of) == 0 {
		return nil
	}
	picked := rapid.SliceOfNDistinct(rapid.SampledFrom(of), 0, min(3, len(of)), rapid.ID).Draw(t, "some")
	if len(picked) == 0 {
		return nil
	}
	return picked
}

func oneOrNone(t *rapid.T, of []string) string {
	if len(of) == 0 {
		return ""
	}
	return maybe(t, rapid.SampledFrom(of))
}

func colours() *rapid.Generator[string] { return rapid.StringMatching(`#[0-9a-f]{6}`) }

func signs() *rapid.Generator[maps.Sign] {
	return rapid.SampledFrom([]maps.Sign{maps.Positive, maps.Negative, maps.Unknown})
}

func randomMap(t *rapid.T) *maps.Map {
	m := &maps.Map{
		Title: maybe(t, labels()), Note: maybe(t, labels()),
		Language: rapid.SampledFrom(maps.Languages()).Draw(t, "language"),
		Time:     maybe(t, rapid.SampledFrom([]maps.TimeUnit{maps.Day, maps.Year})), Illustrative: rapid.Bool().Draw(t, "illustrative"),
	}
	for range rapid.IntRange(0, 2).Draw(t, "sources") {
		m.Sources = append(m.Sources, maps.Source{Text: labels().Draw(t, "source"), URL: maybe(t, rapid.Just("https://example.org/?a=b&c#d"))})
	}
	categories, clusters, variables := distinctIDs(t, 3), distinctIDs(t, 3), distinctIDs(t, 6)
	for _, id := range categories {
		m.Categories = append(m.Categories, maps.Category{ID: id, Label: labels().Draw(t, "label"), Colour: maybe(t, colours()), Accent: maybe(t, colours())})
	}
	for _, id := range clusters {
		m.Clusters = append(m.Clusters, maps.Cluster{ID: id, Label: labels().Draw(t, "label"), Note: maybe(t, labels()), Colour: maybe(t, colours())})
	}
	for _, id := range variables {
		m.Variables = append(m.Variables, randomVariable(t, id, categories, clusters))
	}
	m.Links = randomLinks(t, variables)
	randomAlliance(t, m, variables)
	randomVoices(t, m, variables)
	return m
}

func randomVariable(t *rapid.T, id string, categories, clusters []string) maps.Variable {
	v := maps.Variable{
		ID: id, Label: labels().Draw(t, "label"), Note: maybe(t, labels()), Category: oneOrNone(t, categories), Cluster: oneOrNone(t, clusters),
		Accent: rapid.Bool().Draw(t, "accent"), Horizon: maybe(t, rapid.SampledFrom([]maps.Horizon{maps.EarlyChange, maps.PopulationChange})),
		Inertia: optional(t, span(0.001, 1e6)),
	}
	if rapid.Bool().Draw(t, "pinned") {
		v.At = &maps.Position{X: number(-1e6, 1e6).Draw(t, "x"), Y: number(-1e6, 1e6).Draw(t, "y")}
	}
	if rapid.Bool().Draw(t, "measured") {
		v.Measure = &maps.Measure{Indicator: labels().Draw(t, "indicator"), Unit: maybe(t, texts()), Source: maybe(t, texts())}
	}
	return v
}

func randomLinks(t *rapid.T, variables []string) (links []maps.Link) {
	if len(variables) == 0 {
		return nil
	}
	seen := map[maps.LinkRef]bool{}
	for range rapid.IntRange(0, 6).Draw(t, "links") {
		pick := rapid.SampledFrom(variables)
		l := maps.NewLink(pick.Draw(t, "from"), pick.Draw(t, "to"), signs().Draw(t, "sign"))
		if seen[l.Ref()] {
			continue
		}
		seen[l.Ref()] = true
		if rapid.Bool().Draw(t, "strong") {
			l.Strength, l.StrengthStated = rapid.OneOf(span(0, 1), rapid.Just(maps.Range{Low: 0.35, High: 0.65})).Draw(t, "strength"), true
		}
		if l.Sign == maps.Unknown {
			l.Positive = maybe(t, number(0.001, 1))
		}
		if rapid.Bool().Draw(t, "more") {
			l.Delay, l.Bend = optional(t, span(0, 100)), optional(t, number(-5, 5))
			l.Confidence = maybe(t, rapid.SampledFrom([]maps.Confidence{maps.LowConfidence, maps.HighConfidence}))
			l.Probability = rapid.OneOf(rapid.Just(1.0), number(0.001, 1)).Draw(t, "probability")
			l.Core, l.Note = rapid.Bool().Draw(t, "core"), maybe(t, labels())
			for range rapid.IntRange(0, 2).Draw(t, "evidence") {
				l.Evidence = append(l.Evidence, maps.Evidence{Source: maybe(t, texts()), Kind: maybe(t, rapid.Just(maps.Expert)), Quote: maybe(t, labels()), URL: maybe(t, rapid.Just("https://x.y"))})
			}
		}
		links = append(links, l)
	}
	return links
}

func randomAlliance(t *rapid.T, m *maps.Map, variables []string) {
	if len(variables) > 1 {
		m.Goal = maps.Goal{Label: maybe(t, labels()), Raise: some(t, variables[:1]), Lower: some(t, variables[1:])}
	}
	actors, efforts, scenarios, views, loops := distinctIDs(t, 3), distinctIDs(t, 3), distinctIDs(t, 3), distinctIDs(t, 2), distinctIDs(t, 2)
	for _, id := range actors {
		m.Actors = append(m.Actors, maps.Actor{ID: id, Label: labels().Draw(t, "label"), Sector: maybe(t, rapid.SampledFrom(maps.Sectors())), Note: maybe(t, labels()), Backbone: rapid.Bool().Draw(t, "backbone")})
		if rapid.Bool().Draw(t, "role") {
			m.Roles = append(m.Roles, maps.Role{Actor: id, MustAct: some(t, variables), CanAct: some(t, variables), Affected: some(t, variables), Knows: some(t, variables)})
		}
	}
	for _, id := range efforts {
		m.Efforts = append(m.Efforts, maps.Effort{
			ID: id, Label: labels().Draw(t, "label"), Note: maybe(t, labels()), By: some(t, actors), Status: maybe(t, rapid.Just(maps.Running)),
			Level: maybe(t, rapid.SampledFrom(maps.Levels())), Cost: optional(t, number(0, 1e15)), On: randomInterventions(t, m),
		})
	}
	for i, id := range scenarios {
		m.Scenarios = append(m.Scenarios, maps.Scenario{ID: id, Label: labels().Draw(t, "label"), Note: maybe(t, labels()), BasedOn: oneOrNone(t, scenarios[:i]), Efforts: some(t, efforts), Interventions: randomInterventions(t, m)})
	}
	for _, id := range loops {
		if through := some(t, variables); through != nil {
			m.Loops = append(m.Loops, maps.Loop{ID: id, Label: labels().Draw(t, "label"), Note: maybe(t, labels()), Through: through})
		}
	}
	var named []string
	for _, l := range m.Loops {
		named = append(named, l.ID)
	}
	var categories, clusters []string
	for _, c := range m.Categories {
		categories = append(categories, c.ID)
	}
	for _, c := range m.Clusters {
		clusters = append(clusters, c.ID)
	}
	for _, id := range views {
		m.Views = append(m.Views, maps.View{
			ID: id, Label: labels().Draw(t, "label"), Text: maybe(t, labels()), Clusters: some(t, clusters), Categories: some(t, categories),
			Variables: some(t, variables), Loops: some(t, named), Neighbours: rapid.Bool().Draw(t, "neighbours"),
		})
	}
}

func randomVoices(t *rapid.T, m *maps.Map, variables []string) {
	var actors []string
	for _, a := range m.Actors {
		actors = append(actors, a.ID)
	}
	for _, id := range distinctIDs(t, 2) {
		v := maps.Voice{ID: id, Label: labels().Draw(t, "label"), Note: maybe(t, labels())}
		known, people := variables, actors
		if rapid.Bool().Draw(t, "misses something") {
			v.Variables = []maps.Variable{{ID: "missing-variable", Label: labels().Draw(t, "label")}}
			v.Actors = []maps.Actor{{ID: "missing-actor", Label: labels().Draw(t, "label"), Sector: maybe(t, rapid.SampledFrom(maps.Sectors()))}}
			known, people = append(known[:len(known):len(known)], "missing-variable"), append(people[:len(people):len(people)], "missing-actor")
		}
		v.Links = randomLinks(t, known)
		for i := range v.Links {
			if rapid.Bool().Draw(t, "probability unsaid") {
				v.Links[i].Probability = 0
			}
		}
		for _, l := range randomLinks(t, known) {
			v.Denies = append(v.Denies, l.Ref())
		}
		for range rapid.IntRange(0, 2).Draw(t, "roles") {
			if len(people) > 0 {
				v.Roles = append(v.Roles, maps.Role{Actor: rapid.SampledFrom(people).Draw(t, "actor"), MustAct: some(t, known), Knows: some(t, known)})
			}
		}
		m.Voices = append(m.Voices, v)
	}
}

func randomInterventions(t *rapid.T, m *maps.Map) (list []maps.Intervention) {
	for range rapid.IntRange(0, 2).Draw(t, "interventions") {
		i := maps.Intervention{From: maybe(t, number(0, 100))}
		if until := optional(t, number(101, 1000)); until != nil {
			i.Until = until
		}
		switch {
		case len(m.Links) > 0 && rapid.Bool().Draw(t, "on a link"):
			ref := rapid.SampledFrom(m.Links).Draw(t, "link").Ref()
			i.Link = &ref
			i.Action = rapid.SampledFrom([]maps.Action{maps.Cut, maps.Scale, maps.Resign}).Draw(t, "action")
			if i.Action == maps.Scale {
				i.Amount = number(0, 100).Draw(t, "amount")
			}
			if i.Action == maps.Resign {
				i.NewSign = signs().Draw(t, "sign")
			}
		case len(m.Variables) > 0:
			i.Variable = rapid.SampledFrom(m.Variables).Draw(t, "variable").ID
			i.Action = rapid.SampledFrom([]maps.Action{maps.Press, maps.Pulse, maps.Ramp, maps.Hold}).Draw(t, "action")
			i.Amount = number(-1, 1).Draw(t, "amount")
		default:
			continue
		}
		list = append(list, i)
	}
	return list
}

// parsed reads a text that must be right.
func parsed(t *rapid.T, text []byte) *maps.Map {
	m, err := (&maps.Loader{}).Parse(tContext(t), "map", text)
	if err != nil {
		t.Fatalf("%v\n%s", err, numbered(text))
	}
	return m
}

func numbered(text []byte) string {
	out, line := "", 1
	for _, l := range splitLines(string(text)) {
		out += fmt.Sprintf("%3d %s\n", line, l)
		line++
	}
	return out
}
