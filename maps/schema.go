package maps

import (
	"bytes"
	"encoding/json"

	"github.com/google/jsonschema-go/jsonschema"
)

// Schema returns the JSON Schema (draft 2020-12) of map files, for editors that
// complete and check while people type. It is made from the same tables of
// keys that the reader goes by. What a schema cannot say, such as that every
// id that is named exists, only the reader checks.
func Schema() ([]byte, error) {
	s := tableSchema(sheetTable())
	s.Schema = "https://json-schema.org/draft/2020-12/schema"
	s.Title = "Systems map"
	s.Description = "A systems map as sysmap reads it: variables, signed links between them, and what people say about them."
	s.Defs = definitions()
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return nil, err
	}
	// Arrows are easier to read than the escapes that HTML would need.
	for escape, sign := range map[string]string{`\u003c`: "<", `\u003e`: ">", `\u0026`: "&"} {
		text = bytes.ReplaceAll(text, []byte(escape), []byte(sign))
	}
	return append(text, '\n'), nil
}

// reserved matches the keys that people may add anywhere.
const reserved = "^x-"

// idPattern matches what [ValidID] accepts, apart from names that begin with
// x-, which are told apart beside it.
const idPattern = `^[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}_.\-]*$`

// arrowPattern matches what [ParseLink] accepts.
const arrowPattern = `^[ \t]*[\p{L}\p{Nd}]([\p{L}\p{M}\p{Nd}_.\-]*[\p{L}\p{M}\p{Nd}_.])?[ \t]*[-−–]>[ \t]*[-+−–?][ \t]*[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}_.\-]*[ \t]*$`

// addressPattern matches texts without a scheme, and those with an allowed one.
const addressPattern = `^([hH][tT][tT][pP][sS]?:|[mM][aA][iI][lL][tT][oO]:|[dD][oO][iI]:|[^:/?#]*([/?#]|$))`

// definitions are the parts that the schema needs in many places.
func definitions() map[string]*jsonschema.Schema {
	standard := Limits{}.orDefaults()
	return map[string]*jsonschema.Schema{
		"label":        textSchema(standard.Label),
		"note":         textSchema(standard.Note),
		"id":           idSchema(),
		"link":         {Type: "string", Pattern: arrowPattern},
		"intervention": tableSchema(interventionTable()),
	}
}

// defined refers to one of the definitions.
func defined(name string) *jsonschema.Schema { return &jsonschema.Schema{Ref: "#/$defs/" + name} }

// orNothing also allows a key with nothing after it.
func orNothing(s *jsonschema.Schema) *jsonschema.Schema {
	return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{s, {Type: "null"}}}
}

// tableSchema describes an entry by its table.
func tableSchema[T any](t *table[T]) *jsonschema.Schema {
	s := &jsonschema.Schema{
		Type:                 "object",
		Properties:           make(map[string]*jsonschema.Schema, len(t.fields)),
		PropertyOrder:        t.keys(),
		PatternProperties:    map[string]*jsonschema.Schema{reserved: {}},
		AdditionalProperties: never(),
		Required:             t.required,
	}
	for _, f := range t.fields {
		p := f.schema()
		p.Description = f.about
		s.Properties[f.key] = p
	}
	for _, key := range t.required {
		s.AllOf = append(s.AllOf, given(key))
	}
	if t.refine != nil {
		t.refine(s)
	}
	return s
}

// entrySchema describes an entry, by its definition if it has one.
func entrySchema[T any](t *table[T]) *jsonschema.Schema {
	if _, ok := any(t).(*table[Intervention]); ok {
		return defined("intervention")
	}
	return tableSchema(t)
}

func never() *jsonschema.Schema { return &jsonschema.Schema{Not: &jsonschema.Schema{}} }

// given holds when a key stands there and something stands after it.
func given(key string) *jsonschema.Schema {
	return &jsonschema.Schema{
		Required:   []string{key},
		Properties: map[string]*jsonschema.Schema{key: {Not: &jsonschema.Schema{Type: "null"}}},
	}
}

// sectionSchema describes a mapping from ids to entries. An entry may be left
// empty, or be its label.
func sectionSchema[T any](t *table[T]) *jsonschema.Schema {
	return &jsonschema.Schema{
		Types: []string{"object", "null"},
		PropertyNames: &jsonschema.Schema{AnyOf: []*jsonschema.Schema{
			{Pattern: reserved},
			{Pattern: idPattern, MaxLength: jsonschema.Ptr(maxID)},
		}},
		PatternProperties: map[string]*jsonschema.Schema{reserved: {}},
		AdditionalProperties: &jsonschema.Schema{AnyOf: []*jsonschema.Schema{
			tableSchema(t),
			{Types: []string{"string", "number", "boolean", "null"}, MaxLength: jsonschema.Ptr(Limits{}.orDefaults().Label)},
		}},
	}
}

// textSchema describes a text or a text per language. Numbers and truth values
// are texts too where a text is expected: they are taken as written.
func textSchema(length int) *jsonschema.Schema {
	return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{
		wordsSchema(length),
		{
			Type:                 "object",
			PropertyNames:        &jsonschema.Schema{Pattern: `^(x-.*|[a-z]{2,3}(-[A-Za-z0-9]{1,8})*)$`},
			PatternProperties:    map[string]*jsonschema.Schema{reserved: {}},
			AdditionalProperties: wordsSchema(length),
		},
	}}
}

func wordsSchema(length int) *jsonschema.Schema {
	return &jsonschema.Schema{Types: []string{"string", "number", "boolean", "null"}, MaxLength: jsonschema.Ptr(length)}
}

// idSchema also lets through what YAML takes for numbers and truth values.
func idSchema() *jsonschema.Schema {
	return &jsonschema.Schema{
		Types: []string{"string", "number", "boolean", "null"}, Pattern: idPattern, Minimum: jsonschema.Ptr(0.0),
		MaxLength: jsonschema.Ptr(maxID), Not: &jsonschema.Schema{Type: "string", Pattern: reserved},
	}
}

func listSchema(of *jsonschema.Schema) *jsonschema.Schema {
	return &jsonschema.Schema{Types: []string{"array", "null"}, Items: of}
}

// numberSchema describes a number within bounds, or one of other types.
func numberSchema(low, high float64, others ...string) *jsonschema.Schema {
	s := &jsonschema.Schema{Types: append([]string{"number"}, others...), Maximum: jsonschema.Ptr(high)}
	if len(others) == 0 {
		s.Type, s.Types = "number", nil
	}
	if low == smallestPositive {
		s.ExclusiveMinimum = jsonschema.Ptr(0.0)
	} else {
		s.Minimum = jsonschema.Ptr(low)
	}
	return s
}

func pairSchema(low, high float64) *jsonschema.Schema {
	return &jsonschema.Schema{
		Types: []string{"array", "null"}, Items: numberSchema(low, high),
		MinItems: jsonschema.Ptr(2), MaxItems: jsonschema.Ptr(2),
	}
}

func rangeSchema(low, high float64) *jsonschema.Schema {
	return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{numberSchema(low, high), pairSchema(low, high)}}
}

func arrowSchema() *jsonschema.Schema { return orNothing(defined("link")) }

func strengthSchema() *jsonschema.Schema {
	s := rangeSchema(0, 1)
	names := &jsonschema.Schema{}
	for _, w := range strengthWords {
		names.Enum = append(names.Enum, w.word)
	}
	s.AnyOf = append(s.AnyOf, names)
	return s
}

func linksSchema() *jsonschema.Schema {
	return listSchema(&jsonschema.Schema{AnyOf: []*jsonschema.Schema{defined("link"), tableSchema(linkTable())}})
}

// refineIntervention says that there is one target and one action for it.
func refineIntervention(s *jsonschema.Schema) {
	one := func(keys []string) *jsonschema.Schema {
		of := &jsonschema.Schema{}
		for _, k := range keys {
			of.OneOf = append(of.OneOf, given(k))
		}
		return of
	}
	side := func(target string, actions, others []string) *jsonschema.Schema {
		s := &jsonschema.Schema{AllOf: []*jsonschema.Schema{given(target), one(actions)}}
		for _, k := range others {
			s.AllOf = append(s.AllOf, &jsonschema.Schema{Not: given(k)})
		}
		return s
	}
	s.OneOf = []*jsonschema.Schema{
		side("variable", onVariable, append([]string{"link"}, onLink...)),
		side("link", onLink, append([]string{"variable"}, onVariable...)),
	}
}
