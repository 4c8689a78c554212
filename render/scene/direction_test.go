package scene

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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

func TestLinesReadAsUAX9Says(t *testing.T) {
	for _, c := range []struct{ logical, visual string }{
		{"car means CAR.", "car means RAC."},
		{"CAR MEANS car.", ".car SNAEM RAC"},
		{"DAT 12,5 % OK", "KO % 12,5 TAD"},
		{"se (CAR 5) nu", "se (5 RAC) nu"},
		{"A (b) C", "C (b) A"},
		{"ab(CD[&ef]!)gh", "ab(DC[&ef]!)gh"},
		{"AB (cd) EF", "FE (cd) BA"},
		{"a (B) c", "a (B) c"},
		{"a B 1 C b", "a C 1 B b"},
		{"a B 1", "a 1 B"},
		{"a BC 12,5 b", "a 12,5 CB b"},
		{"a B 1 . ", "a 1 B . "},
		{"A <1> «B» ≤", "≥ «B» <1> A"},
		{"a\u202eb\u2066c", "abc"},
		{"abc", "abc"},
		{"", ""},
	} {
		if got := readLine(fromCapitals(c.logical)); got != fromCapitals(c.visual) {
			t.Errorf("%q reads %q, want %q", c.logical, got, fromCapitals(c.visual))
		}
	}
}

// readLine returns the characters of a line from left to right.
func readLine(s string) string {
	var b strings.Builder
	for _, g := range setClusters(s, Font{}.cut()).glyphs {
		b.WriteRune(g.letter)
	}
	return b.String()
}

// Brackets are not paired, so that one beside a number goes astray; UAX 9 has
// "a (B) 1".
func TestABracketBetweenWordsAndANumberGoesWithTheWords(t *testing.T) {
	if got, want := readLine(fromCapitals("a (B) 1")), fromCapitals("a (1 (B"); got != want {
		t.Errorf("reads %q, want %q", got, want)
	}
}

func TestRunsHoldEveryCharacterOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := undirected([]rune(rapid.StringOf(rapid.OneOf(rapid.Rune(),
			rapid.SampledFrom([]rune("ab æ1 2٣,.:+-%$«([])אבגعربي\u0301!\u202e\u2067\u2069\u001c\u200d")))).Draw(t, "text")))
		seen := make([]int, len(text))
		for _, r := range visualRuns(text) {
			for i := r.start; i < r.end; i++ {
				seen[i]++
			}
		}
		for i, n := range seen {
			if n != 1 {
				t.Fatalf("character %d of %q is there %d times", i, string(text), n)
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

func TestSettingDrawsEveryLetterOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := printable(rapid.StringOf(rapid.SampledFrom([]rune("ab æ1\u0301é.فلאב健😀"))).Draw(t, "text"))
		var letters []rune
		for _, g := range setLine(s, Font{Size: 1}).glyphs {
			letters = append(letters, g.letter)
		}
		want := slices.DeleteFunc([]rune(norm.NFKD.String(s)), func(r rune) bool { return !drawn(r) })
		// The joined shapes of Arabic letters come apart into the letters.
		got := []rune(norm.NFKD.String(string(letters)))
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Fatalf("letters of %q (-want +got):\n%s", s, diff)
		}
	})
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
