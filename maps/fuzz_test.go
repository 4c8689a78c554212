package maps_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"sysmap/maps"
)

// seeds gives a fuzz target every file and text that other tests know.
func seeds(f *testing.F) {
	files, err := filepath.Glob("testdata/*/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	for _, c := range bad {
		f.Add([]byte(c.text))
	}
	for _, c := range edits {
		f.Add([]byte(c.before))
	}
}

// small keeps the fuzzer away from inputs that are only slow.
var small = maps.Limits{Bytes: 1 << 16, Values: 5000}

// FuzzReading expects that any bytes give either a map that can be written and
// read back as the same, or problems with places.
func FuzzReading(f *testing.F) {
	seeds(f)
	base := library(map[string]string{"base.yaml": head + "variables: {inherited: }", "base": head + "variables: {inherited: }"})
	base.Limits = small
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := base.Parse(t.Context(), "map.yaml", text)
		if err != nil {
			var ps maps.Problems
			if !errors.As(err, &ps) || len(ps) == 0 {
				t.Fatalf("not problems: %v", err)
			}
			for _, p := range ps {
				if p.Message == "" || strings.Contains(p.Error(), "\n") || !utf8.ValidString(p.Error()) {
					t.Fatalf("a problem reads %q", p.Error())
				}
			}
			return
		}
		again, err := maps.Encode(m)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		m2, err := base.Parse(t.Context(), "again", again)
		if err != nil {
			t.Fatal(err)
		}
		if m.Digest() != m2.Digest() {
			t.Fatalf("became another map:\n%s", again)
		}
		maps.Check(m)
	})
}

// FuzzLinkShorthand expects that what is read as a link is written as one.
func FuzzLinkShorthand(f *testing.F) {
	for _, s := range []string{"a ->+ b", "a->-b", "a −>− b", "a ->? b", "a- ->+ b", "a-->+b", "->", "a > b", "a ->+", "æ->+日本", "a ->+ b ->+ c", "x-a ->+ b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		ref, err := maps.ParseLink(s)
		if err != nil {
			return
		}
		if !maps.ValidID(ref.From) || !maps.ValidID(ref.To) {
			t.Fatalf("%q has the ends %q and %q", s, ref.From, ref.To)
		}
		if again, err := maps.ParseLink(ref.String()); err != nil || again != ref {
			t.Fatalf("%q became %q, %v", s, ref, err)
		}
	})
}

// FuzzEditing makes edits to any file that opens, and expects each to do exactly
// what it says, or nothing at all.
func FuzzEditing(f *testing.F) {
	seeds(f)
	loader := library(map[string]string{"base.yaml": head + "variables: {inherited: , food-literacy: }"})
	loader.Limits = small
	f.Fuzz(func(t *testing.T, text []byte) {
		path := filepath.Join(t.TempDir(), "map.yaml")
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, change := range changes {
			d, err := loader.Open(t.Context(), path)
			if err != nil {
				return
			}
			if !bytes.Equal(d.Bytes(), text) {
				t.Fatalf("opening changed %q to %q", text, d.Bytes())
			}
			want := d.Map()
			if err := change(d, want); err != nil {
				if !bytes.Equal(d.Bytes(), text) {
					t.Fatalf("a refused edit (%v) changed\n%s\nto\n%s", err, text, d.Bytes())
				}
				continue
			}
			if err := os.WriteFile(path, d.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
			again, err := loader.Open(t.Context(), path)
			if err != nil {
				t.Fatalf("%v\n%s\n%s", err, text, d.Bytes())
			}
			if !bytes.Equal(maps.Raw(want), maps.Raw(again.Map())) {
				t.Fatalf("the edit of\n%s\nmade\n%s", text, d.Bytes())
			}
			if err := os.WriteFile(path, text, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	})
}
