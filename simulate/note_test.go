package simulate_test

import (
	"strings"
	"testing"

	"sysmap/maps"
	"sysmap/simulate"
)

func TestNotesSpeakOfOneAndOfMany(t *testing.T) {
	for _, l := range maps.Languages() {
		one, two := simulate.Note{Kind: simulate.UnknownSigns, Count: 1}.In(l), simulate.Note{Kind: simulate.UnknownSigns, Count: 2}.In(l)
		if !strings.HasPrefix(two, "2 ") || strings.Contains(one, "1 ") {
			t.Errorf("%s: %q and %q", l, one, two)
		}
		for _, kind := range []simulate.NoteKind{
			simulate.AssumedInertias, simulate.UnknownSigns, simulate.UnlikelyLinks, simulate.NothingMoves, simulate.BeginsLate,
			simulate.TimesIgnored, simulate.PulsesUnbounded, simulate.StabilityUndecided,
		} {
			for count := range 3 {
				if text := (simulate.Note{Kind: kind, Count: count}).In(l); text == "" || strings.Contains(text, "%") {
					t.Errorf("%s, %s, %d: %q", kind, l, count, text)
				}
			}
		}
	}
}
