package viewer

import (
	"strings"

	"sysmap/graph/loop"
	"sysmap/maps"
	"sysmap/render/diagram"
	"sysmap/study"
)

// author writes the document of a study.
type author struct {
	*study.Study
	language maps.Language
	groups   []string // of links, see diagram.LinkIDs
}

func newAuthor(s *study.Study) *author {
	a := &author{Study: s, language: s.Map.Language, groups: diagram.LinkIDs(s.Map)}
	if a.language == "" {
		a.language = maps.English
	}
	return a
}

// textOf returns a text of the map.
func (a *author) textOf(t maps.Text) Text {
	switch {
	case t.Empty():
		return nil
	case t.By == nil:
		return Text{string(a.language): t.Plain}
	}
	text := Text{}
	for l, s := range t.By {
		text[string(l)] = s
	}
	return text
}

// say makes a text of something that sysmap says in every language it speaks.
func say(in func(maps.Language) string) Text {
	text := Text{}
	for _, l := range maps.Languages() {
		if s := in(l); s != "" {
			text[string(l)] = s
		}
	}
	if len(text) == 0 {
		return nil
	}
	return text
}

// says makes texts of lists that have as many sentences in every language.
func says(in func(maps.Language) []string) []Text {
	texts := []Text{}
	for _, l := range maps.Languages() {
		for i, s := range in(l) {
			if i == len(texts) {
				texts = append(texts, Text{})
			}
			texts[i][string(l)] = s
		}
	}
	return texts
}

// list never is null in JSON.
func list[T any](of []T) []T {
	if of == nil {
		return []T{}
	}
	return of
}

// document is everything but the drawings.
func (a *author) document(version string) (*Document, error) {
	m := a.Map
	text, err := maps.Encode(m)
	if err != nil {
		return nil, err
	}
	d := &Document{
		Version: version, Digest: m.Digest(), Name: a.Options.Name,
		Language: string(a.language), Title: a.textOf(m.Title), Note: a.textOf(m.Note),
		Unit:         Unit{string(m.Time), say(a.Unit)},
		Illustrative: m.Illustrative,
		Goal:         Goal{a.textOf(m.Goal.Label), list(m.Goal.Raise), list(m.Goal.Lower)},
		Findings:     says(a.Findings), Gaps: says(a.OfGaps),
		Views: a.views(), Categories: a.kinds(), Clusters: a.clusters(),
		Variables: a.variables(), Links: a.links(), Loops: a.loops(), Measures: a.measures(),
		Actors: a.actors(), Sectors: a.sectors(), Efforts: a.efforts(),
		Scenarios: a.scenarios(),
		Seed:      a.Options.Seed, Runs: a.Options.Runs, Until: a.Until, Press: a.press(),
		Map: string(text),
	}
	for _, l := range maps.Languages() {
		d.Languages = append(d.Languages, string(l))
	}
	if d.Title == nil {
		d.Title = say(func(l maps.Language) string { return untitled[l] })
	}
	d.Sources = []Source{}
	for _, s := range m.Sources {
		d.Sources = append(d.Sources, Source{a.textOf(s.Text), safeURL(s.URL)})
	}
	d.Lenses, err = a.lenses()
	return d, err
}

// safeURL returns an address that a reader may be led to: one of the web.
// Anything else, such as a script, is none.
func safeURL(url string) string {
	scheme, _, found := strings.Cut(strings.ToLower(strings.TrimSpace(url)), ":")
	if found && (scheme == "http" || scheme == "https") {
		return strings.TrimSpace(url)
	}
	return ""
}

// untitled is what a map without a title is called.
var untitled = map[maps.Language]string{maps.English: "Systems map", maps.Danish: "Systemkort"}

var wholeMap = map[maps.Language]string{maps.English: "Full map", maps.Danish: "Hele kortet"}

// views lists what has a drawing: the map, every cluster that has variables
// where there are several, and the views that people have named.
func (a *author) views() []View {
	m := a.Map
	all := []string{}
	of := map[string][]string{}
	for _, v := range m.Variables {
		all = append(all, v.ID)
		of[v.Cluster] = append(of[v.Cluster], v.ID)
	}
	views := []View{{Kind: "map", Label: say(func(l maps.Language) string { return wholeMap[l] }), Note: a.textOf(m.Note), Variables: all, Loops: []string{}}}
	for _, c := range m.Clusters {
		// A view wins over a cluster of the same id.
		if ids := of[c.ID]; len(ids) > 0 && len(ids) < len(all) && m.View(c.ID) == nil {
			views = append(views, View{ID: c.ID, Kind: "cluster", Label: a.textOf(c.Label), Note: a.textOf(c.Note), Variables: ids, Loops: []string{}})
		}
	}
	for _, v := range m.Views {
		if ids := m.ViewVariables(v); len(ids) > 0 {
			views = append(views, View{ID: v.ID, Kind: "view", Label: a.textOf(v.Label), Note: a.textOf(v.Text), Variables: ids, Loops: list(v.Loops)})
		}
	}
	return views
}

func (a *author) kinds() []Kind {
	light, dark := diagram.Kinds(a.Map, diagram.Foresight()), diagram.Kinds(a.Map, diagram.Dark())
	kinds := []Kind{}
	for i, k := range light {
		kinds = append(kinds, Kind{
			ID: k.ID, Class: k.Class, Label: a.textOf(k.Label),
			Colour: k.Fill.Hex(), ColourDark: dark[i].Fill.Hex(), Edge: k.Edge.Hex(), EdgeDark: dark[i].Edge.Hex(),
		})
	}
	return kinds
}

func (a *author) clusters() []Cluster {
	clusters := []Cluster{}
	for _, c := range a.Map.Clusters {
		clusters = append(clusters, Cluster{c.ID, a.textOf(c.Label), a.textOf(c.Note)})
	}
	return clusters
}

// count writes numbers of loops in digits.
func count(c loop.Count) Count {
	return Count{c.Total.String(), c.Reinforcing.String(), c.Balancing.String(), c.Undetermined.String()}
}

// press is how hard a variable is pressed where nobody says.
func (a *author) press() float64 {
	if a.Effects != nil {
		return a.Effects.Press
	}
	return defaultPress
}
