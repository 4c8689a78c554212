package scene_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"sysmap/render/scene"
)

func TestParseColourReadsWhatHexWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := scene.RGB(rapid.Byte().Draw(t, "r"), rapid.Byte().Draw(t, "g"), rapid.Byte().Draw(t, "b"))
		if got, err := scene.ParseColour(c.Hex()); err != nil || got != c {
			t.Fatalf("%v, %v", got, err)
		}
	})
	if c, err := scene.ParseColour("#f0A"); err != nil || c != scene.RGB(0xff, 0, 0xaa) {
		t.Errorf("%v, %v", c, err)
	}
}

func TestParseColourRefusesTheRest(t *testing.T) {
	for _, s := range []string{"", "#", "red", "#12", "#1234", "#12345g", "123456", "#1234567", "#+1+2+3", "# 1 2 3", "#ææ", "#12 456"} {
		if c, err := scene.ParseColour(s); err == nil {
			t.Errorf("%q is %v", s, c)
		}
	}
}

// The ratios are those of WCAG 2's own examples and of its definition.
func TestContrastIsWCAGs(t *testing.T) {
	for _, c := range []struct {
		a, b scene.Colour
		want float64
	}{
		{scene.RGB(0, 0, 0), scene.RGB(255, 255, 255), 21},
		{scene.RGB(0x77, 0x77, 0x77), scene.RGB(255, 255, 255), 4.48},
		{scene.RGB(255, 0, 0), scene.RGB(255, 255, 255), 4.00},
		{scene.RGB(9, 9, 9), scene.RGB(9, 9, 9), 1},
	} {
		if got := scene.Contrast(c.a, c.b); math.Abs(got-c.want) > 0.005 {
			t.Errorf("%v on %v has %.3f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

func TestMixEndsAtItsColours(t *testing.T) {
	if orange.Mix(blue, 0) != orange || orange.Mix(blue, 1) != blue {
		t.Error("a mix of all of one colour is another one")
	}
}
