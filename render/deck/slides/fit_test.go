package slides_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sysmap/render/deck/slides"
	"sysmap/render/scene"
)

func TestBrokenLinesFitAndLoseNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-zæøå]{1,40}`), 1, 12).Draw(t, "words")
		width := rapid.Float64Range(20, 300).Draw(t, "width")
		font := scene.Font{Size: rapid.Float64Range(9, 40).Draw(t, "size")}
		text := strings.Join(words, " ")
		lines := slides.Break(text, font, width)
		if strings.Join(strings.Fields(strings.Join(lines, " ")), "") != strings.ReplaceAll(text, " ", "") {
			t.Fatalf("%q became %q", text, lines)
		}
		for _, line := range lines {
			if len([]rune(line)) > 1 && scene.Measure(line, font) > width {
				t.Fatalf("%q is wider than %.1f", line, width)
			}
		}
	})
}

func TestATextThatFitsIsNoHigherThanItsBox(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := slides.Words(strings.Join(rapid.SliceOfN(rapid.StringMatching(`[a-zæøå]{1,30}`), 1, 60).Draw(t, "words"), " "))
		w, h := rapid.Float64Range(100, 900).Draw(t, "w"), rapid.Float64Range(20, 400).Draw(t, "h")
		if size, fits := text.Fit(w, h, 28, 12); fits && text.Height(size, w) > h {
			t.Fatalf("at %.1f points it is %.1f high in %.1f", size, text.Height(size, w), h)
		}
	})
}

func TestATextIsCutWhereItsLinesEnd(t *testing.T) {
	font := scene.Font{Size: 12}
	long := strings.Repeat("Kilde: Systemkort over svær overvægt. ", 20)
	cut := slides.FitLines(long, font, 300, 2)
	if !strings.HasSuffix(cut, "…") || len(slides.Break(cut, font, 300)) > 2 {
		t.Errorf("cut to %q", cut)
	}
	if short := slides.FitLines("Kilde", font, 300, 2); short != "Kilde" {
		t.Errorf("a short text became %q", short)
	}
}
