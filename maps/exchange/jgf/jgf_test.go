package jgf

import (
	"slices"
	"strings"
	"testing"

	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/format/formattest"
)

const pond = `{"graph": {"id": "p", "type": "loop diagram", "label": "The pond", "metadata": {"note": "as of today", "author": "x"},
  "nodes": {
    "z": {"label": "Frogs", "metadata": {"x": 1.5, "y": 2, "category": "Animals", "cluster": "Shore", "tags": ["a"], "size": 3}},
    "a": {"metadata": {}},
    "m": {"label": ""}
  },
  "edges": [
    {"source": "z", "target": "a", "metadata": {"sign": "-", "weight": 0.5, "note": "eaten"}},
    {"source": "a", "target": "z", "relation": "increases"},
    {"source": "a", "target": "m", "relation": "lives beside", "directed": false},
    {"source": "m", "target": "m", "label": "+", "relation": "r"},
    {"source": "m", "target": "z", "metadata": {"weight": -0.25}},
    {"source": "m", "target": "nobody"}
  ],
  "hyperedges": [{"nodes": ["a", "m"]}]
}}`

func TestVersion2(t *testing.T) {
	m, r := formattest.Read(t, Format(), pond)
	if recognise([]byte(pond)) != format.Surely {
		t.Error("not recognised")
	}
	want := []string{
		`title "The pond"`, `note "as of today"`, `variable "Frogs" at 1.5,2 category "Animals" cluster "Shore"`, `variable "a"`, `variable "m"`,
	}
	got := formattest.Told(m, format.Kept{Title: true, Note: true, Positions: true, Categories: true, Clusters: true})
	if !slices.Equal(got[:5], want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	links := []string{"link 0 - 1", "link 1 + 0", "link 1 ? 2", "link 2 + 2", "link 2 - 0", "link 2 ? 1"}
	if !slices.Equal(got[5:], links) {
		t.Errorf("got\n%s", strings.Join(got[5:], "\n"))
	}
	for _, l := range m.Links {
		if l.From == "frogs" && (l.Note.Plain != "eaten" || l.Strength.Middle() != 0.5) || l.To == "m" && l.From == "a" && l.Note.Plain != "lives beside" {
			t.Errorf("%+v", l)
		}
	}
	for what, n := range map[string]int{
		"metadata of the graph": 1, "types of graphs": 1, "hyperedges": 1, "metadata with parts": 1, "attributes of variables called size": 1, "edges from or to nodes that do not exist": 1,
	} {
		if formattest.Counted(r.Losses, what) != n {
			t.Errorf("lost %s: %+v", what, r.Losses)
		}
	}
	for what, n := range map[string]int{"undirected edges, read as a link each way": 1, "relations, put into the notes of links": 2, "signs read from labels": 2, "signs read from weights": 1} {
		if formattest.Counted(r.Notes, what) != n {
			t.Errorf("noted %s: %+v", what, r.Notes)
		}
	}
}

func TestVersion1AndSeveralGraphs(t *testing.T) {
	text := `{"graphs": [{"directed": false, "nodes": [{"id": 2, "label": "B"}, {"id": "1", "label": "A"}, {"id": "1", "label": "C"}], "edges": [{"source": "1", "target": 2, "metadata": {"sign": "+"}}]}, {"label": "second", "nodes": []}]}`
	m, r := formattest.Read(t, Format(), text)
	if got := formattest.Told(m, format.Kept{}); !slices.Equal(got, []string{`variable "B"`, `variable "A"`, `variable "C"`, "link 0 + 1", "link 1 + 0"}) {
		t.Errorf("got %v", got)
	}
	if formattest.Counted(r.Losses, "further graphs in the file") != 1 || formattest.Counted(r.Losses, "ids of nodes that are missing or taken, so that edges cannot reach them") != 1 {
		t.Errorf("%+v", r.Losses)
	}
}

func TestFileOfTheSpecification(t *testing.T) {
	m, r := formattest.Read(t, Format(), formattest.Sample(t, "json-graph/car_graphs.json"))
	if len(m.Variables) != 4 || len(m.Links) != 2 || r.Unknown != 2 || m.Title.Plain != "Car Manufacturer Relationships" || formattest.Counted(r.Losses, "further graphs in the file") != 1 {
		t.Errorf("%+v", r)
	}
}

func TestOtherFilesAreNotTakenForOurs(t *testing.T) {
	for _, text := range []string{"", "[]", `{"nodes": [], "edges": []}`, `{"directed": true, "multigraph": false, "graph": {}, "nodes": [], "edges": []}`, "graph {}"} {
		if recognise([]byte(text)) != format.No {
			t.Errorf("%q is recognised", text)
		}
	}
}

func TestWhatCannotBeReadIsRefused(t *testing.T) {
	for text, want := range map[string]string{"": "line 1", "{}": "no graph", "{\n\"graph\": [": "line 2", `{"graph": {}}`: "no graph", `{"graph": {"nodes": {"a": 1}}}`: "node a", `{"graphs": 3}`: "line 1"} {
		_, _, err := Format().Read(t.Context(), []byte(text), format.ReadOptions{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
	formattest.Damage(t, Format(), pond)
}

func TestEncodings(t *testing.T) {
	formattest.Encodings(t, Format(), pond, kept())
}

func TestRoundTrip(t *testing.T) { formattest.RoundTrip(t, Format(), kept(), nil) }

func FuzzRead(f *testing.F) {
	f.Add([]byte(pond))
	f.Add([]byte(`{"graphs":[{"nodes":[{"id":1}],"edges":[{"source":1,"target":1}]}]}`))
	f.Fuzz(func(t *testing.T, text []byte) { formattest.Withstand(t, Format(), text) })
}

func BenchmarkRead(b *testing.B) { formattest.Benchmark(b, Format()) }
