package format

import (
	"strings"
	"testing"

	"sysmap/maps"
)

func TestIdsAreValidAndGivenOnce(t *testing.T) {
	d := NewDraft("x", ReadOptions{})
	given := map[string]bool{}
	for _, label := range []string{"X", "x", "x 2", "x2", "x", "A b", "a-b", "a b 2", "…", "?", strings.Repeat("long ", 900)} {
		id, err := d.Variable(maps.Variable{Label: maps.Plain(label)}, "")
		if err != nil || !maps.ValidID(id) || given[id] {
			t.Errorf("%q: id %q, %v", label, id, err)
		}
		given[id] = true
	}
}

func TestSignsAreReadAsToolsWriteThem(t *testing.T) {
	for text, want := range map[string]maps.Sign{"+": maps.Positive, " Positive ": maps.Positive, "1": maps.Positive, "−": maps.Negative, "-1": maps.Negative, "opposite": maps.Negative, "?": maps.Unknown} {
		if got, ok := ParseSign(text); !ok || got != want {
			t.Errorf("%q is %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"1", "s", "o", "0", "increases trust", ""} {
		if _, ok := SignLabel(text); ok {
			t.Errorf("the label %q is taken for a sign", text)
		}
	}
}

func TestMergedLinksKeepWhatEitherSays(t *testing.T) {
	d := NewDraft("x", ReadOptions{})
	a, _ := d.Variable(maps.Variable{Label: maps.Plain("a")}, "")
	first := maps.NewLink(a, a, maps.Positive)
	second, third := first, first
	second.Note, second.Confidence = maps.Plain("why"), maps.LowConfidence
	third.Note, third.Core = maps.Plain("why not"), true
	for _, l := range []maps.Link{first, second, third} {
		if err := d.Link(l, "here"); err != nil {
			t.Fatal(err)
		}
	}
	m, r, _ := d.Finish()
	if l := m.Links[0]; len(m.Links) != 1 || l.Note.Plain != "why" || l.Confidence != maps.LowConfidence || !l.Core {
		t.Errorf("%+v", m.Links)
	}
	if r.Notes[0].Count != 2 || r.Losses[0].Count != 1 {
		t.Errorf("%+v", r)
	}
}

func TestBendsAndAnglesAreInverse(t *testing.T) {
	from, to := maps.Position{X: 10, Y: 20}, maps.Position{X: -50, Y: 90}
	for _, bend := range []float64{-2, -0.5, 0.01, 0.25, 3} {
		if got := BendAtAngle(from, to, AngleOfBend(from, to, bend)); got == nil || *got != bend {
			t.Errorf("%v became %v", bend, got)
		}
	}
	if BendAtAngle(from, from, 30) != nil || BendAtAngle(from, to, AngleOfBend(from, to, 0)) != nil {
		t.Error("a straight arrow bends")
	}
	// From left to right, a point above the middle is to the left.
	if b := BendThrough(maps.Position{}, maps.Position{X: 100}, maps.Position{X: 50, Y: -25}); b == nil || *b != 0.25 {
		t.Errorf("%v", b)
	}
	if BendThrough(from, from, to) != nil {
		t.Error("an arrow from a place to itself bends")
	}
}
