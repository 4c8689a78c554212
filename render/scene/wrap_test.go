package scene_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/rivo/uniseg"
	"pgregory.net/rapid"

	"sysmap/render/scene"
)

func TestWrapBreaksLikeAReader(t *testing.T) {
	f := scene.Font{Size: 11}
	for _, c := range []struct {
		text  string
		width float64
		want  []string
	}{
		{"Availability of healthy food", 80, []string{"Availability of", "healthy food"}},
		{"Trivsel blandt børn og unge", 100, []string{"Trivsel blandt", "børn og unge"}},
		{"Sundhedsfremmeindsatser", 60, []string{"Sundheds-", "fremme-", "indsatser"}},
		{"Børneovervægt og trivsel", 60, []string{"Børne-", "overvægt", "og trivsel"}},
		{"Arbejdsmarkedstilknytning", 110, []string{"Arbejdsmarkeds-", "tilknytning"}},
		{"motionsmuligheder", 60, []string{"motions-", "muligheder"}},
		{"Skole\u00admad\u00adordning", 55, []string{"Skole\u00admad-", "ordning"}},
		{"Børneovervægt\nog trivsel", 200, []string{"Børneovervægt", "og trivsel"}},
		{"én\r\nto\rtre\u2028fire\n\nseks", 200, []string{"én", "to", "tre", "fire", "", "seks"}},
		{"健康的な食品の入手可能性", 70, []string{"健康的な食品", "の入手可能性"}},
		{"mad/drikke og e-mail", 50, []string{"mad/", "drikke og", "e-mail"}},
		{"Fremtidens valg – et kort", 80, []string{"Fremtidens", "valg – et kort"}},
		{"Fremtiden – et kort", 56, []string{"Fremtiden", "– et kort"}},
		{"Børn · voksne · ældre", 80, []string{"Børn ·", "voksne · ældre"}},
		{"–", 2, []string{"–"}},
		{"", 40, nil},
		{" kort ", 400, []string{"kort"}},
		{"uden grænse", 0, []string{"uden grænse"}},
	} {
		if diff := cmp.Diff(c.want, scene.Wrap(c.text, f, c.width)); diff != "" {
			t.Errorf("%q at %g (-want +got):\n%s", c.text, c.width, diff)
		}
	}
}

var labels = rapid.OneOf(
	rapid.StringMatching(`([A-ZÆØÅa-zæøå]{1,24}[ \-/]){0,8}[a-zæøå]{1,30}`),
	rapid.StringOfN(rapid.RuneFrom([]rune("ab æ\u00ad-\n שלםعربي健康😀é,.(1)")), 0, 40, -1),
	rapid.String(),
)

func TestWrapLosesNothingButSpaces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := labels.Draw(t, "label")
		width := rapid.Float64Range(1, 150).Draw(t, "width")
		lines := scene.Wrap(s, scene.Font{Size: 11}, width)
		rest := visible(s)
		for _, line := range lines {
			got := visible(line)
			// A hyphen at the end may be an added one.
			switch {
			case strings.HasPrefix(rest, got):
				rest = rest[len(got):]
			case strings.HasSuffix(got, "-") && strings.HasPrefix(rest, got[:len(got)-1]):
				rest = rest[len(got)-1:]
			default:
				t.Fatalf("line %q of %q is not what comes next: %q", line, lines, rest)
			}
		}
		if rest != "" {
			t.Fatalf("%q lost %q", lines, rest)
		}
	})
}

// visible returns what of a label must not get lost.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u00ad' || r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef {
			return -1
		}
		return r
	}, s)
}

func TestWrapKeepsToItsWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`([A-ZÆØÅa-zæøå]{1,24}[ \-/]){0,8}[a-zæøå]{1,30}`).Draw(t, "label")
		width := rapid.Float64Range(5, 150).Draw(t, "width")
		f := scene.Font{Size: 11}
		for _, line := range scene.Wrap(s, f, width) {
			letters := uniseg.GraphemeClusterCount(strings.TrimSuffix(line, "-"))
			if scene.Measure(line, f) > width+1e-6 && letters > 1 {
				t.Fatalf("line %q is %g wide, more than %g", line, scene.Measure(line, f), width)
			}
		}
	})
}

// The oracle tries every way to break words into lines.
func TestWrapTakesFewestAndThenEvenLines(t *testing.T) {
	f := scene.Font{Size: 10}
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-z]{1,9}`), 1, 9).Draw(t, "words")
		width := rapid.Float64Range(95, 200).Draw(t, "width")
		fewest, evenest := len(words)+1, math.Inf(1)
		for cuts := range 1 << (len(words) - 1) {
			lines := brokenAt(words, cuts)
			widest := scene.Measure(slices.MaxFunc(lines, func(a, b string) int {
				return int(math.Copysign(1, scene.Measure(a, f)-scene.Measure(b, f)))
			}), f)
			if widest > width || len(lines) > fewest {
				continue
			}
			if u := unevenness(lines, f); len(lines) < fewest || u < evenest {
				fewest, evenest = len(lines), u
			}
		}
		got := scene.Wrap(strings.Join(words, " "), f, width)
		if len(got) != fewest || unevenness(got, f) > evenest*(1+1e-9) {
			t.Fatalf("%q: %d lines, unevenness %g; best are %d and %g", got, len(got), unevenness(got, f), fewest, evenest)
		}
	})
}

func brokenAt(words []string, cuts int) []string {
	lines := []string{words[0]}
	for i, word := range words[1:] {
		if cuts>>i&1 == 1 {
			lines = append(lines, word)
		} else {
			lines[len(lines)-1] += " " + word
		}
	}
	return lines
}

func unevenness(lines []string, f scene.Font) float64 {
	sum := 0.0
	for _, line := range lines {
		w := scene.Measure(line, f)
		sum += w * w
	}
	return sum
}

func TestWrapOfAnEnormousLabelEnds(t *testing.T) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		scene.Wrap(strings.Repeat("ord ", 500_000), scene.Font{Size: 11}, 1e9)
		scene.Wrap(strings.Repeat("langtord", 100_000), scene.Font{Size: 11}, 100)
		scene.Wrap(strings.Repeat("\u0301", 100_000), scene.Font{Size: 11}, 100)
	}()
	select {
	case <-done:
	case <-time.After(2 * time.Minute):
		t.Fatal("two megabytes took more than two minutes to wrap")
	}
}

func BenchmarkWrap500Labels(b *testing.B) {
	for b.Loop() {
		for range 500 {
			scene.Wrap("Adgang til sunde fødevarer i nærområdet", scene.Font{Size: 11}, 90)
		}
	}
}
