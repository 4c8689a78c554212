package table

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/format/formattest"
)

// words are texts that are hard on a table, each one line long.
var words = []string{
	"Stress", "Søvn", "a, b", "a; b", `say "so"`, "=1+1", "+5", "-x", "@home", "'=x", "''-", "'quoted'", "a|b", "x\ty"[:1], "日本", "😀", "<b>", "1,5", "0.5", "yes", "from", "Faktor", "#x", "sep=;", "_x0041_", "_x005F_x0041_",
}

func randomTable(t *rapid.T, full bool) *maps.Map {
	m := &maps.Map{Title: maps.Plain("A title"), Language: rapid.SampledFrom(maps.Languages()).Draw(t, "language"), Time: rapid.SampledFrom([]maps.TimeUnit{"", maps.Month, maps.Year}).Draw(t, "time")}
	text := rapid.SampledFrom(words)
	maybe := func(name string) bool { return rapid.Bool().Draw(t, name) }
	for i := range 3 {
		m.Clusters = append(m.Clusters, maps.Cluster{ID: fmt.Sprintf("c-%d", i), Label: maps.Plain(fmt.Sprintf("C %d", i))})
		m.Categories = append(m.Categories, maps.Category{ID: fmt.Sprintf("k-%d", i), Label: maps.Plain(fmt.Sprintf("K %d", i))})
	}
	n := rapid.IntRange(3, 6).Draw(t, "variables")
	for i := range n {
		v := maps.Variable{ID: fmt.Sprintf("v%d", i), Label: maps.Plain(fmt.Sprintf("%s %d", text.Draw(t, "label"), i))}
		if full {
			v.Cluster, v.Category = m.Clusters[i%3].ID, m.Categories[i%3].ID
			v.Label = maps.Plain(text.Draw(t, "any label"))
			if maybe("note") {
				v.Note = maps.Plain(text.Draw(t, "note") + "\nsecond line")
			}
			if maybe("at") {
				v.At = &maps.Position{X: rapid.Float64Range(-1e6, 1e6).Draw(t, "x"), Y: 0.1}
			}
			if maybe("inertia") {
				v.Inertia = &maps.Range{Low: 0.5, High: rapid.Float64Range(0.5, 1e6).Draw(t, "inertia")}
			}
			if maybe("more") {
				v.Horizon = maps.SystemChange
				v.Measure = &maps.Measure{Indicator: maps.Plain(text.Draw(t, "indicator")), Unit: "kg"}
			}
		}
		m.Variables = append(m.Variables, v)
	}
	seen := map[maps.LinkRef]bool{}
	for range rapid.IntRange(0, 8).Draw(t, "links") {
		pick := rapid.IntRange(0, n-1)
		l := maps.NewLink(m.Variables[pick.Draw(t, "from")].ID, m.Variables[pick.Draw(t, "to")].ID, rapid.SampledFrom([]maps.Sign{1, -1, 0}).Draw(t, "sign"))
		if seen[l.Ref()] {
			continue
		}
		seen[l.Ref()] = true
		unit := rapid.Float64Range(0.0001, 1)
		if maybe("strength") {
			low := unit.Draw(t, "strength")
			l.Strength, l.StrengthStated = rapid.SampledFrom([]maps.Range{{Low: low, High: low}, {Low: low, High: 1}, {Low: 0.35, High: 0.65}}).Draw(t, "range"), true
		}
		if maybe("delay") {
			l.Delay = &maps.Range{Low: 0, High: rapid.SampledFrom([]float64{0, 1, 2.5}).Draw(t, "delay")}
		}
		if maybe("sure") {
			l.Confidence = rapid.SampledFrom([]maps.Confidence{maps.LowConfidence, maps.MediumConfidence, maps.HighConfidence}).Draw(t, "confidence")
			l.Probability, l.Core = unit.Draw(t, "probability"), maybe("core")
		}
		if maybe("note") {
			l.Note = maps.Plain(text.Draw(t, "note"))
			l.Evidence = []maps.Evidence{{Source: "Hansen"}, {Source: "Å, B", URL: "https://example.org/a;b,c"}}
		}
		m.Links = append(m.Links, l)
	}
	return m
}

// same compares maps by what tables keep, with ids as they stand.
func same(t *rapid.T, got, want *maps.Map) {
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		t.Fatalf("lost or changed (-want +got):\n%s", d)
	}
}

func TestAWorkbookKeepsWhatItHasColumnsFor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := randomTable(t, true)
		var b bytes.Buffer
		r, err := XLSX().Write(&b, m, format.WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Losses) > 0 {
			t.Fatalf("losses are %q", losses(r))
		}
		again, r, err := XLSX().Read(t.Context(), b.Bytes(), format.ReadOptions{Name: "x.xlsx"})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Losses) > 0 {
			t.Fatalf("losses are %q", losses(r))
		}
		want := *m
		timed := false
		for _, v := range m.Variables {
			timed = timed || v.Inertia != nil
		}
		if len(m.Variables) == 0 || !timed {
			want.Time = again.Time
		}
		// Clusters come in the order in which variables mention them.
		same(t, again, &want)
		formattest.Loads(t, again)
	})
}

func TestTextKeepsLinksAndNames(t *testing.T) {
	for _, f := range []format.Format{CSV(), TSV()} {
		rapid.Check(t, func(t *rapid.T) {
			m := randomTable(t, false)
			var b bytes.Buffer
			if _, err := f.Write(&b, m, format.WriteOptions{}); err != nil {
				t.Fatal(err)
			}
			again, r, err := f.Read(t.Context(), b.Bytes(), format.ReadOptions{Name: "A title.csv"})
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Losses)+len(r.Notes) > 0 {
				t.Fatalf("losses %q, notes %q in\n%s", losses(r), notes(r), b.Bytes())
			}
			// Without a file of variables, ids are made of labels and the
			// order is that of the links.
			byLabel := map[string]string{}
			for _, v := range m.Variables {
				byLabel[v.Label.Plain] = v.ID
			}
			ids := map[string]string{}
			for _, v := range again.Variables {
				ids[v.ID] = byLabel[v.Label.Plain]
			}
			for i := range again.Links {
				l := &again.Links[i]
				l.From, l.To = ids[l.From], ids[l.To]
			}
			if again.Language != m.Language {
				t.Fatalf("the language is %q in\n%s", again.Language, b.Bytes())
			}
			if d := cmp.Diff(m.Links, again.Links, cmpopts.EquateEmpty()); d != "" || len(again.Variables) != len(m.Variables) {
				t.Fatalf("%d variables of %d; links (-want +got):\n%s", len(again.Variables), len(m.Variables), d)
			}
		})
	}
}

func TestFilesOfLinksAndVariablesTogetherKeepEverything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := randomTable(t, true)
		var links, variables bytes.Buffer
		if _, err := WriteFiles(&links, &variables, m, format.WriteOptions{}); err != nil {
			t.Fatal(err)
		}
		again, r, err := ReadFiles(t.Context(), links.Bytes(), variables.Bytes(), format.ReadOptions{Name: "A title"})
		if err != nil || len(r.Losses) > 0 {
			t.Fatalf("%v %q", err, losses(r))
		}
		want := *m
		want.Time = again.Time
		same(t, again, &want)
	})
}

func TestWritingIsDeterministicAndDefused(t *testing.T) {
	m := &maps.Map{Language: maps.Danish, Title: maps.Plain("T"), Variables: []maps.Variable{
		{ID: "a", Label: maps.Plain(`=HYPERLINK("http://x")`)}, {ID: "b", Label: maps.Plain("Søvn")}, {ID: "c", Label: maps.Plain("Alene")},
	}}
	l := maps.NewLink("a", "b", maps.Negative)
	l.Strength, l.StrengthStated = maps.Exactly(0.5), true
	m.Links = []maps.Link{l}
	var b bytes.Buffer
	if _, err := CSV().Write(&b, m, format.WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	want := "\ufefffra;til;fortegn;styrke;forsinkelse;tillid;note;kilde\r\n\"'=HYPERLINK(\"\"http://x\"\")\";Søvn;-;0,5;;;;\r\nAlene;;;;;;;\r\n"
	if got := b.String(); got != want {
		t.Errorf("wrote\n%s\nwant\n%s", got, want)
	}
	for _, f := range []format.Format{CSV(), TSV(), XLSX()} {
		var one, two bytes.Buffer
		for _, b := range []*bytes.Buffer{&one, &two} {
			if _, err := f.Write(b, m, format.WriteOptions{Language: maps.English}); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(one.Bytes(), two.Bytes()) {
			t.Errorf("%s: two writings differ", f.Name)
		}
	}
}

func TestWhatATableCannotHoldIsCounted(t *testing.T) {
	bend := 0.5
	m := &maps.Map{
		Title: maps.Text{By: map[maps.Language]string{"en": "T", "da": "Ø"}}, Illustrative: true, Note: maps.Plain("n"), Goal: maps.Goal{Raise: []string{"a"}}, Sources: []maps.Source{{Text: maps.Plain("s")}},
		Categories: []maps.Category{{ID: "k", Colour: "#ffffff"}}, Clusters: []maps.Cluster{{ID: "c", Colour: "#ffffff"}},
		Variables: []maps.Variable{{ID: "a", Label: maps.Text{By: map[maps.Language]string{"en": "A", "da": "Å"}}, Accent: true, Cluster: "c", At: &maps.Position{}}, {ID: "b", Label: maps.Plain("a")}},
		Links:     []maps.Link{{From: "a", To: "b", Probability: 1, Bend: &bend, Evidence: []maps.Evidence{{Kind: maps.Study, Quote: maps.Plain("q"), URL: "folder/file"}}}},
		Actors:    []maps.Actor{{ID: "x"}}, Roles: []maps.Role{{Actor: "x"}}, Efforts: []maps.Effort{{ID: "e"}},
		Scenarios: []maps.Scenario{{ID: "s"}}, Views: []maps.View{{ID: "v"}}, Loops: []maps.Loop{{ID: "R1"}},
	}
	for _, c := range []struct {
		format format.Format
		want   []string
	}{
		{XLSX(), []string{"categories without variables"}},
		{CSV(), []string{"the title", "clusters of variables", "positions of variables"}},
	} {
		r, err := c.format.Write(&bytes.Buffer{}, m, format.WriteOptions{Language: maps.English})
		if err != nil {
			t.Fatal(err)
		}
		for _, what := range append(c.want, "the mark that the map is illustrative", "bends of links", "kinds of evidence", "quotes of evidence", "addresses of evidence that are not web addresses", "texts in other languages", "accents of variables",
			"colours of categories", "colours and notes of clusters", "notes about the map", "goals", "sources of the map", "actors", "roles", "efforts", "scenarios", "views", "named loops") {
			if !strings.Contains(losses(r), what+":") {
				t.Errorf("%s: %q is not counted in\n%s", c.format.Name, what, losses(r))
			}
		}
	}
}

func TestTextsThatACellCannotHoldAreCounted(t *testing.T) {
	m := &maps.Map{Variables: []maps.Variable{{ID: "a", Label: maps.Plain("A"), Note: maps.Plain(strings.Repeat("æ", 40_000))}}}
	var b bytes.Buffer
	r, err := XLSX().Write(&b, m, format.WriteOptions{})
	if err != nil || losses(r) != "ends of texts that are longer than a cell of Excel holds: variable, row 2" {
		t.Errorf("%v; losses are %q", err, losses(r))
	}
}

// book makes a workbook of sheets.
func book(t testing.TB, sheets map[string][][]any, order ...string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for _, name := range order {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for i, row := range sheets[name] {
			at, _ := excelize.CoordinatesToCellName(1, i+1)
			if err := f.SetSheetRow(name, at, &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWorkbooksOfPeopleAreRead(t *testing.T) {
	text := book(t, map[string][][]any{
		"Faktorer":       {{"Faktor", "Klynge"}, {"Søvn", "Krop"}},
		"Påvirkninger":   {{"Kortlægning, maj"}, {}, {"Fra", "Til", "Fortegn", "Styrke"}, {"søvn", "Humør", "+", 0.5}, {}, {"Humør", "Søvn", -1, "50%"}},
		"Rådata":         {{"dato", "mm regn"}, {1, 2}},
		"kladde(ignore)": {{"fra", "til"}, {"x", "y"}},
		"Vejledning":     {{"Skriv her"}},
	}, "Påvirkninger", "Faktorer", "Rådata", "kladde(ignore)", "Vejledning")
	m, r, err := XLSX().Read(t.Context(), text, format.ReadOptions{Name: "kort.xlsx"})
	if err != nil {
		t.Fatal(err)
	}
	formattest.Loads(t, m)
	if got := formattest.Links(m); got != "søvn ->+ humør, humør ->- søvn" || m.Variables[0].Cluster != "krop" || m.Links[1].Strength != maps.Exactly(0.5) {
		t.Errorf("read %s; %+v", got, m.Variables)
	}
	want := "rows above the titles: Påvirkninger, row 1: Kortlægning, maj"
	if got := losses(r); !strings.Contains(got, want) || !strings.Contains(got, "sheets that say they are to be ignored: kladde(ignore)") || !strings.Contains(got, "sheets without titles that tell what the columns hold: Rådata") {
		t.Errorf("losses are %q", got)
	}
}

func TestTemplatesAreReadBackEmptyAndFilledIn(t *testing.T) {
	for _, l := range maps.Languages() {
		var b bytes.Buffer
		if err := WriteTemplate(&b, maps.Map{Language: l, Time: maps.Month}); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if sheets := f.GetSheetList(); len(sheets) != 3 {
			t.Errorf("%s: sheets are %v", l, sheets)
		}
		name := f.GetSheetList()[0]
		if lists, err := f.GetDataValidations(name); err != nil || len(lists) != 2 {
			t.Errorf("%s: %d lists to choose from, %v", l, len(lists), err)
		}
		if err := f.SetSheetRow(name, "A2", &[]any{"Søvn", "Humør", "+", "", 2}); err != nil {
			t.Fatal(err)
		}
		var filled bytes.Buffer
		if err := f.Write(&filled); err != nil {
			t.Fatal(err)
		}
		for want, text := range map[int][]byte{0: b.Bytes(), 1: filled.Bytes()} {
			m, r, err := XLSX().Read(t.Context(), text, format.ReadOptions{})
			if err != nil || len(m.Links) != want || m.Time != maps.Month || len(r.Losses) > 0 {
				t.Errorf("%s: %v, %d links, want %d; time %q; losses %q", l, err, len(m.Links), want, m.Time, losses(r))
			}
		}
		var plain bytes.Buffer
		if err := WriteTextTemplate(&plain, maps.Map{Language: l}); err != nil {
			t.Fatal(err)
		}
		m, _ := read(t, plain.String()+map[maps.Language]string{maps.English: "a,b,+", maps.Danish: "a;b;+"}[l])
		if got := formattest.Links(m); got != "a ->+ b" {
			t.Errorf("%s: read %s", l, got)
		}
	}
}
