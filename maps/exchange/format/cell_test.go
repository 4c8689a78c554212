package format

import (
	"testing"

	"pgregory.net/rapid"
)

func TestCellsThatLookLikeFormulasAreDefused(t *testing.T) {
	for cell, want := range map[string]string{
		"=1+1": "'=1+1", "+ more": "'+ more", "-": "'-", "@home": "'@home", "\tx": "'\tx", "\rx": "'\rx",
		"'=1": "''=1", "Sleep": "Sleep", "": "", "'": "'", "don't": "don't", "'tis": "'tis", "a=b": "a=b",
	} {
		if got := Defused(cell); got != want {
			t.Errorf("%q became %q, want %q", cell, got, want)
		}
	}
}

func TestDefusedCellsAreRestored(t *testing.T) {
	cell := rapid.OneOf(rapid.String(), rapid.StringMatching(`[-'=+@a\t ]{0,5}`))
	rapid.Check(t, func(t *rapid.T) {
		s := cell.Draw(t, "cell")
		if got := Restored(Defused(s)); got != s {
			t.Fatalf("%q came back as %q", s, got)
		}
	})
}

func TestNamesThatDifferInCaseAndSpacingAreTheSame(t *testing.T) {
	for _, s := range []string{"café au lait", " Cafe\u0301  AU\tlait ", "CAFÉ\nau lait"} {
		if got := NameKey(s); got != "café au lait" {
			t.Errorf("%q is compared as %q", s, got)
		}
	}
	if NameKey("café") == NameKey("cafe") {
		t.Error("an accent makes no difference")
	}
}
