package scene

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// In these tables, as in UAX 9, capital letters stand for letters that are
// written from right to left.
func fromCapitals(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'V' {
			return 'א' + r - 'A'
		}
		return r
	}, s)
}

func TestVisualOrderFollowsUAX9(t *testing.T) {
	for _, c := range []struct{ logical, levels, visual string }{
		{"car means CAR.", "00000000001110", "car means RAC."},
		{"CAR MEANS car.", "11111111112221", ".car SNAEM RAC"},
		{"DAT 12,5 % OK", "1111222211111", "KO % 12,5 TAD"},
		{"se (CAR 5) nu", "0000111120000", "se (5 RAC) nu"},
		{"A (b) C", "1112111", "C (b) A"},
		// Brackets go with what is in them, or before them (rule N0).
		{"ab(CD[&ef]!)gh", "00011000000000", "ab(DC[&ef]!)gh"},
		{"AB(CD[&ef]!)gh", "11111112211122", "gh(![ef&]DC)BA"},
		{"a (B) 1", "0001002", "a (B) 1"},
		{"abc", "000", "abc"},
		{"", "", ""},
	} {
		text := []rune(fromCapitals(c.logical))
		levels := embeddingLevels(text)
		var digits, visual strings.Builder
		for _, l := range levels {
			digits.WriteByte('0' + l)
		}
		for _, i := range visualOrder(levels) {
			r := []rune(c.logical)[i]
			if levels[i]%2 == 1 {
				r = mirrored(r)
			}
			visual.WriteRune(r)
		}
		if digits.String() != c.levels || visual.String() != c.visual {
			t.Errorf("%q has levels %s and reads %q; want %s and %q", c.logical, digits.String(), visual.String(), c.levels, c.visual)
		}
	}
}

// golang.org/x/text tells the directions of runs but not their levels, nor the
// order of the runs, and its public face never pairs brackets; for the rest
// the directions have to agree.
func TestDirectionsAgreeWithXText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOfN(rapid.SampledFrom([]rune("ab æ1 2٣,.:+-%$«אבגعربي\u0301!")), 1, 30).Draw(t, "text")
		var p bidi.Paragraph
		if _, err := p.SetString(string(text)); err != nil {
			t.Fatal(err)
		}
		order, err := p.Order()
		if err != nil {
			t.Fatal(err)
		}
		want := make([]uint8, 0, len(text))
		for i := range order.NumRuns() {
			run := order.Run(i)
			side := uint8(0)
			if run.Direction() == bidi.RightToLeft {
				side = 1
			}
			want = append(want, slices.Repeat([]uint8{side}, len([]rune(run.String())))...)
		}
		got := embeddingLevels(text)
		for i := range got {
			got[i] %= 2
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("directions of %q (-x/text +ours):\n%s", string(text), diff)
		}
	})
}

func TestVisualOrderIsAPermutation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		levels := rapid.SliceOf(rapid.Uint8Range(0, 2)).Draw(t, "levels")
		order := visualOrder(levels)
		slices.Sort(order)
		for i, at := range order {
			if i != at {
				t.Fatalf("%d is not at its place in %v", i, order)
			}
		}
	})
}

func TestArabicLettersJoin(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// Beh beside itself: isolated; initial, final; initial, medial, final.
		{"ب", "\ufe8f"},
		{"بب", "\ufe91\ufe90"},
		{"ببب", "\ufe91\ufe92\ufe90"},
		// Reh and alef do not join what comes after them.
		{"مرحبا", "\ufee3\ufeae\ufea3\ufe92\ufe8e"},
		// Lam and alef are one shape.
		{"سلام", "\ufeb3\ufefc\ufee1"},
		{"لا", "\ufefb"},
		// A vowel sign does not part two letters.
		{"ب\u064eب", "\ufe91\u064e\ufe90"},
		{"abc", "abc"},
	} {
		shaped := slices.DeleteFunc(joinArabic([]rune(c.text)), func(r rune) bool { return r == absorbed })
		if string(shaped) != c.want {
			t.Errorf("%q joins as %+q, want %+q", c.text, string(shaped), c.want)
		}
	}
}

func TestEveryShapeOfAnArabicLetterIsShipped(t *testing.T) {
	for _, table := range []map[rune]presentation{presentations, lamAlef} {
		for r, p := range table {
			for i := range p.forms {
				if substitute().glyph(p.first+rune(i)).index == 0 {
					t.Errorf("the substitute font lacks form %d of %+q", i, r)
				}
			}
		}
	}
}

func TestSettingSpeaksEveryLetterOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := printable(rapid.StringOf(rapid.SampledFrom([]rune("ab æ1\u0301é(ف)لاאב健😀\u200d👩"))).Draw(t, "text"))
		var spoken strings.Builder
		line := setLine(s, Font{Size: 1})
		for _, g := range line.glyphs {
			spoken.WriteString(g.text)
		}
		want, got := seen(s), seen(spoken.String())
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Fatalf("letters of %q (-want +got):\n%s", s, diff)
		}
	})
}

func seen(s string) []rune {
	return slices.DeleteFunc([]rune(norm.NFC.String(s)), func(r rune) bool { return !drawn(r) })
}

func TestEveryLatinLetterIsShippedInEveryCut(t *testing.T) {
	for _, cut := range typefaces {
		for r := range rune(firstMark) {
			if drawn(r) && cut().glyph(r).index == 0 {
				t.Errorf("%s lacks %q", cut().name, r)
			}
		}
	}
}
