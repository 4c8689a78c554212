package scene

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// lineSpacing is the distance between baselines as a share of the font size:
// a little more than the typeface's own 1.149, since labels are read across a
// room.
const lineSpacing = 1.2

// Measure returns the width of s on one line, in points: the sum of the
// letters' advances, without kerning and ligatures, which every output turns
// off so that all of them agree. Characters that the shipped fonts lack count
// as wide as others usually draw them; invisible ones count nothing.
func Measure(s string, f Font) float64 {
	return f.cut().width(s) * f.Size
}

// Ascent returns how far above the baseline the font reaches, in points.
func Ascent(f Font) float64 { return f.cut().em(f.cut().ascent) * f.Size }

// Descent returns how far below the baseline the font reaches, in points, as a
// positive number.
func Descent(f Font) float64 { return f.cut().em(f.cut().descent) * f.Size }

// LineHeight returns the distance between the baselines of two lines, in
// points.
func LineHeight(f Font) float64 { return lineSpacing * f.Size }

// CapHeight returns the height of a capital letter, in points. Text whose
// baseline is half of it below a point looks centred on that point.
func CapHeight(f Font) float64 { return f.cut().em(f.cut().capHeight) * f.Size }

// Ellipsis returns s if it is no wider than width, or else as much of its
// beginning as fits with "…" after it.
func Ellipsis(s string, f Font, width float64) string {
	s = printable(s)
	if Measure(s, f) <= width {
		return s
	}
	room := width - Measure("…", f)
	fits, used := 0, 0.0
	state := -1
	for rest := s; rest != ""; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if used += Measure(cluster, f); used > room {
			break
		}
		fits += len(cluster)
	}
	return strings.TrimRightFunc(s[:fits], unicode.IsSpace) + "…"
}

// firstMark is the first character that may join the one before it.
const firstMark = 0x300

// width returns the advance of s in em. What is longer than any line is
// measured piece by piece.
func (t *typeface) width(s string) float64 {
	if len(s) > longest {
		cut := longest
		for cut > longest-utf8.UTFMax && !utf8.RuneStart(s[cut]) {
			cut--
		}
		return t.width(s[:cut]) + t.width(s[cut:])
	}
	total := 0
	for _, r := range s {
		if r >= firstMark {
			return setClusters(s, t).width
		}
		if drawn(r) {
			total += int(t.glyph(r).advance)
		}
	}
	return t.em(total)
}
