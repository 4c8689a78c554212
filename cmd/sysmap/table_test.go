package main

import (
	"strings"
	"testing"

	"sysmap/maps"
)

func TestTablesFitTheTerminal(t *testing.T) {
	a := answer{
		Title: "Title", Language: maps.Danish, Notes: []string{strings.Repeat("a note of several words ", 12)},
		Columns: []column{{"n", "No.", number}, {"why", "Why", words}},
		Rows:    [][]string{{"1234.5", strings.Repeat("because it is so ", 10)}, {"7", "short"}},
	}
	var wide, narrow strings.Builder
	if err := a.writeTable(&wide, 0); err != nil {
		t.Fatal(err)
	}
	if err := a.writeTable(&narrow, 50); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(narrow.String()) {
		if n := len([]rune(strings.TrimRight(line, "\n"))); n > 50 {
			t.Errorf("a line of %d letters: %q", n, line)
		}
	}
	if strings.Join(strings.Fields(wide.String()), " ") != strings.Join(strings.Fields(narrow.String()), " ") {
		t.Error("wrapping changed the words")
	}
	if !strings.Contains(wide.String(), "1234,5  because it is so") {
		t.Errorf("%s", wide.String())
	}
}

func TestCellsThatSpreadsheetsWouldRunAreDefused(t *testing.T) {
	for cell, want := range map[string]string{"=1+1": "'=1+1", "+x": "'+x", "-": "-", "+": "+", "@a": "'@a", "plain": "plain", "": ""} {
		if got := defuse(cell); got != want {
			t.Errorf("%q becomes %q", cell, got)
		}
	}
}
