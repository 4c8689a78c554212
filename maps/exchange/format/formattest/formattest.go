// Package formattest tests readers and writers of other tools' files against
// what [format.Format] promises: maps that our own writer and loader take,
// errors of the contract, round trips that keep what the format holds.
package formattest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// Read reads a text that is right, and checks that our own writer and loader
// take the map.
func Read(t testing.TB, f format.Format, text string) (*maps.Map, *format.Report) {
	t.Helper()
	m, r, err := f.Read(context.Background(), []byte(text), format.ReadOptions{Name: "folder/Some file.x"})
	if err != nil {
		t.Fatal(err)
	}
	reload(t, m, r)
	return m, r
}

// reload checks that our own writer and loader take a map, and that its report
// counts it.
func reload(t testing.TB, m *maps.Map, r *format.Report) {
	t.Helper()
	var b bytes.Buffer
	if err := maps.Write(&b, m); err != nil {
		t.Fatalf("a map that cannot be written: %v", err)
	}
	again, err := (&maps.Loader{}).Parse(context.Background(), "written.yaml", b.Bytes())
	if err != nil {
		t.Fatalf("a map that cannot be read back: %v\n%s", err, b.Bytes())
	}
	if len(again.Variables) != len(m.Variables) || len(again.Links) != len(m.Links) || len(again.Clusters) != len(m.Clusters) {
		t.Fatalf("%d variables and %d links became %d and %d", len(m.Variables), len(m.Links), len(again.Variables), len(again.Links))
	}
	if r.Variables != len(m.Variables) || r.Positive+r.Negative+r.Unknown != len(m.Links) {
		t.Fatalf("the report does not count the map: %+v", r)
	}
}

// Withstand reads a text that may be anything: it must end in a map that our
// own writer and loader take, and the format itself if it is written, or in an
// error of the contract.
func Withstand(t testing.TB, f format.Format, text []byte) {
	t.Helper()
	if f.Recognise != nil {
		f.Recognise(text)
	}
	limits := format.Limits{Variables: 100, Links: 200, Bytes: 1 << 20, Depth: 20}
	m, r, err := f.Read(context.Background(), text, format.ReadOptions{Name: "x", Limits: limits})
	switch {
	case err == nil:
		reload(t, m, r)
		for _, l := range maps.Languages() {
			if f.Write == nil {
				break
			}
			if _, err := f.Write(io.Discard, m, format.WriteOptions{Language: l}); err != nil {
				t.Fatalf("a map that its own format cannot hold: %v", err)
			}
		}
	case !errors.Is(err, format.ErrFormat) && !errors.Is(err, format.ErrLimit):
		t.Fatalf("an error outside the contract: %v", err)
	}
}

// Damage reads a text cut short, with bytes changed, and in encodings that it
// should not be in; see [Withstand].
func Damage(t *testing.T, f format.Format, text string) {
	for i := range 60 {
		at := i * len(text) / 60
		for _, broken := range []string{
			text[:at], text[:at] + "\x00" + text[at:], text[:at] + "\xff\xfe" + text[at:],
			text[:at] + text[min(len(text), at+7):], text[:at] + "9e999" + text[at:], text[:at] + `"<{[(` + text[at:],
		} {
			Withstand(t, f, []byte(broken))
		}
	}
	Withstand(t, f, wide(text, ""))
	Withstand(t, f, nil)
	for _, opening := range []string{"[", "{", "(", "<a>", `{"a":`, "subgraph{", `"`, "<graph>"} {
		Withstand(t, f, []byte(strings.Repeat(opening, 1<<19/len(opening))))
		Withstand(t, f, []byte(text+strings.Repeat(opening, 1<<19/len(opening))))
	}
}

// Encodings checks that a text says the same with a byte order mark, in UTF-16
// and with the line ends of Windows.
func Encodings(t *testing.T, f format.Format, text string, kept format.Kept) {
	want, _ := Read(t, f, text)
	for name, other := range map[string]string{
		"a byte order mark": "\ufeff" + text, "UTF-16": string(wide(text, "\ufeff")), "carriage returns": strings.ReplaceAll(text, "\n", "\r\n"),
	} {
		got, _ := Read(t, f, other)
		if want, got := Told(want, kept), Told(got, kept); !slices.Equal(want, got) {
			t.Errorf("with %s:\nwant %s\ngot  %s", name, strings.Join(want, "\n     "), strings.Join(got, "\n     "))
		}
		if f.Recognise([]byte(other)[:min(len(other), 512)&^1]) == format.No {
			t.Errorf("with %s the file is not recognised", name)
		}
	}
}

func wide(text, mark string) []byte {
	var b bytes.Buffer
	for _, u := range utf16.Encode([]rune(mark + text)) {
		b.Write([]byte{byte(u), byte(u >> 8)})
	}
	return b.Bytes()
}

// Sample returns a file that the tool itself wrote, where such files are at
// hand; the test is skipped elsewhere, as the formats' own fixtures test the
// same.
func Sample(t testing.TB, name string) string {
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

// Counted returns how often something is in a list of notes or losses.
func Counted(items []format.Item, what string) int {
	for _, i := range items {
		if i.What == what {
			return i.Count
		}
	}
	return 0
}

// RoundTrip checks that a map that goes through a format and back tells the
// same as far as the format keeps it, that its bytes do not depend on chance,
// and that what comes back is valid. adjust may take out of the map what the
// format cannot tell apart.
func RoundTrip(t *testing.T, f format.Format, kept format.Kept, adjust func(*maps.Map)) {
	rapid.Check(t, func(t *rapid.T) {
		m := randomMap(t)
		if adjust != nil {
			adjust(m)
		}
		first := Written(t, f, m)
		if again := Written(t, f, m); !bytes.Equal(first, again) {
			t.Fatalf("two writings differ:\n%s\n%s", first, again)
		}
		if f.Recognise(first[:min(len(first), 512)]) == format.No {
			t.Fatalf("what is written is not recognised:\n%s", first)
		}
		back, _, err := f.Read(context.Background(), first, format.ReadOptions{})
		if err != nil {
			t.Fatalf("%v\n%s", err, first)
		}
		if want, got := Told(m, kept), Told(back, kept); !slices.Equal(want, got) {
			t.Fatalf("want\n%s\ngot\n%s\nthrough\n%s", strings.Join(want, "\n"), strings.Join(got, "\n"), first)
		}
		if err := maps.Write(io.Discard, back); err != nil {
			t.Fatalf("%v\n%s", err, first)
		}
	})
}

// Written writes a map in a format.
func Written(t rapid.TB, f format.Format, m *maps.Map) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := f.Write(&b, m, format.WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Benchmark reads a map of 2,000 variables and 20,000 links in a format.
func Benchmark(b *testing.B, f format.Format) {
	text := Written(b, f, Large())
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		m, _, err := f.Read(context.Background(), text, format.ReadOptions{})
		if err != nil || len(m.Variables) != 2000 || len(m.Links) != 20_000 {
			b.Fatalf("%v: %d variables, %d links", err, len(m.Variables), len(m.Links))
		}
	}
}

// Large is a map of 2,000 variables and 20,000 links.
func Large() *maps.Map {
	m := &maps.Map{Language: maps.English}
	for i := range 2000 {
		m.Variables = append(m.Variables, maps.Variable{
			ID: fmt.Sprint("v", i), Label: maps.Plain(fmt.Sprint("Variable number ", i)),
			At: &maps.Position{X: float64(i % 50 * 100), Y: float64(i / 50 * 60)},
		})
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
