package library_test

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"sysmap/maps"
	"sysmap/maps/library"
)

// load returns a library map as the loader composes it.
func load(t *testing.T, name string) *maps.Map {
	t.Helper()
	loader := maps.Loader{Library: library.Source, LibraryNames: library.Names()}
	m, err := loader.Load(context.Background(), name)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestNamesAreSortedAndHoldForesight(t *testing.T) {
	names := library.Names()
	if !slices.IsSorted(names) {
		t.Errorf("not sorted: %q", names)
	}
	if !slices.Contains(names, "foresight") {
		t.Errorf("foresight is missing from %q", names)
	}
}

func TestSourceRefusesWhatIsNotInTheLibrary(t *testing.T) {
	for _, name := range []string{"", "foresigth", "foresight.yaml", "../library/foresight", "/foresight", "foresight\x00"} {
		src, err := library.Source(name)
		if !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("Source(%q) gave %d bytes and the error %v; want fs.ErrNotExist", name, len(src), err)
			continue
		}
		if !strings.Contains(err.Error(), "foresight") {
			t.Errorf("Source(%q): %q does not say which maps there are", name, err)
		}
	}
}

func TestSourceErrorStaysShortForALongName(t *testing.T) {
	_, err := library.Source(strings.Repeat("x", 10<<20))
	if err == nil || len(err.Error()) > 1000 {
		t.Errorf("want a short error, got %d bytes", len(err.Error()))
	}
}

func TestSourceIsTheCallersToChange(t *testing.T) {
	first, err := library.Source("foresight")
	if err != nil {
		t.Fatal(err)
	}
	clear(first)
	second, err := library.Source("foresight")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(second), "sysmap: 1") {
		t.Error("changing what Source returned changed the library")
	}
}

func TestEveryMapSaysWhatItShowsInBothLanguages(t *testing.T) {
	for _, name := range library.Names() {
		m := load(t, name)
		if len(m.Sources) == 0 {
			t.Errorf("%s: no source is credited", name)
		}
		for _, said := range []text{{"the title", m.Title, 80}, {"the note", m.Note, 400}} {
			said.check(t)
		}
	}
}

// text is something a map says, where it stands, and how long it may be for
// the place where it is shown.
type text struct {
	where string
	text  maps.Text
	limit int
}

func (s text) check(t *testing.T) {
	t.Helper()
	for _, language := range maps.Languages() {
		words, stated := s.text.By[language]
		if !stated {
			t.Errorf("%s says nothing in %q", s.where, language)
			continue
		}
		if words != strings.TrimSpace(words) || words == "" || strings.Contains(words, "  ") || strings.ContainsRune(words, '\n') {
			t.Errorf("%s: %q has stray white space", s.where, words)
		}
		if n := utf8.RuneCountInString(words); n > s.limit {
			t.Errorf("%s: %q has %d characters; at most %d fit where it stands", s.where, words, n, s.limit)
		}
	}
}
