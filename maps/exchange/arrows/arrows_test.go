package arrows

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/format/formattest"
)

// arrowsOf writes links by the labels of their ends.
func arrowsOf(m *maps.Map) string {
	var list []string
	for _, l := range m.Links {
		list = append(list, m.Variable(l.From).Label.Plain+" "+l.Sign.Arrow()+" "+m.Variable(l.To).Label.Plain)
	}
	return strings.Join(list, "; ")
}

func TestArrowsAreLinks(t *testing.T) {
	for text, want := range map[string]string{
		"A ->+ B":                              "A ->+ B",
		"A->-B":                                "A ->- B",
		"A ->? B":                              "A ->? B",
		"A −>− B":                              "A ->- B",
		"A -> + B":                             "A ->+ B",
		"- a-b ->+ c-d":                        "a-b ->+ c-d",
		"A ->+ B ->- C":                        "A ->+ B; B ->- C",
		"A -> B":                               "A ->+ B",
		"A → B":                                "A ->+ B",
		"A -* B":                               "A ->- B",
		"A-*A":                                 "A ->- A",
		"A *-> B":                              "A ->+ B; B ->- A",
		"A *-* B":                              "A ->- B; B ->- A",
		"A <-> B":                              "A ->+ B; B ->+ A",
		"A <- B":                               "B ->+ A",
		"A *- B":                               "B ->- A",
		"A -<> B":                              "A ->? B",
		"A <>-<> B":                            "A ->? B; B ->? A",
		"A <> B":                               "A ->? B; B ->? A",
		"A --* B":                              "A ->- B",
		"well-being ->+ self-esteem":           "well-being ->+ self-esteem",
		"A* ->- B":                             "A* ->- B",
		"A -> +5 kg":                           "A ->+ +5 kg",
		`"A -> B" ->+ C`:                       "A -> B ->+ C",
		`C ->+ "say \"so\" \\"`:                `C ->+ say "so" \`,
		`"Quality" of life ->+ B`:              `"Quality" of life ->+ B`,
		"\ufeffÅ ->+ Ø\r\nØ ->- Å\r\n":         "Å ->+ Ø; Ø ->- Å",
		"\xc5 ->+ \xd8":                        "Å ->+ Ø",
		"# A title\n\nA ->+ B\nb  ->- a\n":     "A ->+ B; B ->- A",
		"A ->+ B\rB ->- A":                     "A ->+ B; B ->- A",
		"a->b->c":                              "a ->+ b; b ->+ c",
		"A ->+ B\nA ->- B\nA ->+ B\nA ->+ b\n": "A ->+ B; A ->- B",
	} {
		m, _, err := Format().Read(t.Context(), []byte(text), format.ReadOptions{})
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if got := arrowsOf(m); got != want {
			t.Errorf("%q: read %s, want %s", text, got, want)
		}
		formattest.Loads(t, m)
	}
}

func TestReportsSayWhatWasReadHow(t *testing.T) {
	for text, want := range map[string]string{
		"A ->+ B":             "",
		"A -> B":              "notes 1 arrows without a sign, read as positive like those of QPress",
		"A --* B":             "notes 1 links in groups of uncertain ones, read as of low confidence",
		"A ->+ B\na ->+ b":    "notes 2 names that differ in case or spacing, taken for one; 1 links that stand more than once, merged",
		"A ->+ B\n# why":      "lost 1 comments",
		"A ->+ B\n -> C":      "lost 1 lines whose arrow has only one end",
		"A\x01 ->+ B":         "lost 1 texts with characters that cannot be read",
		"\"\" ->+ B\nA ->+ B": "lost 1 lines whose arrow has only one end",
	} {
		m, r, err := Format().Read(t.Context(), []byte(text), format.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if len(r.Notes) > 0 {
			got += "notes " + formattest.Items(r.Notes)
		}
		if len(r.Losses) > 0 {
			got += "lost " + formattest.Items(r.Losses)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
		formattest.Loads(t, m)
	}
	m, _, err := Format().Read(t.Context(), []byte("A --* B\nA ->+ C"), format.ReadOptions{})
	if err != nil || m.Links[0].Confidence != maps.LowConfidence || m.Links[1].Confidence != "" {
		t.Errorf("%v; confidences of %+v", err, m.Links)
	}
}

func TestWhatIsNoArrowTextIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		limit format.Limits
		want  error
	}{
		"empty":          {"", format.Limits{}, format.ErrFormat},
		"prose":          {"Dear all,\nthis is no map.\n", format.Limits{}, format.ErrFormat},
		"binary":         {"\x00\x01\xff\x00\x80\x00\x00\x00", format.Limits{}, format.ErrFormat},
		"half an arrow":  {"A ->+ \n", format.Limits{}, format.ErrFormat},
		"too large":      {"A ->+ B", format.Limits{Bytes: 3}, format.ErrLimit},
		"many variables": {"A ->+ B", format.Limits{Variables: 1}, format.ErrLimit},
		"many links":     {"A ->+ B ->+ C", format.Limits{Links: 1}, format.ErrLimit},
	} {
		if _, _, err := Format().Read(t.Context(), []byte(c.text), format.ReadOptions{Limits: c.limit}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestArrowTextIsRecognised(t *testing.T) {
	for head, want := range map[string]format.Certainty{
		"# T\nA ->+ B\nB ->- A\n": format.Surely, "A -> B\nB -* A\n": format.Perhaps, "A ->+ B\nLonely\n": format.No, "A ->+ B\nB ->+ C\nLonely\n": format.Perhaps,
		"digraph {\n a -> b;\n}": format.No, "flowchart LR\n a --> b\n": format.No, "sysmap: 1\nlinks:\n- a ->+ b\n": format.No, "from,to,sign\na,b,+\n": format.No, "": format.No,
	} {
		if got := Format().Recognise([]byte(head)); got != want {
			t.Errorf("%q: %v, want %v", head, got, want)
		}
	}
}

func TestRoundTripKeepsNamesAndSigns(t *testing.T) {
	names := []string{"Stress", "A -> B", "well-being", `say "so"`, `"quoted"`, `"half`, "# x", "- x", "* x", "+x", "-", "->", "*", "a*-b", "x\\", "?", "→", "Søvn", "<>", "a -", "- - x", "−5 °C", "A ->+ B"}
	rapid.Check(t, func(t *rapid.T) {
		m := &maps.Map{Title: maps.Plain("A title"), Language: maps.English}
		for i, label := range rapid.SliceOfNDistinct(rapid.OneOf(rapid.SampledFrom(names), rapid.StringMatching(`[ab<>*"\\+?#-]{1,6}`)), 2, 6, rapid.ID).Draw(t, "labels") {
			m.Variables = append(m.Variables, maps.Variable{ID: fmt.Sprintf("v%d", i), Label: maps.Plain(label)})
		}
		pick := rapid.IntRange(0, len(m.Variables)-1)
		seen := map[maps.LinkRef]bool{}
		for range rapid.IntRange(1, 8).Draw(t, "links") {
			l := maps.NewLink(m.Variables[pick.Draw(t, "from")].ID, m.Variables[pick.Draw(t, "to")].ID, rapid.SampledFrom([]maps.Sign{1, -1, 0}).Draw(t, "sign"))
			if !seen[l.Ref()] {
				m.Links = append(m.Links, l)
			}
			seen[l.Ref()] = true
		}
		var b bytes.Buffer
		w, err := Format().Write(&b, m, format.WriteOptions{})
		if err != nil || len(w.Losses) > 0 {
			t.Fatalf("%v; lost %s", err, formattest.Items(w.Losses))
		}
		again, r, err := Format().Read(t.Context(), b.Bytes(), format.ReadOptions{})
		if err != nil {
			t.Fatalf("%v\n%s", err, b.Bytes())
		}
		if len(w.Notes) > 0 {
			return // a label equals another's id, and the id was written
		}
		if len(r.Losses)+len(r.Notes) > 0 {
			t.Fatalf("lost %s, noted %s\n%s", formattest.Items(r.Losses), formattest.Items(r.Notes), b.Bytes())
		}
		if d := cmp.Diff(arrowsOf(m), arrowsOf(again)); d != "" || len(again.Variables) != len(m.Variables) || again.Title.Plain != "A title" {
			t.Fatalf("lost or changed (-want +got):\n%s\n%s", d, b.Bytes())
		}
		if d := cmp.Diff(m.Links, again.Links, cmpopts.IgnoreFields(maps.Link{}, "From", "To")); d != "" {
			t.Fatal(d)
		}
	})
}

func TestWhatArrowTextCannotHoldIsCounted(t *testing.T) {
	half, delay := 0.5, maps.Exactly(1)
	m := &maps.Map{
		Note: maps.Plain("n"), Time: maps.Month, Goal: maps.Goal{Raise: []string{"a"}}, Sources: []maps.Source{{}}, Categories: []maps.Category{{}}, Clusters: []maps.Cluster{{}},
		Variables: []maps.Variable{{ID: "a", Note: maps.Plain("n"), At: &maps.Position{}, Cluster: "c", Category: "k"}, {ID: "b"}},
		Links:     []maps.Link{{From: "b", To: "a", Sign: maps.Negative, StrengthStated: true, Confidence: maps.LowConfidence, Bend: &half, Delay: &delay, Core: true, Evidence: []maps.Evidence{{}}}},
		Actors:    []maps.Actor{{}}, Roles: []maps.Role{{}}, Efforts: []maps.Effort{{}}, Scenarios: []maps.Scenario{{}}, Views: []maps.View{{}}, Loops: []maps.Loop{{}},
	}
	var b bytes.Buffer
	r, err := Format().Write(&b, m, format.WriteOptions{})
	if err != nil || b.String() != "b ->- a\n" {
		t.Fatalf("%v; wrote %q", err, b.String())
	}
	for _, what := range []string{
		"notes of variables", "positions of variables", "clusters of variables", "categories of variables", "strengths of links", "confidences of links", "bends of links", "delays of links", "marks of links of the core loop",
		"evidence of links", "labels of clusters", "labels of categories", "sources of the map", "actors", "roles", "efforts", "scenarios", "views", "named loops", "the note about the map", "the goal", "the unit of time",
	} {
		if !strings.Contains("; "+formattest.Items(r.Losses)+";", "; 1 "+what+";") {
			t.Errorf("%q is not counted once in %s", what, formattest.Items(r.Losses))
		}
	}
}

func TestLongLinesTakeLinearTime(t *testing.T) {
	for name, text := range map[string]string{
		"dashes": "a " + strings.Repeat("-", 2<<20), "chain": strings.Repeat("a->", 300_000) + "a", "points": strings.Repeat("<", 2<<20), "spaced": strings.Repeat("a -> ", 300_000) + "b",
		"quotes": strings.Repeat(`"a`, 1<<19),
	} {
		if _, _, err := Format().Read(t.Context(), []byte(text), format.ReadOptions{}); err != nil && !errors.Is(err, format.ErrFormat) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDamagedAndRecodedFilesAreReadOrRefused(t *testing.T) {
	const text = "# Title\nStress ->- Sleep\nSleep ->+ \"Mood -> work\"\n"
	formattest.Damage(t, Format(), text+"Sleep *--> Mood\n")
	formattest.Encodings(t, Format(), text, format.Kept{Title: true})
}

func FuzzReading(f *testing.F) {
	for _, text := range []string{"# T\nA ->+ B\n", "A *-> B\nB -<> C\n", "\"a -> b\" ->- \"c\\\"\"\n", "a→b", "- a ->? b ->+ c", "\xff\xfea\x00", "<>-<>", "A --* B\rLonely"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) { formattest.Withstand(t, Format(), text) })
}

// BenchmarkReading reads 2,000 variables and 20,000 links; cutting the lines at
// an arrow stands beside it.
func BenchmarkReading(b *testing.B) {
	var text bytes.Buffer
	for i := range 20_000 {
		fmt.Fprintf(&text, "Level of variable %d %s Level of variable %d\n", i%2000, maps.Sign(i/2000%3-1).Arrow(), (i*7+i/2000)%2000)
	}
	b.Run("arrows", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			m, _, err := Format().Read(b.Context(), text.Bytes(), format.ReadOptions{})
			if err != nil || len(m.Variables) != 2000 || len(m.Links) != 20_000 {
				b.Fatal(err, len(m.Links))
			}
		}
	})
	b.Run("cut alone", func(b *testing.B) {
		for b.Loop() {
			for line := range strings.Lines(text.String()) {
				strings.Cut(line, "->")
			}
		}
	})
}
