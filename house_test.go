package sysmap_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// house says which packages of ours each package may import. Arrows point
// down: commands on top, pictures, then analyses, the graph, and the map at
// the bottom. A package that is not listed is not allowed; a new room is
// added here, with a thought for where it stands. Tests may import what they
// like.
var house = map[string][]string{
	"cmd/sysmap": {
		"study", "render", "render/paper", "render/overlay", "render/viewer", "render/figure", "render/handout", "render/report", "render/report/document", "render/deck", "render/deck/slides", "render/chart", "render/diagram", "render/scene", "render/layout", "render/layout/graphviz",
		"alliance", "alliance/voices", "simulate", "simulate/transcription", "simulate/press", "graph", "graph/loop", "graph/archetype", "graph/leverage", "maps", "maps/library",
		"maps/exchange", "maps/exchange/format", "maps/exchange/table",
	},

	"render":         {"render/diagram", "render/layout", "render/scene", "maps"},
	"render/overlay": {"render/diagram", "alliance", "simulate", "graph", "graph/loop", "graph/archetype", "graph/leverage", "maps"},
	"render/handout": {"render", "render/overlay", "render/diagram", "render/scene", "alliance", "graph", "graph/loop", "maps"},
	"render/figure":  {"render/chart", "render/diagram", "render/scene", "alliance", "simulate", "maps"},
	"render/report": {
		"study", "render", "render/overlay", "render/figure", "render/diagram", "render/scene", "render/report/document",
		"alliance", "simulate", "graph/loop", "graph/archetype", "graph/leverage", "maps",
	},
	"render/deck": {
		"study", "render", "render/overlay", "render/figure", "render/diagram", "render/scene", "render/layout", "render/deck/slides",
		"alliance", "simulate", "graph/loop", "graph/leverage", "maps", "render/chart",
	},
	"render/deck/slides":            {"render/scene"},
	"render/deck/slides/slidestest": nil,
	"render/report/document":        {"render/scene", "maps"},
	"render/chart":                  {"render/diagram", "render/scene", "maps"},
	"render/diagram":                {"render/route", "render/scene", "maps"},
	"render/route":                  {"render/scene"},
	"render/layout":                 {"render/layout/graphviz"},
	"render/layout/graphviz":        nil,
	"render/paper":                  {"render/scene"},
	"render/scene":                  nil,
	"render/viewer": {
		"study", "render", "render/overlay", "render/diagram", "render/scene",
		"alliance", "simulate", "graph", "graph/leverage", "graph/loop", "maps",
	},
	"render/viewer/inquiry": {"simulate", "graph", "graph/loop", "maps"},

	"study":           {"alliance", "simulate", "graph", "graph/loop", "graph/archetype", "graph/leverage", "maps"},
	"alliance/voices": {"alliance", "graph", "graph/loop", "maps"},

	"alliance": {"simulate", "graph", "graph/loop", "graph/leverage", "maps"},

	"simulate":               {"simulate/ode", "simulate/fcm", "simulate/press", "simulate/pulse", "graph/loop", "graph", "maps"},
	"simulate/transcription": {"simulate", "maps/exchange/format", "maps/exchange/stockflow", "maps"},

	"simulate/ode":   nil,
	"simulate/fcm":   nil,
	"simulate/press": nil,
	"simulate/pulse": nil,

	"graph/archetype": {"graph/loop", "graph", "maps"},
	"graph/leverage":  {"graph/loop", "graph", "maps"},
	"graph/loop":      {"graph", "maps"},
	"graph":           {"maps"},

	"maps/exchange": {
		"maps/exchange/arrows", "maps/exchange/cytoscape", "maps/exchange/dot", "maps/exchange/gexf", "maps/exchange/graphml", "maps/exchange/insightmaker", "maps/exchange/jgf",
		"maps/exchange/kumu", "maps/exchange/loopy", "maps/exchange/matrix", "maps/exchange/mentalmodeler", "maps/exchange/mermaid",
		"maps/exchange/pajek", "maps/exchange/prsm", "maps/exchange/sdjson", "maps/exchange/table", "maps/exchange/tuples", "maps/exchange/vensim", "maps/exchange/xmile", "maps/exchange/format", "maps/exchange/stockflow", "maps",
	},
	"maps/exchange/arrows":            {"maps", "maps/exchange/format"},
	"maps/exchange/cytoscape":         {"maps", "maps/exchange/format"},
	"maps/exchange/dot":               {"maps/exchange/format", "maps"},
	"maps/exchange/format":            {"maps/exchange/stockflow", "maps"},
	"maps/exchange/stockflow":         {"maps"},
	"maps/exchange/format/formattest": {"maps/exchange/format", "maps"},
	"maps/exchange/format/workbook":   {"maps/exchange/format"},
	"maps/exchange/gexf":              {"maps/exchange/format", "maps"},
	"maps/exchange/graphml":           {"maps/exchange/format", "maps"},
	"maps/exchange/kumu":              {"maps", "maps/exchange/format", "maps/exchange/format/workbook"},
	"maps/exchange/insightmaker":      {"maps/exchange/format", "maps/exchange/stockflow", "maps"},
	"maps/exchange/jgf":               {"maps/exchange/format", "maps"},
	"maps/exchange/loopy":             {"maps/exchange/format", "maps"},
	"maps/exchange/mentalmodeler":     {"maps/exchange/format", "maps"},
	"maps/exchange/matrix":            {"maps", "maps/exchange/format", "maps/exchange/format/workbook"},
	"maps/exchange/pajek":             {"maps/exchange/format", "maps"},
	"maps/exchange/tuples":            {"maps", "maps/exchange/format"},
	"maps/exchange/prsm":              {"maps/exchange/format", "maps"},
	"maps/exchange/sdjson":            {"maps", "maps/exchange/format"},
	"maps/exchange/mermaid":           {"maps", "maps/exchange/format"},
	"maps/exchange/vensim":            {"maps/exchange/format", "maps/exchange/stockflow", "maps"},
	"maps/exchange/xmile":             {"maps/exchange/format", "maps/exchange/stockflow", "maps"},
	"maps/exchange/table":             {"maps", "maps/exchange/format", "maps/exchange/format/workbook"},
	"maps/library":                    {"maps"},
	"maps":                            nil,
}

func TestPackagesImportOnlyWhatStandsBelowThem(t *testing.T) {
	seen := map[string]bool{}
	err := filepath.WalkDir(".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() && (name == "testdata" || name == "out" || name == "node_modules" || strings.HasPrefix(name, ".") && name != ".") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly|parser.ParseComments)
		if err != nil {
			return err
		}
		if parsed.Name.Name == "main" && !strings.HasPrefix(filepath.ToSlash(file), "cmd/") {
			return nil // a generator that `go generate` runs
		}
		room := path.Dir(filepath.ToSlash(file))
		seen[room] = true
		allowed, known := house[room]
		if !known {
			t.Errorf("%s: package %s has no place in the house", file, room)
			return nil
		}
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if ours, ok := strings.CutPrefix(imported, "sysmap/"); ok && !slices.Contains(allowed, ours) {
				t.Errorf("%s: %s must not import %s", file, room, ours)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for room := range house {
		if !seen[room] && room != "render/overlay" && room != "graph/leverage" && room != "graph/archetype" {
			t.Errorf("the house has a room %s, the code has none", room)
		}
	}
}

func TestNoArrowOfTheHousePointsUp(t *testing.T) {
	var visit func(room string, way []string)
	visit = func(room string, way []string) {
		if slices.Contains(way, room) {
			t.Fatalf("a circle: %s", strings.Join(append(way, room), " → "))
		}
		for _, below := range house[room] {
			if _, known := house[below]; !known {
				t.Errorf("%s may import %s, which is no room", room, below)
			}
			visit(below, append(slices.Clone(way), room))
		}
	}
	for room := range house {
		visit(room, nil)
	}
}
