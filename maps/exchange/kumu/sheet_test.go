package kumu

import (
	"bytes"
	"context"
	"errors"
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

// book makes a workbook of sheets.
func book(t testing.TB, names []string, sheets map[string][][]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for _, name := range names {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for i, row := range sheets[name] {
			if err := f.SetSheetRow(name, fmt.Sprint("A", i+1), &row); err != nil {
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

func TestAWorkbookOfKumuIsRead(t *testing.T) {
	text := book(t, []string{"Connections", "Elements", "Ideas (ignore)", "Budget"}, map[string][][]any{
		"Connections":    {{"From", "To", "Direction", "Label", "Type", "Tags", "Strength"}, {"Stress", "sleep", "directed", "", "Opposite", "", 0.5}, {}, {"Sleep", "Mood", "mutual", "good night", "+", "night|day"}, {"", "Mood", "", "", "+"}},
		"Elements":       {{"Label", "Type", "Description", "Tags", "Cost"}, {"Sleep", "Body", "hours", "a|b", 7}, {"Stress"}},
		"Ideas (ignore)": {{"Label"}, {"Nothing"}},
		"Budget":         {{"Year", "Amount"}, {1, 2}},
	})
	m, r, err := XLSX().Read(t.Context(), text, format.ReadOptions{Name: "town.xlsx"})
	if err != nil {
		t.Fatal(err)
	}
	formattest.Loads(t, m)
	if got, want := formattest.Links(m), "stress ->- sleep, sleep ->+ mood, mood ->+ sleep"; got != want {
		t.Errorf("read %s, want %s", got, want)
	}
	if m.Links[0].Strength != maps.Exactly(0.5) || m.Links[1].Note.Plain != "good night" || m.Variables[0].Category != "body" || m.Variables[0].Note.Plain != "hours" || m.Title.Plain != "town" {
		t.Errorf("links %+v, variables %+v", m.Links, m.Variables)
	}
	if got, want := formattest.Items(r.Losses), "4 tags; 1 attributes of elements; 1 sheets that say they are to be ignored; 1 sheets that are neither of elements nor of connections; 1 connections to deleted elements"; got != want {
		t.Errorf("losses are %q, want %q", got, want)
	}
}

func TestTablesOfKumuInTextAreRead(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"connections":   {"From,To,Direction,Label,Type,Tags\nA,B,directed,,Same,\nB,A,directed,,--,x\n", "a ->+ b, b ->- a"},
		"semicolons":    {"\ufefffrom;to;type\r\nÅ;B;+\r\n", "å ->+ b"},
		"Windows-1252":  {"From,To,Type\n\xc5,B,+\n", "å ->+ b"},
		"elements only": {"Label,Type,Description,Tags\nA,x,\"two\nlines\",\n", ""},
		"defused":       {"From,To,Type\n'=A,B,'-\n", "a ->- b"},
	} {
		m, _, err := CSV().Read(t.Context(), []byte(c.text), format.ReadOptions{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		formattest.Loads(t, m)
		if got := formattest.Links(m); got != c.want {
			t.Errorf("%s: read %s, want %s", name, got, c.want)
		}
	}
}

func TestWhatIsNoTableOfKumuIsRefused(t *testing.T) {
	good := book(t, []string{"C"}, map[string][][]any{"C": {{"From", "To"}, {"a", "b"}, {"b", "c"}}})
	for name, c := range map[string]struct {
		format format.Format
		text   []byte
		limit  format.Limits
		want   error
	}{
		"empty text":     {CSV(), nil, format.Limits{}, format.ErrFormat},
		"prose":          {CSV(), []byte("Dear all,\nno table"), format.Limits{}, format.ErrFormat},
		"zero bytes":     {CSV(), []byte("From,To\na\x00,b"), format.Limits{}, format.ErrFormat},
		"large text":     {CSV(), []byte("From,To\na,b"), format.Limits{Bytes: 3}, format.ErrLimit},
		"many rows":      {CSV(), []byte("From,To\na,b\nb,c"), format.Limits{Links: 1}, format.ErrLimit},
		"no zip":         {XLSX(), []byte("PK\x03\x04"), format.Limits{}, format.ErrFormat},
		"truncated":      {XLSX(), good[:len(good)/2], format.Limits{}, format.ErrFormat},
		"a large file":   {XLSX(), good, format.Limits{Bytes: 100}, format.ErrLimit},
		"a zip bomb":     {XLSX(), good, format.Limits{Bytes: int64(len(good))}, format.ErrLimit},
		"other sheets":   {XLSX(), book(t, []string{"C"}, map[string][][]any{"C": {{"Year"}}}), format.Limits{}, format.ErrFormat},
		"many elements":  {XLSX(), good, format.Limits{Variables: 2}, format.ErrLimit},
		"many links":     {XLSX(), good, format.Limits{Links: 1}, format.ErrLimit},
		"an empty sheet": {XLSX(), book(t, []string{"C"}, nil), format.Limits{}, format.ErrFormat},
	} {
		if _, _, err := c.format.Read(t.Context(), c.text, format.ReadOptions{Limits: c.limit}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestTablesOfKumuAreRecognised(t *testing.T) {
	for head, want := range map[string]format.Certainty{
		"From,To,Direction,Label,Type,Tags\nA,B": format.Surely, "Label,Type,Description,Tags": format.Surely, "\ufeffFrom;To;Type\r\n": format.Perhaps,
		"from,to,sign\na,b,+": format.No, "{}": format.No, "": format.No,
	} {
		if got := CSV().Recognise([]byte(head)); got != want {
			t.Errorf("%q: %v, want %v", head, got, want)
		}
	}
}

func TestTablesKeepEverythingButLoops(t *testing.T) {
	texts := []string{"Stress", "Søvn", `say "so"`, "=1+1", "'=x", "- dash", "a,b", "a|b", "😀 smile", "_x0041_x0042_", "1.5", "true"}
	for _, f := range []format.Format{XLSX(), CSV()} {
		rapid.Check(t, func(t *rapid.T) {
			text := rapid.SampledFrom(texts)
			m := &maps.Map{Language: maps.English}
			var used format.Names
			for _, label := range rapid.SliceOfNDistinct(text, 2, 5, rapid.ID).Draw(t, "labels") {
				v := maps.Variable{ID: used.ID(label), Label: maps.Plain(label)}
				if f.Name == "kumu-xlsx" {
					v.Note, v.Category, v.Cluster = maps.Plain(text.Draw(t, "note")+"\nline"), "k", "c"
				}
				m.Variables = append(m.Variables, v)
			}
			if f.Name == "kumu-xlsx" {
				m.Categories, m.Clusters = []maps.Category{{ID: "k", Label: maps.Plain("K")}}, []maps.Cluster{{ID: "c", Label: maps.Plain("C")}}
			}
			for i, v := range m.Variables {
				l := maps.NewLink(v.ID, m.Variables[(i+1)%len(m.Variables)].ID, rapid.SampledFrom([]maps.Sign{1, -1, 0}).Draw(t, "sign"))
				if rapid.Bool().Draw(t, "more") {
					l.Note, l.Confidence, l.Probability = maps.Plain(text.Draw(t, "note")), maps.LowConfidence, rapid.Float64Range(0.001, 1).Draw(t, "probability")
					l.Strength, l.StrengthStated, l.Delay = maps.Range{Low: 0.25, High: rapid.Float64Range(0.25, 1).Draw(t, "high")}, true, &maps.Range{Low: 2, High: 2}
				}
				m.Links = append(m.Links, l)
			}
			var b, again bytes.Buffer
			for _, to := range []*bytes.Buffer{&b, &again} {
				w, err := f.Write(to, m, format.WriteOptions{})
				if err != nil || len(w.Losses)+len(w.Notes) > 0 {
					t.Fatalf("%v; lost %s; noted %s", err, formattest.Items(w.Losses), formattest.Items(w.Notes))
				}
			}
			if !bytes.Equal(b.Bytes(), again.Bytes()) {
				t.Fatal("two writings differ")
			}
			back, r, err := f.Read(context.Background(), b.Bytes(), format.ReadOptions{})
			if err != nil || len(r.Losses) > 0 {
				t.Fatalf("%v; lost %s", err, formattest.Items(r.Losses))
			}
			if f.Name == "kumu-csv" {
				// Ids that labels without letters get depend on the order.
				if got, want := labelled(back), labelled(m); got != want {
					t.Fatalf("got\n%s\nwant\n%s", got, want)
				}
				return
			}
			if d := cmp.Diff(m, back, cmpopts.EquateEmpty()); d != "" {
				t.Fatalf("lost or changed (-want +got):\n%s", d)
			}
		})
	}
}

// labelled tells the links of a map by the labels of their ends.
func labelled(m *maps.Map) string {
	var lines []string
	for _, l := range m.Links {
		lines = append(lines, fmt.Sprint(m.Variable(l.From).Label.Plain, l.Sign.Arrow(), m.Variable(l.To).Label.Plain, l.Strength, l.Confidence, l.Probability, l.Note.Plain, l.Delay != nil))
	}
	return strings.Join(lines, "\n")
}

func TestElementsWithOneLabelAreToldApartInTables(t *testing.T) {
	m := &maps.Map{Variables: []maps.Variable{{ID: "a", Label: maps.Plain("Food")}, {ID: "b", Label: maps.Plain("food")}, {ID: "c", Label: maps.Plain(strings.Repeat("x", 40_000))}}, Links: []maps.Link{maps.NewLink("a", "b", maps.Positive)}}
	var b bytes.Buffer
	r, err := XLSX().Write(&b, m, format.WriteOptions{})
	if err != nil || formattest.Items(r.Notes) != "2 labels of several elements, told apart by their ids" || formattest.Items(r.Losses) != "1 ends of texts that are longer than a cell of Excel holds" {
		t.Fatalf("%v; noted %s; lost %s", err, formattest.Items(r.Notes), formattest.Items(r.Losses))
	}
	back, _, err := XLSX().Read(t.Context(), b.Bytes(), format.ReadOptions{})
	if err != nil || formattest.Links(back) != "food-a ->+ food-b" {
		t.Errorf("%v; read %s", err, formattest.Links(back))
	}
	r, err = CSV().Write(&b, m, format.WriteOptions{})
	if err != nil || formattest.Items(r.Losses) != "1 elements without connections" || r.Variables != 2 {
		t.Errorf("%v; lost %s", err, formattest.Items(r.Losses))
	}
}

func FuzzTables(f *testing.F) {
	for _, text := range []string{"From,To,Direction,Label,Type,Tags\nA,B,mutual,+,+-,x|y\n", "Label;Type\n'=a;b\n", "from,to,to\n\"a\nb\",\n"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) { formattest.Withstand(t, CSV(), text) })
}

func FuzzWorkbook(f *testing.F) {
	f.Add(book(f, []string{"C"}, map[string][][]any{"C": {{"From", "To", "Type"}, {"a", "b", "+"}}}))
	f.Fuzz(func(t *testing.T, text []byte) { formattest.Withstand(t, XLSX(), text) })
}
