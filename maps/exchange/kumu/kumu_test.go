package kumu

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/format/formattest"
)

func readText(t *testing.T, text string) (*maps.Map, *format.Report) {
	t.Helper()
	m, r, err := JSON().Read(t.Context(), []byte(text), format.ReadOptions{Name: "x.json"})
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	formattest.Loads(t, m)
	return m, r
}

// export has what real exports have: references to what was deleted, too.
const export = `{
 "version": 3, "name": "Food in town", "attributes": [{"name": "element type"}],
 "elements": [
  {"_id": "elem-1", "attributes": {"label": "Access to shops", "element type": "Place", "tags": ["shop"], "description": "Within\nwalking distance"}},
  {"_id": "elem-2", "attributes": {"label": "Meals at home", "element type": "Habit", "Budget": 7}},
  {"_id": "elem-3", "attributes": {"label": "Meals at home", "element type": "habit", "description": null}},
  {"_id": "elem-4", "attributes": {}}
 ],
 "connections": [
  {"_id": "conn-1", "from": "elem-1", "to": "elem-2", "direction": "directed", "delayed": true, "attributes": {"connection type": "Same", "label": "nearer is easier"}},
  {"_id": "conn-2", "from": "elem-1", "to": "elem-2", "direction": "directed", "reversed": true, "attributes": {"connection type": "--"}},
  {"_id": "conn-3", "from": "elem-2", "to": "elem-3", "direction": "mutual", "attributes": {"connection type": "+-"}},
  {"_id": "conn-4", "from": "elem-3", "to": "elem-9", "direction": "directed", "attributes": {"connection type": "+"}},
  {"_id": "conn-5", "from": "elem-3", "to": "elem-4", "direction": "directed", "attributes": {"connection type": "supports"}}
 ],
 "loops": [
  {"_id": "loop-1", "attributes": {"label": "R1", "loop type": "Reinforcing", "description": "Cook more"}, "connections": ["conn-2", "conn-1"]},
  {"_id": "loop-2", "attributes": {"label": "B2"}, "connections": ["conn-1", "conn-77"]},
  {"_id": "loop-3", "attributes": {"label": "B3"}, "connections": ["conn-1", "conn-5"]}
 ],
 "maps": [
  {"name": "Main", "elements": [{"element": "elem-1", "position": {"x": -10.5, "y": 20}, "pinned": true}, {"element": "elem-8", "position": {"x": 1, "y": 2}}, {"element": "elem-2", "position": {"x": "far", "y": 2}}]},
  {"name": "Second", "elements": [{"element": "elem-1", "position": {"x": 1, "y": 1}}]}
 ],
 "perspectives": []
}`

func TestAnExportIsReadAndWhatWasDeletedIsCounted(t *testing.T) {
	m, r := readText(t, export)
	if got, want := formattest.Links(m), "access-to-shops ->+ meals-at-home, meals-at-home ->- access-to-shops, meals-at-home ->- meals-at-home-2, meals-at-home-2 ->+ meals-at-home, meals-at-home-2 ->? unnamed"; got != want {
		t.Errorf("read\n%s, want\n%s", got, want)
	}
	v := m.Variables[0]
	if m.Title.Plain != "Food in town" || v.Category != "place" || v.Note.Plain != "Within\nwalking distance" || *v.At != (maps.Position{X: -10.5, Y: 20}) || len(m.Categories) != 2 {
		t.Errorf("title %q, categories %+v, first variable %+v", m.Title.Plain, m.Categories, v)
	}
	if l := m.Links[0]; *l.Delay != maps.Exactly(1) || l.Note.Plain != "nearer is easier" {
		t.Errorf("the first link is %+v", l)
	}
	if d := cmp.Diff([]maps.Loop{{ID: "r1", Label: maps.Plain("R1"), Note: maps.Plain("Cook more"), Through: []string{"meals-at-home", "access-to-shops"}}}, m.Loops); d != "" {
		t.Errorf("loops (-want +got):\n%s", d)
	}
	want := "2 settings of the project; 1 tags; 1 attributes of elements; 1 maps beside the first, with their places; 1 connections to deleted elements; 1 types of connections that are no signs; " +
		"1 places of deleted elements; 1 places that are not two numbers within ±1,000,000; 1 references of loops to deleted connections; 1 loops with deleted connections; 1 loops whose connections do not form a ring"
	if got := formattest.Items(r.Losses); got != want {
		t.Errorf("losses are\n%s, want\n%s", got, want)
	}
	want = "1 variables without a label, called \"Unnamed\"; 1 delay marks without a length, taken for one unit of time; 1 labels of connections, put into their notes; " +
		"1 types that mark both ends, each read as the influence on that end; 1 signs of connections whose type is none, left unknown"
	if got := formattest.Items(r.Notes); got != want {
		t.Errorf("notes are\n%s, want\n%s", got, want)
	}
}

func TestABlueprintIsRead(t *testing.T) {
	m, r := readText(t, `{"connections": [
	 {"from": "a ", "to": "b", "type": "Opposite", "direction": "directed"},
	 {"from": "1", "to": "Only here", "label": "+", "direction": "undirected"},
	 {"from": "b", "to": "b", "type": "-+"},
	 {"from": "b", "to": "A", "strength": 0.5, "delay": "1..2", "confidence": "High", "probability": "0.9", "description": "d"},
	 {"from": "b", "to": "A", "strength": 0.7}, {"from": "", "to": "b"}],
	 "elements": [{"id": 1, "label": "A", "type": "x", "cluster": "C", "tags": "p|q"}, {"label": "B", "description": "n"}, {"description": "no label"}]}`)
	if got, want := formattest.Links(m), "a ->- b, a ->+ only-here, only-here ->+ a, b ->? b, b ->? a"; got != want {
		t.Errorf("read %s, want %s", got, want)
	}
	l := m.Links[4]
	if l.Strength != maps.Exactly(0.5) || *l.Delay != (maps.Range{Low: 1, High: 2}) || l.Confidence != maps.HighConfidence || l.Probability != 0.9 || l.Note.Plain != "d" || m.Variables[0].Cluster != "c" {
		t.Errorf("the last link is %+v, the first variable %+v", l, m.Variables[0])
	}
	if got, want := formattest.Items(r.Losses), "2 tags; 1 statements about a link that differ from earlier ones; 1 connections to deleted elements"; got != want {
		t.Errorf("losses are %q, want %q", got, want)
	}
	if got, want := formattest.Items(r.Notes), "1 variables without a label, called \"Unnamed\"; 1 elements that only connections name; 1 signs that were read from labels; 1 undirected connections, read as links in both directions; "+
		"1 types that mark both ends of a connection in one direction, left unknown; 1 links that stand more than once, merged"; got != want {
		t.Errorf("notes are %q, want %q", got, want)
	}
}

func TestWhatIsNoKumuFileIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		limit format.Limits
		want  error
	}{
		"empty":             {"", format.Limits{}, format.ErrFormat},
		"prose":             {"Dear all", format.Limits{}, format.ErrFormat},
		"a list":            {"[]", format.Limits{}, format.ErrFormat},
		"null":              {"null", format.Limits{}, format.ErrFormat},
		"other keys":        {`{"variables": []}`, format.Limits{}, format.ErrFormat},
		"truncated":         {export[:500], format.Limits{}, format.ErrFormat},
		"two values":        {`{"elements": []} {}`, format.Limits{}, format.ErrFormat},
		"a list of numbers": {`{"elements": [1]}`, format.Limits{}, format.ErrFormat},
		"zero bytes":        {"{\"elements\": [{\"label\": \"\x00\"}]}", format.Limits{}, format.ErrFormat},
		"too large":         {export, format.Limits{Bytes: 10}, format.ErrLimit},
		"deep":              {`{"elements": ` + strings.Repeat("[", 300) + strings.Repeat("]", 300) + `}`, format.Limits{}, format.ErrLimit},
		"many elements":     {export, format.Limits{Variables: 2}, format.ErrLimit},
		"many connections":  {export, format.Limits{Links: 2}, format.ErrLimit},
		"many by mutual":    {`{"elements": [], "connections": [{"from": "a", "to": "b", "direction": "mutual"}]}`, format.Limits{Links: 1}, format.ErrLimit},
	} {
		if _, _, err := JSON().Read(t.Context(), []byte(c.text), format.ReadOptions{Limits: c.limit}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestKumuFilesAreRecognised(t *testing.T) {
	for head, want := range map[string]format.Certainty{
		export: format.Surely, `{"elements":[{"label":"A"}`: format.Perhaps, `{"variables":[],"relationships":[]}`: format.No, "{": format.No, "elements": format.No, "": format.No,
	} {
		if got := JSON().Recognise([]byte(head)); got != want {
			t.Errorf("%.40q: %v, want %v", head, got, want)
		}
	}
}

func TestRoundTripKeepsWhatABlueprintHolds(t *testing.T) {
	texts := []string{"Stress", "Søvn", `say "so"`, `back\slash`, "<b>&amp;", "😀 smile", "a|b", "- dash", "elem-1", "1..2"}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom(texts)
		m := &maps.Map{Title: maps.Plain("A title"), Note: maps.Plain("two\nlines"), Language: maps.English}
		for i := range 2 {
			m.Categories = append(m.Categories, maps.Category{ID: fmt.Sprintf("k-%d", i), Label: maps.Plain(fmt.Sprintf("K %d", i))})
			m.Clusters = append(m.Clusters, maps.Cluster{ID: fmt.Sprintf("c-%d", i), Label: maps.Plain(fmt.Sprintf("C %d", i))})
		}
		var used format.Names
		for i := range rapid.IntRange(2, 6).Draw(t, "variables") {
			label := text.Draw(t, "label")
			v := maps.Variable{ID: used.ID(label), Label: maps.Plain(label), Category: m.Categories[i%2].ID, Cluster: m.Clusters[i%2].ID}
			if rapid.Bool().Draw(t, "noted") {
				v.Note = maps.Plain(text.Draw(t, "note") + "\nline")
			}
			m.Variables = append(m.Variables, v)
		}
		pick := rapid.IntRange(0, len(m.Variables)-1)
		seen := map[maps.LinkRef]bool{}
		for range rapid.IntRange(0, 8).Draw(t, "links") {
			l := maps.NewLink(m.Variables[pick.Draw(t, "from")].ID, m.Variables[pick.Draw(t, "to")].ID, rapid.SampledFrom([]maps.Sign{1, -1, 0}).Draw(t, "sign"))
			if seen[l.Ref()] {
				continue
			}
			seen[l.Ref()] = true
			if rapid.Bool().Draw(t, "more") {
				l.Note = maps.Plain(text.Draw(t, "note"))
				l.Strength, l.StrengthStated = maps.Range{Low: rapid.Float64Range(0, 0.5).Draw(t, "low"), High: 0.5}, true
				l.Delay = &maps.Range{Low: 0, High: rapid.SampledFrom([]float64{0, 1, 1e6}).Draw(t, "delay")}
				l.Confidence, l.Probability = maps.MediumConfidence, rapid.Float64Range(0.001, 1).Draw(t, "probability")
			}
			m.Links = append(m.Links, l)
		}
		for _, l := range m.Links {
			if l.From == l.To {
				m.Loops = []maps.Loop{{ID: "around", Label: maps.Plain("Around"), Note: maps.Plain("n"), Through: []string{l.From}}}
			}
		}
		var b bytes.Buffer
		w, err := JSON().Write(&b, m, format.WriteOptions{})
		if err != nil || len(w.Losses)+len(w.Notes) > 0 {
			t.Fatalf("%v; lost %s; noted %s", err, formattest.Items(w.Losses), formattest.Items(w.Notes))
		}
		again, r, err := JSON().Read(t.Context(), b.Bytes(), format.ReadOptions{Name: "x.json"})
		if err != nil || len(r.Losses)+len(r.Notes) > 0 {
			t.Fatalf("%v; lost %s; noted %s\n%s", err, formattest.Items(r.Losses), formattest.Items(r.Notes), b.Bytes())
		}
		if d := cmp.Diff(m, again, cmpopts.EquateEmpty()); d != "" {
			t.Fatalf("lost or changed (-want +got):\n%s\n%s", d, b.Bytes())
		}
	})
}

func TestARingIsFoundInWhateverOrderItsConnectionsCome(t *testing.T) {
	link := func(s string) maps.LinkRef { return maps.LinkRef{From: s[:1], To: s[1:]} }
	for links, want := range map[string]string{"ab bc ca": "abc", "bc ab ca": "bca", "aa": "a", "ab bc": "", "ab ba cd dc": "", "ab ac ba": "", "ab bb": "", "": "", "ab bc cb": ""} {
		var ring []maps.LinkRef
		for _, s := range strings.Fields(links) {
			ring = append(ring, link(s))
		}
		if got := strings.Join(around(ring), ""); got != want {
			t.Errorf("%s: %q, want %q", links, got, want)
		}
	}
}

func TestWhatABlueprintCannotHoldIsCounted(t *testing.T) {
	half, delay := 0.5, maps.Exactly(1)
	m := &maps.Map{
		Time: maps.Month, Goal: maps.Goal{Raise: []string{"a"}}, Sources: []maps.Source{{}}, Categories: []maps.Category{{ID: "k", Colour: "#ffffff"}}, Clusters: []maps.Cluster{{ID: "c", Colour: "#ffffff"}, {ID: "d"}},
		Variables: []maps.Variable{{ID: "a", At: &maps.Position{}, Cluster: "c", Category: "k", Inertia: &delay, Accent: true, Measure: &maps.Measure{Source: "s"}, Horizon: maps.EarlyChange}, {ID: "b"}},
		Links:     []maps.Link{{From: "b", To: "a", Sign: maps.Negative, Probability: 1, Bend: &half, Core: true, Evidence: []maps.Evidence{{}}}},
		Actors:    []maps.Actor{{}}, Roles: []maps.Role{{}}, Efforts: []maps.Effort{{}}, Scenarios: []maps.Scenario{{}}, Views: []maps.View{{}}, Loops: []maps.Loop{{ID: "R", Through: []string{"a", "b"}}},
	}
	r, err := JSON().Write(io.Discard, m, format.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, what := range []string{
		"positions of variables", "inertias of variables", "accents of variables", "indicators of variables", "horizons of variables", "bends of links", "marks of links of the core loop", "evidence of links", "colours of clusters",
		"clusters without variables", "colours of categories", "sources of the map", "actors", "roles", "efforts", "scenarios", "views", "named loops that are not closed", "the goal", "the unit of time",
	} {
		if !strings.Contains("; "+formattest.Items(r.Losses)+";", "; 1 "+what+";") {
			t.Errorf("%q is not counted once in %s", what, formattest.Items(r.Losses))
		}
	}
}

func TestDamagedAndRecodedFilesAreReadOrRefused(t *testing.T) {
	all := kept
	all.Title, all.Positions, all.Loops = true, true, true
	formattest.Damage(t, JSON(), export)
	formattest.Encodings(t, JSON(), export, all)
	const table = "From,To,Direction,Label,Type,Tags\nA,B,directed,,Same,\nB,A,mutual,,--,x\n"
	formattest.Damage(t, CSV(), table)
	formattest.Encodings(t, CSV(), table, all)
}

func FuzzReading(f *testing.F) {
	for _, text := range []string{
		export, `{"elements":[{"label":"a"}],"connections":[{"from":"a","to":"b","type":"+"}]}`, `{"elements":[{"attributes":null}],"maps":[{"elements":[1]}]}`, "\xef\xbb\xbf{}",
		`{"loops":[{"connections":[{"connection":"c"}]}],"connections":[{"id":"c","from":1,"to":1}]}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) { formattest.Withstand(t, JSON(), text) })
}

// BenchmarkReading reads 2,000 variables and 20,000 links; going through the
// JSON without making anything of it stands beside it.
func BenchmarkReading(b *testing.B) {
	b.Run("Kumu", func(b *testing.B) { formattest.Benchmark(b, JSON()) })
	b.Run("JSON alone", func(b *testing.B) {
		text := formattest.Written(b, JSON(), formattest.Large())
		for b.Loop() {
			s, err := format.OpenJSON(text, format.Limits{}.OrDefaults())
			if err != nil || s.Skip() != nil {
				b.Fatal(err)
			}
		}
	})
}

// TestSignsAreReadWhereverPeoplePutThem holds the places for signs that are not
// the type of a connection.
func TestSignsAreReadWhereverPeoplePutThem(t *testing.T) {
	const text = `{"elements": [{"label": "A"}, {"label": "B"}], "connections": [
		{"from": "A", "to": "B", "type": "Positive influence"}, {"from": "B", "to": "A", "type": "Influences", "polarity": "-"},
		{"from": "A", "to": "A", "type": "+", "polarity": "-"}, {"from": "B", "to": "B", "polarity": "often"}]}`
	m, r, err := JSON().Read(t.Context(), []byte(text), format.ReadOptions{Name: "x.json"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := formattest.Links(m), "a ->+ b, b ->- a, a ->+ a, b ->? b"; got != want {
		t.Errorf("read %s, want %s", got, want)
	}
	losses := formattest.Items(r.Losses)
	for _, want := range []string{"1 polarities that differ from the type", "1 polarities that are no signs", "1 types of connections that are no signs"} {
		if !strings.Contains(losses, want) {
			t.Errorf("%q is not among %s", want, losses)
		}
	}
}
