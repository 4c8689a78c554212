package scene

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"
)

// lineSpacing is the distance between baselines as a share of the font size:
// a little more than the typeface's own 1.149, since labels are read across a
// room.
const lineSpacing = 1.2

// Measure returns the width of s on one line, in points: the sum of the
// letters' advances, without kerning and ligatures, which every output turns
// off so that all of them agree. Characters that the shipped typeface lacks
// count as wide as fonts usually draw them; invisible ones count nothing.
func Measure(s string, f Font) float64 {
	return float64(f.cut().width(s)) / float64(f.cut().perEm) * f.Size
}

// Ascent returns how far above the baseline the font reaches, in points.
func Ascent(f Font) float64 { return float64(f.cut().ascent) / float64(f.cut().perEm) * f.Size }

// Descent returns how far below the baseline the font reaches, in points, as a
// positive number.
func Descent(f Font) float64 { return float64(f.cut().descent) / float64(f.cut().perEm) * f.Size }

// LineHeight returns the distance between the baselines of two lines, in
// points.
func LineHeight(f Font) float64 { return lineSpacing * f.Size }

// CapHeight returns the height of a capital letter, in points. Text whose
// baseline is half of it below a point looks centred on that point.
func CapHeight(f Font) float64 { return float64(f.cut().capHeight) / float64(f.cut().perEm) * f.Size }

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

// firstMark is the first character that joins the one before it.
const firstMark = 0x300

// width returns the advance of s in font units.
func (t *typeface) width(s string) int {
	total := 0
	for _, r := range s {
		if r >= firstMark {
			return t.clustersWidth(s)
		}
		total += int(t.glyph(r).advance)
	}
	return total
}

// clustersWidth is width for text in which one letter may be several
// characters: accents, emoji.
func (t *typeface) clustersWidth(s string) int {
	total, state := 0, -1
	for rest := norm.NFC.String(s); rest != ""; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		total += t.clusterWidth(cluster)
	}
	return total
}

func (t *typeface) clusterWidth(cluster string) int {
	total, missing := 0, 0
	for _, r := range cluster {
		switch g := t.glyph(r); {
		case !drawn(r):
		case g.index != 0:
			total += int(g.advance)
		default:
			missing = max(missing, t.missingWidth(r))
		}
	}
	return total + missing
}

// missingWidth is a guess at how wide a viewer's fallback font draws r.
func (t *typeface) missingWidth(r rune) int {
	switch {
	case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Me, r):
		return 0
	case uniseg.StringWidth(string(r)) > 1:
		return t.perEm
	default:
		return t.perEm * 6 / 10
	}
}
