package table

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/format/formattest"
)

func FuzzText(f *testing.F) {
	for _, text := range []string{
		"from,to,sign\na,b,+\n", "fra;til;fortegn;styrke\r\nå;b;-;0,5\r\n\r\nfaktor;klynge\r\nå;k\r\n", "a\tb\t-1\n", "sep=|\nfrom|to\n'=a|b\n",
		"from,to,sign\n\"a\nb\",c,+\n\"open", "\xff\xfef\x00r\x00", "from,to,x\r\xe6,\xf8,\x00", "variable,x,y\na,1e400,NaN\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		TSV().Recognise(text)
		formattest.Withstand(t, CSV(), text)
	})
}

func FuzzWorkbook(f *testing.F) {
	f.Add(book(f, map[string][][]any{"L": {{"from", "to", "sign"}, {"a", "b", "+"}}}, "L"))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, text []byte) { formattest.Withstand(t, XLSX(), text) })
}

func TestDamagedAndRecodedTablesAreReadOrRefused(t *testing.T) {
	const text = "from;to;sign;strength\nStress;Sleep;-;0,5\nSleep;Mood;+;\n\nvariable;cluster\nSleep;Body\n"
	formattest.Damage(t, CSV(), text)
	formattest.Encodings(t, CSV(), text, workbookKeeps)
}

// workbookKeeps is what the two sheets hold; the unit of time only where there
// is a column to say it in.
var workbookKeeps = format.Kept{
	Title: true, Categories: true, Clusters: true, Positions: true, Notes: true, Units: true, Inertias: true, Horizons: true,
	Strengths: true, Delays: true, Ranges: true, Confidences: true, Probabilities: true, Core: true, LinkNotes: true,
}

func TestAnyMapSurvivesAWorkbook(t *testing.T) {
	formattest.RoundTrip(t, XLSX(), workbookKeeps, nil)
}

// parts replaces parts of a workbook.
func parts(t *testing.T, text []byte, change map[string]string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if c, ok := change[f.Name]; ok {
			content = []byte(c)
		}
		out, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := out.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestHostileWorkbooksEndInAnErrorOrAMap(t *testing.T) {
	good := book(t, map[string][][]any{"L": {{"from", "to", "sign"}, {"a", "b", "+"}}}, "L")
	const sheet = "xl/worksheets/sheet2.xml"
	head := `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`
	wide := strings.Repeat(`<row><c r="XFD1"><v>1</v></c></row>`, 3000)
	for name, c := range map[string]struct {
		text []byte
		want error
	}{
		"a zip bomb":      {parts(t, good, map[string]string{sheet: strings.Repeat(" ", 2<<20)}), format.ErrLimit},
		"a far row":       {parts(t, good, map[string]string{sheet: head + `<row r="999999999999"><c><v>1</v></c></row>`}), format.ErrLimit},
		"wide rows":       {parts(t, good, map[string]string{sheet: head + wide}), format.ErrLimit},
		"entities":        {parts(t, good, map[string]string{sheet: `<!DOCTYPE x [<!ENTITY a "aaaa">]>` + head + `<row><c t="str"><v>&a;</v></c></row>`}), format.ErrFormat},
		"no sheets":       {parts(t, good, map[string]string{"xl/workbook.xml": "<workbook/>"}), format.ErrFormat},
		"a broken string": {parts(t, good, map[string]string{sheet: head + `<row><c t="s"><v>99999999999</v></c></row>`}), format.ErrFormat},
		"truncated":       {good[:len(good)/2], format.ErrFormat},
		"not a zip":       {[]byte("PK\x03\x04 and no more"), format.ErrFormat},
	} {
		limits := format.Limits{Bytes: 1 << 20}
		_, _, err := XLSX().Read(t.Context(), c.text, format.ReadOptions{Limits: limits})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	archive := make([]byte, len(good))
	copy(archive, good)
	// The sizes that a zip archive declares are in its directory at the end.
	at := bytes.LastIndex(archive, []byte("PK\x01\x02"))
	copy(archive[at+24:], "\xff\xff\xff\xff")
	if _, _, err := XLSX().Read(t.Context(), archive, format.ReadOptions{}); err == nil {
		t.Error("a workbook that lies about its size is read")
	}
}

func TestReadingEndsWhenItIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	text := manyRows(50, 5000, ",")
	if _, _, err := CSV().Read(ctx, text, format.ReadOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}

func TestManyLabelsForOneIDTakeLinearTime(t *testing.T) {
	var b strings.Builder
	b.WriteString("from,to,sign\n")
	for i := range 10_000 {
		fmt.Fprintf(&b, "%s,%s,+\n", strings.Repeat("!", i%140+1)+strings.Repeat("?", i/140), "a"+strings.Repeat(".", i%140)+strings.Repeat(":", i/140))
	}
	m, _, err := CSV().Read(t.Context(), []byte(b.String()), format.ReadOptions{})
	if err != nil || len(m.Variables) != 20_000 {
		t.Fatalf("%v", err)
	}
}

func manyRows(variables, links int, comma string) []byte {
	var b bytes.Buffer
	fmt.Fprintln(&b, strings.Join([]string{"from", "to", "sign", "strength", "delay", "confidence", "note"}, comma))
	for i := range links {
		fmt.Fprintln(&b, strings.Join([]string{
			fmt.Sprintf("Level of variable %d", i%variables), fmt.Sprintf("Level of variable %d", (i*7+i/variables)%variables),
			[]string{"+", "-", "?"}[i/variables%3], "0.5", "2", "high", "said in the second workshop",
		}, comma))
	}
	return b.Bytes()
}

// BenchmarkReading reads 2,000 variables and 20,000 links, as text and as a
// workbook; the map's own format stands beside it.
func BenchmarkReading(b *testing.B) {
	text := manyRows(2000, 20_000, ",")
	m, _, err := CSV().Read(b.Context(), text, format.ReadOptions{})
	if err != nil || len(m.Variables) != 2000 || len(m.Links) != 20_000 {
		b.Fatal(err, len(m.Variables), len(m.Links))
	}
	var workbook, native bytes.Buffer
	if _, err := XLSX().Write(&workbook, m, format.WriteOptions{}); err != nil {
		b.Fatal(err)
	}
	if err := maps.Write(&native, m); err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name string
		read func() error
	}{
		{"CSV", func() error { _, _, err := CSV().Read(b.Context(), text, format.ReadOptions{}); return err }},
		{"XLSX", func() error {
			_, _, err := XLSX().Read(b.Context(), workbook.Bytes(), format.ReadOptions{})
			return err
		}},
		{"native", func() error { _, err := (&maps.Loader{}).Parse(b.Context(), "m", native.Bytes()); return err }},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := c.read(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
