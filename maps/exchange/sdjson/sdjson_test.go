package sdjson

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/format/formattest"
)

func read1(t *testing.T, text string) (*maps.Map, *format.Report) {
	t.Helper()
	m, r, err := Format().Read(t.Context(), []byte(text), format.ReadOptions{Name: "x.json"})
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	formattest.Loads(t, m)
	return m, r
}

const answer = `{
 "supportingInfo": {"title": "Sleep", "explanation": "From an interview."},
 "model": {
  "relationships": [
   {"from": "Stress", "to": "Sleep", "polarity": "-", "reasoning": "Said twice", "polarityReasoning": "Worry keeps awake"},
   {"from": "sleep", "to": "Mood", "polarity": "+"},
   {"from": "Mood", "to": "Stress", "polarity": ""},
   {"from": "Mood", "to": "Stress", "polarity": null, "reasoning": "once more"}
  ],
  "variables": [
   {"name": "Sleep", "type": "stock", "documentation": "A night's", "units": "hours", "inflows": ["resting"], "outflows": ["waking"]},
   {"name": "Stress", "type": "variable"},
   {"name": "resting", "type": "flow", "equation": "8"}
  ],
  "specs": {"timeUnits": "Days", "dt": 0.25}
 }
}`

func TestAnAnswerIsRead(t *testing.T) {
	m, r := read1(t, answer)
	if got, want := formattest.Links(m), "stress ->- sleep, sleep ->+ mood, mood ->? stress, resting ->+ sleep, waking ->- sleep"; got != want {
		t.Errorf("read %s, want %s", got, want)
	}
	if m.Title.Plain != "Sleep" || m.Note.Plain != "From an interview." || m.Time != maps.Day {
		t.Errorf("title %q, note %q, time %q", m.Title.Plain, m.Note.Plain, m.Time)
	}
	if v := m.Variable("sleep"); v.Category != "stock" || v.Note.Plain != "A night's" || v.Measure.Unit != "hours" || v.Label.Plain != "Sleep" {
		t.Errorf("the variable is %+v", v)
	}
	if n := m.Links[0].Note.Plain; n != "Said twice\nWorry keeps awake" || m.Links[2].Note.Plain != "once more" {
		t.Errorf("the note is %q", n)
	}
	if got, want := formattest.Items(r.Losses), "1 equations; 1 settings of the simulation"; got != want {
		t.Errorf("losses are %q, want %q", got, want)
	}
	if got, want := formattest.Items(r.Notes), "1 reasons for a link and for its sign, joined into one note; 1 names that differ in case or spacing, taken for one; "+
		"1 links that stand more than once, merged; 2 links that were read from a stock's inflows and outflows"; got != want {
		t.Errorf("notes are %q, want %q", got, want)
	}
}

func TestTheSampleOfTheToolIsRead(t *testing.T) {
	text, err := os.ReadFile("../../../../shared/samples/sd-json/arms-race.json")
	if err != nil {
		t.Skip("the samples are not here")
	}
	m, r := read1(t, string(text))
	if r.Variables != 10 || r.Positive != 2 || r.Unknown != 10 || r.Negative != 0 || len(m.Categories) != 2 || m.Time != maps.Year {
		t.Errorf("the report is %+v; time %q", r, m.Time)
	}
}

func TestNothingIsLostInSilence(t *testing.T) {
	for text, want := range map[string]string{
		`{"relationships": [{"from": "a", "to": "b", "polarity": "maybe"}]}`:                            "1 polarities that are not understood, left unknown",
		`{"relationships": [{"from": "a"}]}`:                                                            "1 relationships without both ends",
		`{"variables": [{"name": "a", "type": "variable"}, {"name": "A ", "type": "stock"}]}`:           "1 variables that stand twice, of which the first is kept",
		`{"variables": [{"name": "a\u0001"}], "loops": []}`:                                             "1 texts with characters that cannot be read; 1 parts that are not understood",
		`{"variables": [{"name": "a", "graphicalFunction": {"points": []}, "dimensions": ["region"]}]}`: "1 graphical functions; 1 dimensions of arrays",
		`{"variables": [], "specs": {"timeUnits": "fortnights"}}`:                                       "1 units of time other than day, week, month and year",
		`{"variables": [{"name": 5}, {"name": null}, {}], "relationships": null}`:                       "",
	} {
		if _, r := read1(t, text); formattest.Items(r.Losses) != want {
			t.Errorf("%s: losses are %q, want %q", text, formattest.Items(r.Losses), want)
		}
	}
}

func TestWhatIsNoSDJSONIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		limit format.Limits
		want  error
	}{
		"empty":            {"", format.Limits{}, format.ErrFormat},
		"prose":            {"Dear all", format.Limits{}, format.ErrFormat},
		"a list":           {"[]", format.Limits{}, format.ErrFormat},
		"null":             {"null", format.Limits{}, format.ErrFormat},
		"other keys":       {`{"elements": []}`, format.Limits{}, format.ErrFormat},
		"truncated":        {answer[:300], format.Limits{}, format.ErrFormat},
		"two values":       {`{"variables": []} {}`, format.Limits{}, format.ErrFormat},
		"not a list":       {`{"variables": {"a": 1}}`, format.Limits{}, format.ErrFormat},
		"a list of texts":  {`{"variables": ["a"]}`, format.Limits{}, format.ErrFormat},
		"zero bytes":       {"{\"variables\": [{\"name\": \"\x00\"}]}", format.Limits{}, format.ErrFormat},
		"a null model":     {`{"model": null}`, format.Limits{}, format.ErrFormat},
		"too large":        {answer, format.Limits{Bytes: 10}, format.ErrLimit},
		"deep":             {`{"variables": ` + strings.Repeat("[", 300) + strings.Repeat("]", 300) + `}`, format.Limits{}, format.ErrLimit},
		"many variables":   {answer, format.Limits{Variables: 2}, format.ErrLimit},
		"many links":       {answer, format.Limits{Links: 1}, format.ErrLimit},
		"deep in a model":  {strings.Repeat(`{"model": `, 300) + strings.Repeat("}", 300), format.Limits{}, format.ErrLimit},
		"an open string":   {`{"variables": [{"name": "a`, format.Limits{}, format.ErrFormat},
		"a missing comma":  {`{"variables": [{"name": "a"} {"name": "b"}]}`, format.Limits{}, format.ErrFormat},
		"a number too big": {`{"variables": [{"name": "a", "dimensions": 1e999}]}`, format.Limits{}, format.ErrFormat},
	} {
		_, _, err := Format().Read(t.Context(), []byte(c.text), format.ReadOptions{Limits: c.limit})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	_, _, err := Format().Read(t.Context(), []byte("{\n\"variables\": [\n{\"name\": }]}"), format.ReadOptions{})
	if err == nil || !strings.Contains(err.Error(), "line 3") {
		t.Errorf("the error does not say where: %v", err)
	}
}

func TestSDJSONIsRecognised(t *testing.T) {
	for head, want := range map[string]format.Certainty{
		answer: format.Surely, `{"variables":[{"name":"a","equation":"1"}`: format.Perhaps, `{"elements":[],"connections":[]}`: format.No,
		`{"graph": {"nodes": {}}}`: format.No, "sysmap: 1": format.No, "": format.No,
	} {
		if got := Format().Recognise([]byte(head)); got != want {
			t.Errorf("%q: %v, want %v", head, got, want)
		}
	}
}

func TestRoundTripKeepsWhatSDJSONHolds(t *testing.T) {
	texts := []string{"Stress", "Søvn", `say "so"`, `back\slash \n`, "<b>&amp;", "😀 smile", "- dash", "{a}"}
	rapid.Check(t, func(t *rapid.T) {
		m := &maps.Map{Title: maps.Plain("x"), Language: maps.English, Time: rapid.SampledFrom([]maps.TimeUnit{"", maps.Month}).Draw(t, "time")}
		text := rapid.SampledFrom(texts)
		var used format.Names
		for i, label := range rapid.SliceOfNDistinct(text, 2, 6, rapid.ID).Draw(t, "labels") {
			v := maps.Variable{ID: used.ID(label), Label: maps.Plain(label)}
			if rapid.Bool().Draw(t, "more") {
				v.Note, v.Measure = maps.Plain(text.Draw(t, "note")+"\nline"), &maps.Measure{Unit: "kg"}
			}
			if i < 2 {
				c := []maps.Category{{ID: "stock", Label: maps.Plain("Stock")}, {ID: "flow", Label: maps.Plain("Flow")}}[i]
				m.Categories = append(m.Categories, c)
				v.Category = c.ID
			}
			m.Variables = append(m.Variables, v)
		}
		pick := rapid.IntRange(0, len(m.Variables)-1)
		seen := map[maps.LinkRef]bool{}
		for range rapid.IntRange(0, 8).Draw(t, "links") {
			l := maps.NewLink(m.Variables[pick.Draw(t, "from")].ID, m.Variables[pick.Draw(t, "to")].ID, rapid.SampledFrom([]maps.Sign{1, -1, 0}).Draw(t, "sign"))
			if rapid.Bool().Draw(t, "noted") {
				l.Note = maps.Plain(text.Draw(t, "note"))
			}
			if !seen[l.Ref()] {
				m.Links = append(m.Links, l)
			}
			seen[l.Ref()] = true
		}
		var b bytes.Buffer
		w, err := Format().Write(&b, m, format.WriteOptions{})
		if err != nil || formattest.Items(w.Losses) != "1 the title" || len(w.Notes) > 0 {
			t.Fatalf("%v; lost %s; noted %s", err, formattest.Items(w.Losses), formattest.Items(w.Notes))
		}
		again, r, err := Format().Read(t.Context(), b.Bytes(), format.ReadOptions{Name: "x.json"})
		if err != nil || len(r.Losses)+len(r.Notes) > 0 {
			t.Fatalf("%v; lost %s; noted %s", err, formattest.Items(r.Losses), formattest.Items(r.Notes))
		}
		if d := cmp.Diff(m, again, cmpopts.EquateEmpty()); d != "" {
			t.Fatalf("lost or changed (-want +got):\n%s\n%s", d, b.Bytes())
		}
	})
}

func TestWhatSDJSONCannotHoldIsCounted(t *testing.T) {
	half, delay := 0.5, maps.Exactly(1)
	m := &maps.Map{
		Title: maps.Plain("t"), Note: maps.Plain("n"), Goal: maps.Goal{Raise: []string{"a"}}, Sources: []maps.Source{{}}, Categories: []maps.Category{{ID: "k"}}, Clusters: []maps.Cluster{{}},
		Variables: []maps.Variable{{ID: "a", At: &maps.Position{}, Cluster: "c", Category: "k", Inertia: &delay}, {ID: "b"}},
		Links:     []maps.Link{{From: "b", To: "a", Sign: maps.Negative, StrengthStated: true, Confidence: maps.LowConfidence, Bend: &half, Delay: &delay, Core: true, Evidence: []maps.Evidence{{}}}},
		Actors:    []maps.Actor{{}}, Roles: []maps.Role{{}}, Efforts: []maps.Effort{{}}, Scenarios: []maps.Scenario{{}}, Views: []maps.View{{}}, Loops: []maps.Loop{{}},
	}
	r, err := Format().Write(io.Discard, m, format.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, what := range []string{
		"positions of variables", "clusters of variables", "categories of variables other than stock and flow", "inertias of variables", "strengths of links", "confidences of links", "bends of links",
		"delays of links", "marks of links of the core loop", "evidence of links", "labels of clusters", "sources of the map", "actors", "roles", "efforts", "scenarios", "views", "named loops", "the title", "the note about the map", "the goal",
	} {
		if !strings.Contains("; "+formattest.Items(r.Losses)+";", "; 1 "+what+";") {
			t.Errorf("%q is not counted once in %s", what, formattest.Items(r.Losses))
		}
	}
}

func TestDamagedAndRecodedFilesAreReadOrRefused(t *testing.T) {
	formattest.Damage(t, Format(), answer)
	formattest.Encodings(t, Format(), answer, format.Kept{Title: true, Note: true, Time: true, Categories: true, Notes: true, Units: true, LinkNotes: true})
}

func FuzzReading(f *testing.F) {
	for _, text := range []string{answer, `{"variables":[{"name":"a"}]}`, `{"relationships":[{"from":1,"to":true,"polarity":[]}]}`, "\xef\xbb\xbf{}", `{"model":{"variables":null}}`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) { formattest.Withstand(t, Format(), text) })
}

// BenchmarkReading reads 2,000 variables and 20,000 links; going through the
// JSON without making anything of it stands beside it.
func BenchmarkReading(b *testing.B) {
	b.Run("SD-JSON", func(b *testing.B) { formattest.Benchmark(b, Format()) })
	b.Run("JSON alone", func(b *testing.B) {
		text := formattest.Written(b, Format(), formattest.Large())
		for b.Loop() {
			s, err := format.OpenJSON(text, format.Limits{}.OrDefaults())
			if err != nil || s.Skip() != nil {
				b.Fatal(err)
			}
		}
	})
}
