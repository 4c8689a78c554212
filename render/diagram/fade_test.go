package diagram

import (
	"testing"

	"sysmap/render/scene"
)

func TestWhatHasFadedCanBeReadAndStepsBack(t *testing.T) {
	for _, name := range Themes() {
		theme, err := ThemeNamed(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, category := range append(theme.Palette, theme.plain(), unsorted, scene.RGB(0, 0, 0), scene.RGB(0xff, 0xff, 0x00)) {
			for _, accent := range []bool{false, true} {
				look := theme.box(category, accent)
				quiet := theme.faded(look)
				if c := scene.Contrast(quiet.ink, quiet.fill); c < fadedLabel {
					t.Errorf("%s, %s: a faded label contrasts at %.2f to 1", name, category.Hex(), c)
				}
				if loud := scene.Contrast(look.ink, look.fill); loud > 7 && scene.Contrast(quiet.ink, quiet.fill) > 0.8*loud {
					t.Errorf("%s, %s: a faded label is as loud as the others", name, category.Hex())
				}
			}
		}
	}
}

func TestTheStrongEndOfAScaleStandsOutFromTheGround(t *testing.T) {
	for _, name := range Themes() {
		theme, err := ThemeNamed(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range []Scale{{High: 1}, {Low: -1, High: 1, Diverging: true}} {
			list := s.Colours(theme)
			strong := scene.Contrast(list[len(list)-1], theme.Background)
			if weak := scene.Contrast(s.ColourUnder(theme, 0), theme.Background); strong < 4.5 || weak > strong {
				t.Errorf("%s: much stands out at %.1f to 1, nothing at %.1f", name, strong, weak)
			}
		}
	}
}

func TestBlackAndWhiteSaysWithArrowsWhichWayAValueGoes(t *testing.T) {
	s := Scale{Low: -1, High: 1, Diverging: true, LowLabel: "less", HighLabel: "more"}
	for v, want := range map[float64]string{-0.5: "↓", 0: "", 0.5: "↑"} {
		if got := s.direction(Print(), v); got != want {
			t.Errorf("%g has the arrow %q", v, got)
		}
		if got := s.direction(Foresight(), v); got != "" {
			t.Errorf("%g has the arrow %q where there are colours", v, got)
		}
	}
	if low, high := s.ends(Print()); low != "↓ less" || high != "more ↑" {
		t.Error(low, high)
	}
	for _, c := range append(s.Colours(Print()), Scale{High: 1}.Colours(Print())...) {
		if c.R != c.G || c.G != c.B {
			t.Errorf("%s is not grey", c.Hex())
		}
	}
}

func TestAScaleWithoutAnExtentHasAllInItsNeutralPlace(t *testing.T) {
	if got := (Scale{Diverging: true}).Place(0); got != 0.5 {
		t.Errorf("no change stands at %g between less and more", got)
	}
	if got := (Scale{}).Place(0); got != 0 {
		t.Errorf("nothing stands at %g", got)
	}
}
