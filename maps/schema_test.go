package maps_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"
	"go.yaml.in/yaml/v4"
	"pgregory.net/rapid"

	"sysmap/maps"
)

func resolvedSchema(t testing.TB) *jsonschema.Resolved {
	t.Helper()
	text, err := maps.Schema()
	if err != nil {
		t.Fatal(err)
	}
	var s jsonschema.Schema
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	resolved, err := s.Resolve(&jsonschema.ResolveOptions{ValidateDefaults: true})
	if err != nil {
		t.Fatal(err)
	}
	return resolved
}

// asEditorsSee turns YAML into the values that an editor checks by the schema:
// types as YAML's core schema resolves them, keys as texts.
func asEditorsSee(n *yaml.Node) any {
	switch n.Kind {
	case yaml.DocumentNode:
		return asEditorsSee(n.Content[0])
	case yaml.AliasNode:
		return asEditorsSee(n.Alias)
	case yaml.MappingNode:
		m := make(map[string]any)
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = asEditorsSee(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, entry := range n.Content {
			list[i] = asEditorsSee(entry)
		}
		return list
	}
	switch n.Tag {
	case "!!null":
		return nil
	case "!!bool":
		v, _ := strconv.ParseBool(n.Value)
		return v
	case "!!int", "!!float":
		if v, err := strconv.ParseFloat(n.Value, 64); err == nil && v-v == 0 && !strings.Contains(n.Value, "_") {
			return v
		}
	}
	return n.Value
}

func schemaAccepts(s *jsonschema.Resolved, text []byte) error {
	var n yaml.Node
	if err := yaml.Unmarshal(text, &n); err != nil {
		return err
	}
	if n.Kind == 0 {
		return s.Validate(nil)
	}
	return s.Validate(asEditorsSee(&n))
}

func TestTheSchemaAcceptsGoodFiles(t *testing.T) {
	s := resolvedSchema(t)
	files, err := filepath.Glob("testdata/good/*")
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	for _, f := range append(files, "testdata/fresh.yaml") {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := schemaAccepts(s, text); err != nil {
			t.Errorf("%s: %v", f, err)
		}
		if _, err := (&maps.Loader{}).Load(t.Context(), f); err != nil {
			t.Errorf("%s: %v", f, err)
		}
	}
}

// beyondSchema are the mistakes that only the reader can see: what is not in
// the tree of values at all, or takes two places in the file to see.
var beyondSchema = map[string]bool{
	"a key twice": true, "an id twice": true, "a link twice": true, "a dangling category": true, "a dangling goal": true,
	"a colour lost to a comment, in block style": true, "a range backwards": true,
	"a control character by an escape": true, "an alias": true, "an anchor": true, "a tag": true,
	"two documents": true, "an end before the beginning": true, "a missing link": true, "a link added twice": true,
	"scenarios in a circle": true, "a goal both ways": true, "a loop through nothing": true, "an id twice in a list": true, "extending nothing": true,
}

func TestTheSchemaRefusesWhatTheReaderRefuses(t *testing.T) {
	s := resolvedSchema(t)
	for _, c := range bad {
		t.Run(c.name, func(t *testing.T) {
			switch err := schemaAccepts(s, []byte(c.text)); {
			case err == nil && !beyondSchema[c.name]:
				t.Error("the schema accepts it")
			case err != nil && beyondSchema[c.name]:
				t.Errorf("the schema refuses it after all: %v", err)
			}
		})
	}
}

func TestTheSchemaAcceptsEveryWrittenMap(t *testing.T) {
	s := resolvedSchema(t)
	rapid.Check(t, func(t *rapid.T) {
		text, err := maps.Encode(randomMap(t))
		if err != nil {
			t.Fatal(err)
		}
		if err := schemaAccepts(s, text); err != nil {
			t.Fatalf("%v\n%s", err, numbered(text))
		}
	})
}

// oddities are values that people and programs put in odd places.
var oddities = []string{
	"", "~", "null", "true", "no", "7", "-1", "0.5", "1.5", "1e3", "text", `"quoted"`, "'0.5'", "[]", "{}", "[1, 2]", "[2]", "[a]", "[null]", "[a, 7]",
	"{en: a}", "{en: , x-y: 1}", "{label: a}", "{x-own: 1}", `"#fff"`, "a ->+ a", "[a ->+ a]", "weak", "month", "[{actor: a}]", "[{variable: a, press: 1}]",
	"[{link: a ->+ a, cut: true}]", "[{link: a ->+ a, sign: +}]", "[{variable: a, press: }]", "[0.1, 0.2]", "{indicator: x}", "public", "study", "early", "running", "goals", "low",
}

// TestSchemaAndReaderAgreeOnOddValues puts every odd value behind every key.
func TestSchemaAndReaderAgreeOnOddValues(t *testing.T) {
	s := resolvedSchema(t)
	keep := head + "variables: {a: , 7: , null: , no: , true: , text: , 1e3: , quoted: , 0.5: , 1.5: }\nlinks: [a ->+ a]\n"
	shapes := map[string][]string{
		"%s":                                                   {"title", "note", "language", "time", "illustrative", "sources", "categories", "clusters", "goal", "actors", "roles", "efforts", "scenarios", "views", "loops", "unknown"},
		"categories: {q: {K: %s}}":                             {"label", "colour", "accent", "unknown"},
		"clusters: {q: {K: %s}}":                               {"label", "note", "colour", "unknown"},
		"sources: [{K: %s}]":                                   {"text", "url", "unknown"},
		"goal: {K: %s}":                                        {"label", "raise", "lower", "unknown"},
		"actors: {q: {K: %s}}":                                 {"label", "sector", "note", "backbone", "unknown"},
		"efforts: {q: {K: %s}}":                                {"label", "note", "by", "status", "level", "cost", "on", "unknown"},
		"scenarios: {q: {K: %s}}":                              {"label", "note", "efforts", "interventions", "unknown"},
		"views: {q: {K: %s}}":                                  {"label", "text", "clusters", "categories", "variables", "loops", "neighbours", "unknown"},
		"loops: {q: {through: [a], K: %s}}":                    {"label", "note", "unknown"},
		"efforts: {q: {on: [{variable: a, K: %s}]}}":           {"press", "pulse", "ramp", "hold", "cut", "scale", "add", "sign", "link"},
		"efforts: {q: {on: [{link: a ->+ a, K: %s}]}}":         {"press", "cut", "scale", "sign", "variable"},
		"efforts: {q: {on: [{variable: a, press: 1, K: %s}]}}": {"from", "until", "hold", "unknown"},
		"efforts: {q: {on: [{variable: a, press: 1, from: 0, K: %s}]}}": {"until"},
		"actors: {q: }\nroles: [{actor: q, K: %s}]":                     {"must-act", "can-act", "affected", "knows", "unknown"},
	}
	checked := 0
	for shape, keys := range shapes {
		for _, key := range keys {
			for _, value := range oddities {
				text := keep + oddText(shape, key, value) + "\n"
				checked++
				agree(t, s, text)
			}
		}
	}
	for _, key := range []string{"label", "note", "category", "cluster", "at", "accent", "measure", "horizon", "inertia", "unknown"} {
		for _, value := range oddities {
			agree(t, s, head+"categories: {text: }\nvariables: {a: {"+key+": "+value+"}}\n")
		}
	}
	for _, key := range []string{"strength", "delay", "confidence", "probability", "bend", "core", "note", "evidence", "unknown"} {
		for _, value := range oddities {
			agree(t, s, head+"variables: {a: }\nlinks: [{link: a ->+ a, "+key+": "+value+"}]\n")
		}
	}
	if checked < 1000 {
		t.Errorf("only %d checked", checked)
	}
}

// oddText puts a key and a value into a shape; at the top the key comes first.
func oddText(shape, key, value string) string {
	if shape == "%s" {
		return key + ": " + value
	}
	return strings.Replace(strings.Replace(shape, "K:", key+":", 1), "%s", value, 1)
}

// agree compares the schema with the reader, leaving aside the mistakes that no
// schema can see.
func agree(t *testing.T, s *jsonschema.Resolved, text string) {
	t.Helper()
	_, err := (&maps.Loader{}).Parse(t.Context(), "map.yaml", []byte(text))
	refused := false
	var ps maps.Problems
	errors.As(err, &ps)
	for _, p := range ps {
		seen := true
		for _, beyond := range []string{"with this id", "stands twice", "ends before", "no such link", "exists already", "does not say which variables"} {
			seen = seen && !strings.Contains(p.Message, beyond)
		}
		refused = refused || seen
	}
	if schemaError := schemaAccepts(s, []byte(text)); (schemaError != nil) != refused {
		t.Errorf("%s\nthe reader says %v\nthe schema says %v", text, err, schemaError)
	}
}
