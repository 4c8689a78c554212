package scene_test

import (
	"encoding/binary"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansbolditalic"
	"codeberg.org/go-fonts/liberation/liberationsansitalic"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"pgregory.net/rapid"

	"sysmap/render/scene"
)

var cuts = []struct {
	name string
	ttf  []byte
	font scene.Font
}{
	{"regular", liberationsansregular.TTF, scene.Font{}},
	{"bold", liberationsansbold.TTF, scene.Font{Bold: true}},
	{"italic", liberationsansitalic.TTF, scene.Font{Italic: true}},
	{"bold italic", liberationsansbolditalic.TTF, scene.Font{Bold: true, Italic: true}},
}

// Chromium 156's getComputedTextLength at 100 px with Liberation Sans (and its
// fallback DejaVu Sans in the last two), font-kerning: none and
// font-variant-ligatures: none, in the order of cuts. It rounds to 1/64.
func TestMeasureAgreesWithChromium(t *testing.T) {
	for text, widths := range map[string][4]float64{
		"Sundhedsfremme på tværs": {1206.109, 1289.266, 1206.109, 1289.266},
		"AVATAR Ty. fi fl":        {722.328, 766.656, 722.328, 766.656},
		"Rødgrød med fløde":       {866.953, 916.609, 866.953, 916.609},
		"1.234,5 % (±½)":          {683.016, 683.016, 683.016, 683.016},
		"Øjeblikkelig Ærø Ålborg": {1050.344, 1139.063, 1050.344, 1139.063},
		"שלום":                    {219.781, 239.906, 219.781, 239.906},
		"Ελληνικά Русский":        {802.297, 873.984, 802.844, 875.203},
		"e\u0301 a\u030a":         {139.016, 139.016, 139.016, 139.016},
		"مرحبا":                   {231.203, 231.203, 231.203, 231.203},
		"😀":                       {104.250, 104.250, 104.250, 104.250},
	} {
		for i, cut := range cuts {
			cut.font.Size = 100
			if got := scene.Measure(text, cut.font); math.Abs(got-widths[i]) > 0.3 {
				t.Errorf("%q in %s is %.3f wide, Chromium says %.3f", text, cut.name, got, widths[i])
			}
		}
	}
}

func TestMeasureIsTheSumOfTheFontsAdvances(t *testing.T) {
	for _, cut := range cuts {
		advances := readAdvances(cut.ttf)
		cut.font.Size = 2048
		for r := rune(' '); r < 0x300; r++ {
			if r >= 0x7f && r < 0xa0 || r == '\u00ad' {
				continue
			}
			if got, want := scene.Measure(string(r), cut.font), float64(advances(r)); got != want && advances(r) != 0 {
				t.Errorf("%q in %s is %g units wide, the font says %g", r, cut.name, got, want)
			}
		}
	}
}

// readAdvances looks characters up in a font's tables cmap (format 4) and hmtx.
func readAdvances(ttf []byte) func(rune) int {
	u16 := func(at int) int { return int(binary.BigEndian.Uint16(ttf[at:])) }
	u32 := func(at int) int { return int(binary.BigEndian.Uint32(ttf[at:])) }
	table := map[string]int{}
	for i := range u16(4) {
		table[string(ttf[12+16*i:16+16*i])] = u32(12 + 16*i + 8)
	}
	cmap := table["cmap"]
	format4 := 0
	for i := range u16(cmap + 2) {
		if at := cmap + u32(cmap+4+8*i+4); u16(at) == 4 {
			format4 = at
		}
	}
	n := u16(format4+6) / 2
	return func(r rune) int {
		for i := range n {
			end, start := u16(format4+14+2*i), u16(format4+16+2*n+2*i)
			if int(r) < start || int(r) > end {
				continue
			}
			delta, offset := u16(format4+16+4*n+2*i), u16(format4+16+6*n+2*i)
			glyph := int(r) + delta
			if offset != 0 {
				glyph = u16(format4+16+6*n+2*i+offset+2*(int(r)-start)) + delta
			}
			glyph &= 0xffff
			if glyph == 0 {
				return 0
			}
			return u16(table["hmtx"] + 4*min(glyph, u16(table["hhea"]+34)-1))
		}
		return 0
	}
}

func TestMeasureIgnoresWhatCannotBeSeen(t *testing.T) {
	f := scene.Font{Size: 10}
	want := scene.Measure("sundhed", f)
	for _, s := range []string{"sund\u00adhed", "sund\u200bhed", "\u202asundhed\u202c", "sund\x00hed", "sundhed\ufe0f", "\ufeffsundhed"} {
		if got := scene.Measure(s, f); got != want {
			t.Errorf("%q is %g wide instead of %g", s, got, want)
		}
	}
}

func TestMeasureGivesMissingLettersTheRoomTheyNeed(t *testing.T) {
	f := scene.Font{Size: 10}
	for s, want := range map[string]float64{"健康": 20, "👩‍👩‍👧": 10, "🇩🇰": 10, "ไ": 6} {
		if got := scene.Measure(s, f); math.Abs(got-want) > 1e-9 {
			t.Errorf("%q is %g wide instead of %g", s, got, want)
		}
	}
}

func TestMetricsAreTheFonts(t *testing.T) {
	f := scene.Font{Size: 2048}
	// The tables hhea (1854, -434) and OS/2 (sCapHeight 1409) of the font.
	for name, pair := range map[string][2]float64{
		"ascent": {scene.Ascent(f), 1854}, "descent": {scene.Descent(f), 434}, "cap height": {scene.CapHeight(f), 1409},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s is %g instead of %g", name, pair[0], pair[1])
		}
	}
	if h := scene.LineHeight(f); h < scene.Ascent(f)+scene.Descent(f) {
		t.Errorf("lines %g apart overlap", h)
	}
}

func TestEllipsisFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, f := rapid.String().Draw(t, "s"), scene.Font{Size: 10}
		width := rapid.Float64Range(12, 200).Draw(t, "width")
		got := scene.Ellipsis(s, f, width)
		if !utf8.ValidString(got) {
			t.Fatalf("%q is not UTF-8", got)
		}
		// Letters that join are narrower together than one by one, but never
		// wider.
		if scene.Measure(got, f) > width+1e-6 {
			t.Fatalf("%q is %g wide, more than %g", got, scene.Measure(got, f), width)
		}
	})
	f := scene.Font{Size: 10}
	if got := scene.Ellipsis("Sundhed på tværs", f, scene.Measure("Sundhed …", f)); got != "Sundhed…" {
		t.Errorf("got %q", got)
	}
	if got := scene.Ellipsis("kort", f, 100); got != "kort" {
		t.Errorf("got %q", got)
	}
}

func BenchmarkMeasure500Labels(b *testing.B) {
	labels := make([]string, 500)
	for i := range labels {
		labels[i] = strings.Repeat("Adgang til sunde fødevarer ", 1+i%3)
	}
	for b.Loop() {
		for _, label := range labels {
			scene.Measure(label, scene.Font{Size: 11})
		}
	}
}
