package exchange_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sysmap/maps"
	"sysmap/maps/exchange"
	"sysmap/maps/exchange/format"
	"sysmap/maps/library"
)

func load(t testing.TB, ref string) *maps.Map {
	t.Helper()
	loader := maps.Loader{Library: library.Source}
	m, err := loader.Load(context.Background(), ref)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestWhatIsWrittenIsRecognisedAndReadBack writes maps in every format and
// reads them again without saying what they are.
func TestWhatIsWrittenIsRecognisedAndReadBack(t *testing.T) {
	for _, ref := range []string{"foresight", "../../examples/ensomhed/map.yaml", "../../examples/classroom/map.yaml"} {
		m := load(t, ref)
		for _, f := range exchange.Formats() {
			if f.Write == nil || f.Read == nil {
				continue
			}
			t.Run(f.Name+" "+filepath.Base(filepath.Dir(ref)), func(t *testing.T) {
				var text bytes.Buffer
				written, err := f.Write(&text, m, format.WriteOptions{})
				if err != nil {
					t.Fatal(err)
				}
				links := written.Positive + written.Negative + written.Unknown
				if links < len(m.Links) && len(written.Losses) == 0 {
					t.Errorf("%d of %d links were written, and nothing is said of the others", links, len(m.Links))
				}
				name := "map." + f.Endings[0]
				got, ok := exchange.Recognise(name, text.Bytes())
				from := ""
				switch {
				case f.Recognise == nil:
					from = f.Name // only people can tell
				case !ok || got.Name != f.Name:
					t.Fatalf("recognised as %q", got.Name)
				}
				back, report, err := exchange.Read(context.Background(), from, text.Bytes(), format.ReadOptions{Name: name})
				if err != nil {
					t.Fatal(err)
				}
				if len(back.Variables) != len(m.Variables) || len(back.Links) != links {
					t.Errorf("%d variables and %d links, want %d and %d; losses %v", len(back.Variables), len(back.Links), len(m.Variables), links, report.Losses)
				}
				native, err := maps.Encode(back)
				if err != nil {
					t.Fatal(err)
				}
				if !exchange.IsNative(native) {
					t.Error("our own format is not told apart")
				}
			})
		}
	}
}

func TestOnlyAKeyAtTheTopMakesAFileOurs(t *testing.T) {
	for text, want := range map[string]bool{
		`{"sysmap": 1, "variables": {}}`: true, `{"title": {"sysmap": 1}, "sysmap": 1}`: true, "# a map\nsysmap: 1\n": true,
		`{"generated_by": "sysmap"}`: false, `{"data": {"sysmap": 1}}`: false, `{"a": ["sysmap", 1], "sysmap`: false, "title: sysmap: 1": false,
	} {
		if exchange.IsNative([]byte(text)) != want {
			t.Errorf("%s: not %v", text, want)
		}
	}
}

func TestAFileThatIsOnlyWrittenSaysSo(t *testing.T) {
	_, _, err := exchange.Read(context.Background(), "", []byte("flowchart LR\n"), format.ReadOptions{Name: "map.mmd"})
	if !errors.Is(err, exchange.ErrUnknown) || !strings.Contains(err.Error(), "Mermaid flowchart is written, not read") {
		t.Error(err)
	}
}

func TestWhatIsOnlyWrittenIsNotTakenForSomethingElse(t *testing.T) {
	m := load(t, "../../examples/classroom/map.yaml")
	for _, f := range exchange.Formats() {
		if f.Read != nil {
			continue
		}
		var text bytes.Buffer
		if _, err := f.Write(&text, m, format.WriteOptions{}); err != nil {
			t.Fatal(err)
		}
		for _, ending := range append(f.Endings, "json", "txt") {
			if got, ok := exchange.Recognise("map."+ending, text.Bytes()); ok {
				t.Errorf("%s in map.%s is taken for %s", f.Name, ending, got.Name)
			}
		}
	}
}

func TestTheEndingSaysWhatToWriteOrThatItCannot(t *testing.T) {
	m := load(t, "../../examples/classroom/map.yaml")
	for name, want := range map[string]string{"a.csv": "csv", "a.XLSX": "xlsx", "a.graphml": "graphml", "a.json": "", "a.unknown": "", "a": ""} {
		var text bytes.Buffer
		report, err := exchange.Write(&text, "", name, m, format.WriteOptions{})
		switch {
		case want == "" && (err == nil || !strings.Contains(err.Error(), "--to")):
			t.Errorf("%s: %v", name, err)
		case want != "" && (err != nil || report.Format != want):
			t.Errorf("%s: %v, %v", name, report, err)
		}
	}
}

func TestNamesAndEndingsAreToldApart(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range exchange.Formats() {
		if seen[f.Name] || f.Name == exchange.Native || f.Title == "" || len(f.Endings) == 0 || f.Read == nil && f.Write == nil {
			t.Errorf("%+v", f.Name)
		}
		seen[f.Name] = true
		if got, err := exchange.Named(f.Name); err != nil || got.Title != f.Title {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
	if _, err := exchange.Named("papyrus"); err == nil || !strings.Contains(err.Error(), "csv") {
		t.Error(err)
	}
}

func TestWhatIsNothingKnownSaysSo(t *testing.T) {
	for _, text := range []string{"", "hello", "\x00\x01\x02", "{}", "[]", "<html></html>", strings.Repeat("a", 1000)} {
		_, _, err := exchange.Read(context.Background(), "", []byte(text), format.ReadOptions{Name: "file.bin"})
		if err == nil {
			t.Errorf("%q was read", text)
		}
	}
	_, _, err := exchange.Read(context.Background(), "", []byte("hello"), format.ReadOptions{Name: "file.bin"})
	if !errors.Is(err, exchange.ErrUnknown) {
		t.Error(err)
	}
	if _, _, err := exchange.Read(context.Background(), "mermaid", nil, format.ReadOptions{}); err == nil {
		t.Error("a format that is only written was read")
	}
}

// TestRealFilesOfOtherToolsAreRead reads files that other tools wrote, where
// they lie beside the checkout; each format has its own fixtures besides.
func TestRealFilesOfOtherToolsAreRead(t *testing.T) {
	files, err := filepath.Glob("../../../shared/samples/*/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		f, ok := exchange.Recognise(file, text)
		if !ok {
			t.Logf("%s: not recognised", file)
			continue
		}
		m, report, err := f.Read(context.Background(), text, format.ReadOptions{Name: filepath.Base(file)})
		if err != nil {
			t.Errorf("%s, read as %s: %v", file, f.Name, err)
			continue
		}
		if _, err := maps.Encode(m); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		t.Logf("%s: %s, %d variables, %d links, %d kinds of losses", file, f.Name, report.Variables, len(m.Links), len(report.Losses))
	}
}

// FuzzRead hands any bytes to whichever format takes them for its own.
func FuzzRead(f *testing.F) {
	m := &maps.Map{Language: maps.English, Variables: []maps.Variable{{ID: "a", Label: maps.Plain("A")}, {ID: "b", Label: maps.Plain("B")}}, Links: []maps.Link{maps.NewLink("a", "b", maps.Positive)}}
	for _, k := range exchange.Formats() {
		if k.Write == nil {
			continue
		}
		var text bytes.Buffer
		if _, err := k.Write(&text, m, format.WriteOptions{}); err != nil {
			f.Fatal(err)
		}
		f.Add(text.Bytes())
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		got, _, err := exchange.Read(context.Background(), "", text, format.ReadOptions{Name: "file"})
		if err == nil {
			if _, err := maps.Encode(got); err != nil {
				t.Errorf("the map cannot be written: %v", err)
			}
		}
	})
}
