package format

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sysmap/maps"
)

func TestNamesGiveEveryLabelAnIDOfItsOwn(t *testing.T) {
	var n Names
	for _, c := range []struct{ label, want string }{
		{"Food supply", "food-supply"},
		{"food  supply!", "food-supply-2"},
		{"Food supply 3", "food-supply-3"},
		{"Food supply", "food-supply-4"},
		{"", "unnamed"},
		{"— ? —", "unnamed-2"},
		{"x", "x"},
		{"X", "x2"},
		{"X 2", "x2-2"},
		{"Ærlig øl", "ærlig-øl"},
		{strings.Repeat("word ", 60), strings.Repeat("word-", 19) + "word"},
		{strings.Repeat("word ", 61), strings.Repeat("word-", 19) + "word-2"},
	} {
		if got := n.ID(c.label); got != c.want {
			t.Errorf("%.30q got the id %s, want %s", c.label, got, c.want)
		}
	}
	if got := n.IDOr("", "loop"); got != "loop" {
		t.Errorf("a label without letters got the id %s, want the noun", got)
	}
	if n.Take("food-supply-2") || !n.Take("food-supply-5") {
		t.Error("an id was free that is taken, or taken that is free")
	}
	if got := n.ID("food supply"); got != "food-supply-6" {
		t.Errorf("the id is %s, though food-supply-5 is taken and food-supply-6 free", got)
	}
}

func TestIDsOfNamesAreValidAndDiffer(t *testing.T) {
	label := rapid.OneOf(rapid.String(), rapid.StringMatching(`[aAxİ -]{0,4}`), rapid.Just(strings.Repeat("İ", 250)), rapid.Just("x-ray"))
	rapid.Check(t, func(t *rapid.T) {
		var n Names
		seen := map[string]bool{}
		for _, l := range rapid.SliceOfN(label, 0, 30).Draw(t, "labels") {
			id := n.ID(l)
			if seen[id] || !maps.ValidID(id) {
				t.Fatalf("%q got %q, which is taken or no id", l, id)
			}
			seen[id] = true
		}
	})
}

func BenchmarkNames(b *testing.B) {
	for b.Loop() {
		var n Names
		for range 20_000 {
			n.ID("The same")
		}
	}
}

func TestIDsThatAFileStatesAreKept(t *testing.T) {
	d := NewDraft("x", ReadOptions{})
	if !d.TakeID("sleep") || d.TakeID("sleep") || d.TakeID("x-ray") || d.TakeID("") {
		t.Error("an id is taken twice, or is none")
	}
	for _, c := range []struct {
		v    maps.Variable
		want string
	}{
		{maps.Variable{ID: "sleep", Label: maps.Plain("How well people sleep")}, "sleep"},
		{maps.Variable{Label: maps.Plain("Sleep")}, "sleep-2"},
	} {
		if got, err := d.Variable(c.v, "row 1"); err != nil || got != c.want {
			t.Errorf("%s got the id %s, want %s: %v", c.v.Label.Plain, got, c.want, err)
		}
	}
}

func TestMergedLinksKeepTheEvidenceOfBoth(t *testing.T) {
	d := NewDraft("x", ReadOptions{})
	id, err := d.Variable(maps.Variable{Label: maps.Plain("Sleep")}, "row 1")
	if err != nil {
		t.Fatal(err)
	}
	for _, sources := range [][]string{{"a", "b"}, {"b", "c"}, nil} {
		l := maps.NewLink(id, id, maps.Positive)
		for _, s := range sources {
			l.Evidence = append(l.Evidence, maps.Evidence{Source: s})
		}
		if err := d.Link(l, "row 2"); err != nil {
			t.Fatal(err)
		}
	}
	got := ""
	for _, e := range d.Map.Links[0].Evidence {
		got += e.Source
	}
	if got != "abc" || len(d.Report.Losses) > 0 {
		t.Errorf("evidence %s and losses %v, want abc and none", got, d.Report.Losses)
	}
}
