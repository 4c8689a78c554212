package prsm

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// must reads a text that is right, and checks that our own writer and loader
// take the map.
func must(t testing.TB, f format.Format, text string) (*maps.Map, *format.Report) {
	t.Helper()
	m, r, err := f.Read(context.Background(), []byte(text), format.ReadOptions{Name: "dir/Some file.x"})
	if err != nil {
		t.Fatal(err)
	}
	reload(t, m)
	return m, r
}

// reload checks that our own writer and loader take a map.
func reload(t testing.TB, m *maps.Map) {
	t.Helper()
	var b bytes.Buffer
	if err := maps.Write(&b, m); err != nil {
		t.Fatalf("a map that cannot be written: %v", err)
	}
	again, err := (&maps.Loader{}).Parse(context.Background(), "written.yaml", b.Bytes())
	if err != nil {
		t.Fatalf("a map that cannot be read back: %v\n%s", err, b.Bytes())
	}
	if len(again.Variables) != len(m.Variables) || len(again.Links) != len(m.Links) {
		t.Fatalf("%d variables and %d links became %d and %d", len(m.Variables), len(m.Links), len(again.Variables), len(again.Links))
	}
}

// withstand reads a text that may be anything: it must end in a map that our
// own writer and loader take, or in an error of the contract.
func withstand(t testing.TB, f format.Format, text []byte) {
	t.Helper()
	f.Recognise(text)
	m, r, err := f.Read(context.Background(), text, format.ReadOptions{Name: "x", Limits: format.Limits{Variables: 100, Links: 200, Bytes: 1 << 20, Depth: 20}})
	switch {
	case err == nil:
		reload(t, m)
		if r.Variables != len(m.Variables) || r.Positive+r.Negative+r.Unknown != len(m.Links) {
			t.Fatalf("the report does not count the map: %+v", r)
		}
	case !errors.Is(err, format.ErrFormat) && !errors.Is(err, format.ErrLimit):
		t.Fatalf("an error outside the contract: %v", err)
	}
}

// damage returns a text cut short, with bytes changed, and in encodings that
// it should not be in.
func damage(text string) [][]byte {
	var all [][]byte
	for i := range 60 {
		at := i * len(text) / 60
		all = append(all, []byte(text[:at]), []byte(text[:at]+"\x00"+text[at:]), []byte(text[:at]+"\xff\xfe"+text[at:]),
			[]byte(text[:at]+text[min(len(text), at+7):]), []byte(text[:at]+"9e999"+text[at:]))
	}
	var wide bytes.Buffer
	for _, u := range utf16.Encode([]rune(text)) {
		wide.Write([]byte{byte(u), byte(u >> 8)})
	}
	return append(all, wide.Bytes(), []byte("\ufeff"+text), nil, []byte(strings.Repeat("[", 1<<19)), []byte(strings.Repeat("<a>", 1<<17)), []byte(strings.Repeat(`{"a":`, 1<<17)))
}

// sample returns a file that the tool itself wrote, where such files are at
// hand; the test is skipped elsewhere, as the package's own fixtures test the
// same.
func sample(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "shared", "samples", filepath.FromSlash(name)))
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("the files of other tools are not at hand")
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// counted returns how often something is in a list of notes or losses.
func counted(items []format.Item, what string) int {
	for _, i := range items {
		if i.What == what {
			return i.Count
		}
	}
	return 0
}

// kept says what a format holds apart from labels and signed links.
type kept struct{ positions, notes, strengths, delays, categories, clusters, bends, scenarios bool }

// told lists what a map says, as far as a format holds it, without ids.
func told(m *maps.Map, k kept) []string {
	var lines []string
	index := map[string]int{}
	flat := func(t maps.Text) string { return strings.Join(strings.Fields(t.In(m.Language)), " ") }
	for i := range m.Variables {
		v := &m.Variables[i]
		index[v.ID] = i
		line := fmt.Sprintf("variable %q", flat(v.Label))
		if k.positions && v.At != nil {
			line += fmt.Sprint(" at ", v.At.X, v.At.Y)
		}
		if k.notes {
			line += fmt.Sprintf(" note %q", strings.TrimSpace(v.Note.In(m.Language)))
		}
		if k.categories && v.Category != "" {
			line += fmt.Sprintf(" category %q", flat(m.Category(v.Category).Label))
		}
		if k.clusters && v.Cluster != "" {
			line += fmt.Sprintf(" cluster %q", flat(m.Cluster(v.Cluster).Label))
		}
		lines = append(lines, line)
	}
	var links []string
	for _, l := range m.Links {
		line := fmt.Sprintf("link %d %s %d", index[l.From], l.Sign, index[l.To])
		if k.strengths && l.StrengthStated {
			line += fmt.Sprintf(" strength %.6f", l.Strength.Middle())
		}
		if k.notes {
			line += fmt.Sprintf(" note %q", strings.TrimSpace(l.Note.In(m.Language)))
		}
		if k.delays && l.Delay != nil {
			line += fmt.Sprintf(" delay %.6f", l.Delay.Middle())
		}
		if k.bends && l.Bend != nil {
			line += fmt.Sprintf(" bend %.2f", *l.Bend)
		}
		links = append(links, line)
	}
	slices.Sort(links)
	lines = append(lines, links...)
	if k.scenarios {
		for _, s := range m.Scenarios {
			lines = append(lines, fmt.Sprintf("scenario %q", flat(s.Label)))
			for _, i := range s.Interventions {
				lines = append(lines, fmt.Sprintf(" %d %s %.6f", index[i.Variable], i.Action, i.Amount))
			}
		}
	}
	return lines
}

// large returns a map of 2,000 variables and 20,000 links.
func large() *maps.Map {
	m := &maps.Map{Language: maps.English}
	for i := range 2000 {
		m.Variables = append(m.Variables, maps.Variable{ID: fmt.Sprint("v", i), Label: maps.Plain(fmt.Sprint("Variable number ", i)), At: &maps.Position{X: float64(i % 50 * 100), Y: float64(i / 50 * 60)}})
	}
	for i := range 20_000 {
		sign := maps.Positive
		if i%3 == 0 {
			sign = maps.Negative
		}
		m.Links = append(m.Links, maps.NewLink(fmt.Sprint("v", i%2000), fmt.Sprint("v", (i*7+i/2000+1)%2000), sign))
	}
	return m
}

// benchmark reads the large map in a format.
func benchmark(b *testing.B, f format.Format, text []byte) {
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		m, _, err := f.Read(context.Background(), text, format.ReadOptions{})
		if err != nil || len(m.Variables) != 2000 || len(m.Links) != 20_000 {
			b.Fatalf("%v: %d variables, %d links", err, len(m.Variables), len(m.Links))
		}
	}
}
