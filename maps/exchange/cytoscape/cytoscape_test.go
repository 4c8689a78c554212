package cytoscape

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

func sample() *maps.Map {
	delay, bend := maps.Range{Low: 1, High: 2}, 0.5
	l := maps.NewLink("a", "b", maps.Negative)
	l.Strength, l.StrengthStated, l.Delay, l.Bend, l.Core, l.Confidence, l.Probability, l.Note = maps.Range{Low: 0.25, High: 0.75}, true, &delay, &bend, true, maps.LowConfidence, 0.5, maps.Plain("</script>")
	return &maps.Map{
		Title: maps.Plain("Søvn"), Language: maps.Danish, Time: maps.Month,
		Categories: []maps.Category{{ID: "k", Label: maps.Plain("Krop"), Colour: "#102030"}},
		Clusters:   []maps.Cluster{{ID: "a", Label: maps.Plain("Hjemme")}, {ID: "empty", Label: maps.Plain("Tom")}},
		Variables: []maps.Variable{
			{ID: "a", Label: maps.Text{By: map[maps.Language]string{"da": "Søvn", "en": "Sleep"}}, Category: "k", Cluster: "a", At: &maps.Position{X: 1.5, Y: -2}, Inertia: &delay, Measure: &maps.Measure{Unit: "h"}},
			{ID: "b", Label: maps.Plain("two\nlines")},
		},
		Links: []maps.Link{l, maps.NewLink("b", "b", maps.Unknown)},
		Loops: []maps.Loop{{ID: "R1", Through: []string{"b"}}},
	}
}

func TestNodesAndEdgesAreWritten(t *testing.T) {
	const want = `{
"format_version": "1.0",
"generated_by": "sysmap",
"target_cytoscapejs_version": "~3.0",
"data": {"name":"Søvn","time":"month"},
"elements": {
"nodes": [
{"data":{"id":"cluster:a","label":"Hjemme","name":"Hjemme"},"classes":"cluster"},
{"data":{"id":"a","label":"Søvn","name":"Søvn","parent":"cluster:a","category":"Krop","colour":"#102030","inertia_low":1,"inertia_high":2,"unit":"h"},"position":{"x":1.5,"y":-2},"classes":"variable"},
{"data":{"id":"b","label":"two lines","name":"two lines"},"classes":"variable"}],
"edges": [
{"data":{"id":"link:1","source":"a","target":"b","interaction":"negative","sign":"-","weight":0.5,"strength_low":0.25,"strength_high":0.75,"delay_low":1,"delay_high":2,"confidence":"low","probability":0.5,"bend":0.5,"core":true,"note":"\u003c/script\u003e"},"classes":"negative"},
{"data":{"id":"link:2","source":"b","target":"b","interaction":"unknown","sign":"?"},"classes":"unknown"}]
}
}
`
	var b bytes.Buffer
	r, err := Format().Write(&b, sample(), format.WriteOptions{})
	if err != nil || b.String() != want {
		t.Errorf("%v; wrote\n%s\nwant\n%s", err, b.String(), want)
	}
	var lost []string
	for _, i := range r.Losses {
		lost = append(lost, i.What)
	}
	if got, want := strings.Join(lost, "; "), "clusters without variables; texts in other languages; named loops"; got != want {
		t.Errorf("losses are %q, want %q", got, want)
	}
	b.Reset()
	if _, err := Format().Write(&b, sample(), format.WriteOptions{Language: maps.English}); err != nil || !strings.Contains(b.String(), `"label":"Sleep"`) {
		t.Errorf("%v; not in English:\n%s", err, b.String())
	}
}

func TestWhateverTheTextsTheFileIsJSONWithEveryNodeAndEdge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, labels := &maps.Map{Title: maps.Plain(rapid.String().Draw(t, "title"))}, map[string]string{}
		for i := range rapid.IntRange(0, 5).Draw(t, "variables") {
			v := maps.Variable{ID: fmt.Sprint("v", i), Label: maps.Plain(rapid.String().Draw(t, "label")), Note: maps.Plain(rapid.String().Draw(t, "note"))}
			m.Variables = append(m.Variables, v)
			labels[v.ID] = format.Named(v.Label, v.ID, maps.English)
			m.Links = append(m.Links, maps.NewLink("v0", v.ID, maps.Positive))
		}
		var b, again bytes.Buffer
		for _, to := range []*bytes.Buffer{&b, &again} {
			if _, err := Format().Write(to, m, format.WriteOptions{}); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(b.Bytes(), again.Bytes()) || bytes.Contains(b.Bytes(), []byte("</")) {
			t.Fatalf("two writings differ, or a tag is left:\n%s", b.String())
		}
		var file struct {
			Elements struct {
				Nodes []struct{ Data struct{ ID, Label string } }
				Edges []struct {
					Data struct{ Source, Target string }
				}
			}
		}
		if err := json.Unmarshal(b.Bytes(), &file); err != nil {
			t.Fatalf("%v\n%s", err, b.String())
		}
		for _, n := range file.Elements.Nodes {
			if labels[n.Data.ID] != n.Data.Label {
				t.Fatalf("%q became %q", labels[n.Data.ID], n.Data.Label)
			}
		}
		if len(file.Elements.Nodes) != len(m.Variables) || len(file.Elements.Edges) != len(m.Links) {
			t.Fatalf("%d nodes, %d edges", len(file.Elements.Nodes), len(file.Elements.Edges))
		}
	})
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestAFullDiskIsAnError(t *testing.T) {
	if _, err := Format().Write(full{}, sample(), format.WriteOptions{}); err == nil {
		t.Error("no error")
	}
}

// BenchmarkWriting writes 2,000 variables and 20,000 links.
func BenchmarkWriting(b *testing.B) {
	m := &maps.Map{}
	for i := range 2000 {
		m.Variables = append(m.Variables, maps.Variable{ID: fmt.Sprint("v", i), Label: maps.Plain(fmt.Sprint("Level of variable ", i))})
	}
	for i := range 20_000 {
		m.Links = append(m.Links, maps.NewLink(fmt.Sprint("v", i%2000), fmt.Sprint("v", (i*7+i/2000)%2000), maps.Positive))
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Format().Write(&bytes.Buffer{}, m, format.WriteOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
