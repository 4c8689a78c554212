package matrix

import (
	"bytes"
	"errors"
	"fmt"
	"io"
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

func arrows(m *maps.Map) string {
	var list []string
	for _, l := range m.Links {
		text := l.Ref().String()
		if l.StrengthStated {
			text += fmt.Sprintf(" %v", l.Strength.Middle())
		}
		list = append(list, text)
	}
	return strings.Join(list, ", ")
}

func TestCellsAreTheInfluenceOfTheRowOnTheColumn(t *testing.T) {
	for name, c := range map[string]struct{ text, want, transposed string }{
		"signs":                 {"My map,A,B\nA,0,1\nB,-1,0\n", "a ->+ b, b ->- a", "b ->+ a, a ->- b"},
		"weights":               {",A,B\nA,0.5,1\nB,-0.25,\n", "a ->+ a 0.5, a ->+ b 1, b ->- a 0.25", "a ->+ a 0.5, b ->+ a 1, a ->- b 0.25"},
		"Danish":                {"\ufeff;A;Å\r\nA;0;0,5\r\nÅ;−0,5;?\r\n", "a ->+ å 0.5, å ->- a 0.5, å ->? å", "å ->+ a 0.5, a ->- å 0.5, å ->? å"},
		"plus and minus":        {"\tA\tB\nA\t\t+\nB\t-\t\n", "a ->+ b, b ->- a", "b ->+ a, a ->- b"},
		"rows in another order": {",A,B\nB,-1,0\nA,0,1\n", "b ->- a, a ->+ b", "a ->- b, b ->+ a"},
		"no names":              {"0,1\n-1,0\n", "variable-1 ->+ variable-2, variable-2 ->- variable-1", "variable-2 ->+ variable-1, variable-1 ->- variable-2"},
		"names twice":           {",A,A\nA,0,1\nA,-1,0\n", "a ->+ a-2, a-2 ->- a", "a-2 ->+ a, a ->- a-2"},
		"numbers as names":      {",1,2\n1,0,1\n2,-1,0\n", "1 ->+ 2, 2 ->- 1", "2 ->+ 1, 1 ->- 2"},
		"not square":            {",B,C\nA,1,0\nB,0,1\n", "a ->+ b, b ->+ c", "b ->+ a, c ->+ b"},
	} {
		for _, transposed := range []bool{false, true} {
			m, r, err := Format().Read(t.Context(), []byte(c.text), format.ReadOptions{Name: "x.csv", Transposed: transposed})
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			want := c.want
			if transposed {
				want = c.transposed
			}
			if got := arrows(m); got != want || len(r.Losses) > 0 {
				t.Errorf("%s, transposed %v: read %s, want %s; lost %s", name, transposed, got, want, formattest.Items(r.Losses))
			}
			if !strings.Contains(formattest.Items(r.Notes), "matrices read as the influence of the ") {
				t.Errorf("%s: the report does not say which way it was read: %s", name, formattest.Items(r.Notes))
			}
			formattest.Loads(t, m)
		}
	}
}

func TestTheCornerIsTheTitle(t *testing.T) {
	m, _, err := Format().Read(t.Context(), []byte("Kost og motion,A,B\nA,0,1\nB,1,0\n"), format.ReadOptions{Name: "folder/x.csv"})
	if err != nil || m.Title.Plain != "Kost og motion" {
		t.Errorf("%v; the title is %q", err, m.Title.Plain)
	}
}

func TestNothingIsLostInSilence(t *testing.T) {
	for text, want := range map[string]string{
		",A,B\nA,0,2\nB,0,0\n":       "1 strengths outside 0…1",
		",A,B\nA,0,x\nB,0,0\n":       "1 cells that are not numbers",
		",A,B\nA,0,NaN\nB,0,0\n":     "1 cells that are not numbers",
		",A,B\nA,0,1e999\nB,0,0\n":   "1 cells that are not numbers",
		",A,B\nA,0,0x1\nB,0,0\n":     "1 cells that are not numbers",
		",A,B\nA,0,1,1\nB,0,0\n":     "1 cells beyond the last name",
		",A\x01,B\nA\x01,0,1\nB,0,0": "2 texts with characters that cannot be read",
	} {
		m, r, err := Format().Read(t.Context(), []byte(text), format.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		formattest.Loads(t, m)
		if got := formattest.Items(r.Losses); got != want {
			t.Errorf("%q: losses are %q, want %q", text, got, want)
		}
	}
}

func TestWhatIsNoMatrixIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		limit format.Limits
		want  error
	}{
		"empty":          {"", format.Limits{}, format.ErrFormat},
		"prose":          {"Dear all,\nthis is, not, a matrix\n", format.Limits{}, format.ErrFormat},
		"one number":     {"5\n", format.Limits{}, format.ErrFormat},
		"an edge list":   {"from,to,sign\na,b,c\nb,c,d\n", format.Limits{}, format.ErrFormat},
		"binary":         {"\x00\x01\xff\x00\x80\x00\x00\x00", format.Limits{}, format.ErrFormat},
		"too large":      {",A,B\nA,0,1\n", format.Limits{Bytes: 4}, format.ErrLimit},
		"many variables": {",A,B\nA,0,1\n", format.Limits{Variables: 1}, format.ErrLimit},
		"many links":     {",A,B\nA,1,1\n", format.Limits{Links: 1}, format.ErrLimit},
	} {
		if _, _, err := Format().Read(t.Context(), []byte(c.text), format.ReadOptions{Limits: c.limit}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	many := &maps.Map{Variables: make([]maps.Variable, mostWritten+1)}
	if _, err := Format().Write(io.Discard, many, format.WriteOptions{}); !errors.Is(err, format.ErrLimit) {
		t.Errorf("a matrix that would fill the disk: %v", err)
	}
}

func TestMatricesAreRecognised(t *testing.T) {
	for head, want := range map[string]format.Certainty{
		"x,A,B\nA,0,1\nB,1,0\n": format.Surely, ";A;B\r\nA;0;0,5\r\n": format.Surely, "from,to,sign\na,b,+\n": format.No,
		"to,to\nto,+\n": format.Surely, "{}": format.No, "": format.No, "x,A,B\nA,0,": format.Surely,
	} {
		if got := Format().Recognise([]byte(head)); got != want {
			t.Errorf("%q: %v, want %v", head, got, want)
		}
	}
}

func TestRoundTripKeepsSignsStrengthsAndNames(t *testing.T) {
	names := []string{"Stress", "Søvn, dyb", `say "so"`, "=1+1", "-x", "'@y", "a;b", "😀 smile"}
	rapid.Check(t, func(t *rapid.T) {
		m := &maps.Map{Title: maps.Plain("A title"), Language: rapid.SampledFrom(maps.Languages()).Draw(t, "language")}
		n := rapid.IntRange(2, 5).Draw(t, "variables")
		var used format.Names
		for range n {
			label := rapid.SampledFrom(names).Draw(t, "label")
			m.Variables = append(m.Variables, maps.Variable{ID: used.ID(label), Label: maps.Plain(label)})
		}
		weighted := rapid.Bool().Draw(t, "weighted")
		for i := range n {
			for j := range n {
				if !rapid.Bool().Draw(t, "linked") {
					continue
				}
				l := maps.NewLink(m.Variables[i].ID, m.Variables[j].ID, rapid.SampledFrom([]maps.Sign{1, -1, 0}).Draw(t, "sign"))
				if weighted && l.Sign != maps.Unknown {
					l.Strength, l.StrengthStated = maps.Exactly(rapid.Float64Range(0.001, 0.999).Draw(t, "strength")), true
				}
				m.Links = append(m.Links, l)
			}
		}
		for _, transposed := range []bool{false, true} {
			var b bytes.Buffer
			r, err := Format().Write(&b, m, format.WriteOptions{Transposed: transposed})
			if err != nil || len(r.Losses) > 0 {
				t.Fatalf("%v; lost %s", err, formattest.Items(r.Losses))
			}
			again, r, err := Format().Read(t.Context(), b.Bytes(), format.ReadOptions{Transposed: transposed})
			if err != nil || len(r.Losses) > 0 {
				t.Fatalf("%v; lost %s", err, formattest.Items(r.Losses))
			}
			byEnds := cmpopts.SortSlices(func(a, b maps.Link) bool { return a.Ref().String() < b.Ref().String() })
			want := *m
			want.Language = maps.English
			if d := cmp.Diff(&want, again, cmpopts.EquateEmpty(), byEnds); d != "" {
				t.Fatalf("lost or changed (-want +got):\n%s\n%s", d, b.Bytes())
			}
		}
	})
}

func TestWhatAMatrixCannotHoldIsCounted(t *testing.T) {
	half, delay := 0.5, maps.Exactly(1)
	strong := maps.NewLink("b", "b", maps.Positive)
	strong.Strength, strong.StrengthStated = maps.Range{Low: 0.2, High: 0.4}, true
	m := &maps.Map{
		Note: maps.Plain("n"), Time: maps.Month, Goal: maps.Goal{Raise: []string{"a"}}, Sources: []maps.Source{{}}, Categories: []maps.Category{{}}, Clusters: []maps.Cluster{{}},
		Variables: []maps.Variable{{ID: "a", Note: maps.Plain("n"), At: &maps.Position{}, Cluster: "c", Category: "k"}, {ID: "b"}},
		Links:     []maps.Link{maps.NewLink("a", "b", maps.Positive), maps.NewLink("a", "b", maps.Negative), strong, {From: "b", To: "a", Sign: maps.Negative, Bend: &half, Delay: &delay, Core: true, Evidence: []maps.Evidence{{}}}},
		Actors:    []maps.Actor{{}}, Roles: []maps.Role{{}}, Efforts: []maps.Effort{{}}, Scenarios: []maps.Scenario{{}}, Views: []maps.View{{}}, Loops: []maps.Loop{{}},
	}
	var b bytes.Buffer
	r, err := Format().Write(&b, m, format.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, what := range []string{
		"links beside another with the same ends", "notes of variables", "positions of variables", "clusters of variables", "categories of variables", "bends of links", "delays of links", "marks of links of the core loop", "evidence of links",
		"labels of clusters", "labels of categories", "sources of the map", "actors", "roles", "efforts", "scenarios", "views", "named loops", "the note about the map", "the goal", "the unit of time", "ranges of strengths, written as their middles",
	} {
		if !strings.Contains(formattest.Items(r.Losses)+";", "1 "+what+";") {
			t.Errorf("%q is not counted once in %s", what, formattest.Items(r.Losses))
		}
	}
	if got, want := b.String(), ",a,b\na,0,1\nb,-1,0.3\n"; got != want {
		t.Errorf("wrote\n%swant\n%s", got, want)
	}
}

func TestDamagedAndRecodedFilesAreReadOrRefused(t *testing.T) {
	const text = "Title,A,B\nA,0,0.5\nB,-1,0\n"
	formattest.Damage(t, Format(), text)
	formattest.Encodings(t, Format(), text, format.Kept{Title: true, Strengths: true, Ranges: true})
}

func FuzzReading(f *testing.F) {
	for _, text := range []string{",A,B\nA,0,1\nB,-1,0\n", "\ufeff;A;Å\r\nA;0;0,5\r\n", "0,1\n1,0\n", ",A,A\nA,\"1\n", "x\t\t\n", "'=a,b\nb,?\n", "\xff\xfea\x00,\x00"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) { formattest.Withstand(t, Format(), text) })
}

// BenchmarkReading reads 2,000 variables and 20,000 links, which are four
// million cells; splitting the text into cells alone stands beside it.
func BenchmarkReading(b *testing.B) {
	var text bytes.Buffer
	if _, err := Format().Write(&text, formattest.Large(), format.WriteOptions{}); err != nil {
		b.Fatal(err)
	}
	b.Run("matrix", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			got, _, err := Format().Read(b.Context(), text.Bytes(), format.ReadOptions{})
			if err != nil || len(got.Variables) != 2000 || len(got.Links) < 19_000 {
				b.Fatal(err, len(got.Links))
			}
		}
	})
	b.Run("commas alone", func(b *testing.B) {
		for b.Loop() {
			for line := range bytes.Lines(text.Bytes()) {
				bytes.Split(line, []byte(","))
			}
		}
	})
}

// TestMatricesOfRAreRead holds what write.table and write.csv make of a matrix.
func TestMatricesOfRAreRead(t *testing.T) {
	for name, text := range map[string]string{
		"write.csv":                    "\"\",\"Stress\",\"Sleep\"\n\"Stress\",0,-1\n\"Sleep\",1,0\n",
		"write.table":                  "\"Stress\" \"Sleep\"\n\"Stress\" 0 -1\n\"Sleep\" 1 0\n",
		"write.table with commas":      "\"Stress\",\"Sleep\"\n\"Stress\",0,-1\n\"Sleep\",1,0\n",
		"write.csv without row names":  "\"Stress\",\"Sleep\"\n0,-1\n1,0\n",
		"write.csv2 without row names": "\"Stress\";\"Sleep\"\n0;-1,0\n1,0;0\n",
	} {
		if Format().Recognise([]byte(text)) == format.No {
			t.Errorf("%s: not recognised", name)
		}
		m, r, err := Format().Read(t.Context(), []byte(text), format.ReadOptions{Name: "x.csv"})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got, want := formattest.Links(m), "stress ->- sleep, sleep ->+ stress"; got != want || len(r.Losses) > 0 {
			t.Errorf("%s: read %s with losses %v, want %s", name, got, r.Losses, want)
		}
	}
}

// TestAOneOnALongerScaleIsNotTheStrongest guards against reading the weakest of
// three as the whole strength.
func TestAOneOnALongerScaleIsNotTheStrongest(t *testing.T) {
	m, r, err := Format().Read(t.Context(), []byte(",a,b\na,,1\nb,-3,\n"), format.ReadOptions{Name: "x.csv"})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range m.Links {
		if l.StrengthStated {
			t.Errorf("%s has strength %v", l.Ref(), l.Strength)
		}
	}
	if len(r.Losses) != 1 || r.Losses[0].Count != 2 {
		t.Errorf("losses are %v", r.Losses)
	}
}

func TestAMatrixInAWorkbookIsRead(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range [][]any{{"", "Stress", "Søvn"}, {}, {"Stress", 0, -0.5}, {"Søvn", 1, nil}} {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.NewSheet("Other"); err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellStr("Other", "A1", "about"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	m, r, err := ReadWorkbook(t.Context(), b.Bytes(), format.ReadOptions{Name: "x.xlsx"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := formattest.Links(m), "stress ->- søvn, søvn ->+ stress"; got != want || m.Links[0].Strength != maps.Exactly(0.5) {
		t.Errorf("read %s, want %s", got, want)
	}
	if len(r.Losses) != 1 || r.Losses[0].What != "sheets beside the matrix" {
		t.Errorf("losses are %v", r.Losses)
	}
}

func FuzzWorkbook(f *testing.F) {
	book := excelize.NewFile()
	defer book.Close()
	for i, row := range [][]any{{"", "a", "b"}, {"a", 0, -1}, {"b", 0.5, "+"}} {
		if err := book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			f.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, text []byte) {
		m, r, err := ReadWorkbook(t.Context(), text, format.ReadOptions{Name: "x.xlsx"})
		if err == nil {
			formattest.Loads(t, m)
		} else if m != nil || r != nil {
			t.Error("a map beside an error")
		}
	})
}
