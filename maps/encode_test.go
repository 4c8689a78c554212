package maps_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sysmap/maps"
)

func tContext(*rapid.T) context.Context { return context.Background() }

func splitLines(s string) []string { return strings.Split(s, "\n") }

func TestAWrittenMapReadsBackEqual(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := randomMap(t)
		text, err := maps.Encode(want)
		if err != nil {
			t.Fatal(err)
		}
		got := parsed(t, text)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s\n%s", diff, numbered(text))
		}
		if want.Digest() != got.Digest() {
			t.Fatal("the digest changed")
		}
	})
}

func TestAnInvalidMapIsNotWritten(t *testing.T) {
	for name, m := range map[string]*maps.Map{
		"dangling link":   {Variables: []maps.Variable{{ID: "a"}}, Links: []maps.Link{maps.NewLink("a", "b", maps.Positive)}},
		"twice the id":    {Variables: []maps.Variable{{ID: "a"}, {ID: "a"}}},
		"bad id":          {Variables: []maps.Variable{{ID: "a b"}}},
		"reserved id":     {Variables: []maps.Variable{{ID: "x-ray"}}, Links: []maps.Link{maps.NewLink("x-ray", "x-ray", maps.Positive)}},
		"not a number":    {Variables: []maps.Variable{{ID: "a", At: &maps.Position{X: nan()}}}},
		"invalid UTF-8":   {Variables: []maps.Variable{{ID: "a", Label: maps.Plain("\xff")}}},
		"unknown sector":  {Actors: []maps.Actor{{ID: "a", Sector: "military"}}},
		"no action":       {Variables: []maps.Variable{{ID: "a"}}, Efforts: []maps.Effort{{ID: "e", On: []maps.Intervention{{Variable: "a"}}}}},
		"a label per 日本語": {Title: maps.Text{By: map[maps.Language]string{"日本": "x"}}},
	} {
		t.Run(name, func(t *testing.T) {
			if text, err := maps.Encode(m); err == nil {
				t.Errorf("written as\n%s", text)
			}
		})
	}
}

func TestAFreshFileIsGoodToRead(t *testing.T) {
	m, err := (&maps.Loader{}).Load(t.Context(), "testdata/good/design.yaml")
	if err != nil {
		t.Fatal(err)
	}
	got, err := maps.Encode(m)
	if err != nil {
		t.Fatal(err)
	}
	golden := "testdata/fresh.yaml"
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Error(diff)
	}
}
