package maps

import (
	"sync"

	"github.com/google/jsonschema-go/jsonschema"
	"go.yaml.in/yaml/v4"
)

// formatVersion is the only version of the file format so far.
const formatVersion = 1

// sheet is what one file states, before anything it extends is added. Once
// composed it is what the files state together.
type sheet struct {
	version      float64
	title, note  Text
	extends      string
	language     Language
	time         TimeUnit
	illustrative bool
	sources      []Source

	categories []stated[Category]
	clusters   []stated[Cluster]
	variables  []stated[Variable]
	links      []stated[Link]
	goal       stated[Goal]
	actors     []stated[Actor]
	roles      []Role
	efforts    []stated[Effort]
	scenarios  []stated[Scenario]
	views      []stated[View]
	loops      []stated[Loop]
	voices     []stated[Voice]
	// voice says that the file itself is a voice; nil when it is not.
	voice *Voice

	// fields are the keys that the file states.
	fields fieldSet
	// extendsAt is where the extended map is named, voiceAt the voice.
	extendsAt, voiceAt place
	// mentions of ids, and of links by interventions
	references     []reference
	linkReferences []linkReference
	// partial and partialLinks are as in [decoder].
	partial, partialLinks bool
}

var sheetTable = sync.OnceValue(func() *table[sheet] {
	return &table[sheet]{
		noun: "map", sectioned: true,
		fields: []field[sheet]{
			versionField(),
			of("title", "What the map is called.", labelKind(), func(s *sheet) *Text { return &s.title }),
			of("note", "A longer text about the map as a whole.", noteKind(), func(s *sheet) *Text { return &s.note }),
			extendsField(),
			voiceField(),
			of("language", "The language of the words that sysmap adds to pictures and reports.",
				enumKind("a language that sysmap speaks", Languages()...), func(s *sheet) *Language { return &s.language }),
			of("time", "The unit of every delay, inertia and horizon.",
				enumKind("a unit of time", Day, Week, Month, Year), func(s *sheet) *TimeUnit { return &s.time }),
			of("illustrative", "True for a map made to show the tool rather than from evidence.",
				flagKind(), func(s *sheet) *bool { return &s.illustrative }),
			of("sources", "Where the map comes from; credited wherever it is drawn.",
				entriesKind(sourceTable), func(s *sheet) *[]Source { return &s.sources }),
			of("categories", "Kinds of variables; they decide the colour of the boxes.",
				sectionKind(categoryTable, func(c *Category) *string { return &c.ID }), func(s *sheet) *[]stated[Category] { return &s.categories }),
			of("clusters", "Thematic parts of the map.",
				sectionKind(clusterTable, func(c *Cluster) *string { return &c.ID }), func(s *sheet) *[]stated[Cluster] { return &s.clusters }),
			of("variables", "What can be more or less: one key per variable, which is its id.",
				sectionKind(variableTable, func(v *Variable) *string { return &v.ID }), func(s *sheet) *[]stated[Variable] { return &s.variables }),
			of("links", "Influences between variables.", linksKind(), func(s *sheet) *[]stated[Link] { return &s.links }),
			goalField(),
			of("actors", "Organisations and groups of people.",
				sectionKind(actorTable, func(a *Actor) *string { return &a.ID }), func(s *sheet) *[]stated[Actor] { return &s.actors }),
			of("roles", "Who has to do with which variables.", entriesKind(roleTable), func(s *sheet) *[]Role { return &s.roles }),
			of("efforts", "What is going on or planned.",
				sectionKind(effortTable, func(e *Effort) *string { return &e.ID }), func(s *sheet) *[]stated[Effort] { return &s.efforts }),
			of("scenarios", "Sets of things done at once.",
				sectionKind(scenarioTable, func(c *Scenario) *string { return &c.ID }), func(s *sheet) *[]stated[Scenario] { return &s.scenarios }),
			of("views", "Named parts of the map, for slides and workshops.",
				sectionKind(viewTable, func(v *View) *string { return &v.ID }), func(s *sheet) *[]stated[View] { return &s.views }),
			of("loops", "Feedback loops that people have named.",
				sectionKind(loopTable, func(l *Loop) *string { return &l.ID }), func(s *sheet) *[]stated[Loop] { return &s.loops }),
			of("voices", "What participants say about the map, each on their own.",
				sectionKind(voiceTable, func(v *Voice) *string { return &v.ID }), func(s *sheet) *[]stated[Voice] { return &s.voices }),
		},
		required: []string{"sysmap"},
	}
})

// inHead reports whether a key of the map holds one value rather than a
// section of entries.
func inHead(key string) bool {
	switch key {
	case "sysmap", "title", "note", "extends", "voice", "language", "time", "illustrative":
		return true
	}
	return false
}

// versionField is the key that says a file is a map at all.
func versionField() field[sheet] {
	return field[sheet]{
		key: "sysmap", about: "The version of this file format: 1.",
		schema: func() *jsonschema.Schema {
			return &jsonschema.Schema{Const: jsonschema.Ptr[any](formatVersion)}
		},
		read: func(d *decoder, n *yaml.Node, into *sheet) {
			v, ok := d.number(n, 1, 1e6)
			switch {
			case !ok:
			case v != formatVersion:
				d.complain(n, "this version of the format is not known", "write 1, or use a newer sysmap")
			}
			into.version = v
		},
		write:   func(*sheet) (item, bool) { return numberItem(formatVersion), true },
		inherit: func(into, from *sheet) { into.version = from.version },
	}
}

// extendsField is never inherited: a composed map stands on its own.
func extendsField() field[sheet] {
	return field[sheet]{
		key: "extends", about: "A map to build on: a file, relative to this one, or the name of a library map.",
		schema: func() *jsonschema.Schema { return wordsSchema(Limits{}.orDefaults().Label) },
		read: func(d *decoder, n *yaml.Node, into *sheet) {
			s, ok := d.words(n, d.limits.Label)
			if ok && s == "" {
				d.complain(n, "the name of the map to extend is empty", "")
			}
			into.extends, into.extendsAt = s, d.at(n)
		},
		write:   func(s *sheet) (item, bool) { return words(s.extends), s.extends != "" },
		inherit: func(into, from *sheet) {},
	}
}

// goalField keeps which of the goal's keys are stated, because its lists
// replace inherited ones each on their own.
func goalField() field[sheet] {
	return field[sheet]{
		key: "goal", about: "What the alliance wants to move.",
		schema: func() *jsonschema.Schema { return orNothing(tableSchema(goalTable())) },
		read: func(d *decoder, n *yaml.Node, into *sheet) {
			into.goal.at = d.at(n)
			into.goal.fields = goalTable().read(d, n, &into.goal.value)
		},
		write: func(s *sheet) (item, bool) {
			it := goalTable().item(&s.goal.value)
			return it, len(it.pairs) > 0
		},
		inherit: func(into, from *sheet) {},
	}
}

// linksKind is the list of links: shorthand, or keys.
func linksKind() kind[[]stated[Link]] {
	return kind[[]stated[Link]]{
		schema: linksSchema,
		read: func(d *decoder, n *yaml.Node, into *[]stated[Link]) {
			if !d.kind(n, yaml.SequenceNode, "a list of links") {
				d.partialLinks = true
				return
			}
			*into = readLinks(d, n)
		},
		write: func(ls []stated[Link]) (item, bool) {
			list := listOf()
			for i := range ls {
				list.list = append(list.list, linkItem(&ls[i].value))
			}
			return list, len(ls) > 0
		},
	}
}

func readLinks(d *decoder, n *yaml.Node) []stated[Link] {
	list := make([]stated[Link], 0, len(n.Content))
	first := make(map[LinkRef]int, len(n.Content))
	for _, entry := range n.Content {
		l := stated[Link]{at: d.at(entry)}
		if !readLink(d, entry, &l) {
			d.partialLinks = true
			continue
		}
		if line, twice := first[l.value.Ref()]; twice {
			d.report.add(l.at, "the link stands twice", l.value.Ref().String(),
				"the first is on line "+formatNumber(float64(line))+"; keep one")
			continue
		}
		first[l.value.Ref()] = l.at.line
		list = append(list, l)
	}
	return list
}

// readLink reads one entry of the list; false when it names no link.
func readLink(d *decoder, n *yaml.Node, into *stated[Link]) bool {
	t := linkTable()
	if n.Kind != yaml.ScalarNode {
		into.fields = t.read(d, n, &into.value)
		return into.value.From != ""
	}
	t.start(&into.value)
	into.fields = 1 << t.index("link")
	t.fields[t.index("link")].read(d, n, &into.value)
	return into.value.From != ""
}

// linkItem writes a link as shorthand when it has nothing else to say.
func linkItem(l *Link) item {
	it := linkTable().item(l)
	if len(it.pairs) == 1 {
		return it.pairs[0].value
	}
	return it
}
